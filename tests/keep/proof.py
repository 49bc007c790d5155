"""The proof: histories with kills, freezes, crowds and full disks, each brought to its end and judged.

    python -m tests.keep      prints the figures of all parts

What is asked of each history: every job of the week is done once, every file of the run
is what the ledger recorded, every recipient has the mail; a second copy of a mail exists
only where a keeper died between the final dot and the saved answer, and is the same mail.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from report_jobs import steps
from tests.keep.field import (
    LEASE,
    MONDAY,
    W47,
    Field,
    Verdict,
    child,
    ended,
    fingerprint,
    finish,
    is_done,
    judge,
    keeping,
    lighten,
    record,
    stop_at,
)
from tests.keep.field import field as make_field
from tests.workplaces import drop, returned

OCCURRENCES = {
    "publish.opened": (1, 4, 9), "publish.written": (1, 4, 9), "publish.renamed": (1, 4, 7, 9), "cycle.settling": (1, 4, 7),
    "keep.claimed": (1, 2, 3), "keep.done": (1, 2, 3), "keep.finished": (1, 2, 3),
    **{name: (1, 2, 3) for name in steps.STEPS if name.startswith("mail.")},
}  # fmt: skip
"""Which of several visits to a step a keeper dies at; else the only one."""
WINDOW = ("mail.uncertain", "mail.dot", "mail.answered")
"""Steps after which a killed keeper may have sent a mail that the ledger does not know as sent."""
ALL = tuple((step, number) for step in steps.STEPS for number in OCCURRENCES.get(step, (1,)))


@dataclass
class Tally:
    """What one part came to; `stray_copies` are second copies outside the window."""

    histories: int = 0
    kills: int = 0
    verdict: Verdict = field(default_factory=Verdict)
    stray_copies: int = 0
    unfinished: list[str] = field(default_factory=list)

    def add(self, name: str, kills: int, verdict: Verdict, *, window: bool, done: bool) -> None:
        self.histories += 1
        self.kills += kills
        self.verdict += verdict
        self.stray_copies += 0 if window else verdict.copies
        if not done or verdict.lost or verdict.damaged or verdict.doubled or verdict.differing or verdict.pressed:
            self.unfinished.append(f"{name}: {verdict}")

    @property
    def is_good(self) -> bool:
        return not (self.unfinished or self.stray_copies)


def is_killed(status: int) -> bool:
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@contextmanager
def ground(*, light: bool = True) -> Iterator[Field]:
    with tempfile.TemporaryDirectory() as folder, make_field(Path(folder), light=light) as made:
        yield made


def named(chosen: tuple[tuple[str, int], ...], *, light: bool) -> Tally:
    """Kill a keeper at each named step, once each."""
    tally = Tally()
    with ground(light=light) as f:
        for step, number in chosen:
            workplace = f.workplace("history")
            status = ended(keeping(f, workplace, MONDAY, ticks=2, prepare=stop_at(step, number)))
            moment = finish(f, workplace)
            verdict = judge(f, workplace, moment)
            verdict.damaged += fingerprint(workplace) != f.reference
            name = f"{step} {number}"
            done = is_killed(status) and is_done(workplace)
            tally.add(name, is_killed(status), verdict, window=step in WINDOW[1:], done=done)
    return tally


def at_random(seed: int, count: int) -> Tally:
    """Kill keepers at moments that chance chose, from the first instruction to the last."""
    tally, draw = Tally(), random.Random(seed)  # noqa: S311 — chance that can be repeated
    with ground() as f:
        began = time.monotonic()
        ended(keeping(f, f.workplace("history"), MONDAY, ticks=1))
        whole = time.monotonic() - began
        while tally.kills < count and tally.histories < 2 * count:
            workplace, seen = f.workplace("history"), f.folder / "steps"
            seen.unlink(missing_ok=True)
            process = keeping(f, workplace, MONDAY, ticks=1, prepare=record(seen))
            time.sleep(draw.uniform(0.0, whole))
            os.kill(process, signal.SIGKILL)
            status = ended(process)
            last = seen.read_text().split()[-1:] if seen.exists() else []
            moment = finish(f, workplace)
            verdict = judge(f, workplace, moment)
            verdict.damaged += fingerprint(workplace) != f.reference
            name = f"seed {seed} history {tally.histories} after {last}"
            window = bool(last) and last[0] in WINDOW
            tally.add(name, is_killed(status), verdict, window=window, done=is_done(workplace))
    return tally


def pairs(seed: int, count: int) -> Tally:
    """Kill a keeper, then kill the one that recovers; both at steps that chance chose."""
    tally, draw = Tally(), random.Random(seed)  # noqa: S311
    with ground() as f:
        for number in range(count):
            workplace = f.workplace("history")
            first, second = draw.choice(ALL), draw.choice(ALL)
            killed = is_killed(ended(keeping(f, workplace, MONDAY, ticks=2, prepare=stop_at(*first))))
            after = MONDAY + LEASE + 5.0
            again = is_killed(ended(keeping(f, workplace, after, ticks=2, prepare=stop_at(*second))))
            moment = finish(f, workplace, LEASE)
            verdict = judge(f, workplace, moment)
            verdict.damaged += fingerprint(workplace) != f.reference
            window = first[0] in WINDOW[1:] or second[0] in WINDOW[1:]
            name = f"pair {number} {first} {second}"
            tally.add(name, killed + again, verdict, window=window, done=killed and is_done(workplace))
    return tally


def crowd(rounds: int, keepers: int = 4) -> Tally:
    """Let four keepers begin at once."""
    tally = Tally()
    with ground() as f:
        for number in range(rounds):
            workplace = f.workplace("history")
            started = [keeping(f, workplace, MONDAY, ticks=4) for _ in range(keepers)]
            well = all(ended(process) == 0 for process in started)
            moment = finish(f, workplace)
            verdict = judge(f, workplace, moment)
            verdict.damaged += fingerprint(workplace) != f.reference
            tally.add(f"round {number}", 0, verdict, window=False, done=well and is_done(workplace))
    return tally


def frozen(chosen: tuple[tuple[str, int], ...]) -> Tally:
    """Freeze a keeper at a step beyond its lease; another one takes over, with more in the inbox; then thaw it."""
    tally = Tally()
    with ground() as f:
        for step, number in chosen:
            workplace = f.workplace("history")
            process = keeping(f, workplace, MONDAY, ticks=2, prepare=stop_at(step, number, signal.SIGSTOP))
            _, status = os.waitpid(process, os.WUNTRACED)
            assert os.WIFSTOPPED(status), step
            drop(workplace, "XQ001.xlsx", returned("XQ001", W47), dt.datetime(2026, 11, 20, 11, 30))
            moment = finish(f, workplace)
            before = fingerprint(workplace)
            os.kill(process, signal.SIGCONT)
            well = ended(process) == 0
            verdict = judge(f, workplace, moment)
            verdict.damaged += fingerprint(workplace) != before
            done = well and is_done(workplace)
            tally.add(f"frozen at {step} {number}", 0, verdict, window=step in WINDOW, done=done)
    return tally


def disk_full(limits: tuple[int, ...]) -> Tally:
    """Let every file that grows beyond a limit fail to be written, the ledger too; then give room again."""
    tally = Tally()
    with ground() as f:
        for limit in limits:
            workplace = f.workplace("history")

            def narrow(limit: int = limit) -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

            status = ended(keeping(f, workplace, MONDAY, ticks=2, prepare=narrow))
            moment = finish(f, workplace)
            verdict = judge(f, workplace, moment)
            verdict.damaged += fingerprint(workplace) != f.reference
            lived = os.WIFEXITED(status)
            tally.add(f"limit {limit}", 0, verdict, window=False, done=lived and is_done(workplace))
    return tally


def inbox_gone() -> Tally:
    """Take the inbox away, as a share that is not mounted; the keeper lives, tries again, and loses nothing."""
    tally = Tally()
    with ground() as f:
        workplace = f.workplace("history")
        away = workplace.root / "away"
        workplace.inbox.rename(away)
        process = child(lambda: _tick_away(f, workplace.root))
        lived = ended(process) == 0
        shutil.move(away, workplace.inbox)
        moment = finish(f, workplace)
        verdict = judge(f, workplace, moment)
        verdict.damaged += fingerprint(workplace) != f.reference
        tally.add("inbox gone", 0, verdict, window=False, done=lived and is_done(workplace))
    return tally


def _tick_away(f: Field, root: Path) -> None:
    from report_jobs.keep.keeper import Keeper
    from report_jobs.workplace import Workplace

    lighten()
    keeper = Keeper(Workplace(root), clock=lambda: MONDAY, steady=lambda: MONDAY)
    for _ in range(3):
        keeper.tick()
    (run,) = [r for r in keeper.ledger.runs() if r.job == "consolidate"]
    assert (run.state, run.attempts) == ("retry", 1)
    assert run.code.startswith("FileNotFoundError@")


REAL = tuple((step, 1) for step in steps.STEPS if step.split(".")[0] in ("cycle", "publish") or step == "keep.done")
"""Steps at which the whole product runs, with register and deck; the other histories have stand-ins for them."""
FREEZE = (
    ("keep.claimed", 1), ("cycle.collected", 1), ("publish.written", 2), ("cycle.built", 1), ("cycle.saved", 1),
    ("cycle.settling", 1), ("cycle.settling", 4), ("cycle.settled", 1), ("keep.done", 1), ("keep.done", 3),
    *((step, number) for step in ("mail.claimed", "mail.body", "mail.uncertain", "mail.dot") for number in (1, 2)),
)  # fmt: skip
LIMITS = (0, 4096, 20_000, 60_000, 120_000, 300_000)
HALF = len(ALL) // 2
PARTS: dict[str, Callable[[], Tally]] = {
    "named steps, whole product": lambda: named(REAL, light=False),
    "named steps, first half": lambda: named(ALL[:HALF], light=True),
    "named steps, second half": lambda: named(ALL[HALF:], light=True),
    "at random, 1": lambda: at_random(1, 50),
    "at random, 2": lambda: at_random(2, 50),
    "pairs of kills": lambda: pairs(3, 36),
    "four keepers at once": lambda: crowd(10),
    "frozen beyond its lease": lambda: frozen(FREEZE),
    "disk full": lambda: disk_full(LIMITS),
    "inbox gone": inbox_gone,
}
