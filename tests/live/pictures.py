"""The pictures of the staff guide, rendered from real sheets in real use: python -m tests.live.pictures FOLDER.

Buttons are pressed on a sound book and on a spoilt one; LibreOffice prints the sheet that
is then on top.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from tests.books import BASE, P1, PERIOD, PLAYBOOK, UNIT, edit
from tests.commands.test_commands import CASE
from tests.live.conftest import NOW, Hand
from tests.live.engine import open_book
from workbooks.rows import Rows
from workbooks.standard import Problem
from workbooks.template import write
from xl_addin.live import desk

WIDTH = 1180
"""Pixels of a picture's width at most."""


def hand_on(folder: Path, rows: Rows) -> Hand:
    """Open a workbook with these rows."""
    path = folder / "book.xlsx"
    path.write_bytes(write(PLAYBOOK, UNIT, PERIOD, rows=rows))
    wrapped, book = open_book(path)
    wrapped.set_mock_caller()
    return Hand(book, folder)


def render(hand: Hand, title: str, target: Path, *, rows: int, last: str = "") -> None:
    """Print one sheet, its first `rows` rows up to the column `last`, and cut the paper away."""
    book = hand.book.workbook
    for sheet in book.worksheets:
        sheet.sheet_state = "visible" if sheet.title == title else "hidden"
    book.active = book[title]
    sheet = book[title]
    sheet.print_area = f"A1:{last or sheet.cell(1, sheet.max_column).column_letter}{rows}"
    sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth = 0, 1
    for part in (sheet.oddFooter, sheet.oddHeader):
        part.left.text = part.center.text = part.right.text = None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        book.save(path)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        subprocess.run(
            [
                "pdftoppm",
                "-r",
                "110",
                "-png",
                "-f",
                "1",
                "-l",
                "1",
                "-singlefile",
                f"{folder}/sheet.pdf",
                f"{folder}/sheet",
            ],
            check=True,
        )
        page = Image.open(f"{folder}/sheet.png").convert("RGB")
    box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox() or (0, 0, *page.size)
    cut = page.crop((max(0, box[0] - 6), max(0, box[1] - 6), box[2] + 6, box[3] + 6))
    if cut.width > WIDTH:
        cut = cut.resize((WIDTH, round(cut.height * WIDTH / cut.width)), Image.Resampling.LANCZOS)
    cut.quantize(96).save(target, optimize=True)


def main(target: Path) -> None:
    """Draw every picture of the guide."""
    target.mkdir(parents=True, exist_ok=True)
    desk.now_in = lambda timezone: NOW
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["YIAN_HOME"] = name
        render(hand_on(folder, BASE), "填报说明", target / "guide.png", rows=30)
        render(hand_on(folder, BASE), "封面", target / "cover.png", rows=18, last="D")
        render(hand_on(folder, BASE), "问题清单", target / "problems.png", rows=8, last="J")
        form = hand_on(folder, BASE)
        form.press("intake")
        form.fill(CASE | {"当事人": "钱某", "牵头领导": "简若川"})
        render(form, "录入单", target / "form.png", rows=26)
        spoilt = hand_on(folder, edit(Problem, P1, due_date=dt.date(2026, 10, 30), owner=None)(BASE))
        spoilt.book.workbook["案件"]["D5"].value = "钱有余"
        spoilt.press("check")
        render(spoilt, "校验结果", target / "results.png", rows=8)
        render(spoilt, "案件", target / "marked.png", rows=7, last="H")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
