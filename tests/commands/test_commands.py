"""Commands: what they make is complete, numbered, and passes the checks; a refusal changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grids import PLAYBOOK, UNIT, WEEK
from workbooks.period import Period
from workbooks.row import Row
from workbooks.rows import NO_ROWS, Rows
from workbooks.standard import Action, Assessment, Case, Closure, Duty, Letter, Pair, Problem, SixCheck, Stage
from xl_addin.commands import COMMANDS, Outcome, Snapshot, apply
from xl_addin.commands.values import missing, next_number

TODAY = dt.date(2026, 11, 18)
HEAD = Duty(role_id="SZ012-R01", role="first", name="闻仲平", title="局长")
CASE = {
    "当事人": "李某某",
    "职级层次": "县处级",
    "岗位类别": "要害部门",
    "三个紧盯": "关键岗位",
    "具体领域": "其他",
    "违反纪律类别": "廉洁纪律",
    "四种形态": "第二种形态",
    "党纪处分": "警告",
    "政务处分": "无",
    "是否移送司法": "否",
    "处分决定日期": "2026-11-09",
    "典型案例层级": "本单位",
    "牵头领导": "闻仲平",
}
PROBLEM = {
    "问题来源": "六对照六查找",
    "问题描述": "窗口收件后未当日录入系统，三件申请超过承诺时限。",
    "问题类别": "行政审批",
    "根源维度": "监督制约",
    "三个紧盯": "民生",
    "具体领域": "其他",
    "严重程度": "一般",
    "整改类型": "立行立改",
    "验收标准": "当日收件当日录入，抽查二十件无超时",
    "责任领导": "闻仲平",
    "牵头科室": "窗口管理科",
    "责任人": "宁可为",
}


def run(name: str, values: Mapping[str, str], *rows: Row) -> tuple[Outcome, Rows]:
    before = Rows.collect([HEAD, *rows])
    snapshot = Snapshot(before, PLAYBOOK, UNIT, Period.parse(WEEK), TODAY)
    outcome = COMMANDS[name].run(snapshot, values)
    return outcome, apply(before, outcome)


def test_intake__complete_form__case_with_14_duties_and_4_stages():
    outcome, rows = run("intake", CASE)
    assert not outcome.refused, outcome.message
    case = rows.of(Case)[0]
    assert case.case_id == "AJ-2026-SZ012-001"
    assert case.case_title == "李某某案"
    assert (case.start_date, case.plan_close) == (TODAY, TODAY + dt.timedelta(days=91))
    assert len(rows.of(Pair)) == 14
    ends = [stage.plan_end for stage in rows.of(Stage)]
    assert ends == [TODAY + dt.timedelta(weeks=w) for w in (2, 5, 11, 13)]
    assert not any(missing(row) for row in outcome.appended)


def test_intake__field_missing__asks_for_it_by_heading():
    outcome, rows = run("intake", {k: v for k, v in CASE.items() if k != "四种形态"})
    assert outcome.refused
    assert outcome.asks == {"form": "四种形态"}
    assert "四种形态" in outcome.message
    assert rows == Rows.collect([HEAD])


def test_intake__unknown_heading_or_value__says_what_there_is():
    assert "可填的有" in run("intake", {**CASE, "姓名": "某"})[0].message
    assert "第一种形态" in run("intake", {**CASE, "四种形态": "第五种"})[0].message


def test_problem__instant_fix__due_in_seven_days():
    outcome, rows = run("problem", PROBLEM)
    assert not outcome.refused, outcome.message
    made = rows.of(Problem)[0]
    assert (made.problem_id, made.status) == ("WT-2026-SZ012-0001", "unclaimed")
    assert made.due_date == TODAY + dt.timedelta(days=7)


def problem_row(status: str) -> Problem:
    made = run("problem", PROBLEM)[1].of(Problem)[0]
    return made.replace(status=status)


ACTION = {
    "问题编号": "WT-2026-SZ012-0001",
    "措施内容": "制定窗口收件登记规程并逐件核对录入时间",
    "措施类别": "流程再造",
}


def test_action__for_an_unclaimed_problem__claims_it():
    outcome, rows = run("action", ACTION, problem_row("unclaimed"))
    assert not outcome.refused, outcome.message
    assert rows.of(Action)[0].action_id == "WT-2026-SZ012-0001-C01"
    assert rows.of(Problem)[0].status == "fixing"


def test_action__closed_problem__refused():
    assert "已销号" in run("action", ACTION, problem_row("closed"))[0].message


CLOSURE = {
    "问题编号": "WT-2026-SZ012-0001",
    "整改结果": "已制定窗口收件登记规程并印发执行，11月10日至17日抽查二十件，全部当日录入，超时件为零，公示栏同步更新，群众评价良好。",
    "佐证": "整改/0001/抽查表.pdf",
}


@pytest.mark.parametrize(("status", "refused"), [("running", True), ("done", False)])
def test_closure__needs_every_action_done(status: str, refused: bool):
    step = run("action", ACTION, problem_row("fixing"))[1].of(Action)[0].replace(status=status)
    outcome, rows = run("closure", CLOSURE, problem_row("fixing"), step)
    assert outcome.refused is refused, outcome.message
    assert [c.closure_id for c in rows.of(Closure)] == ([] if refused else ["WT-2026-SZ012-0001-X01"])
    assert rows.of(Problem)[0].status == ("fixing" if refused else "reviewing")


def test_closure__unknown_problem__says_so_with_an_example():
    assert "WT-2026" in run("closure", CLOSURE)[0].message


def test_checklist__half_there__only_the_rest_is_added():
    there = SixCheck(check_id="DZ-SZ012-0007", six="X2", subject="窗口管理科", subject_type="department")
    outcome, rows = run("checklist", {"对照主体": "窗口管理科", "对照主体类型": "科室"}, there)
    assert [row.check_id[-4:] for row in outcome.appended] == ["0008", "0009", "0010", "0011", "0012"]
    assert sorted(str(row.six) for row in rows.of(SixCheck)) == ["X1", "X2", "X3", "X4", "X5", "X6"]
    again, _ = run("checklist", {"对照主体": "窗口管理科", "对照主体类型": "科室"}, *rows.of(SixCheck))
    assert again.refused


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        ("intake", CASE, ()),
        ("problem", PROBLEM, ()),
        ("action", ACTION, (problem_row("unclaimed"),)),
        ("checklist", {"对照主体": "党组", "对照主体类型": "领导班子"}, ()),
    ],
)
def test_undo__every_command__restores_the_book(name: str, values: Mapping[str, str], rows: tuple[Row, ...]):
    before = Rows.collect([HEAD, *rows])
    outcome, after = run(name, values, *rows)
    assert after != before
    undone = apply(after, outcome.inverse("已撤销"))
    assert {t: r for t, r in undone.by_type.items() if r} == dict(before.by_type)


@given(used=st.sets(st.integers(1, 998)))
def test_next_number__never_reuses_one(used: set[int]):
    keys = [f"AJ-2026-SZ012-{n:03d}" for n in used]
    assert next_number(keys, "AJ-2026-SZ012-", 3) not in keys


@given(values=st.dictionaries(st.sampled_from([*CASE, "案件编号", "乱写"]), st.text(max_size=12)))
def test_commands__any_values__one_sentence_never_an_error(values: dict[str, str]):
    for name, command in COMMANDS.items():
        outcome = command.run(Snapshot(NO_ROWS, PLAYBOOK, UNIT, Period.parse(WEEK), TODAY), values)
        assert outcome.message.endswith("。"), name


CASE_ROW = run("intake", CASE)[1].of(Case)[0]
LETTER = Letter(letter_id="WS-2026-SZ012-01", letter_type="advice", case_id=CASE_ROW.case_id)
PAIR = Pair(pair_id=f"{CASE_ROW.case_id}-P1A", case_id=CASE_ROW.case_id, mech="P1", side="A", status="open")
APPLICATION = Closure(closure_id="WT-2026-SZ012-0001-X01", problem_id="WT-2026-SZ012-0001")
FOUR = {"原因分析透彻": "通过", "风险点找准": "通过", "整改措施过硬": "通过", "成效显著": "通过"}


def test_expand__half_there__only_what_lacks_is_added_and_then_refused():
    outcome, rows = run("expand", {"案件编号": CASE_ROW.case_id}, CASE_ROW, PAIR)
    assert (len(rows.of(Pair)), len(rows.of(Stage))) == (14, 4)
    assert "七双 13 行" in outcome.message
    assert run("expand", {"案件编号": CASE_ROW.case_id}, *rows)[0].refused
    assert "AJ-2026" in run("expand", {"案件编号": "AJ-1"}, CASE_ROW)[0].message


def test_announce__case_and_letter__both_noted():
    values = {"案件编号": CASE_ROW.case_id, "宣布日期": "2026-11-12", "文书编号": LETTER.letter_id}
    served = {"送达日期": "2026-11-13", "送达方式": "直接送达", "签收人": "闻仲平"}
    outcome, rows = run("announce", values | served, CASE_ROW, LETTER)
    assert not outcome.refused, outcome.message
    assert rows.of(Case)[0].announce_date == dt.date(2026, 11, 12)
    assert rows.of(Letter)[0].receiver == "闻仲平"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"宣布日期": "2026-11-01"}, "早于处分决定日期"),
        ({"宣布日期": "2026-11-30"}, "还没有到"),
        ({}, "宣布日期"),
        ({"宣布日期": "2026-11-12", "送达日期": "2026-11-13"}, "没有编号"),
        ({"宣布日期": "2026-11-12", "文书编号": "WS-2026-SZ012-01"}, "送达日期"),
    ],
)
def test_announce__wrong_or_half__refused_and_nothing_changes(changed: dict[str, str], said: str):
    outcome, rows = run("announce", {"案件编号": CASE_ROW.case_id, **changed}, CASE_ROW, LETTER)
    assert outcome.refused
    assert said in outcome.message
    assert rows.of(Case)[0] == CASE_ROW


def test_announce__late__asks_for_the_reason():
    late = CASE_ROW.replace(decision_date=dt.date(2026, 9, 1))
    values = {"案件编号": late.case_id, "宣布日期": "2026-11-12"}
    assert run("announce", values, late)[0].asks == {"announce_reason": "逾期宣布说明"}
    reason = {"逾期宣布说明": "当事人住院治疗，出院后第三日即组织宣布。"}
    assert not run("announce", values | reason, late)[0].refused


EXTENSION = {
    "问题编号": "WT-2026-SZ012-0001",
    "延期理由": "系统改造招标流标一次，已完成需求和预算评审，余下部署和试运行。",
}


def test_extension__before_due__noted_once():
    outcome, rows = run("extension", EXTENSION, problem_row("fixing"))
    assert not outcome.refused, outcome.message
    noted = rows.of(Problem)[0]
    assert (noted.ext_apply, noted.ext_due) == (TODAY, None)
    assert "每个问题只能申请一次" in run("extension", EXTENSION, noted)[0].message


@pytest.mark.parametrize(
    ("row", "values", "said"),
    [
        (problem_row("closed"), EXTENSION, "已销号"),
        (problem_row("fixing").replace(due_date=TODAY), EXTENSION, "时限之前"),
        (problem_row("fixing"), {**EXTENSION, "延期理由": "忙"}, "至少 20 个字"),
        (problem_row("fixing"), {"问题编号": "WT-2026-SZ012-0001"}, "延期理由"),
    ],
)
def test_extension__closed_late_or_without_reason__refused(row: Problem, values: dict[str, str], said: str):
    outcome, _ = run("extension", values, row)
    assert outcome.refused
    assert said in outcome.message


def test_gates__four_answers__noted_and_a_failed_one_is_said():
    number = {"销号申请编号": APPLICATION.closure_id}
    outcome, rows = run("gates", number | FOUR, APPLICATION)
    assert "都通过" in outcome.message
    assert rows.of(Closure)[0].gate4 == "pass"
    outcome, rows = run("gates", number | FOUR | {"成效显著": "不通过"}, APPLICATION)
    assert "成效显著不通过" in outcome.message
    assert rows.of(Closure)[0].gate4 == "fail"


def test_gates__unanswered_or_decided__refused():
    number = {"销号申请编号": APPLICATION.closure_id}
    assert run("gates", number, APPLICATION)[0].asks.keys() == {"gate1", "gate2", "gate3", "gate4"}
    assert "已有办公室结论" in run("gates", number | FOUR, APPLICATION.replace(office_result="agree"))[0].message


def test_assess__ten_rows_once():
    outcome, rows = run("assess", {"周期": "阶段考核"})
    assert [row.assess_id for row in outcome.appended][:2] == ["SZ012-T1-W1", "SZ012-T1-W2"]
    assert len(outcome.appended) == 10
    assert run("assess", {"周期": "阶段考核"}, *rows.of(Assessment))[0].refused


def test_progress__evidence_given__done_today_and_not_again():
    number = {"记录编号": PAIR.pair_id}
    assert run("progress", number, PAIR)[0].asks == {"evidence": "佐证"}
    outcome, rows = run("progress", number | {"佐证": "档案盒 03-12"}, PAIR)
    assert not outcome.refused, outcome.message
    done = rows.of(Pair)[0]
    assert (done.status, done.done_date) == ("done", TODAY)
    assert run("progress", number | {"佐证": "档案盒 03-12"}, done)[0].refused
