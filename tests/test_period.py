"""Weeks, due times, holidays: when a return is due and when a period is cut off."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grids import PLAYBOOK
from workbooks.period import Period, current_period

RHYTHM = PLAYBOOK.rhythm


def test_due__ordinary_friday__noon():
    assert Period.parse("2026-W47").due(RHYTHM) == dt.datetime(2026, 11, 20, 12)


def test_due__friday_in_the_national_holiday__next_working_day():
    assert Period.parse("2026-W40").due_day(RHYTHM) == dt.date(2026, 10, 8)


def test_due__shifted_saturday_is_a_working_day():
    assert RHYTHM.is_working(dt.date(2026, 10, 10))
    assert not RHYTHM.is_working(dt.date(2026, 10, 17))


def test_parse__week_53_only_where_there_is_one():
    assert str(Period.parse("2026-W53")) == "2026-W53"
    with pytest.raises(ValueError, match="week"):
        Period.parse("2027-W53")


@pytest.mark.parametrize("text", ["2026-W00", "2026W47", "2026-W5", " 2026-W47", "2026-W47\n"])
def test_parse__not_a_week__refused(text: str):
    with pytest.raises(ValueError):
        Period.parse(text)


def test_current__before_and_after_the_cutoff():
    assert str(current_period(dt.datetime(2026, 11, 20, 17, 59), RHYTHM)) == "2026-W46"
    assert str(current_period(dt.datetime(2026, 11, 20, 18, 0), RHYTHM)) == "2026-W47"


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 1)), weeks=st.integers(-600, 600))
def test_shift__there_and_back__is_where_it_was(day: dt.date, weeks: int):
    period = Period.of(day)
    assert period.shift(weeks).shift(-weeks) == period
    assert period.shift(weeks).weeks_since(period) == weeks
    assert period.monday <= day <= period.sunday
