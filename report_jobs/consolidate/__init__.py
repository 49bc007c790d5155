"""Consolidating: from accepted returns and what came before to one frozen period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from report_jobs.collect import Collected
from report_jobs.consolidate.alerts import alerts
from report_jobs.consolidate.balances import balances
from report_jobs.consolidate.changes import changes
from report_jobs.consolidate.conflicts import conflicts
from report_jobs.consolidate.history import (
    TREND,
    Past,
    is_in_time,
    last_seen,
    past_from_json,
    past_of,
    past_to_json,
    rows_by_unit,
)
from report_jobs.consolidate.ranking import rank
from report_jobs.consolidate.standings import standings
from report_jobs.frozen import Frozen, Return, State
from report_jobs.metrics.compute import measure
from report_jobs.metrics.ground import Duty, Ground
from workbooks.choices import Mark
from workbooks.period import Period
from workbooks.playbook.model import Playbook

__all__ = ["Past", "freeze", "past_from_json", "past_of", "past_to_json", "rows_by_unit"]


def freeze(playbook: Playbook, period: Period, collected: Collected, pasts: Sequence[Past] = ()) -> Frozen:
    """Freeze a period; `pasts` are the earlier ones, the oldest first.

    The mark is the highest among the inputs, at least the playbook's own (G-62).
    """
    cutoff = period.cutoff(playbook.rhythm)
    before = pasts[-1] if pasts else None
    previous_cutoff = before.cutoff if before else period.shift(-1).cutoff(playbook.rhythm)
    order = [unit.code for unit in playbook.units]
    returns = tuple(sorted(collected.returns, key=lambda found: order.index(found.unit)))
    ground = _ground(playbook, collected, returns, pasts, previous_cutoff.date(), cutoff.date())
    figures = measure(ground)
    counted = [found.unit for found in returns]
    marks = [s.mark for s in collected.submissions if s.counted] + [Mark(playbook.programme.default_mark)]
    return Frozen(
        playbook=playbook,
        period=period,
        previous_cutoff=previous_cutoff,
        cutoff=cutoff,
        mark=max(marks, key=lambda mark: mark.rank),
        submissions=collected.submissions,
        returns=returns,
        office=collected.office,
        figures=figures,
        previous=before.figures if before else None,
        trend=tuple((past.period, past.figures) for past in pasts[-TREND:]),
        ranking=rank(figures, counted, playbook, pasts),
        alerts=alerts(ground, collected.submissions, pasts),
        balances=balances(ground, figures, before.figures if before else None),
        changes=changes(ground),
        before={unit: rows[0] for unit, rows in ground.history.items() if rows},
        lights=ground.lights,
        findings=(*collected.findings, *conflicts(returns, collected.office, playbook)),
        standings=standings(collected.submissions, {r.unit: r.rows for r in returns}, pasts, cutoff.date()),
    )


def _ground(
    playbook: Playbook,
    collected: Collected,
    returns: tuple[Return, ...],
    pasts: Sequence[Past],
    previous_cutoff: dt.date,
    today: dt.date,
) -> Ground:
    history, last = rows_by_unit(pasts), last_seen(pasts, playbook)
    duties = _duties(collected, pasts[-1] if pasts else None)
    return Ground(playbook, returns, previous_cutoff, today, history, last, duties)


def _duties(collected: Collected, before: Past | None) -> dict[str, Duty]:
    """Count the returns that units owed and sent in time, this period's with those before."""
    duties = {}
    if before:
        for unit, due in before.due.items():
            duties[unit] = Duty(due, before.on_time.get(unit, 0), owed=unit in before.streaks)
    for submission in collected.submissions:
        if submission.state not in (State.SUPERSEDED, State.STRAY):
            good = is_in_time(submission.state, submission.hours_late)
            old = duties.get(submission.unit, Duty())
            duties[submission.unit] = Duty(old.due + 1, old.on_time + good, 1, int(good), old.owed)
    return duties
