"""Which slides look different: python -m tests.briefing.changed BEFORE.pptx AFTER.pptx.

A notice for whoever changes how decks are drawn, and no judge: it never fails because of what it
sees. Slides are paired by their titles, those without a partner by their place.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageChops
from pptx import Presentation

from report_jobs.briefing.pdf import draw

RESOLUTION = 50
"""Dots per inch at which slides are compared."""
FAINT = 24
"""Difference of a colour (of 255) that is the renderer's, and not a change."""


def pictures_of(decks: Sequence[Path], folder: Path) -> list[list[Image.Image]]:
    """Return the drawn slides of some decks. Raises NoOfficeError, RuntimeError when one cannot be drawn."""
    found = dict[Path, list[Image.Image]]()
    for number, (deck, drawn) in enumerate(draw(list(dict.fromkeys(decks)))):
        if not isinstance(drawn, bytes):
            raise RuntimeError(f"{deck}: {drawn}")  # noqa: TRY004 (not the type is wrong, the drawing is)
        place = folder / str(number)
        place.mkdir()
        (place / "deck.pdf").write_bytes(drawn)
        command = ["pdftoppm", "-r", str(RESOLUTION), "-png", str(place / "deck.pdf"), str(place / "slide")]
        subprocess.run(command, check=True, capture_output=True)
        found[deck] = [Image.open(path).convert("RGB") for path in sorted(place.glob("slide*.png"))]
    return [found[deck] for deck in decks]


def titles_of(deck: Path) -> list[str]:
    """Return the titles of the slides that are shown."""
    slides = [
        slide for slide in Presentation(str(deck)).slides if slide._element.get("show", "1") not in ("0", "false")
    ]
    return [slide.shapes.title.text_frame.text if slide.shapes.title is not None else "" for slide in slides]


def pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pair slides by title, then those that are left by their place; None stands for no partner."""
    at = {title: number for number, title in enumerate(before) if title}
    partners: dict[int, int] = {n: at.pop(title) for n, title in enumerate(after) if title in at}
    taken = set(partners.values())
    for number in range(len(after)):
        if number not in partners and number < len(before) and number not in taken:
            partners[number] = number
            taken.add(number)
        yield partners.get(number), number
    yield from ((number, None) for number in range(len(before)) if number not in taken)


def changed_share(before: Image.Image, after: Image.Image) -> float:
    """Return the share of a slide's dots that differ; all of them when the sizes do."""
    if before.size != after.size:
        return 1.0
    difference = ImageChops.difference(before, after).convert("L").point(lambda value: 255 * (value > FAINT))
    return sum(difference.histogram()[1:]) / (before.width * before.height)


def changes(before: Path, after: Path) -> Iterator[str]:
    """Say of each slide that changed, came or went, which it is and how much of it."""
    names = titles_of(before), titles_of(after)
    with tempfile.TemporaryDirectory() as folder:
        old, new = pictures_of([before, after], Path(folder))
        for left, right in pairs(*names):
            if left is None and right is not None:
                yield f"slide {right + 1} is new: {names[1][right]}"
            elif right is None and left is not None:
                yield f"slide {left + 1} is gone: {names[0][left]}"
            elif left is not None and right is not None and (share := changed_share(old[left], new[right])):
                yield f"slide {right + 1} changed by {share:.2%}: {names[1][right]}"


def main(arguments: Sequence[str]) -> int:
    """List what changed; 2 only when it was called wrongly or nothing can be drawn here."""
    if len(arguments) != 2 or not all(Path(name).is_file() for name in arguments):
        print(__doc__)
        return 2
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        print("needs LibreOffice and poppler")
        return 2
    told = list(changes(*map(Path, arguments)))
    print("\n".join(told) if told else "no slide looks different")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
