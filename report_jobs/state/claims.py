"""Claims: who may finish a piece of work. A claim that was overtaken can change nothing any more."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


class FencedError(Exception):
    """The work was taken over by someone else after the lease ran out; what was done of it is thrown away."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt at one slot of a job; `token` grows with every claim of the whole ledger."""

    job: str
    slot: str
    token: int


def fence(connection: sqlite3.Connection, claim: Claim | None) -> None:
    """Raise FencedError unless the claim still stands; called inside the transaction that it guards."""
    if claim is None:
        return
    row = connection.execute(
        "SELECT token FROM run WHERE job = ? AND slot = ? AND state = 'running'", (claim.job, claim.slot)
    ).fetchone()
    if row is None or row[0] != claim.token:
        raise FencedError(f"{claim.job} {claim.slot}")
