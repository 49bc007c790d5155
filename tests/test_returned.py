"""What a returned workbook held: damage to its form, cells that could not be read, and a sound workbook of them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from report_jobs.collect import Arrival, collect
from report_jobs.frozen import State, Submission
from report_jobs.slips import files, write_fresh
from tests.grids import PLAYBOOK
from tests.validator import faults_of
from tests.workplaces import returned
from workbooks import template
from workbooks.book import Book
from workbooks.engine import Examination, examine
from workbooks.period import Period
from workbooks.returned import Content, content_of
from workbooks.returned.damage import Damage, Harm
from workbooks.rows import Rows
from workbooks.standard import Problem
from workbooks.xlsx import open_book

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
PERIOD = Period.parse("2026-W47")
TEN = dt.datetime(2026, 11, 20, 10)
CODE = "SZ004"


@pytest.fixture(scope="module")
def sound() -> bytes:
    return returned(CODE, PERIOD)


def examined(data: bytes) -> tuple[Book, Examination]:
    book = open_book(data)
    return book, examine(book, PLAYBOOK, period=PERIOD, today=PERIOD.cutoff(PLAYBOOK.rhythm).date())


def held(data: bytes) -> Content:
    book, examination = examined(data)
    return content_of(book, data, examination, PLAYBOOK)


@pytest.fixture(scope="module")
def rows(sound: bytes) -> Rows:
    return examined(sound)[1].rows


def edited(rows: Rows, edit: Callable[[Workbook], object]) -> bytes:
    """The unit's return, changed by somebody before it was sent."""
    workbook = template.compose(PLAYBOOK, CODE, PERIOD, rows=rows)
    edit(workbook)
    return template.save(workbook, TEN)


def column(workbook: Workbook, title: str, field: str) -> int:
    return next(c.column for c in workbook[title][2] if c.value == field)


def rename_heading(workbook: Workbook) -> None:
    workbook["问题清单"].cell(4, column(workbook, "问题清单", "problem")).value = "存在的问题"


def remove_column(workbook: Workbook) -> None:
    number = column(workbook, "整改措施", "owner")
    for row in (2, 4):
        workbook["整改措施"].cell(row, number).value = None


def add_column(workbook: Workbook) -> None:
    workbook["责任分工"].cell(4, 12).value = "自设栏"


def repeat_column(workbook: Workbook) -> None:
    workbook["责任分工"].cell(4, 12).value = "姓名"


def move_column(workbook: Workbook) -> None:
    sheet, number = workbook["责任分工"], column(workbook, "责任分工", "name")
    for row in range(2, 20):
        sheet.cell(row, 12).value, sheet.cell(row, number).value = sheet.cell(row, number).value, None


def rename_sheet(workbook: Workbook) -> None:
    workbook["教育与会议"].title = "教育会议"


def lose_names(workbook: Workbook) -> None:
    for cell in workbook["问题清单"][2]:
        cell.value = None


def change_name(workbook: Workbook) -> None:
    workbook["问题清单"].cell(2, column(workbook, "问题清单", "severity")).value = "级别"


def drop_choices(workbook: Workbook) -> None:
    validations = workbook["案件"].data_validations.dataValidation
    validations.remove(next(v for v in validations if v.formula1 == "list_rank"))


def paste_over(workbook: Workbook) -> None:
    """A cell pasted over from elsewhere has no drop-down any more: its column's are left above and below it."""
    for validation in workbook["问题清单"].data_validations.dataValidation:
        if validation.formula1 == "list_severity":
            letter = re.sub(r"\d.*", "", str(validation.sqref))
            validation.sqref = f"{letter}5:{letter}6 {letter}9:{letter}204"


def own_choices(workbook: Workbook) -> None:
    drop_choices(workbook)
    sheet = workbook["案件"]
    letter = sheet.cell(4, column(workbook, "案件", "rank")).column_letter
    made = DataValidation("list", '"处级,科级"')
    made.add(f"{letter}5:{letter}204")
    sheet.add_data_validation(made)


def change_list(workbook: Workbook) -> None:
    sheet = workbook["_lists"]
    number = next(c.column for c in sheet[1] if c.value == "list_severity")
    sheet.cell(3, number).value = "比较重"


PLANTED: dict[Callable[[Workbook], object], tuple[Harm, str, str, str, str]] = {
    rename_heading: (Harm.COLUMN_RENAMED, "问题清单", "问题描述", "问题描述", "存在的问题"),
    remove_column: (Harm.COLUMN_MISSING, "整改措施", "责任人", "责任人", ""),
    add_column: (Harm.COLUMN_EXTRA, "责任分工", "自设栏", "", "自设栏"),
    repeat_column: (Harm.COLUMN_TWICE, "责任分工", "姓名", "姓名", "姓名"),
    move_column: (Harm.COLUMN_MOVED, "责任分工", "姓名", "责任角色", "联系电话"),
    rename_sheet: (Harm.SHEET_RENAMED, "教育会议", "", "教育与会议", "教育会议"),
    lose_names: (Harm.NAMES_LOST, "问题清单", "", "", ""),
    change_name: (Harm.NAMES_CHANGED, "问题清单", "严重程度", "severity", "级别"),
    drop_choices: (Harm.CHOICES_LOST, "案件", "职级层次", "厅局级、县处级、乡科级、一般干部、村（社区）干部、国企及事业单位人员、其他", ""),
    paste_over: (Harm.CHOICES_LOST, "问题清单", "严重程度", "重大、较重、一般", ""),
    own_choices: (Harm.CHOICES_CHANGED, "案件", "职级层次", "厅局级、县处级、乡科级、一般干部、村（社区）干部、国企及事业单位人员、其他", "处级、科级"),
    change_list: (Harm.LIST_CHANGED, "严重程度", "", "重大、较重、一般", "重大、比较重、一般"),
}  # fmt: skip


def test_damage__sound_workbook__none(sound: bytes):
    assert held(sound).damage == ()


@pytest.mark.parametrize("edit", list(PLANTED), ids=lambda edit: edit.__name__)
def test_damage__planted__is_told_and_nothing_else(rows: Rows, edit: Callable[[Workbook], object]):
    """A column that was renamed is told as such; what follows from one harm is not told as another."""
    found = held(edited(rows, edit)).damage
    assert [(d.harm, d.title, d.heading, d.was, d.now) for d in found if d.harm is not Harm.OUTSIDE] == [PLANTED[edit]]


def test_damage__pasted_over__names_the_cells(rows: Rows):
    (found,) = held(edited(rows, paste_over)).damage
    assert re.fullmatch(r"[A-Z]+7:[A-Z]+8", found.place)


def test_damage__sheet_gone__its_columns_are_not_told(rows: Rows):
    found = held(edited(rows, lambda workbook: workbook.remove(workbook["七双机制"]))).damage
    assert found == (Damage(harm=Harm.SHEET_MISSING, title="七双机制", was="七双机制"),)


def test_damage__drop_down_in_the_extension_block__counts(sound: bytes):
    """Some programs move a drop-down that is fed from another sheet there."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as package, zipfile.ZipFile(target, "w") as out:
        for name in package.namelist():
            xml = package.read(name)
            if b"<formula1>list_rank<" in xml:
                pattern = (
                    rb'<dataValidation [^>]*?sqref="([^"]*)"[^>]*><formula1>list_rank</formula1>.*?</dataValidation>'
                )
                cells = re.search(pattern, xml, re.DOTALL)
                assert cells
                xml = xml.replace(cells[0], b"")
                xml = xml.replace(
                    b"</worksheet>",
                    b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1">'
                    b'<x14:dataValidation type="list"><x14:formula1><xm:f>list_rank</xm:f></x14:formula1><xm:sqref>'
                    + cells[1] + b"</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>",
                )  # fmt: skip
            out.writestr(name, xml)
    book, examination = examined(sound)
    assert content_of(book, target.getvalue(), examination, PLAYBOOK).damage == ()


def spoil(workbook: Workbook) -> None:
    """A row without its key, a date that is none, a value that is no choice, an identity number."""
    sheet = workbook["问题清单"]
    sheet.cell(6, column(workbook, "问题清单", "problem_id")).value = None
    sheet.cell(7, column(workbook, "问题清单", "due_date")).value = "大概十二月"
    sheet.cell(8, column(workbook, "问题清单", "severity")).value = "要紧"
    sheet.cell(9, column(workbook, "问题清单", "problem")).value = "窗口经办人 11010519491231002X 未按承诺时限办结三件"


def spoilt(rows: Rows, *edits: Callable[[Workbook], object]) -> Submission:
    data = edited(rows, lambda workbook: [edit(workbook) for edit in (spoil, *edits)])
    found = collect([Arrival("a.xlsx", TEN, data)], PLAYBOOK, PERIOD).submissions
    line = next(s for s in found if s.unit == CODE)
    assert line.state is State.REFUSED
    return line


def test_fresh__damaged_return__sound_form_and_everything_the_unit_typed(rows: Rows, tmp_path: Path):
    line = spoilt(rows, lose_names, rename_sheet, own_choices)
    data = write_fresh(line, PLAYBOOK, PERIOD, PERIOD)
    new = held(data)
    assert new.damage == ()
    assert faults_of(data, "new.xlsx", tmp_path) == []
    assert line.content is not None
    before, after = line.content, new
    assert {key[2]: text for key, text in after.unread.items() if key[2] in ("due_date", "severity")} == {
        "due_date": "大概十二月",
        "severity": "要紧",
    }
    texts = {p.problem for p in rows.of(Problem)}
    old = [p.problem_id for p in rows.of(Problem)]
    assert {p.problem_id for p in after.rows.of(Problem)} == set(old) - {old[1]}
    keyless = {field: text for (sheet, at, field), text in after.unread.items() if sheet == "problems" and at == 6}
    assert keyless["problem"] in texts, "a row without a key keeps its place and its texts"
    assert {t.__name__: len(rows) for t, rows in after.rows.by_type.items()} == {
        t.__name__: len(rows) for t, rows in before.rows.by_type.items()
    }
    assert write_fresh(line, PLAYBOOK, PERIOD, PERIOD) == data


def test_fresh__identity_number__is_not_handed_back_by_slip_or_workbook(rows: Rows):
    line = spoilt(rows)
    for name, data in files(line, PLAYBOOK, PERIOD, before=rows).items():
        cells = [str(c.value) for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for c in row]
        assert not any("11010519491231002X" in text for text in cells), name
        assert any("大概十二月" in text for text in cells), name


def test_fresh__for_the_next_week__without_the_week_that_is_over(rows: Rows):
    data = write_fresh(spoilt(rows), PLAYBOOK, PERIOD, PERIOD.shift(1))
    workbook = load_workbook(io.BytesIO(data))
    assert workbook["_meta"]["B6"].value == "2026-W48"
    weekly = [workbook["周报"].cell(row, 3).value for row in range(3, 8)]
    assert weekly == [None] * 5
    assert workbook["问题清单"].cell(7, column(workbook, "问题清单", "due_date")).value == "大概十二月"
    progress = column(workbook, "整改措施", "week_progress")
    assert {workbook["整改措施"].cell(row, progress).value for row in range(5, 60)} == {None}


def test_fresh__filled_and_sent_in__is_accepted(rows: Rows):
    """The way the slip tells of: what could not be read is corrected in the new workbook, which then counts."""
    line = spoilt(rows, lose_names)
    workbook = load_workbook(io.BytesIO(write_fresh(line, PLAYBOOK, PERIOD, PERIOD)))
    for row, field in ((6, "problem_id"), (7, "due_date"), (8, "severity"), (9, "problem")):
        value = getattr(rows.of(Problem)[row - 5], field)
        shown = PLAYBOOK.label("severity", value) if field == "severity" else value
        workbook["问题清单"].cell(row, column(workbook, "问题清单", field)).value = shown
    buffer = io.BytesIO()
    workbook.save(buffer)
    found = collect([Arrival("新表.xlsx", TEN, buffer.getvalue())], PLAYBOOK, PERIOD)
    assert [s.counted for s in found.submissions if s.unit == CODE] == [True]
    assert set(found.returns[0].rows.of(Problem)) == set(rows.of(Problem))
