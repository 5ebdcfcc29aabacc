"""Names set out in a row: where the row begins and ends, and how many names it can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .rules import any_word

_ETC = re.compile(
    r"""(?<![平高中初同相对])等(?![级次候待])   # 等, not 高等 or 等级
    (?P<noun>[^等、，；。]{0,14})$              # the noun of the things named
    """,
    re.VERBOSE,
)
_QUOTES = {"“": "”", "「": "」", "《": "》", "‘": "’"}
_OPENING, _CLOSING = "（(“‘《「", "）)”’》」"
_AND = re.compile("以及|和|及|与")


@dataclass(frozen=True)
class Listing:
    """The names of a list; ``open`` where 等 says that more may follow."""

    names: tuple[str, ...]
    open: bool

    @property
    def fewest(self) -> int:
        """How many names there are if 和 belongs to a name and a leading verb is none."""
        verbs = 0
        while verbs < len(self.names) - 1 and any_word("verb").fullmatch(self.names[verbs]):
            verbs += 1
        return len(self.names) - verbs

    @property
    def most(self) -> int:
        """How many there are if every 和 及 与 inside a name parts two."""
        return len(self.names) + sum(_joints(name) for name in self.names)

    @property
    def proper(self) -> bool:
        """Whether each is surely one name: all quoted, or all ending like an organisation."""
        return self.fewest == self.most > 1 and all(map(_is_proper, self.names))


def list_before(words: str) -> Listing | None:
    """The list that ends where ``words`` end, ``None`` for fewer than two names.

    >>> list_before("香港、深圳、北京等先进城市")
    Listing(names=('香港', '深圳', '北京'), open=True)
    >>> list_before("开发“海丝、蟳埔、南少林”").names
    ('海丝', '蟳埔', '南少林')
    """
    etc = _ETC.search(words)
    names = split_names(words[: etc.start()] if etc else words)
    enough = names if etc else names[1:]
    return Listing(names, etc is not None) if enough and all(names) else None


def split_names(words: str) -> tuple[str, ...]:
    """The names between 、, or between quotation marks set side by side.

    >>> split_names("推行“集采通宝”“领show通宝”")
    ('推行“集采通宝”', '“领show通宝”')
    >>> split_names("金鲤大桥（丰泽、洛江段）、东澄湖")
    ('金鲤大桥（丰泽、洛江段）', '东澄湖')
    """
    names, depth = [""], 0
    for index, char in enumerate(words):
        beside = depth == 0 and char in _QUOTES and words[index - 1 : index] in _QUOTES.values()
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth == 0 and char == "、":
            names.append("")
            continue
        if beside and index and names[-1]:
            names.append("")
        names[-1] += char
    if len(names) == 1 and words[-1:] in _QUOTES.values():
        start = max(words.rfind(mark) for mark in _QUOTES)
        if "、" in words[start:]:
            return split_names(words[start + 1 : -1])
    return tuple(names)


def _joints(name: str) -> int:
    """How often 和 及 与 stands inside ``name``, outside brackets and not at an end."""
    bare = re.sub(r"[（(“《「][^）)”》」]*[）)”》」]", "□", name)
    return sum(match.start() > 0 and match.end() < len(bare) for match in _AND.finditer(bare))


def _is_proper(name: str) -> bool:
    quoted = name[:1] in _QUOTES and name.endswith(_QUOTES[name[0]])
    suffix = any_word("proper").pattern
    return quoted or re.search(f"(?:{suffix})$", name) is not None
