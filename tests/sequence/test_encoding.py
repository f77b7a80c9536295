"""One record in the encodings of its neighbours: nothing is lost, and nobody is named."""

from __future__ import annotations

import io
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import element_weights, journeys, stages
from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES, STAGES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.forming import channel_removal
from mediaeco.io.example import EXAMPLES, read_example
from mediaeco.kernels.removal import removal_effect
from mediaeco.model import Actor, Case, Cohort, FrameAct, Interaction, TidyTable
from mediaeco.sequence import Sequences, sequences
from mediaeco.sequence.encoding import (
    actor_names,
    to_ena_frame,
    to_event_log,
    to_paths,
    to_relational_events,
    to_tna_frame,
)
from mediaeco.testing import cases, cohorts, ecosystems, swap_roles

SOURCES = ecosystems(views=True) | cohorts(max_cases=3, max_contacts=6).map(Ecosystem)
RAGGED = ("purpose", "act", "code")
ENCODINGS: dict[str, Any] = {
    "ena": to_ena_frame,
    "event log": to_event_log,
    "paths": to_paths,
    "relational events": to_relational_events,
    "tna": to_tna_frame,
    "tna, long": lambda eco: to_tna_frame(eco, long=True),
}


def rows(table: TidyTable) -> list[tuple[Any, ...]]:
    return list(zip(*(column.tolist() for column in table.columns.values()), strict=True))


def recorded(eco: Ecosystem) -> list[tuple[str, Case, Interaction]]:
    """Every contact of the view, row by row."""
    found = []
    for i, head in enumerate(eco.cases):
        part = attrs.evolve(
            head,
            channels=eco.channels,
            elements=eco.elements,
            purposes=eco.purposes,
            codes=eco.codes,
            interactions=eco.table.one(i),
            clock=head.clock,
        )
        found += [(head.id, head, row) for row in part.interactions]
    return found


# What holds for all of them ----------------------------------------------------------------------


@given(SOURCES)
def test_the_same_record_gives_the_same_tables(eco: Ecosystem) -> None:
    for encoding in ENCODINGS.values():
        first, again = encoding(eco), encoding(eco)
        assert list(first) == list(again)
        assert rows(first) == rows(again)


@given(SOURCES)
def test_nobody_is_named_unless_asked_for(eco: Ecosystem) -> None:
    people = {person.id for head in eco.cases for person in head.actors}
    for encoding in ENCODINGS.values():
        table = encoding(eco)
        cells = {str(cell) for column in table.columns.values() for cell in column.tolist()}
        assert people.isdisjoint(cells | set(table))


@pytest.mark.parametrize("name", ENCODINGS)
def test_dataframes_take_them_and_csv_gives_them_back(name: str) -> None:
    for example in EXAMPLES:
        table = ENCODINGS[name](Ecosystem(read_example(example)))
        frame = pd.DataFrame(dict(table.columns))
        assert frame.shape == (table.rows, len(table))
        assert pl.DataFrame(dict(table.columns)).shape == frame.shape
        read = pd.read_csv(io.StringIO(table.to_csv()))
        assert list(read.columns) == list(table)
        assert read.shape == frame.shape
        assert read.isna().sum().sum() == frame.isna().sum().sum()


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_empty_record_is_an_empty_table(name: str) -> None:
    people = [Actor(id="T", role="therapist"), Actor(id="P", role="patient")]
    table = ENCODINGS[name](Ecosystem(Case(id="blank-sheet", actors=people)))
    assert table.rows == 0
    assert list(table) or name == "tna"


# People ------------------------------------------------------------------------------------------


@given(SOURCES)
def test_names_differ_within_a_case(eco: Ecosystem) -> None:
    for head, own in zip(eco.cases, actor_names(eco).tolist(), strict=True):
        told = own[: len(head.actors)]
        assert len(set(told)) == len(told)
        assert not any(own[len(head.actors) :])
        for person, name in zip(head.actors, told, strict=True):
            assert name.split(" ")[0] == person.role


def test_a_second_one_of_a_role_has_a_number(supervision: Ecosystem) -> None:
    assert actor_names(supervision).tolist() == [["therapist", "patient", "other", "other 2"]]
    assert actor_names(supervision, pseudonyms=True).tolist() == [["T", "P", "A", "B"]]


# Relational events -------------------------------------------------------------------------------


@given(SOURCES)
def test_a_relational_event_for_each_receiver(eco: Ecosystem) -> None:
    events = to_relational_events(eco, pseudonyms=True)
    wanted = [
        (name, row.sender, receiver, row.channel)
        for name, _, row in recorded(eco)
        for receiver in row.receivers
    ]
    found = [(row[0], *row[2:5]) for row in rows(events)]
    assert found == wanted
    assert len(set(zip(events["case"].tolist(), events["n"].tolist(), strict=True))) == len(eco)
    days = [
        day
        for day, count in zip(eco.table.t, eco.table.receivers.counts, strict=True)
        for _ in range(count)
    ]
    np.testing.assert_allclose(events["time"] / 86_400, days, atol=1e-9)


@given(cases(max_contacts=12))
def test_swapping_the_roles_swaps_the_names(case: Case) -> None:
    other = {"therapist": "patient", "patient": "therapist"}
    own = rows(to_relational_events(Ecosystem(case)))
    swapped = rows(to_relational_events(Ecosystem(swap_roles(case))))
    assert [(c, t, other.get(s, s), other.get(r, r), *rest) for c, t, s, r, *rest in swapped] == own


@given(cohorts(min_cases=1, max_cases=3))
def test_a_case_gives_the_same_events_alone(cohort: Cohort) -> None:
    together = rows(to_relational_events(Ecosystem(cohort)))
    alone = [row for case in cohort for row in rows(to_relational_events(Ecosystem(case)))]
    assert together == alone


# Event logs --------------------------------------------------------------------------------------


@given(SOURCES, st.sampled_from(["channel", "purpose", "act", "stage", "content", "code"]))
def test_activities_are_the_states_of_the_sequences(eco: Ecosystem, of: Any) -> None:
    log = to_event_log(eco, of=of)
    found = sequences(eco, of=of)
    names = [found.alphabet[code] for code in found.codes.tolist()]
    assert log["concept:name"].tolist() == names
    assert log["case:concept:name"].tolist() == [found.ids[s] for s in found.of.tolist()]
    if of not in RAGGED:
        assert log.rows == len(eco)


@given(SOURCES)
def test_the_log_holds_who_acted_when(eco: Ecosystem) -> None:
    log = to_event_log(eco, of="act", pseudonyms=True)
    wanted = [
        (name, act.kind, act.actor or row.sender, row.channel)
        for name, _, row in recorded(eco)
        for act in row.acts
    ]
    found = [
        log[column].tolist()
        for column in ("case:concept:name", "concept:name", "org:resource", "channel")
    ]
    assert list(zip(*found, strict=True)) == wanted


@given(SOURCES)
def test_a_contact_that_nobody_coded_is_no_event(eco: Ecosystem) -> None:
    log = to_event_log(eco, of="control")
    wanted = [(name, row.control) for name, _, row in recorded(eco) if row.control]
    found = zip(log["case:concept:name"].tolist(), log["concept:name"].tolist(), strict=True)
    assert list(found) == wanted


@given(SOURCES)
def test_time_never_falls_within_a_case(eco: Ecosystem) -> None:
    log = to_event_log(eco)
    same = log["case:concept:name"][1:] == log["case:concept:name"][:-1]
    assert (np.diff(log["time:timestamp"])[same] >= np.timedelta64(0)).all()


def test_a_timestamp_is_told_by_its_clock() -> None:
    noon = datetime(2024, 3, 4, 12, tzinfo=UTC)
    for time, clock, told in (
        (noon, "zoned", "2024-03-04T12:00:00"),
        (noon.replace(tzinfo=None), "local", "2024-03-04T12:00:00"),
        (90.0, "seconds", "1970-01-01T00:01:30"),
    ):
        log = to_event_log(knock(time))
        assert log["clock"].tolist() == [clock]
        assert log["time:timestamp"].tolist() == [datetime.fromisoformat(told)]


def knock(time: Any) -> Ecosystem:
    return Ecosystem(
        Case(
            id="one-knock",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=[CHANNELS["email"]],
            interactions=[Interaction(time=time, sender="P", receivers=["T"], channel="email")],
        )
    )


# Transition networks -----------------------------------------------------------------------------


@given(
    SOURCES,
    st.sampled_from(["channel", "purpose", "act"]),
    st.sampled_from(["case", "context", "week"]),
)
def test_wide_and_long_read_back_are_the_sequences(eco: Ecosystem, of: Any, by: Any) -> None:
    own = sequences(eco, of=of, by=by)
    own = own.take(own.lengths > 0)
    wide = to_tna_frame(eco, of=of, by=by)
    long = to_tna_frame(eco, of=of, by=by, long=True)
    assert all(name == f"T{k + 1}" for k, name in enumerate(wide))
    assert long.rows == len(own.codes)
    for read in (
        Sequences.from_wide(wide, states=own.alphabet),
        Sequences.from_long(
            long, sequence="sequence", time="position", state="state", states=own.alphabet
        ),
    ):
        np.testing.assert_array_equal(read.codes, own.codes)
        np.testing.assert_array_equal(read.offsets, own.offsets)


def test_what_is_missing_is_none_and_no_state_of_its_own() -> None:
    wide = to_tna_frame(Ecosystem(read_example("first-contact")), by="context")
    last = list(wide.columns.values())[-1]
    assert None in last.tolist()
    assert "" not in last.tolist()


# Paths -------------------------------------------------------------------------------------------


@given(SOURCES)
def test_paths_have_the_removal_effect_of_the_record(eco: Ecosystem) -> None:
    paths = to_paths(eco)
    names = [channel.id for channel in eco.channels]
    walked = [text.split(" > ") for text in paths["path"].tolist()]
    found = removal_effect(
        np.array([names.index(name) for path in walked for name in path], dtype=np.int64),
        np.concatenate(([0], np.cumsum([len(path) for path in walked]))).astype(np.int64),
        paths["total_conversions"].astype(np.float64),
        paths["total_null"].astype(np.float64),
        len(names),
    )
    own = channel_removal(eco)
    assert paths["total_conversions"].sum() == own.agreed
    assert (paths["total_conversions"] + paths["total_null"]).sum() == own.journeys
    np.testing.assert_allclose(found.effect, own.effect, rtol=1e-9, atol=1e-12)


@given(SOURCES, st.sampled_from(["first_contact", "framing", "engagement"]))
def test_paths_are_the_journeys_counted(eco: Ecosystem, stage: str) -> None:
    for own in (journeys(eco), journeys(eco, stage=stage)):
        frame, paths = own.to_frame(), own.paths()
        counted = Counter(frame["path"].tolist())
        assert list(counted) == paths["path"].tolist()
        total = paths["total_conversions"] + paths["total_null"]
        assert list(counted.values()) == total.tolist()
        worth = float((own.value * own.reached).sum())
        assert paths["total_conversion_value"].sum() == pytest.approx(worth)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("stage", [stage.id for stage in STAGES.stages])
def test_a_journey_ends_when_the_stage_is_first_reached(name: str, stage: str) -> None:
    eco = Ecosystem(read_example(name))
    found = journeys(eco, stage=stage)
    course = stages(eco)
    lengths, reached = [], []
    for case in range(len(eco.cases)):
        stood = [course.stages[code] for code in course.stage[course.case == case].tolist()]
        if stood:
            reached.append(stage in stood)
            lengths.append(stood.index(stage) + 1 if stage in stood else len(stood))
    assert np.diff(found.offsets).tolist() == lengths
    assert found.reached.tolist() == reached


@given(ecosystems(min_contacts=2, max_contacts=20), st.integers(1, 20))
def test_contacts_after_the_goal_change_nothing(eco: Ecosystem, n: int) -> None:
    early, late = journeys(eco.until(n), stage="framing"), journeys(eco, stage="framing")
    if early.reached.all():
        assert early.channel.tolist() == late.channel.tolist()
        assert late.reached.all()


@given(SOURCES, st.sampled_from(["first_contact", "framing", "engagement"]))
def test_there_are_as_many_journeys_as_elements_or_cases(eco: Ecosystem, stage: str) -> None:
    walked = np.flatnonzero(np.diff(eco.table.offsets) > 0).tolist()
    has = (element_weights(eco) > 0).sum(axis=1)
    wanted = [case for case in walked for _ in range(int(has[case]))]
    assert journeys(eco).case.tolist() == wanted
    assert journeys(eco, stage=stage).case.tolist() == walked


@given(ecosystems(min_contacts=2, max_contacts=20, min_elements=1), st.integers(1, 20))
def test_contacts_after_an_agreement_change_no_way_to_it(eco: Ecosystem, n: int) -> None:
    early, late = journeys(eco.until(n)), journeys(eco)
    ways = {goal: i for i, goal in enumerate(late.goal.tolist())}
    for i in np.flatnonzero(early.reached).tolist():
        k = ways[early.goal.tolist()[i]]
        assert late.reached[k]
        own, other = (
            found.channel[found.offsets[at] : found.offsets[at + 1]].tolist()
            for found, at in ((early, i), (late, k))
        )
        assert own == other


def test_the_way_to_an_agreement_ends_with_it() -> None:
    propose, accept = FrameAct("schedule", "propose"), FrameAct("schedule", "accept")
    eco = Ecosystem(
        Case(
            id="two-letters-and-a-call",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=CHANNELS.pick("email", "phone"),
            elements=[attrs.evolve(ELEMENTS["schedule"], weight=2.0), ELEMENTS["fee"]],
            interactions=[
                Interaction(time=0.0, sender="P", receivers=["T"], channel="email", acts=[propose]),
                Interaction(time=1.0, sender="T", receivers=["P"], channel="phone", acts=[accept]),
                Interaction(time=2.0, sender="P", receivers=["T"], channel="email"),
            ],
        )
    )
    assert rows(to_paths(eco)) == [("email > phone", 1, 2.0, 0), ("email > phone > email", 0, 0, 1)]
    assert journeys(eco).goal.tolist() == ["schedule", "fee"]
    assert rows(to_paths(eco, stage="first_contact")) == [("email", 1, 1.0, 0)]
    with pytest.raises(UnknownTermError, match="Did you mean 'framing'"):
        to_paths(eco, stage="faming")


# Coded lines -------------------------------------------------------------------------------------


@given(SOURCES)
def test_a_line_for_each_contact_with_its_codes(eco: Ecosystem) -> None:
    lines = to_ena_frame(eco, of=["code", "purpose", "channel", "act"], pseudonyms=True)
    assert lines.rows == len(eco)
    columns = list(lines)[5:]
    assert len(set(columns)) == len(columns)
    for i, (name, _, row) in enumerate(recorded(eco)):
        assert (lines["case"][i], lines["actor"][i]) == (name, row.sender)
        said = {f"channel.{row.channel}", *(f"purpose.{one}" for one in row.purposes)}
        said |= {f"act.{act.kind}" for act in row.acts} | {f"code.{one}" for one in row.codes}
        assert {column for column in columns if lines[column][i] == 1} == said
        assert {column for column in columns if lines[column][i] == 0} == set(columns) - said


@given(cohorts(min_cases=1, max_cases=3), st.sampled_from([None, 2.0, 12.0]))
def test_a_case_gives_the_same_lines_alone(cohort: Cohort, gap: float | None) -> None:
    together = to_ena_frame(Ecosystem(cohort), gap_hours=gap)
    at = 0
    for case in cohort:
        alone = to_ena_frame(Ecosystem(case), gap_hours=gap)
        for name in together:
            part = together[name][at : at + alone.rows].tolist()
            assert part == (alone[name].tolist() if name in alone else [0] * alone.rows)
        at += alone.rows


def test_a_long_silence_begins_a_conversation() -> None:
    eco = Ecosystem(read_example("first-contact"))
    assert to_ena_frame(eco, gap_hours=None)["conversation"].max() == 0
    told = to_ena_frame(eco)["conversation"]
    assert told[0] == 0
    assert set(np.diff(told).tolist()) == {0, 1}


def test_wrong_words_and_gaps_are_refused() -> None:
    eco = Ecosystem(read_example("sent-away"))
    for table in (to_event_log, to_tna_frame):
        with pytest.raises(UnknownTermError, match="Did you mean 'channel'"):
            table(eco, of="chanel")  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(UnknownTermError, match="Did you mean 'week'"):
        to_tna_frame(eco, by="weeks")  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(UnknownTermError, match="Did you mean 'framing'"):
        journeys(eco, stage="faming")
    with pytest.raises(UnknownTermError, match="Did you mean 'purpose'"):
        to_ena_frame(eco, of=["purposes"])  # type: ignore[list-item]  # what the test is about
    for gap in (0.0, -1.0, float("nan")):
        with pytest.raises(InvalidCaseError, match="above 0"):
            to_ena_frame(eco, gap_hours=gap)


@pytest.fixture
def supervision() -> Ecosystem:
    """A therapist, a patient, and two colleagues who listen."""
    return Ecosystem(
        Case(
            id="supervision",
            actors=[
                Actor(id="T", role="therapist"),
                Actor(id="P", role="patient"),
                Actor(id="A", role="other"),
                Actor(id="B", role="other"),
            ],
            channels=[CHANNELS["email"]],
            purposes=[PURPOSES["scheduling"]],
            interactions=[Interaction(time=0.0, sender="A", receivers=["T", "B"], channel="email")],
        )
    )


def test_two_colleagues_stay_two(supervision: Ecosystem) -> None:
    events = to_relational_events(supervision)
    assert events["sender"].tolist() == ["other", "other"]
    assert events["receiver"].tolist() == ["therapist", "other 2"]
