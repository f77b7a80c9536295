"""The Markov removal effect of the channels: a rival reading beside Shapley."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import journeys
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.removal import removal_effect
from mediaeco.model import Result, TidyTable

__all__ = ["ChannelRemoval", "channel_removal"]


@frozen(kw_only=True, eq=False, repr=False)
class ChannelRemoval(Result):
    """What would be lost without each channel, by the Markov chain of the record.

    Parameters
    ----------
    channels
        Ids.
    contacts
        Contacts over each channel; shape (channels,).
    journeys
        Elements whose way was followed, over all cases.
    agreed
        How many of them were agreed.
    probability
        Probability that a way through the chain ends in agreement; NaN without journeys.
    effect
        Removal effect, from 0 to 1; NaN where the probability is 0; shape (channels,).
    share
        The effects as shares of their sum; NaN where that is 0.
    """

    channels: tuple[str, ...]
    contacts: Ints
    journeys: int
    agreed: int
    probability: float
    effect: Floats
    share: Floats

    def to_frame(self) -> TidyTable:
        """One row a channel."""
        return TidyTable(
            {
                "channel": np.array(self.channels, dtype=np.str_),
                "contacts": self.contacts,
                "removal_effect": self.effect,
                "share": self.share,
            }
        )


def channel_removal(eco: Ecosystem) -> ChannelRemoval:
    """What would be lost without each channel, by the Markov chain of the record?

    Every element of a case is a journey over the channels of the contacts: up to the one that first
    agreed it (a conversion), or to the last contact (none). From the transitions of all
    journeys the absorbing chain start, channels, agreement or not is made; without channel c, steps
    into c lead to no agreement: ``effect = 1 - P_without / P``.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    ChannelRemoval
        By channel.

    Notes
    -----
    *Theory*: anderl2016, adapted (journeys of elements in place of customers'). It knows the order
    of contacts no further than one step, uses no parameters, and credits what is frequent: read
    it beside `channel_shapley`.

    *Laws*: effects from 0 to 1; 1 for a channel on every way through the chain to agreement; 0 for
    one that was not used; relabelling channels permutes.
    """
    table = eco.table
    channels = len(eco.channels)
    contacts = np.bincount(table.channel, minlength=channels)
    ways = journeys(eco)
    done = ways.reached
    found = removal_effect(
        ways.channel,
        ways.offsets,
        done.astype(np.float64),
        (~done).astype(np.float64),
        channels,
    )
    return ChannelRemoval(
        channels=tuple(channel.id for channel in eco.channels),
        contacts=contacts,
        journeys=len(done),
        agreed=int(done.sum()),
        probability=found.probability,
        effect=found.effect,
        share=found.share,
    )
