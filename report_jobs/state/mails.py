"""Mails as the ledger holds them, and what may become of them.

    held → queued → sending → uncertain → sent
                       ↓          ↓
                    queued      queued (asked for by a person, or by level)
                    dead

A mail is `uncertain` from just before the final dot until the server's answer is saved.
`written` is the last state of a mail that goes into the outbox folder and no further.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

HELD, QUEUED, SENDING, UNCERTAIN, SENT, DEAD, WRITTEN = (
    "held", "queued", "sending", "uncertain", "sent", "dead", "written",
)  # fmt: skip
STATES = (HELD, QUEUED, SENDING, UNCERTAIN, SENT, DEAD, WRITTEN)
SCHEDULED = "scheduled"
"""Code of a mail that is held until its time comes."""
COLUMNS = "message_id, period, kind, recipient, file, state, data, level, due, attempts, next_try, token, code"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedMail:
    """One envelope for one recipient; `file` is its name in the outbox folder.

    `level` is what its recipient may see (1 most, 3 least). `due` and `next_try` are
    moments before which it does not go out; `code` says why it stands where it stands:
    an SMTP reply (552), a phase (connect), or a word (not_allowed).
    """

    message_id: str
    period: str
    kind: str
    recipient: str
    file: str
    state: str
    data: bytes
    level: int = 1
    due: float = 0.0
    attempts: int = 0
    next_try: float = 0.0
    token: int = 0
    code: str = ""


def add(connection: sqlite3.Connection, mails: Iterable[QueuedMail]) -> None:
    """Put mails into the outbox; one that is there already stays as it is."""
    marks = ", ".join("?" * len(COLUMNS.split(", ")))
    connection.executemany(
        f"INSERT OR IGNORE INTO mail ({COLUMNS}) VALUES ({marks})",  # noqa: S608
        [tuple(getattr(m, name) for name in COLUMNS.split(", ")) for m in mails],
    )


def select(connection: sqlite3.Connection, clause: str, *terms: object, data: bool = True) -> list[QueuedMail]:
    """Return the mails that a clause selects, in its order; without `data` their bytes stay on the disk."""
    columns = COLUMNS if data else COLUMNS.replace("data", "x''")
    rows = connection.execute(f"SELECT {columns} FROM mail {clause}", terms).fetchall()  # noqa: S608
    return [QueuedMail(**dict(zip(COLUMNS.split(", "), row, strict=True))) for row in rows]
