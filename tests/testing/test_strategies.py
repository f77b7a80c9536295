from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings

from mediaeco.analysis import AppropriationParameters, findings, frame_lifecycle, is_session
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import (
    Actor,
    Case,
    Channel,
    Clock,
    Cohort,
    FindingKind,
    FrameAct,
    FrameElement,
    Interaction,
    Purpose,
    Role,
)
from mediaeco.testing import (
    STARTS,
    actors,
    appropriation_parameters,
    cases,
    channels,
    cohorts,
    ecosystems,
    frame_acts,
    frame_elements,
    interactions,
    purposes,
)


def test_cases_shrink_to_the_one_contact_that_matters() -> None:
    case = find(cases(), lambda case: any(row.purposes for row in case.interactions))
    (row,) = case.interactions
    assert row == Interaction(
        time=0,
        sender="T",
        receivers=("P",),
        channel="instant_messaging",
        purposes=(case.purposes[0].id,),
    )


@given(cases(min_contacts=2, max_contacts=5))
def test_cases_keep_their_bounds(case: Case) -> None:
    assert 2 <= len(case.interactions) <= 5


@given(cohorts(min_cases=1, max_cases=2, max_contacts=3))
def test_cohorts_keep_their_bounds(cohort: Cohort) -> None:
    assert 1 <= len(cohort) <= 2
    assert all(len(case.interactions) <= 3 for case in cohort)


@given(ecosystems(ratings=(2, 3)), cohorts(min_contacts=1, max_contacts=2, ratings=(0, 1)))
def test_every_keyword_bounds_what_it_says(eco: Ecosystem, cohort: Cohort) -> None:
    assert 2 <= len(eco.case.measures) <= 3
    for case in cohort:
        assert 1 <= len(case.interactions) <= 2
        assert len(case.measures) <= 1


@given(cases(min_elements=4, max_contacts=1), cases(min_elements=1, max_contacts=1))
def test_a_case_has_its_elements(four: Case, one: Case) -> None:
    assert len(four.elements) == 4
    assert 1 <= len(one.elements) <= 4


ALMOST_NOTHING = appropriation_parameters(breadth=0, initiative=0, transformation=0, embedding=0)


@given(ALMOST_NOTHING)
def test_some_weight_is_left(parameters: AppropriationParameters) -> None:
    assert parameters.regularity > 0


def test_there_are_names_for_any_number_of_cases() -> None:
    cohort = find(cohorts(min_cases=9, max_cases=9), lambda _: True)
    assert cohort.heads[0].id == "door"
    assert cohort.heads[7].id == "door-2"


@given(interactions(min_size=1, max_size=4))
def test_interactions_keep_their_bounds_and_order(rows: tuple[Interaction, ...]) -> None:
    assert 1 <= len(rows) <= 4
    times = [row.time for row in rows]
    assert times == sorted(times)


@given(cases(legal=True))
def test_legal_cases_have_no_findings(case: Case) -> None:
    assert findings(Ecosystem(case)) == ()


@given(frame_acts(min_size=1))
def test_legal_acts_live_by_the_rules(acts: tuple[FrameAct, ...]) -> None:
    assert bool(frame_lifecycle(_one_act_a_contact(acts)).legal.all())


def test_illegal_acts_come_on_request() -> None:
    acts = find(
        frame_acts(legal=False),
        lambda acts: not frame_lifecycle(_one_act_a_contact(acts)).legal.all(),
        settings=ANY,
    )
    assert len(acts) > 0


def _one_act_a_contact(acts: tuple[FrameAct, ...]) -> Ecosystem:
    people = (Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT))
    channel = CHANNELS["email"]
    elements = {act.element for act in acts}
    rows = [
        Interaction(time=i, sender="T", receivers=["P"], channel=channel.id, acts=[act])
        for i, act in enumerate(acts)
    ]
    return Ecosystem(
        Case(
            id="agreement",
            actors=people,
            channels=[channel],
            elements=[FrameElement(id=name) for name in sorted(elements)],
            interactions=rows,
        )
    )


# Any witness will do; making it small takes time.
ANY = settings(max_examples=3000, phases=[Phase.generate])

WITNESSES: dict[str, Callable[[Ecosystem], Any]] = {
    "an agreement": lambda eco: (frame_lifecycle(eco).agreed_row >= 0).any(),
    "a breach": lambda eco: (frame_lifecycle(eco).after == 2).any(),
    "three sessions": lambda eco: is_session(eco).sum() >= 3,
    "an observer": lambda eco: any(a.role is Role.OBSERVER for a in eco.case.actors),
    "a relative who writes": lambda eco: (eco.table.sender > 1).any(),
    "an early reply": lambda eco: any(f.kind is FindingKind.EARLY_REPLY for f in findings(eco)),
    "contacts at one moment": lambda eco: (eco.table.time[1:] == eco.table.time[:-1]).any(),
    "a mark": lambda eco: eco.table.labels,
    "named rows": lambda eco: eco.table.ids is not None,
    "unknown durations": lambda eco: (eco.table.duration != eco.table.duration).any(),
    "a rating": lambda eco: eco.case.measures,
    "no elements": lambda eco: len(eco.table) and not eco.elements,
    "no purposes": lambda eco: len(eco.table) and not eco.purposes,
    "two zones": lambda eco: len(set(eco.table.utc_offset.tolist())) > 1,
    "more than a hundred days": lambda eco: len(eco.table) and eco.table.t[-1] > 100,
}


@pytest.mark.parametrize("what", WITNESSES)
def test_cases_come_in_all_kinds(what: str) -> None:
    find(ecosystems(), lambda eco: bool(WITNESSES[what](eco)), settings=ANY)


@pytest.mark.parametrize("clock", Clock)
def test_cases_are_told_by_every_clock(clock: Clock) -> None:
    start = next(start for start in STARTS if start.clock is clock)
    assert find(cases(start=start), lambda _: True, settings=ANY).clock is clock


@given(
    actors(role="patient"),
    channels(shipped=False),
    frame_elements(terms=True),
    purposes(),
)
def test_parts_are_what_they_are_called(
    patient: Actor, channel: Channel, element: FrameElement, purpose: Purpose
) -> None:
    assert (patient.id, patient.role) == ("P", Role.PATIENT)
    assert channel.id
    assert element.weight > 0
    assert 0 <= purpose.need <= 1


def test_importing_the_library_does_not_load_hypothesis() -> None:
    code = "import sys, mediaeco.analysis; sys.exit('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own interpreter
