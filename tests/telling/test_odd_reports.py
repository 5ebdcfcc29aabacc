"""Odd reports all the way to their pages: without parts, without figures, with hostile words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from fengze_analysis.publishing.notebooks import notebook_bodies
from fengze_analysis.publishing.publish import build_site
from fengze_analysis.release import version
from fengze_analysis.showing import Show, Shown
from fengze_analysis.study import Study
from fengze_analysis.telling import audit, front, outcomes
from tests.made_up.district import study_of

REPORTS = {
    "no parts": "云溪区年报\n\n2023年城镇化率79.2%，新增学位4320个，走访数十家企业。\n",
    "no figures": "全年各项工作有序推进，群众获得感持续增强。\n",
    "one line": "2023年城镇化率79.2%，新增学位4320个",
    "figures in headings": (
        "云溪区年报\n\n一、全年新增学位4320个\n\n一是学位12个到位。新增学位12个，完成。\n"
    ),
    "odd characters": (
        "云溪区年报\n\n一、民生\n\n一是\u202e学位。新增\0学位4320个，\U0001f600\ufffd，𠀀𪚥。\n"
        "全年各项工作有序推进，群众获得感持续增强，城乡面貌不断改善。\n"
    ),
    "markup": (
        "<h1>云溪区</h1>年报\n\n一、<b onclick=alert(1)>民生</b>\n\n"
        "一是</div><script>学位。新增学位4320个，#emph[x] $x$ \\end \\u{41}。\n"
    ),
}


def _pages(study: Study, folder: Path, *, pdf: bool) -> dict[str, bytes]:
    """The pages of a study, its notebooks holding a title and its tables."""
    show = Show("both", exports=folder)
    tables = {"outcomes": outcomes.outcomes_table(study), "audit": audit.findings_table(study)}
    bodies = {key: _notebook(key, None) for key in front.PAGES}
    bodies |= {key: _notebook(key, show.table(table)) for key, table in tables.items()}
    site = front.make_site(study, bodies, folder, version())
    return build_site(site, ("zh",), pdf=pdf)


def _notebook(key: str, shown: Shown | None) -> Any:
    cells = [
        nbformat.v4.new_markdown_cell(
            f"# {key}？", id=f"cell-{language}", metadata={"tags": [language]}
        )
        for language in ("zh", "en")
    ]
    if shown:
        data = shown._repr_mimebundle_()
        outputs = [nbformat.v4.new_output("display_data", data=data)]
        cells.append(nbformat.v4.new_code_cell("show.table(table)", id="cell-3", outputs=outputs))
    return notebook_bodies(nbformat.v4.new_notebook(cells=cells))


@pytest.mark.parametrize("name", REPORTS)
def test_an_odd_report_has_its_pages(name: str, tmp_path: Path) -> None:
    """Every page is made and checked: links lead to what they show, nothing is loaded or run."""
    study = study_of(tmp_path, REPORTS[name])
    exports = tmp_path / "exports"
    exports.mkdir()
    files = _pages(study, exports, pdf=True)
    assert {"index.html", "source.html", "short.zip", "short.zh.pdf"} <= files.keys()
    for row in study.observations:
        assert f'id="f-{row.row_id}"'.encode() in files["source.html"]
    assert b"onclick=alert" not in files["source.html"].replace(b"&lt;b onclick=alert", b"")
