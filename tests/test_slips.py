"""Return slips: every finding with its cell and cure, room for the answer, and nothing that acts."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from openpyxl import load_workbook

from report_jobs.collect import Arrival, collect
from report_jobs.frozen import Submission
from report_jobs.slips import write
from tests.grids import PLAYBOOK, book, saved, table
from tests.validator import faults_of
from workbooks.catalogue import severity_of, word
from workbooks.findings import Severity
from workbooks.period import Period

PERIOD = Period.parse("2026-W47")
NOON = dt.datetime(2026, 11, 20, 11)
DUTIES = [
    {"role_id": "SZ012-R01", "role": "组长", "name": "闻仲平", "title": "=1+1"},
    {"role_id": "SZ012-R02", "role": "第一 责任人", "name": None, "title": "_x0041_长"},
]


def refused() -> Submission:
    data = saved(book({"duties": table("duties", DUTIES)}))
    found = collect([Arrival("报送.xlsx", NOON, data)], PLAYBOOK, PERIOD).submissions
    return next(s for s in found if s.unit == "SZ012")


def test_slip__every_finding__by_severity_with_cell_and_cure():
    submission = refused()
    opened = load_workbook(io.BytesIO(write(submission, PLAYBOOK, PERIOD)))
    assert [s.title for s in opened if s.sheet_state == "visible"] == [
        "封面", "须改", "请核", "已代改", "表样损坏", "与上期对照",
    ]  # fmt: skip
    for title, severity in (("须改", Severity.MUST_FIX), ("请核", Severity.CONFIRM), ("已代改", Severity.HEALED)):
        expected = [word(f) for f in submission.findings if severity_of(f) is severity]
        rows = [[cell.value or "" for cell in row] for row in opened[title].iter_rows(min_row=2)]
        told = [tuple(row[1:9]) for row in rows if str(row[0]).isdigit()]
        assert told == [(x.sheet, x.cell, x.heading, x.row_key, x.shown, x.message, x.fix, x.example) for x in expected]


def test_slip__corrected_value__is_empty_and_may_be_filled_in_a_protected_sheet():
    sheet = load_workbook(io.BytesIO(write(refused(), PLAYBOOK, PERIOD)))["须改"]
    assert sheet.protection.sheet
    assert sheet["J1"].value == "更正值"
    free = [row for row in range(2, sheet.max_row + 1) if not sheet.cell(row, 10).protection.locked]
    assert free
    assert all(not sheet.cell(row, 10).value and sheet.cell(row, 3).value for row in free)
    told = [sheet.cell(row, 10).value for row in range(2, sheet.max_row + 1) if row not in free]
    assert set(told) <= {"请在新表中改"}
    assert sheet["F2"].protection.locked


def test_slip__what_the_unit_typed__stays_text():
    opened = load_workbook(io.BytesIO(write(refused(), PLAYBOOK, PERIOD)))
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == "=1+1" for cell in cells)


def test_slip__cover__says_who_what_and_until_when():
    sheet = load_workbook(io.BytesIO(write(refused(), PLAYBOOK, PERIOD)))["封面"]
    said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    for part in ("景澜市政务服务管理局（SZ012）", "报送.xlsx", "2026年11月27日 12:00", "未计入"):
        assert part in said


def test_slip__made_twice__same_bytes_and_sound(tmp_path: Path):
    submission = refused()
    data = write(submission, PLAYBOOK, PERIOD)
    assert write(submission, PLAYBOOK, PERIOD) == data
    assert faults_of(data, "slip.xlsx", tmp_path) == []
