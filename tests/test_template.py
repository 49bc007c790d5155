"""The standard workbook: what is written is read back, marked, locked, and the same to the byte."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from functools import cache

import openpyxl
import pytest

from tests.grids import PLAYBOOK, UNIT, WEEK
from workbooks import template
from workbooks.engine import examine
from workbooks.kinds import clean
from workbooks.period import Period
from workbooks.playbook import default_text, parse
from workbooks.reader import read, read_meta
from workbooks.row import OFFICE, Field, Kind, Row, Sheet, Value
from workbooks.row import UNIT as UNIT_BOOK
from workbooks.rows import Rows
from workbooks.standard import SHEETS, Case, Cover, Duty, FourForm, Order, Problem, Risk, Weekly
from workbooks.titles import GUIDE_SHEET, is_ours
from workbooks.xlsx import open_book

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")  # a name that grows is beyond openpyxl
PERIOD = Period.parse(WEEK)


def sample(field: Field, number: int) -> Value:
    """A value of the field's kind, another for each number."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        ids = list(PLAYBOOK.choice_list(field.choices or "").values)
        return ids[number % len(ids)] if field.kind is Kind.CHOICE else tuple(ids[: number + 1])
    if field.kind is Kind.INT:
        return (field.low or 0) + number * (field.step or 1)
    if field.kind is Kind.MONEY:
        return Decimal(f"{number}.25")
    if field.kind is Kind.DATE:
        return dt.date(2026, 10, 1 + number)
    if field.kind is Kind.CALC:
        return None
    if field.example:
        return field.example
    return "甲乙丙"[: field.max_len] if field.kind is Kind.PERSON else "=文字" * 10


def row_of(sheet: Sheet, number: int) -> Row:
    """A row with every field filled; keys differ by their last digit."""
    values = {field.name: sample(field, number) for field in sheet.fields}
    for name in sheet.key:
        values[name] = f"{str(values[name])[:-1]}{number}"
    return sheet.row_type(**values)


@cache
def full() -> Rows:
    """Rows for every sheet of both kinds of book."""
    return Rows.collect(row_of(sheet, n) for sheet in SHEETS.values() for n in ((1,) if sheet.form else (1, 2, 3)))


def written(*rows: Row) -> bytes:
    return template.write(PLAYBOOK, UNIT, PERIOD, rows=Rows.collect(rows))


@cache
def blank() -> bytes:
    return template.write(PLAYBOOK, UNIT, PERIOD)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def sheet_part(data: bytes, title: str) -> str:
    """The XML of a sheet, by its title."""
    return part(data, f"xl/worksheets/sheet{opened(data).sheetnames.index(title) + 1}.xml")


# ------------------------------------------------------------------ what is written is read back


@pytest.mark.parametrize("book", [UNIT_BOOK, OFFICE])
def test_round_trip__every_field_of_every_kind__the_same_rows(book: str):
    data = template.write(PLAYBOOK, UNIT if book == UNIT_BOOK else "", PERIOD, rows=full(), book=book)  # type: ignore[arg-type]
    reading = read(open_book(data), PLAYBOOK, kind=book)  # type: ignore[arg-type]
    for sheet in SHEETS.values():
        if sheet.book is book and sheet.row_type is not Cover:
            assert reading.rows.of(sheet.row_type) == full().of(sheet.row_type), sheet.name
    shape = {found.code for found in reading.findings if found.code.startswith("S-")}
    assert not shape


def test_blank__read_back__no_rows_and_nothing_wrong_with_its_shape():
    reading = read(open_book(blank()), PLAYBOOK)
    assert not [row for row in reading.rows if type(row) not in (Cover, Weekly)]
    assert {found.code for found in reading.findings} == {"C-01"}
    assert {found.place.title for found in reading.findings} == {SHEETS["cover"].label, SHEETS["weekly"].label}


def test_blank__cover__stamped_with_unit_week_and_version():
    cover = read(open_book(blank()), PLAYBOOK).rows.one(Cover)
    assert cover is not None
    assert (cover.template_version, cover.unit_code, cover.week_id) == ("V1.0", UNIT, WEEK)
    assert cover.unit_name == "景澜市政务服务管理局"
    assert (cover.return_type, cover.mark) == ("normal", "internal")


def test_cover__rows_of_another_week__stamp_is_ours_the_rest_theirs():
    old = Cover(template_version="V0.9", unit_code="XQ001", week_id="2026-W46", filler="宁可为", mark="internal_care")
    data = written(old)
    cover = read(open_book(data), PLAYBOOK).rows.one(Cover)
    assert cover is not None
    assert (cover.template_version, cover.unit_code, cover.week_id) == ("V1.0", UNIT, WEEK)
    assert (cover.filler, cover.mark) == ("宁可为", "internal_care")
    assert opened(data)[SHEETS["cases"].label].oddFooter.left.text == "内部事项 注意保管"


def test_examine__blank_workbook__accepted_as_ours():
    found = examine(open_book(blank()), PLAYBOOK, period=PERIOD, today=dt.date(2026, 11, 20))
    assert not [f for f in found.findings if f.code.startswith("F-")]
    assert found.meta is not None
    assert found.meta.period == WEEK


NASTY = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(1)",
    "#N/A",
    "#REF!",
    "'=1",
    "_x0041_ 与 _x005F_",
    '<b>&amp;"引号"</b>',
    "两行\n第三行\t制表",
    "😀 𠮷野家 𪚥",
    "\x07响铃\x00\ud800半个",
    "2026-11-20",
    "0012",
    "TRUE",
]


def test_texts__whatever_they_look_like__stay_texts():
    problems = [
        Problem(problem_id=f"WT-2026-SZ012-{n:04d}", problem=text, acceptance=text) for n, text in enumerate(NASTY, 1)
    ]
    data = written(*problems)
    read_back = read(open_book(data), PLAYBOOK).rows.of(Problem)
    assert [row.problem for row in read_back] == [clean(text, lines=True) for text in NASTY]
    title = SHEETS["problems"].label
    rows = sheet_part(data, title).partition("<sheetData>")[2].partition("</sheetData>")[0]
    theirs = re.findall(r'<c r="(?:[B-Z]|A[A-Z])(?:[5-9]|\d\d+)".*?(?:/>|</c>)', rows)
    assert len(theirs) > len(NASTY)
    assert not [cell for cell in theirs if "<f" in cell]
    assert set(re.findall(r' t="(\w+)"', "".join(theirs))) == {"inlineStr"}
    cell = opened(data)[title]["F5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_unit_names__with_quotes_and_ampersands__do_no_harm():
    text = default_text().replace('name = "景澜市政务服务管理局"', 'name = "政务\\"&\\"局 =1"')
    data = template.write(parse(text), UNIT, PERIOD)
    book = opened(data)
    assert book[SHEETS["cover"].label]["C5"].value == '政务"&"局 =1'
    assert '政务""&""局' in book.worksheets[-6]["A2"].value
    assert '&R&9 政务"&&"局' in html.unescape(sheet_part(data, GUIDE_SHEET))


# ------------------------------------------------------------------ the same bytes


def test_bytes__same_arguments__identical():
    assert template.write(PLAYBOOK, UNIT, PERIOD, rows=full()) == template.write(PLAYBOOK, UNIT, PERIOD, rows=full())


def test_bytes__other_hash_seeds__identical():
    code = (
        "import hashlib; from workbooks import template; from workbooks.playbook import default_playbook as p;"
        "from workbooks.period import Period;"
        f"print(hashlib.sha256(template.write(p(), {UNIT!r}, Period.parse({WEEK!r}))).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "77")
    }
    assert len(seen) == 1


def test_bytes__document_dates__are_the_cutoff():
    assert part(blank(), "docProps/core.xml").count("2026-11-20T18:00:00Z") == 2


# ------------------------------------------------------------------ stamp, sheets, names


def test_stamp__very_hidden__says_whose_book_it_is():
    book = opened(blank())
    assert {s.title: s.sheet_state for s in book if s.sheet_state != "visible"} == {
        "录入单": "hidden",
        "校验结果": "hidden",
        "_marks": "veryHidden",
        "_lists": "veryHidden",
        "_meta": "veryHidden",
    }
    meta = read_meta(open_book(blank()))
    assert meta is not None
    assert (meta.programme, meta.book, meta.unit, meta.period) == (PLAYBOOK.programme.id, "unit", UNIT, WEEK)
    assert (meta.standard_version, meta.playbook_version) == ("V1.0", "2026.1")


def test_marks__of_a_standard_workbook__property_and_hidden_name():
    book = opened(blank())
    assert book.custom_doc_props["yian.standard"].value == "V1.0"  # type: ignore[attr-defined]
    name = book.defined_names["yian_standard"]
    assert name.hidden
    title, cell = name.attr_text.replace("$", "").replace("'", "").split("!")
    assert book[title][cell].value == "V1.0"


def test_sheets__order_and_titles__guide_standard_prints():
    titles = opened(blank()).sheetnames
    assert titles[0] == GUIDE_SHEET
    assert [t for t in titles if not is_ours(t)] == [s.label for s in SHEETS.values() if s.book == "unit"]
    assert max(map(len, titles)) <= 31
    assert [t for t in titles if t.startswith("打印·")] == titles[-10:-5]


def test_office_book__its_two_sheets__and_unit_codes_to_choose_from():
    book = opened(template.write(PLAYBOOK, "", PERIOD, book=OFFICE))
    assert [t for t in book.sheetnames if not is_ours(t)] == [SHEETS["orders"].label, SHEETS["decisions"].label]
    lists = {dv.formula1 for dv in book[SHEETS["orders"].label].data_validations.dataValidation}
    assert "list_unit_codes" in lists


def test_switches__sheet_and_column_off__left_out_unless_filled():
    text = default_text().replace('on = ["risks", ', "on = [").replace("off = []", 'off = ["cases.remark"]')
    playbook = parse(text)
    assert playbook.columns.off == ("cases.remark",)
    bare = opened(template.write(playbook, UNIT, PERIOD))
    assert SHEETS["risks"].label not in bare.sheetnames
    assert "remark" not in [cell.value for cell in bare[SHEETS["cases"].label][2]]
    rows = Rows.collect([Risk(risk_id="FX-SZ012-001"), Case(case_id="AJ-2026-SZ012-001", remark="留着")])
    kept = opened(template.write(playbook, UNIT, PERIOD, rows=rows))
    assert SHEETS["risks"].label in kept.sheetnames
    assert "remark" in [cell.value for cell in kept[SHEETS["cases"].label][2]]


def test_unknown_unit__refused():
    with pytest.raises(KeyError, match="SZ999"):
        template.write(PLAYBOOK, "SZ999", PERIOD)


# ------------------------------------------------------------------ tables and locks


def tables(book: openpyxl.Workbook) -> list[tuple[openpyxl.worksheet.worksheet.Worksheet, Sheet]]:
    return [(book[s.label], s) for s in SHEETS.values() if s.label in book.sheetnames and not s.form]


def test_tables__headings_are_column_names__ids_are_unique():
    book, ids, names = opened(blank()), [], []
    for worksheet, sheet in tables(book):
        (table,) = worksheet.tables.values()
        ids.append(table.id)
        names.append(table.displayName)
        first, last = table.ref.split(":")
        assert first == "B4"
        heads = [cell.value for cell in worksheet[4][1:]]
        assert [column.name for column in table.tableColumns] == heads == [f.label for f in sheet.fields]
        assert len(set(heads)) == len(heads)
        assert worksheet[last].row == 204
        assert table.autoFilter.ref == table.ref
    assert len(set(ids)) == len(ids)
    assert names == [f"tbl_{sheet.name}" for _, sheet in tables(book)]


def test_tables__filled__room_for_a_hundred_more():
    duties = [Duty(role_id=f"SZ012-R{n:02d}", name="宁可为") for n in range(150)]
    (table,) = opened(written(*duties))[SHEETS["duties"].label].tables.values()
    assert table.ref == "B4:G254"


def test_layout__names_hidden__heads_frozen__blank_rows_weigh_nothing():
    for worksheet, sheet in tables(opened(blank())):
        assert [cell.value for cell in worksheet[2][1:]] == [f.name for f in sheet.fields]
        assert worksheet.row_dimensions[2].hidden
        assert worksheet.freeze_panes == "C5"
        assert all(cell.value is None for row in worksheet.iter_rows(min_row=5, min_col=2) for cell in row)
        assert worksheet.print_title_rows == "$1:$4"


def test_protection__no_password__filters_and_rows_stay_allowed():
    for worksheet in opened(blank()).worksheets[:-3]:
        protection = worksheet.protection
        assert protection.sheet
        assert not protection.password
        allowed = (protection.autoFilter, protection.sort, protection.formatColumns, protection.formatRows)
        assert not any((*allowed, protection.insertRows))
        assert protection.deleteRows  # rows are never deleted (G-21)


def test_locks__headings_and_the_office_s_columns__inputs_are_open():
    for worksheet, sheet in tables(opened(blank())):
        for column, field in zip(worksheet.iter_cols(min_row=4, max_row=4, min_col=2), sheet.fields, strict=True):
            letter = column[0].column_letter
            assert column[0].protection.locked
            assert worksheet.column_dimensions[letter].protection.locked is field.office, f"{sheet.name}.{field.name}"


def test_locks__rows_of_earlier_weeks__kept_and_locked():
    forms = [
        FourForm(form_row_id=f"SZ012-{week}-01", week_id=week, form="first", measure="criticism", persons=1)
        for week in ("2026-W46", WEEK)
    ]
    worksheet = opened(written(*forms))[SHEETS["four_forms"].label]
    assert [worksheet[f"F{row}"].protection.locked for row in (5, 6)] == [True, False]


def test_cover__stamp_locked__the_rest_open():
    worksheet = opened(blank())[SHEETS["cover"].label]
    locked = {worksheet[f"A{row}"].value: worksheet[f"C{row}"].protection.locked for row in range(3, 14)}
    assert {name for name, shut in locked.items() if shut} == {
        "template_version", "unit_code", "unit_name", "week_id",
    }  # fmt: skip
    assert worksheet.column_dimensions["A"].hidden


def test_office_columns__in_the_office_s_book__are_open():
    order = Order(order_id="DB-2026-001")
    book = opened(template.write(PLAYBOOK, "", PERIOD, book=OFFICE, rows=Rows.collect([order])))
    assert not book[SHEETS["orders"].label]["B5"].protection.locked


def test_formats__by_kind__dates_money_and_texts():
    worksheet = opened(written(*full()))[SHEETS["cases"].label]
    shown = {cell.value: worksheet.cell(5, cell.column) for cell in worksheet[2]}
    assert shown["decision_date"].number_format == "yyyy-mm-dd"
    assert shown["decision_date"].is_date
    assert shown["amount"].number_format == "#,##0.00"
    assert shown["case_title"].number_format == "@"
    assert shown["focus"].value == "中心工作、民生问题"


def test_compose__cell_changed_before_saving__its_neighbours_keep_their_format():
    workbook = template.compose(PLAYBOOK, UNIT, PERIOD, rows=full())
    worksheet = workbook[SHEETS["cases"].label]
    worksheet["C5"].value = dt.date(2026, 11, 20)
    assert worksheet["C6"].number_format == "@"
    data = template.save(workbook, PERIOD.cutoff(PLAYBOOK.rhythm))
    assert open_book(data).grid(worksheet.title)[4][2] == dt.date(2026, 11, 20)


def test_size__blank__small_enough_to_mail():
    assert len(blank()) < 200_000
