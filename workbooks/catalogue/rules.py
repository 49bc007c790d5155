"""Wording of findings about the numbered V rules."""

from __future__ import annotations

from workbooks.catalogue.entry import Entry, entries

RULES: dict[str, Entry] = entries()
