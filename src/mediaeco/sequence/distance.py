"""How far sequences are apart: optimal matching and Hamming."""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.alignment import hamming_distances, matching_distances
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.constant_cost import constant_distances
from mediaeco.sequence.frequency import distinct_sequences
from mediaeco.sequence.sequences import Sequences
from mediaeco.sequence.substitution import Costs, substitution_costs

__all__ = ["SequenceDistances", "sequence_distances"]

Method = Literal["om", "hamming"]


@frozen(kw_only=True, eq=False, repr=False)
class SequenceDistances(Result):
    """How far sequences are apart.

    Parameters
    ----------
    ids
        Names of the sequences; shape (S,).
    alphabet
        Names of the K states.
    method
        ``om`` or ``hamming``.
    substitution
        Costs of substitution; shape (K, K).
    indel
        Costs of inserting or deleting each state, NaN for ``hamming``, which knows none; shape
        (K,).
    normalized
        True where each distance is a share of the most that it could cost.
    kind
        Kind of each sequence: equal ones are of one kind; shape (S,).
    between
        Distances between kinds; NaN where not defined; shape (kinds, kinds).
    metric
        True where the costs make the distances a metric (between kinds): symmetric, 0 only on the
        diagonal, and no detour shorter.
    """

    ids: tuple[str, ...]
    alphabet: tuple[str, ...]
    method: Method
    substitution: Floats
    indel: Floats
    normalized: bool
    kind: Ints
    between: Floats
    metric: bool

    def square(self) -> Floats:
        """Distances between all sequences; shape (S, S)."""
        square: Floats = self.between[np.ix_(self.kind, self.kind)]
        return square

    def condensed(self) -> Floats:
        """The same above the diagonal, row after row, as SciPy's clustering takes them."""
        first, second = np.triu_indices(len(self.ids), 1)
        return self.between[self.kind[first], self.kind[second]]

    def medoid(self, *, weights: Any = None) -> int:
        """Which sequence represents the others best: least far from all, weighted?

        Parameters
        ----------
        weights
            Of the sequences; None: each counts once.

        Returns
        -------
        int
            Its place; the first of several; -1 where there is none, or all distances are not
            defined.

        Raises
        ------
        InvalidCaseError
            Where there are not as many weights as sequences.
        """
        weight = np.ones(len(self.ids)) if weights is None else np.asarray(weights, np.float64)
        if weight.shape != (len(self.ids),):
            raise InvalidCaseError("medoid.weights", f"{len(self.ids)} weights", f"{weight.size}")
        heavy = np.bincount(self.kind, weight, len(self.between))
        sums = (self.between * heavy)[:, heavy > 0].sum(axis=1)
        if len(sums) == 0 or np.isnan(sums).all():
            return -1
        return int(np.flatnonzero(self.kind == np.nanargmin(sums))[0])

    def to_frame(self) -> TidyTable:
        """One row a pair of sequences, each pair once."""
        names = np.array(self.ids, dtype=np.str_)
        first, second = np.triu_indices(len(names), 1)
        return TidyTable(
            {"sequence": names[first], "other": names[second], "distance": self.condensed()}
        )


def sequence_distances(
    sequences: Sequences,
    *,
    method: Method = "om",
    substitution: Costs | Any = "constant",
    indel: float | Any = None,
    normalized: bool = False,
) -> SequenceDistances:
    """How far are sequences apart: what does it cost to turn one into the other?

    ``om``: optimal matching, the least sum of insertions, deletions and substitutions.
    ``hamming``: substitutions alone, place by place, of sequences of one length.

    Parameters
    ----------
    sequences
        The sequences; no place inside may be missing. Equal ones are compared once.
    method
        How.
    substitution
        Costs of substitution: ``"constant"`` (2, as published), ``"transition rates"`` (of these
        sequences, see `substitution_costs`), or a matrix, symmetric with a diagonal of 0; shape
        (K, K).
    indel
        Cost of inserting or deleting a state, above 0, for all or for each; None: half the largest
        cost of substitution, so that a substitution never costs more than what it stands for.
    normalized
        True: as a share of the most that it could cost: for ``om``, all of one deleted and all of
        the other inserted; for ``hamming``, the dearest substitution at every place. Shares need
        not be a metric.

    Returns
    -------
    SequenceDistances
        Whole square, condensed, and whether they are a metric.

    Raises
    ------
    UnknownTermError
        Where ``method`` or ``substitution`` is no known word.
    InvalidCaseError
        Where a place is missing, or costs do not fit the alphabet, are negative, not finite, not
        symmetric, or not 0 on the diagonal.

    Notes
    -----
    *Theory*: abbott2000 (optimal matching), gabadinho2011 (defaults: 2 and 1); published.

    *Laws*: symmetric, 0 between equal sequences; the triangle inequality holds wherever ``metric``
    says so; turning all sequences round changes nothing where the costs are given; ``om`` never
    exceeds ``hamming``.

    Constant costs go through rapidfuzz, which compares many places with one instruction, where it
    is installed (``pip install "mediaeco[sequences]"``); the numbers are the same without it.

    Examples
    --------
    >>> calls = Sequences.from_wide([["a", "a", "b"], ["a", "b", "b"], ["a", "b", ""]])
    >>> sequence_distances(calls).square()
    array([[0., 2., 1.],
           [2., 0., 1.],
           [1., 1., 0.]])
    """
    if method not in get_args(Method):
        raise UnknownTermError(method, get_args(Method), "method")
    if (sequences.codes < 0).any():
        raise InvalidCaseError(
            "sequence_distances.sequences",
            "a state at every place",
            f"{int((sequences.codes < 0).sum())} missing ones",
            "Leave these sequences out, or give what is missing a state of its own.",
        )
    cost = _substitution(sequences, substitution)
    each = _indel(indel, cost)
    example, kind = distinct_sequences(sequences)
    some = sequences.take(example)
    if method == "hamming":
        between = hamming_distances(some.codes, some.offsets, cost)
    else:
        quick = constant_distances(some.codes, some.offsets, cost, each)
        between = (
            matching_distances(some.codes, some.offsets, cost, each) if quick is None else quick
        )
    if normalized:
        between = _normalized(between, some, method, cost, each)
    return SequenceDistances(
        ids=sequences.ids,
        alphabet=sequences.alphabet,
        method=method,
        substitution=cost,
        indel=np.full(len(each), np.nan) if method == "hamming" else each,
        normalized=normalized,
        kind=kind,
        between=between,
        metric=not normalized and _is_metric(cost, each if method == "om" else None),
    )


def _substitution(sequences: Sequences, given: Any) -> Floats:
    if isinstance(given, str):
        known: Any = get_args(Costs)
        if given not in known:
            raise UnknownTermError(given, known, "substitution")
        return substitution_costs(sequences, method=given).cost  # type: ignore[arg-type]  # looked up
    states = len(sequences.alphabet)
    cost = _numbers(given, "substitution", f"a matrix of {states} by {states} costs")
    if cost.shape != (states, states):
        raise InvalidCaseError(
            "sequence_distances.substitution",
            f"a matrix of {states} by {states} costs",
            f"one of shape {cost.shape}",
        )
    if (cost != cost.T).any() or np.diagonal(cost).any():
        raise InvalidCaseError(
            "sequence_distances.substitution", "a symmetric matrix with a diagonal of 0", "another"
        )
    return cost


def _indel(given: Any, cost: Floats) -> Floats:
    states = len(cost)
    if given is None:
        # Where nothing differs in cost, insertions still may not be free.
        return np.full(states, cost.max(initial=0.0) / 2 or 1.0)
    each = _numbers(given, "indel", f"a cost, or {states} of them")
    if each.shape not in ((), (states,)):
        raise InvalidCaseError(
            "sequence_distances.indel", f"a cost, or {states} of them", f"{each.size}"
        )
    if not (each > 0).all():
        raise InvalidCaseError("sequence_distances.indel", "costs above 0", "one of 0")
    return np.full(states, each) if each.shape == () else each


def _numbers(given: Any, name: str, expected: str) -> Floats:
    try:
        cost = np.array(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidCaseError(f"sequence_distances.{name}", expected, "something else") from None
    if not np.isfinite(cost).all() or (cost < 0).any():
        raise InvalidCaseError(
            f"sequence_distances.{name}", "finite costs of at least 0", "a negative one or none"
        )
    return cost


def _normalized(
    between: Floats, some: Sequences, method: Method, cost: Floats, each: Floats
) -> Floats:
    if method == "hamming":
        largest = cost.max(initial=0.0) * np.maximum(some.lengths[:, None], some.lengths)
    else:
        whole = np.bincount(some.of, each[some.codes], len(some))
        largest = whole[:, None] + whole
    # Nothing lies between two sequences that no cost can part.
    share: Floats = np.divide(between, largest, out=between * 0.0, where=largest > 0)
    return share


def _is_metric(cost: Floats, indel: Floats | None) -> bool:
    """Tell whether these costs make a metric on sequences."""
    states = len(cost)
    apart = bool((cost[~np.eye(states, dtype=bool)] > 0).all())
    slack = 1e-9 * cost.max(initial=0.0)
    detours = all(bool((cost <= cost[:, [k]] + cost[k] + slack).all()) for k in range(states))
    if indel is None:
        return apart and detours
    # Where a substitution costs more than deleting and inserting, these are done instead.
    least = np.minimum(cost, indel[:, None] + indel)
    np.fill_diagonal(least, 0.0)
    detours = all(bool((least <= least[:, [k]] + least[k] + slack).all()) for k in range(states))
    even = bool((np.abs(indel[:, None] - indel) <= least + slack).all())
    return apart and detours and even
