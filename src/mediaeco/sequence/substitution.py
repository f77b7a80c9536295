"""What it costs to put one state in the place of another."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from attrs import frozen

from mediaeco.errors import UnknownTermError
from mediaeco.kernels.array import Floats
from mediaeco.kernels.transition import transition_counts
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.sequences import Sequences

__all__ = ["Costs", "SubstitutionCosts", "substitution_costs", "transition_rates"]

Costs = Literal["constant", "transition rates"]
"""How costs of substitution are found."""

_CONSTANT = 2.0


@frozen(kw_only=True, eq=False, repr=False)
class SubstitutionCosts(Result):
    """What it costs to put one state in the place of another.

    Parameters
    ----------
    alphabet
        Names of the K states.
    cost
        Symmetric, the diagonal 0; shape (K, K).
    """

    alphabet: tuple[str, ...]
    cost: Floats

    def to_frame(self) -> TidyTable:
        """One row a pair of states, each pair once."""
        names = np.array(self.alphabet, dtype=np.str_)
        first, second = np.triu_indices(len(names), 1)
        return TidyTable(
            {"state": names[first], "other": names[second], "cost": self.cost[first, second]}
        )


def transition_rates(sequences: Sequences) -> Floats:
    """Of the times that a state was followed by another or by itself, how often by each?

    ``p(b|a) = weight of the places a, followed by b / weight of the places a, followed by any``

    Parameters
    ----------
    sequences
        The sequences, with their weights. No rate crosses a missing place.

    Returns
    -------
    array
        From 0 to 1; rows add up to 1; a row of NaN for a state that nothing was seen to follow;
        shape (K, K).

    Notes
    -----
    *Theory*: gabadinho2011 (transition rates), published.

    *Laws*: rows add up to 1; weights all doubled change nothing; a sequence of weight 2 counts as
    two of weight 1.

    Examples
    --------
    >>> transition_rates(Sequences.from_wide([list("aab"), list("bab")]))
    array([[0.33333333, 0.66666667],
           [1.        , 0.        ]])
    """
    weight = transition_counts(
        sequences.codes,
        sequences.offsets,
        len(sequences.alphabet),
        group=np.zeros(len(sequences), dtype=np.int64),
        groups=1,
        weights=sequences.weight,
    )[0]
    with np.errstate(invalid="ignore"):
        return np.asarray(weight / weight.sum(axis=1, keepdims=True))


def substitution_costs(
    sequences: Sequences, *, method: Costs = "transition rates"
) -> SubstitutionCosts:
    """What does it cost to put one state in the place of another?

    ``constant``: 2 for every two states. ``transition rates``: ``2 - p(b|a) - p(a|b)``, so that
    states which often follow one another are near.

    Parameters
    ----------
    sequences
        The sequences, with their weights.
    method
        How the costs are found.

    Returns
    -------
    SubstitutionCosts
        From 0 to 2. A state that nothing was seen to follow has the rate 0 towards all others.

    Raises
    ------
    UnknownTermError
        Where ``method`` is none of these.

    Notes
    -----
    *Theory*: gabadinho2011 (substitution costs from transition rates), published.

    *Laws*: symmetric, the diagonal 0, from 0 to 2. Costs from rates need not keep the triangle
    inequality, and are 0 between two states that always follow one another:
    `SequenceDistances.metric` says whether they do.

    Examples
    --------
    >>> substitution_costs(Sequences.from_wide([list("aab"), list("bab")]))
    state  other    cost
    a      b      0.3333
    """
    if method not in get_args(Costs):
        raise UnknownTermError(method, get_args(Costs), "method")
    states = len(sequences.alphabet)
    cost = np.full((states, states), _CONSTANT)
    if method == "transition rates":
        rates = np.nan_to_num(transition_rates(sequences))
        cost = np.maximum(_CONSTANT - (rates + rates.T), 0.0)
    np.fill_diagonal(cost, 0.0)
    return SubstitutionCosts(alphabet=sequences.alphabet, cost=cost)
