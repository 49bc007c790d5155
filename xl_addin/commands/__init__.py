"""Commands: what the buttons of the ribbon do, as pure functions from snapshot to outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xl_addin.commands.checklist import checklist
from xl_addin.commands.intake import intake
from xl_addin.commands.outcome import Outcome, Snapshot, apply
from xl_addin.commands.rectify import action, closure, problem

__all__ = ["COMMANDS", "Command", "Outcome", "Snapshot", "apply"]

Command = Callable[[Snapshot, Mapping[str, str]], Outcome]

COMMANDS: dict[str, tuple[str, Command]] = {
    "intake": ("cases", intake),
    "checklist": ("six_checks", checklist),
    "problem": ("problems", problem),
    "action": ("actions", action),
    "closure": ("closures", closure),
}
"""Each command by name, with the sheet whose headings it takes."""
