"""Ranking of units by 综合分 (G-42): ties share a place, and nobody missing is ranked as zero."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from report_jobs.consolidate.history import Past
from report_jobs.frozen import Figures, Rank
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.display import rounded
from workbooks.playbook.model import Playbook

RED_LIST, BLACK_LIST, NO_LIST = "red", "black", ""
MISSING, FIRST_WEEK, FEW_PROBLEMS, NO_SCORE = "missing", "first_week", "few_problems", "no_score"


def rank(figures: Figures, counted: Sequence[str], playbook: Playbook, pasts: Sequence[Past]) -> tuple[Rank, ...]:
    """Rank every unit that owes a return: the ranked ones by place, then the others with the reason."""
    before = pasts[-1].places if pasts else {}
    reported = {unit for past in pasts for unit in past.rows}
    ranks = []
    for unit in (u.code for u in playbook.units):
        reason = _unranked(unit, figures, unit in counted, unit in reported, playbook)
        score = _score(figures, unit)
        ranks.append(
            Rank(unit=unit, place=0, score=score, previous_place=before.get(unit, 0), listed="", reason=reason)
        )
    scores = sorted((r.score for r in ranks if not r.reason and r.score is not None), reverse=True)
    placed = [_place(r, scores, playbook) for r in ranks]
    return tuple(sorted(placed, key=lambda r: (r.place == 0, r.place, r.reason == MISSING)))


def _score(figures: Figures, unit: str) -> Decimal | None:
    value = figures.value("M20", unit)
    return None if value is None else rounded(value, METRICS["M20"])


def _unranked(unit: str, figures: Figures, counted: bool, reported: bool, playbook: Playbook) -> str:
    if not counted:
        return MISSING
    if not reported:
        return FIRST_WEEK
    if (figures.value("M04", unit) or 0) < playbook.thresholds.unranked_min_problems:
        return FEW_PROBLEMS
    return NO_SCORE if figures.value("M20", unit) is None else ""


def _place(found: Rank, scores: list[Decimal], playbook: Playbook) -> Rank:
    if found.reason or found.score is None:
        return found
    listed = NO_LIST
    if found.score >= playbook.thresholds.red_list:
        listed = RED_LIST
    elif found.score < playbook.thresholds.black_list:
        listed = BLACK_LIST
    return Rank(
        unit=found.unit,
        place=scores.index(found.score) + 1,
        score=found.score,
        previous_place=found.previous_place,
        listed=listed,
        reason="",
    )
