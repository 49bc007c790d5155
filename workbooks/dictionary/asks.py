"""What a column asks for, in words: the data dictionary and the template's notes say the same."""

from __future__ import annotations

from enum import StrEnum

from workbooks.dictionary import words as w
from workbooks.playbook.model import Playbook
from workbooks.row import Field, Kind, Sheet
from workbooks.standard import SHEETS
from workbooks.words import LISTING


class Need(StrEnum):
    """Whether a column must be filled; the values are the letters of the data dictionary."""

    ALWAYS = "Y"
    CONDITION = "C"
    OPTIONAL = "N"
    OFFICE = "O"
    AUTOMATIC = "A"


def need(field: Field) -> Need:
    """Say who must fill a column, and whether always.

    A condition may stand in `when` or, where it looks beyond the row, in the note.
    """
    if field.kind is Kind.CALC:
        return Need.AUTOMATIC
    if field.office:
        return Need.OFFICE
    if field.required:
        return Need.ALWAYS
    return Need.CONDITION if field.when or w.REQUIRED in field.note else Need.OPTIONAL


def requirement(sheet: Sheet, field: Field, playbook: Playbook) -> str:
    """Say in words what `need` says, with the condition."""
    needed = need(field)
    return _condition(sheet, field, playbook) if needed is Need.CONDITION else w.NEED[needed.value]


def _condition(sheet: Sheet, field: Field, playbook: Playbook) -> str:
    when = field.when
    if when is None:
        return w.NEED[Need.CONDITION.value]
    because = sheet.field(when.field)
    if not when.values:
        return w.WHEN_GIVEN.format(field=because.label)
    labels = [playbook.label(because.choices, v) if because.choices else v for v in when.values]
    values = w.OR.join(w.QUOTED.format(label) for label in labels)
    return (w.WHEN_NOT if when.negate else w.WHEN_IS).format(field=because.label, values=values)


def bounds(sheet: Sheet, field: Field) -> tuple[str, ...]:
    """Say which values a column takes, beside its choice list, format and note: one phrase per bound."""
    longest = None if field.pattern else field.max_len  # a format says more than a length
    phrases = [
        _between(field.min_len, longest, w.LENGTH_BOTH, w.LENGTH_MIN, w.LENGTH_MAX),
        _between(field.low, field.high, w.RANGE_BOTH, w.RANGE_MIN, w.RANGE_MAX),
        w.STEP.format(step=field.step) if field.step else "",
        w.EXTENDS.format(field=sheet.field(field.extends).label) if field.extends else "",
        w.NOT_BEFORE.format(field=sheet.field(field.not_before).label) if field.not_before else "",
        w.AFTER.format(field=sheet.field(field.after).label) if field.after else "",
        w.PAST if field.past else "",
        w.REFERS.format(targets=LISTING.join(targets(field))) if field.refs else "",
        w.SEPARATED if field.kind is Kind.CHOICES else "",
    ]
    return tuple(phrase for phrase in phrases if phrase)


def _between(low: int | None, high: int | None, both: str, least: str, most: str) -> str:
    if low is not None and high is not None:
        return both.format(low=low, high=high)
    if low is not None:
        return least.format(low=low)
    return most.format(high=high) if high is not None else ""


def targets(field: Field) -> tuple[str, ...]:
    """Name the columns in which a reference must be found."""
    names = []
    for target in field.refs:
        sheet_name, _, field_name = target.partition(".")
        sheet = SHEETS[sheet_name]
        names.append(w.TARGET.format(sheet=sheet.label, field=sheet.field(field_name).label))
    return tuple(names)
