"""Proof of a finished deck: what the file itself must be, found without the library that wrote it.

Programs that merely open a deck accept broken ones; this looks at the parts, their
relationships, and what stands in them. Figures are compared in `report_jobs.verify`.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import openpyxl
from lxml import etree

from report_jobs.briefing import words as w
from report_jobs.briefing.proof_page import page_faults

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_RESIDUE = re.compile(
    r"\{\{|\}\}|\bnan\b|\bNaN\b|\bNone\b|\binf\b|#(?:REF|N/A|DIV/0|NAME|VALUE)[!?]?|_x[0-9A-F]{4}_|\{\w*\}"
)
_PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|\d{16}|\d{19})(?!\d)")
_CELL = re.compile(r"(?:fig_M|tal_|acc_M)\w+")
_NUMBERED = re.compile(r"\.\d+$")
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_RANGE = re.compile(r"(?:'?[^'!]+'?!)?\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
_ACTIVE = ("vbaProject", "activeX", "oleObject", "ctrlProps")


class Package:
    """The parts of a deck."""

    def __init__(self, data: bytes, register: str = "register.xlsx") -> None:
        """Open a deck whose figures lead to `register`. Raises zipfile.BadZipFile."""
        self.register = register
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
            self.repeated = [n for n, count in Counter(package.namelist()).items() if count > 1]
        self.trees: dict[str, Any] = {}
        self.broken: list[str] = []
        for name, content in self.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = etree.fromstring(content, _PARSER)
                except etree.XMLSyntaxError:
                    self.broken.append(name)

    @property
    def slides(self) -> list[tuple[int, str, Any]]:
        """Number, part and tree of each slide, in order."""
        found = [(int(m[1]), name) for name in self.trees if (m := _SLIDE.fullmatch(name))]
        return [(number, name, self.trees[name]) for number, name in sorted(found)]

    def relations(self, part: str) -> dict[str, tuple[str, bool]]:
        """Return what a part's relationships lead to, and whether that lies outside the package."""
        folder, name = posixpath.split(part)
        tree = self.trees.get(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found = {}
        for relation in tree if tree is not None else ():
            outside = relation.get("TargetMode") == "External"
            target = relation.get("Target", "")
            inside = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found[relation.get("Id", "")] = (target if outside else inside, outside)
        return found


def package_faults(data: bytes, register: str = "register.xlsx") -> list[str]:
    """Say what is wrong with a deck, one sentence each; an empty list is a sound deck.

    `register` is the register as seen from the deck.
    """
    package = Package(data, register)
    found = [*_parts(package), *_relations(package), *_used(package), *_charts(package)]
    titles: dict[str, int] = {}
    for number, part, tree in package.slides:
        found += _shapes(number, tree)
        found += _links(package, number, part, tree)
        found += _title(number, tree, titles)
        found += _texts(package, number, part, tree)
        found += page_faults(number, tree)
    return list(dict.fromkeys(found))


def _fault(kind: str, **what: Any) -> str:
    return w.FAULTS[kind].format(**what)


def _parts(package: Package) -> Iterator[str]:
    """Look at the list of parts: well-formed, once each, of a declared type, none that can act."""
    for name in package.broken:
        yield _fault("not_xml", what=name)
    for name in package.repeated:
        yield _fault("repeated_part", what=name)
    types = package.trees.get("[Content_Types].xml")
    declared = {e.get("PartName", "").lstrip("/") for e in types} if types is not None else set()
    endings = {e.get("Extension", "").lower() for e in types if e.get("Extension")} if types is not None else set()
    for name in package.parts:
        if name != "[Content_Types].xml" and name not in declared and name.rpartition(".")[2].lower() not in endings:
            yield _fault("no_type", what=name)
        if any(word in name for word in _ACTIVE):
            yield _fault("active", what=name)
    for name in sorted(declared - set(package.parts) - {""}):
        yield _fault("dangling", what=name)


def _relations(package: Package) -> Iterator[str]:
    """Look at relationships: each leads to a part, no part is out of reach."""
    reached, queue = set[str](), [""]
    while queue:
        part = queue.pop()
        for target, outside in package.relations(part).values():
            if outside:
                file, _, cell = target.partition("#")
                if file != package.register or not _CELL.fullmatch(cell):
                    yield _fault("stray_link", what=target)
            elif target not in package.parts:
                yield _fault("dangling", what=part)
            elif target not in reached:
                reached.add(target)
                queue.append(target)
    for name in package.parts:
        if not name.endswith(".rels") and name != "[Content_Types].xml" and name not in reached:
            yield _fault("unreached", what=name)


def _used(package: Package) -> Iterator[str]:
    """Look at relationships that a part speaks of: each is there."""
    for name, tree in package.trees.items():
        used = {v for e in tree.iter() for k, v in e.attrib.items() if k.startswith(_R) and v}
        if used - package.relations(name).keys():
            yield _fault("dangling", what=name)


def _shapes(number: int, tree: Any) -> Iterator[str]:
    """Look at shapes: their ids, their names, what a reader who cannot see them is told."""
    properties = list(tree.iter(f"{_P}cNvPr"))
    for what, count in Counter(p.get("id") for p in properties).items():
        if count > 1:
            yield _fault("duplicate_id", page=number, what=what)
    names = Counter(p.get("name", "") for p in properties if p.get("id") != "1")
    for what, count in names.items():
        if count > 1:
            yield _fault("duplicate_name", page=number, what=what)
    for shape in properties:
        name, kind = shape.get("name", ""), shape.getparent().getparent().tag
        seen = kind in (f"{_P}graphicFrame", f"{_P}pic") or name.startswith("fig_")
        seen = seen or name == "light" or name.startswith("light.")
        if seen and not shape.get("descr"):
            yield _fault("no_alt", page=number, what=name)


def _links(package: Package, number: int, part: str, tree: Any) -> Iterator[str]:
    """Look at shapes named after a figure: they, or a text in them, lead to its cell and to no other."""
    known = package.relations(part)
    for properties in tree.iter(f"{_P}cNvPr"):
        name = _NUMBERED.sub("", properties.get("name", ""))
        if name.startswith(("fig_", "tal_", "acc_")):
            links = properties.getparent().getparent().iter(f"{_A}hlinkClick")
            targets = {known.get(link.get(f"{_R}id"), ("", True))[0] for link in links}
            if targets != {f"{package.register}#{name}"}:
                yield _fault("figure_link", page=number, what=name)


def _title(number: int, tree: Any, seen: dict[str, int]) -> Iterator[str]:
    """Look at the title: there, the first that is read, unlike the others."""
    shapes = list(tree.iter(f"{_P}sp", f"{_P}graphicFrame", f"{_P}pic", f"{_P}cxnSp"))
    titles = [s for s in shapes if any(p.get("type") in ("title", "ctrTitle") for p in s.iter(f"{_P}ph"))]
    text = _text_of(titles[0]).strip() if titles else ""
    if not text:
        yield _fault("no_title", page=number)
        return
    if shapes[0] is not titles[0]:
        yield _fault("order", page=number)
    if text in seen:
        yield _fault("same_title", page=number, what=seen[text])
    seen.setdefault(text, number)


def _texts(package: Package, number: int, part: str, tree: Any) -> Iterator[str]:
    """Look at texts: nothing left over; notes are there and name nobody by a number."""
    notes = [t for t, out in package.relations(part).values() if not out and t.startswith("ppt/notesSlides/")]
    told = "\n".join(_text_of(package.trees[n]) for n in notes if n in package.trees)
    if number > 1 and not told.strip():
        yield _fault("no_notes", page=number)
    for text in (_text_of(tree), told):
        for match in _RESIDUE.finditer(text):
            yield _fault("residue", page=number, what=match[0])
        if _PERSONAL.search(text):
            yield _fault("personal", page=number)


def _text_of(tree: Any) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(f"{_A}t")) for p in tree.iter(f"{_A}p"))


def _charts(package: Package) -> Iterator[str]:
    """Look at charts: axes, and that what is drawn stands in the workbook within, which computes nothing."""
    for name, tree in package.trees.items():
        if not name.startswith("ppt/charts/chart"):
            continue
        if any(int(e.get("val", "0")) <= 0 for e in tree.iter(f"{_C}axId")):
            yield _fault("negative_axis", what=name)
        books = [t for t, _ in package.relations(name).values() if t.endswith(".xlsx") and t in package.parts]
        if not books:
            yield _fault("no_book", what=name)
            continue
        sheet = openpyxl.load_workbook(io.BytesIO(package.parts[books[0]])).worksheets[0]
        if any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row):
            yield _fault("formula", what=books[0])
        for reference in tree.iter(f"{_C}numRef"):
            if _drawn(reference) != _held(reference, sheet):
                yield _fault("chart_differs", what=name)


def _drawn(reference: Any) -> dict[int, float]:
    points = reference.iter(f"{_C}pt")
    return {int(p.get("idx")): float(p.findtext(f"{_C}v")) for p in points}


def _held(reference: Any, sheet: Any) -> dict[int, float]:
    match = _RANGE.fullmatch(reference.findtext(f"{_C}f") or "")
    if match is None:
        return {}
    first, last = f"{match[1]}{match[2]}", f"{match[3] or match[1]}{match[4] or match[2]}"
    cells = [cell for row in sheet[f"{first}:{last}"] for cell in row]
    return {n: float(c.value) for n, c in enumerate(cells) if c.value is not None and c.data_type != "f"}
