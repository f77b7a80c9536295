"""What the parts of a case demand of their fields."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.model import (
    ActKind,
    Actor,
    CapabilityProfile,
    Channel,
    Citation,
    Clock,
    Condition,
    ContactHours,
    ContentKind,
    Finding,
    FindingKind,
    FrameAct,
    FrameElement,
    Measure,
    Origin,
    PriorUse,
    Provenance,
    Purpose,
    Role,
    RuptureKind,
    Stage,
    StageModel,
    StageVariable,
    Transition,
)

FLAT = CapabilityProfile(
    velocity=0, parallelism=0.25, symbols=0.5, rehearsability=0.75, reprocessability=1
)


def profile(**more: Any) -> CapabilityProfile:
    return attrs.evolve(FLAT, **more)


def rating(**more: Any) -> Measure:
    told: dict[str, Any] = {
        "instrument": "WAI-SR",
        "rater": "P",
        "time": 0,
        "value": 3,
        "low": 1,
        "high": 5,
    }
    return Measure(**(told | more))


def model(*ids: str, transitions: tuple[Transition, ...] = (), **more: Any) -> StageModel:
    return StageModel(
        id="two", stages=[Stage(id=name) for name in ids], transitions=transitions, **more
    )


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("Actor.id", lambda: Actor(id="", role=Role.OTHER)),
    ("Actor.id", lambda: Actor(id="T ", role=Role.OTHER)),
    ("Role", lambda: Actor(id="T", role="terapist")),
    ("PriorUse.count", lambda: PriorUse("email", -1)),
    ("PriorUse.count", lambda: PriorUse("email", math.nan)),
    ("PriorUse.count", lambda: PriorUse("email", math.inf)),
    ("PriorUse.channel", lambda: PriorUse("", 1)),
    ("CapabilityProfile.velocity", lambda: profile(velocity=1.01)),
    ("CapabilityProfile.symbols", lambda: profile(symbols=-0.01)),
    ("CapabilityProfile.parallelism", lambda: profile(parallelism=math.nan)),
    ("Channel.id", lambda: Channel(id=" email", capability=FLAT)),
    ("Provenance", lambda: Channel(id="e", capability=FLAT, provenance="guess")),
    ("ContactHours.start", lambda: ContactHours(-1, 5)),
    ("ContactHours.end", lambda: ContactHours(9, 24.5)),
    ("ContactHours.days", lambda: ContactHours(9, 17, days=())),
    ("ContactHours.days", lambda: ContactHours(9, 17, days=(0, 0))),
    ("ContactHours.days", lambda: ContactHours(9, 17, days=(7,))),
    ("FrameElement.weight", lambda: FrameElement(id="fee", weight=0)),
    ("FrameElement.weight", lambda: FrameElement(id="fee", weight=math.inf)),
    ("FrameElement.need", lambda: FrameElement(id="fee", need=1.5)),
    ("FrameElement.id", lambda: FrameElement(id="")),
    ("Purpose.need", lambda: Purpose(id="payment", need=-0.1)),
    ("FrameAct.element", lambda: FrameAct("", ActKind.PROPOSE)),
    ("Citation.key", lambda: Citation(key="", text="A text.")),
    ("FindingKind", lambda: Finding(kind="odd", text="odd")),
    ("Measure.high", lambda: rating(high=1)),
    ("Measure.value", lambda: rating(value=5.5)),
    ("Measure.value", lambda: rating(value=math.nan)),
    ("Measure.low", lambda: rating(low=-math.inf)),
    ("Measure.time", lambda: rating(time=math.nan)),
    ("Measure.rater", lambda: rating(rater="")),
    ("Measure.instrument", lambda: rating(instrument="")),
    ("Stage.id", lambda: Stage(id="")),
    ("StageVariable", lambda: Condition("mood", 1)),
    ("StageModel.stages", lambda: model()),
    ("StageModel.stages", lambda: model("one", "one")),
    ("StageModel.held_coverage", lambda: model("one", held_coverage=2)),
    (
        "StageModel.transitions",
        lambda: model("one", transitions=(Transition(target="one"),) * 63),
    ),
]


@pytest.mark.parametrize(("path", "make"), REFUSED)
def test_what_cannot_be_is_refused_with_its_place(path: str, make: Callable[[], object]) -> None:
    with pytest.raises(InvalidCaseError) as told:
        make()
    assert told.value.path == path
    assert str(told.value).startswith(f"{path}: expected ")


def test_a_transition_names_stages_of_its_model() -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'framing'"):
        model("framing", transitions=(Transition(target="framin"),))
    with pytest.raises(UnknownTermError):
        model("framing", transitions=(Transition(target="framing", sources=("pre",)),))


def test_numbers_at_the_ends_are_allowed() -> None:
    assert profile(velocity=1, parallelism=0).velocity == 1.0
    assert ContactHours(0, 24).days == tuple(range(7))
    assert ContactHours(22, 6).start > ContactHours(22, 6).end
    assert rating(value=1).share == 0
    assert rating(value=5).share == 1
    assert rating(value=2).share == 0.25


def test_names_for_people_are_made_from_ids_where_none_are_given() -> None:
    assert Channel(id="video_call", capability=FLAT).name == "video call"
    assert Channel(id="im", label="instant messaging", capability=FLAT).name == "instant messaging"
    assert FrameElement(id="emergency_plan").name == "emergency plan"
    assert Purpose(id="small_talk").name == "small talk"
    assert Stage(id="first_contact").name == "first contact"


def test_lists_become_tuples_and_words_become_kinds() -> None:
    actor = Actor(id="T", role="therapist", repertoire=["email"], prior=[PriorUse("email", 2)])
    assert actor.role is Role.THERAPIST
    assert actor.repertoire == ("email",)
    assert actor.prior_counts == {"email": 2.0}
    hash(actor)


@pytest.mark.parametrize(
    "value",
    [
        Actor(id="T", role=Role.THERAPIST),
        FLAT,
        Channel(id="email", capability=FLAT),
        FrameElement(id="fee"),
        Purpose(id="payment"),
        FrameAct("fee", ActKind.PROPOSE),
        ContactHours(9, 17),
        Citation(key="a2001", text="A."),
        Finding(kind=FindingKind.SKIPPED, text="one row"),
        Stage(id="pre"),
        Condition(StageVariable.SILENCE, 3),
        PriorUse("email", 1),
    ],
)
def test_parts_are_frozen_and_have_a_hash(value: Any) -> None:
    name = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, name, None)
    assert hash(value) == hash(attrs.evolve(value))
    assert value == attrs.evolve(value)


@pytest.mark.parametrize(
    "vocabulary",
    [ActKind, Clock, ContentKind, FindingKind, Origin, Provenance, Role, RuptureKind],
)
def test_closed_vocabularies_know_their_words_and_no_others(vocabulary: Any) -> None:
    for member in vocabulary:
        assert vocabulary(str(member)) is member
    with pytest.raises(InvalidCaseError) as told:
        vocabulary("what a patient wrote in confidence")
    assert "confidence" not in str(told.value)
    assert told.value.path == vocabulary.__name__
    with pytest.raises(InvalidCaseError):
        vocabulary(3)
