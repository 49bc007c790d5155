"""Commands: what the buttons of the ribbon do, as pure functions from snapshot to outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from xl_addin.commands.checklist import assess, checklist, gates, progress
from xl_addin.commands.intake import announce, expansion, intake
from xl_addin.commands.outcome import Edit, Outcome, Snapshot, apply, refuse
from xl_addin.commands.rectify import action, closure, extension, problem

__all__ = ["COMMANDS", "Command", "Edit", "Outcome", "Snapshot", "apply", "refuse"]


class Command(NamedTuple):
    """One command: the sheet whose headings it takes, what it does, what its form asks.

    `asks` are "sheet.field" in the order of the form; `selected` is the one of them that is
    taken from the selected row of its sheet when nothing else was given.
    """

    sheet: str
    run: Callable[[Snapshot, Mapping[str, str]], Outcome]
    asks: tuple[str, ...]
    selected: str = ""


def _of(sheet: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{sheet}.{name}" for name in names)


COMMANDS: dict[str, Command] = {
    "intake": Command(
        "cases",
        intake,
        _of(
            "cases", "person_masked", "case_title", "rank", "post_type", "focus", "field", "power", "link",
            "discipline", "form", "party_sanction", "admin_sanction", "judicial", "amount", "decision_no",
            "decision_date", "announce_date", "announce_reason", "typical_level", "lead", "start_date", "plan_close",
            "remark",
        ),
    ),
    "expand": Command("cases", expansion, _of("cases", "case_id"), "cases.case_id"),
    "announce": Command(
        "cases",
        announce,
        _of("cases", "case_id", "announce_date", "announce_reason")
        + _of("letters", "letter_id", "deliver_date", "deliver_way", "receiver"),
        "cases.case_id",
    ),
    "problem": Command(
        "problems",
        problem,
        _of(
            "problems", "source", "case_id", "source_ref", "problem", "ptype", "root", "focus", "field", "severity",
            "fix_type", "acceptance", "lead", "lead_dept", "owner", "found_date", "due_date", "stage_goal",
            "next_review",
        ),
    ),
    "action": Command(
        "actions",
        action,
        _of("actions", "problem_id", "action", "act_type", "owner", "start_date", "due_date", "regulation_id"),
        "problems.problem_id",
    ),
    "closure": Command(
        "closures",
        closure,
        _of("closures", "problem_id", "applicant", "result", "evidence", "head_opinion", "head", "head_date"),
        "problems.problem_id",
    ),
    "extension": Command(
        "problems", extension, _of("problems", "problem_id", "ext_reason", "ext_apply"), "problems.problem_id"
    ),
    "checklist": Command("six_checks", checklist, _of("six_checks", "subject_type", "subject", "case_id")),
    "gates": Command(
        "closures", gates, _of("closures", "closure_id", "gate1", "gate2", "gate3", "gate4"), "closures.closure_id"
    ),
    "assess": Command("assessments", assess, _of("assessments", "period")),
    "progress": Command("pairs", progress, _of("pairs", "pair_id", "done_date", "evidence"), "pairs.pair_id"),
}  # fmt: skip
"""Each command by name."""
