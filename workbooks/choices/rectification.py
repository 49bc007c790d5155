"""Choice ids of comparisons, problems, actions and closures."""

from __future__ import annotations

from enum import StrEnum


class Six(StrEnum):
    """D_SIX: the six comparisons and searches."""

    X1 = "X1"
    X2 = "X2"
    X3 = "X3"
    X4 = "X4"
    X5 = "X5"
    X6 = "X6"


class SubjectType(StrEnum):
    """D_SUBTYPE: whom a comparison covers."""

    TEAM = "team"
    MEMBER = "member"
    DEPARTMENT = "department"
    BRANCH = "branch"
    KEY_POST = "key_post"


class Source(StrEnum):
    """D_SRC: where a problem comes from."""

    ANALYSIS = "analysis"
    SIX_CHECKS = "six_checks"
    PARTY_LIFE = "party_life"
    RISK = "risk"
    LETTER = "letter"
    SUPERVISION = "supervision"
    LOOKBACK = "lookback"
    PUBLIC = "public"
    OTHER = "other"


class Severity(StrEnum):
    """D_SEV, from the gravest to the lightest."""

    MAJOR = "major"
    SERIOUS = "serious"
    ORDINARY = "ordinary"


class FixType(StrEnum):
    """D_FIXTYPE."""

    INSTANT = "instant"
    BY_DATE = "by_date"
    LONG_TERM = "long_term"


class ProblemStatus(StrEnum):
    """D_PROBSTAT: states of the problem state machine (G-20)."""

    UNCLAIMED = "unclaimed"
    FIXING = "fixing"
    FIXED = "fixed"
    REVIEWING = "reviewing"
    SENT_BACK = "sent_back"
    CLOSED = "closed"
    LONG_TERM = "long_term"
    REBOUND = "rebound"
    VOID = "void"


class ActionType(StrEnum):
    """D_ACT: classes of action; the first four are the four grips."""

    EDUCATION = "education"
    SUPERVISION = "supervision"
    PUNISHMENT = "punishment"
    REGULATION = "regulation"
    PROCESS = "process"
    RECOVERY = "recovery"
    OTHER = "other"


class ActionStatus(StrEnum):
    """D_ACTSTAT."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    PAUSED = "paused"


class Pass(StrEnum):
    """D_PASS."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"


class CloseResult(StrEnum):
    """D_CLOSE: what is decided on an application for closure."""

    AGREE = "agree"
    SEND_BACK = "send_back"
    LONG_TERM = "long_term"
