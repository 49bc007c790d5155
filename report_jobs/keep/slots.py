"""Which slots a schedule has: what is due when, with holidays and shifted working days.

All times here are local times of the programme (Asia/Shanghai, which has no summer time).
A slot of a weekly job is named after its period, that of a monthly one after its month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from report_jobs.config.schedules import Schedule
from workbooks.period import Period
from workbooks.playbook import Playbook

_DAY = dt.timedelta(days=1)
_WEEKS_AROUND = 4
"""How far a long holiday or an offset can carry a slot away from its week."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One due run: when (local time), of which job, under which name."""

    due: dt.datetime
    order: int
    schedule_id: str
    name: str
    job: str


def slots(schedules: tuple[Schedule, ...], playbook: Playbook, after: dt.datetime, until: dt.datetime) -> list[Slot]:
    """Return every slot due later than `after` and not later than `until`, in the order of work."""
    found = [
        Slot(due, number, schedule.id, name, schedule.job)
        for number, schedule in enumerate(schedules)
        for name, due in _named(schedule, playbook, after, until)
        if after < due <= until
    ]
    return sorted(found)


def following(schedules: tuple[Schedule, ...], playbook: Playbook, now: dt.datetime) -> list[Slot]:
    """Return the next slot of every schedule."""
    ahead = slots(schedules, playbook, now, now + dt.timedelta(days=62))
    first = {slot.schedule_id: slot for slot in reversed(ahead)}
    return sorted(first.values())


def _named(
    schedule: Schedule, playbook: Playbook, after: dt.datetime, until: dt.datetime
) -> Iterator[tuple[str, dt.datetime]]:
    if schedule.at == "month":
        year, month = after.year, after.month
        while (year, month) <= (until.year, until.month):
            base = dt.datetime.combine(dt.date(year, month, schedule.day), schedule.time)
            yield f"{year}-{month:02d}", _shifted(base, schedule.hours, playbook)
            year, month = (year + month // 12, month % 12 + 1)
        return
    period = Period.of(after.date()).shift(-_WEEKS_AROUND)
    last = Period.of(until.date()).shift(_WEEKS_AROUND)
    first = Period.parse(playbook.programme.first_week)
    while period <= last:
        if period >= first:
            yield str(period), _shifted(_moment(schedule.at, period, playbook), schedule.hours, playbook)
        period = period.shift(1)


def _moment(at: str, period: Period, playbook: Playbook) -> dt.datetime:
    if at == "due":
        return period.due(playbook.rhythm)
    if at == "cutoff":
        return period.cutoff(playbook.rhythm)
    calendar = playbook.calendar
    cutoff = period.cutoff(playbook.rhythm)
    brief = dt.datetime.combine(period.shift(1).monday + _DAY * (calendar.brief_weekday - 1), calendar.brief_time)
    while brief <= cutoff:  # a due day that a holiday moved beyond the day of the briefing
        brief += _DAY
    return _working(brief, playbook, _DAY)


def _shifted(base: dt.datetime, hours: int, playbook: Playbook) -> dt.datetime:
    """Move a moment by hours, and off days off: back when it lies before, else forward."""
    moved = base + dt.timedelta(hours=hours)
    return _working(moved, playbook, -_DAY if hours < 0 else _DAY)


def _working(moment: dt.datetime, playbook: Playbook, step: dt.timedelta) -> dt.datetime:
    while not playbook.rhythm.is_working(moment.date()):
        moment += step
    return moment
