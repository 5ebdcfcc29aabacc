"""The site of one report: pages, downloads and PDF, made, checked and written at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from ..charts.fonts import missing_glyphs
from ..errors import InputError
from ..project import RAW, read_yaml
from ..release import RELEASED, version
from ..study import Study
from .annex import make_annex
from .checking import check_pages
from .checks import check_sections, make_points
from .content import Chart, Front, Link, plain
from .downloads import bundle, chart_files, make_charts, table_files, workbook_file
from .edition import Edition
from .folder import write_folder
from .front import NOBODY, PROJECT, Publisher, make_front
from .normalising import normalise
from .notebooks import get_ready, notebook_page
from .pdf import make_pdfs
from .rendering import Pages, Site, page_file, style_and_script
from .running import Job, Progress, finished, parameters_of, read_notebook, start_notebooks
from .search import find_entries
from .source import source_blocks

LANGUAGES = ("zh", "en")
# The notebooks of a project that the annex shows, in this order; others follow by name.
NOTEBOOKS = ("outcomes", "comparison", "audit", "validation", "explore")
MOST_BYTES = 4_000_000
_NAV = ("index", "source", "comparison", "checks", "method", "search")


def read_publisher(project: Path) -> Publisher:
    """Who publishes the pages of ``project``, from ``data/raw/site.yml``; empty where it is absent.

    Raises :class:`InputError` where the pages are called public and nobody can be reached.
    """
    path = project / RAW / "site.yml"
    held = read_yaml(path) if path.is_file() else {}
    if not isinstance(held, dict) or not set(held) <= {"author", "contact", "address", "public"}:
        raise InputError("unknown keys", path, "author, contact, address, public")
    public = held.get("public", False)
    if not isinstance(public, bool):
        raise InputError(f"public is {public!r}", path, "yes or no")
    texts = {key: str(held.get(key) or "").strip() for key in ("author", "contact", "address")}
    if public and not texts["contact"]:
        raise InputError("the contact is empty", path, "an address at which errors can be reported")
    if texts["address"] and not texts["address"].startswith("https://"):
        raise InputError(f"address {texts['address']!r}", path, "https://…, or empty")
    return Publisher(**texts, public=public)


def publish(
    study: Study,
    project: Path,
    languages: Sequence[str],
    output: Path,
    settings: Mapping[str, object],
    *,
    workers: ProcessPoolExecutor,
    pdf: bool = True,
    progress: Progress | None = None,
) -> None:
    """Run the notebooks of ``project`` on ``study``, and write the site into ``output``.

    ``output`` is old or new, never half; a folder that this project did not make is refused.
    """
    tell = progress or (lambda _: None)
    publisher = read_publisher(project)
    under_way = _start(study, project, languages, settings, workers)
    files = build(study, languages, publisher, pdf=pdf, progress=tell)
    get_ready()
    paths = {str(study.received.folder): study.report_id, str(project): ".."}
    made: dict[str, dict[str, tuple[str, Any]]] = {one: {} for one in languages}
    jobs = [job for _, job in under_way.values()]
    spoken = [str(job.parameters["language"]) for job in jobs]
    done = {
        number: notebook_page(normalise(notebook, paths), spoken[number])
        for number, notebook in finished(under_way, tell)
    }
    for number in sorted(done):  # they end in any order
        made[spoken[number]][jobs[number].path.stem] = done[number]
    files.finish(made)
    write_folder(output, files.files)


def list_notebooks(project: Path) -> list[Path]:
    """The notebooks of ``project``: first those that the annex names, then others by name."""
    found = {path.stem: path for path in sorted((project / "notebooks").glob("*.ipynb"))}
    order = [name for name in NOTEBOOKS if name in found]
    return [found[name] for name in (*order, *(name for name in found if name not in order))]


def report_notebooks(project: Path) -> list[Path]:
    """Those of them that are about one report: they have the parameter ``report``."""
    paths = list_notebooks(project)
    return [path for path in paths if "report" in parameters_of(read_notebook(path), path.name)]


def _start(
    study: Study,
    project: Path,
    languages: Sequence[str],
    settings: Mapping[str, object],
    workers: ProcessPoolExecutor,
) -> Any:
    """Every notebook of every language under way."""
    common = {**settings, "report": str(study.received.folder), "project": str(project)}
    folder = project / "notebooks"
    jobs = [
        Job(path, {**common, "language": language}, folder)
        for path in report_notebooks(project)
        for language in languages
    ]
    return start_notebooks(workers, jobs)


class Built:
    """A site under way: all but the pages of the notebooks, which take longest to run."""

    def __init__(self, study: Study, languages: Sequence[str], publisher: Publisher) -> None:
        self.study, self.languages, self.publisher = study, languages, publisher
        self.editions = {one: Edition(study, one) for one in languages}
        self.points = {one: make_points(edition) for one, edition in self.editions.items()}
        self.charts: dict[str, list[Chart]] = {}
        self.fronts: dict[str, Front] = {}
        self.files: dict[str, bytes] = {}
        self.offered: dict[str, list[Link]] = {}

    def prepare(self, *, pdf: bool, progress: Progress) -> None:
        """Charts, tables, workbooks and PDF: all that needs no page."""
        for language, edition in self.editions.items():
            self.charts[language] = make_charts(edition)
            self.files |= chart_files(self.charts[language], language)
        progress("charts")
        data = table_files(self.study)
        self.files |= data
        for language, edition in self.editions.items():
            points = self.points[language]
            self.fronts[language] = make_front(
                edition, self.publisher, self.charts[language], points
            )
            self.offered[language] = list(self._offer(language, pdf=pdf))
        progress("tables")
        if pdf:
            for language, edition in self.editions.items():
                author = self.publisher.author or PROJECT
                made = make_pdfs(edition, self.fronts[language], self.points[language], author)
                self.files |= {
                    f"{self.study.report_id}.{kind}.{language}.pdf": data
                    for kind, data in made.items()
                }
                progress(f"PDF: {language}")

    def _offer(self, language: str, *, pdf: bool) -> Iterator[Link]:
        """The files to download, the workbook and the zip made on the way."""
        edition, report_id = self.editions[language], self.study.report_id
        name = f"{report_id}.xlsx"
        about = list(self._about(edition))
        if name not in self.files:
            self.files[name] = workbook_file(self.study, about)
        for kind in ("brief", "report") if pdf else ():
            yield Link(edition.say(f"site.download_{kind}"), f"{report_id}.{kind}.{language}.pdf")
        yield Link(edition.say("site.download_xlsx"), name)
        archive = f"{report_id}.zip"
        if archive not in self.files:
            held = {
                key: data
                for key, data in self.files.items()
                if key.startswith(("data/", "figures/"))
            }
            readme = "\n".join(f"{key}: {value}" for key, value in about)
            readme = f"{readme}\n\n{edition.say('site.readme_tables')}\n"
            self.files[archive] = bundle(self.study, held, readme)
        yield Link(edition.say("site.download_zip"), archive)

    def _about(self, edition: Edition) -> Iterator[tuple[str, str]]:
        sidecar, front = self.study.received.sidecar, self.fronts[edition.language]
        for key in ("title", "issuer", "number", "date"):
            yield edition.say(f"site.about_{key}"), str(sidecar.get(key) or "—")
        yield edition.say("site.about_status"), str(sidecar["legal_status"])
        yield edition.say("site.about_by"), self.publisher.author or PROJECT
        yield edition.say("site.about_cite"), front.citation
        yield edition.say("site.caution"), plain(front.caution)

    def finish(self, notebooks: Mapping[str, Mapping[str, tuple[str, Any]]]) -> None:
        """The pages, checked as a whole; ``notebooks`` has titles and bodies by language, name."""
        pages: dict[str, str] = {}
        for language, edition in self.editions.items():
            other = next((one for one in self.languages if one != language), "")
            pages |= self._pages(edition, other, notebooks.get(language, {}))
        for edition in self.editions.values():
            check_pages(pages, edition, self.files)
        if "index.html" not in pages:  # one edition: a folder still opens at its index
            pages["index.html"] = pages[page_file("index", self.languages[0])]
        self.files |= {name: html.encode("utf-8") for name, html in pages.items()}
        self.files |= style_and_script(pages.values())
        size = sum(len(data) for name, data in self.files.items() if not name.endswith(".pdf"))
        if size > MOST_BYTES and len(self.editions[self.languages[0]].rows) < 200:
            raise InputError(f"the site has {size} bytes", "site", f"at most {MOST_BYTES}")

    def _pages(
        self, edition: Edition, other: str, notebooks: Mapping[str, tuple[str, Any]]
    ) -> dict[str, str]:
        """The pages of one edition."""
        language, front = edition.language, self.fronts[edition.language]
        front = _offering(front, self.offered[language])
        site = Site(
            language=language,
            other=other,
            title=front.title,
            author=self.publisher.author or PROJECT,
            description=plain(front.sentences[0][1]),
            version=version(),
            date=RELEASED,
            draft=not self.publisher.public,
            lacking=missing_glyphs(_all_text(edition)),
            nav=tuple((key, edition.say(f"site.nav_{key}")) for key in _NAV),
        )
        made = Pages(site)
        links = [
            Link(title or name, page_file(f"notebook-{name}", language))
            for name, (title, _) in notebooks.items()
        ]
        pages = {"index": made.index(front)}
        sections = check_sections(edition, self.points[language])
        for page in make_annex(edition, sections, links):
            pages[page.key] = made.annex(page)
        blocks = source_blocks(edition.document, edition.rows, self.study.rows("unread"))
        pages["source"] = made.source(edition, blocks)
        for name, (title, body) in notebooks.items():
            pages[f"notebook-{name}"] = made.notebook(f"notebook-{name}", title or name, body)
        named = {page_file(key, language): html for key, html in pages.items()}
        return named | {page_file("search", language): made.search(find_entries(named))}


def _offering(front: Front, links: Sequence[Link]) -> Front:
    from dataclasses import replace

    return replace(front, downloads=tuple(links))


def _all_text(edition: Edition) -> str:
    """Every character that comes from outside: the report, its sidecar, the curated tables."""
    study = edition.study
    held = [edition.document.text, repr(dict(study.received.sidecar))]
    held += [repr(row) for row in (*study.curated.targets, *study.curated.sources)]
    return "".join(held)


def build(
    study: Study,
    languages: Sequence[str] = LANGUAGES,
    publisher: Publisher = NOBODY,
    *,
    pdf: bool = True,
    progress: Progress | None = None,
) -> Built:
    """The site of ``study`` but for its pages; ``.finish({})`` makes those, ``.files`` are all."""
    made = Built(study, languages, publisher)
    made.prepare(pdf=pdf, progress=progress or (lambda _: None))
    return made
