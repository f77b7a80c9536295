from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.errors import FaultGroup, InvalidCaseError, ReadError, WriteError
from mediaeco.io import from_json, read_json, to_json, write_json
from mediaeco.io.document import SCHEMA_VERSION
from mediaeco.model import Case, FindingKind
from mediaeco.testing import cases


def faults(text: str) -> list[str]:
    with pytest.raises(FaultGroup) as caught:
        from_json(text)
    return [str(fault) for fault in caught.value.exceptions]


def told(**changes: Any) -> str:
    """A sound document of one contact, with changes; None takes a field out."""
    document: dict[str, Any] = {
        "schema_version": 1,
        "id": "door",
        "actors": [{"id": "T", "role": "therapist"}, {"id": "P", "role": "patient"}],
        "channels": ["email"],
        "interactions": [{"time": 0, "sender": "P", "receivers": ["T"], "channel": "email"}],
    }
    document |= changes
    return json.dumps({key: value for key, value in document.items() if value is not None})


def row(**changes: Any) -> dict[str, Any]:
    return {"time": 0, "sender": "P", "receivers": ["T"], "channel": "email"} | changes


@given(data=st.data())
def test_what_is_written_reads_back_equal(
    wild_cases: SearchStrategy[Case], data: st.DataObject
) -> None:
    case = data.draw(wild_cases)
    again = from_json(to_json(case))
    assert again == case
    assert tuple(again.interactions) == tuple(case.interactions)
    assert [m.time.tzinfo if hasattr(m.time, "tzinfo") else None for m in again.measures] == [
        m.time.tzinfo if hasattr(m.time, "tzinfo") else None for m in case.measures
    ]


@given(data=st.data())
def test_the_same_case_gives_the_same_text(
    wild_cases: SearchStrategy[Case], data: st.DataObject
) -> None:
    case = data.draw(wild_cases)
    text = to_json(case)
    assert to_json(from_json(text)) == text
    assert text.endswith("}\n")
    assert json.loads(text)["schema_version"] == SCHEMA_VERSION


@given(cases())
def test_plausible_cases_read_back_equal(case: Case) -> None:
    assert from_json(to_json(case)) == case


@given(text=st.text(max_size=60))
def test_no_text_leads_to_anything_but_a_case_or_faults(text: str) -> None:
    with pytest.raises(FaultGroup):
        from_json(text)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
TREES = st.recursive(
    LEAVES, lambda t: st.lists(t, max_size=3) | st.dictionaries(st.text(max_size=5), t, max_size=3)
)


@given(data=st.data())
@settings(max_examples=300)
def test_a_sound_file_with_any_part_replaced_gives_a_case_or_faults(
    wild_cases: SearchStrategy[Case], data: st.DataObject
) -> None:
    document = json.loads(to_json(data.draw(wild_cases)))
    place: Any = document
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        deeper = isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans())
        if not deeper:
            break
        place = place[key]
    place[key] = data.draw(TREES)
    try:
        case = from_json(json.dumps(document))
    except FaultGroup as group:
        found = group.exceptions
    else:
        assert from_json(to_json(case)) == case
        return
    assert found
    assert all(isinstance(fault, InvalidCaseError | ReadError) for fault in found)


def test_ten_faults_are_told_in_one_go() -> None:
    text = told(
        titel="x",
        channels=["email", "vidoe_cal"],
        measures=[{"instrument": "WAI", "rater": "Z", "time": 0, "value": 9, "low": 1, "high": 7}],
        interactions=[
            row(channel="emial"),
            row(sender="Q"),
            row(duration=-1),
            row(reply_to="nobody"),
            row(id="a"),
            row(id="a"),
            row(time="2024-01-01T10:00"),
            row(chanel="email"),
            row(acts=[{"element": "fee", "kind": "propose"}]),
        ],
    )
    paths = [fault.partition(":")[0] for fault in faults(text)]
    assert paths == [
        "titel",
        "channels[1]",
        "interactions[0].channel",
        "interactions[1].sender",
        "interactions[2].duration",
        "interactions[3].reply_to",
        "interactions[5].id",
        "interactions[6].time",
        "interactions[7].chanel",
        "interactions[8].acts[0].element",
        "measures[0].value",
        "measures[0].rater",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (told(interactions=[row(channel="emial")]), "got 'emial'. Did you mean 'email'?"),
        (told(interactions=[row(duration="5")]), "Write numbers without quotes."),
        (told(interactions=[row(receivers="T")]), "expected a list; got a text"),
        (told(interactions=[row(time="soon")]), "expected a datetime as 2024"),
        (told(interactions=[row(time=True)]), "interactions[0].time: expected a number; got true"),
        (told(interactions=[row(contentt="text")]), "Did you mean 'content'?"),
        (told(interactions={}), "interactions: expected a list; got an object"),
        (told(interactions=[3]), "expected an interaction, with its fields; got a number"),
        (told(actors=None), "actors: expected a value; got none. The field is required."),
        (told(schema_version=None), "schema_version: expected a value"),
        (told(schema_version=2), "A newer mediaeco wrote this file"),
        (told(schema_version=True), "schema_version: expected the number 1; got True"),
        (told(schema_version="1"), "schema_version: expected the number 1; got a text"),
        (told(interactions=[row(duration=float("nan"))]), "expected a finite number"),
        (told(interactions=[row(duration=10**400)]), "expected a finite number"),
        (told(interactions=[row(id="\ud800")]), "half of one"),
        (told(interactions=[row(time="0001-01-01T00:00+01:00")]), "a year from 2 to 9998"),
        (told(title=None)[:-1] + ', "id": "x"}', "expected each field once; got 'id' twice"),
        (told()[:70], "It seems to be cut off"),
        (told()[:-30].replace("email", "e\nmail", 1), "line 1: column"),
        ("", "got an empty file"),
        (" \n", "got an empty file"),
        ("[]", "expected an object with the fields of a case; got a list"),
        ("[" * 100_000, "nested hundreds deep"),
        ('{"a": ' + "1" * 5000 + "}", "actors: expected a value"),
    ],
)
def test_each_fault_says_what_was_expected_and_what_came(text: str, said: str) -> None:
    assert said in "\n".join(faults(text))


def test_a_fault_of_one_row_hides_no_fault_of_another() -> None:
    found = faults(told(interactions=[row(duration=-1, reply_to="x"), row(channel="x")]))
    assert [fault.partition(":")[0] for fault in found] == [
        "interactions[0].duration",
        "interactions[0].reply_to",
        "interactions[1].channel",
    ]


def test_a_fault_of_a_list_makes_no_echo_where_it_is_used() -> None:
    people = [{"id": "T", "role": "therapist"}, {"role": "patient"}]
    assert faults(told(actors=people)) == [
        "actors[1].id: expected a value; got none. The field is required."
    ]
    assert len(faults(told(actors=None))) == 1
    assert len(faults(told(channels=3))) == 1


def test_no_fault_shows_who_somebody_is_or_what_they_wrote() -> None:
    private = "Ana María, 3004567890"
    text = told(
        interactions=[
            row(sender=private),
            row(receivers=[private]),
            row(reported_by=private),
            row(reply_to=private),
            row(id=private),
            row(id=private),
            row(acts=[{"element": private, "kind": private, "actor": private}]),
            row(content=private),
            {**row(), private: 1},
            row(sender=3004567890),
        ],
        measures=[{"rater": private}],
    )
    message = "\n".join(faults(text))
    assert "Ana" not in message
    assert "3004567890" not in message


def test_rows_out_of_order_are_sorted_and_said() -> None:
    case = from_json(
        told(
            interactions=[
                row(time=5, sender="T", receivers=["P"], reply_to="2"),
                row(time=9, reply_to="0"),
                row(time=1),
                row(time=5, reply_to="named"),
                row(time=2, id="named"),
            ]
        )
    )
    assert [r.time for r in case.interactions] == [1, 2, 5, 5, 9]
    assert [r.reply_to for r in case.interactions] == [None, None, "0", "named", "2"]
    (note,) = case.notes
    assert note.kind is FindingKind.UNORDERED
    assert note.contacts == (0, 1, 3)
    assert from_json(to_json(case)) == case


def test_faults_of_unordered_rows_name_the_rows_of_the_file() -> None:
    found = faults(told(interactions=[row(time=5), row(time=1, channel="x")]))
    assert found[0].startswith("interactions[1].channel")


def test_faults_of_unordered_ratings_name_the_ratings_of_the_file() -> None:
    rating = {"instrument": "WAI", "rater": "P", "value": 3, "low": 1, "high": 7}
    found = faults(told(measures=[rating | {"time": 5}, rating | {"time": 1, "rater": "Z"}]))
    assert [fault.partition(":")[0] for fault in found] == ["measures[1].rater"]


def test_very_many_faults_are_counted_not_listed() -> None:
    found = faults(told(interactions=[row(duration=-1)] * 250))
    assert len(found) == 101
    assert "150 more" in found[-1]


def test_ids_of_the_catalogue_stand_for_what_ships(door: Case) -> None:
    document = json.loads(to_json(door))
    document["channels"] = ["email", "phone"]
    document["elements"], document["purposes"] = ["fee"], ["inquiry"]
    assert from_json(json.dumps(document)) == door


def test_a_case_without_interactions_is_valid() -> None:
    case = from_json(told(interactions=None, clock="local"))
    assert len(case.interactions) == 0
    assert from_json(to_json(case)) == case


def test_a_nul_character_is_a_character(door: Case) -> None:
    case = attrs.evolve(door, title="a\x00b")
    assert from_json(to_json(case)) == case


def test_half_a_character_is_refused(door: Case) -> None:
    with pytest.raises(InvalidCaseError, match="whole characters"):
        to_json(attrs.evolve(door, title="\ud800"))


def test_a_view_is_refused(door: Case) -> None:
    table = door.table
    view = attrs.evolve(door, interactions=table.select(table.n > 0))
    with pytest.raises(InvalidCaseError, match="a view of one"):
        to_json(view)


def test_files_are_read_as_written(door: Case, tmp_path: Path) -> None:
    path = write_json(door, tmp_path / "door.json")
    assert read_json(path) == door
    assert path.read_bytes() == to_json(door).encode()
    assert [file.name for file in tmp_path.iterdir()] == ["door.json"]
    with pytest.raises(WriteError, match="exists already"):
        write_json(door, path)
    with pytest.raises(WriteError, match="the file that was read"):
        write_json(door, path, overwrite=True, inputs=[path])
    assert write_json(door, path, overwrite=True) == path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}".encode("utf-16"), "UTF-16"),
        ("{}".encode("utf-16-le"), "UTF-16 without a mark"),
        ("{}".encode("utf-32"), "UTF-32"),
        ('{"id": "é"}'.encode("latin-1"), "line 1: expected UTF-8; got what looks like Latin-1"),
        ('{\n"id": "“"}'.encode("cp1252"), "line 2: expected UTF-8; got what looks like Windows"),
        (b"PK\x03\x04rest", "a zip archive or an .xlsx workbook"),
        (b"{\x00\x01\x02\x03}", "a binary file"),
        (b" " * 5000 + b"\x00", "NUL"),
        (b"", "an empty file"),
    ],
)
def test_what_is_no_utf8_is_named(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content)
    with pytest.raises(FaultGroup) as caught:
        read_json(path)
    assert said in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_byte_order_mark_is_no_matter(door: Case, tmp_path: Path) -> None:
    path = tmp_path / "door.json"
    path.write_bytes(b"\xef\xbb\xbf" + to_json(door).encode())
    assert read_json(path) == door


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as stream:
        stream.truncate(200 << 20)  # a sparse file: 200 MB that nobody wrote
    assert "expected at most 64 MB; got 200 MB" in _read(path)


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    assert "got a folder" in _read(tmp_path)
    assert "there is none of this name" in _read(tmp_path / "none.json")


def _read(path: Path) -> str:
    with pytest.raises(FaultGroup) as caught:
        read_json(path)
    return str(caught.value)
