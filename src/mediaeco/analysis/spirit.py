"""What a channel is offered for, and the uses that keep to it or go beyond it."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Ints

__all__ = ["SpiritUses", "spirit", "spirit_uses"]


@frozen(eq=False)
class SpiritUses:
    """Uses over channels that say what they are offered for.

    A use is one purpose of one contact that a side made.

    Parameters
    ----------
    uses, outside
        Uses, and those of them outside the channel's declared purposes, by case, side and channel;
        0 for a channel that declares none. Shape (cases, 2, channels).
    """

    uses: Ints
    outside: Ints


def spirit(eco: Ecosystem) -> Bools:
    """Tell which purposes each channel is offered for; shape (channels, purposes)."""
    return np.array(
        [[purpose.id in c.purposes for purpose in eco.purposes] for c in eco.channels], dtype=bool
    ).reshape(len(eco.channels), len(eco.purposes))


def spirit_uses(eco: Ecosystem) -> SpiritUses:
    """Count the uses of both sides within and outside what the channels are offered for."""
    table, offered = eco.table, spirit(eco)
    shape = (table.cases, 2, len(eco.channels))
    declares = np.array([bool(channel.purposes) for channel in eco.channels], dtype=bool)
    rows, purpose = table.purposes.rows, table.purposes.values
    counted = (table.sender[rows] < 2) & declares[table.channel[rows]]
    rows, purpose = rows[counted], purpose[counted]
    channel = table.channel[rows].astype(np.int64)
    key = (table.case[rows] * 2 + table.sender[rows]) * shape[2] + channel
    size = int(np.prod(shape))
    off = ~offered[channel, purpose]
    return SpiritUses(
        uses=np.bincount(key, minlength=size).reshape(shape),
        outside=np.bincount(key[off], minlength=size).reshape(shape),
    )
