"""What is left when nothing can be left out: the empty, the simplest, a story."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import Phase, find, settings
from hypothesis.strategies import SearchStrategy

from mediaeco.analysis import AppropriationParameters, fallback, frame_lifecycle, is_session
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    ActKind,
    Actor,
    BoundaryKind,
    Case,
    ContentKind,
    ControlCode,
    FrameAct,
    Interaction,
    MoveKind,
    Role,
    RuptureKind,
)
from mediaeco.model.clock import micros_of
from mediaeco.testing import (
    actors,
    appropriation_parameters,
    capability_profiles,
    cases,
    categories,
    channels,
    codings,
    cohorts,
    contact_hours,
    ecosystems,
    formation_parameters,
    frame_acts,
    frame_elements,
    interactions,
    measures,
    projects,
    propositions,
    purposes,
    rated_cases,
    reliability_data,
    stage_models,
    state_sequences,
    theories,
    theory_graphs,
)

# What everybody can draw, and what the least of it is.
LEAST: dict[str, tuple[SearchStrategy[Any], Callable[[Any], object]]] = {
    "actors": (actors(), lambda it: (it.role, it.repertoire, it.prior) == (Role.THERAPIST, (), ())),
    "propositions": (
        propositions(),
        lambda it: it.statement == "A case has contacts >= 0.",
    ),
    "theories": (
        theories(),
        lambda it: it.id == "founding_study",
    ),
    "appropriation_parameters": (
        appropriation_parameters(),
        lambda it: it == AppropriationParameters(),
    ),
    "capability_profiles": (capability_profiles(), lambda it: set(attrs.astuple(it)) == {0.0}),
    "cases": (cases(), lambda it: it.story() == repr(it)),
    "categories": (categories(), lambda it: (it.kind, it.codes, it.citations) == (None, (), ())),
    "channels": (channels(), lambda it: it.id == "instant_messaging"),
    "codings": (codings(), lambda it: (it.codes, it.segments, it.memos) == ((), (), ())),
    "cohorts": (cohorts(), lambda it: len(it) == 0),
    "contact_hours": (contact_hours(), lambda it: (it.start, it.end, it.days) == (0, 0, (0,))),
    "ecosystems": (ecosystems(views=True), lambda it: len(it) == 0),
    "formation_parameters": (
        formation_parameters(),
        lambda it: (it.rate, it.primacy, it.exposure) == (0.3, 1, 0),
    ),
    "frame_acts": (frame_acts(), lambda it: it == ()),
    "frame_elements": (frame_elements(terms=True), lambda it: it.hours is None),
    "interactions": (interactions(), lambda it: it == ()),
    "measures": (measures(), lambda it: it == ()),
    "projects": (projects(), lambda it: (it.coding.codes, it.cases, it.values) == ((), (), ())),
    "purposes": (purposes(), lambda it: it.id),
    "rated_cases": (rated_cases(), lambda it: it.story() == repr(it)),
    "reliability_data": (reliability_data(), lambda it: it.shape == (1, 0)),
    "stage_models": (stage_models(), lambda it: (len(it.stages), it.transitions) == (1, ())),
    "state_sequences": (state_sequences(), lambda it: len(it) == 0),
    "theory_graphs": (theory_graphs(), lambda it: (it.categories, it.edges) == ((), ())),
}


@pytest.mark.parametrize("name", LEAST)
def test_the_least_is_the_empty_or_the_simplest(name: str) -> None:
    strategy, is_least = LEAST[name]
    assert is_least(find(strategy, lambda _: True, settings=ALONE))


# What another story was found by is no help here.
ALONE = settings(max_examples=5000, database=None)
WROTE = "  n=0  day 0.0  therapist -> patient  instant_messaging"
STORIES: dict[str, tuple[Callable[[Case], Any], str]] = {
    "a contact": (lambda case: len(case.table), WROTE),
    "a rating": (
        lambda case: case.measures,
        "  rating  some day  patient: alliance, WAI-SR total 1 (1 to 5)",
    ),
    "a rupture": (
        lambda case: any(row.rupture for row in case.interactions),
        f"{WROTE}  rupture: withdrawal",
    ),
    "a control code": (
        lambda case: any(row.control for row in case.interactions),
        f"{WROTE}  one-up",
    ),
    "a violation": (
        lambda case: any(row.boundary is BoundaryKind.VIOLATION for row in case.interactions),
        f"{WROTE}  boundary violation",
    ),
    "a session": (
        lambda case: is_session(Ecosystem(case)).any(),
        "  n=0  day 0.0  therapist -> patient  video_call",
    ),
    "an answer": (
        lambda case: any(row.reply_to for row in case.interactions),
        "  n=0  day 0.0      therapist -> patient  instant_messaging\n"
        "  n=1  day 0.04167  therapist -> patient  instant_messaging  answers n=0",
    ),
    "a long silence": (
        lambda case: (np.diff(case.table.t) > 40).any(),
        "  n=0  day 0.0   therapist -> patient  instant_messaging\n"
        "  n=1  day 45.0  therapist -> patient  instant_messaging",
    ),
}


@pytest.mark.parametrize("what", STORIES)
def test_a_case_shrinks_to_the_story_that_matters(what: str) -> None:
    holds, told = STORIES[what]
    found = find(cases(legal=True), lambda case: bool(holds(case)), settings=ALONE)
    first, *lines = found.story().splitlines()
    assert first.startswith("<Case 'door'")
    assert "\n".join(lines) == told


def test_a_breach_shrinks_to_an_agreement_that_does_not_last() -> None:
    """Three acts and nothing else, in two contacts or in three."""
    found = find(
        cases(),
        lambda case: bool((frame_lifecycle(Ecosystem(case)).after == 2).any()),
        settings=ALONE,
    )
    assert [act.kind for row in found.interactions for act in row.acts] == [
        ActKind.PROPOSE,
        ActKind.ACCEPT,
        ActKind.BREACH,
    ]
    head, *lines = found.story().splitlines()
    assert head.endswith("1 channel, 1 frame element>")
    for line in lines:
        assert re.fullmatch(
            r"  n=\d  day [\d.]+ +(therapist|patient) -> (therapist|patient)  instant_messaging"
            r"(  ((therapist|patient) )?(proposes|accepts|breaches) schedule)+",
            line,
        )


# Any witness will do; making it small takes time.
ANY = settings(max_examples=4000, phases=[Phase.generate], database=None)
ROW_WITNESSES: dict[str, Callable[[Interaction], Any]] = {
    **{f"content {kind}": lambda row, kind=kind: row.content is kind for kind in ContentKind},  # type: ignore[misc]  # mypy cannot see what a default binds
    **{f"rupture {kind}": lambda row, kind=kind: row.rupture is kind for kind in RuptureKind},  # type: ignore[misc]  # mypy cannot see what a default binds
    **{f"repair {kind}": lambda row, kind=kind: row.repair is kind for kind in RuptureKind},  # type: ignore[misc]  # mypy cannot see what a default binds
    **{f"control {kind}": lambda row, kind=kind: row.control is kind for kind in ControlCode},  # type: ignore[misc]  # mypy cannot see what a default binds
    **{f"boundary {kind}": lambda row, kind=kind: row.boundary is kind for kind in BoundaryKind},  # type: ignore[misc]  # mypy cannot see what a default binds
    **{
        f"move {kind}": lambda row, kind=kind: kind in [move.kind for move in row.moves]  # type: ignore[misc]  # mypy cannot see what a default binds
        for kind in MoveKind
    },
    "an ironic move upon another channel": lambda row: any(
        move.other and move.faithful is False for move in row.moves
    ),
    "two acts in one contact": lambda row: len(row.acts) == 2,
    "an act of the receiver": lambda row: any(act.actor for act in row.acts),
    "codes": lambda row: len(row.codes) > 1,
    "an observer's report": lambda row: row.reported_by == "supervisor",
    "several receivers": lambda row: len(row.receivers) > 1,
}
CASE_WITNESSES: dict[str, Callable[[Case], Any]] = {
    "therapist and patient on one subscale": lambda case: any(
        {m.rater for m in case.measures if m.scale == scale} >= {"T", "P"}
        for scale in ("bond", "task", "goal")
    ),
    "three ratings of the patient's": lambda case: sum(m.rater == "P" for m in case.measures) > 2,
    "a rating about a channel": lambda case: any(m.about for m in case.measures),
    "outcome": lambda case: any(m.construct == "outcome" for m in case.measures),
    "a rating just after a contact": lambda case: any(
        micros_of(m.time) - 1 in case.table.time for m in case.measures
    ),
    "a rating between contacts": lambda case: any(
        (case.table.time != micros_of(m.time)).all() for m in case.measures
    ),
    "prior use": lambda case: any(actor.prior for actor in case.actors),
    "hours": lambda case: any(element.hours for element in case.elements),
    "settings": lambda case: case.settings,
    "a fallback": lambda case: len(fallback(Ecosystem(case)).to_frame()) > 0,
    "an end after silence": lambda case: case.observed_until is not None and len(case.table),
}


@pytest.mark.parametrize("what", ROW_WITNESSES)
def test_all_that_can_be_told_of_a_contact_is_drawn(what: str) -> None:
    holds = ROW_WITNESSES[what]
    find(cases(), lambda case: any(map(holds, case.interactions)), settings=ANY)


@pytest.mark.parametrize("what", CASE_WITNESSES)
def test_all_that_can_be_told_of_a_case_is_drawn(what: str) -> None:
    find(cases(), lambda case: bool(CASE_WITNESSES[what](case)), settings=ANY)


def test_parts_are_composed_with_what_is_asked_for() -> None:
    people = (Actor(id="T", role="therapist"), Actor(id="P", role="patient"))
    rows = find(
        interactions(actors=people, min_size=1, max_size=1, legal=True),
        lambda rows: bool(rows[0].acts),
    )
    assert rows[0].acts == (FrameAct("schedule", "propose"),) or rows[0].acts[0].actor == "P"
