"""Sessions: the live contacts, in which both sides are present."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis.thread import dyadic
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools
from mediaeco.model import ContentKind

__all__ = ["is_session"]

_LIVE_TALK = tuple(ContentKind).index(ContentKind.LIVE_TALK)


def is_session(eco: Ecosystem) -> Bools:
    """Tell which contacts are sessions: live talk over a live channel between the two.

    Returns
    -------
    array
        Shape (rows,).
    """
    table = eco.table
    live = np.array([channel.live for channel in eco.channels], dtype=bool)
    sessions: Bools = live[table.channel] & (table.content == _LIVE_TALK) & dyadic(table)
    return sessions
