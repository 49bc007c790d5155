"""The add-ins as files: the same bytes every time, clean by every rule, and what they must contain."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from workbooks.row import OFFICE
from workbooks.standard import SHEETS
from xl_addin.commands import COMMANDS
from xl_addin.live import words as live_words
from xl_addin.live.press import ANSWERS
from xl_addin.package import source
from xl_addin.package.build import build
from xl_addin.package.customui import NAMESPACE, ribbon_xml
from xl_addin.package.lint import lint
from xl_addin.package.opened import Opened
from xl_addin.package.source import BuildError, changed, our_modules, xlwings_module
from xl_addin.ribbon import BUTTONS, TABS, buttons_of
from xl_addin.ribbon.icons.strokes import ICONS, icon_of

BOTH = pytest.mark.parametrize("office", [False, True])


@pytest.fixture(scope="module")
def made() -> dict[bool, bytes]:
    """Both add-ins."""
    return {office: build(office=office) for office in (False, True)}


@BOTH
def test_build__clean_by_every_rule(office: bool, made: dict[bool, bytes]):
    assert lint(made[office]) == []


@BOTH
def test_build__elsewhere_and_otherwise__same_bytes(office: bool, made: dict[bool, bytes]):
    script = (
        "import hashlib; from xl_addin.package.build import build; "
        f"print(hashlib.sha256(build(office={office})).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "America/Lima"}
    told = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == hashlib.sha256(made[office]).hexdigest()


def test_buttons__each_has_an_answer_and_each_command_a_button():
    assert BUTTONS.keys() == ANSWERS.keys()
    assert COMMANDS.keys() <= BUTTONS.keys()
    assert {name: BUTTONS[name].label for name in COMMANDS} == live_words.COMMAND_LABELS


def test_goto__one_button_a_sheet_of_the_standard():
    assert {f"goto_{name}" for name in SHEETS} == {name for name in BUTTONS if name.startswith("goto_")}
    assert all(BUTTONS[f"goto_{name}"].office is (sheet.book is OFFICE) for name, sheet in SHEETS.items())


def test_ribbon__units_have_two_tabs_and_the_office_three():
    for office, count in ((False, 2), (True, 3)):
        root = ET.fromstring(ribbon_xml(office=office))  # noqa: S314 (our own)
        tabs = [tab.get("label") for tab in root.iter(f"{{{NAMESPACE}}}tab")]
        assert tabs == [tab.label for tab in TABS][:count]
        assert all(tab.get("getVisible") == "Ribbon.GetVisible" for tab in root.iter(f"{{{NAMESPACE}}}tab"))
        ids = {e.get("id") for e in root.iter(f"{{{NAMESPACE}}}button")}
        assert ids == {button.id for button in buttons_of(office=office)}


@BOTH
def test_icons__a_png_for_every_button(office: bool, made: dict[bool, bytes]):
    with zipfile.ZipFile(BytesIO(made[office])) as package:
        for button in buttons_of(office=office):
            icon = package.read(f"customUI/images/{icon_of(button.id)}.png")
            assert icon.startswith(b"\x89PNG")
            assert int.from_bytes(icon[16:20], "big") == 32


def test_icons__kept_ones_are_those_that_are_drawn():
    """The drawing library may set a pixel otherwise; a stroke that was changed shows."""
    from pathlib import Path

    from PIL import Image, ImageChops

    import xl_addin.ribbon.icons as kept
    from xl_addin.ribbon.icons.__main__ import draw

    for name, strokes in ICONS.items():
        path = Path(kept.__file__).with_name(f"{name}.png")
        drawn, there = Image.open(BytesIO(draw(strokes))).convert("RGBA"), Image.open(path).convert("RGBA")
        assert sum(v > 40 for v in ImageChops.difference(drawn, there).tobytes()) < 40, name


@BOTH
def test_build__nothing_of_a_machine_in_it(office: bool, made: dict[bool, bytes]):
    with zipfile.ZipFile(BytesIO(made[office])) as package:
        text = b"".join(package.read(name) for name in package.namelist() if not name.endswith((".bin", ".png")))
    assert not re.search(rb"/home/|/tmp/|/root/|C:\\\\Users", text)


def test_strings__every_sentence_ends_where_its_number_follows(made: dict[bool, bytes]):
    strings = Opened.of(made[False]).strings
    assert strings["no_workbook"].endswith("。")
    assert strings["press_failed"].endswith("编号")


def test_xlwings_module__only_our_five_changes_and_all_of_them():
    text = xlwings_module()
    assert 'PROJECT_NAME As String = "yian"' in text
    assert '= "sheet" Then' not in text
    assert '"directory" Then' not in text
    assert '".py"' not in text


@pytest.mark.parametrize("lost", [old for old, _ in source.CHANGES])
def test_xlwings_module__not_as_we_know_it__refused(lost: str):
    text = "\n".join(old for old, _ in source.CHANGES if old != lost)
    with pytest.raises(BuildError, match="xlwings"):
        changed(text)


def test_xlwings_module__package_without_it__refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(source, "XLWINGS_FILE", "gone.bas")
    with pytest.raises(BuildError, match=r"gone\.bas"):
        xlwings_module()


def test_our_modules__ascii_with_the_line_ends_of_vba():
    for text in our_modules().values():
        assert text.isascii()
        assert "\n" not in text.replace("\r\n", "")
