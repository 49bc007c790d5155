"""Collecting: from the files of the inbox to one submission per unit, and nothing lost.

A file belongs to a period when it arrived after the last period's acceptance ended and
before this one's does, and was not already taken in by an earlier run. Of several files
of one unit the latest counts; the earlier ones are kept and listed. Every file that
arrived has a line, whatever is wrong with it; a return sent early waits for its own period.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from report_jobs.collect.child import Answer, Examined, Ground, Task, examine_all
from report_jobs.collect.inbox import Arrival, arrivals
from report_jobs.collect.resubmission import resolve
from report_jobs.frozen import Return, State, Submission
from workbooks import words
from workbooks.answers import Answers
from workbooks.catalogue import severity_of
from workbooks.choices import Mark, ReturnType
from workbooks.engine import Examination
from workbooks.findings import Finding, Place, Severity, finding
from workbooks.period import Period
from workbooks.playbook.model import Playbook
from workbooks.reader import Meta
from workbooks.row import OFFICE
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import Cover
from workbooks.xlsx import UnreadableError

__all__ = ["Arrival", "Collected", "arrivals", "collect"]

OTHER_STANDARD = "F-09"
"""What is found of a return in the form of another version of the standard: it goes back, with a new form."""


@dataclass(frozen=True)
class Collected:
    """What one period's inbox came to.

    `submissions` has one line for each unit that owes a return, in the playbook's order,
    then one for every other file. `returns` are the accepted ones. `arrivals` are the files
    that were taken in; `merged` the workbooks that returns and slips made together, by their
    path in the run folder.
    """

    submissions: tuple[Submission, ...]
    returns: tuple[Return, ...]
    office: Rows
    arrivals: tuple[Arrival, ...]
    merged: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def kept(self) -> Mapping[str, bytes]:
        """The raw files, and what they were merged to, by their path in the run folder."""
        return {**{arrival.kept: arrival.data for arrival in self.arrivals}, **self.merged}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every file, in the order of the submissions."""
        return tuple(found for submission in self.submissions for found in submission.findings)


@dataclass(frozen=True)
class _Examined:
    """A file that arrived and what its examination answered."""

    arrival: Arrival
    answer: Answer

    @property
    def meta(self) -> Meta | None:
        return self.answer.meta if isinstance(self.answer, Examination) else None

    @property
    def rows(self) -> Rows:
        return self.answer.rows if isinstance(self.answer, Examination) else NO_ROWS

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.answer.findings if isinstance(self.answer, Examination) else ()

    @property
    def unit(self) -> str:
        return self.meta.unit if self.meta else ""

    @property
    def standard_version(self) -> str:
        return self.meta.standard_version if self.meta else ""

    @property
    def is_office(self) -> bool:
        return self.meta is not None and self.meta.book == OFFICE

    @property
    def is_blocked(self) -> bool:
        return not isinstance(self.answer, Examination) or self.answer.blocked

    @property
    def is_slip(self) -> bool:
        """Say whether it came as a filled slip that was put into the return it is about."""
        return bool(self.merged)

    @property
    def merged(self) -> bytes:
        """The workbook that a return and its slips make together; empty for a file that came as it is."""
        return self.answer.merged if isinstance(self.answer, Examined) else b""

    @property
    def merged_path(self) -> str:
        """Path of that workbook in the run folder, made of its hash; "" when there is none."""
        return f"merged/{hashlib.sha256(self.merged).hexdigest()[:16]}.xlsx" if self.merged else ""

    @property
    def is_known(self) -> bool:
        """Say whether it could be read as a workbook of one of the programme's units."""
        return isinstance(self.answer, Examination) and bool(self.answer.layouts)

    @property
    def is_ours(self) -> bool:
        """Say whether it is a return of this programme, be it in a form that is no longer read."""
        return self.is_known or any(found.code == OTHER_STANDARD for found in self.findings)

    @property
    def period(self) -> str:
        """The period that the file says it is for: its cover's, else its stamp's."""
        cover = self.rows.one(Cover)
        return (cover.week_id if cover else None) or (self.meta.period if self.meta else "")

    def is_for_later_than(self, period: Period) -> bool:
        """Say whether it is a return sent early: it stays in the inbox for its own period."""
        try:
            return self.is_known and Period.parse(self.period) > period
        except ValueError:
            return False

    @property
    def mark(self) -> Mark:
        cover = self.rows.one(Cover)
        return Mark(cover.mark) if cover is not None and cover.mark in list(Mark) else Mark.NONE


def collect(
    files: Sequence[Arrival],
    playbook: Playbook,
    period: Period,
    *,
    taken: frozenset[tuple[str, str]] = frozenset(),
    history: Mapping[str, tuple[Rows, ...]] | None = None,
    office: Rows = NO_ROWS,
    names_to_mask: frozenset[str] = frozenset(),
    said: Mapping[str, Answers] | None = None,
    done: Callable[[], None] = lambda: None,
) -> Collected:
    """Examine the files of a period and decide what counts.

    `taken` holds name and SHA-256 of the files that earlier runs took in (the same content
    under a new name is a new arrival); `history` each unit's accepted rows, the newest
    first; `office` the office's rows of the last run, which stand when no newer office
    book arrived; `said` what each unit answered in earlier weeks, as far as it stands.
    `done` is called after each file.
    """
    ours = [f for f in files if (f.name, f.sha256) not in taken and f.received <= period.late_until(playbook.rhythm)]
    today = period.cutoff(playbook.rhythm).date()
    ground = Ground(playbook, period, today, history or {}, office, names_to_mask, said or {})
    answers = examine_all(ground, [Task(f.name, f.data) for f in ours], done)
    answers = resolve(ground, ours, answers)
    examined = [_Examined(f, answer) for f, answer in zip(ours, answers, strict=True)]
    examined = [found for found in examined if not found.is_for_later_than(period)]
    office_books = [e for e in examined if e.is_office]
    claims: dict[str, list[_Examined]] = {unit.code: [] for unit in playbook.units}
    strays = [e for e in office_books if e.is_blocked]
    for found in examined:
        if not found.is_office:
            belongs = found.is_ours and found.unit in claims and found.period == str(period)
            (claims[found.unit] if belongs else strays).append(found)
    submissions: list[Submission] = []
    returns: list[Return] = []
    extra: list[Submission] = []
    for unit, versions in claims.items():
        submissions.append(_decide(unit, versions, playbook, period))
        if submissions[-1].counted:
            returns.append(_return(versions[-1]))
        extra += [_superseded(earlier, versions[-1], playbook, period) for earlier in versions[:-1]]
    extra += [_stray(found, playbook, period) for found in strays]
    newest = [e for e in office_books if not e.is_blocked]
    return Collected(
        submissions=(*submissions, *extra),
        returns=tuple(returns),
        office=newest[-1].rows if newest else office,
        arrivals=tuple(found.arrival for found in examined),
        merged={found.merged_path: found.merged for found in examined if found.merged},
    )


def _decide(unit: str, versions: list[_Examined], playbook: Playbook, period: Period) -> Submission:
    """Decide what became of a unit's duty: its latest file counts, if nothing in it must be fixed."""
    due = period.due(playbook.rhythm)
    if not versions:
        return Submission(unit=unit, state=State.MISSING, due=due)
    latest = versions[-1]
    state = State.ON_TIME if latest.arrival.received <= due else State.LATE
    cover = latest.rows.one(Cover)
    if latest.is_blocked:
        state = State.REFUSED
    elif len(versions) > 1 and (_is_correction(cover) or latest.is_slip):
        state = State.CORRECTED
    return _line(latest, unit, state, playbook, period, counted=not latest.is_blocked)


def _is_correction(cover: Cover | None) -> bool:
    return cover is not None and cover.return_type == ReturnType.CORRECTION


def _superseded(earlier: _Examined, latest: _Examined, playbook: Playbook, period: Period) -> Submission:
    note = finding("F-05", Place(unit=earlier.unit), file=earlier.arrival.name, other=latest.arrival.name)
    return _line(earlier, earlier.unit, State.SUPERSEDED, playbook, period, findings=(note,))


def _stray(found: _Examined, playbook: Playbook, period: Period) -> Submission:
    """A file that is nobody's return of this period; its one finding says why."""
    name, place = found.arrival.name, Place(unit=found.unit if found.is_known else "")
    findings: tuple[Finding, ...]
    if isinstance(found.answer, str):
        code = "F-03" if found.answer == UnreadableError.EMPTY else "F-06"
        findings = (finding(code, place, file=name, reason=words.UNREADABLE[found.answer]),)
    elif found.is_known and not found.is_office:
        findings = (finding("F-04", place, file=name, value=found.period, period=period),)
    else:
        findings = found.findings
    return _line(found, place.unit, State.STRAY, playbook, period, findings=findings)


def _line(
    found: _Examined,
    unit: str,
    state: State,
    playbook: Playbook,
    period: Period,
    *,
    counted: bool = False,
    findings: tuple[Finding, ...] | None = None,
) -> Submission:
    told = found.findings if findings is None else findings
    weights = [severity_of(f) for f in told]
    return Submission(
        unit=unit,
        state=state,
        due=period.due(playbook.rhythm),
        received=found.arrival.received,
        file=found.arrival.name,
        kept=found.arrival.kept,
        merged=found.merged_path,
        sha256=found.arrival.sha256,
        standard_version=found.standard_version,
        mark=found.mark,
        must_fix=weights.count(Severity.MUST_FIX),
        confirm=weights.count(Severity.CONFIRM),
        healed=weights.count(Severity.HEALED),
        counted=counted,
        findings=told,
        shown=found.answer.shown if isinstance(found.answer, Examination) else {},
        content=found.answer.content if isinstance(found.answer, Examined) else None,
    )


def _return(found: _Examined) -> Return:
    kept = found.merged_path or found.arrival.kept
    return Return(unit=found.unit, file=found.arrival.name, kept=kept, rows=found.rows)
