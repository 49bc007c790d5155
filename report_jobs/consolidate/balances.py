"""差额账: why a count is what it is — now = before + added + rebounded - closed + corrected.

Movements are counted row by row against the unit's last accepted return. What they do
not explain is the correction: a unit that was not counted last time or is not now, a
number that vanished. It is shown, never hidden in another column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from report_jobs.frozen import CITY, Balance, Figures
from report_jobs.metrics.ground import Ground
from workbooks.choices import ProblemStatus as S
from workbooks.lights import is_open
from workbooks.rows import NO_ROWS
from workbooks.standard import Problem

Move = tuple[Problem | None, Problem]
"""A problem before (None when it is new) and now."""
Test = Callable[[Problem | None, Problem], bool]


def _was(problem: Problem | None, *statuses: S) -> bool:
    return problem is not None and problem.status in statuses


def _open(problem: Problem | None) -> bool:
    return problem is not None and is_open(problem)


def _never(before: Problem | None, now: Problem) -> bool:
    return False


@dataclass(frozen=True)
class Account:
    """How the movements of one count are told apart."""

    code: str
    added: Test
    rebounded: Test
    closed: Test


ACCOUNTS = (
    Account(
        "M04",
        added=lambda before, now: before is None and now.status != S.VOID,
        rebounded=_never,
        closed=lambda before, now: before is not None and not _was(before, S.VOID) and now.status == S.VOID,
    ),
    Account(
        "M08_open",
        added=lambda before, now: before is None and _open(now),
        rebounded=lambda before, now: before is not None and not _open(before) and _open(now),
        closed=lambda before, now: _open(before) and not _open(now),
    ),
    Account(
        "M06_total",
        added=lambda before, now: now.status == S.CLOSED and not _was(before, S.CLOSED),
        rebounded=_never,
        closed=lambda before, now: _was(before, S.CLOSED) and now.status != S.CLOSED,
    ),
    Account(
        "M06_longterm",
        added=lambda before, now: now.status == S.LONG_TERM and not _was(before, S.LONG_TERM),
        rebounded=_never,
        closed=lambda before, now: _was(before, S.LONG_TERM) and now.status != S.LONG_TERM,
    ),
)
"""The counts that are balanced; for closed and long-term ones "closed" means that they left the count."""


def balances(ground: Ground, figures: Figures, previous: Figures | None) -> tuple[Balance, ...]:
    """Return one line for each account and unit that has anything in it, and one for the city."""
    return tuple(line for account in ACCOUNTS for line in _account(account, ground, figures, previous))


def _account(account: Account, ground: Ground, figures: Figures, previous: Figures | None) -> Iterator[Balance]:
    moves = {found.unit: _moves(found.unit, ground) for found in ground.returns}
    lines = []
    for unit in (u.code for u in ground.playbook.units):
        before = int((previous.value(account.code, unit) if previous else None) or 0)
        now = int(figures.value(account.code, unit) or 0)
        lines.append(_line(account, unit, before, now, moves.get(unit, [])))
    yield Balance(
        code=account.code,
        unit=CITY,
        **{
            name: sum(getattr(line, name) for line in lines)
            for name in ("before", "added", "rebounded", "closed", "corrected", "now")
        },
    )
    yield from (line for line in lines if line.before or line.now)


def _moves(unit: str, ground: Ground) -> list[Move]:
    found = next(r for r in ground.returns if r.unit == unit)
    old = (ground.previous_rows(unit) or NO_ROWS).keyed(Problem)
    return [(old.get(problem.problem_id), problem) for problem in found.rows.of(Problem)]


def _line(account: Account, unit: str, before: int, now: int, moves: Sequence[Move]) -> Balance:
    added = sum(account.added(*move) for move in moves)
    rebounded = sum(account.rebounded(*move) for move in moves)
    closed = sum(account.closed(*move) for move in moves)
    return Balance(
        code=account.code,
        unit=unit,
        before=before,
        added=added,
        rebounded=rebounded,
        closed=closed,
        corrected=now - before - added - rebounded + closed,
        now=now,
    )
