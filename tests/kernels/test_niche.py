from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mediaeco.kernels.array import Floats
from mediaeco.kernels.niche import (
    Missing,
    niche_breadth,
    niche_overlap_distance,
    niche_superiority,
)

SHAPES = st.tuples(st.integers(0, 4), st.integers(1, 4), st.integers(1, 4))
COMPLETE = SHAPES.flatmap(lambda shape: arrays(np.float64, shape, elements=st.floats(1, 5)))
GAPPY = SHAPES.flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(1, 5) | st.just(math.nan))
)
RULES: tuple[Missing, ...] = ("respondent", "item")


def slow(ratings: Floats, missing: Missing) -> tuple[list[float], list[list[float]], Floats]:
    """Person by person and item by item, as one reads the formulas."""
    people, media, items = ratings.shape

    def mean(values: list[float]) -> float:
        return sum(values) / len(values) if values else math.nan

    def kept(n: int, *some: int) -> list[int]:
        known = [k for k in range(items) if not any(math.isnan(ratings[n, i, k]) for i in some)]
        return known if missing == "item" or len(known) == items else []

    breadth, apart, superior = [], [], np.empty((media, media))
    for i in range(media):
        own = [[ratings[n, i, k] for k in kept(n, i)] for n in range(people)]
        breadth.append(mean([(sum(g) - len(g)) / (4 * len(g)) for g in own if g]))
        row = []
        for j in range(media):
            pairs = [
                [(ratings[n, i, k], ratings[n, j, k]) for k in kept(n, i, j)] for n in range(people)
            ]
            pairs = [pair for pair in pairs if pair]
            row.append(mean([math.sqrt(mean([(a - b) ** 2 for a, b in p])) for p in pairs]))
            superior[i, j] = mean([mean([a * (a > b) for a, b in p]) * items for p in pairs])
        apart.append(row)
    return breadth, apart, superior


@pytest.mark.parametrize("missing", RULES)
@given(ratings=GAPPY)
def test_person_by_person_gives_the_same(ratings: Floats, missing: Missing) -> None:
    breadth, apart, superior = slow(ratings, missing)
    np.testing.assert_allclose(niche_breadth(ratings, low=1, high=5, missing=missing), breadth)
    np.testing.assert_allclose(niche_overlap_distance(ratings, missing=missing), apart)
    np.testing.assert_allclose(niche_superiority(ratings, missing=missing), superior)


@given(COMPLETE)
def test_overlap_is_a_distance(ratings: Floats) -> None:
    apart = niche_overlap_distance(ratings)
    if len(ratings) == 0:
        assert np.isnan(apart).all()
        return
    assert (np.diag(apart) == 0).all()
    assert (apart >= 0).all()
    assert (apart <= 4 + 1e-12).all()
    np.testing.assert_allclose(apart, apart.T)
    around = apart[:, :, None] + apart[None]  # from i over j to k
    assert (apart[:, None, :] <= around + 1e-9).all()


@given(COMPLETE)
def test_breadth_lies_between_0_and_1(ratings: Floats) -> None:
    breadth = niche_breadth(ratings, low=1, high=5)
    assert np.isnan(breadth).all() if len(ratings) == 0 else ((breadth >= 0) & (breadth <= 1)).all()


@given(COMPLETE, st.floats(0, 1))
def test_breadth_never_falls_as_ratings_rise(ratings: Floats, lift: float) -> None:
    higher = ratings + lift * (5 - ratings)
    change = niche_breadth(higher, low=1, high=5) - niche_breadth(ratings, low=1, high=5)
    assert len(ratings) == 0 or (change >= -1e-12).all()


@given(COMPLETE)
def test_superiorities_of_a_pair_share_out_the_scale(ratings: Floats) -> None:
    superior = niche_superiority(ratings)
    if len(ratings):
        assert (np.diag(superior) == 0).all()
        assert (superior + superior.T <= 5 * ratings.shape[2] + 1e-9).all()


@given(COMPLETE, st.randoms(use_true_random=False))
def test_the_order_of_people_and_items_changes_nothing(ratings: Floats, random: Random) -> None:
    people, items = list(range(ratings.shape[0])), list(range(ratings.shape[2]))
    random.shuffle(people)
    random.shuffle(items)
    other = ratings[people][:, :, items]
    for one, mixed in (
        (niche_breadth(ratings, low=1, high=5), niche_breadth(other, low=1, high=5)),
        (niche_overlap_distance(ratings), niche_overlap_distance(other)),
        (niche_superiority(ratings), niche_superiority(other)),
    ):
        np.testing.assert_allclose(one, mixed, atol=1e-12)


@given(SHAPES, st.sampled_from([1.0, 5.0]))
def test_an_end_of_the_scale_throughout_is_an_end_of_breadth(
    shape: tuple[int, int, int], end: float
) -> None:
    breadth = niche_breadth(np.full(shape, end), low=1, high=5)
    assert np.isnan(breadth).all() if shape[0] == 0 else (breadth == (end - 1) / 4).all()


def test_the_ends_of_the_scale_are_the_ends_of_breadth() -> None:
    ratings = np.array([[[1.0, 1.0], [5.0, 5.0]]])
    assert niche_breadth(ratings, low=1, high=5).tolist() == [0, 1]
    assert niche_overlap_distance(ratings)[0, 1] == 4
