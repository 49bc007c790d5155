"""A LibreOffice that is none: what it does with a deck stands in the deck, so that every misfortune can be had.

Run as a program it takes LibreOffice's arguments. A deck's `plan.txt` says: good, hang (with a
child that outlives its parent), crash, cut (half a PDF), short (a page too few), silent (nothing).
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

PML = "http://schemas.openxmlformats.org/presentationml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STARTS = "YIAN_FAKE_OFFICE"
"""Names the file in which each start leaves a line, and each process its number."""


def deck(plan: str, slides: int = 2, hidden: int = 0) -> bytes:
    """The least that counts as a deck, with what is to become of it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("plan.txt", plan)
        numbers = range(1, slides + hidden + 1)
        for number in numbers:
            shown = ' show="0"' if number > slides else ""
            package.writestr(f"ppt/slides/slide{number}.xml", f"<sld{shown}/>")
        listed = "".join(f'<p:sldId r:id="r{number}"/>' for number in numbers)
        package.writestr(
            "ppt/presentation.xml", f'<p:presentation xmlns:p="{PML}" xmlns:r="{REL}">{listed}</p:presentation>'
        )
        known = "".join(f'<a Id="r{number}" Target="slides/slide{number}.xml"/>' for number in numbers)
        package.writestr("ppt/_rels/presentation.xml.rels", f"<a>{known}</a>")
        core = '<a xmlns:d="http://purl.org/dc/terms/"><d:modified>2026-11-20T18:00:00Z</d:modified></a>'
        package.writestr("docProps/core.xml", core)
    return buffer.getvalue()


def pdf(pages: int, moment: str = "20300101000000") -> bytes:
    """The least that counts as a PDF, with a clock's time and a drawn identifier."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d>>" % pages]
    objects += [b"<</Type/Page/Parent 2 0 R>>"] * pages
    objects += [b"<</CreationDate(D:%sZ')>>" % moment.encode()]
    made = b"%PDF-1.6\n"
    for number, content in enumerate(objects, start=1):
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    drawn = os.urandom(16).hex().upper().encode()
    trailer = b"trailer\n<</Root 1 0 R/ID [ <%s>\n<%s> ]/DocChecksum /%s>>\n" % (drawn, drawn, drawn)
    return made + b"xref\n0 1\n" + trailer + b"startxref\n%d\n%%%%EOF\n" % len(made)


def install(folder: Path) -> Path:
    """Lay the program into a folder as `soffice` and return the file in which it tells of itself."""
    folder.mkdir()
    program = folder / "soffice"
    root = Path(__file__).resolve().parents[2]
    program.write_text(f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(root)!r})\n"
                       "from tests.briefing.fake_office import main\nmain(sys.argv[1:])\n", encoding="utf-8")  # fmt: skip
    program.chmod(0o755)
    return folder / "starts"


def main(arguments: list[str]) -> None:
    """Do with each deck what it says."""
    told, out = Path(os.environ[STARTS]), Path(arguments[arguments.index("--outdir") + 1])
    _tell(told, f"start {os.getpid()}")
    for name in (a for a in arguments if a.endswith(".pptx")):
        with zipfile.ZipFile(name) as package:
            names = package.namelist()
            plan = package.read("plan.txt").decode() if "plan.txt" in names else "good"
            slides = [package.read(n) for n in names if n.startswith("ppt/slides/slide")]
            pages = sum(b' show="0"' not in slide for slide in slides)
        target = out / f"{Path(name).stem}.pdf"
        if plan == "hang":
            target.write_bytes(pdf(pages)[:40])
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            _tell(told, f"child {child.pid}")
            time.sleep(600)
        if plan == "crash":
            target.write_bytes(pdf(pages)[:40])
            os.abort()
        if plan == "cut":
            target.write_bytes(pdf(pages)[:-30])
        elif plan == "short":
            target.write_bytes(pdf(pages - 1))
        elif plan != "silent":
            target.write_bytes(pdf(pages))


def _tell(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(line + "\n")
