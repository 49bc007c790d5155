"""The office's buttons that run the jobs: 汇总, 生成简报, 退回单, 核数."""

from __future__ import annotations

import os
import sqlite3
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from workbooks.period import Period
from xl_addin.live import words as w
from xl_addin.live.desk import Answer, Desk
from xl_addin.live.refusal import RefusalError

if TYPE_CHECKING:
    from report_jobs.workplace import Workplace


def consolidate(desk: Desk) -> Answer:
    """Run the cycle of the period whose cut-off passed last: register, deck, slips, mails."""
    workplace = _workplace(desk)
    from report_jobs.cycle import UnreconciledError, run_period

    def advance(step: str, done: int, total: int) -> None:
        desk.book.say(w.PROGRESS.format(step=w.STEPS.get(step, step), done=done, total=total))

    try:
        outcome = run_period(workplace, desk.period_now, advance)
    except (OSError, sqlite3.Error, UnreconciledError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RefusalError(w.OFFICE_FAILED.format(reason=reason)) from error
    told = w.CONSOLIDATED_BEFORE if outcome.already else w.CONSOLIDATED
    sentence = told.format(
        period=outcome.period,
        due=outcome.due,
        counted=outcome.counted,
        refused=len(outcome.refused),
        missing=len(outcome.missing),
        file=outcome.folder / "register.xlsx",
    )
    return Answer(sentence, box=True)


def brief(desk: Desk) -> Answer:
    """Open the deck of the period."""
    path = _finished(desk) / "briefing.pptx"
    _show(path)
    return Answer(w.BRIEFED.format(period=desk.period_now, file=path))


def slips(desk: Desk) -> Answer:
    """Open the folder of the return slips."""
    folder = _finished(desk) / "slips"
    from report_jobs.slips import is_slip

    count = sum(is_slip(path.name) for path in folder.glob("*.xlsx")) if folder.is_dir() else 0
    if not count:
        return Answer(w.NO_SLIPS.format(period=desk.period_now))
    _show(folder)
    return Answer(w.SLIPS.format(period=desk.period_now, count=count, folder=folder))


def verify(desk: Desk) -> Answer:
    """Recompute every figure of the period's run from the raw files."""
    folder = _finished(desk)
    from report_jobs.verify import verify as recompute

    desk.book.say(w.CHECKING)
    report = recompute(folder)
    if report.faults:
        told = w.VERIFY_FAULTS.format(count=len(report.faults), checked=report.checked, first=report.faults[0])
    else:
        told = w.VERIFIED.format(period=desk.period_now, checked=report.checked)
    return Answer(told, box=True)


def _workplace(desk: Desk) -> Workplace:
    """Return the office's folder that the settings name; refuse without it or without the jobs."""
    try:
        import report_jobs.cycle  # noqa: F401 (its parts may not be installed)
        from report_jobs.workplace import Workplace
    except ModuleNotFoundError as error:
        raise RefusalError(w.NO_JOBS.format(name=error.name)) from error
    chosen = desk.place.setting("workplace")
    if not chosen:
        raise RefusalError(w.NO_WORKPLACE)
    folder = Path(chosen)
    if not (folder / "playbook.toml").is_file():
        raise RefusalError(w.WORKPLACE_GONE.format(folder=folder))
    return Workplace(folder)


def _finished(desk: Desk) -> Path:
    """Return the run folder of the period; refuse while it is not complete."""
    period: Period = desk.period_now
    folder = _workplace(desk).run(period)
    if not (folder / "run.json").is_file():
        raise RefusalError(w.NOT_RUN.format(period=period))
    return folder


def _show(path: Path) -> None:
    """Open a file or folder of ours with the program that the system has for it."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 (a path that we made)
    else:
        webbrowser.open(path.as_uri())
