"""Publishing: the new file or the old one, never half of one, whatever fails."""

from __future__ import annotations

import os
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
