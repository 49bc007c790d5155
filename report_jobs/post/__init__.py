"""Returns that come by mail: their workbooks are laid into the inbox, as if somebody had saved them there.

A message is marked as seen only after its files are safe on the disk; the name of a file
depends on the message alone, so that a message that is fetched twice gives no second file.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import PurePosixPath, PureWindowsPath

from report_jobs.config import ConfigError, Jobs, Post, secrets
from report_jobs.post import words as w
from report_jobs.post.postbox import ImapBox, MaildirBox, Postbox
from report_jobs.publish import publish
from report_jobs.workplace import Workplace

__all__ = ["Fetched", "fetch"]

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".csv")
"""What is laid into the inbox, be it refused there; pictures of signatures and the like are not."""
LONGEST = 60
_UNSAFE = re.compile(r"[^\w.()（）-]+")


@dataclass(slots=True)
class Fetched:
    """What a look into the mailbox came to; `flagged` are messages without any workbook, left for a person."""

    messages: int = 0
    files: int = 0
    flagged: int = 0


def fetch(workplace: Workplace, jobs: Jobs) -> Fetched:
    """Lay what is new into the inbox. Raises ConfigError, OSError (mailbox, server, disk)."""
    fetched = Fetched()
    if not jobs.post.kind:
        return fetched
    with _box(workplace, jobs.post) as box:
        for number, received, data in box.unseen():
            files = list(_sheets(data))
            for name, content in files:
                path = workplace.inbox / name
                publish(path, content)
                os.utime(path, (received, received))
            box.done(number, flag=not files)
            fetched.messages += 1
            fetched.files += len(files)
            fetched.flagged += not files
    return fetched


def _box(workplace: Workplace, post: Post) -> Postbox:
    if post.kind == "maildir":
        path = workplace.root / post.path
        if not (path / "new").is_dir():
            raise ConfigError("jobs.toml", "post.path", w.NO_FOLDER.format(path=post.path))
        return MaildirBox(path)
    secret = secrets.find(secrets.POST, post.user)
    if not secret:
        raise ConfigError("jobs.toml", "post.user", w.NO_SIGN_IN.format(user=post.user))
    return ImapBox(post, secret)


def _sheets(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the workbooks of a message under safe names of their own."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 — the policy says so
    for number, part in enumerate(message.walk(), start=1):
        name = part.get_filename()
        content = part.get_payload(decode=True) if name and not part.is_multipart() else None
        if name and isinstance(content, bytes) and name.lower().endswith(SHEETS):
            digest = hashlib.sha256(f"{message['Message-ID']}|{number}".encode() + content).hexdigest()[:8]
            yield f"{safe(name, digest)}", content


def safe(name: str, digest: str) -> str:
    """Return a file name without folders, blanks or tricks: its own words, a digest, its ending."""
    plain = PurePosixPath(PureWindowsPath(name).name).name
    stem, _, ending = _UNSAFE.sub("_", plain).rpartition(".")
    return f"{stem.strip('._~-')[:LONGEST]}_{digest}.{ending.lower()}".lstrip("_")
