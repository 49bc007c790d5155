"""Continuation slides: a table that is too long for one slide goes on on the next ones."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from report_jobs.briefing import words as w
from report_jobs.briefing.look import BODY
from report_jobs.briefing.tables import pages_of
from report_jobs.outline.model import Page, Table

ROOM = {"annex": BODY.height, "ranking": BODY.height - 1.5}
"""Height that a layout leaves to its table."""


def paginate(pages: Sequence[Page]) -> list[Page]:
    """Return the pages as slides: long tables divided, their titles numbered."""
    return [slide for page in pages for slide in _divided(page)]


def _divided(page: Page) -> Iterator[Page]:
    table = next((block for block in page.blocks if isinstance(block, Table) and block.paged), None)
    parts = [] if table is None else pages_of(table, BODY.width, ROOM[page.layout])
    if len(parts) <= 1:
        yield page
        return
    for number, part in enumerate(parts, start=1):
        blocks = tuple(part if block is table else block for block in page.blocks)
        title = w.PART.format(title=page.title, part=number, parts=len(parts))
        yield dataclasses.replace(page, blocks=blocks, title=title)
