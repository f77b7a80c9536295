from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from jsonschema import Draft202012Validator

from mediaeco.errors import FaultGroup
from mediaeco.io import from_json, to_json
from mediaeco.io.json_schema import case_schema, drawn_schema
from mediaeco.model import Case
from mediaeco.testing import cases

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "case-1.json"
VALIDATOR = Draft202012Validator(case_schema())


def test_the_schema_that_ships_is_the_one_drawn_from_the_classes() -> None:
    assert case_schema() == drawn_schema()


def test_the_published_schema_is_the_one_that_ships() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == case_schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(case_schema())


@given(data=st.data())
def test_written_files_keep_to_the_schema(
    wild_cases: SearchStrategy[Case], data: st.DataObject
) -> None:
    VALIDATOR.validate(json.loads(to_json(data.draw(wild_cases))))


@given(cases())
def test_plausible_files_keep_to_the_schema(case: Case) -> None:
    VALIDATOR.validate(json.loads(to_json(case)))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("schema_version",), 2),
        (("id",), ""),
        (("id",), 5),
        (("titel",), "x"),
        (("actors", 0, "role"), "doctor"),
        (("channels", 0), "pigeon"),
        (("channels", 0, "capability", "velocity"), 2),
        (("elements", 0, "need"), -1),
        (("elements", 0, "weight"), 0),
        (("interactions", 0, "duration"), -1),
        (("interactions", 0, "receivers"), []),
        (("interactions", 0, "receivers"), ["T", "T"]),
        (("interactions", 0, "content"), "telepathy"),
        (("interactions", 0, "time"), None),
        (("interactions", 1, "acts", 0, "kind"), "agree"),
        (("interactions", 1, "acts", 0, "element"), ""),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(
    place: tuple[Any, ...], value: Any, door: Case
) -> None:
    document = json.loads(to_json(door))
    into = document
    for key in place[:-1]:
        into = into[key]
    into[place[-1]] = value
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(FaultGroup):
        from_json(json.dumps(document))


def test_ids_of_the_catalogue_keep_to_the_schema(door: Case) -> None:
    document = json.loads(to_json(door)) | {"channels": ["email", "phone"], "elements": ["fee"]}
    VALIDATOR.validate(document)
    assert from_json(json.dumps(document)) == door
