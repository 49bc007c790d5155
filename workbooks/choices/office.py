"""Choice ids of the office's orders and decisions."""

from __future__ import annotations

from enum import StrEnum


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


class DecisionKind(StrEnum):
    """D_DECIDE: what the leading group is asked for."""

    APPROVE = "approve"
    STUDY = "study"
    NOTIFY = "notify"
    COORDINATE = "coordinate"
