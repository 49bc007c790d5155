"""Drop-downs and limits of input, by kind. Lists go through defined names, never by the letter."""

from __future__ import annotations

import datetime as dt

from openpyxl.worksheet.datavalidation import DataValidation

from workbooks.dictionary.asks import bounds
from workbooks.keys import UNIT_CODE
from workbooks.row import OFFICE, Field, Kind, Sheet
from workbooks.template import words as w
from workbooks.template.notes import rule_lines
from workbooks.template.plan import Plan
from workbooks.words import LISTING

TITLE_LIMIT, TEXT_LIMIT = 32, 255
"""What Excel takes in the title and the text of a validation's messages."""
_EPOCH = dt.date(1899, 12, 30)
UNIT_CODES = "list_unit_codes"


def list_name(choices: str) -> str:
    """Return the defined name of a choice list."""
    return f"list_{choices}"


def keys_name(sheet_name: str) -> str:
    """Return the defined name of the keys (for duties: the names) entered on a sheet so far."""
    return f"keys_{sheet_name}"


def validation(plan: Plan, sheet: Sheet, field: Field, where: str, first: str, cells: str = "") -> DataValidation:
    """Return the validation of the cells `where`, whose first is `first`.

    `cells` is the whole column with fixed rows, for keys of a table, which must not repeat.
    """
    made = _by_kind(plan, sheet, field, first, cells)
    made.sqref = where
    made.allowBlank = True
    made.showInputMessage = True
    made.promptTitle = _clip(field.label, TITLE_LIMIT)
    made.prompt = _clip("\n".join(rule_lines(sheet, field, plan.playbook)), TEXT_LIMIT)
    if made.error:
        made.showErrorMessage = True
        made.errorTitle = _clip(w.WRONG.format(label=field.label), TITLE_LIMIT)
        made.error = _clip(made.error, TEXT_LIMIT)
    return made


def _by_kind(plan: Plan, sheet: Sheet, field: Field, first: str, cells: str) -> DataValidation:
    if field.kind is Kind.CHOICE:
        return DataValidation("list", list_name(field.choices or ""), error=w.NOT_IN_LIST)
    if field.kind is Kind.REF:
        return _reference(plan, field)
    if field.kind is Kind.KEY and cells:
        return DataValidation("custom", f"COUNTIF({cells},{first})=1", error=w.DOUBLED)
    if plan.book is OFFICE and field.pattern == UNIT_CODE:
        return DataValidation("list", UNIT_CODES, error=w.NOT_IN_LIST)
    if field.kind is Kind.DATE:
        return _date(plan, field)
    if field.kind in (Kind.INT, Kind.MONEY):
        return _number(sheet, field)
    if field.kind in (Kind.TEXT, Kind.LONGTEXT, Kind.PERSON, Kind.MASKED):
        return _length(sheet, field)
    return DataValidation()


def _reference(plan: Plan, field: Field) -> DataValidation:
    """A reference may be typed before its target is entered: it warns, it does not block."""
    target = plan.target(field)
    if target is None:
        return DataValidation()
    error = w.NOT_THERE.format(target=target[0].title)
    return DataValidation("list", keys_name(target[0].sheet.name), errorStyle="warning", error=error)


def _date(plan: Plan, field: Field) -> DataValidation:
    thresholds = plan.playbook.thresholds
    low = thresholds.date_from
    if field.past:
        return DataValidation("date", _serial(low), "TODAY()", operator="between", error=w.NO_PAST_DATE)
    high = plan.period.cutoff(plan.playbook.rhythm).date() + dt.timedelta(days=thresholds.date_ahead_days)
    error = w.NO_DATE.format(low=low.isoformat(), high=high.isoformat())
    return DataValidation("date", _serial(low), _serial(high), operator="between", error=error)


def _serial(day: dt.date) -> str:
    return str((day - _EPOCH).days)


def _number(sheet: Sheet, field: Field) -> DataValidation:
    whole = field.kind is Kind.INT
    told = LISTING.join(bounds(sheet, field))
    low = str(field.low if field.low is not None else 0)
    error = w.NO_INTEGER.format(bounds=told) if whole else w.NO_MONEY
    made = DataValidation("whole" if whole else "decimal", low, operator="greaterThanOrEqual", error=error)
    if field.high is not None:
        made.operator, made.formula2 = "between", str(field.high)
    return made


def _length(sheet: Sheet, field: Field) -> DataValidation:
    """Too long is refused; too short may be saved as a draft."""
    told = bounds(sheet, field)[0] if bounds(sheet, field) else ""
    high = str(field.max_len or 1000)
    if field.kind is not Kind.PERSON and field.min_len:
        made = DataValidation("textLength", str(field.min_len), high, operator="between")
        made.errorStyle, made.error = "warning", w.SHORT.format(bounds=told)
        return made
    low = str(field.min_len or 0)
    return DataValidation("textLength", low, high, operator="between", error=w.NO_LENGTH.format(bounds=told))


def _clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
