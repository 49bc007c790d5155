"""The template: shapes found by name, an own one in its place, one sentence when it will not do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Cm

from report_jobs.briefing import build
from report_jobs.briefing.annotated import annotated
from report_jobs.briefing.proof import package_faults
from report_jobs.briefing.template import PLACES
from report_jobs.outline import outline
from report_jobs.workplace import Workplace
from tests.briefing.stress import DECKS, WEEK
from tests.validator import faults_of
from workbooks.configuration import ConfigError
from xl_addin.cli import main


@pytest.fixture(scope="module")
def pages():
    return outline(DECKS["a quiet week"](), short=True)


def edited(change) -> bytes:
    """The annotated template as a designer saved it."""
    deck = Presentation(io.BytesIO(annotated()))
    change(deck, next(layout for layout in deck.slide_layouts if any(s.name == "source" for s in layout.shapes)))
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def named(layout, name: str):
    return next(shape for shape in layout.shapes if shape.name == name)


def test_annotated__shows_every_name_and_is_sound(tmp_path: Path):
    data = annotated()
    (slide,) = Presentation(io.BytesIO(data)).slides
    assert set(PLACES) <= {shape.name for shape in slide.shapes}
    said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert all(name in said for name in PLACES)
    assert annotated() == data
    assert faults_of(data, "template.pptx", tmp_path) == []


def test_own_template__given_back_unchanged__same_places_and_no_slide_of_its_own(pages):
    own, ours = build(pages, template=annotated(), file="own.pptx"), build(pages)
    for mine, theirs in zip(Presentation(io.BytesIO(own)).slides, Presentation(io.BytesIO(ours)).slides, strict=True):
        assert [(s.name, s.left, s.top) for s in mine.shapes] == [(s.name, s.left, s.top) for s in theirs.shapes]
    assert package_faults(own) == []


def test_own_template__moved_shape__moves_it_on_every_slide(pages):
    def change(_, layout):
        named(layout, "source").left = Cm(5)

    deck = Presentation(io.BytesIO(build(pages, template=edited(change), file="own.pptx")))
    moved = [s.left for slide in deck.slides for s in slide.shapes if s.name == "source"]
    assert moved == [Cm(5)] * (len(deck.slides) - 1)


@pytest.mark.parametrize("name", PLACES)
def test_own_template__missing_name__says_which_and_what_is_there(name: str, pages):
    def change(_, layout):
        named(layout, name).name = "renamed"

    with pytest.raises(ConfigError) as raised:
        build(pages, template=edited(change), file="own.pptx")
    told = str(raised.value)
    assert f"“{name}”" in told
    assert "renamed" in told
    assert "own.pptx" in told


def test_own_template__title_that_is_no_placeholder__does_not_count(pages):
    def change(_, layout):
        named(layout, "title").name = "heading"
        named(layout, "corner").name = "title"

    with pytest.raises(ConfigError, match="title"):
        build(pages, template=edited(change))


def test_own_template__other_size_or_no_deck__says_so(pages):
    def change(deck, _):
        deck.slide_width = Cm(25.4)

    with pytest.raises(ConfigError, match="33"):
        build(pages, template=edited(change), file="own.pptx")
    for data in (b"", b"PK", b"no deck"):
        with pytest.raises(ConfigError, match="own"):
            build(pages, template=data, file="own.pptx")


def test_run__template_without_a_name_or_not_there__one_sentence_exit_2_and_nothing_made(tmp_path: Path, capsys):
    def change(_, layout):
        named(layout, "page").name = "number"

    root = tmp_path / "work"
    for arguments in (["init", str(root)], ["briefing", "template", "-o", str(root / "own.pptx")]):
        with pytest.raises(SystemExit):
            main(arguments)
    jobs = (root / "jobs.toml").read_text(encoding="utf-8")
    (root / "jobs.toml").write_text(jobs.replace('template = ""', 'template = "own.pptx"', 1), encoding="utf-8")
    (root / "own.pptx").write_bytes(edited(change))
    for there in (True, False):
        if not there:
            (root / "own.pptx").unlink()
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main(["run", "--period", str(WEEK), "--workplace", str(root)])
        told = capsys.readouterr().err
        assert stopped.value.code == 2
        assert told.count("\n") == 1
        assert ("“page”" in told) is there
        assert "own.pptx" in told
        assert not Workplace(root).run(WEEK).exists()
