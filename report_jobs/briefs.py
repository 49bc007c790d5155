"""Briefs of the units of a run: one page each, made after the fact of the period as it was frozen.

A run's record does not name them: the period is frozen again from the raw files that the run
kept, held against its register, and only then shown to each unit in its own view. The same run
gives the same bytes whenever it is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from report_jobs import briefing
from report_jobs.config import Jobs, read_jobs
from report_jobs.frozen import Frozen
from report_jobs.levels import at_level, for_unit
from report_jobs.mail import FULL_LEVEL
from report_jobs.outline.brief import brief
from report_jobs.protect.names import names_to_mask
from report_jobs.publish import is_package, publish
from report_jobs.register.read import Written
from report_jobs.verify import changed_files, recompute, register_differs
from report_jobs.workplace import Workplace

FOLDER = "briefs"


class ChangedError(Exception):
    """A run is no longer what was recorded, or the playbook no longer gives its figures: so many differences."""

    def __init__(self, folder: Path, count: int) -> None:
        super().__init__(f"{folder}: {count}")
        self.folder, self.count = folder, count


def make_briefs(folder: Path, done: Callable[[int, int], None] = lambda _done, _of: None) -> list[Path]:
    """Write the brief of every unit into a run folder inside its workplace, and return those that changed.

    `done` is told how many are done, and of how many. Raises ChangedError, and nothing is written
    then; ConfigError, OSError.
    """
    workplace = Workplace(folder.parent.parent)
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    faults = list(changed_files(folder, run))
    if faults:
        raise ChangedError(folder, len(faults))
    frozen, jobs = recompute(workplace, folder, run), read_jobs(workplace.jobs)
    faults = list(register_differs(frozen, Written((folder / "register.xlsx").read_bytes())))
    if faults:
        raise ChangedError(folder, len(faults))
    names, template = names_to_mask(workplace.root, jobs), briefing.own_template(workplace.root, jobs.briefing.template)
    changed = []
    for number, unit in enumerate(frozen.due_units, start=1):
        path = folder / FOLDER / f"{unit}.pptx"
        if publish(path, built(frozen, unit, jobs, template, names), is_package):
            changed.append(path)
        done(number, len(frozen.due_units))
    return changed


def built(frozen: Frozen, unit: str, jobs: Jobs, template: bytes | None, names: frozenset[str]) -> bytes:
    """Return the brief of one unit, the same bytes for the same period: its own data, the listed names masked."""
    seen = at_level(for_unit(frozen, unit), FULL_LEVEL, names)
    return briefing.build(brief(seen, unit), template=template, file=jobs.briefing.template)
