"""The table of constructs tells the truth: places, sources and tests are there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from mediaeco.catalog import CITATIONS
from mediaeco.constructs import CONSTRUCTS, construct_page, construct_table
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Construct, Standing

ROOT = Path(__file__).parents[1]


def found(path: str) -> Any:
    """What a dotted path names."""
    module, _, name = path.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)
    except ModuleNotFoundError:
        return getattr(found(module), name)


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda item: item.name)
def test_a_construct_is_where_the_table_says(construct: Construct) -> None:
    for path in construct.lives:
        assert path.startswith("mediaeco.")
        assert found(path) is not None
    for key in construct.sources:
        assert key in CITATIONS, key
    for law in construct.laws:
        file, _, test = law.partition("::")
        text = (ROOT / file).read_text()
        assert not test or re.search(rf"^def {test}\b", text, re.MULTILINE), law
    if construct.standing is not Standing.NOT_COMPUTED:
        assert construct.takes, construct.name
        assert construct.range, construct.name


def test_no_construct_stands_twice() -> None:
    names = [(item.theory, item.name) for item in CONSTRUCTS]
    assert len(set(names)) == len(names)


def test_the_table_is_filtered_by_theory() -> None:
    assert construct_table().rows == len(CONSTRUCTS)
    some = construct_table(theory="SYNCHRONICITY")
    assert 0 < some.rows <= len(CONSTRUCTS)
    assert set(some["theory"].tolist()) == {"Media Synchronicity Theory"}


def test_what_is_not_computed_gives_its_reason() -> None:
    with pytest.raises(InvalidCaseError, match="reason"):
        Construct(name="x", theory="y", standing="deliberately not computed")
    with pytest.raises(InvalidCaseError, match="place"):
        Construct(name="x", theory="y", standing="published")


def test_the_page_in_the_documentation_is_the_one_drawn_from_the_code() -> None:
    shipped = (ROOT / "docs" / "reference" / "constructs.md").read_text(encoding="utf-8")
    assert shipped == construct_page(), (
        "Draw it anew: mediaeco constructs --markdown > docs/reference/constructs.md"
    )


def test_the_page_has_a_row_for_every_construct() -> None:
    rows = [line for line in construct_page().splitlines() if line.startswith("| **")]
    assert len(rows) == len(CONSTRUCTS)
    # A bar within a cell is escaped, so that every row has the same cells.
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}
