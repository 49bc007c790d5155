"""Passwords: from the environment or the system's keyring, never from a file."""

from __future__ import annotations

import os

KEYRING = "yian"
MAIL, POST, FILES = "YIAN_MAIL_PASSWORD", "YIAN_POST_PASSWORD", "YIAN_FILE_PASSWORD"
"""Variables of the environment: of the mail server, of the mailbox for returns, of locked attachments."""


def find(variable: str, entry: str) -> str:
    """Return the value of a variable, else the keyring's entry, else ""."""
    return os.environ.get(variable) or from_keyring(entry)


def from_keyring(entry: str) -> str:
    """Return an entry of the keyring; "" when there is none, or no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return ""
    try:
        return keyring.get_password(KEYRING, entry) or ""
    except KeyringError:
        return ""
