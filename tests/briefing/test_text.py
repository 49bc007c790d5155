"""Text on slides: where it breaks, what still fits, what may not stand there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report_jobs.briefing import words as w
from report_jobs.briefing.text import clean, fit, height_of, shrink, width_of, wrap

TEXT = st.text(st.sampled_from("整改完成率，。、：（）“”0123456789%ABc 《》…——\n"), max_size=120)


@given(text=TEXT, width=st.floats(2.0, 30.0), points=st.sampled_from([10.5, 12, 18, 24]))
def test_wrap__any_text__loses_nothing_and_keeps_to_the_width(text: str, width: float, points: float):
    lines = wrap(text, width, points)
    assert "".join(lines) == text.replace("\n", "")
    for line in lines:
        bare = line.rstrip(w.NOT_FIRST)
        assert width_of(bare, points) <= width + width_of("国", points) or len(bare) <= 1


@given(text=TEXT.filter(lambda t: "\n" not in t), points=st.sampled_from([10.5, 12, 18]))
def test_wrap__no_line_begins_with_what_may_not_begin_one(text: str, points: float):
    for line in wrap(text, 6.0, points)[1:]:
        assert not line or line[0] not in w.NOT_FIRST


@given(text=TEXT, lines=st.integers(1, 3))
def test_fit__never_takes_more_lines_than_there_are(text: str, lines: int):
    shown = fit(text, 8.0, 12, lines)
    assert len(wrap(shown, 8.0, 12)) <= lines
    if shown != clean(text):
        assert shown.endswith(w.ELLIPSIS)


def test_wrap__number_or_word__stays_whole_with_the_sign_before_it():
    assert wrap("财政局限时办结自设前置条件，26 份", 5.75, 11) == ["财政局限时办结自设前置条", "件，26 份"]
    assert wrap("见编号 AJ2026001 一案", 3.0, 12) == ["见编号 ", "AJ2026001 ", "一案"]
    assert wrap("A，" * 9, 1.0, 12)[0] != ""
    assert "".join(wrap("A" * 40, 2.0, 12)) == "A" * 40
    assert len(wrap("A" * 40, 2.0, 12)) > 5


def test_shrink__takes_the_largest_size_that_fits():
    assert shrink("短", 10, (24, 20, 18), 1) == 24
    assert shrink("一" * 16, 12, (24, 20, 18), 1) == 20
    assert shrink("一" * 200, 12, (24, 20, 18), 1) == 18


def test_height__grows_with_the_lines():
    assert height_of("一" * 40, 10, 12) > height_of("一", 10, 12)


def test_clean__control_characters_and_half_pairs__taken_out():
    assert clean("甲\u0000乙\ud800丙\r\n丁") == "甲乙丙\n丁"
