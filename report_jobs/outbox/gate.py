"""The last look before a mail leaves: to whom, at which level, with what in it; then the lock."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from report_jobs.config import Jobs
from report_jobs.outbox.notice import attached
from report_jobs.protect import ATTACHMENTS, Hit, Rules, scan
from report_jobs.protect.names import names_to_mask
from report_jobs.state.mails import QueuedMail

NOT_ALLOWED, LEVEL = "not_allowed", "level"


class Gate:
    """Rules of one delivery; what was scanned once is not scanned again."""

    def __init__(self, root: Path, jobs: Jobs) -> None:
        """Read what the rules need. Raises ConfigError (no password for locking), OSError (no list of names)."""
        self._jobs = jobs
        self._names = names_to_mask(root, jobs)
        self._seen: dict[tuple[str, bool], list[Hit]] = {}
        self._lock: Callable[[bytes], bytes | None] | None = None
        if jobs.mail.lock_to_level:
            from report_jobs.protect.lock import file_password, with_locked_attachments

            secret = file_password()
            self._lock = lambda data: with_locked_attachments(data, secret)

    def refusal(self, mail: QueuedMail, *, by_mail: bool) -> str:
        """Return why a mail may not leave, "" when it may: not_allowed, level, or scan:rule:part."""
        if by_mail and not self._jobs.knows(mail.recipient):
            return NOT_ALLOWED
        level = self._jobs.level_of(mail.recipient, mail.level)
        if level > mail.level or (level > ATTACHMENTS and attached(mail.data)):
            return LEVEL
        hits = scan(mail.data, Rules(self._names, phones=level > ATTACHMENTS), self._seen)
        return f"scan:{hits[0].rule}:{hits[0].part}" if hits else ""

    def locked(self, mail: QueuedMail) -> QueuedMail | None:
        """Return a mail with its attachments locked; None when there is nothing to lock (any more)."""
        if self._lock is None or mail.level > self._jobs.mail.lock_to_level:
            return None
        data = self._lock(mail.data)
        return None if data is None else dataclasses.replace(mail, data=data)
