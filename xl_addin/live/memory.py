"""Memory: what the last command wrote, so that one press takes it back.

Any program that writes into a workbook empties Excel's own undo. What is remembered lies
in the user's folder, not in the workbook: a return must not carry what was deleted.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbooks.book import Cell, cell_name
from xl_addin.live import words as w
from xl_addin.live.book import Content, Put
from xl_addin.live.desk import Answer, Desk
from xl_addin.live.refusal import RefusalError


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after: title of the sheet, 1-based row, 0-based column."""

    title: str
    row: int
    column: int
    before: Content
    after: Content

    @property
    def cell(self) -> str:
        """Return the A1 name."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True)
class Memory:
    """One command's changes to one workbook."""

    book: str
    label: str
    changes: tuple[Change, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        cells = [[c.title, c.row, c.column, _encode(c.before), _encode(c.after)] for c in self.changes]
        return {"book": self.book, "label": self.label, "cells": cells}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Memory:
        """Return the memory of `to_json`. Raises KeyError, TypeError, ValueError for anything else."""
        changes = tuple(Change(t, int(r), int(c), _decode(b), _decode(a)) for t, r, c, b, a in data["cells"])
        return cls(str(data["book"]), str(data["label"]), changes)


def undo(desk: Desk) -> Answer:
    """Take back what the last command wrote, unless somebody changed one of its cells since."""
    desk.require(desk.kind)
    memory = _remembered(desk)
    if memory is None or memory.book != desk.book.fullname:
        raise RefusalError(w.NOTHING_TO_UNDO)
    missing = {change.title for change in memory.changes} - set(desk.book.sheet_names)
    if missing:
        raise RefusalError(w.UNDO_CHANGED.format(label=memory.label, place=w.LIST.join(sorted(missing))))
    for change in memory.changes:
        now = desk.book.content(change.title, change.row, change.column)
        if now not in (change.after, change.before):  # a command that broke off wrote only some
            raise RefusalError(w.UNDO_CHANGED.format(label=memory.label, place=f"{change.title}!{change.cell}"))
    desk.book.put(Put(c.title, c.row, c.column, c.before) for c in memory.changes)
    desk.place.undo.unlink(missing_ok=True)
    return Answer(w.UNDONE.format(label=memory.label, cells=len(memory.changes)))


def _remembered(desk: Desk) -> Memory | None:
    if not desk.place.undo.is_file():
        return None
    try:
        return Memory.from_json(json.loads(desk.place.undo.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise RefusalError(w.UNDO_BROKEN) from error


def _encode(content: Content) -> list[Any]:
    value: Any = content.value
    if isinstance(value, dt.datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, dt.time):
        return ["time", value.isoformat()]
    return ["formula" if content.formula else "value", value]


def _decode(data: list[Any]) -> Content:
    kind, value = data
    decoded: Cell = value
    if kind == "moment":
        decoded = dt.datetime.fromisoformat(value)
    elif kind == "time":
        decoded = dt.time.fromisoformat(value)
    elif kind not in ("value", "formula"):
        raise ValueError(kind)
    return Content(decoded, formula=kind == "formula")
