"""What of a case the map of its media ecosystem shows."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import Appropriation, FrameLifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.palette import ChannelLook, channel_looks
from mediaeco.kernels.array import Floats, Ints

__all__ = ["Map"]


@frozen(kw_only=True, eq=False)
class Map:
    """What is drawn: channels by column, elements by row."""

    case: str
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...]
    contacts: Ints
    value: Floats  # sides, channels
    level: Ints
    joint: Floats
    elements: tuple[str, ...]
    acts: Ints  # elements, channels
    agreed: Ints  # elements: channel of the first agreement, -1
    status: Ints

    @staticmethod
    def of(eco: Ecosystem, own: Appropriation, life: FrameLifecycle) -> Map:
        """Take from a case and its findings what is drawn."""
        table = eco.table
        case = eco.case
        shape = (len(eco.elements), len(eco.channels))
        acts = np.zeros(shape, dtype=np.int64)
        np.add.at(acts, (life.element, table.channel[life.row]), 1)
        row = life.agreed_row[0]
        agreed = np.full(len(row), -1)
        agreed[row >= 0] = table.channel[row[row >= 0]]
        return Map(
            case=case.id,
            names=tuple(channel.name for channel in eco.channels),
            looks=channel_looks([channel.id for channel in eco.channels]),
            contacts=np.bincount(table.channel, minlength=shape[1]),
            value=own.value[0],
            level=own.level[0],
            joint=own.joint[0],
            elements=tuple(element.name for element in eco.elements),
            acts=acts,
            agreed=agreed,
            status=life.status[0],
        )

    @property
    def most(self) -> int:
        """Contacts over the channel with the most."""
        return int(self.contacts.max(initial=0))
