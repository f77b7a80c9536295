"""Synchrony of two people, and of pairs that never met."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.dynamics import (
    SynchronySettings,
    active_share,
    pseudo_synchrony,
    synchrony,
)
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Floats

SEEDS = st.integers(0, 500)


def wandering(seed: int, length: int = 300) -> Floats:
    return np.cumsum(np.random.default_rng(seed).normal(size=length))


@given(SEEDS, SEEDS, st.booleans())
def test_exchanging_the_two_turns_the_lags_round(a: int, b: int, absolute: bool) -> None:
    x, y = wandering(a), wandering(b + 1000)
    own = synchrony(x, y, rate=2, window=20, step=10, max_lag=3, absolute=absolute)
    other = synchrony(y, x, rate=2, window=20, step=10, max_lag=3, absolute=absolute)
    np.testing.assert_allclose(other.r, own.r[:, ::-1], atol=1e-9)
    assert (np.abs(own.r) <= 1).all()
    assert own.x_leads == pytest.approx(other.y_leads)
    assert own.mean == pytest.approx(other.mean)
    if not absolute:
        flipped = synchrony(x, -y, rate=2, window=20, step=10, max_lag=3, absolute=False)
        np.testing.assert_allclose(flipped.z, -own.z, atol=1e-6)


@given(SEEDS, st.sampled_from([0.1, 25.0]), st.integers(-50, 50))
def test_a_series_is_in_synchrony_with_itself_in_any_unit(
    seed: int, stretch: float, shift: int
) -> None:
    x = wandering(seed)
    found = synchrony(x, x * stretch + shift, rate=1, window=30, step=15, max_lag=4)
    np.testing.assert_allclose(found.r[:, 4], 1, atol=1e-9)
    assert (found.peak_lag == 0).all()
    assert (found.z <= 10).all()


@given(SEEDS, st.integers(-5, 5))
def test_whoever_follows_is_found_following(seed: int, delay: int) -> None:
    x = wandering(seed, 200)
    y = np.roll(x, delay)[10:-10]
    found = synchrony(x[10:-10], y, rate=1, window=40, step=20, max_lag=6)
    assert (found.peak_lag == delay).all()


def test_of_peaks_alike_the_nearest_counts_and_then_the_one_at_which_x_leads() -> None:
    x = np.array([float(i % 2) for i in range(60)])
    same = synchrony(x, x, rate=1, window=20, step=10, max_lag=3, absolute=False)
    assert (same.peak_lag == 0).all()
    other = synchrony(x, 1 - x, rate=1, window=20, step=10, max_lag=3, absolute=False)
    assert (other.peak_lag == 1).all()


def test_a_window_in_which_one_does_not_move_is_not_defined() -> None:
    x = wandering(1, 120)
    y = wandering(2, 120)
    y[40:90] = 7.0
    found = synchrony(x, y, rate=1, window=20, step=20, max_lag=2)
    undefined = np.isnan(found.by_window)
    assert undefined.tolist() == [False, False, True, True, False]
    assert np.isnan(found.peak_lag).tolist() == undefined.tolist()
    assert np.isfinite(found.mean)
    assert found.summary()["defined"][0] < 1
    assert found.to_frame().rows == 5 * 5


def test_what_is_too_short_has_no_window() -> None:
    found = synchrony(np.arange(5.0), np.arange(5.0), rate=1, window=10)
    assert len(found.begin) == 0
    assert np.isnan([found.mean, found.x_leads, found.y_leads]).all()
    assert len(found.peak_lag) == 0
    assert synchrony(np.arange(9.0), np.arange(9.0), rate=1, window=3, max_lag=0).r.shape[1] == 1


def test_active_share_counts_what_is_known() -> None:
    assert active_share(np.array([0.0, 0.1, np.nan, 2.0])) == pytest.approx(2 / 3)
    assert active_share(np.array([0.0, 0.1, 2.0]), above=1) == pytest.approx(1 / 3)
    assert np.isnan(active_share(np.array([np.nan])))


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": 0},
        {"rate": 1, "window": 0},
        {"rate": 1, "window": 2},
        {"rate": 1, "step": 0.1},
        {"rate": 1, "max_lag": -1},
        {"rate": np.nan},
    ],
)
def test_settings_have_ranges(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidCaseError, match="SynchronySettings"):
        synchrony(np.arange(9.0), np.arange(9.0), **wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_series_must_fit() -> None:
    with pytest.raises(InvalidCaseError, match=r"synchrony\.y"):
        synchrony(np.arange(9.0), np.arange(8.0), rate=1)
    with pytest.raises(InvalidCaseError, match=r"synchrony\.x"):
        synchrony(np.ones((3, 3)), np.arange(3.0), rate=1)
    with pytest.raises(InvalidCaseError, match=r"synchrony\.x"):
        active_share(np.array([np.inf]))


# Pairs that never met --------------------------------------------------------------------------

SETTINGS = SynchronySettings(rate=1, window=30, step=15, max_lag=2)


def dyads(count: int, coupled: float) -> tuple[list[Floats], list[Floats]]:
    random = np.random.default_rng(7)
    x = [random.normal(size=240) for _ in range(count)]
    y = [coupled * own + random.normal(size=240) for own in x]
    return x, y


@pytest.mark.parametrize("by", ["pairs", "segments"])
def test_coupled_dyads_are_told_from_those_that_are_not(by: str) -> None:
    x, y = dyads(6, 2.0)
    found = pseudo_synchrony(x, y, settings=SETTINGS, by=by, draws=30)  # type: ignore[arg-type]  # its words
    assert (found.effect > 1).all()
    assert found.group_effect > 1
    surrogates = found.to_frame()["surrogates"]
    assert surrogates.tolist() == [10 if by == "pairs" else 30] * 6
    np.testing.assert_allclose(found.p, 1 / (1 + surrogates))
    x, y = dyads(6, 0.0)
    apart = pseudo_synchrony(x, y, settings=SETTINGS, by=by, draws=30)  # type: ignore[arg-type]  # its words
    assert abs(apart.group_effect) < 1
    assert ((apart.p > 0) & (apart.p <= 1)).all()


def test_the_same_seed_gives_the_same_and_dyads_stay_themselves() -> None:
    x, y = dyads(4, 1.0)
    for by in ("pairs", "segments"):
        first, again = (
            pseudo_synchrony(x, y, settings=SETTINGS, by=by, draws=3, seed=5) for _ in range(2)
        )
        np.testing.assert_array_equal(first.pseudo, again.pseudo)
        assert first.pseudo.shape == (4, 3)
    own = synchrony(x[2], y[2], rate=1, window=30, step=15, max_lag=2).mean
    assert first.real[2] == own


def test_pseudo_pairs_are_all_pairs_that_never_met() -> None:
    x, y = dyads(3, 1.0)
    found = pseudo_synchrony(x, y, settings=SETTINGS)
    expected = [
        synchrony(x[i], y[j], rate=1, window=30, step=15, max_lag=2).mean
        for i, j in ((0, 1), (0, 2), (1, 0), (2, 0))
    ]
    np.testing.assert_allclose(sorted(found.pseudo[0]), sorted(expected))


def test_one_dyad_alone_has_no_pairs_and_short_ones_no_segments() -> None:
    x, y = dyads(1, 1.0)
    alone = pseudo_synchrony(x, y, settings=SETTINGS)
    assert np.isnan([alone.p[0], alone.effect[0], alone.group_effect]).all()
    short = pseudo_synchrony([x[0][:40]], [y[0][:40]], settings=SETTINGS, by="segments")
    assert np.isnan(short.p[0])
    nobody = pseudo_synchrony([], [], settings=SETTINGS)
    assert nobody.to_frame().rows == 0


def test_what_does_not_fit_is_told() -> None:
    x, y = dyads(2, 1.0)
    with pytest.raises(InvalidCaseError, match=r"pseudo_synchrony\.y"):
        pseudo_synchrony(x, y[:1], settings=SETTINGS)
    with pytest.raises(InvalidCaseError, match=r"pseudo_synchrony\.draws"):
        pseudo_synchrony(x, y, settings=SETTINGS, draws=0)
    with pytest.raises(UnknownTermError, match="by"):
        pseudo_synchrony(x, y, settings=SETTINGS, by="pair")  # type: ignore[arg-type]  # wrong on purpose


# Laws of both ----------------------------------------------------------------------------------


@given(
    SEEDS,
    st.sampled_from([0.1, 3.0, -2.0]),
    st.sampled_from([0.5, 25.0]),
    st.integers(-50, 50),
)
def test_either_series_shifted_and_stretched_gives_the_same(
    seed: int, first: float, second: float, shift: int
) -> None:
    x, y = wandering(seed), wandering(seed + 2000)
    own = synchrony(x, y, rate=1, window=30, step=15, max_lag=4)
    other = synchrony(first * x - shift, second * y + shift, rate=1, window=30, step=15, max_lag=4)
    np.testing.assert_allclose(other.r, np.sign(first) * own.r, atol=1e-9)
    np.testing.assert_allclose(other.by_lag, own.by_lag, atol=1e-6)


@given(SEEDS)
def test_means_by_lag_and_by_window_have_one_mean(seed: int) -> None:
    found = synchrony(wandering(seed), wandering(seed + 2000), rate=1, window=30, step=15)
    assert found.by_lag.shape == found.lag.shape
    assert found.by_lag.mean() == pytest.approx(found.mean)
    assert found.by_window.mean() == pytest.approx(found.mean)


@given(
    st.lists(st.integers(20, 70), min_size=1, max_size=4),
    SEEDS,
    st.sampled_from(["pairs", "segments"]),
    st.integers(1, 5),
)
def test_p_has_its_bounds_and_every_dyad_its_own_synchrony(
    lengths: list[int], seed: int, by: str, draws: int
) -> None:
    """Dyads of any length, too short for a window or for two of them included."""
    random = np.random.default_rng(seed)
    x, y = ([random.normal(size=length) for length in lengths] for _ in range(2))
    found, again = (
        pseudo_synchrony(x, y, settings=SETTINGS, by=by, draws=draws, seed=seed)  # type: ignore[arg-type]  # its words
        for _ in range(2)
    )
    np.testing.assert_array_equal(found.pseudo, again.pseudo)
    np.testing.assert_array_equal(found.p, again.p)
    own = [
        synchrony(a, b, rate=1, window=30, step=15, max_lag=2).mean
        for a, b in zip(x, y, strict=True)
    ]
    np.testing.assert_array_equal(found.real, own)
    surrogates = found.to_frame()["surrogates"]
    told = ~np.isnan(found.p)
    np.testing.assert_array_equal(told, (surrogates > 0) & ~np.isnan(found.real))
    assert (found.p[told] >= 1 / (1 + surrogates[told]) - 1e-12).all()
    assert (found.p[told] <= 1).all()
    assert (surrogates <= (draws if by == "segments" else min(draws, 2 * len(x) - 2))).all()
