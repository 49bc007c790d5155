"""Reading: right columns whatever people did to the sheet; no row vanishes silently; never raises."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grids import COVER, PLAYBOOK, WEEK, book, form, table
from workbooks.book import MemoryBook
from workbooks.engine import examine
from workbooks.period import Period
from workbooks.reader import read
from workbooks.standard import SHEETS, Cover, Duty, Problem

ROWS = [
    {"role_id": "SZ012-R01", "role": "第一责任人", "name": "闻仲平", "title": "局长"},
    {"role_id": "SZ012-R02", "role": "联络员", "name": "宁可为", "title": "科员", "phone": "8000012"},
]


def duties(made: MemoryBook) -> tuple[Duty, ...]:
    return read(made, PLAYBOOK).rows.of(Duty)


def test_table__as_the_template_makes_it__all_rows_with_their_place():
    found = duties(book({"duties": table("duties", ROWS)}))
    assert [(r.at, r.role_id, r.role, r.name) for r in found] == [
        (4, "SZ012-R01", "first", "闻仲平"),
        (5, "SZ012-R02", "liaison", "宁可为"),
    ]


def test_table__columns_moved_with_their_hidden_names__same_rows():
    names = [f.name for f in SHEETS["duties"].fields]
    assert duties(book({"duties": table("duties", ROWS, columns=names[::-1])})) == duties(
        book({"duties": table("duties", ROWS)})
    )


def test_table__headings_pasted_over_the_hidden_names__what_people_saw_wins():
    grid = table("duties", ROWS)
    grid[2][2], grid[2][3] = grid[2][3], grid[2][2]
    for line in grid[3:]:
        line[2], line[3] = line[3], line[2]
    assert [r.name for r in duties(book({"duties": grid}))] == ["闻仲平", "宁可为"]


def test_table__hidden_row_deleted_and_rows_inserted_above__found_by_headings():
    grid = table("duties", ROWS)
    del grid[1]
    assert [r.at for r in duties(book({"duties": [[], ["填表时间"], *grid]}))] == [5, 6]


def test_table__blank_lines_between__passed_over():
    grid = table("duties", ROWS)
    grid.insert(4, [None, " ", ""])
    assert [r.at for r in duties(book({"duties": grid}))] == [4, 6]


def test_table__row_without_key__said_and_never_silent():
    grid = table("duties", [*ROWS, {"name": "无编号者"}])
    reading = read(book({"duties": grid}), PLAYBOOK)
    assert len(reading.rows.of(Duty)) == 2
    assert [(f.code, f.place.row) for f in reading.findings if f.place.row == 6] == [("V-02b", 6)]


def test_table__bad_date__row_still_counts():
    rows = [{"problem_id": "WT-2026-SZ012-0001", "found_date": "不详"}]
    reading = read(book({"problems": table("problems", rows)}), PLAYBOOK)
    assert reading.rows.of(Problem)[0].found_date is None
    told = [f.code for f in reading.findings if f.place.field == "found_date"]
    assert told == ["V-04a"], "the unreadable date is the root error; the blank it leaves is not told again"


def test_form__lines_moved__found_by_label():
    grid = form("cover", COVER)
    cover = read(book({"cover": [*grid[:2], *grid[:1:-1]]}), PLAYBOOK).rows.one(Cover)
    assert cover is not None
    assert (cover.unit_code, cover.week_id, cover.sign_date) == ("SZ012", WEEK, dt.date(2026, 11, 20))


def test_findings__names_where_in_the_file_of_the_unit():
    grid = table("duties", [{**ROWS[0], "role": "组长"}])
    found = examine(book({"duties": grid}), PLAYBOOK, period=Period.parse(WEEK), today=dt.date(2026, 11, 20)).findings
    place = next(f.place for f in found if f.code == "V-03a")
    assert (place.unit, place.title, place.cell, place.row_key) == ("SZ012", "责任分工", "B4", "SZ012-R01")


CELLS = st.one_of(st.none(), st.booleans(), st.integers(-5, 60000), st.floats(), st.text(max_size=8), st.dates())
HEADS = [f.name for f in SHEETS["problems"].fields] + [f.label for f in SHEETS["problems"].fields]
GRIDS = st.lists(st.lists(st.one_of(CELLS, st.sampled_from(HEADS)), max_size=26), max_size=9)
TITLES = st.one_of(st.sampled_from([s.label for s in SHEETS.values()]), st.text(min_size=1, max_size=6))


@settings(max_examples=150, deadline=None)
@given(sheets=st.dictionaries(TITLES, GRIDS, max_size=4))
def test_read__any_grids__never_raises(sheets):
    made = book(sheets)
    examine(made, PLAYBOOK, period=Period.parse(WEEK), today=dt.date(2026, 11, 20))


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=6))
def test_read__any_rows__each_is_read_or_said(rows):
    names = [f.name for f in SHEETS["duties"].fields]
    grid = table("duties", [dict(zip(names, row, strict=False)) for row in rows])
    reading = read(book({"duties": grid}), PLAYBOOK)
    spoken = {r.at for r in reading.rows.of(Duty)} | {f.place.row for f in reading.findings if f.code == "V-02b"}
    for number, row in enumerate(rows, start=4):
        filled = any(c is not None and str(c).strip() for c in row[:6])
        visible = any(
            (isinstance(c, str) and c.strip() and c.isprintable()) or not isinstance(c, (str, type(None)))
            for c in row[:6]
        )
        if filled and visible:
            assert number in spoken


def test_read__link_of_a_row_to_its_gap__is_no_content_outside_the_columns():
    """A program that recalculates leaves the text of the template's own links in column A."""
    grid = [[None, *line] for line in table("duties", [{"role_id": "SZ012-R01", "name": "闻仲平"}])]
    grid[3][0] = "C ▸"
    assert not [f for f in read(book({"duties": grid}), PLAYBOOK).findings if f.code == "S-08"]
    grid[3][0] = "另记"
    assert [f.fact("value") for f in read(book({"duties": grid}), PLAYBOOK).findings if f.code == "S-08"] == ["另记"]
