"""Accounts: every metric is what it was, and what came in, went out and was corrected; nothing else."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from report_jobs.consolidate import freeze, moves, past_from_json, past_of, past_to_json
from report_jobs.consolidate.balances import untied
from report_jobs.frozen import CITY, COLUMNS, Balance, Cause, Frozen
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.metrics.rules import RULES, Side
from tests.books import BASE, P1, P2, both, copy_of, edit
from tests.frozen import chain, collected, playbook_of
from tests.metrics.histories import history
from workbooks.period import Period
from workbooks.rows import Rows
from workbooks.standard import Activity, Case, FourForm, Pair, Problem

NOW_AND_THEN = range(150)
LONG = range(1000)
CHUNK = 50
"""Histories of one test, so that several processes share them."""


def line(frozen: Frozen, code: str, unit: str = CITY, side: str = "") -> Balance:
    (found,) = (b for b in frozen.balances if (b.code, b.side, b.unit) == (code, side, unit))
    return found


def amounts(frozen: Frozen, code: str, unit: str = "SZ012", side: str = "") -> tuple[list[int], dict[str, int]]:
    """The six columns, and the causes of the correction."""
    found = line(frozen, code, unit, side)
    return [int(a) for a in found.amounts], {cause.value: int(a) for cause, a in found.causes}


# Random histories


def _printed(frozen: Frozen | None, found: Balance) -> Decimal | None:
    """What a period printed of a line's metric: read from its figures, not from its accounts."""
    if frozen is None:
        return Decimal(0)
    figure = frozen.figures.get(found.code, found.unit)
    if figure is None:
        return None
    if found.code == "M20" and found.side:
        return dict(figure.points).get(found.side, Decimal(0))
    return {"": figure.value, "part": figure.part, "whole": figure.whole}[found.side]


def _check(weeks: list[Frozen], *, wild: bool) -> Iterator[str]:
    """Yield what is wrong with the accounts of a history."""
    before: Frozen | None = None
    for frozen in weeks:
        for found in frozen.balances:
            told = [*_identity(found), *_both_ends(found, frozen, before), *_causes(found, wild=wild)]
            yield from (f"{frozen.period} {found.name} {fault}" for fault in told)
        yield from (f"{frozen.period} {fault}" for fault in _totals(frozen))
        if untied(frozen.balances):
            yield f"{frozen.period}: untied"
        before = frozen


def _identity(found: Balance) -> Iterator[str]:
    before, added, rebounded, closed, corrected, now = found.amounts
    if before + added + rebounded - closed + corrected != now:
        yield "does not tie"
    if min(added, rebounded, closed) < 0:
        yield "moves backwards"


def _both_ends(found: Balance, frozen: Frozen, before: Frozen | None) -> Iterator[str]:
    """What a line begins and ends with is what was printed; duties are printed for the city alone."""
    printed = _printed(before, found), _printed(frozen, found)
    if (found.code != "M19" or found.unit == CITY) and (found.before, found.now) != printed:
        yield "does not begin or end with what was printed"


def _causes(found: Balance, *, wild: bool) -> Iterator[str]:
    start, *moved, corrected, _ = found.amounts
    if sum(amount for _, amount in found.causes) != corrected:
        yield "is corrected for no cause"
    if found.now is None and (any(moved) or corrected != -start):
        yield "is closed although it was not counted"
    if not wild and found.causes and found.code != "M20":
        yield "is corrected although nothing was but work"


def _totals(frozen: Frozen) -> Iterator[str]:
    """Units add up to the city in each column, the city's score apart, which is made of its rates."""
    for code, metric in METRICS.items():
        sides = ("part", "whole") if metric.shown in (Shown.RATE, Shown.AVERAGE) else ("",)
        for side in sides if code != "M20" else ():
            mine = [b for b in frozen.balances if (b.code, b.side) == (code, side)]
            totals = [sum(b.amounts[i] for b in mine if b.unit) for i in range(len(COLUMNS))]
            if totals != list(mine[0].amounts) or mine[0].unit != CITY:
                yield f"{code} {side}: units do not add up to the city"


def _sound(seeds: range) -> None:
    for seed in seeds:
        wild = seed % 3 > 0
        faults = list(_check(history(seed, wild=wild, weeks=2 + seed % 2), wild=wild))
        assert not faults, (seed, faults[:3])


@pytest.mark.parametrize("first", NOW_AND_THEN[::CHUNK])
def test_accounts__random_histories__tie_in_every_line_and_in_total(first: int):
    _sound(range(first, first + CHUNK))


@pytest.mark.long
@pytest.mark.parametrize("first", LONG[::CHUNK])
def test_accounts__a_thousand_random_histories__tie_in_every_line_and_in_total(first: int):
    _sound(range(first, first + CHUNK))


def test_histories__are_worth_the_proof__every_cause_and_every_movement_comes_up():
    weeks = [frozen for seed in range(1, 60, 3) for frozen in history(seed, wild=True)]
    lines = [found for frozen in weeks for found in frozen.balances if found.unit]
    assert {cause for found in lines for cause, _ in found.causes} == set(Cause)
    assert {found.code for found in lines if found.added} == set(METRICS)
    assert all(any(getattr(found, column) for found in lines) for column in COLUMNS)
    assert any(found.rebounded for found in lines if found.code == "M06_rebound")


# Seeded faults: the proof is believed because it finds them


def _dropped(term, seen):
    """Weigh rows, but lose one."""
    weights = WEIGHTS(term, seen)
    if len(weights) > 1:
        weights.pop(next(iter(weights)))
    return weights


def _doubled(term, seen):
    """Weigh rows, but the first one twice."""
    weights = WEIGHTS(term, seen)
    for key in list(weights)[:1]:
        weights[key] *= 2
    return weights


def _backwards(self, kind, change):
    """Book what went out as if it had come in."""
    BOOK(self, moves.ADDED if kind == moves.CLOSED else kind, change)


def _uncorrected(self, kind, change):
    """Book no correction."""
    if not isinstance(kind, Cause):
        BOOK(self, kind, change)


WEIGHTS, BOOK = moves._weights, moves.Moves.book


@pytest.mark.parametrize("wild", [False, True])
@pytest.mark.parametrize(
    ("owner", "name", "fault"),
    [
        (moves, "_weights", _dropped),
        (moves, "_weights", _doubled),
        (moves.Moves, "book", _backwards),
        (moves.Moves, "book", _uncorrected),
    ],
    ids=["dropped", "doubled", "sign", "uncorrected"],
)
def test_fault__in_the_engine__does_not_tie(monkeypatch, owner, name, fault, wild: bool):
    """A row lost or counted twice, a wrong sign, a correction forgotten (in a lawful history there is none)."""
    monkeypatch.setattr(owner, name, fault)
    found = [code for seed in range(6) for f in history(seed, wild=wild) for code in untied(f.balances)]
    assert bool(found) == (wild or fault is not _uncorrected)


def _one_more(found: Balance, column: str) -> Balance:
    return dataclasses.replace(found, **{column: (getattr(found, column) or Decimal(0)) + 1})


@pytest.mark.parametrize("column", [*COLUMNS, "causes", "line", "twice"])
def test_fault__in_a_line__is_named(column: str):
    """One number one off, a cause left out, a line lost or there twice: of units and of the city."""
    frozen = history(4, wild=True)[-1]
    assert untied(frozen.balances) == ()
    for place, found in enumerate(frozen.balances):
        if found.now is None or not found.now:
            continue
        others = [*frozen.balances[:place], *frozen.balances[place + 1 :]]
        if column == "line":
            lines = others
        elif column == "twice":
            lines = [*frozen.balances[: place + 1], found, *frozen.balances[place + 1 :]]
        elif column == "causes":
            changed = dataclasses.replace(found, causes=(*found.causes, (Cause.RULER, Decimal(1))))
            lines = [*frozen.balances[:place], changed, *frozen.balances[place + 1 :]]
        else:
            lines = [*frozen.balances[:place], _one_more(found, column), *frozen.balances[place + 1 :]]
        assert found.code in untied(lines), found.name


# What is what


def _weeks(*changes, absent: int = -1) -> Frozen:
    """The sound book, then the same after each change; a week may be without it."""
    rows = [BASE]
    for change in changes:
        rows.append(change(rows[-1]))
    here = [{} if number == absent else {"SZ012": found} for number, found in enumerate(rows)]
    return chain(playbook_of(("SZ011", "SZ012")), range(48 - len(rows), 48), here)[-1]


def _same(rows: Rows) -> Rows:
    return rows


P3 = "WT-2026-SZ012-0003"


def test_movement__new_rebounded_and_closed_problems__each_in_its_column():
    new = copy_of(Problem, P1, problem_id=P3)
    reopened = _weeks(both(edit(Problem, P1, status="rebound"), new, edit(Problem, P3, status="fixing")))
    assert amounts(reopened, "M08_open") == ([0, 1, 1, 0, 0, 2], {})
    assert amounts(reopened, "M06_total") == ([2, 0, 0, 1, 0, 1], {})
    assert amounts(reopened, "M06_rebound") == ([0, 0, 1, 0, 0, 1], {})
    assert amounts(reopened, "M09_red")[0][2] == 1
    assert amounts(reopened, "M07", side="part") == ([2, 0, 0, 1, 0, 1], {})
    assert amounts(reopened, "M07", side="whole") == ([2, 1, 0, 0, 0, 3], {})


def test_movement__what_was_new_last_week__is_not_new_any_more():
    assert amounts(_weeks(_same), "M05") == ([2, 0, 0, 2, 0, 0], {})


def test_correction__number_that_vanished__never_closed():
    gone = _weeks(lambda rows: Rows.collect(r for r in rows if r.row_key != P2))
    assert amounts(gone, "M04") == ([2, 0, 0, 0, -1, 1], {"vanished": -1})
    assert amounts(gone, "M06_total") == ([2, 0, 0, 0, -1, 1], {"vanished": -1})


def test_correction__void_taken_back__restated():
    back = _weeks(edit(Problem, P1, status="void"), edit(Problem, P1, status="fixing"))
    assert amounts(back, "M04") == ([1, 0, 0, 0, 1, 2], {"restated": 1})
    assert amounts(back, "M08_open") == ([0, 0, 0, 0, 1, 1], {"restated": 1})


def test_correction__persons_told_otherwise__restated_and_a_form_moves_from_one_to_the_other():
    (form,) = (row for row in BASE.of(FourForm) if row.form == "first")
    other = _weeks(edit(FourForm, form.row_key, form="second", persons=5))
    assert amounts(other, "M16_first") == ([3, 0, 0, 0, -3, 0], {"restated": -3})
    assert amounts(other, "M16_second") == ([0, 0, 0, 0, 5, 5], {"restated": 5})
    assert amounts(other, "M16") == ([3, 0, 0, 0, 2, 5], {"restated": 2})


def test_movement__more_persons_educated__is_work_and_fewer_are_a_correction():
    (rally,) = (row for row in BASE.of(Activity) if row.educated == 95)
    for educated, expected in ((97, ([95, 2, 0, 0, 0, 97], {})), (90, ([95, 0, 0, 0, -5, 90], {"restated": -5}))):
        told = _weeks(edit(Activity, rally.row_key, educated=educated))
        assert amounts(told, "M14_educated") == expected
    assert amounts(_weeks(edit(Activity, rally.row_key, educated=97)), "M14", side="part")[0] == [95, 1, 0, 0, 0, 96]


def test_movement__case_taken_out_of_hand__takes_its_duties_with_it():
    running = edit(Case, status="running")(BASE)
    first, second = chain(playbook_of(("SZ012",)), [46, 47], [{"SZ012": running}, {"SZ012": BASE}])
    assert amounts(first, "M02", side="whole") == ([0, 14, 0, 0, 0, 14], {})
    assert amounts(second, "M02", side="whole") == ([14, 0, 0, 14, 0, 0], {})
    assert amounts(second, "M02", side="part") == ([14, 0, 0, 14, 0, 0], {})
    (pair, *_) = BASE.of(Pair)
    spared = edit(Pair, pair.row_key, status="not_applicable")(running)
    last = chain(playbook_of(("SZ012",)), [46, 47], [{"SZ012": running}, {"SZ012": spared}])[-1]
    assert amounts(last, "M02", side="whole") == ([14, 0, 0, 1, 0, 13], {})


def test_missing__is_corrected_away_and_comes_back_with_the_work_of_both_weeks():
    more = copy_of(Problem, P1, problem_id=P3)
    rows = [{"SZ012": BASE}, {}, {"SZ012": more(BASE)}]
    _, second, third = chain(playbook_of(("SZ011", "SZ012")), [45, 46, 47], rows)
    assert amounts(second, "M04") == ([2, 0, 0, 0, -2, 0], {"missing": -2})
    assert line(second, "M04", "SZ012").now is None
    assert line(third, "M04", "SZ012").before is None
    assert amounts(third, "M04") == ([0, 1, 0, 0, 2, 3], {"back": 2})
    assert amounts(third, "M19", side="whole") == ([2, 1, 0, 0, 0, 3], {})
    assert amounts(third, "M19", side="part") == ([1, 1, 0, 0, 0, 2], {})


def test_ruler__denominator_changed_by_the_office__is_no_work():
    playbook = playbook_of(("SZ012",))
    rows = edit(Problem, P1, status="long_term")(BASE)
    limits = playbook.thresholds.model_copy(update={"rate_denominator": "include_longterm"})
    first, second = Period.parse("2026-W46"), Period.parse("2026-W47")
    frozen = freeze(playbook, first, collected(playbook, first, {"SZ012": rows}))
    changed = playbook.model_copy(update={"thresholds": limits})
    later = freeze(changed, second, collected(changed, second, {"SZ012": rows}), [past_of(frozen, None)])
    assert amounts(later, "M07", side="whole") == ([1, 0, 0, 0, 1, 2], {"ruler": 1})


def test_score__component_that_got_better__brings_its_points_and_new_weights_are_a_correction():
    late = edit(Problem, P1, status="fixing")(BASE)
    playbook = playbook_of(("SZ012",))
    weights = {"M07": Decimal("0.60"), "M19": Decimal("0.40")}
    plain = playbook.model_copy(update={"weights": weights})
    turned = playbook.model_copy(update={"weights": {"M07": Decimal("0.40"), "M19": Decimal("0.60")}})
    first, second = Period.parse("2026-W46"), Period.parse("2026-W47")
    before = past_of(freeze(plain, first, collected(plain, first, {"SZ012": late})), None)
    for changed, points in ((plain, (30, 30, 0)), (turned, (30, 20, -10))):
        later = freeze(changed, second, collected(changed, second, {"SZ012": BASE}), [before])
        found = line(later, "M20", "SZ012", "M07")
        assert (found.before, found.added, found.corrected) == points
        total = line(later, "M20", "SZ012")
        assert (total.before, total.now) == (70, 100)
        assert total.ties


def test_sides__of_every_rule__are_what_its_figure_is_made_of():
    for code, rule in RULES.items():
        sides = [side for side, _ in rule.sides()]
        rate = METRICS[code].shown in (Shown.RATE, Shown.AVERAGE)
        assert sides == ([Side.PART, Side.WHOLE] if rate else [Side.COUNT]), code


def test_ledger__accounts_after_a_restart__are_the_same():
    """What the ledger keeps of a week is enough for the accounts of the next, to the last digit."""
    playbook, weeks = playbook_of(("SZ010", "SZ011", "SZ012")), history(9, wild=False)
    pasts = []
    for frozen in weeks[:-1]:
        data = json.loads(json.dumps(past_to_json(past_of(frozen, pasts[-1] if pasts else None))))
        pasts.append(past_from_json(str(frozen.period), frozen.cutoff.isoformat(), data))
    last = weeks[-1]
    rows = {found.unit: found.rows for found in last.returns}
    assert freeze(playbook, last.period, collected(playbook, last.period, rows), pasts).balances == last.balances


def test_ledger__written_before_accounts_were_kept__score_is_taken_over_as_a_correction():
    first, second = history(9, wild=False, weeks=2)
    data = past_to_json(past_of(first, None))
    data["figures"] = [row[:6] for row in data["figures"]]
    past = past_from_json(str(first.period), first.cutoff.isoformat(), data)
    rows = {found.unit: found.rows for found in second.returns}
    later = freeze(second.playbook, second.period, collected(second.playbook, second.period, rows), [past])
    assert untied(later.balances) == ()
    assert line(later, "M20").before == first.figures.value("M20")
