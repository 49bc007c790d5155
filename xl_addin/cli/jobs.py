"""Commands of the office: demo, init, run, verify."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xl_addin.cli import words as w
from xl_addin.cli.base import (
    ACT,
    DONE,
    WORLD,
    Command,
    RefusalError,
    dump,
    here,
    json_option,
    period_of,
    period_option,
    playbook_of,
    progress,
    workplace_option,
)
from xl_addin.cli.copies import make_beside


@click.command("demo", cls=Command, help=w.DEMO)
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"), metavar=f"[{w.DIR}]")
def demo(folder: Path) -> int:
    """Make the demo and say what to open."""
    from report_jobs.demo import run_demo

    try:
        with progress() as advance:
            told = run_demo(folder, advance)
    except FileExistsError as error:
        raise RefusalError(w.NOT_EMPTY.format(folder=folder)) from error
    click.echo("\n".join(told))
    return DONE


@click.command("init", cls=Command, help=w.INIT)
@click.argument("folder", type=click.Path(path_type=Path), metavar=w.DIR)
def init(folder: Path) -> int:
    """Make a new workplace."""
    from report_jobs import setup

    try:
        setup.init(folder)
    except FileExistsError as error:
        raise RefusalError(w.NOT_EMPTY.format(folder=folder)) from error
    click.echo(w.INIT_DONE.format(root=folder))
    return DONE


@click.command("run", cls=Command, help=w.RUN)
@period_option
@workplace_option
@click.option("--unit-briefs/--no-unit-briefs", default=None, help=w.UNIT_BRIEFS)
@click.option("--pdf/--no-pdf", default=None, help=w.PDF)
def run(period: str | None, workplace: Path | None, unit_briefs: bool | None, pdf: bool | None) -> int:
    """Run one period; 1 when somebody must act on it."""
    from report_jobs.config import read_jobs
    from report_jobs.cycle import UnreconciledError, run_period
    from report_jobs.workplace import Workplace

    root = here(workplace)
    week = period_of(period, playbook_of(root))
    try:
        with progress() as advance:
            outcome = run_period(Workplace(root), week, advance)
            wanted = read_jobs(Workplace(root).jobs).briefing
            told = make_beside(
                outcome.folder,
                advance,
                briefs=wanted.unit_briefs if unit_briefs is None else unit_briefs,
                pdf=wanted.pdf if pdf is None else pdf,
            )
    except UnreconciledError as error:
        raise RefusalError(w.RUN_UNRECONCILED.format(codes=error), WORLD) from error
    sentence = w.RUN_ALREADY if outcome.already else w.RUN_DONE
    click.echo(sentence.format(period=week, due=outcome.due, counted=outcome.counted, folder=outcome.folder))
    served = (w.RUN_REFUSED, outcome.refused), (w.RUN_ASKED, outcome.asked), (w.RUN_MISSING, outcome.missing)
    for template, units in served:
        if units:
            click.echo(template.format(count=len(units), names=w.LIST.join(units)))
    if outcome.strays:
        click.echo(w.RUN_STRAYS.format(count=outcome.strays))
    for line in told.lines:
        click.echo(line)
    return ACT if outcome.refused or outcome.missing or outcome.strays else told.code


@click.command("verify", cls=Command, help=w.VERIFY)
@click.argument("folder", type=click.Path(path_type=Path), metavar="RUN")
@json_option
def verify(folder: Path, as_json: bool) -> int:
    """Recompute every figure of a run."""
    from report_jobs.verify import verify as verify_run

    if not (folder / "run.json").is_file():
        raise RefusalError(w.VERIFY_NOT_RUN.format(folder=folder))
    try:
        report = verify_run(folder)
    except json.JSONDecodeError as error:
        raise RefusalError(w.VERIFY_NOT_RUN.format(folder=folder)) from error
    if as_json:
        dump({"checked": report.checked, "faults": list(report.faults)})
    elif report.faults:
        click.echo(w.VERIFY_BAD.format(checked=report.checked, count=len(report.faults)))
        click.echo("\n".join(f"  {fault}" for fault in report.faults))
    else:
        click.echo(w.VERIFY_GOOD.format(checked=report.checked))
    return ACT if report.faults else DONE
