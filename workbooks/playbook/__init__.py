"""The playbook: what the office owns — lists, texts, units, stages, thresholds, weights.

It fills the standard; it never adds a column. `Playbook.parse` takes TOML text, so that
the core knows no disk; `default_playbook` reads the one that ships with the product.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pydantic import ValidationError

from workbooks.configuration import ConfigError, explain, read_toml
from workbooks.playbook.model import ChoiceList, Playbook, Stage, Unit

__all__ = ["ChoiceList", "ConfigError", "Playbook", "Stage", "Unit", "default_playbook", "default_text", "parse"]


def parse(text: str, file: str = "playbook.toml") -> Playbook:
    """Make a playbook from TOML text.

    Raises ConfigError with the file, the key's path (or the line of a syntax error), what
    is wrong and an example of what is right.
    """
    try:
        return Playbook.model_validate(read_toml(text, file))
    except ValidationError as error:
        raise explain(error, file, tomllib.loads(default_text())) from error


def default_text() -> str:
    """Return the TOML text of the playbook that ships with the product."""
    return resources.files("workbooks.playbook").joinpath("playbook.toml").read_text(encoding="utf-8")


@cache
def default_playbook() -> Playbook:
    """Return the playbook that ships with the product."""
    return parse(default_text())
