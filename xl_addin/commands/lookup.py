"""Rows that a number names, or a refusal that says what is wrong and how a right one looks."""

from __future__ import annotations

from workbooks.row import Value
from workbooks.standard import SHEETS, Closure, Problem
from xl_addin.commands import words
from xl_addin.commands.outcome import Outcome, Snapshot, refuse


def problem_of(snapshot: Snapshot, problem_id: Value) -> Problem | Outcome:
    """Return the problem that a number names."""
    found = snapshot.rows.keyed(Problem).get(str(problem_id))
    if found is not None:
        return found
    example = SHEETS["problems"].field("problem_id").example
    return refuse(words.NO_PROBLEM.format(problem_id=problem_id or words.NONE, example=example))


def closure_of(snapshot: Snapshot, closure_id: Value) -> Closure | Outcome:
    """Return the application for closure that a number names."""
    found = snapshot.rows.keyed(Closure).get(str(closure_id))
    if found is not None:
        return found
    example = SHEETS["closures"].field("closure_id").example
    return refuse(words.NO_CLOSURE.format(closure_id=closure_id or words.NONE, example=example))
