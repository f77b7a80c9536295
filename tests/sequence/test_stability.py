from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.resample import random_order
from mediaeco.sequence.centrality import centralities
from mediaeco.sequence.network import transition_network
from mediaeco.sequence.sequences import Sequences
from mediaeco.sequence.stability import CaseDropping, centrality_stability
from mediaeco.testing import state_sequences

MEASURES = ("InStrength", "OutStrength", "Betweenness")


@given(
    seqs=state_sequences(min_sequences=1, min_states=3, weights=False, max_sequences=8),
    seed=st.integers(0, 9),
)
def test_correlations_equal_networks_one_by_one(seqs: Sequences, seed: int) -> None:
    rule = CaseDropping(drop=(0.3, 0.6))
    found = centrality_stability(seqs, replicates=6, seed=seed, rule=rule)
    whole = centralities(transition_network(seqs), measures=MEASURES).values
    order = random_order(np.random.default_rng(seed), len(seqs), 6)
    for d, share in enumerate(rule.drop):
        gone = int(len(seqs) * share)
        assert found.dropped[d] == gone
        for m in range(3):
            if gone == 0 or np.ptp(whole[:, m]) <= 1e-12:
                assert np.isnan(found.reached[d, m])
                continue
            told = []
            for line in order:
                kept = np.sort(np.argsort(line)[: len(seqs) - gone])
                part = centralities(transition_network(seqs.take(kept)), measures=MEASURES).values
                if np.ptp(part[:, m]) > 1e-12:
                    told.append(np.corrcoef(part[:, m], whole[:, m])[0, 1])
            reached = sum(value >= 0.7 for value in told) / 6
            near = any(abs(value - 0.7) < 1e-9 for value in told)
            assert near or found.reached[d, m] == pytest.approx(reached)
            if told:
                assert found.mean[d, m] == pytest.approx(np.mean(told), abs=1e-6)


@given(seqs=state_sequences(), threshold=st.sampled_from([-1.0, 0.2, 0.7]))
def test_the_coefficient_is_one_of_the_shares(seqs: Sequences, threshold: float) -> None:
    rule = CaseDropping(threshold=threshold)
    found = centrality_stability(seqs, replicates=10, rule=rule)
    for value in found.coefficient.tolist():
        assert np.isnan(value) or value in (0.0, *rule.drop)
    stricter = centrality_stability(seqs, replicates=10, rule=CaseDropping(threshold=0.9))
    both = ~np.isnan(found.coefficient)
    assert (stricter.coefficient[both] <= found.coefficient[both]).all()
    assert found.to_frame().rows == 27


@given(
    one=state_sequences(min_sequences=1, max_sequences=1, weights=False),
    count=st.integers(1, 12),
)
def test_cases_all_alike_have_no_spread_to_lose(one: Sequences, count: int) -> None:
    seqs = one.take(np.zeros(count, dtype=np.int64)).by_unit(range(count))
    found = centrality_stability(seqs, replicates=5, measures=("InStrength", "Diffusion"))
    largest = found.rule.drop[-1] if found.dropped[-1] else np.nan
    for value in found.coefficient.tolist():
        assert np.isnan(value) or value == largest
    told = ~np.isnan(found.mean)
    np.testing.assert_allclose(found.mean[told], 1)
    np.testing.assert_array_equal(found.reached[told], 1)


def test_nothing_is_stable_in_nothing() -> None:
    for seqs in (Sequences.from_wide([]), Sequences.from_wide([], states=["a", "b"])):
        found = centrality_stability(seqs, replicates=3)
        assert np.isnan(found.coefficient).all()
        assert np.isnan(found.mean).all()


def test_cases_all_alike_lose_nothing() -> None:
    seqs = Sequences.from_wide([["a", "b", "c", "b", "a", "a", "b"]] * 20)
    found = centrality_stability(seqs, replicates=20)
    assert found.coefficient.tolist() == [0.9, 0.9, 0.9]
    np.testing.assert_allclose(found.mean, 1.0)


def test_noise_is_not_stable() -> None:
    random = np.random.default_rng(2)
    seqs = Sequences.from_wide(random.choice(list("abcdef"), (12, 8)))
    assert (centrality_stability(seqs, replicates=100).coefficient < 0.5).all()


def test_three_cases_drop_none_at_first() -> None:
    seqs = Sequences.from_wide([["a", "b", "c", "b"], ["a", "c", "b", "b"], ["b", "a", "c", "c"]])
    found = centrality_stability(seqs, replicates=50)
    assert found.dropped.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert np.isnan(found.reached[:3]).all()
    assert not np.isnan(found.reached[3:]).any()


def test_a_share_of_cases_is_not_short_by_rounding() -> None:
    seqs = Sequences.from_wide([["a", "b", "c", "b"]] * 100)
    rule = CaseDropping(drop=(0.29, 0.57, 0.58))
    assert centrality_stability(seqs, replicates=2, rule=rule).dropped.tolist() == [29, 57, 58]


def test_what_is_the_same_for_all_is_not_told() -> None:
    found = centrality_stability(Sequences.from_wide([["a", "b", "a", "b", "a"]] * 9), replicates=9)
    assert np.isnan(found.coefficient).all()
    assert found.summary()["centrality"].tolist() == list(MEASURES)


def test_what_does_not_fit_is_told() -> None:
    seqs = Sequences.from_wide([["a", "b"]])
    with pytest.raises(InvalidCaseError, match=r"centrality_stability\.replicates"):
        centrality_stability(seqs, replicates=0)
    with pytest.raises(UnknownTermError, match="Did you mean 'Betweenness'"):
        centrality_stability(seqs, measures=["Betweeness"])
    with pytest.raises(UnknownTermError, match="Did you mean 'relative'"):
        centrality_stability(seqs, kind="relativ")  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    "rule",
    [
        {"drop": (0.2, 0.1)},
        {"drop": (0.0,)},
        {"drop": (1.0,)},
        {"threshold": 2.0},
        {"certainty": -0.1},
    ],
)
def test_a_rule_out_of_range_is_told(rule: dict[str, float]) -> None:
    with pytest.raises(InvalidCaseError, match="CaseDropping"):
        CaseDropping(**rule)  # type: ignore[arg-type]  # wrong on purpose
