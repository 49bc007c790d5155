"""Sending what the ledger says is to be sent: to the outbox folder, or over SMTP.

At least once, and never two different mails: every envelope keeps its one Message-ID.
A second copy is possible only when an answer was lost after the final dot, or when the
process died between the dot and the saved answer.
"""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from report_jobs.config import ConfigError, Jobs, MailServer, secrets
from report_jobs.outbox import words as w
from report_jobs.outbox.gate import Gate
from report_jobs.outbox.notice import attached, without_attachments
from report_jobs.outbox.smtp import Answer, Fate, transmit
from report_jobs.outbox.store import Outbox
from report_jobs.publish import publish
from report_jobs.state.claims import FencedError
from report_jobs.state.database import Database
from report_jobs.state.mails import DEAD, HELD, QUEUED, SENT, UNCERTAIN, WRITTEN, QueuedMail
from report_jobs.steps import reached
from report_jobs.workplace import Workplace

__all__ = ["backoff", "deliver"]

MAX_ATTEMPTS = 80
"""About three days of trying; then the mail is dead, and status says so."""
FOLDER_LEASE = 120.0
_MARGIN = 60.0
"""Seconds that a claim outlasts the deadline of its mail."""
_MEGABYTE = 1024 * 1024


def password_of(server: MailServer) -> str:
    """Return the password, "" when the server needs none. Raises ConfigError when it is to be had nowhere."""
    found = secrets.find(secrets.MAIL, server.user) if server.user else ""
    if server.user and not found:
        raise ConfigError("jobs.toml", "mail.user", w.NO_SIGN_IN.format(user=server.user))
    return found


def backoff(attempts: int) -> float:
    """Return the seconds to wait after so many attempts: 1, 2, 4, … 60 minutes."""
    return 60.0 * min(60, 1 << max(0, min(attempts - 1, 10)))


def deliver(
    workplace: Workplace,
    jobs: Jobs,
    *,
    clock: Callable[[], float] = time.time,
    seconds: float = float("inf"),
) -> Counter[str]:
    """Send what is due, until nothing is left, the time is over, or the server fails; count by state.

    Raises ConfigError (no password), OSError (outbox folder, list of names), sqlite3.Error.
    """
    outbox, counts = Outbox(Database(workplace.state)), Counter[str]()
    by_mail = bool(jobs.mail.host)
    lease = jobs.mail.deadline_seconds + _MARGIN if by_mail else FOLDER_LEASE
    password, gate = password_of(jobs.mail) if by_mail else "", Gate(workplace.root, jobs)
    began = clock()
    while clock() - began < seconds:
        mail = outbox.claim(clock(), lease, jobs.mail.resend_from_level)
        if mail is None:
            break
        reached("mail.claimed")
        try:
            refusal = gate.refusal(mail, by_mail=by_mail)
            if refusal:
                outbox.settle(mail, HELD, clock(), code=refusal)
                state, stop = HELD, False
            elif by_mail:
                state, stop = _send(outbox, jobs, _locked(outbox, gate, mail), password, clock, lease)
            else:
                state, stop = _write(workplace, outbox, _locked(outbox, gate, mail), clock), False
        except FencedError:
            continue
        reached("mail.settled")
        counts[state] += 1
        if stop:
            break
    return counts


def _write(workplace: Workplace, outbox: Outbox, mail: QueuedMail, clock: Callable[[], float]) -> str:
    """Write a mail to the outbox folder; one that lies there already is the same one."""
    publish(workplace.outbox / f"{mail.period}_{mail.file}", mail.data)
    outbox.settle(mail, WRITTEN, clock(), fact=fact_of(mail, WRITTEN))
    return WRITTEN


def _send(
    outbox: Outbox, jobs: Jobs, mail: QueuedMail, password: str, clock: Callable[[], float], lease: float
) -> tuple[str, bool]:
    """Try a mail once, and say its new state and whether to stop for now."""

    def attempt(form: QueuedMail) -> Answer:
        answer = transmit(jobs.mail, form, password, lambda: outbox.uncertain(form, clock() + lease))
        if answer.is_refusal_of_the_whole:
            outbox.refused(form)
        return answer

    if len(mail.data) > jobs.mail.max_mb * _MEGABYTE:
        mail = _shrunk(outbox, jobs, mail) or mail
    answer = attempt(mail)
    if answer.fate is Fate.TOO_BIG:
        smaller = _shrunk(outbox, jobs, mail)
        if smaller is not None:
            mail, answer = smaller, attempt(smaller)
    if answer.fate is Fate.TOO_BIG:
        answer = Answer(Fate.DEAD, answer.code)
    return _settle(outbox, mail, answer, clock), answer.is_of_server


def _locked(outbox: Outbox, gate: Gate, mail: QueuedMail) -> QueuedMail:
    locked = gate.locked(mail)
    return locked if locked is not None and outbox.replace(mail, locked.data) else mail


def _shrunk(outbox: Outbox, jobs: Jobs, mail: QueuedMail) -> QueuedMail | None:
    data = without_attachments(mail.data, jobs.mail.max_mb)
    if data is None or not outbox.replace(mail, data):
        return None
    return dataclasses.replace(mail, data=data)


def _settle(outbox: Outbox, mail: QueuedMail, answer: Answer, clock: Callable[[], float]) -> str:
    now = clock()
    again = now + backoff(mail.attempts)
    if answer.fate is Fate.SENT:
        outbox.settle(mail, SENT, now, code=answer.code, fact=fact_of(mail, SENT))
        return SENT
    if answer.fate is Fate.UNCERTAIN:
        outbox.settle(mail, UNCERTAIN, now, code=answer.code, next_try=again, fact=fact_of(mail, UNCERTAIN))
        return UNCERTAIN
    if answer.fate is Fate.DEAD or mail.attempts >= MAX_ATTEMPTS:
        outbox.settle(mail, DEAD, now, code=answer.code)
        return DEAD
    outbox.settle(mail, QUEUED, now, code=answer.code, next_try=again)
    return QUEUED


def fact_of(mail: QueuedMail, how: str) -> Mapping[str, Any]:
    """Return the line of the audit: who got which bytes, at which level."""
    return {
        "how": how,
        "kind": mail.kind,
        "period": mail.period,
        "recipient": mail.recipient,
        "level": mail.level,
        "message_id": mail.message_id,
        "mail": hashlib.sha256(mail.data).hexdigest(),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in attached(mail.data).items()},
    }
