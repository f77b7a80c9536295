"""Choices among alternatives: likelihood, score and information of a conditional logit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.segment import spans
from mediaeco.kernels.tall import crossed

__all__ = [
    "ChoiceSets",
    "ChoiceTerms",
    "Contrasts",
    "choice_terms",
    "contrasts",
    "kept_choices",
    "shares",
]


class ChoiceSets(NamedTuple):
    """What could have been chosen, choice after choice.

    Parameters
    ----------
    features
        Of each row; finite; shape (rows, features).
    counts
        How many alternatives of the choice have these features, above 0; shape (rows,). The many
        about whom nothing is known need one row, "all others".
    offsets
        Row at which each choice begins, and the number of rows at the end; no choice is empty;
        shape (choices + 1,).
    chosen
        Row that the chosen alternative is one of; shape (choices,).
    """

    features: Floats
    counts: Floats
    offsets: Ints
    chosen: Ints

    @property
    def alternatives(self) -> Floats:
        """How many alternatives each choice had; shape (choices,)."""
        if len(self.chosen) == 0:
            return np.zeros(0)
        return np.asarray(np.add.reduceat(self.counts, self.offsets[:-1]), dtype=np.float64)


class Contrasts(NamedTuple):
    """Choice sets as differences from what was chosen, which is all that a choice tells.

    Parameters
    ----------
    rows
        Features of each row less those of the chosen one; shape (features, rows).
    log_counts
        Shape (rows,).
    begins
        Row at which each choice begins; shape (choices,).
    of
        Choice of each row; shape (rows,).
    """

    rows: Floats
    log_counts: Floats
    begins: Ints
    of: Ints

    def kept(self, rows: Bools) -> Contrasts:
        """Keep these rows; every choice keeps at least the one that was chosen."""
        of = self.of[rows]
        begins = np.searchsorted(of, np.arange(len(self.begins)))
        return Contrasts(self.rows[:, rows], self.log_counts[rows], begins, of)


class ChoiceTerms(NamedTuple):
    """What choices say of coefficients, at given ones.

    Parameters
    ----------
    log_likelihood
        Of each choice, at most 0; shape (choices,).
    score
        Its gradient, choice by choice; shape (features, choices).
    information
        Minus the Hessian of the weighted sum, positive semidefinite; shape (features, features).
    """

    log_likelihood: Floats
    score: Floats
    information: Floats


def kept_choices(sets: ChoiceSets, kept: Bools) -> ChoiceSets:
    """Keep these choices; ``kept`` has shape (choices,).

    Examples
    --------
    >>> sets = ChoiceSets(np.eye(4), np.ones(4), np.array([0, 1, 4]), np.array([0, 2]))
    >>> kept_choices(sets, np.array([False, True])).chosen
    array([1])
    """
    lengths = np.diff(sets.offsets)[kept]
    _, rows = spans(sets.offsets[:-1][kept], lengths)
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    chosen = offsets[:-1] + (sets.chosen - sets.offsets[:-1])[kept]
    return ChoiceSets(sets.features[rows], sets.counts[rows], offsets, chosen)


def contrasts(sets: ChoiceSets) -> Contrasts:
    """Take the chosen alternative's features off those of all others.

    Examples
    --------
    >>> sets = ChoiceSets(np.array([[2.0], [5.0]]), np.ones(2), np.array([0, 2]), np.array([1]))
    >>> contrasts(sets).rows
    array([[-3.,  0.]])
    """
    of = np.repeat(np.arange(len(sets.chosen)), np.diff(sets.offsets))
    rows = np.ascontiguousarray(np.asarray(sets.features, dtype=np.float64).T)
    return Contrasts(
        rows - rows[:, sets.chosen[of]], np.log(sets.counts), np.asarray(sets.offsets)[:-1], of
    )


def choice_terms(found: Contrasts, beta: Floats, weight: Floats | None = None) -> ChoiceTerms:
    """How likely do coefficients make what was chosen, and where would they be better?

    ``log L_e = x_chosen beta - log sum over rows j of e of n_j exp(x_j beta)``

    with n the number of alternatives that share the features of a row: one row of n alternatives
    says what n rows of one would.

    Parameters
    ----------
    found
        Choice sets as differences from what was chosen.
    beta
        Coefficients; shape (features,).
    weight
        How much each choice counts, above 0; None: 1; shape (choices,).

    Returns
    -------
    ChoiceTerms
        In time and memory in proportion to the rows.

    Notes
    -----
    *Theory*: mcfadden1974; published.

    *Laws*: equals the product of the probabilities written out; a row of n alternatives equals n
    rows; a number added to a feature of all alternatives of a choice changes nothing; the score is
    the slope of the log likelihood, the information minus the slope of the score.

    Examples
    --------
    >>> sets = ChoiceSets(
    ...     np.array([[1.0], [0.0]]), np.array([1.0, 3.0]), np.array([0, 2]), np.array([0])
    ... )
    >>> terms = choice_terms(contrasts(sets), np.zeros(1))
    >>> terms.log_likelihood.round(3), terms.score, terms.information
    (array([-1.386]), array([[0.75]]), array([[0.1875]]))
    """
    rows, of = found.rows, found.of
    share, log_total = shares(found, beta)
    if len(log_total) == 0:
        return ChoiceTerms(np.zeros(0), np.zeros((len(rows), 0)), np.zeros((len(rows),) * 2))
    mean = np.add.reduceat(rows * share, found.begins, axis=1)
    weighted = share if weight is None else share * weight[of]
    outer = mean if weight is None else mean * weight
    information = crossed((rows * weighted).T, rows.T) - crossed(outer.T, mean.T)
    return ChoiceTerms(-log_total, -mean, information)


def shares(found: Contrasts, beta: Floats) -> tuple[Floats, Floats]:
    """Probability of each row, and the logarithm of what the chosen one's is a share of.

    Examples
    --------
    >>> sets = ChoiceSets(
    ...     np.array([[1.0], [0.0]]), np.array([1.0, 3.0]), np.array([0, 2]), np.array([0])
    ... )
    >>> shares(contrasts(sets), np.zeros(1))[0]
    array([0.25, 0.75])
    """
    rows, log_counts, begins, of = found
    utility = np.einsum("f,fr->r", beta, rows) + log_counts  # not by `@`: see kernels.tall
    if len(begins) == 0:
        return utility, np.zeros(0)
    top = np.maximum.reduceat(utility, begins)
    share = np.exp(utility - top[of])
    total = np.add.reduceat(share, begins)
    return share / total[of], top + np.log(total)
