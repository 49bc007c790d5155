"""Returns by mail from a real server: Dovecot, with TLS, a mailbox of its own and another reader beside us."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4_SSL, Time2Internaldate
from pathlib import Path

import pytest

from report_jobs.config import Jobs
from report_jobs.post import fetch
from report_jobs.workplace import Workplace
from tests.outbox.certificates import Certificates, make_certificates
from tests.test_post import MOMENT, jobs_of, mail, workplace

__all__ = ["workplace"]
DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
USER, PASSWORD = "reports", "geheim-0123456789"
CONFIGURATION = """
protocols = imap
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
listen = 127.0.0.1
ssl = required
ssl_cert = <{pem}
ssl_key = <{pem}
disable_plaintext_auth = yes
default_internal_user = {me}
default_internal_group = {group}
default_login_user = {me}
mail_location = maildir:{base}/mail
first_valid_uid = 0
mail_access_groups = {group}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
pytestmark = pytest.mark.skipif(
    DOVECOT is None or getattr(os, "geteuid", int)() != 0 or os.name == "nt",
    reason="needs Dovecot (package dovecot-imapd), started as root",
)


@contextmanager
def dovecot(certificates: Certificates) -> Iterator[int]:
    """Run a server with one mailbox, in a folder of its own (its sockets need a short path)."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = int(found.getsockname()[1])
    import grp  # neither is there on Windows
    import pwd

    owner = pwd.getpwnam("nobody")
    base = Path(tempfile.mkdtemp(prefix="imap", dir="/tmp"))
    text = CONFIGURATION.format(
        base=base, pem=certificates.server, me=owner.pw_name, group=grp.getgrgid(owner.pw_gid).gr_name,
        uid=owner.pw_uid, gid=owner.pw_gid, port=port, password=PASSWORD,
    )  # fmt: skip
    (base / "dovecot.conf").write_text(text)
    os.chown(base, owner.pw_uid, owner.pw_gid)
    process = subprocess.Popen([str(DOVECOT), "-F", "-c", str(base / "dovecot.conf")])
    try:
        end = time.monotonic() + 15
        while time.monotonic() < end and process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        assert process.poll() is None, (base / "log").read_text() if (base / "log").exists() else "no log"
        yield port
    finally:
        process.terminate()
        process.wait(timeout=15)
        shutil.rmtree(base, ignore_errors=True)


@contextmanager
def signed_in(certificates: Certificates, port: int) -> Iterator[IMAP4_SSL]:
    """Look into the mailbox as another program would."""
    box = IMAP4_SSL("127.0.0.1", port, ssl_context=ssl.create_default_context(cafile=str(certificates.authority)))
    box.login(USER, PASSWORD)
    try:
        yield box
    finally:
        box.logout()


def jobs_at(certificates: Certificates, port: int) -> Jobs:
    return jobs_of(kind="imap", host="127.0.0.1", port=port, user=USER, ca_file=str(certificates.authority))


def test_fetch__dovecot__each_message_once_marked_and_at_the_servers_time(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    certificates = make_certificates(tmp_path)
    monkeypatch.setenv("YIAN_POST_PASSWORD", PASSWORD)
    with dovecot(certificates) as port:
        with signed_in(certificates, port) as box:
            for data in (mail(("报送 SZ001.xlsx", b"PK one")), mail(number=2), mail(("b.xlsx", b"PK two"), number=3)):
                assert box.append("INBOX", "", Time2Internaldate(MOMENT), data)[0] == "OK"
        jobs = jobs_at(certificates, port)
        fetched = fetch(workplace, jobs)
        assert (fetched.messages, fetched.files, fetched.flagged) == (3, 2, 1)
        assert sorted(p.read_bytes() for p in workplace.inbox.iterdir()) == [b"PK one", b"PK two"]
        assert {p.stat().st_mtime for p in workplace.inbox.iterdir()} == {MOMENT}
        with signed_in(certificates, port) as box:
            box.select("INBOX")
            assert box.search(None, "SEEN")[1] == [b"1 2 3"]
            assert box.search(None, "FLAGGED")[1] == [b"2"]
        assert fetch(workplace, jobs).messages == 0
        with signed_in(certificates, port) as box:
            box.append("INBOX", "", Time2Internaldate(MOMENT), mail(("c.xlsx", b"PK three"), number=4))
        assert fetch(workplace, jobs).files == 1
        monkeypatch.setenv("YIAN_POST_PASSWORD", "wrong")
        with pytest.raises(OSError):
            fetch(workplace, jobs)
    with pytest.raises(OSError):
        fetch(workplace, jobs)
