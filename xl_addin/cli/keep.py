"""Commands of the operator about time: keep, status."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.table import Table

from workbooks.period import Period
from workbooks.playbook import Playbook
from xl_addin.cli import words as w
from xl_addin.cli.base import (
    ACT,
    DONE,
    USAGE,
    WORLD,
    Command,
    RefusalError,
    console,
    dump,
    here,
    json_option,
    period_of,
    playbook_of,
    workplace_option,
)

SHOWN_DAYS = 31
"""How far back status shows runs of the keeper."""


@click.command("keep", cls=Command, help=w.KEEP)
@click.option("--once", is_flag=True, help=w.KEEP_ONCE)
@click.option("--install-service", "install", is_flag=True, help=w.KEEP_INSTALL)
@click.option("--dry-run", is_flag=True, help=w.KEEP_DRY)
@click.option("--believe-clock", "believe", is_flag=True, help=w.KEEP_BELIEVE)
@workplace_option
def keep(once: bool, install: bool, dry_run: bool, believe: bool, workplace: Path | None) -> int:
    """Stay and do what is scheduled."""
    from report_jobs.keep import keep as stay
    from report_jobs.keep.install import install as install_service
    from report_jobs.workplace import Workplace

    place = Workplace(here(workplace).resolve())
    if install:
        done = install_service(place, dry_run=dry_run)
        for path in done.files:
            click.echo(w.KEEP_WRITTEN.format(file=path))
        click.echo(w.KEEP_INSTALLED if done.installed else w.KEEP_INSTALL_BY.format(command=done.command))
        return DONE
    if believe:
        _ledger(place).believe(time.time())
        click.echo(w.KEEP_BELIEVED)
        return DONE
    code = stay(place, once=once)
    if code:
        raise RefusalError(w.held_up(code), USAGE if code.startswith("config") else WORLD)
    return DONE


def _ledger(place: Any) -> Any:
    from report_jobs.keep.ledger import Ledger
    from report_jobs.state.database import Database

    return Ledger(Database(place.state))


@click.command("status", cls=Command, help=w.STATUS)
@click.option("--alive", type=int, default=None, metavar=w.SECONDS, help=w.STATUS_ALIVE)
@json_option
@workplace_option
def status(alive: int | None, as_json: bool, workplace: Path | None) -> int:
    """Say what ran, what is next, what was missed and why, what is queued."""
    from report_jobs.state import Store
    from report_jobs.state.mails import SCHEDULED, STATES
    from report_jobs.workplace import Workplace

    root = here(workplace)
    if alive is not None:
        return _alive(Workplace(root).heartbeat, alive)
    playbook = playbook_of(root)
    store, kept = Store(Workplace(root).state), _kept(Workplace(root), playbook)
    runs = [_run_line(saved.run) for saved in store.periods()]
    following = Period.parse(runs[-1]["period"]).shift(1) if runs else period_of(None, playbook)
    mails = dict.fromkeys((*STATES, SCHEDULED), 0)
    for mail in store.mails(data=False):
        mails[SCHEDULED if mail.code == SCHEDULED else mail.state] += 1
    due, cutoff = following.due(playbook.rhythm), following.cutoff(playbook.rhythm)
    if as_json:
        dump({"runs": runs, "next": {"period": str(following), "due": due.isoformat()}, "mails": mails} | kept)
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
    _tell(kept)
    return DONE


def _run_line(run: Any) -> dict[str, Any]:
    states = [submission["state"] for submission in run["submissions"]]
    return {
        **{name: run[name] for name in ("period", "issue", "cutoff", "due", "counted")},
        "refused": states.count("refused"),
        "missing": states.count("missing"),
    }


def _kept(place: Any, playbook: Playbook) -> dict[str, Any]:
    """Return what the keeper did, does and will do; times are local."""
    from report_jobs.config import read_jobs
    from report_jobs.keep.slots import following

    ledger, zone = _ledger(place), ZoneInfo(playbook.calendar.timezone)
    mark, now = ledger.mark(), dt.datetime.now(zone)

    def local(moment: float) -> str:
        return dt.datetime.fromtimestamp(moment, tz=zone).replace(tzinfo=None).isoformat(timespec="seconds")

    since = (now - dt.timedelta(days=SHOWN_DAYS)).timestamp()
    jobs = [
        {"job": r.job, "slot": r.slot, "due": local(r.due), "state": r.state, "code": r.code, "attempts": r.attempts}
        for r in ledger.runs()
        if r.due >= since
    ]
    ahead = following(read_jobs(place.jobs).schedules, playbook, now.replace(tzinfo=None)) if mark else []
    return {
        "keeper": {"seen": local(mark.high_water), "owner": mark.owner, "code": mark.code} if mark else None,
        "jobs": jobs,
        "upcoming": [{"job": s.schedule_id, "slot": s.name, "due": s.due.isoformat()} for s in ahead],
    }


def _tell(kept: dict[str, Any]) -> None:
    keeper = kept["keeper"]
    if keeper is None:
        click.echo(w.STATUS_NO_KEEPER)
        return
    table = Table(*w.KEPT_HEADS)
    for run in kept["jobs"]:
        told = w.reason(run["code"])
        table.add_row(w.job_name(run["job"]), run["slot"], run["due"], w.RUN_STATES[run["state"]], told)
    for slot in kept["upcoming"]:
        table.add_row(w.job_name(slot["job"]), slot["slot"], slot["due"], w.UPCOMING, "")
    console().print(table)
    click.echo(w.STATUS_KEEPER.format(seen=keeper["seen"]))
    if keeper["code"]:
        click.echo(w.held_up(keeper["code"]))


def _alive(heartbeat: Path, seconds: int) -> int:
    """Say whether a keeper beat within so many seconds; 1 when not."""
    try:
        told = json.loads(heartbeat.read_text(encoding="utf-8"))
        age = time.time() - heartbeat.stat().st_mtime
    except (OSError, ValueError):
        click.echo(w.ALIVE_NEVER)
        return ACT
    click.echo((w.ALIVE_YES if age <= seconds else w.ALIVE_NO).format(age=int(age), at=told["at"]))
    if told["code"]:
        click.echo(w.held_up(told["code"]))
    return ACT if age > seconds or told["code"] else DONE
