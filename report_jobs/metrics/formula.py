"""How a metric is computed in one playbook: its denominator and weights as they are in force."""

from __future__ import annotations

from decimal import Decimal

from report_jobs.metrics import words as w
from report_jobs.metrics.declared import METRICS, Better, Metric
from workbooks.playbook.model import Playbook


def formula(playbook: Playbook, metric: Metric) -> str:
    """Return how a metric is computed, with the playbook's denominator and weights."""
    if metric.code == "M07":
        return w.RATE_FORMULAS[playbook.thresholds.rate_denominator]
    if metric.code == "M20":
        return w.SCORE_FORMULA.format(terms=w.PLUS.join(_term(c, x) for c, x in playbook.weights.items()))
    return metric.formula


def _term(code: str, weight: Decimal) -> str:
    term = w.SCORE_TERM_DOWN if METRICS[code].better is Better.DOWN else w.SCORE_TERM
    return term.format(weight=weight, code=code)
