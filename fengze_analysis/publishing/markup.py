"""HTML of texts, cells and tables; the one place where text becomes markup, always escaped."""

from __future__ import annotations

import re
from html import escape

from fengze_analysis.interval import parse_number
from fengze_analysis.publishing.cells import (
    Cell,
    Column,
    Language,
    Link,
    PageTable,
    Tag,
    cell_words,
    clean,
    split_printed,
)
from fengze_analysis.publishing.labels import label

LANG = {"zh": "zh-CN", "en": "en"}
_OWN_PAGE = re.compile(r"([a-z_]+)\.html(#.*)?")
_CITED = re.compile(r"https?://[^\s<>\"']+")
_WHOLE = re.compile(r"(?<!\d)(?<!\d\.)[1-9]\d{4,}(?!\d)")
_UNSAFE_ID = re.compile(r"[^\w.;:-]")


def page_file(key: str, language: Language) -> str:
    """The file of a page: ``outcomes.html`` in Chinese, ``outcomes.en.html`` in English."""
    return f"{key}.html" if language == "zh" else f"{key}.en.html"


def anchor(prefix: str, name: str) -> str:
    """The id of an element, safe in an address whatever ``name`` holds.

    >>> anchor("f-", "1.2.837"), anchor("r-", '"><script>')
    ('f-1.2.837', 'r-___script_')
    """
    return prefix + _UNSAFE_ID.sub("_", name)


def text_html(text: str, language: Language) -> str:
    """Escaped ``text``; each printed figure in it links to its place in the source text.

    >>> text_html("<b>共\\x02r1\\x1f8 场\\x03", "zh")
    '&lt;b&gt;共<a class="printed" href="source.html#f-r1">8 场</a>'
    """
    page = page_file("source", language)
    foreign = ' lang="zh-CN"' if language == "en" else ""
    return "".join(
        f'<a class="printed"{foreign} href="{page}#{anchor("f-", row_id)}">{escape(part)}</a>'
        if row_id
        else escape(part)
        for row_id, part in split_printed(text)
    )


def cell_html(cell: Cell, language: Language) -> str:
    """A cell as HTML: a badge, a link or escaped text."""
    words = text_html(cell_words(cell, language), language)
    if isinstance(cell, Tag):
        return f'<span class="tag" data-code="{escape(clean(cell.code))}">{words}</span>'
    if isinstance(cell, Link):
        href = _address(cell.href, language)
        return f'<a href="{escape(href)}">{words}</a>' if href else words
    return words


def grouped(number: str) -> str:
    """A number as it is read: thousands are parted from five digits on; downloads have none of it.

    >>> grouped("860000000"), grouped("2024"), grouped("-12345.67890"), grouped("10000..20000")
    ('860,000,000', '2024', '-12,345.67890', '10,000..20,000')
    """
    return _WHOLE.sub(lambda found: f"{int(found[0]):,}", number)


def _address(href: str, language: Language) -> str:
    """An address that a page may link to: an own page, a place on this page, http(s); else none."""
    own = _OWN_PAGE.fullmatch(href)
    if own:
        return page_file(own[1], language) + (own[2] or "")
    return href if href.startswith("#") or _CITED.fullmatch(href) else ""


def sort_key(cell: Cell, language: Language) -> str:
    """What a number cell is sorted by: its value as a decimal, empty where it has none.

    >>> sort_key("2/3", "zh"), sort_key("5..8", "zh"), sort_key("—", "zh")
    ('0.6666666666666666', '5.0', '')
    """
    try:
        number = parse_number(cell_words(cell, language).split("..")[0].replace(",", ""))
        return "" if number is None else str(float(number))
    except (ValueError, OverflowError, ZeroDivisionError):
        return ""


def table_html(table: PageTable, language: Language) -> str:
    """A table with its title, header cells and note; no script is needed to read it."""
    name = f"{anchor('t-', table.key)}-{language}"
    title, note = text_html(table.title.of(language), language), table.note.of(language)
    head = "".join(_header_html(table.columns[place], language) for place in table.shown)
    body = "\n".join(_row_html(table, number, language) for number in range(len(table.rows)))
    if not table.rows:
        body = f'<tr><td colspan="{len(table.shown)}">{label("no_rows", language)}</td></tr>'
    below = f'<p class="note">{text_html(note, language)}</p>' if note else ""
    return (
        f'<figure class="table" data-table="{escape(clean(table.key))}">\n'
        f'<figcaption id="{name}">{title}</figcaption>\n'
        f'<div class="scroll"><table class="data" aria-labelledby="{name}">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>\n{below}"
        f"<!--downloads:{escape(clean(table.key))}-->\n</figure>"
    )


def _header_html(column: Column, language: Language) -> str:
    words = escape(clean(column.words.of(language)))
    kind = f' data-kind="{escape(column.kind)}"' if column.kind != "text" else ""
    return f'<th scope="col"{kind}>{words}</th>'


def _row_html(table: PageTable, number: int, language: Language) -> str:
    """A row; its first cell is its header."""
    row = table.rows[number]
    cells = []
    for order, place in enumerate(table.shown):
        column, cell = table.columns[place], row[place]
        element, scope = ("th", ' scope="row"') if order == 0 else ("td", "")
        kind = f' class="c-{escape(column.kind)}"' if column.kind != "text" else ""
        value = sort_key(cell, language) if column.kind == "number" else ""
        if column.kind == "number" and isinstance(cell, (str, int)):
            cell = grouped(str(cell))
        order_by = f' data-value="{value}"' if value else ""
        cells.append(f"<{element}{scope}{kind}{order_by}>{cell_html(cell, language)}</{element}>")
    target = f' id="{anchor("r-", table.anchors[number])}"' if table.anchors else ""
    return f"<tr{target}>" + "".join(cells) + "</tr>"
