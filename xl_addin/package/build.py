"""Building the add-ins: VBA project, ribbon, icons and strings into one .xlam, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape

from workbooks.package import normalise
from xl_addin.package import words as w
from xl_addin.package.customui import ribbon_xml
from xl_addin.package.dir_stream import COMPATIBLE_RECORD, NO_CACHE, OFFSET_RECORD, STREAM_RECORD, records, stream_of
from xl_addin.package.source import XLWINGS, BuildError, our_modules, xlwings_module
from xl_addin.ribbon import buttons_of
from xl_addin.ribbon.icons.strokes import icon_of

UNITS, OFFICE = "programme.xlam", "programme-office.xlam"
"""Names of the two add-ins."""
MADE = dt.datetime(2026, 1, 1)
"""The date in the files; it must not change from build to build."""
EXTENSIBILITY = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
RIBBON_PART = "customUI/customUI14.xml"
STRINGS_PART = "xl/worksheets/sheet1.xml"
PROJECT_PART = "xl/vbaProject.bin"
CLASSES = ("AppWatch",)
DROPPED_RECORDS, CACHE_RECORDS = {COMPATIBLE_RECORD}, {OFFSET_RECORD}
"""Records that other programs than Office leave out of the dir stream, and the one that tells of a cache."""


def build(*, office: bool, xlwings: str | None = None) -> bytes:
    """Return one add-in. `xlwings` stands in for xlwings' VBA module, for tests that listen to it.

    Raises BuildError when an icon or xlwings' module is missing, ModuleNotFoundError
    without the tools of the extra `addin`.
    """
    modules = {**our_modules(), XLWINGS: xlwings_module() if xlwings is None else xlwings}
    parts = _parts(_project(modules))
    parts[PROJECT_PART] = _for_every_version(parts[PROJECT_PART])
    parts[RIBBON_PART] = ribbon_xml(office=office)
    icons = sorted({icon_of(button.id) for button in buttons_of(office=office)} | {"sheet"})
    parts |= {f"customUI/images/{name}.png": _icon(name) for name in icons}
    parts["customUI/_rels/customUI14.xml.rels"] = _relations(icons)
    parts["_rels/.rels"] = _with_ribbon(parts["_rels/.rels"])
    parts["[Content_Types].xml"] = _with_png(parts["[Content_Types].xml"])
    parts[STRINGS_PART] = _with_strings(parts[STRINGS_PART])
    return normalise(_zipped(parts), MADE)


def _project(modules: Mapping[str, str]) -> bytes:
    """Return an empty add-in with these VBA modules in it."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "addin.xlam"
        file = ExcelFile.create_new(path)
        project = file.vba_project()
        for name, text in modules.items():
            kind = VBAModuleKind.other if name in CLASSES else VBAModuleKind.standard
            project.add_module(name, text, kind=kind)
        project.delete_module("Module1")
        file.save()
        file.close()
        return path.read_bytes()


def _for_every_version(data: bytes) -> bytes:
    """Return the VBA project as [MS-OVBA] asks it of programs other than Office.

    2.3.4.1: version 0xFFFF and no performance cache, so that Office compiles the source;
    2.3.4.2.1.2: no record of a compatible version; 2.3.4.3: the stream of a module begins with its source.
    """
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    file = CFB.from_bytes(data)
    file.write_stream_in_storage("VBA", "_VBA_PROJECT", NO_CACHE)
    kept, stream = [], ""
    for number, content in records(decompress(file.get_stream_in_storage("VBA", "dir"))):
        if number == STREAM_RECORD:
            stream = content.decode("ascii")
        if number in CACHE_RECORDS:
            source = file.get_stream_in_storage("VBA", stream)[int.from_bytes(content, "little") :]
            file.write_stream_in_storage("VBA", stream, source)
            kept.append((number, bytes(len(content))))
        elif number not in DROPPED_RECORDS:
            kept.append((number, content))
    file.write_stream_in_storage("VBA", "dir", compress(stream_of(kept)))
    return bytes(file.to_bytes())


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def _icon(name: str) -> bytes:
    icon = files("xl_addin.ribbon") / "icons" / f"{name}.png"
    if not icon.is_file():
        raise BuildError(w.ICON_MISSING.format(button=name, file=f"{name}.png"))
    return icon.read_bytes()


def _relations(icons: list[str]) -> bytes:
    lines = "".join(f'<Relationship Id="{name}" Type="{IMAGE}" Target="images/{name}.png"/>' for name in icons)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _with_ribbon(relations: bytes) -> bytes:
    ours = f'<Relationship Id="ribbon" Type="{EXTENSIBILITY}" Target="{RIBBON_PART}"/>'
    return _inserted(relations, "</Relationships>", ours)


def _with_png(types: bytes) -> bytes:
    return _inserted(types, "<Override", '<Default Extension="png" ContentType="image/png"/>')


def _with_strings(sheet: bytes) -> bytes:
    """Put the strings into the add-in's only sheet: key in A, sentence in B."""
    rows = "".join(
        f'<row r="{n}">{_cell(f"A{n}", key)}{_cell(f"B{n}", text)}</row>'
        for n, (key, text) in enumerate(w.STRINGS.items(), start=1)
    )
    text = sheet.decode("utf-8").replace('<dimension ref="A1"/>', f'<dimension ref="A1:B{len(w.STRINGS)}"/>')
    return _inserted(text.replace("<sheetData/>", "<sheetData></sheetData>").encode(), "</sheetData>", rows)


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _inserted(xml: bytes, before: str, text: str) -> bytes:
    """Insert text before the first place of a marker that must be there."""
    head, marker, tail = xml.decode("utf-8").partition(before)
    if not marker:
        raise BuildError(w.TEMPLATE_CHANGED.format(text=before))
    return f"{head}{text}{marker}{tail}".encode()
