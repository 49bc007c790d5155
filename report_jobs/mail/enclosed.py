"""What goes with a mail to a unit: its slip and new workbook, or its pre-filled book; only to those of the level.

These files hold a unit's own rows with their texts and persons, so they are of the level
of registers and decks; whoever may see less is told where to fetch them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from report_jobs.mail import words as w
from report_jobs.protect import ATTACHMENTS
from workbooks import template
from workbooks.carried import carried
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.rows import Rows
from workbooks.words import LISTING


@dataclass(frozen=True)
class Enclosed:
    """Files by the names under which they go, and what a reader is to know of them."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    hint: str = ""

    def for_level(self, level: int) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
        """Return the files that a recipient of a level gets, and the lines of the mail about them."""
        if not self.files:
            return {}, ()
        if level > ATTACHMENTS:
            return {}, (w.NOT_ENCLOSED.format(files=LISTING.join(self.files)),)
        return self.files, (w.ENCLOSED.format(files=LISTING.join(self.files)), self.hint)


def slip_and_book(
    unit: str, period: Period, again: Period, slip: bytes, fresh: bytes, *, counted: bool = False
) -> Enclosed:
    """Return the slip of a period's return and the workbook for the next one.

    `counted` says that the return was taken and only asked something.
    """
    name, hint = (w.ASKED_NAME, w.ENCLOSED_ASKED) if counted else (w.SLIP_NAME, w.ENCLOSED_SLIP)
    names = (name.format(unit=unit, period=period), w.FRESH_NAME.format(unit=unit, again=again))
    return Enclosed(dict(zip(names, (slip, fresh), strict=True)), hint)


def book_of(unit: str, again: Period, before: Rows | None, playbook: Playbook) -> Enclosed:
    """Return the standard workbook of a period with what was accepted last; none when nothing was."""
    if before is None:
        return Enclosed()
    name = w.BOOK_NAME.format(unit=unit, again=again)
    return Enclosed({name: template.write(playbook, unit, again, rows=carried(before))}, w.ENCLOSED_BOOK)
