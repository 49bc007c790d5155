"""Decks drawn by LibreOffice: no text outside its page, into the footer, or upon another."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_jobs.briefing.proof import package_faults
from tests.briefing.rendered import faults
from tests.briefing.stress import DECKS, deck
from tests.validator import faults_of


def test_drawn__a_bad_week__nothing_collides(tmp_path: Path):
    assert faults(deck("a bad week"), tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in DECKS if name != "a bad week"])
def test_drawn__stress_deck__nothing_collides(name: str, tmp_path: Path):
    assert faults(deck(name), tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("name", DECKS)
def test_schema__stress_deck__no_error(name: str, tmp_path: Path):
    assert faults_of(deck(name), "deck.pptx", tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("name", DECKS)
def test_package__stress_deck__no_fault(name: str):
    assert package_faults(deck(name)) == []
