"""The lint is believed because it has failed: one fault planted at a time, in ribbon, VBA and container."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyopenvba.cfb import CFB
from pyopenvba.vba import compress, decompress

from xl_addin.package import build as builder
from xl_addin.package.build import build
from xl_addin.package.lint import lint
from xl_addin.package.source import XLWINGS, our_modules, xlwings_module

RIBBON, TYPES, BOOK = "customUI/customUI14.xml", "[Content_Types].xml", "xl/workbook.xml"


@pytest.fixture(scope="module")
def sound() -> dict[str, bytes]:
    """The parts of the units' add-in."""
    with zipfile.ZipFile(BytesIO(build(office=False))) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def codes(data: bytes, expected: dict[str, str] | None = None) -> set[str]:
    return {fault.code for fault in lint(data, expected)}


def swap(part: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    """Replace a text in a part; it must be there."""

    def edit(parts: dict[str, bytes]) -> None:
        text = parts[part].decode("utf-8")
        assert old in text, old
        parts[part] = text.replace(old, new, 1).encode("utf-8")

    return edit


def drop(part: str) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.pop(part) and None


RIBBON_FAULTS = {
    "not well formed": ("R01", swap(RIBBON, "</customUI>", "")),
    "old namespace": ("R02", swap(RIBBON, "2009/07/customui", "2006/01/customui")),
    "element where none may stand": (
        "R03",
        swap(RIBBON, "<tabs>", "<tabs><button id='stray' label='x' onAction='Ribbon.OnAction'/>"),
    ),
    "unknown attribute": ("R04", swap(RIBBON, 'id="intake"', 'id="intake" colour="red"')),
    "value that is none": ("R05", swap(RIBBON, 'size="large"', 'size="huge"')),
    "id missing": ("R06", swap(RIBBON, 'id="intake" ', "")),
    "id of wrong characters": ("R07", swap(RIBBON, 'id="intake"', 'id="new case"')),
    "id twice": ("R08", swap(RIBBON, 'id="intake"', 'id="expand"')),
    "label and getLabel": ("R09", swap(RIBBON, 'id="intake"', 'id="intake" getLabel="Ribbon.GetVisible"')),
    "label missing": ("R10", swap(RIBBON, 'label="新增案件" ', "")),
    "text too long": ("R11", swap(RIBBON, 'supertip="打开录入单', f'supertip="{"长" * 1025}')),
    "image and imageMso": ("R12", swap(RIBBON, 'image="intake"', 'image="intake" imageMso="FileSave"')),
    "unknown imageMso": ("R13", swap(RIBBON, 'image="intake"', 'imageMso="NoSuchPicture"')),
    "image part missing": ("R14", drop("customUI/images/intake.png")),
    "image relation of another kind": (
        "R14",
        swap("customUI/_rels/customUI14.xml.rels", "relationships/image", "relationships/movie"),
    ),
    "image relation missing": ("R14", swap("customUI/_rels/customUI14.xml.rels", 'Id="intake"', 'Id="other"')),
    "callback missing": ("R15", swap(RIBBON, 'onAction="Ribbon.OnAction"', "")),
    "callback that is not there": ("R16", swap(RIBBON, "Ribbon.OnAction", "Ribbon.OnActoin")),
    "callback without module": ("R16", swap(RIBBON, "Ribbon.OnAction", "OnAction")),
    "callback of another shape": ("R17", swap(RIBBON, "Ribbon.GetVisible", "Ribbon.OnAction")),
    "keytip twice": ("R18", swap(RIBBON, 'keytip="E"', 'keytip="C"')),
    "keytip that begins another": ("R18", swap(RIBBON, 'keytip="E"', 'keytip="CA"')),
    "keytip too long": ("R11", swap(RIBBON, 'keytip="E"', 'keytip="EXPD"')),
    "tabs with one keytip": ("R18", swap(RIBBON, 'keytip="Y2"', 'keytip="Y1"')),
}


@pytest.mark.parametrize("fault", RIBBON_FAULTS)
def test_ribbon__one_fault_planted__found(fault: str, sound: dict[str, bytes]):
    code, edit = RIBBON_FAULTS[fault]
    parts = dict(sound)
    edit(parts)
    assert code in codes(packed(parts))


def replaced(module: str, old: str, new: str) -> dict[str, str]:
    """Our modules with one text changed; it must be there."""
    modules = our_modules()
    assert old in modules[module], old
    return {**modules, module: modules[module].replace(old, new, 1)}


VBA_FAULTS = {
    "misspelt variable": ("V03", replaced("Dispatch", "Dim place As Long", "Dim palce As Long")),
    "End Sub missing": ("V03", replaced("Ribbon", "Failed:\r\n    Set panel = Nothing\r\nEnd Sub", "Failed:\r\n    Set panel = Nothing")),
    "If without End If": ("V03", replaced("Standard", "    Else\r\n        IsStandard = HasProperty(ActiveWorkbook)\r\n    End If", "    Else\r\n        IsStandard = HasProperty(ActiveWorkbook)")),
    "call of what is not there": ("V03", replaced("Ribbon", "Press control.ID", "Prss control.ID")),
    "unknown type": ("V03", replaced("Standard", "ByVal book As Workbook", "ByVal book As Wrokbook")),
    "jump to no label": ("V03", replaced("Sentences", "On Error GoTo Failed", "On Error GoTo Faild")),
    "procedure twice": ("V03", replaced("Sentences", "Public Function SentencesCanary", "Public Sub Tell()\r\nOn Error GoTo X\r\nX:\r\nEnd Sub\r\nPublic Function SentencesCanary")),
    "too many arguments": ("V03", replaced("Dispatch", 'Tell "bad_button", 0', 'Tell "bad_button", 0, 1, 2')),
    "Chinese in the source": ("V04", replaced("Dispatch", "' The one seam", "' 唯一入口")),
    "no Option Explicit": ("V05", replaced("Sentences", "Option Explicit\r\n", "")),
    "Shell": ("V06", replaced("Dispatch", "    Exit Sub\r\nFailed:", "    Shell \"cmd\"\r\n    Exit Sub\r\nFailed:")),
    "writes a file": ("V06", replaced("Sentences", "    Exit Sub\r\nFailed:", "    Open \"x\" For Output As #1\r\n    Exit Sub\r\nFailed:")),
    "starts by itself": ("V06", replaced("Ribbon", "Public Sub RefreshRibbon()", "Public Sub Workbook_Open()")),
    "no error handler": ("V07", replaced("Ribbon", "    On Error GoTo Failed\r\n    Press", "    Press")),
    "no canary": ("V08", replaced("Standard", "StandardCanary", "Bird")),
    "sentence that is not there": ("V09", replaced("Dispatch", '"no_workbook"', '"no_such_key"')),
    "callback with ByVal answer": ("R17", replaced("Ribbon", "ByRef returnedVal", "ByVal returnedVal")),
    "private callback": ("R16", replaced("Ribbon", "Public Sub OnAction", "Private Sub OnAction")),
    "macro that a scanner stops": ("V10", replaced("Dispatch", "Public Function DispatchCanary", "Sub AutoOpen()\r\nOn Error GoTo X\r\nCreateObject(\"WScript.Shell\").Run \"x\"\r\nX:\r\nEnd Sub\r\nPublic Function DispatchCanary")),
}  # fmt: skip


@pytest.mark.parametrize("fault", VBA_FAULTS)
def test_vba__one_fault_planted__found(fault: str, monkeypatch: pytest.MonkeyPatch):
    code, modules = VBA_FAULTS[fault]
    monkeypatch.setattr(builder, "our_modules", lambda: modules)
    if not all(text.isascii() for text in modules.values()):
        modules = {name: text.encode("gbk").decode("latin-1") for name, text in modules.items()}
    found = codes(build(office=False), {**modules, XLWINGS: xlwings_module()})
    assert code in found, found


def test_verbatim__source_in_the_file_differs__found():
    other = {**our_modules(), XLWINGS: xlwings_module().replace("False", "True", 1)}
    assert codes(build(office=False), other) == {"V02"}


def test_modules__one_too_few__found(monkeypatch: pytest.MonkeyPatch):
    modules = our_modules()
    modules.pop("Sentences")
    monkeypatch.setattr(builder, "our_modules", lambda: modules)
    assert "V01" in codes(build(office=False))


def binary(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    """Replace bytes in the VBA project; they must be there."""

    def edit(parts: dict[str, bytes]) -> None:
        data = parts["xl/vbaProject.bin"]
        assert old in data
        parts["xl/vbaProject.bin"] = data.replace(old, new, 1)

    return edit


CONTAINER_FAULTS = {
    "type of a workbook": ("C01", swap(TYPES, "addin.macroEnabled.main", "sheet.main")),
    "no type for pictures": ("C01", swap(TYPES, "image/png", "image/gif")),
    "ribbon not related": ("C02", swap("_rels/.rels", "ui/extensibility", "ui/nothing")),
    "broken part": ("C03", swap(BOOK, "</workbook>", "")),
    "code name of the book": ("C04", swap(BOOK, 'codeName="ThisWorkbook"', 'codeName="Workbook1"')),
    "code name of the sheet": ("C04", swap("xl/worksheets/sheet1.xml", 'codeName="Sheet1"', 'codeName="Table1"')),
    "no compound file": ("C05", lambda parts: parts.update({"xl/vbaProject.bin": b"PK"})),
    "compound file of version 4": ("C06", binary(b"\x3e\x00\x03\x00\xfe\xff", b"\x3e\x00\x04\x00\xfe\xff")),
    "cache of another Office": ("C07", binary(bytes.fromhex("cc61ffff000100"), bytes.fromhex("cc61b500000100"))),
    "no protection state": ("C08", binary(b"DPB=", b"DPX=")),
    "sheet of strings lost": ("C11", drop("xl/worksheets/sheet1.xml")),
    "ribbon lost": ("C11", drop(RIBBON)),
    "broken sheet of strings": ("C03", swap("xl/worksheets/sheet1.xml", "</worksheet>", "")),
    "broken relations of the ribbon": ("C03", swap("customUI/_rels/customUI14.xml.rels", "</Relationships>", "")),
    "project cut off": ("C12", lambda parts: parts.update({"xl/vbaProject.bin": parts["xl/vbaProject.bin"][:1536]})),
    "project without its list": ("C12", binary("dir".encode("utf-16-le"), "dix".encode("utf-16-le"))),
    "module that PROJECT lacks": ("C09", binary(b"Module=Sentences", b"Module=Sentencez")),
}


@pytest.mark.parametrize("fault", CONTAINER_FAULTS)
def test_container__one_fault_planted__found(fault: str, sound: dict[str, bytes]):
    code, edit = CONTAINER_FAULTS[fault]
    parts = dict(sound)
    edit(parts)
    assert code in codes(packed(parts))


def test_container__record_of_a_compatible_version__found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(builder, "DROPPED_RECORDS", set())
    assert codes(build(office=False)) == {"C10"}


def test_container__caches_of_office_left_before_the_source__found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(builder, "CACHE_RECORDS", set())
    assert codes(build(office=False)) == {"C15"}


DIR_FAULTS = {
    "another language": ("C13", bytes.fromhex("02000400000009040000"), bytes.fromhex("02000400000004080000")),
    "no library of Office": ("C14", b"{2DF8D04C-", b"{2DF8D04D-"),
    "text behind a cache": ("C15", bytes.fromhex("31000400000000000000"), bytes.fromhex("3100040000002a000000")),
}


@pytest.mark.parametrize("fault", DIR_FAULTS)
def test_container__one_fault_planted_in_the_list_of_modules__found(fault: str, sound: dict[str, bytes]):
    code, old, new = DIR_FAULTS[fault]
    file = CFB.from_bytes(sound["xl/vbaProject.bin"])
    records = decompress(file.get_stream_in_storage("VBA", "dir"))
    assert old in records
    file.write_stream_in_storage("VBA", "dir", compress(records.replace(old, new, 1)))
    assert code in codes(packed({**sound, "xl/vbaProject.bin": bytes(file.to_bytes())}))


@given(damage=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lint__damaged_anywhere__says_so_or_nothing_and_never_breaks(damage: st.DataObject, sound: dict[str, bytes]):
    name = damage.draw(st.sampled_from(sorted(part for part in sound if not part.endswith(".png"))))
    content = bytearray(sound[name])
    for place, byte in damage.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), min_size=1, max_size=30)
    ):
        content[place] = byte
    cut = damage.draw(st.one_of(st.none(), st.integers(0, len(content))))
    for fault in lint(packed({**sound, name: bytes(content[:cut])})):
        assert str(fault).startswith(f"{fault.code} ")


def test_lint__no_add_in_at_all__one_fault():
    assert codes(b"nothing") == {"C00"}


def test_lint__says_where_and_what_in_chinese(sound: dict[str, bytes]):
    parts = dict(sound)
    swap(RIBBON, 'id="intake"', 'id="expand"')(parts)
    (told,) = [str(fault) for fault in lint(packed(parts)) if fault.code == "R08"]
    assert told == "R08 expand：id 重复 2 次。"
