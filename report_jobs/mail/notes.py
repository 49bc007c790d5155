"""Short mails of the keeper: reminders, look-backs that fall due, the monthly annex.

They hold numbers of problems, codes and names of units, and dates; never text that a unit typed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from itertools import groupby
from zoneinfo import ZoneInfo

from report_jobs.config import parse_address
from report_jobs.mail.page import page
from report_jobs.state.mails import QUEUED, QueuedMail


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a note says and to whom; `level` is the recipient's, `files` are workbooks by their names."""

    kind: str
    address: str
    level: int
    subject: str
    lines: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


def compose(note: Note, *, sender: str, job: str, slot: str, when: dt.datetime, zone: str) -> QueuedMail:
    """Return a note as an envelope; its Message-ID is made of job, slot, recipient and kind alone."""
    address, origin = parse_address(note.address), parse_address(sender)
    digest = hashlib.sha256(f"{job}|{slot}|{address.addr_spec}|{note.kind}".encode()).hexdigest()[:24]
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = origin, address, note.subject
    message["Date"] = format_datetime(when.replace(tzinfo=ZoneInfo(zone)))
    message["Message-ID"] = f"<{digest}@{origin.domain}>"
    message.set_content("\n".join([*note.lines, ""]), cte="base64")
    message.add_alternative(_html(note), subtype="html", cte="base64")
    for name, data in note.files.items():
        message.add_attachment(
            data, maintype="application", subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet", filename=name
        )
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"=_{digest}_{number}")
    return QueuedMail(
        message_id=message["Message-ID"],
        period=slot,
        kind=note.kind,
        recipient=address.addr_spec,
        file=f"{note.kind}_{digest[:12]}.eml",
        state=QUEUED,
        data=message.as_bytes(),
        level=note.level,
    )


_PART = '<tr><td style="padding:14px 34px 0;font-size:15px;line-height:1.8">{text}</td></tr>'


def _html(note: Note) -> str:
    """Return the note as a page: what stands between its blank lines is one part."""
    groups = (list(lines) for filled, lines in groupby(note.lines, key=bool) if filled)
    parts = (_PART.format(text="<br>".join(map(escape, lines))) for lines in groups)
    return page("note", subject=escape(note.subject), parts="\n".join(parts))
