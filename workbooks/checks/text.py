"""Checks of what texts say: personal data, secret marks, addresses, paper-only work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbooks.checks.base import Context, Sees, at, check
from workbooks.findings import Finding, finding
from workbooks.row import Field, Kind, Row
from workbooks.rows import Rows
from workbooks.standard import Action, Closure
from workbooks.words import CONCRETE, SENTENCE_END

_TYPED = (Kind.TEXT, Kind.LONGTEXT, Kind.KEY, Kind.REF, Kind.PERSON, Kind.MASKED)
LONG_NUMBER = re.compile(r"\d{11}")
"""What each of the three numbers below has in it."""
ID_NUMBER = re.compile(r"(?<!\d)(\d{17})([\dXx])(?![\dXx])")
MOBILE = re.compile(r"(?<![\dA-Za-z-])1[3-9]\d{9}(?!\d)")
CARD = re.compile(r"(?<![\dA-Za-z-])\d{16,19}(?!\d)")
ADDRESS = re.compile(r"(?i)\b(?:https?|ftp)://|\bwww\.|\b[\w.-]+\.(?:com|cn|net|org|gov)(?![\w.])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def is_id_number(digits: str, check_digit: str) -> bool:
    """Say whether 17 digits and a check digit make a resident's number (GB 11643)."""
    total = sum(int(d) * weight for d, weight in zip(digits, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11] == check_digit.upper()


def is_card_number(digits: str) -> bool:
    """Say whether digits pass the check of bank cards (Luhn)."""
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0 and len(set(digits)) > 1


def texts(rows: Rows) -> Iterator[tuple[Row, Field, str]]:
    """Yield every text that a person typed."""
    for row_type, found in rows.by_type.items():
        fields = [field for field in row_type.__sheet__.fields if field.kind in _TYPED]
        for row in found:
            for field in fields:
                value = getattr(row, field.name)
                if isinstance(value, str):
                    yield row, field, value


@check("V-18b", "V-19a", "V-19b", "V-19c", "V-31", sees=Sees.ROW)
def personal_data(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-18, V-19, G-63: no name to be masked, no personal number, no secret mark; none is repeated in a finding."""
    names = sorted(context.names_to_mask, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, names))) if names else None
    secret = re.compile(context.playbook.wording.secret_mark_pattern)
    for row, field, text in texts(rows):
        if pattern is not None and pattern.search(text):
            yield finding("V-18b", at(row, field.name))
        if secret.search(text):
            yield finding("V-31", at(row, field.name))
        if not field.phone and LONG_NUMBER.search(text):
            code = number_in(text)
            if code:
                yield finding(code, at(row, field.name))


def number_in(text: str) -> str:
    """Return the code of the rule that a personal number in a text breaks, "" when there is none."""
    if any(is_id_number(m[1], m[2]) for m in ID_NUMBER.finditer(text)):
        return "V-19a"
    if MOBILE.search(text):
        return "V-19b"
    if any(is_card_number(m[0]) for m in CARD.finditer(text)):
        return "V-19c"
    return ""


@check("V-27", sees=Sees.ROW)
def evidence(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-27: evidence is a name or a place in the files, never an internet address."""
    for row, field, text in texts(rows):
        if field.name == "evidence" and ADDRESS.search(text):
            yield finding("V-27", at(row, field.name), value=text[:40])


@check("V-26", sees=Sees.ROW)
def paper_only(rows: Rows, context: Context) -> Iterator[Finding]:
    """V-26: a sentence of big words in an action or a result that names no number, date, document or place."""
    for row in (*rows.of(Action), *rows.of(Closure)):
        for name in ("action", "week_progress") if isinstance(row, Action) else ("result",):
            text = getattr(row, name) or ""
            word = _empty_word(text, context.playbook.wording.paper_words)
            if word:
                yield finding("V-26", at(row, name), value=word)


def _empty_word(text: str, words: tuple[str, ...]) -> str:
    """Return the first big word of a sentence in which nothing is concrete; the word itself does not count."""
    for sentence in SENTENCE_END.split(text):
        found = [word for word in words if word in sentence]
        rest = sentence
        for word in found:
            rest = rest.replace(word, "")
        if found and not CONCRETE.search(rest):
            return found[0]
    return ""
