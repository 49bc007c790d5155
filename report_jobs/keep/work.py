"""What each job of the keeper does. A job makes something and says what is to be saved with its end."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from report_jobs import cycle
from report_jobs.config import ConfigError, Jobs
from report_jobs.config.schedules import ANNEX, BRIEFING, CONSOLIDATE, LOOKBACKS, MAIL, REMINDER
from report_jobs.consolidate import past_from_json
from report_jobs.keep import words as w
from report_jobs.keep.annex import annex, month_before
from report_jobs.keep.ledger import DONE, FAILED, NOTHING
from report_jobs.keep.reminders import reminders
from report_jobs.keep.slots import Slot
from report_jobs.mail.notes import Note, compose
from report_jobs.outbox.store import release
from report_jobs.post import fetch
from report_jobs.publish import is_package, publish
from report_jobs.state import Claim, QueuedMail, Store
from report_jobs.state.mails import HELD, SCHEDULED
from report_jobs.workplace import Workplace
from workbooks.choices import CloseResult
from workbooks.period import Period
from workbooks.playbook import Playbook
from workbooks.standard import Closure, LookBack

PATIENCE = 6
"""Attempts for which a consolidation waits for a mailbox that cannot be read: about an hour."""


@dataclass(frozen=True)
class Ground:
    """What a job stands on.

    `unproven` says that nobody has verified the period of its slot yet; `attempt` counts from 1.
    """

    workplace: Workplace
    playbook: Playbook
    jobs: Jobs
    slot: Slot
    claim: Claim
    unproven: bool = False
    attempt: int = 1


@dataclass(frozen=True)
class Made:
    """How a job ended: state and code, its mails, and what else is saved in the same transaction."""

    state: str = DONE
    code: str = ""
    mails: tuple[QueuedMail, ...] = ()
    also: Callable[[sqlite3.Connection], None] | None = None


def consolidate(ground: Ground) -> Made:
    """Freeze the period and complete its run folder; its mails are held until the mailing."""
    period = Period.parse(ground.slot.name)
    _fetch(ground)
    outcome = cycle.consolidate(ground.workplace, period, claim=ground.claim, mails=HELD)
    return Made(code=_beside(ground.jobs, outcome.folder))


def _beside(jobs: Jobs, folder: Path) -> str:
    """Make what is wanted beside a run and return what went wrong; the period is done without it."""
    from report_jobs.briefing.pdf import NoOfficeError
    from report_jobs.briefs import ChangedError, make_briefs
    from report_jobs.copies import make_copies

    code = ""
    try:
        if jobs.briefing.unit_briefs:
            make_briefs(folder)
    except (ChangedError, ConfigError, OSError):
        code = "no_briefs"
    try:
        if jobs.briefing.pdf and any(copy.code for copy in make_copies([folder])):
            return code or "no_pdf"
    except NoOfficeError:
        return code or "no_office"
    except OSError:
        return code or "no_pdf"
    return code


def _fetch(ground: Ground) -> None:
    """Take what came by mail first: a unit must not count as missing because the mailbox was away.

    After an hour of trying the week goes on without it; what is still there counts as late.
    """
    try:
        fetch(ground.workplace, ground.jobs)
    except (OSError, ConfigError):
        if ground.attempt <= PATIENCE:
            raise


def prove(ground: Ground) -> Made:
    """Recompute every figure of the run before it goes out; what does not agree is for a person."""
    from report_jobs.verify import verify

    report = verify(ground.workplace.run(Period.parse(ground.slot.name)))
    return Made(FAILED, f"verify-{len(report.faults)}") if report.faults else Made()


def send(ground: Ground) -> Made:
    """Let the mails of the period go, in the transaction that ends the job; never those of an unproven run."""
    if ground.unproven:
        proof = prove(ground)
        if proof.state != DONE:
            return proof
    return Made(also=lambda connection: release(connection, ground.slot.name, SCHEDULED))


def remind(ground: Ground) -> Made:
    """Remind those who are told of units whose return did not come or was refused."""
    if not ground.jobs.contacts:
        return Made(NOTHING, "no_contacts")
    return _posted(ground, reminders(ground.workplace, ground.playbook, ground.jobs, ground.slot), "all_in")


def look_back(ground: Ground) -> Made:
    """Tell the leading group's office which closed problems fall due for a look-back, by their numbers."""
    saved = Store(ground.workplace.state).before(ground.slot.name, 1)
    current = Store(ground.workplace.state).period(ground.slot.name) or (saved[-1] if saved else None)
    if current is None:
        return Made(NOTHING, "no_period")
    past = past_from_json(current.period, current.cutoff, current.frozen)
    limits, today = ground.playbook.thresholds, ground.slot.due.date()
    lines = [
        w.LOOKBACK_LINE.format(
            unit=unit, problem=problem, closed=closed, last=last, late=w.LOOKBACK_LATE if today > last else ""
        )
        for unit, rows in sorted(past.rows.items())
        for problem, closed in sorted(_unseen(rows.of(Closure), rows.of(LookBack)))
        if today >= closed + dt.timedelta(days=limits.lookback_min_days)
        for last in [closed + dt.timedelta(days=limits.lookback_max_days)]
    ]
    head = w.LOOKBACK_HEAD.format(low=limits.lookback_min_days, high=limits.lookback_max_days)
    subject = w.LOOKBACK_SUBJECT.format(period=ground.slot.name, count=len(lines))
    notes = [
        Note(kind=LOOKBACKS, address=r.address, level=r.level, subject=subject, lines=(head, "", *lines))
        for r in ground.jobs.recipients
        if r.level == 1 and lines
    ]
    return _posted(ground, notes, "none_due")


def _unseen(closures: tuple[Closure, ...], seen: tuple[LookBack, ...]) -> Iterator[tuple[str, dt.date]]:
    """Yield problems that the office closed and nobody looked back at since, with the day of closing."""
    for closure in closures:
        problem, day = closure.problem_id, closure.office_date
        if problem is None or day is None or closure.office_result != CloseResult.AGREE:
            continue
        if not any(s.problem_id == problem and s.check_date is not None and s.check_date >= day for s in seen):
            yield problem, day


def send_annex(ground: Ground) -> Made:
    """Make the annex of the month before and send it to those who get registers."""
    month = month_before(ground.slot.name)
    periods = [p for p in Store(ground.workplace.state).periods() if p.cutoff.startswith(month)]
    if not periods:
        return Made(NOTHING, "no_period")
    last = periods[-1]
    data = annex(ground.playbook, month, periods, past_from_json(last.period, last.cutoff, last.frozen))
    publish(ground.workplace.runs / f"annex-{month}.xlsx", data, is_package)
    programme = ground.playbook.programme
    notes = [
        Note(
            kind=ANNEX,
            address=r.address,
            level=r.level,
            subject=w.ANNEX_SUBJECT.format(masthead=programme.masthead, month=month),
            lines=tuple(line.format(month=month, office=programme.office) for line in w.ANNEX_LINES),
            files={w.ANNEX_FILE.format(month=month): data},
        )
        for r in ground.jobs.recipients
        if r.level == 1
    ]
    return _posted(ground, notes, "no_recipients")


def _posted(ground: Ground, notes: list[Note], none: str) -> Made:
    mails = tuple(
        compose(
            note,
            sender=ground.jobs.mail.sender,
            job=ground.slot.schedule_id,
            slot=ground.slot.name,
            when=ground.slot.due,
            zone=ground.playbook.calendar.timezone,
        )
        for note in notes
    )
    return Made(mails=mails) if mails else Made(NOTHING, none)


WORK: Mapping[str, Callable[[Ground], Made]] = {
    REMINDER: remind,
    CONSOLIDATE: consolidate,
    BRIEFING: prove,
    MAIL: send,
    LOOKBACKS: look_back,
    ANNEX: send_annex,
}
