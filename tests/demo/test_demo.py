"""The demo: believable, the same every time, clean where it is meant to be, and faulty where it is meant to be."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise

import pytest

from report_jobs.config import read_jobs
from report_jobs.demo.bank import phrases
from report_jobs.demo.build import POST, SEED, damaged, periods
from report_jobs.demo.faults import FAULTS, FOREIGN, HARMLESS, REFUSED, STRAY
from report_jobs.demo.office import office_rows
from report_jobs.demo.people import TOLD, add_contacts
from report_jobs.demo.schedule import deliveries
from report_jobs.demo.simulate import make_unit
from report_jobs.demo.view import view
from report_jobs.setup import init
from workbooks import template
from workbooks.catalogue import severity_of, word
from workbooks.checks import Context, run_checks
from workbooks.engine import examine
from workbooks.findings import Severity
from workbooks.playbook import default_playbook
from workbooks.row import Row
from workbooks.rows import Rows
from workbooks.standard import Problem
from workbooks.standing import Role
from workbooks.xlsx import UnreadableError, open_book

PLAYBOOK = default_playbook()
WEEKS = periods(PLAYBOOK)


@pytest.fixture(scope="module")
def city() -> dict[str, list[Rows]]:
    """Every unit's clean returns of all weeks."""
    made = {}
    for unit in PLAYBOOK.units:
        plan = make_unit(PLAYBOOK, unit, SEED)
        made[unit.code] = [view(plan, PLAYBOOK, period) for period in WEEKS]
    return made


def test_demo__made_twice__is_the_same(city):
    unit = PLAYBOOK.units[3]
    again = make_unit(PLAYBOOK, unit, SEED)
    assert [view(again, PLAYBOOK, period) for period in WEEKS] == city[unit.code]
    assert deliveries(PLAYBOOK, WEEKS[2], POST) == deliveries(PLAYBOOK, WEEKS[2], POST)


@pytest.mark.parametrize("reported", ["every week", "every third week"])
def test_demo__clean_returns_with_their_history__have_nothing_to_be_fixed(city, reported):
    """A unit that misses weeks compares with older rows; what lies between must still fit."""
    step = 1 if reported == "every week" else 3
    for unit, weeks in city.items():
        history: tuple[Rows, ...] = ()
        for period, rows in list(zip(WEEKS, weeks, strict=True))[::step]:
            today = period.cutoff(PLAYBOOK.rhythm).date()
            office = office_rows(PLAYBOOK, period)
            found = run_checks(rows, Context(PLAYBOOK, period, today, unit, history, office))
            told = [word(f).message for f in found if severity_of(f) is Severity.MUST_FIX]
            assert told == [], (unit, str(period))
            history = (rows, *history)[:3]


def test_demo__rows__only_grow_and_are_as_many_as_real_ones(city):
    for weeks in city.values():
        for earlier, later in pairwise(weeks):
            assert _keys(earlier) <= _keys(later)
        assert 100 <= sum(1 for _ in weeks[-1]) <= 400


def _keys(rows: Rows) -> set[tuple[type[Row], str]]:
    return {(type(row), row.row_key) for row in rows if row.__sheet__.key}


def test_demo__texts__differ_and_are_no_placeholders(city):
    texts = [p.problem for weeks in city.values() for p in weeks[-1].of(Problem)]
    assert len(set(texts)) > 0.9 * len(texts)
    for weeks in city.values():
        for row in weeks[-1]:
            for field, value in row.items():
                assert field.name
                assert not (isinstance(value, str) and any(mark in value for mark in ("测试", "{", "}", "None")))


def test_demo__arc__most_problems_are_closed_and_every_kind_of_end_is_there(city):
    statuses = [p.status for weeks in city.values() for p in weeks[-1].of(Problem)]
    assert {"closed", "fixing", "reviewing", "long_term", "sent_back", "rebound", "void"} <= set(statuses)
    assert 0.45 < statuses.count("closed") / len(statuses) < 0.75


def test_schedule__every_week__somebody_is_late_missing_refused_and_corrects():
    for period in WEEKS:
        week = deliveries(PLAYBOOK, period, POST)
        due = period.due(PLAYBOOK.rhythm)
        assert any(d.received > due for d in week)
        assert len({d.unit for d in week}) < len(PLAYBOOK.units)
        assert sum(bool(set(d.faults) & set(REFUSED)) for d in week) >= 2
        assert any(d.corrects for d in week)
        assert any(set(d.faults) & set(STRAY) for d in week)
    kinds = {fault for period in WEEKS for d in deliveries(PLAYBOOK, period, POST) for fault in d.faults}
    assert kinds >= set(STRAY)


@pytest.mark.parametrize("name", FAULTS)
def test_fault__planted__is_found_by_the_code_it_promises(name, city):
    fault, period = FAULTS[name], WEEKS[-1]
    workbook = template.compose(PLAYBOOK, "SZ004", period, rows=city["SZ004"][-1])
    data = damaged(workbook, (name,), PLAYBOOK, period)
    if fault.expected in ("F-03", "F-06"):
        with pytest.raises(UnreadableError):
            open_book(data)
        return
    today = period.cutoff(PLAYBOOK.rhythm).date()
    codes = [f.code for f in examine(open_book(data), PLAYBOOK, period=period, today=today).findings]
    assert fault.expected in codes
    severities = {severity_of(f) for f in examine(open_book(data), PLAYBOOK, period=period, today=today).findings}
    assert (Severity.MUST_FIX in severities) == (name not in HARMLESS)


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.expected not in ("F-03", "F-06")])
def test_fault__planted__carries_no_date_of_the_clock(name):
    """Two demos are alike to the byte, the files that are none of ours included."""
    workbook = template.compose(PLAYBOOK, "SZ004", WEEKS[-1])
    with zipfile.ZipFile(io.BytesIO(damaged(workbook, (name,), PLAYBOOK, WEEKS[-1]))) as package:
        dates = re.findall(r"W3CDTF\">([0-9-]+)T", package.read("docProps/core.xml").decode())
    assert len(dates) == 2
    assert set(dates) <= {str(WEEKS[-1].cutoff(PLAYBOOK.rhythm).date()), str(FOREIGN.date())}


def test_phrases__no_place_of_the_world__only_the_invented_city():
    assert "景澜市" in PLAYBOOK.programme.city
    assert phrases()["subjects"]


def test_contacts__of_a_new_workplace__can_be_told_and_leave_the_rest_as_it_was(tmp_path):
    workplace = init(tmp_path / "w")
    before = read_jobs(workplace.jobs)
    add_contacts(workplace)
    after = read_jobs(workplace.jobs)
    assert after.model_copy(update={"contacts": ()}) == before
    for unit in TOLD:
        assert PLAYBOOK.unit(unit) is not None
        contact, leader = after.told_of(unit, (Role.CONTACT, Role.LEADER))
        assert (contact.level, leader.level) == (1, None)
