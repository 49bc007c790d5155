"""Figures: worked out by hand for a small city, tied to the rows behind them, never a zero for a missing unit.

The city has two units. SZ012 is the sound book of tests.books (one case, all of it done), as of
20 November 2026; SZ011 has four problems, of which one is closed, one long-term, one overdue
and one void, 1 of 2 high risks in control, and no case.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from report_jobs.frozen import CITY, Figure, Figures, Frozen
from report_jobs.metrics.comparable import change, over
from report_jobs.metrics.compute import reconcile
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.display import BAD, FLAT, GOOD, delta, display
from report_jobs.metrics.rules import RULES
from report_jobs.metrics.sentence import auto_sentence
from report_jobs.metrics.sources import rows_behind, rows_in_whole
from tests.books import BASE, day, edit, every
from tests.frozen import chain, playbook_of, weeks
from workbooks.rows import Rows
from workbooks.standard import Action, Case, Closure, Cover, Duty, FourForm, Problem, Risk, Stage

PLAYBOOK = playbook_of(("SZ011", "SZ012"))


def problem(number: int, status: str, due: dt.date, fix: str = "by_date") -> Problem:
    return Problem(
        problem_id=f"WT-2026-SZ011-{number:04d}", problem=f"第{number}个问题", status=status, found_date=day(10, 1), due_date=due,
        fix_type=fix, severity="ordinary", root="education",
    )  # fmt: skip


OTHER = Rows.collect(
    [
        Cover(unit_code="SZ011", week_id="2026-W47"),
        Duty(role_id="SZ011-R01", role="first", name="盛景行"),
        problem(1, "closed", day(11, 1)),
        problem(2, "long_term", day(12, 1), "long_term"),
        problem(3, "fixing", day(11, 10)),
        problem(4, "void", day(11, 1)),
        Action(action_id="WT-2026-SZ011-0003-C01", problem_id="WT-2026-SZ011-0003", pct=40, recovered=Decimal("2.25")),
        Closure(
            closure_id="WT-2026-SZ011-0001-X01", problem_id="WT-2026-SZ011-0001", office_result="send_back", office_date=day(11, 3)
        ),
        Closure(
            closure_id="WT-2026-SZ011-0001-X02", problem_id="WT-2026-SZ011-0001", office_result="agree", office_date=day(11, 18)
        ),
        Risk(risk_id="FX-SZ011-001", grade="high", control="复核\n抽查", lead="盛景行", regulation_id="ZD-SZ011-001", last_review=day(11, 1)),
        Risk(risk_id="FX-SZ011-002", grade="high", control="复核", lead="盛景行", regulation_id="ZD-SZ011-001", last_review=day(11, 1)),
        FourForm(form_row_id="SZ011-2026-W47-01", form="second", persons=2),
    ]
)  # fmt: skip
RUNNING = every(Case, status="running")(BASE)


@pytest.fixture(scope="module")
def city() -> Frozen:
    return chain(PLAYBOOK, [47], [{"SZ012": RUNNING, "SZ011": OTHER}])[0]


WORKED_OUT = {
    "M01": ("1", "1", "0"),
    "M02": ("1", "1", None),
    "M03": ("1", "1", None),
    "M04": ("5", "2", "3"),
    "M05": ("5", "2", "3"),
    "M06": ("1", "0", "1"),
    "M06_total": ("3", "2", "1"),
    "M06_longterm": ("1", "0", "1"),
    "M06_rebound": ("0", "0", "0"),
    "M07": ("0.75", "1", "0.5"),
    "M08": ("1", None, "1"),
    "M08_open": ("1", "0", "1"),
    "M08_overdue": ("1", "0", "1"),
    "M09_green": ("0", "0", "0"),
    "M09_blue": ("0", "0", "0"),
    "M09_yellow": ("0", "0", "0"),
    "M09_red": ("1", "0", "1"),
    "M10": ("0.666667", "1", "0"),
    "M11": ("0", "0", None),
    "M11_sampled": ("2", "2", "0"),
    "M12": ("0.666667", "1", "0.5"),
    "M13": ("1", "1", "0"),
    "M13_new": ("1", "1", "0"),
    "M13_revised": ("0", "0", "0"),
    "M13_repealed": ("0", "0", "0"),
    "M14": ("0.414847", "0.989583", "0"),
    "M14_educated": ("95", "95", "0"),
    "M14_rallies": ("1", "1", "0"),
    "M15": ("12", "12", None),
    "M15_meetings": ("1", "1", "0"),
    "M15_criticism": ("3", "3", None),
    "M16": ("5", "3", "2"),
    "M16_first": ("3", "3", "0"),
    "M16_second": ("2", "0", "2"),
    "M16_third": ("0", "0", "0"),
    "M16_fourth": ("0", "0", "0"),
    "M16_share": ("0.6", "1", "0"),
    "M17": ("5.25", "3.00", "2.25"),
    "M18": ("0", "0", "0"),
    "M19": ("1", "1", "1"),
}
"""Each metric for the city, SZ012 and SZ011; None where there is nothing to divide by.

M14: 95 of 96 and 0 of 133, so 95 of 229 in the city. M10: SZ011's closed problem was sent back
once. M12: SZ011's second risk has one control only. M06: only X02 was decided after 13 November.
"""


@pytest.mark.parametrize("code", WORKED_OUT)
def test_measure__worked_out_by_hand(city: Frozen, code: str):
    expected = [None if text is None else Decimal(text) for text in WORKED_OUT[code]]
    assert [city.figures.value(code, unit) for unit in (CITY, "SZ012", "SZ011")] == expected


def test_measure__every_declared_metric__is_computed_and_worked_out(city: Frozen):
    assert set(RULES) | {"M19", "M20"} == set(METRICS)
    assert set(WORKED_OUT) == set(METRICS) - {"M20"}
    assert {code for code, _ in city.figures.values} == set(METRICS)


def test_score__component_without_denominator__dropped_and_the_rest_scaled(city: Frozen):
    """SZ011: M07 0.5, M10 0, M08 1 (so 0), M12 0.5, M19 1; M02 and M03 dropped: (0.15+0+0+0.05+0.10)/0.70."""
    score = city.figures.get("M20", "SZ011")
    assert score is not None
    assert score.dropped == ("M02", "M03")
    assert score.value == Decimal("42.857143")
    assert dict(score.points) == {
        "M07": Decimal("21.428572"),
        "M10": 0,
        "M08": 0,
        "M12": Decimal("7.142857"),
        "M19": Decimal("14.285714"),
    }, "21.428571, 7.142857 and 14.285714, and the one millionth that rounding left"


def test_rate__of_the_city__from_sums_and_never_a_mean_of_rates(city: Frozen):
    figure = city.figures.get("M07")
    assert (figure.part, figure.whole) == (3, 4)


def test_denominator__with_longterm__as_the_playbook_says():
    thresholds = PLAYBOOK.thresholds.model_copy(update={"rate_denominator": "include_longterm"})
    frozen = chain(PLAYBOOK.model_copy(update={"thresholds": thresholds}), [47], [{"SZ011": OTHER}])[0]
    assert frozen.figures.value("M07", "SZ011") == Decimal("0.333333")


def test_missing__unit_has_no_figures_and_is_never_zero():
    frozen = chain(PLAYBOOK, [47], [{"SZ011": OTHER}])[0]
    assert frozen.figures.get("M04", "SZ012") is None
    assert frozen.missing_units == ("SZ012",)
    assert display(frozen.figures.get("M04", "SZ012"), METRICS["M04"]) == "未报"
    assert frozen.figures.value("M19") == Decimal("0.5"), "who is missing was not in time"


def test_order__of_the_returns__does_not_matter(city: Frozen):
    turned = chain(PLAYBOOK, [47], [{"SZ011": OTHER, "SZ012": RUNNING}])[0]
    assert turned.figures == city.figures
    assert turned.returns == city.returns


def test_nothing_reported__every_count_is_zero_and_every_rate_has_no_value():
    frozen = chain(PLAYBOOK, [47], [{}])[0]
    for code, metric in METRICS.items():
        value = frozen.figures.value(code)
        if code not in ("M19", "M20"):
            assert value == (None if metric.shown in (Shown.RATE, Shown.AVERAGE) else 0), code


def test_new__second_week__only_what_the_last_snapshot_lacks():
    later = Rows.collect([*OTHER, problem(5, "unclaimed", day(12, 20))])
    first, second = chain(PLAYBOOK, [46, 47], [{"SZ011": OTHER}, {"SZ011": later}])
    assert (first.figures.value("M05"), second.figures.value("M05")) == (3, 1)


def test_sources__rows_behind_a_count__are_as_many_as_it_says():
    for frozen in weeks(("SZ004", "SZ006"), (46, 47)):
        for code in RULES:
            figure = frozen.figures.get(code)
            counts_rows = METRICS[code].shown is Shown.COUNT and not code.startswith(("M14_educated", "M16", "M18"))
            for unit in (CITY, "SZ004", "SZ006"):
                if counts_rows:
                    assert len(rows_behind(code, unit, frozen)) == frozen.figures.value(code, unit), (code, unit)
            if METRICS[code].shown is Shown.RATE and code not in ("M14", "M16_share"):
                assert len(rows_behind(code, CITY, frozen)) == figure.part, code
        assert len(rows_in_whole("M12", frozen)) == frozen.figures.get("M12").whole
        assert rows_in_whole("M04", frozen) == []


def test_reconcile__units_that_do_not_add_up__are_named(city: Frozen):
    units = list(city.counted_units)
    assert reconcile(city.figures, units) == ()
    wrong = Figures({**city.figures.values, ("M04", CITY): Figure(code="M04", unit=CITY, value=Decimal(6))})
    assert reconcile(wrong, units) == ("M04",)


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("M04", "1284", "1,284"),
        ("M07", "0.7256", "72.6%"),
        ("M07", "0.7255", "72.6%"),
        ("M17", "661", "661.00"),
        ("M20", "84.95", "85.0"),
        ("M04", "0", "0"),
    ],
)
def test_display__by_kind(code: str, value: str, shown: str):
    assert display(Figure(code=code, unit="", value=Decimal(value)), METRICS[code]) == shown


def test_display__nothing_to_divide_by__a_dash():
    assert display(Figure(code="M07", unit="", value=None), METRICS["M07"]) == "—"


@pytest.mark.parametrize(
    ("code", "before", "now", "tone"),
    [("M07", "0.5", "0.6", GOOD), ("M07", "0.6", "0.5", BAD), ("M08_overdue", "1", "2", BAD), ("M04", "1", "2", FLAT), ("M07", "0.5001", "0.5002", FLAT)],
)  # fmt: skip
def test_delta__tone_by_what_is_better_at_the_displayed_precision(code: str, before: str, now: str, tone: str):
    found = delta(
        Figure(code=code, unit="", value=Decimal(now)), Figure(code=code, unit="", value=Decimal(before)), METRICS[code]
    )
    assert found is not None
    assert found.tone == tone


def test_change__unit_missing_now__is_no_improvement():
    """SZ011 was overdue last week and is missing now: the city's overdue did not get better by that."""
    calm = edit(Case, status="running")(BASE)
    frozen = chain(PLAYBOOK, [46, 47], [{"SZ011": OTHER, "SZ012": calm}, {"SZ012": calm}])[-1]
    assert frozen.figures.value("M08_overdue") == 0
    assert frozen.previous is not None
    assert frozen.previous.value("M08_overdue") == 1
    found = change(frozen, "M08_overdue")
    assert found is not None
    assert (found.direction, found.tone) == (0, FLAT)


def test_over__some_units__sums_and_ratios_of_sums(city: Frozen):
    assert over(city.figures, "M04", ["SZ011"]).value == 3
    assert over(city.figures, "M07", ["SZ011", "SZ012"]).value == Decimal("0.75")
    assert over(city.figures, "M04", []) is None


def test_sentence__zero_is_said_and_missing_units_are_named(city: Frozen):
    told = auto_sentence(city)
    for part in (
        "截至11月20日，全市2个单位",
        "在办案件1个",
        "累计查摆问题5个",
        "完成率75.0%",
        "废止0项",
        "清退追缴5.25万元",
    ):
        assert part in told
    assert "未报" not in told
    assert "全市1个单位开展以案促改（1个单位未报，未计入）" in auto_sentence(
        chain(PLAYBOOK, [47], [{"SZ011": OTHER}])[0]
    )


def test_stage__ended_late_or_not_at_all__is_not_in_time():
    late = edit(Stage, "AJ-2026-SZ012-001-S3", act_end=day(10, 27))(RUNNING)
    never = edit(Stage, "AJ-2026-SZ012-001-S4", act_end=None)(late)
    assert chain(PLAYBOOK, [47], [{"SZ012": never}])[0].figures.value("M03", "SZ012") == Decimal("0.5")
