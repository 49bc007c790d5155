"""One mail to one recipient over SMTP: encrypted and verified, with a deadline for the whole.

The final dot is sent by itself, after the ledger knows that it comes: only what breaks
between the dot and the server's answer is uncertain, everything before it may be tried
again without a second copy.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

from report_jobs.config import MailServer, parse_address
from report_jobs.state.mails import QueuedMail
from report_jobs.steps import reached

TOO_BIG_REPLY = 552
_BEFORE_MAIL = ("connect", "ehlo", "tls", "auth")
"""Phases whose failure is the server's affair, never the recipient's: always tried again."""


class Fate(Enum):
    """What became of an attempt."""

    SENT = "sent"
    RETRY = "retry"
    DEAD = "dead"
    TOO_BIG = "too_big"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Answer:
    """An attempt's fate and its code: phase and reply, such as rcpt-554, or phase and cause, such as dot-lost."""

    fate: Fate
    code: str

    @property
    def is_of_server(self) -> bool:
        """Say whether the next mail would meet the same trouble."""
        return self.fate is Fate.RETRY and self.code.split("-")[0] in _BEFORE_MAIL

    @property
    def is_refusal_of_the_whole(self) -> bool:
        """Say whether the server answered the final dot, and with a no: then nobody has the mail."""
        return self.fate not in (Fate.SENT, Fate.UNCERTAIN) and self.code.startswith("dot-")


class _ReplyError(Exception):
    """A reply that ends the attempt."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class _Deadline:
    """Cuts a connection when the time for one mail is over, whatever it is waiting for."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connected: socket.socket) -> None:
        """Take a second handle of the socket, so that it can be cut below TLS."""
        self._socket = connected.dup()
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()


class _Client(smtplib.SMTP):
    """smtplib's client with our socket: watched by the deadline, TLS from the first byte if asked for."""

    def __init__(self, server: MailServer, context: ssl.SSLContext, deadline: _Deadline) -> None:
        self._watching = deadline
        self._implicit = context if server.security == "tls" else None
        domain = parse_address(server.sender).domain
        super().__init__(server.host, server.port, local_hostname=domain, timeout=server.deadline_seconds)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        raw = socket.create_connection((host, port), timeout)
        self._watching.watch(raw)
        return self._implicit.wrap_socket(raw, server_hostname=host) if self._implicit else raw


def context_of(server: MailServer) -> ssl.SSLContext:
    """Return a context that verifies certificate and name. Raises OSError when `ca_file` cannot be read."""
    context = ssl.create_default_context(cafile=server.ca_file or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class _Attempt:
    """One attempt, phase by phase."""

    def __init__(self, server: MailServer, mail: QueuedMail, password: str, before_dot: Callable[[], None]) -> None:
        self.server, self.mail, self.password, self.before_dot = server, mail, password, before_dot
        self.phase = "connect"
        self.client: _Client | None = None
        self.context = context_of(server)

    def run(self, deadline: _Deadline) -> None:
        client = self.client = _Client(self.server, self.context, deadline)
        reached("mail.connected")
        self.phase = "ehlo"
        self.expect(client.ehlo(), 250)
        if self.server.security == "starttls":
            self.phase = "tls"
            client.starttls(context=self.context)
            self.expect(client.ehlo(), 250)
        if self.server.user:
            self.phase = "auth"
            client.login(self.server.user, self.password)
        self.envelope(client)
        self.body(client)

    def envelope(self, client: smtplib.SMTP) -> None:
        self.phase = "size"
        limit = client.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < len(self.mail.data):
            raise _ReplyError(TOO_BIG_REPLY)
        self.phase = "mail"
        options = [f"SIZE={len(self.mail.data)}"] if client.has_extn("size") else []
        self.expect(client.mail(parse_address(self.server.sender).addr_spec, options), 250)
        self.phase = "rcpt"
        self.expect(client.rcpt(parse_address(self.mail.recipient).addr_spec), 250, 251)
        self.phase = "data"
        self.expect(client.docmd("DATA"), 354)

    def body(self, client: smtplib.SMTP) -> None:
        self.phase = "body"
        client.send(stuffed(self.mail.data))
        reached("mail.body")
        self.before_dot()
        self.phase = "dot"
        reached("mail.uncertain")
        client.send(b".\r\n")
        reached("mail.dot")
        self.expect(client.getreply(), 250)
        reached("mail.answered")

    @staticmethod
    def expect(reply: tuple[int, Any], *good: int) -> None:
        if reply[0] not in good:
            raise _ReplyError(reply[0])


def transmit(server: MailServer, mail: QueuedMail, password: str, before_dot: Callable[[], None]) -> Answer:
    """Try once to hand a mail over; `before_dot` is called when the next thing to go out is the final dot.

    Raises what `before_dot` raises (the dot is not sent then), and OSError when the
    certificate file of the configuration cannot be read.
    """
    attempt, deadline = _Attempt(server, mail, password, before_dot), _Deadline(server.deadline_seconds)
    try:
        attempt.run(deadline)
    except _ReplyError as reply:
        return _judge(attempt.phase, reply.code)
    except smtplib.SMTPResponseException as error:
        return _judge(attempt.phase, error.smtp_code)
    except smtplib.SMTPNotSupportedError:
        return Answer(Fate.RETRY, f"{attempt.phase}-unsupported")
    except ssl.SSLCertVerificationError:
        return _judge("tls", 0, "certificate")
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        cause = "deadline" if deadline.passed or isinstance(error, TimeoutError) else "lost"
        return _judge(attempt.phase, 0, cause)
    finally:
        deadline.end()
        if attempt.client is not None:
            _leave(attempt.client)
    return Answer(Fate.SENT, "250")


def _judge(phase: str, reply: int, cause: str = "") -> Answer:
    """Say what an attempt came to; a reply of 0 or -1 means that there was none."""
    code = f"{phase}-{cause or (reply if reply > 0 else 'lost')}"
    if phase == "dot" and reply <= 0:
        return Answer(Fate.UNCERTAIN, code)
    if reply == TOO_BIG_REPLY and phase not in _BEFORE_MAIL:
        return Answer(Fate.TOO_BIG, code)
    if reply >= 500 and phase not in _BEFORE_MAIL:
        return Answer(Fate.DEAD, code)
    return Answer(Fate.RETRY, code)


def _leave(client: smtplib.SMTP) -> None:
    """Close without waiting for a farewell: the answer to the dot is all that counts."""
    with suppress(OSError, smtplib.SMTPException):
        client.send(b"QUIT\r\n")
    client.close()


def stuffed(data: bytes) -> bytes:
    """Return a message as it goes over the wire: CRLF, lines that begin with a dot doubled, no final dot."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    lines = re.sub(rb"(?m)^\.", b"..", lines)
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"
