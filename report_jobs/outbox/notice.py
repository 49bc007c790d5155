"""A mail that is too big for the way: the same mail, with a notice in the place of its attachments."""

from __future__ import annotations

import email
import email.policy
import hashlib
from email.message import EmailMessage

from report_jobs.outbox import words as w

_POLICY = email.policy.SMTP
_MEGABYTE = 1024 * 1024


def parsed(data: bytes) -> EmailMessage:
    """Return a message of ours from its bytes."""
    message = email.message_from_bytes(data, policy=_POLICY)
    assert isinstance(message, EmailMessage)  # noqa: S101 — the policy says so
    return message


def attached(data: bytes) -> dict[str, bytes]:
    """Return the attachments of a message by their names."""
    found = {}
    for number, part in enumerate(parsed(data).iter_attachments(), start=1):
        content = part.get_payload(decode=True)
        found[part.get_filename() or str(number)] = content if isinstance(content, bytes) else b""
    return found


def without_attachments(data: bytes, max_mb: int) -> bytes | None:
    """Return the message with a notice instead of its attachments; None when it has none.

    Sender, recipient, subject, date and Message-ID stay: it is the same mail. The notice
    names each file, its size and its SHA-256.
    """
    files = attached(data)
    if not files:
        return None
    old = parsed(data)
    body = old.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    lines = [
        w.NOTICE_FILE.format(name=name, size=len(content) / _MEGABYTE, sha256=hashlib.sha256(content).hexdigest())
        for name, content in files.items()
    ]
    message = EmailMessage(policy=_POLICY)
    for name in ("From", "To", "Subject", "Date", "Message-ID"):
        message[name] = old[name]
    message.set_content("\n".join([text, w.NOTICE.format(limit=max_mb), *lines, ""]), cte="base64")
    return message.as_bytes()
