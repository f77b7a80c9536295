"""The thinned look over all latencies leads to where a look at every contact would lead."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest

from mediaeco.dynamics import HawkesParameters, HawkesRecord, simulate_hawkes
from mediaeco.dynamics.hawkes_profile import Profile, bounds_of, climb
from mediaeco.kernels.hawkes_likelihood import excitation, past_at


def quick_and_slow(seed: int, pull: float = 0.6, slow: float = 0.6) -> HawkesRecord:
    """Two kinds that excite themselves alone, within minutes and within weeks."""
    until = 4_000.0
    drawn = [
        simulate_hawkes(
            HawkesParameters(mu=[0.3], alpha=[[alpha]], beta=beta), until=until, seed=seed + k
        )
        for k, (alpha, beta) in enumerate([(pull, 500.0), (slow, 0.05)])
    ]
    time = np.concatenate([each.time for each in drawn])
    kind = np.repeat([0, 1], [len(each) for each in drawn])
    order = np.argsort(time)
    return HawkesRecord(
        kinds=["quick", "slow"],
        time=time[order],
        kind=kind[order],
        offsets=[0, len(time)],
        until=[until],
    )


@pytest.mark.parametrize(
    ("seed", "pull", "slow"),
    [(2, 0.02, 0.6), (2, 0.03, 0.6), (16, 0.04, 0.6), (0, 0.6, 0.6), (0, 0.0, 0.0), (0, 0.01, 0.0)],
)
def test_a_thinned_look_leads_to_the_same_summit(seed: int, pull: float, slow: float) -> None:
    """Also where two summits are so even that it has the other for the higher, or there is none."""
    record = quick_and_slow(seed, pull, slow)
    profile = Profile(record=record, targets=[0, 1])
    bounds = bounds_of(record)
    assert bounds is not None
    assert profile.thinned().every > 1
    found = climb(profile, *bounds)
    with patch.object(Profile, "thinned", lambda self: self):
        whole = climb(profile, *bounds)
    assert found.best.value == pytest.approx(whole.best.value, abs=1e-5)
    assert found.best.beta == pytest.approx(whole.best.beta, rel=1e-4)
    np.testing.assert_allclose(found.best.shares, whole.best.shares, rtol=1e-3, atol=1e-6)
    assert (found.inside, found.identified) == (whole.inside, whole.identified)


def test_a_thinned_likelihood_is_about_that_of_all() -> None:
    profile = Profile(record=quick_and_slow(3), targets=[0, 1])
    thin = profile.thinned()
    assert sum(times.sum() for _, times in thin.seen) == pytest.approx(
        len(profile.record), rel=0.01
    )
    for beta in (0.05, 1.0, 500.0):
        one, two = thin.at(beta), profile.at(beta)
        error = len(one.terms) ** 0.5 * one.terms.std()
        assert abs(one.value - two.value) < 4 * error
        np.testing.assert_allclose(one.shares[:, 0], two.shares[:, 0], rtol=0.3)


def test_some_contacts_alone_are_excited_as_all_are() -> None:
    past = quick_and_slow(1).past
    rows = np.array([5, 2, 9])
    some, all_of_them = excitation(past_at(past, rows), 0.7), excitation(past, 0.7)
    np.testing.assert_array_equal(some.rate, all_of_them.rate[rows])
    np.testing.assert_array_equal(some.slope, all_of_them.slope[rows])
    np.testing.assert_array_equal(some.spent, all_of_them.spent)
