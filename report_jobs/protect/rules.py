"""What must not stand in an outgoing file: names from the office's list, identity numbers, cards, phones.

Text is compared as a reader sees it: full-width and compatibility forms are folded,
invisible characters taken out, and blanks within Chinese text and within numbers ignored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from workbooks.checks.text import is_card_number, is_id_number

NAME, IDENTITY, CARD, PHONE, OPAQUE = "name", "identity", "card", "phone", "opaque"
"""Codes of the rules; `opaque` is a part that cannot be looked into."""

_GAP = "[ -]?"
_IDENTITY = re.compile(
    rf"(?<![0-9A-Za-z_.])[1-9](?:{_GAP}\d){{5}}{_GAP}(?:1{_GAP}[89]|2{_GAP}0)(?:{_GAP}\d){{2}}{_GAP}"
    rf"(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:0{_GAP}[1-9]|[12]{_GAP}\d|3{_GAP}[01])(?:{_GAP}\d){{3}}{_GAP}[\dXx](?![0-9A-Za-z_])"
)
_CARD = re.compile(r"(?<![0-9A-Za-z_.])(?:62|4\d|5[1-5])\d{2} ?\d{4} ?\d{4} ?\d{4}(?: ?\d{1,3})?(?![0-9A-Za-z_.])")
_PHONE = re.compile(r"(?<![0-9A-Za-z_.])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z_.])")
INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
"""Characters that format and are not seen (Unicode's Cf, but for those of dead scripts)."""
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN = re.compile(rf"[ \t](?<=[{_HAN}][ \t])[ \t]*(?=[{_HAN}])")


def folded(text: str) -> str:
    """Return text as it is compared: NFKC, nothing invisible, no blanks within Chinese."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isascii():
        plain = INVISIBLE.sub("", plain)
    return _BETWEEN.sub("", plain)


@dataclass(frozen=True)
class Rules:
    """What is looked for; `names` as the office wrote them, `phones` for everyone outside the leading group."""

    names: frozenset[str] = field(default_factory=frozenset)
    phones: bool = True

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        words = sorted({folded(name) for name in self.names if folded(name)}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words))) if words else None

    @cached_property
    def bytes_of_names(self) -> tuple[bytes, ...]:
        """Return names as they would stand in a binary part."""
        return tuple(name.encode(code) for name in sorted(self.names) if name for code in ("utf-8", "utf-16-le"))

    def broken_by(self, text: str) -> Iterator[str]:
        """Yield the code of each rule that a text breaks."""
        plain = folded(text)
        if self._names is not None and self._names.search(plain):
            yield NAME
        if any(is_identity(m[0]) for m in _IDENTITY.finditer(plain)):
            yield IDENTITY
        if any(is_card(m[0]) for m in _CARD.finditer(plain)):
            yield CARD
        if self.phones and _PHONE.search(plain):
            yield PHONE


def is_identity(text: str) -> bool:
    """Say whether 18 digits (with gaps) are an identity number: the last one is the check digit."""
    digits = re.sub("[ -]", "", text)
    return is_id_number(digits[:17], digits[17])


def is_card(text: str) -> bool:
    """Say whether digits (with gaps) are a card number by Luhn's check."""
    return is_card_number(text.replace(" ", ""))
