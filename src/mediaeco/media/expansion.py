"""How rich a medium comes to be for those who know it, its topic and one another."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from mediaeco.analysis.history import SIDES, prior_use
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.segment import group_order, segment_cumsum
from mediaeco.media.richness import richness
from mediaeco.model import Result, TidyTable
from mediaeco.model.bound import number

__all__ = ["ExpansionRates", "PerceivedRichness", "channel_expansion", "perceived_richness"]


@frozen(kw_only=True)
class ExpansionRates:
    """How much each contact's worth of experience adds to the richness that somebody perceives.

    Parameters
    ----------
    channel, topic, partner
        Per contact over the channel, for the purpose, and with the other side; at least 0. The
        numbers are library defaults.
    """

    channel: float = field(default=0.05, validator=number(0), converter=float)
    topic: float = field(default=0.02, validator=number(0), converter=float)
    partner: float = field(default=0.02, validator=number(0), converter=float)

    @property
    def values(self) -> tuple[float, ...]:
        """The rates, in the order of the fields."""
        return (self.channel, self.topic, self.partner)


def perceived_richness(base: Floats | float, experience: Floats, gammas: Floats) -> Floats:
    """How rich does a medium seem to somebody with this experience?

    ``perceived = base + (1 - base) (1 - exp(-sum over k of gamma_k x_k))``

    Parameters
    ----------
    base
        Richness of the medium to a newcomer, from 0 to 1; shape (...).
    experience
        Amounts x of each kind of experience, at least 0; shape (..., kinds).
    gammas
        Rates, at least 0; shape (kinds,).

    Returns
    -------
    array
        From ``base`` to 1; NaN where ``base`` is; shape (...).

    Raises
    ------
    InvalidCaseError
        Where an experience or a rate is below 0.

    Notes
    -----
    *Theory*: carlson1999 (experience with channel, topic, context and partner expands a channel);
    the form is the library's proposal.

    *Laws*: never below ``base``; never falls as experience grows, and each further piece adds less.

    Examples
    --------
    >>> perceived_richness(0.5, np.array([[0.0], [10.0], [20.0]]), np.array([0.1])).round(3)
    array([0.5  , 0.816, 0.932])
    """
    amounts, rates = np.asarray(experience, np.float64), np.asarray(gammas, np.float64)
    for name, values in (("experience", amounts), ("gammas", rates)):
        if (values < 0).any():
            raise InvalidCaseError(f"perceived_richness.{name}", "at least 0", "less")
    start = np.asarray(base, dtype=np.float64)
    return np.asarray(start + (1 - start) * -np.expm1(-(amounts @ rates)), dtype=np.float64)


@frozen(kw_only=True, eq=False, repr=False)
class PerceivedRichness(Result):
    """How rich each side must have come to find the channels, by what it had done.

    Parameters
    ----------
    cases, channels
        Ids.
    case, n, channel
        Case, contact index and channel's code of each contact; shape (rows,).
    base
        Richness of each channel to a newcomer; NaN where the channel has no richness profile;
        shape (channels,).
    experience
        Experience of either side just before each contact with its channel, its topic (mean over
        its purposes; 0 where none is stated) and the partner, in contacts; partner experience is
        shared by both; shape (2, rows, 3).
    value
        Perceived richness of each contact's channel just before the contact, by side, from ``base``
        to 1; NaN as ``base``; shape (2, rows).
    end
        The same of every channel at the end of the record, by experience of channel and partner
        alone, since a channel at rest has no topic; shape (cases, 2, channels).
    rates
        The rates used.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    n: Ints
    channel: Ints
    base: Floats
    experience: Floats
    value: Floats
    end: Floats
    rates: ExpansionRates

    def to_frame(self) -> TidyTable:
        """One row a contact and side."""
        sides = len(self.n)
        return TidyTable(
            {
                "case": np.tile(np.array(self.cases, dtype=np.str_)[self.case], 2),
                "n": np.tile(self.n, 2),
                "channel": np.tile(np.array(self.channels, dtype=np.str_)[self.channel], 2),
                "side": np.repeat(np.array(SIDES, dtype=np.str_), sides),
                "channel_experience": self.experience[:, :, 0].ravel(),
                "topic_experience": self.experience[:, :, 1].ravel(),
                "partner_experience": self.experience[:, :, 2].ravel(),
                "perceived_richness": self.value.ravel(),
            }
        )


_RATES = ExpansionRates()


def channel_expansion(eco: Ecosystem, *, rates: ExpansionRates = _RATES) -> PerceivedRichness:
    """How rich had each channel become for each side, by what it had done on it?

    Experience is counted in contacts that a side sent or received: over the channel (with declared
    use from before the therapy), with the same purposes, and with the other side (contacts that
    came about between the two).

    Parameters
    ----------
    eco
        One case or a cohort.
    rates
        What each contact's worth of experience adds.

    Returns
    -------
    PerceivedRichness
        Just before each contact, and at the end.

    Notes
    -----
    *Theory*: carlson1999, adapted: experience counted in a log stands for experience reported.
    Experience of the organisational context has no counterpart in a therapy of two and is left
    out. What an actor says they perceive is a rating (`Measure` with ``about``), not this.

    *Laws*: never below the base; partner experience is the same for both sides; from contact to
    contact of a case, experience of the partner and of each channel never falls, nor does that of a
    topic over the contacts for it alone (a mean over other purposes beside it can fall); contacts
    to come change nothing that was; swapping the roles swaps the sides.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> found = channel_expansion(Ecosystem(read_example("first-contact")))
    >>> found.experience[0, 0].tolist()
    [0.0, 0.0, 0.0]
    """
    table, width = eco.table, len(eco.channels)
    base = np.array(
        [np.nan if c.richness is None else richness(c.richness) for c in eco.channels],
        dtype=np.float64,
    )
    prior = prior_use(eco)[0]
    experience = np.zeros((2, len(table), 3))
    counted = np.zeros((table.cases, 2, width))
    key = table.case * width + table.channel
    for side in range(2):
        part = _took_part(eco, side)
        declared = prior[table.case, side, table.channel]
        experience[side, :, 0] = _before(key, part) + declared
        experience[side, :, 1] = _topic(eco, part)
        counts = np.bincount(key[part], minlength=table.cases * width)
        counted[:, side] = counts.reshape(table.cases, width) + prior[:, side]
    about = came_about(table)
    experience[:, :, 2] = segment_cumsum(about, table.offsets) - about
    met = np.bincount(table.case[about], minlength=table.cases)
    known = np.broadcast_to(met[:, None, None], counted.shape)
    gammas = np.array(rates.values)
    return PerceivedRichness(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        case=table.case,
        n=table.n,
        channel=table.channel,
        base=base,
        experience=experience,
        value=perceived_richness(base[table.channel], experience, gammas),
        end=perceived_richness(base, np.stack((counted, known), axis=-1), gammas[[0, 2]]),
        rates=rates,
    )


def _took_part(eco: Ecosystem, side: int) -> Bools:
    """Contacts that the side sent or received; shape (rows,)."""
    table = eco.table
    part: Bools = table.sender == side
    part[table.receivers.rows[table.receivers.values == side]] = True
    return part


def _before(key: Ints, part: Bools) -> Ints:
    """How many earlier entries of the same key a side took part in."""
    order, groups = group_order(key)
    ordered = part[order]
    count = np.empty(len(key), dtype=np.int64)
    count[order] = segment_cumsum(ordered, groups) - ordered
    return count


def _topic(eco: Ecosystem, part: Bools) -> Floats:
    """Mean over a contact's purposes of the side's earlier contacts with that purpose."""
    table = eco.table
    rows = table.purposes.rows
    key = table.case[rows] * len(eco.purposes) + table.purposes.values
    total = np.bincount(rows, _before(key, part[rows]), len(table))
    return np.asarray(total / np.maximum(table.purposes.counts, 1), dtype=np.float64)
