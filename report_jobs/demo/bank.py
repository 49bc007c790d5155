"""The bank of invented words: names, problems, actions, phrases, drawn by a seeded source."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar, cast

T = TypeVar("T")


@cache
def phrases() -> Mapping[str, Any]:
    """Return the phrases that ship with the demo."""
    text = resources.files("report_jobs.demo").joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True)
class Topic:
    """One thing that can go wrong somewhere: matter, defect, and the class of problem it makes."""

    matter: str
    defect: str
    gap: str
    dept: str
    theme: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The problem as a sentence."""
        return str(phrases()["problem"]).format(dept=self.dept, matter=self.matter, defect=self.defect, gap=self.gap)


class Draw:
    """A seeded source of plausible words for one unit."""

    def __init__(self, seed: str, kind: str) -> None:
        """Begin a source; the same seed draws the same words."""
        self.random = random.Random(seed)  # noqa: S311 (invented words, no secrets)
        self.kind = kind
        self._used: set[str] = set()

    def one(self, options: Sequence[T]) -> T:
        """Draw one option."""
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        """Say yes in this share of cases."""
        return self.random.random() < share

    def days(self, low: int, high: int) -> dt.timedelta:
        """Draw a span of days."""
        return dt.timedelta(days=self.random.randint(low, high))

    def fill(self, template: str, **terms: object) -> str:
        """Fill a template; {n}, {m}, {k} become numbers, m smaller than n."""
        n = self.random.randint(6, 28)
        numbers = {"n": n, "m": self.random.randint(2, 5), "k": self.random.randint(30, 96)}
        return template.format_map({**numbers, **terms})

    def text(self, name: str, **terms: object) -> str:
        """Draw and fill one of the texts of a name."""
        found = phrases()["texts"][name]
        return self.fill(found if isinstance(found, str) else self.one(found), **terms)

    def person(self) -> str:
        """Draw a name that this source has not drawn yet."""
        while True:
            name = str(self.one(phrases()["surnames"]) + self.one(phrases()["given"]))
            if name not in self._used:
                self._used.add(name)
                return name

    @staticmethod
    def day(day: dt.date) -> str:
        """Write a day as people do in a text."""
        return str(phrases()["day"]).format(day)

    def dept(self) -> str:
        """Draw a department of this kind of unit."""
        return cast("str", self.one(phrases()["depts"][self.kind]))

    def topic(self) -> Topic:
        """Draw something that went wrong, not drawn before."""
        for _ in range(200):
            theme = self.one(phrases()["themes"])
            matter, defect = self.one(theme["matter"]), self.one(theme["defect"])
            if matter + defect not in self._used:
                break
        self._used.add(matter + defect)
        gap = self.fill(self.one(theme["gap"]))
        return Topic(matter, defect, gap, self.dept(), theme)
