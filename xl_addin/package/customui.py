"""The ribbon's XML (customUI14), from the declaration."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from xl_addin.ribbon import TABS, Button, Group, Tab
from xl_addin.ribbon.icons.strokes import icon_of

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
"""[MS-CUSTOMUI2], part customUI/customUI14.xml."""
ON_LOAD, ON_ACTION, GET_VISIBLE = "Ribbon.OnLoad", "Ribbon.OnAction", "Ribbon.GetVisible"


def ribbon_xml(*, office: bool) -> bytes:
    """Return the ribbon of the units' add-in, or of the office's, which has one tab more."""
    root = ET.Element("customUI", {"xmlns": NAMESPACE, "onLoad": ON_LOAD})
    tabs = ET.SubElement(ET.SubElement(root, "ribbon"), "tabs")
    for tab in TABS:
        if office or not tab.office:
            _tab(tabs, tab, office=office)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _tab(parent: ET.Element, tab: Tab, *, office: bool) -> None:
    shown = {"id": tab.id, "label": tab.label, "keytip": tab.keytip, "getVisible": GET_VISIBLE}
    element = ET.SubElement(parent, "tab", shown)
    for group in tab.groups:
        _group(element, group, office=office)


def _group(parent: ET.Element, group: Group, *, office: bool) -> None:
    element = ET.SubElement(parent, "group", {"id": group.id, "label": group.label})
    buttons = [button for button in group.buttons if office or not button.office]
    if group.menu:
        look = {"id": f"{group.id}_menu", "label": group.menu, "image": "sheet", "size": "large", "keytip": "G"}
        menu = ET.SubElement(element, "menu", look)
        for button in buttons:
            ET.SubElement(menu, "button", _attributes(button))
        return
    for button in buttons:
        size = "normal" if button.small else "large"
        ET.SubElement(element, "button", {**_attributes(button), "size": size})


def _attributes(button: Button) -> dict[str, str]:
    return {
        "id": button.id,
        "label": button.label,
        "image": icon_of(button.id),
        "screentip": button.label,
        "supertip": button.tip,
        "keytip": button.keytip,
        "onAction": ON_ACTION,
    }
