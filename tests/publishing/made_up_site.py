"""A made-up district's report as a site: every kind of figure, finding, table and page."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from fengze_analysis.model import Document, Finding, Indicator, Observation, Source, Unread
from fengze_analysis.publishing.cells import Column, Link, PageTable, Tag, Words, printed
from fengze_analysis.publishing.notebooks import notebook_bodies
from fengze_analysis.publishing.site import Answer, Drawing, Page, Section, Site
from fengze_analysis.text.layout import lay_out
from fengze_analysis.showing import Show

HERE = Path(__file__).parent
TEXT = (HERE / "yunxi.txt").read_text("utf-8")


def _read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NAMES = {row["code"]: (row["zh"], row["en"]) for row in _read("yunxi_indicators.csv")}
CITE = Words(
    "云溪区报告数据核读，版本 0.1.0", "Figures of the Yunxi report examined, version 0.1.0"
)
LICENCE = Words("数据：CC BY 4.0", "Data: CC BY 4.0")


def make_document(text: str = TEXT) -> Document:
    """The report as read."""
    title = "临江市云溪区人民政府关于审议意见落实情况的报告"
    items = lay_out(text).items
    number, issuer = "云政综〔2024〕3号", "临江市云溪区人民政府"
    return Document(
        "yunxi-2024-3", text, title, number, issuer, "临江市云溪区", "2024-01-16", items
    )


def make_rows(document: Document) -> tuple[Observation, ...]:
    """The outcomes table, in the order of the text."""
    rows, place = [], document.text.find("一、关于")
    for surface, value, unit, kind, indicator in map(dict.values, _read("yunxi_figures.csv")):
        start = document.text.index(surface, place)
        place = start + len(surface)
        item = next(one for one in reversed(document.items) if one.start <= start)
        sentence = next((s.text for s in item.sentences if s.start <= start < s.end), "")
        rows.append(
            Observation(
                report_id=document.report_id,
                row_id=f"{item.section}.{item.item}.{start}",
                section=item.section,
                item=item.item,
                heading=item.heading,
                sentence=sentence,
                start=start,
                end=place,
                surface=surface,
                value=value,
                unit=unit,
                canonical_unit=unit,
                low=value,
                high=value,
                kind=kind,
                approx="exact",
                direction="up" if kind == "change" else "",
                basis="",
                indicator_phrase=NAMES.get(indicator, ("", ""))[0],
                indicator=indicator,
                period="",
                period_year="2023",
                place=document.place,
                status="",
            )
        )
    return tuple(rows)


def make_outcomes(rows: tuple[Observation, ...]) -> PageTable:
    """The table in full: what is shown, and more columns in the download."""
    columns = (
        Column("indicator", "指标", "Indicator"),
        Column("printed", "原文数字", "As printed", "printed"),
        Column("value", "数值", "Value", "number"),
        Column("unit", "单位", "Unit"),
        Column("kind", "类别", "Kind", "tag"),
        Column("measure", "措施", "Measure"),
        Column("sentence", "原句", "Sentence", shown=False),
        Column("phrase", "指标表述", "Phrase", shown=False),
    )
    cells = tuple(
        (
            Words(*NAMES.get(row.indicator, ("—", "—"))),
            printed(row),
            row.value,
            row.canonical_unit,
            Tag(row.kind, Words(row.kind, row.kind)),
            f"{row.section}.{row.item}",
            row.sentence,
            f"={row.indicator_phrase}",
        )
        for row in rows
    )
    anchors = tuple(row.row_id for row in rows)
    title = Words("报告所列全部数据", "Every figure of the report")
    note = Words("数值已乘万、亿。", "万 and 亿 are applied to the values.")
    return PageTable("outcomes", title, columns, cells, note, CITE, anchors)


def make_targets() -> PageTable:
    """A short table with a link to a citation and one within the site."""
    columns = (
        Column("target", "目标", "Target"),
        Column("value", "数值", "Value", "number"),
        Column("source", "来源", "Source"),
        Column("more", "详见", "More"),
    )
    rows = (
        (
            Words("全国“十四五”目标", "National target"),
            "10",
            Link(Words("规划纲要", "Outline"), "https://www.gov.cn/"),
            Link(Words("核对", "Audit"), "audit.html"),
        ),
        (Words("全省目标", "Provincial target"), "2/3", "—", ""),
    )
    return PageTable("targets", Words("可对照的目标", "Targets to compare with"), columns, rows)


def make_long() -> PageTable:
    """A table too long to be shown whole at first."""
    columns = (Column("number", "序号", "No.", "number"), Column("word", "说明", "Note"))
    rows = tuple((str(number), f"第{number}行") for number in range(1, 41))
    anchors = tuple(f"long.{number}" for number in range(1, 41))
    return PageTable("long", Words("长表", "A long table"), columns, rows, anchors=anchors)


def make_findings(rows: tuple[Observation, ...]) -> tuple[Finding, ...]:
    """One finding that holds and one that cannot be told."""
    ids = {row.surface: row.row_id for row in rows}
    parts = tuple(ids[surface] for surface in ("12.42亿元", "11.36亿元", "1.06亿元"))
    total = Finding(
        "yunxi-2024-3", "sum-1", "sum_of_parts", "consistent", parts, "12.42", "12.42", "", "",
        "元",
        "11.36亿元与1.06亿元之和等于12.42亿元。", "11.36亿元 and 1.06亿元 add up to the total.",
    )  # fmt: skip
    share = Finding(
        "yunxi-2024-3", "share-1", "attainable", "cannot_tell",
        (ids["83.35%"], ids["41 所"]), "83.35", "", "", "", "%",
        "83.35%不可能是学校数之比。", "83.35% cannot be a whole number of 41 schools.",
        ("按学生数加权", "另一学校范围"), ("weighted by pupils", "another set of schools"),
        "该比重的分子与分母各为多少？", "What are numerator and denominator of this share?",
    )  # fmt: skip
    return total, share


def make_drawing() -> Drawing:
    """A figure of two bars, with its data."""
    picture = io.BytesIO()
    Image.new("RGB", (16, 9), "#12406f").save(picture, "png")
    columns = (Column("column_1", "环节", "Stage"), Column("column_2", "数据数", "Figures"))
    rows = ((Words("产出", "Output"), "11"), (Words("成效", "Outcome"), "7"))
    title = Words("各环节的数据数", "Figures by stage")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 180">'
        '<rect x="90" y="30" width="550" height="50" fill="#4f94cd"/>'
        '<rect x="90" y="100" width="350" height="50" fill="#12406f"/></svg>'
    )
    live = svg.replace("<svg ", '<svg role="img" ').replace("<rect", "<title>{1}</title><rect", 1)
    live = live.replace("</svg>", '<text id="measures-{0}-1" x="9" y="60">{1}</text></svg>')
    return Drawing(
        "measures",
        title,
        Words("产出11项，成效7项。", "11 figures on output, 7 on outcome."),
        Words(svg, svg),
        Words(*(live.format(one, alt) for one, alt in (("zh", "产出"), ("en", "Output")))),
        picture.getvalue(),
        picture.getvalue(),
        PageTable("measures", title, columns, rows),
        CITE,
        Words(*(_narrow(one) for one in ("zh", "en"))),
    )


def _narrow(language: str) -> str:
    space = 'xmlns="http://www.w3.org/2000/svg"'
    box = '<rect width="200" height="90" fill="#4f94cd"/>'
    title = f'<title id="measures-{language}-narrow-1">{"产出" if language == "zh" else "Output"}'
    return f'<svg {space} role="img" viewBox="0 0 300 180">{title}</title>{box}</svg>'


def make_notebook(rows: tuple[Observation, ...]) -> Any:
    """An executed notebook with prose, a sentence, a table and a figure in both languages."""
    show = Show()
    bonds = next(row for row in rows if row.surface == "12.42亿元")
    zh, en = f"争取债券转贷资金{printed(bonds)}。", f"Bond funds of {printed(bonds)} were on-lent."
    table = make_targets()
    figure = {"fengze": {"lang": "zh", "drawing": "measures"}}
    english = {"fengze": {"lang": "en", "drawing": "measures"}}
    empty = {"image/png": "aGk=", "text/plain": "figure"}
    cells = [
        new_markdown_cell("# 报告说了什么？", metadata={"tags": ["zh"]}),
        new_markdown_cell("# What does the report say?", metadata={"tags": ["en"]}),
        new_code_cell('language = "both"', metadata={"tags": ["parameters"]}, execution_count=1),
        _shown("show.text(...)", 2, show.text(zh, en, role="answer")),
        new_markdown_cell("## 目标\n\n见 [核对](audit.ipynb)。", metadata={"tags": ["zh"]}),
        new_markdown_cell("## Targets\n\nSee the [audit](audit.ipynb).", metadata={"tags": ["en"]}),
        _shown("show.table(targets)", 3, show.table(table)),
        new_code_cell(
            "show.drawing(plot)",
            execution_count=4,
            outputs=[
                new_output("display_data", empty, metadata=figure),
                new_output("display_data", empty, metadata=english),
            ],
        ),
    ]
    return new_notebook(cells=cells)


def _shown(source: str, count: int, shown: Any) -> Any:
    output = new_output("execute_result", shown._repr_mimebundle_(), execution_count=count)
    return new_code_cell(source, execution_count=count, outputs=[output])


def make_site(text: str = TEXT) -> Site:
    """The whole site, small and complete."""
    document = make_document(text)
    rows = make_rows(document)
    by_surface = {row.surface: printed(row) for row in rows}
    bonds, share = by_surface["12.42亿元"], by_surface["83.35%"]
    bodies = notebook_bodies(make_notebook(rows))
    audit_lead = Words("逐项核对。", "One by one.")
    place = document.text.index("数十个")
    headings = (
        ("一、报告说了什么", "1. What it reports", "outcomes"),
        ("二、能与哪些目标对照", "2. What it can be held against", "comparison"),
        ("三、数据是否相符", "3. Do the figures agree", "audit"),
        ("四、哪些指标没有数据", "4. What has no figure", "comparison"),
    )
    return Site(
        report_id=document.report_id,
        version="0.1.0",
        date="2024-01-16",
        document=document,
        observations=rows,
        unread=(Unread(document.report_id, place, place + 3, "数十个", "vague", ""),),
        indicators=tuple(
            Indicator(code, *names, "", "none", "count", "", "output", "yes", ())
            for code, names in NAMES.items()
        ),
        title=Words("云溪区审议意见落实情况报告：数据核读", "The Yunxi reply examined"),
        caution=Words(
            "本页依据公开文本作数据核读，不是官方评估结论。未涉及某项指标不等于该项工作未开展。",
            "This page reads a published text; it is no official evaluation.",
        ),
        bottom_line=Words(
            f"报告列出 18 项数据，其中债券转贷资金{bonds}分项相符，{share}待核实。",
            f"The report gives 18 figures; {bonds} is a right sum, {share} is open.",
        ),
        answers=tuple(
            Answer(
                Words(zh, en),
                Words(f"共 18 项数据，如{bonds}。", f"There are 18 figures, such as {bonds}."),
                page,
            )
            for zh, en, page in headings
        ),
        figure="measures",
        findings=make_findings(rows),
        rule_names={
            "sum_of_parts": Words("分项之和", "Sum of parts"),
            "attainable": Words("可达比重", "Attainable share"),
        },
        drawings=(make_drawing(),),
        tables=(make_outcomes(rows), make_targets(), make_long()),
        index_tables=("targets",),
        pages=(
            Page("outcomes", Words("报告数据", "Outcomes"), Words(), bodies, ("outcomes",)),
            Page("comparison", Words("目标对照", "Comparison"), Words(), bodies),
            Page("audit", Words("数据核对", "Audit"), audit_lead, {}, ("long",)),
        ),
        method=(
            Section(
                Words("识读", "Reading"),
                (Words("逐字识读，位置可查。", "Read letter by letter, positions kept."),),
                (Words("舍入按四舍五入。", "Rounding is half-up."),),
            ),
        ),
        limits=(Words("没有区级指标表。", "The district's own table is not on file."),),
        sources=(
            Source(
                "s1", "国家规划纲要", "中国政府网", "国务院", "2021-03-13", "", "https://www.gov.cn/",
                "primary",
            ),
            Source("s2", "某省规划（转载）", "转载网站", "", "2021", "", "", "tertiary"),
        ),
        cite=CITE,
        licence=LICENCE,
        correction=Words("请将更正意见发至项目主页。", "Please send corrections."),
    )  # fmt: skip
