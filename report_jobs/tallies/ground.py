"""Tallies of cases, problems and risks: stages, paired duties, close watch, checks, roots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from report_jobs.frozen import CITY, Frozen, Return
from report_jobs.metrics.cases import RUNNING
from report_jobs.tallies import words as w
from report_jobs.tallies.model import Tally
from report_jobs.tallies.tabulate import all_rows, choices, count, cross, named, share
from workbooks.choices import Focus, Grade, ItemStatus, ProblemStatus, RiskStatus, YesNo
from workbooks.choices import Pair as PairId
from workbooks.lights import is_open, is_overdue
from workbooks.row import Row
from workbooks.standard import Analysis, Case, Pair, Problem, Risk, SixCheck, Stage

CAUSES = 5
"""Causes that are listed."""
DUTIES = tuple(f"{pair}{side}" for pair in PairId for side in ("A", "B"))
"""The 14 paired duties, P1A to P7B."""
STOPS = "。.！!；; "


def running_cases(found: Return) -> tuple[Case, ...]:
    """Return a unit's cases in hand."""
    return tuple(case for case in found.rows.of(Case) if case.status in RUNNING)


def current_stage(found: Return, case: Case) -> Stage | None:
    """Return the first stage of a case that has not ended; its last one when all have; None without stages."""
    mine = sorted((s for s in found.rows.of(Stage) if s.case_id == case.case_id), key=lambda s: str(s.stage))
    return next((stage for stage in mine if stage.act_end is None), mine[-1] if mine else None)


def is_late(frozen: Frozen, stage: Stage) -> bool:
    """Say whether a stage has not ended though its planned end is past."""
    return stage.act_end is None and stage.plan_end is not None and stage.plan_end < frozen.today


def stages(frozen: Frozen) -> Iterator[Tally]:
    """Cases in hand by the stage that they are in, and those that are late in it."""
    current = [
        stage
        for found in frozen.returns
        for case in running_cases(found)
        if (stage := current_stage(found, case)) is not None
    ]

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        yield row.stage, "cases"
        if is_late(frozen, row):
            yield row.stage, "late"

    yield from cross("stages", choices(frozen, "stage"), named("cases", "late"), current, cell, "stages")


def pairs(frozen: Frozen) -> Iterator[Tally]:
    """Share of verified duties among those owed, by unit and duty; the city first."""
    labels = {duty: frozen.playbook.label("pair", duty[:2]) + duty[2] for duty in DUTIES}
    owed = {found.unit: _owed(found) for found in frozen.returns if running_cases(found)}
    everything = [pair for rows in owed.values() for pair in rows]
    for unit, rows in ((CITY, everything), *owed.items()):
        known = frozen.playbook.unit(unit)
        row = (unit or "city", known.short if known else w.CITY)
        for duty in DUTIES:
            mine = [pair for pair in rows if f"{pair.mech}{pair.side}" == duty]
            done = [pair for pair in mine if pair.status == ItemStatus.VERIFIED]
            yield share("pairs", row, (duty, labels[duty]), len(done), len(mine), done, "pairs")


def _owed(found: Return) -> list[Pair]:
    """Return the duties of the cases in hand, less those that are approved as not applicable."""
    running = {case.case_id for case in running_cases(found)}
    return [
        pair for pair in found.rows.of(Pair) if pair.case_id in running and pair.status != ItemStatus.NOT_APPLICABLE
    ]


def funnel(frozen: Frozen) -> Iterator[Tally]:
    """Problems by state."""
    data = all_rows(frozen, Problem)
    yield from cross(
        "funnel", choices(frozen, "problem_status"), named("count"), data, lambda p: [(_status(p), "count")], "problems"
    )


def _status(row: Any) -> str | None:
    return row.status  # type: ignore[no-any-return]


def focus(frozen: Frozen) -> Iterator[Tally]:
    """Problems by the three close watches: open, overdue, closed; open ones by field for two of them."""
    data = all_rows(frozen, Problem)

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        if is_open(row):
            yield row.focus, "open"
        if is_overdue(row, frozen.today):
            yield row.focus, "overdue"
        if row.status == ProblemStatus.CLOSED:
            yield row.focus, "closed"

    labels = choices(frozen, "focus")
    yield from cross("focus", labels, named("open", "overdue", "closed"), data, cell, "problems")
    watched = {key: labels[key] for key in (Focus.CENTRAL.value, Focus.LIVELIHOOD.value)}
    pending = [p for p in data if isinstance(p, Problem) and is_open(p)]

    def by_field(row: Any) -> Iterator[tuple[str | None, str]]:
        yield row.field, str(row.focus)

    yield from cross("fields", choices(frozen, "domain"), watched, pending, by_field, "problems")


def heat(frozen: Frozen) -> Iterator[Tally]:
    """High and medium risk points by power and link."""
    graded = [
        risk
        for found in frozen.returns
        for risk in found.rows.of(Risk)
        if risk.grade in (Grade.HIGH, Grade.MEDIUM) and risk.status != RiskStatus.WITHDRAWN
    ]

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        yield row.power, str(row.link)

    yield from cross("heat", choices(frozen, "power"), choices(frozen, "link"), graded, cell, "risks")


def found_nothing(frozen: Frozen, row: SixCheck) -> bool:
    """Say whether a comparison found nothing, in the words that the playbook lists."""
    text = (row.finding or "").strip().rstrip(STOPS)
    return not text or any(text.startswith(word) for word in frozen.playbook.wording.nothing_words)


def six(frozen: Frozen) -> Iterator[Tally]:
    """Comparisons by item: made, with a finding, made a problem."""

    def cell(row: Any) -> Iterator[tuple[str | None, str]]:
        yield row.six, "checks"
        if not found_nothing(frozen, row):
            yield row.six, "found"
        if row.to_problem == YesNo.YES:
            yield row.six, "moved"

    data = all_rows(frozen, SixCheck)
    yield from cross("six", choices(frozen, "six"), named("checks", "found", "moved"), data, cell, "six_checks")


def roots(frozen: Frozen) -> Iterator[Tally]:
    """Analyses and problems by root, and the causes that are named most."""
    labels = choices(frozen, "root")
    analyses = all_rows(frozen, Analysis)
    problems = [p for p in all_rows(frozen, Problem) if _status(p) != ProblemStatus.VOID]
    for column, data, sheet in (("analyses", analyses, "analyses"), ("problems", problems, "problems")):
        yield from cross("roots", labels, named(column), data, lambda row, column=column: [(row.root, column)], sheet)  # type: ignore[misc]
    named_causes = Counter(cause for row in analyses if (cause := getattr(row, "root_short", None)))
    ranked = sorted(named_causes, key=lambda cause: (-named_causes[cause], cause))[:CAUSES]
    for place, cause in enumerate(ranked, start=1):
        mine: list[Row] = [row for row in analyses if getattr(row, "root_short", None) == cause]
        yield count("causes", (f"c{place}", cause), ("count", w.COLUMNS["count"]), mine, "analyses")
