"""Draw every icon anew: python -m xl_addin.ribbon.icons."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

from report_jobs.publish import publish
from xl_addin.ribbon import BUTTONS
from xl_addin.ribbon.icons.strokes import ICONS, INKS, Stroke, icon_of

SIZE, SCALE = 32, 8
"""Pixels of an icon's side; it is drawn larger and then reduced."""


def draw(strokes: tuple[Stroke, ...]) -> bytes:
    """Return one icon as PNG, on a transparent ground."""
    image = Image.new("RGBA", (SIZE * SCALE, SIZE * SCALE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for kind, ink, numbers in strokes:
        points = [(x * SCALE, y * SCALE) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        colour = INKS[ink]
        if kind == "line":
            pen.line(points, fill=colour, width=2 * SCALE, joint="curve")
        elif kind == "fine":
            pen.line(points, fill=colour, width=round(1.4 * SCALE), joint="curve")
        elif kind == "area":
            pen.polygon(points, fill=colour)
        elif kind == "box":
            pen.rounded_rectangle([*points[0], *points[1]], radius=1.5 * SCALE, outline=colour, width=2 * SCALE)
        elif kind == "block":
            pen.rounded_rectangle([*points[0], *points[1]], radius=1.5 * SCALE, fill=colour)
        elif kind == "disc":
            pen.ellipse([*points[0], *points[1]], fill=colour)
        elif kind == "ring":
            pen.ellipse([*points[0], *points[1]], outline=colour, width=2 * SCALE)
        else:
            pen.arc([*points[0], *points[1]], numbers[4], numbers[5], fill=colour, width=2 * SCALE)
    small = image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "PNG", optimize=True)
    return target.getvalue()


def main() -> None:
    """Write one PNG a button; buttons of sheets share the drawing of their theme."""
    for name in BUTTONS:
        publish(Path(__file__).with_name(f"{icon_of(name)}.png"), draw(ICONS[icon_of(name)]), shared=True)


if __name__ == "__main__":
    main()
