"""One press of one button: the only entry that the ribbon calls."""

from __future__ import annotations

import datetime as dt
import traceback
import uuid
from collections.abc import Mapping
from pathlib import Path

from workbooks.configuration import ConfigError
from workbooks.row import OFFICE, UNIT
from workbooks.standard import SHEETS
from xl_addin.commands import COMMANDS
from xl_addin.live import checks, memory, merging, office, send, support
from xl_addin.live import words as w
from xl_addin.live.book import LiveBook
from xl_addin.live.desk import Answer, Desk, Press
from xl_addin.live.form import pressed
from xl_addin.live.place import Place
from xl_addin.live.refusal import RefusalError

ANSWERS: Mapping[str, Press] = {
    **{name: pressed(name, w.COMMAND_LABELS[name]) for name in COMMANDS},
    "rehearse": send.rehearse,
    "send": send.send,
    "merge": merging.merge_slip,
    "guide": support.guide,
    "undo": memory.undo,
    "diagnose": support.diagnose,
    "about": support.about,
    "check": checks.check,
    "next": checks.step(forward=True),
    "previous": checks.step(forward=False),
    "compare": checks.compare_with_last,
    "consolidate": office.consolidate,
    "brief": office.brief,
    "slips": office.slips,
    "verify": office.verify,
    **{f"goto_{name}": support.go_to(name) for name, sheet in SHEETS.items() if sheet.book in (UNIT, OFFICE)},
}
"""What each button of the ribbon does, by its id."""

CALL_REJECTED = frozenset((-2147418111, -2146777998, -2147417846))
"""COM errors of an Excel that is in a cell's edit mode or shows a dialog (RPC_E_CALL_REJECTED, VBA_E_IGNORE,
RPC_E_SERVERCALL_RETRYLATER)."""


def press(name: str) -> None:
    """Do what a button does, in the workbook from which it was pressed; say one sentence, never a traceback.

    Raises KeyError for a button that there is not: that is a fault of ours.
    """
    action, place = ANSWERS[name], Place.of_user()
    try:
        book = LiveBook.caller()
    except Exception as error:
        _last_resort(_sentence(error, place))
        return
    try:
        with book.quiet():
            answer = action(Desk.set_up(book, place))
    except Exception as error:
        answer = Answer(_sentence(error, place), box=True)
    _tell(book, answer)


def _tell(book: LiveBook, answer: Answer) -> None:
    book.say(answer.sentence)
    if answer.box:
        book.alert(answer.sentence)


def _last_resort(sentence: str) -> None:
    """Hand the sentence to xlwings' own box, when there is no workbook to say it in."""
    raise SystemExit(sentence)


def _sentence(error: Exception, place: Place) -> str:
    """Put any error into one sentence; what we did not foresee is logged under a number."""
    if isinstance(error, (RefusalError, ConfigError)):
        return str(error)
    if error.args and error.args[0] in CALL_REJECTED:
        return w.BUSY
    number = uuid.uuid4().hex[:8]
    _log(error, number, place)
    return w.UNEXPECTED.format(kind=type(error).__name__, number=number)


def _log(error: Exception, number: str, place: Place) -> None:
    """Note number, kind and the lines of code; the error's own text may quote a cell and stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    now = dt.datetime.now().isoformat(" ", "seconds")
    standing = place.log.read_text(encoding="utf-8") if place.log.is_file() else ""
    place.write(place.log, f"{standing}{now} {number} {type(error).__name__} {where}\n")
