"""Next week's book: filled with what was accepted, and with nothing that was last week's only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from report_jobs.cycle import run_period
from tests.workplaces import drop, make, returned
from workbooks.engine import examine
from workbooks.period import Period
from workbooks.playbook import default_playbook
from workbooks.rows import Rows
from workbooks.standard import Action, Cover, Problem, Weekly
from workbooks.xlsx import open_book
from xl_addin.cli import main

W47, W48 = Period.parse("2026-W47"), Period.parse("2026-W48")


def rows_of(data: bytes, period: Period) -> Rows:
    return examine(open_book(data), default_playbook(), period=period, today=dt.date(2026, 11, 27)).rows


def test_template__of_a_workplace__holds_what_was_accepted_and_blank_books_for_the_others(tmp_path: Path):
    workplace = make(tmp_path / "w")
    sent = returned("SZ001", W47)
    drop(workplace, "a.xlsx", sent, dt.datetime(2026, 11, 20, 10))
    run_period(workplace, W47)
    with pytest.raises(SystemExit) as ended:
        main(["template", "--all", str(tmp_path / "t"), "--period", "2026-W48", "--workplace", str(workplace.root)])
    assert not ended.value.code
    books = {path.name: path.read_bytes() for path in (tmp_path / "t").iterdir()}
    assert len(books) == 5
    before = rows_of(sent, W47)
    after = rows_of(next(data for name, data in books.items() if "SZ001" in name), W48)
    assert after.of(Problem) == before.of(Problem) != ()
    assert [a.action_id for a in after.of(Action)] == [a.action_id for a in before.of(Action)]
    assert {a.week_progress for a in after.of(Action)} == {None}
    assert any(a.week_progress for a in before.of(Action))
    cover, weekly = after.one(Cover), after.one(Weekly)
    assert cover is not None
    assert (cover.week_id, cover.head_signoff, cover.sign_date) == ("2026-W48", None, None)
    assert cover.filler
    assert weekly is None or not any((weekly.txt_done, weekly.txt_issue, weekly.txt_next))
    blank = rows_of(next(data for name, data in books.items() if "XQ001" in name), W48)
    assert blank.of(Problem) == ()
