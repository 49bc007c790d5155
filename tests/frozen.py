"""Frozen periods for tests, made of the demo's clean rows for a few units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_jobs.collect import Collected
from report_jobs.consolidate import Past, freeze, past_of
from report_jobs.demo.build import SEED
from report_jobs.demo.office import office_rows
from report_jobs.demo.simulate import make_unit
from report_jobs.demo.view import view
from report_jobs.frozen import Frozen, Return, State, Submission
from workbooks.period import Period
from workbooks.playbook import default_playbook
from workbooks.playbook.model import Playbook
from workbooks.rows import NO_ROWS, Rows

UNITS = ("SZ004", "SZ005", "SZ006", "XQ001", "XQ004", "QY001")


def playbook_of(units: Sequence[str]) -> Playbook:
    """The shipped playbook with a few units only."""
    shipped = default_playbook()
    return shipped.model_copy(update={"units": tuple(shipped.by_code[code] for code in units)})


def collected(
    playbook: Playbook, period: Period, rows: Mapping[str, Rows], office: Rows = NO_ROWS, **states: State
) -> Collected:
    """What a week's inbox came to: rows for the units that reported, the others missing."""
    due = period.due(playbook.rhythm)
    lines = tuple(
        Submission(
            unit=u.code, state=states.get(u.code, State.ON_TIME if u.code in rows else State.MISSING), due=due,
            received=due if u.code in rows else None, file=f"{u.code}.xlsx" if u.code in rows else "",
            kept="returns/0.xlsx" if u.code in rows else "", counted=u.code in rows,
        )
        for u in playbook.units
    )  # fmt: skip
    returns = tuple(Return(unit=u, file=f"{u}.xlsx", kept="returns/0.xlsx", rows=found) for u, found in rows.items())
    return Collected(lines, returns, office, ())


def weeks(
    units: Sequence[str] = UNITS,
    numbers: Sequence[int] = range(42, 48),
    absent: Mapping[int, Sequence[str]] | None = None,
) -> list[Frozen]:
    """Freeze some weeks of the demo, one after the other; `absent` names who is missing in which week."""
    playbook, frozen, pasts = playbook_of(units), list[Frozen](), list[Past]()
    plans = {code: make_unit(default_playbook(), playbook.by_code[code], SEED) for code in units}
    for number in numbers:
        period = Period.parse(f"2026-W{number}")
        here = [u for u in units if u not in (absent or {}).get(number, ())]
        rows = {u: view(plans[u], playbook, period) for u in here}
        frozen.append(freeze(playbook, period, collected(playbook, period, rows, office_rows(playbook, period)), pasts))
        pasts.append(past_of(frozen[-1], pasts[-1] if pasts else None))
    return frozen


def chain(playbook: Playbook, numbers: Sequence[int], rows: Sequence[Mapping[str, Rows]]) -> list[Frozen]:
    """Freeze weeks from rows made by hand."""
    frozen, pasts = list[Frozen](), list[Past]()
    for number, found in zip(numbers, rows, strict=True):
        period = Period.parse(f"2026-W{number}")
        frozen.append(freeze(playbook, period, collected(playbook, period, found), pasts))
        pasts.append(past_of(frozen[-1], pasts[-1] if pasts else None))
    return frozen
