"""A PDF as a file: whether it is whole, how many pages it has, of which deck it is a copy."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref|\d+\s+\d+\s+obj")
_PML = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "ppt/_rels/presentation.xml.rels"
_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\s*\]")
_SUM = re.compile(rb"(/DocChecksum\s*/)[0-9A-Fa-f]{32}")
_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}")
_META = re.compile(rb"(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_OURS = hashlib.sha256(b"yian").hexdigest()[:32].upper().encode()
_TAIL = 4096
"""Bytes at a file's end in which its trailer stands."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_NO_TIME = "1980-01-01T00:00:00"
_MODIFIED = "{http://purl.org/dc/terms/}modified"


class PdfError(ValueError):
    """What should be a whole PDF is none."""


def pages_of(pdf: bytes) -> int:
    """Count the pages of a PDF that is whole from its first byte to its last. Raises PdfError."""
    start = _START.search(pdf[-_TAIL:])
    if not pdf.startswith(b"%PDF-") or start is None or not _TABLE.match(pdf, int(start[1])):
        raise PdfError
    try:
        packed = [zlib.decompress(found[1]) for found in _PACKED.finditer(pdf)]
    except zlib.error as error:
        raise PdfError from error
    return sum(len(_PAGE.findall(part)) for part in (pdf, *packed))


def slides_of(deck: bytes) -> int:
    """Count the slides that a deck lists and shows; 0 when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(deck)) as package:
            listed = etree.fromstring(package.read("ppt/presentation.xml")).iter(f"{_PML}sldId")
            known = {e.get("Id"): e.get("Target") for e in etree.fromstring(package.read(_RELATIONS))}
            names = [posixpath.normpath(posixpath.join("/ppt", known[e.get(f"{_REL}id")])) for e in listed]
            slides = [etree.fromstring(package.read(name.lstrip("/"))) for name in names]
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError):
        return 0
    return sum(slide.get("show", "1") not in ("0", "false") for slide in slides)


def settled(pdf: bytes, deck: bytes) -> bytes:
    """Return a PDF with the deck's own time instead of the clock's, and with an identifier made of the deck.

    Lengths stay, so that the table of its objects holds. Raises PdfError when it has no identifier.
    """
    identifier = _identifier(deck)
    when = _time_of(deck)
    made = _DATE.sub(rb"\g<1>" + re.sub(r"\D", "", when).encode(), pdf)
    made = _META.sub(rb"\g<1>" + when.encode(), made)
    made = _SUM.sub(rb"\g<1>" + identifier, made)
    found = list(_ID.finditer(made))
    if not found:
        raise PdfError
    for match in found:
        for group, value in ((1, identifier), (2, _OURS)):
            made = made[: match.start(group)] + value + made[match.end(group) :]
    return made


def _identifier(deck: bytes) -> bytes:
    return hashlib.sha256(deck).hexdigest()[:32].upper().encode()


def _time_of(deck: bytes) -> str:
    """Return when a deck was made, as it says itself, to the second."""
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        properties = etree.fromstring(package.read("docProps/core.xml"))
    found = _MOMENT.match(properties.findtext(_MODIFIED) or "")
    return found[0] if found else _NO_TIME


def is_ours(pdf: bytes) -> bool:
    """Say whether a PDF is a copy that we made, of whatever deck."""
    return any(found[2] == _OURS for found in _ID.finditer(pdf))


def is_copy_of(pdf: bytes, deck: bytes) -> bool:
    """Say whether a PDF is the copy that we made of this very deck."""
    return any(found[1] == _identifier(deck) and found[2] == _OURS for found in _ID.finditer(pdf))
