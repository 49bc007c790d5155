"""How our commands speak: Chinese headings, one sentence for every error, honest exit codes."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from workbooks.configuration import ConfigError
from workbooks.period import Period, current_period
from workbooks.playbook import Playbook, default_playbook
from workbooks.playbook import parse as parse_playbook
from xl_addin.cli import words as w

DONE, ACT, USAGE, WORLD = 0, 1, 2, 3
"""Exit codes: done, a person must act, wrong usage or configuration, the world failed."""


class Command(click.Command):
    """A command whose help is Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{w.USAGE}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [record for record in (p.get_help_record(ctx) for p in self.get_params(ctx)) if record]
        if records:
            with formatter.section(w.OPTIONS):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with a Chinese explanation."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = w.HELP
        return option


class Group(Command, click.Group):
    """A group of commands whose help is Chinese."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        Command.format_options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(60)) for name, command in self.commands.items()]
        with formatter.section(w.COMMANDS):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which there are."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise RefusalError(w.NO_COMMAND.format(name=args[0], commands=w.LIST.join(self.commands)))
        return super().resolve_command(ctx, args)


Group.group_class = Group


class RefusalError(Exception):
    """A sentence for the person at the keyboard, with the exit code."""

    def __init__(self, sentence: str, code: int = USAGE) -> None:
        super().__init__(sentence)
        self.code = code


def sentence_of(error: click.UsageError) -> str:
    """Put click's own errors into one Chinese sentence."""
    if isinstance(error, click.NoSuchOption):
        return w.NO_OPTION.format(name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return w.MISSING_PARAMETER.format(name=_parameter(error))
    if isinstance(error, click.BadParameter):
        return w.BAD_PARAMETER.format(name=_parameter(error), value=error.message)
    return w.WRONG_USAGE.format(message=error.format_message())


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    return error.param.opts[-1] if error.param.param_type_name == "option" else error.param.human_readable_name


def run(command: Callable[[], Any], *, debug: bool) -> int:
    """Run a command and turn whatever happens into an exit code and at most one sentence."""
    try:
        return int(command() or DONE)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:
        sentence, code = told(error)
        if debug and not sentence:
            raise
        return _say(sentence or w.UNEXPECTED.format(kind=type(error).__name__), code)


def told(error: Exception) -> tuple[str, int]:
    """Return the sentence and the exit code of an error; no sentence for what we did not foresee."""
    if isinstance(error, RefusalError):
        return str(error), error.code
    if isinstance(error, ConfigError):
        return str(error), USAGE
    if isinstance(error, click.UsageError):
        return sentence_of(error), USAGE
    if isinstance(error, ModuleNotFoundError):
        return w.NO_JOBS.format(name=error.name), USAGE
    if isinstance(error, sqlite3.Error):
        return w.DATABASE.format(reason=error), WORLD
    if isinstance(error, OSError):
        return w.WORLD.format(reason=error.strerror or error, file=error.filename or ""), WORLD
    return "", WORLD


def _say(sentence: str, code: int) -> int:
    click.echo(w.ERROR.format(sentence=sentence), err=True)
    return code


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar on the error stream while work goes on, on a terminal only."""
    console = Console(stderr=True)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    bar.disable = not console.is_terminal
    tasks: dict[str, TaskID] = {}

    def advance(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(w.STEPS[step], total=total)
        bar.update(tasks[step], completed=done, total=total)

    with bar:
        yield advance


def period_of(text: str | None, playbook: Playbook) -> Period:
    """Return the period that was asked for, or the one whose cut-off passed last."""
    if text is not None:
        try:
            return Period.parse(text)
        except ValueError:
            raise RefusalError(w.BAD_PERIOD.format(value=text)) from None
    now = dt.datetime.now(ZoneInfo(playbook.calendar.timezone)).replace(tzinfo=None)
    return current_period(now, playbook.rhythm)


def playbook_of(workplace: Path | None) -> Playbook:
    """Return a workplace's playbook, or the shipped one when no workplace is named."""
    if workplace is None:
        return default_playbook()
    path = workplace / "playbook.toml"
    if not path.is_file():
        raise RefusalError(w.NO_WORKPLACE.format(folder=workplace))
    return parse_playbook(path.read_text(encoding="utf-8-sig"), path.name)


def existing(path: Path) -> Path:
    """Return a path that must be a file."""
    if not path.is_file():
        raise RefusalError(w.NO_FILE.format(file=path))
    return path


def console() -> Console:
    """Return the console for results; where output is no terminal, lines are not cut at 80 columns."""
    made = Console(highlight=False)
    return made if made.is_terminal else Console(highlight=False, width=220, file=sys.stdout)


workplace_option = click.option(
    "--workplace", type=click.Path(path_type=Path), default=None, metavar=w.DIR, help=w.WORKPLACE
)
json_option = click.option("--json", "as_json", is_flag=True, help=w.JSON)
period_option = click.option("--period", default=None, metavar="2026-W47", help=w.PERIOD)


def here(workplace: Path | None) -> Path:
    """Return the workplace that was named, or the folder one stands in; refuse what is none."""
    folder = workplace or Path()
    if not (folder / "playbook.toml").is_file():
        raise RefusalError(w.NO_WORKPLACE.format(folder=folder))
    return folder


def dump(value: Any) -> None:
    """Print JSON: stable key order, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2))
