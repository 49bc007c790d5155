"""Worker processes: begun as told, and gone when their parent is gone."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from report_jobs import children

PARENT = """
import os, sys, time
from report_jobs import children

if __name__ == "__main__":
    children.sys.platform = sys.argv[1]
    pool = children.pool(2, os.putenv, "YIAN_BEGUN", "1")
    workers = [pool.submit(os.getpid).result()]
    pool.submit(time.sleep, 60)
    print(*workers, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed with a signal")
@pytest.mark.parametrize("platform", ["linux", "elsewhere"])
def test_worker__parent_killed__ends_too(tmp_path: Path, platform: str) -> None:
    """Whether forked from the server or started anew: one that waits for work for ever would fill a machine."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script), platform], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    try:
        workers = [int(number) for number in parent.stdout.readline().split()]
        assert workers
        assert all(_lives(worker) for worker in workers)
        parent.kill()
        parent.wait()
        ends = time.monotonic() + 30
        while any(map(_lives, workers)) and time.monotonic() < ends:
            time.sleep(0.05)
        assert not any(map(_lives, workers))
    finally:
        parent.kill()
        parent.stdout.close()


def test_pool__begin__runs_in_each_worker_before_its_work() -> None:
    with children.pool(1, _keep, "begun") as pool:
        assert pool.submit(_kept).result() == ["begun"]
    assert _KEPT == []  # of this process nothing is shared


_KEPT: list[str] = []


def _keep(word: str) -> None:
    _KEPT.append(word)


def _kept() -> list[str]:
    return _KEPT


FORKED = """
import os
from report_jobs import children

def work():
    with children.pool(1, int) as pool:
        return pool.submit(abs, -7).result()

if __name__ == "__main__":
    assert work() == 7
    forked = os.fork()
    if not forked:
        os._exit(work())
    print(os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")
def test_pool__process_forked_after_its_parent_had_one__has_workers_of_its_own(tmp_path: Path) -> None:
    script = tmp_path / "forked.py"
    script.write_text(FORKED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert done.stdout == "7\n", done.stderr


def test_beside__tasks__their_results_in_order_wherever_they_were_done() -> None:
    here = os.getpid()
    tasks = [
        functools.partial(_double, 2),
        functools.partial(_double_unless_child, 3, here),
        functools.partial(_double, 4),
    ]
    with children.beside(tasks) as results:
        assert [result() for result in results] == [4, 6, 8]  # the second takes its worker with it


def test_beside__task_that_raises__raises_in_the_caller() -> None:
    with pytest.raises(ZeroDivisionError), children.beside([functools.partial(divmod, 1, 0)]) as results:
        results[0]()


def _double(number: int) -> int:
    return 2 * number


def _double_unless_child(number: int, parent: int) -> int:
    if os.getpid() != parent:
        os._exit(1)
    return 2 * number


def _lives(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return not _is_zombie(process)
    return False


def _is_zombie(process: int) -> bool:
    """Say whether a process has ended and is only not yet fetched, as in a container without an init."""
    told = Path(f"/proc/{process}/stat")
    with suppress(OSError):
        return told.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    return False
