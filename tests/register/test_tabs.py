"""The register as a workbook: its tabs, the ways between them, paper, and what an empty tab says."""

from __future__ import annotations

import re

import pytest

from report_jobs.register import words as w
from report_jobs.register.tabs import PRINT_SET, TABS
from tests.register.opened import MAIN, Opened
from workbooks.standard import SHEETS

ORDER = [
    "首页",
    "报送登记",
    "指标",
    "单位排名",
    "预警清单",
    "分类统计",
    "议定事项与批示",
    "督办单",
    "封面",
    "责任分工",
    "案件",
    "七双机制",
    "阶段推进",
    "案件剖析",
    "六对照六查找",
    "问题清单",
    "整改措施",
    "销号审核",
    "廉政风险点",
    "制度废改立",
    "教育与会议",
    "四种形态",
    "建议书与送达",
    "回头看",
    "考核评价",
    "追责",
    "周报",
    "周环比",
    "差额账",
    "重复与冲突",
    "校验结果",
    "承诺变动",
    "参数与字典",
    "口径",
    "整改台账",
    "高风险点",
    "制度进度",
]
TABLES = [title for title in TABS if title != w.HOME]
CELL = re.compile(r"'([^']+)'!([A-Z]+)(\d+)")


def test_tabs__order__as_the_rule_book_says(opened: Opened):
    assert list(opened.titles) == ORDER


def test_workbook__opens__on_the_first_page(opened: Opened):
    (view,) = opened.workbook.iter(f"{MAIN}workbookView")
    assert view.get("activeTab") in (None, "0")
    chosen = [t for t in opened.titles if next(opened.sheet(t).iter(f"{MAIN}sheetView")).get("tabSelected") == "1"]
    assert chosen == [w.HOME]


def test_first_page__links__reach_every_tab_and_every_tab_leads_back(opened: Opened):
    reached = {match[1] for link in opened.links(w.HOME) if (match := CELL.fullmatch(link.location))}
    assert reached == set(TABLES)
    for title in TABLES:
        assert [link.location for link in opened.links(title) if link.cell == "A1"] == [f"'{w.HOME}'!A1"]


def test_links__inside__lead_to_a_row_or_a_name_that_is_there(opened: Opened):
    """A link to a row that nobody wrote, or to a name that is not defined, is a dead end."""
    rows = {title: {int(re.sub(r"\D", "", cell)) for cell in opened.cells(title)} for title in opened.titles}
    seen = 0
    for title in opened.titles:
        for link in opened.links(title):
            if link.target:
                continue
            seen += 1
            match = CELL.fullmatch(link.location)
            if match is None:
                assert link.location in opened.names, (title, link)
            else:
                assert match[2] == "A", link
                assert int(match[3]) in rows[match[1]], (title, link)
    assert seen > 200


def test_tab__colour__is_that_of_its_group(opened: Opened):
    colours: dict[str, set[str]] = {}
    for title, group in TABS.items():
        (colour,) = opened.sheet(title).iter(f"{MAIN}tabColor")
        colours.setdefault(group, set()).add(colour.get("rgb"))
    assert all(len(found) == 1 for found in colours.values())
    assert len({next(iter(found)) for found in colours.values()}) >= 5


@pytest.mark.parametrize("title", ORDER)
def test_page__of_every_tab__landscape_one_wide_with_mark_issue_and_number(opened: Opened, title: str):
    sheet = opened.sheet(title)
    (setup,) = sheet.iter(f"{MAIN}pageSetup")
    assert setup.get("orientation") == "landscape"
    assert setup.get("paperSize") in ("8", "9")
    assert setup.get("fitToWidth") in (None, "1")
    assert setup.get("fitToHeight") == ("0" if title != w.HOME else None)
    (footer,) = sheet.iter(f"{MAIN}oddFooter")
    assert footer.text == "&L内部&C第 8 期　截至 2026年11月20日18时&R第 &P 页，共 &N 页"


def test_print_set__each_tab__has_a_print_area_and_repeats_its_heads(opened: Opened):
    areas, titles = opened.own("Print_Area"), opened.own("Print_Titles")
    for title in PRINT_SET:
        last = max(int(re.sub(r"\D", "", cell)) for cell in opened.cells(title))
        assert areas[title].endswith(f"${last}"), title
        if title != w.HOME:
            assert areas[title].split("!")[1].startswith("$A$2:"), "the way home is not printed"
            assert titles[title].endswith("!$2:$3")


@pytest.mark.parametrize("title", TABLES)
def test_table__with_rows__has_frozen_heads_and_a_filter_without_them_one_sentence(opened: Opened, title: str):
    sheet, rows = opened.sheet(title), opened.rows(title)
    panes, filters = list(sheet.iter(f"{MAIN}pane")), list(sheet.iter(f"{MAIN}autoFilter"))
    if rows:
        assert panes[0].get("ySplit") == "3"
        assert filters[0].get("ref").startswith("A3:")
        assert len({len(row) for row in rows}) == 1, "every row is as wide as the headings"
    else:
        assert (panes, filters) == ([], [])
        assert len(opened.heads(title)) == 1


def test_empty_tabs__nobody_reported__say_so_in_one_sentence(opened_empty: Opened):
    filled = {w.SUBMISSIONS, w.FIGURES, w.TALLIES, w.BALANCES, w.RANKING, w.ALERTS, w.PARAMETERS, w.DEFINITIONS}
    for title in set(TABLES) - filled:
        (row,) = opened_empty.rows(title, 3)
        (sentence,) = row
        assert str(sentence).endswith("。"), title
    assert opened_empty.cells(SHEETS["problems"].label)["A3"] == (
        "本期没有单位填报此表。应报 4 家，实报 0 家，4 家未报、未计入。"
    )
    assert opened_empty.cells("议定事项与批示")["A3"] == w.EMPTY["decisions"]


def test_first_page__nobody_reported__is_missing_and_not_zero(opened_empty: Opened):
    values = list(opened_empty.cells(w.HOME).values())
    assert values.count(w.MISSING) == len(w.CARDS)
    assert "红灯　未报" in values
    assert "数据不全（应报 4，实报 0）：4 个单位未报，未计入以下各数。" in values
