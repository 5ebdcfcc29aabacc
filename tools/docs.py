"""The pages of the documentation that are made from the code: the data dictionary."""

from __future__ import annotations

from typing import Any

from fengze_analysis.schema.tables import Column, load_tables


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
        "| column | title | type | unit | codes | what it means |\n| --- | --- | --- | --- | --- | --- |\n"
        + "\n".join(map(_row, table.columns))
        for table in load_tables().values()
    )


def _row(column: Column) -> str:
    codes = ", ".join(f"`{code}`" for code in column.codes).replace("|", "\\|")
    title = f"{column.title_zh} · {column.title_en}"
    cells = (f"`{column.name}`", title, column.type, column.unit, codes, column.meaning_en)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
