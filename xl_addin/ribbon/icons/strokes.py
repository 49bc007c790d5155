"""What each icon is made of: strokes on a field of 32 by 32.

A stroke is (kind, ink, numbers): line and fine line through points, area, box and filled
block by two corners, ring and disc by two corners, arc by two corners and two angles.
Red is what a button makes, gold what it is about, grey the paper.
"""

from __future__ import annotations

Stroke = tuple[str, str, tuple[float, ...]]

INKS = {
    "red": (155, 27, 30, 255),
    "gold": (178, 136, 36, 255),
    "grey": (107, 101, 92, 255),
    "pale": (233, 227, 216, 255),
}
_FOLDER: tuple[Stroke, ...] = (
    ("area", "gold", (3, 9, 12, 9, 15, 12, 28, 12, 28, 27, 3, 27)),
    ("area", "pale", (3, 14, 28, 14, 28, 27, 3, 27)),
    ("line", "gold", (3, 27, 3, 9, 12, 9, 15, 12, 28, 12, 28, 27, 3, 27)),
)
_PAGE: tuple[Stroke, ...] = (
    ("area", "pale", (6, 3, 20, 3, 26, 9, 26, 29, 6, 29)),
    ("line", "grey", (6, 3, 20, 3, 26, 9, 26, 29, 6, 29, 6, 3)),
    ("fine", "grey", (20, 3, 20, 9, 26, 9)),
)
_LINES: tuple[Stroke, ...] = (
    ("fine", "grey", (10, 14, 22, 14)),
    ("fine", "grey", (10, 19, 22, 19)),
    ("fine", "grey", (10, 24, 18, 24)),
)
_PLUS: tuple[Stroke, ...] = (
    ("disc", "red", (17, 17, 31, 31)),
    ("line", "pale", (24, 20, 24, 28)),
    ("line", "pale", (20, 24, 28, 24)),
)
_TICK: tuple[Stroke, ...] = (("disc", "red", (17, 17, 31, 31)), ("line", "pale", (20, 24, 23, 27, 28, 21)))
_TABLE: tuple[Stroke, ...] = (
    ("block", "pale", (4, 5, 28, 27)),
    ("block", "gold", (4, 5, 28, 11)),
    ("box", "grey", (4, 5, 28, 27)),
    ("fine", "grey", (4, 16, 28, 16)),
    ("fine", "grey", (4, 21.5, 28, 21.5)),
    ("fine", "grey", (13, 11, 13, 27)),
)

ICONS: dict[str, tuple[Stroke, ...]] = {
    "intake": (*_FOLDER, *_PLUS),
    "expand": (
        ("block", "gold", (3, 12, 11, 20)),
        ("fine", "grey", (11, 16, 16, 16)), ("fine", "grey", (16, 6, 16, 26)),
        ("fine", "grey", (16, 6, 20, 6)), ("fine", "grey", (16, 16, 20, 16)), ("fine", "grey", (16, 26, 20, 26)),
        ("block", "red", (20, 3, 29, 9)), ("block", "red", (20, 13, 29, 19)), ("block", "red", (20, 23, 29, 29)),
    ),
    "announce": (
        ("area", "gold", (4, 12, 12, 12, 24, 5, 24, 27, 12, 20, 4, 20)),
        ("line", "red", (8, 20, 10, 28, 14, 28)), ("arc", "red", (20, 10, 30, 22, -60, 60)),
    ),
    "problem": (*_PAGE, ("line", "red", (16, 12, 16, 20)), ("disc", "red", (14.5, 22.5, 17.5, 25.5))),
    "action": (
        ("ring", "gold", (6, 6, 26, 26)), ("disc", "red", (12.5, 12.5, 19.5, 19.5)),
        ("line", "gold", (16, 2, 16, 7)), ("line", "gold", (16, 25, 16, 30)), ("line", "gold", (2, 16, 7, 16)),
        ("line", "gold", (25, 16, 30, 16)), ("line", "gold", (6, 6, 9.5, 9.5)), ("line", "gold", (22.5, 22.5, 26, 26)),
        ("line", "gold", (26, 6, 22.5, 9.5)), ("line", "gold", (6, 26, 9.5, 22.5)),
    ),
    "closure": (*_PAGE, *_LINES[:1], *_TICK),
    "extension": (
        ("ring", "grey", (4, 4, 26, 26)), ("line", "grey", (15, 9, 15, 15, 19, 18)), *_PLUS,
    ),
    "rehearse": (
        ("arc", "grey", (2, 6, 30, 34, 205, 335)), ("arc", "grey", (2, -2, 30, 26, 25, 155)),
        ("disc", "red", (11.5, 11.5, 20.5, 20.5)), ("disc", "pale", (14, 13.5, 17, 16.5)),
    ),
    "send": (
        ("area", "red", (2, 15, 30, 3, 20, 29, 14, 20)), ("fine", "pale", (30, 3, 14, 20)),
        ("area", "gold", (14, 20, 20, 29, 13, 27)),
    ),
    "merge": (
        *_PAGE, ("line", "red", (16, 9, 16, 21)), ("line", "red", (11, 17, 16, 22, 21, 17)), ("line", "gold", (10, 26, 22, 26)),
    ),
    "guide": (
        ("area", "pale", (3, 6, 16, 9, 16, 28, 3, 25)), ("area", "pale", (29, 6, 16, 9, 16, 28, 29, 25)),
        ("line", "gold", (16, 9, 3, 6, 3, 25, 16, 28, 29, 25, 29, 6, 16, 9, 16, 28)),
        ("fine", "red", (6.5, 12, 12.5, 13.3)), ("fine", "red", (6.5, 17, 12.5, 18.3)), ("fine", "red", (19.5, 13.3, 25.5, 12)),
    ),
    "undo": (("arc", "red", (6, 8, 28, 28, 180, 90)), ("area", "red", (2, 14, 12, 14, 7, 22))),
    "diagnose": (("box", "grey", (3, 5, 29, 27)), ("line", "red", (6, 17, 11, 17, 14, 10, 18, 23, 21, 15, 26, 15))),
    "about": (
        ("disc", "gold", (3, 3, 29, 29)), ("disc", "pale", (14, 7.5, 18, 11.5)), ("line", "pale", (16, 14, 16, 24)),
    ),
    "checklist": (
        ("block", "pale", (4, 3, 28, 29)), ("box", "grey", (4, 3, 28, 29)),
        ("fine", "red", (7, 9.5, 9, 11.5, 12.5, 7.5)), ("fine", "red", (7, 16.5, 9, 18.5, 12.5, 14.5)),
        ("fine", "red", (7, 23.5, 9, 25.5, 12.5, 21.5)),
        ("fine", "grey", (15, 10, 25, 10)), ("fine", "grey", (15, 17, 25, 17)), ("fine", "grey", (15, 24, 25, 24)),
    ),
    "gates": (
        ("block", "red", (3, 3, 15, 15)), ("block", "gold", (17, 3, 29, 15)), ("block", "gold", (3, 17, 15, 29)),
        ("block", "red", (17, 17, 29, 29)), ("line", "pale", (6, 9, 8.5, 12, 12.5, 6.5)), ("line", "pale", (20, 23, 22.5, 26, 26.5, 20.5)),
    ),
    "assess": (
        ("line", "grey", (4, 28, 28, 28)), ("block", "gold", (5, 18, 10, 28)), ("block", "gold", (13, 12, 18, 28)),
        ("block", "red", (21, 5, 26, 28)),
    ),
    "progress": (
        ("box", "gold", (3, 3, 20, 20)), ("box", "red", (12, 12, 29, 29)), ("line", "red", (16, 21, 19.5, 24.5, 25, 17)),
    ),
    "check": (("ring", "grey", (3, 3, 23, 23)), ("line", "grey", (20, 20, 29, 29)), ("line", "red", (8, 13, 12, 17, 18, 9))),
    "next": (("line", "grey", (6, 27, 26, 27)), ("line", "red", (16, 4, 16, 20)), ("line", "red", (9, 14, 16, 21, 23, 14))),
    "previous": (("line", "grey", (6, 5, 26, 5)), ("line", "red", (16, 12, 16, 28)), ("line", "red", (9, 18, 16, 11, 23, 18))),
    "compare": (
        ("box", "gold", (3, 4, 14, 28)), ("box", "red", (18, 4, 29, 28)), ("fine", "grey", (6, 11, 11, 11)),
        ("fine", "grey", (6, 17, 11, 17)), ("fine", "grey", (21, 11, 26, 11)), ("fine", "red", (21, 17, 26, 17)),
        ("fine", "red", (21, 23, 26, 23)),
    ),
    "consolidate": (
        ("area", "gold", (3, 4, 29, 4, 19, 17, 19, 24, 13, 24, 13, 17)), ("line", "red", (16, 23, 16, 30)),
        ("line", "red", (11, 26, 16, 30, 21, 26)),
    ),
    "brief": (
        ("block", "pale", (3, 4, 29, 22)), ("box", "grey", (3, 4, 29, 22)), ("block", "red", (8, 13, 12, 19)),
        ("block", "gold", (14, 10, 18, 19)), ("block", "red", (20, 7, 24, 19)), ("line", "grey", (16, 22, 16, 27)),
        ("line", "grey", (10, 28, 22, 28)),
    ),
    "slips": (*_PAGE, *_LINES[:1], ("line", "red", (22, 22, 11, 22)), ("line", "red", (15, 17, 10, 22, 15, 27))),
    "verify": (
        ("block", "pale", (5, 2, 27, 30)), ("box", "grey", (5, 2, 27, 30)), ("block", "gold", (9, 6, 23, 11)),
        ("block", "grey", (9, 15, 12, 18)), ("block", "grey", (14.5, 15, 17.5, 18)), ("block", "red", (20, 15, 23, 18)),
        ("block", "grey", (9, 22, 12, 25)), ("block", "grey", (14.5, 22, 17.5, 25)), ("block", "red", (20, 22, 23, 25)),
    ),
    "review": (
        ("block", "red", (12, 3, 20, 14)), ("area", "red", (12, 13, 20, 13, 24, 20, 8, 20)), ("block", "gold", (5, 20, 27, 25)),
        ("line", "grey", (5, 29, 27, 29)),
    ),
    "decision": (
        ("disc", "red", (12, 2, 20, 10)), ("disc", "gold", (3, 6, 10, 13)), ("disc", "gold", (22, 6, 29, 13)),
        ("block", "grey", (4, 16, 28, 20)), ("line", "grey", (8, 20, 8, 29)), ("line", "grey", (24, 20, 24, 29)),
    ),
    "order": (("line", "grey", (7, 3, 7, 30)), ("area", "red", (8, 4, 28, 4, 23, 11, 28, 18, 8, 18))),
    "sheet": (*_TABLE, ("line", "red", (18, 24, 27, 24)), ("line", "red", (23, 20, 27, 24, 23, 28))),
    "sheet_form": (*_PAGE, *_LINES, ("line", "red", (10, 10, 16, 10))),
}  # fmt: skip
"""Every drawing by its name."""

FORMS = ("goto_cover", "goto_weekly")


def icon_of(button: str) -> str:
    """Return the name of a button's drawing; those that go to a sheet show a table or a form."""
    if button.startswith("goto_"):
        return "sheet_form" if button in FORMS else "sheet"
    return button
