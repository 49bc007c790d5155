"""Checks: what software tests in a book beyond single cells (V rules and G gates)."""

from __future__ import annotations

from workbooks.checks import cases, declared, gates, history, people, prevention, rectification, text
from workbooks.checks.base import REGISTRY, Context, Sees, run_checks

__all__ = [
    "REGISTRY",
    "Context",
    "Sees",
    "cases",
    "declared",
    "gates",
    "history",
    "people",
    "prevention",
    "rectification",
    "run_checks",
    "text",
]
