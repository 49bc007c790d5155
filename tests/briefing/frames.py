"""The frames of a deck's texts, in points as a drawn page has them: shapes, cells of tables, charts."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from pptx import Presentation

_POINT = 12700
"""Units of length in a point."""


class Frame(NamedTuple):
    """Where a text must stand, and the text without its blanks; a chart holds whatever it likes."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str
    is_chart: bool = False


def frames_of(deck: bytes) -> Iterator[Frame]:
    """Yield the frames of every slide."""
    for page, slide in enumerate(Presentation(io.BytesIO(deck)).slides, start=1):
        for shape in slide.shapes:
            if shape.has_table:
                yield from _cells(page, shape)
            elif shape.has_chart:
                yield _frame(page, shape.left, shape.top, shape.width, shape.height, "", is_chart=True)
            elif shape.has_text_frame and shape.text_frame.text.strip():
                text = shape.text_frame.text
                yield _frame(page, shape.left, shape.top, shape.width, shape.height, text)


def _cells(page: int, shape: Any) -> Iterator[Frame]:
    lefts = [0, *accumulate(column.width for column in shape.table.columns)]
    tops = [0, *accumulate(row.height for row in shape.table.rows)]
    for row, cells in enumerate(shape.table.rows):
        for column, cell in enumerate(cells.cells):
            if cell.text.strip():
                left, top = shape.left + lefts[column], shape.top + tops[row]
                width, height = lefts[column + 1] - lefts[column], tops[row + 1] - tops[row]
                yield _frame(page, left, top, width, height, cell.text)


def _frame(page: int, left: int, top: int, width: int, height: int, text: str, *, is_chart: bool = False) -> Frame:
    sides = (side / _POINT for side in (left, top, left + width, top + height))
    return Frame(page, *sides, bare(text), is_chart)


def bare(text: str) -> str:
    """Return a text without blanks and unseen characters, in one form: what a page shows of it, however it breaks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
