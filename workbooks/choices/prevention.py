"""Choice ids of risks, regulations, activities, letters, look-backs and assessments."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """D_GRADE, from the highest to the lowest."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RiskStatus(StrEnum):
    """D_RISKSTAT."""

    CONTROLLED = "controlled"
    NEW = "new"
    RAISED = "raised"
    LOWERED = "lowered"
    WITHDRAWN = "withdrawn"


class RegulationAction(StrEnum):
    """D_RULEACT: what is to become of a regulation."""

    KEEP = "keep"
    REVISE = "revise"
    REPEAL = "repeal"
    LAPSE = "lapse"
    MERGE = "merge"
    CREATE = "create"


class RegulationStatus(StrEnum):
    """D_RULESTAT, in the order in which a regulation comes about."""

    PLANNED = "planned"
    DRAFTING = "drafting"
    CONSULTING = "consulting"
    REVIEWING = "reviewing"
    ADOPTED = "adopted"
    ISSUED = "issued"
    AUDITED = "audited"

    @property
    def rank(self) -> int:
        """0 for the first step."""
        return list(RegulationStatus).index(self)


class ActivityType(StrEnum):
    """D_ACTTYPE."""

    RALLY = "rally"
    DEMOCRATIC_LIFE = "democratic_life"
    ORGANISATION_LIFE = "organisation_life"
    MEMBERS_MEETING = "members_meeting"
    BRANCH_COMMITTEE = "branch_committee"
    PARTY_GROUP = "party_group"
    PARTY_LECTURE = "party_lecture"
    CENTRE_GROUP = "centre_group"
    CONFESSION_STUDY = "confession_study"
    TRIAL_OR_BASE = "trial_or_base"
    INTEGRITY_TALK = "integrity_talk"
    RETURN_VISIT = "return_visit"
    LEADING_GROUP = "leading_group"
    SUPERVISION = "supervision"


class Agenda(StrEnum):
    """D_AGENDA: the three items that a warning rally must have."""

    ANNOUNCE = "announce"
    NOTIFY = "notify"
    STATEMENT = "statement"


class LetterStatus(StrEnum):
    """D_LETSTAT, in order; the last one says that an answer is overdue."""

    DRAFT = "draft"
    ISSUED = "issued"
    DELIVERED = "delivered"
    FIXING = "fixing"
    ANSWERED = "answered"
    REVISITED = "revisited"
    DONE = "done"
    OVERDUE = "overdue"

    @property
    def rank(self) -> int:
        """0 for the first state."""
        return list(LetterStatus).index(self)


class LookBackResult(StrEnum):
    """D_LBRES, from the best to the worst."""

    FIRM = "firm"
    DEEPEN = "deepen"
    PARTLY = "partly"
    SHAM = "sham"
    REBOUND = "rebound"


class Indicator(StrEnum):
    """D_IND: the six "是否" and the four "到位"."""

    W1 = "W1"
    W2 = "W2"
    W3 = "W3"
    W4 = "W4"
    W5 = "W5"
    W6 = "W6"
    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"


class Score(StrEnum):
    """D_SCORE3."""

    YES = "yes"
    MOSTLY = "mostly"
    NO = "no"
