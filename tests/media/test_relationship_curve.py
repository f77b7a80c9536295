from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.io import read_example
from mediaeco.media import curve_gap, rating_curves, relationship_curve
from mediaeco.model import Cohort
from mediaeco.model.clock import micros_of
from mediaeco.testing import cohorts

RATES = st.floats(0.01, 2)
CEILINGS = st.floats(0.1, 2)
COUNTS = st.integers(0, 500)


@given(COUNTS, COUNTS, RATES, CEILINGS)
def test_a_relationship_grows_with_contacts_and_never_passes_its_ceiling(
    n: int, m: int, rate: float, ceiling: float
) -> None:
    n, m = sorted((n, m))
    low, high = relationship_curve(np.array([n, m]), rate=rate, ceiling=ceiling)
    assert 0 <= low <= high <= ceiling
    assert float(relationship_curve(0, rate=rate, ceiling=ceiling)) == 0


@given(COUNTS, RATES, RATES)
def test_a_faster_medium_is_ahead(n: int, rate: float, other: float) -> None:
    slow, fast = sorted((rate, other))
    assert relationship_curve(n, rate=slow) <= relationship_curve(n, rate=fast) + 1e-12


@given(RATES, RATES, CEILINGS, CEILINGS, COUNTS)
def test_the_gap_goes_to_the_difference_of_the_ceilings(
    r: float, s: float, a: float, b: float, n: int
) -> None:
    assert float(curve_gap(1e6, rates=(r, s), ceilings=(a, b))) == pytest.approx(a - b)
    there = float(curve_gap(n, rates=(r, s), ceilings=(a, b)))
    assert there == pytest.approx(-float(curve_gap(n, rates=(s, r), ceilings=(b, a))))
    assert float(curve_gap(0, rates=(r, s), ceilings=(a, b))) == 0


def test_the_gap_closes_in_numbers() -> None:
    """Worked out by hand: exp(-.12 n) - exp(-.30 n)."""
    gap = curve_gap(np.array([5, 20, 59]), rates=(0.30, 0.12))
    assert gap.tolist() == pytest.approx([0.3257, 0.0882, 0.00084], abs=5e-5)


def test_a_hyperpersonal_medium_passes_face_to_face() -> None:
    gap = curve_gap(np.array([5, 100]), rates=(0.30, 0.12), ceilings=(1.0, 1.2))
    assert gap[0] > 0 > gap[1]


@pytest.mark.parametrize("bad", [{"rate": 0}, {"rate": math.nan}, {"rate": 1, "ceiling": -1}])
def test_rates_and_ceilings_that_are_none_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(InvalidCaseError, match="above 0"):
        relationship_curve(3, **bad)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="at least 0"):
        relationship_curve(np.array([1, -1]), rate=1)


@given(cohorts(max_contacts=12))
def test_rating_by_rating_gives_the_same(cohort: Cohort) -> None:
    found = rating_curves(Ecosystem(cohort))
    told = []
    for i, case in enumerate(cohort):
        about = came_about(case.table).tolist()
        people = [actor.id for actor in case.actors]
        for measure in case.measures:
            if measure.construct != "alliance" or measure.about in found.channels:
                continue
            over = [
                row.channel
                for row, counts in zip(case.interactions, about, strict=True)
                if counts and micros_of(row.time) <= micros_of(measure.time)
            ]
            main = max(over, key=lambda c: (over.count(c), -over.index(c))) if over else ""
            share = over.count(main) / len(over) if over else math.nan
            told.append((i, people.index(measure.rater), len(over), main, share, measure.share))
    frame = found.to_frame()
    assert frame.rows == len(told)
    for k, (case_, side, contacts, main, share, rating) in enumerate(told):
        assert (found.case[k], found.side[k], found.contacts[k]) == (case_, side, contacts)
        assert frame["channel"][k] == main
        assert found.share[k] == pytest.approx(share, nan_ok=True)
        assert found.rating[k] == rating


def test_an_alliance_with_a_channel_is_no_relationship() -> None:
    case = read_example("broken-frame")
    found = rating_curves(Ecosystem(case))
    about = attrs.evolve(case.measures[0], construct="alliance", about=case.channels[0].id)
    more = attrs.evolve(case, measures=[*case.measures, about])
    np.testing.assert_array_equal(rating_curves(Ecosystem(more)).rating, found.rating)
