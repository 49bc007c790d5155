"""The ledger: which periods are frozen, which files were taken in, which mails are due.

SQLite in WAL mode with full synchronisation, on a local disk. A period is saved with its
artefacts and its mails in one transaction: it is there as a whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_jobs.state.claims import Claim, FencedError, fence
from report_jobs.state.database import Database
from report_jobs.state.mails import QUEUED, SENT, WRITTEN, QueuedMail, add, select
from report_jobs.state.schema import StateError

__all__ = [
    "QUEUED", "SENT", "WRITTEN", "Claim", "FencedError", "QueuedMail", "SavedPeriod", "StateError", "Store",
    "TakenFile",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """A file that a run took in."""

    name: str
    sha256: str
    unit: str
    state: str
    received: str


@dataclass(frozen=True, slots=True)
class SavedPeriod:
    """A frozen period: what history needs of it, and the content of its run.json.

    `beside` names the folder in which its files were built, beside the run folder.
    """

    period: str
    cutoff: str
    frozen: Mapping[str, Any]
    run: Mapping[str, Any]
    beside: str = ""


class Store:
    """The ledger file; every method is one transaction."""

    def __init__(self, path: Path) -> None:
        """Open the ledger, making it when it is not there. Raises StateError, sqlite3.Error."""
        self.database = Database(path)

    def save_period(
        self,
        saved: SavedPeriod,
        files: Sequence[TakenFile],
        mails: Sequence[QueuedMail],
        claim: Claim | None = None,
    ) -> bool:
        """Save a period with its files and mails; False when it was saved before (nothing changes then).

        Raises FencedError when `claim` was overtaken.
        """
        with self.database.writing() as connection:
            fence(connection, claim)
            row = (saved.period, saved.cutoff, _dump(saved.frozen), _dump(saved.run), saved.beside)
            done = connection.execute("INSERT OR IGNORE INTO period VALUES (?, ?, ?, ?, ?)", row).rowcount
            if not done:
                return False
            connection.executemany(
                "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?)",
                [(saved.period, f.name, f.sha256, f.unit, f.state, f.received) for f in files],
            )
            add(connection, mails)
        return True

    def period(self, period: str) -> SavedPeriod | None:
        """Return a frozen period, None when it is not frozen yet."""
        return next((saved for saved in self._periods("WHERE period = ?", period)), None)

    def before(self, period: str, limit: int) -> list[SavedPeriod]:
        """Return at most `limit` frozen periods before one, the oldest first."""
        found = self._periods("WHERE period < ? ORDER BY period DESC LIMIT ?", period, limit)
        return found[::-1]

    def periods(self) -> list[SavedPeriod]:
        """Return every frozen period, the oldest first."""
        return self._periods("ORDER BY period")

    def _periods(self, clause: str, *terms: object) -> list[SavedPeriod]:
        with self.database.reading() as connection:
            query = f"SELECT period, cutoff, frozen, run, beside FROM period {clause}"  # noqa: S608
            rows = connection.execute(query, terms).fetchall()
        return [
            SavedPeriod(period, cutoff, json.loads(frozen), json.loads(run), beside)
            for period, cutoff, frozen, run, beside in rows
        ]

    def taken(self, *, before: str) -> frozenset[tuple[str, str]]:
        """Return name and SHA-256 of every file that a run of an earlier period took in."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT name, sha256 FROM file WHERE period < ?", (before,)).fetchall()
        return frozenset((name, sha256) for name, sha256 in rows)

    def mails(self, state: str | None = None, *, data: bool = True) -> list[QueuedMail]:
        """Return the mails of the outbox, or those in one state, by period, kind and recipient."""
        clause = "WHERE ? IS NULL OR state = ? ORDER BY period, kind, recipient"
        with self.database.reading() as connection:
            return select(connection, clause, state, state, data=data)

    def mark(self, message_id: str, state: str) -> None:
        """Note what became of a mail."""
        with self.database.writing() as connection:
            connection.execute("UPDATE mail SET state = ? WHERE message_id = ?", (state, message_id))


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
