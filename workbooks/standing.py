"""How a unit stands, its colour, and which roles are told when it has that colour.

The rules are the playbook's, as data; this module only compares numbers with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbooks.playbook.model import Playbook


class Colour(StrEnum):
    """How urgent it is that somebody acts; each colour is worse than the one before."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Role(StrEnum):
    """Who is told: the unit's contact, its leader, the leading group's office."""

    CONTACT = "contact"
    LEADER = "leader"
    OFFICE = "office"


MEASURES = ("weeks_missing", "times_returned", "overdue")
"""What a standing counts, by the names of the playbook's limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What counts for a unit's colour.

    Since its last accepted return: weeks in which nothing came, and weeks that ended with its
    return sent back; and the problems that are open and overdue now.
    """

    weeks_missing: int = 0
    times_returned: int = 0
    overdue: int = 0

    def reaching(self, colour: Colour, playbook: Playbook) -> tuple[str, ...]:
        """Return the measures that reach a colour's limits, none for green."""
        if colour is Colour.GREEN:
            return ()
        limits = playbook.escalation.red if colour is Colour.RED else playbook.escalation.yellow
        return tuple(name for name in MEASURES if getattr(self, name) >= getattr(limits, name))

    def colour(self, playbook: Playbook) -> Colour:
        """Return the worst colour of which one limit is reached."""
        return next((c for c in (Colour.RED, Colour.YELLOW) if self.reaching(c, playbook)), Colour.GREEN)


def told(colour: Colour, playbook: Playbook) -> tuple[Role, ...]:
    """Return the roles that are told of a unit that has this colour."""
    tells: tuple[Role, ...] = getattr(playbook.escalation.tells, colour.value)
    return tells
