"""Checking in Excel: marks that come and go, the way from finding to finding, comparing, sending."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.books import BASE, P1, PERIOD, PLAYBOOK, UNIT, drop, edit
from tests.live.conftest import Hand, Opened
from workbooks.standard import Action, Case, Problem
from workbooks.template import write
from workbooks.xlsx import open_book
from xl_addin.checking import judge
from xl_addin.live import marks as marks_module

BAD = {"案件": ("D5", "赵钱孙"), "问题清单": ("K5", "不存在的等级")}


def spoil(hand: Hand) -> None:
    """Put two faults into the sound book: a name in full, a choice that is in no list."""
    for title, (cell, value) in BAD.items():
        hand.book.workbook[title][cell].value = value


def marked(hand: Hand) -> dict[str, str]:
    """Cells with a note of ours, and the note."""
    return {
        f"{ws.title}!{cell.coordinate}": cell.comment.text
        for ws in hand.book.workbook.worksheets
        for line in ws.iter_rows(5)
        for cell in line
        if cell.comment and "【校验】" in cell.comment.text
    }


def listed(hand: Hand) -> list[tuple[object, ...]]:
    """The lines of the list of results, from severity on."""
    lines = hand.book.workbook["校验结果"].iter_rows(4, 503, 2, 9, values_only=True)
    return [line for line in lines if any(line)]


def test_check__sound_book__says_so_and_marks_nothing(opened: Opened):
    hand = opened()
    assert "校验通过" in hand.press("check")
    assert not marked(hand)
    assert not listed(hand)


def test_check__faults__listed_marked_counted(opened: Opened):
    hand = opened()
    spoil(hand)
    said = hand.press("check")
    assert "须改" in said
    assert {f"{t}!{c}" for t, (c, _) in BAD.items()} <= marked(hand).keys()
    lines = listed(hand)
    assert {("案件", "D5"), ("问题清单", "K5")} <= {line[1:3] for line in lines}
    assert [line[0] for line in lines] == sorted(
        (line[0] for line in lines), key=["须改", "请核", "已代改", "提示"].index
    )
    assert hand.book.workbook.active.title == "校验结果"
    assert hand.book.workbook["案件"]["D5"].fill.fill_type == "solid"


def test_check__cured__marks_vanish_and_colour_comes_back(opened: Opened):
    hand = opened()
    spoil(hand)
    cell = hand.book.workbook["案件"]["D5"]
    cell.fill = PatternFill("solid", start_color="AABBCC")
    hand.press("check")
    assert cell.fill.start_color.rgb[-6:] != "AABBCC"
    cell.value = "李某某"
    hand.book.workbook["问题清单"]["K5"].value = "一般"
    hand.press("check")
    assert not marked(hand)
    assert not listed(hand)
    assert cell.fill.start_color.rgb[-6:] == "AABBCC"
    assert hand.book.workbook["问题清单"]["K5"].fill.fill_type is None


def test_marks__note_of_a_person__stays(opened: Opened):
    hand = opened()
    spoil(hand)
    cell = hand.book.workbook["案件"]["D5"]
    cell.comment = Comment("问过派驻组", "")
    hand.press("check")
    hand.press("check")
    assert cell.comment.text.startswith("问过派驻组\n【校验】")
    assert cell.comment.text.count("【校验】") == marked(hand)["案件!D5"].count("【校验】")
    cell.value = "李某某"
    hand.press("check")
    assert cell.comment.text == "问过派驻组"


def test_marks__row_moved__still_cured(opened: Opened):
    hand = opened()
    spoil(hand)
    hand.press("check")
    sheet = hand.book.workbook["案件"]
    moved = sheet["D9"]
    moved.comment, moved.fill = Comment(sheet["D5"].comment.text, ""), PatternFill("solid", start_color="F9D9D7")
    sheet["D5"].comment, sheet["D5"].fill, sheet["D5"].value = None, PatternFill(), "李某某"
    hand.press("check")
    assert moved.comment is None
    assert moved.fill.fill_type is None


def test_marks__many__first_ones_only_and_the_rest_is_listed(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(marks_module, "MOST", 1)
    hand = opened()
    spoil(hand)
    hand.press("check")
    assert len(marked(hand)) == 1
    assert len(listed(hand)) >= 2


def test_check__second_time_unchanged__paints_nothing(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    hand = opened()
    spoil(hand)
    hand.press("check")
    painted: list[str] = []
    kept = marks_module.LiveBook.paint
    monkeypatch.setattr(marks_module.LiveBook, "paint", lambda s, t, c: (painted.append(t), kept(s, t, c))[1])
    hand.press("check")
    assert not painted


def test_results__text_that_looks_like_a_formula__is_a_text(opened: Opened):
    hand = opened()
    cell = hand.book.workbook["案件"]["C5"]
    cell.value, cell.data_type = "=1+1", "s"
    hand.press("check")
    cells = [c for line in hand.book.workbook["校验结果"].iter_rows(4, 503, 2, 9) for c in line if c.value]
    assert any("=1+1" in str(c.value) for c in cells)
    assert all(c.data_type == "s" for c in cells)


def test_next__through_all_and_round__previous_back(opened: Opened):
    hand = opened()
    spoil(hand)
    hand.press("check")
    stops: list[str] = []
    for _ in range(20):
        said = hand.press("next")
        assert said.startswith("第 ")
        stops.append(f"{hand.book.workbook.active.title}!{hand.book.selected.replace('$', '')}")
    total = len(set(stops))
    assert stops[:total] == stops[total : 2 * total]
    assert stops.index("案件!D5") < stops.index("问题清单!K5")
    hand.press("previous")
    assert f"{hand.book.workbook.active.title}!{hand.book.selected.replace('$', '')}" == stops[(19 - 1) % total]


def test_next__cured_meanwhile__is_passed_by_and_unmarked(opened: Opened):
    hand = opened()
    spoil(hand)
    hand.press("check")
    hand.press("next")
    for title, (cell, _) in BAD.items():
        hand.book.workbook[title][cell].value = {"案件": "李某某", "问题清单": "一般"}[title]
    assert "没有须改或请核" in hand.press("next")
    assert not marked(hand)


def test_compare__with_last_week__rows_and_cells(opened: Opened, tmp_path: Path):
    earlier = drop(Action, lambda row: row.problem_id == P1)(edit(Problem, P1, lead_dept="窗口科")(BASE))
    path = tmp_path / "上期.xlsx"
    path.write_bytes(write(PLAYBOOK, UNIT, PERIOD.shift(-1), rows=earlier))
    hand = opened(drop(Case)(BASE))
    hand.book.app.api.answers.append(str(path))
    said = hand.press("compare")
    assert said.startswith(f"与 {PERIOD.shift(-1)} 对照：新增 1 行，减少 1 行，改动 1 格"), said
    lines = listed(hand)
    assert lines[1][:2] == ("改动", "问题清单") or ("改动", "问题清单") in {line[:2] for line in lines}
    told = next(line for line in lines if line[0] == "改动" and line[1] == "问题清单")
    assert told[5] == "上期“窗口科”，本期“审批科”"
    assert {line[0] for line in lines} == {"新增", "减少", "改动"}


def test_compare__closed_dialog_wrong_or_broken_file__one_sentence(opened: Opened, tmp_path: Path):
    hand = opened()
    assert "没有选择" in hand.press("compare")
    broken, other = tmp_path / "坏.xlsx", tmp_path / "别家.xlsx"
    broken.write_bytes(b"x")
    code = next(unit.code for unit in PLAYBOOK.units if unit.code != UNIT)
    other.write_bytes(write(PLAYBOOK, code, PERIOD))
    for path, words in ((broken, "读不出来"), (other, "不是本单位")):
        hand.book.app.api.answers.append(str(path))
        assert words in hand.press("compare")


def test_rehearse__says_what_would_go_and_changes_nothing(opened: Opened):
    hand = opened()
    before = hand.cells()
    said = hand.press("rehearse")
    assert f"{UNIT} {PERIOD}" in said
    assert "案件 1 行" in said
    assert hand.cells() == before
    spoil(hand)
    assert "还不能报送" in hand.press("rehearse")


def test_send__sound_book__a_copy_that_reads_the_same_and_only_once(opened: Opened, tmp_path: Path):
    hand = opened()
    said = hand.press("send")
    path = next((tmp_path / "报送件").iterdir())
    assert str(path) in said
    assert path.name.startswith(f"{UNIT}_{PERIOD}_")
    live = judge(open_book(hand.book.path.read_bytes()), PLAYBOOK, file="x", otherwise=PERIOD)
    sent = judge(open_book(path.read_bytes()), PLAYBOOK, file="x", otherwise=PERIOD)
    assert sent.as_json() == live.as_json()
    assert "没有重复生成" in hand.press("send")
    assert len(list((tmp_path / "报送件").iterdir())) == 1


def test_send__marked_book__copy_without_marks(opened: Opened, tmp_path: Path):
    hand = opened()
    spoil(hand)
    hand.press("check")
    assert "不能报送" in hand.press("send")
    assert not (tmp_path / "报送件").exists()
    hand.book.workbook["案件"]["D5"].value = "李某某"
    hand.book.workbook["问题清单"]["K5"].value = "一般"
    hand.press("problem")
    hand.fill({"问题描述": "还没有登记的草稿"})
    hand.press("send")
    copy = openpyxl.load_workbook(next((tmp_path / "报送件").iterdir()))
    notes = [c.comment.text for ws in copy.worksheets for line in ws.iter_rows(5) for c in line if c.comment]
    assert not [note for note in notes if "【校验】" in note]
    for title, column in (("校验结果", 2), ("录入单", 3)):
        assert copy[title].sheet_state == "hidden"
        assert not [c.value for line in copy[title].iter_rows(4, 60, column, column) for c in line if c.value]


def test_send__copy_damaged_on_the_way__deleted_and_said(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    hand = opened()
    monkeypatch.setattr(type(hand.book.api), "SaveCopyAs", lambda self, path: Path(path).write_bytes(b"PK torn"))
    assert "核对不一致" in hand.press("send")
    assert not list((tmp_path / "报送件").iterdir())


def test_send__folder_of_the_settings__is_used(opened: Opened, tmp_path: Path):
    hand = opened()
    hand.home.mkdir()
    (hand.home / "settings.toml").write_text(f'send = "{(tmp_path / "共享").as_posix()}"\n', encoding="utf-8")
    hand.press("send")
    assert len(list((tmp_path / "共享").iterdir())) == 1
