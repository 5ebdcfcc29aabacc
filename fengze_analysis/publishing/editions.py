"""One language of an executed notebook that holds both."""

from __future__ import annotations

import re
from typing import Any

from fengze_analysis.publishing.cells import LANGUAGES, Language
from fengze_analysis.publishing.markup import LANG

_BLOCK = re.compile(
    r"""<div\ class="edition"\ lang="(?P<lang>[\w-]+)">  # what showing.Shown writes
        (?P<html>.*?)                                    # escaped text: holds no comment of its own
        </div><!--/edition-->\n?
    """,
    re.VERBOSE | re.DOTALL,
)


def edition(notebook: Any, language: Language) -> Any:
    """The notebook with only the cells and outputs of ``language`` (and those of none)."""
    result = type(notebook)(notebook)
    result["cells"] = [_cell(cell, language) for cell in notebook.cells if _kept(cell, language)]
    return result


def _kept(cell: Any, language: Language) -> bool:
    """A cell tagged with languages is kept if one of them is ``language``."""
    tags = set(cell.metadata.get("tags", [])) & set(LANGUAGES)
    return not tags or language in tags


def _cell(cell: Any, language: Language) -> Any:
    if cell.cell_type != "code":
        return cell
    result = type(cell)(cell)
    outputs = [_output(output, language) for output in cell.outputs]
    result["outputs"] = [output for output in outputs if output is not None]
    return result


def _output(output: Any, language: Language) -> Any:
    """The output in ``language``; ``None`` if it is in the other one only."""
    only = output.get("metadata", {}).get("fengze", {}).get("lang", language)
    if only != language:
        return None
    html = output.get("data", {}).get("text/html", "")
    if not _BLOCK.search(html):
        return output
    result = type(output)(output)
    result["data"] = {**output["data"], "text/html": one_language(html, language)}
    return result


def one_language(html: str, language: Language) -> str:
    """The blocks of ``language``; what stands outside any block stays.

    >>> block = '<div class="edition" lang="{}">{}</div><!--/edition-->'
    >>> one_language(block.format("zh-CN", "<p>甲</p>") + block.format("en", "<p>A</p>"), "en")
    '<p>A</p>'
    """
    return _BLOCK.sub(lambda hit: hit["html"] if hit["lang"] == LANG[language] else "", html)
