"""Choice ids of cases, duties, stages and analyses."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """D_FORM: the four forms of discipline."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"


class PartySanction(StrEnum):
    """D_PSANC, from the lightest to the heaviest."""

    NONE = "none"
    WARNING = "warning"
    SERIOUS_WARNING = "serious_warning"
    REMOVED_FROM_POST = "removed_from_post"
    PROBATION = "probation"
    EXPELLED = "expelled"


class AdminSanction(StrEnum):
    """D_ASANC, from the lightest to the heaviest."""

    NONE = "none"
    WARNING = "warning"
    DEMERIT = "demerit"
    MAJOR_DEMERIT = "major_demerit"
    DEMOTED = "demoted"
    REMOVED = "removed"
    DISMISSED = "dismissed"


class Stage(StrEnum):
    """D_STAGE: the four stages."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"


class CaseStatus(StrEnum):
    """D_CASESTAT."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"
    SENT_BACK = "sent_back"
    LOOKING_BACK = "looking_back"
    ARCHIVED = "archived"


class Pair(StrEnum):
    """D_PAIR: the seven paired mechanisms."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    P5 = "P5"
    P6 = "P6"
    P7 = "P7"


class Side(StrEnum):
    """D_SIDE."""

    A = "A"
    B = "B"


class ItemStatus(StrEnum):
    """D_ITEMSTAT: the status of one of a case's 14 duties."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    VERIFIED = "verified"
    NOT_APPLICABLE = "not_applicable"


class Subject(StrEnum):
    """D_SUBJ: who analyses a case."""

    DISCIPLINE_ORGAN = "discipline_organ"
    UNIT_PARTY = "unit_party"
    PERSON = "person"


class Root(StrEnum):
    """D_ROOT: the three roots."""

    EDUCATION = "education"
    SUPERVISION = "supervision"
    INSTITUTION = "institution"
