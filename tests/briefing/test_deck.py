"""The deck: every figure right and linked, every slide titled and readable by other means, the same bytes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from pptx import Presentation

from report_jobs.briefing import build
from report_jobs.briefing.read import figures_shown
from report_jobs.briefing.template import base
from report_jobs.frozen import Frozen
from report_jobs.outline import outline
from report_jobs.verify import expected_texts
from tests.frozen import chain, playbook_of, weeks
from tests.validator import faults_of
from workbooks.standard import Duty

RESIDUE = re.compile(r"\{\{|\}\}|\bnan\b|\bNone\b|#REF!|_x000D_|\{\w*\}")


@pytest.fixture(scope="module")
def frozen() -> Frozen:
    return weeks(absent={47: ["QY001"]})[-1]


@pytest.fixture(scope="module")
def deck(frozen: Frozen) -> bytes:
    return build(outline(frozen))


@pytest.fixture(scope="module")
def quiet() -> bytes:
    """A city in which nobody has reported anything."""
    return build(outline(chain(playbook_of(("SZ011", "SZ012")), [47], [{}])[0]))


def slides(data: bytes):
    return list(Presentation(io.BytesIO(data)).slides)


def texts(data: bytes) -> str:
    parts = zipfile.ZipFile(io.BytesIO(data))
    names = [n for n in parts.namelist() if n.startswith("ppt/slides/slide")]
    return "\n".join(re.sub(r"<[^>]+>", " ", parts.read(n).decode()) for n in names)


def test_figures__as_they_are_in_the_frozen_period_and_linked_to_their_cells(frozen: Frozen, deck: bytes):
    shown = list(figures_shown(deck))
    expected = expected_texts(frozen)
    assert len(shown) > 400
    for figure in shown:
        assert (figure.name, figure.text) == (figure.name, expected[figure.name])
        assert figure.link == f"register.xlsx#{figure.name}"


def test_titles__on_every_slide_and_no_two_alike(deck: bytes, quiet: bytes):
    for data in (deck, quiet):
        titles = [slide.shapes.title.text_frame.text for slide in slides(data)]
        assert all(titles)
        assert len(set(titles)) == len(titles)


def test_shapes__ids_are_unique_and_what_matters_has_alternative_text(deck: bytes):
    for slide in slides(deck):
        ids = [s.shape_id for s in slide.shapes]
        assert [i for i, count in Counter(ids).items() if count > 1] == []
        for shape in slide.shapes:
            described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            told = shape.has_chart or shape.has_table or shape.name.startswith(("fig_", "light"))
            if told and not shape.name.startswith("light_word"):
                assert described, shape.name


def test_texts__no_residue(deck: bytes, quiet: bytes):
    for data in (deck, quiet):
        assert RESIDUE.search(texts(data)) is None


def test_charts__axes_have_positive_ids_and_the_workbook_within_has_no_formula(deck: bytes):
    parts = zipfile.ZipFile(io.BytesIO(deck))
    charts = [n for n in parts.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)]
    books = [n for n in parts.namelist() if n.endswith(".xlsx")]
    assert charts
    assert books
    for name in charts:
        xml = parts.read(name).decode()
        ids = re.findall(r'<c:axId val="(-?\d+)"', xml)
        assert ids
        assert all(int(i) > 0 for i in ids)
    assert sum(parts.read(name).decode().count("<c:lineChart>") for name in charts) == 1
    for name in books:
        inner = zipfile.ZipFile(io.BytesIO(parts.read(name)))
        assert not any(b"<f>" in inner.read(n) for n in inner.namelist() if n.startswith("xl/worksheets/"))


def test_notes__say_where_the_numbers_come_from_and_name_nobody(frozen: Frozen, deck: bytes):
    people = {duty.name for found in frozen.returns for duty in found.rows.of(Duty)}
    for slide in slides(deck):
        notes = slide.notes_slide.notes_text_frame.text
        assert not any(name in notes for name in people)
    assert "fig_M07" in slides(deck)[2].notes_slide.notes_text_frame.text


def test_missing__units_are_named_on_the_cover_and_on_the_one_page(deck: bytes):
    cover, _, page, *_ = slides(deck)
    for slide in (cover, page):
        said = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert "数据不全：应报 6 家，实报 5 家" in said
    assert "市城投集团未报" in " ".join(s.text_frame.text for s in cover.shapes if s.has_text_frame)


def test_quiet_city__says_its_sentences_and_no_empty_frame(quiet: bytes):
    said = texts(quiet)
    for sentence in ("无未办结事项", "本次无提请研究事项", "没有红灯、黄灯问题"):
        assert sentence in said


def test_ranking__totals_tie(frozen: Frozen):
    """Listed units, the folded rest and nothing else: their problems add up to the city's."""
    table = next(p for p in outline(frozen).pages if p.number == "7").blocks[1]
    counts = [int(row[2].text.replace(",", "")) for row in table.rows if row[2].text != "—"]
    assert sum(counts) == frozen.figures.value("M04")
    closed = [int(row[3].text.replace(",", "")) for row in table.rows if row[3].text != "—"]
    assert sum(closed) == frozen.figures.value("M06_total")


def test_short_form__six_pages(frozen: Frozen):
    assert [p.number for p in outline(frozen, short=True).pages] == ["1", "2", "3", "7", "12", "16"]


def test_bytes__same_under_other_hash_seeds(frozen: Frozen, deck: bytes):
    assert build(outline(frozen)) == deck
    script = (
        "import hashlib; from tests.frozen import weeks; from report_jobs.briefing import build; "
        "from report_jobs.outline import outline; "
        "print(hashlib.sha256(build(outline(weeks(('SZ004',), (46, 47))[-1]))).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    hashes = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)}
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, cwd=root)
        hashes.add(done.stdout.strip() or done.stderr)
    assert len(hashes) == 1


@pytest.mark.parametrize("which", ["deck", "quiet"])
def test_schema__open_xml_sdk__no_error(which: str, tmp_path: Path, request: pytest.FixtureRequest):
    assert faults_of(request.getfixturevalue(which), f"{which}.pptx", tmp_path) == []


def test_base__nothing_of_the_librarys_own():
    names = zipfile.ZipFile(io.BytesIO(base())).namelist()
    assert not [n for n in names if "thumbnail" in n or "printerSettings" in n]
    assert len([n for n in names if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", n)]) == 2


def test_hostile_text__stays_text_and_links_nowhere():
    from tests.books import BASE, P1, edit
    from workbooks.standard import Problem

    hostile = '=HYPERLINK("http://x.example","点我")\u0000\ud800' + "长" * 280
    rows = edit(Problem, P1, problem=hostile, status="rebound")(BASE)
    data = build(outline(chain(playbook_of(("SZ012",)), [47], [{"SZ012": rows}])[0]))
    parts = zipfile.ZipFile(io.BytesIO(data))
    targets = [
        t
        for n in parts.namelist()
        if n.endswith(".rels")
        for t in re.findall(r'Target="([^"]+)" TargetMode="External"', parts.read(n).decode())
    ]
    assert targets
    assert all(
        target.startswith(("register.xlsx#fig_M", "register.xlsx#tal_", "register.xlsx#acc_M")) for target in targets
    )
    assert "HYPERLINK" in texts(data)


def test_nobody_counted__no_page_calls_the_silence_good_news():
    """未报 is never zero: a week without returns is not a week without cases, problems and red lights."""
    silent = outline(chain(playbook_of(("SZ011", "SZ012")), [46, 47], [{}, {}])[-1])
    told = texts(build(silent))
    for false in ("首期", "按计划推进", "均为绿灯", "没有在办案件", "没有未销号", "没有登记", "没有开展"):
        assert false not in told.replace("没有单位六项均报", ""), false
    assert sum("应报 2 家均未报" in page.title for page in silent.pages) == 10
    assert "首期" in texts(build(outline(chain(playbook_of(("SZ011", "SZ012")), [47], [{}])[0])))
