"""The one catalogue of findings: every code, its severity and its Chinese wording.

Codes: F a file, S a sheet, C a cell, V a rule of the standard (Vnn of the rule book, with
a letter where one rule says several things), G a gate, X across units.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from workbooks import words
from workbooks.catalogue.across import ACROSS
from workbooks.catalogue.cells import CELLS
from workbooks.catalogue.closing import CLOSING
from workbooks.catalogue.entry import Entry
from workbooks.catalogue.files import FILES
from workbooks.catalogue.gates import GATES
from workbooks.catalogue.rules import RULES
from workbooks.findings import Finding, Severity
from workbooks.standard import SHEETS

__all__ = ["CATALOGUE", "Entry", "Worded", "severity_of", "word"]

CATALOGUE: dict[str, Entry] = {**FILES, **CELLS, **RULES, **GATES, **CLOSING, **ACROSS}


@dataclass(frozen=True, slots=True)
class Worded:
    """A finding as people and programs read it; the JSON contract of `yian check`."""

    code: str
    severity: str
    unit: str
    sheet: str
    cell: str
    heading: str
    row_key: str
    shown: str
    message: str
    fix: str
    example: str

    def as_dict(self) -> dict[str, str]:
        """Return the JSON object."""
        return asdict(self)


def severity_of(finding: Finding) -> Severity:
    """Return how much a finding weighs; KeyError when its code is not in the catalogue."""
    return CATALOGUE[finding.code].severity


def word(finding: Finding) -> Worded:
    """Put a finding into words."""
    entry, place = CATALOGUE[finding.code], finding.place
    facts = dict(finding.facts)
    sheet = SHEETS.get(place.sheet)
    title = place.title or (sheet.label if sheet else place.sheet)
    field = next((f for f in sheet.fields if f.name == place.field), None) if sheet else None
    heading = field.label if field else facts.get("heading", "")
    terms = {**facts, "sheet": title, "cell": place.cell, "heading": heading, "row_key": place.row_key, "unit": place.unit}
    return Worded(
        code=finding.code,
        severity=words.SEVERITY[entry.severity],
        unit=place.unit,
        sheet=title,
        cell=place.cell,
        heading=heading,
        row_key=place.row_key,
        shown=facts.get("value", ""),
        message=entry.message.format_map(terms),
        fix=entry.fix.format_map(terms),
        example=(entry.example or (field.example if field else "") or "").format_map(terms),
    )
