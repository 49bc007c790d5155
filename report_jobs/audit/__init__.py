"""Who received which file at which level: a chain of hashes that only grows.

Each link holds a fact (recipient, level, hash of every file) and the hash of the link
before, so that none can be changed or taken out of the middle unseen. A tail that was cut
off shows only against a head that was kept elsewhere: print `head()` on paper.

Facts carry no time of the clock, so that the same deliveries give the same head; the time
stands beside, under a second chain of its own (the seal).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_jobs.state.database import Database

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link: its number (0 when there is none) and its hash."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """What fits on a slide: number and the first 16 digits, in groups that nobody takes for a card's number."""
        return "-".join((str(self.seq), *(self.hash[at : at + 4] for at in range(0, 16, 4))))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a verification; `broken` is the number of the first bad link, 0 when all are sound."""

    links: int
    broken: int
    head: Head


def append(connection: sqlite3.Connection, fact: Mapping[str, Any], at: float) -> None:
    """Add a link inside the caller's transaction; `at` is seconds since 1970."""
    row = connection.execute("SELECT seq, hash, seal FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    seq, before, seal = row or (0, START, START)
    text = json.dumps(fact, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    link = _link(before, text)
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?)", (seq + 1, text, link, at, _seal(seal, link, at)))


def head(state: Path) -> Head:
    """Return the head of the chain in a state.db; number 0 when the file or the chain is not there yet."""
    if not state.exists():
        return Head(0, START)
    with Database(state).reading() as connection:
        row = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head(0, START)


def facts(state: Path) -> list[dict[str, Any]]:
    """Return every fact with its number and time, the oldest first."""
    with Database(state).reading() as connection:
        rows = connection.execute("SELECT seq, at, fact FROM audit ORDER BY seq").fetchall()
    return [{"seq": seq, "at": at, **json.loads(fact)} for seq, at, fact in rows]


def verify(state: Path, printed: str = "") -> Verdict:
    """Recompute the chain; with `printed`, a head kept elsewhere, also look for it in the chain.

    A printed head that is not in the chain counts as a break behind the last link.
    """
    with Database(state).reading() as connection:
        rows = connection.execute("SELECT seq, fact, hash, at, seal FROM audit ORDER BY seq").fetchall()
    before, sealed = START, START
    seen = {Head(0, START).short}
    for number, (seq, fact, link, at, seal) in enumerate(rows, start=1):
        if seq != number or link != _link(before, fact) or seal != _seal(sealed, link, at):
            return Verdict(len(rows), number, Head(number - 1, before))
        before, sealed = link, seal
        seen.add(Head(seq, link).short)
    last = Head(len(rows), before)
    return Verdict(len(rows), len(rows) + 1 if printed and printed not in seen else 0, last)


def _link(before: str, fact: str) -> str:
    return hashlib.sha256(f"{before}\n{fact}".encode()).hexdigest()


def _seal(before: str, link: str, at: float) -> str:
    return hashlib.sha256(f"{before}\n{link}\n{at!r}".encode()).hexdigest()
