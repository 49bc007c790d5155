"""A mail server for tests: aiosmtpd on the loopback, encrypted, with faults by phase.

Everything that it accepted lies in `received`, in the order of arrival.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HANG = "hang"
CLOSE = "close"
_ID = re.compile(rb"(?mi)^Message-ID:\s*(<[^>]+>)")


@dataclass(frozen=True)
class Received:
    """A message that the server took: for whom, under which id, which bytes."""

    recipient: str
    message_id: str
    sha256: str
    data: bytes


@dataclass
class Post:
    """What a server does: `faults` gives, by phase, a reply, "hang" or "close"; each is used up once if `once`."""

    faults: dict[str, str] = field(default_factory=dict)
    once: bool = False
    lose_answer: bool = False
    """Take the message, then close without an answer."""
    received: list[Received] = field(default_factory=list)
    port: int = 0
    logins: list[str] = field(default_factory=list)

    async def meet(self, phase: str, server: Any) -> str | None:
        fault = self.faults.pop(phase, None) if self.once else self.faults.get(phase)
        if fault == HANG:
            await asyncio.sleep(30)
        if fault == CLOSE:
            server.transport.abort()
            await asyncio.sleep(0.05)
        return fault

    async def handle_EHLO(self, server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]) -> Any:  # noqa: N802
        fault = await self.meet("ehlo", server)
        session.host_name = hostname
        return [fault] if fault and fault[0].isdigit() else responses

    async def handle_MAIL(self, server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        fault = await self.meet("mail", server)
        if fault:
            return fault
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:  # noqa: N802
        fault = await self.meet("rcpt", server)
        if fault:
            return fault
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        fault = await self.meet("dot", server)
        if fault and fault[0].isdigit():
            return fault
        data = bytes(envelope.content)
        for recipient in envelope.rcpt_tos:
            match = _ID.search(data)
            assert match
            self.received.append(Received(recipient, match[1].decode(), hashlib.sha256(data).hexdigest(), data))
        if self.lose_answer:
            server.transport.abort()
            await asyncio.sleep(0.05)
        return "250 taken"


class _Server(SMTP):
    """aiosmtpd with a fault at DATA too."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        fault = await self.event_handler.meet("data", self)
        if fault and fault[0].isdigit():
            await self.push(fault)
            return
        await super().smtp_DATA(arg)


class _FreePort(Controller):
    """A controller that lets the system choose the port."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving(
    post: Post, context: ssl.SSLContext, *, implicit: bool = False, password: str = "", **options: Any
) -> Iterator[Post]:
    """Serve on a free port of the loopback: STARTTLS is required, or TLS from the first byte."""

    def login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        post.logins.append(data.login.decode())
        return AuthResult(success=data.password.decode() == password, handled=False)

    class _Controller(_FreePort):
        def factory(self) -> SMTP:
            extra = {} if implicit else {"tls_context": context, "require_starttls": True}
            if password:
                extra |= {"authenticator": login, "auth_required": True}
                extra |= {"auth_require_tls": not implicit}
            return _Server(post, enable_SMTPUTF8=False, **extra, **options)

    controller = _Controller(post, hostname="127.0.0.1", port=0, ssl_context=context if implicit else None)
    controller.start()
    try:
        post.port = controller.port
        yield post
    finally:
        controller.stop(no_assert=True)


@contextmanager
def serving_in_clear(post: Post) -> Iterator[Post]:
    """Serve without any encryption."""
    controller = _FreePort(post, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        post.port = controller.port
        yield post
    finally:
        controller.stop(no_assert=True)


def until(condition: Any, seconds: float = 10.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
