"""The sentence that opens the briefing and every mail."""

from __future__ import annotations

import re

from report_jobs.frozen import Frozen
from report_jobs.metrics import words
from report_jobs.metrics.declared import METRICS
from report_jobs.metrics.display import display

_CODES = re.compile(r"\{(M\d\d(?:_\w+)?)\}")


def auto_sentence(frozen: Frozen) -> str:
    """Return the headline: zero is printed as 0, missing units are named as not counted."""
    missing = len(frozen.missing_units)
    shown = {code: display(frozen.figures.get(code), METRICS[code]) for code in _CODES.findall(words.SENTENCE)}
    return words.SENTENCE.format(
        month=frozen.today.month,
        day=frozen.today.day,
        units=len(frozen.counted_units),
        missing=words.NOT_COUNTED.format(count=missing) if missing else "",
        **shown,
    )
