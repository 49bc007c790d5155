"""报送登记: what became of every duty to report, and of every other file that arrived."""

from __future__ import annotations

from report_jobs.frozen import State, Submission
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.look import Look, Tone
from report_jobs.register.table import Cell, Line, Table, columns
from workbooks.catalogue import severity_of, word
from workbooks.findings import Severity
from workbooks.standing import Colour

_TONES = {
    "on_time": Tone.GREEN,
    "late": Tone.YELLOW,
    "missing": Tone.RED,
    "refused": Tone.RED,
    "corrected": Tone.BLUE,
    "superseded": Tone.GREY,
    "stray": Tone.GREY,
}
_COLOURS = {Colour.GREEN: Tone.GREEN, Colour.YELLOW: Tone.YELLOW, Colour.RED: Tone.RED}
_COLUMNS = columns(
    w.SUBMISSION_HEADS,
    (
        *((10, Look.SHORT), (16, Look.SHORT), (17, Look.MOMENT), (17, Look.MOMENT), (11, Look.CENTRE)),
        *((11, Look.SCORE), (38, Look.LINK), (22, Look.SHORT), (9, Look.CENTRE)),
        *((8, Look.COUNT), (8, Look.COUNT), (8, Look.COUNT), (9, Look.CENTRE), (64, Look.TEXT)),
        *((11, Look.CENTRE), (22, Look.LINK)),
    ),
    {
        w.SUBMISSION_HEADS[4]: {w.STATES[state]: tone for state, tone in _TONES.items()},
        w.SUBMISSION_HEADS[14]: {w.COLOURS[colour.value]: tone for colour, tone in _COLOURS.items()},
    },
)
_WHOLE_FILE = "F"
"""What the codes of findings about whole files begin with."""


def write_submissions(register: Register) -> None:
    """Write a line for each unit that owes a return, then one for every other file."""
    table = Table(
        title=w.SUBMISSIONS,
        columns=_COLUMNS,
        note=w.NOTES[w.SUBMISSIONS].format(reported=register.reported()),
        empty=w.EMPTY[w.SUBMISSIONS],
    )
    register.write(table, (_line(register, s) for s in register.frozen.submissions))


def _line(register: Register, s: Submission) -> Line:
    arrived = bool(s.kept)
    return (
        *(s.unit, register.name_of(s.unit) if s.unit else None, s.due, s.received, w.STATES[s.state]),
        s.hours_late or None,
        register.kept_link(s.file, s.kept),
        *(s.sha256, s.standard_version),
        *((s.must_fix, s.confirm, s.healed) if arrived else (None, None, None)),
        w.COUNTED if s.counted else Cell(w.NOT_IN, tone=Tone.RED),
        _told(s),
        _colour(register, s),
        register.kept_link(w.MERGED_FILE, s.merged) if s.merged else None,
    )


def _colour(register: Register, submission: Submission) -> str | None:
    """Return the colour of the unit whose duty a line is about; none for any other file."""
    frozen = register.frozen
    if submission.state in (State.SUPERSEDED, State.STRAY) or submission.unit not in frozen.standings:
        return None
    return w.COLOURS[frozen.standings[submission.unit].colour(frozen.playbook).value]


def _told(submission: Submission) -> str:
    """Return why a file is not counted, or what is odd about the file as a whole."""
    told = [f for f in submission.findings if severity_of(f) is Severity.MUST_FIX or f.code.startswith(_WHOLE_FILE)]
    if not told:
        return ""
    first = word(told[0]).message
    return first if len(told) == 1 else w.AND_MORE.format(first=first, count=len(told) - 1)
