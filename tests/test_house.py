"""The house: floors, size of rooms, where Chinese may stand, documents that cannot rot."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from xl_addin.cli import cli

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(p for package in ("workbooks", "report_jobs", "xl_addin") for p in (ROOT / package).rglob("*.py"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LIMIT = 400
WORDS_ALLOWED = ("standard/", "catalogue/", "metrics/declared.py", "workbooks/keys.py")


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports__contracts_of_the_house__are_kept():
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command, "import-linter belongs to the development tools"
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_module__is_small_and_says_what_it_is(path: Path):
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LIMIT
    assert ast.get_docstring(ast.parse(source)), "a module says in a docstring what it is"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if "words" not in p.stem and "words" not in p.parent.name], ids=short
)
def test_literals__chinese__only_where_it_may_stand(path: Path):
    """Names inside, labels at the edges: text that people read stands in words modules and declarations."""
    if any(part in short(path) for part in WORDS_ALLOWED):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documented.add(id(node.value))
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
        if CHINESE.search(ast.get_source_segment(path.read_text(encoding="utf-8"), node) or "")
    ]
    assert found == []


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None


def test_readme__names_every_command_and_both_ways_to_begin():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in cli.commands:
        assert f"yian {name}" in text, f"the README does not speak of yian {name}"
    assert "python dev.py demo" in text
    assert "python dev.py test" in text


def test_readme__pictures__are_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).is_file(), picture


def test_sources__no_path_of_a_machine_and_no_vague_names():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/(?:home|root|tmp|work)/\w", text), short(path)
        assert path.stem not in ("utils", "helpers", "manager", "service", "common", "misc")
