"""Verifying a run: every figure recomputed from the raw files and compared with register and deck."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pptx import Presentation

from report_jobs import words as w
from report_jobs.collect import Arrival, collect
from report_jobs.config import read_jobs, read_playbook
from report_jobs.consolidate import freeze, rows_by_unit
from report_jobs.cycle import pasts_before
from report_jobs.frozen import Frozen
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.display import display
from report_jobs.protect.names import names_to_mask
from report_jobs.register.read import figures_in
from report_jobs.state import Store
from report_jobs.workplace import Workplace
from workbooks.period import Period
from workbooks.rows import NO_ROWS

_FIGURE = re.compile(r"(fig_(M\d\d(?:_[a-z]+)?)(?:_([A-Z]{2}\d{3}))?)(?:\.\d+)?")
_TOLERANCE = Decimal("0.0000005")
"""Half of the last digit that a register keeps of a figure."""


@dataclass(frozen=True)
class Report:
    """What was compared, and every difference in one sentence each."""

    checked: int
    faults: tuple[str, ...]


def verify(folder: Path) -> Report:
    """Verify a run folder inside its workplace.

    Raises FileNotFoundError when it is no run folder, ConfigError, OSError.
    """
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    faults = list(_files(folder, run))
    frozen = recompute(Workplace(folder.parent.parent), folder, run)
    register = (folder / "register.xlsx").read_bytes()
    deck = (folder / "briefing.pptx").read_bytes()
    faults += _register(frozen, register)
    shown = list(figures_shown(deck))
    faults += _deck(frozen, shown)
    return Report(len(run["outputs"]) + len(frozen.figures.values) + len(shown), tuple(faults))


def _files(folder: Path, run: dict[str, Any]) -> Iterator[str]:
    """Compare every file of the run with the hash that was taken of it."""
    for path, expected in run["outputs"].items():
        try:
            found = hashlib.sha256((folder / path).read_bytes()).hexdigest()
        except FileNotFoundError:
            yield w.FILE_GONE.format(file=path)
            continue
        if found != expected:
            yield w.FILE_CHANGED.format(file=path)


def recompute(workplace: Workplace, folder: Path, run: dict[str, Any]) -> Frozen:
    """Freeze the period again from the raw files of its run folder."""
    playbook, jobs = read_playbook(workplace.playbook), read_jobs(workplace.jobs)
    period = Period.parse(run["period"])
    pasts = pasts_before(Store(workplace.state), period)
    files = [
        Arrival(a["name"], dt.datetime.fromisoformat(a["received"]), (folder / a["kept"]).read_bytes())
        for a in run["arrivals"]
    ]
    collected = collect(
        files,
        playbook,
        period,
        history=rows_by_unit(pasts),
        office=pasts[-1].office if pasts else NO_ROWS,
        names_to_mask=names_to_mask(workplace.root, jobs),
    )
    return freeze(playbook, period, collected, pasts)


def _register(frozen: Frozen, data: bytes) -> Iterator[str]:
    """Compare every figure with its named cell, in both directions."""
    written = figures_in(data)
    for key in sorted(frozen.figures.values.keys() | written.keys()):
        if key not in written or key not in frozen.figures.values:
            yield w.FIGURE_ONE_SIDED.format(name=_name(*key))
            continue
        expected, found = frozen.figures.values[key].value, written[key]
        if not _same(expected, found):
            yield w.FIGURE_DIFFERS.format(name=_name(*key), found=found, expected=expected)


def _same(expected: Decimal | None, found: Decimal | None) -> bool:
    if expected is None or found is None:
        return expected is found
    return abs(found - expected) <= _TOLERANCE


def _name(code: str, unit: str) -> str:
    return f"fig_{code}_{unit}" if unit else f"fig_{code}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a slide shows it."""

    page: int
    code: str
    unit: str
    text: str
    link: str


def figures_shown(data: bytes) -> Iterator[Shown]:
    """Yield every figure of a deck: shapes that are named after a figure and hold text."""
    for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, start=1):
        for shape in slide.shapes:
            match = _FIGURE.fullmatch(shape.name)
            if match and shape.has_text_frame and shape.text_frame.text.strip():
                link = shape.click_action.hyperlink.address or ""
                yield Shown(number, match[2], match[3] or "", shape.text_frame.text.strip(), link)


def _deck(frozen: Frozen, shown: list[Shown]) -> Iterator[str]:
    """Compare every figure of the deck with the recomputed one, at the displayed precision."""
    for figure in shown:
        name = _name(figure.code, figure.unit)
        metric = METRICS.get(figure.code)
        expected = display(frozen.figures.get(figure.code, figure.unit), metric) if metric else ""
        if figure.text.split(" ")[0] != expected:
            yield w.SLIDE_DIFFERS.format(page=figure.page, name=name, found=figure.text, expected=expected)
        if figure.link != f"register.xlsx#{name}":
            yield w.SLIDE_UNLINKED.format(page=figure.page, name=name)
