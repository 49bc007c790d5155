"""Notes on headings: what a column is, what it asks for, its rule, its values, an example."""

from __future__ import annotations

from openpyxl.comments import Comment

from workbooks.dictionary.asks import bounds, requirement
from workbooks.playbook.model import Playbook
from workbooks.row import Field, Kind, Sheet
from workbooks.template import words as w
from workbooks.words import LISTING

WIDTH = 270
"""Pixels; about 40 half-width characters of the note's font on a line."""
_LINE, _PER_LINE = 17, 40
SHOWN_CHOICES = 12
"""A note lists no more choices than this; the drop-down has them all."""


def note(sheet: Sheet, field: Field, playbook: Playbook) -> Comment:
    """Return the note of a heading, as large as its text."""
    text = "\n".join(note_lines(sheet, field, playbook))
    lines = sum(-(-display_width(line) // _PER_LINE) for line in text.split("\n"))
    return Comment(text, w.AUTHOR, height=_LINE * lines + 14, width=WIDTH)


def note_lines(sheet: Sheet, field: Field, playbook: Playbook) -> tuple[str, ...]:
    """Return the lines of a heading's note."""
    asked, *rules = rule_lines(sheet, field, playbook)
    choices = [] if field.kind is Kind.CHOICES or not field.choices else [_choices(field, playbook)]
    return field.label, field.en, w.ASKED.format(asked), *choices, *rules


def rule_lines(sheet: Sheet, field: Field, playbook: Playbook) -> tuple[str, ...]:
    """Return what the cells of a column ask for; the values of a single choice stand in its drop-down."""
    lines = [requirement(sheet, field, playbook), *bounds(sheet, field)]
    if field.note:
        lines.append(field.note)
    if field.kind is Kind.CHOICES:
        labels = playbook.choice_list(field.choices or "").labels
        lines += [_choices(field, playbook), w.NOTE_SEPARATOR.format(example=LISTING.join(labels[:2]))]
    if field.example:
        lines.append((w.NOTE_FORMAT if field.pattern else w.NOTE_EXAMPLE).format(example=field.example))
    return tuple(lines)


def _choices(field: Field, playbook: Playbook) -> str:
    labels = playbook.choice_list(field.choices or "").labels
    more = w.NOTE_MORE.format(count=len(labels)) if len(labels) > SHOWN_CHOICES else ""
    return w.NOTE_CHOICES.format(choices=LISTING.join(labels[:SHOWN_CHOICES])) + more


def display_width(text: str) -> int:
    """Width of a text in half-width characters: a Chinese character takes two, as in its code page."""
    return len(text.encode("gbk", "replace"))


def lines_needed(text: str, width: float) -> int:
    """Lines that a text takes in a column of that many characters."""
    usable = max(1, int(width) - 3)
    return sum(max(1, -(-display_width(line) // usable)) for line in text.split("\n"))
