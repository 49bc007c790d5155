"""What can be made beside a run when somebody asks for it: briefs of its units, PDF copies of its decks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xl_addin.cli import words as w
from xl_addin.cli.base import ACT, DONE, WORLD, RefusalError

Advance = Callable[[str, int, int], None]


@dataclass
class Told:
    """Sentences for the person at the keyboard, and the exit code that they come to."""

    lines: list[str] = field(default_factory=list)
    code: int = DONE


def runs_of(folders: Sequence[Path], command: str) -> list[Path]:
    """Return run folders; refuse what is none."""
    for folder in folders:
        if not (folder / "run.json").is_file():
            raise RefusalError(w.NOT_RUN.format(folder=folder, command=command))
    return list(folders)


def make_beside(folder: Path, advance: Advance, *, briefs: bool, pdf: bool) -> Told:
    """Make what is wanted beside a run; what cannot be made is said, and the run stands."""
    told = make_unit_briefs([folder], advance) if briefs else Told()
    if pdf:
        more = make_pdfs([folder], advance, needed=False)
        told = Told([*told.lines, *more.lines], max(told.code, more.code))
    return told


def make_unit_briefs(folders: Sequence[Path], advance: Advance) -> Told:
    """Make the units' briefs of some runs."""
    from report_jobs.briefs import FOLDER, ChangedError, make_briefs

    told = Told()
    for folder in folders:
        try:
            changed = make_briefs(folder, lambda done, total: advance("briefs", done, total))
        except ChangedError as error:
            told.lines.append(w.BRIEFS_CHANGED.format(folder=folder, count=error.count))
            told.code = ACT
            continue
        sentence = w.BRIEFS_DONE if changed else w.BRIEFS_KEPT
        told.lines.append(sentence.format(count=len(changed), place=folder / FOLDER))
    return told


def make_pdfs(folders: Sequence[Path], advance: Advance, *, needed: bool) -> Told:
    """Make the PDF copies of some runs; without LibreOffice it is said, and only when `needed` counts as failure."""
    from report_jobs.briefing.pdf import NoOfficeError
    from report_jobs.copies import make_copies

    told = Told()
    try:
        copies = make_copies(folders, lambda done, total: advance("pdf", done, total))
    except NoOfficeError as error:
        sentence = w.PDF_ABSENT.format(runs=" ".join(map(str, folders)))
        if needed:
            raise RefusalError(sentence, WORLD) from error
        told.lines.append(sentence)
        return told
    made, kept = sum(copy.made for copy in copies), sum(not copy.made and not copy.code for copy in copies)
    if made:
        told.lines.append(w.PDF_DONE.format(count=made))
    if kept:
        told.lines.append(w.PDF_KEPT.format(count=kept))
    for copy in copies:
        if copy.code:
            told.lines.append(w.PDF_FAULTS[copy.code].format(deck=copy.deck, pdf=copy.pdf))
            told.code = ACT
    return told
