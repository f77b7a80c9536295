"""Centralities: which states the course of things leads to, from, and through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from attrs import frozen

from mediaeco.errors import UnknownTermError
from mediaeco.kernels.array import Floats
from mediaeco.kernels.centrality import (
    betweenness,
    betweenness_rsp,
    closeness,
    clustering,
    diffusion,
    shortest_paths,
)
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.network import NetworkKind, TransitionNetwork

__all__ = ["CENTRALITIES", "Centralities", "centralities", "centrality_values", "known_measures"]

CENTRALITIES = (
    "OutStrength",
    "InStrength",
    "ClosenessIn",
    "ClosenessOut",
    "Closeness",
    "Betweenness",
    "BetweennessRSP",
    "Diffusion",
    "Clustering",
)
"""The centralities, under the names that the R package tna gives them."""


@frozen(kw_only=True, eq=False, repr=False)
class Centralities(Result):
    """How central each state is.

    Parameters
    ----------
    alphabet
        Names of the K states.
    measures
        Names of the M centralities.
    values
        Shape (K, M); ranges and what NaN means as in `centralities`.
    loops
        Whether self-loops counted.
    """

    alphabet: tuple[str, ...]
    measures: tuple[str, ...]
    values: Floats
    loops: bool

    def __getitem__(self, measure: str) -> Floats:
        (measure,) = known_measures([measure], self.measures)
        return self.values[:, self.measures.index(measure)]

    def to_frame(self) -> TidyTable:
        """One row a state and centrality."""
        return TidyTable(
            {
                "state": np.repeat(np.array(self.alphabet, dtype=np.str_), len(self.measures)),
                "centrality": np.tile(np.array(self.measures, np.str_), len(self.alphabet)),
                "value": self.values.ravel(),
            }
        )

    def summary(self) -> TidyTable:
        """One row a state, one column a centrality."""
        columns: dict[str, Any] = {"state": np.array(self.alphabet, dtype=np.str_)}
        columns |= {name: self.values[:, m] for m, name in enumerate(self.measures)}
        return TidyTable(columns)


def centralities(
    network: TransitionNetwork,
    *,
    measures: Iterable[str] = CENTRALITIES,
    loops: bool = False,
) -> Centralities:
    """Which states does the course of things lead to, from, and through?

    Self-loops are dropped first, as in the R package tna, so that the OutStrength of a state in a
    network of kind relative is 1 less its self-loop, not 1. A heavy edge is short: its length is
    one over its weight.

    ======================= ===================================================================
    OutStrength, InStrength sum of the weights of edges that leave, or enter; at least 0
    ClosenessOut, -In       1 / sum of the distances to (from) all states that can be reached;
                            NaN where none can
    Closeness               the same where every edge may be gone along either way, the heavier
                            of two edges between a pair
    Betweenness             shortest paths between two others that pass here, ties shared; at
                            least 0
    BetweennessRSP          passages on randomised shortest paths, whole, the least central 1;
                            NaN for all where one state leads nowhere
    Diffusion               row sums of W + W^2 + ... + W^K
    Clustering              weighted clustering of W + W'; NaN with fewer than two neighbours
    ======================= ===================================================================

    Parameters
    ----------
    network
        A transition network.
    measures
        Which centralities, of `CENTRALITIES`.
    loops
        True: self-loops count.

    Returns
    -------
    Centralities
        By state and centrality.

    Raises
    ------
    UnknownTermError
        Where a centrality is not known.

    Notes
    -----
    *Theory*: saqr2025; kivimaki2016 (randomised shortest paths), banerjee2014 (diffusion),
    zhang2005 (clustering); published, and computed as the R package tna does. Two differences,
    both where nothing is defined: a state that reaches no other has closeness NaN (0 in tnapy), and
    one with fewer than two neighbours clustering NaN.

    *Laws*: relabelling the states permutes; reversing all edges swaps In and Out and leaves
    Closeness, Betweenness and Clustering; OutStrength and InStrength have one sum.

    Examples
    --------
    >>> from mediaeco.sequence.network import transition_network
    >>> from mediaeco.sequence.sequences import Sequences
    >>> round_trip = transition_network(Sequences.from_wide([["a", "b", "b", "c", "a"]]))
    >>> centralities(round_trip, measures=["OutStrength", "Betweenness"])
    state  OutStrength  Betweenness
    a                1            1
    b              0.5            1
    c                1            1
    """
    names = known_measures(measures)
    values = centrality_values(network.weights, names, kind=network.kind, loops=loops)
    return Centralities(alphabet=network.alphabet, measures=names, values=values, loops=loops)


def known_measures(
    measures: Iterable[str], known: tuple[str, ...] = CENTRALITIES
) -> tuple[str, ...]:
    """Names of centralities, each of which is known.

    Raises
    ------
    UnknownTermError
        Where one is not.
    """
    names = (measures,) if isinstance(measures, str) else tuple(measures)
    for name in names:
        if name not in known:
            raise UnknownTermError(name, known, "centrality")
    return names


def centrality_values(
    weights: Floats, measures: tuple[str, ...], *, kind: NetworkKind, loops: bool = False
) -> Floats:
    """Centralities of one network or of many; shape (..., K, K) gives (..., K, M)."""
    weights = np.array(weights, dtype=np.float64)
    nodes = np.arange(weights.shape[-1])
    if not loops:
        weights[..., nodes, nodes] = 0.0
    found: dict[str, Floats] = {
        "OutStrength": weights.sum(axis=-1),
        "InStrength": weights.sum(axis=-2),
    }
    if {"ClosenessIn", "ClosenessOut", "Betweenness"} & set(measures):
        lengths, paths = shortest_paths(weights)
        found["ClosenessOut"] = closeness(lengths)
        found["ClosenessIn"] = closeness(np.swapaxes(lengths, -1, -2))
        if "Betweenness" in measures:
            # Where edges have no direction, a path and the way back are one.
            once = 0.5 if kind == "co-occurrence" else 1.0
            found["Betweenness"] = once * betweenness(lengths, paths)
    if "Closeness" in measures:
        either = np.maximum(weights, np.swapaxes(weights, -1, -2))
        found["Closeness"] = closeness(shortest_paths(either)[0])
    for name, measure in _OF_WEIGHTS.items():
        if name in measures:
            found[name] = measure(weights)
    if not measures:
        return np.zeros((*weights.shape[:-1], 0))
    values = np.stack([found[name] for name in measures], axis=-1)
    return np.where(np.isnan(weights).any(axis=(-1, -2), keepdims=True), np.nan, values)


_OF_WEIGHTS = {
    "BetweennessRSP": betweenness_rsp,
    "Diffusion": diffusion,
    "Clustering": clustering,
}
