"""The drop-downs of a workbook, as its XML has them: which cells take their choices from where.

Read by splitting, not by a parser: the file is a stranger's, and one pass over the bytes
takes time in proportion to its length, whatever stands in it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from workbooks.book import position
from workbooks.xlsx import sheet_parts

LONGEST = 4 << 20
"""Bytes of a sheet's validations that are looked through."""
_BLOCKS = (
    (b"<dataValidations", b"</dataValidations>", b"<dataValidation "),
    (b"<x14:dataValidations", b"</x14:dataValidations>", b"<x14:dataValidation "),
)
_LIST = re.compile(rb"""\btype=["']list["']""")
_FORMULA = re.compile(rb"<formula1>([^<]*)<|<x14:formula1>\s*<xm:f>([^<]*)<")
_CELLS = re.compile(rb"""\bsqref=["']([^"']*)["']|<xm:sqref>([^<]*)<""")


@dataclass(frozen=True, slots=True)
class Ranges:
    """Blocks of cells: first row, first column, last row, last column; rows from 1, columns from 0."""

    blocks: tuple[tuple[int, int, int, int], ...]

    def held(self, column: int, last: int) -> set[int]:
        """Return the rows of a column that lie in a block, down to the row `last`."""
        found, end = set[int](), 0
        for top, bottom in sorted((a, c) for a, b, c, d in self.blocks if b <= column <= d):
            found.update(range(max(top, end + 1), min(bottom, last) + 1))
            end = max(end, bottom)
        return found

    def touches(self, column: int) -> bool:
        """Say whether a block reaches into a column."""
        return any(b <= column <= d for _, b, _, d in self.blocks)


def dropdowns(data: bytes) -> Mapping[str, Mapping[str, Ranges]]:
    """Return, by title of the sheet and by what feeds them, the cells that have a drop-down.

    Raises zipfile.BadZipFile, KeyError when `data` is no workbook.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {title: _of_sheet(package.read(part)) for title, part in sheet_parts(package)}


def _of_sheet(xml: bytes) -> Mapping[str, Ranges]:
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    for item in _validations(xml):
        formula, cells = _FORMULA.search(item), _CELLS.search(item)
        if _LIST.search(item) and formula and cells:
            fed = unescape((formula[1] or formula[2] or b"").decode("utf-8", "replace")).strip().removeprefix("=")
            found.setdefault(fed, []).extend(_blocks((cells[1] or cells[2] or b"").decode("ascii", "replace")))
    return {fed: Ranges(tuple(blocks)) for fed, blocks in found.items()}


def _validations(xml: bytes) -> Iterator[bytes]:
    for opening, closing, item in _BLOCKS:
        start = xml.find(opening)
        end = xml.find(closing, start)
        if 0 <= start < end:
            yield from xml[start : min(end, start + LONGEST)].split(item)[1:]


def _blocks(cells: str) -> Iterator[tuple[int, int, int, int]]:
    for part in cells.replace("$", "").split():
        first, _, last = part.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        if top and bottom:
            yield top, left, bottom, right
