"""The site of one report: pages, downloads and PDF, made, checked and written at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..charts.fonts import GETA, missing_glyphs
from ..errors import InputError
from ..messages import LANGUAGES
from ..project import RAW, Keys, read_yaml
from ..schema.frames import table_bytes
from ..study import TABLES, Study
from .annex import group_rows, make_sections
from .downloads import make_charts, packed
from .first_page import NOBODY, FirstPage, Publisher
from .folder import write_folder
from .notebooks import Notebook, Runner, moved_cells, normalise, steady_bytes, tell_progress, told
from .rendering import (
    check_pages,
    find_entries,
    make_pdfs,
    notebook_page,
    render,
    source_blocks,
    style_and_script,
)
from .view import View, page_file

MOST_BYTES = 4_000_000
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def read_publisher(project: Path) -> Publisher:
    """Who publishes the pages of ``project``, from ``data/raw/site.yml``; empty where it is absent.

    Raises :class:`InputError` where the pages are called public and nobody can be reached.
    """
    path, known = project / RAW / "site.yml", tuple(Publisher.__dataclass_fields__)
    held = (read_yaml(path) if path.is_file() else "") or Keys(path)
    if not isinstance(held, Keys) or not set(held) <= set(known):
        raise InputError("unknown keys", path, ", ".join(known))
    for key, value in held.items():
        if not isinstance(value, str):
            raise held.fault(key, "one value")
    texts = {key: value.strip() for key, value in held.items() if value.strip() and key != "public"}
    public = _YES_NO.get(held.get("public", "no").lower())
    if public is None:
        raise held.fault("public", "yes or no")
    if public and "contact" not in texts:
        raise InputError("the contact is empty", path, "an address at which errors can be reported")
    if not texts.get("address", "https://").startswith("https://"):
        raise held.fault("address", "https://…, or empty")
    return Publisher(**texts, public=public)


def publish(
    study: Study,
    project: Path,
    languages: Sequence[str],
    output: Path,
    settings: Mapping[str, object],
    *,
    notebooks: Sequence[Notebook],
    run: Runner,
    committed: bool = False,
    pdf: bool = True,
) -> list[str]:
    """Run ``notebooks`` on ``study``, and write the site into ``output``.

    ``output`` is old or new, never half; a folder that this project did not make is refused. It is
    not written where a notebook moved that is ``committed`` for this report: a line each says what.
    """
    publisher = read_publisher(project)
    common = {**settings, "report": str(study.received.folder), "project": str(project)}
    jobs = [(one, {**common, "language": each}) for one in notebooks for each in languages]
    under_way = run(jobs)
    built = Built(study, languages, publisher, pdf=pdf)
    paths = {str(study.received.folder): study.report_id, str(project): ".."}
    bodies: dict[str, dict[str, tuple[str, Any]]] = {one: {} for one in languages}
    moves: list[str] = []
    for (notebook, given), made in told(jobs, under_way):
        language, path, own = str(given["language"]), notebook.path, notebook.own
        bodies[language][path.stem] = notebook_page(normalise(made, paths), language)
        if committed and (own.get("report"), own.get("language")) == (study.report_id, language):
            moves += moved_cells(path.name, path.read_bytes(), steady_bytes(made, project))
    if not moves:
        built.finish(bodies)
        write_folder(output, built.files)
    return moves


class Built:
    """The site of a study: its downloads and PDF first, its pages by :meth:`finish`.

    The pages wait for those of the notebooks, which take longest to run.
    """

    def __init__(
        self,
        study: Study,
        languages: Sequence[str] = LANGUAGES,
        publisher: Publisher = NOBODY,
        *,
        pdf: bool = True,
    ) -> None:
        self.study, self.publisher = study, publisher
        self.views = {one: View(study, one) for one in languages}
        self.first_pages: dict[str, FirstPage] = {}
        self.files = {
            f"data/{name}.csv": table_bytes(study.rows(name), name, ".csv") for name in TABLES
        }
        for language, view in self.views.items():
            charts = make_charts(view)
            for one in charts:
                self.files[f"figures/{one.key}.{language}.svg"] = one.svg
                self.files[f"figures/{one.key}.{language}.png"] = one.png
            self.first_pages[language] = FirstPage(view, publisher, charts)
        tell_progress("charts")
        view, first_page = self.views[languages[0]], self.first_pages[languages[0]]
        self.files |= packed(view, first_page, publisher.author, self.files)
        tell_progress("tables")
        for language, view in self.views.items() if pdf else ():
            made = make_pdfs(view, self.first_pages[language], publisher)
            for kind, data in made.items():
                self.files[f"{study.report_id}.{kind}.{language}.pdf"] = data
            tell_progress(f"PDF: {language}")

    def finish(self, notebooks: Mapping[str, Mapping[str, tuple[str, Any]]]) -> None:
        """The pages, checked as a whole; ``notebooks`` has titles and bodies by language, name."""
        pages: dict[str, str] = {}
        for language, view in self.views.items():
            pages |= self._pages(view, notebooks.get(language, {}))
        check_pages(pages, view, self.files)  # both views have the same figures
        if "index.html" not in pages:  # one view: a folder still opens at its index
            pages["index.html"] = pages[page_file("index", language)]
        self.files |= {name: html.encode("utf-8") for name, html in pages.items()}
        self.files |= style_and_script(pages.values())
        size = sum(len(data) for name, data in self.files.items() if not name.endswith(".pdf"))
        if size > MOST_BYTES and len(view.rows) < 200:
            raise InputError(f"the site has {size} bytes", "site", f"at most {MOST_BYTES}")

    def _pages(self, view: View, notebooks: Mapping[str, tuple[str, Any]]) -> dict[str, str]:
        language, first_page, study = view.language, self.first_pages[view.language], self.study
        outside = (dict(study.received.sidecar), *study.curated.targets, *study.curated.sources)
        lacking = missing_glyphs(view.document.text + "".join(map(repr, outside)))
        getas = dict.fromkeys(map(ord, lacking), GETA)
        page = partial(
            render,
            language=language,
            view=view,
            first_page=first_page,
            author=self.publisher.author,
            files=self.files,
            draft=not self.publisher.public,
            other=next((one for one in self.views if one != language), ""),
            lacking=lacking,
            say=lambda key, **values: view.say(f"site.{key}", **values),
            getas=getas,
        )
        made = dict([page("index", page_title=first_page.title)])
        links = [
            (title or name, page_file(f"notebook-{name}", language))
            for name, (title, _) in notebooks.items()
        ]
        given = {"sections": make_sections(view), "notebooks": links, **group_rows(view)}
        made |= [page(key, **given) for key in ("comparison", "checks", "method")]
        unread, counts = study.rows("unread"), Counter(row.kind for row in view.rows)
        blocks = source_blocks(view.document, view.rows, unread)
        made |= [page("source", blocks=blocks, counts=counts, unread=len(unread))]
        for name, (title, body) in notebooks.items():
            made |= [page("notebook", f"notebook-{name}", page_title=title or name, body=body)]
        return made | dict([page("search", entries=find_entries(made))])
