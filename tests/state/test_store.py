"""The ledger: a period is there as a whole or not at all, once, whoever saves it."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from report_jobs.state import QueuedMail, SavedPeriod, StateError, Store, TakenFile


def saved(period: str, run: str = "x") -> SavedPeriod:
    return SavedPeriod(period, "2026-11-20T18:00:00", {"figures": {"M01": "3"}}, {"hash": run})


def file(name: str = "a.xlsx") -> TakenFile:
    return TakenFile(name=name, sha256="00ff", unit="SZ012", state="on_time", received="2026-11-20T11:00:00")


def mail(message_id: str = "<1@yian>", period: str = "2026-W47") -> QueuedMail:
    return QueuedMail(
        message_id=message_id,
        period=period,
        kind="briefing",
        recipient="a@example.invalid",
        file="1.eml",
        state="queued",
        data=b"Subject: x",
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "state.db")


def test_save__period_files_and_mails__all_there(store: Store):
    assert store.save_period(saved("2026-W47"), [file()], [mail()])
    assert store.period("2026-W47") == saved("2026-W47")
    assert store.taken(before="2026-W48") == {("a.xlsx", "00ff")}
    assert store.taken(before="2026-W47") == frozenset()
    assert store.mails() == [mail()]


def test_save__second_time__nothing_changes(store: Store):
    store.save_period(saved("2026-W47", "first"), [file()], [mail()])
    assert not store.save_period(saved("2026-W47", "second"), [file("b.xlsx")], [mail("<2@yian>")])
    assert store.period("2026-W47") == saved("2026-W47", "first")
    assert store.mails() == [mail()]


def test_save__fails_half_way__nothing_is_there(store: Store):
    with pytest.raises(sqlite3.IntegrityError):
        store.save_period(saved("2026-W47"), [file(), file()], [mail()])
    assert store.period("2026-W47") is None
    assert store.mails() == []


def test_before__limit__the_newest_in_order(store: Store):
    for week in (44, 45, 46, 47):
        store.save_period(saved(f"2026-W{week}"), [], [])
    assert [p.period for p in store.before("2026-W47", 2)] == ["2026-W45", "2026-W46"]


def test_mail__same_message_again__kept_once_and_its_state_stands(store: Store):
    store.save_period(saved("2026-W46"), [], [mail(period="2026-W46")])
    store.mark("<1@yian>", "written")
    store.save_period(saved("2026-W47"), [], [mail()])
    assert [m.state for m in store.mails()] == ["written"]
    assert store.mails("queued") == []


def test_store__ledger_of_a_newer_version__refused(tmp_path: Path):
    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StateError):
        Store(tmp_path / "state.db")


def test_store__ledger_of_the_first_version__brought_up_to_date_with_all_that_is_in_it(tmp_path: Path):
    from report_jobs.state import schema

    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.executescript(schema._FIRST)
        connection.execute("INSERT INTO period VALUES ('2026-W46', '2026-11-13T18:00:00', '{}', '{}')")
        connection.execute(
            "INSERT INTO mail VALUES ('<1@yian>', '2026-W46', 'briefing', 'a@example.invalid', '1.eml', 'written', x'00')"
        )
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    old = Store(tmp_path / "state.db")
    assert [p.period for p in old.periods()] == ["2026-W46"]
    assert [(m.state, m.level, m.attempts) for m in old.mails()] == [("written", 1, 0)]
    assert old.save_period(saved("2026-W47"), [file()], [mail("<2@yian>")])
    Store(tmp_path / "state.db")


def _race(path: Path, name: str, answers) -> None:  # type: ignore[no-untyped-def]
    answers.put((name, Store(path).save_period(saved("2026-W47", name), [], [])))


def test_save__four_processes_at_once__one_wins(tmp_path: Path):
    Store(tmp_path / "state.db")
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    racers = [context.Process(target=_race, args=(tmp_path / "state.db", n, answers)) for n in "abcd"]
    for racer in racers:
        racer.start()
    won = [name for name, first in (answers.get(timeout=60) for _ in racers) if first]
    for racer in racers:
        racer.join()
    assert len(won) == 1
    kept = Store(tmp_path / "state.db").period("2026-W47")
    assert kept is not None
    assert kept.run == {"hash": won[0]}
