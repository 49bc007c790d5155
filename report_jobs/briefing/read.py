"""Reading a finished deck: every figure that it shows, on which slide, and where it leads."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from report_jobs.briefing import words as w
from report_jobs.register.names import is_linked_name

_NUMBERED = re.compile(r"\.\d+$")
_LINK = re.compile(r"[^#]*#(.+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a slide shows it: its defined name, the number alone, where it leads."""

    page: int
    name: str
    text: str
    link: str


def figures_shown(data: bytes) -> Iterator[Shown]:
    """Yield every figure of a deck: shapes that are named after one and hold text, and runs that lead to one."""
    for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, start=1):
        for shape in slide.shapes:
            name = _NUMBERED.sub("", shape.name)
            if is_linked_name(name) and shape.has_text_frame and shape.text_frame.text.strip():
                link = shape.click_action.hyperlink.address or ""
                yield Shown(number, name, bare(shape.text_frame.text), link)
        yield from _runs(slide, number)


def _runs(slide: Any, number: int) -> Iterator[Shown]:
    for run in slide._element.iter(qn("a:r")):
        link = run.find(f"{qn('a:rPr')}/{qn('a:hlinkClick')}")
        if link is None:
            continue
        relation = slide.part.rels.get(link.get(qn("r:id")))
        target = relation.target_ref if relation is not None else ""
        match = _LINK.fullmatch(target)
        yield Shown(number, match[1] if match else "", bare(_text(run)), target)


def _text(run: Any) -> str:
    return "".join(etree.ETXPath(f"{qn('a:t')}/text()")(run))


def bare(text: str) -> str:
    """Return a shown number without its measure and without the sign of a gain."""
    return text.strip().split(" ")[0].replace(w.MINUS, "-").removeprefix("+")
