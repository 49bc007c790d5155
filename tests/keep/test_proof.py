"""Nothing lost, nothing damaged, nothing sent twice but in the one window: SIGKILL, freeze, crowd, full disk."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("keepers are forked and killed by signals", allow_module_level=True)

from report_jobs import steps
from tests.keep.proof import ALL, PARTS, named


@pytest.mark.long
@pytest.mark.parametrize("part", PARTS)
def test_keep__whatever_happens__nothing_lost_damaged_or_doubled(part: str):
    tally = PARTS[part]()
    assert tally.is_good, (tally.unfinished, tally.stray_copies)


def test_steps__each_is_in_the_proof():
    assert {step for step, _ in ALL} == set(steps.STEPS)


def test_keep__killed_at_the_two_worst_moments__nothing_lost_or_doubled():
    """The short form for every day: before the run is saved, and between the dot and the answer."""
    tally = named((("cycle.built", 1), ("mail.answered", 2)), light=True)
    assert tally.is_good, (tally.unfinished, tally.stray_copies)
    assert tally.kills == 2
