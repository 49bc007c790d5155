"""Gates: what must be true before a stage ends, a problem moves, a case closes (G rules).

Where a rule of the programme names something that the standard does not hold, it does
not apply: the meeting that considered an analysis (part of G-11), the office's approval of
an empty list of problems (G-12), evidence of the founding documents (G-10), the dates of
the leading group's sign-off (G-30p). Sheets that are switched off for a unit do not count.
"""

from __future__ import annotations

from workbooks.checks.gates import clocks, closing, persons, problems, stages

__all__ = ["clocks", "closing", "persons", "problems", "stages"]
