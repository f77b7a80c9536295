"""The columns of what was drawn."""

from __future__ import annotations

import attrs
import numpy as np

from mediaeco.kernels.array import Bools, Ints
from mediaeco.model import InteractionTable, Ragged
from mediaeco.model.build import dyadic_table
from mediaeco.model.clock import DAY, micros_of, offset_of
from mediaeco.simulation.channel import Talk
from mediaeco.simulation.design import CaseDesign
from mediaeco.simulation.exchange import Exchange

__all__ = ["columns"]


def columns(made: Exchange, told: Talk, design: CaseDesign) -> InteractionTable:
    """Contacts as columns, without acts as yet."""
    count, cases = len(made.day), len(made.offsets) - 1
    table = dyadic_table(
        case=made.case,
        time=micros_of(design.start) + np.round(made.day * DAY).astype(np.int64),
        sender=made.sender,
        channel=told.channel,
        duration=told.duration,
        content=told.content.astype(np.int8),
        cases=cases,
    )
    every = np.arange(count + 1)
    return attrs.evolve(
        table,
        utc_offset=np.full(count, offset_of(design.start), dtype=np.int32),
        reply_to=_answered(made, told).astype(np.int32),
        rupture=told.rupture.astype(np.int8),
        purposes=Ragged(told.purpose.astype(np.int16), every),
    )


def _answered(made: Exchange, told: Talk) -> Ints:
    """Contact index that each contact answers: one of the other side's that was no talk.

    What one adds to a contact of one's own answers nothing, and after talk, all has been said.
    """
    parent = made.parent
    asked: Bools = parent >= 0
    asked[asked] = (made.sender[parent] != made.sender)[asked] & ~told.live[parent[asked]]
    index = parent - np.repeat(made.offsets[:-1], np.diff(made.offsets))
    return np.where(asked, index, -1)
