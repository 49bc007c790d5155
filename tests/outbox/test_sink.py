"""Once against a server of other make: Postfix's smtp-sink, behind TLS, since it speaks none itself."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from report_jobs.outbox import deliver
from report_jobs.workplace import Workplace
from tests.outbox.certificates import make_certificates
from tests.outbox.test_smtp import jobs_for, message, queue

SINK = os.environ.get("YIAN_SMTP_SINK") or shutil.which("smtp-sink", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = pytest.mark.skipif(not SINK, reason="smtp-sink (of the package postfix) is not here")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def sink(folder: Path, *options: str) -> Iterator[int]:
    """Run smtp-sink, each message into a file of its own."""
    port = free_port()
    folder.mkdir()
    user = ["-u", "root"] if os.geteuid() == 0 else []
    process = subprocess.Popen([str(SINK), *user, "-d", f"{folder}/%H%M%S.", *options, f"127.0.0.1:{port}", "100"])
    try:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


@contextmanager
def behind_tls(port: int, folder: Path) -> Iterator[int]:
    """Take TLS off and pass the rest on."""
    context = make_certificates(folder).context
    listener = socket.create_server(("127.0.0.1", 0))

    def pump(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                raw, _ = listener.accept()
                inner = socket.create_connection(("127.0.0.1", port))
                outer = context.wrap_socket(raw, server_side=True)
                for pair in ((outer, inner), (inner, outer)):
                    threading.Thread(target=pump, args=pair, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.close()


@pytest.mark.parametrize(
    ("options", "state", "code"),
    [
        ((), "sent", "250"),
        (("-q", "ehlo"), "queued", "ehlo-lost"),
        (("-f", "rcpt"), "dead", "rcpt-500"),
        (("-r", "mail"), "queued", "mail-450"),
        (("-Q", "data"), "queued", "data-421"),
        (("-q", "."), "uncertain", "dot-lost"),
        (("-r", "."), "queued", "dot-450"),
        (("-f", "."), "dead", "dot-500"),
    ],
)
def test_sink__replies_and_hang_ups__as_with_any_server(options, state, code, tmp_path: Path):
    workplace = Workplace(tmp_path)
    store = queue(workplace, message(1, size=300_000))
    with sink(tmp_path / "taken", *options) as plain, behind_tls(plain, tmp_path) as port:
        from tests.outbox.certificates import Certificates

        jobs = jobs_for(port, Certificates(tmp_path / "authority.pem", tmp_path / "server.pem"), security="tls")
        assert deliver(workplace, jobs) == {state: 1}
    (mail,) = store.mails()
    assert (mail.state, mail.code) == (state, code)
    if state == "sent":
        (path,) = (tmp_path / "taken").iterdir()
        assert b"Message-ID: <1@example.invalid>" in path.read_bytes()
