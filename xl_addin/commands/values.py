"""Values given to a command, by heading or field name, read as the sheet's cells are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbooks.catalogue import CATALOGUE, word
from workbooks.findings import Finding, Place, Severity
from workbooks.kinds import fold, parse
from workbooks.playbook.model import Playbook
from workbooks.row import Field, Row, Sheet, Value
from xl_addin.commands import words
from xl_addin.commands.outcome import Outcome, refuse


@dataclass(frozen=True)
class Given:
    """Values that were understood, and what is wrong with the others, in words."""

    values: Mapping[str, Value]
    faults: tuple[str, ...] = ()


def read_values(sheet: Sheet, given: Mapping[str, str], playbook: Playbook) -> Given:
    """Read "heading → text" pairs as a row of a sheet; nothing is guessed."""
    values: dict[str, Value] = {}
    faults: list[str] = []
    for name, text in given.items():
        field = _field(sheet, name)
        if field is None:
            headings = words.LIST.join(f.label for f in sheet.fields)
            faults.append(words.NO_HEADING.format(name=name, sheet=sheet.label, headings=headings))
            continue
        parsed = parse(field, text, playbook)
        values[field.name] = parsed.value
        for code, facts in parsed.notes:
            if CATALOGUE[code].severity is Severity.MUST_FIX:
                worded = word(Finding(code, Place(sheet=sheet.name, field=field.name), facts))
                faults.append(f"{worded.message}{worded.fix}")
    return Given(values, tuple(faults))


def _field(sheet: Sheet, name: str) -> Field | None:
    plain = fold(name)
    return next((f for f in sheet.fields if name == f.name or fold(f.label) == plain), None)


def filled(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values that are no blanks."""
    return {name: value for name, value in values.items() if value not in (None, ())}


def missing(row: Row) -> dict[str, str]:
    """Return the fields that this row must have and has not, with their headings."""
    return {
        field.name: field.label
        for field, value in row.items()
        if value in (None, ())
        and not field.office
        and (field.required or (field.when is not None and field.when.holds(row)))
    }


def ask(row: Row) -> Outcome | None:
    """Refuse a row that lacks what it must have, and ask for it; None when it is complete."""
    wanted = missing(row)
    if not wanted:
        return None
    return refuse(words.ASK.format(headings=words.LIST.join(wanted.values())), wanted)


def next_number(keys: Iterable[str], prefix: str, digits: int) -> str:
    """Return the key after the highest one that begins with `prefix`; numbers are never reused."""
    used = [int(key[len(prefix) :]) for key in keys if key.startswith(prefix) and key[len(prefix) :].isdigit()]
    return f"{prefix}{max(used, default=0) + 1:0{digits}d}"
