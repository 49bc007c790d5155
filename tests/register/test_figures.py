"""指标: names on every figure, full precision, 未报 where nothing was reported, and the way to the rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_jobs import register
from report_jobs.frozen import CITY, Frozen
from report_jobs.metrics import words as mw
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.sources import SHEETS_OF, rows_behind
from report_jobs.register import words as w
from report_jobs.register.figures import _runs
from report_jobs.register.names import figure_name, figure_of
from report_jobs.register.read import Written, names_in
from tests.register import sample
from tests.register.opened import Opened
from tests.register.sample import FIRST, MISSING, REFUSED, SECOND, edited
from workbooks.standard import SHEETS

UNITS = (CITY, FIRST, SECOND, REFUSED, MISSING)
STEP = 5
"""Rows of one metric: the city's and those of four units."""


def line(opened: Opened, code: str, unit: str) -> list[str | float | None]:
    (found,) = [row for row in opened.rows(w.FIGURES) if row[0] == code and (row[2] or CITY) == unit]
    return found


def test_figures__rows__city_first_for_every_metric_and_one_for_every_unit(opened: Opened):
    rows = opened.rows(w.FIGURES)
    assert [(row[0], row[2] or CITY) for row in rows] == [(code, unit) for code in METRICS for unit in UNITS]
    assert {row[3] for row in rows[::STEP]} == {w.CITY}


def test_names__of_every_metric_and_unit__stand_for_its_cell(opened: Opened):
    expected = {}
    for number, (code, unit) in enumerate(((code, unit) for code in METRICS for unit in UNITS), start=4):
        expected[figure_name(code, unit)] = f"'{w.FIGURES}'!$E${number}"
    assert {name: place for name, place in opened.names.items() if name.startswith("fig_")} == expected
    assert "fig_M13_new" in expected
    assert f"fig_M07_{FIRST}" in expected


def test_figures_in__register_read_back__equals_the_frozen_figures_at_full_precision(frozen: Frozen, written: bytes):
    read = Written(written).figures()
    assert read == {key: figure.value for key, figure in frozen.figures.values.items()}
    assert read["M07", CITY] not in (None, 0, 1), "the sample has a rate worth comparing"
    assert None in read.values(), "the sample has a figure with nothing to divide by"


def test_figures_in__missing_unit__has_a_name_that_leads_to_a_word_but_no_figure(opened: Opened, written: bytes):
    assert not [key for key in Written(written).figures() if key[1] in (MISSING, REFUSED)]
    assert names_in(written) == {name for name, place in opened.names.items() if ":" not in place}
    for unit in (MISSING, REFUSED):
        assert {row[4] for row in opened.rows(w.FIGURES) if row[2] == unit} == {w.MISSING}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<definedName name="fig_M04">', b'<definedName name="fig_M04_SZ001x">'),
        (b"!$E$19<", b"!$E$20<"),
    ],
)
def test_figures_in__tampered_name__differs(frozen: Frozen, written: bytes, old: bytes, new: bytes):
    """A renamed or shifted name is seen, as `yian verify` would see it."""
    changed = edited(written, "xl/workbook.xml", old, new)
    assert Written(changed).figures() != {key: figure.value for key, figure in frozen.figures.values.items()}


def test_figures_in__name_over_two_cells__is_an_error(written: bytes):
    with pytest.raises(ValueError, match="fig_M04 "):
        Written(edited(written, "xl/workbook.xml", b"!$E$19<", b"!$E$19:$E$20<")).figures()


def test_figures_in__text_in_place_of_a_number__is_an_error(opened: Opened, written: bytes):
    title = opened.titles[w.FIGURES]
    cell = next(part for part in opened.parts[title].split(b"<c ") if part.startswith(b'r="E19"'))
    faulty = cell.split(b">", 1)[0] + b' t="str">' + cell.split(b">", 1)[1].replace(b"<v>", b"<v>about ")
    with pytest.raises(ValueError, match="no number"):
        Written(edited(written, title, cell, faulty)).figures()


@given(st.sampled_from(list(METRICS)), st.sampled_from(["", *(u.code for u in sample.PLAYBOOK.units), "QY004"]))
def test_figure_name__read_back__gives_metric_and_unit(code: str, unit: str):
    assert figure_of(figure_name(code, unit)) == (code, unit)


@pytest.mark.parametrize("name", ["M07", "fig_M7", "fig_M07_sz012", "fig_M07_SZ12", "xfig_M07", "fig_M07_SZ012 "])
def test_figure_of__other_names__none(name: str):
    assert figure_of(name) is None


def test_figures__rates_and_counts__are_numbers_with_parts(opened: Opened):
    rate = line(opened, "M07", FIRST)
    assert isinstance(rate[4], float)
    assert 0 < rate[4] < 1
    assert rate[4] == pytest.approx(rate[8] / rate[9], abs=1e-6)
    assert line(opened, "M17", SECOND)[4] == pytest.approx(24.68)


def test_figures__last_week_and_change__numbers_at_the_shown_precision(opened: Opened, frozen: Frozen):
    """A unit's change is now less before; a unit that was not counted has 未报 and no change."""
    now, before, change = line(opened, "M04", SECOND)[4:7]
    assert (now, before, change) == (5, 4, 1)
    rate = line(opened, "M07", SECOND)
    assert rate[6] == float(round(Decimal(str(rate[4])) * 100, 1) - round(Decimal(str(rate[5])) * 100, 1))
    assert line(opened, "M04", REFUSED)[4:7] == [w.MISSING, 4, None]
    assert line(opened, "M04", MISSING)[4:7] == [w.MISSING, w.MISSING, None]


def test_figures__change_of_the_city__compares_the_units_of_both_weeks_and_says_so(opened: Opened):
    city, units = line(opened, "M05", CITY), [line(opened, "M05", unit) for unit in (FIRST, SECOND)]
    assert city[6] == sum(row[6] for row in units)
    assert city[11] == "2 个单位未报，未计入；较上期只比两期都计入的 2 家"


def test_source__of_every_figure__counts_its_rows_and_leads_to_the_first(opened: Opened, frozen: Frozen):
    links = {link.cell: link.location for link in opened.links(w.FIGURES)}
    cells, merged = opened.cells(w.FIGURES), {label: opened.rows(label) for label in opened.titles}
    for number, (code, unit) in enumerate(((code, unit) for code in METRICS for unit in UNITS), start=4):
        text, target = cells[f"K{number}"], links.get(f"K{number}", "")
        if unit in (REFUSED, MISSING):
            assert (text, target) == (None, "")
        elif code in SHEETS_OF:
            label, behind = SHEETS[SHEETS_OF[code]].label, rows_behind(code, unit, frozen)
            assert str(text).startswith(f"{label} {len(behind)} 行")
            if behind:
                owner, row = behind[0]
                first = merged[label][int(target.rsplit("A", 1)[1]) - 4]
                assert (first[0], first[3] or 0) == (owner, row.at)


def test_source__score__names_what_was_left_out(opened: Opened):
    assert str(line(opened, "M20", SECOND)[11]).startswith("分母为零，未计分项：M02、M03")


def test_runs__neighbours__are_told_as_one():
    assert _runs([4, 5, 6, 9, 11, 12]) == ["4–6", "9", "11–12"]
    assert _runs([]) == []


def test_definitions__denominator_and_weights__are_those_in_force():
    playbook = sample.PLAYBOOK.model_copy(
        update={
            "thresholds": sample.PLAYBOOK.thresholds.model_copy(update={"rate_denominator": "include_longterm"}),
            "weights": {"M07": Decimal("0.60"), "M08": Decimal("0.40")},
        }
    )
    opened = Opened(register.write(sample.frozen(playbook)))
    formulas = {row[0]: row[3] for row in opened.rows(w.DEFINITIONS)}
    assert formulas["M07"] == mw.RATE_FORMULAS["include_longterm"]
    assert "0.60·M07＋0.40·(1−M08)" in str(formulas["M20"])
    assert "含长期坚持" in str(opened.cells(w.DEFINITIONS)["A2"])
    assert list(formulas) == list(METRICS)
