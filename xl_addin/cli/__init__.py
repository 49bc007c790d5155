"""The command line `yian`."""

from __future__ import annotations

import contextlib
import sys
from importlib.metadata import version
from typing import TextIO

import click

from report_jobs.children import preload, spare_garbage_collection
from xl_addin.cli import words as w
from xl_addin.cli.addin import addin
from xl_addin.cli.base import Group
from xl_addin.cli.base import run as run_command
from xl_addin.cli.books import check, fill, template
from xl_addin.cli.briefing import briefing
from xl_addin.cli.jobs import demo, init, run, verify
from xl_addin.cli.keep import keep, status
from xl_addin.cli.outbox import audit, outbox

__all__ = ["cli", "main"]


@click.group(cls=Group, help=w.ABOUT)
@click.version_option(version("yian"), "--version", message="%(version)s", help=w.VERSION)
@click.option("--debug", is_flag=True, help=w.DEBUG)
def cli(debug: bool) -> None:
    """Hold the commands together; `--debug` is read by `main`."""


for _command in (demo, init, template, check, fill, run, keep, status, outbox, verify, audit, briefing, addin):
    cli.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        _utf8(stream)
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    preload(__name__)
    spare_garbage_collection()
    code = run_command(lambda: cli.main(given, prog_name="yian", standalone_mode=False), debug="--debug" in given[:1])
    sys.exit(code)


def _utf8(stream: TextIO) -> None:
    """Write UTF-8 whatever the console's code page; a stream that cannot be told is left alone."""
    with contextlib.suppress(AttributeError, ValueError):
        stream.reconfigure(encoding="utf-8")  # type: ignore[attr-defined]
