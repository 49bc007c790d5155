"""Reading a live workbook back, as every button does."""

from __future__ import annotations

from tests.books import PLAYBOOK
from workbooks.reader import read, read_meta
from workbooks.row import OFFICE, UNIT
from workbooks.rows import Rows
from xl_addin.live.book import LiveBook


def rows_of(book: LiveBook) -> Rows:
    """The typed rows of a standard workbook."""
    meta = read_meta(book)
    assert meta is not None
    return read(book, PLAYBOOK, kind=OFFICE if meta.book == OFFICE else UNIT).rows
