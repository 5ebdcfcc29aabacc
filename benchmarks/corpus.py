"""A made-up corpus in the genre: reports of made-up districts, the same for the same seed."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

import docx

_SURNAMES = "河滩石桥白沙青云临江望海金田古渡新丰长岭"
_KINDS = ("区", "县", "市")
_HEADINGS = (
    "要立足持续发展，优化提升经济发展质量",
    "要立足均衡发展，提升城市品质",
    "要立足以人为本，提升民生保障水平",
)
_MEASURES = (
    *("招商引资质效提升", "产业升级步伐加快", "民营经济稳步发展", "国企改革持续深化"),
    *("营商环境持续优化", "城市更新有序推进", "生态环境稳中向好", "风险防范扎实有力"),
    *("教育资源提档升级", "文旅消费活力迸发", "医疗服务品质提升", "社会保障托底有力"),
)
# {n} a count, {d} a figure with decimals, {p} a percentage, {s} a small count.
_CLAUSES = (
    "全年新签约正式合同项目 {n} 个、总投资超 {n} 亿元",
    "税收增长 {p}%",
    "落实税费优惠 {d} 亿元",
    "新增省级科技小巨人企业 {s} 家，推荐申报国家高新技术企业 {n} 家",
    "全区数字经济规模占GDP比重提升至 {p}%",
    "建成5G基站{n}个",
    "完成投资{d}亿元，占年度计划{p}%",
    "完成房屋征收{d}万平方米，土地征收 {n} 亩",
    "累计建设{n}个垃圾分类亭（屋）",
    "空气质量优良天数比例达{p}%，水质达标率100%",
    "用于重点项目资金{d}亿元，偿还到期债务本金{d}亿元",
    "新增优质学位 {n} 个，全区 {s} 所中小学全部开展课后服务",
    "高考本科上线率 {p}%、中考优秀率 {p}%，均较去年提升 {s}%",
    "接待游客 {d} 万人次、同比增长 {p}%",
    "城镇新增就业人数 {d} 万人，发放补贴 {d} 万元",
    "参加养老、失业、工伤保险人数分别达到 {d} 万人、{d} 万人、{d} 万人",
    "为{d}万家企业减负失业保险费 {n} 万元",
    "城镇和农村居民人均可支配收入分别为{n}元和{n}元，分别增长{p}%和{p}%",
    "固定资产投资增长{p}%，由上年的{p}%提高{d}个百分点",
    "二十三个老旧小区改造完工，惠及居民{n}余户",
    "近三分之二的行政村实现集中供水",
    "授权周期缩短 {p}% 以上，位居全市第{s}",
    "举办招聘会 {s} 场，帮扶困难群众{n}人次",
)
_WORDS = (
    "严格落实各项制度，压紧压实工作责任",
    "坚持问题导向，统筹抓好各项任务落实",
    "进一步健全长效机制，推动工作提质增效",
    "充分发挥区位优势，主动对接重点企业，推动一批优质项目落地见效",
    "持续深化“放管服”改革，不断优化政务服务流程，提升群众办事体验",
    "空气质量总体保持优良，水环境质量符合功能区水质类别要求",
    "牢固树立过“紧日子”思想，从严控制一般性支出，兜牢“三保”底线",
    "传承弘扬优良传统，全面实施重点领域改革事项，激发市场主体活力",
    "组织开展技能培训和劳务对接，强化就业创业服务，稳定就业大局",
    "完善科技型企业梯度培育体系，支持企业加大研发投入，提升创新能力",
    "加快推进片区更新改造，完善配套设施，打造宜居宜业的中心城区",
    "深化文旅品牌建设，策划特色旅游线路，擦亮城市名片",
)
_SHARE_OF_WORDS = 0.55  # so that a thousand characters hold some 25 figures, as reports do
# Layout and share of the corpus. PDF is left out: reading one costs as much as twenty others.
_LAYOUTS = (("utf-8", 0.55), ("gb18030", 0.15), ("html", 0.15), ("docx", 0.15))


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up report: the name of its file, its bytes and its text."""

    name: str
    data: bytes
    text: str


def make_corpus(documents: int, seed: int = 2024) -> Iterator[MadeUp]:
    """As many reports, lengths from a third to twice that of a usual one, in four layouts.

    >>> [one.name for one in make_corpus(2)] == [one.name for one in make_corpus(2)]
    True
    """
    shell = _docx_shell()
    layouts, shares = [name for name, _ in _LAYOUTS], [share for _, share in _LAYOUTS]
    for number in range(documents):
        chance = random.Random(seed * 1_000_003 + number)  # noqa: S311 - made-up figures
        paragraphs = _paragraphs(chance, number)
        yield _laid_out(chance.choices(layouts, shares)[0], number, paragraphs, shell)


def write_corpus(folder: Path, documents: int, seed: int = 2024) -> tuple[int, int]:
    """Writes the corpus; the bytes of its files, and of its text in UTF-8."""
    stored = text = 0
    for one in make_corpus(documents, seed):
        path = folder / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
        stored += len(one.data)
        text += len(one.text.encode())
    return stored, text


def _paragraphs(chance: random.Random, number: int) -> list[str]:
    place = "".join(chance.sample(_SURNAMES, 2)) + chance.choice(_KINDS)
    year = 2021 + number % 4
    title = f"{place}人民政府关于第十四个五年规划中期评估审议意见落实情况的报告"
    paragraphs = [f"{place}政综〔{year}〕{number % 99 + 1}号", title, f"{place}人大常委会："]
    for at, (mark, heading) in enumerate(zip("一二三", _HEADINGS, strict=True)):
        paragraphs.append(f"{mark}、关于“{heading}”方面")
        for order, measure in zip("一二三四", _MEASURES[at * 4 : at * 4 + 4], strict=True):
            sentences = [_sentence(chance) for _ in range(chance.randint(1, 8))]
            paragraphs.append(f"{order}是{measure}。{''.join(sentences)}")
    return [*paragraphs, f"{place}人民政府", f"{year}年1月{number % 28 + 1}日"]


def _sentence(chance: random.Random) -> str:
    clauses = [_clause(chance) for _ in range(chance.randint(1, 4))]
    return "，".join(clauses) + "。"


def _clause(chance: random.Random) -> str:
    if chance.random() < _SHARE_OF_WORDS:
        return chance.choice(_WORDS)
    return _filled(chance, chance.choice(_CLAUSES))


def _filled(chance: random.Random, clause: str) -> str:
    while "{" in clause:
        at = clause.index("{")
        figures = {
            "n": str(chance.randint(20, 9000)),
            "s": str(chance.randint(2, 60)),
            "d": f"{chance.uniform(0.5, 99):.2f}",
            "p": f"{chance.uniform(1, 99):.1f}",
        }
        clause = clause[:at] + figures[clause[at + 1]] + clause[at + 3 :]
    return clause


def _laid_out(layout: str, number: int, paragraphs: list[str], shell: bytes) -> MadeUp:
    text = "".join(f"{paragraph}\n" for paragraph in paragraphs)
    name = f"{number % 100:02d}/report-{number:06d}"
    if layout == "html":
        body = "".join(f"<p class='MsoNormal'><span>{escape(one)}</span></p>" for one in paragraphs)
        page = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>"
        return MadeUp(f"{name}.html", page.encode(), text)
    if layout == "docx":
        return MadeUp(f"{name}.docx", _docx(shell, paragraphs), text)
    return MadeUp(f"{name}.txt", text.encode(layout), text)


def _docx_shell() -> bytes:
    out = BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def _docx(shell: bytes, paragraphs: list[str]) -> bytes:
    """The document of an empty one with these paragraphs, each split over runs as usual."""
    body = "".join(
        f"<w:p><w:r><w:t>{escape(one[:20])}</w:t></w:r><w:r><w:t>{escape(one[20:])}</w:t></w:r></w:p>"
        for one in paragraphs
    )
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(shell)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:body>", f"<w:body>{body}".encode(), 1)
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
