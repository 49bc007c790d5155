"""The outline: what a briefing says, page by page, as data drawn from a frozen period."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from report_jobs.frozen import Frozen
from report_jobs.outline import words as w
from report_jobs.outline.annexes import all_units, definitions, reporting
from report_jobs.outline.base import Ground
from report_jobs.outline.candidates import issues, next_week
from report_jobs.outline.model import Outline, Page
from report_jobs.outline.opening import cover, decisions, one_page
from report_jobs.outline.prevention import education, risks
from report_jobs.outline.progress import pairs, stages
from report_jobs.outline.quality import changed, quality
from report_jobs.outline.rectification import problems, ranking, warnings
from report_jobs.outline.requests import requests
from report_jobs.outline.watch import roots, watch

__all__ = ["Outline", "Page", "outline"]

PAGES: tuple[Callable[[Ground], Page], ...] = (
    *(cover, decisions, one_page, stages, pairs, problems, changed, ranking, watch, roots),
    *(risks, education, warnings, quality, issues, next_week, requests),
    *(all_units, reporting, definitions),
)
"""Every page in order: sixteen slides, what moved since the last issue, three annexes."""
SHORT = (cover, decisions, one_page, ranking, warnings, requests)
"""The short form, for weeks without a meeting."""


def outline(frozen: Frozen, *, short: bool = False) -> Outline:
    """Return the outline of a period's briefing."""
    ground = Ground(frozen)
    programme = frozen.playbook.programme
    return Outline(
        masthead=programme.masthead,
        office=programme.office,
        issue=w.ISSUE.format(masthead=programme.masthead, issue=frozen.issue),
        year_issue=w.YEAR_ISSUE.format(year=frozen.cutoff.year, issue=frozen.issue),
        date=w.DATE.format(frozen.cutoff),
        mark=frozen.playbook.label("mark", frozen.mark),
        when=frozen.cutoff,
        copies=w.COPIES,
        pages=_anchored(tuple(page(ground) for page in (SHORT if short else PAGES)), frozen.audit_head),
    )


def _anchored(pages: tuple[Page, ...], head: str) -> tuple[Page, ...]:
    """Print the head of the chain of deliveries on the last page: on paper it shows if the chain is cut later."""
    if not head:
        return pages
    told = w.AUDIT_HEAD.format(head=head)
    return (*pages[:-1], dataclasses.replace(pages[-1], source=pages[-1].source.removesuffix(w.CLICK) + told))
