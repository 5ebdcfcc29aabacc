"""Our own words on figures, in Chinese and English; a character without a glyph is an error."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources

from fengze_analysis.errors import InputError
from fengze_analysis.plotting.fonts import check_glyphs
from fengze_analysis.plotting.rows import Named

LANGUAGES = ("zh", "en")


@lru_cache(maxsize=2)
def words(language: str) -> Mapping[str, str]:
    """Every label of ``labels.csv`` in ``language`` by key, its glyphs checked.

    >>> words("zh")["stage.outcome"], words("en")["stage.outcome"]
    ('成效', 'Outcome')
    """
    if language not in LANGUAGES:
        raise InputError(f"language {language!r} is unknown", "plotting", " or ".join(LANGUAGES))
    text = resources.files(__package__).joinpath("labels.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {row["key"]: check_glyphs(row[language], f"labels.csv {row['key']}") for row in rows}


def label(key: str, language: str, **values: object) -> str:
    """The label of ``key`` with ``values`` filled in; raise ``InputError`` for an unknown key.

    >>> label("measures.total", "zh"), label("measures.total", "en")
    ('合计', 'Total')
    """
    known = words(language)
    if key not in known:
        raise InputError(f"label {key!r} is unknown", "labels.csv", "a key of the table")
    return known[key].format(**values) if values else known[key]


def name_of(key: str, names: Mapping[str, str] | None, default: str | None = None) -> str:
    """The display name of a place, measure, rule or method, ``default`` or itself without one."""
    return (names or {}).get(key) or (key if default is None else default)


def of_language(zh: str, en: str, language: str) -> str:
    """The words of ``language``; the Chinese ones where there are no English.

    >>> of_language("森林覆盖率", "", "en")
    '森林覆盖率'
    """
    return en or zh if language == "en" else zh


def indicator_name(row: Named, language: str) -> str:
    """The name of a row's indicator in ``language``."""
    return of_language(row.name_zh, row.name_en, language)


def method_name(method: str, language: str) -> str:
    """The name of a method of the panel; one that is not in the table by its code.

    >>> method_name("cagr_ratio", "zh"), method_name("own_rule", "zh")
    ('复合增速比', 'own_rule')
    """
    return words(language).get(f"method.{method}", method)


def semicolons(parts: Iterable[str], language: str, most: int = 12) -> str:
    """The parts as clauses of one sentence; past ``most`` the table is pointed to.

    >>> semicolons(["甲 3", "乙 5"], "zh")
    '甲 3；乙 5'
    """
    said = list(parts)
    more = [label("alt.more", language, n=len(said) - most)] if len(said) > most else []
    return ("；" if language == "zh" else "; ").join([*said[:most], *more])


def listing(parts: Iterable[str], language: str) -> str:
    """The parts as a sentence lists them.

    >>> listing(["投入 3", "产出 5"], "zh"), listing(["3 inputs", "5 outputs"], "en")
    ('投入 3、产出 5', '3 inputs, 5 outputs')
    """
    return ("、" if language == "zh" else ", ").join(parts)


def counted(noun: str, n: int, language: str) -> str:
    """A number with its noun.

    >>> counted("measure", 12, "zh"), counted("measure", 1, "en"), counted("figure", 95, "en")
    ('12项措施', '1 measure', '95 figures')
    """
    forms = label(f"noun.{noun}", language).split("|")
    return forms[0 if n == 1 else -1].format(n=n)


def joined(first: str, second: str, language: str) -> str:
    """Two sentences one after the other."""
    return first + (" " if language == "en" else "") + second


def localised(rows: Iterable[Mapping[str, str]], language: str) -> list[dict[str, str]]:
    """Rows with the headings of ``language`` in place of the column names.

    >>> localised([{"stage": "产出", "figures": "4"}], "zh")
    [{'结果链环节': '产出', '数据个数': '4'}]
    """
    return [{label(f"column.{key}", language): value for key, value in row.items()} for row in rows]
