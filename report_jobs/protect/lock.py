"""Locking attachments with a password: Agile encryption, AES-256, as Excel and PowerPoint open it.

The password goes to the recipient by another way, never by mail. It is taken from the
environment or the keyring; short ones are refused, since the lock is only as good as it.
"""

from __future__ import annotations

import email
import email.policy
import io
from email.message import EmailMessage
from typing import Any

import msoffcrypto
from msoffcrypto.format.ooxml import OOXMLFile

from report_jobs.config import ConfigError, secrets
from report_jobs.protect import words as w

ENTRY = "attachments"
SHORTEST = 12
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


def file_password() -> str:
    """Return the password of attachments. Raises ConfigError when there is none, or a short one."""
    found = secrets.find(secrets.FILES, ENTRY)
    if len(found) < SHORTEST:
        raise ConfigError("jobs.toml", "mail.lock_to_level", w.NO_FILE_SIGN.format(shortest=SHORTEST))
    return found


def locked(data: bytes, password: str) -> bytes:
    """Return a workbook or deck, locked; it is opened again and compared before it counts. Raises OSError."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, target)
    if opened(target.getvalue(), password) != data:
        raise OSError("a locked file does not open to what was locked")
    return target.getvalue()


def opened(data: bytes, password: str) -> bytes:
    """Return what is in a locked file, its integrity verified."""
    file: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
    file.load_key(password=password, verify_password=True)
    target = io.BytesIO()
    file.decrypt(target, verify_integrity=True)
    return target.getvalue()


def with_locked_attachments(data: bytes, password: str) -> bytes | None:
    """Return a message whose Office attachments are locked; None when none is to be locked (any more)."""
    message = email.message_from_bytes(data, policy=email.policy.SMTP)
    assert isinstance(message, EmailMessage)  # noqa: S101 — the policy says so
    changed = False
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.startswith(_ZIP):
            main, _, sub = part.get_content_type().partition("/")
            part.set_content(
                locked(content, password), maintype=main, subtype=sub, filename=part.get_filename(), cte="base64"
            )
            changed = True
    return message.as_bytes() if changed else None
