"""What the choice of one medium among several tells."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.history import SIDES, prior_use
from mediaeco.analysis.thread import dyadic
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.group import group_mean
from mediaeco.kernels.segment import segment_cumsum
from mediaeco.model import Result, TidyTable

__all__ = ["ChoiceInformativeness", "choice_informativeness"]


@frozen(kw_only=True, eq=False, repr=False)
class ChoiceInformativeness(Result):
    """How telling each choice of a channel was.

    Parameters
    ----------
    cases
        Ids.
    case, n, sender
        Case, contact index and sender's code of each contact; shape (rows,).
    available
        Channels that both sides had access to just before the contact, the chosen one among them;
        0 for contacts that are not between therapist and patient; shape (rows,).
    value
        Normalised surprisal of the chosen channel, from 0 (what was to be expected, or the only
        one there was) to 1 (chosen for the first time); NaN for contacts that are not
        between therapist and patient; shape (rows,).
    by_side
        Mean over the contacts of each side; NaN where there are none; shape (cases, 2).
    with_choice
        Share of the contacts of each side before which more than one channel was available: the
        precondition of polymedia; NaN where there are none; shape (cases, 2).
    """

    cases: tuple[str, ...]
    case: Ints
    n: Ints
    sender: Ints
    available: Ints
    value: Floats
    by_side: Floats
    with_choice: Floats

    def to_frame(self) -> TidyTable:
        """One row a contact."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                "sender": self.sender,
                "available": self.available,
                "informativeness": self.value,
            }
        )

    def summary(self) -> TidyTable:
        """One row a case and side."""
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), 2),
                "side": np.array(SIDES * len(self.cases), dtype=np.str_),
                "informativeness": self.by_side.ravel(),
                "with_choice": self.with_choice.ravel(),
            }
        )


def choice_informativeness(eco: Ecosystem, *, pseudo_count: float = 1.0) -> ChoiceInformativeness:
    """How much does it tell that this channel was chosen, given those that were available?

    ``I = log((N + s m) / (n_c + s)) / log((N + s m) / s)``, and 0 where m = 1

    with m channels available to both sides, N earlier contacts of the sender over any of them, n_c
    over the chosen one, and a pseudo-count s: the surprisal of the choice by the sender's own
    habit, as a share of the surprisal of a channel never chosen before.

    Parameters
    ----------
    eco
        One case or a cohort.
    pseudo_count
        What each available channel counts before any use, above 0 (library default 1, as if each
        had been used once).

    Returns
    -------
    ChoiceInformativeness
        By contact and by side.

    Raises
    ------
    InvalidCaseError
        Where ``pseudo_count`` is not above 0.

    Notes
    -----
    *Theory*: madianou2012 (once media are there, choosing one becomes a social and moral act);
    the index is the library's proposal. Its preconditions are access, affordability and literacy,
    of which a record shows access alone: a channel is available where both sides declared it, knew
    it before, or have sent or received on it. With one channel the choice has no meaning.

    *Laws*: 0 with a single available channel; from 0 to 1; contacts to come change nothing that
    was; swapping the roles swaps the sides.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> told = choice_informativeness(Ecosystem(read_example("sent-away")))
    >>> int(told.available.max())
    1
    >>> float(told.value.max())
    0.0
    """
    if not 0 < pseudo_count < float("inf"):
        raise InvalidCaseError(
            "choice_informativeness.pseudo_count", "a number above 0", str(pseudo_count)
        )
    table = eco.table
    rows = np.arange(len(table))
    between = dyadic(table)
    both = both_have(eco)
    both[rows, table.channel] = True
    chosen = chosen_before(eco)
    m = np.where(between, both.sum(axis=1), 0)
    earlier = chosen.sum(axis=1)  # what either chose for the other, both have
    own = chosen[rows, table.channel] if len(table) else np.zeros(0)
    total = earlier + pseudo_count * m
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.log(total / (own + pseudo_count)) / np.log(total / pseudo_count)
    value = np.where(m == 1, 0.0, np.clip(value, 0.0, 1.0))
    value[~between] = np.nan
    side = table.case * 2 + np.minimum(table.sender, 1)
    several = np.where(between, m > 1, np.nan)
    return ChoiceInformativeness(
        cases=eco.ids,
        case=table.case,
        n=table.n,
        sender=table.sender,
        available=m,
        value=value,
        by_side=group_mean(side, value, table.cases * 2).reshape(-1, 2),
        with_choice=group_mean(side, several, table.cases * 2).reshape(-1, 2),
    )


def both_have(eco: Ecosystem) -> Bools:
    """Channels that both sides had access to just before each contact; shape (rows, channels)."""
    table = eco.table
    declared = prior_use(eco)[1]
    both = np.ones((len(table), len(eco.channels)), dtype=bool)
    receivers = table.receivers
    for side in range(2):
        took_part = table.sender == side
        took_part[receivers.rows[receivers.values == side]] = True
        met = np.zeros(both.shape, dtype=bool)
        met[took_part, table.channel[took_part]] = True
        both &= declared[table.case, side] | (segment_cumsum(met, table.offsets) - met > 0)
    return both


def chosen_before(eco: Ecosystem) -> Ints:
    """How often each contact's sender had chosen each channel for the other side before."""
    table = eco.table
    between = dyadic(table)
    before = np.zeros((len(table), len(eco.channels)), dtype=np.int64)
    for side in range(2):
        own = between & (table.sender == side)
        made = np.zeros(before.shape, dtype=np.int64)
        made[own, table.channel[own]] = 1
        before[own] = (segment_cumsum(made, table.offsets) - made)[own]
    return before
