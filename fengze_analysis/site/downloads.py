"""What lies beside the pages: charts, tables as CSV and workbook, one zip; drawings for pages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from lxml import etree
from markupsafe import Markup
from PIL import Image

from ..charts import plot_benchmarks, plot_money, plot_number_lines, plot_targets
from ..charts.number_lines import find_lines
from ..charts.style import NARROW, WIDE, figure_bytes
from ..interval import exact_number
from ..messages.numbers import format_period
from ..release import version
from ..schema.frames import dictionary_frame, workbook
from ..schema.package import describe_package
from ..schema.tables import load_tables
from ..study import TABLES, Study
from .first_page import FirstPage, is_official
from .view import Chart, View, plain

_REMARKS = re.compile(rb"<!--.*?-->|(?<=>)\s+(?=<)", re.DOTALL)
_MARGIN = 0.06  # inches
_COLOURS = 32
_LINK = "{http://www.w3.org/1999/xlink}href"
_SIZE = re.compile(r"([\d.]+)px")
_URL = re.compile(r"url\(#([^)]+)\)")
_USED = re.compile(r'(?:url\(|href=")#([^)"]+)')
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_DRAWN = re.compile(
    "clip-path|d|fill|fill-opacity|height|opacity|r|text-anchor|transform|width|x|y|cx|cy"
    "|stroke(-(dasharray|dashoffset|linecap|linejoin|opacity|width))?|font-size|viewBox"
)
_UNDRAWN = ("{*}metadata", "{*}style", "{*}title", etree.Comment)


def make_charts(view: View) -> list[Chart]:
    """The charts that have something to show: targets, what does not add up, the money."""
    study, made = view.study, []
    verdicts = [row for row in study.comparisons if row.relation == "verdict" and row.word]
    others = study.comparison.query("relation in ['peer', 'benchmark']").dropna(subset="target")
    if verdicts:
        draw = partial(plot_targets, study.comparison, delta=float(study.parameters.delta))
        along = any(row.progress is not None for row in verdicts)
        made.append(_chart(view, "targets", draw, "targets" if along else "targets_level"))
    elif len(others):
        # Results elsewhere for the same period come first, then targets; eight indicators at most.
        ranked = others.sort_values("relation", ascending=False, kind="stable")
        keys = ranked[["row_id", "indicator"]].drop_duplicates().head(8)
        shown, place = others.merge(keys, on=["row_id", "indicator"]), view.document.place
        made.append(_chart(view, "benchmarks", partial(plot_benchmarks, shown, place=place)))
    if find_lines(study.findings):
        made.append(_chart(view, "doubts", partial(plot_number_lines, study.findings)))
    if sum(row.canonical_unit == "元" and row.kind == "amount" for row in view.rows) > 1:
        vague = filter(view.vague, view.rows)
        told = {row.row_id: plain(view.name(row)) for row in vague}
        rows = study.outcomes.copy()
        rows.loc[rows["row_id"].isin(told), "indicator"] = rows["row_id"]
        names, lines = {**view.names, **told}, _yardstick(view)
        draw = partial(plot_money, rows, yardsticks=lines, names=names, limit=24)
        drawn = _chart(view, "money", draw)
        made.append(drawn._replace(note="".join((drawn.note, *_quotients(view)))))
    return made


def _quotients(view: View) -> Iterator[str]:
    """What follows from the amounts: quotients that no text prints."""
    found = [
        view.say(
            "site.named",
            name=view.say(f"site.derived_{one.kind}"),
            n=view.amount(one.value, one.unit).text,
        )
        for one in view.study.computed
        if one.kind in ("net_capital", "cost_per_place")
    ]
    if found:
        yield view.say("site.money_follows", list=view.say("site.between").join(found))


def _yardstick(view: View) -> dict[str, float]:
    """The area's own GDP on file, of the year that is nearest to the report's."""
    about, wanted = view.document.year or 0, (view.document.place, "gdp", "outcome", "元")
    found = {  # by how far its year is from the report's
        (abs(row.year.first - about), row.year.first): row
        for row in view.study.curated.published
        if (row.place, row.indicator, row.role, row.unit) == wanted
        and row.year
        and row.year.is_year
    }
    if not found:
        return {}
    row = found[min(found)]
    word = view.say_known(f"numbers.{row.qualifier}", n="")  # the chart adds the amount
    said = view.say(
        "site.yardstick",
        name=view.indicator("gdp"),
        year=format_period(row.year, view.language),
        word=word.strip(),
    )
    return {said.strip(" :"): float(exact_number(row.value) or 0)}


def _chart(view: View, key: str, draw: partial[Any], note: str = "") -> Chart:
    """A chart: outlined with its title for download, with live words for the page."""
    made = partial(draw, **{"names": view.names, **draw.keywords, "language": view.language})
    wide, phone = (made(width=width).figure for width in (WIDE, NARROW))
    said = str(wide.axes[0].get_title(loc="left"))
    title = re.sub(r"\s*\n\s*", "" if view.language == "zh" else " ", said)
    alt = view.say("site.chart_alt", title=title)
    svg, png = _drawing(wide), fewer_colours(figure_bytes(wide, ".png", margin=_MARGIN))
    for figure in (wide, phone):
        figure.axes[0].set_title("", loc="left")
    live, small = (_drawing(figure, "none") for figure in (wide, phone))
    plt.close(wide)
    plt.close(phone)
    name = f"{key}-{view.language}"
    return Chart(
        key=key,
        title=title,
        note=view.say(f"site.chart_{note or key}"),
        svg=svg,
        png=png,
        live=live_svg(live, name, "desk", alt),
        phone=live_svg(small, f"{name}-phone", "phone", alt),
    )


def _drawing(figure: Any, letters: str = "path") -> bytes:
    return _REMARKS.sub(b"", figure_bytes(figure, ".svg", letters=letters, margin=_MARGIN))


def fewer_colours(png: bytes) -> bytes:
    """The picture of a chart in the few colours that it has: a quarter of the bytes."""
    held = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(
            _COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    few.save(held, "PNG", optimize=True)
    return held.getvalue()


def live_svg(svg: bytes, name: str, kind: str, alt: str) -> Markup:
    """The drawing for the inside of a page, of words that can be read; ``name`` begins its ids."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, remove_blank_text=True))
    etree.strip_elements(root, *_UNDRAWN)
    box, used = root.get("viewBox", ""), set(_USED.findall(svg.decode()))
    for element in root.iter():
        drawn = dict(_drawn(element, name, used))
        element.attrib.clear()
        element.attrib.update(drawn)
        element.text = (element.text or "").replace("  ", "\u2003") or None  # two would be one
    given = {"class": kind, "viewBox": box, "role": "img", "aria-label": alt}
    root.attrib.clear()
    root.attrib.update(given | {"stroke-linejoin": "round"})
    text = etree.tostring(root, encoding="unicode")
    return Markup(text)  # noqa: S704 - built of numbers and escaped words


def _drawn(element: Any, name: str, used: set[str]) -> Iterator[tuple[str, str]]:
    """The attributes that draw, those of its style among them; names are its page's alone."""
    given = dict(element.attrib)
    for declaration in given.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        size = _SIZE.search(value) if key in ("font", "font-size") else None
        given |= {"font-size": size[1]} if size else {key: value}
    for key, value in given.items():
        if key == "id" and value in used:
            yield key, f"{name}-{value}"
        elif key == _LINK:
            yield "href", f"#{name}-{value.removeprefix('#')}"
        elif _DRAWN.fullmatch(key) and not (key == "transform" and _NO_TURN.fullmatch(value)):
            yield key, _URL.sub(lambda hit: f"url(#{name}-{hit[1]})", value)


def packed(
    view: View, first_page: FirstPage, author: str, files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """All tables in one workbook; tables and charts in one zip; both say what they are."""
    study, say = view.study, view.say
    said, told = study.received.said, ("title", "issuer", "number", "date")
    about = {
        **{f"about_{key}": said(key) or "—" for key in told},
        "about_status": said("legal_status"),
        "about_by": author,
        "about_cite": first_page.citation,
        "caution": first_page.caution,
    }
    lines = [(say(f"site.{key}"), value) for key, value in about.items()]
    known, names = load_tables(), (*TABLES, "sources")
    frames = {"about 说明": pd.DataFrame(lines, columns=["item", "text"])}
    # A workbook allows the name of a sheet 31 characters.
    frames |= {f"{name} {known[name].title_zh}"[:31]: getattr(study, name) for name in names}
    frames["dictionary 字段说明"] = dictionary_frame(names)
    readme = [*map(": ".join, lines), "", say("site.readme_tables"), ""]
    return {
        f"{study.report_id}.xlsx": workbook(frames),
        f"{study.report_id}.zip": _bundle(study, files, "\n".join(readme)),
    }


def _bundle(study: Study, files: Mapping[str, bytes], readme: str) -> bytes:
    """The zip of ``files``, charts as SVG alone, with README and ``datapackage.json``."""
    held = {name: data for name, data in files.items() if not name.endswith(".png")}
    held["README.txt"] = readme.encode("utf-8")
    said = study.received.said
    status = said("legal_status")
    described = describe_package(
        study.report_id,
        said("title"),
        held,
        version=version(),
        description=f"{said('issuer')} {said('number')}".strip(),
        sources=study.sources_used,
        licences=[{"name": "other-pd" if is_official(status) else "other-closed", "title": status}],
    )
    held["datapackage.json"] = described.encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in sorted(held.items()):
            entry = zipfile.ZipInfo(f"{study.report_id}/{name}")  # of 1980, as a zip begins
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return written.getvalue()
