"""For every code of the V rules: one book that raises it, and a near miss that does not."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.books import (
    BASE,
    CHIEF,
    HEAD,
    LIAISON,
    MEMBER,
    P1,
    P2,
    PERIOD,
    TODAY,
    Book,
    both,
    copy_of,
    day,
    drop,
    edit,
    every,
    same,
)
from tests.grids import PLAYBOOK
from workbooks.catalogue import word
from workbooks.catalogue.cells import CELLS
from workbooks.catalogue.rules import RULES
from workbooks.checks import REGISTRY, Context, run_checks
from workbooks.standard import (
    Accountability,
    Action,
    Activity,
    Analysis,
    Assessment,
    Case,
    Closure,
    Cover,
    Duty,
    FourForm,
    Letter,
    LookBack,
    Pair,
    Problem,
    Regulation,
    Risk,
    SixCheck,
    Stage,
    Weekly,
)

C1, C2, X1, X2 = f"{P1}-C01", f"{P2}-C01", f"{P1}-X01", f"{P2}-X01"
CASE = "AJ-2026-SZ012-001"
RALLY, LIFE = "HD-SZ012-0002", "HD-SZ012-0003"
TEXT = "窗口收件后未当日录入系统，抽查四十件有六件超时"
OPEN = {"status": "fixing"}


def book(*edits, **more) -> Book:
    return Book(both(*edits), **more)


def weeks(count: int, *edits) -> tuple:
    return tuple(both(*edits) for _ in range(count))


def progress(text: str, pct: int = 40):
    return edit(Action, C1, status="running", pct=pct, done_date=None, week_progress=text)


NOTHING = drop(Problem), drop(Risk), drop(Action), drop(Closure), drop(LookBack)

CASES: dict[str, tuple[Book, Book]] = {
    "V-01": (book(edit(Action, C1, problem_id="WT-2026-SZ012-0999")), book(edit(Problem, P1, source_ref="DZ-SZ012-0001"))),
    "V-02a": (book(copy_of(Action, C1)), book(copy_of(Action, C1, action_id=f"{P1}-C02"))),
    "V-02c": (book(edit(Action, C1, problem_id=P2)), book(edit(Action, C1, problem_id=None))),
    "V-02d": (book(edit(Regulation, regulation_id="ZD-SZ011-001")), book(edit(Regulation, regulation_id="ZD-SZ012-009"))),
    "V-04b": (book(edit(Regulation, plan_date=day(1, 1).replace(year=2011))), book(edit(Regulation, plan_date=dt.date(2012, 1, 1)))),
    "V-05a": (book(edit(Letter, deliver_date=day(8, 13))), book(edit(Letter, deliver_date=day(8, 14)))),
    "V-05b": (book(edit(Stage, f"{CASE}-S1", plan_end=day(8, 10))), book(edit(Stage, f"{CASE}-S1", plan_end=day(8, 11)))),
    "V-05c": (book(edit(Activity, act_date=day(11, 21))), book(edit(Activity, act_date=day(11, 20)))),
    "V-06": (book(edit(Action, C1, due_date=day(9, 24))), book(edit(Action, C1, due_date=day(9, 23)))),
    "V-07a": (book(drop(Pair, lambda p: p.pair_id.endswith("P7B"))), book(edit(Pair, f"{CASE}-P7B", status="open"))),
    "V-07b": (book(drop(Stage, lambda s: s.stage == "S4")), book(edit(Stage, f"{CASE}-S4", act_end=None))),
    "V-08a": (book(edit(Duty, "SZ012-R02", role="first")), book(edit(Duty, "SZ012-R02", role="member"))),
    "V-08b": (book(edit(Duty, "SZ012-R05", role="dept_head")), book(edit(Duty, "SZ012-R04", role="liaison"))),
    "V-09a": (book(drop(Analysis, lambda a: a.root == "education")), book(drop(Analysis, lambda a: a.analysis_id[-2:] == "01"))),
    "V-09b": (book(drop(Analysis, lambda a: a.subject == "unit_party")), book(drop(Analysis, lambda a: a.analysis_id[-2:] == "04"))),
    "V-10": (book(drop(SixCheck, lambda s: s.six == "X3")), book(every(SixCheck, subject=HEAD, subject_type="team"))),
    "V-11": (book(edit(Letter, n_issues=2)), book(edit(Letter, n_issues=2, status="delivered"))),
    "V-12a": (book(edit(Risk, regulation_id=None)), book(edit(Risk, regulation_id=None, grade="medium", grade_basis="降级"))),
    "V-12b": (book(edit(Risk, control="双人复核")), book(edit(Risk, control="双人复核；每月抽查"))),
    "V-12c": (book(edit(Risk, lead=CHIEF)), book(edit(Risk, lead=MEMBER))),
    "V-13": (book(edit(Regulation, old_no="景办〔2019〕3号")), book(edit(Regulation, old_no="景办〔2019〕3号", action="revise"))),
    "V-14": (book(edit(Case, form="first")), book(edit(Case, party_sanction="serious_warning"))),
    "V-15": (book(edit(FourForm, measure="light_sanction")), book(edit(FourForm, measure="admonition"))),
    "V-16a": (book(edit(Activity, RALLY, attended=97)), book(edit(Activity, RALLY, attended=96))),
    "V-16b": (book(edit(Activity, LIFE, educated=7)), book(edit(Activity, LIFE, educated=6))),
    "V-16c": (book(edit(Activity, RALLY, educated=130)), book(edit(Activity, RALLY, educated=95))),
    "V-17a": (book(edit(Activity, RALLY, invited=110, educated=0)), book(edit(Activity, RALLY, invited=105))),
    "V-17b": (book(edit(Activity, RALLY, head_present="no")), book(edit(Activity, LIFE, head_present="no"))),
    "V-18a": (book(edit(Case, person_masked="李可为")), book(edit(Case, person_masked="欧阳某某甲"))),
    "V-18b": (
        Book(edit(Problem, P1, problem=f"{TEXT}，经办人骆松年。"), names=frozenset({"骆松年"})),
        Book(edit(Problem, P1, problem=f"{TEXT}，经办人骆某某。"), names=frozenset({"骆松年"})),
    ),
    "V-19a": (book(edit(Problem, P1, problem=f"{TEXT}11010519491231002X。")), book(edit(Problem, P1, problem=f"{TEXT}110105194912310021。"))),
    "V-19b": (book(edit(Problem, P1, problem=f"{TEXT}，电话13800138000。")), book(edit(Cover, phone="13800138000"))),
    "V-19c": (book(edit(Problem, P1, problem=f"{TEXT}，卡号4111111111111111。")), book(edit(Problem, P1, problem=f"{TEXT}，流水4111111111111112。"))),
    "V-20": (book(copy_of(Problem, P1, problem_id="WT-2026-SZ012-0003", problem=f"{TEXT}！")), book(copy_of(Problem, P1, problem_id="WT-2026-SZ012-0003", problem="印章借出登记簿缺签字，三枚印章有九次使用未登记。"))),
    "V-21a": (book(edit(Problem, P1, **OPEN), before=weeks(2, edit(Problem, P1, **OPEN))), book(edit(Problem, P1, **OPEN), before=weeks(1, edit(Problem, P1, **OPEN)))),
    "V-21b": (book(edit(Problem, P1, **OPEN), before=weeks(3, edit(Problem, P1, **OPEN))), book(edit(Problem, P1, **OPEN), before=weeks(2, edit(Problem, P1, **OPEN)))),
    "V-22": (
        book(progress("11月12日核对资料 20 份，缺项 3 份已退回补齐"), before=(progress("11月12日核对资料 20 份，缺项 3 份，已退回补齐。"),)),
        book(progress("11月19日召开碰头会，剩余 5 项排定责任人和日期"), before=(progress("11月12日核对资料 20 份，缺项 3 份已退回补齐"),)),
    ),
    "V-23a": (book(edit(Action, C1, status="running")), book(edit(Action, C1, status="running", pct=95))),
    "V-23b": (book(edit(Action, C1, pct=95)), book(edit(Action, C1, pct=100))),
    "V-23c": (book(progress("核对 20 份", 35), before=(progress("核对 10 份", 40),)), book(progress("核对 20 份", 40), before=(progress("核对 10 份", 40),))),
    "V-24": (book(edit(Problem, P1, **OPEN), edit(Weekly, txt_issue="无。")), book(edit(Weekly, txt_issue="无。"))),
    "V-25": (book(edit(Activity, RALLY, educated=90), before=(same,)), book(edit(Problem, P1, status="void"), before=(same,))),
    "V-26": (book(edit(Action, C1, action="高度重视，进一步加强思想认识。")), book(edit(Action, C1, action="进一步加强复核，每月抽查 20 件。"))),
    "V-27": (book(edit(Action, C1, evidence="https://pan.example.com/a")), book(edit(Action, C1, evidence="整改/0007/纪要.v2.pdf"))),
    "V-28a": (book(edit(Cover, sign_date=day(11, 15))), book(edit(Cover, sign_date=day(11, 16)))),
    "V-28b": (
        book(copy_of(FourForm, form_row_id="SZ012-2026-W48-01", week_id="2026-W48"), before=(same,)),
        book(copy_of(FourForm, form_row_id="SZ012-2026-W46-01", week_id="2026-W46"), before=(same,)),
    ),
    "V-29": (book(*NOTHING, before=(both(*NOTHING),)), book(*NOTHING, before=(same,))),
    "V-30": (book(edit(Cover, unit_name="市政务局")), book(edit(Cover, unit_name=None))),
    "V-31": (book(edit(Weekly, txt_issue="附件标注机密★，已另行报送，进度偏慢。")), book(edit(Weekly, txt_issue="涉及保密管理的机密文件登记簿漏登三次。"))),
    "V-40": (book(edit(Case, focus=("none", "central"))), book(edit(Case, focus=("none",)))),
    "V-41": (book(edit(Case, announce_date=day(8, 28))), book(edit(Case, announce_date=day(8, 27)))),
    "V-42": (book(edit(Pair, f"{CASE}-P1A", plan_date=day(8, 25))), book(edit(Pair, f"{CASE}-P1A", plan_date=day(8, 24)))),
    "V-43": (book(edit(Stage, f"{CASE}-S2", plan_start=day(8, 9))), book(edit(Stage, f"{CASE}-S2", plan_start=day(8, 10)))),
    "V-44": (book(edit(Case, plan_close=day(11, 8))), book(edit(Case, plan_close=day(11, 9)))),
    "V-45": (book(edit(Cover, head_signoff=CHIEF)), book(edit(Cover, head_signoff=HEAD))),
    "V-46": (book(edit(Closure, X1, head=CHIEF)), book(edit(Closure, X1, head=CHIEF), before=(edit(Closure, X1, head=CHIEF),))),
    "V-47": (book(edit(SixCheck, finding="未发现问题。")), book(edit(SixCheck, finding="未发现问题：对照近两年资料三十份、谈话十二人。"))),
    "V-48": (book(edit(SixCheck, finding="三份借阅记录没有签字。")), book(edit(SixCheck, finding="三份借阅记录没有签字。", no_reason="已并入 0001"))),
    "V-49": (book(edit(Problem, P1, due_date=day(9, 24))), book(edit(Problem, P1, due_date=day(9, 23)))),
    "V-50": (book(edit(Problem, P2, ext_apply=day(10, 19))), book(edit(Problem, P2, ext_apply=day(10, 18)))),
    "V-51": (book(edit(Problem, P2, ext_due=day(11, 19))), book(edit(Problem, P2, ext_due=day(11, 18)))),
    "V-52": (book(edit(Problem, P2, status="long_term", next_review=dt.date(2027, 2, 21))), book(edit(Problem, P2, status="long_term", next_review=dt.date(2027, 2, 20)))),
    "V-53": (book(edit(Closure, X1, apply_date=day(9, 19))), book(edit(Closure, X1, apply_date=day(9, 20)))),
    "V-54": (book(edit(Closure, X1, applicant=LIAISON)), book(edit(Problem, P1, owner=LIAISON))),
    "V-55": (book(edit(Problem, P1, severity="major")), book(edit(Problem, P1, severity="major"), edit(Closure, X1, upper_opinion="agree"))),
    "V-56": (book(edit(Activity, RALLY, agenda=("announce", "notify"))), book(edit(Activity, RALLY, agenda=("announce", "notify", "statement", "film")))),
    "V-57": (book(edit(Activity, RALLY, evidence=None)), book(edit(Activity, "HD-SZ012-0001", evidence=None))),
    "V-58": (book(edit(Activity, RALLY, case_id=None)), book(edit(Activity, "HD-SZ012-0001", case_id=None))),
    "V-59": (book(edit(Risk, likelihood=3)), book(edit(Risk, likelihood=3, grade_basis="“三重一大”事项"))),
    "V-60": (book(edit(Regulation, audit_date=day(11, 10))), book(edit(Regulation, audit_date=day(11, 11)))),
    "V-61": (book(edit(Letter, n_adopted=5)), book(edit(Letter, n_adopted=4))),
    "V-62": (book(edit(Letter, n_adopted=3)), book(edit(Letter, n_adopted=3, reject_reason="与上位规定不一致"))),
    "V-63": (book(edit(LookBack, "HTK-2026-SZ012-02", check_date=day(11, 13))), book(edit(LookBack, "HTK-2026-SZ012-02", check_date=day(11, 14)))),
    "V-64": (book(edit(Problem, P1, **OPEN), drop(Closure)), book(edit(Problem, P1, status="long_term"), drop(Closure))),
    "V-65": (book(edit(FourForm, key_posts=4)), book(edit(FourForm, key_posts=3))),
    "V-66": (book(edit(Assessment, verified="no")), book(edit(Assessment, verified="no", verify_note="抽查 5 份，2 份缺签字"))),
    "V-67": (book(edit(Weekly, txt_next="继续推进各项工作")), book(edit(Weekly, txt_next="1. 完成会签，责任人：宁可为，11月27日前"))),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_rule__broken__is_raised_and_worded(code: str):
    found = [f for f in CASES[code][0].findings() if f.code == code]
    assert found
    for finding in found:
        worded = word(finding)
        for text in (worded.message, worded.fix, worded.example):
            assert text
            assert "{" not in text
        assert worded.sheet, "a finding names its sheet"


@pytest.mark.parametrize("code", CASES)
def test_rule__near_miss__is_not_raised(code: str):
    assert code not in CASES[code][1].codes()


def test_rules__sound_book__nothing_is_said():
    assert Book().findings() == []
    assert Book(before=(same,)).findings() == []


def test_codes__all_have_cases_and_all_are_registered():
    from_cells = {"V-01", "V-02a", "V-02c", "V-02d", "V-04b", "V-05a", "V-05b", "V-05c"}
    assert from_cells <= set(CELLS)
    assert set(CASES) == set(RULES) | from_cells
    registered = {code for check in REGISTRY for code in check.codes}
    assert set(CASES) <= registered


@pytest.mark.parametrize("code", ["V-18a", "V-18b", "V-19a", "V-19b", "V-19c", "V-31"])
def test_personal_data__finding__does_not_repeat_it(code: str):
    for finding in CASES[code][0].findings():
        if finding.code == code:
            shown = " ".join(word(finding).as_dict().values()) + repr(finding.facts)
            for secret in ("李可为", "骆松年", "11010519491231002X", "13800138000", "4111111111111111", "机密★"):
                assert secret not in shown


def test_cause__unresolved_reference__its_consequences_are_not_told():
    codes = Book(edit(Action, C1, problem_id="WT-2026-SZ012-0999")).codes()
    assert "V-06" not in codes


def test_case__without_any_duty__told_once_and_not_fourteen_times():
    found = Book(drop(Pair)).findings()
    assert [f.code for f in found if f.code.startswith("V-07")] == ["V-07a"]


def test_accountability__number_without_a_case__told():
    assert "V-01" in Book(edit(Accountability, case_id="AJ-2026-SZ012-002")).codes()


def test_rows__of_switched_off_sheets__are_no_missing_references():
    """A regulation number in an action is not looked up in a sheet that the unit does not keep."""
    light = PLAYBOOK.model_copy(update={"sheets": PLAYBOOK.sheets.model_copy(update={"on": ()})})
    rows = drop(Regulation)(BASE)
    found = run_checks(rows, Context(light, PERIOD, TODAY, "SZ012"))
    assert "V-01" not in {f.code for f in found if f.place.field == "regulation_id"}
    assert "V-01" in {f.code for f in run_checks(rows, Context(PLAYBOOK, PERIOD, TODAY, "SZ012"))}
