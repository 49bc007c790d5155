"""Texts that come from units, made fit for a cell: nothing in them is ever more than a text."""

from __future__ import annotations

import re

from report_jobs.register import words as w

LIMIT = 32_767
"""UTF-16 units that a cell holds."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\uffef\U0001f000-\U0003ffff]")
"""Characters that are wider than a digit."""
_RATIO = 1.9
"""How much wider."""


def fit(text: str) -> str:
    """Return a text as a cell can hold it: no control characters, no halves of surrogates, not too long.

    XlsxWriter takes a text from <r> to </r> for XML of its own and writes it unescaped; a
    blank at the end keeps it from that.
    """
    if _UNFIT.search(text):
        text = _UNFIT.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LIMIT // 2:
        text = _cut(text)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LIMIT:
        return text
    room = 2 * (LIMIT - len(w.CUT))
    return units[:room].decode("utf-16-le", errors="ignore") + w.CUT


def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so many digits wide."""
    if _RATIO * len(text) <= width and text.isprintable():
        return 1
    return sum(max(1, -int(-_measure(part) // max(1.0, width))) for part in text.splitlines())


def _measure(text: str) -> float:
    return len(text) + (_RATIO - 1) * len(_WIDE.findall(text))
