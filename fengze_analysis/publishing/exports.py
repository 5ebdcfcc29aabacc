"""Tables and figures that a notebook showed, as files beside it and back again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fengze_analysis.publishing.cells import (
    LANGUAGES,
    Cell,
    Column,
    Language,
    Link,
    PageTable,
    Tag,
    Words,
)
from fengze_analysis.publishing.site import Drawing


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure in one language, ready to be written: its forms, its words and its data."""

    key: str
    title: str
    alt: str
    svg: str
    live: str
    narrow: str
    png: bytes
    data: list[dict[str, str]]


def export_table(table: PageTable, folder: Path) -> None:
    """Write ``KEY.table.json`` into ``folder``."""
    text = json.dumps(_packed_table(table), ensure_ascii=False, indent=1)
    (folder / f"{table.key}.table.json").write_text(text, "utf-8")


def export_drawing(picture: Picture, language: Language, folder: Path) -> None:
    """Write ``KEY.LANGUAGE`` as ``.svg``, ``.live.svg``, ``.narrow.svg``, ``.png`` and ``.json``.

    The last, ``.drawing.json``, has its words and data.
    """
    stem = f"{picture.key}.{language}"
    (folder / f"{stem}.svg").write_text(picture.svg, "utf-8")
    (folder / f"{stem}.live.svg").write_text(picture.live, "utf-8")
    (folder / f"{stem}.narrow.svg").write_text(picture.narrow, "utf-8")
    (folder / f"{stem}.png").write_bytes(picture.png)
    facts = {"title": picture.title, "alt": picture.alt, "data": picture.data}
    (folder / f"{stem}.drawing.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")


def read_tables(folder: Path) -> tuple[PageTable, ...]:
    """The tables shown by the notebooks that exported into ``folder``, by key."""
    return tuple(
        _unpacked_table(json.loads(path.read_text("utf-8")))
        for path in sorted(folder.glob("*.table.json"))
    )


def read_drawings(folder: Path) -> tuple[Drawing, ...]:
    """The figures shown by the notebooks that exported into ``folder``, by key."""
    keys = {path.name.split(".")[0] for path in folder.glob("*.drawing.json")}
    return tuple(_drawing(key, folder) for key in sorted(keys))


def _drawing(key: str, folder: Path) -> Drawing:
    """A figure; a language it was not drawn in shows the other one."""
    drawn = [one for one in LANGUAGES if (folder / f"{key}.{one}.drawing.json").exists()]
    paths = {one: folder / f"{key}.{one if one in drawn else drawn[0]}" for one in LANGUAGES}
    facts: dict[Language, dict[str, Any]] = {
        one: json.loads(_beside(path, ".drawing.json").read_text("utf-8"))
        for one, path in paths.items()
    }
    return Drawing(
        key=key,
        title=Words(facts["zh"]["title"], facts["en"]["title"]),
        alt=Words(facts["zh"]["alt"], facts["en"]["alt"]),
        svg=_svgs(paths, ".svg"),
        live=_svgs(paths, ".live.svg"),
        narrow=_svgs(paths, ".narrow.svg"),
        png_zh=_beside(paths["zh"], ".png").read_bytes(),
        png_en=_beside(paths["en"], ".png").read_bytes(),
        data=_data(key, facts),
    )


def _svgs(paths: Mapping[Language, Path], suffix: str) -> Words:
    """One form of a figure in both languages."""
    return Words(*(_beside(paths[one], suffix).read_text("utf-8") for one in LANGUAGES))


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _data(key: str, facts: Mapping[Language, Mapping[str, Any]]) -> PageTable | None:
    """The drawn data as a table in both languages; none where nothing is listed."""
    zh, en = facts["zh"]["data"], facts["en"]["data"]
    if not zh:
        return None
    headers = zip(zh[0], en[0], strict=True)
    columns = [Column(f"column_{number}", *pair) for number, pair in enumerate(headers, 1)]
    rows = tuple(
        tuple(_word(*pair) for pair in zip(left.values(), right.values(), strict=True))
        for left, right in zip(zh, en, strict=True)
    )
    return PageTable(key, Words(facts["zh"]["title"], facts["en"]["title"]), tuple(columns), rows)


def _word(zh: str, en: str) -> Cell:
    return zh if zh == en else Words(zh, en)


def _packed_table(table: PageTable) -> dict[str, Any]:
    return {**asdict(table), "rows": [[_packed(cell) for cell in row] for row in table.rows]}


def _packed(cell: Cell) -> object:
    return cell if isinstance(cell, (str, int)) else {type(cell).__name__: asdict(cell)}


_CELLS: dict[str, Callable[[dict[str, Any]], Cell]] = {
    "Words": lambda fields: Words(**fields),
    "Tag": lambda fields: Tag(fields["code"], Words(**fields["words"])),
    "Link": lambda fields: Link(Words(**fields["words"]), fields["href"]),
}


def _unpacked(cell: Any) -> Cell:
    if isinstance(cell, dict):
        ((name, fields),) = cell.items()
        return _CELLS[name](fields)
    return cell if isinstance(cell, int) else str(cell)


def _unpacked_table(packed: dict[str, Any]) -> PageTable:
    return PageTable(
        key=packed["key"],
        title=Words(**packed["title"]),
        columns=tuple(Column(**column) for column in packed["columns"]),
        rows=tuple(tuple(_unpacked(cell) for cell in row) for row in packed["rows"]),
        note=Words(**packed["note"]),
        citation=Words(**packed["citation"]),
        anchors=tuple(packed["anchors"]),
    )
