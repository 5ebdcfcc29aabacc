"""The made-up site in a Chromium of the system, where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fengze_analysis.site.folder import write_folder
from tests.site.made_up_site import yunxi

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
)
LOUD = "NO CHROMIUM ON THIS MACHINE: the tests in a real browser are SKIPPED (apt install chromium)"


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A headless browser; without one the tests skip and say so."""
    path = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    if path is None:
        capture = request.config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled():
            print(f"\n{'!' * len(LOUD)}\n{LOUD}\n{'!' * len(LOUD)}")
        pytest.skip(LOUD)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as session:
        chromium = session.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up site on disk."""
    folder = tmp_path_factory.mktemp("site") / "yunxi"
    write_folder(folder, yunxi().files)
    return folder


class Watched:
    """A page of the browser, and everything it asked for or complained of."""

    def __init__(self, page: Any, site: Path) -> None:
        self.page, self.site = page, site
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, name: str) -> Any:
        """The page of that file name, loaded; an anchor may follow it."""
        self.page.goto("about:blank")
        file, mark, place = name.partition("#")
        self.page.goto((self.site / file).as_uri() + mark + place)
        return self.page


@pytest.fixture
def watched(browser: Any, site: Path) -> Iterator[Watched]:
    """A page as on a desk."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield Watched(page, site)
    page.close()


@pytest.fixture
def phone(browser: Any, site: Path) -> Iterator[Watched]:
    """A page as on a phone."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    yield Watched(page, site)
    page.close()
