"""Commands of the operator about mails: outbox list, show, retry, release, drop; audit verify, list, head."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import time
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from xl_addin.cli import words as w
from xl_addin.cli.base import ACT, DONE, Group, RefusalError, console, dump, here, json_option, workplace_option


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
        | {"state": m.state, "file": m.file, "level": m.level, "attempts": m.attempts, "code": m.code}
        for m in mails
    ]
    if as_json:
        dump(rows)
    elif rows:
        table = Table(*w.OUTBOX_HEADS)
        for row in rows:
            table.add_row(*map(str, row.values()))
        console().print(table)
    else:
        click.echo(w.OUTBOX_NONE)
    return DONE


@outbox.command("show", help=w.OUTBOX_SHOW)
@click.argument("number", metavar="ID")
@workplace_option
def outbox_show(number: str, workplace: Path | None) -> int:
    """Show the head of a mail and its attachments."""
    mail = _one(here(workplace), number)
    if not mail.data:
        raise RefusalError(w.OUTBOX_EMPTIED.format(period=mail.period, file=mail.file), DONE)
    message = email.message_from_bytes(mail.data, policy=email.policy.default)
    for name in ("From", "To", "Subject", "Date", "Message-ID"):
        click.echo(f"{name}: {message[name]}")
    for part in message.iter_attachments():
        click.echo(f"  {part.get_filename()}")
    return DONE


def _decision(what: str, text: str) -> None:
    """Make one of the commands by which a person decides about a mail."""

    @outbox.command(what, help=text)
    @click.argument("number", metavar="ID")
    @workplace_option
    def decide(number: str, workplace: Path | None) -> int:
        from report_jobs.outbox.store import Outbox
        from report_jobs.state.database import Database
        from report_jobs.workplace import Workplace

        root = here(workplace)
        mail = _one(root, number)
        if not Outbox(Database(Workplace(root).state)).decide(mail, what, time.time()):
            raise RefusalError(w.OUTBOX_NOT_ALLOWED.format(id=number, state=w.MAIL_STATES[mail.state]), ACT)
        click.echo(w.OUTBOX_DECIDED[what].format(id=mail.message_id.strip("<>")))
        return DONE


for _what, _text in (("retry", w.OUTBOX_RETRY), ("release", w.OUTBOX_RELEASE), ("drop", w.OUTBOX_DROP)):
    _decision(_what, _text)


def _one(root: Path, number: str) -> Any:
    from report_jobs.outbox.store import Outbox
    from report_jobs.state.database import Database
    from report_jobs.workplace import Workplace

    found = Outbox(Database(Workplace(root).state)).find(number)
    if not found:
        raise RefusalError(w.OUTBOX_UNKNOWN.format(id=number))
    if len(found) > 1:
        raise RefusalError(w.OUTBOX_SEVERAL.format(id=number, count=len(found)))
    return found[0]


def _mails(root: Path) -> list[Any]:
    from report_jobs.state import Store
    from report_jobs.workplace import Workplace

    return list(Store(Workplace(root).state).mails(data=False))


@click.group("audit", cls=Group, help=w.AUDIT)
def audit() -> None:
    """Who received what."""


@audit.command("verify", help=w.AUDIT_VERIFY)
@click.option("--head", "printed", default="", metavar="1-0a1b…", help=w.AUDIT_HEAD_OPTION)
@json_option
@workplace_option
def audit_verify(printed: str, as_json: bool, workplace: Path | None) -> int:
    """Recompute the chain; 1 when it is broken."""
    from report_jobs.audit import verify
    from report_jobs.workplace import Workplace

    verdict = verify(Workplace(here(workplace)).state, printed)
    if as_json:
        dump({"links": verdict.links, "broken": verdict.broken, "head": verdict.head.short})
    elif verdict.broken > verdict.links:
        click.echo(w.AUDIT_CUT.format(head=printed))
    elif verdict.broken:
        click.echo(w.AUDIT_BROKEN.format(links=verdict.links, broken=verdict.broken))
    else:
        click.echo(w.AUDIT_SOUND.format(links=verdict.links, head=verdict.head.short))
    return ACT if verdict.broken else DONE


@audit.command("list", help=w.AUDIT_LIST)
@json_option
@workplace_option
def audit_list(as_json: bool, workplace: Path | None) -> int:
    """List who received what."""
    from report_jobs.audit import facts
    from report_jobs.workplace import Workplace

    found = facts(Workplace(here(workplace)).state)
    if as_json:
        dump(found)
        return DONE
    table = Table(*w.AUDIT_HEADS)
    for fact in found:
        at = dt.datetime.fromtimestamp(fact["at"], tz=dt.UTC).astimezone()
        files = "\n".join(f"{name} {sha256[:16]}" for name, sha256 in fact.get("files", {}).items())
        values = (fact["seq"], f"{at:%Y-%m-%d %H:%M}", fact.get("period", ""), fact["recipient"], fact.get("level", ""))
        table.add_row(*map(str, values), w.MAIL_STATES.get(fact["how"], fact["how"]), files)
    console().print(table)
    return DONE


@audit.command("head", help=w.AUDIT_HEAD)
@workplace_option
def audit_head(workplace: Path | None) -> int:
    """Print the head of the chain."""
    from report_jobs.audit import head
    from report_jobs.workplace import Workplace

    click.echo(head(Workplace(here(workplace)).state).short)
    return DONE
