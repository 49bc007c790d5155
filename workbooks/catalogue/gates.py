"""Wording of findings about gates of stages, problems and returns (G-10 to G-29, G-40 and later)."""

from __future__ import annotations

from workbooks.catalogue.entry import Entry, entries

GATES: dict[str, Entry] = entries()
