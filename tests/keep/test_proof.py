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


def test_judge__planted_faults__each_is_seen():
    """The proof has teeth: what must not be is noticed when it is."""
    from report_jobs.state.database import Database
    from tests.keep.field import MONDAY, W47, finish, judge
    from tests.keep.proof import ground

    with ground() as f:

        def judged():
            verdict = judge(f, workplace, MONDAY)
            return verdict.lost, verdict.damaged, verdict.doubled, verdict.copies, verdict.differing

        workplace = f.workplace("history")
        finish(f, workplace)
        assert judged() == (0, 0, 0, 0, 0)
        (workplace.runs / ".2026-W47.left").mkdir()
        assert judged() == (0, 1, 0, 0, 0)
        (workplace.run(W47) / "register.xlsx").write_bytes(b"other")
        assert judged() == (0, 1, 0, 0, 0)
        with Database(workplace.state).writing() as connection:
            connection.execute(
                "INSERT INTO history (at, job, slot, token, event, code) SELECT at, job, slot, token, event, code FROM history WHERE job = 'mail' AND event = 'done'"
            )
        assert judged() == (0, 1, 1, 0, 0)
        one, *_ = sorted(f.received.glob("*.json"))
        (f.received / "0.json").write_text(one.read_text())
        assert judged() == (0, 1, 1, 1, 0)
        (f.received / "0.json").write_text(one.read_text().replace("<", "<0"))
        assert judged() == (0, 1, 1, 1, 1)
        for path in f.received.glob("*.json"):
            path.unlink()
        assert judged() == (3, 1, 1, 0, 0)
