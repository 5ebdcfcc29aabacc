"""The site in a real browser: it works, it is quiet, and it can be used by everyone."""

from __future__ import annotations

import json
import zipfile
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from tests.publishing.made_up_site import make_site

pytestmark = pytest.mark.browser

SITE = make_site()
KEYS = ("index", "outcomes", "comparison", "audit", "source")
PAGES = [f"{key}{suffix}" for suffix in (".html", ".en.html") for key in KEYS]
BONDS = next(row for row in SITE.observations if row.surface == "12.42亿元")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_asks_for_nothing(watched: Any, name: str) -> None:
    """No message on the console, and no request but for the page itself."""
    page = watched.open(name)
    page.wait_for_load_state("networkidle")
    assert watched.complaints == []
    outside = [url for url in watched.requests if not url.startswith(("file:", "data:", "about:"))]
    assert outside == []
    assert [url for url in watched.requests if url.startswith("file:")] == [page.url]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_resolves(watched: Any, name: str) -> None:
    """Each link leads to a file that is there and, within the site, to a place that is there."""
    page = watched.open(name)
    targets = set(page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"))
    for target in targets:
        parts = urlsplit(target)
        if parts.scheme == "https":
            continue
        path = watched.site / unquote(parts.path).rsplit(f"/{watched.site.name}/", 1)[1]
        assert path.is_file(), target
        if parts.fragment:
            place = unquote(parts.fragment)
            assert f'id="{place}"' in path.read_text("utf-8"), target


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(phone: Any, name: str) -> None:
    """At 390 px a page is as wide as the screen; a table or figure scrolls in its own frame."""
    page = phone.open(name)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phone_shows_the_narrow_form_of_a_figure(phone: Any, watched: Any) -> None:
    """One of the two forms is to be seen: on a phone the one that needs no scrolling."""
    small, large = (one.open("index.html") for one in (phone, watched))
    narrow, wide = "figure.drawing .phone svg", "figure.drawing .desk svg"
    assert (small.locator(narrow).is_visible(), small.locator(wide).is_visible()) == (True, False)
    assert (large.locator(narrow).is_visible(), large.locator(wide).is_visible()) == (False, True)
    assert small.locator(narrow).bounding_box()["width"] <= 390


def test_a_row_is_a_card_on_a_phone(phone: Any) -> None:
    """Each value stands beside the name of its column, and the table is still one to a reader."""
    page = phone.open("outcomes.html")
    cell = page.locator("figure[data-table=outcomes] tbody tr:first-child td").first
    assert cell.get_attribute("data-label") == "原文数字"
    assert cell.get_attribute("role") == "cell"
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"原文数字"'
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "grid"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(watched: Any, name: str) -> None:
    """The automated check of accessibility passes, everything opened."""
    _check_axe(watched.open(name))


@pytest.mark.parametrize("name", ["index.html", "outcomes.en.html", "source.html"])
def test_axe_finds_nothing_on_a_phone(phone: Any, name: str) -> None:
    """The cards of a phone are as accessible as the tables of a desk."""
    _check_axe(phone.open(name))


def _check_axe(page: Any) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(axe)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    violations = page.evaluate("options => axe.run(document, options)", rules)["violations"]
    found = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in violations]
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


def test_from_a_number_to_its_sentence_and_back(watched: Any) -> None:
    """One click leads to the marked characters, which are in sight; one more to the row."""
    page = watched.open("index.html")
    page.locator(".bottom-line a.printed").first.click()
    mark = page.locator("mark:target")
    assert mark.locator("a").inner_text() == "12.42亿元"
    assert _in_sight(page, "mark:target")
    assert page.evaluate("document.activeElement.textContent") == "12.42亿元"
    assert "债券转贷资金" in mark.locator(".card").inner_text()
    mark.locator("a").click()
    page.wait_for_url("**/outcomes.html#*")
    row = page.locator("tr:target")
    assert "12.42亿元" in row.inner_text()
    assert _in_sight(page, "tr:target")
    row.locator("a.printed").click()
    assert page.locator("mark:target a").inner_text() == "12.42亿元"


def _in_sight(page: Any, selector: str) -> bool:
    box = page.eval_on_selector(selector, "e => e.getBoundingClientRect().toJSON()")
    return bool(box["top"] >= 0 and box["bottom"] <= page.viewport_size["height"])


@pytest.mark.parametrize("event", ["hover", "focus"])
def test_a_mark_says_what_was_read(watched: Any, event: str) -> None:
    """On hover and on focus alike: value, unit, indicator; not before."""
    page = watched.open("source.html")
    card = page.locator(f"[id='n-{BONDS.row_id}']")
    assert not card.is_visible()
    link = page.locator(f"[id='f-{BONDS.row_id}'] > a")
    link.hover() if event == "hover" else link.focus()
    assert card.is_visible()
    assert card.inner_text().split("\n") == ["债券转贷资金", "12.42亿元", "数量"]


def test_esc_puts_the_note_away(watched: Any) -> None:
    """A note that covers something can be dismissed from the keyboard."""
    page = watched.open("source.html")
    page.locator(f"[id='f-{BONDS.row_id}'] > a").focus()
    page.keyboard.press("Escape")
    assert not page.locator(f"[id='n-{BONDS.row_id}']").is_visible()


def test_a_kind_is_told_by_shape_too(watched: Any) -> None:
    """The lines under a share and an amount differ, not their colours alone."""
    page = watched.open("source.html")
    script = """element => {
        const style = getComputedStyle(element);
        return [style.borderBottomStyle, style.borderWidth].join();
    }"""
    kinds = ("amount", "share", "change", "multiple", "rank", "duration")
    shapes = [page.locator(f"mark[data-code={kind}] > a").first.evaluate(script) for kind in kinds]
    assert len(set(shapes)) == len(kinds)


def _column(page: Any, number: int) -> list[str]:
    cells = f"figure[data-table=outcomes] tbody tr:not([hidden]) > :nth-child({number})"
    return [text.strip() for text in page.locator(cells).all_inner_texts()]


def test_a_table_sorts_by_value(watched: Any) -> None:
    """Up, down and back again, by number and not by letter, with the keyboard."""
    page = watched.open("outcomes.html")
    header = page.locator("figure[data-table=outcomes] thead th").nth(2)
    before = _column(page, 3)
    values = [float(row.value) for row in SITE.observations]
    for state, expected in (("ascending", sorted(values)), ("descending", sorted(values)[::-1])):
        header.locator("button").focus()
        page.keyboard.press("Enter")
        assert header.get_attribute("aria-sort") == state
        shown = [float(text.replace(",", "")) for text in _column(page, 3)]
        assert shown == expected
    page.keyboard.press("Enter")
    assert header.get_attribute("aria-sort") == "none"
    assert _column(page, 3) == before


def test_words_sort_in_their_language(watched: Any) -> None:
    """Chinese by pinyin; only one column is the sorted one."""
    page = watched.open("outcomes.html")
    headers = page.locator("figure[data-table=outcomes] thead th")
    headers.nth(2).locator("button").click()
    headers.nth(0).locator("button").click()
    names = [name for name in dict.fromkeys(_column(page, 1)) if name != "—"]
    assert names.index("标准化学校占比") < names.index("城建投资") < names.index("中小学数")
    assert headers.nth(2).get_attribute("aria-sort") == "none"


def test_a_table_filters_by_words_and_by_kind(watched: Any) -> None:
    """All typed words must be there; the count is said; a kind can be chosen."""
    page = watched.open("outcomes.html")
    tools = page.locator("figure[data-table=outcomes] .tools")
    tools.locator("input").fill("债券 1.06")
    assert _column(page, 2) == ["1.06亿元"]
    assert tools.locator("output").inner_text() == f"显示 1 / {len(SITE.observations)} 行"
    tools.locator("input").fill("没有这样的行")
    assert _column(page, 2) == []
    tools.locator("input").fill("")
    tools.locator("select").select_option("rank")
    assert _column(page, 2) == ["第 1"]
    tools.locator("select").select_option("")
    assert len(_column(page, 2)) == len(SITE.observations)


def test_a_link_to_a_row_that_was_filtered_away_shows_it(watched: Any) -> None:
    """The target of a link is always in sight."""
    page = watched.open("outcomes.html")
    page.locator("figure[data-table=outcomes] .tools input").fill("没有这样的行")
    page.evaluate(f"location.hash = 'r-{BONDS.row_id}'")
    page.wait_for_selector("tr:target:not([hidden])")
    assert _in_sight(page, "tr:target")


def _shown_rows(page: Any) -> int:
    return int(page.locator("figure[data-table=long] tbody tr:not([hidden])").count())


def test_a_long_table_begins_short(watched: Any) -> None:
    """Twenty rows, then all; the keyboard goes on where the rest begins."""
    page = watched.open("audit.html")
    more = page.locator("figure[data-table=long] .more-rows")
    assert _shown_rows(page) == 20
    assert more.inner_text() == "显示其余 20 行"
    more.click()
    assert _shown_rows(page) == 40
    assert not more.is_visible()
    assert page.evaluate("document.activeElement.cells[0].textContent") == "21"


def test_a_long_table_is_sorted_and_filtered_whole(watched: Any) -> None:
    """What is not shown takes part: the largest comes first, a late row is found."""
    page = watched.open("audit.html")
    header = page.locator("figure[data-table=long] thead button").first
    header.click()
    header.click()
    assert page.locator("figure[data-table=long] tbody tr").first.inner_text().startswith("40")
    assert _shown_rows(page) == 20
    page.locator("figure[data-table=long] .tools input").fill("第3")
    assert _shown_rows(page) == 11


@pytest.mark.parametrize("event", ["print", "link"])
def test_a_long_table_is_whole_where_it_matters(watched: Any, event: str) -> None:
    """On paper, and where a link leads to one of its last rows."""
    page = watched.open("audit.html" if event == "print" else "audit.html#r-long.39")
    if event == "print":
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function(
        "document.querySelectorAll('figure[data-table=long] tr[hidden]').length === 0"
    )
    assert _shown_rows(page) == 40


def test_a_short_table_has_no_tools(watched: Any) -> None:
    """Two rows need no filter; they sort all the same."""
    page = watched.open("comparison.html")
    assert page.locator("figure[data-table=targets] .tools").count() == 0
    assert page.locator("figure[data-table=targets] thead button").count() == 4


def test_the_other_language_opens_at_the_same_place(watched: Any) -> None:
    """From a sentence to the same sentence in the other edition, and back."""
    page = watched.open(f"source.html#f-{BONDS.row_id}")
    page.locator("a.language").click()
    page.wait_for_url("**/source.en.html#*")
    assert page.locator("mark:target a").inner_text() == "12.42亿元"
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator("a.language").click()
    page.wait_for_url("**/source.html#*")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_all_code_shows_and_hides_at_once(watched: Any) -> None:
    """Code is hidden until it is asked for."""
    page = watched.open("outcomes.html")
    assert not page.locator("details.code pre").first.is_visible()
    button = page.locator(".code-switch")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator("details.code pre").first.is_visible()
    button.click()
    assert not page.locator("details.code pre").first.is_visible()


def test_a_figure_downloads_as_it_is_shown(watched: Any) -> None:
    """The SVG is a whole file: the figure, the face it is set in, its citation."""
    page = watched.open("index.html")
    with page.expect_download() as waiting:
        page.locator("a[data-figure]").click()
    assert waiting.value.suggested_filename == "measures.zh.svg"
    root = ElementTree.parse(waiting.value.path()).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "font/woff;base64" in "".join(root.itertext())
    assert SITE.cite.zh in "".join(root.itertext())
    assert watched.complaints == []


def test_without_a_script_a_figure_is_in_the_zip(site: Any) -> None:
    """The link leads to a file that is there."""
    with zipfile.ZipFile(site / "yunxi-2024-3.zip") as archive:
        assert "yunxi-2024-3/figures/measures.zh.svg" in archive.namelist()


def test_the_keyboard_reaches_the_text_first(watched: Any) -> None:
    """The first key leads past the navigation, and what has the focus is seen."""
    page = watched.open("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_chinese_of_a_page_comes_from_the_page(watched: Any) -> None:
    """The embedded face is loaded and used for Chinese."""
    page = watched.open("index.html")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].map(face => face.status)") == ["loaded"]
    assert page.evaluate("document.fonts.check('16px \"Report Face\"', '丰泽债券')")


def test_without_a_script_everything_can_be_read(browser: Any, site: Any) -> None:
    """Tables, links and marks need no script."""
    page = browser.new_page(java_script_enabled=False)
    page.goto((site / "outcomes.html").as_uri())
    assert page.locator("figure[data-table=outcomes] tbody tr").count() == len(SITE.observations)
    assert page.locator("thead button").count() == 0
    page.close()


def test_a_hostile_report_is_only_text(browser: Any, tmp_path: Any) -> None:
    """Markup and script in a report's text are seen and never run."""
    from fengze_analysis.publishing.publish import build_site
    from fengze_analysis.publishing.writing import write_folder
    from tests.browser.conftest import Watched

    attack = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    text = SITE.document.text.replace("区人大常委会：", f"区人大常委会：{attack}")
    folder = tmp_path / "hostile"
    write_folder(folder, build_site(make_site(text), pdf=False))
    page = browser.new_page()
    watched = Watched(page, folder)
    watched.open("source.html")
    assert page.title() != "run"
    assert attack in page.locator(".report").inner_text()
    assert watched.complaints == []
    page.close()


def test_the_print_has_no_screen_furniture(watched: Any) -> None:
    """On paper there is no navigation, no filter and no hidden reading."""
    page = watched.open("index.html")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator(".finding details li").first.is_visible()
