"""Decks drawn by LibreOffice: no text outside its page, into the footer, or upon another."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Cm, Pt

from report_jobs.briefing.proof import package_faults
from tests.briefing.rendered import faults
from tests.briefing.stress import DECKS, deck
from tests.validator import faults_of


def test_drawn__a_bad_week__nothing_collides(tmp_path: Path):
    assert faults(deck("a bad week"), tmp_path) == []


def box(left: float, top: float, width: float, height: float, text: str, *, wrap: bool = True) -> Callable[[Any], None]:
    """Put one more text on a slide, in centimetres."""

    def plant(slide: Any) -> None:
        frame = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height)).text_frame
        frame.word_wrap, frame.text = wrap, text
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for paragraph in frame.paragraphs:
            paragraph.runs[0].font.size = Pt(12)

    return plant


def cell(slide: Any) -> None:
    """Let a text grow in the last row of a table, which grows with it over what stands below."""
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    last = table.cell(len(table.rows) - 1, 0)
    last.text_frame.paragraphs[0].runs[0].text = "窗口收件后未当日录入系统" * 6


def number(slide: Any) -> None:
    """Let a number be too long for its cell, where programs break it."""
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    table.cell(2, 5).text_frame.paragraphs[0].runs[0].text = "75,000,000,000.00"


def at(slide: Any, name: str) -> tuple[float, ...]:
    shape = next(shape for shape in slide.shapes if shape.name == name)
    return tuple(side.cm for side in (shape.left, shape.top, shape.width, shape.height))


PLANTED: dict[int, tuple[str, Callable[[Any], None]]] = {
    2: ("outside the page", box(32.5, 9, 6, 1, "这段文字写到了页面的右边之外", wrap=False)),
    3: ("leaves its frame", box(20, 15.5, 4, 0.5, "这段文字的行数比它的框能放下的多，" * 4)),
    4: ("leaves its frame", box(2, 16.6, 2, 0.6, "这段文字不换行所以比框宽", wrap=False)),
    5: ("runs into the footer", box(27.6, 17.62, 4, 0.6, "落到页脚上")),
    6: ("upon", lambda slide: box(*at(slide, "source"), "另一段文字写在来源上面")(slide)),
    7: ("upon", box(2.2, 1.4, 12, 0.5, "另一段文字写在标题上面")),
    17: ("leaves its frame", cell),
    18: ("broken over two lines", number),
}
"""What is planted on which slide, and as what it must be found."""


def test_drawn__planted_faults__each_is_found_on_its_slide_and_no_other_is(tmp_path: Path):
    drawn = Presentation(io.BytesIO(deck("a bad week")))
    for number, (_, plant) in PLANTED.items():
        plant(drawn.slides[number - 1])
    buffer = io.BytesIO()
    drawn.save(buffer)
    found = faults(buffer.getvalue(), tmp_path)
    for number, (kind, _) in PLANTED.items():
        assert [told for told in found if told.startswith(f"page {number}: ") and kind in told], (number, found)
    assert {int(told.split(":")[0].removeprefix("page ")) for told in found} == set(PLANTED)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in DECKS if name != "a bad week"])
def test_drawn__stress_deck__nothing_collides(name: str, tmp_path: Path):
    assert faults(deck(name), tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("name", DECKS)
def test_schema__stress_deck__no_error(name: str, tmp_path: Path):
    assert faults_of(deck(name), "deck.pptx", tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("name", DECKS)
def test_package__stress_deck__no_fault(name: str):
    assert package_faults(deck(name)) == []
