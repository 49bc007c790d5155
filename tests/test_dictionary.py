"""The data dictionary: complete, and as fresh as the declarations."""

from __future__ import annotations

from tests.grids import PLAYBOOK
from workbooks.dictionary import render
from workbooks.dictionary.__main__ import TARGET
from workbooks.dictionary.asks import Need, bounds, need, requirement
from workbooks.playbook import default_text, parse
from workbooks.standard import SHEETS


def test_dictionary__file__fresh():
    """Renew it with `python -m workbooks.dictionary`."""
    assert TARGET.read_text(encoding="utf-8") == render(PLAYBOOK), "stale: run python -m workbooks.dictionary"


def test_dictionary__every_column_and_choice__is_there():
    text = render(PLAYBOOK)
    for sheet in SHEETS.values():
        for field in sheet.fields:
            assert f"| {field.label} | `{field.name}` | {field.en} |" in text
    for name, choices in PLAYBOOK.lists.items():
        assert f'<a id="list-{name}"></a>{choices.title} `{name}`' in text
        for choice, label in choices.values.items():
            assert f"| `{choice}` | {label} |" in text


def test_dictionary__links__all_have_their_anchor():
    text = render(PLAYBOOK)
    targets = {part.split(")")[0] for part in text.split("](#")[1:]}
    assert targets
    assert all(f'<a id="{target}"></a>' in text for target in targets)


def test_dictionary__tables__as_many_cells_in_each_line_as_in_its_head():
    wide = 0
    for line in render(PLAYBOOK).split("\n"):
        cells = line.replace("\\|", "").count("|") if line.startswith("|") else 0
        assert not (cells and wide) or cells == wide, line
        wide = cells


def test_dictionary__changed_label__changes_the_text():
    changed = parse(default_text().replace('unit = "本单位"', 'unit = "本单位内"'))
    assert render(changed) != render(PLAYBOOK)


def ask(name: str) -> str:
    sheet_name, _, field_name = name.partition(".")
    sheet = SHEETS[sheet_name]
    return requirement(sheet, sheet.field(field_name), PLAYBOOK)


def test_requirement__in_words():
    assert ask("cases.case_title") == "必填"
    assert ask("cases.remark") == "选填"
    assert ask("cover.unit_name") == "自动带出，不用填"
    assert ask("closures.office_result") == "由领导小组办公室填写"
    assert ask("pairs.verifier") == "“状态”为“已核验”时必填"
    assert ask("duties.portfolio") == "“责任角色”为“分管领导”或“班子成员”时必填"
    assert ask("regulations.old_no") == "已填“清理结论”且不是“新建”时必填"
    assert ask("stages.signer") == "填了“实际完成”时必填"
    assert ask("cases.announce_reason") == "按规则必填"


def test_need__required_beats_condition__office_beats_both():
    assert need(SHEETS["pairs"].field("owner")) is Need.ALWAYS
    assert need(SHEETS["pairs"].field("verifier")) is Need.CONDITION
    assert need(SHEETS["closures"].field("office_reviewer")) is Need.OFFICE


def test_bounds__one_phrase_each():
    actions, problems = SHEETS["actions"], SHEETS["problems"]
    assert bounds(actions, actions.field("pct")) == ("0–100", "5 的倍数")
    assert bounds(problems, problems.field("ext_due")) == ("晚于“整改时限”",)
    assert bounds(actions, actions.field("action_id")) == ("以“问题编号”开头",)
    assert bounds(problems, problems.field("lead")) == ("须是“责任分工”的“姓名”中已有的",)
    assert bounds(actions, actions.field("done_date")) == ("不早于“开始日期”", "不晚于今天")
