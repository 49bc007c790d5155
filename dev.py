"""Set up and run the project on a machine that has Python and nothing else.

    python dev.py demo [DIR]    make a whole programme and say what to open
    python dev.py test [...]    lint, types, tests (arguments go to pytest)
    python dev.py long [...]    the second stage: long proofs
    python dev.py yian ...      any command of the product

A virtual environment `.venv` is made beside this file and kept until pyproject.toml changes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
NEEDED = (3, 11)
NO_TESTS = 5
"""Pytest's exit code when nothing was selected."""


def main(arguments: list[str]) -> int:
    """Do what was asked for and return its exit code."""
    if sys.version_info < NEEDED:
        return fail(f"Python {NEEDED[0]}.{NEEDED[1]} or newer is needed, this is {sys.version.split()[0]}.")
    what, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if what == "demo":
        return prepare("jobs") or run("-m", "xl_addin", "demo", *rest)
    if what == "yian":
        return prepare("jobs") or run("-m", "xl_addin", *rest)
    if what == "test":
        return prepare("dev") or check() or run("-m", "pytest", "-n", "2", *rest)
    if what == "long":
        code = prepare("dev") or run("-m", "pytest", "-m", "long", "-n", "2", *rest)
        return 0 if code == NO_TESTS else code
    print(__doc__)
    return 0 if what in ("", "-h", "--help") else 2


def prepare(extra: str) -> int:
    """Make the environment, or leave it when it already holds what is asked for."""
    stamp = VENV / f"installed-{extra}"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    print(f"Preparing {VENV.name} ({extra}) ...", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    code = run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", f"{ROOT}[{extra}]")
    if code:
        return fail("The packages could not be installed: check the network or pip's index setting, then try again.")
    stamp.write_text(wanted)
    return 0


def check() -> int:
    """Lint and check types."""
    return run("-m", "ruff", "check", "--quiet", ".") or run("-m", "mypy")


def run(*command: str) -> int:
    """Run Python in the environment, with UTF-8 everywhere."""
    return subprocess.call([str(PYTHON), *command], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"})


def fail(sentence: str) -> int:
    """Say what is wrong and return the exit code for it."""
    print(sentence, file=sys.stderr)
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
