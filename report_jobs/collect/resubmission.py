"""Filled slips in the inbox: each is put into the return that it is about and examined again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_jobs.collect.child import Answer, Ground, Task, examine_all
from report_jobs.collect.inbox import Arrival
from workbooks.answers import answered
from workbooks.engine import Examination
from workbooks.findings import Finding, Place, finding
from workbooks.period import Period
from workbooks.rows import NO_ROWS
from workbooks.slip import Slip

LONGEST = 10
"""Slips upon slips that are followed back to the return that they began with."""


def resolve(ground: Ground, files: Sequence[Arrival], answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers with an examination in the place of each slip.

    A slip of another week, or about a file that is not among these, is told of in the one
    finding of its examination. What an earlier week's slip says of findings goes with those
    that the unit's latest return has again: its corrections were for the workbook.
    """
    by_digest = {f.sha256: (f, answer) for f, answer in zip(files, answers, strict=True)}
    resolved, tasks = list(answers), dict[int, Task]()
    for index, (file, answer) in enumerate(zip(files, answers, strict=True)):
        if not isinstance(answer, Slip):
            continue
        bases = _bases(answer, by_digest)
        if answer.programme != ground.playbook.programme.id or _is_foreign(answer, by_digest):
            value = answer.unit or answer.programme
            resolved[index] = _told(finding("F-12", Place(), file=file.name, value=value))
        elif answer.period != str(ground.period):
            place = Place(unit=answer.unit)
            resolved[index] = _told(finding("F-13", place, file=file.name, value=answer.period, period=ground.period))
        elif not bases:
            resolved[index] = _told(finding("F-14", Place(unit=answer.unit), file=file.name))
        else:
            tasks[index] = Task(file.name, file.data, bases)
    for index, answer in zip(tasks, examine_all(ground, list(tasks.values())), strict=True):
        resolved[index] = answer
    for file, slip in zip(files, answers, strict=True):
        if isinstance(slip, Slip) and slip.answered and _is_earlier(slip, ground):
            _pass_on(slip, resolved, ground, file.name)
    return resolved


def _is_earlier(slip: Slip, ground: Ground) -> bool:
    try:
        return slip.programme == ground.playbook.programme.id and Period.parse(slip.period) < ground.period
    except ValueError:
        return False


def _pass_on(slip: Slip, resolved: list[Answer], ground: Ground, name: str) -> None:
    """Let the unit's latest examination bear the answers of a slip of an earlier week."""
    for index in range(len(resolved) - 1, -1, -1):
        found = resolved[index]
        if isinstance(found, Examination) and found.meta is not None and found.meta.unit == slip.unit:
            resolved[index] = answered(found, slip.answered, ground.playbook, file=name)
            return


def _is_foreign(slip: Slip, by_digest: Mapping[str, tuple[Arrival, Answer]]) -> bool:
    """Say whether a slip names another unit than the file that it is about: it must not count against either."""
    found = by_digest.get(slip.digest)
    answer = found[1] if found else None
    if isinstance(answer, Examination):
        return answer.meta is not None and answer.meta.unit != slip.unit
    return isinstance(answer, Slip) and answer.unit != slip.unit


def _bases(slip: Slip, by_digest: Mapping[str, tuple[Arrival, Answer]]) -> tuple[bytes, ...]:
    """Return the contents from the return to the file that a slip is about; none when one is not there."""
    bases: list[bytes] = []
    for _ in range(LONGEST):
        found = by_digest.get(slip.digest)
        if found is None:
            return ()
        file, answer = found
        bases.insert(0, file.data)
        if not isinstance(answer, Slip):
            return tuple(bases) if isinstance(answer, Examination) and answer.layouts else ()
        slip = answer
    return ()


def _told(found: Finding) -> Examination:
    return Examination(None, NO_ROWS, {}, (found,))
