"""The verdict on one workbook: what the check button, `yian check` and the Monday run all say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbooks.book import Book
from workbooks.catalogue import word
from workbooks.engine import Examination, examine
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.reader import Meta, read_meta
from workbooks.rows import Rows

History = Callable[[str, Period], tuple[Rows, ...]]
"""Gives a unit's accepted rows before a period, the newest first."""


@dataclass(frozen=True)
class Verdict:
    """What was found in one workbook, as of the cut-off of its own period."""

    file: str
    period: Period
    examination: Examination

    def as_json(self) -> dict[str, object]:
        """Return the object that `yian check --json` prints for one file."""
        meta = self.examination.meta
        return {
            "file": self.file,
            "unit": meta.unit if meta else "",
            "period": str(self.period),
            "blocked": self.examination.blocked,
            "findings": [word(found).as_dict() for found in self.examination.findings],
        }


def judge(book: Book, playbook: Playbook, *, file: str, otherwise: Period, history: History | None = None) -> Verdict:
    """Examine a workbook for the period that is stamped on it, `otherwise` when none is."""
    meta = read_meta(book)
    period = _period(meta, otherwise)
    past = history(meta.unit, period) if history is not None and meta is not None else ()
    today = period.cutoff(playbook.rhythm).date()
    return Verdict(file, period, examine(book, playbook, period=period, today=today, history=past, file=file))


def _period(meta: Meta | None, otherwise: Period) -> Period:
    try:
        return Period.parse(meta.period if meta else "")
    except ValueError:
        return otherwise
