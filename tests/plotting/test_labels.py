from __future__ import annotations

import csv
import re
import string
from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.plotting import labels
from fengze_analysis.plotting.style import keys_of

FOLDER = Path(labels.__file__).parent


def _rows() -> list[dict[str, str]]:
    with (FOLDER / "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same() -> None:
    """Each label is there in both languages and is filled in with the same values."""
    for row in _rows():
        assert None not in row, f"{row['key']}: a comma without quotation marks"
        assert row["zh"], row["key"]
        assert row["en"], row["key"]
        assert _fields(row["zh"]) == _fields(row["en"]), row["key"]


def test_english_labels_have_english_signs() -> None:
    """The face has Chinese quotation marks, an em wide: English labels use none, nor Chinese."""
    chinese = re.compile("[\u2e80-\uffef“”‘’…—]")
    assert not [row["key"] for row in _rows() if chinese.search(row["en"])]


def test_chinese_labels_have_chinese_signs() -> None:
    """A Chinese sentence has Chinese commas, brackets and stops."""
    western = re.compile(r"[\u4e00-\u9fff}][,;:!?()]|[,;:!?()][\u4e00-\u9fff{]")
    assert not [row["key"] for row in _rows() if western.search(row["zh"])]


def test_no_key_is_there_twice() -> None:
    """Each label has one row."""
    keys = [row["key"] for row in _rows()]
    assert len(keys) == len(set(keys))


def test_every_label_that_the_code_names_is_there_and_no_other() -> None:
    """A label asked for by its full key exists, and a key with a dot is used or of a group."""
    code = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    asked = set(re.findall(r'label\(\s*"([a-z_.]+)"', code))
    known = {row["key"] for row in _rows()}
    assert asked <= known
    columns = {f"column.{name}" for name in re.findall(r'^ +"([a-z_]+)": ', code, re.MULTILINE)}
    groups = {re.sub(r"\{.*", "", key) for key in re.findall(r'f"([a-z_.]+\{[^"]*)"', code)}
    groups |= {"noun."}
    loose = {
        key for key in known - asked - columns if not any(key.startswith(group) for group in groups)
    }
    assert not loose


@pytest.mark.parametrize(
    "group", ["stage", "relation", "evidence", "silence", "outcome", "track", "series"]
)
@pytest.mark.parametrize("language", labels.LANGUAGES)
def test_every_code_of_the_palette_has_a_word(group: str, language: str) -> None:
    """A mark never stands in a legend without its word."""
    assert all(labels.label(f"{group}.{key}", language) for key in keys_of(group))


def test_an_unknown_language_is_refused() -> None:
    """The error names the language and those that there are."""
    with pytest.raises(InputError, match=r"'fr'.*zh or en"):
        labels.words("fr")


def test_an_unknown_label_is_refused() -> None:
    """A label that nobody wrote is an error, not an empty word."""
    with pytest.raises(InputError, match=r"stage\.nothing"):
        labels.label("stage.nothing", "zh")


@pytest.mark.parametrize(
    ("noun", "n", "zh", "en"),
    [
        ("measure", 1, "1项措施", "1 measure"),
        ("measure", 12, "12项措施", "12 measures"),
        ("figure", 0, "0个数据", "0 figures"),
        ("part", 3, "3个部分", "3 parts"),
    ],
)
def test_nouns_agree_with_their_number(noun: str, n: int, zh: str, en: str) -> None:
    """English says 1 measure and 2 measures."""
    assert labels.counted(noun, n, "zh") == zh
    assert labels.counted(noun, n, "en") == en


@pytest.mark.parametrize(
    ("zh", "en", "language", "said"),
    [("占比", "Share", "en", "Share"), ("占比", "", "en", "占比"), ("占比", "Share", "zh", "占比")],
)
def test_a_missing_translation_leaves_the_chinese(
    zh: str, en: str, language: str, said: str
) -> None:
    """Without an English name the Chinese one is shown rather than nothing."""
    assert labels.of_language(zh, en, language) == said


def test_names_fall_back_to_what_is_printed() -> None:
    """A display name is used where there is one, else the default, else the key."""
    names = {"样州市": "Yangzhou"}
    assert labels.name_of("样州市", names) == "Yangzhou"
    assert labels.name_of("1.1", names, "招商引资") == "招商引资"
    assert labels.name_of("福南省", None) == "福南省"


def test_long_lists_point_to_the_table() -> None:
    """A sentence names twelve things at most and says how many are left."""
    said = labels.semicolons([str(n) for n in range(15)], "zh")
    assert said.count("；") == 12
    assert said.endswith("其余3项见图下表格")
    assert labels.semicolons(["a", "b"], "en") == "a; b"


def test_sentences_are_joined_as_the_language_does() -> None:
    """Chinese sets no space between sentences, English one."""
    assert labels.joined("甲。", "乙。", "zh") == "甲。乙。"
    assert labels.joined("One.", "Two.", "en") == "One. Two."
