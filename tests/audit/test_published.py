"""Figures of other texts: which are the same fact, and what they are worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fengze_analysis.audit import audit
from fengze_analysis.messages.findings import describe
from fengze_analysis.model import Indicator, Published
from tests.audit.builder import Report, a_published, a_source, made_up

RULE = "other_publication"


@pytest.mark.parametrize(
    ("figure", "published", "cases"),
    [
        ("学位{4320个|C 学位}", a_published("4320", "个", "学位数", code="c"), "agrees"),
        ("学位{4320个|C 学位}", a_published("4230", "个", "学位数", code="c"), "differs"),
        ("学位{4320个|C 学位}", a_published("4230", "个", "好学位", code="c"), "near_differs"),
        ("上线率{87.34%|C 上线率}", a_published("87.3", "%", "达线率", code="c"), "rounds"),
        ("公办学位{4320个|- 公办学位}", a_published("4320", "个", "学位"), "narrower_agrees"),
        ("公办学位{4320个|- 公办学位}", a_published("4000", "个", "学位"), "narrower_differs"),
        ("优质学位{4320个|- 优质学位}", a_published("4230", "个", "优良学位"), ""),
        ("学位{4320个|C 学位}", a_published("4230", "个", "学位", code="c", year="2022"), ""),
        ("学位{4320个|C 学位}", a_published("4230", "个", "学位", code="c", year="2019-2023"), ""),
        ("学位{4320个|C 学位}", a_published("4230", "个", "学位", code="c", place="云溪市"), ""),
        ("学位{4320个|C 学位}", a_published("4230", "所", "学位", code="c"), ""),
        ("学位从{4320个|B 学位}", a_published("4230", "个", "学位", code="c"), ""),
        ("学位{4320个|P 学位}", a_published("4230", "个", "学位", code="c"), ""),
    ],
)  # fmt: skip
def test_what_another_text_gives(figure: str, published: Published, cases: str) -> None:
    """The same place, year, unit and indicator, or the same name; likeness of words is nothing."""
    for mark, options in (
        ("C", "indicator=c"),
        ("P", "indicator=c sense=plan"),
        ("B", "indicator=c year_from=section"),
        ("-", ""),
    ):
        figure = figure.replace(f"|{mark} ", f"|{options} indicator_phrase=")
    report = made_up(f"{figure}。")
    assert report.cases(RULE, published=(published,), sources=(a_source(),)) == cases.split()


@pytest.mark.parametrize(
    ("issuer", "publisher", "words"),
    [
        ("松竹区人民政府", "松竹区人民政府", "两份文本由同一机关发布"),
        ("松竹区人民政府", "云溪日报", "由其他单位刊载，所载数据出自同一机关"),
        ("云溪日报", "云溪日报", "由另一单位发布"),
        ("", "云溪日报", "发布机关未载明"),
    ],
)
def test_who_printed_it_is_said(issuer: str, publisher: str, words: str) -> None:
    """The same issuer is said only of the same issuer; a newspaper is none."""
    report = made_up("新增学位{4320个|indicator=c}。")
    source = a_source(issuer=issuer, publisher=publisher)
    published = (a_published("4320", "个", "新增学位", code="c"),)
    (found,) = report.findings(RULE, published=published, sources=(source,))
    assert words in describe(found, "zh")


def test_where_the_figure_is_there_the_others_are_something_else() -> None:
    """A part of the area or of the year has the same code; the other text gives the whole."""
    report = made_up("税收{120亿元|indicator=c}。新区税收{30亿元|indicator=c}。")
    published = (a_published("12000000000", "元", "税收", code="c"),)
    assert report.cases(RULE, published=published, sources=(a_source(),)) == ["agrees"]


def test_the_reports_own_text_is_no_other_publication() -> None:
    """A source with the report's number is the report itself."""
    report = made_up("新增学位{4320个|indicator=c}。")
    own = a_source(number="松政〔2024〕1号")
    numbered = Report(replace(report.document, number="松政〔2024〕1号"), report.rows)
    published = (a_published("4230", "个", "新增学位", code="c"),)
    assert numbered.cases(RULE, published=published, sources=(own,)) == []


def test_a_base_on_file_is_held_against_the_growth() -> None:
    """What another text gives for the year before is no contradiction, only a question."""
    report = made_up("企业{120家|indicator=c}，增长{25%↑}。")
    published = (a_published("100", "家", "企业", code="c", year="2022"),)
    assert report.cases("growth_against_levels", published=published) == ["other_text"]


def test_figures_under_one_heading_are_one_point() -> None:
    """Two codes of one sector and measure, named in the heading: the scope is to be confirmed."""

    def indicator(code: str, name: str, unit: str) -> Indicator:
        return Indicator(code, name, code, unit, "up", "flow", "城市建设", "input", True, ())

    codebook = (
        indicator("a", "城建项目完成投资", "元"),
        indicator("b", "城市焕新项目完成投资", "元"),
    )
    report = made_up("开展城市焕新行动，城建项目完成投资{61.1亿元|indicator=a}。")
    published = (a_published("16830000000", "元", "城市焕新项目完成投资", code="b"),)
    found = audit(report.document, report.rows, published, (a_source(),), codebook)
    assert [one.message for one in found if one.rule == RULE] == [
        "audit.other_publication.heading_differs"
    ]
    elsewhere = made_up("加强管理，城建项目完成投资{61.1亿元|indicator=a}。")
    found = audit(elsewhere.document, elsewhere.rows, published, (a_source(),), codebook)
    assert [one.finding_id for one in found if one.rule == RULE] == [f"{RULE}.none"]
