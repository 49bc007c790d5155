"""Slide 6A: the accounts that moved, exceptions first, the rest folded into one line that counts them all."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal

import pytest

from report_jobs.frozen import CITY, Frozen
from report_jobs.outline import outline
from report_jobs.outline.accounts import ROWS, changed
from report_jobs.outline.base import Ground
from report_jobs.outline.model import Page, Sentence, Table
from report_jobs.verify import expected_texts
from tests.frozen import weeks
from tests.metrics.histories import history


@pytest.fixture(scope="module")
def frozen() -> Frozen:
    return weeks(absent={47: ["QY001"]})[-1]


def parts(page: Page) -> tuple[Table, Sentence]:
    table, sentence = page.blocks
    assert isinstance(table, Table)
    assert isinstance(sentence, Sentence)
    return table, sentence


def number(text: str) -> Decimal:
    return Decimal(text.replace("\u2212", "-").replace(",", "").removeprefix("+"))


def test_rows__each__ties_as_it_is_shown_and_leads_to_its_cell(frozen: Frozen):
    table, _ = parts(changed(Ground(frozen)))
    expected = expected_texts(frozen)
    assert 4 < len(table.rows) <= ROWS
    for row in table.rows:
        before, added, rebounded, closed, corrected, now = (number(cell.text) for cell in row[1:])
        assert before + added + rebounded - closed + corrected == now, row[0].text
        for cell in row[1:]:
            assert expected[cell.figure.name] == cell.figure.text


def test_rest__shown_folded_and_still__are_all_the_accounts_there_are(frozen: Frozen):
    """No account is left out: rows, folded ones and unmoved ones are what the city has, rates by their sides once."""
    table, _ = parts(changed(Ground(frozen)))
    moved, still, accounts, lines = (int(n) for n in re.findall(r"(\d+) (?:个账目有|个无|个账目、|行)", table.remark))
    assert (accounts, lines) == (sum(b.unit == CITY for b in frozen.balances), len(frozen.balances))
    score, shared = (
        8,
        8,
    )  # the score and its components are told in words; sides that are counts of their own stand once
    assert len(table.rows) + moved + still == accounts - score - shared


def test_exceptions__restated_or_vanished__come_first_and_are_shaded():
    """Wild histories have all of them: whatever was corrected for another cause than a missing unit leads."""
    absent, seen = {"missing", "back", "left"}, 0
    for seed in (1, 2, 4, 5, 7):
        frozen = history(seed, wild=True)[-1]
        table, _ = parts(changed(Ground(frozen)))
        names = [row[1].figure.name.removesuffix("_before") for row in table.rows]
        lines = {b.name: b for b in frozen.balances}
        kinds = [any(cause not in absent for cause, _ in lines[name].causes) for name in names]
        assert kinds == sorted(kinds, reverse=True)
        assert table.strong == frozenset(place for place, kind in enumerate(kinds) if kind)
        seen += any(kinds)
    assert seen > 2


def test_told__causes_and_rates__in_words(frozen: Frozen):
    _, sentence = parts(changed(Ground(frozen)))
    assert "更正：未销号本期未报 \u221215" in sentence.text
    assert "整改完成率 36.6%→48.0%（分子 +4、分母 \u221221）" in sentence.text


def test_untied__a_line_that_is_off__is_said_on_the_slide(frozen: Frozen):
    wrong = dataclasses.replace(frozen.balances[0], added=frozen.balances[0].added + 1)
    off = dataclasses.replace(frozen, balances=(wrong, *frozen.balances[1:]))
    table, _ = parts(changed(Ground(off)))
    assert "有账目没有轧平：M01" in table.remark
    assert "没有轧平" not in parts(changed(Ground(frozen)))[0].remark


def test_first_issue__has_accounts_that_begin_at_nothing():
    first = weeks(numbers=(42,))[0]
    (page,) = (page for page in outline(first).pages if page.number == "6A")
    assert page.title.startswith("首期立账")
    assert {row[1].text for row in parts(page)[0].rows} == {"0"}
