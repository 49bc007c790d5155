"""表样损坏: what happened to the form, what it was, what it is, and how to cure it."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from report_jobs.slips import words as w
from report_jobs.slips.draw import Heading, table
from workbooks.returned.damage import Damage, Harm

_WIDTHS = (6, 16, 14, 16, 20, 40, 32, 42)
LONGEST = 120
"""Characters of a list of choices that are shown."""


def write_damaged(sheet: Worksheet, damage: Sequence[Damage], nothing: str) -> None:
    """List every harm to the form; `nothing` is said where there is none to list."""
    headings = [Heading(text, width) for text, width in zip(w.DAMAGED_HEADINGS, _WIDTHS, strict=True)]
    rows = [(str(number), *_line(item)) for number, item in enumerate(damage, start=1)]
    table(sheet, headings, rows, nothing)


def _line(item: Damage) -> tuple[str, ...]:
    name, was, now, cure = w.HARMS[item.harm]
    title = w.LIST_OF.format(title=item.title) if item.harm is Harm.LIST_CHANGED else item.title
    terms = {"was": _clipped(item.was) or w.GONE, "now": _clipped(item.now) or w.GONE}
    if item.harm is Harm.COLUMN_MOVED:
        terms = {side: _after(text) for side, text in (("was", item.was), ("now", item.now))}
    return (title, item.place, item.heading, name, was.format(**terms), now.format(**terms), cure.format(**terms))


def _after(heading: str) -> str:
    return w.AFTER.format(heading=heading) if heading else w.FIRST_PLACE


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
