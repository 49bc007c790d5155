"""Contrast: every text stands out from what lies behind it, at least 4.5 to 1."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn

from report_jobs.briefing import build
from report_jobs.briefing.look import WHITE, contrast
from report_jobs.outline import outline
from tests.briefing.stress import DECKS

LEAST = 4.5


def fill_of(properties) -> RGBColor | None:
    """The solid colour of a shape's or a cell's own properties, None where one sees through."""
    found = None if properties is None else properties.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
    return None if found is None else RGBColor.from_string(found.get("val"))


def ground_of(shape, below) -> RGBColor:
    """The topmost filled shape under the middle of a shape, the white of the slide where there is none."""
    x, y = shape.left + shape.width // 2, shape.top + shape.height // 2
    for other in [shape, *reversed(below)]:
        inside = other.left <= x <= other.left + other.width and other.top <= y <= other.top + other.height
        fill = fill_of(other._element.find(qn("p:spPr"))) if inside else None
        if fill is not None:
            return fill
    return WHITE


def written(element, ground: RGBColor) -> Iterator[tuple[str, RGBColor, RGBColor]]:
    for run in element.iter(qn("a:r")):
        color, text = fill_of(run.find(qn("a:rPr"))), run.findtext(qn("a:t")) or ""
        if text.strip():
            assert color is not None, f"{text} has no colour of its own"
            yield text, color, ground


def texts_on(slide) -> Iterator[tuple[str, RGBColor, RGBColor]]:
    """Every text with its colour and its ground."""
    shapes = list(slide.shapes)
    for number, shape in enumerate(shapes):
        if shape.has_table:
            for cell in shape._element.iter(qn("a:tc")):
                ground = fill_of(cell.find(qn("a:tcPr"))) or ground_of(shape, shapes[:number])
                yield from written(cell, ground)
        elif shape.has_text_frame:
            yield from written(shape._element, ground_of(shape, shapes[:number]))


def faint(data: bytes) -> list[tuple[int, str, str, str]]:
    return [
        (number, text, str(color), str(ground))
        for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, start=1)
        for text, color, ground in texts_on(slide)
        if contrast(color, ground) < LEAST
    ]


@pytest.fixture(scope="module")
def deck() -> bytes:
    return build(outline(DECKS["a bad week"]()))


def test_texts__stand_out_from_their_ground(deck: bytes):
    assert faint(deck) == []


@pytest.mark.parametrize("color", ["B8903B", "E8A317", "FFFFFF"])
def test_texts__planted_faint_colour__is_found(deck: bytes, color: str):
    slides = Presentation(io.BytesIO(deck))
    title = slides.slides[2].shapes.title
    title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(color)
    buffer = io.BytesIO()
    slides.save(buffer)
    assert [page for page, *_ in faint(buffer.getvalue())] == [3]
