"""What a pressed button works on: the open workbook, the playbook, the user's folder, the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from workbooks.catalogue import word
from workbooks.period import Period, current_period
from workbooks.playbook.model import Playbook
from workbooks.reader import Meta, Reading, read_meta, read_stamped
from workbooks.row import OFFICE, UNIT, BookKind
from xl_addin.checking import Verdict, judge
from xl_addin.commands import Snapshot
from xl_addin.live import words as w
from xl_addin.live.book import LiveBook
from xl_addin.live.place import Place
from xl_addin.live.refusal import RefusalError


def now_in(timezone: str) -> dt.datetime:
    """Return the moment that it is where the programme runs, as a naive one."""
    return dt.datetime.now(ZoneInfo(timezone)).replace(tzinfo=None)


@dataclass(frozen=True)
class Answer:
    """What a button says: in the status bar, and in a box as well when it must not be missed."""

    sentence: str
    box: bool = False


@dataclass(frozen=True)
class Desk:
    """An open workbook and all that a button needs beside it."""

    book: LiveBook
    playbook: Playbook
    place: Place
    now: dt.datetime

    @classmethod
    def set_up(cls, book: LiveBook, place: Place) -> Desk:
        """Lay the desk for the workbook in which a button was pressed. Raises ConfigError."""
        playbook = place.playbook()
        return cls(book, playbook, place, now_in(playbook.calendar.timezone))

    @cached_property
    def period_now(self) -> Period:
        """The period whose cut-off passed last."""
        return current_period(self.now, self.playbook.rhythm)

    @cached_property
    def meta(self) -> Meta:
        """The stamp of the workbook; RefusalError for one that is not ours to work on."""
        meta, programme, name = read_meta(self.book), self.playbook.programme, self.book.name
        if meta is None:
            raise RefusalError(w.NOT_STANDARD.format(book=name))
        if meta.programme != programme.id:
            raise RefusalError(w.OTHER_PROGRAMME.format(book=name, programme=meta.programme))
        if meta.standard_version != programme.standard_version:
            current = programme.standard_version
            raise RefusalError(w.OLD_STANDARD.format(book=name, version=meta.standard_version, current=current))
        if meta.book == UNIT and self.playbook.unit(meta.unit) is None:
            raise RefusalError(w.NO_UNIT.format(book=name, unit=meta.unit))
        return meta

    @property
    def kind(self) -> BookKind:
        """Whose workbook it is. Raises RefusalError as `meta` does."""
        return OFFICE if self.meta.book == OFFICE else UNIT

    def require(self, kind: BookKind = UNIT, *, writes: bool = True) -> None:
        """Refuse a workbook that is not the right one, or cannot be changed where that is needed."""
        if self.meta.book != kind:
            told = w.NOT_OFFICE_BOOK if kind is OFFICE else w.NOT_UNIT_BOOK
            raise RefusalError(told.format(book=self.book.name))
        if writes and self.book.read_only:
            raise RefusalError(w.READ_ONLY.format(book=self.book.name))

    def judge(self) -> Verdict:
        """Check the workbook, as `yian check` does on its file."""
        return judge(self.book, self.playbook, file=self.book.name, otherwise=self.period_now)

    def read(self) -> Reading:
        """Read the workbook for a command, which no check concerns. Raises RefusalError when no sheet can be read."""
        reading = read_stamped(self.book, self.playbook, self.meta)
        if not reading.layouts:
            told = word(reading.findings[0])
            raise RefusalError(w.UNREAD.format(message=told.message, fix=told.fix))
        return reading

    def snapshot(self, reading: Reading) -> Snapshot:
        """Return what a command gets to see."""
        return Snapshot(reading.rows, self.playbook, self.meta.unit, self._stamped, self.now.date())

    @property
    def _stamped(self) -> Period:
        try:
            return Period.parse(self.meta.period)
        except ValueError:
            return self.period_now


Press = Callable[[Desk], Answer]
"""What a button does."""
