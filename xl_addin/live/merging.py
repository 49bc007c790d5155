"""The button 退回单并入: the corrections of a filled return slip go into the open workbook."""

from __future__ import annotations

from workbooks import words as base_words
from workbooks.book import MemoryBook
from workbooks.kinds import parse
from workbooks.reader import read_stamped
from workbooks.row import UNIT
from workbooks.slip import Applied, merge, read_slip
from workbooks.standard import SHEETS
from workbooks.template.cells import shown_value
from workbooks.xlsx import UnreadableError, open_book
from xl_addin.commands import words as cw
from xl_addin.filing import merged_sentence
from xl_addin.live import words as w
from xl_addin.live.book import Content, plain
from xl_addin.live.carry import write_down
from xl_addin.live.desk import Answer, Desk
from xl_addin.live.memory import Change
from xl_addin.live.refusal import RefusalError


def merge_slip(desk: Desk) -> Answer:
    """Let the person choose a slip and write its corrections; what no longer fits is said and left alone."""
    desk.require(UNIT)
    path = desk.book.ask_file(w.MERGE_ASK)
    if path is None:
        return Answer(w.MERGE_NONE)
    slip = read_slip(_opened(path.name, path.read_bytes()))
    if slip is None:
        raise RefusalError(cw.NO_SLIP.format(file=path.name))
    reading = read_stamped(desk.book, desk.playbook, desk.meta)
    merged = merge(desk.book, reading, slip, programme=desk.meta.programme, unit=desk.meta.unit, file=path.name)
    told = merged_sentence(merged)
    if not merged.applied:
        return Answer(told, box=True)
    changes = [_change(desk, applied) for applied in merged.applied]
    shown = write_down(desk, changes, w.MERGE)
    desk.book.select(changes[0].title, changes[0].cell)
    return Answer(told + shown, box=bool(merged.findings))


def _opened(name: str, data: bytes) -> MemoryBook:
    try:
        return open_book(data)
    except UnreadableError as error:
        reason = base_words.UNREADABLE[error.reason]
        raise RefusalError(w.MERGE_BAD.format(file=name, reason=reason)) from error


def _change(desk: Desk, applied: Applied) -> Change:
    """Return one cell before and after; a correction that can be read goes in as what it means."""
    field = SHEETS[applied.correction.sheet].field(applied.correction.field)
    parsed = parse(field, applied.after, desk.playbook)
    value = shown_value(field, parsed.value, desk.playbook) if parsed.sound and parsed.value is not None else None
    before = desk.book.content(applied.title, applied.row, applied.column)
    after = Content(plain(applied.after if value is None else value))
    return Change(applied.title, applied.row, applied.column, before, after)
