"""Faults of the container: what Office would repair or refuse before it reads a line of VBA.

Facts from [MS-OVBA] and [MS-CFB] for files that another program than Office wrote.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from xl_addin.package.fault import Fault
from xl_addin.package.opened import Opened
from xl_addin.package.source import XLWINGS

TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
VBA_TYPE = "application/vnd.ms-office.vbaProject"
VERSION_RECORD = 0x09
NO_CACHE = bytes.fromhex("cc61ffff000100")
"""[MS-OVBA] 2.3.4.1: version 0xFFFF, no performance cache."""
RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"


def container_faults(opened: Opened) -> list[Fault]:
    """Return every fault of the package and of the VBA project's compound file."""
    return [*_package(opened), *_code_names(opened), *_project(opened)]


def _package(opened: Opened) -> Iterator[Fault]:
    types = opened.parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    for wanted in (TYPE, VBA_TYPE, "image/png"):
        if wanted not in types:
            yield Fault("C01", "[Content_Types].xml", wanted)
    relations = opened.parts.get("_rels/.rels", b"").decode("utf-8", "replace")
    if RIBBON_RELATION not in relations:
        yield Fault("C02", "_rels/.rels")
    for name, content in opened.parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                ET.fromstring(content)  # noqa: S314 (a file of ours)
            except ET.ParseError as error:
                yield Fault("C03", name, str(error))


def _code_names(opened: Opened) -> Iterator[Fault]:
    book, sheet = opened.parts.get("xl/workbook.xml", b""), opened.parts.get("xl/worksheets/sheet1.xml", b"")
    for part, content, module in (("workbookPr", book, "ThisWorkbook"), ("sheetPr", sheet, "Sheet1")):
        found = re.search(rf'<{part}[^>]*codeName="([^"]*)"'.encode(), content)
        if found is None or found[1].decode() != module or module not in opened.modules:
            yield Fault("C04", part, module)


def _project(opened: Opened) -> Iterator[Fault]:
    import olefile
    from oletools.olevba import decompress_stream

    data = opened.parts.get("xl/vbaProject.bin", b"")
    if not olefile.isOleFile(io.BytesIO(data)):
        yield Fault("C05", "xl/vbaProject.bin")
        return
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        if ole.dll_version != 3:
            yield Fault("C06", "xl/vbaProject.bin", str(ole.dll_version))
        cache = ole.openstream("VBA/_VBA_PROJECT").read()
        if cache[:7] != NO_CACHE:
            yield Fault("C07", "_VBA_PROJECT", cache[:7].hex())
        if 0x4A in _records(bytes(decompress_stream(bytearray(ole.openstream("VBA/dir").read())))):
            yield Fault("C10", "dir")
        text = ole.openstream("PROJECT").read().decode("ascii", "replace")
        for key in ("CMG", "DPB", "GC"):
            if not re.search(rf'^{key}="[0-9A-F]+"', text, re.MULTILINE):
                yield Fault("C08", "PROJECT", key)
        listed = set(re.findall(r"^(?:Module|Class|Document)=(\w+)", text, re.MULTILINE))
        yield from (Fault("C09", "PROJECT", name) for name in sorted(listed ^ {*opened.modules, XLWINGS}))


def _records(stream: bytes) -> set[int]:
    """Return the ids of the records of a dir stream; the version record's size does not count its last two bytes."""
    found, at = set(), 0
    while at + 6 <= len(stream):
        number, size = struct.unpack("<HI", stream[at : at + 6])
        found.add(number)
        at += 6 + (6 if number == VERSION_RECORD else size)
    return found
