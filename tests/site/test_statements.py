"""What the pages say of the district's report: nothing dropped, nothing misleading."""

from __future__ import annotations

import re

import pytest
import yaml
from lxml import html

from fengze_analysis import open_study
from fengze_analysis.site.view import View, plain
from tests.site.made_up_site import fengze, figures, page, study_of

READERS = ("index", "comparison", "checks", "method")
PAGES = [f"{key}{ending}" for key in READERS for ending in (".html", ".en.html")]
# As the report prints it, its place, its sense.
FIGURES = [
    ("增长30.9%", "泉州中央商务区", "outcome"),
    ("9万平方米", "泉州中央商务区", "outcome"),
    ("292家", "泉州中央商务区", "outcome"),
    ("超1300亿元", "丰泽区", "outcome"),
    ("全市第1", "丰泽区", "outcome"),
    ("1万亩", "丰泽区", "plan"),
    ("三个", "全省", "scope"),
    ("近1456亩", "数字经济产业园", "outcome"),
    ("比增291%", "知创产业园", "outcome"),
    ("缩短90%以上", "知创产业园", "outcome"),
    ("7.4万平方米", "建筑服务产业园", "outcome"),
    ("约2.2亿元", "丰泽区", "outcome"),
    ("约1500公里", "丰泽区", "outcome"),
    ("两个", "全市", "scope"),
]


@pytest.mark.parametrize(("printed", "place", "sense"), FIGURES)
def test_a_figure_keeps_its_qualifier_place_and_sense(printed: str, place: str, sense: str) -> None:
    """超 近 约 以上, the movement, 全市, the park and the goal stand in its row."""
    view = fengze().views["zh"]
    rows = {(row[2][0], row[3][0], row[6][0]) for _, row in figures(fengze())}
    assert (printed, place, view.code("sense", sense)) in rows


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [("zh", "系误，应为", "尚未告知发文机关"), ("en", "misprinted for ", "has not been told")],
)
def test_a_known_misprint_keeps_its_print_and_its_correction(
    language: str, said: str, told: str
) -> None:
    """Below the figure as printed stands what it should be, the evidence, if its issuer knows."""
    study = study_of("二、去年工作\n全县新增床位350张。\n")
    (row,) = study.statements
    entry = {
        "start": row.start,
        "surface": row.surface,
        "should_be": "530张",
        "evidence": "更正通知",
        "guard": "新增床位350张",
        "issuer_told": False,
    }
    register = yaml.safe_dump([entry], allow_unicode=True)
    (study.received.folder / "corrections.yml").write_text(register, "utf-8")
    again = open_study(study.received.folder)
    view = View(again, language)
    figure = view.figure(row)
    assert f"{said}530张" in plain(figure.remark)
    assert told in plain(figure.remark)
    assert "更正通知" in plain(figure.remark)
    assert 'data-printed="350张"' in figure.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "人工核查读作53张（核对人：抄件有误）"),
        ("en", "read by hand as 53 (核对人: 抄件有误)"),
    ],
)
def test_a_manual_reading_is_shown_with_who_and_why(language: str, said: str) -> None:
    """In the table and on a card: what a person reads there, who that is and why."""
    study = study_of("二、去年工作\n全县新增床位350张。\n")
    (row,) = study.statements
    given = f"start,surface,value,who,why\n{row.start},{row.surface},53,核对人,抄件有误\n"
    (study.received.folder / "readings.csv").write_text(given, "utf-8")
    view = View(open_study(study.received.folder), language)
    (read,) = view.rows
    assert said in plain(view.figure(read).remark)
    assert view.manual(row) == ""


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("超1300亿元", "more than 130 billion yuan"),
        ("近1456亩", "nearly 1,456 mu"),
        ("缩短90%以上", "down 90% or more"),
        ("同比增长85.79%", "up 85.79%"),
        ("23.3万人次", "233,000 visits"),
        ("全市第1", "rank 1 in the city"),
    ],
)
def test_english_tells_a_figure_in_words(printed: str, said: str) -> None:
    """The value with its qualifier, movement and field; the printed characters stand below."""
    shown = {key: row[2][0] for key, row in figures(fengze(), "index.en.html")}
    assert shown[printed] == said
    assert printed in _text(page(fengze(), "index.en.html"))


def test_a_year_that_only_the_document_gives_is_marked() -> None:
    """The cell says what fixes it; a year of the sentence stands alone."""
    marks = {key: row[4] for key, row in figures(fengze())}
    assert marks["66.48%"] == ("2023年", "依文件日期推定")
    assert marks["12家"] == ("2023年", "")


@pytest.mark.parametrize("name", PAGES)
def test_no_code_file_name_parameter_or_row_id_is_shown(name: str) -> None:
    """What a program needs is not what a reader reads."""
    text = _text(page(fengze(), name)).replace("fengze_analysis", "")
    assert not re.search(r"[a-z]+_[a-z]+|\.csv|\.py\b|data/raw|\b[0-9]\.[0-9]\.[0-9]{3}", text)


@pytest.mark.parametrize("name", PAGES)
def test_words_that_mislead_are_gone(name: str) -> None:
    """The official words, and plain English."""
    text = _text(page(fengze(), name))
    for word in (
        *("核读", "形似数据之处均已识读", "没有发现缺乏合理解释的不一致", "拿什么回应"),
        *("百分比可达性", "隐含基数", "工作数据", "因此这里没有图"),
        *("held against", "person-times", "(or less)", "130,000,000,000", "Reported less"),
    ):
        assert word not in text


def test_no_sentence_and_no_table_stands_on_two_pages() -> None:
    """Each thing is said once: long sentences of one page are on no other."""
    seen: dict[str, str] = {}
    for name in ("index.html", "comparison.html", "checks.html", "method.html"):
        tree = html.fromstring(page(fengze(), name))
        texts = {
            " ".join(node.text_content().split()) for node in tree.iter("p", "li", "figcaption")
        }
        for text in texts:
            if len(text) > 40 and "制作，版本" not in text:
                assert seen.setdefault(text, name) == name, text


def test_every_official_word_has_its_source() -> None:
    """Each row of the validation leads to the source of the target and of the official word."""
    tree = html.fromstring(page(fengze(), "method.html"))
    rows = tree.xpath('//table[@data-key="validation"]/tbody/tr')
    assert rows
    assert all(row.xpath('.//a[starts-with(@href, "method.html#s-")]') for row in rows)


def test_the_pages_name_their_author_and_the_reports() -> None:
    """The project made the pages, the issuer the text; the words for corrections are there."""
    first_page = dict(fengze().first_pages["zh"].about)
    assert first_page["报告作者"] == "泉州市丰泽区人民政府"
    assert first_page["本网页作者"].startswith("fengze_analysis")
    assert "勘误与联系" in first_page


def test_english_readers_are_told_official_words_and_money_by_the_head() -> None:
    """The official word stands after what it means; a value, its range and its label agree."""
    assert "met early 提前实现" in _text(page(fengze(), "method.en.html"))
    tree = html.fromstring(page(fengze(), "comparison.en.html"))
    derived = tree.xpath('//table[@data-key="derived"]/tbody/tr')
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in derived]
    relief = next(row for row in rows if row[1] == "Tax and fee relief granted")
    assert relief[0] == "per head"
    assert relief[3] == "1,186.67 to 1,202.23 yuan per person"
    assert rows[-1][2].endswith(" yuan each")


def test_planned_money_is_not_called_done_by_the_chart_nor_completed() -> None:
    """What was set up or begun is told as that; the table calls the setting up done."""
    (money,) = [one for one in fengze().first_pages["en"].charts if one.key == "money"]
    assert "the largest set up, begun or planned is 658 million yuan" in money.title
    assert ">Set up, begun or planned<" in money.live


def test_a_note_of_a_chart_stands_once() -> None:
    """What hollow bars mean is said in the chart, not again below it."""
    (chart,) = [one for one in fengze().first_pages["zh"].charts if one.key == "benchmarks"]
    assert "空心条" in chart.live
    assert "空心" not in chart.note


def test_a_card_keeps_its_comparison_beside_its_change() -> None:
    """87.34% shows the 4% that it shares, and what another text has."""
    cards = {plain(card.figure): card for card in fengze().first_pages["zh"].cards}
    said = [plain(fact) for fact in cards["87.34%"].facts]
    assert "较去年提升4%" in said
    assert cards["87.34%"].word.remark == "另一文本：87.3%"


def test_what_is_not_on_file_is_not_called_missed() -> None:
    """Without the district's own targets nothing is called met, missed, ahead or behind."""
    _, said = fengze().first_pages["zh"].sentences[1]
    assert "未收录" in said
    assert "滞后" not in said


def test_a_clause_behind_another_begins_small() -> None:
    """In English a name keeps its capital only where a sentence begins."""
    built = fengze()
    said = _text(page(built, "index.en.html"))
    assert "; social assistance paid, 12.2992 million yuan" in said
    assert "undergraduate line and excellence rate" in said
    assert "for the issuer to verify" in said


def test_the_same_fact_of_another_text_says_what_that_text_has() -> None:
    """The word alone would hide that the two differ."""
    standing = {key: row[-1] for key, row in figures(fengze())}
    assert standing["1229.92万元"][1] == "另一文本：1400万元"
    assert standing["2.87万家"][1] == "另一文本：2.87万家"


def test_part_of_a_definition_is_not_called_a_plan() -> None:
    """Four scenic spots are neither planned nor reached."""
    standing = {key: row[-1] for key, row in figures(fengze())}
    assert "范围说明" in standing["四个"][0]


def _text(source: str) -> str:
    tree = html.fromstring(source)
    for node in tree.xpath("//script|//style|//*[local-name()='svg']"):
        node.drop_tree()
    return str(tree.text_content())
