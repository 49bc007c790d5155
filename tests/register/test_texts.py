"""What a unit typed is a text in every part of the register: no formula, no link, no markup, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from report_jobs import register
from report_jobs.frozen import Frozen
from report_jobs.register import book
from report_jobs.register import words as w
from report_jobs.register.book import Register
from report_jobs.register.tabs import TABS
from report_jobs.register.text import LIMIT, fit, lines
from tests.register.opened import MAIN, Opened
from tests.register.sample import FIRST, FORMULAS, HOSTILE, LINKS, MARKUP
from workbooks.standard import SHEETS

KEPT = {f"returns\\{number:016x}.xlsx" for number in range(1, 5)}
"""What the links to kept files are: with the separator that Excel writes."""


def test_workbook__hostile_texts__make_no_formula_and_no_part_that_is_not_ours(opened: Opened):
    ours = re.compile(r"[A-Z]+\(|[F-N]\d+|[-+/,:()]|=?\d+")
    for title in opened.titles:
        formulas = [f.text for f in opened.sheet(title).iter(f"{MAIN}f")]
        assert bool(formulas) == (title == w.BALANCES), title
        assert not [text for text in formulas if ours.sub("", text)], "made of places and functions alone"
    known = ("xl/worksheets/", "xl/theme/", "xl/_rels/", "docProps/", "_rels/")
    files = {"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"}
    assert [name for name in opened.parts if name not in files and not name.startswith(known)] == []


def test_links__to_files__lead_to_kept_files_only(opened: Opened):
    targets = {link.target for title in opened.titles for link in opened.links(title) if link.target}
    assert targets == KEPT


def test_links__none__carries_a_text_of_a_unit(opened: Opened):
    """Neither the place that a link leads to nor the texts beside it hold anything that was typed."""
    for title in opened.titles:
        for link in opened.links(title):
            told = "".join((link.location, link.target, *link.texts))
            assert not [text for text in (*FORMULAS, *LINKS, *MARKUP) if text in told], link


def test_relationships__of_every_part__stay_inside_but_for_kept_files(opened: Opened):
    for name in opened.parts:
        if name.endswith(".rels"):
            outside = [r.get("Target") for r in opened.tree(name) if r.get("TargetMode") == "External"]
            assert set(outside) <= KEPT, name


def test_merged_sheet__hostile_texts__are_all_there_as_they_were_typed(opened: Opened):
    """Every text comes back from the long, the short and the key-like column, cleaned and nothing more."""
    problems = opened.rows(SHEETS["problems"].label)
    heads = opened.heads(SHEETS["problems"].label)
    for column in ("问题描述", "牵头科室", "责任人"):
        found = [row[heads.index(column)] for row in problems if row[0] == FIRST]
        for text in HOSTILE:
            assert fit(text).strip() in [str(value).strip() for value in found], (column, text[:40])


def test_merged_sheet__text_like_a_number__stays_a_text(opened: Opened):
    values = [row[9] for row in opened.rows(SHEETS["problems"].label)]
    assert {"0017", "1e5", "TRUE", "#REF!"} <= set(values)


def test_source__file_name_of_a_unit__is_a_text_over_a_link_of_ours(opened: Opened):
    cells = opened.cells(w.SUBMISSIONS)
    links = {link.cell: link for link in opened.links(w.SUBMISSIONS)}
    assert cells["G4"] == "=1+1.xlsx"
    assert cells["G8"] == "http://evil.example/四.xlsx"
    assert (links["G8"].target, links["G8"].texts) == (f"returns\\{4:016x}.xlsx", ("", ""))


@pytest.mark.parametrize(
    "path", ["http://evil.example/x.xlsx", "../x.xlsx", "returns/../../x.xlsx", "returns/a b.xlsx", "C:\\x"]
)
def test_to_kept__path_that_is_not_ours__is_an_error(frozen: Frozen, path: str):
    with pytest.raises(ValueError, match="kept"):
        Register(frozen, TABS).to_kept(path)


def test_links__more_than_a_sheet_may_have__later_cells_keep_their_text(frozen: Frozen, monkeypatch):
    monkeypatch.setattr(book, "LINKS", 10)
    opened = Opened(register.write(frozen))
    label = SHEETS["problems"].label
    assert len(list(opened.links(label))) == 10
    assert {row[2] for row in opened.rows(label)} == {"=1+1.xlsx", "二.xlsx"}


@given(st.text(alphabet=st.characters(codec=None), max_size=60) | st.text(max_size=60))
@example("\ud800")
@example("<r>x</r>")
@example("a\r\nb\rc")
def test_fit__any_text__can_be_held_and_loses_nothing_that_can_be_seen(text: str):
    made = fit(text)
    made.encode("utf-8")
    assert "\r" not in made
    assert not (made.startswith("<r>") and made.endswith("</r>"))
    assert [c for c in text if c.isprintable()] == [c for c in made if c.isprintable()][
        : sum(map(str.isprintable, text))
    ]
    assert fit(made) == made


@pytest.mark.parametrize(
    "text", ["字" * 40_000, "\U0001f600" * 20_000, "a" + "\U0001f600" * 20_000, "a\U00020000" * 15_000]
)
def test_fit__too_long__is_cut_between_characters_and_says_so(text: str):
    made = fit(text)
    assert len(made.encode("utf-16-le")) // 2 <= LIMIT
    assert made.endswith(w.CUT)
    assert text.startswith(made.removesuffix(w.CUT))


def test_fit__just_as_long_as_allowed__stays_whole():
    assert fit("字" * LIMIT) == "字" * LIMIT


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, 1),
        ("abc", 10, 1),
        ("字" * 10, 20, 1),
        ("字" * 11, 20, 2),
        ("a\nb\nc", 10, 3),
        ("a\rb", 10, 2),
        ("字" * 300, 48, 12),
    ],
)
def test_lines__of_a_text__as_a_column_breaks_it(text: str, width: float, expected: int):
    assert lines(text, width) == expected
