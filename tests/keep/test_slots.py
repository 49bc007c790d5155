"""When what is due: holidays, shifted working days, catch-up, and a clock that cannot be believed."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from report_jobs.config import ConfigError, Schedule, default_jobs, parse_jobs
from report_jobs.keep.clock import AHEAD, BEHIND, JUMPED, ClockGuard
from report_jobs.keep.keeper import Keeper
from report_jobs.keep.slots import following, slots
from tests.workplaces import ZONE, make
from workbooks.playbook import default_playbook
from workbooks.playbook.model import Playbook

SCHEDULES = parse_jobs(default_jobs()).schedules


def playbook(**calendar: object) -> Playbook:
    shipped = default_playbook()
    made = shipped.model_copy(update={"calendar": shipped.calendar.model_copy(update=calendar)})
    made.__dict__.pop("rhythm", None)  # a copy takes along what was computed of the original
    return made


def due(after: str, until: str, book: Playbook | None = None) -> list[tuple[str, str, str]]:
    found = slots(SCHEDULES, book or playbook(), dt.datetime.fromisoformat(after), dt.datetime.fromisoformat(until))
    return [(s.schedule_id, s.name, f"{s.due:%m-%d %H:%M}") for s in found]


def test_slots__an_ordinary_week():
    assert due("2026-11-16", "2026-11-23T12:00") == [
        ("briefing-1h", "2026-W46", "11-16 07:30"),
        ("mail", "2026-W46", "11-16 08:30"),
        ("lookbacks", "2026-W46", "11-16 08:30"),
        ("reminder-24h", "2026-W47", "11-19 12:00"),
        ("reminder-3h", "2026-W47", "11-20 09:00"),
        ("consolidate", "2026-W47", "11-20 18:00"),
        ("briefing-1h", "2026-W47", "11-23 07:30"),
        ("mail", "2026-W47", "11-23 08:30"),
        ("lookbacks", "2026-W47", "11-23 08:30"),
    ]


def test_slots__national_holiday__due_day_and_briefing_move_and_reminders_stay_on_working_days():
    """W40 falls due on 2 October, which is a holiday: Thursday 8 is the next working day."""
    found = [line for line in due("2026-09-28", "2026-10-12") if line[1] == "2026-W40"]
    assert found == [
        ("reminder-24h", "2026-W40", "09-30 12:00"),
        ("reminder-3h", "2026-W40", "10-08 09:00"),
        ("consolidate", "2026-W40", "10-08 18:00"),
        ("briefing-1h", "2026-W40", "10-09 07:30"),
        ("mail", "2026-W40", "10-09 08:30"),
        ("lookbacks", "2026-W40", "10-09 08:30"),
    ]


def test_slots__saturday_that_is_worked__counts_as_a_working_day():
    """Friday off, Saturday worked: due on Saturday."""
    book = playbook(holidays=(dt.date(2026, 11, 20),), workdays=(dt.date(2026, 11, 21),))
    found = {name: when for name, of, when in due("2026-11-16", "2026-11-24", book) if of == "2026-W47"}
    assert found["consolidate"] == "11-21 18:00"
    assert found["reminder-24h"] == "11-19 12:00"
    assert found["reminder-3h"] == "11-21 09:00"
    assert found["mail"] == "11-23 08:30"


def test_slots__month__on_its_day_or_the_next_working_one():
    found = [line for line in due("2026-11-15", "2027-01-31") if line[0] == "annex"]
    assert found == [("annex", "2026-12", "12-01 09:00"), ("annex", "2027-01", "01-04 09:00")]


def test_following__each_schedule_once_in_order():
    found = following(SCHEDULES, playbook(), dt.datetime(2026, 11, 20, 13))
    assert [s.schedule_id for s in found] == [
        "consolidate", "briefing-1h", "mail", "lookbacks", "reminder-24h", "reminder-3h", "annex",
    ]  # fmt: skip


def test_config__same_job_twice_at_the_same_hour__said():
    with pytest.raises(ConfigError, match=r"schedules.*写了两次"):
        parse_jobs(default_jobs() + '\n[[schedules]]\njob = "mail"\nat = "brief"\n')


# ---------------------------------------------------------------- the keeper


class Hands:
    """A keeper whose clock a test moves."""

    def __init__(self, root: Path, *schedules: Schedule) -> None:
        self.workplace = make(root)
        if schedules:
            lines = [
                f'[[schedules]]\njob = "{s.job}"\nat = "{s.at}"\nhours = {s.hours}\ncatch_up = "{s.catch_up}"\n'
                for s in schedules
            ]
            contact = '[[contacts]]\nunit = "SZ001"\naddress = "sz001@example.invalid"\n'
            text = default_jobs().split("[[schedules]]")[0]
            self.workplace.jobs.write_text("\n".join((text, contact, *lines)), encoding="utf-8")
        self.now = self.steady = 0.0
        self.at("2026-11-02T09:00")
        self.keeper = self.started()

    def started(self) -> Keeper:
        return Keeper(self.workplace, clock=lambda: self.now, steady=lambda: self.steady)

    def at(self, moment: str) -> None:
        before = self.now
        self.now = dt.datetime.fromisoformat(moment).replace(tzinfo=ZONE).timestamp()
        self.steady += self.now - before

    def tick(self, moment: str) -> str:
        self.at(moment)
        return self.keeper.tick()

    def states(self) -> dict[str, tuple[str, str]]:
        return {f"{r.job} {r.slot}": (r.state, r.code) for r in self.keeper.ledger.runs()}


REMIND = Schedule(job="reminder", at="due", hours=-24, catch_up="none")


def test_keeper__reminder__to_units_whose_return_did_not_come_and_only_once(tmp_path: Path):
    hands = Hands(tmp_path / "w", REMIND)
    assert hands.tick("2026-11-05T11:59") == ""
    assert hands.states() == {}
    hands.tick("2026-11-05T12:00")
    hands.tick("2026-11-05T12:01")
    assert hands.states() == {"reminder-24h 2026-W45": ("done", "")}
    (path,) = hands.workplace.outbox.glob("*reminder-SZ001*.eml")
    import email
    import email.policy

    told = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert told["To"] == "sz001@example.invalid"
    for kind in ("plain", "html"):
        assert "2026年11月06日 12:00" in told.get_body((kind,)).get_content()


def test_keeper__catch_up__all_latest_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from report_jobs.keep import work
    from report_jobs.keep.work import Made

    ran: list[str] = []
    for name in ("reminder", "lookbacks", "consolidate"):
        monkeypatch.setitem(work.WORK, name, lambda g: ran.append(f"{g.slot.job} {g.slot.name}") or Made())  # type: ignore[index]
    hands = Hands(
        tmp_path / "w",
        REMIND,
        Schedule(job="lookbacks", at="brief", catch_up="latest"),
        Schedule(job="consolidate", at="cutoff", catch_up="all"),
    )
    hands.tick("2026-11-02T09:00")
    hands.keeper = hands.started()
    hands.tick("2026-11-24T09:00")
    assert ran == ["consolidate 2026-W45", "consolidate 2026-W46", "consolidate 2026-W47", "lookbacks 2026-W47"]
    states = hands.states()
    assert states["reminder-24h 2026-W46"] == ("missed", "late")
    assert states["lookbacks 2026-W46"] == ("missed", "superseded")
    hands.tick("2026-11-24T09:01")
    assert len(ran) == 4


def test_keeper__job_that_raises__later_ones_have_their_turn_and_it_is_tried_again(tmp_path, monkeypatch):
    from report_jobs.keep import work
    from report_jobs.keep.work import Made

    tried: list[float] = []

    def raising(ground: object) -> Made:
        tried.append(hands.now)
        raise ValueError("李某某")

    monkeypatch.setitem(work.WORK, "reminder", raising)
    monkeypatch.setitem(work.WORK, "consolidate", lambda g: Made())
    hands = Hands(
        tmp_path / "w",
        Schedule(job="reminder", at="due", hours=-1, catch_up="all"),
        Schedule(job="consolidate", at="cutoff"),
    )
    hands.tick("2026-11-06T18:00")
    assert hands.states()["consolidate 2026-W45"] == ("done", "")
    state, code = hands.states()["reminder-1h 2026-W45"]
    assert (state, code.split(":")[0]) == ("retry", "ValueError@test_slots.py")
    for minute in range(1, 8):
        hands.tick(f"2026-11-06T18:{minute:02d}:30")
    assert [round((t - tried[0]) / 30) for t in tried] == [0, 3, 7, 15]
    log = hands.workplace.log.read_text(encoding="utf-8")
    assert "李" not in log
    assert log.isascii()


def test_keeper__broken_configuration__says_so_and_goes_on_when_mended(tmp_path: Path):
    hands = Hands(tmp_path / "w", REMIND)
    whole = hands.workplace.jobs.read_text(encoding="utf-8")
    hands.workplace.jobs.write_text("[mail", encoding="utf-8")
    assert hands.tick("2026-11-05T12:00") == "config:jobs.toml"
    hands.workplace.jobs.write_text(whole, encoding="utf-8")
    assert hands.tick("2026-11-05T12:01") == ""
    assert hands.states()["reminder-24h 2026-W45"] == ("done", "")


@pytest.mark.parametrize("moment", ["2026-11-01T09:00", "2026-12-25T09:00"])
def test_keeper__clock_behind_or_far_ahead__nothing_is_done_until_a_person_says_so(moment: str, tmp_path: Path):
    hands = Hands(tmp_path / "w", REMIND)
    hands.tick("2026-11-02T10:00")
    hands.keeper = hands.started()
    code = BEHIND if moment < "2026-11-02" else AHEAD
    for _ in range(3):
        assert hands.tick(moment) == code
    assert hands.states() == {}
    hands.keeper.ledger.believe(hands.now)
    assert hands.tick(moment) == ""


def test_clock__jump_while_running__one_lease_to_be_put_right():
    guard = ClockGuard(120.0, 31)
    assert guard.doubt(1000.0, 0.0, 1000.0) == ""
    assert guard.doubt(1020.0, 20.0, 1000.0) == ""
    assert guard.doubt(9000.0, 40.0, 1020.0) == JUMPED
    assert guard.doubt(1060.0, 60.0, 1020.0) == JUMPED
    assert guard.doubt(1200.0, 200.0, 1020.0) == ""


def test_keeper__in_the_middle_of_the_first_week__earlier_slots_are_none_of_its(tmp_path: Path):
    hands = Hands(tmp_path / "w")
    hands.at("2026-11-24T09:00")
    hands.workplace.state.unlink()
    hands.keeper = hands.started()
    assert hands.keeper.tick() == ""
    assert hands.states() == {}


def test_keeper__run_that_does_not_verify__is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from report_jobs import verify
    from report_jobs.state import Store

    hands = Hands(tmp_path / "w", *(Schedule(job=j, at=a, catch_up="all") for j, a in (("consolidate", "cutoff"), ("briefing", "brief"), ("mail", "brief"))))  # fmt: skip
    hands.tick("2026-11-06T18:01")
    monkeypatch.setattr(verify, "verify", lambda folder: verify.Report(10, ("fig_M04",)))
    hands.tick("2026-11-09T08:31")
    hands.tick("2026-11-09T08:32")
    assert hands.states()["briefing 2026-W45"] == ("failed", "verify-1")
    assert hands.states()["mail 2026-W45"] == ("missed", "unproven")
    assert {m.state for m in Store(hands.workplace.state).mails()} == {"held"}
    assert list(hands.workplace.outbox.iterdir()) == []


def test_keeper__whole_programme_of_a_week__mails_wait_for_monday(tmp_path: Path):
    hands = Hands(tmp_path / "w")
    hands.tick("2026-11-06T18:01")
    assert (hands.workplace.runs / "2026-W45" / "run.json").exists()
    assert list(hands.workplace.outbox.iterdir()) == []
    hands.tick("2026-11-09T08:31")
    assert len(list(hands.workplace.outbox.glob("2026-W45_briefing_*.eml"))) == 2
    hands.keeper = hands.started()
    hands.tick("2026-12-01T09:01")
    assert len(list(hands.workplace.outbox.glob("2026-12_annex_*.eml"))) == 2
    assert (hands.workplace.runs / "annex-2026-11.xlsx").exists()


def test_log__facts_that_are_no_codes__are_not_written(tmp_path: Path):
    from report_jobs.keep.log import Log, place

    log = Log(tmp_path / "keep.log")
    moment = dt.datetime(2026, 11, 20, 18, tzinfo=ZONE)
    for value in ("李某某", "a b", "x\ny", "110101199001011237 张", "é"):
        log(moment, "event", fact=value)
    log(moment, "done", slot="2026-W47", code="OSError@publish.py:31", count=3)
    lines = (tmp_path / "keep.log").read_text(encoding="utf-8").splitlines()
    assert lines[:5] == ["2026-11-20T18:00:00+08:00 event fact=?"] * 5
    assert lines[5] == "2026-11-20T18:00:00+08:00 done slot=2026-W47 code=OSError@publish.py:31 count=3"
    with pytest.raises(ValueError) as caught:
        int("李某某 13800000000")
    assert place(caught.value).startswith("ValueError@test_slots.py:")


def test_keeper__mailbox_away__consolidation_waits_an_hour_then_goes_on(tmp_path: Path):
    hands = Hands(tmp_path / "w", Schedule(job="consolidate", at="cutoff", catch_up="all"))
    text = hands.workplace.jobs.read_text(encoding="utf-8")
    hands.workplace.jobs.write_text(
        text.replace('kind = ""', 'kind = "maildir"').replace('path = ""', 'path = "post"'), encoding="utf-8"
    )
    for moment in ("18:00", "18:02", "18:05", "18:10", "18:19", "18:36"):
        assert hands.tick(f"2026-11-06T{moment}") == ""
        state, code = hands.states()["consolidate 2026-W45"]
        assert (state, code.split("@")[0]) == ("retry", "ConfigError")
    hands.tick("2026-11-06T19:09")
    assert hands.states()["consolidate 2026-W45"] == ("done", "")
    assert "post_failed" in hands.workplace.log.read_text(encoding="utf-8")


def test_keeper__begins__clears_what_the_dead_left_and_nothing_else(tmp_path: Path):
    import os

    hands = Hands(tmp_path / "w")
    runs = hands.workplace.runs
    for name, whole in (("2026-W45", True), ("2026-W46", False)):
        (runs / f".{name}.abc").mkdir()
        (runs / name).mkdir()
        if whole:
            (runs / name / "run.json").write_text("{}")
    from report_jobs.state import SavedPeriod, Store

    Store(hands.workplace.state).save_period(SavedPeriod("2026-W45", "2026-11-06T18:00:00", {}, {}), [], [])
    for name, age in ((".old.part", 90_000), (".new.part", 60)):
        (hands.workplace.outbox / name).write_bytes(b"x")
        os.utime(hands.workplace.outbox / name, (time.time() - age,) * 2)
    hands.started()
    assert sorted(p.name for p in runs.iterdir()) == [".2026-W46.abc", "2026-W45", "2026-W46"]
    assert [p.name for p in hands.workplace.outbox.iterdir()] == [".new.part"]
