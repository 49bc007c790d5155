"""Levels: what a period looks like to those who may see it, before anything is built of it.

Levels 0 and 1 (case office, leading group) see the whole, but the names on the list to mask
only as surname and 某; level 2 (all units) sees no free text and no persons; level 3 (public)
sees totals, and none of a group under three.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any

from report_jobs import words as w
from report_jobs.frozen import Figure, Figures, Frozen
from report_jobs.metrics.declared import METRICS, Shown
from report_jobs.protect.rules import INVISIBLE
from workbooks.playbook.model import Playbook
from workbooks.rows import Rows

REPORTED, PUBLIC = 2, 3
SMALLEST = 3
"""The smallest group of which the public is told the number."""

Mask = Callable[[str], str]


def at_level(frozen: Frozen, level: int, names: Iterable[str]) -> Frozen:
    """Return a period as recipients of a level may see it; figures for levels 0 to 2 stay as they are."""
    seen: Frozen = masked(frozen, masking(names, frozen.playbook))
    if level >= REPORTED:
        alerts = tuple(dataclasses.replace(alert, problem="", lead="") for alert in seen.alerts)
        seen = dataclasses.replace(seen, alerts=alerts, returns=_without_rows(seen), changes=(), before={})
    if level >= PUBLIC:
        kept = {key: _large(figure) for key, figure in seen.figures.values.items()}
        seen = dataclasses.replace(
            seen, alerts=(), figures=Figures(kept), previous=None, trend=(), ranking=(), balances=()
        )
    return seen


def for_unit(frozen: Frozen, unit: str) -> Frozen:
    """Return a period as one unit may see it: its own rows, figures and findings, and what the office asks of it.

    Nothing of another unit and nothing of the city is left in it, whatever is built of it afterwards.
    """
    mine = frozen.playbook.model_copy(update={"units": tuple(u for u in frozen.playbook.units if u.code == unit)})
    mine.__dict__.pop("by_code", None)  # kept by the one that it was copied from
    return dataclasses.replace(
        frozen,
        playbook=mine,
        submissions=tuple(s for s in frozen.submissions if s.unit == unit),
        returns=tuple(r for r in frozen.returns if r.unit == unit),
        office=Rows.collect(row for row in frozen.office if getattr(row, "unit_code", None) == unit),
        figures=_figures_of(frozen.figures, unit),
        previous=_figures_of(frozen.previous, unit) if frozen.previous is not None else None,
        trend=tuple((period, _figures_of(figures, unit)) for period, figures in frozen.trend),
        ranking=tuple(r for r in frozen.ranking if r.unit == unit),
        alerts=tuple(a for a in frozen.alerts if a.unit == unit),
        balances=tuple(b for b in frozen.balances if b.unit == unit),
        changes=tuple(c for c in frozen.changes if c.unit == unit),
        before={code: rows for code, rows in frozen.before.items() if code == unit},
        lights={code: lit for code, lit in frozen.lights.items() if code == unit},
        findings=tuple(f for f in frozen.findings if f.place.unit == unit),
        standings={code: standing for code, standing in frozen.standings.items() if code == unit},
        audit_head="",
    )


def _figures_of(figures: Figures, unit: str) -> Figures:
    return Figures({key: figure for key, figure in figures.values.items() if key[1] == unit})


def _without_rows(frozen: Frozen) -> tuple[Any, ...]:
    return tuple(dataclasses.replace(found, rows=Rows()) for found in frozen.returns)


def _large(figure: Figure) -> Figure:
    """Return a figure without its number where that would speak of fewer than three."""
    is_count = METRICS[figure.code].shown is Shown.COUNT
    if is_count and figure.value is not None and 0 < figure.value < SMALLEST:
        return dataclasses.replace(figure, value=None, part=None, whole=None)
    return figure


def masking(names: Iterable[str], playbook: Playbook) -> Mask | None:
    """Return what turns every listed name in a text into surname and 某 (G-61); None when none is listed.

    A name is found as the exit scan finds it: with blanks or unseen characters within it too.
    """
    listed = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    if not listed:
        return None
    between = f"(?:\\s|{INVISIBLE.pattern})*"
    forms = {name: _form(name, playbook) for name in listed}
    pattern = re.compile("|".join(f"({between.join(map(re.escape, name))})" for name in listed))
    return lambda text: pattern.sub(lambda found: forms[listed[(found.lastindex or 1) - 1]], text)


def _form(name: str, playbook: Playbook) -> str:
    compound = name[:2] in playbook.wording.surnames_compound and len(name) > 2
    surname = name[:2] if compound else name[:1]
    return surname + w.SOMEONE * min(2, max(1, len(name) - len(surname)))


def masked(value: Any, mask: Mask | None) -> Any:
    """Return a value with the mask over every text in it: rows, findings, alerts, changes, office texts."""
    if mask is None or value is None or isinstance(value, (Playbook, Enum)):
        return value
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Rows):
        return Rows.collect(masked(row, mask) for row in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}
        changed = {name: new for name, old in found.items() if (new := masked(old, mask)) is not old and new != old}
        return dataclasses.replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        return tuple(masked(item, mask) for item in value)
    if isinstance(value, Mapping):
        return {key: masked(item, mask) for key, item in value.items()}
    return value
