"""A field for the proof of the kills: a workplace, a mail server that outlives every keeper, keepers as children.

A keeper is a forked child of this process: it dies by SIGKILL at a named step, or at a
moment that chance chose, as a power cut would have it. The mail server is a process of its
own. What arrived is read from its folder.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import json
import multiprocessing
import os
import resource
import shutil
import signal
import ssl
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_jobs import collect, cycle, steps
from report_jobs.collect.child import examine_file
from report_jobs.keep.keeper import Keeper
from report_jobs.outbox.store import Outbox
from report_jobs.state import Store
from report_jobs.state.mails import UNCERTAIN
from report_jobs.workplace import Workplace
from tests.outbox.certificates import make_certificates
from tests.outbox.server import Post, serving
from tests.workplaces import ZONE, drop, make, returned
from workbooks.period import Period

W47 = Period.parse("2026-W47")
BEFORE = dt.datetime(2026, 11, 20, 17, tzinfo=ZONE).timestamp()
"""The first keeper ran an hour before the cut-off."""
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=ZONE).timestamp()
"""Everything of the week is due: consolidation, proof, mailing."""
LEASE = 120.0
RECIPIENTS = {"leading@example.invalid": 1, "office@example.invalid": 2, "public@example.invalid": 3}
JOBS = ("consolidate", "briefing", "mail")
_KEEP = """
[[schedules]]
job = "consolidate"
at = "cutoff"
catch_up = "all"

[[schedules]]
job = "briefing"
at = "brief"
catch_up = "all"

[[schedules]]
job = "mail"
at = "brief"
catch_up = "all"
"""


@dataclass
class Field:
    """Where the proof is done: a sound workplace to copy from, and the mail server."""

    folder: Path
    template: Path
    received: Path
    reference: Mapping[str, str]
    light: bool

    def workplace(self, name: str) -> Workplace:
        """Return a fresh copy of the template; what arrived before is forgotten."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        shutil.copytree(self.template, self.folder / name)
        self.forget()
        return Workplace(self.folder / name)

    def forget(self) -> None:
        for path in self.received.iterdir():
            path.unlink()

    def arrived(self) -> list[tuple[str, str, str]]:
        """Return recipient, Message-ID and hash of everything that arrived."""
        return [tuple(json.loads(path.read_text())) for path in sorted(self.received.glob("*.json"))]


@contextmanager
def field(folder: Path, *, light: bool) -> Iterator[Field]:
    """Make a field; with `light`, register and deck are small stand-ins, all else is the product's own."""
    received = folder / "received"
    received.mkdir(parents=True)
    certificates = make_certificates(folder)
    answers: multiprocessing.Queue[int] = multiprocessing.get_context("spawn").Queue()
    server = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(certificates.server, received, answers), daemon=True
    )
    server.start()
    try:
        template = folder / "template"
        workplace = make(template)
        text = workplace.jobs.read_text(encoding="utf-8")
        mail = f'host = "127.0.0.1"\nport = {answers.get(timeout=60)}\nca_file = "{certificates.authority}"\n'
        recipients = "".join(
            f'\n[[recipients]]\nname = "{name}"\naddress = "{name}"\nlevel = {level}\n'
            for name, level in RECIPIENTS.items()
        )
        sender = 'sender = "office@example.invalid"\ndeadline_seconds = 20\n'
        workplace.jobs.write_text(f"[mail]\n{sender}{mail}{recipients}{_KEEP}", encoding="utf-8")
        assert text
        for unit in ("SZ001", "SZ004"):
            drop(workplace, f"{unit}.xlsx", returned(unit, W47), dt.datetime(2026, 11, 20, 11))
        Keeper(workplace, clock=lambda: BEFORE).tick()
        found = Field(folder, template, received, {}, light)
        whole = found.workplace("reference")
        finish(found, whole)
        found.reference = fingerprint(whole)
        yield found
    finally:
        server.terminate()
        server.join()


def _serve(certificate: Path, received: Path, answers: Any) -> None:
    """Serve until ended; each message that was taken becomes a file before it is answered."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    post = Post()

    class _Kept(list):  # type: ignore[type-arg]
        def append(self, got: Any) -> None:
            path = received / f"{time.monotonic_ns()}.json"
            path.with_suffix(".part").write_text(json.dumps([got.recipient, got.message_id, got.sha256]))
            path.with_suffix(".part").rename(path)

    post.received = _Kept()
    with serving(post, context) as served:
        answers.put(served.port)
        while True:
            time.sleep(3600)


def fingerprint(workplace: Workplace) -> dict[str, str]:
    """Return the hash of every file of the week's run folder."""
    folder = workplace.run(W47)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".part")
    }


# ---------------------------------------------------------------- keepers


def child(work: Callable[[], None]) -> int:
    """Fork a child that does some work and ends without a word; return its process id."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        work()
        code = 0
    finally:
        os._exit(code)


def lighten() -> None:
    """In a child: examine in the process itself, and let stand-ins take the place of register and deck."""
    collect.examine_all = lambda ground, files, done=lambda: None: [  # type: ignore[assignment]
        examine_file(ground, task) for task in files
    ]
    cycle.artefacts = _stand_ins  # type: ignore[assignment]
    import report_jobs.verify as proof

    proof.verify = lambda folder: proof.Report(1, ())  # type: ignore[assignment]


def _stand_ins(
    frozen: Any, jobs: Any, template: bytes | None, progress: Any = None, names: Any = ()
) -> dict[str, bytes]:
    told = repr(sorted((k, str(f.value)) for k, f in frozen.figures.values.items())).encode()
    made = {"register.xlsx": _package(told), "briefing.pptx": _package(told[::-1])}
    made |= {f"mail/{m.file}": m.data for m in cycle.mail.messages(frozen, jobs, made)}
    return made


def _package(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(zipfile.ZipInfo("content"), content)
    return buffer.getvalue()


def keeping(
    field: Field, workplace: Workplace, moment: float, *, ticks: int = 3, prepare: Callable[[], None] = lambda: None
) -> int:
    """Start a keeper that sees one moment, and ticks a few times."""

    def work() -> None:
        if field.light:
            lighten()
        prepare()
        keeper = Keeper(workplace, clock=lambda: moment, steady=lambda: moment)
        for _ in range(ticks):
            keeper.tick()

    return child(work)


def stop_at(step: str, occurrence: int, blow: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """Prepare a child that gets a signal when it reaches a step for the n-th time: killed, or frozen."""

    def prepare() -> None:
        left = occurrence

        def watch(reached: str) -> None:
            nonlocal left
            if reached == step:
                left -= 1
                if not left:
                    os.kill(os.getpid(), blow)

        steps.watchers.append(watch)

    return prepare


def record(path: Path) -> Callable[[], None]:
    """Prepare a child that writes down each step which it reaches."""

    def prepare() -> None:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        steps.watchers.append(lambda step: os.write(handle, f"{step}\n".encode()) and None)

    return prepare


def ended(process: int, seconds: float = 60.0) -> int:
    """Wait for a child; return its exit status as os.waitpid tells it."""
    end = time.monotonic() + seconds
    while True:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return status
        if time.monotonic() > end:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            raise AssertionError("a keeper did not end")
        time.sleep(0.002)


def finish(field: Field, workplace: Workplace, after: float = 0.0) -> float:
    """Keep until nothing is left to do, each time a lease and a back-off later; return the last moment."""
    moment = MONDAY + after
    for _ in range(8):
        moment += LEASE + 4000.0
        assert ended(keeping(field, workplace, moment)) == 0
        if is_done(workplace):
            return moment
    return moment


def is_done(workplace: Workplace) -> bool:
    store = Store(workplace.state)
    runs = Keeper(workplace, clock=lambda: MONDAY).ledger.states()
    mails = store.mails()
    return (
        all(run.state == "done" for run in runs.values())
        and len(runs) == len(JOBS)
        and all(m.state == "sent" or (m.state == UNCERTAIN and m.level == 1) for m in mails)
    )


# ---------------------------------------------------------------- the verdict


@dataclass
class Verdict:
    """What one history came to."""

    lost: int = 0
    damaged: int = 0
    doubled: int = 0
    copies: int = 0
    pressed: int = 0
    """Second copies to a recipient of level 1, whom nothing is sent again without a person."""
    differing: int = 0
    asked: int = 0

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(*(getattr(self, n) + getattr(other, n) for n in self.__dataclass_fields__))


def judge(field: Field, workplace: Workplace, moment: float) -> Verdict:
    """Judge a history that came to its end: what was lost, damaged, doubled, sent twice.

    A mail that waits for a person is answered as the person would: look whether it
    arrived, and let it go again when not.
    """
    verdict = Verdict()
    arrived = Counter(field.arrived())
    store = Store(workplace.state)
    waiting = [m for m in store.mails() if m.state == UNCERTAIN]
    for mail in waiting:
        verdict.asked += 1
        if not any(recipient == mail.recipient for recipient, _, _ in arrived):
            assert Outbox(store.database).decide(mail, "retry", moment)
            finish(field, workplace, moment - MONDAY)
    arrived = Counter(field.arrived())
    by_recipient: dict[str, list[tuple[str, str]]] = {name: [] for name in RECIPIENTS}
    for (recipient, message_id, sha256), count in arrived.items():
        by_recipient[recipient] += [(message_id, sha256)] * count
    verdict.lost = sum(not got for got in by_recipient.values())
    verdict.copies = sum(max(0, len(got) - 1) for got in by_recipient.values())
    verdict.pressed = sum(max(0, len(by_recipient[name]) - 1) for name, level in RECIPIENTS.items() if level == 1)
    verdict.differing = sum(len(set(got)) > 1 for got in by_recipient.values())
    verdict.damaged = _damaged(workplace)
    history = Keeper(workplace, clock=lambda: moment).ledger.history()
    done = Counter((job, slot) for _, job, slot, _, event, _ in history if event == "done")
    verdict.lost += sum(not done[(job, str(W47))] for job in JOBS)
    verdict.doubled = sum(max(0, count - 1) for count in done.values())
    return verdict


def _damaged(workplace: Workplace) -> int:
    """Count files that are not what the ledger recorded of them, and what was left lying about."""
    saved = Store(workplace.state).period(str(W47))
    assert saved is not None
    found = fingerprint(workplace)
    expected = {**saved.run["outputs"], "run.json": found.get("run.json", "")}
    wrong = sum(found.get(name) != sha256 for name, sha256 in expected.items()) + len(found.keys() - expected.keys())
    with contextlib.suppress(FileNotFoundError):
        wrong += json.loads((workplace.run(W47) / "run.json").read_text(encoding="utf-8")) != saved.run
    return wrong + (not found.get("run.json")) + len(list(workplace.runs.glob(".2026-W47.*")))
