"""Reports of every sort become pages: one line, hundreds of figures, hostile, protected."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from lxml import html

from fengze_analysis.errors import InputError
from fengze_analysis.site.built import read_publisher
from fengze_analysis.site.downloads import live_svg
from fengze_analysis.site.first_page import Publisher
from fengze_analysis.site.rendering import check_pages, find_entries, notebook_page
from fengze_analysis.site.view import View, collapse_space, find_anchors, plain
from tests.site.made_up_site import fengze, figures, finished, page, study_of, yunxi

HOSTILE = (
    "小区<script>alert(1)</script>{{ 7*7 }}/*FACE*/<!--x-->\x02\x1f改造7个，\"onload='x'新增19个。"
)


def test_the_first_page_has_its_parts_in_order() -> None:
    """Who made it, caution, three sentences, key numbers, charts, all figures, more."""
    source = page(yunxi(), "index.html")
    marks = (
        'class="about"',
        'class="caution"',
        'class="sentences"',
        'class="cards"',
        "c-targets",
        "c-doubts",
        "c-money",
        "t-figures",
        'class="ways"',
    )
    places = [source.index(mark) for mark in marks]
    assert places == sorted(places)
    assert len(yunxi().first_pages["zh"].sentences) == 3
    assert 8 <= len(yunxi().first_pages["zh"].cards) <= 12


def test_own_targets_are_judged_with_base_progress_and_methods() -> None:
    """A plan and its report give words, on the first page and in the table of the annex."""
    assert "快于预期" in page(yunxi(), "index.html")
    rows = html.fromstring(page(yunxi(), "comparison.html")).xpath(
        '//table[@data-key="verdicts"]//tr'
    )
    assert len(rows) > 5


def test_a_report_of_one_line_has_a_whole_site() -> None:
    """Nothing to compare, to doubt or to draw is said, not left out."""
    built = finished(study_of("全年新建公园12个。"), pdf=True)
    source = page(built, "index.html")
    assert "没有可以对照" in source or "也没有可以对照" in source
    assert "未发现无法解释的矛盾" in source
    assert built.files["own.brief.zh.pdf"].startswith(b"%PDF")


def test_a_report_of_hundreds_of_figures_stays_a_page() -> None:
    """All are in the table; the key numbers stay twelve at most."""
    lines = (f"第{n}类项目建成{n + 3}个、完成投资{n + 2}.{n % 9 + 1}亿元。" for n in range(1, 201))
    built = finished(study_of("\n\n".join(lines)))
    rows = html.fromstring(page(built, "index.html")).xpath('//table[@data-key="figures"]/tbody/tr')
    assert len(rows) == len(built.study.statements) >= 400
    assert len(built.first_pages["zh"].cards) <= 12


def test_text_is_never_markup() -> None:
    """Tags, template marks, comments and control characters of a report are letters on the page."""
    built = finished(study_of(HOSTILE, title="<b>标题</b>{{ x }}", number="<i>1</i>"))
    for name, data in built.files.items():
        if name.endswith(".html"):
            tree = html.fromstring(data.decode())
            assert [node.get("src") for node in tree.iter("script")] == ["site.js"]
            assert not tree.xpath("//b[text()='标题']|//i[text()='1']")
            assert not [key for node in tree.iter() for key in node.attrib if key.startswith("on")]
            assert b"{{ 7*7 }}" in data or "source" not in name


def test_a_character_without_a_glyph_is_a_geta_with_a_notice() -> None:
    """In a report it becomes 〓, and the page says so; in our own words it stops the build."""
    built = finished(study_of("改造\ue000小区7个。"))
    assert "改造〓小区" in "".join(html.fromstring(page(built, "source.html")).itertext())
    assert "1个字符无法显示" in page(built, "source.html")
    yunxi_pages = page(yunxi(), "source.html")
    assert "〓" not in yunxi_pages


@pytest.mark.parametrize(
    ("status", "there", "gone"),
    [
        ("国家机关公文（不适用著作权保护）", "不适用著作权保护", "请遵守其规定"),
        ("受著作权保护的作品，经授权使用", "请遵守其规定", "不适用著作权保护"),
    ],
)
def test_the_licence_is_true_of_this_report(status: str, there: str, gone: str) -> None:
    """An official document is free of copyright; a protected work is not called so."""
    built = finished(study_of("全年新建公园12个。", legal_status=status))
    assert there in page(built, "index.html")
    assert gone not in page(built, "index.html")


def test_an_area_that_is_no_district_is_not_called_one() -> None:
    """A county's report never speaks of 区级 or of a district."""
    built = finished(study_of("某县人民政府\n\n全年新建公园12个。", place="南山县"))
    assert "区级" not in page(built, "index.html")
    assert "district" not in page(built, "index.en.html").lower()


def test_an_anchor_stays_when_another_sentence_changes() -> None:
    """The address of a number is made of its own sentence."""
    before = study_of("新建公园12个。\n\n植树300棵。").statements
    after = study_of("去年新建、改建公园共15个。\n\n新建公园12个。\n\n植树300棵。").statements
    old, new = find_anchors(before), find_anchors(after)
    assert [old[row.row_id] for row in before] == [new[row.row_id] for row in after[1:]]


def test_two_alike_figures_of_a_sentence_have_two_addresses() -> None:
    """The count of the surface is part of the anchor."""
    rows = study_of("甲园新建亭子3座，乙园新建亭子3座。").statements
    assert len(set(find_anchors(rows).values())) == len(rows) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('data-printed="', 'data-printed="1'),
        ('href="source.html#', 'href="source.html#x'),
        ('href="comparison.html"', 'href="nowhere.html"'),
        ('src="site.js"', 'src="https://a.example/site.js"'),
        ('<main id="main"', '<main id="more"'),
    ],
)
def test_the_build_stops_at_a_link_that_is_wrong(old: str, new: str) -> None:
    """Other characters, a place or page that is not there, something from outside."""
    built = yunxi()
    pages = {name: page(built, name) for name in built.files if name.endswith(".html")}
    check_pages(pages, built.views["zh"], built.files)
    pages["index.html"] = pages["index.html"].replace(old, new, 1)
    with pytest.raises(InputError):
        check_pages(pages, built.views["zh"], built.files)


def test_public_pages_need_somebody_to_write_to(tmp_path: Path) -> None:
    """An empty contact is refused where the pages are called public, not before."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    assert read_publisher(tmp_path) == Publisher()
    (raw / "site.yml").write_text("public: yes\ncontact: ''\n", "utf-8")
    with pytest.raises(InputError, match="contact"):
        read_publisher(tmp_path)
    (raw / "site.yml").write_text("public: yes\ncontact: a@b.example\n", "utf-8")
    built = finished(study_of("全年新建公园12个。"), publisher=read_publisher(tmp_path))
    assert 'href="mailto:a@b.example"' in page(built, "index.html")
    assert "草稿" not in page(built, "index.html")


@pytest.mark.parametrize(("said", "public"), [("no", False), ("FALSE", False), ("true", True)])
def test_whether_pages_are_public_is_read_from_the_word(
    said: str, public: bool, tmp_path: Path
) -> None:
    """Yes, no, true and false, in letters of any size."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    path = tmp_path / "data" / "raw" / "site.yml"
    path.write_text(f"contact: a@b.example\nauthor: 1e9\npublic: {said}\n", "utf-8")
    assert read_publisher(tmp_path) == Publisher("1e9", "a@b.example", "", public=public)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("public: maybe", "public 'maybe'.*line 2.*yes or no"),
        ("public:", "public ''.*line 2.*yes or no"),
        ("public: 1", "public '1'.*line 2"),
        ("address: http://a.example", "address 'http://a.example'.*line 2.*https"),
        ("address: [a]", "address .*line 2.*one value"),
        ("pulbic: no", "unknown keys"),
    ],
)
def test_a_publisher_that_cannot_be_read_is_told(line: str, told: str, tmp_path: Path) -> None:
    """A word of another form is one line with the line of the file and what would be right."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "site.yml").write_text(f"# who\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=told):
        read_publisher(tmp_path)


def test_the_pages_load_nothing_from_outside_and_allow_nothing_inline() -> None:
    """The content policy names the files beside the page and nothing else."""
    source = page(yunxi(), "index.html")
    assert "default-src 'none'" in source
    assert "unsafe" not in source
    assert ' style="' not in source


def test_a_vague_name_tells_its_measure_in_the_text_and_in_the_chart() -> None:
    """完成投资 of a heading is not the whole district's; a name with its own subject stays."""
    text = "一、去年工作\n（一）国企改革。完成投资14亿元。城市道路改造完成投资3亿元。\n"
    built = finished(study_of(text, place="南山县"))
    names = [row[1][0] for _, row in figures(built)]
    assert names[0] == "完成投资（国企改革）"
    assert names[1].endswith("道路改造完成投资")
    (money,) = [one for one in built.first_pages["zh"].charts if one.key == "money"]
    assert "完成投资（国企改革）" in money.live


def test_a_change_that_a_list_shares_stands_with_each_member() -> None:
    """均提升4% belongs to both rates; what the first one is compared with stays."""
    text = "一、去年工作\n全县甲类学校合格率87.34%、乙类学校优秀率48.63%，均较去年提升4%。\n"
    view = View(study_of(text, place="南山县"), "zh")
    first, second, change = view.rows
    assert view.followers == {first.row_id: change, second.row_id: change}


def test_a_report_of_no_known_area_is_called_by_its_title_and_sentences_begin_large() -> None:
    """One figure is no plural, and no title runs into another."""
    built = finished(study_of("全年新建公园12个。"))
    assert built.first_pages["zh"].title == "《关于工作情况的报告》数据核查"
    did, stands, _ = (plain(said) for _, said in built.first_pages["en"].sentences)
    assert did.endswith("Figures in the report: 1.")
    assert stands.startswith("The area's own plan targets")


def test_a_chart_without_a_line_is_left_out_and_a_title_without_names_has_no_colon() -> None:
    """Only what can be drawn is a chart; findings without a subject are counted."""
    lines = (f"第{n}类项目建成{n + 3}个。" for n in range(1, 9))
    charts = finished(study_of("\n".join(lines))).first_pages["zh"].charts
    assert "doubts" not in [one.key for one in charts]
    (doubts,) = [one for one in yunxi().first_pages["zh"].charts if one.key == "doubts"]
    assert doubts.title == "有2处数字需要核实"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("泉州市丰泽区人民政府", "The People's Government of Fengze District, Quanzhou"),
        ("泉州市统计局", "The Statistics Bureau of Quanzhou"),
        ("国务院", "The State Council of China"),
        ("某县人民政府", "某县人民政府"),
        ("闽南网", "闽南网"),
    ],
)
def test_an_office_has_its_english_name_where_it_is_known(name: str, said: str) -> None:
    """By the area's name and the kind of office; nothing is made up for another."""
    assert fengze().views["en"].office(name) == said
    assert fengze().views["zh"].office(name) == name


def test_an_area_of_the_sidecar_has_its_english_name() -> None:
    """A park that no gazetteer knows is named by the translations of the report."""
    view = fengze().views["en"]
    assert view.place("泉州中央商务区") == "Quanzhou Central Business District"
    assert view.place("全省") == "the whole province"
    assert view.place("某开发区") == "某开发区"


def test_the_years_gdp_stands_once_at_its_line() -> None:
    """The name and its qualifier are ours, the amount the chart's."""
    (money,) = [one for one in fengze().first_pages["en"].charts if one.key == "money"]
    assert "Gross domestic product, 2023: more than 90 billion yuan<" in money.live


def test_a_drawing_keeps_its_lines_and_its_gaps() -> None:
    """Two spaces of a label become one wide one, which a page keeps; those of a path stay."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 1 1  L 2 2"/>'
        b"<text>New places  4,320</text></svg>"
    )
    drawn = live_svg(svg, "a", "phone", "alt")
    assert 'd="M 1 1  L 2 2"' in drawn
    assert "New places\u20034,320" in drawn


def test_headings_of_a_notebook_can_be_linked_and_its_tables_are_found_once() -> None:
    """A heading has an address; rows of a notebook's tables stand on the pages already."""
    cells = [nbformat.v4.new_markdown_cell("# Title\n\n## Part\n\nWords.")]
    table = "<table><tr><td>12</td></tr></table>"
    shown = nbformat.v4.new_output("display_data", {"text/html": table})
    cells.append(nbformat.v4.new_code_cell("x", outputs=[shown]))
    title, body = notebook_page(nbformat.v4.new_notebook(cells=cells), "en")
    assert title == "Title"
    assert '<h2 id="h-2">Part</h2>' in body
    found = find_entries({"n.html": f"<main>{body}</main>"})
    assert list(found) == [("n.html#h-2", "Title · Part", "Words.")]


def test_what_is_found_reads_as_on_its_page() -> None:
    """A link in a sentence makes no gap; cells of a table do not run together."""
    cells = "<tr><td><div>甲</div></td><td><div><a>7</a></div></td></tr>"
    said = f"<p>完成<a>61.1亿元</a>，已完成</p><table>{cells}</table>"
    texts = [words for *_, words in find_entries({"a.html": f"<main><h1>甲</h1>{said}</main>"})]
    assert texts == ["完成61.1亿元，已完成", "甲 7"]


def test_a_figure_is_linked_where_it_stands_whole() -> None:
    """8亿元 is no part of 18亿元; a line break inside a figure is none of its characters."""
    view = View(study_of("去年完成投资8亿元。"), "zh")
    (row,) = view.rows
    said = view.linked("完成投资18亿元、8亿元", [row.row_id])
    assert said == "完成投资18亿元、" + view.figure_link(row)
    assert collapse_space("超 1300\n亿元") == "超1300亿元"
