"""The look: palette, sizes, and where things stand on a 16:9 slide."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.util import Cm, Emu

DASH = MSO_LINE.DASH
WIDTH, HEIGHT, MARGIN = 33.867, 19.05, 1.6
BODY_TOP, BODY_BOTTOM = 3.15, 17.75

RED, DEEP_RED = RGBColor(0x9B, 0x1B, 0x1E), RGBColor(0x7A, 0x13, 0x15)
GOLD, GOLD_TEXT = RGBColor(0xB8, 0x90, 0x3B), RGBColor(0x7F, 0x61, 0x1A)
INK, GREY, MID = RGBColor(0x26, 0x26, 0x26), RGBColor(0x59, 0x59, 0x59), RGBColor(0x6B, 0x6B, 0x6B)
WARM, SAND, RULE, TAUPE = (
    RGBColor(0xF9, 0xF8, 0xF4),
    RGBColor(0xF3, 0xEB, 0xDC),
    RGBColor(0xD9, 0xD6, 0xCF),
    RGBColor(0x7D, 0x74, 0x64),
)
BAR, BAR_BACK, WHITE = RGBColor(0x9B, 0x92, 0x82), RGBColor(0xEC, 0xE8, 0xDF), RGBColor(0xFF, 0xFF, 0xFF)
STONE = RGBColor(0xD6, 0xCF, 0xC2)
PINK = RGBColor(0xFD, 0xF0, 0xF1)
OLIVE = RGBColor(0x7C, 0x67, 0x40)

LIGHTS = {
    "red": RGBColor(0xCC, 0x1F, 0x36),
    "yellow": RGBColor(0xE8, 0xA3, 0x17),
    "blue": RGBColor(0x2F, 0x6D, 0xB5),
    "green": RGBColor(0x23, 0x78, 0x4A),
    "missing": RGBColor(0x8C, 0x8C, 0x8C),
}
TONES = {"good": LIGHTS["green"], "bad": LIGHTS["red"], "flat": GREY, "accent": RED, "": INK}


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in centimetres."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width, height as the library takes them."""
        return Cm(self.left), Cm(self.top), Cm(self.width), Cm(self.height)

    def columns(self, count: int, gap: float) -> list[Box]:
        """Divide into columns of the same width."""
        width = (self.width - gap * (count - 1)) / count
        return [Box(self.left + i * (width + gap), self.top, width, self.height) for i in range(count)]


BODY = Box(MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, BODY_BOTTOM - BODY_TOP)


_RAMPS = {
    "red": ((0xF7EFEC, 0xCF8182), (0xB03A3D, 0x9B1B1E)),
    "olive": ((0xFFFFFF, 0xDED4BF), (0xDED4BF, 0xCDBF9F)),
}
_STEP = 0.75
"""Shades in between would carry neither dark nor white text with enough contrast; the ramp leaps over them."""


def shade_of(share: float, tint: str) -> RGBColor:
    """Return the ground of a cell of a heat map, from 0 (pale) to 1 (deep)."""
    share = min(1.0, max(0.0, share))
    pale, deep = _RAMPS[tint]
    first, last = pale if share < _STEP else deep
    part = share / _STEP if share < _STEP else (share - _STEP) / (1 - _STEP)
    mixed = (round(_channel(first, k) + (_channel(last, k) - _channel(first, k)) * part) for k in (16, 8, 0))
    return RGBColor(*mixed)


def _channel(color: int, shift: int) -> int:
    return color >> shift & 0xFF


def on_shade(ground: RGBColor) -> RGBColor:
    """Return the text colour that stands out more from a ground."""
    return max((INK, WHITE), key=lambda color: contrast(color, ground))


def contrast(one: RGBColor, other: RGBColor) -> float:
    """Return the contrast ratio of two colours (WCAG)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: RGBColor) -> float:
    parts = [float(c) / 255 for c in color]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    luminance: float = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return luminance
