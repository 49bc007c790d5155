"""The form: pressed once a command's button opens it, pressed again it files what was filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbooks.dictionary.asks import Need, need
from workbooks.kinds import shown
from workbooks.reader import Reading
from workbooks.row import Field, Row
from workbooks.standard import SHEETS
from workbooks.template.cells import shown_value
from workbooks.template.notes import rule_lines
from workbooks.template.tools import FORM_ROWS, FORM_VALUE_COLUMN, TOOL_FIRST_ROW
from workbooks.template.validations import list_name
from workbooks.titles import FORM_SHEET
from xl_addin.commands import COMMANDS, Command
from xl_addin.live import words as w
from xl_addin.live.book import Content, Put, plain
from xl_addin.live.carry import carry_out
from xl_addin.live.desk import Answer, Desk, Press
from xl_addin.live.refusal import RefusalError

OPEN_ROW = 1
"""Row of the form's hidden column A that holds the name of the command whose form it is."""
FIELD, LABEL, VALUE, NEED, RULE, LIST = range(6)


def pressed(name: str, label: str) -> Press:
    """Return what the button of one command does."""

    def press(desk: Desk) -> Answer:
        command = COMMANDS[name]
        desk.require(command.book)
        if FORM_SHEET not in desk.book.sheet_names:
            raise RefusalError(w.NO_FORM.format(sheet=FORM_SHEET))
        reading = desk.read()
        open_name = _open(desk)
        if open_name == name and desk.book.selected[0] == FORM_SHEET:
            return _file(desk, reading, command, label, _filled(desk))
        prefilled = _prefilled(desk, reading, command)
        if all(ask.partition(".")[2] in prefilled for ask in command.asks):
            return _file(desk, reading, command, label, prefilled)
        _lay_out(desk, command, name, label, prefilled)
        told = w.FORM_OTHER if open_name not in ("", name) else w.FORM_OPEN
        return Answer(told.format(label=label))

    return press


def _open(desk: Desk) -> str:
    """Return the name of the command whose form lies open, "" for none."""
    grid = desk.book.grid(FORM_SHEET)
    return shown(grid[OPEN_ROW - 1][FIELD]) if grid and grid[OPEN_ROW - 1] else ""


def _file(desk: Desk, reading: Reading, command: Command, label: str, given: Mapping[str, str]) -> Answer:
    outcome = command.run(desk.snapshot(reading), given)
    if outcome.refused:
        _go_to(desk, outcome.asks)
        return Answer(outcome.message, box=True)
    message = carry_out(desk, reading, outcome, label)
    if _open(desk):
        clear_form(desk)
        desk.book.hide(FORM_SHEET)
    return Answer(message)


def clear_form(desk: Desk) -> None:
    """Take away what lies in the form."""
    if FORM_SHEET in desk.book.sheet_names and _open(desk):
        desk.book.put(_blank())


def _go_to(desk: Desk, asks: Mapping[str, str]) -> None:
    """Go to the first line of the open form that still wants something."""
    for number, line in enumerate(desk.book.grid(FORM_SHEET), start=1):
        if number >= TOOL_FIRST_ROW and line and shown(line[FIELD]).partition(".")[2] in asks:
            desk.book.select(FORM_SHEET, f"C{number}")
            return


def _filled(desk: Desk) -> dict[str, str]:
    """Return what was filled in, by field name."""
    lines = desk.book.grid(FORM_SHEET)[TOOL_FIRST_ROW - 1 : TOOL_FIRST_ROW - 1 + FORM_ROWS]
    pairs = ((shown(line[FIELD]).partition(".")[2], shown(line[VALUE]).strip()) for line in lines if len(line) > VALUE)
    return {name: text for name, text in pairs if name and text}


def _prefilled(desk: Desk, reading: Reading, command: Command) -> dict[str, str]:
    """Return what can be known before: the key of the selected row, and what that row holds already."""
    if not command.selected:
        return {}
    row = _selected_row(desk, reading, command)
    if row is None:
        return {}
    sheet, _, key = command.selected.partition(".")
    values = {key: getattr(row, key)}
    values |= {
        name: getattr(row, name)
        for where, _, name in (ask.partition(".") for ask in command.asks)
        if where == sheet and command.sheet == sheet
    }
    told = {n: shown_value(SHEETS[sheet].field(n), value, desk.playbook) for n, value in values.items()}
    return {name: shown(plain(value)) for name, value in told.items() if value is not None}


def _selected_row(desk: Desk, reading: Reading, command: Command) -> Row | None:
    """Return the row in which the active cell stands, if it is one that the command is about."""
    sheet = SHEETS[command.selected.partition(".")[0]]
    layout = reading.layouts.get(sheet.name)
    title, number, _ = desk.book.selected
    if layout is None or layout.title != title:
        return None
    return next((row for row in reading.rows.of(sheet.row_type) if row.at == number), None)


def _lay_out(desk: Desk, command: Command, name: str, label: str, prefilled: Mapping[str, str]) -> None:
    desk.book.put([*_blank(), *_lines(desk, command, name, label, prefilled)])
    desk.book.fit(FORM_SHEET, TOOL_FIRST_ROW, TOOL_FIRST_ROW + len(command.asks) - 1)
    first = next((i for i, ask in enumerate(command.asks) if ask.partition(".")[2] not in prefilled), 0)
    desk.book.select(FORM_SHEET, f"C{TOOL_FIRST_ROW + first}")


def _lines(desk: Desk, command: Command, name: str, label: str, prefilled: Mapping[str, str]) -> Iterator[Put]:
    yield _put(OPEN_ROW, FIELD, name)
    yield _put(1, LABEL, w.FORM_TITLE.format(label=label))
    yield _put(2, LABEL, w.FORM_OPEN.format(label=label))
    for number, ask in enumerate(command.asks, start=TOOL_FIRST_ROW):
        where, _, field_name = ask.partition(".")
        sheet = SHEETS[where]
        field = sheet.field(field_name)
        choices = list_name(field.choices) if field.choices else ""
        told = rule_lines(sheet, field, desk.playbook)[0 if need(field) is Need.CONDITION else 1 :]
        rule = w.RULE_JOIN.join(line.rstrip(w.STOP) for line in told)
        cells = (ask, field.label, prefilled.get(field_name), _need(field, ask, command), rule, choices)
        for column, text in enumerate(cells):
            yield _put(number, column, text)


def _need(field: Field, ask: str, command: Command) -> str:
    """Say whether the form can do without a field: the command proposes it, or nothing demands it."""
    if field.name in command.proposes:
        return w.AUTO
    return w.MUST if need(field) is Need.ALWAYS or ask == command.selected or field.name in command.must else w.MAY


def _blank() -> Iterator[Put]:
    yield _put(OPEN_ROW, FIELD, None)
    for number in range(TOOL_FIRST_ROW, TOOL_FIRST_ROW + FORM_ROWS):
        for column in range(LIST + 1):
            yield _put(number, column, None)


def _put(row: int, column: int, text: str | None) -> Put:
    return Put(FORM_SHEET, row, column, Content(text or None))


assert FORM_VALUE_COLUMN == VALUE + 1  # noqa: S101 (the template lays the form out, this module fills it)
