"""V-episodes of ratings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.dynamics import VEpisodes, v_episodes
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.io import read_example
from mediaeco.model import Actor, Case, Cohort, Measure
from mediaeco.testing import cohorts

PEOPLE = (Actor(id="T", role="therapist"), Actor(id="P", role="patient"))
RATINGS = st.lists(st.integers(0, 10).map(float), max_size=14)
SETTINGS = st.tuples(
    st.sampled_from([0.5, 1.0, 2.0]), st.sampled_from([None, 0.0, 0.5]), st.integers(1, 4)
)


def rated(values: list[float], *, rater: str = "P", high: float = 10, low: float = 0) -> Ecosystem:
    """A case that holds a series of ratings, a week apart, and no contact."""
    return Ecosystem(
        Case(
            id="ratings",
            actors=PEOPLE,
            measures=[
                Measure(
                    instrument="SRS", rater=rater, time=7.0 * 86400 * i, value=v, low=low, high=high
                )
                for i, v in enumerate(values)
            ],
        )
    )


def found(values: list[float], settings: tuple[float, float | None, int]) -> VEpisodes:
    drop, band, within = settings
    return v_episodes(rated(values), drop=drop, band=band, within=within)


def places(episodes: VEpisodes) -> set[tuple[int, int]]:
    kept = episodes.repaired
    return set(zip(episodes.before[kept].tolist(), episodes.after[kept].tolist(), strict=True))


@given(RATINGS, SETTINGS)
def test_repairs_never_outnumber_ruptures(
    values: list[float], settings: tuple[float, float | None, int]
) -> None:
    episodes = found(values, settings)
    assert (episodes.repairs <= episodes.ruptures).all()
    assert (episodes.depth >= settings[0] - 1e-9).all()
    assert (episodes.sessions >= 1).all()
    assert (np.isnan(episodes.days) == (episodes.after < 0)).all()
    assert (episodes.days[~np.isnan(episodes.days)] >= 14).all()


@given(RATINGS, SETTINGS)
def test_read_backwards_a_v_is_a_v(
    values: list[float], settings: tuple[float, float | None, int]
) -> None:
    last = len(values) - 1
    forwards = places(found(values, settings))
    backwards = places(found(values[::-1], settings))
    assert forwards == {(last - after, last - before) for before, after in backwards}


@given(RATINGS, SETTINGS, st.sampled_from([0.1, 3.0, 7.7]), st.integers(-9, 9))
def test_another_scale_finds_the_same(
    values: list[float],
    settings: tuple[float, float | None, int],
    stretch: float,
    shift: int,
) -> None:
    drop, band, within = settings
    eco = rated(
        [value * stretch + shift for value in values], low=shift, high=10 * stretch + shift + 1e-6
    )
    other = v_episodes(eco, drop=drop, band=band, within=within)
    own = found(values, settings)
    assert other.before.tolist() == own.before.tolist()
    assert other.after.tolist() == own.after.tolist()
    np.testing.assert_allclose(other.depth, own.depth, atol=1e-6)


@given(st.integers(0, 10), st.integers(0, 10), SETTINGS)
def test_a_constant_never_falls(
    value: int, count: int, settings: tuple[float, float | None, int]
) -> None:
    assert len(found([float(value)] * count, settings)) == 0
    tenth = rated([value + 0.1] * count, high=11)
    assert len(v_episodes(tenth, drop=settings[0])) == 0


@given(RATINGS, SETTINGS)
def test_counting_by_hand_gives_the_same(
    values: list[float], settings: tuple[float, float | None, int]
) -> None:
    drop, band, within = settings
    band = drop if band is None else band
    repaired = 0
    if len(set(values)) > 1:
        spread, mean = np.std(values, ddof=1), np.mean(values)
        z = [(value - mean) / spread for value in values]
        kind = ["l" if v <= -drop + 1e-9 else "h" if v >= -band - 1e-9 else "m" for v in z]
        for i in range(len(kind)):
            for j in range(i + 2, min(i + within + 2, len(kind))):
                between = kind[i + 1 : j]
                repaired += kind[i] == kind[j] == "h" and "l" in between and "h" not in between
    assert int(found(values, settings).repairs.sum()) == repaired


@given(cohorts(max_contacts=6))
def test_a_case_is_the_same_alone_and_in_a_cohort(cohort: Cohort) -> None:
    whole = v_episodes(Ecosystem(cohort), drop=0.5)
    apart = [v_episodes(Ecosystem(case), drop=0.5) for case in cohort]
    assert whole.ruptures.tolist() == [n for own in apart for n in own.ruptures.tolist()]
    np.testing.assert_array_equal(whole.mean, np.concatenate([[], *(o.mean for o in apart)]))


def test_a_fall_and_a_return_in_the_fourth_week() -> None:
    episodes = v_episodes(rated([8, 8, 9, 2, 8, 9, 8, 8]))
    assert episodes.ruptures.tolist() == episodes.repairs.tolist() == [1]
    assert (episodes.before[0], episodes.lowest[0], episodes.after[0]) == (2, 3, 4)
    assert episodes.days.tolist() == [14.0]
    assert episodes.depth[0] == pytest.approx((7.5 - 2) / np.std([8, 8, 9, 2, 8, 9, 8, 8], ddof=1))


def test_what_comes_back_too_late_or_never_is_a_rupture_and_no_repair() -> None:
    late = v_episodes(rated([8, 8, 8, 8, 1, 2, 1, 8, 8, 8]), within=2)
    assert (late.ruptures[0], late.repairs[0]) == (1, 0)
    assert late.sessions.tolist() == [3]
    never = v_episodes(rated([8, 9, 8, 8, 8, 1, 1]))
    assert (never.ruptures[0], never.repairs[0]) == (1, 0)
    assert never.after.tolist() == [-1]


def test_the_lowest_is_the_lowest_and_the_first_of_several() -> None:
    episodes = v_episodes(rated([8, 8, 8, 8, 2, 1, 1, 2, 8, 8, 8]), within=4)
    assert episodes.lowest.tolist() == [5]
    assert episodes.to_frame()["lowest"].tolist() == [1.0]


def test_just_in_time_is_in_time() -> None:
    values = [8.0, 8, 8, 8, 1, 2, 1, 8, 8, 8]
    assert v_episodes(rated(values), within=3).repairs.tolist() == [1]


@pytest.mark.parametrize("stretch", [1.0, 0.1, 7.7])
def test_just_at_the_threshold_is_low(stretch: float) -> None:
    """One low between two highs lies 2 / sqrt(3) standard deviations below their mean."""
    values = [9 * stretch, 3 * stretch, 9 * stretch]
    assert v_episodes(rated(values, high=99), drop=2 / np.sqrt(3)).repairs.tolist() == [1]
    assert v_episodes(rated(values, high=99), drop=1.155).repairs.tolist() == [0]


def test_a_series_that_begins_low_has_not_fallen() -> None:
    assert len(v_episodes(rated([1, 8, 8, 8, 8, 8]))) == 0


def test_raters_are_told_apart() -> None:
    eco = Ecosystem(read_example("first-contact"))
    summary = v_episodes(eco).summary()
    assert set(summary["rater"].tolist()) == {"therapist", "patient"}
    assert v_episodes(eco).to_frame().rows == len(v_episodes(eco))


@pytest.mark.parametrize(
    "wrong", [{"drop": 0.0}, {"drop": np.nan}, {"band": 1.5}, {"band": -0.1}, {"within": 0}]
)
def test_settings_have_ranges(wrong: dict[str, float]) -> None:
    (name,) = wrong
    with pytest.raises(InvalidCaseError, match=rf"v_episodes\.{name}"):
        v_episodes(rated([1, 2]), **wrong)  # type: ignore[arg-type]  # wrong on purpose
