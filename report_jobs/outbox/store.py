"""The outbox in the ledger: claiming a mail, saying that the dot comes, saying what became of it."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Mapping
from typing import Any

from report_jobs.audit import append
from report_jobs.state.claims import FencedError
from report_jobs.state.database import Database
from report_jobs.state.mails import (
    DEAD,
    HELD,
    QUEUED,
    SENDING,
    SENT,
    UNCERTAIN,
    WRITTEN,
    QueuedMail,
    select,
)  # fmt: skip

DROPPED = "dropped"
_ALLOWED = {
    "retry": ((DEAD, UNCERTAIN, QUEUED), QUEUED, ""),
    "release": ((HELD,), QUEUED, ""),
    "drop": ((HELD, QUEUED, UNCERTAIN, DEAD), DEAD, DROPPED),
}
"""What a person may do: from which states, to which, with which code."""


class Outbox:
    """The mails of a ledger; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, now: float, lease: float, resend_from_level: int) -> QueuedMail | None:
        """Take the next mail that may go out now, None when there is none.

        Also taken: mails whose sender died before the dot, and uncertain ones of the levels
        that are sent again by themselves.
        """
        with self._database.writing() as connection:
            found = select(
                connection,
                "WHERE due <= ?1 AND next_try <= ?1 AND (state = 'queued'"
                " OR (state = 'sending' AND lease_until < ?1)"
                " OR (state = 'uncertain' AND lease_until < ?1 AND level >= ?2))"
                " ORDER BY due, period, kind, recipient LIMIT 1",
                now,
                resend_from_level,
            )
            if not found:
                return None
            mail = found[0]
            taken = {"state": SENDING, "token": mail.token + 1, "attempts": mail.attempts + 1}
            _update(connection, mail.message_id, **taken, lease_until=now + lease)
            return dataclasses.replace(mail, **taken)  # type: ignore[arg-type]

    def uncertain(self, mail: QueuedMail, until: float) -> None:
        """Note that the final dot goes out now; FencedError when the mail was taken over meanwhile."""
        with self._database.writing() as connection:
            _fence(connection, mail)
            _update(connection, mail.message_id, state=UNCERTAIN, lease_until=until, code="dot")
            _dots(connection, mail, 1)

    def refused(self, mail: QueuedMail) -> None:
        """Note that the server answered the dot with a no: this attempt made no copy."""
        with self._database.writing() as connection:
            _fence(connection, mail)
            _dots(connection, mail, -1)

    def settle(
        self,
        mail: QueuedMail,
        state: str,
        now: float,
        *,
        code: str = "",
        next_try: float = 0.0,
        fact: Mapping[str, Any] | None = None,
    ) -> None:
        """Save what became of a claimed mail, with its line of the audit; FencedError when it was taken over."""
        with self._database.writing() as connection:
            _fence(connection, mail)
            ended = now if state in (SENT, WRITTEN, DEAD) else 0.0
            _update(
                connection, mail.message_id, state=state, code=code, next_try=next_try, ended=ended, lease_until=0.0
            )
            if fact is not None:
                append(connection, fact, now)

    def replace(self, mail: QueuedMail, data: bytes) -> bool:
        """Put another form of a message in its place, smaller or locked; FencedError as above.

        False when a dot went out for it before: its recipient may have it, and never gets
        two different mails under one number.
        """
        with self._database.writing() as connection:
            _fence(connection, mail)
            query = "UPDATE mail SET data = ? WHERE message_id = ? AND dotted = 0"
            return bool(connection.execute(query, (data, mail.message_id)).rowcount)

    def find(self, number: str) -> list[QueuedMail]:
        """Return the mails whose Message-ID begins with a text."""
        begin = number.strip("<>")
        clause = "WHERE substr(message_id, 2, ?) = ? ORDER BY period, kind, recipient"
        with self._database.reading() as connection:
            return select(connection, clause, len(begin), begin)

    def forget(self, before: float) -> int:
        """Give back the room of mails that went out before a moment; their lines and their audit stay.

        The run folder keeps a copy of each mail of a period. Return how many were emptied.
        """
        query = "UPDATE mail SET data = x'' WHERE state IN (?, ?) AND ended > 0 AND ended < ? AND length(data) > 0"
        with self._database.writing() as connection:
            return connection.execute(query, (SENT, WRITTEN, before)).rowcount

    def decide(self, mail: QueuedMail, what: str, now: float) -> bool:
        """Let a person retry, release or drop a mail; False when its state does not allow it.

        A dropped mail leaves a line in the audit.
        """
        states, target, code = _ALLOWED[what]
        with self._database.writing() as connection:
            (current,) = select(connection, "WHERE message_id = ?", mail.message_id)
            if current.state not in states:
                return False
            _update(
                connection, mail.message_id, state=target, code=code, next_try=0.0, due=0.0, token=current.token + 1
            )
            if what == "drop":
                append(connection, {"how": DROPPED, "message_id": mail.message_id, "recipient": mail.recipient}, now)
        return True


def release(connection: sqlite3.Connection, period: str, code: str) -> None:
    """Let the held mails of a period go that wait for one reason; inside the caller's transaction."""
    connection.execute(
        "UPDATE mail SET state = ?, code = '' WHERE period = ? AND state = ? AND code = ?", (QUEUED, period, HELD, code)
    )


def _fence(connection: sqlite3.Connection, mail: QueuedMail) -> None:
    row = connection.execute("SELECT token, state FROM mail WHERE message_id = ?", (mail.message_id,)).fetchone()
    if row is None or row[0] != mail.token or row[1] in (SENT, WRITTEN, DEAD):
        raise FencedError(mail.message_id)


def _dots(connection: sqlite3.Connection, mail: QueuedMail, change: int) -> None:
    """Count the dots that may have made a copy."""
    connection.execute("UPDATE mail SET dotted = dotted + ? WHERE message_id = ?", (change, mail.message_id))


def _update(connection: sqlite3.Connection, message_id: str, **values: object) -> None:
    names = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE mail SET {names} WHERE message_id = ?", (*values.values(), message_id))  # noqa: S608
