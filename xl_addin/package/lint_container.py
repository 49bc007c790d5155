"""Faults of the container: what Office would repair or refuse before it reads a line of VBA.

Facts from [MS-OVBA] and [MS-CFB] for files that another program than Office wrote.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from xl_addin.package.dir_stream import (
    COMPATIBLE_RECORD,
    LANGUAGE_RECORD,
    NO_CACHE,
    OFFSET_RECORD,
    REFERENCE_RECORD,
    records,
)
from xl_addin.package.fault import Fault
from xl_addin.package.opened import STRINGS_PART, Opened
from xl_addin.package.source import XLWINGS

TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
VBA_TYPE = "application/vnd.ms-office.vbaProject"
LIBRARIES = (b"{00020430-0000-0000-C000-000000000046}", b"{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}")
"""stdole and Office: without the latter no callback of the ribbon compiles."""
LANGUAGE = bytes.fromhex("09040000")
START = bytes(4)
RIBBON_PART, PROJECT_PART = "customUI/customUI14.xml", "xl/vbaProject.bin"
NEEDED = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", STRINGS_PART, PROJECT_PART, RIBBON_PART)
RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"


def damage(opened: Opened) -> list[Fault]:
    """Return what keeps us from reading the file to its end: parts that are lost, broken or not what they should be.

    The ribbon's part is left to its own rules, which say more about it.
    """
    found = [Fault("C11", name, name) for name in NEEDED if name not in opened.parts]
    return found or [*_broken_xml(opened), *_broken_project(opened)]


def _broken_xml(opened: Opened) -> Iterator[Fault]:
    for name, content in opened.parts.items():
        if name.endswith((".xml", ".rels")) and name != RIBBON_PART:
            try:
                ET.fromstring(content)  # noqa: S314 (entities that grow without end are refused by expat)
            except (ET.ParseError, ValueError, LookupError) as error:
                yield Fault("C03", name, str(error))


def _broken_project(opened: Opened) -> Iterator[Fault]:
    import olefile

    data = opened.parts[PROJECT_PART]
    if not olefile.isOleFile(io.BytesIO(data)):
        yield Fault("C05", PROJECT_PART)
        return
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for name in ("PROJECT", "VBA/_VBA_PROJECT", "VBA/dir"):
                ole.openstream(name).read()
            list(records(_dir(ole)))
        read = len(opened.modules)
    except Exception as error:  # its readers fail on damage in any way they like
        yield Fault("C12", PROJECT_PART, type(error).__name__)
        return
    if not read:
        yield Fault("C12", PROJECT_PART, "0")


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


def _code_names(opened: Opened) -> Iterator[Fault]:
    book, sheet = opened.parts.get("xl/workbook.xml", b""), opened.parts.get("xl/worksheets/sheet1.xml", b"")
    for part, content, module in (("workbookPr", book, "ThisWorkbook"), ("sheetPr", sheet, "Sheet1")):
        found = re.search(rf'<{part}[^>]*codeName="([^"]*)"'.encode(), content)
        if found is None or found[1].decode() != module or module not in opened.modules:
            yield Fault("C04", part, module)


def _project(opened: Opened) -> Iterator[Fault]:
    import olefile

    with olefile.OleFileIO(io.BytesIO(opened.parts[PROJECT_PART])) as ole:
        if ole.dll_version != 3:
            yield Fault("C06", PROJECT_PART, str(ole.dll_version))
        cache = ole.openstream("VBA/_VBA_PROJECT").read()
        if cache[:7] != NO_CACHE:
            yield Fault("C07", "_VBA_PROJECT", cache[:7].hex())
        yield from _dir_faults(list(records(_dir(ole))))
        text = ole.openstream("PROJECT").read().decode("ascii", "replace")
        for key in ("CMG", "DPB", "GC"):
            if not re.search(rf'^{key}="[0-9A-F]+"', text, re.MULTILINE):
                yield Fault("C08", "PROJECT", key)
        listed = set(re.findall(r"^(?:Module|Class|Document)=(\w+)", text, re.MULTILINE))
        yield from (Fault("C09", "PROJECT", name) for name in sorted(listed ^ {*opened.modules, XLWINGS}))


def _dir(ole: Any) -> bytes:
    from oletools.olevba import decompress_stream

    return bytes(decompress_stream(bytearray(ole.openstream("VBA/dir").read())))


def _dir_faults(found: list[tuple[int, bytes]]) -> Iterator[Fault]:
    """What [MS-OVBA] 2.3.4.2 asks of the stream that lists libraries and modules."""
    if any(number == COMPATIBLE_RECORD for number, _ in found):
        yield Fault("C10", "dir")
    if (LANGUAGE_RECORD, LANGUAGE) not in found:
        yield Fault("C13", "dir")
    for library in LIBRARIES:
        if not any(number == REFERENCE_RECORD and library in content for number, content in found):
            yield Fault("C14", "dir", library.decode())
    for number, content in found:
        if number == OFFSET_RECORD and content != START:
            yield Fault("C15", "dir", str(int.from_bytes(content, "little")))
