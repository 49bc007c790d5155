"""差额账: a line for every account and unit, a formula that recomputes it, a name on it, 未报 where nobody reported."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from report_jobs.frozen import CITY, COLUMNS, Frozen
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.register import words as w
from report_jobs.register.read import Written
from report_jobs.verify import compare_accounts
from tests.register.opened import MAIN, Opened
from tests.register.sample import FIRST, MISSING, REFUSED, SECOND, edited

RATES = [code for code, metric in METRICS.items() if metric.shown in (Shown.RATE, Shown.AVERAGE)]
FUNCTIONS = {"N": lambda value: value if isinstance(value, float) else 0.0, "ROUND": round, "ABS": abs}


def lines(opened: Opened) -> dict[tuple[str, str, str], list[str | float | None]]:
    """Columns after the unit of every line, by code, side and unit."""
    return {(str(row[0]), str(row[2]), str(row[3] or CITY)): row[5:] for row in opened.rows(w.BALANCES)}


def test_balances__every_metric__has_its_accounts_the_city_first(opened: Opened, frozen: Frozen):
    found = lines(opened)
    for code, metric in METRICS.items():
        sides = ("分子", "分母", "比率") if metric.shown is Shown.RATE else ("数",)
        sides = ("分子", "分母", "平均") if metric.shown is Shown.AVERAGE else sides
        for side in ("总分", "整改完成率") if code == "M20" else sides:
            assert (code, side, CITY) in found
    units = [str(row[3] or CITY) for row in opened.rows(w.BALANCES) if row[0] == "M04"]
    assert units == [CITY, FIRST, SECOND, REFUSED], "who was counted neither time has no line"
    assert len(found) == len(frozen.balances) + len(RATES)


def test_balances__missing_unit__is_not_a_zero(opened: Opened):
    refused = lines(opened)["M04", "数", REFUSED]
    assert refused[:6] == [4, 0, 0, 0, -4, w.MISSING]
    assert refused[7] == "更正：本期未报 -4"
    assert lines(opened)["M19", "分母", MISSING][:6] == [1, 1, 0, 0, 0, 2], "a duty is owed by whoever is missing, too"


def test_balances__rate__is_told_beside_its_denominator_and_divided_again(opened: Opened, frozen: Frozen):
    city = lines(opened)["M07", "比率", CITY]
    assert city[5] == pytest.approx(float(frozen.figures.value("M07")))
    assert city[0] == pytest.approx(float(frozen.previous.value("M07")))
    told = lines(opened)["M07", "分母", REFUSED][7]
    assert told == "更正：本期未报 -3；整改完成率 33.3%→未报"


def _value(formula: str, cells: dict[str, str | float | None]) -> float:
    """Work out a formula of the check column from the cells of the tab."""

    def total(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2])
        values = (cells[f"K{row}"] for row in range(first, last + 1))
        return repr(sum(value for value in values if isinstance(value, float)))

    formula = re.sub(r"SUM\(K(\d+):K(\d+)\)", total, formula)
    formula = formula.removeprefix("=")
    formula = re.sub(r"IF\(N\((K\d+)\)=0,0,(.*?)\)-N", r"(0.0 if N(\1)==0 else \2))-N", formula).replace("))-N", ")-N")
    formula = re.sub(r"\b[F-K]\d+\b", lambda match: repr(cells[match[0]]), formula)
    return float(eval(formula, {"__builtins__": {}}, FUNCTIONS))  # noqa: S307 (a formula of ours, from our own sheet)


def formulas(opened: Opened) -> dict[str, str]:
    return {cell.get("r"): f.text for cell in opened.sheet(w.BALANCES).iter(f"{MAIN}c") for f in cell.iter(f"{MAIN}f")}


def test_check__of_every_line__works_out_to_nothing_and_to_what_is_cached(opened: Opened):
    cells, found = opened.cells(w.BALANCES), formulas(opened)
    assert set(found) == {f"L{row}" for row in range(4, 4 + len(opened.rows(w.BALANCES)))}
    for place, formula in found.items():
        assert _value(formula, cells) == 0, (place, formula)
        assert cells[place] == 0


@pytest.mark.parametrize("column", ["F", "G", "H", "I", "J", "K"])
def test_check__a_column_that_is_off__is_seen_in_its_row_and_in_the_city(opened: Opened, column: str):
    cells, found = opened.cells(w.BALANCES), formulas(opened)
    city = next(row for row, line in enumerate(opened.rows(w.BALANCES), start=4) if line[0] == "M04" and not line[3])
    for row in (city, city + 1):
        cell = f"{column}{row}"
        wrong = cells | {cell: cells[cell] + 1}
        off = [place for place, formula in found.items() if _value(formula, wrong)]
        assert off == ([f"L{city}", f"L{row}"] if row > city and column == "K" else [f"L{row}"])


def test_names__of_every_line_and_of_the_citys_columns__read_back_exactly(
    opened: Opened, frozen: Frozen, written: bytes
):
    read = Written(written).accounts()
    assert set(read) == {line.name for line in frozen.balances}
    for line in frozen.balances:
        amounts = read[line.name].amounts
        assert amounts == (line.before, *line.amounts[1:-1], line.now)
        assert opened.names[line.name] == f"'{w.BALANCES}'!$F${read[line.name].row}:$K${read[line.name].row}"
    columns = {f"acc_M07_part_{column}" for column in COLUMNS}
    assert columns <= set(opened.names)
    assert len({line.name for line in frozen.balances}) == len(frozen.balances)


def test_verify__the_register_as_it_was_written__agrees(frozen: Frozen, written: bytes):
    assert list(compare_accounts(frozen, Written(written))) == []


def row_of(opened: Opened, name: str) -> int:
    return int(opened.names[name].rsplit("$", 1)[1])


@pytest.mark.parametrize("column", list(zip("FGHIJK", COLUMNS, strict=True)))
def test_verify__a_number_that_was_changed__is_named(
    opened: Opened, frozen: Frozen, written: bytes, column: tuple[str, str]
):
    """One number of SECOND's account of problems is made one more: wherever it stands, it is found."""
    title, row = opened.titles[w.BALANCES], row_of(opened, f"acc_M04_{SECOND}")
    cell = next(p for p in opened.parts[title].split(b"<c ") if p.startswith(f'r="{column[0]}{row}"'.encode()))
    value = re.search(rb"<v>(-?\d+)</v>", cell)
    faulty = cell.replace(value[0], b"<v>%d</v>" % (int(value[1]) + 1))
    told = list(compare_accounts(frozen, Written(edited(written, title, cell, faulty))))
    assert len(told) == 1
    assert f"acc_M04_{SECOND}_{column[1]}" in told[0]


def test_verify__a_check_that_was_overwritten_or_a_name_that_is_gone__is_named(
    opened: Opened, frozen: Frozen, written: bytes
):
    title, row = opened.titles[w.BALANCES], row_of(opened, f"acc_M04_{SECOND}")
    cell = next(p for p in opened.parts[title].split(b"<c ") if p.startswith(f'r="L{row}"'.encode()))
    (told,) = compare_accounts(frozen, Written(edited(written, title, cell, re.sub(rb"<f>.*</f>", b"", cell))))
    assert "核对公式" in told
    name = f'name="acc_M04_{SECOND}"'.encode()
    told = list(
        compare_accounts(frozen, Written(edited(written, "xl/workbook.xml", name, name.replace(b"M04", b"M24"))))
    )
    assert len(told) == 2


def test_verify__a_name_that_stands_for_something_else__is_an_error(opened: Opened, written: bytes):
    place = opened.names[f"acc_M04_{SECOND}"].encode()
    with pytest.raises(ValueError, match="line of the accounts"):
        Written(edited(written, "xl/workbook.xml", place, place.replace(b"$K$", b"$L$"))).accounts()


def test_verify__a_name_of_the_city_that_stands_for_another_column__is_an_error(opened: Opened, written: bytes):
    """A slide leads to such a name: it must show what the slide says."""
    name = b'"acc_M04_now">' + opened.names["acc_M04_now"].encode()
    assert name in opened.parts["xl/workbook.xml"]
    with pytest.raises(ValueError, match="acc_M04_now"):
        Written(edited(written, "xl/workbook.xml", name, name.replace(b"$K$", b"$J$"))).accounts()


def test_balances__money__keeps_its_decimals(opened: Opened):
    assert lines(opened)["M17", "数", SECOND][5] == pytest.approx(float(Decimal("24.68")))
