"""Escalation (G-41): what the tool proposes for a light that stays; only the office issues."""

from __future__ import annotations

from enum import StrEnum

from workbooks.lights import Light


class Advice(StrEnum):
    """What is proposed."""

    NONE = "none"
    REMINDER = "reminder"
    YELLOW_ORDER = "yellow_order"
    RED_ORDER = "red_order"
    INTERVIEW = "interview"
    ADMONITION = "admonition"
    ACCOUNTABILITY = "accountability"


def advice_for(light: Light, weeks: int) -> Advice:
    """Return what is proposed for a light in its n-th consecutive week (1 for the first)."""
    if light is Light.RED:
        red = {1: Advice.RED_ORDER, 2: Advice.RED_ORDER, 3: Advice.INTERVIEW, 4: Advice.ADMONITION}
        return red.get(weeks, Advice.ACCOUNTABILITY)
    if light is Light.YELLOW:
        return Advice.YELLOW_ORDER if weeks >= 2 else Advice.NONE
    return Advice.REMINDER if light is Light.BLUE else Advice.NONE
