"""One edition of an executed notebook as HTML, by nbconvert and a template of our own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from fengze_analysis.publishing.cells import LANGUAGES, Language
from fengze_analysis.publishing.editions import edition
from fengze_analysis.publishing.labels import label
from fengze_analysis.publishing.markup import page_file

_NOTEBOOK_LINK = re.compile(r'href="([a-z_]+)\.ipynb(#[^"]*)?"')
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>\s*", re.DOTALL)
# Addresses from which nbconvert would have the browser load scripts.
_LOADED = (
    "require_js_url",
    "jquery_url",
    "mathjax_url",
    "mermaid_js_url",
    "html_manager_semver_range",
)


@cache
def _exporter() -> Any:
    """The exporter with the template of this package and nothing to load from outside."""
    from nbconvert.exporters.html import HTMLExporter
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.filters.highlight import Highlight2HTML

    class Pages(HTMLExporter):
        """The exporter without its second reading of every page, which our template needs not."""

        def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
            return TemplateExporter.from_notebook_node(self, nb, resources, **kw)

    make: Any = Pages
    highlight: Any = Highlight2HTML("python")
    return make(
        # Each would have the whole notebook validated again, and none has anything to do.
        default_preprocessors=[],
        filters={"highlight_code": cache(highlight)},  # both editions show the same code
        template_name="notebook",
        extra_template_basedirs=[str(files(__package__).joinpath("templates"))],
        exclude_anchor_links=True,
        **dict.fromkeys(_LOADED, ""),
    )


def notebook_bodies(
    notebook: Any, languages: Sequence[Language] = LANGUAGES
) -> dict[Language, tuple[str, str]]:
    """The first heading and the body of an executed notebook in each of ``languages``."""
    return {language: notebook_html(notebook, language) for language in languages}


def get_ready() -> None:
    """Load what renders notebooks, which takes half a second, before there is one."""
    from nbformat.v4 import new_code_cell, new_notebook

    notebook_html(new_notebook(cells=[new_code_cell("1")]), LANGUAGES[0])


def notebook_html(notebook: Any, language: Language) -> tuple[str, str]:
    """The first heading of the notebook (empty if none) and its body, in one language.

    A code cell tagged ``hide`` and the cells of parameters are left out.
    """
    shown = edition(notebook, language)
    shown["cells"] = [cell for cell in shown["cells"] if not _hidden(cell)]
    words = {"words": {"code": label("code", language)}}
    body, _ = _exporter().from_notebook_node(shown, resources=words)
    link = lambda hit: f'href="{page_file(hit[1], language)}{hit[2] or ""}"'  # noqa: E731
    body = _NOTEBOOK_LINK.sub(link, body)
    title = _TITLE.search(body)
    if not title:
        return "", body
    return re.sub(r"<[^>]+>", "", title[1]), body[: title.start()] + body[title.end() :]


def _hidden(cell: Any) -> bool:
    hidden = {"hide", "parameters", "injected-parameters"}
    return bool(hidden & set(cell.metadata.get("tags", [])))
