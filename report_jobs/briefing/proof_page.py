"""Proof of the face of a slide: what is read after what, and that no light speaks by its colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report_jobs.briefing import look
from report_jobs.briefing import words as w

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_EMU = 360000
"""Units of length in a centimetre."""
SLACK = 0.06
"""Centimetres by which neighbours may overlap and still count as one beside the other."""
SHARED = 0.5
"""Share of the smaller one's side from which two shapes stand in one column or row."""
NEAR = 0.7
"""Centimetres within which a light's word begins."""
_COLOURS = {str(colour): light for light, colour in look.LIGHTS.items()}
_NUMBERED = re.compile(r"\.\d+$")


@dataclass(frozen=True, slots=True)
class Seen:
    """A shape of a slide: name, place in centimetres, text, the light that it is if it is one."""

    name: str
    left: float
    top: float
    right: float
    bottom: float
    text: str
    light: str
    spoken: bool

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


def page_faults(number: int, tree: Any) -> Iterator[str]:
    """Say what is wrong with a slide's face: wrong order, lights without a word or with a wrong one."""
    shapes = list(seen_on(tree))
    yield from _order(number, [shape for shape in shapes if shape.spoken])
    yield from _lights(number, shapes)


def seen_on(tree: Any) -> Iterator[Seen]:
    """Yield the shapes of a slide in the order of the document; those without a place of their own are left out."""
    for element in tree.iter(f"{_P}sp", f"{_P}graphicFrame", f"{_P}pic"):
        place = next(element.iter(f"{_A}xfrm", f"{_P}xfrm"), None)
        offset, extent = (place.find(f"{_A}{tag}") for tag in ("off", "ext")) if place is not None else (None, None)
        if offset is None or extent is None:
            continue
        left, top = int(offset.get("x")) / _EMU, int(offset.get("y")) / _EMU
        right, bottom = left + int(extent.get("cx")) / _EMU, top + int(extent.get("cy")) / _EMU
        properties = next(element.iter(f"{_P}cNvPr"))
        text = "".join(t.text or "" for t in element.iter(f"{_A}t")).strip()
        light = _light_of(element, properties.get("name", ""))
        titled = any(p.get("type") in ("title", "ctrTitle") for p in element.iter(f"{_P}ph"))
        spoken = not titled and (bool(text) or element.tag != f"{_P}sp")
        yield Seen(properties.get("name", ""), left, top, right, bottom, text, light, spoken)


def _light_of(element: Any, name: str) -> str:
    """Return which light a shape is: a round one in a light's colour, or one that is called so ("?" in another)."""
    shape, fill = element.find(f"{_P}spPr/{_A}prstGeom"), element.find(f"{_P}spPr/{_A}solidFill/{_A}srgbClr")
    light = _COLOURS.get(fill.get("val", ""), "") if fill is not None else ""
    if _NUMBERED.sub("", name) == "light":
        return light or "?"
    return light if shape is not None and shape.get("prst") == "ellipse" else ""


def _order(number: int, shapes: list[Seen]) -> Iterator[str]:
    """Look at every two shapes but the title: what is above in a column, or at the left in a row, is read first."""
    for at, shape in enumerate(shapes):
        for later in shapes[at + 1 :]:
            above = later.bottom <= shape.top + SLACK and _shared(later.left, later.right, shape.left, shape.right)
            before = later.right <= shape.left + SLACK and _shared(later.top, later.bottom, shape.top, shape.bottom)
            if above or before:
                yield w.FAULTS["reading"].format(page=number, what=later.name, other=shape.name)


def _shared(low: float, high: float, other_low: float, other_high: float) -> bool:
    smaller = max(0.001, min(high - low, other_high - other_low))
    return (min(high, other_high) - max(low, other_low)) / smaller > SHARED


def _lights(number: int, shapes: list[Seen]) -> Iterator[str]:
    """Look at lights: right beside each, in its row, stands a word for its colour."""
    for light in shapes:
        if light.light:
            words = w.LIGHT_NAMES.get(light.light, ())
            beside = (
                shape.text
                for shape in shapes
                if shape.text
                and -SLACK <= shape.left - light.right <= NEAR
                and shape.top <= light.middle <= shape.bottom
            )
            if not any(text.startswith(words) for text in beside):
                yield w.FAULTS["no_word"].format(page=number, what=light.name)


def _beside(light: Seen, shape: Seen) -> bool:
    return -SLACK <= shape.left - light.right <= NEAR and shape.top <= light.middle <= shape.bottom
