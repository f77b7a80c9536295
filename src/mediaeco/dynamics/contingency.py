"""Contingency between partners: what follows on one's own state, and on the other's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen

from mediaeco.dynamics.sequence import coded, sequence_offsets
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["EFFECTS", "Contingency", "contingency", "effects_of"]

EFFECTS = ("yule_q", "log_odds", "actor", "partner")
"""Effects of a contingency, in the order in which intervals give them."""


@frozen(kw_only=True, eq=False, repr=False)
class Contingency(Result):
    """What follows on the states of two partners.

    Parameters
    ----------
    own_states, partner_states
        Names of the states, in the order of the axes.
    joint
        Moments at which the two were in these states; shape (dyads, own, partner).
    following
        Of these, the moments that had a next one, by one's own state at it; shape (dyads, own,
        partner, next own).
    target, given
        State of one's own that is looked for at the next moment, and state of the partner that
        it may follow on; as places in the states.
    by_dyad
        Effects of each dyad, in the order of `EFFECTS`; NaN where a dyad does not show it; shape
        (dyads, 4).
    pooled
        Effects in all dyads together; shape (4,).
    """

    own_states: tuple[str, ...]
    partner_states: tuple[str, ...]
    joint: Ints
    following: Ints
    target: int
    given: int
    by_dyad: Floats
    pooled: Floats

    @property
    def probability(self) -> Floats:
        """P(next own | own, partner) in all dyads; NaN where it never occurred; the last axis
        sums to 1; shape (own, partner, next own).
        """
        return _shares(self.following.sum(axis=0))

    def to_frame(self) -> TidyTable:
        """One row a pair of states and next state, over all dyads."""
        own, partner, after = np.indices(self.following.shape[1:]).reshape(3, -1)
        names = np.array(self.own_states, dtype=np.str_)
        return TidyTable(
            {
                "own": names[own],
                "partner": np.array(self.partner_states, dtype=np.str_)[partner],
                "next_own": names[after],
                "count": self.following.sum(axis=0).ravel(),
                "probability": self.probability.ravel(),
            }
        )


def contingency(
    own: Sequence[Any] | Array,
    partner: Sequence[Any] | Array,
    *,
    sequences: Sequence[int] | Ints | None = None,
    states: tuple[Sequence[Any], Sequence[Any]] | None = None,
    about: tuple[Any, Any] | None = None,
) -> Contingency:
    """Does what one does next depend on oneself, and on the partner?

    From the counts of (own, partner, next own):

    - ``yule_q = (ad - bc) / (ad + bc)`` of the table of "partner was in *given*" by "next own is
      *target*", and ``log_odds`` of it with 0.5 added to every cell;
    - ``partner``: how much more probable *target* is next, in points of probability, after the
      partner was in *given* than after not, within each own state (*target* or not), averaged
      over them by how often they occur; ``actor``: likewise, after oneself was in *target* than
      after not, within each state of the partner.

    Parameters
    ----------
    own, partner
        States of the two at the same moments, at even intervals; None (and NaN) where unknown;
        sequences end to end.
    sequences
        Moment at which each dyad begins, and their number at the end; None: they are one.
    states
        States of own and of partner, in order; None: those that occur.
    about
        *Target* among the own states and *given* among the partner's; None: the last of each.

    Returns
    -------
    Contingency
        Counts and effects by dyad, and pooled.

    Raises
    ------
    InvalidCaseError
        Where lengths or sequences do not fit.
    UnknownTermError
        Where a state is none of ``states``.

    Notes
    -----
    *Theory*: bakeman2011 (Yule's Q, log odds of a sequential contingency), published; kenny2006
    (actor and partner effects), adapted: differences of shares, not coefficients of a model.
    Pooled tables mix dyads: where dyads differ in how often they do something, a contingency may
    be theirs and not within any of them, so look at both. Contingent is not caused.

    *Laws*: every moment with a next one, both known, is counted once; renaming the states changes
    nothing; exchanging *given* and not given turns the sign of Q, log odds and the partner effect;
    the order of dyads changes no pooled number.

    Examples
    --------
    >>> stress = [1, 1, 0, 0, 1, 0, 0, 1, 1, 0]
    >>> coping = [0, 1, 1, 0, 0, 1, 0, 0, 1, 1]
    >>> found = contingency(coping, stress)
    >>> found.joint.sum(), found.pooled[:1]
    (np.int64(10), array([1.]))
    """
    if len(partner) != len(own):
        raise InvalidCaseError(
            "contingency.partner", f"{len(own)} states, as many as own has", str(len(partner))
        )
    offsets = sequence_offsets(sequences, len(own), "contingency.sequences")
    order = (None, None) if states is None else states
    own_states, first = coded(own, order[0], "contingency.states[0]")
    partner_states, second = coded(partner, order[1], "contingency.states[1]")
    chosen = (own_states[-1:] or ("",)) + (partner_states[-1:] or ("",))
    target, given = chosen if about is None else (str(state) for state in about)
    places = []
    for state, names in ((target, own_states), (given, partner_states)):
        if names and state not in names:
            raise UnknownTermError(state, names, "state")
        places.append(names.index(state) if names else 0)
    count, wide, high = len(offsets) - 1, len(own_states), len(partner_states)
    dyad = np.repeat(np.arange(count), np.diff(offsets))
    known = (first >= 0) & (second >= 0)
    pair = (dyad * wide + first) * high + second
    joint = np.bincount(pair[known], minlength=count * wide * high)
    # A moment's next one is the row below it, unless a dyad ends there.
    last = np.ones(len(dyad), dtype=bool)
    last[:-1] = dyad[1:] != dyad[:-1]
    after = np.append(first[1:], -1) if len(first) else first
    goes_on = known & ~last & (after >= 0)
    following = np.bincount(
        (pair * wide + after)[goes_on], minlength=count * wide * high * wide
    ).reshape(count, wide, high, wide)
    return Contingency(
        own_states=own_states,
        partner_states=partner_states,
        joint=joint.reshape(count, wide, high),
        following=following,
        target=places[0],
        given=places[1],
        by_dyad=effects_of(following.astype(np.float64), *places),
        pooled=effects_of(following.sum(axis=0).astype(np.float64), *places),
    )


def effects_of(following: Floats, target: int, given: int) -> Floats:
    """Effects from counts of shape (..., own, partner, next own); shape (..., 4)."""
    lead = following.shape[:-3]
    if 0 in following.shape[-3:]:
        return np.full((*lead, 4), np.nan)
    table = _of_two(_of_two(_of_two(following, -3, target), -2, given), -1, target)
    cells = table.sum(axis=-3)  # partner (given, not) by next own (target, not)
    a, b, c, d = (cells[..., i, j] for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)))
    q = _over(a * d - b * c, a * d + b * c)
    some = (a + b > 0) & (c + d > 0) & (a + c > 0) & (b + d > 0)
    log_odds = np.log((a + 0.5) * (d + 0.5)) - np.log((b + 0.5) * (c + 0.5))
    share = _shares(table)[..., 0]  # P(target next | own, partner)
    weight = table.sum(axis=-1)
    partner = _averaged(share[..., 0] - share[..., 1], weight.sum(axis=-1))
    actor = _averaged(share[..., 0, :] - share[..., 1, :], weight.sum(axis=-2))
    return np.stack([q, np.where(some, log_odds, np.nan), actor, partner], axis=-1)


def _of_two(values: Floats, axis: int, place: int) -> Floats:
    """One state, and all others together."""
    one = np.take(values, place, axis=axis)
    return np.stack([one, values.sum(axis=axis) - one], axis=axis)


def _averaged(values: Floats, weight: Floats) -> Floats:
    """Mean over the last axis of what is defined, by weight; NaN where nothing is."""
    weight = np.where(np.isnan(values), 0.0, weight)
    return _over((np.nan_to_num(values) * weight).sum(axis=-1), weight.sum(axis=-1))


def _over(part: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _shares(counts: Ints | Floats) -> Floats:
    return _over(counts.astype(np.float64), counts.sum(axis=-1, keepdims=True).astype(np.float64))
