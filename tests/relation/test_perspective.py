"""Gaps between observers."""

from __future__ import annotations

from itertools import product

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats
from mediaeco.model import Actor, Case, Cohort, Measure
from mediaeco.model.clock import micros_of
from mediaeco.relation import meta_communication, perspective_gap
from mediaeco.testing import ecosystems, rated_cases, shift_time, swap_roles

HOURS = st.sampled_from((0.0, 1.0, 48.0, 10_000.0))


def matched_by_hand(case: Case, hours: float) -> list[tuple[float, float]]:
    """Match each therapist's rating with the patient's that is nearest, if that is mutual."""

    def side(code: int) -> list[Measure]:
        found = [m for m in case.measures if m.rater == case.actors[code].id]
        found = [m for m in found if m.construct == "alliance"]
        return sorted(found, key=lambda m: micros_of(m.time))

    def like(a: Measure, b: Measure) -> bool:
        names = ("instrument", "scale", "about", "low", "high")
        return all(getattr(a, name) == getattr(b, name) for name in names)

    def apart(a: Measure, b: Measure) -> int:
        return abs(micros_of(a.time) - micros_of(b.time))

    pairs = []
    ours, theirs = side(0), side(1)
    for a in ours:
        options = [b for b in theirs if like(a, b)]
        if not options:
            continue
        b = min(options, key=lambda b: apart(a, b))
        back = min((c for c in ours if like(c, b)), key=lambda c: apart(c, b))
        if back is a and apart(a, b) <= hours * 3.6e9:
            pairs.append((a.value, b.value))
    return pairs


@given(rated_cases(max_ratings=12), HOURS)
def test_agrees_with_the_slow_reference(case: Case, hours: float) -> None:
    gap = perspective_gap(Ecosystem(case), within_hours=hours)
    wanted = matched_by_hand(case, hours)
    assert sorted(zip(gap.first.tolist(), gap.second.tolist(), strict=True)) == sorted(wanted)
    np.testing.assert_array_equal(gap.gap, np.abs(gap.first - gap.second))
    by_either = [
        sum(m.construct == "alliance" and m.rater == case.actors[k].id for m in case.measures)
        for k in (0, 1)
    ]
    assert gap.unmatched.tolist() == [n - len(wanted) for n in by_either]


@given(rated_cases(max_ratings=12), HOURS)
def test_swapping_the_observers_turns_the_sign(case: Case, hours: float) -> None:
    eco = Ecosystem(case)
    own = perspective_gap(eco, within_hours=hours)
    other = perspective_gap(eco, observers=("patient", "therapist"), within_hours=hours)
    assert sorted(own.apart) == sorted(-other.apart)
    assert sorted(own.gap) == sorted(other.gap)
    swapped = perspective_gap(Ecosystem(swap_roles(case)), within_hours=hours)
    assert sorted(own.apart) == sorted(-swapped.apart)


@given(rated_cases(max_ratings=12))
def test_nobody_lies_apart_from_themselves(case: Case) -> None:
    gap = perspective_gap(Ecosystem(case), observers=("patient", "patient"))
    assert (gap.gap == 0).all()


@given(rated_cases(max_ratings=12))
def test_later_is_the_same(case: Case) -> None:
    own, later = (perspective_gap(Ecosystem(c)) for c in (case, shift_time(case, seconds=86_400.0)))
    np.testing.assert_array_equal(own.gap, later.gap)
    np.testing.assert_allclose(own.days, later.days)


@given(rated_cases(max_ratings=12))
def test_scaling_a_scale_scales_the_gap(case: Case) -> None:
    scaled = attrs.evolve(
        case,
        interactions=case.table,
        measures=[
            attrs.evolve(m, value=4 * m.value, low=4 * m.low, high=4 * m.high)
            for m in case.measures
        ],
        clock=case.clock,
    )
    own, other = perspective_gap(Ecosystem(case)), perspective_gap(Ecosystem(scaled))
    np.testing.assert_allclose(own.gap * 4, other.gap)


@given(ecosystems(max_contacts=10))
def test_a_measure_is_taken_once_in_either_view(eco: Ecosystem) -> None:
    def contacts(view: Ecosystem) -> list[int]:
        return [len(view)]

    gap = perspective_gap(eco, measure=contacts)
    sizes = [len(eco.seen_by(who)) for who in ("therapist", "patient")]
    assert gap.gap.tolist() == [abs(sizes[0] - sizes[1])]
    assert gap.what.tolist() == ["contacts"]
    assert np.isnan(gap.days).all()


@given(ecosystems(max_contacts=10), st.sampled_from(("therapist", "patient")))
def test_a_view_is_idempotent_and_contained_for_every_measure(eco: Ecosystem, who: str) -> None:
    view = eco.seen_by(who)
    assert view.seen_by(who).table.equals(view.table)
    assert set(view.table.n.tolist()) <= set(eco.table.n.tolist())
    own = meta_communication(view).share
    np.testing.assert_array_equal(own, meta_communication(view.seen_by(who)).share)


def test_what_is_not_defined_in_a_view_is_no_gap() -> None:
    eco = Ecosystem(rated(("T", 0.0, 4.0)))
    gap = perspective_gap(eco, measure=lambda view: meta_communication(view).share)
    assert np.isnan(gap.gap).all()
    assert gap.what.tolist() == ["measure"]


# Stories ---------------------------------------------------------------------------------------


def rated(*told: tuple[str, float, float], **more: str) -> Case:
    return Case(
        id="both-rated",
        actors=[
            Actor(id="T", role="therapist"),
            Actor(id="P", role="patient"),
            Actor(id="O", role="observer"),
        ],
        measures=[
            Measure(
                instrument="WAI-SR",
                scale=more.get("scale", "bond"),
                rater=who,
                time=day * 86_400.0,
                value=value,
                low=1,
                high=5,
            )
            for who, day, value in told
        ],
    )


def test_the_patient_rates_higher_than_the_therapist() -> None:
    case = rated(("T", 0.1, 3.0), ("P", 0.2, 4.0), ("P", 7.0, 4.5), ("T", 8.0, 3.5), ("P", 30, 5))
    gap = perspective_gap(Ecosystem(case))
    assert gap.apart.tolist() == [-1.0, -1.0]
    assert gap.unmatched.tolist() == [0, 1]
    assert gap.what.tolist() == ["WAI-SR bond"] * 2
    summary = gap.summary()
    assert summary["mean_gap"].tolist() == [1.0]
    assert summary["pairs"].tolist() == [2]
    assert gap.to_frame()["patient"].tolist() == [4.0, 4.5]


def test_an_observer_can_be_one_of_the_two() -> None:
    case = rated(("O", 0.0, 2.0), ("P", 0.0, 4.0))
    assert perspective_gap(Ecosystem(case), observers=("observer", "patient")).gap.tolist() == [2]
    assert perspective_gap(Ecosystem(case), observers=("O", "P")).gap.tolist() == [2]


def test_different_scales_are_never_matched() -> None:
    case = rated(("T", 0.0, 3.0))
    other = attrs.evolve(case.measures[0], rater="P", high=7.0)
    case = attrs.evolve(case, measures=[*case.measures, other])
    assert len(perspective_gap(Ecosystem(case))) == 0


def test_a_cohort_tells_case_by_case() -> None:
    cases = [
        attrs.evolve(rated(("T", 0.0, a), ("P", 0.0, b)), id=f"case-{k}")
        for k, (a, b) in enumerate(product((1.0, 5.0), (2.0, 4.0)))
    ]
    gap = perspective_gap(Ecosystem(Cohort(cases)))
    assert gap.case.tolist() == [0, 1, 2, 3]
    assert gap.gap.tolist() == [1, 3, 3, 1]
    assert gap.summary().rows == 4


def test_what_does_not_fit_is_told() -> None:
    eco = Ecosystem(rated(("T", 0.0, 3.0)))

    def too_many(_: Ecosystem) -> Floats:
        return np.zeros(3)

    with pytest.raises(InvalidCaseError, match="one number a case"):
        perspective_gap(eco, measure=too_many)
    with pytest.raises(InvalidCaseError, match="within_hours"):
        perspective_gap(eco, within_hours=-1)
    with pytest.raises(InvalidCaseError, match="id of an actor"):
        perspective_gap(eco, observers=("therapist", "nobody"))
    assert len(perspective_gap(eco, measure=lambda view: len(view.cases))) == 1
    assert len(perspective_gap(Ecosystem(rated()))) == 0
    assert perspective_gap(Ecosystem(rated())).summary().rows == 0
