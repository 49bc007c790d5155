"""The exit scan: every part of an outgoing message, and every part of every file within it.

Looked into: headers, text, HTML; packages within packages; of XML the text (with runs that
were split put together again), every attribute, comments; file and part names. A hit
names the part and the rule, never what was found.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote
from xml.parsers import expat

from report_jobs.protect.rules import NAME, OPAQUE, Rules

DEPTH = 4
"""Packages within packages that are opened."""
LIMIT = 300 * 1024 * 1024
"""Bytes of one unpacked part; a part that is larger counts as one that cannot be looked into."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BLOCKS = frozenset(
    ("p", "si", "is", "c", "v", "f", "row", "pt", "text", "comment", "definedName", "tr", "tc", "sp", "title", "li",
     "td", "div", "br", "h1", "h2", "lpstr", "formula1", "formula2", "oddFooter", "oddHeader", "creator", "keywords",
     "description", "subject", "lastModifiedBy", "category")
)  # fmt: skip
"""Elements that end a piece of text; all others are runs within one."""
_TAG = re.compile(r"<(/?)([A-Za-z0-9]+)([^>]*)>")


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A rule that a part breaks; `part` is its path through message, file and package."""

    part: str
    rule: str


Seen = dict[tuple[str, bool], list[Hit]]
"""Hits of attachments that were scanned before, by hash and by whether phones were looked for."""


def scan(data: bytes, rules: Rules, seen: Seen | None = None) -> list[Hit]:
    """Scan a message; return its hits in order, each once."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 — the policy says so
    return sorted(set(_message(message, rules, {} if seen is None else seen)))


def scan_file(name: str, data: bytes, rules: Rules) -> list[Hit]:
    """Scan one file; return its hits in order, each once."""
    return sorted(set(_file(name, data, rules, 0)))


def _message(message: EmailMessage, rules: Rules, seen: Seen) -> Iterator[Hit]:
    for name, value in message.items():
        if name.lower() not in ("message-id", "date", "content-type", "content-transfer-encoding"):
            yield from _text(f"header/{name}", str(value), rules)
    attachments = 0
    for part in message.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        found = content if isinstance(content, bytes) else b""
        if part.get_content_disposition() == "attachment":
            attachments += 1
            yield from _text(f"attachment{attachments}/name", part.get_filename() or "", rules)
            key = (hashlib.sha256(found).hexdigest(), rules.phones)
            if key not in seen:
                seen[key] = scan_file("", found, rules)
            yield from (Hit(f"attachment{attachments}{hit.part}", hit.rule) for hit in seen[key])
        else:
            text = found.decode(part.get_content_charset() or "utf-8", "replace")
            kind = part.get_content_subtype()
            yield from _text(f"body/{kind}", _of_html(text) if kind == "html" else text, rules)


def _file(path: str, data: bytes, rules: Rules, depth: int) -> Iterator[Hit]:
    if data.startswith(_ZIP):
        yield from _package(path, data, rules, depth)
    elif data.startswith(_OLE):
        return  # locked by us after it was scanned, see `lock`
    elif _is_xml(data):
        yield from _xml(path, data, rules)
    else:
        yield from _binary(path, data, rules)


def _package(path: str, data: bytes, rules: Rules, depth: int) -> Iterator[Hit]:
    if depth >= DEPTH:
        yield Hit(path, OPAQUE)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from _text(f"{path}/comment", package.comment.decode("utf-8", "replace"), rules)
            for info in package.infolist():
                yield from _text(f"{path}/names", info.filename, rules)
                if info.file_size > LIMIT or info.flag_bits & 1:
                    yield Hit(f"{path}/{info.filename}", OPAQUE)
                elif not info.is_dir():
                    yield from _file(f"{path}/{info.filename}", package.read(info), rules, depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError):
        yield Hit(path, OPAQUE)


def _is_xml(data: bytes) -> bool:
    head = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    return head.startswith(b"<")


def _xml(path: str, data: bytes, rules: Rules) -> Iterator[Hit]:
    """Read text and attributes with a parser, so that references and encodings mean what they mean."""
    pieces: list[str] = []
    apart: set[str] = set()
    blocks: dict[str, bool] = {}

    def end(name: str) -> None:
        block = blocks.get(name)
        if block is None:
            block = blocks[name] = name.rpartition(":")[2] in _BLOCKS
        if block:
            pieces.append("\n")

    def start(_name: str, attributes: dict[str, str]) -> None:
        if attributes:
            apart.update(attributes.values())

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = pieces.append
    parser.CommentHandler = apart.add
    parser.ProcessingInstructionHandler = lambda _target, text: apart.add(text)
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        yield from _binary(path, data, rules)
        return
    yield from _text(path, "".join(pieces), rules)
    told = "\n".join(sorted(apart))
    yield from _text(path, told, rules)
    if "%" in told:  # addresses, as a browser would read them
        yield from _text(path, unquote(told), rules)


def _of_html(text: str) -> str:
    """Return the text of our own HTML, attributes on lines of their own."""
    found = [m[3] for m in _TAG.finditer(text)]
    plain = _TAG.sub(lambda m: "\n" if m[2].lower() in _BLOCKS else "", text)
    return html.unescape(plain + "\n" + "\n".join(found))


def _binary(path: str, data: bytes, rules: Rules) -> Iterator[Hit]:
    """Look for names in what is neither text nor package (pictures, fonts)."""
    if any(name in data for name in rules.bytes_of_names):
        yield Hit(path, NAME)


def _text(path: str, text: str, rules: Rules) -> Iterator[Hit]:
    for rule in rules.broken_by(text):
        yield Hit(path, rule)
