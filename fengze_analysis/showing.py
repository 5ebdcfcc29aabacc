"""What a notebook shows: sentences, tables and figures in both languages at once."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fengze_analysis.errors import InputError
from fengze_analysis.publishing.cells import (
    LANGUAGES,
    NO_WORDS,
    Cell,
    Column,
    Language,
    PageTable,
    Words,
    cell_words,
    collapse,
    plain,
)
from fengze_analysis.publishing.exports import Picture, export_drawing, export_table
from fengze_analysis.publishing.markup import LANG, table_html, text_html

if TYPE_CHECKING:
    from fengze_analysis.plotting.drawing import Drawing

_NOTEBOOK_DPI, _DOWNLOAD_DPI = 96, 120
ROLES = ("", "answer", "caution", "note")


@dataclass(frozen=True, slots=True)
class Shown:
    """An output with its plain text and its HTML, in each language that is shown."""

    languages: tuple[Language, ...]
    text: Words
    html: Words

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        blocks = [
            f'<div class="edition" lang="{LANG[one]}">{self.html.of(one)}</div><!--/edition-->'
            for one in self.languages
        ]
        return {
            "text/plain": "\n".join(self.text.of(one) for one in self.languages),
            "text/html": "\n".join(blocks),
        }


class Show:
    """The ways to show something in the chosen language (``zh``, ``en`` or ``both``).

    With ``exports``, a folder, every table and figure is also written there for the pages;
    ``citation`` and ``licence`` go into the files of the figures.

    >>> show = Show(language="zh")
    >>> show.text(zh="共 8 场。", en="8 events.")._repr_mimebundle_()["text/plain"]
    '共 8 场。'
    """

    def __init__(
        self,
        language: str = "both",
        exports: str | Path = "",
        citation: Words = NO_WORDS,
        licence: Words = NO_WORDS,
    ) -> None:
        if language not in (*LANGUAGES, "both"):
            raise InputError(f"unknown language {language!r}", "language", "zh, en or both")
        self.languages = tuple(one for one in LANGUAGES if language in (one, "both"))
        self.citation, self.licence = citation, licence
        self.exports = Path(exports) if str(exports) else None
        if self.exports and not self.exports.is_dir():
            raise InputError("no such folder", self.exports, "a folder for tables and figures")

    def text(self, zh: str, en: str, role: str = "") -> Shown:
        """Sentences; a blank line starts a paragraph; ``role`` sets the answer or caution apart."""
        if role not in ROLES:
            raise InputError(f"unknown role {role!r}", "text", ", ".join(map(repr, ROLES)))
        words = Words(zh, en)
        return self._shown(
            lambda one: plain(words.of(one)), lambda one: _paragraphs(words.of(one), one, role)
        )

    def words(self, words: Words, role: str = "") -> Shown:
        """Sentences said in both languages already."""
        return self.text(words.zh, words.en, role)

    def table(
        self,
        columns: PageTable | Iterable[Column],
        rows: Iterable[Sequence[Cell]] = (),
        *,
        key: str = "",
        title: Words = NO_WORDS,
        note: Words = NO_WORDS,
        citation: Words = NO_WORDS,
    ) -> Shown:
        """A table, given whole or in parts; its plain text is what a check compares."""
        if isinstance(columns, PageTable):
            table = columns
        else:
            cells = tuple(tuple(row) for row in rows)
            table = PageTable(key, title, tuple(columns), cells, note, citation)
        if self.exports and table.key:
            export_table(table, self.exports)
        return self._shown(lambda one: table_text(table, one), lambda one: table_html(table, one))

    def drawing(self, plot: Callable[..., Drawing], *args: object, **settings: object) -> None:
        """Display the figure that ``plot(*args, language=..., **settings)`` draws, one a language.

        Where there is nothing worth drawing, the sentence that says so is shown instead.
        """
        drawn = {
            one: plot(*args, language=one, **_localised(settings, one)) for one in self.languages
        }
        if any(drawing.figure is None for drawing in drawn.values()):
            said = Words(**{one: drawing.alt for one, drawing in drawn.items()})
            _display(self.text(said.zh, said.en)._repr_mimebundle_(), {})
            return
        for language, drawing in drawn.items():
            png = self._display_drawing(drawing, language)
            if self.exports:
                more = _localised(settings, language)
                narrow = _narrow(plot, *args, language=language, **more)
                self._export_drawing(drawing, narrow, png, language, self.exports)

    def _export_drawing(
        self, wide: Drawing, narrow: Drawing | None, png: bytes, language: Language, folder: Path
    ) -> None:
        """Write the forms that the pages have: for a screen, for a phone, for download."""
        from fengze_analysis.plotting.drawing import figure_svg
        from fengze_analysis.plotting.outlines import outlined
        from fengze_analysis.publishing.pictures import live_svg

        words = figure_svg(wide, *self._about(language), outlines=False)
        picture = Picture(
            key=_key(wide, language),
            title=wide.title,
            alt=wide.alt,
            svg=outlined(words, f"{wide.name}-g"),
            live=live_svg(words),
            narrow=live_svg(figure_svg(narrow, outlines=False)) if narrow else "",
            png=png,
            data=wide.data,
        )
        export_drawing(picture, language, folder)

    def _about(self, language: Language) -> tuple[str, str]:
        return self.citation.of(language), self.licence.of(language)

    def _display_drawing(self, drawing: Drawing, language: Language) -> bytes:
        """Show the figure in the notebook; the bytes of its PNG come back."""
        from fengze_analysis.plotting.drawing import figure_png

        dpi = _DOWNLOAD_DPI if self.exports else _NOTEBOOK_DPI
        png = figure_png(drawing, *self._about(language), dpi=dpi)
        _display(
            {"image/png": base64.b64encode(png).decode(), "text/plain": drawing_text(drawing)},
            {
                "fengze": {"lang": language, "drawing": _key(drawing, language)},
                "image/png": {"alt": drawing.alt},
            },
        )
        return png

    def _shown(self, text: Callable[[Language], str], html: Callable[[Language], str]) -> Shown:
        """Both languages made, so that a fault in one is never hidden by the choice."""
        return Shown(
            self.languages,
            Words(*(text(one) for one in LANGUAGES)),
            Words(*(html(one) for one in LANGUAGES)),
        )


def _key(drawing: Drawing, language: Language) -> str:
    """The name of a figure, one for both languages."""
    return drawing.name.removesuffix(f"-{language}")


def _narrow(plot: Callable[..., Drawing], *args: object, **settings: Any) -> Drawing | None:
    """The figure as a phone can show it; none where the plot knows one width only."""
    from fengze_analysis.plotting.style import NARROW

    known = signature(plot).parameters.values()
    if any(one.name == "width" or one.kind is Parameter.VAR_KEYWORD for one in known):
        return plot(*args, **{**settings, "width": NARROW})
    return None


def _localised(settings: Mapping[str, object], language: Language) -> dict[str, Any]:
    """The settings of a plot with every :class:`Words` said in one language."""
    return {name: _in(value, language) for name, value in settings.items()}


def _in(value: object, language: Language) -> object:
    if isinstance(value, Words):
        return value.of(language)
    return (
        {key: _in(one, language) for key, one in value.items()}
        if isinstance(value, dict)
        else value
    )


def _paragraphs(text: str, language: Language, role: str) -> str:
    kind = f' class="{role}"' if role else ""
    parts = [part for part in text.split("\n\n") if part.strip()]
    return "\n".join(f"<p{kind}>{text_html(part, language)}</p>" for part in parts)


def table_text(table: PageTable, language: Language) -> str:
    """A table as plain text: title, header, one line a row, cells parted by `` | ``.

    >>> shares = PageTable("s", Words("比重", "Shares"), (Column("a", "项", "Item"),), (("甲",),))
    >>> print(table_text(shares, "zh"))
    比重
    项
    甲
    """
    columns = [table.columns[place] for place in table.shown]
    lines = [column.words.of(language) for column in columns]
    rows = [
        [plain(cell_words(row[place], language)) for place in table.shown] for row in table.rows
    ]
    body = [" | ".join(collapse(cell) for cell in row) for row in rows]
    return "\n".join([table.title.of(language), " | ".join(lines), *body])


def drawing_text(drawing: Drawing) -> str:
    """A figure as plain text: title, what it shows, and the data that is drawn."""
    rows = [list(drawing.data[0]) if drawing.data else [], *(row.values() for row in drawing.data)]
    lines = [" | ".join(collapse(str(cell)) for cell in row) for row in rows]
    return "\n".join([drawing.title, drawing.alt, *lines])


def _display(data: dict[str, str], metadata: dict[str, object]) -> None:
    from IPython.display import display  # only a kernel has a display

    display(data, raw=True, metadata=metadata)
