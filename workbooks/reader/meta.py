"""What a standard workbook says of itself in its very hidden `_meta` sheet."""

from __future__ import annotations

from dataclasses import dataclass

from workbooks.book import Book
from workbooks.kinds import clean, shown

META_SHEET = "_meta"


@dataclass(frozen=True, slots=True)
class Meta:
    """Programme, kind of book, versions, unit and period, as stamped when the book was made."""

    programme: str
    book: str
    standard_version: str
    playbook_version: str
    unit: str
    period: str


def read_meta(book: Book) -> Meta | None:
    """Return the stamp of a standard workbook, None when the book bears none."""
    if META_SHEET not in book.sheet_names:
        return None
    pairs = {clean(shown(row[0])): clean(shown(row[1])) for row in book.grid(META_SHEET) if len(row) > 1}
    if not pairs.get("programme"):
        return None
    return Meta(*(pairs.get(name, "") for name in Meta.__slots__))
