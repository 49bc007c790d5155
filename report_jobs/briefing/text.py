"""Text: what it may hold, how wide it is, where it breaks, what still fits."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from report_jobs.briefing import words as w

_BAD = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff\ufffe\uffff]")
CM_PER_POINT = 2.54 / 72
GAP = 0.25
LINE = 1.32
"""Line height of the body face, in ems."""


def clean(text: str) -> str:
    """Take out what would break or garble a slide's XML."""
    return _BAD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def advance(char: str) -> float:
    """Return a character's width in ems: full for Chinese, a little over half for the rest (on the safe side)."""
    if unicodedata.east_asian_width(char) in "WFA" or ord(char) > 0x2E7F:
        return 1.0
    if char in "%@mMW":
        return 0.95
    if char.isupper() or char in "&w":
        return 0.74
    return 0.34 if char in " .,:;|!'ijl" else 0.6


def gap(before: str, char: str) -> float:
    """Return the space (in ems) that some programs set between Chinese and Latin letters or digits."""
    return GAP if before and (advance(before) == 1.0) is not (advance(char) == 1.0) else 0.0


def width_of(text: str, points: float) -> float:
    """Return a line's width in centimetres at a font size."""
    gaps = sum(gap(before, char) for before, char in pairwise(text))
    return (sum(map(advance, text)) + gaps) * points * CM_PER_POINT


def wrap(text: str, width: float, points: float) -> list[str]:
    """Break a text into lines no wider than `width` (cm), minding what may not begin or end a line."""
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for char in paragraph:
            size = (advance(char) + gap(line[-1:], char)) * points * CM_PER_POINT
            if line and used + size > width:
                carried = _carried(line, char)
                lines.append(line[: len(line) - len(carried)])
                line, used = carried, width_of(carried, points)
            line, used = line + char, used + size
        lines.append(line)
    return lines


def _carried(line: str, char: str) -> str:
    """Return the end of a line that goes with `char` to the next one, as programs do that let nothing hang.

    A number or a Latin word stays whole, and with the sign before it, as some programs keep
    them; where that leaves nothing on the line, only what may not begin or end one counts.
    """
    following = line[1:] + char
    for apart in (True, False):
        for at in range(len(line), 0, -1):
            if _may_break(line[at - 1], following[at - 1], apart=apart):
                return line[at:]
    return line[1:]


def _may_break(before: str, after: str, *, apart: bool) -> bool:
    """Say whether a line may end between two characters; with `apart` a Latin word is one."""
    if before in w.NOT_LAST or after in w.NOT_FIRST:
        return False
    return not (apart and _is_latin(after) and (_is_latin(before) or before in w.NOT_APART))


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ".,%")


def height_of(text: str, width: float, points: float, line: float = LINE) -> float:
    """Return a wrapped text's height in centimetres."""
    return len(wrap(text, width, points)) * points * line * CM_PER_POINT


def fit(text: str, width: float, points: float, lines: int) -> str:
    """Cut a text so that it takes at most so many lines; what was cut ends in an ellipsis."""
    found = wrap(clean(text), width, points)
    if len(found) <= lines:
        return clean(text)
    kept = "".join(found[:lines])
    while kept and len(wrap(kept + w.ELLIPSIS, width, points)) > lines:
        kept = kept[:-1]
    return kept.rstrip("，、；：") + w.ELLIPSIS


def shrink(text: str, width: float, sizes: tuple[float, ...], lines: int) -> float:
    """Return the first of some sizes (largest first) at which a text takes few enough lines."""
    return next((size for size in sizes if len(wrap(text, width, size)) <= lines), sizes[-1])
