"""What moved in a term since a unit's last accepted return, row by row, by the identity of the row."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from report_jobs.frozen import Cause
from report_jobs.metrics.term import Seen, Term, Weight
from workbooks.choices import ProblemStatus
from workbooks.lights import is_open
from workbooks.row import Row
from workbooks.standard import Problem

ADDED, REBOUNDED, CLOSED = "added", "rebounded", "closed"
Key = tuple[type[Row] | None, str]
"""Which row: its sheet and its number; (None, "") is the unit itself."""


@dataclass
class Moves:
    """What came in and went out; `was` is what the last accepted return came to, by today's playbook."""

    was: Decimal = Decimal(0)
    amounts: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys((ADDED, REBOUNDED, CLOSED), Decimal(0)))
    causes: dict[Cause, Decimal] = field(default_factory=dict)

    def book(self, kind: str | Cause, change: Weight) -> None:
        """Book a change: a movement by its size, a correction with its sign."""
        if isinstance(kind, Cause):
            self.causes[kind] = change + self.causes.get(kind, Decimal(0))
        else:
            self.amounts[kind] += change if change > 0 else -change


def moves_of(term: Term, before: Seen | None, now: Seen) -> Moves:
    """Return what moved in a term; in a first return every row is new."""
    then = _weights(term, before) if before is not None else {}
    here = _weights(term, now)
    found = Moves(was=before.total(term) if before is not None else Decimal(0))
    if then != here:
        for key in dict.fromkeys((*then, *here)):
            old, new = then.get(key, 0), here.get(key, 0)
            if old != new:
                found.book(_kind(term, key, before, now, old, new), new - old)
    return found


def _weights(term: Term, seen: Seen) -> dict[Key, Weight]:
    """Return what each row counts for; rows that share one number are taken together."""
    weights: dict[Key, Weight] = {}
    for row, weight in seen.counted(term):
        key = (None, "") if row is None else (type(row), row.row_key)
        weights[key] = weights.get(key, 0) + weight
    return weights


def _kind(term: Term, key: Key, before: Seen | None, now: Seen, was: Weight, weighs: Weight) -> str | Cause:
    """Say what the change of one row is: a movement, or a correction and its cause."""
    row_type, number = key
    if row_type is None:
        return Cause.RULER if before is not None else ADDED
    old = before.rows.keyed(row_type).get(number) if before is not None else None
    new = now.rows.keyed(row_type).get(number)
    if new is None:
        return Cause.VANISHED
    if old is None:
        return ADDED if weighs > was else CLOSED
    if _is_restated(term, old, new) or (was and weighs and not (term.grows and weighs > was)):
        return Cause.RESTATED
    if weighs < was:
        return CLOSED
    return REBOUNDED if _came_back(old, new) else ADDED


def _is_restated(term: Term, old: Row, new: Row) -> bool:
    """Say whether a fact was changed after it had been told; 作废 is final (G-20), so to take it back is one."""
    if isinstance(old, Problem) and isinstance(new, Problem) and old.status == ProblemStatus.VOID:
        return new.status != ProblemStatus.VOID
    told = ((getattr(old, name), getattr(new, name)) for name in term.facts if hasattr(old, name))
    return any(was not in (None, ()) and was != now for was, now in told)


def _came_back(old: Row, new: Row) -> bool:
    """Say whether a problem that was settled is open again, or was found back again."""
    if not isinstance(old, Problem) or not isinstance(new, Problem):
        return False
    settled = old.status is not None and not is_open(old)
    return is_open(new) and (settled or (new.status == ProblemStatus.REBOUND and old.status != ProblemStatus.REBOUND))
