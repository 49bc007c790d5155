"""The ribbon as a declaration: tabs, groups, buttons; the menu of sheets derives from the standard."""

from __future__ import annotations

from dataclasses import dataclass

from workbooks.row import OFFICE, UNIT
from workbooks.standard import SHEETS
from xl_addin.ribbon import words as w

__all__ = ["BUTTONS", "TABS", "Button", "Group", "Tab", "buttons_of"]


@dataclass(frozen=True, slots=True)
class Button:
    """One button: its id, which the dispatcher hands to Python, its words and its key.

    A `small` one stands in a column of three. `office` ones are in the office's add-in only.
    """

    id: str
    label: str
    tip: str
    keytip: str
    small: bool = False
    office: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a tab; a `menu` hides its buttons behind one of that label."""

    id: str
    label: str
    buttons: tuple[Button, ...]
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; an `office` one is in the office's add-in only."""

    id: str
    label: str
    keytip: str
    groups: tuple[Group, ...]
    office: bool = False


def _button(name: str, keytip: str, *, small: bool = False) -> Button:
    label, tip = w.BUTTONS[name]
    return Button(name, label, tip, keytip, small)


def _to_sheets() -> tuple[Button, ...]:
    """One button a sheet, in the order of the tabs; the office's sheets in its add-in only."""
    return tuple(
        Button(
            f"goto_{name}",
            sheet.label,
            w.GO_TO.format(sheet=sheet.label),
            f"G{number:02d}",
            office=sheet.book is OFFICE,
        )
        for number, (name, sheet) in enumerate(SHEETS.items(), start=1)
        if sheet.book in (UNIT, OFFICE)
    )


TABS: tuple[Tab, ...] = (
    Tab(
        "tab_entry", w.TAB_ENTRY, "Y1",
        (
            Group("group_case", w.GROUP_CASE, (_button("intake", "C"), _button("expand", "E"), _button("announce", "A"))),
            Group("group_rectify", w.GROUP_RECTIFY,
                  (_button("problem", "P"), _button("action", "M"), _button("closure", "X"), _button("extension", "D"))),
            Group("group_send", w.GROUP_SEND, (_button("rehearse", "R"), _button("send", "S"), _button("merge", "T"))),
            Group("group_help", w.GROUP_HELP,
                  (_button("guide", "H"), _button("undo", "U", small=True), _button("diagnose", "Z", small=True),
                   _button("about", "V", small=True))),
        ),
    ),
    Tab(
        "tab_checklist", w.TAB_CHECKLIST, "Y2",
        (
            Group("group_list", w.GROUP_LIST,
                  (_button("checklist", "L"), _button("gates", "4"), _button("assess", "6"), _button("progress", "7"))),
            Group("group_check", w.GROUP_CHECK,
                  (_button("check", "C"), _button("next", "N", small=True), _button("previous", "B", small=True),
                   _button("compare", "K", small=True))),
            Group("group_goto", w.GROUP_GOTO, _to_sheets(), menu=w.MENU_GOTO),
        ),
    ),
    Tab(
        "tab_office", w.TAB_OFFICE, "Y3",
        (
            Group("group_week", w.GROUP_WEEK,
                  (_button("consolidate", "H"), _button("brief", "B"), _button("slips", "T"), _button("verify", "V"))),
            Group("group_decide", w.GROUP_DECIDE, (_button("review", "X"), _button("decision", "Y"), _button("order", "D"))),
        ),
        office=True,
    ),
)  # fmt: skip
"""Every tab, in order. A button whose part another step brings is added with it."""

BUTTONS: dict[str, Button] = {button.id: button for tab in TABS for group in tab.groups for button in group.buttons}
"""Every button by its id."""


def buttons_of(*, office: bool) -> tuple[Button, ...]:
    """Return the buttons of one add-in: the units' or the office's, which has all."""
    return tuple(
        button
        for tab in TABS
        for group in tab.groups
        for button in group.buttons
        if office or not (tab.office or button.office)
    )
