from __future__ import annotations

import math
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediaeco.analysis import frame_coverage, frame_lifecycle, is_session, open_ruptures, stages
from mediaeco.catalog import CHANNELS, ELEMENTS, PURPOSES, STAGES
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Condition,
    FrameAct,
    Interaction,
    Measure,
    Role,
    RuptureKind,
    Stage,
    StageModel,
    StageVariable,
    Transition,
)
from mediaeco.model.clock import micros_of
from mediaeco.testing import cases, ecosystems, shift_time, swap_roles

DAY = 86_400.0

# A second model, in which every running variable is asked for, and ends are sources as well.
WEATHER = StageModel(
    id="weather",
    stages=(
        Stage(id="night"),
        Stage(id="dawn"),
        Stage(id="sun"),
        Stage(id="clouds"),
        Stage(id="rain"),
        Stage(id="snow", absorbing=True),
    ),
    transitions=(
        Transition(sources=("night",), target="dawn", conditions=()),
        Transition(target="snow", conditions=(Condition(StageVariable.SILENCE, 10),)),
        Transition(target="rain", conditions=(Condition(StageVariable.OPEN_RUPTURES, 1),)),
        Transition(
            sources=("dawn", "clouds"),
            target="sun",
            conditions=(
                Condition(StageVariable.CONTACTS, 2),
                Condition(StageVariable.ALLIANCE, 0.5),
            ),
        ),
        Transition(
            sources=("rain",), target="dawn", conditions=(Condition(StageVariable.HELD, 1),)
        ),
        Transition(
            sources=("sun",),
            target="clouds",
            conditions=(Condition(StageVariable.PROPOSED, 1, 2),),
        ),
        Transition(target="clouds", conditions=(Condition(StageVariable.SESSIONS, 2),)),
        Transition(
            sources=("clouds", "sun"),
            target="snow",
            conditions=(Condition(StageVariable.CLOSED, 1, 1),),
        ),
        # Nothing leads on from snow, whatever a model may say.
        Transition(sources=("snow",), target="sun"),
    ),
    held_coverage=0.25,
    closing_purpose="scheduling",
)
models = st.sampled_from((STAGES, WEATHER))


# A slow and obvious reference ------------------------------------------------------------------


def slow_variables(eco: Ecosystem, model: StageModel, row: int) -> dict[StageVariable, float]:
    """Everything that a guard may ask, just after a contact."""
    rows = tuple(eco.case.interactions)
    two = {eco.case.therapist.id, eco.case.patient.id}
    coverage = [0.0 if math.isnan(c) else float(c) for c in frame_coverage(eco)[: row + 1]]
    held = 0
    for value in coverage:
        held = held + 1 if value >= model.held_coverage else 0
    given = [m for m in eco.case.measures if m.construct == "alliance"]
    media = {channel.id for channel in eco.channels}
    rated = [
        m
        for m in given
        if micros_of(m.time) <= int(eco.table.time[row])
        and m.about not in media
        # A part counts for nothing beside the whole.
        and (m.scale == "total" or not any(_whole_of(other, m) for other in given))
    ]
    seen = rows[: row + 1]
    return {
        StageVariable.CONTACTS: sum(
            r.sender in two and two - {r.sender} <= set(r.receivers) for r in seen
        ),
        StageVariable.PROPOSED: int(frame_lifecycle(eco).proposed[row]),
        StageVariable.COVERAGE: coverage[-1],
        StageVariable.HELD: held,
        StageVariable.SESSIONS: int(is_session(eco)[: row + 1].sum()),
        StageVariable.OPEN_RUPTURES: int(open_ruptures(eco)[row]),
        StageVariable.ALLIANCE: rated[-1].share if rated else math.nan,
        StageVariable.CLOSED: any(model.closing_purpose in r.purposes for r in seen),
        StageVariable.SILENCE: 0.0,
    }


def slow_step(model: StageModel, stage: str, variables: dict[StageVariable, float]) -> str:
    by_id = {item.id: item for item in model.stages}
    first = model.stages[0].id
    if by_id[stage].absorbing:
        return stage
    for transition in model.transitions:
        if transition.sources:
            leads = stage in transition.sources
        else:
            leads = stage not in (first, transition.target)
        if leads and all(
            math.isnan(variables[c.variable]) or c.at_least <= variables[c.variable] <= c.at_most
            for c in transition.conditions
        ):
            return transition.target
    return stage


def _whole_of(other: Measure, part: Measure) -> bool:
    return other.scale == "total" and (other.rater, other.instrument, other.time) == (
        part.rater,
        part.instrument,
        part.time,
    )


@given(ecosystems(min_contacts=8, max_contacts=16, min_elements=2, views=True), models)
def test_agrees_with_the_slow_reference(eco: Ecosystem, model: StageModel) -> None:
    told = stages(eco, model=model)
    stage = model.stages[0].id
    for row in range(len(eco)):
        stage = slow_step(model, stage, slow_variables(eco, model, row))
        assert told.stages[told.stage[row]] == stage
    if len(eco):
        until = eco.case.observed_until
        last = int(eco.table.time[-1])
        silence = 0.0 if until is None else (max(micros_of(until), last) - last) / 86_400e6
        assert told.silence[0] == pytest.approx(silence)
        variables = slow_variables(eco, model, len(eco) - 1) | {StageVariable.SILENCE: silence}
        moved = slow_step(model, stage, variables)
        if next(item for item in model.stages if item.id == moved).absorbing:
            stage = moved
    else:
        assert math.isnan(told.silence[0])
    assert told.stands() == stage


# Laws ------------------------------------------------------------------------------------------


@given(ecosystems(max_contacts=20, views=True), models)
def test_absorbing_stages_are_not_left(eco: Ecosystem, model: StageModel) -> None:
    told = stages(eco, model=model)
    ends = np.flatnonzero([stage.absorbing for stage in model.stages])
    for row in np.flatnonzero(np.isin(told.stage, ends)):
        assert (told.stage[row:] == told.stage[row]).all()
        assert told.now[0] == told.stage[row]


@given(ecosystems(max_contacts=20), models, st.integers(0, 20))
def test_contacts_to_come_change_nothing_that_was(
    eco: Ecosystem, model: StageModel, n: int
) -> None:
    # What a person codes of a broken line later is told of what was: when it was mended.
    technological = tuple(RuptureKind).index(RuptureKind.TECHNOLOGICAL)
    assume(not (eco.table.repair[n:] == technological).any())
    whole, until = stages(eco, model=model), stages(eco.until(n), model=model)
    np.testing.assert_array_equal(whole.stage[:n], until.stage)


@given(cases(max_contacts=20), st.integers(-(10**6), 10**6))
def test_swapping_and_shifting_change_nothing(case: Case, seconds: int) -> None:
    own = stages(Ecosystem(case))
    for other in (swap_roles(case), shift_time(case, seconds=seconds)):
        told = stages(Ecosystem(other))
        np.testing.assert_array_equal(told.stage, own.stage)
        np.testing.assert_array_equal(told.now, own.now)


@given(
    ecosystems(max_contacts=20),
    st.sampled_from(
        (
            StageVariable.CONTACTS,
            StageVariable.SESSIONS,
            StageVariable.PROPOSED,
            StageVariable.COVERAGE,
        )
    ),
    st.floats(0, 6),
    st.floats(0, 6),
)
def test_a_higher_threshold_can_only_delay_entry(
    eco: Ecosystem, variable: StageVariable, one: float, other: float
) -> None:
    def entry(threshold: float) -> float:
        model = StageModel(
            id="gate",
            stages=(Stage(id="outside"), Stage(id="inside")),
            transitions=(
                Transition(
                    sources=("outside",),
                    target="inside",
                    conditions=(Condition(variable, threshold),),
                ),
            ),
        )
        inside = np.flatnonzero(stages(eco, model=model).stage == 1)
        return float(inside[0]) if len(inside) else math.inf

    low, high = sorted((one, other))
    assert entry(low) <= entry(high)


@given(ecosystems(max_contacts=20))
def test_higher_thresholds_of_the_default_model_delay_consolidation(eco: Ecosystem) -> None:
    def entry(model: StageModel) -> float:
        rows = np.flatnonzero(stages(eco, model=model).stage == 4)
        return float(rows[0]) if len(rows) else math.inf

    assert entry(STAGES) <= entry(attrs.evolve(STAGES, held_coverage=0.95))


@given(ecosystems(max_contacts=20, views=True))
def test_stays_cover_all_contacts(eco: Ecosystem) -> None:
    stays = stages(eco).entries()
    assert int(stays["contacts"].sum()) == len(eco)
    assert stages(eco).to_frame().rows == len(eco)


# Stories ---------------------------------------------------------------------------------------

T, P = Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)


def told(*rows: Interaction, **more: Any) -> Ecosystem:
    return Ecosystem(
        Case(
            id="road",
            actors=[T, P],
            channels=CHANNELS.pick("video_call", "email"),
            elements=ELEMENTS.pick("schedule"),
            purposes=PURPOSES.pick("closing"),
            interactions=rows,
            **more,
        )
    )


def contact(day: float, channel: str = "email", **more: Any) -> Interaction:
    return Interaction(time=day * DAY, sender="P", receivers=["T"], channel=channel, **more)


def session(day: float, **more: Any) -> Interaction:
    return contact(day, "video_call", content="live_talk", **more)


def trajectory(eco: Ecosystem) -> list[str]:
    own = stages(eco)
    return [own.stages[code] for code in own.stage]


def rated(day: float, value: float) -> Measure:
    return Measure(instrument="SRS", rater="P", time=day * DAY, value=value, low=0, high=10)


def test_before_any_contact_the_case_stands_in_the_first_stage() -> None:
    assert stages(told()).stands() == "pre"
    assert trajectory(told()) == []


def test_from_the_first_mail_to_the_last_session() -> None:
    eco = told(
        contact(0),
        contact(1, acts=[FrameAct("schedule", ActKind.PROPOSE)]),
        session(3, acts=[FrameAct("schedule", ActKind.ACCEPT, "T")]),
        session(10),
        session(17),
        session(24, acts=[FrameAct("schedule", ActKind.BREACH)]),
        session(31, acts=[FrameAct("schedule", ActKind.REPAIR)]),
        session(38),
        session(45),
        session(52, purposes=["closing"]),
        contact(60),
    )
    assert trajectory(eco) == [
        "first_contact",
        "framing",
        "engagement",
        "engagement",
        "consolidation",
        "rupture",
        "repair",
        "engagement",
        "consolidation",
        "closure",
        "closure",
    ]


def test_a_low_rating_of_the_alliance_holds_consolidation_back() -> None:
    agree = [FrameAct("schedule", ActKind.PROPOSE), FrameAct("schedule", ActKind.ACCEPT, "T")]
    rows = [contact(-1), contact(0, acts=agree), *(session(7 * k) for k in range(1, 6))]
    assert trajectory(told(*rows))[-1] == "consolidation"
    assert trajectory(told(*rows, measures=[rated(0, 5)]))[-1] == "engagement"
    assert trajectory(told(*rows, measures=[rated(0, 5), rated(20, 6)]))[-1] == "consolidation"


def test_six_weeks_of_silence_at_the_end_are_a_dropout() -> None:
    assert stages(told(contact(0), observed_until=41.9 * DAY)).stands() == "first_contact"
    assert stages(told(contact(0), observed_until=42 * DAY)).stands() == "dropout"
    # Silence between contacts is none: they came back.
    assert stages(told(contact(0), contact(90))).stands() == "first_contact"


def test_a_closed_case_does_not_drop_out_by_silence() -> None:
    closed = told(contact(0), contact(1, purposes=["closing"]), observed_until=900 * DAY)
    assert stages(closed).stands() == "closure"


def test_a_second_closing_contact_leaves_the_case_closed_once() -> None:
    model = StageModel(
        id="once",
        stages=(Stage(id="open"), Stage(id="closed")),
        transitions=(
            Transition(
                sources=("open",),
                target="closed",
                conditions=(
                    Condition(StageVariable.CONTACTS, 2),
                    Condition(StageVariable.CLOSED, 1, 1),
                ),
            ),
        ),
    )
    rows = [contact(0, purposes=["closing"]), contact(1, purposes=["closing"])]
    assert stages(told(*rows), model=model).stands() == "closed"


def test_a_rating_given_between_two_contacts_at_one_moment_is_known_to_the_first() -> None:
    model = StageModel(
        id="trust",
        stages=(Stage(id="strange"), Stage(id="trusted")),
        transitions=(
            Transition(
                sources=("strange",),
                target="trusted",
                conditions=(
                    Condition(StageVariable.CONTACTS, 1),
                    Condition(StageVariable.ALLIANCE, at_most=0.5),
                ),
            ),
        ),
    )
    eco = told(contact(0), contact(0), measures=[rated(0, 9)])
    assert stages(eco, model=model).stage.tolist() == [0, 0]
    assert stages(eco.until(1), model=model).stage.tolist() == [0]


def gate(*transitions: Transition, absorbing: bool = False) -> StageModel:
    inside = Stage(id="inside", absorbing=absorbing)
    return StageModel(
        id="gate",
        stages=(Stage(id="outside"), inside, Stage(id="beyond")),
        transitions=transitions,
    )


def test_nothing_leads_on_from_an_absorbing_stage() -> None:
    steps = (
        Transition(sources=("outside",), target="inside"),
        Transition(sources=("inside",), target="beyond"),
    )
    eco = told(contact(0), contact(1), contact(2))
    assert stages(eco, model=gate(*steps)).stage.tolist() == [1, 2, 2]
    assert stages(eco, model=gate(*steps, absorbing=True)).stage.tolist() == [1, 1, 1]


def test_a_step_from_everywhere_does_not_hold_back_who_is_there_already() -> None:
    model = gate(
        Transition(sources=("outside",), target="inside"),
        Transition(target="inside"),
        Transition(sources=("inside",), target="beyond"),
    )
    assert stages(told(contact(0), contact(1), contact(2)), model=model).stage.tolist() == [1, 2, 1]


def test_what_is_held_from_the_first_contact_counts_from_the_first_contact() -> None:
    agree = [FrameAct("schedule", ActKind.PROPOSE), FrameAct("schedule", ActKind.ACCEPT, "T")]
    model = gate(
        Transition(
            sources=("outside",), target="inside", conditions=(Condition(StageVariable.HELD, 2),)
        )
    )
    eco = told(contact(0, acts=agree), contact(1), contact(2))
    assert stages(eco, model=model).stage.tolist() == [0, 1, 1]
