from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError
from mediaeco.model import (
    ActKind,
    AppropriationMove,
    Case,
    Clock,
    ContentKind,
    FrameAct,
    Interaction,
    InteractionTable,
    Ragged,
    RuptureKind,
    dyadic_table,
)
from mediaeco.model.clock import DAY, clock_of, micros_of, offset_of, time_of
from mediaeco.model.table import COLUMNS, RAGGED
from mediaeco.testing import cases


def mail(**more: Any) -> Interaction:
    told: dict[str, Any] = {"time": 0, "sender": "P", "receivers": ["T"], "channel": "email"}
    return Interaction(**(told | more))


# The class declares its columns ----------------------------------------------------------------


@given(cases())
def test_columns_have_the_type_that_the_fields_declare(case: Case) -> None:
    table = case.table
    for field in attrs.fields(Interaction):
        declared = field.metadata
        if field.name == "id":
            assert table.ids is None or table.ids.dtype.kind == "U"
            continue
        column = getattr(table, field.name)
        assert isinstance(column, Ragged) == declared["ragged"], field.name
        values = column.values if isinstance(column, Ragged) else column
        assert values.dtype == np.dtype(declared["dtype"]), field.name


def test_every_field_says_how_it_stands_in_the_columns() -> None:
    fields = {field.name: field.metadata for field in attrs.fields(Interaction)}
    assert all({"dtype", "unit", "ragged"} <= set(metadata) for metadata in fields.values())
    assert {name for name, data in fields.items() if data["ragged"]} == set(RAGGED)
    assert set(fields) - set(RAGGED) - {"id"} <= set(COLUMNS)
    assert fields["duration"]["unit"] == "seconds"
    columns = {field.name for field in attrs.fields(InteractionTable)}
    assert {*COLUMNS, *RAGGED} < columns


def test_columns_from_plain_arrays_have_the_same_types() -> None:
    zeros = np.zeros(2, dtype=np.int64)
    table = dyadic_table(case=zeros, time=zeros, sender=zeros, channel=zeros)
    for field in attrs.fields(Interaction):
        if field.name not in ("id", *RAGGED):
            column = getattr(table, field.name)
            assert column.dtype == np.dtype(field.metadata["dtype"]), field.name


# What a row may not say ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"receivers": []}, "receivers"),
        ({"receivers": ["P"]}, "receivers"),
        ({"receivers": ["T", "T"]}, "receivers"),
        ({"purposes": ["payment", "payment"]}, "purposes"),
        ({"codes": ["a", "a"]}, "codes"),
        ({"control": "up"}, "ControlCode"),
        ({"boundary": "crossed"}, "BoundaryKind"),
        ({"sender": ""}, "sender"),
        ({"sender": " P"}, "sender"),
        ({"channel": ""}, "channel"),
        ({"duration": -1}, "duration"),
        ({"duration": math.inf}, "duration"),
        ({"time": math.nan}, "time"),
        ({"time": math.inf}, "time"),
        ({"time": 1e13}, "time"),
        ({"time": True}, "time"),
        ({"time": "noon"}, "time"),
        ({"time": None}, "time"),
        ({"time": datetime(1, 1, 1)}, "time"),
        ({"time": datetime(9999, 1, 1)}, "time"),
        ({"time": datetime(2024, 1, 1, tzinfo=timezone(timedelta(milliseconds=5)))}, "time"),
        ({"content": "text message"}, "ContentKind"),
        ({"rupture": "withdrawl"}, "RuptureKind"),
    ],
)
def test_rows_that_cannot_be(more: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidCaseError) as told:
        mail(**more)
    assert place in told.value.path


def test_a_misspelt_kind_is_told_with_its_nearest_neighbour() -> None:
    with pytest.raises(InvalidCaseError, match="Did you mean 'withdrawal'"):
        mail(rupture="withdrawl")
    with pytest.raises(InvalidCaseError, match="Did you mean 'propose'"):
        FrameAct("fee", "propse")


def test_words_become_kinds() -> None:
    row = mail(content="voice_note", rupture="technological", repair="confrontation")
    assert row.content is ContentKind.VOICE_NOTE
    assert (row.rupture, row.repair) == (RuptureKind.TECHNOLOGICAL, RuptureKind.CONFRONTATION)


def test_there_is_one_way_to_say_one_thing() -> None:
    assert mail(duration=math.nan) == mail()
    assert mail(context="") == mail()
    own = mail(acts=[FrameAct("fee", ActKind.ACCEPT, "P")])
    assert own == mail(acts=[FrameAct("fee", ActKind.ACCEPT)])
    assert mail(time=0.1 + 0.2) == mail(time=0.3)
    assert mail(time=3) == mail(time=3.0)


# Times -----------------------------------------------------------------------------------------

OFFSETS = st.integers(-86_399, 86_399).map(lambda s: timezone(timedelta(seconds=s)))
LOCAL = st.datetimes(datetime(2, 1, 2), datetime(9998, 12, 30))
TIMES = (
    st.integers(-(10**15), 10**15).map(lambda micros: micros / 1e6)
    | LOCAL
    | st.builds(lambda moment, zone: moment.replace(tzinfo=zone), LOCAL, OFFSETS)
)


@given(TIMES)
def test_moments_come_back_from_the_columns(time: datetime | float) -> None:
    row = mail(time=time)
    clock = clock_of(row.time)
    back = time_of(micros_of(row.time), offset_of(row.time), clock)
    assert back == row.time
    if isinstance(row.time, datetime) and isinstance(back, datetime):
        assert back.utcoffset() == row.time.utcoffset()
        assert back.replace(tzinfo=None) == row.time.replace(tzinfo=None)


@given(TIMES)
def test_rows_keep_moments_to_the_microsecond(time: datetime | float) -> None:
    kept = mail(time=time).time
    if isinstance(time, datetime):
        assert kept == time
    else:
        assert isinstance(kept, float)
        assert abs(kept - time) <= 5e-7


def test_clocks_are_told_apart() -> None:
    assert clock_of(3.5) is Clock.SECONDS
    assert clock_of(datetime(2024, 1, 1)) is Clock.LOCAL
    assert clock_of(datetime(2024, 1, 1, tzinfo=UTC)) is Clock.ZONED
    assert micros_of(datetime(1970, 1, 2)) == DAY
    east = timezone(timedelta(hours=2))
    assert micros_of(datetime(1970, 1, 1, 2, tzinfo=east)) == 0
    assert offset_of(datetime(1970, 1, 1, tzinfo=east)) == 7200


# Ragged columns --------------------------------------------------------------------------------

LISTS = st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=8)


def ragged(lists: list[list[int]]) -> Ragged:
    flat = np.array([value for values in lists for value in values], dtype=np.int16)
    return Ragged(flat, np.cumsum([0, *map(len, lists)]))


def lists_of(column: Ragged) -> list[list[int]]:
    return [
        column.values[a:b].tolist()
        for a, b in zip(column.offsets[:-1], column.offsets[1:], strict=True)
    ]


@given(LISTS, st.data())
def test_ragged_columns_are_lists_of_lists(lists: list[list[int]], data: st.DataObject) -> None:
    column = ragged(lists)
    assert lists_of(column) == lists
    assert column.counts.tolist() == [len(values) for values in lists]
    assert column.rows.tolist() == [i for i, values in enumerate(lists) for _ in values]
    picks = data.draw(
        st.lists(st.integers(0, len(lists) - 1), max_size=8) if lists else st.just([])
    )
    rows = np.array(picks, dtype=np.int64)
    assert lists_of(column.take(rows)) == [lists[i] for i in picks]
    assert column.values[column.places(rows)].tolist() == [v for i in picks for v in lists[i]]
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(lists))] * 2)))
    assert lists_of(column.slice(start, stop)) == lists[start:stop]
    assert lists_of(Ragged.concatenate([column, column])) == lists + lists
    assert column.equals(ragged(lists))
    assert not column.equals(ragged([*lists, []]))


def test_a_move_of_the_own_channel_is_one_without_a_named_channel() -> None:
    row = mail(moves=[AppropriationMove("direct", mail().channel), AppropriationMove("contrast")])
    assert row.moves == (AppropriationMove("direct"), AppropriationMove("contrast"))
    with pytest.raises(InvalidCaseError, match="Did you mean 'substitution'"):
        AppropriationMove("subsitution")
