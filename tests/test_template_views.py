"""Printed views: the lists that people hold, drawn from the sheets by formulas."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from tests.grids import PLAYBOOK, UNIT, WEEK
from workbooks import template
from workbooks.period import Period
from workbooks.playbook import default_text, parse
from workbooks.rows import Rows
from workbooks.standard import SHEETS, Action, Closure, Problem
from workbooks.titles import PRINT_PREFIX, is_ours

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")  # a name that grows is beyond openpyxl
PERIOD = Period.parse(WEEK)
HEADINGS = {
    "打印·问题清单": ["序号", "问题编号", "问题描述", "问题类别", "问题来源", "严重程度", "整改类型"],
    "打印·责任清单": ["序号", "问题编号", "责任领导", "牵头科室", "责任人", "整改时限", "验收标准"],
    "打印·整改清单": ["序号", "问题编号", "整改措施", "本周进展", "完成日期", "佐证", "销号情况"],
}
PROBLEMS = (
    Problem(
        problem_id="WT-2026-SZ012-0001",
        problem="窗口收件后未当日录入系统，三件申请超过承诺时限。" * 6,
        owner="宁可为",
        due_date=dt.date(2026, 11, 20),
        ext_due=dt.date(2026, 12, 10),
        ext_approver="闻仲平",
        status="fixing",
    ),
    Problem(problem_id="WT-2026-SZ012-0002", due_date=dt.date(2026, 11, 21), ext_due=dt.date(2026, 12, 11)),
)
ROWS = Rows.collect(
    [
        *PROBLEMS,
        Action(action_id="WT-2026-SZ012-0001-C01", problem_id="WT-2026-SZ012-0001", action="=制定窗口收件登记规程"),
        Action(action_id="WT-2026-SZ012-0002-C01", problem_id="WT-2026-SZ012-0002"),
        Action(action_id="WT-2026-SZ012-0009-C01", problem_id="WT-2026-SZ012-0009"),
        Closure(closure_id="WT-2026-SZ012-0001-X01", problem_id="WT-2026-SZ012-0001", gate1="pass"),
    ]
)


@cache
def data() -> bytes:
    return template.write(PLAYBOOK, UNIT, PERIOD, rows=ROWS)


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data()))


def views() -> list[openpyxl.worksheet.worksheet.Worksheet]:
    return [worksheet for worksheet in book() if worksheet.title.startswith(PRINT_PREFIX)]


def test_views__known_to_the_reader__and_at_the_end():
    assert [v.title for v in views()] == [*HEADINGS, "打印·销号申请单", "打印·廉政风险点一览表"]
    assert all(is_ours(v.title) for v in views())


def test_views__headings__as_people_are_used_to():
    for title, headings in HEADINGS.items():
        assert [cell.value for cell in book()[title][3]] == headings


def test_views__formulas__draw_on_columns_that_exist():
    titles = {sheet.label: sheet for sheet in SHEETS.values()}
    for view in views():
        for cell in view[4]:
            assert cell.value.ref == f"{cell.column_letter}4:{cell.column_letter}203"
            for title, column in re.findall(r"'([^']+)'!\$([A-Z]+)\$4", cell.value.text):
                assert openpyxl.utils.column_index_from_string(column) <= len(titles[title].fields)


def test_views__locked_and_light__a_dozen_cells_each():
    for view in views():
        assert view.protection.sheet
        assert all(cell.protection.locked for cell in view[4])
        assert view.max_row <= 3 + len(PROBLEMS)


def test_views__long_text__its_row_is_higher():
    view = book()["打印·问题清单"]
    assert view.row_dimensions[4].height > view.sheet_format.defaultRowHeight
    assert 5 not in view.row_dimensions or view.row_dimensions[5].height is None


def test_views__print_area__grows_with_the_rows():
    xml = zipfile.ZipFile(io.BytesIO(data())).read("xl/workbook.xml").decode()
    areas = re.findall(r'name="_xlnm.Print_Area"[^>]*>([^<]*)<', xml)
    tables = [sheet for sheet in SHEETS.values() if sheet.label in book().sheetnames and not sheet.form]
    assert len(areas) == len(views()) + len(tables)
    assert all(area.startswith("OFFSET(") and "SUMPRODUCT" in area for area in areas)


def test_views__application__room_for_two_signatures_mark_on_top():
    view = book()["打印·销号申请单"]
    assert "签字" in view.oddFooter.left.text
    assert "签字" in view.oddFooter.right.text
    assert view.oddHeader.left.text == "内部"


def test_views__sheet_switched_off__its_view_too():
    text = default_text().replace('on = ["risks", ', "on = [")
    off = openpyxl.load_workbook(io.BytesIO(template.write(parse(text), UNIT, PERIOD)))
    assert "打印·廉政风险点一览表" not in off.sheetnames


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_views__computed_by_an_office_suite__say_what_the_rows_say(tmp_path: Path):
    """Formulas have no stored results; here an office suite computes them."""
    (tmp_path / "in.xlsx").write_bytes(data())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "in.xlsx")], check=True, capture_output=True, timeout=180)
    computed = openpyxl.load_workbook(tmp_path / "out" / "in.xlsx", data_only=True)
    errors = [f"{s.title}!{c.coordinate}" for s in computed for row in s.iter_rows() for c in row if c.data_type == "e"]
    assert not errors

    def rows(title: str) -> list[list[object]]:
        shown = computed[title].iter_rows(min_row=4, values_only=True)
        return [list(row) for row in shown if row[0]]

    owners = rows("打印·责任清单")
    assert [row[1] for row in owners] == ["WT-2026-SZ012-0001", "WT-2026-SZ012-0002"]
    assert [row[5] for row in owners] == [dt.datetime(2026, 12, 10), dt.datetime(2026, 11, 21)]
    actions = rows("打印·整改清单")
    assert [row[2] for row in actions] == ["=制定窗口收件登记规程", None, None]
    assert [row[6] for row in actions] == ["整改中", None, None]
    (closure,) = rows("打印·销号申请单")
    assert closure[1:6] == ["市政务局", PROBLEMS[0].problem, "1 条，见整改清单", dt.datetime(2026, 12, 10), "宁可为"]
    guide = computed.worksheets[0]
    shown = {row[1]: row[4:6] for row in guide.iter_rows(values_only=True) if row[1]}
    assert shown[SHEETS["duties"].label] == (0, 0)
    assert shown[SHEETS["problems"].label] == (2, 25)
