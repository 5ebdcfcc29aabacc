"""The words before a figure cut down to what names it; the words behind it to their noun."""

from __future__ import annotations

import re

from ..lexicon import forms, words

# What leads from a name to its figure: 税收|同比增长, 人数|分别达到.
# Only words with one of 比较由从于出 say what something is compared with.
_LEAD = re.compile(f"(?:{forms('lead')})$")
# Only words with one of 比较由从于出 say what something is compared with.
_LEAD_OF_BASE = re.compile(f"(?:{forms('lead')}|{forms('lead_of_base')})$")
_COMPARES = frozenset("比较由从于出")
_LEADING = re.compile(f"(?:{forms('leading')})+")
_AFTER_STOP = re.compile(forms("noun_stop"))
# 项|区委、区政府重点工作: the 、 is inside the noun.
_ISSUERS = re.compile("(?:国家|中央|[省市区县镇党]委|[省市区县]级?)、")
# 12个项目到位资金9亿元: the second noun is that of the figure behind.
_TWO_NOUNS = re.compile(
    r"""
    (.{0,12}?(?:项目|企业|工程|园区|基地|学校))
    .{0,3}?(?:到位资金|总?投资额?|资金|产值|营收|税收|金额)$
    """,
    re.VERBOSE,
)
_VERB_AT_END = re.compile("(?:(?<![行作])为|达|(?<!所)占)$")  # 0-14岁人口为
_NO_NOUN = re.compile(forms("no_noun"))
_RANKS = re.compile(forms("rank_verb"))
_LONGEST, _LONGEST_NOUN, _LONGEST_LEAD = 30, 24, 24
_ENDS_IN_MIDDLE = ("高中", "初中", "集中", "完中")
_BOUNDS = ("以上", "以下", "以内")
_NO_NAMES = frozenset(words("no_name"))
_MOVED_NOUNS = frozenset(words("up_noun", "down_noun"))  # 增速, ranked themselves
_PER_HEAD = frozenset("人户亩地车")


def trim(words: str, longest: int = _LONGEST) -> str:
    """``words`` without the verbs and fillers that lead to a figure, the last ``longest`` of them.

    >>> trim("全年城镇新增就业人数"), trim("税收同比增长"), trim("较去年提升")
    ('城镇新增就业人数', '税收', '')
    """
    opens = _LEADING.match(words)
    pattern = _LEAD if _COMPARES.isdisjoint(words) else _LEAD_OF_BASE
    words = words[opens.end() :] if opens else words
    while lead := pattern.search(words, max(len(words) - _LONGEST_LEAD, 0)):
        if lead[0] in _BOUNDS:
            break  # 亿元以上15个
        if lead[0] == "均" and words[lead.start() - 1 : lead.start()] in _PER_HEAD:
            break  # 人均1.38亩
        words = words[: lead.start()]
    words = words.removesuffix("等")
    if "(" in words or ")" in words:
        words = _whole_brackets(words)
    if words in _NO_NAMES:
        return ""
    if words.endswith("自然"):
        return words + "增长率"  # a rate of its own, and no growth of something
    total = words.rfind("、总")
    cut = words[-longest:] if total < 0 or "、" in words[total + 1 :] else words[total + 1 :]
    return _whole_quotes(cut) if "“" in cut or "”" in cut else cut


def _whole_quotes(words: str) -> str:
    """``words`` with the quotation mark that was cut off: “小升规 or 小升规”目标."""
    if words.find("”") < words.find("“") or "“" not in words:
        return "“" + words if "”" in words else words + "”"
    return words + "”" if words.count("“") > words.count("”") else words


def _whole_brackets(words: str) -> str:
    """``words`` without a bracket that opens or closes outside them: 下同)收入, 总值(GDP."""
    if ")" in words and "(" not in words[: words.index(")")]:
        words = words[words.index(")") + 1 :]
    return words + ")" if words.count("(") > words.count(")") else words


def trim_rank(words: str) -> str:
    """What is ranked, of the words before a rank: without the verb and the field of the rank.

    >>> trim_rank("进出口额跃居全省"), trim_rank("位居六区两县"), trim_rank("居民收入列全市")
    ('进出口额', '', '居民收入')
    """
    verb = _RANKS.search(words)
    ranked = words[: verb.start()] if verb else words
    own = ranked.lstrip("，、；: ")
    if own.startswith("在") or own.endswith("中"):
        return ""  # 在全国城市中排名第七: the field, not what is ranked
    return own if own in _MOVED_NOUNS else trim(ranked)


def noun_after(after: str) -> str:
    """The noun that follows the unit (40名“营商环境监督员”), ``""`` where none does.

    >>> noun_after("停车位；"), noun_after("，全部开放"), noun_after("的东拓区")
    ('停车位', '', '东拓区')
    """
    if _NO_NOUN.match(after):
        return ""
    noun = after.removeprefix("的").removeprefix("级")
    issuers = _ISSUERS.match(noun)
    stop = _AFTER_STOP.search(noun, issuers.end() if issuers else 0)
    noun = noun[: stop.start()] if stop else noun
    if two := _TWO_NOUNS.match(noun):
        noun = two[1]
    noun = _VERB_AT_END.sub("", noun)[:_LONGEST_NOUN].strip("“”‘’ \n\r\t").removesuffix("的")
    if "”" in noun and "“" not in noun:
        noun = "“" + noun
    return noun.removesuffix("中") if not noun.endswith(_ENDS_IN_MIDDLE) else noun
