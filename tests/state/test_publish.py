"""Publishing: the new file or the old one, never half of one, whatever fails."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from report_jobs.publish import publish


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_publish__new_file_in_new_folder__there_and_alone(tmp_path: Path):
    assert publish(tmp_path / "runs" / "a.bin", b"one")
    assert (tmp_path / "runs" / "a.bin").read_bytes() == b"one"
    assert left(tmp_path / "runs") == ["a.bin"]


def test_publish__same_content__not_written_again(tmp_path: Path):
    path = tmp_path / "a.bin"
    publish(path, b"one")
    before = path.stat().st_ino
    assert not publish(path, b"one")
    assert path.stat().st_ino == before
    assert publish(path, b"two")


@pytest.mark.parametrize("step", ["fsync", "replace", "read_bytes", "check"])
def test_publish__any_step_fails__old_file_stands_and_nothing_is_left(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "a.bin"
    publish(path, b"old")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    check = None
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    elif step == "check":
        check = fail
    else:
        monkeypatch.setattr(Path, step, fail)
    with pytest.raises(OSError, match="no space"):
        publish(path, b"new content", check)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert left(tmp_path) == ["a.bin"]


def test_publish__disk_lies_about_what_it_wrote__noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"short")
    with pytest.raises(OSError, match="not what"):
        publish(tmp_path / "a.bin", b"whole")
    monkeypatch.undo()
    assert left(tmp_path) == []


def test_publish__package__looked_into_before_it_counts(tmp_path: Path):
    from report_jobs.publish import is_package

    with pytest.raises(OSError):
        publish(tmp_path / "a.xlsx", b"no package", is_package)
    assert left(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="modes")
def test_publish__private_by_default__shared_by_the_systems_rule(tmp_path: Path):
    before = os.umask(0o022)
    try:
        publish(tmp_path / "a.bin", b"one")
        publish(tmp_path / "b.bin", b"one", shared=True)
    finally:
        os.umask(before)
    assert (tmp_path / "a.bin").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "b.bin").stat().st_mode & 0o777 == 0o644


def test_settle__interrupted_anywhere__called_again_finishes(tmp_path: Path):
    from report_jobs.publish import DamagedError, settle, sha256_of

    beside, folder = tmp_path / ".beside", tmp_path / "run"
    for name in ("a.bin", "b/c.bin"):
        publish(beside / name, name.encode())
    outputs = {name: sha256_of(beside / name) for name in ("a.bin", "b/c.bin")}
    settle(beside, folder, {"a.bin": outputs["a.bin"]})
    settle(beside, folder, outputs)
    settle(beside, folder, outputs)
    assert (folder / "b" / "c.bin").read_bytes() == b"b/c.bin"
    (folder / "a.bin").write_bytes(b"changed")
    with pytest.raises(DamagedError):
        settle(beside, folder, outputs)


def test_sources__nothing_writes_files_but_the_one_writer():
    """Left out: a development tool, the demo's post, which plays the units, and a drawing's own temporary folder."""
    root = Path(__file__).resolve().parent.parent.parent
    left_out = {
        "report_jobs/publish.py",
        "report_jobs/keep/log.py",
        "workbooks/dictionary/__main__.py",
        "report_jobs/demo/build.py",
        "report_jobs/briefing/pdf.py",
    }
    found = {
        path.relative_to(root).as_posix()
        for package in ("workbooks", "report_jobs", "xl_addin")
        for path in (root / package).rglob("*.py")
        if re.search(
            r"write_bytes|write_text|mkstemp|O_WRONLY|open\([^)]*[\"'][wax]b?[\"']", path.read_text(encoding="utf-8")
        )
    }
    assert found <= left_out
