"""Cells: what readers disagree on is healed, what has two meanings is refused, nothing raises."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grids import PLAYBOOK
from workbooks import kinds
from workbooks.book import Cell
from workbooks.kinds import parse
from workbooks.row import Field, Kind
from workbooks.standard import SHEETS


def field(sheet: str, name: str) -> Field:
    return SHEETS[sheet].field(name)


def value(sheet: str, name: str, cell: Cell) -> object:
    return parse(field(sheet, name), cell, PLAYBOOK).value


def codes(sheet: str, name: str, cell: Cell) -> list[str]:
    return [code for code, _ in parse(field(sheet, name), cell, PLAYBOOK).notes]


@pytest.mark.parametrize(
    "cell",
    [
        "2026年6月5日",
        "2026.6.5",
        "2026-06-05",
        "2026/6/5",
        "20260605",
        "２０２６年６月５日",
        "2026年 6 月 5 日",
        46178,
        46178.0,
    ],
)
def test_date__ways_people_type__one_day(cell: Cell):
    assert value("actions", "start_date", cell) == dt.date(2026, 6, 5)
    assert codes("actions", "start_date", cell) == ["V-04c"]


@pytest.mark.parametrize("cell", ["6月5日", "2026.6", "2026-02-30", "待定", True, 3, "05/06/2026"])
def test_date__two_meanings_or_none__refused(cell: Cell):
    assert value("actions", "start_date", cell) is None
    assert codes("actions", "start_date", cell) == ["V-04a"]


def test_date__date_and_datetime__same_and_silent():
    for cell in (dt.date(2026, 6, 5), dt.datetime(2026, 6, 5), dt.datetime(2026, 6, 5, 14, 30)):
        assert value("actions", "start_date", cell) == dt.date(2026, 6, 5)
        assert codes("actions", "start_date", cell) == []


@pytest.mark.parametrize(
    ("cell", "number"), [(3, 3), (3.0, 3), ("3", 3), ("３", 3), ("二十", 20), ("三十五", 35), ("12人", 12)]
)
def test_integer__ways_people_type__one_number(cell: Cell, number: int):
    assert value("activities", "attended", cell) == number


@pytest.mark.parametrize("cell", ["约30", "3.5", 3.5, True, "二百", "1e400", "nan", float("inf")])
def test_integer__no_whole_number__refused(cell: Cell):
    assert value("activities", "attended", cell) is None
    assert codes("activities", "attended", cell) == ["C-06"]


def test_money__binary_fraction__is_two_decimals_without_a_word():
    assert value("actions", "recovered", 0.1 + 0.2) == Decimal("0.30")
    assert codes("actions", "recovered", 0.1 + 0.2) == []
    assert value("actions", "recovered", "1,234.5万元") == Decimal("1234.50")


@pytest.mark.parametrize("cell", [None, "", " ", "\u3000", "\u200b\ufeff"])
@pytest.mark.parametrize("name", ["title", "role", "name"])
def test_blank__however_it_looks__is_none(name: str, cell: Cell):
    assert value("duties", name, cell) is None


def test_text__invisible_and_bidi__removed_and_said():
    assert value("duties", "title", "副\u200b局\u202e长") == "副局长"
    assert codes("duties", "title", "副\u200b局\u202e长") == ["C-10"]


ODD = st.sampled_from("a 中　０Ａｚ\u00a0\u2028\x1c\x85\t\n\r\u200b\ufe0f\ufeff\ud800，（")


@given(text=st.text() | st.text(ODD, max_size=6), lines=st.booleans())
def test_clean__text_left_as_it_is_at_once__is_what_every_step_leaves(text: str, lines: bool):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kinds, "UNCLEAN", re.compile(""))  # takes every text through every step
        stepped = kinds.clean(text, lines=lines)
    assert kinds.clean(text, lines=lines) == stepped


def test_text__rare_characters_and_emoji__kept():
    assert value("duties", "title", "𠮷野𪚥办🙂") == "𠮷野𪚥办🙂"


def test_text__number_cell_for_text__keeps_its_look():
    assert value("duties", "title", 12.0) == "12"


def test_choices__separators_and_doubles__one_tuple():
    assert value("cases", "focus", "中心工作，民生；中心工作") == ("central", "livelihood")


def test_choice__synonym_and_width__healed_to_the_id():
    assert value("problems", "status", "正在整改") == "fixing"
    assert value("problems", "status", " 已 销 号") == "closed"
    assert codes("problems", "status", "已销号") == []


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
FIELDS = [f for sheet in SHEETS.values() for f in sheet.fields]


@given(cell=CELLS, index=st.integers(0, len(FIELDS) - 1))
def test_parse__any_cell_for_any_field__never_raises_and_has_the_kind(cell: Cell, index: int):
    parsed = parse(FIELDS[index], cell, PLAYBOOK)
    kinds: dict[Kind, type | tuple[type, ...]] = {
        Kind.INT: int,
        Kind.MONEY: Decimal,
        Kind.DATE: dt.date,
        Kind.CHOICES: tuple,
    }
    if parsed.value is not None:
        assert isinstance(parsed.value, kinds.get(FIELDS[index].kind, str))
    if cell not in (None, "") and parsed.value is None and not parsed.sound:
        assert parsed.notes, "a cell that cannot be read says so"
