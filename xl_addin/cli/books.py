"""Commands on workbooks: template, check, fill. They run without the parts for jobs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
from rich.table import Table

from workbooks import words as base_words
from workbooks.catalogue import severity_of, word
from workbooks.engine import Examination
from workbooks.findings import Severity
from workbooks.period import Period
from workbooks.playbook import Playbook
from workbooks.row import OFFICE
from workbooks.rows import NO_ROWS, Rows
from workbooks.xlsx import UnreadableError, open_book
from xl_addin.checking import History, judge
from xl_addin.cli import words as w
from xl_addin.cli.base import (
    ACT,
    DONE,
    USAGE,
    Command,
    Group,
    RefusalError,
    console,
    dump,
    existing,
    json_option,
    period_of,
    period_option,
    playbook_of,
    progress,
    workplace_option,
)

if TYPE_CHECKING:
    from xl_addin.filing import Filed


@click.command("template", cls=Command, help=w.TEMPLATE)
@click.option("--unit", default=None, metavar="SZ012", help=w.TEMPLATE_UNIT)
@click.option("-o", "--out", type=click.Path(path_type=Path), default=None, metavar=w.FILE, help=w.TEMPLATE_OUT)
@click.option("--all", "folder", type=click.Path(path_type=Path), default=None, metavar=w.DIR, help=w.TEMPLATE_ALL)
@period_option
@workplace_option
def template(
    unit: str | None, out: Path | None, folder: Path | None, period: str | None, workplace: Path | None
) -> int:
    """Write one unit's standard workbook, or every unit's and the office's."""
    from report_jobs.publish import publish
    from workbooks.template import write

    playbook = playbook_of(workplace)
    week = period_of(period, playbook)
    known = _accepted(workplace, week)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        with progress() as advance:
            for number, found in enumerate(playbook.units, start=1):
                name = w.TEMPLATE_NAME.format(unit=found.code, period=week)
                publish(
                    folder / name, write(playbook, found.code, week, rows=known.get(found.code, NO_ROWS)), shared=True
                )
                advance("template", number, len(playbook.units))
        office = write(playbook, "", week, book=OFFICE)
        publish(folder / w.OFFICE_NAME.format(period=week), office, shared=True)
        click.echo(w.TEMPLATE_DONE.format(count=len(playbook.units) + 1, place=folder))
        return DONE
    if unit is None or out is None:
        raise RefusalError(w.TEMPLATE_WHICH)
    if playbook.unit(unit) is None:
        raise RefusalError(w.NO_UNIT.format(unit=unit, codes=w.LIST.join(playbook.by_code)))
    publish(out, write(playbook, unit, week, rows=known.get(unit, NO_ROWS)), shared=True)
    click.echo(w.TEMPLATE_DONE.format(count=1, place=out))
    return DONE


def _accepted(workplace: Path | None, week: Period) -> Mapping[str, Rows]:
    """Return what a workplace accepted of each unit before a week; without one the books are blank."""
    if workplace is None:
        return {}
    from report_jobs.prefill import accepted_rows
    from report_jobs.workplace import Workplace

    return accepted_rows(Workplace(workplace), week)


@click.command("check", cls=Command, help=w.CHECK)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=f"{w.FILE}...")
@json_option
@workplace_option
def check(files: tuple[Path, ...], as_json: bool, workplace: Path | None) -> int:
    """Check workbooks: exit 0 clean, 1 something blocks, 2 a file could not be read."""
    playbook = playbook_of(workplace)
    otherwise = period_of(None, playbook)
    code, told = DONE, list[dict[str, object]]()
    for path in files:
        existing(path)
        try:
            book = open_book(path.read_bytes())
        except UnreadableError as error:
            code = USAGE
            reason = base_words.UNREADABLE[error.reason]
            told.append({"file": path.name, "error": reason})
            if not as_json:
                click.echo(w.CHECK_FAILED.format(file=path.name, reason=reason))
            continue
        verdict = judge(book, playbook, file=path.name, otherwise=otherwise, history=_history(workplace))
        code = max(code, ACT if verdict.examination.blocked else DONE)
        told.append(verdict.as_json())
        if not as_json:
            _show(path, verdict.examination)
    if as_json:
        dump(told)
    return code


def _history(workplace: Path | None) -> History | None:
    """Look back at what a workplace accepted; without one nothing is known of earlier weeks."""
    if workplace is None:
        return None
    from report_jobs.cycle import history_of
    from report_jobs.workplace import Workplace

    return lambda unit, period: history_of(Workplace(workplace), period).get(unit, ())


def _show(path: Path, examination: Examination) -> None:
    out = console()
    for severity in Severity:
        found = [word(f) for f in examination.findings if severity_of(f) is severity]
        if not found:
            continue
        table = Table(*w.CHECK_HEADS, title=f"{base_words.SEVERITY[severity]} {len(found)}", title_justify="left")
        for item in found:
            table.add_row(item.sheet, item.cell, item.heading, item.message, item.fix, item.example)
        out.print(table)
    counts = {
        "must": examination.count(Severity.MUST_FIX),
        "ask": examination.count(Severity.CONFIRM),
        "healed": examination.count(Severity.HEALED),
    }
    sentence = w.CHECK_BLOCKED if examination.blocked else w.CHECK_OPEN if any(counts.values()) else w.CHECK_CLEAN
    click.echo(sentence.format(file=path.name, **counts))


@click.group("fill", cls=Group, help=w.FILL)
def fill() -> None:
    """Commands of the ribbon on a file."""


def _fill(name: str, file: Path, pairs: tuple[str, ...], out: Path, workplace: Path | None) -> int:
    from xl_addin.filing import file_command

    data, playbook = existing(file).read_bytes(), playbook_of(workplace)
    given = dict(_pair(pair) for pair in pairs)
    return _written(file, out, lambda: file_command(name, data, given, playbook, _today(playbook)))


def _written(file: Path, out: Path, command: Callable[[], Filed]) -> int:
    """Run a command on a file and write what it made to another one; 1 when it refused."""
    from report_jobs.publish import publish

    if out.exists() and out.samefile(file):
        raise RefusalError(w.FILL_SAME)
    try:
        filed = command()
    except UnreadableError as error:
        raise RefusalError(w.CHECK_FAILED.format(file=file.name, reason=base_words.UNREADABLE[error.reason])) from error
    if filed.data is None:
        click.echo(filed.outcome.message)
        return ACT
    publish(out, filed.data, shared=True)
    click.echo(w.FILL_WRITTEN.format(message=filed.outcome.message, file=out))
    return DONE


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise RefusalError(w.FILL_PAIR.format(pair=text))
    return name.strip(), value


def _today(playbook: Playbook) -> dt.date:
    return dt.datetime.now(ZoneInfo(playbook.calendar.timezone)).date()


def _add(name: str) -> None:
    @fill.command(name, help=w.FILL_COMMANDS[name])
    @click.argument("file", type=click.Path(path_type=Path), metavar=w.FILE)
    @click.option("--set", "pairs", multiple=True, metavar=w.FILL_METAVAR, help=w.FILL_SET)
    @click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar=w.FILE, help=w.FILL_OUT)
    @workplace_option
    def command(file: Path, pairs: tuple[str, ...], out: Path, workplace: Path | None) -> int:
        return _fill(name, file, pairs, out, workplace)


for _name in w.FILL_COMMANDS:
    _add(_name)


@fill.command("merge", help=w.FILL_MERGE)
@click.argument("file", type=click.Path(path_type=Path), metavar=w.FILE)
@click.option("--slip", required=True, type=click.Path(path_type=Path), metavar=w.FILE, help=w.FILL_SLIP)
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar=w.FILE, help=w.FILL_OUT)
@workplace_option
def merge(file: Path, slip: Path, out: Path, workplace: Path | None) -> int:
    """Put the corrections of a filled return slip into a workbook."""
    from xl_addin.filing import file_slip

    playbook = playbook_of(workplace)
    data, corrections = existing(file).read_bytes(), existing(slip).read_bytes()
    return _written(file, out, lambda: file_slip(data, corrections, playbook, _today(playbook), slip_file=slip.name))
