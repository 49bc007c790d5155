"""Pieces of formulas that several parts of the template write."""

from __future__ import annotations


def quoted(text: str) -> str:
    """Write a text as a literal of a formula."""
    return '"' + text.replace('"', '""') + '"'
