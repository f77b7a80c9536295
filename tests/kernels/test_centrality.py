from __future__ import annotations

from itertools import pairwise, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.kernels.array import Floats
from mediaeco.kernels.centrality import (
    betweenness,
    betweenness_rsp,
    closeness,
    clustering,
    diffusion,
    shortest_paths,
)


@st.composite
def networks(draw: st.DrawFn) -> Floats:
    """Few weights, so that many paths are of one length."""
    nodes = draw(st.integers(1, 5))
    cells = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0])
    rows = draw(st.lists(cells, min_size=nodes**2, max_size=nodes**2))
    weights = np.array(rows).reshape(nodes, nodes)
    np.fill_diagonal(weights, 0.0)
    return weights


def slow_paths(weights: Floats) -> tuple[Floats, Floats]:
    """Every path without a loop, one after the other."""
    nodes = len(weights)
    lengths, paths = np.full((nodes, nodes), np.inf), np.zeros((nodes, nodes))
    for count in range(1, nodes + 1):
        for path in permutations(range(nodes), count):
            steps = [weights[i, j] for i, j in pairwise(path)]
            if not all(steps):
                continue
            length = sum(1 / step for step in steps)
            ends = path[0], path[-1]
            if length < lengths[ends] - 1e-9:
                lengths[ends], paths[ends] = length, 0
            paths[ends] += abs(length - lengths[ends]) < 1e-9
    return lengths, paths


def graph(weights: Floats) -> nx.DiGraph:
    made = nx.DiGraph()
    made.add_nodes_from(range(len(weights)))
    for i, j in np.argwhere(weights).tolist():
        made.add_edge(i, j, length=1 / weights[i, j])
    return made


@given(weights=networks())
def test_paths_equal_all_paths_listed(weights: Floats) -> None:
    for got, wanted in zip(shortest_paths(weights), slow_paths(weights), strict=True):
        np.testing.assert_allclose(got, wanted)


@given(weights=networks())
def test_betweenness_equals_networkx(weights: Floats) -> None:
    wanted = nx.betweenness_centrality(graph(weights), weight="length", normalized=False)
    got = betweenness(*shortest_paths(weights))
    np.testing.assert_allclose(got, list(wanted.values()), atol=1e-12)


@given(weights=networks())
def test_closeness_equals_sums_of_distances(weights: Floats) -> None:
    ways = dict(nx.all_pairs_dijkstra_path_length(graph(weights), weight="length"))
    got = closeness(shortest_paths(weights)[0])
    for node, found in ways.items():
        total = sum(found.values())
        assert got[node] == pytest.approx(1 / total) if total else np.isnan(got[node])


@given(weights=networks())
def test_diffusion_equals_powers(weights: Floats) -> None:
    nodes = len(weights)
    powers = np.stack([np.linalg.matrix_power(weights, k + 1) for k in range(nodes)])
    np.testing.assert_allclose(diffusion(weights), powers.sum(axis=(0, 2)))


@given(weights=networks())
def test_clustering_equals_a_sum_over_neighbours(weights: Floats) -> None:
    tie = weights + weights.T
    nodes = range(len(tie))
    got = clustering(weights)
    for v in nodes:
        pairs = [(i, j) for i in nodes for j in nodes if i != j and v not in (i, j)]
        below = sum(tie[v, i] * tie[v, j] for i, j in pairs)
        above = sum(tie[v, i] * tie[i, j] * tie[j, v] for i, j in pairs)
        if np.isnan(got[v]):
            assert below == 0
        else:
            assert got[v] == pytest.approx(above / below)
            assert got[v] <= tie.max() + 1e-12


@given(weights=networks())
def test_randomised_paths_equal_loops(weights: Floats) -> None:
    nodes = len(weights)
    got = betweenness_rsp(weights)
    if (weights.sum(axis=1) == 0).any():
        assert np.isnan(got).all()
        return
    walk = np.zeros((nodes, nodes))
    for i, j in np.argwhere(weights).tolist():
        walk[i, j] = weights[i, j] / weights[i].sum() * np.exp(-0.01 / weights[i, j])
    z = np.linalg.inv(np.eye(nodes) - walk)
    z[np.isinf(slow_paths(weights)[0])] = 0.0  # where an inverse may leave rounding
    passed = np.zeros(nodes)
    for v in range(nodes):
        for s in range(nodes):
            for t in range(nodes):
                # Walks from s to t over v, less those that are of t alone, weighed by all of them.
                if z[s, t]:
                    passed[v] += z[s, v] * z[v, t] / z[s, t]
            passed[v] -= nodes * z[s, v] * z[v, s] / z[s, s]
    lifted = passed - passed.min() + 1
    np.testing.assert_allclose(got, lifted, atol=1.0 + 1e-6)  # each is rounded
    assert np.nanmin(got) == 1
    np.testing.assert_array_equal(got, np.round(got))


def test_a_node_that_cannot_be_reached_is_not_reached_by_rounding() -> None:
    """All lead to b, which leads only to itself: in whatever order, a and c are never reached."""
    weights = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    order = [0, 2, 1]
    turned = betweenness_rsp(weights[np.ix_(order, order)])
    np.testing.assert_allclose(turned, betweenness_rsp(weights)[order], atol=1.0)


@given(first=networks())
def test_many_networks_at_once_are_each_as_alone(first: Floats) -> None:
    many = np.stack([first, first.T, first * 0.5])
    for measure in (
        lambda w: shortest_paths(w)[0],
        lambda w: betweenness(*shortest_paths(w)),
        lambda w: closeness(shortest_paths(w)[0]),
        betweenness_rsp,
        diffusion,
        clustering,
    ):
        together = measure(many)
        for k in range(3):
            np.testing.assert_allclose(together[k], measure(many[k]), rtol=1e-12)
