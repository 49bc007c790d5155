"""The port to a mailbox, and two boxes behind it: a Maildir folder, an IMAP folder over TLS."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import email.utils
import imaplib
import mailbox
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, Self

from report_jobs.config import Post

LARGEST = 40 * 1024 * 1024
"""A message that is larger is flagged for a person and not read."""
SECONDS = 60.0


class Postbox(Protocol):
    """A mailbox that can be looked into: what is unseen, and what became of it."""

    def unseen(self) -> Iterator[tuple[str, float, bytes]]:
        """Yield number, moment of arrival and bytes of each unseen message. Raises OSError."""

    def done(self, number: str, *, flag: bool) -> None:
        """Mark a message as seen, and flag it for a person if asked for. Raises OSError."""

    def __enter__(self) -> Self:
        """Open the box. Raises OSError."""

    def __exit__(self, *error: object) -> None:
        """Close the box."""


class MaildirBox:
    """A Maildir folder: what lies in `new` is unseen."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._box = mailbox.Maildir(path, create=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._box.close()

    def unseen(self) -> Iterator[tuple[str, float, bytes]]:
        """Yield what is new."""
        for key in sorted(self._box.keys()):
            path = next((p for p in (self._path / "new").glob(f"{key}*")), None)
            if path is None:
                continue
            try:
                status = path.stat()
                data = path.read_bytes() if status.st_size <= LARGEST else b""
            except FileNotFoundError:
                continue
            yield key, received_at(data, status.st_mtime), data

    def done(self, number: str, *, flag: bool) -> None:
        """Mark a message; one that another keeper moved meanwhile is marked by that one."""
        with suppress(KeyError, FileNotFoundError):
            message = self._box.get_message(number)
            message.set_subdir("cur")
            message.set_flags("FS" if flag else "S")
            self._box[number] = message


class ImapBox:
    """A folder of an IMAP server; certificate and name are verified. imaplib's errors become OSError."""

    def __init__(self, post: Post, password: str) -> None:
        self._post, self._password = post, password

    def __enter__(self) -> Self:
        context = ssl.create_default_context(cafile=self._post.ca_file or None)
        try:
            self._client = imaplib.IMAP4_SSL(self._post.host, self._post.port, ssl_context=context, timeout=SECONDS)
            self._client.login(self._post.user, self._password)
            self._expect(self._client.select(f'"{self._post.folder}"'))
        except imaplib.IMAP4.error as error:
            raise OSError(0, type(error).__name__, self._post.host) from error
        return self

    def __exit__(self, *error: object) -> None:
        try:
            self._client.logout()
        except (OSError, imaplib.IMAP4.error):
            self._client.shutdown()

    def _expect(self, answer: tuple[str, Any]) -> Any:
        if answer[0] != "OK":
            raise OSError(0, answer[0], self._post.host)
        return answer[1]

    def _uid(self, command: str, *arguments: str) -> Any:
        try:
            return self._expect(self._client.uid(command, *arguments))
        except imaplib.IMAP4.error as error:
            raise OSError(0, type(error).__name__, self._post.host) from error

    def unseen(self) -> Iterator[tuple[str, float, bytes]]:
        """Yield what is new."""
        (found,) = self._uid("SEARCH", "UNSEEN")
        for uid in found.decode().split() if isinstance(found, bytes) else ():
            head = self._uid("FETCH", uid, "(RFC822.SIZE INTERNALDATE)")[0]
            line = head if isinstance(head, bytes) else b""
            size, arrived = re.search(rb"RFC822\.SIZE (\d+)", line), imaplib.Internaldate2tuple(line)
            moment = time.mktime(arrived) if arrived else time.time()
            if size is None or int(size[1]) > LARGEST:
                yield uid, moment, b""
                continue
            body = self._uid("FETCH", uid, "(BODY.PEEK[])")[0]
            yield uid, moment, body[1] if isinstance(body, tuple) else b""

    def done(self, number: str, *, flag: bool) -> None:
        """Mark a message."""
        self._uid("STORE", number, "+FLAGS", r"(\Seen \Flagged)" if flag else r"(\Seen)")


def received_at(data: bytes, otherwise: float) -> float:
    """Return when our own server took a message: the date of its newest Received line, never the sender's Date."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    stamp = str(message.get("Received", "")).rpartition(";")[2].strip()
    try:
        found = email.utils.parsedate_to_datetime(stamp)
    except (TypeError, ValueError):
        return otherwise
    return found.replace(tzinfo=found.tzinfo or dt.UTC).timestamp()
