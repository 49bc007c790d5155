"""Marks: a cell with something to put right gets a colour and a note, and loses both when cured.

What colour a cell had before stands in the very hidden list of marks; what note it had
stays above ours. A cell that moved since, because rows were inserted, is found by its note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbooks.catalogue import severity_of, word
from workbooks.findings import Finding, Severity
from workbooks.kinds import shown
from workbooks.titles import MARKS_SHEET
from xl_addin.live import words as w
from xl_addin.live.book import Content, LiveBook, Put

Colour = tuple[int, int, int]
MOST = 200
"""Cells that are marked at most: the rest is in the list, and marks cost time."""
COLOURS: Mapping[Severity, Colour] = {Severity.MUST_FIX: (0xF9, 0xD9, 0xD7), Severity.CONFIRM: (0xFF, 0xF0, 0xC2)}
Cell = tuple[str, str]
"""Title of a sheet and A1 name."""


@dataclass(frozen=True)
class Mark:
    """One marked cell: our colour and our note."""

    colour: Colour
    note: str


def wanted(findings: Iterable[Finding]) -> dict[Cell, Mark]:
    """Return the marks that findings ask for; the gravest of a cell gives the colour, all stand in the note."""
    grouped: dict[Cell, list[Finding]] = {}
    for found in findings:
        if severity_of(found) in COLOURS and found.place.cell and found.place.title:
            grouped.setdefault((found.place.title, found.place.cell), []).append(found)
    marks: dict[Cell, Mark] = {}
    for cell, mine in list(grouped.items())[:MOST]:
        gravest = min((severity_of(found) for found in mine), key=lambda severity: severity.rank)
        told = (word(found) for found in mine)
        lines = [w.MARK_LINE.format(mark=w.MARK, severity=t.severity, message=t.message, fix=t.fix) for t in told]
        marks[cell] = Mark(COLOURS[gravest], "\n".join(dict.fromkeys(lines)))
    return marks


def repaint(book: LiveBook, findings: Iterable[Finding]) -> None:
    """Make the marks of the workbook those which the findings ask for; only what differs is touched."""
    if MARKS_SHEET not in book.sheet_names:
        return
    standing, new = _standing(book), wanted(findings)
    before = {cell: colour for cell, (colour, _) in standing.items()}
    changed: dict[str, list[tuple[str, Colour | None, str]]] = {}
    for cell in standing.keys() - new.keys():
        title, name = cell
        changed.setdefault(title, []).append((name, before[cell], _others(book.note_at(title, name))))
    for cell, mark in new.items():
        title, name = cell
        if cell in standing and standing[cell][1] == mark.note:
            continue
        if cell not in standing:
            before[cell] = book.colour_at(title, name)
        theirs = _others(book.note_at(title, name))
        changed.setdefault(title, []).append((name, mark.colour, f"{theirs}\n{mark.note}" if theirs else mark.note))
    for title, cells in changed.items():
        book.paint(title, sorted(cells))
    if changed:
        _remember(book, {cell: before[cell] for cell in new}, len(standing))


def clear(book: LiveBook) -> None:
    """Take every mark away."""
    repaint(book, ())


def _standing(book: LiveBook) -> dict[Cell, tuple[Colour | None, str]]:
    """Return the marked cells where they are now, with the colour before and our note."""
    listed = {(shown(line[0]), shown(line[1])): _colour(shown(line[2])) for line in book.grid(MARKS_SHEET) if line[0]}
    found: dict[Cell, tuple[Colour | None, str]] = {}
    moved: set[str] = set()
    for (title, name), colour in listed.items():
        if title not in book.sheet_names:
            continue
        note = _ours(book.note_at(title, name))
        if note:
            found[title, name] = (colour, note)
        else:
            moved.add(title)
    for title in moved:
        for name, text in book.notes(title):
            note = _ours(text)
            if note and (title, name) not in found:
                found[title, name] = (None, note)
    return found


def _remember(book: LiveBook, cells: Mapping[Cell, Colour | None], listed: int) -> None:
    puts: list[Put] = []
    for number, ((title, name), colour) in enumerate(sorted(cells.items()), start=1):
        texts = (title, name, "{:02X}{:02X}{:02X}".format(*colour) if colour else "-")
        puts += [Put(MARKS_SHEET, number, column, Content(text)) for column, text in enumerate(texts)]
    blank = [
        Put(MARKS_SHEET, n, column, Content(None)) for n in range(len(cells) + 1, listed + 2) for column in range(3)
    ]
    book.put([*puts, *blank])


def _colour(text: str) -> Colour | None:
    return (int(text[:2], 16), int(text[2:4], 16), int(text[4:6], 16)) if len(text) == 6 else None


def _ours(note: str) -> str:
    """Return the lines of a note that are ours; ours stand last and may run over several lines."""
    at = note.find(w.MARK)
    return note[at:] if at >= 0 else ""


def _others(note: str) -> str:
    at = note.find(w.MARK)
    return (note[:at] if at >= 0 else note).rstrip("\n")
