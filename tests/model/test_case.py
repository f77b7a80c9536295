from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES
from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Clock,
    FrameAct,
    FrameElement,
    Interaction,
    Measure,
    Origin,
    PriorUse,
    Ragged,
    Role,
    Setting,
)
from mediaeco.model.clock import micros_of, time_of
from mediaeco.testing import STARTS, Start, cases, interactions

T, P = Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)


# Rows and columns are two faces of one truth ------------------------------------------------------


@given(cases())
def test_a_case_from_rows_and_one_from_its_columns_are_equal(case: Case) -> None:
    from_columns = attrs.evolve(case, interactions=case.table)
    from_rows = attrs.evolve(case, interactions=tuple(case.interactions))
    assert from_columns == case
    assert from_rows == case
    assert tuple(from_columns.interactions) == tuple(case.interactions)


@given(st.sampled_from(STARTS).flatmap(lambda start: interactions(start=start)))
def test_the_columns_give_the_rows_back(rows: tuple[Interaction, ...]) -> None:
    case = door(*rows)
    assert tuple(case.interactions) == rows
    assert case.interactions[:] == rows
    assert [case.interactions[i] for i in range(-len(rows), 0)] == list(rows)
    assert list(case.interactions) == list(rows)


@given(cases(min_contacts=1))
def test_another_value_in_any_column_makes_another_case(case: Case) -> None:
    table = case.table
    for name in ("time", "duration", "rupture", "content", "utc_offset", "reported_by"):
        column = getattr(table, name)
        changed = column.copy()
        changed[-1] = 1 if column[-1] != 1 else 0
        if name == "time":
            changed[-1] = column[-1] + 1
        other = attrs.evolve(case, observed_until=None)
        assert attrs.evolve(other, interactions=attrs.evolve(table, **{name: changed})) != other


@given(cases(min_contacts=1))
def test_a_row_outside_the_case_is_an_index_error(case: Case) -> None:
    count = len(case.interactions)
    with pytest.raises(IndexError, match=f"of {count}"):
        _ = case.interactions[count]
    with pytest.raises(IndexError):
        _ = case.interactions[-count - 1]


@given(cases())
def test_columns_cannot_be_written_to(case: Case) -> None:
    table = case.table
    for field in attrs.fields(type(table)):
        value = getattr(table, field.name)
        if isinstance(value, np.ndarray):
            assert not value.flags.writeable, field.name
        elif isinstance(value, Ragged):
            assert not value.values.flags.writeable
            assert not value.offsets.flags.writeable
    for derived in (table.case, table.t, table.starts, table.reply_row):
        assert not derived.flags.writeable
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        case.id = "other"  # type: ignore[misc]  # the point of the test


@given(cases())
def test_a_case_does_not_change_the_arrays_it_was_given(case: Case) -> None:
    mine = case.table.time.copy()
    again = attrs.evolve(case, interactions=attrs.evolve(case.table, time=mine))
    assert mine.flags.writeable
    assert again == case


@given(cases())
def test_the_end_is_the_last_that_was_observed(case: Case) -> None:
    times = [micros_of(row.time) for row in case.interactions]
    times += [micros_of(measure.time) for measure in case.measures]
    times += [] if case.observed_until is None else [micros_of(case.observed_until)]
    assert case.end == max(times, default=None)


@given(cases())
def test_derived_columns_say_what_they_are_called(case: Case) -> None:
    table = case.table
    assert table.cases == 1
    assert table.case.tolist() == [0] * len(table)
    assert table.starts.tolist() == [i == 0 for i in range(len(table))]
    if len(table):
        assert table.t[0] == 0
    names = [row.id or str(i) for i, row in enumerate(case.interactions)]
    for row, parent in zip(case.interactions, table.reply_row, strict=True):
        assert (None if parent < 0 else names[parent]) == row.reply_to


@given(cases(min_contacts=1), st.integers(0, 2**12 - 1))
def test_views_keep_index_origin_and_rows(case: Case, number: int) -> None:
    mask = np.array([number >> i % 12 & 1 for i in range(len(case.table))], dtype=bool)
    view = case.table.select(mask)
    np.testing.assert_array_equal(view.n, np.flatnonzero(mask))
    np.testing.assert_array_equal(view.t, case.table.t[mask])
    seen = attrs.evolve(case, interactions=view, clock=case.clock)
    kept = [row for row, keep in zip(case.interactions, mask, strict=True) if keep]
    for row, original in zip(seen.interactions, kept, strict=True):
        if row.reply_to is None:
            original = attrs.evolve(original, reply_to=None)
        assert row == original


# A door that people knock at -------------------------------------------------------------------


def door(*rows: Interaction, **more: Any) -> Case:
    told: dict[str, Any] = {
        "id": "door",
        "actors": [T, P],
        "channels": CHANNELS.pick("instant_messaging", "video_call", "email"),
        "elements": ELEMENTS.pick("schedule", "place", "fee"),
        "purposes": PURPOSES.pick("scheduling", "payment", "frame_setting"),
        "interactions": rows,
    }
    return Case(**(told | more))


def mail(time: Any = 0, **more: Any) -> Interaction:
    told: dict[str, Any] = {"sender": "P", "receivers": ["T"], "channel": "email"}
    return Interaction(time=time, **(told | more))


def faults(**more: Any) -> list[str]:
    rows = more.pop("interactions", ())
    with pytest.raises(FaultGroup) as told:
        door(*rows, **more)
    return [str(fault) for fault in told.value.exceptions]


def test_people_stand_in_the_order_of_their_roles() -> None:
    watcher = Actor(id="W", role=Role.OBSERVER)
    mother = Actor(id="M", role=Role.OTHER)
    case = door(actors=[watcher, P, mother, T])
    assert [actor.id for actor in case.actors] == ["T", "P", "M", "W"]
    assert (case.therapist, case.patient) == (T, P)


def test_an_empty_case_is_valid() -> None:
    case = door()
    assert (len(case.interactions), case.end, case.clock) == (0, None, Clock.ZONED)
    assert repr(case) == "<Case 'door': 0 interactions, 3 channels, 3 frame elements>"
    assert door(origin="fictional").origin is Origin.FICTIONAL


def test_a_case_without_contacts_takes_its_clock_from_what_has_a_time() -> None:
    assert door(observed_until=5.0).clock is Clock.SECONDS
    assert door(observed_until=datetime(2024, 1, 1)).clock is Clock.LOCAL
    assert door(clock="local").clock is Clock.LOCAL


def test_a_case_has_one_therapist_and_one_patient() -> None:
    assert faults(actors=[T]) == [
        "actors: expected exactly one patient; got 0. Give further people the role 'other'."
    ]
    assert (
        "exactly one therapist; got 2"
        in faults(actors=[T, P, Actor(id="T2", role=Role.THERAPIST)])[0]
    )


def test_ids_are_given_once() -> None:
    assert faults(channels=[*CHANNELS.pick("email"), *CHANNELS.pick("email")]) == [
        "channels: expected an id once; got one 2 times."
    ]
    assert faults(actors=[T, attrs.evolve(P, id="T")]) == [
        "actors: expected an id once; got one 2 times."
    ]


def test_every_channel_that_is_named_must_be_known() -> None:
    told = faults(
        actors=[attrs.evolve(T, repertoire=["fax"]), attrs.evolve(P, prior=[PriorUse("fax", 1)])],
        elements=[FrameElement(id="place", channels=["fax"])],
    )
    assert [text.split(":")[0] for text in told] == [
        "elements[0].channels",
        "actors[0].repertoire",
        "actors[1].prior",
    ]


def test_all_faults_are_told_at_once_and_none_names_a_person() -> None:
    person = "Margarethe"
    rows = [
        mail(0, id="a", channel="vidoe_call"),
        mail(1, id="a", sender=person, receivers=["T"]),
        mail(2, receivers=[person]),
        mail(1, purposes=["shceduling"]),
        mail(datetime(2024, 1, 1), reply_to="nothing-that-exists"),
        mail(5, id="self", reply_to="self"),
        mail(6, acts=[FrameAct("shedule", ActKind.PROPOSE)]),
        mail(7, acts=[FrameAct("schedule", ActKind.ACCEPT, person)]),
        mail(8, reported_by=person),
        mail(9, sender="W"),
        mail(10, receivers=["W"], acts=[FrameAct("fee", ActKind.ACCEPT, "T")]),
    ]
    measure = Measure(instrument="SRS", rater=person, time=3, value=1, low=0, high=10)
    told = faults(
        id=" ",
        actors=[T, P, Actor(id="W", role=Role.OBSERVER)],
        interactions=rows,
        measures=[measure],
        observed_until=-1,
    )
    places = [text.split(": ")[0] for text in told]
    assert sorted(places) == sorted(
        [
            "id",
            "interactions[0].channel",
            "interactions[1].id",
            "interactions[1].sender",
            "interactions[2].receivers[0]",
            "interactions[3].time",
            "interactions[3].purposes[0]",
            "interactions[4].time",
            "interactions[4].reply_to",
            "interactions[5].reply_to",
            "interactions[6].acts[0].element",
            "interactions[7].acts[0].actor",
            "interactions[8].reported_by",
            "interactions[9].sender",
            "interactions[10].receivers[0]",
            "interactions[10].acts[0].actor",
            "measures[0].rater",
            "observed_until",
        ]
    )
    whole = "\n".join(told)
    assert person not in whole
    assert "nothing-that-exists" not in whole
    assert "Did you mean 'video_call'?" in whole
    assert "Did you mean 'scheduling'?" in whole
    assert "Did you mean 'schedule'?" in whole


def test_times_are_told_by_one_clock() -> None:
    zoned = datetime(2024, 1, 1, tzinfo=UTC)
    assert (
        "a datetime without a zone"
        in faults(interactions=[mail(zoned), mail(datetime(2024, 1, 1))])[0]
    )
    assert "observed_until" in faults(interactions=[mail(zoned)], observed_until=9e9)[0]
    rating = Measure(instrument="SRS", rater="P", time=1.0, value=1, low=0, high=10)
    assert "measures[0].time" in faults(interactions=[mail(zoned)], measures=[rating])[0]
    assert "interactions[0].time" in faults(interactions=[mail(zoned)], clock="seconds")[0]


def test_observation_cannot_end_before_the_last_contact() -> None:
    assert "observed_until" in faults(interactions=[mail(5)], observed_until=4.999999)[0]
    assert door(mail(5), observed_until=5).end == 5_000_000


def test_columns_from_elsewhere_are_checked_as_well() -> None:
    case = door(mail(0, purposes=["payment"]), mail(1, acts=[FrameAct("fee", ActKind.PROPOSE)]))
    table = case.table
    wrong: dict[str, Any] = {
        "sender": np.array([0, 7], dtype=np.int16),
        "channel": np.array([0, -1], dtype=np.int16),
        "receivers": Ragged(np.array([0, 5]), table.receivers.offsets),
        "purposes": Ragged(np.array([3]), table.purposes.offsets),
        "reported_by": np.array([-2, 0], dtype=np.int16),
        "time": np.array([2, 1]),
        "duration": np.array([np.nan, -1.0]),
        "acts": Ragged(np.array([[9, 0, 0]]), table.acts.offsets),
        "content": np.array([0, 11], dtype=np.int8),
        "rupture": np.array([-1, 3], dtype=np.int8),
        "repair": np.array([-2, -1], dtype=np.int8),
        "context": np.array([-1, 0], dtype=np.int32),
        "control": np.array([-1, 3], dtype=np.int8),
        "boundary": np.array([-1, 2], dtype=np.int8),
        "codes": Ragged(np.array([0]), table.purposes.offsets),
        "moves": Ragged(np.array([[9, 0, -1, -1]]), table.acts.offsets),
        "reply_to": np.array([-1, -2], dtype=np.int32),
    }
    for name, values in wrong.items():
        with pytest.raises(FaultGroup) as found:
            attrs.evolve(case, interactions=attrs.evolve(table, **{name: values}))
        assert any(f"interactions.{name}" in str(fault) for fault in found.value.exceptions)
    strange = Ragged(np.array([[0, 6, 0]]), table.acts.offsets)
    with pytest.raises(FaultGroup) as found:
        attrs.evolve(case, interactions=attrs.evolve(table, acts=strange))
    assert "interactions.acts.kind" in str(found.value)
    nobody = Ragged(np.array([0]), np.array([0, 1, 1]))
    with pytest.raises(FaultGroup) as found:
        attrs.evolve(case, interactions=attrs.evolve(table, receivers=nobody))
    assert "at least one each" in str(found.value)


def test_sides_of_a_record_name_what_is_there() -> None:
    rating = Measure(
        instrument="WAI-TECH", rater="P", time=1.0, value=1, low=0, high=10, about="fax"
    )
    told = faults(
        interactions=[mail(0)],
        elements=[FrameElement(id="channel_plan", fallback=["fax"])],
        measures=[rating],
        settings=[Setting(actor="somebody"), Setting(actor="T", since=datetime(2024, 1, 1))],
    )
    places = ["elements[0].fallback", "settings[1].since", "measures[0].about", "settings[0].actor"]
    for place in places:
        assert any(fault.startswith(place) for fault in told), place
    assert not any("somebody" in fault for fault in told)


def test_settings_stand_in_the_order_of_time() -> None:
    case = door(
        mail(0),
        settings=[
            Setting(actor="P", place="car", since=9),
            Setting(actor="P", place="home"),
            Setting(actor="T", place="practice", since=-4),
        ],
    )
    assert [setting.place for setting in case.settings] == ["home", "practice", "car"]


def test_faults_are_picked_out_by_kind() -> None:
    picked = 0
    try:
        door(actors=[])
    except* InvalidCaseError as group:
        picked = len(group.exceptions)
    assert picked == 2


@pytest.mark.parametrize("start", STARTS)
def test_every_clock_tells_its_times_again(start: Start) -> None:
    moment = time_of(start.micros, start.zones[1], start.clock)
    (row,) = door(mail(moment)).interactions
    assert row.time == moment
    if isinstance(moment, datetime) and isinstance(row.time, datetime):
        assert row.time.utcoffset() == moment.utcoffset()


def test_an_hour_told_twice_keeps_its_offset() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2024, 10, 27, 2, 30, tzinfo=berlin)
    second = first.replace(fold=1)
    rows = door(mail(first), mail(second)).interactions
    assert [r.time.utcoffset() for r in rows if isinstance(r.time, datetime)] == [
        timedelta(hours=2),
        timedelta(hours=1),
    ]
    np.testing.assert_allclose(door(mail(first), mail(second)).table.t, [0, 1 / 24])
