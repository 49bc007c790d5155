"""PDF copies beside the decks of runs: made after the fact, never part of a run, never needed by one.

A run's record does not name them, so that a run stays the same to the byte with and without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_jobs.briefing.pdf import draw, office
from report_jobs.briefing.pdf_file import PdfError, is_copy_of, is_ours, pages_of
from report_jobs.publish import publish

FOREIGN = "foreign"
"""The code of a PDF that somebody else put in the place of ours."""
DECKS = ("briefing.pptx", "briefs/*.pptx")
"""Where the decks of a run folder lie."""


@dataclass(frozen=True)
class Copy:
    """One deck of a run folder and its PDF; `code` says why there is none, `made` whether it was made just now."""

    deck: Path
    made: bool = False
    code: str = ""

    @property
    def pdf(self) -> Path:
        """The PDF's place, beside the deck."""
        return self.deck.with_suffix(".pdf")


def decks_of(folder: Path) -> list[Path]:
    """Return the decks of a run folder, the briefing first."""
    return [deck for pattern in DECKS for deck in sorted(folder.glob(pattern))]


def make_copies(folders: Sequence[Path], done: Callable[[int, int], None] = lambda _done, _of: None) -> list[Copy]:
    """Make the PDF of every deck of some run folders; one that is there already stays as it is.

    `done` is told how many are done, and of how many. Raises NoOfficeError when LibreOffice is
    not installed, OSError when a deck cannot be read or the disk fails.
    """
    office()
    decks = list(dict.fromkeys(deck for folder in folders for deck in decks_of(folder)))
    copies = {deck: _standing(deck) for deck in decks}
    waiting = [deck for deck, copy in copies.items() if copy is None]
    for number, copy in enumerate(_drawn(waiting), start=1):
        copies[copy.deck] = copy
        done(number, len(waiting))
    return [copy for copy in copies.values() if copy is not None]


def _standing(deck: Path) -> Copy | None:
    """Return what stands in a copy's place: the right one, or somebody else's; None when it is to be made."""
    pdf = deck.with_suffix(".pdf")
    if not pdf.exists():
        return None
    found = pdf.read_bytes()
    if not is_ours(found):
        return Copy(deck, code=FOREIGN)
    return Copy(deck) if is_copy_of(found, deck.read_bytes()) else None


def _drawn(decks: Sequence[Path]) -> Iterator[Copy]:
    for deck, drawn in draw(decks):
        if isinstance(drawn, str):
            yield Copy(deck, code=drawn)
            continue
        publish(deck.with_suffix(".pdf"), drawn, _is_pdf)
        yield Copy(deck, made=True)


def _is_pdf(content: bytes) -> None:
    """Check that what stands on the disk is a whole PDF. Raises OSError when it is none."""
    try:
        pages_of(content)
    except PdfError as error:
        raise OSError("PDF") from error
