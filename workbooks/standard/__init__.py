"""The standard: one row class per sheet, by theme, in the order of the tabs."""

from __future__ import annotations

from workbooks.row import OFFICE, UNIT, BookKind, Row, Sheet
from workbooks.standard.cases import Analysis, Case, Pair, Stage
from workbooks.standard.cover import Cover, Duty, Weekly
from workbooks.standard.office import Decision, Order
from workbooks.standard.prevention import Activity, FourForm, Regulation, Risk
from workbooks.standard.problems import Action, Closure, Problem, SixCheck
from workbooks.standard.supervision import Accountability, Assessment, Letter, LookBack

__all__ = [
    "OFFICE",
    "ROW_TYPES",
    "SHEETS",
    "UNIT",
    "Accountability",
    "Action",
    "Activity",
    "Analysis",
    "Assessment",
    "Case",
    "Closure",
    "Cover",
    "Decision",
    "Duty",
    "FourForm",
    "Letter",
    "LookBack",
    "Order",
    "Pair",
    "Problem",
    "Regulation",
    "Risk",
    "SixCheck",
    "Stage",
    "Weekly",
    "sheets_in",
]

ROW_TYPES: tuple[type[Row], ...] = (
    Cover,
    Duty,
    Case,
    Pair,
    Stage,
    Analysis,
    SixCheck,
    Problem,
    Action,
    Closure,
    Risk,
    Regulation,
    Activity,
    FourForm,
    Letter,
    LookBack,
    Assessment,
    Accountability,
    Weekly,
    Order,
    Decision,
)
"""Every row class, in the order of the tabs."""

SHEETS: dict[str, Sheet] = {row_type.__sheet__.name: row_type.__sheet__ for row_type in ROW_TYPES}
"""Every sheet's declaration by its machine name, in the order of the tabs."""


def sheets_in(book: BookKind, switched_on: frozenset[str]) -> tuple[Sheet, ...]:
    """Return the sheets of a book: its core sheets and the optional ones that are switched on."""
    return tuple(s for s in SHEETS.values() if s.book is book and (s.core or s.name in switched_on))
