"""The texts of the audit: complete, in both languages, and words of restraint."""

from __future__ import annotations

import re
import string

import pytest

from fengze_analysis.audit import load_rules, summary
from fengze_analysis.audit.context import load_cases
from fengze_analysis.messages import load_catalogue, say
from fengze_analysis.messages.findings import (
    describe,
    describe_point,
    question_of_point,
    readings_of_point,
)
from tests.audit.builder import made_up

ASKED = {"definition", "cannot_tell", "contradiction"}
INTENT = re.compile("造假|虚报|瞒报|隐瞒|弄虚作假|故意|fraud|fabricat|deliberate|conceal", re.I)


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("case", load_cases(), ids=".".join)
def test_a_case_has_its_texts(case: tuple[str, str]) -> None:
    """A sentence, and where it asks a question, in both languages."""
    found, key = load_cases()[case], "audit." + ".".join(case)
    catalogue = load_catalogue()
    assert (f"{key}.verify" in catalogue) == (found["outcome"] in ASKED)
    assert bool(found["readings"]) or found["outcome"] in ("consistent", "not_applicable")
    readings = filter(None, found["readings"].split(";"))
    assert {f"audit.reading.{one}" for one in readings} <= set(catalogue)
    for name in (key, f"{key}.verify"):
        chinese, english = catalogue.get(name, ("", ""))
        assert bool(_blanks(english)) == bool(_blanks(chinese))
        assert not INTENT.search(chinese + english)
    assert found["outcome"] != "contradiction" or found["weight"] == "100"


def test_a_rule_says_what_it_rests_on() -> None:
    """Name, meaning, tolerance and origin of each rule, in both languages."""
    for rule in load_rules():
        for part in ("name", "meaning", "tolerance", "origin"):
            assert say(f"audit.rule.{rule}.{part}", "zh")
            assert say(f"audit.rule.{rule}.{part}", "en").isascii() or part != "name"


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("小学{3所}、中学{4所}，合计{8所}。", "3所、4所之和为7所", "3 and 4 add up to 7"),
        (
            "投资{61.1亿元}，占年度计划{108%}。",
            "56.26亿元至56.89亿元",
            "5.626 to 5.689 billion yuan",
        ),
        ("为{3家}企业减负超{9万元|approx=over}。", "超9万元、3家", "More than 90,000 yuan over 3"),
        ("上线率提升{4%↑}。", "上升4%", "a rise of 4%"),
        ("标准化学校占比{83.35%}，居全市{第1}。", "居全市第1", "(rank 1)"),
        ("策划多条线路。", "多条", "(several)"),
        ("“一网”办理率{100%|indicator_phrase=“一网”办理率}。", "“‘一网’办理率”100%", "‘一网’"),
    ],
)
def test_a_finding_is_said_in_words(text: str, chinese: str, english: str) -> None:
    """As printed in Chinese, with its unit in words in English."""
    said = dict.fromkeys(("zh", "en"), "")
    for finding in made_up(text).audit():
        for language in said:
            said[language] += describe(finding, language)
    assert chinese in said["zh"]
    assert english in said["en"]


def test_long_lists_and_many_alike_are_told_in_short() -> None:
    """A page does not print fifty claims: the first dozen, then how many more."""
    text = "。".join(f"第{n}项工作居全市前列{'好' * n}" for n in range(20))
    (finding,) = made_up(text + "。").findings("rank_claim")
    assert len(dict(finding.values)["claims"]) == 20  # type: ignore[arg-type]
    assert describe(finding, "zh").endswith("等。")
    assert "and 8 more" in describe(finding, "en")
    many = made_up("".join(f"第{n}批学生优秀率提升{{4%↑}}。" for n in range(5)))
    points = summary(many.audit()).points
    (point,) = [one for one in points if one.findings[0].rule == "ambiguous_change"]
    assert len(point.findings) == 5
    assert "另有2处同类事项" in describe_point(point, "zh")
    assert question_of_point(point, "en").count("Could you kindly") == 3
    assert len(readings_of_point(point, "zh")) == 2


def test_a_contradiction_says_why_no_reading_is_left() -> None:
    """Its proof stands in the sentence, and a slip is what remains."""
    text = "城镇新增就业{2.2万人|indicator_phrase=城镇新增就业 indicator=j}。"
    (finding,) = made_up(text + text.replace("2.2万", "3.2万")).findings("same_fact")
    assert "均为已完成数" in describe(finding, "zh")
    assert "no rounding explains" in describe(finding, "en")
    (point,) = summary([finding]).points
    assert "以何者为准" in question_of_point(point, "zh")
    assert readings_of_point(point, "zh") == ("可能系排印、录入或摘编差错",)
