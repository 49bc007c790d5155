"""Reminders to units whose return did not come, was sent back or leaves something to answer, with what they need.

Whoever may see attachments gets the slip of the return that was sent back and the workbook
for the next try, or else this week's book filled with what was accepted last; the others are
told where to fetch them. More people are told the worse a unit stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_jobs import slips
from report_jobs.collect import Collected, arrivals, collect
from report_jobs.config import Jobs, check_contacts
from report_jobs.config.schedules import REMINDER
from report_jobs.consolidate import Past, rows_by_unit
from report_jobs.consolidate.standings import standings
from report_jobs.cycle import pasts_before
from report_jobs.frozen import State, Submission
from report_jobs.keep import words as w
from report_jobs.keep.slots import Slot
from report_jobs.levels import PUBLIC, Mask, masked, masking
from report_jobs.mail.enclosed import Enclosed, book_of, slip_and_book
from report_jobs.mail.notes import Note
from report_jobs.mail.notices import standing_line
from report_jobs.protect import ATTACHMENTS
from report_jobs.protect.names import names_to_mask
from report_jobs.state import Store
from report_jobs.workplace import Workplace
from workbooks.period import Period
from workbooks.playbook import Playbook
from workbooks.playbook.model import Unit
from workbooks.rows import NO_ROWS
from workbooks.standing import Standing, told


@dataclass(frozen=True, kw_only=True)
class _Week:
    """One week as it is when the reminder is due."""

    workplace: Workplace
    playbook: Playbook
    jobs: Jobs
    period: Period
    pasts: list[Past]
    found: Collected
    standings: dict[str, Standing]
    mask: Mask | None


def reminders(workplace: Workplace, playbook: Playbook, jobs: Jobs, slot: Slot) -> list[Note]:
    """Return the reminders of a slot, unit by unit.

    Raises ConfigError (a contact of no unit), OSError, sqlite3.Error.
    """
    check_contacts(jobs, playbook)
    period, store = Period.parse(slot.name), Store(workplace.state)
    pasts, names = pasts_before(store, period), names_to_mask(workplace.root, jobs)
    found = collect(
        arrivals(workplace.inbox, playbook.calendar.timezone),
        playbook,
        period,
        taken=store.taken(before=str(period)),
        history=rows_by_unit(pasts),
        office=pasts[-1].office if pasts else NO_ROWS,
        names_to_mask=names,
        said=pasts[-1].answers if pasts else {},
    )
    week = _Week(
        workplace=workplace,
        playbook=playbook,
        jobs=jobs,
        period=period,
        pasts=pasts,
        found=found,
        standings=standings(found.submissions, {}, pasts, slot.due.date(), is_over=False),
        mask=masking(names, playbook),
    )
    waiting = {s.unit: s for s in found.submissions if s.state is State.MISSING or s.gets_slip}
    return [
        note for unit in playbook.units if unit.code in waiting for note in _of_unit(week, unit, waiting[unit.code])
    ]


def _of_unit(week: _Week, unit: Unit, line: Submission) -> Iterator[Note]:
    playbook, jobs = week.playbook, week.jobs
    standing = week.standings[unit.code]
    people = jobs.told_of(unit.code, told(standing.colour(playbook), playbook))
    levels = {contact.spec: jobs.level_of(contact.spec, PUBLIC) for contact in people}
    enclosed = _enclosed(week, unit, line) if any(level <= ATTACHMENTS for level in levels.values()) else Enclosed()
    facts = {
        "unit": unit.name,
        "office": playbook.programme.office,
        "masthead": playbook.programme.masthead,
        "period": week.period,
        "due": week.period.due(playbook.rhythm),
        "must_fix": line.must_fix,
        "asked": line.asked,
    }
    subject, state = _words(line)
    standing_told = {level: standing_line(standing, unit, level, playbook) for level in levels.values()}
    for contact in people:
        level = levels[contact.spec]
        files, files_told = enclosed.for_level(level)
        texts = (*w.REMINDER_HEAD, state, w.REMINDER_DUE)
        yield Note(
            kind=f"{REMINDER}-{unit.code}",
            address=contact.address,
            level=level,
            subject=subject.format(**facts),
            lines=(
                *(text.format(name=contact.name or unit.name, **facts) for text in texts),
                *(standing_told[level], *files_told, "", w.REMINDER_SIGNED.format(**facts)),
            ),
            files=files,
        )


def _words(line: Submission) -> tuple[str, str]:
    """Return subject and first sentence of a reminder."""
    if line.is_conditional:
        return w.REMINDER_ASKED_SUBJECT, w.REMINDER_ASKED
    return w.REMINDER_SUBJECT, w.REMINDER_REFUSED if line.state is State.REFUSED else w.REMINDER_MISSING


def _enclosed(week: _Week, unit: Unit, line: Submission) -> Enclosed:
    """Return what a unit needs: the slip of this week's return or of last week's, else this week's book."""
    before = masked(next(iter(rows_by_unit(week.pasts).get(unit.code, ())), None), week.mask)
    if line.gets_slip:
        made = slips.files(masked(line, week.mask), week.playbook, week.period, before=before, again=week.period)
        return slip_and_book(unit.code, week.period, week.period, *made.values(), counted=line.counted)
    last = week.period.shift(-1)
    folder = week.workplace.run(last) / "slips"
    kept = [folder / name for name in slips.names(unit.code)]
    if all(path.is_file() for path in kept):
        slip, fresh = (path.read_bytes() for path in kept)
        counted = not week.standings[unit.code].times_returned
        return slip_and_book(unit.code, last, week.period, slip, fresh, counted=counted)
    return book_of(unit.code, week.period, before, week.playbook)
