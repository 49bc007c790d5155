"""Wording of findings about the closing of a case (G-30)."""

from __future__ import annotations

from workbooks.catalogue.entry import Entry, entries

CLOSING: dict[str, Entry] = entries()
