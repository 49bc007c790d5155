"""Reporting periods: ISO weeks with a due time and a cut-off.

本周 means (previous cut-off, this cut-off]. The returns of a week are due on its due day
at noon, or at noon of the next working day when that is a public holiday; they are
consolidated at the cut-off of the same (moved) day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

WEEK = re.compile(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])")


@dataclass(frozen=True, slots=True)
class Calendar:
    """When returns are due; local times of the programme's time zone, holidays as days."""

    due_weekday: int
    due_time: dt.time
    cutoff_time: dt.time
    grace_hours: int
    holidays: frozenset[dt.date]
    workdays: frozenset[dt.date]

    def is_working(self, day: dt.date) -> bool:
        """Say whether people work that day: weekends and holidays not, shifted workdays yes."""
        return day in self.workdays or (day.isoweekday() <= 5 and day not in self.holidays)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One ISO week, such as 2026-W47."""

    year: int
    week: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "2026-W47"; ValueError when it is not a week that exists."""
        match = WEEK.fullmatch(text)
        if not match:
            raise ValueError(text)
        period = cls(int(match[1]), int(match[2]))
        dt.date.fromisocalendar(period.year, period.week, 1)
        return period

    @classmethod
    def of(cls, day: dt.date) -> Period:
        """Return the week in which a day falls."""
        year, week, _ = day.isocalendar()
        return cls(year, week)

    def __str__(self) -> str:
        return f"{self.year}-W{self.week:02d}"

    @property
    def monday(self) -> dt.date:
        """First day of the week."""
        return dt.date.fromisocalendar(self.year, self.week, 1)

    @property
    def sunday(self) -> dt.date:
        """Last day of the week."""
        return self.monday + dt.timedelta(days=6)

    def shift(self, weeks: int) -> Period:
        """Return the period that lies so many weeks later."""
        return Period.of(self.monday + dt.timedelta(weeks=weeks))

    def weeks_since(self, other: Period) -> int:
        """Count weeks from another period to this one."""
        return (self.monday - other.monday).days // 7

    def due_day(self, calendar: Calendar) -> dt.date:
        """The day on which returns are due: the due weekday, or the next working day."""
        day = self.monday + dt.timedelta(days=calendar.due_weekday - 1)
        while not calendar.is_working(day):
            day += dt.timedelta(days=1)
        return day

    def due(self, calendar: Calendar) -> dt.datetime:
        """When returns are due (local time)."""
        return dt.datetime.combine(self.due_day(calendar), calendar.due_time)

    def cutoff(self, calendar: Calendar) -> dt.datetime:
        """When this period's returns are consolidated and frozen (local time)."""
        return dt.datetime.combine(self.due_day(calendar), calendar.cutoff_time)

    def late_until(self, calendar: Calendar) -> dt.datetime:
        """Until when a late return still counts as late and not as missing."""
        return self.due(calendar) + dt.timedelta(hours=calendar.grace_hours)


def current_period(now: dt.datetime, calendar: Calendar) -> Period:
    """Return the last period whose cut-off has passed at `now` (local time)."""
    period = Period.of(now.date())
    while period.cutoff(calendar) > now:
        period = period.shift(-1)
    return period
