"""The site in a real browser: it works, it is quiet, and it can be used by everyone."""

from __future__ import annotations

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from fengze_analysis.site.folder import write_folder
from tests.browser.conftest import Watched
from tests.site.made_up_site import finished, study_of, yunxi
from tests.site.test_reports import HOSTILE

pytestmark = pytest.mark.browser

KEYS = ("index", "source", "comparison", "checks", "method", "search")
PAGES = [f"{key}{suffix}" for suffix in (".html", ".en.html") for key in KEYS]
AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_asks_for_nothing_from_outside(watched: Any, name: str) -> None:
    """No message on the console; only the page's own style and script beside it are read."""
    page = watched.open(name)
    page.wait_for_load_state("networkidle")
    assert watched.complaints == []
    asked = {url.rsplit("/", 1)[-1] for url in watched.requests if url.startswith("file:")}
    assert asked == {name, "site.css", "site.js"}
    outside = [url for url in watched.requests if not url.startswith(("file:", "data:", "about:"))]
    assert outside == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_on_a_phone_or_is_endless(phone: Any, name: str) -> None:
    """At 390 px a page is as wide as the screen and under 15,000 px long."""
    page = phone.open(name)
    assert page.evaluate("document.documentElement.scrollHeight") < 15_000
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(watched: Any, name: str) -> None:
    """The automated check of accessibility, contrast among it, passes with everything opened."""
    _check_axe(watched.open(name))


@pytest.mark.parametrize("name", ["index.html", "comparison.en.html", "source.html"])
def test_axe_finds_nothing_on_a_phone(phone: Any, name: str) -> None:
    """The cards of a phone are as accessible as the tables of a desk."""
    _check_axe(phone.open(name))


def _check_axe(page: Any) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(axe)
    rules = {"runOnly": AXE}
    violations = page.evaluate("options => axe.run(document, options)", rules)["violations"]
    found = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in violations]
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


def test_from_a_number_to_its_sentence_and_back(watched: Any) -> None:
    """One click leads to the marked characters, which are in sight; one more to its row."""
    page = watched.open("index.html")
    link = page.locator(".sentences a.printed").first
    shown = link.inner_text()
    link.click()
    mark = page.locator("mark:target")
    assert mark.locator("a").inner_text().replace(" ", "") in shown.replace(" ", "")
    assert _in_sight(page, "mark:target")
    assert mark.locator(".card").is_visible()
    mark.locator("a").click()
    page.wait_for_url("**/index.html#*")
    assert shown in page.locator("tr:target").inner_text()
    assert _in_sight(page, "tr:target")


def _in_sight(page: Any, selector: str) -> bool:
    box = page.eval_on_selector(selector, "e => e.getBoundingClientRect().toJSON()")
    return bool(box["top"] >= 0 and box["bottom"] <= page.viewport_size["height"])


@pytest.mark.parametrize("event", ["hover", "focus"])
def test_a_mark_says_what_was_read(watched: Any, event: str) -> None:
    """On hover and on focus alike, not before; Esc puts the note away."""
    page = watched.open("source.en.html")
    mark = page.locator("mark.figure").first
    assert not mark.locator(".card").is_visible()
    mark.locator("a").hover() if event == "hover" else mark.locator("a").focus()
    assert mark.locator(".card").is_visible()
    assert "%" in mark.locator(".card").inner_text()
    if event == "focus":
        page.keyboard.press("Escape")
        assert not mark.locator(".card").is_visible()


def _column(page: Any, number: int) -> list[str]:
    cells = f"table[data-key=figures] tbody tr:not([hidden]) > :nth-child({number})"
    return [text.strip() for text in page.locator(cells).all_inner_texts()]


def test_the_table_of_all_figures_sorts_with_the_keyboard(watched: Any) -> None:
    """By value and not by letter, up, down, and back to the order of the text."""
    page = watched.open("index.html")
    header = page.locator("table[data-key=figures] thead th").nth(2)
    before = _column(page, 3)
    expected = sorted(float(row.value) for row in yunxi().study.statements)
    for state, place in (("ascending", 0), ("descending", -1)):
        header.locator("button").focus()
        page.keyboard.press("Enter")
        assert header.get_attribute("aria-sort") == state
        value = page.locator("table[data-key=figures] tr:not([hidden]) td[data-value]").first
        assert float(value.get_attribute("data-value")) == expected[place]
    page.keyboard.press("Enter")
    assert _column(page, 3) == before


def test_the_table_filters_by_word_measure_kind_sense_and_place(watched: Any) -> None:
    """All typed words must be there; a list chooses one; the count is said."""
    page = watched.open("index.html")
    tools = page.locator(".tools").first
    tools.locator("input").fill("森林 43.2")
    assert _column(page, 3) == ["43.2%"]
    tools.locator("input").fill("没有这样的行")
    assert _column(page, 3) == []
    tools.locator("input").fill("")
    whole = len(yunxi().study.statements)
    assert f"共{whole}条" in page.locator(".pager").first.inner_text().replace(" ", "")
    tools.locator("select").first.select_option(index=1)
    assert 0 < len(_column(page, 1)) < whole


def test_a_long_table_is_paged_and_whole_on_paper(watched: Any) -> None:
    """Twenty rows at a time; a link to a row of a later page turns to it; print shows all."""
    page = watched.open("index.html")
    assert len(_column(page, 1)) == 20
    page.locator(".pager button").nth(1).click()
    whole = len(yunxi().study.statements)
    assert len(_column(page, 1)) == whole - 20
    last = list(yunxi().views["zh"].anchors.values())[-1].replace("f-", "r-")
    page = watched.open(f"index.html#{last}")
    assert page.locator("tr:target").is_visible()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(_column(page, 1)) == whole


def _addresses(hits: Any) -> list[str]:
    return [one.get_attribute("href") for one in hits.locator("a").all()]


def test_every_page_is_found_from_one_place(watched: Any) -> None:
    """The page of the search has what a word stands in, on whichever page, and leads there."""
    page = watched.open("search.html")
    box, hits = page.locator("main input[type=search]"), page.locator(".hits li:visible")
    assert hits.count() == 0
    box.fill("城镇新增就业")
    assert {link.split("#")[0] for link in _addresses(hits)} >= {"index.html", "source.html"}
    assert page.locator("main output").inner_text().count(str(hits.count())) == 1
    first = _addresses(hits)[0]
    box.fill("城镇新增就业 没有的词")
    assert hits.count() == 0
    page.goto(page.url.replace("search.html", first))
    assert page.locator(f"#{first.partition('#')[2]}").is_visible()


def test_a_citation_is_copied_whole(watched: Any) -> None:
    """The button selects the reference of a key number and says that it did."""
    page = watched.open("index.html")
    page.locator(".cards summary").first.click()
    button = page.locator(".cards .copy").first
    button.click()
    page.wait_for_timeout(100)
    assert "[Z]" in page.evaluate("getSelection().toString()")


def test_the_other_language_opens_at_the_same_place(watched: Any) -> None:
    """A place on the Chinese page is the same place on the English one."""
    anchor = next(iter(yunxi().views["zh"].anchors.values()))
    page = watched.open(f"source.html#{anchor}")
    page.locator("a.language").click()
    page.wait_for_url(f"**/source.en.html#{anchor}")
    assert page.locator("mark:target").count() == 1


def test_a_page_reads_well_without_a_script(browser: Any, site: Any) -> None:
    """All rows are in the page, its charts and details too, in a frame that scrolls."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    rows = page.locator("table[data-key=figures] tbody tr").count()
    assert rows == len(yunxi().study.statements)
    assert page.locator(".sentences p").count() == 3
    context.close()


def test_the_first_tab_skips_to_the_content(watched: Any) -> None:
    """The keyboard begins with a way past the bar."""
    page = watched.open("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_phone_shows_the_narrow_form_of_a_chart(phone: Any, watched: Any) -> None:
    """One of the two forms is to be seen: on a phone the one that needs no scrolling."""
    small, large = (one.open("index.html") for one in (phone, watched))
    for page, seen in ((small, "phone"), (large, "desk")):
        shown = [
            page.locator(f".chart svg.{form}").first.is_visible() for form in ("phone", "desk")
        ]
        assert shown == [seen == "phone", seen == "desk"]


@pytest.mark.parametrize("way", ["file", "http"])
def test_hostile_words_of_a_report_do_nothing(way: str, browser: Any, tmp_path: Path) -> None:
    """No dialog, no complaint, no request beyond the site: opened from a disk and from a server."""
    title = "<img src=x onerror=alert(1)>标题%E4%ZZ"
    write_folder(tmp_path / "site", finished(study_of(HOSTILE, title=title)).files)
    serve = partial(SimpleHTTPRequestHandler, directory=tmp_path / "site")
    page, dialogs = browser.new_page(), list[str]()
    watched = Watched(page, tmp_path / "site")
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        top = f"http://127.0.0.1:{server.server_port}"
        for name in ("index.html", "source.html", "search.html"):
            if way == "file":
                watched.open(name)
            else:
                page.goto(f"{top}/{name}")
            page.wait_for_load_state("networkidle")
            links = "document.querySelectorAll('a[href^=\"#\"]').forEach(one => one.click())"
            page.evaluate(links)
        server.shutdown()
    page.close()
    assert (dialogs, watched.complaints) == ([], [])
    known = (top, "file:", "data:", "about:")
    assert [url for url in watched.requests if not url.startswith(known)] == []
