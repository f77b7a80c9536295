from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Floats
from mediaeco.kernels.resample import drawn_counts
from mediaeco.sequence import bootstrap
from mediaeco.sequence.bootstrap import bootstrap_centralities, bootstrap_edges
from mediaeco.sequence.centrality import centralities
from mediaeco.sequence.network import transition_network
from mediaeco.sequence.sequences import Sequences
from mediaeco.testing import state_sequences


def slow_replicates(seqs: Sequences, replicates: int, seed: int) -> Iterator[Floats]:
    """Draw the units, put their sequences together, and make a network of them."""
    random = np.random.default_rng(seed)
    units = np.unique(seqs.unit)
    for times in drawn_counts(random, len(units), replicates):
        rows = [
            row
            for unit, count in zip(units, times, strict=True)
            for _ in range(int(count))
            for row in np.flatnonzero(seqs.unit == unit)
        ]
        yield transition_network(seqs.take(np.array(rows, dtype=np.int64))).weights


@settings(max_examples=20)
@given(seqs=state_sequences(min_sequences=1), data=st.data())
def test_one_product_equals_networks_one_by_one(seqs: Sequences, data: st.DataObject) -> None:
    units = st.lists(st.integers(0, 3), min_size=len(seqs), max_size=len(seqs))
    seqs = seqs.by_unit(data.draw(units))
    # Units are numbered in the order of their labels, those of the slow way too.
    found = bootstrap_edges(seqs, replicates=19, seed=5)
    drawn = np.stack(list(slow_replicates(seqs, 19, 5)))
    np.testing.assert_allclose(found.mean, drawn.mean(axis=0), atol=1e-12)
    np.testing.assert_allclose(found.sd, drawn.std(axis=0, ddof=1), atol=1e-9)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    np.testing.assert_allclose(found.lower, low, atol=1e-12)
    np.testing.assert_allclose(found.upper, high, atol=1e-12)
    weights = found.network.weights
    light, heavy = drawn <= 0.75 * weights, drawn >= 1.25 * weights
    p = ((light | heavy).sum(axis=0) + 1) / 20
    np.testing.assert_allclose(found.p[weights > 0], p[weights > 0])


@given(seqs=state_sequences(min_sequences=1), level=st.sampled_from([0.5, 0.9, 0.95]))
def test_intervals_and_p_lie_where_they_can(seqs: Sequences, level: float) -> None:
    found = bootstrap_edges(seqs, replicates=50, level=level)
    assert ((found.lower >= 0) & (found.lower <= found.upper) & (found.upper <= 1)).all()
    there = found.network.weights > 0
    assert np.isnan(found.p[~there]).all()
    assert ((found.p[there] > 0) & (found.p[there] <= 1)).all()
    np.testing.assert_array_equal(found.stable, found.p < 1 - level - 1e-12)
    assert found.to_frame().rows == there.sum()


@given(
    one=state_sequences(min_sequences=1, max_sequences=1, weights=False),
    kind=st.sampled_from(("relative", "frequency", "co-occurrence")),
)
def test_one_sequence_many_times_has_no_width(one: Sequences, kind: str) -> None:
    seqs = one.take(np.zeros(6, dtype=np.int64)).by_unit(range(6))
    edges = bootstrap_edges(seqs, kind=kind, replicates=30)  # type: ignore[arg-type]  # one of them
    np.testing.assert_array_equal(edges.lower, edges.upper)
    np.testing.assert_allclose(edges.lower, edges.network.weights)
    assert edges.stable[edges.network.weights > 0].all() == (30 >= 20)
    central = bootstrap_centralities(seqs, kind=kind, replicates=30)  # type: ignore[arg-type]  # one of them
    np.testing.assert_allclose(central.lower, central.values)
    np.testing.assert_allclose(central.upper, central.values)


def test_what_belongs_together_is_drawn_together() -> None:
    """Four weeks of one dyad and one of another are two units, not five sequences."""
    weeks = Sequences.from_wide([["a", "b"]] * 4 + [["a", "a"]])
    by_week = bootstrap_edges(weeks, replicates=500)
    by_dyad = bootstrap_edges(weeks.by_unit(["one"] * 4 + ["two"]), replicates=500)
    assert (by_week.units, by_dyad.units) == (5, 2)
    assert by_dyad.sd[0, 1] > 1.5 * by_week.sd[0, 1]
    # Two dyads: both the first (1/4), one of each (1/2), both the second (1/4).
    assert by_dyad.mean[0, 1] == pytest.approx(0.25 + 0.5 * 0.8, abs=0.05)


def test_memory_stays_bounded_and_the_numbers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    seqs = Sequences.from_wide([["a", "b", "a"], ["b", "b", "a"], ["a", "a", "b"]])
    whole = bootstrap_edges(seqs, replicates=40)
    monkeypatch.setattr(bootstrap, "_CELLS", 21)
    parts = bootstrap_edges(seqs, replicates=40)
    np.testing.assert_array_equal(whole.lower, parts.lower)
    np.testing.assert_array_equal(whole.p, parts.p)


def test_a_threshold_is_another_rule() -> None:
    seqs = Sequences.from_wide([["a", "b", "a", "c"]] * 8 + [["a", "c", "a", "c"]])
    found = bootstrap_edges(seqs, replicates=99, rule=0.3)
    assert found.rule == 0.3
    assert found.stable[0, 1]  # b follows a in nearly half of all cases
    assert not bootstrap_edges(seqs, replicates=99, rule=0.5).stable[0, 1]


def test_both_ends_of_the_range_break_the_rule() -> None:
    """Four of five go to b: 0.8, of which 1.0 is 1.25 times and 0.6 is 0.75 times."""
    seqs = Sequences.from_wide([["a", "b"]] * 4 + [["a", "c"]])
    found = bootstrap_edges(seqs, replicates=200, seed=3)
    drawn = np.stack(list(slow_replicates(seqs, 200, 3)))[:, 0, 1]
    light, heavy = (drawn < 0.61).sum(), (drawn > 0.99).sum()
    assert light > 30
    assert heavy > 30
    assert found.p[0, 1] == (light + heavy + 1) / 201


def test_a_p_at_the_level_is_not_below_it() -> None:
    seqs = Sequences.from_wide([["a", "b", "a"]] * 5)
    found = bootstrap_edges(seqs, replicates=19)
    assert found.p[0, 1] == 0.05
    assert not found.stable.any()
    assert bootstrap_edges(seqs, replicates=20).stable[0, 1]


def test_one_seed_gives_one_result() -> None:
    seqs = Sequences.from_wide([["a", "b", "a"], ["b", "b", "a"], ["a", "a", "b"]])
    one, same, other = (bootstrap_edges(seqs, seed=seed).mean for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


@given(seqs=state_sequences(min_sequences=1))
def test_centralities_of_the_whole_are_told(seqs: Sequences) -> None:
    found = bootstrap_centralities(seqs, replicates=20)
    wanted = centralities(transition_network(seqs))
    np.testing.assert_array_equal(found.values, wanted.values)
    assert ((found.defined >= 0) & (found.defined <= 1)).all()
    np.testing.assert_array_equal(np.isnan(found.mean), found.defined == 0)
    there = found.defined > 0
    assert (found.lower[there] <= found.upper[there]).all()
    assert found.to_frame().rows == found.values.size


def test_nothing_is_sure_of_nothing() -> None:
    empty = Sequences.from_wide([], states=["a", "b"])
    found = bootstrap_edges(empty, replicates=5)
    assert np.isnan(found.p).all()
    assert np.isnan(found.lower).all()
    assert not found.stable.any()
    assert np.isnan(bootstrap_centralities(empty, replicates=5).lower).all()
    one = bootstrap_edges(Sequences.from_wide([["a", "b"]]), replicates=1)
    assert np.isnan(one.sd).all()


@pytest.mark.parametrize(
    "settings_",
    [
        {"replicates": 0},
        {"level": 1.0},
        {"level": 0.0},
        {"rule": (1.1, 1.25)},
        {"rule": -0.1},
        {"rule": float("nan")},
    ],
)
def test_a_setting_out_of_range_is_told(settings_: dict[str, float]) -> None:
    (name,) = settings_
    with pytest.raises(InvalidCaseError, match=name):
        bootstrap_edges(Sequences.from_wide([["a"]]), **settings_)  # type: ignore[arg-type]  # wrong on purpose


def test_what_does_not_fit_centralities_is_told() -> None:
    seqs = Sequences.from_wide([["a", "b"]])
    with pytest.raises(InvalidCaseError, match=r"bootstrap_centralities\.replicates"):
        bootstrap_centralities(seqs, replicates=0)
    with pytest.raises(InvalidCaseError, match=r"bootstrap_centralities\.level"):
        bootstrap_centralities(seqs, level=0)
    with pytest.raises(UnknownTermError, match="Did you mean 'InStrength'"):
        bootstrap_centralities(seqs, measures=["Instrength"])
    for bootstrapped in (bootstrap_edges, bootstrap_centralities):
        with pytest.raises(UnknownTermError, match="Did you mean 'relative'"):
            bootstrapped(seqs, kind="relativ")  # type: ignore[arg-type]  # wrong on purpose
        with pytest.raises(InvalidCaseError, match="Sequences or an Ecosystem"):
            bootstrapped([["a"]])  # type: ignore[arg-type]  # wrong on purpose


def test_weights_of_sequences_count() -> None:
    seqs = Sequences.from_wide([["a", "b"], ["a", "a"]], weights=[3, 1])
    assert bootstrap_edges(seqs).network.weights[0].tolist() == [0.25, 0.75]
    light = attrs.evolve(seqs, weights=[1, 0])
    assert bootstrap_edges(light, replicates=200).upper[0].tolist() == [0.0, 1.0]
