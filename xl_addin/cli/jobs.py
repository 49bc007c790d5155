"""Commands of the office and the operator: init, run, status, outbox, verify, demo."""

from __future__ import annotations

import email
import email.policy
import json
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from workbooks.period import Period
from xl_addin.cli import words as w
from xl_addin.cli.base import (
    ACT,
    DONE,
    WORLD,
    Command,
    Group,
    RefusalError,
    console,
    dump,
    here,
    json_option,
    period_of,
    period_option,
    playbook_of,
    progress,
    workplace_option,
)


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
def run(period: str | None, workplace: Path | None) -> int:
    """Run one period; 1 when somebody must act on it."""
    from report_jobs.cycle import UnreconciledError, run_period
    from report_jobs.workplace import Workplace

    root = here(workplace)
    week = period_of(period, playbook_of(root))
    try:
        with progress() as advance:
            outcome = run_period(Workplace(root), week, advance)
    except UnreconciledError as error:
        raise RefusalError(w.RUN_UNRECONCILED.format(codes=error), WORLD) from error
    sentence = w.RUN_ALREADY if outcome.already else w.RUN_DONE
    click.echo(sentence.format(period=week, due=outcome.due, counted=outcome.counted, folder=outcome.folder))
    for template, units in ((w.RUN_REFUSED, outcome.refused), (w.RUN_MISSING, outcome.missing)):
        if units:
            click.echo(template.format(count=len(units), names=w.LIST.join(units)))
    if outcome.strays:
        click.echo(w.RUN_STRAYS.format(count=outcome.strays))
    return ACT if outcome.refused or outcome.missing or outcome.strays else DONE


@click.command("status", cls=Command, help=w.STATUS)
@json_option
@workplace_option
def status(as_json: bool, workplace: Path | None) -> int:
    """Say what ran, what is next, what is queued."""
    from report_jobs.state import QUEUED, WRITTEN, Store
    from report_jobs.workplace import Workplace

    root = here(workplace)
    playbook = playbook_of(root)
    store = Store(Workplace(root).state)
    runs = [_run_line(saved.run) for saved in store.periods()]
    following = Period.parse(runs[-1]["period"]).shift(1) if runs else period_of(None, playbook)
    mails = {state: len(store.mails(state)) for state in (QUEUED, WRITTEN)}
    due, cutoff = following.due(playbook.rhythm), following.cutoff(playbook.rhythm)
    if as_json:
        dump({"runs": runs, "next": {"period": str(following), "due": due.isoformat()}, "mails": mails})
        return DONE
    if runs:
        table = Table(*w.STATUS_HEADS)
        for line in runs:
            table.add_row(
                *(str(line[name]) for name in ("period", "issue", "cutoff", "due", "counted", "refused", "missing"))
            )
        console().print(table)
    else:
        click.echo(w.STATUS_NONE)
    click.echo(w.STATUS_NEXT.format(period=following, due=due, cutoff=cutoff))
    click.echo(w.STATUS_MAILS.format(**mails))
    return DONE


def _run_line(run: Any) -> dict[str, Any]:
    states = [submission["state"] for submission in run["submissions"]]
    return {
        **{name: run[name] for name in ("period", "issue", "cutoff", "due", "counted")},
        "refused": states.count("refused"),
        "missing": states.count("missing"),
    }


@click.group("outbox", cls=Group, help=w.OUTBOX)
def outbox() -> None:
    """Mails of the outbox."""


@outbox.command("list", help=w.OUTBOX_LIST)
@json_option
@workplace_option
def outbox_list(as_json: bool, workplace: Path | None) -> int:
    """List mails."""
    mails = _mails(here(workplace))
    rows = [
        {"id": m.message_id.strip("<>"), "period": m.period, "kind": m.kind, "recipient": m.recipient}
        | {"state": m.state, "file": m.file}
        for m in mails
    ]
    if as_json:
        dump(rows)
    elif rows:
        table = Table(*w.OUTBOX_HEADS)
        for row in rows:
            table.add_row(*row.values())
        console().print(table)
    else:
        click.echo(w.OUTBOX_NONE)
    return DONE


@outbox.command("show", help=w.OUTBOX_SHOW)
@click.argument("number", metavar="ID")
@workplace_option
def outbox_show(number: str, workplace: Path | None) -> int:
    """Show the head of a mail and its attachments."""
    found = next((m for m in _mails(here(workplace)) if m.message_id.strip("<>").startswith(number.strip("<>"))), None)
    if found is None:
        raise RefusalError(w.OUTBOX_UNKNOWN.format(id=number))
    message = email.message_from_bytes(found.data, policy=email.policy.default)
    for name in ("From", "To", "Subject", "Date", "Message-ID"):
        click.echo(f"{name}: {message[name]}")
    for part in message.iter_attachments():
        click.echo(f"  {part.get_filename()}")
    return DONE


def _mails(root: Path) -> list[Any]:
    from report_jobs.state import Store
    from report_jobs.workplace import Workplace

    return list(Store(Workplace(root).state).mails())


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
