"""The playbook: what the office owns — lists, texts, units, stages, thresholds, weights.

It fills the standard; it never adds a column. `Playbook.parse` takes TOML text, so that
the core knows no disk; `default_playbook` reads the one that ships with the product.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pydantic import ValidationError

from workbooks.playbook.errors import PlaybookError, explain
from workbooks.playbook.model import ChoiceList, Playbook, Stage, Unit

__all__ = ["ChoiceList", "Playbook", "PlaybookError", "Stage", "Unit", "default_playbook", "default_text", "parse"]


def parse(text: str) -> Playbook:
    """Make a playbook from TOML text.

    Raises PlaybookError with the key's path (or the line of a syntax error), what is
    wrong and an example of what is right.
    """
    try:
        return Playbook.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PlaybookError("", str(error)) from error
    except ValidationError as error:
        raise explain(error) from error


def default_text() -> str:
    """Return the TOML text of the playbook that ships with the product."""
    return resources.files("workbooks.playbook").joinpath("playbook.toml").read_text(encoding="utf-8")


@cache
def default_playbook() -> Playbook:
    """Return the playbook that ships with the product."""
    return parse(default_text())
