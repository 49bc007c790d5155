"""The built add-ins run in a VBA interpreter: every button pressed as Office would, and every handler met."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyopenvba.apps.excel import ExcelApplication, Workbook
from pyopenvba.interpreter import VBAObject, VBARuntimeError, member

from tests.addin.recorder import asked_by, recording
from tests.books import PERIOD, PLAYBOOK, UNIT
from workbooks.template import write
from xl_addin.package.build import build
from xl_addin.package.opened import Opened
from xl_addin.package.words import STRINGS
from xl_addin.ribbon import buttons_of

DOCUMENTS = ("ThisWorkbook", "Sheet1")
CANARIES = ("Dispatch", "Ribbon", "Standard", "Sentences")


class Control(VBAObject):
    """The control that Office hands to a callback."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @member
    def ID(self) -> str:  # noqa: N802 (Office's name)
        """Id of the button."""
        return self.name


def running(data: bytes, folder: Path) -> ExcelApplication:
    """Load an add-in: its sheets from the file, its modules as an independent reader finds them in it."""
    path = folder / "addin.xlam"
    path.write_bytes(data)
    app = ExcelApplication.open(path, with_vba=False)
    for name, source in Opened.of(data).modules.items():
        if name not in DOCUMENTS:
            kind = "class" if name == "AppWatch" else "standard"
            app.add_module(source.replace("WithEvents ", ""), name=name, kind=kind)  # a word it does not know
    return app


@pytest.fixture
def app(tmp_path: Path) -> ExcelApplication:
    """The office's add-in, with a recorder for Python and a workbook in front."""
    app = running(recording(office=True), tmp_path)
    app.add_workbook()
    return app


@pytest.mark.parametrize("office", [False, True])
def test_press__every_button_by_its_callback__asks_python_for_it(office: bool, tmp_path: Path):
    app = running(recording(office=office), tmp_path)
    app.add_workbook()
    for button in buttons_of(office=office):
        app.run("xlwings.Forget")
        if button.id == "undo":
            app.run("Dispatch.Press", "about")
        app.run("Ribbon.OnAction", Control(button.id))
        assert app.run("xlwings.Asked") == asked_by(button.id)
    assert not app.dialogs


@pytest.mark.parametrize("module", CANARIES)
def test_canary__answers(module: str, app: ExcelApplication):
    assert app.run(f"{module}.{module}Canary") == module


@pytest.mark.parametrize("name", ["", "intake'); import os; ('", "a b", "新增", "Intake", "x\n", "'"])
def test_press__name_that_is_none__said_and_nothing_asked(name: str, app: ExcelApplication):
    app.run("Dispatch.Press", name)
    assert app.run("xlwings.Asked") == ""
    assert STRINGS["bad_button"] in str(app.dialogs[-1])


def test_press__python_fails__one_sentence_with_a_number(app: ExcelApplication):
    app.run("Dispatch.Press", "undo")
    assert f"{STRINGS['press_failed']} (5)" in str(app.dialogs[-1])


def test_press__no_workbook_open__one_sentence_and_nothing_asked(tmp_path: Path):
    app = running(recording(office=False), tmp_path)
    app.application.active_book = None
    app.run("Dispatch.Press", "intake")
    assert app.run("xlwings.Asked") == ""
    assert STRINGS["no_workbook"] in str(app.dialogs[-1])


def test_is_standard__no_workbook_open__false(tmp_path: Path):
    app = running(recording(office=False), tmp_path)
    app.application.active_book = None
    assert app.run("Standard.IsStandard") is False


def test_build__module_of_xlwings__whole_in_the_real_add_in():
    modules = Opened.of(build(office=False)).modules
    assert "RunPython" in modules["xlwings"]
    assert modules["xlwings"].count("Declare PtrSafe") > 3


def test_sentences__every_key__from_the_sheet(app: ExcelApplication):
    assert {key: app.run("Sentences.SentenceOf", key) for key in STRINGS} == STRINGS
    assert app.run("Sentences.SentenceOf", "no_such_key") == "no_such_key"


def test_is_standard__our_workbook_in_front__true_by_its_name(tmp_path: Path):
    app = running(recording(office=False), tmp_path)
    path = tmp_path / "book.xlsx"
    path.write_bytes(write(PLAYBOOK, UNIT, PERIOD))
    app.open_workbook(path)
    assert app.run("Standard.HasName", app.workbooks()[-1]) is True
    assert app.run("Standard.IsStandard") is True


def test_is_standard__another_workbook_in_front__false(app: ExcelApplication, monkeypatch: pytest.MonkeyPatch):
    kept = Workbook.vba_get

    def without_properties(self: Workbook, name: str, *arguments: Any) -> Any:
        if name.casefold() == "customdocumentproperties":  # the interpreter has none; Excel says there is no such one
            raise VBARuntimeError(5, name)
        return kept(self, name, *arguments)

    monkeypatch.setattr(Workbook, "vba_get", without_properties)
    assert app.run("Standard.IsStandard") is False


def test_refresh__ribbon_lost__no_error(app: ExcelApplication):
    app.run("Ribbon.RefreshRibbon")
    assert not app.dialogs
