"""The sample period and its register, made once for all tests of this folder."""

from __future__ import annotations

import pytest

from report_jobs import register
from report_jobs.frozen import Frozen
from tests.register import sample
from tests.register.opened import Opened


@pytest.fixture(scope="session")
def frozen() -> Frozen:
    return sample.frozen()


@pytest.fixture(scope="session")
def written(frozen: Frozen) -> bytes:
    return register.write(frozen)


@pytest.fixture(scope="session")
def opened(written: bytes) -> Opened:
    return Opened(written)


@pytest.fixture(scope="session")
def opened_empty() -> Opened:
    return Opened(register.write(sample.empty()))
