"""The exit scan, proved: names in twelve places of outgoing files, and clean files that pass."""

from __future__ import annotations

import pytest

from tests.keep import exits


def test_exits__a_few_names_in_every_place__none_escapes():
    found = exits.plant(exits.invented(3), exits.PLACES)
    assert (found.planted, found.escaped) == (36, {})


def test_exits__a_scan_that_sees_nothing__is_noticed(monkeypatch: pytest.MonkeyPatch):
    """The proof has teeth."""
    monkeypatch.setattr(exits, "scan", lambda data, rules: [])
    found = exits.plant(exits.invented(2), ("runs", "comment"))
    assert found.escaped == {"runs": 2, "comment": 2}
    assert not found.is_good


@pytest.mark.long
@pytest.mark.parametrize("place", exits.PLACES)
def test_exits__five_hundred_names__none_escapes(place: str):
    found = exits.plant(exits.invented(), (place,))
    assert (found.planted, found.escaped) == (exits.NAMES, {})


@pytest.mark.long
def test_exits__clean_decks_and_registers__less_than_one_in_a_hundred_held():
    found = exits.clean(exits.invented())
    assert found.clean == 24
    assert found.held == 0
    assert found.pairs_held * 100 < found.pairs
