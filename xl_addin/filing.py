"""Commands on a file: read it, run the command, write a new standard workbook.

The file is never rewritten in place by a library that would lose parts of it: the rows
that were read go into a fresh workbook. So a book with anything that could not be read
is refused before anything could be lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from workbooks import template
from workbooks.catalogue import word
from workbooks.engine import examine
from workbooks.findings import Finding
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.reader import read_meta, read_stamped
from workbooks.row import OFFICE, UNIT
from workbooks.slip import Merged, merge, read_slip
from workbooks.xlsx import open_book
from xl_addin.commands import COMMANDS, Outcome, Snapshot, apply
from xl_addin.commands import words as w
from xl_addin.commands.outcome import refuse

UNREAD = frozenset(
    ("S-02", "S-04", "S-07", "S-08", "S-09", "S-11", "V-02b", "V-03a", "V-04a", "C-06", "C-12", "C-14", "C-15")
)
"""Findings that tell of content which was not read, so that a fresh workbook would lack it."""


@dataclass(frozen=True)
class Filed:
    """What became of a command on a file; `data` is the new workbook, None when nothing changed."""

    outcome: Outcome
    data: bytes | None


def file_command(name: str, data: bytes, given: Mapping[str, str], playbook: Playbook, today: dt.date) -> Filed:
    """Run one command on the workbook that it is for.

    Raises UnreadableError when the file cannot be opened, KeyError for an unknown command.
    A workbook that is not the right standard one, or holds content that was not read, is
    refused with one sentence.
    """
    book, kind = open_book(data), COMMANDS[name].book
    meta = read_meta(book)
    if meta is None or meta.book != kind or meta.programme != playbook.programme.id:
        return Filed(refuse(w.NOT_OFFICE if kind is OFFICE else w.NOT_STANDARD), None)
    period = Period.parse(meta.period)
    examination = examine(book, playbook, period=period, today=today)
    unread = next((found for found in examination.findings if found.code in UNREAD), None)
    if unread is not None or not examination.layouts:
        return Filed(refuse(_unread(unread or examination.findings[0])), None)
    outcome = COMMANDS[name].run(Snapshot(examination.rows, playbook, meta.unit, period, today), given)
    if outcome.refused:
        return Filed(outcome, None)
    rows = apply(examination.rows, outcome)
    return Filed(outcome, template.write(playbook, meta.unit, period, rows=rows, book=kind))


def file_slip(data: bytes, slip_data: bytes, playbook: Playbook, today: dt.date, *, slip_file: str = "") -> Filed:
    """Put the corrections of a filled return slip into a unit's workbook.

    Raises UnreadableError when one of the files cannot be opened. The workbook is refused as
    by `file_command`, but for what the corrections cure; a slip that is not for it changes nothing.
    """
    book, slip = open_book(data), read_slip(open_book(slip_data))
    meta = read_meta(book)
    if meta is None or meta.book != UNIT or meta.programme != playbook.programme.id:
        return Filed(refuse(w.NOT_STANDARD), None)
    if slip is None:
        return Filed(refuse(w.NO_SLIP.format(file=slip_file)), None)
    merged = merge(
        book, read_stamped(book, playbook, meta), slip, programme=meta.programme, unit=meta.unit, file=slip_file
    )
    told = merged_sentence(merged)
    if not merged.applied:
        return Filed(refuse(told), None)
    period = Period.parse(meta.period)
    examination = examine(merged.book, playbook, period=period, today=today)
    unread = next((found for found in examination.findings if found.code in UNREAD), None)
    if unread is not None or not examination.layouts:
        return Filed(refuse(_unread(unread or examination.findings[0])), None)
    return Filed(Outcome(told), template.write(playbook, meta.unit, period, rows=examination.rows))


def merged_sentence(merged: Merged) -> str:
    """Say what a merge came to: how many corrections went in, and the first that did not."""
    done = w.MERGED.format(count=len(merged.applied)) if merged.applied else ""
    done += w.MERGED_ANSWERS.format(count=merged.answers) if merged.answers else ""
    if merged.findings:
        first = word(merged.findings[0])
        return done + w.MERGED_BUT.format(count=len(merged.findings), first=first.message + first.fix)
    return done or w.MERGED_NOTHING


def _unread(found: Finding) -> str:
    worded = word(found)
    return w.UNREAD.format(message=worded.message, fix=worded.fix)
