"""Crossings: the terms say outside, people say crossing or violation, and neither guesses."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given

from mediaeco.analysis import JUDGEMENTS, boundary_crossings, boundary_load, frame_lifecycle
from mediaeco.catalog import CHANNELS, ELEMENTS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import ActKind, Actor, BoundaryKind, Case, FrameAct, Interaction, Role
from mediaeco.testing import cases, cohorts, ecosystems, swap_roles

lively = ecosystems(min_contacts=6, max_contacts=16, min_elements=2, legal=True)


@given(lively | ecosystems(max_contacts=16, views=True))
def test_agrees_with_the_slow_reference(eco: Ecosystem) -> None:
    told = boundary_crossings(eco)
    outside = boundary_load(eco).outside
    rows = tuple(eco.case.interactions)
    kinds = ["" if row.boundary is None else str(row.boundary) for row in rows]
    expected = [i for i in range(len(rows)) if outside[i] or kinds[i]]
    assert told.row.tolist() == expected
    assert [JUDGEMENTS[code] for code in told.judged] == [kinds[i] for i in expected]
    assert told.outside.tolist() == [outside[i] for i in expected]
    people = [eco.case.therapist.id, eco.case.patient.id]
    for s, person in enumerate(people):
        for c, channel in enumerate(eco.channels):
            for out in (0, 1):
                for k, kind in enumerate(JUDGEMENTS):
                    assert told.counts[0, s, c, out, k] == sum(
                        row.sender == person
                        and row.channel == channel.id
                        and outside[i] == out
                        and kinds[i] == kind
                        for i, row in enumerate(rows)
                    )
    judged = [bool(kinds[i]) for i in range(len(rows)) if outside[i]]
    if judged:
        assert told.judged_share[0] == pytest.approx(np.mean(judged))
    else:
        assert np.isnan(told.judged_share[0])


@given(lively)
def test_a_violation_is_never_inferred(eco: Ecosystem) -> None:
    """Without judgements nothing is judged, and what lies outside stays as it was."""
    table = eco.table
    bare = attrs.evolve(
        eco.case, interactions=attrs.evolve(table, boundary=np.full(len(table), -1, dtype=np.int8))
    )
    told, silent = boundary_crossings(eco), boundary_crossings(Ecosystem(bare))
    assert not silent.judged.any()
    assert silent.row.tolist() == told.row[told.outside].tolist()
    np.testing.assert_array_equal(silent.counts.sum(axis=-1), told.counts.sum(axis=-1))
    np.testing.assert_array_equal(silent.breaches.sum(axis=-1), told.breaches.sum(axis=-1))
    assert (told.judged > 0).sum() == (table.boundary >= 0).sum()


@given(ecosystems(min_contacts=6, max_contacts=16, min_elements=2))
def test_breaches_are_told_by_their_element(eco: Ecosystem) -> None:
    """Only a breach of what was agreed is one; acts that the lifecycle forbids breach nothing."""
    told, life = boundary_crossings(eco), frame_lifecycle(eco)
    broken: dict[int, list[int]] = {}
    for k in range(len(life.row)):
        if life.legal[k] and life.kind[k] == list(ActKind).index(ActKind.BREACH):
            broken.setdefault(int(life.row[k]), []).append(int(life.element[k]))
    for k, row in enumerate(told.row.tolist()):
        assert told.element[k] == broken.get(row, [-1])[0]
    assert told.breaches.sum() == sum(map(len, broken.values()))


@given(cases(min_contacts=4, max_contacts=14))
def test_swapping_the_roles_swaps_the_sides(case: Case) -> None:
    told, swapped = (boundary_crossings(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(told.counts, swapped.counts[:, ::-1])
    np.testing.assert_array_equal(told.row, swapped.row)


@given(cohorts(max_contacts=8))
def test_every_contact_of_both_sides_is_counted_once(cohort: object) -> None:
    eco = Ecosystem(cohort)  # type: ignore[arg-type]  # drawn as a cohort
    told = boundary_crossings(eco)
    assert told.counts.sum() == (eco.table.sender < 2).sum()
    assert told.to_frame().rows == len(told)


# Stories ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("judged", [None, *BoundaryKind])
def test_a_night_message_is_what_people_judge_it_to_be(judged: BoundaryKind | None) -> None:
    rules = [FrameAct("contact_rules", ActKind.PROPOSE), FrameAct("contact_rules", "accept", "P")]
    case = Case(
        id="night",
        actors=[Actor(id="T", role=Role.THERAPIST), Actor(id="P", role=Role.PATIENT)],
        channels=CHANNELS.pick("email", "instant_messaging"),
        elements=[attrs.evolve(ELEMENTS["contact_rules"], channels=("email",))],
        interactions=[
            Interaction(time=0.0, sender="T", receivers=["P"], channel="email", acts=rules),
            Interaction(
                time=60.0,
                sender="P",
                receivers=["T"],
                channel="instant_messaging",
                boundary=judged,
                acts=[FrameAct("contact_rules", ActKind.BREACH)],
            ),
        ],
    )
    told = boundary_crossings(Ecosystem(case))
    frame = told.to_frame()
    assert frame["n"].tolist() == [1]
    assert frame["judged"].tolist() == [judged or ""]
    assert frame["breached"].tolist() == ["contact_rules"]
    assert told.judged_share[0] == (judged is not None)
    assert told.breaches[0, 0].tolist() == [
        int((judged or "") == name) for name in ("", "crossing", "violation")
    ]
