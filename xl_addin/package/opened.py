"""An add-in file opened for looking at: its parts, its VBA, its strings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

STRINGS_PART = "xl/worksheets/sheet1.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PROCEDURE = re.compile(
    r"^[ \t]*(?:(Public|Private|Friend)[ \t]+)?(?:Static[ \t]+)?(Sub|Function)[ \t]+(\w+)[ \t]*\(([^)]*)\)"
    r"(.*?)^[ \t]*End[ \t]+\2",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Procedure:
    """One procedure of a module: visibility, parameters as written, body."""

    name: str
    public: bool
    parameters: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Opened:
    """The parts of one add-in. Raises zipfile.BadZipFile when it is no package."""

    parts: Mapping[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> Opened:
        """Open an add-in."""
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    @cached_property
    def modules(self) -> Mapping[str, str]:
        """The source of every VBA module by name, as an independent reader finds it in the file."""
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser("vbaProject.bin", data=self.parts["xl/vbaProject.bin"])
        try:
            found = parser.extract_all_macros() or []
            return {name.rpartition(".")[0]: source for _, _, name, source in found if name}
        finally:
            parser.close()

    @cached_property
    def strings(self) -> Mapping[str, str]:
        """The strings of the add-in's sheet by key."""
        found: dict[str, str] = {}
        for row in ET.fromstring(self.parts[STRINGS_PART]).iter(f"{_MAIN}row"):  # noqa: S314 (a file of ours)
            cells = ["".join(text.text or "" for text in cell.iter(f"{_MAIN}t")) for cell in row]
            if len(cells) > 1:
                found[cells[0]] = cells[1]
        return found


def procedures(source: str) -> dict[str, Procedure]:
    """Return the procedures of one module by name; comments are no code."""
    code = re.sub(r"^\s*'.*$", "", source.replace("\r\n", "\n"), flags=re.MULTILINE)
    found = {}
    for visibility, _, name, parameters, body in _PROCEDURE.findall(code):
        split = tuple(part.strip() for part in parameters.split(",") if part.strip())
        found[name] = Procedure(name, visibility.casefold() != "private", split, body)
    return found
