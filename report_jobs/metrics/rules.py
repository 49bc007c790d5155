"""The rule of every metric: the term, or the two terms, that it is counted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from report_jobs.metrics import cases as c
from report_jobs.metrics import prevention as v
from report_jobs.metrics import problems as p
from report_jobs.metrics.term import Term
from workbooks.choices import Form
from workbooks.lights import Light


class Side(StrEnum):
    """What an account of a metric counts: the metric itself, its numerator, its denominator."""

    COUNT = ""
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True)
class Rule:
    """How a metric is counted: its part and, for rates and averages, its whole."""

    part: Term
    whole: Term | None = None

    def sides(self) -> Iterator[tuple[Side, Term]]:
        """Yield what is counted for the metric: the count alone, or numerator and denominator."""
        if self.whole is None:
            yield Side.COUNT, self.part
        else:
            yield Side.PART, self.part
            yield Side.WHOLE, self.whole


RULES: dict[str, Rule] = {
    "M01": Rule(c.CASES),
    "M02": Rule(c.VERIFIED, c.OWED),
    "M03": Rule(c.STAGES_IN_TIME, c.STAGES_DUE),
    "M04": Rule(p.REGISTERED),
    "M05": Rule(p.NEW),
    "M06": Rule(p.AGREED),
    "M06_total": Rule(p.CLOSED),
    "M06_longterm": Rule(p.LONG_TERM),
    "M06_rebound": Rule(p.REBOUNDED),
    "M07": Rule(p.CLOSED, p.IN_RATE),
    "M08": Rule(p.OVERDUE, p.OPEN),
    "M08_open": Rule(p.OPEN),
    "M08_overdue": Rule(p.OVERDUE),
    "M09_green": Rule(p.LIT[Light.GREEN]),
    "M09_blue": Rule(p.LIT[Light.BLUE]),
    "M09_yellow": Rule(p.LIT[Light.YELLOW]),
    "M09_red": Rule(p.LIT[Light.RED]),
    "M10": Rule(p.AT_ONCE, p.CLOSED),
    "M11": Rule(v.NOT_HELD, v.SAMPLED),
    "M11_sampled": Rule(v.SAMPLED),
    "M12": Rule(v.CONTROLLED, v.HIGH_RISKS),
    "M13": Rule(v.REGULATIONS),
    "M13_new": Rule(v.MADE),
    "M13_revised": Rule(v.REVISED),
    "M13_repealed": Rule(v.REPEALED),
    "M14": Rule(v.COVERED, v.TO_EDUCATE),
    "M14_educated": Rule(v.EDUCATED),
    "M14_rallies": Rule(v.RALLIES),
    "M15": Rule(v.FOUND_THERE, v.MEETINGS),
    "M15_meetings": Rule(v.MEETINGS),
    "M15_criticism": Rule(v.CRITICISM, v.ATTENDED),
    "M16": Rule(v.ALL_FORMS),
    "M16_first": Rule(v.FORMS[Form.FIRST]),
    "M16_second": Rule(v.FORMS[Form.SECOND]),
    "M16_third": Rule(v.FORMS[Form.THIRD]),
    "M16_fourth": Rule(v.FORMS[Form.FOURTH]),
    "M16_share": Rule(v.FORMS[Form.FIRST], v.ALL_FORMS),
    "M17": Rule(p.RECOVERED),
    "M18": Rule(v.ACCOUNTABLE),
}
"""Every metric but M19 (from the submissions) and M20 (from other metrics)."""
