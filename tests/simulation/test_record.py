"""A simulated case is an ordinary case: valid, whole, the same for the same seed."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.analysis import frame_lifecycle, ruptures, stages
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.dynamics import HawkesParameters
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.forming import FormationParameters, formation
from mediaeco.io import from_json, to_json
from mediaeco.kernels.array import Ints
from mediaeco.model import Actor, Case, Origin, PriorUse
from mediaeco.simulation import (
    BehaviourParameters,
    BreachParameters,
    CaseDesign,
    ChoiceParameters,
    DropOutParameters,
    ExchangeParameters,
    PurposePhase,
    RatingParameters,
    RatingSchedule,
    SessionRoutine,
    TalkParameters,
    simulate_case,
    simulate_cohort,
)
from mediaeco.theory import THEORIES, check

SEEDS = st.integers(0, 999)
ACTOR = st.sampled_from([(), ("email",), ("phone", "email"), ("email", "video_call")])


@st.composite
def designs(draw: st.DrawFn) -> CaseDesign:
    channels = [
        "email",
        *draw(st.lists(st.sampled_from(["phone", "video_call", "sms"]), unique=True)),
    ]
    own = [[name for name in draw(ACTOR) if name in channels] for _ in range(2)]
    prior = (PriorUse("email", draw(st.integers(0, 9))),)
    elements = draw(
        st.lists(st.sampled_from(sorted(ELEMENTS)), min_size=1, max_size=4, unique=True)
    )
    return CaseDesign(
        channels=[CHANNELS[name] for name in channels],
        elements=[ELEMENTS[name] for name in elements],
        therapist=Actor(id="T", role="therapist", repertoire=own[0], prior=prior),
        patient=Actor(id="P", role="patient", repertoire=own[1]),
        start=draw(
            st.sampled_from([datetime(2023, 5, 4, 13, 30), datetime(2024, 1, 1, tzinfo=UTC)])
        ),
        days=draw(st.sampled_from([0.3, 9.5, 40])),
        most_contacts=draw(st.sampled_from([0, 1, 7, 1000])),
        first_contact=draw(st.sampled_from([None, "patient", "therapist"])),
        routine=draw(st.sampled_from([None, SessionRoutine(channel="email", after_days=0)])),
        ratings=draw(st.sampled_from([(), (RatingSchedule(first_day=2, every_days=5),)])),
    )


BEHAVIOURS = st.builds(
    BehaviourParameters,
    exchange=st.builds(ExchangeParameters, replies_wait=st.booleans()),
    talk=st.builds(TalkParameters, missed=st.sampled_from([0.0, 0.5, 1.0])),
    formation=st.builds(FormationParameters, rate=st.just(0.95), exposure=st.sampled_from([0, 1])),
    breach=st.builds(BreachParameters, rate=st.sampled_from([0.0, 0.2, 1.0])),
    drop_out=st.builds(DropOutParameters, rate=st.sampled_from([0.0, 0.05, 3.0])),
)


@settings(max_examples=25)
@given(designs(), BEHAVIOURS, SEEDS)
def test_every_case_is_valid_and_its_acts_are_legal(
    design: CaseDesign, parameters: BehaviourParameters, seed: int
) -> None:
    cohort = simulate_cohort(4, design=design, parameters=parameters, seed=seed)
    life = frame_lifecycle(Ecosystem(cohort))
    assert life.legal.all()
    lengths: Ints = np.diff(cohort.table.offsets)
    assert (lengths <= design.most_contacts).all()
    for case in cohort:
        assert case.origin is Origin.SIMULATED
        again = Case(
            **{
                f.name: getattr(case, f.name)
                for f in attrs.fields(Case)
                if f.name != "interactions"
            },
            interactions=list(case.interactions),
        )
        assert again == case
        assert from_json(to_json(case)) == case
        shared = set(design.shared)
        assert all(row.channel in shared for row in case.interactions)
        assert case.observed_until is not None
    stages(Ecosystem(cohort))


@settings(max_examples=12)
@given(designs(), BEHAVIOURS, SEEDS, st.integers(0, 5))
def test_the_first_cases_are_those_of_a_larger_cohort(
    design: CaseDesign, parameters: BehaviourParameters, seed: int, few: int
) -> None:
    whole = simulate_cohort(6, design=design, parameters=parameters, seed=seed)
    part = simulate_cohort(few, design=design, parameters=parameters, seed=seed)
    assert [to_json(case) for case in part] == [to_json(case) for case in whole[:few]]
    assert simulate_case(design=design, parameters=parameters, seed=seed) == whole[0]


def test_a_larger_cohort_changes_nothing_at_length() -> None:
    whole, part = simulate_cohort(300, seed=11), simulate_cohort(60, seed=11)
    assert [to_json(case) for case in part] == [to_json(case) for case in whole[:60]]


@given(SEEDS)
@settings(max_examples=10)
def test_the_same_seed_gives_the_same_bytes(seed: int) -> None:
    first, again = (to_json(simulate_case(seed=seed)) for _ in range(2))
    assert first == again
    assert first != to_json(simulate_case(seed=seed + 1))


def test_designs_and_people_are_values() -> None:
    for made in (CaseDesign, BehaviourParameters):
        assert made() == made()
        assert pickle.loads(pickle.dumps(made())) == made()  # noqa: S301 - our own bytes
    other = ExchangeParameters(hawkes=HawkesParameters(mu=[0, 0], alpha=np.zeros((2, 2)), beta=1))
    assert other != ExchangeParameters()
    assert hash(CaseDesign()) == hash(CaseDesign())


def test_nobody_begins_nothing_is_recorded() -> None:
    silent = ExchangeParameters(hawkes=HawkesParameters(mu=[0, 0], alpha=np.zeros((2, 2)), beta=1))
    design = CaseDesign(routine=None, first_contact=None)
    case = simulate_case(design=design, parameters=BehaviourParameters(exchange=silent))
    assert len(case.interactions) == 0
    assert case.measures == ()
    assert from_json(to_json(case)) == case
    assert len(simulate_cohort(0)) == 0


def test_replies_answer_the_other_side_in_time() -> None:
    table = simulate_cohort(100, seed=5).table
    answers = np.flatnonzero(table.reply_to >= 0)
    parent = table.reply_row[answers]
    assert len(answers) > 300
    assert (parent < answers).all()
    assert (parent >= 0).all()
    assert (table.sender[parent] != table.sender[answers]).all()
    live = np.array(
        [CHANNELS[c].live for c in ("video_call", "phone", "instant_messaging", "email")]
    )
    # Nobody answers talk that took place; a call that nobody took may be answered.
    assert np.isnan(table.duration[parent][live[table.channel[parent]]]).all()


def test_sessions_keep_their_day_and_hour() -> None:
    routine = SessionRoutine(jitter_minutes=0, cancelled=0.3, after_days=10)
    quiet = ExchangeParameters(hawkes=HawkesParameters(mu=[0, 0], alpha=np.zeros((2, 2)), beta=1))
    design = CaseDesign(routine=routine, first_contact=None, start=datetime(2024, 2, 7, 15, 0))
    cohort = simulate_cohort(
        80,
        design=design,
        parameters=BehaviourParameters(exchange=quiet, drop_out=DropOutParameters(rate=0)),
        seed=2,
    )
    days, hours, counts = set(), set(), []
    for case in cohort:
        slots = {(row.time.weekday(), row.time.hour, row.time.minute) for row in case.interactions}  # type: ignore[union-attr]  # a datetime
        assert len(slots) <= 1
        days |= {slot[0] for slot in slots}
        hours |= {slot[1] for slot in slots}
        counts.append(len(case.interactions))
        assert all(row.channel == "video_call" for row in case.interactions)
        assert all(row.time >= design.start + timedelta(days=10) for row in case.interactions)  # type: ignore[operator]  # datetimes
        closing = [row.purposes == ("closing",) for row in case.interactions]
        assert sum(closing) == 1
        assert closing[-1]
    assert days == {0, 1, 2, 3, 4}
    assert hours <= set(routine.hours)
    assert len(hours) > 4
    assert abs(np.mean(counts) - 0.7 * 74 / 7) < 0.6


def test_a_case_is_cut_off_at_its_last_contact_that_is_kept() -> None:
    most = 30
    design = CaseDesign(most_contacts=most, ratings=())
    stay = BehaviourParameters(drop_out=DropOutParameters(rate=0))
    cohort = simulate_cohort(60, design=design, parameters=stay, seed=1)
    whole = simulate_cohort(60, parameters=stay, seed=1)
    lengths = {len(case.interactions) for case in whole}
    assert {most, most + 1} <= lengths
    for case, other in zip(cohort, whole, strict=True):
        assert [row.time for row in case.interactions] == [
            row.time for row in other.interactions[:most]
        ]
        if len(other.interactions) > most:
            assert case.observed_until == case.interactions[-1].time
        else:
            assert case.observed_until == other.observed_until


def test_who_left_before_the_cut_is_observed_to_the_end() -> None:
    design = CaseDesign(most_contacts=20)
    leave = BehaviourParameters(drop_out=DropOutParameters(rate=0.2, coverage=0))
    end = design.start + timedelta(days=design.days)
    for case in simulate_cohort(30, design=design, parameters=leave, seed=1):
        if len(case.interactions) < 20:
            assert case.observed_until == end


def test_contents_and_purposes_are_those_of_the_design() -> None:
    design = CaseDesign(
        contents={"email": {"document": 1}},
        routine=None,
        phases=[
            PurposePhase(until=0.5, contacts={"inquiry": 1}),
            PurposePhase(until=1, contacts={"homework": 1}),
        ],
    )
    kept = BehaviourParameters(talk=TalkParameters(kept=0), drop_out=DropOutParameters(rate=0))
    cohort = simulate_cohort(30, design=design, parameters=kept, seed=3)
    half = design.start + timedelta(days=design.days / 2)
    seen = set()
    for case in cohort:
        for row in case.interactions:
            assert row.purposes == (("inquiry",) if row.time < half else ("homework",))  # type: ignore[operator]  # datetimes
            if row.channel == "email":
                assert row.content == "document"
            seen.add((row.channel, str(row.content)))
    assert ("instant_messaging", "text") in seen
    assert ("phone", "attempt") in seen
    assert ("phone", "live_talk") in seen


def test_other_tools_take_a_simulated_case() -> None:
    eco = Ecosystem(simulate_case(seed=2))
    assert len(check(eco, theories=THEORIES[0]).claims) > 5
    assert 0.4 < formation(eco).final[0] < 1
    assert len(ruptures(Ecosystem(simulate_cohort(40, seed=2)))) > 5


WRONG_DESIGNS: list[tuple[dict[str, Any], str]] = [
    ({"days": 0}, "days"),
    ({"days": float("nan")}, "days"),
    ({"elements": ()}, "elements"),
    ({"channels": (), "routine": None}, "channels"),
    ({"most_contacts": -1}, "most_contacts"),
    ({"most_contacts": 2.5}, "most_contacts"),
    ({"phases": ()}, "phases"),
    ({"phases": [PurposePhase(until=0.5, contacts={"inquiry": 1})]}, "phases"),
    ({"phases": [PurposePhase(until=1, contacts={"inqiry": 1})]}, "inquiry"),
    ({"routine": SessionRoutine(channel="fax")}, "sessions"),
    ({"contents": {"email": {"smell": 1}}}, "content"),
    ({"first_contact": "observer"}, "first_contact"),
    ({"therapist": Actor(id="T", role="therapist", repertoire=["fax"])}, "repertoire"),
    ({"patient": Actor(id="T", role="patient")}, "actors"),
    ({"patient": Actor(id="P", role="other")}, "patient"),
    ({"purposes": ()}, "purpose"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG_DESIGNS)
def test_an_impossible_design_is_told(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(FaultGroup) as caught:
        CaseDesign(**wrong)
    assert told in str(caught.value)


def test_all_faults_of_a_design_are_told_at_once() -> None:
    with pytest.raises(FaultGroup) as caught:
        CaseDesign(
            days=-1,
            elements=(),
            therapist=Actor(id="T", role="therapist", repertoire=["phone"]),
            patient=Actor(id="P", role="patient", repertoire=["email"]),
        )
    told = str(caught.value)
    assert all(word in told for word in ("days", "elements", "that both have", "sessions"))


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: ChoiceParameters(habit=float("nan")), "habit"),
        (lambda: ChoiceParameters(preference={"email": float("inf")}), "preference"),
        (lambda: TalkParameters(missed=1.2), "missed"),
        (lambda: BreachParameters(days=0), "days"),
        (lambda: DropOutParameters(rate=-0.1), "rate"),
        (lambda: RatingParameters(inertia=1), "inertia"),
        (lambda: RatingParameters(bias={"observer": 0}), "bias"),
        (lambda: RatingSchedule(raters=()), "raters"),
        (lambda: RatingSchedule(raters=("patient", "patient")), "raters"),
        (lambda: RatingSchedule(low=3, high=3), "high"),
        (lambda: SessionRoutine(every_days=0), "every_days"),
        (lambda: SessionRoutine(weekdays=(7,)), "weekdays"),
        (lambda: SessionRoutine(hours=()), "hours"),
        (lambda: PurposePhase(until=1, contacts={}), "contacts"),
        (lambda: PurposePhase(until=1, contacts={"inquiry": -1}), "contacts"),
        (
            lambda: ExchangeParameters(hawkes=HawkesParameters(mu=[1], alpha=[[0]], beta=1)),
            "hawkes",
        ),
        (lambda: CaseDesign(start=3.0), "start"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: simulate_cohort(-1), "n"),
        (lambda: simulate_cohort(True), "n"),
        (lambda: simulate_case(seed=-1), "seed"),
        (lambda: simulate_case(seed=0.5), "seed"),  # type: ignore[arg-type]  # wrong on purpose
    ],
)
def test_a_setting_out_of_its_range_is_told(make: Any, place: str) -> None:
    with pytest.raises(InvalidCaseError, match=place):
        make()


def test_parameters_must_fit_the_design() -> None:
    wrong = BehaviourParameters(
        choice=ChoiceParameters(preference={"vidoe_call": 1, "sms": 1}),
        formation=FormationParameters(rates={"shcedule": 0.2, "place": 0.1}),
    )
    with pytest.raises(FaultGroup) as caught:
        simulate_case(parameters=wrong)
    assert len(caught.value.exceptions) == 2
    assert "video_call" in str(caught.value)
