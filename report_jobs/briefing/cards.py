"""Counters: label, number, measure, what changed; the whole card is a link to its cell."""

from __future__ import annotations

from report_jobs.briefing import look
from report_jobs.briefing import words as w
from report_jobs.briefing.canvas import BOTTOM, MIDDLE, RIGHT, Canvas, Run
from report_jobs.briefing.look import Box
from report_jobs.briefing.text import fit, shrink, width_of
from report_jobs.outline.model import Card, Cards, Counts

GAP = 0.55
SPARE = 0.4
"""Width (cm) that is not counted on: another program's face may be wider than the measure."""
_ARROWS = {1: w.UP, -1: w.DOWN, 0: w.SAME}


def draw_cards(canvas: Canvas, cards: Cards, box: Box) -> None:
    """Draw counters side by side."""
    for card, place in zip(cards.cards, box.columns(len(cards.cards), GAP), strict=True):
        _card(canvas, card, place)


def _card(canvas: Canvas, card: Card, box: Box) -> None:
    alt = w.CARD_ALT.format(label=card.label, text=card.figure.text, measure=card.measure)
    body = canvas.rect(box, look.WHITE, line=look.RULE)
    canvas.link(body, card.figure, alt)
    bad = card.delta is not None and card.delta.tone == "bad"
    top = look.LIGHTS["red"] if bad else look.RED
    canvas.rect(Box(box.left, box.top, box.width, 0.11), top, name="card_top")
    inner = box.width - 0.9
    label = Run(card.label, shrink(card.label, inner - SPARE, (13, 12, 11, 10, 9), 1), look.GREY)
    canvas.text(Box(box.left + 0.45, box.top + 0.28, inner, 0.6), [label], anchor=MIDDLE, name="label")
    size = shrink(card.figure.text, inner - (2.2 if card.measure else SPARE), (34, 30, 26, 22, 18, 15, 12, 10), 1)
    number = [Run(card.figure.text, size, look.RED if card.accent else look.INK, bold=True)]
    if card.measure:
        number.append(Run(f" {card.measure}", 13, look.GREY))
    place = Box(box.left + 0.45, box.top + 0.85, inner, box.height - 1.75)
    shown = canvas.text(place, number, anchor=MIDDLE, name="number")
    canvas.link(shown, card.figure, alt)
    foot = Box(box.left + 0.45, box.top + box.height - 0.85, inner, 0.6)
    canvas.text(foot, _delta(card, inner), anchor=BOTTOM, name="delta")


def _delta(card: Card, width: float) -> list[Run]:
    """Say what changed; where there is a remark it takes the place of the words "against last week"."""
    after = card.remark or card.versus
    if card.delta is None:
        text = card.remark or w.NO_PREVIOUS
        return [_small(text, width)]
    if card.delta.direction == 0:
        text = f"{w.SAME}　{after}"
        return [_small(text, width)]
    shown = f"{_ARROWS[card.delta.direction]} {card.delta.text}"
    more = f" {card.delta_measure}　{after}" if card.delta_measure else f"　{after}"
    size = shrink(shown + more, width - SPARE, (11, 10, 9, 8), 1)
    return [Run(shown, size + 1, look.TONES[card.delta.tone], bold=True), Run(more, size, look.GREY)]


def _small(text: str, width: float) -> Run:
    """Write a remark on one line: smaller first, then cut."""
    size = shrink(text, width - SPARE, (11, 10, 9, 8), 1)
    return Run(fit(text, width - SPARE, size, 1), size, look.GREY)


def draw_counts(canvas: Canvas, counts: Counts, top: float) -> None:
    """Lights with words and counts on one line."""
    left = look.MARGIN
    for light, word, count in counts.counts:
        canvas.dot(left, top + 0.18, 0.45, light, w.LIGHT_WORDS[light])
        shown = count.text
        number = Run(shown, 18, look.INK, bold=True, figure=count)
        runs = [Run(f"{word} ", 13, look.GREY), number, Run(f" {counts.measure or w.UNITS}", 13, look.GREY)]
        canvas.text(Box(left + 0.6, top, 4.2, 0.8), runs, anchor=MIDDLE, name="count")
        left += 1.9 + width_of(word, 13) + width_of(shown, 18)
    remark = Box(16.5, top, look.WIDTH - look.MARGIN - 16.5, 0.8)
    canvas.text(remark, [Run(counts.remark, 10.5, look.GREY)], align=RIGHT, anchor=MIDDLE, name="remark")
