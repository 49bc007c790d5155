"""What the tabs say: files, places, alerts, rows with their source, lights, changes, findings, the meeting folder."""

from __future__ import annotations

import datetime as dt
import re

from report_jobs import register
from report_jobs.frozen import Frozen
from report_jobs.metrics.comparable import change
from report_jobs.register import words as w
from report_jobs.register.figures import amount
from tests.register import sample
from tests.register.opened import MAIN, Opened
from tests.register.sample import FIRST, FORMULAS, MISSING, REFUSED, SECOND, key_of
from workbooks.catalogue import word
from workbooks.playbook.model import Thresholds
from workbooks.standard import SHEETS, Decision, Order

EPOCH = dt.date(1899, 12, 30)
PROBLEMS = SHEETS["problems"].label


def day(value: str | float | None) -> dt.date:
    assert isinstance(value, float), "a date is a real date"
    return EPOCH + dt.timedelta(days=int(value))


def test_submissions__every_file__one_line_with_state_hours_and_counts(opened: Opened):
    rows = opened.rows(w.SUBMISSIONS)
    assert [(row[0], row[4], row[12]) for row in rows] == [
        (FIRST, "按时", "计入"), (SECOND, "迟报", "计入"), (REFUSED, "退回", "未计入"),
        (MISSING, "漏报", "未计入"), (None, "不属本期", "未计入"),
    ]  # fmt: skip
    assert rows[1][5] == 3
    assert rows[0][9:12] == [0, 2, 1]
    assert rows[3][3] is None
    assert rows[3][9:12] == [None, None, None], "what never came has no findings, not none"
    assert "主要负责人签批" in str(rows[2][13])
    assert rows[0][7] == f"{1:064x}"


def test_ranking__places_and_parts__are_numbers_and_who_is_missing_has_no_zero(opened: Opened, frozen: Frozen):
    heads, rows = opened.heads(w.RANKING), {row[1]: row for row in opened.rows(w.RANKING)}
    assert heads[9:16] == [
        "整改完成率", "七双落实率", "阶段按期率", "一次销号通过率", "逾期率", "高风险点闭环率", "按时报送率"
    ]  # fmt: skip
    first = rows[FIRST]
    assert first[3] == float(frozen.ranking[[r.unit for r in frozen.ranking].index(FIRST)].score or 0)
    assert all(isinstance(value, float) or value == w.NONE for value in first[7:16])
    for unit in (REFUSED, MISSING):
        assert rows[unit][0] == w.SAME
        assert set(rows[unit][7:16]) == {w.MISSING}
        assert rows[unit][16] == "未报"


def test_alerts__lights_with_their_words__and_a_link_to_the_row(opened: Opened):
    rows = opened.rows(w.ALERTS)
    assert [row[1] for row in rows[:2]] == [MISSING, REFUSED], "the longest missing first"
    red = next(row for row in rows if row[3] == key_of(SECOND, 3))
    assert (red[0], red[7], red[9]) == ("红", 4, "逾期未销号")
    assert day(red[6]) == dt.date(2026, 11, 16)
    links = {link.cell: link.location for link in opened.links(w.ALERTS)}
    for number, row in enumerate(rows, start=4):
        if row[3]:
            target = int(links[f"M{number}"].rsplit("A", 1)[1])
            assert opened.rows(PROBLEMS, target)[0][5] == row[3]


def test_lights__every_column_of_them__has_a_colour_for_each_word(opened: Opened):
    for title, column in ((w.ALERTS, "A"), (w.LEDGER, "K"), (PROBLEMS, "AE")):
        rules = {f.text for r in opened.sheet(title).iter(f"{MAIN}cfRule") for f in r.iter(f"{MAIN}formula")}
        assert {f'"{word}"' for word in w.LIGHTS.values()} <= rules, title
        places = {c.get("sqref").split(":")[0] for c in opened.sheet(title).iter(f"{MAIN}conditionalFormatting")}
        assert f"{column}4" in places


def test_merged_sheet__every_row__is_led_by_unit_file_row_and_week(opened: Opened, frozen: Frozen):
    heads, rows = opened.heads(PROBLEMS), opened.rows(PROBLEMS)
    assert heads[:5] == list(w.LEAD)
    assert heads[5:-1] == [field.label for field in SHEETS["problems"].fields]
    assert heads[-1] == w.LIGHT
    expected = [(r.unit, r.file, p.at, p.row_key) for r in frozen.returns for p in r.rows.of(sample.Problem)]
    assert [(row[0], row[2], row[3], row[5]) for row in rows] == expected
    assert {row[4] for row in rows} == {"2026-W47"}


def test_merged_sheet__values__choices_as_labels_dates_as_dates_money_as_money(opened: Opened):
    row = dict(zip(opened.heads(PROBLEMS), opened.rows(PROBLEMS)[1], strict=True))
    assert (row["严重程度"], row["问题状态"], row["亮灯"]) == ("重大", "整改中", "绿")
    assert day(row["整改时限"]) == dt.date(2026, 12, 20)
    case = dict(zip(opened.heads("案件"), opened.rows("案件")[0], strict=True))
    assert case["三个紧盯"] == "中心工作、关键岗位"
    assert case["涉案金额（万元）"] == 1234.5


def test_merged_sheet__problem_that_is_settled__has_no_light(opened: Opened):
    settled = {"已销号", "长期坚持（阶段完成）", "作废（经批准）"}
    heads = opened.heads(PROBLEMS)
    status, light = heads.index("问题状态"), heads.index("亮灯")
    for row in opened.rows(PROBLEMS):
        assert (row[light] == w.NONE) == (row[status] in settled)


def test_merged_sheet__switched_off__says_so(frozen: Frozen):
    off = sample.PLAYBOOK.model_copy(update={"sheets": sample.PLAYBOOK.sheets.model_copy(update={"on": ()})})
    opened = Opened(register.write(sample.frozen(off)))
    assert opened.cells("考核评价")["A3"] == w.DATA_OFF
    assert opened.cells("六对照六查找")["A3"].startswith("本期没有单位填报此表")  # type: ignore[union-attr]


def test_office__decisions_and_orders__name_the_unit_and_the_days_overdue(opened: Opened):
    decisions, orders = Decision.__sheet__.label, Order.__sheet__.label
    assert [row[-1] for row in opened.rows(decisions)] == [None, None]
    assert opened.rows(decisions)[0][-2] == sample.PLAYBOOK.by_code[FIRST].short
    assert opened.rows(orders)[0][-2:] == [sample.PLAYBOOK.by_code[SECOND].short, 7]
    assert "未办结 1 项，其中逾期 0 项" in str(opened.cells(decisions)["A2"])


def test_changes__of_the_week__promises_stand_in_both_lists(opened: Opened, frozen: Frozen):
    assert len(opened.rows(w.CHANGES)) == len(frozen.changes)
    promises = opened.rows(w.PROMISES)
    assert {row[0] for row in promises} == {"承诺变动"}
    assert [(row[1], row[4], row[6], row[7]) for row in promises] == [
        (unit, f"{key_of(unit, 3)}-C01", "闻仲平", "林知远") for unit in (FIRST, SECOND)
    ]
    assert [row[4] for row in opened.rows(w.CHANGES) if row[0] == "新增" and row[1] == SECOND] == [key_of(SECOND, 6)]


def test_findings__all_of_them__stand_in_the_list_with_cell_and_cure(opened: Opened, frozen: Frozen):
    told = [word(found) for found in frozen.findings]
    rows = opened.rows(w.FINDINGS)
    assert [(r[0], r[1], r[2] or "", r[6] or "", r[8] or "", r[10], r[11]) for r in rows] == [
        (x.code, x.severity, x.unit, x.cell, x.row_key, x.message, x.fix) for x in told
    ]
    assert len(rows) == 5 + 1, "five of files, one across units"
    assert rows[2][8] == FORMULAS[0]


def test_findings__of_a_counted_file__lead_to_the_file_and_to_the_merged_row(opened: Opened):
    links = {link.cell: link for link in opened.links(w.FINDINGS)}
    assert links["E4"].target == f"returns\\{1:016x}.xlsx"
    assert opened.rows(PROBLEMS, int(links["O4"].location.rsplit("A", 1)[1]))[0][5] == key_of(FIRST, 2)
    assert "N7" not in links, "a refused file has no merged row"


def test_conflicts__across_units__stand_in_their_own_list(opened: Opened):
    (row,) = opened.rows(w.CONFLICTS)
    assert (row[0], row[2]) == ("X-03", SECOND)


def test_parameters__thresholds__all_have_a_name(opened: Opened):
    assert set(w.THRESHOLDS) == set(Thresholds.model_fields)
    rows = {(row[0], row[2]): row for row in opened.rows(w.PARAMETERS)}
    assert rows["阈值", "extension_days"][3] == 30
    assert rows["阈值", "rate_denominator"][3] == "不含长期坚持"
    assert rows["权重", "M07"][3] == 0.3
    assert rows["选项表", "severity.major"][3] == "重大"
    assert rows["单位", FIRST][3] == sample.PLAYBOOK.by_code[FIRST].name


def test_ledger__open_problems_only__in_the_columns_of_the_rule_book(opened: Opened, frozen: Frozen):
    assert opened.heads(w.LEDGER) == [
        "序号", "问题", "整改目标", "整改措施", "责任领导", "牵头单位（科室）", "责任人", "整改时限",
        "进展情况", "完成率", "亮灯", "销号日期", "备注",
    ]  # fmt: skip
    rows = opened.rows(w.LEDGER)
    assert len(rows) == sum(map(len, frozen.lights.values()))
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    second = next(row for row in rows if str(row[12]).startswith(key_of(FIRST, 3)))
    assert (second[9], second[10]) == (0.4, "红")
    assert second[12] == f"{key_of(FIRST, 3)}\n整改中\n逾期 4 天"
    assert second[5] == f"{sample.PLAYBOOK.by_code[FIRST].short}（计划财务科）"


def test_folder__risks_and_regulations__high_ones_and_those_that_move(opened: Opened):
    risks, regulations = opened.rows(w.HIGH_RISKS), opened.rows(w.REGULATIONS)
    assert [row[9] for row in risks] == [f"ZD-{unit}-001" for unit in (FIRST, SECOND)]
    assert {row[6] for row in risks} == {"高"}
    assert [(row[2], row[7]) for row in regulations] == [(f"ZD-{unit}-001", 10) for unit in (FIRST, SECOND)]


def test_first_page__counters__are_numbers_that_lead_to_their_cells(opened: Opened, frozen: Frozen):
    cells = opened.cells(w.HOME)
    links = {link.location: cells[link.cell] for link in opened.links(w.HOME)}
    for code in w.CARDS:
        assert links[f"fig_{code}"] == float(frozen.figures.value(code) or 0)
    assert cells["A3"] == "数据不全（应报 4，实报 2）：2 个单位未报，未计入以下各数。"
    names = [sample.PLAYBOOK.by_code[unit].short for unit in (REFUSED, MISSING)]
    assert set(names) <= set(cells.values())
    assert "本期计入 2 家，上期计入 3 家；“较上期”只比两期都计入的 2 家。" in cells.values()


def test_first_page__change_of_a_counter__is_a_number_below_it(opened: Opened, frozen: Frozen):
    cells = opened.cells(w.HOME)
    places = {link.location: link.cell for link in opened.links(w.HOME)}
    for code in w.CARDS:
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", places[f"fig_{code}"]).groups()  # type: ignore[union-attr]
        moved = change(frozen, code)
        assert moved is not None
        assert cells[f"{column}{int(row) + 1}"] == float(amount(moved)), code


def test_first_page__first_week__says_that_there_is_nothing_to_compare():
    opened = Opened(register.write(sample.frozen_before()))
    assert list(opened.cells(w.HOME).values()).count(w.NO_DELTA) == len(w.CARDS)
    assert {row[5] for row in opened.rows(w.FIGURES)} == {None}
