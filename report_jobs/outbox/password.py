"""The password of the mail server: from the environment or the system's keyring, never from a file."""

from __future__ import annotations

import os

from report_jobs.config import ConfigError, MailServer
from report_jobs.outbox import words as w

VARIABLE = "YIAN_MAIL_PASSWORD"
KEYRING = "yian"


def password_of(server: MailServer) -> str:
    """Return the password, "" when the server needs none. Raises ConfigError when it is to be had nowhere."""
    if not server.user:
        return ""
    found = os.environ.get(VARIABLE) or _from_keyring(server.user)
    if not found:
        raise ConfigError("jobs.toml", "mail.user", w.NO_SIGN_IN.format(user=server.user))
    return found


def _from_keyring(user: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return ""
    try:
        return keyring.get_password(KEYRING, user) or ""
    except KeyringError:
        return ""
