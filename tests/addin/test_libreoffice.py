"""The built add-ins loaded in LibreOffice, whose Basic is another reader and another compiler: every button pressed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.addin.recorder import asked_by, recording
from tests.books import PERIOD, PLAYBOOK, UNIT
from workbooks.template import write
from xl_addin.package.words import STRINGS
from xl_addin.ribbon import buttons_of

SCRIPT = Path(__file__).with_name("press_in_libreoffice.py")


def python_with_uno() -> str | None:
    """Return a Python that can talk to LibreOffice: ours, or the system's."""
    for candidate in (sys.executable, "/usr/bin/python3"):
        if (
            Path(candidate).exists()
            and subprocess.run([candidate, "-c", "import uno"], capture_output=True).returncode == 0
        ):
            return candidate
    return None


@pytest.mark.parametrize("office", [False, True])
def test_press__every_button_in_libreoffice__asks_python_for_it(office: bool, tmp_path: Path):
    python = python_with_uno()
    if shutil.which("soffice") is None or python is None:
        pytest.skip("needs LibreOffice and its bridge to Python (packages libreoffice-calc, python3-uno)")
    addin, book = tmp_path / "addin.xlam", tmp_path / "book.xlsx"
    addin.write_bytes(recording(office=office))
    book.write_bytes(write(PLAYBOOK, UNIT, PERIOD))
    buttons = [button.id for button in buttons_of(office=office)]
    command = [python, str(SCRIPT), str(tmp_path / "profile"), str(addin), str(book), "about", *buttons]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["canaries"] == {name: name for name in ("Dispatch", "Ribbon", "Standard", "Sentences")}
    assert told["title"] == STRINGS["title"]
    asked = {name: text for name, text in told["asked"].items() if name != "undo"}
    assert asked == {name: asked_by(name) for name in buttons if name != "undo"}
