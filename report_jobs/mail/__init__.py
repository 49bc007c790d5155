"""Mails: the opening sentence, the three alerts that matter, register and deck attached.

The same period gives the same bytes: fixed boundaries, the cut-off as date, and a
Message-ID made of period, kind and recipient, so that a mail sent twice is one mail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from zoneinfo import ZoneInfo

from report_jobs.config import Jobs, Recipient, parse_address
from report_jobs.frozen import Alert, Frozen
from report_jobs.levels import PUBLIC, at_level
from report_jobs.mail import words as w
from report_jobs.mail.notices import notices
from report_jobs.mail.page import page
from report_jobs.metrics.sentence import auto_sentence
from report_jobs.register import words as labels
from report_jobs.state.mails import QueuedMail

KIND = "briefing"
FULL_LEVEL = 1
"""Only recipients of this level get register and deck; the others get the words."""
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_PPTX = ("application", "vnd.openxmlformats-officedocument.presentationml.presentation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One envelope for one recipient; `file` is its ASCII name in the run folder and the outbox."""

    message_id: str
    kind: str
    recipient: str
    file: str
    data: bytes
    level: int


def messages(
    frozen: Frozen, jobs: Jobs, made: Mapping[str, bytes], names: frozenset[str] = frozenset()
) -> tuple[Mail, ...]:
    """Return one mail for each recipient, made of what their level may see of the period, then notices to units.

    `made` holds register, deck and slips by their path; `names` are those to mask.
    """
    levels = {r.level for r in jobs.recipients} | ({FULL_LEVEL} if jobs.contacts else set())
    seen = {level: at_level(frozen, level, names) for level in levels}
    told = notices(seen[FULL_LEVEL], jobs, made) if jobs.contacts else []
    return (*(_mail(seen[r.level], jobs, r, made) for r in jobs.recipients), *map(_enveloped, told))


def _enveloped(mail: QueuedMail) -> Mail:
    return Mail(
        message_id=mail.message_id,
        kind=mail.kind,
        recipient=mail.recipient,
        file=mail.file,
        data=mail.data,
        level=mail.level,
    )


def _mail(frozen: Frozen, jobs: Jobs, recipient: Recipient, made: Mapping[str, bytes]) -> Mail:
    address = parse_address(recipient.address)
    digest = hashlib.sha256(f"{frozen.period}|{KIND}|{address.addr_spec}".encode()).hexdigest()[:24]
    sender = parse_address(jobs.mail.sender)
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, address
    message["Subject"] = w.SUBJECT.format(
        masthead=frozen.playbook.programme.masthead,
        issue=frozen.issue,
        month=frozen.cutoff.month,
        day=frozen.cutoff.day,
    )
    zone = ZoneInfo(frozen.playbook.calendar.timezone)
    message["Date"] = format_datetime(frozen.cutoff.replace(tzinfo=zone))
    message["Message-ID"] = f"<{digest}@{sender.domain}>"
    attachments = _attachments(frozen, made) if recipient.level == FULL_LEVEL else ()
    lines = _lines(frozen, recipient, tuple(name for name, _, _ in attachments))
    message.set_content(_text(lines), cte="base64")
    message.add_alternative(_html(frozen, lines), subtype="html", cte="base64")
    for name, (main, sub), data in attachments:
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"=_{digest}_{number}")
    return Mail(
        message_id=message["Message-ID"],
        kind=KIND,
        recipient=address.addr_spec,
        file=f"{KIND}_{digest[:12]}.eml",
        data=message.as_bytes(),
        level=recipient.level,
    )


def _attachments(frozen: Frozen, made: Mapping[str, bytes]) -> tuple[tuple[str, tuple[str, str], bytes], ...]:
    return (
        (w.REGISTER.format(issue=frozen.issue), _XLSX, made["register.xlsx"]),
        (w.DECK.format(issue=frozen.issue), _PPTX, made["briefing.pptx"]),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """What a mail says, before it is set as text or as HTML."""

    hello: str
    sentence: str
    warning: str
    alerts: tuple[str, ...]
    attached: tuple[str, ...]
    cutoff: str
    office: str
    mark: str


def _lines(frozen: Frozen, recipient: Recipient, attached: tuple[str, ...]) -> _Lines:
    public = recipient.level >= PUBLIC
    names = "" if public else w.COMMA.join(_name(frozen, unit) for unit in frozen.missing_units)
    due, counted = len(frozen.due_units), len(frozen.counted_units)
    told = w.INCOMPLETE_PUBLIC if public else w.INCOMPLETE
    warning = told.format(due=due, counted=counted, names=names) if frozen.missing_units else ""
    return _Lines(
        hello=w.HELLO.format(name=recipient.name),
        sentence=auto_sentence(frozen),
        warning=warning,
        alerts=tuple(_alert(frozen, alert) for alert in frozen.alerts[:3])
        or (w.PUBLIC_ALERTS if public else w.NO_ALERTS,),
        attached=attached or (w.NO_ATTACHMENTS,),
        cutoff=w.CUTOFF.format(frozen.cutoff),
        office=w.SIGNED.format(office=frozen.playbook.programme.office),
        mark=w.MARK.format(mark=frozen.playbook.label("mark", frozen.mark)),
    )


def _name(frozen: Frozen, unit: str) -> str:
    found = frozen.playbook.unit(unit)
    return found.short if found else unit


def _alert(frozen: Frozen, alert: Alert) -> str:
    reason = w.OVERDUE.format(days=alert.days_overdue) if alert.days_overdue else labels.REASONS[alert.reason]
    return w.ALERT.format(
        unit=_name(frozen, alert.unit),
        what=alert.problem_id or w.UNIT_ALERT,
        reason=reason,
        advice=labels.ADVICE[alert.advice],
    )


def _text(lines: _Lines) -> str:
    numbered = [f"{number}. {alert}" for number, alert in enumerate(lines.alerts, start=1)]
    parts = [lines.hello, "", lines.sentence, lines.warning, "", w.ALERTS, *numbered, "", w.ATTACHED, *lines.attached]
    return "\n".join([*parts, "", lines.office, lines.cutoff, lines.mark, ""])


_ALERT_ROW = (
    '<tr><td width="30" valign="top" style="padding:8px 0;font-size:18px;color:#9b1b1e;border-top:1px solid #ddd6c8">'
    '{number}</td><td style="padding:8px 0;font-size:14px;line-height:1.7;border-top:1px solid #ddd6c8">{text}</td>'
    "</tr>"
)
_WARNING = '<tr><td style="padding:12px 34px 0;font-size:14px;line-height:1.7;color:#a3172b">{text}</td></tr>'


def _html(frozen: Frozen, lines: _Lines) -> str:
    programme = frozen.playbook.programme
    rows = (_ALERT_ROW.format(number=n, text=escape(a)) for n, a in enumerate(lines.alerts, start=1))
    return page(
        "mail",
        title=escape(programme.masthead),
        cutoff=escape(lines.cutoff),
        hello=escape(lines.hello),
        sentence=escape(lines.sentence),
        warning=_WARNING.format(text=escape(lines.warning)) if lines.warning else "",
        alerts_title=w.ALERTS,
        alerts="".join(rows),
        attached_title=w.ATTACHED,
        attached="<br>".join(map(escape, lines.attached)),
        office=escape(lines.office),
        mark=escape(lines.mark),
    )
