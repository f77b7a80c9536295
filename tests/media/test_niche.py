from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from mediaeco.catalog import CHANNELS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.media import (
    niche_breadth,
    niche_overlap_distance,
    niche_superiority,
    niches,
    rated_niches,
)
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.testing import cases, cohorts, ecosystems, permute_channels, swap_roles

RATINGS = np.array([[[5.0, 3.0], [1.0, 2.0]], [[4.0, 4.0], [2.0, math.nan]]])
NAMES: dict[str, Any] = {
    "channels": ("video_call", "email"),
    "gratifications": ("containment", "scheduling"),
    "scale": (1, 5),
}


def test_ratings_give_the_numbers_of_the_kernels() -> None:
    found = rated_niches(RATINGS, **NAMES)
    np.testing.assert_array_equal(found.breadth, niche_breadth(RATINGS, low=1, high=5))
    np.testing.assert_array_equal(found.overlap_distance, niche_overlap_distance(RATINGS))
    np.testing.assert_array_equal(found.superiority, niche_superiority(RATINGS))
    assert found.respondents.tolist() == [2, 2]
    assert found.breadth.tolist() == [0.75, 0.125]  # one person's e-mail is left out
    assert rated_niches(RATINGS, **NAMES, missing="item").breadth[1] == pytest.approx(0.1875)
    assert found.to_frame().rows == 2
    assert found.summary()["channel"].tolist() == ["video_call", "email"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"scale": (2, 5)}, r"ratings\[0, 1, 0\]"),
        ({"scale": (5, 1)}, "scale"),
        ({"channels": ("email",)}, "shape"),
        ({"missing": "guess"}, "missing"),
    ],
)
def test_ratings_that_do_not_fit_are_refused(change: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidCaseError, match=place):
        rated_niches(RATINGS, **(NAMES | change))


def slow_use(eco: Ecosystem) -> dict[tuple[int, str, str], float]:
    """Share of each side's contacts for a purpose that went over a channel."""
    shares: dict[tuple[int, str, str], float] = {}
    sides = [eco.case.therapist.id, eco.case.patient.id]
    for s, side in enumerate(sides):
        for purpose in eco.purposes:
            rows = [
                r for r in eco.case.interactions if r.sender == side and purpose.id in r.purposes
            ]
            for channel in eco.channels:
                if rows:
                    hits = sum(r.channel == channel.id for r in rows)
                    shares[s, channel.id, purpose.id] = hits / len(rows)
    return shares


@given(ecosystems(min_contacts=2, max_contacts=16, views=True))
def test_use_is_counted_as_the_slow_reference_counts_it(eco: Ecosystem) -> None:
    use, found = slow_use(eco), niches(eco)
    for c, channel in enumerate(eco.channels):
        means = []
        for s in range(2):
            own = [v for (side, name, _), v in use.items() if (side, name) == (s, channel.id)]
            if own:
                means.append(sum(own) / len(own))
        breadth = sum(means) / len(means) if means else math.nan
        assert found.breadth[c] == pytest.approx(breadth, nan_ok=True)


@given(cohorts())
def test_breadths_of_use_add_up_to_1(cohort: Cohort) -> None:
    found = niches(Ecosystem(cohort))
    if len(cohort.channels) and not np.isnan(found.breadth).any():
        assert found.breadth.sum() == pytest.approx(1)
    assert np.isnan(found.breadth).all() or not np.isnan(found.breadth).any()


@given(cases(max_contacts=16))
def test_roles_and_the_order_of_channels_change_nothing(case: Case) -> None:
    own = niches(Ecosystem(case))
    swapped = niches(Ecosystem(swap_roles(case)))
    for name in ("breadth", "overlap_distance", "superiority", "respondents"):
        np.testing.assert_allclose(getattr(own, name), getattr(swapped, name))
    order = list(reversed(range(len(case.channels))))
    other = niches(Ecosystem(permute_channels(case, order)))
    for name in ("overlap_distance", "superiority"):
        np.testing.assert_allclose(getattr(own, name), getattr(other, name)[np.ix_(order, order)])


def test_a_purpose_that_somebody_never_pursued_takes_only_itself_out() -> None:
    case = Case(
        id="one-errand",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick("email", "phone"),
        purposes=PURPOSES.pick("payment", "crisis"),
        interactions=[
            Interaction(time=k, sender="P", receivers=["T"], channel=over, purposes=["payment"])
            for k, over in enumerate(["email", "email", "phone", "email"])
        ],
    )
    found = niches(Ecosystem(case))
    assert found.breadth.tolist() == [0.75, 0.25]
    assert found.respondents.tolist() == [1, 1]
