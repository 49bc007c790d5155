"""jobs.toml: what the operator owns — recipients, mail server, the form of the briefing."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from email.headerregistry import Address
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

from report_jobs.config.schedules import Keep, Schedule
from workbooks import playbook as playbooks
from workbooks.configuration import ConfigError, explain, read_toml
from workbooks.playbook import Playbook
from workbooks.standing import Role
from workbooks.words import CONFIG_PROBLEMS

__all__ = [
    "ConfigError", "Contact", "Jobs", "Keep", "MailServer", "Post", "Recipient", "Schedule", "check_contacts",
    "default_jobs", "parse_address", "parse_jobs", "read_jobs", "read_playbook",
]  # fmt: skip


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
    if not at or not user or not domain or " " in spec or not spec.isascii() or (bracket and not rest.endswith(">")):
        raise ValueError(text)
    return Address(display_name=name.strip().strip('"') if bracket else "", addr_spec=spec)


class Briefing(_Strict):
    """The form of the deck: the short one of six slides, an own template's path; what is made beside it."""

    short: bool = False
    template: str = ""
    pdf: bool = False
    unit_briefs: bool = False


class Masking(_Strict):
    """Where the list of names to mask lies; it never leaves the machine."""

    names_file: str = ""


class MailServer(_Strict):
    """The server; an empty host means that mails are written to the outbox folder only.

    `deadline_seconds` is for one mail as a whole, `max_mb` for its size on the way. A mail
    whose fate is unknown is sent again by itself (under the same Message-ID) only to
    recipients of `resend_from_level` and up; a person decides about the others.
    Attachments of mails of levels 1 to `lock_to_level` are locked with a password.
    """

    sender: str
    host: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    user: str = ""
    security: Literal["starttls", "tls"] = "starttls"
    ca_file: str = ""
    deadline_seconds: Annotated[int, Field(ge=1, le=3600)] = 120
    max_mb: Annotated[int, Field(ge=1, le=1000)] = 20
    resend_from_level: Annotated[int, Field(ge=1, le=4)] = 2
    allowed_domains: tuple[str, ...] = ()
    lock_to_level: Annotated[int, Field(ge=0, le=3)] = 0

    _sender = field_validator("sender")(_checked)


class Post(_Strict):
    """Where returns come in by mail: a Maildir folder, a folder of an IMAP server (TLS only), or nowhere."""

    kind: Literal["", "maildir", "imap"] = ""
    path: str = ""
    host: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 993
    user: str = ""
    folder: str = "INBOX"
    ca_file: str = ""
    every_seconds: Annotated[int, Field(ge=10, le=86400)] = 300


class Recipient(_Strict):
    """Who gets the briefing, and the level that they may see."""

    name: str
    address: str
    level: Annotated[int, Field(ge=1, le=3)]

    _address = field_validator("address")(_checked)


class Contact(_Strict):
    """Who is told of a unit: its contact or its leader, or the leading group's office, which is told of any.

    `level` is what the address may see, from 1 to 3: None is that of the recipient with the same
    address, else 3.
    """

    unit: str = ""
    role: Role = Role.CONTACT
    name: str = ""
    address: str
    level: Annotated[int, Field(ge=1, le=3)] | None = None

    _address = field_validator("address")(_checked)

    @model_validator(mode="after")
    def _whose(self) -> Self:
        if self.role is Role.OFFICE and self.unit:
            raise PydanticCustomError("office_of_unit", "no unit")
        if self.role is not Role.OFFICE and not self.unit:
            raise PydanticCustomError("unit_of_contact", "whose")
        return self

    @property
    def spec(self) -> str:
        """The address alone."""
        return parse_address(self.address).addr_spec


class Jobs(_Strict):
    """Everything that the operator owns."""

    briefing: Briefing = Briefing()
    masking: Masking = Masking()
    mail: MailServer
    post: Post = Post()
    keep: Keep = Keep()
    recipients: tuple[Recipient, ...] = ()
    contacts: tuple[Contact, ...] = ()
    schedules: tuple[Schedule, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = [schedule.id for schedule in self.schedules]
        twice = next((n for n in names if names.count(n) > 1), None)
        if twice is not None:
            raise PydanticCustomError("repeated", "twice", {"key": "schedules", "value": twice})
        for address in (*(r.address for r in self.recipients), *(c.address for c in self.contacts)):
            if not self.allows(parse_address(address).addr_spec):
                raise PydanticCustomError("not_allowed", "domain", {"key": "mail.allowed_domains", "value": address})
        return self

    def allows(self, spec: str) -> bool:
        """Say whether mail may go to an address: its domain is allowed, or no domain is named."""
        domains = {domain.lower() for domain in self.mail.allowed_domains}
        return not domains or spec.rpartition("@")[2].lower() in domains

    def level_of(self, spec: str, otherwise: int) -> int:
        """Return the level that an address may see now: the strictest that is written for it; a contact's is else 3."""
        levels = [r.level for r in self.recipients if parse_address(r.address).addr_spec == spec]
        levels += [c.level for c in self.contacts if c.level is not None and c.spec == spec]
        return max(levels, default=3 if self.knows(spec) else otherwise)

    def told_of(self, unit: str, roles: Collection[Role]) -> tuple[Contact, ...]:
        """Return who is told of a unit in these roles, each address once, in the order of the file."""
        found: dict[str, Contact] = {}
        for contact in self.contacts:
            if contact.role in roles and contact.unit in (unit, ""):
                found.setdefault(contact.spec, contact)
        return tuple(found.values())

    def knows(self, spec: str) -> bool:
        """Say whether an address is one of this file's recipients or contacts, and allowed."""
        known = (*(r.address for r in self.recipients), *(c.address for c in self.contacts))
        return self.allows(spec) and spec in {parse_address(address).addr_spec for address in known}


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


def check_contacts(jobs: Jobs, playbook: Playbook) -> None:
    """Refuse a contact of a unit that the playbook does not have: nobody would ever be told. Raises ConfigError."""
    for number, contact in enumerate(jobs.contacts, start=1):
        if contact.unit and playbook.unit(contact.unit) is None:
            told = CONFIG_PROBLEMS["contact_unit"].format(value=contact.unit)
            raise ConfigError("jobs.toml", f"contacts[{number}].unit", told, f'unit = "{playbook.units[0].code}"')


def read_playbook(path: Path) -> Playbook:
    """Read playbook.toml. Raises ConfigError, OSError."""
    return playbooks.parse(_text(path), path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError.of_encoding(path.name) from error
