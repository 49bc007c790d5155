"""The ledger of runs: one row per job and slot, claimed with a lease, finished under a token.

`schedule` wakes the keeper; this decides what it does. A slot is done once: only the
holder of the newest token can finish it, in the same transaction that saves what it made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from report_jobs.state.claims import Claim, fence
from report_jobs.state.database import Database
from report_jobs.state.mails import QueuedMail, add

RUNNING, RETRY, DONE, FAILED, MISSED, NOTHING = "running", "retry", "done", "failed", "missed", "nothing"
"""States of a run. `missed` was not run and never will be (its code says why); `nothing` ran and found no work."""
OVER = (DONE, FAILED, MISSED, NOTHING)
_COLUMNS = "job, slot, due, state, attempts, token, owner, lease_until, next_try, started, ended, code"


@dataclass(frozen=True, slots=True)
class Run:
    """One run; moments are seconds since 1970, 0 when there is none."""

    job: str
    slot: str
    due: float
    state: str
    attempts: int
    token: int
    owner: str
    lease_until: float
    next_try: float
    started: float
    ended: float
    code: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The keepers' common mark: since when slots count, the latest moment any of them saw, who saw it."""

    since: float
    high_water: float
    owner: str
    code: str


class Ledger:
    """The runs of a state.db; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, now: float, owner: str) -> None:
        """Note the first keeper of all: slots before this moment are none of ours."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO keeper VALUES (1, ?, ?, 0, ?, '')", (now, now, owner))

    def mark(self) -> Mark | None:
        """Return the common mark; None when no keeper ever ran here."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT since, high_water, owner, code FROM keeper").fetchone()
        return Mark(*row) if row else None

    def beat(self, now: float, owner: str) -> None:
        """Move the high-water mark (never back), and note who moved it."""
        with self._database.writing() as connection:
            connection.execute("UPDATE keeper SET high_water = max(high_water, ?), owner = ?", (now, owner))

    def note(self, code: str) -> None:
        """Note what holds the keeper up, "" when nothing does."""
        with self._database.writing() as connection:
            connection.execute("UPDATE keeper SET code = ?", (code,))

    def believe(self, now: float) -> None:
        """Set the high-water mark by order of a person: the clock is right as it is now."""
        with self._database.writing() as connection:
            connection.execute("UPDATE keeper SET high_water = ?, since = min(since, ?), code = ''", (now, now))

    def runs(self) -> list[Run]:
        """Return every run by due time."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM run ORDER BY due, job").fetchall()  # noqa: S608
        return [Run(*row) for row in rows]

    def states(self) -> dict[tuple[str, str], Run]:
        """Return every run by job and slot."""
        return {(run.job, run.slot): run for run in self.runs()}

    def miss(self, job: str, slot: str, due: float, now: float, code: str) -> None:
        """Note a slot that will not be run, and why; a run that is under way or over stays as it is."""
        with self._database.writing() as connection:
            changed = connection.execute(
                "INSERT INTO run (job, slot, due, state, ended, code) VALUES (?, ?, ?, 'missed', ?, ?)"
                " ON CONFLICT DO UPDATE SET state = 'missed', ended = excluded.ended, code = excluded.code"
                " WHERE state = 'retry' OR (state = 'running' AND lease_until < excluded.ended)",
                (job, slot, due, now, code),
            ).rowcount
            if changed:
                _tell(connection, now, Claim(job, slot, 0), MISSED, code)

    def claim(self, job: str, slot: str, due: float, *, owner: str, now: float, lease: float) -> Claim | None:
        """Take a slot for `lease` seconds; None when it is over, waits for its next try, or is somebody's."""
        with self._database.writing() as connection:
            row = connection.execute(
                "SELECT state, lease_until, next_try FROM run WHERE job = ? AND slot = ?", (job, slot)
            ).fetchone()
            if row and (row[0] in OVER or (row[0] == RUNNING and row[1] >= now) or (row[0] == RETRY and row[2] > now)):
                return None
            connection.execute("UPDATE keeper SET token = token + 1")
            (token,) = connection.execute("SELECT token FROM keeper").fetchone()
            claim = Claim(job, slot, token)
            connection.execute(
                "INSERT INTO run (job, slot, due, state, attempts, token, owner, lease_until, started)"
                " VALUES (?, ?, ?, 'running', 1, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET state = 'running', attempts = attempts + 1, token = excluded.token,"
                " owner = excluded.owner, lease_until = excluded.lease_until, started = excluded.started, code = ''",
                (job, slot, due, token, owner, now + lease, now),
            )
            _tell(connection, now, claim, "claimed", "taken_over" if row and row[0] == RUNNING else "")
            return claim

    def renew(self, claim: Claim, now: float, lease: float) -> bool:
        """Lengthen a lease; False when the claim was overtaken."""
        with self._database.writing() as connection:
            return bool(
                connection.execute(
                    "UPDATE run SET lease_until = ? WHERE job = ? AND slot = ? AND token = ? AND state = 'running'",
                    (now + lease, claim.job, claim.slot, claim.token),
                ).rowcount
            )

    def finish(
        self,
        claim: Claim,
        now: float,
        state: str,
        code: str = "",
        *,
        mails: Sequence[QueuedMail] = (),
        also: Callable[[sqlite3.Connection], None] | None = None,
    ) -> None:
        """End a run, with the mails that it made and what else belongs to it, in one transaction.

        Raises FencedError when the claim was overtaken; nothing is saved then.
        """
        with self._database.writing() as connection:
            fence(connection, claim)
            add(connection, mails)
            if also is not None:
                also(connection)
            connection.execute(
                "UPDATE run SET state = ?, ended = ?, code = ?, lease_until = 0 WHERE job = ? AND slot = ?",
                (state, now, code, claim.job, claim.slot),
            )
            _tell(connection, now, claim, state, code)

    def put_off(self, claim: Claim, now: float, code: str, next_try: float) -> None:
        """End an attempt that failed; the slot is tried again. Raises FencedError when overtaken."""
        with self._database.writing() as connection:
            fence(connection, claim)
            connection.execute(
                "UPDATE run SET state = 'retry', next_try = ?, code = ?, lease_until = 0 WHERE job = ? AND slot = ?",
                (next_try, code, claim.job, claim.slot),
            )
            _tell(connection, now, claim, RETRY, code)

    def history(self) -> list[tuple[float, str, str, int, str, str]]:
        """Return every event: moment, job, slot, token, event, code; the oldest first."""
        with self._database.reading() as connection:
            return connection.execute("SELECT at, job, slot, token, event, code FROM history ORDER BY seq").fetchall()


def _tell(connection: sqlite3.Connection, now: float, claim: Claim, event: str, code: str) -> None:
    connection.execute(
        "INSERT INTO history (at, job, slot, token, event, code) VALUES (?, ?, ?, ?, ?, ?)",
        (now, claim.job, claim.slot, claim.token, event, code),
    )
