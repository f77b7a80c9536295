"""The alliance of a cohort by medium, beside the plain way to read it."""

from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import MediumFit
from mediaeco.kernels.array import Floats
from mediaeco.model import Cohort, RichnessProfile
from mediaeco.theory import Verdict, contact, rating, several, told
from mediaeco.theory.alliance_reading import (
    MANY,
    SAME,
    alike,
    alliance_by_medium,
    contrast,
    gap_closes,
    richer_higher,
)
from mediaeco.theory.published.richness_story import rated_over, two_media

SHARES = st.integers(0, 90).map(lambda share: share / 100)
GROUPS = st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=6).map(np.array)


@given(GROUPS, GROUPS)
def test_a_contrast_has_the_mean_and_the_spread_of_a_difference(
    first: Floats, second: Floats
) -> None:
    found = contrast(first, second)
    assert found.mean() == pytest.approx(first.mean() - second.mean())
    assert sorted(contrast(second, first)) == pytest.approx(sorted(-found))
    if first.mean() == second.mean():
        n, m = len(first), len(second)
        pooled = ((n + m) / n**2 * n * first.var() + (n + m) / m**2 * m * second.var()) / (n + m)
        assert found.var() / (n + m) == pytest.approx(pooled)


@given(st.tuples(SHARES, SHARES), st.tuples(SHARES, SHARES))
def test_first_and_last_ratings_are_told_apart_by_medium(
    met: tuple[float, float], wrote: tuple[float, float]
) -> None:
    found = alliance_by_medium(Ecosystem(two_media(met=met, wrote=wrote)), MediumFit.RICHNESS)
    assert found.missing == ""
    assert found.early[found.above].mean() == pytest.approx(met[0] + 0.015)
    assert found.late[found.below].mean() == pytest.approx(wrote[1] + 0.015)
    assert found.early_gap == pytest.approx(met[0] - wrote[0])


@given(st.integers(0, 100), st.sampled_from((0.1, 0.2, 0.4)))
def test_of_a_gap_more_or_less_than_half_closes(closed: int, gap: float) -> None:
    met = (0.5, 0.8)
    wrote = (0.5 - gap, 0.8 - gap * (1 - closed / 100))
    eco = Ecosystem(two_media(met=met, wrote=wrote))
    closes, persists = (gap_closes(eco, claimed=claimed) for claimed in (True, False))
    assert closes.observed == pytest.approx(gap * (closed / 100 - 0.5))
    assert closes.observed == pytest.approx(-persists.observed)
    if abs(closed - 50) * gap >= 4:
        assert closes.verdict is (Verdict.HOLDS if closed > 50 else Verdict.FAILS)
        assert persists.verdict is (Verdict.FAILS if closed > 50 else Verdict.HOLDS)


def test_without_a_gap_nothing_closes() -> None:
    eco = Ecosystem(two_media(met=(0.5, 0.7), wrote=(0.5, 0.6)))
    assert "no gap" in gap_closes(eco, claimed=True).reason


@given(st.integers(-40, 40))
def test_higher_and_lower_and_alike_are_three_answers(apart: int) -> None:
    eco = Ecosystem(two_media(met=(0.5, 0.45), wrote=(0.5, 0.45 + apart / 100)))
    higher, lower = (richer_higher(eco, at_last=True, claimed=c) for c in (True, False))
    same = alike(eco, MediumFit.RICHNESS, at_last=True)
    assert higher.observed == pytest.approx(-apart / 100)
    if abs(apart) >= 5:
        assert higher.verdict is (Verdict.HOLDS if apart < 0 else Verdict.FAILS)
        assert lower.verdict is (Verdict.FAILS if apart < 0 else Verdict.HOLDS)
    if abs(apart) <= 100 * SAME - 3:
        assert same.verdict is Verdict.HOLDS
    if abs(apart) >= 100 * SAME + 3:
        assert same.verdict is Verdict.FAILS


def test_it_takes_many_contacts_between_two_ratings() -> None:
    short = [
        told(
            f"{name}_{k}",
            contact(0, "therapist", channel),
            rating(1, "patient", 0.4 + k / 100),
            *(contact(day, "therapist", channel) for day in range(2, 2 + MANY - 1)),
            rating(30, "patient", 0.6),
        )
        for name, channel in (("met", "face_to_face"), ("wrote", "email"))
        for k in range(4)
    ]
    found = gap_closes(Ecosystem(several(*short)), claimed=True)
    assert found.verdict is Verdict.UNDECIDED
    assert str(MANY) in found.reason


def test_cases_over_one_medium_cannot_be_compared() -> None:
    alone = several(*(rated_over("email", f"pair_{k}", 0.4, 0.5 + k / 100) for k in range(4)))
    assert "main medium" in richer_higher(Ecosystem(alone), at_last=True, claimed=True).reason


def test_ratings_on_different_scales_are_no_series() -> None:
    """A first rating on one scale and a last one on another say nothing of a change."""
    case = rated_over("email", "pair", 0.2, 0.9)
    first, last = case.measures
    other = rating(1, "patient", first.share, scale="bond")
    mixed = told("mixed", *case.interactions, other, last)
    found = alliance_by_medium(Ecosystem(Cohort([mixed, case])), MediumFit.RICHNESS)
    assert math.isnan(found.early[0])
    assert found.early[1] == pytest.approx(0.2)


@given(st.permutations(range(8)))
def test_the_order_of_cases_does_not_matter(order: list[int]) -> None:
    cases = list(two_media(met=(0.6, 0.8), wrote=(0.3, 0.8)))
    found = gap_closes(Ecosystem(several(*(cases[k] for k in order))), claimed=True)
    assert found.verdict is Verdict.HOLDS
    assert found.observed == pytest.approx(0.15)


def test_a_medium_in_the_middle_is_on_neither_side() -> None:
    """Halfway between those who meet and those who write the leanest way."""
    cases = [rated_over(name, name, 0.3, 0.5) for name in ("face_to_face", "sms", "email")]
    profile = RichnessProfile(feedback=0.75, cues=0.75, language=0.75, personal_focus=0.75)
    moved = attrs.evolve(
        cases[1],
        interactions=cases[1].table,
        channels=[attrs.evolve(c, richness=profile) for c in cases[1].channels],
    )
    found = alliance_by_medium(Ecosystem(several(cases[0], moved, cases[2])), MediumFit.RICHNESS)
    assert found.above.tolist() == [True, False, False]
    assert found.below.tolist() == [False, False, True]


def test_ratings_by_different_people_are_no_series() -> None:
    """The therapist rates at first and the patient at last, which tells of no change."""
    case = rated_over("email", "pair", 0.2, 0.9)
    mixed = told("mixed", *case.interactions, rating(1, "therapist", 0.2), case.measures[1])
    found = alliance_by_medium(Ecosystem(Cohort([mixed, case])), MediumFit.RICHNESS)
    assert np.isnan(found.late).tolist() == [True, False]
