"""Choice ids of what many sheets share."""

from __future__ import annotations

from enum import StrEnum


class YesNo(StrEnum):
    """D_YN."""

    YES = "yes"
    NO = "no"


class ReturnType(StrEnum):
    """D_RETURN: a normal return, a correction of one, or a report that there is nothing."""

    NORMAL = "normal"
    CORRECTION = "correction"
    ZERO = "zero"


class Mark(StrEnum):
    """D_MARK, from the lowest to the highest."""

    NONE = "none"
    INTERNAL = "internal"
    INTERNAL_CARE = "internal_care"

    @property
    def rank(self) -> int:
        """0 for the lowest mark."""
        return list(Mark).index(self)


class Role(StrEnum):
    """D_ROLE."""

    FIRST = "first"
    LEADER = "leader"
    MEMBER = "member"
    DEPT_HEAD = "dept_head"
    LIAISON = "liaison"
    SUPERVISOR = "supervisor"
    GROUP_CONTACT = "group_contact"


class Focus(StrEnum):
    """D_FOCUS: what the three close watches look at."""

    CENTRAL = "central"
    LIVELIHOOD = "livelihood"
    KEY_POSTS = "key_posts"
    NONE = "none"
