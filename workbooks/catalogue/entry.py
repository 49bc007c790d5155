"""What the catalogue holds for each code."""

from __future__ import annotations

from dataclasses import dataclass

from workbooks.findings import Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """The wording of one code.

    `message` and `fix` are `str.format` templates over the finding's facts and the place:
    {sheet} (Chinese title), {cell}, {heading}, {row_key}, {unit}. `example` shows a value
    or an action that is right. `title` names the rule in a few words.
    """

    code: str
    severity: Severity
    title: str
    message: str
    fix: str
    example: str = ""


def entries(*items: Entry) -> dict[str, Entry]:
    """Key entries by code; ValueError when a code stands twice."""
    found = {item.code: item for item in items}
    if len(found) != len(items):
        raise ValueError("a code stands twice")
    return found
