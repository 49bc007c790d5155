"""Drop-downs, limits, colours, notes and links of the standard workbook."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.grids import PLAYBOOK, UNIT, WEEK
from workbooks import template
from workbooks.dictionary.asks import requirement
from workbooks.period import Period
from workbooks.playbook import default_text, parse
from workbooks.row import Field, Kind, Sheet
from workbooks.standard import SHEETS
from workbooks.template.words import PURPOSES
from workbooks.titles import FORM_SHEET

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")  # a name that grows is beyond openpyxl
PERIOD = Period.parse(WEEK)
UNIT_SHEETS = [sheet for sheet in SHEETS.values() if sheet.book == "unit"]
TABLES = [sheet for sheet in UNIT_SHEETS if not sheet.form]
OPEN = [(s, f) for s in UNIT_SHEETS for f in s.fields if not f.office and f.kind is not Kind.CALC]
STAMPED = {"template_version", "unit_code", "week_id"}


@cache
def data() -> bytes:
    return template.write(PLAYBOOK, UNIT, PERIOD)


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data()))


def letter(sheet: Sheet, name: str) -> str:
    """Column letters of a field of a table sheet."""
    return str(openpyxl.utils.get_column_letter([f.name for f in sheet.fields].index(name) + 2))


def first_cell(sheet: Sheet, field: Field) -> str:
    if sheet.form:
        return f"C{3 + sheet.fields.index(field)}"
    return f"{letter(sheet, field.name)}5"


def validation_of(worksheet: Worksheet, cell: str) -> DataValidation | None:
    found = [dv for dv in worksheet.data_validations.dataValidation if cell in dv.sqref]
    assert len(found) <= 1, f"{worksheet.title}!{cell} has two validations"
    return found[0] if found else None


def validation(sheet: str, field: str) -> DataValidation:
    declared = SHEETS[sheet]
    found = validation_of(book()[declared.label], first_cell(declared, declared.field(field)))
    assert found is not None
    return found


# ------------------------------------------------------------------ drop-downs and limits


@pytest.mark.parametrize(("sheet", "field"), OPEN, ids=lambda x: x.name)
def test_validation__every_column_of_the_clerk__within_what_excel_takes(sheet: Sheet, field: Field):
    found = validation_of(book()[sheet.label], first_cell(sheet, field))
    if sheet.name == "cover" and field.name in STAMPED:
        assert found is None
        return
    assert found is not None
    assert found.allowBlank
    assert 0 < len(found.promptTitle) <= 32
    assert 0 < len(found.prompt) <= 255
    assert len(found.errorTitle or "") <= 32
    assert len(found.error or "") <= 255
    assert bool(found.showErrorMessage) is bool(found.error)
    assert sheet.form or str(found.sqref).endswith("204")


def test_lists__every_name_resolves__to_the_labels_of_its_list():
    for sheet, field in OPEN:
        if field.kind is not Kind.CHOICE:
            continue
        name = validation(sheet.name, field.name).formula1
        assert name == f"list_{field.choices}"
        title, area = book().defined_names[name].attr_text.replace("$", "").replace("'", "").split("!")
        labels = tuple(cell.value for (cell,) in book()[title][area])
        assert labels == PLAYBOOK.choice_list(field.choices or "").labels


def test_lists__no_literal_list_anywhere():
    for worksheet in book():
        for found in worksheet.data_validations.dataValidation:
            if found.type == "list" and worksheet.title != FORM_SHEET:  # its lists change with the form
                assert re.fullmatch(r"(list|keys)_\w+", found.formula1), worksheet.title
                assert found.formula1 in book().defined_names


def test_references__to_one_sheet__drop_down_of_what_is_entered_there_only_warns():
    for sheet, field in OPEN:
        if field.kind is not Kind.REF:
            continue
        found = validation(sheet.name, field.name)
        if len(field.refs) > 1:
            assert found.type is None
            continue
        target, _, target_field = field.refs[0].partition(".")
        assert (found.formula1, found.errorStyle) == (f"keys_{target}", "warning")
        column = letter(SHEETS[target], target_field)
        names = book().defined_names[found.formula1].attr_text
        assert names.startswith(f"'{SHEETS[target].label}'!${column}$5:INDEX('{SHEETS[target].label}'!${column}$5:")


def test_references__to_a_sheet_that_is_off__no_drop_down():
    text = default_text().replace('"regulations", ', "")
    off = openpyxl.load_workbook(io.BytesIO(template.write(parse(text), UNIT, PERIOD)))
    assert "keys_regulations" not in off.defined_names
    sheet = SHEETS["actions"]
    found = validation_of(off[sheet.label], first_cell(sheet, sheet.field("regulation_id")))
    assert found is not None
    assert found.type is None


def test_keys__typed_twice__refused():
    found = validation("problems", "problem_id")
    assert (found.type, found.formula1) == ("custom", "COUNTIF($B$5:$B$204,B5)=1")
    assert found.errorStyle in (None, "stop")


def test_several_choices__told_not_blocked():
    found = validation("cases", "discipline")
    assert found.type is None
    assert "政治纪律、组织纪律" in found.prompt
    assert "“、”" in found.prompt


def test_prompts__long_labels_of_the_office__cut_to_what_excel_takes():
    text = default_text().replace('political = "政治纪律"', f'political = "{"政治纪律" * 70}"')
    made = openpyxl.load_workbook(io.BytesIO(template.write(parse(text), UNIT, PERIOD)))
    sheet = SHEETS["cases"]
    found = validation_of(made[sheet.label], first_cell(sheet, sheet.field("discipline")))
    assert found is not None
    assert len(found.prompt) == 255
    assert found.prompt.endswith("…")


def test_formulas__no_longer_than_excel_takes():
    for worksheet in book():
        cells = (cell.value for row in worksheet.iter_rows() for cell in row if cell.data_type == "f")
        told = [str(getattr(value, "text", value)) for value in cells]
        told += [f for area in worksheet.conditional_formatting for rule in area.rules for f in rule.formula]
        assert max(map(len, told), default=0) < 8000, worksheet.title


def serial(day: dt.date) -> str:
    return str((day - dt.date(1899, 12, 30)).days)


def test_dates__between_the_programme_s_bounds__past_ones_up_to_today():
    plan = validation("cases", "plan_close")
    assert plan.type == "date"
    assert (plan.formula1, plan.formula2) == (serial(dt.date(2012, 1, 1)), serial(dt.date(2027, 12, 25)))
    assert "2027-12-25" in plan.error
    past = validation("cases", "decision_date")
    assert past.formula2 == "TODAY()"


def test_numbers__bounds_of_the_declaration():
    percent = validation("actions", "pct")
    assert (percent.type, percent.operator, percent.formula1, percent.formula2) == ("whole", "between", "0", "100")
    invited = validation("activities", "invited")
    assert (invited.operator, invited.formula1) == ("greaterThanOrEqual", "1")
    money = validation("cases", "amount")
    assert (money.type, money.operator, money.formula1) == ("decimal", "greaterThanOrEqual", "0")


def test_texts__too_long_refused__too_short_may_be_saved_as_a_draft():
    title = validation("cases", "case_title")
    assert (title.type, title.formula1, title.formula2, title.errorStyle) == ("textLength", "0", "40", None)
    problem = validation("problems", "problem")
    assert (problem.formula1, problem.formula2, problem.errorStyle) == ("15", "300", "warning")
    assert "15–300" in problem.error


# ------------------------------------------------------------------ colours


def formulas(sheet: Sheet, playbook_book: openpyxl.Workbook | None = None) -> dict[str, list[str]]:
    """Formulas of the conditional colours that hold for the first cell of each column, by field."""
    worksheet = (playbook_book or book())[sheet.label]
    found: dict[str, list[str]] = {field.name: [] for field in sheet.fields}
    for area in worksheet.conditional_formatting:
        for field in sheet.fields:
            if first_cell(sheet, field) in area.sqref:
                found[field.name] += [f for rule in area.rules for f in (rule.formula or [rule.type])]
    return found


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.name)
def test_colours__required_cell_of_a_started_row__amber(sheet: Sheet):
    last = letter(sheet, sheet.fields[-1].name)
    for field in sheet.fields:
        told = [f for f in formulas(sheet)[field.name] if "LEN(TRIM(" in f and f.startswith("AND(COUNTA")]
        wanted = field.required and not field.office
        assert len(told) == wanted, f"{sheet.name}.{field.name}"
        assert all(f.startswith(f"AND(COUNTA($B5:${last}5)>0,") for f in told)


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.name)
def test_colours__condition_of_another_cell__amber_when_it_holds(sheet: Sheet):
    for field in sheet.fields:
        if field.when is None or field.office:
            continue
        cell = f"${letter(sheet, field.when.field)}5"
        (told,) = [f for f in formulas(sheet)[field.name] if f.startswith("AND(") and cell in f and "LEN(TRIM(" in f]
        assert told.endswith(f"LEN(TRIM({first_cell(sheet, field)}))=0)")
        because = sheet.field(field.when.field)
        for value in field.when.values:
            assert f'TRIM({cell})="{PLAYBOOK.label(because.choices or "", value)}"' in told
        assert ("NOT(" in told) is field.when.negate


def test_colours__one_of_two_values_or_none__formula_to_the_letter():
    assert 'AND(OR(TRIM($I5)="已完成",TRIM($I5)="已核验"),LEN(TRIM(H5))=0)' in formulas(SHEETS["pairs"])["done_date"]
    negated = 'AND(AND(LEN(TRIM($E5))>0,NOT(TRIM($E5)="新建")),LEN(TRIM(G5))=0)'
    assert negated in formulas(SHEETS["regulations"])["old_no"]
    assert "AND(LEN(TRIM($L5))>0,LEN(TRIM(M5))=0)" in formulas(SHEETS["closures"])["head"]


def test_colours__run_of_required_columns__formula_starts_at_its_first_cell():
    for sheet in TABLES:
        for area in book()[sheet.label].conditional_formatting:
            for rule in area.rules:
                if rule.formula and "LEN(TRIM(" in rule.formula[0] and "TODAY()" not in rule.formula[0]:
                    first = str(area.sqref).split(":")[0]
                    assert rule.formula[0].endswith(f"LEN(TRIM({first}))=0)")


def test_colours__keys_twice__red():
    for sheet in TABLES:
        assert "duplicateValues" in formulas(sheet)[sheet.key[0]]


def test_colours__overdue__not_when_done_nor_before_an_extension_ends():
    (late,) = [f for f in formulas(SHEETS["problems"])["due_date"] if "TODAY()" in f]
    assert late.startswith("AND(ISNUMBER($R5),MAX($R5,$V5)<TODAY()")
    assert '$Y5<>"已销号"' in late
    (late,) = [f for f in formulas(SHEETS["stages"])["plan_end"] if "TODAY()" in f]
    assert late == "AND(ISNUMBER($F5),$F5<TODAY(),LEN(TRIM($H5))=0)"


def test_colours__label_with_a_quote__doubled_in_the_formula():
    text = default_text().replace('long_term = "长期坚持"\n[lists.fix', "long_term = '长期\"坚持'\n[lists.fix")
    made = openpyxl.load_workbook(io.BytesIO(template.write(parse(text), UNIT, PERIOD)))
    told = formulas(SHEETS["problems"], made)["stage_goal"]
    assert any('="长期""坚持"' in formula for formula in told)


def test_colours__cover__required_lines_amber_while_blank():
    found = formulas(SHEETS["cover"])
    assert found["filler"] == ["LEN(TRIM(C9))=0"]
    assert found["unit_code"] == []


# ------------------------------------------------------------------ notes, links, package


@pytest.mark.parametrize("sheet", UNIT_SHEETS, ids=lambda s: s.name)
def test_notes__every_heading__label_gloss_requirement_rule_example(sheet: Sheet):
    for index, field in enumerate(sheet.fields):
        cell = book()[sheet.label][f"B{3 + index}" if sheet.form else f"{letter(sheet, field.name)}4"]
        assert cell.value == field.label
        text = cell.comment.text
        assert text.startswith(f"{field.label}\n{field.en}\n【{requirement(sheet, field, PLAYBOOK)}】")
        assert field.note in text
        assert (field.example or "") in text


def test_notes__boxes__as_high_as_their_text():
    cells = [cell for cell in book()[SHEETS["cases"].label][4] if cell.comment]
    shapes = zipfile.ZipFile(io.BytesIO(data())).read("xl/drawings/commentsDrawing3.vml").decode()
    heights = [int(height) for height in re.findall(r"height:(\d+)px", shapes)]
    assert len(heights) == len(cells)
    for cell, height in zip(cells, heights, strict=True):
        assert height >= 17 * len(cell.comment.text.split("\n"))
    assert len(set(heights)) > 3


def test_notes__long_list__shortened_with_its_count():
    cell = book()[SHEETS["activities"].label]["D4"]
    assert "…等 14 项" in cell.comment.text


def test_guide__links__lead_to_every_sheet():
    guide = book().worksheets[0]
    shown = {s.title for s in book() if s.sheet_state == "visible"} - {guide.title}
    led = {
        cell.hyperlink.location.split("!")[0].strip("'") for row in guide.iter_rows() for cell in row if cell.hyperlink
    }
    assert led == shown


def test_guide__counts__missing_cells_lead_to_the_first_row_that_lacks_one():
    guide = book().worksheets[0]
    row = next(cell.row for cell in guide["B"] if cell.value == SHEETS["duties"].label)
    formula = guide[f"F{row}"].value.text
    assert formula.startswith("=IFERROR(HYPERLINK(\"#'责任分工'!B\"&4+MATCH(TRUE,")
    assert formula.count('="")') == 2 * sum(f.required for f in SHEETS["duties"].fields[1:])


def test_guide__every_sheet_of_the_standard__has_its_purpose():
    assert set(PURPOSES) == set(SHEETS)


def test_package__nothing_outside_is_linked():
    package = zipfile.ZipFile(io.BytesIO(data()))
    for name in package.namelist():
        assert b'TargetMode="External"' not in package.read(name), name
        assert not name.endswith((".bin", ".vbaProject"))


def test_page__very_wide_sheets__more_pages_with_the_key_column_repeated():
    problems, duties = book()[SHEETS["problems"].label], book()[SHEETS["duties"].label]
    assert (problems.page_setup.paperSize, problems.page_setup.fitToWidth) == (8, 2)
    assert problems.print_title_cols == "$B:$B"
    assert (duties.page_setup.paperSize, duties.page_setup.fitToWidth) == (9, 1)
    assert problems.page_setup.orientation == "landscape"
    assert "&P" in problems.oddFooter.center.text
    assert problems.oddFooter.right.text == f"景澜市政务服务管理局 {WEEK}"
