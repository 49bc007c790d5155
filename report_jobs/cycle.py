"""One weekly cycle: from the inbox to a run folder that is complete, once."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from report_jobs import briefing, children, mail, outline, register, slips
from report_jobs.audit import head
from report_jobs.collect import Collected, arrivals, collect
from report_jobs.config import Jobs, check_contacts, read_jobs, read_playbook
from report_jobs.consolidate import Past, freeze, past_from_json, past_of, past_to_json, rows_by_unit
from report_jobs.consolidate.balances import untied
from report_jobs.consolidate.history import TREND
from report_jobs.frozen import Frozen, State
from report_jobs.levels import at_level
from report_jobs.mail import FULL_LEVEL
from report_jobs.metrics.compute import reconcile
from report_jobs.outbox import deliver
from report_jobs.post import fetch
from report_jobs.protect.names import names_to_mask
from report_jobs.publish import Check, clear, is_package, publish, settle, sha256_of
from report_jobs.run_record import record, render
from report_jobs.state import QUEUED, Claim, QueuedMail, SavedPeriod, Store, TakenFile
from report_jobs.state.mails import HELD, SCHEDULED
from report_jobs.steps import reached
from report_jobs.workplace import Workplace
from workbooks.period import Period
from workbooks.playbook import Playbook
from workbooks.rows import NO_ROWS, Rows

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, what is done of it, and how much there is."""


class UnreconciledError(Exception):
    """The units do not add up to the city, or an account does not tie (G-57): codes of the metrics concerned."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@dataclass(frozen=True, kw_only=True)
class RunOutcome:
    """What a run came to; `already` says that the period had gone out before."""

    period: str
    folder: Path
    already: bool
    due: int
    counted: int
    refused: tuple[str, ...]
    asked: tuple[str, ...]
    missing: tuple[str, ...]
    strays: int
    mails: int


def quiet(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def run_period(workplace: Workplace, period: Period, progress: Progress = quiet) -> RunOutcome:
    """Take in what came by mail, run one period, send its mails.

    A second run finishes what a first one left undone and changes nothing else.
    Raises ConfigError, OSError, sqlite3.Error, UnreconciledError.
    """
    jobs = read_jobs(workplace.jobs)
    read_playbook(workplace.playbook)
    fetch(workplace, jobs)
    outcome = consolidate(workplace, period, progress)
    deliver(workplace, jobs)
    return outcome


def consolidate(
    workplace: Workplace,
    period: Period,
    progress: Progress = quiet,
    *,
    claim: Claim | None = None,
    mails: str = QUEUED,
) -> RunOutcome:
    """Freeze one period and complete its run folder; its mails wait in the state `mails`.

    Files are built beside the run folder; the ledger decides whose are taken; only then do
    they move in. Raises ConfigError, OSError, sqlite3.Error, UnreconciledError, and
    FencedError when `claim` was overtaken (nothing is changed then).
    """
    playbook, jobs = read_playbook(workplace.playbook), read_jobs(workplace.jobs)
    check_contacts(jobs, playbook)
    store = Store(workplace.state)
    saved = store.period(str(period))
    already = saved is not None
    if saved is None:
        pasts = pasts_before(store, period)
        frozen, collected = _freeze(workplace, period, playbook, jobs, store, pasts, progress)
        reached("cycle.collected")
        saved = _make(workplace, frozen, collected, jobs, store, pasts, progress, claim=claim, mails=mails)
        reached("cycle.saved")
    _finish(workplace, period, saved)
    return _outcome(workplace, period, saved.run, already=already)


def _finish(workplace: Workplace, period: Period, saved: SavedPeriod) -> None:
    """Move the files of a saved period into its run folder, write run.json last, clear what was built beside."""
    folder = workplace.run(period)
    if sha256_of(folder / "run.json") == hashlib.sha256(render(saved.run)).hexdigest():
        return
    settle(workplace.runs / (saved.beside or str(period)), folder, saved.run["outputs"])
    reached("cycle.settled")
    publish(folder / "run.json", render(saved.run))
    reached("cycle.recorded")
    for left in workplace.runs.glob(f".{period}.*"):
        clear(left)


def pasts_before(store: Store, period: Period) -> list[Past]:
    """Return the earlier periods that a run looks back at, the oldest first."""
    return [past_from_json(p.period, p.cutoff, p.frozen) for p in store.before(str(period), TREND)]


def history_of(workplace: Workplace, period: Period) -> Mapping[str, tuple[Rows, ...]]:
    """Return each unit's accepted rows before a period, the newest first."""
    return rows_by_unit(pasts_before(Store(workplace.state), period))


def _freeze(
    workplace: Workplace,
    period: Period,
    playbook: Playbook,
    jobs: Jobs,
    store: Store,
    pasts: list[Past],
    progress: Progress,
) -> tuple[Frozen, Collected]:
    files = arrivals(workplace.inbox, playbook.calendar.timezone)
    taken = store.taken(before=str(period))
    fresh = [f for f in files if (f.name, f.sha256) not in taken]
    seen = 0

    def done() -> None:
        nonlocal seen
        seen += 1
        progress("collect", seen, len(fresh))

    collected = collect(
        fresh,
        playbook,
        period,
        history=rows_by_unit(pasts),
        office=pasts[-1].office if pasts else NO_ROWS,
        names_to_mask=names_to_mask(workplace.root, jobs),
        said=pasts[-1].answers if pasts else {},
        done=done,
    )
    frozen = replace(freeze(playbook, period, collected, pasts), audit_head=head(workplace.state).short)
    wrong = (*reconcile(frozen.figures, list(frozen.counted_units)), *untied(frozen.balances))
    if wrong:
        raise UnreconciledError(tuple(dict.fromkeys(wrong)))
    return frozen, collected


def artefacts(
    frozen: Frozen,
    jobs: Jobs,
    template: bytes | None,
    progress: Progress = quiet,
    names: frozenset[str] = frozenset(),
) -> dict[str, bytes]:
    """Return register, deck, slips and mails of a period, by their path in the run folder."""
    return _built(frozen, jobs, template, progress, names)[0]


def _built(
    frozen: Frozen, jobs: Jobs, template: bytes | None, progress: Progress, names: frozenset[str]
) -> tuple[dict[str, bytes], tuple[mail.Mail, ...]]:
    """Return the files of a period, and its mails as they will be queued.

    Each is built of what its level may see: `names` are masked before, not blotted out after.
    """
    made: dict[str, bytes] = {}
    whole, frozen = frozen, at_level(frozen, FULL_LEVEL, names)
    going_back = [s for s in frozen.submissions if s.gets_slip]
    steps = 3 + len(going_back)
    tasks = [
        partial(slips.files, line, frozen.playbook, frozen.period, before=frozen.before.get(line.unit))
        for line in going_back
    ]
    with children.beside(tasks) as written:
        made["register.xlsx"] = register.write(frozen)
        progress("write", 1, steps)
        made["briefing.pptx"] = briefing.build(
            outline.outline(frozen, short=jobs.briefing.short), template=template, file=jobs.briefing.template
        )
        progress("write", 2, steps)
        for number, slip_files in enumerate(written, start=3):
            made |= {f"slips/{name}": data for name, data in slip_files().items()}
            progress("write", number, steps)
    mails = mail.messages(whole, jobs, made, names)
    made |= {f"mail/{message.file}": message.data for message in mails}
    progress("write", steps, steps)
    return made, mails


def _make(
    workplace: Workplace,
    frozen: Frozen,
    collected: Collected,
    jobs: Jobs,
    store: Store,
    pasts: list[Past],
    progress: Progress,
    *,
    claim: Claim | None,
    mails: str,
) -> SavedPeriod:
    """Build the files beside the run folder, then save period, files and mails in one transaction."""
    names = names_to_mask(workplace.root, jobs)
    beside = f".{frozen.period}.{uuid.uuid4().hex}"
    template = briefing.own_template(workplace.root, jobs.briefing.template)
    try:
        files, envelopes = _built(frozen, jobs, template, progress, names)
        made = {**collected.kept, **files}
        for path, data in made.items():
            publish(workplace.runs / beside / path, data, None if path in collected.kept else _check_of(path))
        reached("cycle.built")
        past = past_to_json(past_of(frozen, pasts[-1] if pasts else None))
        hashes = {path: hashlib.sha256(data).hexdigest() for path, data in made.items()}
        run = record(frozen, collected.arrivals, hashes)
        saved = SavedPeriod(str(frozen.period), frozen.cutoff.isoformat(), past, run, beside)
        mine = store.save_period(saved, _taken(collected, frozen), _queued(frozen, envelopes, mails), claim)
    except BaseException:
        standing = store.period(str(frozen.period))
        if standing is None or standing.beside != beside:  # else it was saved, and the blow came after
            clear(workplace.runs / beside)
        raise
    if not mine:
        clear(workplace.runs / beside)
    return store.period(saved.period) or saved


def _check_of(path: str) -> Check | None:
    """Say how an output is looked at before it counts as written; raw files are kept as they came."""
    return is_package if path.endswith((".xlsx", ".pptx")) else None


def _taken(collected: Collected, frozen: Frozen) -> list[TakenFile]:
    return [
        TakenFile(
            name=a.name,
            sha256=a.sha256,
            unit=_unit_of(a.sha256, frozen),
            state="taken",
            received=a.received.isoformat(),
        )
        for a in collected.arrivals
    ]


def _unit_of(sha256: str, frozen: Frozen) -> str:
    return next((s.unit for s in frozen.submissions if s.sha256 == sha256), "")


def _queued(frozen: Frozen, envelopes: Iterable[mail.Mail], state: str) -> list[QueuedMail]:
    return [
        QueuedMail(
            message_id=m.message_id,
            period=str(frozen.period),
            kind=m.kind,
            recipient=m.recipient,
            file=m.file,
            state=state,
            data=m.data,
            level=m.level,
            code=SCHEDULED if state == HELD else "",
        )
        for m in envelopes
    ]


def _outcome(workplace: Workplace, period: Period, run: Mapping[str, Any], *, already: bool) -> RunOutcome:
    states = [(s["unit"], s["state"]) for s in run["submissions"]]
    return RunOutcome(
        period=str(period),
        folder=workplace.run(period),
        already=already,
        due=run["due"],
        counted=run["counted"],
        refused=tuple(unit for unit, state in states if state == State.REFUSED),
        asked=tuple(s["unit"] for s in run["submissions"] if s["asked"]),
        missing=tuple(unit for unit, state in states if state == State.MISSING),
        strays=sum(state == State.STRAY for _, state in states),
        mails=sum(path.startswith("mail/") for path in run["outputs"]),
    )
