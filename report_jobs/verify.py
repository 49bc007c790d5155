"""Verifying a run: every figure recomputed from the raw files and compared with register and deck."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from report_jobs import words as w
from report_jobs.briefing.pdf_file import slides_of
from report_jobs.briefing.proof import package_faults
from report_jobs.briefing.read import Shown, figures_shown
from report_jobs.collect import Arrival, collect
from report_jobs.config import read_jobs, read_playbook
from report_jobs.consolidate import freeze, rows_by_unit
from report_jobs.consolidate.balances import untied
from report_jobs.cycle import pasts_before
from report_jobs.frozen import CITY, COLUMNS, Frozen
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.display import display, display_amount
from report_jobs.outline.brief import REGISTER as BRIEF_REGISTER
from report_jobs.protect.names import names_to_mask
from report_jobs.register.balances import check_formula, units_below
from report_jobs.register.names import figure_of
from report_jobs.register.read import Written
from report_jobs.state import Store
from report_jobs.tallies import tally
from report_jobs.workplace import Workplace
from workbooks.period import Period
from workbooks.rows import NO_ROWS

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
    faults = list(changed_files(folder, run))
    frozen = recompute(Workplace(folder.parent.parent), folder, run)
    register = Written((folder / "register.xlsx").read_bytes())
    deck = (folder / "briefing.pptx").read_bytes()
    faults += (w.FILE_GONE.format(file=s.merged) for s in frozen.submissions if s.merged not in ("", *run["outputs"]))
    faults += register_differs(frozen, register)
    faults += _tallies(frozen, register)
    faults += compare_accounts(frozen, register)
    texts, shown = expected_texts(frozen), list(figures_shown(deck))
    faults += compare_deck(texts, shown)
    faults += (w.SLIDE_UNSOUND.format(told=told) for told in package_faults(deck))
    recomputed = len(frozen.figures.values) + len(tally(frozen).values) + len(frozen.balances)
    checked = len(run["outputs"]) + recomputed + len(shown)
    for path in sorted((folder / "briefs").glob("*.pptx")):
        brief = path.read_bytes()
        checked += sum(1 for _ in figures_shown(brief))
        told = brief_faults(texts, path.stem, brief)
        faults += (w.BRIEF_UNSOUND.format(file=path.name, told=found) for found in told)
    return Report(checked, tuple(faults))


def brief_faults(texts: Mapping[str, str], unit: str, brief: bytes) -> Iterator[str]:
    """Say what is wrong with a unit's brief: its figures, its parts, a figure that is not the unit's."""
    shown = list(figures_shown(brief))
    yield from compare_deck(texts, shown, BRIEF_REGISTER)
    yield from package_faults(brief, BRIEF_REGISTER)
    for figure in shown:
        if (figure_of(figure.name) or ("", ""))[1] != unit:
            yield w.BRIEF_FOREIGN.format(name=figure.name)
    if slides_of(brief) != 1:
        yield w.BRIEF_PAGES


def changed_files(folder: Path, run: dict[str, Any]) -> Iterator[str]:
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
        said=pasts[-1].answers if pasts else {},
    )
    return freeze(playbook, period, collected, pasts)


def register_differs(frozen: Frozen, register: Written) -> Iterator[str]:
    """Compare every figure with its named cell, in both directions."""
    written = register.figures()
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


def expected_texts(frozen: Frozen) -> dict[str, str]:
    """Return what a slide must show for every figure and tally of a period, by its defined name."""
    units = ("", *frozen.due_units)
    shown = {
        _name(code, unit): display(frozen.figures.get(code, unit), metric)
        for code, metric in METRICS.items()
        for unit in units
    }
    accounts = {
        f"{line.name}_{column}": display_amount(line.code, line.side, amount)
        for line in frozen.balances
        if line.unit == CITY
        for column, amount in zip(COLUMNS, line.amounts, strict=True)
    }
    return shown | {found.name: found.text for found in tally(frozen)} | accounts


def _tallies(frozen: Frozen, register: Written) -> Iterator[str]:
    """Compare every tally with its named cell, in both directions."""
    written = register.tallies()
    expected = {found.name: found.value for found in tally(frozen)}
    for name in sorted(expected.keys() | written.keys()):
        if name not in written or name not in expected:
            yield w.FIGURE_ONE_SIDED.format(name=name)
        elif not _same(expected[name], written[name]):
            yield w.FIGURE_DIFFERS.format(name=name, found=written[name], expected=expected[name])


def compare_accounts(frozen: Frozen, register: Written) -> Iterator[str]:
    """Compare every line of 差额账 with the recomputed one, in both directions; look whether it ties and is checked."""
    written, expected = register.accounts(), {line.name: line for line in frozen.balances}
    yield from (w.ACCOUNT_UNTIED.format(code=code) for code in untied(frozen.balances))
    by_side = {key: list(found) for key, found in groupby(frozen.balances, key=lambda line: (line.code, line.side))}
    for name in sorted(expected.keys() | written.keys()):
        if name not in written or name not in expected:
            yield w.FIGURE_ONE_SIDED.format(name=name)
            continue
        line, found = expected[name], written[name]
        amounts = (line.before, *line.amounts[1:-1], line.now)
        for column, amount, number in zip(COLUMNS, amounts, found.amounts, strict=True):
            if not _same(amount, number):
                yield w.FIGURE_DIFFERS.format(name=f"{name}_{column}", found=number, expected=amount)
        if found.check != check_formula(found.row, units_below(line, by_side[line.code, line.side])):
            yield w.ACCOUNT_UNCHECKED.format(name=name)


def compare_deck(texts: Mapping[str, str], shown: Sequence[Shown], register: str = "register.xlsx") -> Iterator[str]:
    """Compare every figure of a deck with the recomputed one, at the displayed precision, and look at its link.

    `register` is the register as seen from the deck.
    """
    for figure in shown:
        expected = texts.get(figure.name, "")
        if figure.text != expected:
            yield w.SLIDE_DIFFERS.format(page=figure.page, name=figure.name, found=figure.text, expected=expected)
        if figure.link != f"{register}#{figure.name}":
            yield w.SLIDE_UNLINKED.format(page=figure.page, name=figure.name)
