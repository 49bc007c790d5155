"""Reading a register back by its defined names, with another library than the one that wrote it."""

from __future__ import annotations

import io
import re
from decimal import Decimal

from openpyxl import load_workbook

_NAME = re.compile(r"fig_(M\d\d(?:_(?!(?:[A-Z]{2}\d{3})$)[a-z]+)?)(?:_([A-Z]{2}\d{3}))?")


def figures_in(data: bytes) -> dict[tuple[str, str], Decimal | None]:
    """Return every named figure by metric code and unit ("" for the city); None for a blank cell.

    Raises ValueError when a name of ours does not point to one cell.
    """
    workbook = load_workbook(io.BytesIO(data), data_only=True)
    found: dict[tuple[str, str], Decimal | None] = {}
    for name, defined in workbook.defined_names.items():
        match = _NAME.fullmatch(name)
        if not match:
            continue
        targets = list(defined.destinations)
        if len(targets) != 1:
            raise ValueError(name)
        title, place = targets[0]
        value = workbook[title][place.replace("$", "")].value
        found[match[1], match[2] or ""] = None if value is None else Decimal(repr(value))
    return found
