"""One SQLite file: write-ahead log, full synchronisation, on a local disk; every write is one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from report_jobs.state.schema import prepare

WAIT_SECONDS = 30
"""How long one writer waits for another."""


class Database:
    """The file; nothing is kept open between two uses, so that a dead process holds nothing."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it, readable by its owner only. Raises StateError, sqlite3.Error."""
        self._path = path
        if not path.exists():
            path.touch(mode=0o600)
        with self.reading() as connection:
            prepare(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection without a transaction."""
        connection = sqlite3.connect(self._path, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction that is committed at the end, or undone by an exception."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
