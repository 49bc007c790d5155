"""The ledger: which periods are frozen, which files were taken in, which mails are due.

SQLite in WAL mode with full synchronisation, on a local disk. A period is saved with its
artefacts and its mails in one transaction: it is there as a whole or not at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = 1
TABLES = """
CREATE TABLE IF NOT EXISTS period (
    period TEXT PRIMARY KEY, cutoff TEXT NOT NULL, frozen TEXT NOT NULL, run TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS file (
    period TEXT NOT NULL REFERENCES period(period), name TEXT NOT NULL, sha256 TEXT NOT NULL,
    unit TEXT NOT NULL, state TEXT NOT NULL, received TEXT NOT NULL,
    PRIMARY KEY (period, name, sha256)
);
CREATE TABLE IF NOT EXISTS mail (
    message_id TEXT PRIMARY KEY, period TEXT NOT NULL, kind TEXT NOT NULL, recipient TEXT NOT NULL,
    file TEXT NOT NULL, state TEXT NOT NULL, data BLOB NOT NULL
);
"""

QUEUED, WRITTEN = "queued", "written"
"""States of a mail: waiting to go out; written to the outbox folder."""


class StateError(Exception):
    """A ledger that this version cannot use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """A file that a run took in."""

    name: str
    sha256: str
    unit: str
    state: str
    received: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedMail:
    """A mail of the outbox; `file` is its name there."""

    message_id: str
    period: str
    kind: str
    recipient: str
    file: str
    state: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SavedPeriod:
    """A frozen period: what history needs of it, and the content of its run.json."""

    period: str
    cutoff: str
    frozen: Mapping[str, Any]
    run: Mapping[str, Any]


class Store:
    """The ledger file; every method is one transaction."""

    def __init__(self, path: Path) -> None:
        """Open the ledger, making it when it is not there. Raises StateError, sqlite3.Error."""
        self._path = path
        with self._connect() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, SCHEMA):
                raise StateError(f"schema {version}, this version knows {SCHEMA}")
            connection.executescript(TABLES)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._connect() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def save_period(self, saved: SavedPeriod, files: Sequence[TakenFile], mails: Sequence[QueuedMail]) -> bool:
        """Save a period with its files and mails; False when it was saved before (nothing changes then)."""
        with self._transaction() as connection:
            row = (saved.period, saved.cutoff, _dump(saved.frozen), _dump(saved.run))
            done = connection.execute("INSERT OR IGNORE INTO period VALUES (?, ?, ?, ?)", row).rowcount
            if not done:
                return False
            connection.executemany(
                "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?)",
                [(saved.period, f.name, f.sha256, f.unit, f.state, f.received) for f in files],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO mail VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(m.message_id, m.period, m.kind, m.recipient, m.file, m.state, m.data) for m in mails],
            )
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
        with self._connect() as connection:
            rows = connection.execute(f"SELECT period, cutoff, frozen, run FROM period {clause}", terms).fetchall()  # noqa: S608
        return [
            SavedPeriod(period, cutoff, json.loads(frozen), json.loads(run)) for period, cutoff, frozen, run in rows
        ]

    def taken(self, *, before: str) -> frozenset[tuple[str, str]]:
        """Return name and SHA-256 of every file that a run of an earlier period took in."""
        with self._connect() as connection:
            rows = connection.execute("SELECT name, sha256 FROM file WHERE period < ?", (before,)).fetchall()
        return frozenset((name, sha256) for name, sha256 in rows)

    def mails(self, state: str | None = None) -> list[QueuedMail]:
        """Return the mails of the outbox, or those in one state, by period, kind and recipient."""
        columns = "message_id, period, kind, recipient, file, state, data"
        with self._connect() as connection:
            rows = connection.execute(
                f"SELECT {columns} FROM mail WHERE ? IS NULL OR state = ? ORDER BY period, kind, recipient",  # noqa: S608
                (state, state),
            ).fetchall()
        return [QueuedMail(**dict(zip(columns.split(", "), row, strict=True))) for row in rows]

    def mark(self, message_id: str, state: str) -> None:
        """Note what became of a mail."""
        with self._transaction() as connection:
            connection.execute("UPDATE mail SET state = ? WHERE message_id = ?", (state, message_id))


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
