"""The words before a figure cut down to what names it; the words behind it to their noun."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternation, words

_MOVES = alternation("up", "down", "up_noun", "down_noun", backwards=True)
# What leads from a name to its figure, read from the figure: 税收|同比增长, 人数|分别达到.
_LEADS = rf"""
    [到至为]?增比[同环]                                          # 同比增
  | [到至为]?了?(?:{_MOVES})(?!最)                               # 提升至, not 最高
      (?:别分|均平[年月日]?|均[年月日]|年均平|均(?![人户亩地车])|共|计累|计预|幅大)*(?:比[同环])?
      (?:算计格?价比可按)?                                       # 按可比价格计算
      (?: (?:比相|期同)[^，。；、]{{1,12}}?[比较与]               # 与去年相比
        | [^，。；、]{{1,12}}?[比较](?![同环可对占评]) | [由从]    # 较去年, 由
      )?
  | (?:算[计换折]|合折)[^，。；、]{{1,14}}[按以]                   # 按平均汇率计算
  | 年[一二两三四五六七八九十]{{1,2}}(?:续连)?(?![第十])             # 连续两年, 五年
  | 的?年[0-9]{{4}}[到至] | 续连                                   # 增长到2020年的
  | [到至为]?了?(?:整调|化变|变[演转])                                    # 调整为
  | {alternation("filler", backwards=True)}
  | [到至]展发 | 到达 | 达到 | 到不 | 成达 | 别分 | 至升提
  | 仅?(?:[市省国区县州球]全|界世|区辖)居?                       # 居全市
  | 先领 | 出[高超] | 在?(?:定稳|持[保维])                       # 稳定在
  | 名?排(?![安减外污]) | 居位? | 列位 | 列名?(?![班系队行序])
  | 的[^，。；、]{{1,10}}[是为]                                  # 是上年的
  | 到?占 | 在 | 至[扩增减升降压]
  | (?:[年月]每)?[人户亩]每 | [年月]每                           # 每人每年
  | (?:米方[立平]|里公(?:方平)?|时小|[吨升天])每                # 每立方米
  | \][0-9]{{1,3}}\[                                             # a footnote mark
  | 及(?![涉惠普触波]) | 与(?!参) | 并(?!合) | 中(?![高初集空期])
  | [，、和且的其:()“”→+-]
"""
# Only words with one of 比较由从于出 say what something is compared with.
_COMPARED = rf"""
    {_LEADS}
  | 比[同环] | [较比]相
  | 算计格?价比可按                                              # 按可比价格计算
  | [^，。；、]{{1,20}}?[比较](?![同环可对占评])                   # 较普通渠道
  | [^，。；、]{{0,12}}?于[高低快慢优好](?!或) | 于后落                # 高于全国
  | 的?[^，。；、:由从]{{0,8}}[年末底期初度][^，。；、:由从]{{0,8}}[由从]   # 由2016年的
  | [^，。；、]{{0,8}}?(?<!口)出高(?!提)                            # 高出全市
  | 来?原的?[由从] | [由从]                                      # 由原来的
"""
_LEADS_TO_FIGURE = re.compile(_LEADS, re.VERBOSE)
_LEADS_FROM_BASE = re.compile(_COMPARED, re.VERBOSE)
_COMPARES = frozenset("比较由从于出")
_LEADING = re.compile(
    r"""(?:
        [，、。；：:且而的()“”\s—-]
      | 和(?![谐平睦]) | 与(?!会) | 及(?![时早格]) | 并(?![购网联轨])
      | [0-9]{1,2}[.)、](?![0-9])                       # 1) in the middle of a paragraph
      | 其中 | 同时 | 此外 | 另外 | 以及                # joins to what stands before
      | (?:截[至止]?到?|[到至])?目前(?:为止)? | 加上
      | (?:截[至止]?到?)?[0-9]{1,2}(?:月?[-—~至到][0-9]{1,2})?月(?!龄)[份底末初]?  # 1-9月
        (?:[0-9]{1,2}日)?
      | 全年 | 今年 | 去年 | 上年(?!结|末) | 我们 | [将把](?!军握)  # says when and who
      | 并?[自从在到于]?截?[至止]?[0-9]+(?:年?[-—~至到][0-9]+)?年[度底末初]?   # 自2021年起
        (?:[0-9]{1,2}(?:月?[-—~至到][0-9]{1,2})?月[底末份]?)?(?:以来|至今|起(?![来草伏步])|期间)?
      | [一二三四五六七八九十]{1,3}[是要](?![素件求点领务])(?=..) | 要[把将]?(?=..)
      | [“"]?十[一二三四五]五[”"]?(?:前[一二三四]年|时期|期间|以来|末)
      | (?:过去|近|今后|未来)?[一两二三四五六七八九十0-9]{1,3}年(?:以?来|累计|合计)
      | (?:前?[一二三四]季度|[上下]半年)(?=.)
      | 共(?![同享]) | 累计 | 预[计测] | 力争
    )+""",
    re.VERBOSE,
)
_AFTER_STOP = re.compile(
    r"""
    [，。；、！？:()\[] | \.$
  | 达到 | 同比 | 顺利 | 全部 | 分别 | 依次 | 获[评批] | 入选 | 实现    # a verb, not the noun
  | 已[经投全基达开] | 被(?![告征]) | 组织实施 | 均为 | 占全 | 正式 | 通过 | 竣工投产
  | 超额 | 加快 | 有序 | 稳步 | 相继 | 陆续 | 如期
  | 中[共还]?有 | 其中 | 进行 | 用于 | 位居 | 排名 | 率先 | 纳入 | 居全 | 列全
    """,
    re.VERBOSE,
)
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
_NO_NOUN = re.compile(
    r"""
    以[上下内] | 左右 | 之多 | 内 | [和及与并]                     # belongs to the figure
  | 投入[使运生] | 投用 | 投运 | [计测核估]算 | 计[，。；]
  | 均 | 占 | [比较] | 同比 | 增 | 达 | 为 | 已 | 正 | 全部 | 是   # a verb follows
  | 提[升高] | [上下]升 | [升降扩缩减调] | →          # 由27.5%提高到
  | [猛激骤锐飙攀][增减升降]
  | 下[降调滑跌] | 上[涨调] | 回[落升] | 收窄 | 相[比较] | 进行 | 用于 | 享受 | 通过
  | (?:投[产用入]|[开竣完复]工|建成|完成|达标|落地|上市)(?=[，。；、]|$)   # 九成投产
  | 其中 | 当中 | 目前 | 对(?![口外接虾象联]) | 未 | 含
  | 大关 | 台阶 | 关口                     # 突破10万元大关
  | [高低好快优]于 | 基本(?:[符达完实建满形解具]|上) | [演转]变
  | 全[国省市县区州](?=[第前，。；、居]|$) | 位[居列] | 居(?!民) | 排名 | 列(?!车)
  | 在 | 由 | 至 | 到 | 被(?![告征]) | 超(?![市级高低声]) | 可 | 获 | 得 | 入选 | 上榜
  | [，。、；()\[\]”）】:/.—\-+%~] | $                             # nothing follows
    """,
    re.VERBOSE,
)
_RANKS = re.compile(
    r"""
    [位稳跃升仍均]?居(?![民住家委]) | [位名]列 | 列(?=全|第|$) | 排[名在位] | 位次 | 跻身 | 跃升
  | 保持(?=全) | 考核.{0,8}$
    """,
    re.VERBOSE,
)
_LONGEST, _LONGEST_NOUN = 30, 24
_ENDS_IN_MIDDLE = ("高中", "初中", "集中", "完中")
_BOUNDS = ("上以", "下以", "内以")
_PER_HEAD = frozenset("人户亩地车")


def trim(words: str, longest: int = _LONGEST) -> str:
    """``words`` without the verbs and fillers that lead to a figure, the last ``longest`` of them.

    >>> trim("全年城镇新增就业人数"), trim("税收同比增长"), trim("较去年提升")
    ('城镇新增就业人数', '税收', '')
    """
    opens = _LEADING.match(words)
    backwards = words[: opens.end() - 1 if opens else None : -1]
    position = 0
    leads = _LEADS_TO_FIGURE if _COMPARES.isdisjoint(words) else _LEADS_FROM_BASE
    while (match := leads.match(backwards, position)) and (end := match.end()) > position:
        lead = backwards[position:end]
        if lead == "均" and backwards[end : end + 1] in _PER_HEAD:
            break  # 人均1.38亩
        if lead in _BOUNDS:
            break  # 亿元以上15个
        position = end
    words = backwards[position:][::-1].removesuffix("等")
    if "(" in words or ")" in words:
        words = _whole_brackets(words)
    if words in _no_names():
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


@cache
def _no_names() -> frozenset[str]:
    return frozenset(words("no_name"))


@cache
def _moved_nouns() -> frozenset[str]:
    """增速 and the like, which are ranked themselves."""
    return frozenset(words("up_noun", "down_noun"))


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
    return own if own in _moved_nouns() else trim(ranked)


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
