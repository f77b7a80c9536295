from __future__ import annotations

import math
from collections import Counter

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.io import read_example
from mediaeco.media import channel_fit, dealt_anew, medium_effect, rating_curves
from mediaeco.model import Cohort
from mediaeco.testing import cohorts, ecosystems


def mean_fit(eco: Ecosystem) -> float:
    fit = channel_fit(eco)
    known = ~np.isnan(fit.mean_fit)
    return float((fit.mean_fit * fit.contacts)[known].sum())


@given(cohorts(max_contacts=12), st.integers(0, 99))
def test_dealing_the_media_leaves_all_else_as_told(cohort: Cohort, seed: int) -> None:
    eco = Ecosystem(cohort)
    dealt = dealt_anew(eco, np.random.default_rng(seed))
    assert attrs.evolve(dealt.table, channel=eco.table.channel).equals(eco.table)
    assert dealt.cases == eco.cases
    for i in range(len(cohort)):
        own = [eco.table.channel[eco.table.case == i], dealt.table.channel[eco.table.case == i]]
        assert Counter(own[0].tolist()) == Counter(own[1].tolist())


@given(cohorts(max_contacts=12), st.integers(0, 99))
def test_dealing_the_content_leaves_the_media_as_told(cohort: Cohort, seed: int) -> None:
    eco = Ecosystem(cohort)
    dealt = dealt_anew(eco, np.random.default_rng(seed), dealt="content")
    table = attrs.evolve(dealt.table, content=eco.table.content, purposes=eco.table.purposes)
    assert table.equals(eco.table)
    assert dealt.cases == eco.cases
    for i in range(len(cohort)):
        told = []
        for table in (eco.table.one(i), dealt.table.one(i)):
            purposes = [
                tuple(table.purposes.values[a:b].tolist())
                for a, b in zip(table.purposes.offsets, table.purposes.offsets[1:], strict=False)
            ]
            told.append(Counter(zip(table.content.tolist(), purposes, strict=True)))
        assert told[0] == told[1]


@given(ecosystems(min_contacts=2), st.integers(0, 99))
def test_a_measure_blind_to_the_medium_is_no_message(eco: Ecosystem, seed: int) -> None:
    found = medium_effect(eco, lambda e: 0.1 * len(e), permutations=5, seed=seed)
    assert (found.effect, found.p) == (0, 1)
    ratings = medium_effect(eco, lambda e: float(rating_curves(e).rating.sum()), permutations=5)
    assert ratings.effect == 0


@given(ecosystems(min_contacts=2), st.sampled_from(["medium", "content"]))
def test_p_lies_above_0_and_at_most_at_1_and_comes_again(eco: Ecosystem, dealt: str) -> None:
    found, again = (
        medium_effect(eco, mean_fit, dealt=dealt, permutations=5, seed=1)  # type: ignore[arg-type]  # a text to mypy
        for _ in range(2)
    )
    assert 0 < found.p <= 1
    assert found.p == again.p
    np.testing.assert_array_equal(found.null, again.null)
    assert found.to_frame().rows == 5


def test_in_a_case_that_chose_its_media_the_medium_is_in_the_fit() -> None:
    eco = Ecosystem(read_example("first-contact"))
    found = medium_effect(eco, mean_fit, permutations=99)
    assert found.p == 0.01
    assert found.summary()["dealt"].tolist() == ["medium"]
    assert found.observed > found.null.max()
    assert found.effect > 0


def test_an_undefined_measure_has_no_p() -> None:
    eco = Ecosystem(read_example("sent-away"))
    found = medium_effect(eco, lambda _: math.nan, permutations=2)
    assert math.isnan(found.p)
    assert math.isnan(found.effect)


def test_what_cannot_be_dealt_is_refused() -> None:
    eco = Ecosystem(Cohort([]))
    with pytest.raises(InvalidCaseError, match="at least 1"):
        medium_effect(eco, mean_fit, permutations=0)
    with pytest.raises(InvalidCaseError, match="'medium' or 'content'"):
        medium_effect(eco, mean_fit, dealt="cards")  # type: ignore[arg-type]  # the point
    with pytest.raises(InvalidCaseError, match=r"dealt_anew\.dealt"):
        dealt_anew(eco, np.random.default_rng(0), dealt="cards")  # type: ignore[arg-type]  # the point
