"""The test of the tests: a sound deck has no fault, and each planted fault is found by the check that is for it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from report_jobs.briefing import build
from report_jobs.briefing import words as w
from report_jobs.briefing.proof import package_faults
from report_jobs.briefing.read import figures_shown
from report_jobs.frozen import Frozen
from report_jobs.outline import outline
from report_jobs.verify import compare_deck, expected_texts
from tests.frozen import chain, playbook_of, weeks

Parts = dict[str, bytes]
SLIDE, OTHER = "ppt/slides/slide3.xml", "ppt/slides/slide4.xml"
LAMPS, PLAN = "ppt/slides/slide8.xml", "ppt/slides/slide4.xml"
RELS = "ppt/slides/_rels/slide3.xml.rels"


@pytest.fixture(scope="module")
def frozen() -> Frozen:
    return weeks(absent={47: ["QY001"]})[-1]


@pytest.fixture(scope="module")
def deck(frozen: Frozen) -> bytes:
    return build(outline(frozen))


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts, *more: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in [*parts.items(), *more]:
            package.writestr(name, content)
    return target.getvalue()


def swap(part: str, pattern: str, put: str, count: int = 1) -> Callable[[Parts], None]:
    """Replace what a pattern finds in a part; the fault must be there, else the test would prove nothing."""

    def change(parts: Parts) -> None:
        text, done = re.subn(pattern, put, parts[part].decode(), count=count, flags=re.DOTALL)
        assert done, f"{pattern} is not in {part}"
        parts[part] = text.encode()

    return change


def drop(pattern: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        names = [n for n in parts if re.fullmatch(pattern, n)]
        assert names
        del parts[names[0]]

    return change


def add(name: str, content: bytes = b"<a/>") -> Callable[[Parts], None]:
    return lambda parts: parts.__setitem__(name, content)


def first(parts: Parts, pattern: str) -> str:
    return next(n for n in sorted(parts) if re.fullmatch(pattern, n))


def notes_of_slide_3(parts: Parts) -> str:
    found = re.search(r'Target="\.\./(notesSlides/[^"]+)"', parts[RELS].decode())
    assert found
    return f"ppt/{found[1]}"


def in_notes(pattern: str, put: str, count: int = 1) -> Callable[[Parts], None]:
    return lambda parts: swap(notes_of_slide_3(parts), pattern, put, count)(parts)


def in_chart(pattern: str, put: str) -> Callable[[Parts], None]:
    return lambda parts: swap(first(parts, r"ppt/charts/chart\w+\.xml"), pattern, put)(parts)


def in_book(value: object) -> Callable[[Parts], None]:
    """Write over the first number of the first chart's workbook."""

    def change(parts: Parts) -> None:
        chart = first(parts, r"ppt/charts/chart\w+\.xml")
        found = re.search(r'embeddings/[^"]+', parts[chart.replace("charts/", "charts/_rels/") + ".rels"].decode())
        assert found
        book = openpyxl.load_workbook(io.BytesIO(parts[f"ppt/{found[0]}"]))
        book.worksheets[0]["B2"] = value
        buffer = io.BytesIO()
        book.save(buffer)
        parts[f"ppt/{found[0]}"] = buffer.getvalue()

    return change


def same_title(parts: Parts) -> None:
    title = re.search(r'<p:sp>(?:(?!</p:sp>).)*type="title".*?</p:sp>', parts[OTHER].decode(), re.DOTALL)
    assert title
    swap(SLIDE, r'<p:sp>(?:(?!</p:sp>).)*type="title".*?</p:sp>', title[0].replace("\\", r"\\"))(parts)


def title_last(parts: Parts) -> None:
    text = parts[SLIDE].decode()
    title = re.search(r'<p:sp>(?:(?!</p:sp>).)*type="title".*?</p:sp>', text, re.DOTALL)
    assert title
    parts[SLIDE] = text.replace(title[0], "").replace("</p:spTree>", title[0] + "</p:spTree>").encode()


def last_to_first(name: str) -> Callable[[Parts], None]:
    """Let a shape of a slide be read right after the title, wherever it stands on the page."""

    def change(parts: Parts) -> None:
        shapes = re.findall(r"<p:sp>.*?</p:sp>", parts[SLIDE].decode(), re.DOTALL)
        moved = [shape for shape in shapes if f'name="{name}"' in shape]
        assert moved
        assert moved[0] not in shapes[:2]
        text = parts[SLIDE].decode().replace(moved[0], "")
        parts[SLIDE] = text.replace(shapes[0], shapes[0] + moved[0]).encode()

    return change


def both(*changes: Callable[[Parts], None]) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for one in changes:
            one(parts)

    return change


PACKAGE: dict[str, tuple[str, Callable[[Parts], None]]] = {
    "a part that is cut off": ("not_xml", lambda parts: parts.update({SLIDE: parts[SLIDE][:-40]})),
    "a part of no known type": ("no_type", add("ppt/slides/more.zzz")),
    "a macro": ("active", add("ppt/vbaProject.bin")),
    "a chart that is gone": ("dangling", drop(r"ppt/charts/chart\w+\.xml")),
    "a chart's workbook that is gone": ("no_book", drop(r"ppt/embeddings/.*\.xlsx")),
    "a layout that is gone": ("dangling", drop(r"ppt/slideLayouts/slideLayout\d+\.xml")),
    "a relationship that is gone": ("dangling", swap(RELS, r'<Relationship [^>]*TargetMode="External"[^>]*/>', "")),
    "a part that nobody refers to": ("unreached", add("ppt/slides/left.xml")),
    "a link to the web": ("stray_link", swap(RELS, r'"register\.xlsx#[^"]+"', '"https://example.invalid/"')),
    "a link to a file of the machine": ("stray_link", swap(RELS, r'"register\.xlsx#[^"]+"', '"file:///register.xlsx"')),
    "two shapes with one id": ("duplicate_id", swap(SLIDE, r'<p:cNvPr id="4"', '<p:cNvPr id="3"')),
    "two shapes with one name": ("duplicate_name", swap(SLIDE, r'name="rule_gold"', 'name="rule_red"')),
    "a counter that leads nowhere": (
        "figure_link",
        swap(SLIDE, r'(name="fig_M01"[^>]*>)<a:hlinkClick[^>]*/>', r"\1"),
    ),
    "a counter named after a figure that is not": ("figure_link", swap(SLIDE, r'name="fig_M01"', 'name="fig_M99"')),
    "a slide without a title": ("no_title", swap(SLIDE, r'type="title"', 'type="body"')),
    "a title that is read last": ("order", title_last),
    "a source that is read before what it is the source of": ("reading", last_to_first("source")),
    "a counter's change that is read before the counter": ("reading", last_to_first("delta.3")),
    "a light without a word": ("no_word", swap(LAMPS, r'(name="light".*?</p:sp>.*?<a:t>)[^<]+', r"\g<1> ")),
    "a light with the word of another": (
        "no_word",
        swap(LAMPS, r'(name="light".*?</p:sp>.*?<a:t>)[^<]+', r"\g<1>正常 "),
    ),
    "a light whose colour is another's": (
        "no_word",
        swap(LAMPS, r'(name="light".*?<a:srgbClr val=")\w{6}', r"\g<1>23784A"),
    ),
    "a light of no light's colour": ("no_word", swap(LAMPS, r'(name="light".*?<a:srgbClr val=")\w{6}', r"\g<1>123456")),
    "a light by another name, without a word": (
        "no_word",
        both(swap(PLAN, r'name="light"', 'name="spot"'), swap(PLAN, r'(name="light_word".*?<a:t>)[^<]+', r"\g<1> ")),
    ),
    "a light whose word stands far away": (
        "no_word",
        swap(PLAN, r'(name="light_word".*?<a:off x=")\d+', r"\g<1>9000000"),
    ),
    "two slides with one title": ("same_title", same_title),
    "a counter without alternative text": ("no_alt", swap(SLIDE, r'(name="fig_M\w+" descr=)"[^"]+"', r'\1""')),
    "a slide without notes": ("no_notes", in_notes(r"<a:t>[^<]*</a:t>", "<a:t></a:t>", 0)),
    "a placeholder left in a text": ("residue", swap(SLIDE, r"<a:t>[^<]+</a:t>", "<a:t>共 {count} 件</a:t>")),
    "a number that is none": ("residue", swap(SLIDE, r"<a:t>[^<]+</a:t>", "<a:t>完成率 nan</a:t>")),
    "a broken reference": ("residue", swap(SLIDE, r"<a:t>[^<]+</a:t>", "<a:t>#REF!</a:t>")),
    "an escaped character": ("residue", in_notes(r"<a:t>[^<]+</a:t>", "<a:t>甲_x000D_</a:t>")),
    "an identity number in the notes": ("personal", in_notes(r"<a:t>[^<]+</a:t>", "<a:t>110101199001011234</a:t>")),
    "a mobile number on a slide": ("personal", swap(SLIDE, r"<a:t>[^<]+</a:t>", "<a:t>电话13800000000</a:t>")),
    "an axis with a negative id": ("negative_axis", in_chart(r'<c:axId val="(\d+)"', r'<c:axId val="-\1"')),
    "a chart that draws another number": (
        "chart_differs",
        in_chart(r"(<c:val>.*?<c:v>)[\d.]+(</c:v>)", r"\g<1>987654\2"),
    ),
    "a workbook that holds another number": ("chart_differs", in_book(987654)),
    "a workbook that computes": ("formula", in_book("=1+1")),
}
"""What is planted, and the fault that it must be found as."""


def opening(kind: str) -> re.Pattern[str]:
    """Match the sentence of one kind of fault, whatever it speaks of."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(w.FAULTS[kind])))


def test_package__sound_decks__no_fault(deck: bytes):
    quiet = chain(playbook_of(("SZ011", "SZ012")), [47], [{}])[0]
    assert package_faults(deck) == []
    assert package_faults(build(outline(quiet))) == []
    assert package_faults(build(outline(quiet, short=True))) == []


@pytest.mark.parametrize("what", PACKAGE)
def test_package__planted_fault__is_found(what: str, deck: bytes):
    kind, change = PACKAGE[what]
    parts = parts_of(deck)
    change(parts)
    assert [told for told in package_faults(packed(parts)) if opening(kind).fullmatch(told)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_package__part_written_twice__is_found(deck: bytes):
    parts = parts_of(deck)
    told = package_faults(packed(parts, (SLIDE, parts[SLIDE])))
    assert w.FAULTS["repeated_part"].format(what=SLIDE) in told


def test_package__every_fault_has_a_planted_one():
    assert {kind for kind, _ in PACKAGE.values()} | {"repeated_part"} == set(w.FAULTS)


FIGURES: dict[str, Callable[[Parts], None]] = {
    "a counter that shows another number": swap(SLIDE, r'(name="fig_M01".*?<a:t>)\d+(</a:t>)', r"\g<1>987\2"),
    "a counter that leads to another cell": swap(RELS, r'"register\.xlsx#fig_M01"', '"register.xlsx#fig_M04"'),
    "a run that leads to another cell": swap(
        "ppt/slides/_rels/slide7.xml.rels", r'"register\.xlsx#(fig_M|tal_|acc_M)\w+"', '"register.xlsx#fig_M15_city"'
    ),
}


def test_figures__sound_deck__no_fault(frozen: Frozen, deck: bytes):
    assert list(compare_deck(expected_texts(frozen), list(figures_shown(deck)))) == []


@pytest.mark.parametrize("what", FIGURES)
def test_figures__planted_fault__is_found(what: str, frozen: Frozen, deck: bytes):
    parts = parts_of(deck)
    FIGURES[what](parts)
    assert list(compare_deck(expected_texts(frozen), list(figures_shown(packed(parts)))))
