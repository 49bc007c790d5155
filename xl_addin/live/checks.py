"""The buttons 校验本册, 下一处, 上一处 and 与上期对照."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbooks import words as base_words
from workbooks.catalogue import severity_of, word
from workbooks.findings import Finding, Severity
from workbooks.kinds import shown
from workbooks.period import Period
from workbooks.reader import Layout, read_meta
from workbooks.template.cells import shown_value
from workbooks.titles import RESULTS_SHEET
from workbooks.xlsx import UnreadableError, open_book
from xl_addin.checking import Verdict, judge
from xl_addin.commands.compare import Difference, compare
from xl_addin.live import marks, results
from xl_addin.live import words as w
from xl_addin.live.book import plain
from xl_addin.live.desk import Answer, Desk, Press
from xl_addin.live.refusal import RefusalError


def check(desk: Desk) -> Answer:
    """Check the workbook: list what was found, mark the cells, count in the status bar."""
    desk.require(desk.kind)
    desk.book.say(w.CHECKING)
    verdict = desk.judge()
    findings = verdict.examination.findings
    results.list_out(desk.book, results.lines_of(findings))
    marks.repaint(desk.book, findings)
    if findings:
        desk.book.select(RESULTS_SHEET, "A4")
    return Answer(_sentence(verdict))


def counts(verdict: Verdict) -> str:
    """Say how much was found of each severity."""
    count = verdict.examination.count
    return w.COUNTS.format(must=count(Severity.MUST_FIX), ask=count(Severity.CONFIRM), healed=count(Severity.HEALED))


def _sentence(verdict: Verdict) -> str:
    if verdict.examination.blocked:
        return w.CHECK_BLOCKED.format(counts=counts(verdict))
    return w.CHECK_OPEN.format(counts=counts(verdict)) if verdict.examination.findings else w.CHECK_CLEAN


def step(forward: bool) -> Press:
    """Return what 下一处 (or 上一处) does: go to the next cell that wants something, in the order of the tabs."""

    def press(desk: Desk) -> Answer:
        desk.require(desk.kind)
        findings = desk.judge().examination.findings
        marks.repaint(desk.book, findings)
        asking = [f for f in findings if severity_of(f) in (Severity.MUST_FIX, Severity.CONFIRM) and f.place.cell]
        if not asking:
            return Answer(w.NOTHING_LEFT)
        stops = list(dict.fromkeys(sorted(_position(desk, f) for f in asking)))
        here = _here(desk)
        if forward:
            stop = next((s for s in stops if s > here), stops[0])
        else:
            stop = next((s for s in reversed(stops) if s < here), stops[-1])
        mine = [f for f in asking if _position(desk, f) == stop]
        place = mine[0].place
        desk.book.select(place.title, place.cell)
        return Answer(_told(mine, stops.index(stop) + 1, len(stops)))

    return press


def _told(mine: Sequence[Finding], number: int, total: int) -> str:
    place = mine[0].place
    first = word(min(mine, key=lambda f: severity_of(f).rank))
    where = f"{place.title}!{place.cell}"
    return w.FINDING_AT.format(number=number, total=total, place=where, message=first.message, fix=first.fix)


Position = tuple[int, int, int]
"""Number of the tab, row, column."""


def _position(desk: Desk, found: Finding) -> Position:
    letters = found.place.cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return list(desk.book.sheet_names).index(found.place.title), int(found.place.cell[len(letters) :]), column - 1


def _here(desk: Desk) -> Position:
    """Where the person stands; on the list of results, it is before everything."""
    title, row, column = desk.book.selected
    return (-1, 0, 0) if title == RESULTS_SHEET else (list(desk.book.sheet_names).index(title), row, column)


def compare_with_last(desk: Desk) -> Answer:
    """Compare with the workbook of an earlier period that the person chooses."""
    desk.require()
    path = desk.book.ask_file(w.COMPARE_ASK)
    if path is None:
        return Answer(w.COMPARE_NONE)
    try:
        earlier = open_book(path.read_bytes())
    except UnreadableError as error:
        reason = base_words.UNREADABLE[error.reason]
        raise RefusalError(w.COMPARE_BAD.format(file=path.name, reason=reason)) from error
    meta = read_meta(earlier)
    if meta is None or meta.unit != desk.meta.unit:
        unit = meta.unit if meta else w.BLANK
        raise RefusalError(w.COMPARE_OTHER.format(file=path.name, unit=unit, mine=desk.meta.unit))
    before = judge(earlier, desk.playbook, file=path.name, otherwise=desk.period_now)
    now = desk.read()
    differences = compare(before.examination.rows, now.rows)
    layouts = now.layouts
    results.list_out(desk.book, [_line(desk, layouts, d) for d in differences])
    desk.book.select(RESULTS_SHEET, "A4")
    return Answer(_compared(before.period, differences))


def _compared(period: Period, differences: Sequence[Difference]) -> str:
    kinds = [d.kind for d in differences]
    return w.COMPARED.format(
        period=period,
        added=kinds.count("added"),
        gone=kinds.count("gone"),
        changed=kinds.count("changed"),
        sheet=RESULTS_SHEET,
    )


def _line(desk: Desk, layouts: Mapping[str, Layout], difference: Difference) -> results.Line:
    row, sheet = difference.row, difference.row.__sheet__
    kind = w.CHANGE_KINDS[difference.kind]
    layout = layouts.get(sheet.name)
    title = layout.title if layout else sheet.label
    if difference.kind != "changed":
        there = difference.kind == "added"
        cell = layout.cell(sheet.key[0], row.at) if layout and there and sheet.key else ""
        return (kind, title, cell, "", row.row_key, w.CHANGE_ADDED if there else w.CHANGE_GONE, "", "")
    field = sheet.field(difference.field)
    before, now = (shown(plain(shown_value(field, v, desk.playbook))) for v in (difference.before, difference.now))
    cell = layout.cell(field.name, row.at) if layout else ""
    return (
        kind,
        title,
        cell,
        field.label,
        row.row_key,
        w.CHANGE_CHANGED.format(before=before or w.BLANK, now=now or w.BLANK),
        "",
        "",
    )
