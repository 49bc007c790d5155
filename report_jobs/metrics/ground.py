"""What the metrics are computed from: one period's accepted returns and what came before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from report_jobs.frozen import Return
from report_jobs.metrics.term import Seen
from workbooks.lights import Lit, lights_of
from workbooks.playbook.model import Playbook, Unit
from workbooks.rows import NO_ROWS, Rows


@dataclass(frozen=True, slots=True)
class Duty:
    """How often a unit owed a return so far and was in time, this period included.

    `owes` and `in_time` say it of this period alone, `owed` whether the unit owed one in
    the period before, too.
    """

    due: int = 0
    on_time: int = 0
    owes: int = 0
    in_time: int = 0
    owed: bool = False


@dataclass(frozen=True)
class Ground:
    """Inputs of the metrics of one period.

    `history` holds each unit's earlier accepted rows, the newest first; `last` how the
    newest of them were seen at their own cut-off; `duties` the returns that each unit of the
    programme has owed so far.
    """

    playbook: Playbook
    returns: Sequence[Return]
    previous_cutoff: dt.date
    today: dt.date
    history: Mapping[str, tuple[Rows, ...]] = field(default_factory=dict)
    last: Mapping[str, Seen] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)

    @cached_property
    def programme(self) -> dict[str, Unit]:
        """The units that owe a return, by code."""
        return {unit.code: unit for unit in self.playbook.units}

    @cached_property
    def units(self) -> list[str]:
        """Codes of the units that reported, in the order of the playbook."""
        reported = {found.unit for found in self.returns}
        return [code for code in self.programme if code in reported]

    def previous_rows(self, unit: str) -> Rows | None:
        """Return a unit's last accepted rows."""
        return next(iter(self.history.get(unit, ())), None)

    @cached_property
    def seen(self) -> dict[str, Seen]:
        """How the return of each reporting unit is seen, by unit."""
        rows = {found.unit: found.rows for found in self.returns}
        thresholds = self.playbook.thresholds
        return {
            unit: Seen(
                self.programme[unit],
                rows[unit],
                self.previous_cutoff,
                self.today,
                thresholds,
                self.previous_rows(unit) or NO_ROWS,
                self.lights[unit],
            )
            for unit in self.units
        }

    @cached_property
    def lights(self) -> dict[str, dict[str, Lit]]:
        """Lights of each unit's open problems, by problem number."""
        thresholds = self.playbook.thresholds
        return {
            found.unit: lights_of(found.rows, self.today, thresholds, self.history.get(found.unit, ()))
            for found in self.returns
        }
