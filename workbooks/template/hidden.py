"""What nobody sees: the stamp, the choice lists, and the names that drop-downs refer to."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.book import column_letters
from workbooks.reader.meta import META_SHEET, Meta
from workbooks.row import OFFICE
from workbooks.template.cells import cell_at, put_text
from workbooks.template.plan import FIRST_ROW, Plan
from workbooks.template.validations import UNIT_CODES, keys_name, list_name
from workbooks.titles import LISTS_SHEET

STANDARD_PROPERTY = "yian.standard"
"""Document property that marks a standard workbook; its value is the standard version."""
STANDARD_NAME = "yian_standard"
"""Hidden defined name that marks a standard workbook; it refers to the standard version in the stamp."""


def stamp(workbook: Workbook, plan: Plan) -> None:
    """Write the very hidden stamp of the book, and the marks by which the ribbon knows it."""
    programme = plan.playbook.programme
    meta = Meta(
        programme=programme.id,
        book=plan.book.value,
        standard_version=programme.standard_version,
        playbook_version=programme.playbook_version,
        unit=plan.code,
        period=str(plan.period),
    )
    worksheet = _hidden(workbook, META_SHEET)
    for number, name in enumerate(Meta.__slots__, start=1):
        put_text(cell_at(worksheet, number, 1), name)
        put_text(cell_at(worksheet, number, 2), getattr(meta, name))
    place = f"'{META_SHEET}'!$B${Meta.__slots__.index('standard_version') + 1}"
    workbook.defined_names[STANDARD_NAME] = DefinedName(STANDARD_NAME, attr_text=place, hidden=True)
    workbook.custom_doc_props.append(  # type: ignore[attr-defined]  # the stubs lag
        StringProperty(name=STANDARD_PROPERTY, value=programme.standard_version)
    )


def write_lists(workbook: Workbook, plan: Plan) -> None:
    """Write every choice list as a column of the hidden sheet, and a defined name for each."""
    worksheet = _hidden(workbook, LISTS_SHEET)
    lists = {list_name(name): choices.labels for name, choices in plan.playbook.lists.items()}
    if plan.book is OFFICE:
        lists[UNIT_CODES] = tuple(unit.code for unit in plan.playbook.units)
    for index, (name, labels) in enumerate(lists.items()):
        for number, text in enumerate((name, *labels), start=1):
            put_text(cell_at(worksheet, number, index + 1), text)
        letter = column_letters(index)
        _name(workbook, name, f"'{LISTS_SHEET}'!${letter}$2:${letter}${len(labels) + 1}")


def name_keys(workbook: Workbook, plan: Plan) -> None:
    """Define, for every sheet that a reference looks up, what is entered there so far."""
    for sheet_plan in plan.sheets.values():
        for field in sheet_plan.fields:
            target = plan.target(field)
            if target is None or keys_name(target[0].sheet.name) in workbook.defined_names:
                continue
            found, name = target
            first = f"'{found.title}'!${found.letters[name]}${FIRST_ROW}"
            filled = f"{first}:INDEX({found.fixed(name)},MAX(1,{found.last_filled(name)}))"
            _name(workbook, keys_name(found.sheet.name), filled)


def _hidden(workbook: Workbook, title: str) -> Worksheet:
    worksheet: Worksheet = workbook.create_sheet(title)
    worksheet.sheet_state = Worksheet.SHEETSTATE_VERYHIDDEN
    return worksheet


def _name(workbook: Workbook, name: str, refers_to: str) -> None:
    workbook.defined_names[name] = DefinedName(name, attr_text=refers_to)
