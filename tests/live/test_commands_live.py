"""Every command by its button: the form asks, the rows are those of the command line, one press takes them back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import NamedTuple

import pytest

from tests.books import BASE, P1, PLAYBOOK, UNIT, edit
from tests.books import CASE as CASE_ID
from tests.commands.test_commands import ACTION, CASE, CLOSURE, EXTENSION, FOUR, PROBLEM
from tests.live.conftest import NOW, Opened
from workbooks.row import OFFICE, Row
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import Action, Assessment, Case, Closure, Letter, Pair, Problem, SixCheck
from workbooks.xlsx import open_book
from xl_addin.commands import COMMANDS
from xl_addin.filing import file_command

LATER = dt.date(2026, 12, 20)


class Use(NamedTuple):
    """One command in use: the rows before, what is typed into its form, where the person stands."""

    rows: Rows
    values: Mapping[str, str]
    at: tuple[str, str] = ("填报说明", "A1")


def _without(row_type: type[Row]) -> Rows:
    return Rows.collect(row for row in BASE if not isinstance(row, row_type))


def _open_problem(**changes: object) -> Rows:
    return edit(Problem, P1, status="fixing", due_date=LATER, **changes)(BASE)


_UNDECIDED = edit(Closure, f"{P1}-X01", office_result=None, office_reviewer=None, office_date=None)
USES = {
    "intake": Use(BASE, CASE | {"当事人": "钱某", "牵头领导": "简若川"}),
    "expand": Use(Rows.collect(row for row in BASE if not isinstance(row, Pair)), {"案件编号": CASE_ID}),
    "announce": Use(
        edit(Letter, deliver_date=None, deliver_way=None, receiver=None)(BASE),
        {
            "案件编号": CASE_ID,
            "宣布日期": "2026-08-12",
            "文书编号": "WS-2026-SZ012-01",
            "送达日期": "2026-08-17",
            "送达方式": "直接送达",
            "签收人": "闻仲平",
        },
    ),
    "problem": Use(BASE, PROBLEM),
    "action": Use(_open_problem(), {**ACTION, "责任人": "宁可为"}),
    "closure": Use(
        Rows.collect(r for r in _open_problem() if not isinstance(r, Closure)), {**CLOSURE, "申请人": "裴知远"}
    ),
    "extension": Use(_open_problem(), EXTENSION),
    "checklist": Use(_without(SixCheck), {"对照主体": "审批科", "对照主体类型": "科室"}),
    "gates": Use(
        edit(Closure, f"{P1}-X01", gate1=None, gate2=None)(_UNDECIDED(BASE)), {"销号申请编号": f"{P1}-X01", **FOUR}
    ),
    "assess": Use(_without(Assessment), {"周期": "阶段考核"}),
    "progress": Use(
        edit(Pair, f"{CASE_ID}-P1A", status="running", done_date=None, evidence=None, verifier=None, verify_date=None)(
            BASE
        ),
        {"记录编号": f"{CASE_ID}-P1A", "佐证": "档案盒 03-12"},
    ),
    "review": Use(
        edit(Problem, P1, status="reviewing")(_UNDECIDED(BASE)),
        {"销号申请编号": f"{P1}-X01", "领导小组办公室结论": "同意", "复核人": "楼允中"},
    ),
    "decision": Use(
        NO_ROWS,
        {
            "来源会议或批示": "领导小组第九次会议",
            "议题类型": PLAYBOOK.choice_list("decision_kind").labels[0],
            "事项内容": "督促三个单位补齐限时办结公示",
            "牵头单位代码": "SZ012",
            "办结时限": "2026-12-20",
        },
    ),
    "order": Use(
        NO_ROWS,
        {
            "督办事项": "补齐限时办结公示",
            "督办内容": "两周内补齐三个窗口的限时办结公示并报抽查结果",
            "督办来源": PLAYBOOK.choice_list("order_source").labels[-1],
            "牵头单位代码": "SZ012",
            "颜色": PLAYBOOK.choice_list("order_color").labels[0],
            "办结时限": "2026-12-20",
        },
    ),
}


def _plain(rows: Rows) -> dict[str, list[Row]]:
    """Rows by sheet, without what a workbook stamps on its cover."""
    return {t.__sheet__.name: list(found) for t, found in rows.by_type.items() if found and t.__sheet__.name != "cover"}


def test_uses__every_command_of_the_registry():
    assert USES.keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", USES)
def test_button__form_filled_and_filed__same_rows_as_on_the_file(name: str, opened: Opened):
    use, kind = USES[name], COMMANDS[name].book
    hand = opened(use.rows, kind=kind)
    on_file = file_command(name, hand.book.path.read_bytes(), use.values, PLAYBOOK, NOW.date())
    assert on_file.data is not None, on_file.outcome.message
    said = hand.file(name, use.values)
    assert said == on_file.outcome.message
    from tests.live.reading import rows_of

    assert _plain(hand.rows()) == _plain(rows_of(open_book(on_file.data)))  # type: ignore[arg-type]
    assert not hand.book.app.alerts
    assert not hand.book.sheets("录入单").visible


@pytest.mark.parametrize("name", USES)
def test_undo__after_any_command__every_cell_as_before(name: str, opened: Opened):
    use = USES[name]
    hand = opened(use.rows, kind=COMMANDS[name].book)
    before = hand.cells()
    hand.file(name, use.values)
    after = hand.cells()
    assert after != before
    assert "已撤销" in hand.press("undo")
    assert hand.cells() == before
    assert "没有可撤销" in hand.press("undo")


@pytest.mark.parametrize("name", USES)
def test_button__nothing_filled__asks_and_changes_nothing(name: str, opened: Opened):
    hand = opened(USES[name].rows, kind=COMMANDS[name].book)
    before = hand.cells()
    hand.press(name)
    said = hand.press(name)
    assert said.endswith("。")
    assert hand.book.app.alerts == [said]
    assert hand.cells() == before
    assert hand.book.workbook.active.title == "录入单"


def test_undo__cell_changed_since__refused_and_nothing_changes(opened: Opened):
    hand = opened()
    hand.file("intake", USES["intake"].values)
    hand.book.workbook["案件"]["C6"].value = "另一个标题"
    changed = hand.cells()
    said = hand.press("undo")
    assert "案件!C6" in said
    assert hand.cells() == changed


def test_undo__formula_of_a_person__comes_back_as_a_formula(opened: Opened):
    hand = opened(_open_problem())
    sheet = hand.book.workbook["问题清单"]
    column = next(cell.column for cell in sheet[2] if cell.value == "ext_reason")
    cell = sheet.cell(5, column)
    cell.value = '="系统改造"&"流标"'
    before = hand.cells()
    hand.file("extension", EXTENSION)
    assert sheet.cell(5, column).value == EXTENSION["延期理由"]
    hand.press("undo")
    assert hand.cells() == before
    assert sheet.cell(5, column).data_type == "f"


def test_undo__memory_broken_or_of_another_book__one_sentence(opened: Opened):
    hand = opened()
    hand.file("intake", USES["intake"].values)
    memory = json.loads((hand.home / "undo.json").read_text(encoding="utf-8"))
    (hand.home / "undo.json").write_text(json.dumps({**memory, "book": "elsewhere.xlsx"}), encoding="utf-8")
    assert "没有可撤销" in hand.press("undo")
    (hand.home / "undo.json").write_text("{", encoding="utf-8")
    assert "撤销记录已损坏" in hand.press("undo")


def test_expand__standing_on_the_case__needs_no_form(opened: Opened):
    hand = opened(USES["expand"].rows)
    hand.stand_on("案件", "D5")
    assert "七双 14 行" in hand.press("expand")
    assert hand.book.workbook["录入单"].sheet_state == "hidden"


def test_form__standing_on_a_row__number_and_what_it_holds_are_filled_in(opened: Opened):
    hand = opened(USES["gates"].rows)
    hand.stand_on("销号审核", "B5")
    assert "录入单已打开" in hand.press("gates")
    sheet = hand.book.workbook["录入单"]
    assert [sheet.cell(n, 3).value for n in range(4, 9)] == [f"{P1}-X01", None, None, "通过", "通过"]
    assert hand.book.selected == "$C$5"


def test_form__another_button__is_laid_out_anew(opened: Opened):
    hand = opened()
    hand.press("intake")
    hand.fill({"当事人": "钱某"})
    assert "已换成" in hand.press("problem")
    sheet = hand.book.workbook["录入单"]
    assert sheet["B4"].value == "问题来源"
    assert sheet["C4"].value is None


def test_commands__texts_that_look_like_something_else__stay_texts(opened: Opened):
    """A text of digits stays one, a fraction is no date; on cells without text format too."""
    hand = opened()
    sheet = hand.book.workbook["案件"]
    for number in range(5, 205):
        for column in range(2, 28):
            sheet.cell(number, column).number_format = "General"
    said = hand.file("intake", CASE | {"当事人": "钱某", "牵头领导": "简若川", "备注": "0012", "案件名称": "3-5"})
    assert "已登记" in said
    made = hand.rows().keyed(Case)["AJ-2026-SZ012-002"]
    assert (made.remark, made.case_title) == ("0012", "3-5")
    assert {sheet["C6"].data_type, sheet["AA6"].data_type} == {"s"}


def test_commands__value_that_begins_like_a_formula__never_becomes_one(opened: Opened):
    hand = opened()
    hand.file("intake", CASE | {"当事人": "钱某", "牵头领导": "简若川", "备注": "=HYPERLINK(1)"})
    written = [
        cell for line in hand.book.workbook["案件"].iter_rows(5) for cell in line if "HYPERLINK(1)" in str(cell.value)
    ]
    assert all(cell.data_type == "s" for cell in written)
    assert hand.book.app.alerts or written


def test_append__table_full__grows_and_its_links_too(opened: Opened):
    row = next(iter(BASE.of(SixCheck)))
    many = [row.replace(check_id=f"DZ-SZ012-{n:04d}", subject=f"第{n}科") for n in range(1, 195)]
    hand = opened(Rows.collect([*_without(SixCheck), *many]))
    sheet = hand.book.workbook["六对照六查找"]
    last = int(next(iter(sheet.tables.values())).ref.split(":")[1].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    hand.book.workbook["六对照六查找"].cell(last - 3, 2).value = "DZ-SZ012-0999"
    assert "展开" in hand.file("checklist", {"对照主体": "审批科", "对照主体类型": "科室"})
    grown = int(next(iter(sheet.tables.values())).ref.split(":")[1].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert grown >= last + 6
    assert all(str(sheet.cell(n, 1).value).startswith("=IF(gap_") for n in range(last - 3, grown + 1))
    assert len([r for r in hand.rows().of(SixCheck) if r.subject == "审批科"]) == 6


def test_append__filtered_sheet__filter_lifted_and_said(opened: Opened):
    hand = opened()
    hand.book.filtered.add("七双机制")
    assert "已取消“七双机制”的筛选" in hand.file("intake", USES["intake"].values)
    assert not hand.book.filtered
    assert len(hand.rows().of(Pair)) == 28


def test_protection__lifted_for_a_moment__same_permissions_after(opened: Opened):
    hand = opened()
    kept = {ws.title: dict(ws.protection) for ws in hand.book.workbook.worksheets}
    hand.file("intake", USES["intake"].values)
    hand.press("check")
    assert {ws.title: dict(ws.protection) for ws in hand.book.workbook.worksheets} == kept


def test_protection__password__one_sentence_and_nothing_written(opened: Opened):
    hand = opened()
    hand.press("intake")
    hand.fill(USES["intake"].values)
    hand.book.workbook["案件"].protection.password = "x"  # noqa: S105 (of nothing)
    before = hand.cells()
    said = hand.press("intake")
    assert "“案件”用密码保护" in said
    assert hand.cells() == before


@pytest.mark.parametrize("lost", ["案件", "七双机制"])
def test_append__sheet_lost__refused_before_anything_is_written(lost: str, opened: Opened):
    hand = opened()
    hand.press("intake")
    hand.fill(USES["intake"].values)
    del hand.book.workbook[lost]
    hand.stand_on("录入单", "C4")
    before = hand.cells()
    assert lost in hand.press("intake")
    assert hand.cells() == before


def test_append__column_lost__refused_before_anything_is_written(opened: Opened):
    hand = opened()
    hand.press("intake")
    hand.fill(USES["intake"].values)
    for row in (2, 4):
        hand.book.workbook["七双机制"].cell(row, 4).value = None
    before = hand.cells()
    assert "缺少" in hand.press("intake")
    assert hand.cells() == before


def test_office_command__unit_book_and_the_other_way_round__refused(opened: Opened):
    assert "用于领导小组办公室" in opened().press("order")
    assert "用于单位" in opened(NO_ROWS, kind=OFFICE).press("intake")


def test_append__blocks__few_writes(opened: Opened):
    hand = opened()
    hand.press("intake")
    hand.fill(USES["intake"].values)
    hand.book.writes = 0
    hand.press("intake")
    assert hand.book.writes <= 15, hand.book.writes  # 19 new rows, not a write a cell
    assert UNIT in hand.rows().of(Case)[-1].case_id
    assert isinstance(hand.rows().of(Action)[0], Action)
