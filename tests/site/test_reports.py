"""Reports of every sort become pages: one line, hundreds of figures, hostile, protected."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from fengze_analysis.errors import InputError
from fengze_analysis.site.built import read_publisher
from fengze_analysis.site.edition import find_anchors
from fengze_analysis.site.front import Publisher
from fengze_analysis.site.rendering import check_pages
from tests.site.made_up_site import finished, page, study_of, yunxi

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
    assert len(yunxi().fronts["zh"].sentences) == 3
    assert 8 <= len(yunxi().fronts["zh"].cards) <= 12


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
    assert len(built.fronts["zh"].cards) <= 12


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
    check_pages(pages, built.editions["zh"], built.files)
    pages["index.html"] = pages["index.html"].replace(old, new, 1)
    with pytest.raises(InputError):
        check_pages(pages, built.editions["zh"], built.files)


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


def test_the_pages_load_nothing_from_outside_and_allow_nothing_inline() -> None:
    """The content policy names the files beside the page and nothing else."""
    source = page(yunxi(), "index.html")
    assert "default-src 'none'" in source
    assert "unsafe" not in source
    assert ' style="' not in source
