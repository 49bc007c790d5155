"""What the metrics are computed from: one period's accepted returns and what came before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from report_jobs.frozen import Return
from report_jobs.metrics.frames import count, frame
from workbooks.lights import Lit, lights_of
from workbooks.playbook.model import Playbook
from workbooks.row import Row
from workbooks.rows import Rows


@dataclass(frozen=True)
class Ground:
    """Inputs of the metrics of one period.

    `history` holds each unit's earlier accepted rows, the newest first; `on_time` and
    `due` count, by unit, the periods so far (this one included) in which it reported in
    time and in which it owed a return, for every unit of the programme.
    """

    playbook: Playbook
    returns: Sequence[Return]
    previous_cutoff: dt.date
    today: dt.date
    history: Mapping[str, tuple[Rows, ...]] = field(default_factory=dict)
    on_time: Mapping[str, int] = field(default_factory=dict)
    due: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def units(self) -> list[str]:
        """Codes of the units that reported, in the order of the playbook."""
        reported = {found.unit for found in self.returns}
        return [unit.code for unit in self.playbook.units if unit.code in reported]

    @cached_property
    def _frames(self) -> dict[type[Row], pd.DataFrame]:
        return {}

    def frame(self, row_type: type[Row]) -> pd.DataFrame:
        """Return the frame of one sheet."""
        if row_type not in self._frames:
            self._frames[row_type] = frame(self.returns, row_type)
        return self._frames[row_type]

    def count(self, data: pd.DataFrame) -> pd.Series:
        """Count rows by unit, 0 for a unit without any."""
        return count(data, self.units)

    def previous_rows(self, unit: str) -> Rows | None:
        """Return a unit's last accepted rows."""
        return next(iter(self.history.get(unit, ())), None)

    @cached_property
    def lights(self) -> dict[str, dict[str, Lit]]:
        """Lights of each unit's open problems, by problem number."""
        thresholds = self.playbook.thresholds
        return {
            found.unit: lights_of(found.rows, self.today, thresholds, self.history.get(found.unit, ()))
            for found in self.returns
        }

    def by_unit(self, values: Mapping[str, int]) -> pd.Series:
        """Return counts that were made row by row as a series over the reporting units."""
        return pd.Series({unit: values.get(unit, 0) for unit in self.units}, dtype=object)
