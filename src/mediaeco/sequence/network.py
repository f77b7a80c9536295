"""Transition networks: which state leads to which, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import attrs
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.transition import (
    initial_counts,
    pair_counts,
    row_shares,
    transition_counts,
)
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.sequences import Sequences, sequences

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "NetworkKind",
    "TransitionNetwork",
    "as_sequences",
    "counts_by_unit",
    "network_weights",
    "transition_network",
    "units_of",
]

NetworkKind = Literal["relative", "frequency", "reverse", "co-occurrence"]
"""How the weights of a network are worked out; see `transition_network`."""


@frozen(kw_only=True, eq=False, repr=False)
class TransitionNetwork(Result):
    """Which state leads to which.

    Parameters
    ----------
    alphabet
        Names of the K states.
    kind
        How the weights are worked out.
    weights
        From the state of the row to that of the column; shape (K, K). Of kind ``"relative"``,
        each row sums to 1, or is 0 where nothing followed the state.
    initial
        Share of sequences that begin with each state; shape (K,); sums to 1; NaN where none
        begins with any.
    counts
        Transitions (of kind ``"co-occurrence"``, pairs), weighted; shape (K, K).
    sequences, units, transitions
        Number of sequences, of the cases or dyads that they come from, and sum of ``counts``.
    sets
        Set of actors of each state, as its place in ``set_names``; None where there is one set.
    set_names
        Names of the sets of actors.
    """

    alphabet: tuple[str, ...]
    kind: NetworkKind
    weights: Floats
    initial: Floats
    counts: Floats
    sequences: int
    units: int
    transitions: float
    sets: tuple[int, ...] | None = None
    set_names: tuple[str, ...] = ()

    def to_frame(self) -> TidyTable:
        """One row an edge, edges of weight 0 left out."""
        source, target = np.nonzero(self.weights)
        names = np.array(self.alphabet, dtype=np.str_)
        return TidyTable(
            {
                "from": names[source],
                "to": names[target],
                "weight": self.weights[source, target],
                "count": self.counts[source, target],
            }
        )

    def states(self) -> TidyTable:
        """One row a state: initial probability, transitions out of it and into it."""
        return TidyTable(
            {
                "state": np.array(self.alphabet, dtype=np.str_),
                "initial": self.initial,
                "out": self.counts.sum(axis=1),
                "in": self.counts.sum(axis=0),
            }
        )

    def blocks(self) -> TidyTable:
        """One row a pair of sets of actors: who followed whom.

        ``transitions`` are those from a state of the first set to one of the second, ``share``
        their part in all that leave the first set (NaN where none does), ``edges`` the number of
        weights above 0. Shares from one set sum to 1.
        """
        names = self.set_names if self.sets is not None else ("all",)
        member = np.eye(len(names))[list(self.sets or [0] * len(self.alphabet))]
        counts = member.T @ self.counts @ member
        with np.errstate(invalid="ignore"):
            share = counts / counts.sum(axis=1, keepdims=True)
        labels = np.array(names, dtype=np.str_)
        return TidyTable(
            {
                "from": np.repeat(labels, len(names)),
                "to": np.tile(labels, len(names)),
                "transitions": counts.ravel(),
                "share": share.ravel(),
                "edges": (member.T @ (self.weights > 0) @ member).astype(np.int64).ravel(),
            }
        )

    def block(self, first: str, second: str) -> Floats:
        """Weights from the states of one set of actors to those of another.

        Raises
        ------
        UnknownTermError
            Where the network has no such set.
        """
        for name in (first, second):
            if name not in self.set_names:
                raise UnknownTermError(name, self.set_names, "set of actors")
        sets = np.array(self.sets)
        rows = np.flatnonzero(sets == self.set_names.index(first))
        columns = np.flatnonzero(sets == self.set_names.index(second))
        return self.weights[np.ix_(rows, columns)]

    def pruned(self, at_least: float) -> TransitionNetwork:
        """The same network without edges of a smaller weight; what stays is not changed.

        Rows of a pruned network need not sum to 1 any more.
        """
        if not at_least >= 0:
            raise InvalidCaseError("pruned.at_least", "a weight of at least 0", shown(at_least))
        kept = np.where(self.weights >= at_least, self.weights, 0.0)
        return attrs.evolve(self, weights=kept)

    def to_networkx(self) -> nx.DiGraph:
        """Give the network as a frozen graph: edges with weight and count, states with initial."""
        import networkx as nx

        graph = nx.DiGraph(kind=self.kind, sequences=self.sequences)
        for k, state in enumerate(self.alphabet):
            mine = {"set": self.set_names[self.sets[k]]} if self.sets is not None else {}
            graph.add_node(state, initial=float(self.initial[k]), **mine)
        for i, j in np.argwhere(self.weights).tolist():
            graph.add_edge(
                self.alphabet[i],
                self.alphabet[j],
                weight=float(self.weights[i, j]),
                count=float(self.counts[i, j]),
            )
        return nx.freeze(graph)


def transition_network(
    of: Sequences | Ecosystem, *, kind: NetworkKind = "relative"
) -> TransitionNetwork:
    """Which state leads to which, and how often?

    ``relative``: w_ij = n_ij / sum_k n_ik, the probability that j comes next after i.
    ``frequency``: w_ij = n_ij. ``reverse``: w_ij = n_ji, what a state answered.
    ``co-occurrence``: how often two places of one sequence have i and j, in whatever order.

    A missing state breaks the chain. A sequence counts as often as its weight says; transitions
    never run from one sequence into another.

    Parameters
    ----------
    of
        Sequences of states; or one case or a cohort, whose channels are taken, case by case.
    kind
        How the weights are worked out.

    Returns
    -------
    TransitionNetwork
        Weights, initial probabilities and counts.

    Raises
    ------
    UnknownTermError
        Where ``kind`` is none of these.
    InvalidCaseError
        Where ``of`` is neither sequences nor an ecosystem.

    Notes
    -----
    *Theory*: saqr2025; published. There a network has one set of nodes; parted into the states of
    therapist and patient (`sequences` with ``sides``) it is the library's proposal.

    *Laws*: rows of kind relative sum to 1 or 0; relabelling the states permutes; counts of
    sequences put together add up; every sequence twice changes no relative weight; a case of a
    cohort gives what it gives alone; weights of 1 are no weights.

    Examples
    --------
    >>> days = Sequences.from_wide([["call", "mail", "call"], ["mail", "call", ""]])
    >>> transition_network(days)
    from  to    weight  count
    call  mail       1      1
    mail  call       1      2
    """
    seqs = as_sequences(of)
    counts = counts_by_unit(seqs, kind, np.zeros(len(seqs), dtype=np.int64), 1)[0]
    began = initial_counts(
        seqs.codes,
        seqs.offsets,
        len(seqs.alphabet),
        group=np.zeros(len(seqs), dtype=np.int64),
        groups=1,
        weights=seqs.weight,
    )[0]
    with np.errstate(invalid="ignore"):
        initial = began / began.sum()
    return TransitionNetwork(
        alphabet=seqs.alphabet,
        kind=kind,
        weights=network_weights(counts, kind),
        initial=initial,
        counts=counts,
        sequences=len(seqs),
        units=units_of(seqs)[1],
        transitions=float(counts.sum()),
        sets=seqs.sets,
        set_names=seqs.set_names,
    )


def as_sequences(of: Sequences | Ecosystem) -> Sequences:
    """Sequences as they are; of an ecosystem, the channels of its cases."""
    if isinstance(of, Ecosystem):
        return sequences(of)
    if isinstance(of, Sequences):
        return of
    raise InvalidCaseError("of", "Sequences or an Ecosystem", shown(of))


def units_of(seqs: Sequences) -> tuple[Ints, int]:
    """Unit of each sequence, numbered from 0 without gaps; and how many there are."""
    kinds, unit = np.unique(seqs.unit, return_inverse=True)
    return unit, len(kinds)


def counts_by_unit(seqs: Sequences, kind: NetworkKind, group: Ints, groups: int) -> Floats:
    """What the weights are made of, summed up by group of sequences; shape (groups, K, K)."""
    if kind not in get_args(NetworkKind):
        raise UnknownTermError(kind, get_args(NetworkKind), "kind")
    count = pair_counts if kind == "co-occurrence" else transition_counts
    counts = count(
        seqs.codes,
        seqs.offsets,
        len(seqs.alphabet),
        group=group,
        groups=groups,
        weights=seqs.weight,
    )
    return np.swapaxes(counts, -1, -2) if kind == "reverse" else counts


def network_weights(counts: Floats, kind: NetworkKind) -> Floats:
    """Weights of one network or of many; shape (..., K, K)."""
    return row_shares(counts) if kind == "relative" else counts
