"""Choice ids that rules speak of, one enumeration per choice list.

People see the labels, which the playbook holds; inside the house only ids travel. A list
that no rule speaks of has no enumeration here and is the office's alone; a list that has
one must keep these ids (`workbooks.playbook.consistency`), whatever their labels.
"""

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


class OrderSource(StrEnum):
    """D_ORDSRC: what a supervision order answers to."""

    INSTRUCTION = "instruction"


class OrderColor(StrEnum):
    """D_ORDCOLOR."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class OrderStatus(StrEnum):
    """D_ORDSTAT."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    SIGNED = "signed"
    RUNNING = "running"
    ANSWERED = "answered"
    DONE = "done"
    EXTENDED = "extended"
    OVERDUE = "overdue"


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


class DecisionKind(StrEnum):
    """D_DECIDE: what the leading group is asked for."""

    APPROVE = "approve"
    STUDY = "study"
    NOTIFY = "notify"
    COORDINATE = "coordinate"


LISTS: dict[str, type[StrEnum]] = {
    "yes_no": YesNo,
    "return_type": ReturnType,
    "mark": Mark,
    "role": Role,
    "focus": Focus,
    "form": Form,
    "party_sanction": PartySanction,
    "admin_sanction": AdminSanction,
    "stage": Stage,
    "case_status": CaseStatus,
    "pair": Pair,
    "side": Side,
    "item_status": ItemStatus,
    "subject": Subject,
    "root": Root,
    "six": Six,
    "subject_type": SubjectType,
    "source": Source,
    "severity": Severity,
    "fix_type": FixType,
    "problem_status": ProblemStatus,
    "action_type": ActionType,
    "action_status": ActionStatus,
    "passed": Pass,
    "close_result": CloseResult,
    "grade": Grade,
    "risk_status": RiskStatus,
    "regulation_action": RegulationAction,
    "regulation_status": RegulationStatus,
    "activity_type": ActivityType,
    "agenda": Agenda,
    "letter_status": LetterStatus,
    "order_source": OrderSource,
    "order_color": OrderColor,
    "order_status": OrderStatus,
    "lookback_result": LookBackResult,
    "indicator": Indicator,
    "score": Score,
    "decision_kind": DecisionKind,
}
"""The choice lists that rules speak of, by the playbook's name for the list."""
