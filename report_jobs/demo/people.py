"""Whom the demo's office writes to: contact and leader of a few units, so that notices with slips lie in the outbox."""

from __future__ import annotations

from report_jobs.publish import publish
from report_jobs.workplace import Workplace

TOLD = ("SZ001", "SZ007", "SZ011")
"""Units in whose weeks there is something to tell: not reported, sent back, asked."""
_POST = "\n[post]\n"
_CONTACTS = """
[[contacts]]
unit = "{unit}"
role = "contact"
address = "{name}@example.invalid"
level = 1

[[contacts]]
unit = "{unit}"
role = "leader"
address = "{name}-leader@example.invalid"
"""


def add_contacts(workplace: Workplace) -> None:
    """Write the contacts into a new workplace's jobs.toml, before its last table."""
    head, _, tail = workplace.jobs.read_text(encoding="utf-8").partition(_POST)
    added = "".join(_CONTACTS.format(unit=unit, name=unit.lower()) for unit in TOLD)
    publish(workplace.jobs, f"{head}{added}{_POST}{tail}".encode())
