"""Guards of the clock: nothing is run at a time that cannot be believed.

Behind: the clock shows less than any keeper saw before; a slot might be run a second
time, or a lease outlive its end. Ahead: far beyond the last keeper's mark; slots would be
skipped as missed. Jumped: while the keeper ran, the clock moved otherwise than time did;
it is given one lease to be put right (after a suspended night that costs two minutes).
"""

from __future__ import annotations

from dataclasses import dataclass

BEHIND, AHEAD, JUMPED = "clock_behind", "clock_ahead", "clock_jumped"
TOLERANCE = 60.0
JUMP = 600.0
_DAY = 86400.0


@dataclass(slots=True)
class ClockGuard:
    """One process's view of the clock; moments in seconds, `steady` from a clock that nobody sets."""

    settle: float
    max_ahead_days: int
    _last: tuple[float, float] | None = None
    _hold_until: float = 0.0

    def doubt(self, now: float, steady: float, high_water: float) -> str:
        """Return why the clock is not believed at this moment, "" when it is."""
        first = self._last is None
        if self._last is not None and abs((now - self._last[0]) - (steady - self._last[1])) > JUMP:
            self._hold_until = steady + self.settle
        self._last = (now, steady)
        if now < high_water - TOLERANCE:
            return BEHIND
        if steady < self._hold_until:
            return JUMPED
        if (first or self._hold_until) and now > high_water + self.max_ahead_days * _DAY:
            self._last = None
            return AHEAD
        self._hold_until = 0.0
        return ""
