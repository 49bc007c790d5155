"""What a deck looks like when another program has drawn it: words of text, where they stand, where they collide."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from report_jobs.briefing.pdf import draw
from report_jobs.briefing.tables import NUMBER
from tests.briefing.frames import Frame, bare, frames_of

_XHTML = "{http://www.w3.org/1999/xhtml}"
SLACK = 3.0
"""Points by which faces differ between programs."""
EM, AIR, HANGING = 1.3, 0.18, ("，", "。", "、", "；", "：")
"""Height of a drawn word in ems, the share of it above and below that is empty, signs that may hang out of a line."""
CONTENT_END, FOOTER = 0.935, 0.945
"""Share of a page's height at which its content must have ended, and from which the footer stands."""


class Word(NamedTuple):
    """One word on a page, in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)


def pdf_of(deck: bytes, folder: Path) -> Path:
    """Let LibreOffice draw the deck; skipped where it is not installed."""
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("needs LibreOffice and poppler")
    path = folder / "deck.pptx"
    path.write_bytes(deck)
    ((_, drawn),) = draw([path], seconds=300)
    assert isinstance(drawn, bytes), drawn
    path.with_suffix(".pdf").write_bytes(drawn)
    return path.with_suffix(".pdf")


def words_of(pdf: Path) -> tuple[list[Word], list[tuple[float, float]]]:
    """Return every word, and each page's width and height."""
    done = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    root = ET.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", done.stdout))  # noqa: S314 (poppler's own)
    words, sizes = [], []
    for number, page in enumerate(root.iter(f"{_XHTML}page"), start=1):
        sizes.append((float(page.get("width", 0)), float(page.get("height", 0))))
        for word in page.iter(f"{_XHTML}word"):
            left, top, right, bottom = (float(word.get(side, 0)) for side in ("xMin", "yMin", "xMax", "yMax"))
            words.append(Word(number, left, top, right, bottom, word.text or ""))
    return words, sizes


def faults(deck: bytes, folder: Path) -> list[str]:
    """Say what stands outside a page or its frame, below a page's content, or upon another text."""
    words, sizes = words_of(pdf_of(deck, folder))
    frames = list(frames_of(deck))
    return [*_outside(words, sizes), *_collisions(words), *_overflows(words, frames), *_split(words, frames)]


def _outside(words: list[Word], sizes: list[tuple[float, float]]) -> Iterator[str]:
    for word in words:
        width, height = sizes[word.page - 1]
        if word.left < -1 or word.top < -1 or word.right > width + 1 or word.bottom > height + 1:
            yield f"page {word.page}: outside the page: {word.text}"
        elif word.page > 1 and word.top < height * CONTENT_END < word.bottom - 3 and word.bottom > height * FOOTER + 3:
            yield f"page {word.page}: runs into the footer: {word.text}"


def _collisions(words: list[Word]) -> Iterator[str]:
    """Two words collide when a good part of the smaller one lies on the other."""
    for number, word in enumerate(words):
        for other in words[number + 1 :]:
            if other.page != word.page:
                break
            across = min(word.right, other.right) - max(word.left, other.left)
            down = min(word.bottom, other.bottom) - max(word.top, other.top)
            if across > 2 and down > 2 and across * down > 0.25 * min(word.area, other.area):
                yield f"page {word.page}: {word.text!r} upon {other.text!r}"


def _overflows(words: list[Word], frames: list[Frame]) -> Iterator[str]:
    """Find words that stand in none of the frames that have them, with the room that a face and the end of a line may take."""
    for word in words:
        here = [frame for frame in frames if frame.page == word.page]
        if any(frame.is_chart and _over(word, frame) <= SLACK for frame in here):
            continue
        mine = [frame for frame in here if bare(word.text) in frame.text]
        if not mine or min(_over(word, frame) for frame in mine) > SLACK:
            yield f"page {word.page}: leaves its frame: {word.text}"


def _split(words: list[Word], frames: list[Frame]) -> Iterator[str]:
    """Find numbers that a program has broken over two lines: no word on the page holds them whole."""
    for frame in frames:
        if NUMBER.fullmatch(frame.text) and len(frame.text) > 1 and not frame.is_chart:
            inside = [word for word in words if word.page == frame.page and _over(word, frame) <= SLACK]
            if not any(frame.text in bare(word.text) for word in inside):
                yield f"page {frame.page}: broken over two lines: {frame.text}"


def _over(word: Word, frame: Frame) -> float:
    """Return by how much a word leaves a frame: not counting the air of its face, nor what may hang at the end of a line."""
    height = word.bottom - word.top
    hanging = height / EM if word.text.endswith(HANGING) else 0.0
    across = max(frame.left - word.left, word.right - hanging - frame.right)
    return max(across, frame.top - word.top - AIR * height, word.bottom - frame.bottom - AIR * height)
