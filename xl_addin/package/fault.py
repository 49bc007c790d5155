"""A fault of an add-in, as the lint finds it."""

from __future__ import annotations

from typing import NamedTuple

from xl_addin.package import words as w


class Fault(NamedTuple):
    """Code of the rule, where it was broken, and what stands there."""

    code: str
    place: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.place}：{w.FAULTS[self.code].format(value=self.value)}"
