"""The tables of state.db and how an older file is brought up to them.

Moments are seconds since 1970 (UTC); periods are written 2026-W47. `history` and `audit`
are append-only: the database itself refuses to change or delete their rows.
"""

from __future__ import annotations

import sqlite3

SCHEMA = 2

_FIRST = """
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
_SECOND = """
ALTER TABLE period ADD COLUMN beside TEXT NOT NULL DEFAULT '';
ALTER TABLE mail ADD COLUMN level INTEGER NOT NULL DEFAULT 1;
ALTER TABLE mail ADD COLUMN due REAL NOT NULL DEFAULT 0;
ALTER TABLE mail ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail ADD COLUMN next_try REAL NOT NULL DEFAULT 0;
ALTER TABLE mail ADD COLUMN token INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail ADD COLUMN lease_until REAL NOT NULL DEFAULT 0;
ALTER TABLE mail ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE mail ADD COLUMN ended REAL NOT NULL DEFAULT 0;
ALTER TABLE mail ADD COLUMN dotted INTEGER NOT NULL DEFAULT 0;
CREATE TABLE run (
    job TEXT NOT NULL, slot TEXT NOT NULL, due REAL NOT NULL, state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, token INTEGER NOT NULL DEFAULT 0, owner TEXT NOT NULL DEFAULT '',
    lease_until REAL NOT NULL DEFAULT 0, next_try REAL NOT NULL DEFAULT 0,
    started REAL NOT NULL DEFAULT 0, ended REAL NOT NULL DEFAULT 0, code TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (job, slot)
);
CREATE TABLE keeper (
    id INTEGER PRIMARY KEY CHECK (id = 1), since REAL NOT NULL, high_water REAL NOT NULL,
    token INTEGER NOT NULL, owner TEXT NOT NULL, code TEXT NOT NULL
);
CREATE TABLE history (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, job TEXT NOT NULL, slot TEXT NOT NULL,
    token INTEGER NOT NULL, event TEXT NOT NULL, code TEXT NOT NULL
);
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, fact TEXT NOT NULL, hash TEXT NOT NULL, at REAL NOT NULL, seal TEXT NOT NULL
);
"""
_GUARDS = "".join(
    f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;\n"
    for table in ("history", "audit")
    for verb in ("UPDATE", "DELETE")
)


class StateError(Exception):
    """A ledger that this version cannot use."""


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables or bring them up to date, in one transaction. Raises StateError, sqlite3.Error."""
    found = _version(connection)
    if found > SCHEMA:
        raise StateError(f"schema {found}, this version knows {SCHEMA}")
    if found == SCHEMA:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        if version == 0:
            _run(connection, _FIRST)
        if version < SCHEMA:
            _run(connection, _SECOND)
            _run(connection, _GUARDS, end="END;")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _run(connection: sqlite3.Connection, script: str, end: str = ";") -> None:
    """Run statements one by one: `executescript` would commit in between."""
    for statement in filter(str.strip, script.split(end)):
        connection.execute(statement + end)
