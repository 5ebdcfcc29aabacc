"""The pages of the documentation that are made from the code: the data dictionary."""

from __future__ import annotations

import re
from typing import Any

import griffe

from fengze_analysis.schema.tables import Column, load_tables

_EXAMPLE = re.compile(r"(?:^>>> .*\n?(?:^(?!>>> )\S?.*\S.*\n?)*)+", re.MULTILINE)
_ROLE = re.compile(r":(?:class|func|meth|mod|data|attr):(`[^`]+`)")


class Docstrings(griffe.Extension):
    """Docstrings as Markdown: an example is a block of code, a role its name."""

    def on_instance(self, *, obj: Any, **_: object) -> None:
        """Change the docstring of one object."""
        if obj.docstring is not None:
            text = _ROLE.sub(r"\1", obj.docstring.value).replace("``", "`")
            obj.docstring.value = _EXAMPLE.sub(_fenced, text)


def _fenced(example: re.Match[str]) -> str:
    return f"```pycon\n{example[0].rstrip()}\n```\n"


def on_page_markdown(markdown: str, page: Any, **_: object) -> str:
    """The text of a page, the dictionary put behind that of its page (a hook of MkDocs)."""
    if page.file.src_path != "dictionary.md":
        return markdown
    return f"{markdown}\n\n{dictionary()}"


def dictionary() -> str:
    """Every table and column in Markdown.

    >>> "| `year` | 年份 · Year |" in dictionary()
    True
    """
    return "\n\n".join(
        f"## {table.name}: {table.title_zh} · {table.title_en}\n\n{table.meaning_en}. "
        f"Key: {', '.join(f'`{name}`' for name in table.key)}.\n\n"
        "| column | title | type | unit | codes | what it means |\n"
        "| --- | --- | --- | --- | --- | --- |\n" + "\n".join(map(_row, table.columns))
        for table in load_tables().values()
    )


def _row(column: Column) -> str:
    codes = ", ".join(f"`{code}`" for code in column.codes).replace("|", "\\|")
    title = f"{column.title_zh} · {column.title_en}"
    cells = (f"`{column.name}`", title, column.type, column.unit, codes, column.meaning_en)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
