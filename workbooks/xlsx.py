"""Reading an .xlsx file into a book: the one module that knows calamine.

calamine is fast but shows error values and formulas without a stored result as blanks
(seen in python-calamine 0.9); a light look at the sheet's XML names those cells, so that
no blank is believed that is none. Files from others are to be opened in a limited child
process (`report_jobs.collect.child`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from workbooks.book import Cell, MemoryBook

FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*><f[ />](.*?)</c>', re.DOTALL)
ERROR = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*? t="e"[^>]*>(.*?)</c>', re.DOTALL)
VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class UnreadableError(Exception):
    """A file that cannot be read; `reason` is one of EMPTY, LOCKED, OLD, BROKEN (see `words.UNREADABLE`)."""

    EMPTY = "empty"
    LOCKED = "locked"
    OLD = "old"
    BROKEN = "broken"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def open_book(data: bytes) -> MemoryBook:
    """Read every sheet of an .xlsx file.

    Raises UnreadableError for anything else: an empty file, an encrypted one, an old .xls, one
    that is damaged.
    """
    if not data:
        raise UnreadableError(UnreadableError.EMPTY)
    if data.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableError(UnreadableError.LOCKED if encrypted else UnreadableError.OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = dict(sheet_parts(package))
            unseen = {title: _unseen(package.read(part)) for title, part in parts.items()}
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {title: _grid(workbook, title) for title in workbook.sheet_names if title in parts}
    except PasswordError as error:
        raise UnreadableError(UnreadableError.LOCKED) from error
    except (CalamineError, zipfile.BadZipFile, ET.ParseError, KeyError, OSError, ValueError) as error:
        raise UnreadableError(UnreadableError.BROKEN) from error
    except BaseException as error:  # a panic of the Rust reader is no Exception
        if type(error).__name__ == "PanicException":
            raise UnreadableError(UnreadableError.BROKEN) from error
        raise
    if not sheets:
        raise UnreadableError(UnreadableError.BROKEN)
    return MemoryBook(sheets, {title: cells for title, cells in unseen.items() if cells})


def _grid(workbook: CalamineWorkbook, title: str) -> list[list[Cell]]:
    rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return [[None if cell == "" else cell for cell in row] for row in rows]


def sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield title and part name of every worksheet."""
    relations = ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 (limited child)
    targets = {r.get("Id"): r.get("Target", "") for r in relations if r.get("Type", "").endswith("/worksheet")}
    workbook = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 (limited child)
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION))
        if target:
            yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _unseen(xml: bytes) -> dict[str, str]:
    """Find the cells with an error value, or with a formula that has no stored result."""
    found = {}
    if b"<f" in xml:
        for match in FORMULA.finditer(xml):
            value = VALUE.search(match[2])
            if not (value and value[1]):
                found[match[1].decode()] = "="
    if b't="e"' in xml:
        for match in ERROR.finditer(xml):
            value = VALUE.search(match[2])
            if value:
                found[match[1].decode()] = value[1].decode("utf-8", "replace")
    return found
