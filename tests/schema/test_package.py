"""The data package says byte for byte what stands beside it."""

from __future__ import annotations

import hashlib
import json

from fengze_analysis.schema.package import describe_package
from fengze_analysis.schema.tables import rows_to_csv
from tests.schema.made_up_rows import SOURCE, statement
from tests.schema.packages import check_package

DATA = rows_to_csv([statement()], "outcomes").encode()
FILES = {"outcomes.csv": DATA, "text.txt": "丰泽\n".encode(), "figures/stages.svg": b"<svg/>"}
LICENCE = {"name": "CC0-1.0", "title": "CC0 1.0"}


def describe(files: dict[str, bytes]) -> str:
    """The package of some files with a source and a licence."""
    return describe_package("Hetan-2024", "北岸区", files, sources=[SOURCE], licences=[LICENCE])


def test_a_table_is_described_with_schema_size_and_hash() -> None:
    """A table's resource holds its schema, its bytes and their hash."""
    package = json.loads(describe(FILES))
    outcomes = next(r for r in package["resources"] if r["path"] == "outcomes.csv")
    assert outcomes["bytes"] == len(DATA)
    assert outcomes["hash"] == "sha256:" + hashlib.sha256(DATA).hexdigest()
    header = DATA.decode().splitlines()[0].split(",")
    assert [field["name"] for field in outcomes["schema"]["fields"]] == header
    assert outcomes["schema"]["primaryKey"] == ["report_id", "row_id"]


def test_other_files_have_no_schema() -> None:
    """A text and a figure are listed with type and hash, without a schema."""
    resources = {r["path"]: r for r in json.loads(describe(FILES))["resources"]}
    assert "schema" not in resources["text.txt"]
    assert "encoding" not in resources["figures/stages.svg"]
    assert resources["figures/stages.svg"]["name"] == "figures-stages"


def test_a_download_with_other_columns_has_no_schema() -> None:
    """A file that shares the name of a table, but not its columns, gets no schema of it."""
    package = json.loads(describe({"tables/outcomes.csv": "指标,数值\n".encode("utf-8-sig")}))
    assert "schema" not in package["resources"][0]


def test_sources_and_licences_are_there() -> None:
    """Sources are named with what is known of them and nothing empty."""
    package = json.loads(describe(FILES))
    assert package["licenses"] == [LICENCE]
    assert package["sources"][0]["title"] == SOURCE.title
    assert "path" not in package["sources"][0]
    assert package["name"] == "hetan-2024"


def test_the_order_of_the_files_does_not_matter() -> None:
    """The same files in any order give the same bytes."""
    assert describe(FILES) == describe(dict(reversed(FILES.items())))


def test_every_difference_is_named() -> None:
    """A changed, a missing and an unlisted file are named, a faithful set is not."""
    text = describe(FILES)
    assert check_package(text, FILES) == []
    other = {"outcomes.csv": DATA + b"\n", "text.txt": FILES["text.txt"], "new.csv": b""}
    assert check_package(text, other) == [
        "figures/stages.svg: listed in the package, but missing",
        "new.csv: not listed in the package",
        "outcomes.csv: the bytes are not those of the package",
    ]
