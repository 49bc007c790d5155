"""The notice of changed slides: names those that look different and no others, and judges nobody."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from pptx import Presentation

from report_jobs.briefing import build
from report_jobs.outline import outline
from tests.briefing.changed import main, pairs
from tests.briefing.stress import DECKS


def test_pairs__by_title_then_by_place__what_is_left_came_or_went():
    assert list(pairs(["a", "b", "c"], ["a", "c"])) == [(0, 0), (2, 1), (1, None)]
    assert list(pairs(["a", "b 1"], ["a", "b 2", "c"])) == [(0, 0), (1, 1), (None, 2)]
    assert list(pairs([], ["a"])) == [(None, 0)]


def test_changed__called_wrongly__says_how(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(tmp_path / "a.pptx")]) == 2
    assert main([str(tmp_path / "a.pptx"), str(tmp_path / "b.pptx")]) == 2
    assert "BEFORE.pptx AFTER.pptx" in capsys.readouterr().out


def test_changed__one_word_of_one_slide_and_a_slide_that_went__those_two_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        pytest.skip("needs LibreOffice and poppler")
    before, after = tmp_path / "before.pptx", tmp_path / "after.pptx"
    before.write_bytes(build(outline(DECKS["a quiet week"](), short=True)))
    deck = Presentation(io.BytesIO(before.read_bytes()))
    source = next(shape for shape in deck.slides[2].shapes if shape.name == "source")
    source.text_frame.paragraphs[0].runs[0].text += "改"
    listed = deck.slides._sldIdLst
    listed.remove(list(listed)[4])
    deck.save(str(after))
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(before)).slides]
    assert main([str(before), str(after)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("slide 3 changed by 0.")
    assert first.endswith(titles[2])
    assert second == f"slide 5 is gone: {titles[4]}"
    assert main([str(before), str(before)]) == 0
    assert capsys.readouterr().out == "no slide looks different\n"
