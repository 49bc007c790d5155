"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that renews golden files: python dev.py test tests/golden --renew."""
    parser.addoption("--renew", action="store_true", help="write golden files anew instead of comparing with them")
