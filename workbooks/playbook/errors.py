"""What is wrong with a playbook, as data that a person can act on."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError


class PlaybookError(Exception):
    """A playbook that cannot be used: the key's path ("" for the whole file) and what is wrong."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}" if key else problem)
        self.key = key
        self.problem = problem


def key_path(location: tuple[Any, ...]) -> str:
    """Write a pydantic location as a TOML path: ("units", 3, "code") is units[4].code."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def explain(error: ValidationError) -> PlaybookError:
    """Turn the first of pydantic's errors into a PlaybookError."""
    first = error.errors(include_url=False)[0]
    return PlaybookError(key_path(first["loc"]), str(first["msg"]).removeprefix("Value error, "))
