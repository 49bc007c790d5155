"""The VBA of the add-ins: our own modules, and xlwings' module as the installed package has it.

What we change in xlwings' module is taken out, not put in: a workbook that somebody sent
may not say which Python runs, where it looks for modules, or bring Python of its own.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from xl_addin.package import words as w

OURS = ("Dispatch.bas", "Ribbon.bas", "Standard.bas", "Sentences.bas", "AppWatch.cls")
XLWINGS_FILE = "xlwings_custom_addin.bas"
XLWINGS = "xlwings"
CHANGES = (
    ('Public Const PROJECT_NAME As String = "myaddin"', 'Public Const PROJECT_NAME As String = "yian"'),
    ('GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")', '"false"'),
    ('If source = "" Or source = "sheet" Then', "If False Then"),
    ('If source = "" Or source = "directory" Then', "If False Then"),
    ('If Right$(sht.Name, 3) = ".py" Then', "If False Then"),
)
"""What is replaced in xlwings' module: (as it stands in xlwings 0.37, as we want it)."""


class BuildError(Exception):
    """The add-in cannot be built; `str()` is the sentence that says why."""


def our_modules() -> dict[str, str]:
    """Return our modules by name, with the line ends of VBA."""
    folder = files("xl_addin.package") / "vba"
    return {name.partition(".")[0]: _lines((folder / name).read_text(encoding="ascii")) for name in OURS}


def xlwings_module() -> str:
    """Return xlwings' module for custom add-ins with our changes.

    Raises BuildError when xlwings is not there, or its module is not what we know.
    """
    spec = find_spec("xlwings")
    path = Path(spec.origin).with_name(XLWINGS_FILE) if spec and spec.origin else Path(XLWINGS_FILE)
    if not path.is_file():
        raise BuildError(w.XLWINGS_MISSING.format(file=XLWINGS_FILE))
    return _lines(changed(path.read_text(encoding="ascii")))


def changed(text: str) -> str:
    """Apply the changes. Raises BuildError when one of them finds nothing to change."""
    for old, new in CHANGES:
        if old not in text:
            raise BuildError(w.XLWINGS_CHANGED.format(text=old))
        text = text.replace(old, new)
    return text


def _lines(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"
