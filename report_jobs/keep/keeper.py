"""The keeper: at every tick it asks the ledger what is due, does it, and sends what waits."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from zoneinfo import ZoneInfo

from report_jobs.config import ConfigError, Jobs, read_jobs, read_playbook
from report_jobs.config.schedules import BRIEFING, CONSOLIDATE, MAIL
from report_jobs.cycle import UnreconciledError
from report_jobs.keep.clock import ClockGuard
from report_jobs.keep.ledger import DONE, FAILED, MISSED, OVER, Ledger, Run
from report_jobs.keep.log import Log, place
from report_jobs.keep.slots import Slot, following, slots
from report_jobs.keep.work import WORK, Ground
from report_jobs.outbox import backoff, deliver
from report_jobs.outbox.store import Outbox
from report_jobs.post import fetch
from report_jobs.publish import clear, publish
from report_jobs.state import Claim, FencedError, Store
from report_jobs.state.database import Database
from report_jobs.steps import reached
from report_jobs.workplace import Workplace
from workbooks.playbook import Playbook

MAX_ATTEMPTS = 24
"""About a day of trying; then a run has failed, and a person is asked for."""
LATE_HOURS = 1
"""How late a slot without catch-up may still begin."""
SENDING_SECONDS = 60.0
"""How long one tick sends mails before it looks at the ledger again."""
KEPT_DAYS = 56
"""How long the ledger keeps the bytes of mails that went out; run folders keep them for good."""
_NEEDS_PERIOD = (BRIEFING, MAIL)


class Keeper:
    """One process that keeps; several may keep one workplace."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open the ledger. Raises ConfigError, OSError, StateError, sqlite3.Error."""
        self.workplace, self.clock, self.steady = workplace, clock, steady
        jobs, playbook = read_jobs(workplace.jobs), read_playbook(workplace.playbook)
        self.zone = ZoneInfo(playbook.calendar.timezone)
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self.database = Database(workplace.state)
        self.ledger = Ledger(self.database)
        self.ledger.begin(clock(), self.owner)
        self.guard = ClockGuard(jobs.keep.lease_seconds, jobs.keep.max_ahead_days)
        self.log = Log(workplace.log)
        self._fetch_after = float("-inf")
        self._sweep()

    def tick(self) -> str:
        """Do what is due and send what waits; return why nothing could be done, "" when all is well.

        Never raises for what a job, a file, the disk or the server does: the ledger and
        the log tell of it, and the next tick tries again.
        """
        try:
            code = self._work()
        except ConfigError as error:
            code = f"config:{error.file}"
        except Exception as error:
            code = place(error)
        if code:
            self._tell("held_up", code=code)
        try:
            self._beat(code)
        except Exception as error:
            self._tell("no_heartbeat", code=place(error))
        return code

    def _work(self) -> str:
        jobs, playbook = read_jobs(self.workplace.jobs), read_playbook(self.workplace.playbook)
        mark = self.ledger.mark()
        doubt = self.guard.doubt(self.clock(), self.steady(), mark.high_water if mark else 0.0)
        if doubt or mark is None:
            return doubt
        self.ledger.beat(self.clock(), self.owner)
        due = slots(jobs.schedules, playbook, self.local(mark.since), self.local(self.clock()))
        for slot in self._chosen(due, jobs):
            self._run(slot, jobs, playbook)
        self._fetch(jobs)
        counts = deliver(self.workplace, jobs, clock=self.clock, seconds=SENDING_SECONDS)
        if counts:
            self._tell("mails", **counts)
        return ""

    def _fetch(self, jobs: Jobs) -> None:
        """Look for returns that came by mail, now and then; what fails here is tried again."""
        if self.steady() < self._fetch_after:
            return
        self._fetch_after = self.steady() + jobs.post.every_seconds
        try:
            fetched = fetch(self.workplace, jobs)
        except (OSError, ConfigError) as error:
            self._tell("post_failed", code=place(error))
            return
        if fetched.messages:
            self._tell("post", messages=fetched.messages, files=fetched.files, flagged=fetched.flagged)

    def _chosen(self, due: list[Slot], jobs: Jobs) -> Iterator[Slot]:
        """Yield the slots to be run, in order; note those that the catch-up policy leaves out."""
        policies = {schedule.id: schedule.catch_up for schedule in jobs.schedules}
        newest = {slot.schedule_id: slot.name for slot in due}
        late = self.local(self.clock()) - dt.timedelta(hours=LATE_HOURS)
        states = self.ledger.states()
        for slot in due:
            run = states.get((slot.schedule_id, slot.name))
            if run is not None and run.state in OVER:
                continue
            policy = policies[slot.schedule_id]
            if policy == "none" and slot.due < late:
                self._miss(slot, "late")
            elif policy == "latest" and slot.name != newest[slot.schedule_id]:
                self._miss(slot, "superseded")
            elif self._ready(slot, due):
                yield slot

    def _ready(self, slot: Slot, due: list[Slot]) -> bool:
        """Say whether what a slot builds on is there; a slot that can never be run is noted as missed."""
        states = self.ledger.states()
        if slot.job == CONSOLIDATE:  # periods are frozen in their order
            earlier = (states.get((s.schedule_id, s.name)) for s in due if s.job == slot.job and s < slot)
            return all(run is not None and run.state in OVER for run in earlier)
        if slot.job not in _NEEDS_PERIOD:
            return True
        before = {name.partition("-")[0].partition("+")[0]: r for (name, of), r in states.items() if of == slot.name}
        if Store(self.workplace.state).period(slot.name) is None:
            if CONSOLIDATE in before and before[CONSOLIDATE].state in (FAILED, MISSED):
                self._miss(slot, "no_period")
            return False
        if slot.job != MAIL or BRIEFING not in before:
            return True
        if before[BRIEFING].state == FAILED:
            self._miss(slot, "unproven")
            return False
        return before[BRIEFING].state in OVER

    def _miss(self, slot: Slot, code: str) -> None:
        self.ledger.miss(slot.schedule_id, slot.name, self.moment(slot.due), self.clock(), code)
        self._tell("missed", job=slot.schedule_id, slot=slot.name, code=code)

    def _run(self, slot: Slot, jobs: Jobs, playbook: Playbook) -> None:
        """Run one slot under a claim; whatever it does, the slots after it have their turn."""
        lease, due = float(jobs.keep.lease_seconds), self.moment(slot.due)
        claim = self.ledger.claim(slot.schedule_id, slot.name, due, owner=self.owner, now=self.clock(), lease=lease)
        if claim is None:
            return
        reached("keep.claimed")
        self._tell("claimed", job=claim.job, slot=claim.slot, token=claim.token)
        try:
            with self._alive(claim, lease):
                made = WORK[slot.job](
                    Ground(
                        self.workplace,
                        playbook,
                        jobs,
                        slot,
                        claim,
                        unproven=not self._proven(slot),
                        attempt=self.ledger.states()[(claim.job, claim.slot)].attempts,
                    )
                )
                reached("keep.done")
                self.ledger.finish(claim, self.clock(), made.state, made.code, mails=made.mails, also=made.also)
            reached("keep.finished")
            self._tell(made.state, job=claim.job, slot=claim.slot, token=claim.token, code=made.code)
        except FencedError:
            self._tell("fenced", job=claim.job, slot=claim.slot, token=claim.token)
        except Exception as error:
            self._failed(claim, error)

    def _proven(self, slot: Slot) -> bool:
        runs = (r for r in self.ledger.runs() if r.slot == slot.name and r.job.startswith(BRIEFING))
        return any(run.state == DONE for run in runs)

    def _failed(self, claim: Claim, error: Exception) -> None:
        code = f"G-57:{error}".replace(", ", "+") if isinstance(error, UnreconciledError) else place(error)
        self._tell("attempt_failed", job=claim.job, slot=claim.slot, token=claim.token, code=code)
        run: Run = self.ledger.states()[(claim.job, claim.slot)]
        now = self.clock()
        try:
            if run.attempts >= MAX_ATTEMPTS:
                self.ledger.finish(claim, now, FAILED, code)
            else:
                self.ledger.put_off(claim, now, code, now + backoff(run.attempts))
        except FencedError:
            self._tell("fenced", job=claim.job, slot=claim.slot, token=claim.token)

    @contextmanager
    def _alive(self, claim: Claim, lease: float) -> Iterator[None]:
        """Renew a claim from a thread of its own for as long as the work goes on."""
        over = threading.Event()

        def renew() -> None:
            while not over.wait(lease / 4):
                with suppress(OSError):
                    os.utime(self.workplace.heartbeat)
                try:
                    if not self.ledger.renew(claim, self.clock(), lease):
                        return
                except sqlite3.Error as error:
                    self._tell("no_renewal", job=claim.job, slot=claim.slot, code=place(error))

        thread = threading.Thread(target=renew, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _beat(self, code: str) -> None:
        """Renew the heartbeat file: when, who, what is next, what holds the keeper up."""
        self.ledger.note(code)
        jobs, playbook = read_jobs(self.workplace.jobs), read_playbook(self.workplace.playbook)
        now = self.local(self.clock())
        told = {
            "at": now.isoformat(timespec="seconds"),
            "owner": self.owner,
            "code": code,
            "next": [[s.schedule_id, s.name, s.due.isoformat()] for s in following(jobs.schedules, playbook, now)],
        }
        publish(self.workplace.heartbeat, (json.dumps(told, sort_keys=True, indent=2) + "\n").encode())

    def _sweep(self) -> None:
        """Clear what dead keepers left beside complete runs, old half-written files, the bytes of old mails."""
        place, store = self.workplace, Store(self.workplace.state)
        for left in place.runs.glob(".*-W*.*"):
            period = left.name.split(".")[1]
            if store.period(period) is not None and (place.runs / period / "run.json").exists():
                clear(left)
        Outbox(self.database).forget(self.clock() - KEPT_DAYS * 86400)
        old = time.time() - 86400
        for pattern in (".*.part", "outbox/.*.part", "runs/.*.part", "runs/*/.*.part", "runs/*/*/.*.part"):
            for half in place.root.glob(pattern):
                with suppress(OSError):
                    if half.stat().st_mtime < old:
                        half.unlink()

    def _tell(self, event: str, **facts: str | int) -> None:
        self.log(dt.datetime.fromtimestamp(self.clock(), tz=self.zone), event, **facts)

    def local(self, moment: float) -> dt.datetime:
        """Return a moment as local time."""
        return dt.datetime.fromtimestamp(moment, tz=self.zone).replace(tzinfo=None)

    def moment(self, local: dt.datetime) -> float:
        """Return a local time as a moment."""
        return local.replace(tzinfo=self.zone).timestamp()
