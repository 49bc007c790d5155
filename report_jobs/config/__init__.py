"""jobs.toml: what the operator owns — recipients, mail server, the form of the briefing."""

from __future__ import annotations

import tomllib
from email.headerregistry import Address
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from workbooks import playbook as playbooks
from workbooks.configuration import ConfigError, explain, read_toml
from workbooks.playbook import Playbook

__all__ = ["ConfigError", "Jobs", "Recipient", "default_jobs", "parse_jobs", "read_jobs", "read_playbook"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _checked(text: str) -> str:
    """Accept one plain address, with or without a name; refuse lists and header tricks."""
    try:
        parse_address(text)
    except ValueError as error:
        raise PydanticCustomError("bad_address", "no address") from error
    return text


def parse_address(text: str) -> Address:
    """Return one address, such as "办公室 <office@example.invalid>"; ValueError when it is not one."""
    if any(c in text for c in "\r\n,;") or not text.strip():
        raise ValueError(text)
    name, bracket, rest = text.strip().rpartition("<")
    spec = rest.removesuffix(">").strip() if bracket else text.strip()
    user, at, domain = spec.rpartition("@")
    if not at or not user or not domain or " " in spec or (bracket and not rest.endswith(">")):
        raise ValueError(text)
    return Address(display_name=name.strip().strip('"') if bracket else "", addr_spec=spec)


class Briefing(_Strict):
    """The form of the deck: the short one of six slides, an own template's path."""

    short: bool = False
    template: str = ""


class Masking(_Strict):
    """Where the list of names to mask lies; it never leaves the machine."""

    names_file: str = ""


class MailServer(_Strict):
    """The server; an empty host means that mails are written to the outbox folder only."""

    sender: str
    host: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    user: str = ""

    _sender = field_validator("sender")(_checked)


class Recipient(_Strict):
    """Who gets the briefing, and the level that they may see."""

    name: str
    address: str
    level: Annotated[int, Field(ge=1, le=3)]

    _address = field_validator("address")(_checked)


class Jobs(_Strict):
    """Everything that the operator owns."""

    briefing: Briefing = Briefing()
    masking: Masking = Masking()
    mail: MailServer
    recipients: tuple[Recipient, ...] = ()


def default_jobs() -> str:
    """Return the text of the jobs.toml that ships with the product."""
    return resources.files("report_jobs.config").joinpath("jobs.toml").read_text(encoding="utf-8")


def parse_jobs(text: str, file: str = "jobs.toml") -> Jobs:
    """Make the operator's configuration from TOML text; ConfigError says what is wrong with it."""
    try:
        return Jobs.model_validate(read_toml(text, file))
    except ValidationError as error:
        raise explain(error, file, tomllib.loads(default_jobs())) from error


def read_jobs(path: Path) -> Jobs:
    """Read jobs.toml. Raises ConfigError, OSError."""
    return parse_jobs(_text(path), path.name)


def read_playbook(path: Path) -> Playbook:
    """Read playbook.toml. Raises ConfigError, OSError."""
    return playbooks.parse(_text(path), path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError.of_encoding(path.name) from error
