"""Defined names: fig_M07 and fig_M07_SZ012 for figures, tal_six_X1_found for a tally, acc_M04_now for an account."""

from __future__ import annotations

import re

from report_jobs.frozen import CITY, COLUMNS
from report_jobs.tallies.model import NAME as TALLY

ACCOUNT = re.compile(rf"acc_M\d\d[A-Za-z0-9_]*_(?:{'|'.join(COLUMNS)})")
"""What the defined names of the city's accounts look like: one for each of the six columns."""
AMOUNTS = ("F", "G", "H", "I", "J", "K")
"""The columns of 差额账 that the six of `COLUMNS` stand in."""
LINE = re.compile(r"acc_M\d\d[A-Za-z0-9_]*")
"""What the names of lines of accounts look like; each stands for the six columns of its row."""
_NAME = re.compile(r"fig_(M\d\d(?:_[a-z]+)?)(?:_([A-Z]{2}\d{3}))?")


def figure_name(code: str, unit: str = CITY) -> str:
    """Return the defined name of a figure's cell."""
    return f"fig_{code}_{unit}" if unit else f"fig_{code}"


def figure_of(name: str) -> tuple[str, str] | None:
    """Return metric code and unit that a defined name stands for, None when it names no figure."""
    match = _NAME.fullmatch(name)
    return (match[1], match[2] or CITY) if match else None


def is_linked_name(name: str) -> bool:
    """Say whether a defined name is one that a slide may link to: of a figure, a tally, or a column of an account."""
    return figure_of(name) is not None or any(kind.fullmatch(name) for kind in (TALLY, ACCOUNT))
