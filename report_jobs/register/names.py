"""Defined names: fig_M07 for the city's figure, fig_M07_SZ012 for a unit's, tal_six_X1_found for a tally."""

from __future__ import annotations

import re

from report_jobs.frozen import CITY
from report_jobs.tallies.model import NAME as TALLY

_NAME = re.compile(r"fig_(M\d\d(?:_[a-z]+)?)(?:_([A-Z]{2}\d{3}))?")


def figure_name(code: str, unit: str = CITY) -> str:
    """Return the defined name of a figure's cell."""
    return f"fig_{code}_{unit}" if unit else f"fig_{code}"


def figure_of(name: str) -> tuple[str, str] | None:
    """Return metric code and unit that a defined name stands for, None when it names no figure."""
    match = _NAME.fullmatch(name)
    return (match[1], match[2] or CITY) if match else None


def is_linked_name(name: str) -> bool:
    """Say whether a defined name is one that a slide may link to: a figure's or a tally's."""
    return figure_of(name) is not None or TALLY.fullmatch(name) is not None
