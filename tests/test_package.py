"""Packages: the clock and the order of writing leave no trace."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import openpyxl
import pytest

from workbooks.package import normalise

WHEN = dt.datetime(2026, 11, 20, 18)


def saved() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "甲"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def packed(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, content in members:
            out.writestr(name, content)
    return target.getvalue()


def test_normalise__saved_at_two_times__same_bytes():
    first = saved()
    time.sleep(1.1)
    second = saved()
    assert first != second
    assert normalise(first, WHEN) == normalise(second, WHEN)


def test_normalise__order_of_members__does_not_matter():
    members = [("xl/b.xml", b"b"), ("[Content_Types].xml", b"c"), ("a.xml", b"a")]
    assert normalise(packed(*members), WHEN) == normalise(packed(*members[::-1]), WHEN)
    names = zipfile.ZipFile(io.BytesIO(normalise(packed(*members), WHEN))).namelist()
    assert names == ["[Content_Types].xml", "a.xml", "xl/b.xml"]


def test_normalise__embedded_workbook__is_normalised_too():
    early, late = saved(), None
    time.sleep(1.1)
    late = saved()
    assert normalise(packed(("ppt/embeddings/x.xlsx", early)), WHEN) == normalise(
        packed(("ppt/embeddings/x.xlsx", late)), WHEN
    )


def test_normalise__document_dates__are_the_cutoff():
    core = zipfile.ZipFile(io.BytesIO(normalise(saved(), WHEN))).read("docProps/core.xml")
    assert core.count(b"2026-11-20T18:00:00Z") == 2


def test_normalise__twice__changes_nothing_more():
    once = normalise(saved(), WHEN)
    assert normalise(once, WHEN) == once


def test_normalise__content__still_opens_and_says_the_same():
    workbook = openpyxl.load_workbook(io.BytesIO(normalise(saved(), WHEN)))
    assert workbook.active["A1"].value == "甲"


def test_normalise__no_package_or_doubled_member__refused():
    with pytest.raises(zipfile.BadZipFile):
        normalise(b"x", WHEN)
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = packed(("a.xml", b"1"), ("a.xml", b"2"))
    with pytest.raises(ValueError, match="twice"):
        normalise(doubled, WHEN)
