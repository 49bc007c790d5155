"""Files: an .xlsx is read as it is; anything else is refused with its reason."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest

from workbooks.xlsx import UnreadableError, open_book


def saved(**cells: object) -> bytes:
    workbook = openpyxl.Workbook()
    for name, value in cells.items():
        workbook.active[name] = value
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_open__values_of_all_kinds__as_typed():
    grid = open_book(saved(A1="甲", B1=3, C1=3.5, D1=dt.date(2026, 11, 20), B3="末")).grid("Sheet")
    assert [list(row) for row in grid] == [
        ["甲", 3.0, 3.5, dt.date(2026, 11, 20)],
        [None] * 4,
        [None, "末", None, None],
    ]


def test_open__data_not_at_a1__grid_still_starts_there():
    assert open_book(saved(C2="角")).grid("Sheet")[1][2] == "角"


def test_open__error_values_and_formulas_without_result__are_no_blanks():
    data = saved(A1="=1+1", B1=1)
    assert open_book(data).unseen("Sheet") == {"A1": "="}
    error = _edit(data, rb'<c r="A1"><f>1\+1</f>(?:<v ?/>|<v></v>)', b'<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v>')
    assert open_book(error).unseen("Sheet") == {"A1": "#DIV/0!"}


def _edit(data: bytes, pattern: bytes, after: bytes) -> bytes:
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part, edits = re.subn(pattern, after, part)
                assert edits == 1
            out.writestr(name, part)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"not a workbook", "broken"),
        (saved(A1=1)[:400], "broken"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "old"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(64) + "EncryptedPackage".encode("utf-16-le"), "locked"),
    ],
)
def test_open__anything_else__refused_with_its_reason(data: bytes, reason: str):
    with pytest.raises(UnreadableError) as caught:
        open_book(data)
    assert caught.value.reason == reason


def test_open__zip_that_is_no_workbook__refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("a.txt", "x")
    with pytest.raises(UnreadableError):
        open_book(target.getvalue())
