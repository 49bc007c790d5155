"""One press, one sentence: whatever is open, whatever happens."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlwings as xw

from tests.books import BASE, PERIOD, PLAYBOOK, UNIT
from tests.grids import book as standard
from tests.grids import saved
from tests.live.conftest import Hand, Opened
from tests.live.engine import FakeEngine
from workbooks.book import MemoryBook
from workbooks.row import OFFICE
from workbooks.rows import NO_ROWS
from workbooks.template import write
from xl_addin.live import checks
from xl_addin.live.press import ANSWERS, press

OFFICE_JOBS = {"consolidate", "brief", "slips", "verify"}
READ_ONLY_MAY = {"guide", "about", "diagnose", "rehearse", *OFFICE_JOBS} | {n for n in ANSWERS if n.startswith("goto_")}
NEEDS_OUR_BOOK = sorted(set(ANSWERS) - OFFICE_JOBS - {"guide", "about"})


def snapshot(hand: Hand) -> Any:
    """Everything in the book, the buttons' own sheets too."""
    return {ws.title: [[c.value for c in line] for line in ws.iter_rows()] for ws in hand.book.workbook.worksheets}


FOREIGN = {
    "not ours": (saved(MemoryBook({"Sheet1": [["a", 1]]})), "不是本专项的标准工作簿"),
    "another programme": (saved(standard(programme="防汛专项")), "是另一个专项（防汛专项）"),
    "old standard": (saved(standard(standard_version="V0.9")), "旧版标准（V0.9"),
    "unknown unit": (saved(standard(unit="ZZ999")), "ZZ999"),
}


@pytest.mark.parametrize("case", FOREIGN)
@pytest.mark.parametrize("name", NEEDS_OUR_BOOK)
def test_press__wrong_book__one_sentence_and_nothing_changes(name: str, case: str, opened: Opened):
    data, words = FOREIGN[case]
    hand = opened(data=data)
    before = snapshot(hand)
    said = hand.press(name)
    assert words in said, said
    assert hand.book.app.alerts == [said]
    assert snapshot(hand) == before


@pytest.mark.parametrize("name", sorted(set(ANSWERS) - READ_ONLY_MAY))
def test_press__read_only_book__one_sentence_and_nothing_changes(name: str, opened: Opened):
    office = name in ("decision", "order")
    hand = opened(NO_ROWS if office else BASE, kind=OFFICE) if office else opened()
    hand.book.read_only = True
    before = snapshot(hand)
    said = hand.press(name)
    assert "只读" in said, said
    assert snapshot(hand) == before


def test_press__damaged_sheets__never_an_error(opened: Opened):
    """A book that is ours but whose sheets were cut down: every button still says a sentence."""
    hand = opened()
    for title in ("问题清单", "案件", "录入单", "校验结果", "_marks", "封面"):
        if title in hand.book.workbook.sheetnames:
            del hand.book.workbook[title]
    for name in sorted(set(ANSWERS) - OFFICE_JOBS - {"guide"}):
        said = hand.press(name)
        assert said.endswith(("。", "）")), (name, said)
        assert "意外错误" not in said, (name, said, (hand.home / "errors.log").read_text(encoding="utf-8"))


def test_press__error_of_ours__sentence_with_number_and_a_log_without_values(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
):
    hand = opened()

    def broken(*_: Any, **__: Any) -> Any:
        raise ValueError("李某某 13900001234")

    monkeypatch.setattr(checks.results, "list_out", broken)
    said = hand.press("check")
    assert "意外错误（ValueError）" in said
    log = (hand.home / "errors.log").read_text(encoding="utf-8")
    assert said.rstrip("。").rsplit(" ", 1)[1] in log
    assert "checks.py:" in log
    assert "李某某" not in log + said
    assert "139" not in log + said


def test_press__excel_in_edit_mode__asks_to_finish(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    hand = opened()

    class ComError(Exception):
        """As pywin32 raises it."""

    def busy(*_: Any, **__: Any) -> Any:
        raise ComError(-2147418111, "Call was rejected by callee.", None, None)

    monkeypatch.setattr(checks.results, "list_out", busy)
    assert "正在编辑单元格" in hand.press("check")
    assert not (hand.home / "errors.log").exists()


def test_press__no_workbook_open__one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("YIAN_HOME", str(tmp_path))
    engine = FakeEngine()
    engine.name = "fake-none"
    wrapped = xw.Engine(impl=engine)
    xw.engines.add(wrapped)
    wrapped.activate()
    monkeypatch.setattr(xw.Book, "_mock_caller", None)
    with pytest.raises(SystemExit, match="没有打开的工作簿"):
        press("check")


def test_press__broken_settings_or_playbook__one_sentence_with_file_and_key(opened: Opened):
    hand = opened()
    hand.home.mkdir()
    (hand.home / "settings.toml").write_text("send = 3\n", encoding="utf-8")
    assert "settings.toml" in hand.press("send")
    (hand.home / "playbook.toml").write_text("[programme\n", encoding="utf-8")
    assert "playbook.toml" in hand.press("check")


def test_screen__still_during_the_work_and_alive_after(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    hand = opened()
    seen: list[bool] = []
    kept = checks.results.list_out
    monkeypatch.setattr(checks.results, "list_out", lambda *a: (seen.append(hand.book.app.updating), kept(*a))[1])
    hand.press("check")
    assert seen == [False]
    assert hand.book.app.updating


def test_diagnose__versions_and_codes_but_no_content(opened: Opened):
    hand = opened()
    hand.book.workbook["案件"]["D5"].value = "赵钱孙"
    said = hand.press("diagnose")
    text = (hand.home / "诊断.txt").read_text(encoding="utf-8")
    assert str(hand.home / "诊断.txt") in said
    assert UNIT in text
    assert str(PERIOD) in text
    assert "V-18" in text  # the code of what was found, not the value
    assert "赵钱孙" not in text


def test_about__says_versions(opened: Opened):
    said = opened().press("about")
    assert PLAYBOOK.programme.standard_version in said
    assert xw.__version__ in said


def test_guide__opens_the_page(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    pages: list[str] = []
    monkeypatch.setattr("webbrowser.open", pages.append)
    hand = opened()
    assert "填报说明" in hand.press("guide")
    assert pages[0].endswith("guide.html")


@pytest.mark.parametrize("name", [n for n in ANSWERS if n.startswith("goto_")])
def test_goto__first_free_row(name: str, opened: Opened):
    sheet = name.removeprefix("goto_")
    office = sheet in ("orders", "decisions")
    hand = opened(NO_ROWS, kind=OFFICE) if office else opened()
    said = hand.press(name)
    assert f"“{hand.book.workbook.active.title}”" in said, said
    cell = hand.book.workbook.active[hand.book.selected.replace("$", "")]
    assert cell.value is None or cell.row <= 3  # a form's first line holds our stamp
    assert said.endswith("可以填写。")


def test_office__no_workplace_then_a_run__register_deck_slips_figures(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from report_jobs import setup

    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    hand = opened()
    assert "还没有指定工作目录" in hand.press("consolidate")
    root = tmp_path / "work"
    setup.init(root)
    hand.home.mkdir(exist_ok=True)
    (hand.home / "settings.toml").write_text(f'workplace = "{root.as_posix()}"\n', encoding="utf-8")
    assert "还没有汇总" in hand.press("brief")
    period = PERIOD.shift(-1)  # on Wednesday last week's cut-off has passed
    (root / "inbox").mkdir(exist_ok=True)
    arrived = root / "inbox" / "a.xlsx"
    arrived.write_bytes(write(PLAYBOOK, UNIT, period, rows=NO_ROWS))
    moment = period.due(PLAYBOOK.rhythm).replace(tzinfo=ZoneInfo(PLAYBOOK.calendar.timezone)).timestamp() - 3600
    os.utime(arrived, (moment, moment))
    said = hand.press("consolidate")
    assert f"已汇总 {period}" in said, said
    assert "已经汇总过" in hand.press("consolidate")
    assert "已打开" in hand.press("brief")
    assert shown[-1].endswith("briefing.pptx")
    assert "有 1 份退回单" in hand.press("slips")
    assert f"核数通过：{period}" in hand.press("verify")
    assert any("读取报送件" in str(line) for line in hand.book.app.bar)


def test_office__workplace_gone__one_sentence(opened: Opened, tmp_path: Path):
    hand = opened()
    hand.home.mkdir()
    (hand.home / "settings.toml").write_text(f'workplace = "{(tmp_path / "no").as_posix()}"\n', encoding="utf-8")
    for name in sorted(OFFICE_JOBS):
        assert "找不到工作目录" in hand.press(name)


def test_answers__today_is_not_asked_of_the_book(opened: Opened):
    """The day of a check is the cut-off of the book's own week, so that Monday says the same as Wednesday."""
    hand = opened()
    assert dt.datetime(2026, 11, 18, 9, 30) < PERIOD.cutoff(PLAYBOOK.rhythm)
    assert "校验" in hand.press("check")
