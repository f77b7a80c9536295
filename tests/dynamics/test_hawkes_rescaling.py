"""Goodness of fit by time rescaling: refused when it should, and else as chance has it."""

from __future__ import annotations

import attrs
import numpy as np
import pytest

from mediaeco.dynamics import (
    HawkesParameters,
    HawkesRecord,
    fit_hawkes,
    simulate_hawkes,
    time_rescaling,
)

DYAD = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0)


def test_a_right_fit_is_refused_no_more_often_than_chance_has_it() -> None:
    p = []
    for seed in range(15):
        events = [simulate_hawkes(DYAD, until=60, seed=50 * seed + k) for k in range(8)]
        found = time_rescaling(fit_hawkes(events))
        p.append([found.p[-1], found.lag_p[-1]])
        assert found.mean[-1] == pytest.approx(1, abs=0.05)
    refused = (np.array(p) < 0.05).sum(axis=0)
    assert (refused <= 3).all(), refused


def test_cases_cut_short_bias_nothing() -> None:
    """Many cases of hardly a contact each: most of the time ends without one."""
    events = [simulate_hawkes(DYAD, until=3, seed=k) for k in range(1500)]
    found = time_rescaling(fit_hawkes(events))
    assert found.mean[-1] == pytest.approx(1, abs=0.02)
    assert found.p[-1] > 0.01


def test_another_kind_of_process_is_refused() -> None:
    """Even gaps are too even; bursts told by initiative alone are too uneven, and go together."""
    even = HawkesRecord(
        kinds=["a"], time=np.arange(0.5, 200), kind=[0] * 200, offsets=[0, 200], until=[200]
    )
    found = time_rescaling(fit_hawkes(even))
    assert found.statistic[-1] > 0.3
    assert found.p[-1] < 1e-6
    fit = fit_hawkes([simulate_hawkes(DYAD, until=200, seed=k) for k in range(5)])
    rates = fit.record.counts / fit.record.exposure.sum()
    alone = attrs.evolve(fit, mu=rates, alpha=np.zeros((2, 2)))
    refused = time_rescaling(alone)
    assert refused.p[-1] < 1e-4
    assert refused.lag_p[-1] < 1e-3
    assert refused.lag[-1] > 0


def test_renaming_and_another_unit_change_nothing() -> None:
    fit = fit_hawkes([simulate_hawkes(DYAD, until=100, seed=k) for k in range(4)])
    record = fit.record
    until = 24 * record.until
    hours = attrs.evolve(
        record, kinds=["b", "a"], time=24 * record.time, until=until, exposure=until
    )
    found, other = time_rescaling(fit), time_rescaling(fit_hawkes(hours))
    np.testing.assert_allclose(other.statistic, found.statistic, rtol=1e-3)
    np.testing.assert_allclose(other.gap, found.gap, atol=1e-3)
    np.testing.assert_array_equal(found.of("0"), found.gap[found.kind == 0])
    assert found.to_frame()["kind"].tolist() == ["0", "1", "all"]


def test_what_is_not_known_is_nan() -> None:
    seen = HawkesRecord(kinds=["a"], time=[1.0] * 3, kind=[0] * 3, offsets=[0, 3], until=[2])
    found = time_rescaling(fit_hawkes(seen))
    assert found.count.tolist() == [0, 0]
    for name in ("mean", "statistic", "p", "lag", "lag_p"):
        assert np.isnan(getattr(found, name)).all()


def test_contacts_that_are_given_have_no_gap() -> None:
    seen = HawkesRecord(
        kinds=["a"],
        time=[0.0, 1, 1.5, 4],
        kind=[0] * 4,
        offsets=[0, 4],
        until=[5],
        drawn=np.array([False, True, True, True]),
    )
    assert time_rescaling(fit_hawkes(seen)).count.tolist() == [3, 3]
