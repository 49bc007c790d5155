"""退回单并入 in Excel: the corrections of a slip go into their cells, and one press takes them back."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_jobs.slips import write
from tests.books import PERIOD, PLAYBOOK
from tests.live.conftest import NOW, Opened
from tests.live.reading import rows_of
from tests.test_slip_merge import CODE, CURE, fill, line, run
from tests.workplaces import returned
from workbooks.template import write as write_template
from workbooks.xlsx import open_book
from xl_addin.filing import file_slip


@pytest.fixture(scope="module")
def blocked() -> bytes:
    """A return that was refused."""
    return returned(CODE, PERIOD, "missing_required")


@pytest.fixture(scope="module")
def slip(blocked: bytes) -> bytes:
    """Its slip, filled."""
    return fill(write(line(run(("a.xlsx", blocked))), PLAYBOOK, PERIOD), CURE)


def test_merge__filled_slip__same_rows_as_on_the_file_and_undone(
    opened: Opened, blocked: bytes, slip: bytes, tmp_path: Path
):
    hand = opened(data=blocked)
    before = hand.cells()
    path = tmp_path / "退回单.xlsx"
    path.write_bytes(slip)
    hand.book.app.api.answers.append(str(path))
    said = hand.press("merge")
    on_file = file_slip(blocked, slip, PLAYBOOK, NOW.date(), slip_file=path.name)
    assert on_file.data is not None
    assert said == on_file.outcome.message
    made = {t: found for t, found in rows_of(open_book(on_file.data)).by_type.items() if found}  # type: ignore[arg-type]
    assert {t: found for t, found in hand.rows().by_type.items() if found} == made
    assert "已撤销“退回单并入”" in hand.press("undo")
    assert hand.cells() == before


def test_merge__same_slip_twice__nothing_left_to_do(opened: Opened, blocked: bytes, slip: bytes, tmp_path: Path):
    hand = opened(data=blocked)
    path = tmp_path / "s.xlsx"
    path.write_bytes(slip)
    hand.book.app.api.answers += [str(path), str(path)]
    hand.press("merge")
    after = hand.cells()
    assert "都已在工作簿中" in hand.press("merge")
    assert hand.cells() == after


def test_merge__no_slip_another_units_or_none_chosen__one_sentence(
    opened: Opened, blocked: bytes, slip: bytes, tmp_path: Path
):
    hand = opened()  # the workbook of another unit
    before = hand.cells()
    assert "没有选择退回单" in hand.press("merge")
    broken, plain, other = tmp_path / "坏.xlsx", tmp_path / "不是.xlsx", tmp_path / "别家.xlsx"
    broken.write_bytes(b"x")
    plain.write_bytes(write_template(PLAYBOOK, CODE, PERIOD))
    other.write_bytes(slip)
    for path, words in ((broken, "读不出来"), (plain, "不是退回单"), (other, CODE)):
        hand.book.app.api.answers.append(str(path))
        said = hand.press("merge")
        assert words in said
        assert hand.cells() == before
