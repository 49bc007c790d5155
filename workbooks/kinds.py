"""Kinds: what one cell means, whoever read it.

Readers disagree on the same cell (3 and 3.0, a date and a date-time, a blank and ""),
and people type what looks the same (full-width digits, zero-width characters, text
dates). `parse` heals what has one meaning, says so, and refuses the rest. It never
raises, and never guesses between two meanings.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from workbooks import words
from workbooks.book import Cell
from workbooks.playbook.model import Playbook
from workbooks.row import Field, Kind, Value

Note = tuple[str, tuple[tuple[str, str], ...]]
"""A finding's code and facts, before it has a place."""

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
SURROGATE = re.compile("[\ud800-\udfff]")
DATE_TEXT = re.compile(r"(\d{4})\s*[-/.\u5e74]\s*(\d{1,2})\s*[-/.\u6708]\s*(\d{1,2})\s*\u65e5?(?:\s+0?0:00(?::00)?)?")
DATE_DIGITS = re.compile(r"(20\d{2}|19\d{2})(\d{2})(\d{2})")
HALF_WIDTH: dict[int, str | int] = {
    **{
        wide: wide - 0xFEE0
        for a, z in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
        for wide in range(a, z + 1)
    },
    0x3000: " ",
    0x00A0: " ",
}
"""Full-width digits, letters and blanks to half-width; Chinese punctuation is not touched."""
UNCLEAN = re.compile(
    f"{INVISIBLE.pattern}|{SURROGATE.pattern}|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|[^\\S ]|  |^ | $"
)
"""What a text has when cleaning would change it, so that all others are left as they are at once."""
SERIAL_ZERO = dt.date(1899, 12, 30)
SAFE_INTEGER = 10**15
"""Beyond 15 digits a number in a workbook has lost digits."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell means: its value (None for blank or unreadable), what is to be said, whether it is sound."""

    value: Value = None
    notes: tuple[Note, ...] = ()
    sound: bool = True


BLANK = Parsed()


def note(code: str, **facts: object) -> Note:
    """Make a note; facts as text in the order given."""
    return code, tuple((name, str(value)) for name, value in facts.items())


def shown(cell: Cell) -> str:
    """Return a cell's value as a person sees it in the sheet."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < SAFE_INTEGER else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return str(cell)


def fingerprint(cell_shown: str) -> str:
    """Return what tells whether a cell still shows the same, without saying what; "" for a blank."""
    text = clean(cell_shown, lines=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def clean(text: str, *, lines: bool = False) -> str:
    """Remove what cannot be seen; outside long texts fold line breaks and runs of blanks.

    Full-width letters, digits and blanks become half-width; Chinese punctuation stays.
    """
    if not UNCLEAN.search(text):
        return text
    text = SURROGATE.sub("\ufffd", INVISIBLE.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(HALF_WIDTH)
    if lines:
        return "\n".join(line.strip() for line in text.split("\n")).strip()
    return " ".join(text.split())


def parse(field: Field, cell: Cell, playbook: Playbook) -> Parsed:
    """Read one cell as the field's kind says. Requirements on blanks are the caller's."""
    if cell is None or cell == "":
        return BLANK
    if isinstance(cell, float) and not math.isfinite(cell):
        return Parsed(None, (note("C-06", value=shown(cell)),), sound=False)
    return _PARSERS[field.kind](field, cell, playbook)


def _cleaned(field: Field, cell: Cell) -> tuple[str, tuple[Note, ...]]:
    """Return the cell as clean text, with a note when cleaning changed what can be seen."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= SAFE_INTEGER:
        return shown(cell), (note("C-12", value=shown(cell)),)
    before = shown(cell)
    text = clean(before, lines=field.kind is Kind.LONGTEXT)
    changed = text != before.strip() and not (field.kind is Kind.LONGTEXT and _same_lines(text, before))
    return text, (note("C-10", value=before, now=text),) if changed and text else ()


def _same_lines(after: str, before: str) -> bool:
    return after.split() == before.split()


def _parse_text(field: Field, cell: Cell, playbook: Playbook) -> Parsed:
    text, notes = _cleaned(field, cell)
    if not text:
        return BLANK
    if text.startswith("="):
        notes += (note("C-09", value=text),)
    if field.max_len is not None and len(text) > field.max_len:
        notes += (note("C-03", value=_short(text), length=len(text), limit=field.max_len),)
    if field.min_len is not None and len(text) < field.min_len:
        notes += (note("C-04", value=_short(text), length=len(text), limit=field.min_len),)
    if field.pattern is not None and not re.fullmatch(field.pattern, text):
        notes += (note("C-05", value=_short(text), example=field.example or ""),)
    return Parsed(text, notes)


def _short(text: str) -> str:
    """Quote a long value by its beginning."""
    return text if len(text) <= 40 else text[:38] + "……"


def _parse_calc(field: Field, cell: Cell, playbook: Playbook) -> Parsed:
    return Parsed(clean(shown(cell)) or None)


def _parse_int(field: Field, cell: Cell, playbook: Playbook) -> Parsed:
    number, notes = _number(cell)
    if number is None or number != number.to_integral_value():
        return Parsed(None, (note("C-06", value=_short(shown(cell))),), sound=False)
    value = int(number)
    notes += _bounds(field, number, shown(cell))
    if field.step and value % field.step:
        notes += (note("C-08", value=value, step=field.step),)
    return Parsed(value, notes)


def _parse_money(field: Field, cell: Cell, playbook: Playbook) -> Parsed:
    number, notes = _number(cell)
    if number is None:
        return Parsed(None, (note("C-06", value=_short(shown(cell))),), sound=False)
    value = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if value != number and abs(value - number) > Decimal("0.000001"):
        notes += (note("C-13", value=shown(cell), now=value),)
    return Parsed(value, notes + _bounds(field, value, shown(cell)))


def _bounds(field: Field, number: Decimal, quoted: str) -> tuple[Note, ...]:
    if (field.low is not None and number < field.low) or (field.high is not None and number > field.high):
        low = "" if field.low is None else field.low
        return (note("C-07", value=quoted, low=low, high="" if field.high is None else field.high),)
    return ()


def _number(cell: Cell) -> tuple[Decimal | None, tuple[Note, ...]]:
    """Return a number with at most 15 digits, and a note when it had to be read out of text."""
    if isinstance(cell, (bool, dt.date, dt.time, dt.timedelta)) or cell is None:
        return None, ()
    if isinstance(cell, (int, float)):
        return (Decimal(repr(cell)) if abs(cell) < SAFE_INTEGER else None), ()
    text = clean(cell)
    plain = re.sub(r"(?<=\d)[,\uff0c](?=\d{3})", "", text)
    plain = plain.removesuffix("%").removesuffix("\uff05")
    for unit in words.NUMBER_UNITS:
        plain = plain.removesuffix(unit)
    number = words.chinese_number(plain)
    if number is None:
        try:
            number = Decimal(plain)
        except InvalidOperation:
            return None, ()
    if not number.is_finite() or abs(number) >= SAFE_INTEGER:
        return None, ()
    return number, (note("C-11", value=cell, now=number),)


def _parse_date(field: Field, cell: Cell, playbook: Playbook) -> Parsed:
    if isinstance(cell, dt.datetime):
        return Parsed(cell.date())
    if isinstance(cell, dt.date):
        return Parsed(cell)
    day = _day_of(cell)
    if day is None:
        return Parsed(None, (note("V-04a", value=_short(shown(cell))),), sound=False)
    return Parsed(day, (note("V-04c", value=shown(cell), now=day.isoformat()),))


def _day_of(cell: Cell) -> dt.date | None:
    """Return the day that a text or a bare serial number means, if it means one."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        if 36526 <= cell < 73051:  # serial numbers of the years 2000 to 2099
            return SERIAL_ZERO + dt.timedelta(days=int(cell))
        cell = shown(cell)
    if not isinstance(cell, str):
        return None
    text = clean(cell)
    match = DATE_TEXT.fullmatch(text) or DATE_DIGITS.fullmatch(text)
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _parse_choice(field: Field, cell: Cell, playbook: Playbook) -> Parsed:
    typed = shown(cell)
    choice, exact = _choose(field, typed, playbook)
    if exact:
        return Parsed(choice)
    text = clean(typed)
    if not text:
        return BLANK
    if choice is None:
        return Parsed(None, (_not_in_list(field, text, playbook),), sound=False)
    return Parsed(choice, (note("V-03b", value=typed, now=playbook.label(field.choices or "", choice)),))


def _parse_choices(field: Field, cell: Cell, playbook: Playbook) -> Parsed:
    text = clean(shown(cell))
    chosen, notes, sound = [], [], True
    for part in words.LIST_SEPARATORS.split(text):
        if not part.strip():
            continue
        choice, exact = _choose(field, part, playbook)
        if choice is None:
            notes.append(_not_in_list(field, part, playbook))
            sound = False
        elif choice not in chosen:
            chosen.append(choice)
            if not exact:
                notes.append(note("V-03b", value=part, now=playbook.label(field.choices or "", choice)))
    return Parsed(tuple(chosen), tuple(notes), sound)


def _choose(field: Field, text: str, playbook: Playbook) -> tuple[str | None, bool]:
    """Return the id that a text means, and whether it is the label to the letter."""
    choices = playbook.choice_list(field.choices or "")
    if text in choices.ids:
        return choices.ids[text], True
    folded = fold(text)
    for label, choice in (*choices.ids.items(), *choices.synonyms.items()):
        if fold(label) == folded:
            return choice, False
    return None, False


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold what does not change the meaning of a label: width, case, blanks, brackets, quotes."""
    return re.sub(
        r"[\s()\[\]\"'\u201c\u201d\u2018\u2019\u300a\u300b\u3001,\u00b7-]",
        "",
        unicodedata.normalize("NFKC", clean(text)),
    ).casefold()


def _not_in_list(field: Field, text: str, playbook: Playbook) -> Note:
    choices = playbook.choice_list(field.choices or "")
    return note("V-03a", value=_short(text), list=choices.title, choices=words.LISTING.join(choices.labels))


_PARSERS: dict[Kind, Callable[[Field, Cell, Playbook], Parsed]] = {
    Kind.KEY: _parse_text,
    Kind.REF: _parse_text,
    Kind.TEXT: _parse_text,
    Kind.LONGTEXT: _parse_text,
    Kind.PERSON: _parse_text,
    Kind.MASKED: _parse_text,
    Kind.CALC: _parse_calc,
    Kind.INT: _parse_int,
    Kind.MONEY: _parse_money,
    Kind.DATE: _parse_date,
    Kind.CHOICE: _parse_choice,
    Kind.CHOICES: _parse_choices,
}
