"""Notices to units after a consolidation: sent back, not reported, asked something, or with overdue problems.

Who is told widens with the unit's colour, by the playbook's rules. A notice holds codes and
names of units, numbers and dates; what a unit typed stands in its attachments only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from report_jobs.config import Contact, Jobs
from report_jobs.frozen import Frozen, State, Submission
from report_jobs.levels import PUBLIC
from report_jobs.mail import words as w
from report_jobs.mail.enclosed import Enclosed, book_of, slip_and_book
from report_jobs.mail.notes import Note, compose
from report_jobs.protect import ATTACHMENTS
from report_jobs.state.mails import QueuedMail
from workbooks.playbook.model import Playbook, Unit
from workbooks.standing import Colour, Standing, told
from workbooks.words import LISTING

ASKED = "asked"
"""State of a notice about a return that counts and was asked something."""


def notices(frozen: Frozen, jobs: Jobs, made: Mapping[str, bytes]) -> list[QueuedMail]:
    """Return the notices of a period, unit by unit in the playbook's order.

    None is for a green unit that counts and owes no answer.

    `frozen` is masked; `made` holds the slips by their path in the run folder.
    """
    lines = {s.unit: s for s in frozen.submissions if s.state not in (State.SUPERSEDED, State.STRAY)}
    zone = frozen.playbook.calendar.timezone
    return [
        compose(note, sender=jobs.mail.sender, job=w.NOTICE, slot=str(frozen.period), when=frozen.cutoff, zone=zone)
        for unit in frozen.playbook.units
        for note in _of_unit(frozen, jobs, unit, lines[unit.code], made)
    ]


def _of_unit(frozen: Frozen, jobs: Jobs, unit: Unit, line: Submission, made: Mapping[str, bytes]) -> Iterator[Note]:
    playbook = frozen.playbook
    standing = frozen.standings.get(unit.code, Standing())
    colour = standing.colour(playbook)
    if not _state(line) and colour is Colour.GREEN:
        return
    people = jobs.told_of(unit.code, told(colour, playbook))
    levels = {contact.spec: jobs.level_of(contact.spec, PUBLIC) for contact in people}
    enclosed = _enclosed(frozen, line, made) if any(level <= ATTACHMENTS for level in levels.values()) else Enclosed()
    for contact in people:
        yield _note(frozen, unit, line, contact, levels[contact.spec], enclosed)


def _enclosed(frozen: Frozen, line: Submission, made: Mapping[str, bytes]) -> Enclosed:
    again = frozen.period.shift(1)
    slip, fresh = (made.get(f"slips/{line.unit}{part}.xlsx") for part in ("", "_new"))
    if line.gets_slip and slip is not None and fresh is not None:
        return slip_and_book(line.unit, frozen.period, again, slip, fresh, counted=line.counted)
    if line.state is State.MISSING:
        return book_of(line.unit, again, frozen.before.get(line.unit), frozen.playbook)
    return Enclosed()


def _note(frozen: Frozen, unit: Unit, line: Submission, contact: Contact, level: int, enclosed: Enclosed) -> Note:
    playbook, again = frozen.playbook, frozen.period.shift(1)
    state = _state(line)
    facts = {"unit": unit.name, "period": frozen.period, "must_fix": line.must_fix, "asked": line.asked}
    files, told_of_files = enclosed.for_level(level)
    return Note(
        kind=f"{w.NOTICE}-{unit.code}",
        address=contact.address,
        level=level,
        subject=w.NOTICE_SUBJECTS[state].format(masthead=playbook.programme.masthead, **facts),
        lines=(
            w.HELLO.format(name=contact.name or unit.name),
            "",
            w.NOTICE_STATES[state].format(**facts),
            standing_line(frozen.standings.get(unit.code, Standing()), unit, level, playbook),
            w.NEXT_DUE.format(period=again, due=again.due(playbook.rhythm)),
            *told_of_files,
            "",
            w.SIGNED.format(office=playbook.programme.office),
        ),
        files=files,
    )


def _state(line: Submission) -> str:
    """Return what a notice is about; "" when the return itself gives no reason for one."""
    if line.state in (State.REFUSED, State.MISSING):
        return line.state.value
    return ASKED if line.is_conditional else ""


def standing_line(standing: Standing, unit: Unit, level: int, playbook: Playbook) -> str:
    """Say which colour a unit has and why; those of the public level are told no numbers."""
    colour = standing.colour(playbook)
    if colour is Colour.GREEN:
        return w.STANDING_GREEN.format(unit=unit.name)
    reasons = w.REASONS_WITHOUT_NUMBERS if level >= PUBLIC else w.REASONS
    reached = standing.reaching(colour, playbook)
    told_why = LISTING.join(reasons[name].format(count=getattr(standing, name)) for name in reached)
    return w.STANDING.format(unit=unit.name, colour=w.COLOURS[colour.value], reasons=told_why)
