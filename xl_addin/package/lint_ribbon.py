"""Faults of the ribbon: what Office refuses with a message, and what it swallows without one.

The rules are those of [MS-CUSTOMUI2] for the elements that we use, and beyond the schema
what its public form misses: two labels, two images, parts and callbacks that are not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from xl_addin.package.customui import NAMESPACE
from xl_addin.package.fault import Fault
from xl_addin.package.opened import Opened, Procedure, procedures

PART = "customUI/customUI14.xml"
RELATIONS = "customUI/_rels/customUI14.xml.rels"
IMAGE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
CHILDREN = {
    "customUI": {"ribbon"}, "ribbon": {"tabs"}, "tabs": {"tab"}, "tab": {"group"},
    "group": {"button", "menu"}, "menu": {"button"}, "button": set[str](),
}  # fmt: skip
_FRAME = {"id", "label", "getLabel", "keytip", "getVisible"}
_CONTROL = {"id", "label", "getLabel", "keytip", "getVisible", "screentip", "supertip", "image", "imageMso", "getImage",
            "size", "enabled", "getEnabled"}  # fmt: skip
ATTRIBUTES = {
    "customUI": {"onLoad", "loadImage"}, "ribbon": {"startFromScratch"}, "tabs": set[str](),
    "tab": _FRAME, "group": _FRAME, "menu": _CONTROL, "button": _CONTROL | {"onAction"},
}  # fmt: skip
NAMED = {"tab", "group", "menu", "button"}
ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,1023}")
LIMITS = {"label": 1024, "screentip": 1024, "supertip": 1024, "keytip": 3}
VALUES = {"size": {"normal", "large"}, "enabled": {"true", "false"}, "startFromScratch": {"true", "false"}}
OFFICE_IMAGES = frozenset[str]()
"""Names of Office's own images that we rely on; nobody can prove here that one exists, so we use none."""
SIGNATURES = {"onLoad": ("in",), "onAction": ("in",), "getVisible": ("in", "out"), "getLabel": ("in", "out"),
              "getImage": ("in", "out"), "getEnabled": ("in", "out"), "loadImage": ("in", "out")}  # fmt: skip
"""Parameters of each callback: what Office hands over, and what it wants back by reference."""


def ribbon_faults(opened: Opened) -> list[Fault]:
    """Return every fault of an add-in's ribbon."""
    try:
        root = ET.fromstring(opened.parts.get(PART, b""))  # noqa: S314 (a file of ours)
    except (ET.ParseError, ValueError, LookupError) as error:
        return [Fault("R01", PART, str(error))]
    if root.tag != f"{{{NAMESPACE}}}customUI":
        return [Fault("R02", PART, root.tag)]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    code = {module: procedures(source) for module, source in opened.modules.items()}
    return [
        *(fault for element in elements for fault in _schema(element)),
        *_ids(elements),
        *(fault for element in elements for fault in _words(element)),
        *(fault for element in elements for fault in _images(element, opened)),
        *(fault for element in elements for fault in _callbacks(element, code)),
        *(fault for tab in elements if _name(tab) == "tab" for fault in _keytips(tab)),
        *_keytips_of_tabs(elements),
    ]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _where(element: ET.Element) -> str:
    return element.get("id") or _name(element)


def _schema(element: ET.Element) -> Iterator[Fault]:
    name = _name(element)
    for child in element:
        if _name(child) not in CHILDREN.get(name, set()):
            yield Fault("R03", _where(element), _name(child))
    for attribute, value in element.attrib.items():
        if name in ATTRIBUTES and attribute not in ATTRIBUTES[name]:
            yield Fault("R04", _where(element), attribute)
        elif attribute in VALUES and value not in VALUES[attribute]:
            yield Fault("R05", _where(element), f"{attribute}={value}")


def _ids(elements: list[ET.Element]) -> Iterator[Fault]:
    for element in elements:
        if _name(element) in NAMED and not element.get("id"):
            yield Fault("R06", _name(element), element.get("label", ""))
        elif _name(element) in NAMED and not ID.fullmatch(element.get("id", "")):
            yield Fault("R07", _name(element), element.get("id", ""))
    counts = Counter(element.get("id") for element in elements if element.get("id"))
    yield from (Fault("R08", str(name), str(count)) for name, count in counts.items() if count > 1)


def _words(element: ET.Element) -> Iterator[Fault]:
    if _name(element) not in NAMED:
        return
    if "label" in element.attrib and "getLabel" in element.attrib:
        yield Fault("R09", _where(element), element.get("label", ""))
    if not element.get("label") and not element.get("getLabel"):
        yield Fault("R10", _where(element))
    for attribute, most in LIMITS.items():
        value = element.get(attribute)
        if value is not None and not 0 < len(value) <= most:
            yield Fault("R11", _where(element), f"{attribute}={value[:20]}")


def _images(element: ET.Element, opened: Opened) -> Iterator[Fault]:
    image, office = element.get("image"), element.get("imageMso")
    if image is not None and office is not None:
        yield Fault("R12", _where(element), image)
    if office is not None and office not in OFFICE_IMAGES:
        yield Fault("R13", _where(element), office)
    if image is not None:
        target = _targets(opened).get(image)
        if target is None or f"customUI/{target}" not in opened.parts:
            yield Fault("R14", _where(element), image)


def _targets(opened: Opened) -> dict[str, str]:
    relations = opened.parts.get(RELATIONS)
    if relations is None:
        return {}
    root = ET.fromstring(relations)  # noqa: S314 (parsed before: see damage)
    found = [r for r in root if _name(r) == "Relationship" and r.get("Type") == IMAGE_RELATION]
    return {r.get("Id", ""): r.get("Target", "") for r in found}


def _callbacks(element: ET.Element, code: dict[str, dict[str, Procedure]]) -> Iterator[Fault]:
    if _name(element) == "button" and not element.get("onAction"):
        yield Fault("R15", _where(element), "onAction")
    for attribute, shape in SIGNATURES.items():
        callback = element.get(attribute)
        if callback is None:
            continue
        module, _, name = callback.partition(".")
        procedure = code.get(module, {}).get(name)
        if procedure is None or not procedure.public:
            yield Fault("R16", _where(element), callback)
        elif not _fits(procedure, shape):
            yield Fault("R17", _where(element), callback)


def _fits(procedure: Procedure, shape: tuple[str, ...]) -> bool:
    """Say whether a procedure takes what Office hands over; the last of a question must be ByRef and untyped."""
    if len(procedure.parameters) != len(shape):
        return False
    wanted = [text for text, way in zip(procedure.parameters, shape, strict=True) if way == "out"]
    return all(not re.match("byval", text, re.IGNORECASE) and " as " not in text.casefold() for text in wanted)


def _keytips(tab: ET.Element) -> Iterator[Fault]:
    """Keys of one tab must differ, and none may begin another: Office would never reach the longer one."""
    tops = [e for group in tab for e in group]
    menus = [e for e in tops if _name(e) == "menu"]
    for level in (tops, *(list(menu) for menu in menus)):
        keys = [(e.get("keytip") or "", _where(e)) for e in level if e.get("keytip")]
        for number, (key, where) in enumerate(keys):
            if any(other.startswith(key) for place, (other, _) in enumerate(keys) if place != number):
                yield Fault("R18", where, key)


def _keytips_of_tabs(elements: list[ET.Element]) -> Iterator[Fault]:
    counts = Counter(e.get("keytip") for e in elements if _name(e) == "tab" and e.get("keytip"))
    yield from (Fault("R18", str(key), str(key)) for key, count in counts.items() if count > 1)
