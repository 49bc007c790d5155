"""A register as its parts: what is in the package, read without the library that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_PARSER = etree.XMLParser(resolve_entities=False, huge_tree=True)


@dataclass(frozen=True)
class Link:
    """A hyperlink: the cell that it lies on, the place in this workbook or the file that it leads to, its texts."""

    cell: str
    location: str
    target: str
    texts: tuple[str, ...]


class Opened:
    """A register that was opened."""

    def __init__(self, data: bytes) -> None:
        """Open a register."""
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self._trees: dict[str, Any] = {}

    def tree(self, part: str) -> Any:
        """Return one XML part."""
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part], _PARSER)
        return self._trees[part]

    @cached_property
    def workbook(self) -> Any:
        """The workbook part."""
        return self.tree("xl/workbook.xml")

    @cached_property
    def titles(self) -> dict[str, str]:
        """Part of each sheet by its title, in the order of the tabs."""
        targets = {r.get("Id"): r.get("Target") for r in self.tree("xl/_rels/workbook.xml.rels")}
        return {s.get("name"): f"xl/{targets[s.get(f'{OFFICE}id')]}" for s in self.workbook.iter(f"{MAIN}sheet")}

    def sheet(self, title: str) -> Any:
        """Return the XML of a sheet."""
        return self.tree(self.titles[title])

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings, unescaped as a spreadsheet program does it."""
        found = self.tree("xl/sharedStrings.xml")
        texts = ("".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in found)
        return [_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) for text in texts]

    def cells(self, title: str) -> dict[str, str | float | None]:
        """Return the values of a sheet by A1 name: texts, numbers, None for a blank."""
        return {cell.get("r"): self._value(cell) for cell in self.sheet(title).iter(f"{MAIN}c")}

    def _value(self, cell: Any) -> str | float | None:
        value = cell.find(f"{MAIN}v")
        if value is None:
            return None
        if cell.get("t") == "str":
            return str(value.text)
        return self.strings[int(value.text)] if cell.get("t") == "s" else float(value.text)

    def rows(self, title: str, first: int = 4) -> list[list[str | float | None]]:
        """Return the rows of a table from a row number (1-based) on."""
        rows = self.sheet(title).iter(f"{MAIN}row")
        return [[self._value(c) for c in row.iter(f"{MAIN}c")] for row in rows if int(row.get("r")) >= first]

    def heads(self, title: str) -> list[str | float | None]:
        """Return the headings of a table."""
        return next((row for row in self.rows(title, 3)), [])

    def links(self, title: str) -> Iterator[Link]:
        """Yield the hyperlinks of a sheet."""
        part = self.titles[title].replace("worksheets/", "worksheets/_rels/") + ".rels"
        targets = {r.get("Id"): r.get("Target") for r in self.tree(part)} if part in self.parts else {}
        for link in self.sheet(title).iter(f"{MAIN}hyperlink"):
            texts = tuple(link.get(name) or "" for name in ("display", "tooltip"))
            target = targets.get(link.get(f"{OFFICE}id"), "")
            yield Link(link.get("ref"), link.get("location") or "", target, texts)

    @cached_property
    def names(self) -> dict[str, str]:
        """The defined names and what they stand for; those of the program itself left out."""
        found = self.workbook.iter(f"{MAIN}definedName")
        return {n.get("name"): n.text for n in found if not n.get("name").startswith("_xlnm")}

    def own(self, kind: str) -> dict[str, str]:
        """Return what each sheet has of a name of the program itself (Print_Area, Print_Titles), by title."""
        titles = list(self.titles)
        found = (n for n in self.workbook.iter(f"{MAIN}definedName") if n.get("name") == f"_xlnm.{kind}")
        return {titles[int(n.get("localSheetId"))]: n.text for n in found}
