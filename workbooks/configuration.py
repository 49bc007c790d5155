"""What is wrong with a configuration file, as one sentence that a person can act on.

Used for playbook.toml and jobs.toml alike: file, key, what is wrong, an example. The
example is taken from the file that ships with the product, so that it is always right.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workbooks import words

_PLACE = re.compile(r"line (\d+), column (\d+)")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class ConfigError(Exception):
    """A configuration file that cannot be used; `str()` is the whole sentence, in Chinese."""

    def __init__(self, file: str, key: str, problem: str, example: str = "") -> None:
        told = words.CONFIG_SENTENCE.format(file=file, key=key or words.CONFIG_WHOLE, problem=problem)
        super().__init__(told + (words.CONFIG_EXAMPLE.format(example=example) if example else ""))
        self.file = file
        self.key = key
        self.problem = problem
        self.example = example

    @classmethod
    def of_encoding(cls, file: str) -> ConfigError:
        """Return the error of a file that is not UTF-8."""
        return cls(file, "", words.CONFIG_ENCODING)


def read_toml(text: str, file: str) -> dict[str, Any]:
    """Parse TOML; ConfigError with line and column of a syntax error."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        at = words.CONFIG_PLACE.format(line=place[1], column=place[2]) if place else words.CONFIG_END
        raise ConfigError(file, at, words.CONFIG_SYNTAX, words.CONFIG_SYNTAX_EXAMPLE) from error


def explain(error: ValidationError, file: str, shipped: Mapping[str, Any]) -> ConfigError:
    """Turn one of pydantic's errors into a ConfigError; `shipped` is the file that works.

    A key that nobody knows comes first: it is most often a known one misspelt, and the
    root of the blank that another error tells of.
    """
    errors = error.errors(include_url=False)
    first = next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])
    context = first.get("ctx", {})
    key = str(context.get("key") or key_path(first["loc"]))
    return ConfigError(file, key, _problem(first, shipped), _example(key, first["loc"], shipped))


def key_path(location: tuple[int | str, ...]) -> str:
    """Write a location as a TOML path: ("units", 1, "code") is units[2].code."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _problem(error: ErrorDetails, shipped: Mapping[str, Any]) -> str:
    template = words.CONFIG_PROBLEMS.get(error["type"], words.CONFIG_PROBLEMS["other"])
    value = error["input"]
    shown = f"{value}"[:60] if isinstance(value, (str, int, float, bool)) else ""
    told = template.format_map({"value": shown, "reason": error["msg"], **error.get("ctx", {})})
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), _siblings(error["loc"], shipped), n=1)
        told += words.CONFIG_NEAR.format(near=near[0]) if near else ""
    return told


def _siblings(location: tuple[int | str, ...], shipped: Mapping[str, Any]) -> list[str]:
    parent = _walk(location[:-1], shipped)
    return list(parent) if isinstance(parent, Mapping) else []


def _walk(location: tuple[int | str, ...], shipped: Any) -> Any:
    """Follow a location through the shipped file; a list's first item stands for all of them."""
    found = shipped
    for part in location:
        if isinstance(part, int):
            found = found[0] if isinstance(found, list) and found else None
        else:
            found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _example(key: str, location: tuple[int | str, ...], shipped: Mapping[str, Any]) -> str:
    """Show the line as it stands in the shipped file, "" where there is no such line."""
    path = location or tuple(int(n) if n else name for name, n in _STEP.findall(key))
    value = _walk(path, shipped)
    if value is None or isinstance(value, (Mapping, list)) or not path:
        return ""
    shown = str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
    return shown if isinstance(path[-1], int) else f"{path[-1]} = {shown}"
