"""The demo: an invented programme of 24 units over eight weeks, as believable as it can be made."""

from __future__ import annotations

import json
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from report_jobs import words as w
from report_jobs.cycle import Progress, quiet, run_period
from report_jobs.demo.build import build, drop, periods, workers
from report_jobs.demo.people import add_contacts
from report_jobs.frozen import State
from report_jobs.setup import init
from report_jobs.workplace import Workplace
from workbooks.playbook import default_playbook

__all__ = ["run_demo"]


def run_demo(root: Path, progress: Progress = quiet) -> tuple[str, ...]:
    """Make a workplace, drop every week's files into its inbox, run every week; return what to say.

    Raises FileExistsError when the folder is there and not empty.
    """
    began = time.monotonic()
    workplace, playbook = init(root), default_playbook()
    add_contacts(workplace)
    weeks = periods(playbook)
    zone = ZoneInfo(playbook.calendar.timezone)
    files = 0
    with workers() as pool:
        for number, (period, built) in enumerate(build(pool, playbook), start=1):
            for name, received, data in built:
                drop(workplace.inbox, name, received, data, zone)
            files += len(built)
            run_period(workplace, period)
            progress("demo", number, len(weeks))
    return _told(workplace, files, round(time.monotonic() - began))


def _told(workplace: Workplace, files: int, seconds: int) -> tuple[str, ...]:
    playbook = default_playbook()
    last = periods(playbook)[-1]
    run = json.loads((workplace.run(last) / "run.json").read_text(encoding="utf-8"))
    sample = next(s["file"] for s in run["submissions"] if s["state"] == State.REFUSED)
    terms = {
        "units": len(playbook.units),
        "weeks": len(periods(playbook)),
        "files": files,
        "seconds": seconds,
        "run": workplace.run(last),
        "root": workplace.root,
        "sample": workplace.inbox / sample,
    }
    return tuple(line.format(**terms) for line in w.DEMO_LINES)
