"""Golden examples: what a clerk is told of a faulty book, and what the briefing of a week says.

The files beside this one are read by people in a review. When a change is meant, renew
them with `python dev.py test tests/golden --renew` and look at the difference.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_jobs.demo.build import SEED, damaged
from report_jobs.demo.simulate import make_unit
from report_jobs.demo.view import view
from report_jobs.frozen import Frozen
from report_jobs.metrics.sentence import auto_sentence
from report_jobs.outline import outline
from report_jobs.outline.model import Cards, Cell, Chart, Counts, Points, Sentence, Table
from tests.frozen import weeks
from workbooks import template
from workbooks.catalogue import CATALOGUE, word
from workbooks.engine import examine
from workbooks.period import Period
from workbooks.playbook import default_playbook
from workbooks.words import SEVERITY
from workbooks.xlsx import open_book

HERE = Path(__file__).parent
PLAYBOOK = default_playbook()
FAULTS = (
    "old_heading",
    "text_date",
    "equals",
    "duplicate_key",
    "missing_required",
    "bad_choice",
    "id_number",
    "extra_sheet",
)


@pytest.fixture
def compare(request: pytest.FixtureRequest):
    def check(name: str, text: str) -> None:
        path = HERE / name
        if request.config.getoption("--renew"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text, f"{name} differs; renew it if the change is meant"

    return check


def test_findings__of_a_faulty_book__as_the_clerk_reads_them(compare):
    period = Period.parse("2026-W47")
    rows = view(make_unit(PLAYBOOK, PLAYBOOK.by_code["SZ004"], SEED), PLAYBOOK, period)
    data = damaged(template.compose(PLAYBOOK, "SZ004", period, rows=rows), FAULTS, PLAYBOOK, period)
    found = examine(open_book(data), PLAYBOOK, period=period, today=period.cutoff(PLAYBOOK.rhythm).date()).findings
    told = [word(f).as_dict() for f in found]
    compare("findings.json", json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def test_catalogue__every_code__as_it_is_worded(compare):
    lines = [f"{e.code}\t{SEVERITY[e.severity]}\t{e.title}\t{e.message}\t{e.fix}" for e in CATALOGUE.values()]
    compare("catalogue.tsv", "\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def frozen() -> Frozen:
    """Six weeks of six units, one of them missing in the last week."""
    return weeks(absent={47: ["QY001"]})[-1]


def test_briefing__of_a_week__as_leaders_read_it(compare, frozen: Frozen):
    lines = [auto_sentence(frozen), ""]
    for page in outline(frozen).pages:
        lines += [f"# {page.number} {page.title}", *(line for block in page.blocks for line in _said(block))]
        lines += [page.source, ""]
    compare("briefing.txt", "\n".join(lines))


def _said(block: object) -> Iterator[str]:
    if isinstance(block, Cards):
        for card in block.cards:
            change = f"{card.delta.direction:+d} {card.delta.text} {card.delta.tone}" if card.delta else ""
            yield f"[{card.label}] {card.figure.text}{card.measure} {change} <{card.figure.name}>"
    elif isinstance(block, Points):
        yield from (f"({p.light}) {p.head} / {p.body}" for p in block.points)
    elif isinstance(block, Sentence):
        yield f"{block.head}: {block.text}"
    elif isinstance(block, Counts):
        yield " ".join(f"{word} {count.text}" for _, word, count in block.counts)
    elif isinstance(block, Chart):
        for series in (*block.bars, *([block.line] if block.line else [])):
            pairs = zip(block.categories, series.values, strict=True)
            yield f"{series.name}: " + " ".join(f"{name}={value}" for name, value in pairs)
    elif isinstance(block, Table):
        yield " | ".join(column.heading for column in block.columns)
        yield from (" | ".join(_cell(cell) for cell in row) for row in block.rows)
        yield from (text for text in (block.remark, "" if block.rows else block.empty) if text)
    else:
        yield json.dumps(dataclasses.asdict(block), ensure_ascii=False, default=str)  # type: ignore[call-overload]


def _cell(cell: Cell) -> str:
    return f"({cell.light}){cell.text}" if cell.light else cell.text
