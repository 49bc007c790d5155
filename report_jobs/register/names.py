"""Defined names of figures: fig_M07 for the city, fig_M07_SZ012 for a unit."""

from __future__ import annotations

import re

from report_jobs.frozen import CITY

_NAME = re.compile(r"fig_(M\d\d(?:_[a-z]+)?)(?:_([A-Z]{2}\d{3}))?")


def figure_name(code: str, unit: str = CITY) -> str:
    """Return the defined name of a figure's cell."""
    return f"fig_{code}_{unit}" if unit else f"fig_{code}"


def figure_of(name: str) -> tuple[str, str] | None:
    """Return metric code and unit that a defined name stands for, None when it names no figure."""
    match = _NAME.fullmatch(name)
    return (match[1], match[2] or CITY) if match else None
