"""Threads: bouts of exchange, joined where a later contact answers an earlier one."""

from __future__ import annotations

import numpy as np

from mediaeco.ecosystem.context import BOUT_GAP_HOURS, bout_of
from mediaeco.kernels.array import Bools, Ints
from mediaeco.model.table import InteractionTable
from mediaeco.model.vocabulary import ContentKind

__all__ = ["BOUT_GAP_HOURS", "bout_of", "came_about", "dyadic", "thread_roots"]

_ATTEMPT = tuple(ContentKind).index(ContentKind.ATTEMPT)


def thread_roots(table: InteractionTable, gap_hours: float) -> Ints:
    """Row of the contact that began each contact's thread; shape (rows,).

    A contact that answers an earlier one belongs to its thread; any other belongs to the thread
    that its bout began with. Both look only back, so a thread never changes by what comes later.
    """
    bout = bout_of(table, gap_hours)
    count = len(bout)
    begins = np.flatnonzero(np.diff(bout, prepend=-1))
    parent = begins[bout] if count else np.zeros(0, dtype=np.int64)
    reply = table.reply_row
    answered = (reply >= 0) & (reply < np.arange(count))
    if not answered.any():
        return parent
    parent = np.where(answered, reply, parent)
    while True:
        # Pointer jumping: every pass halves the way to the root.
        further = parent[parent]
        if np.array_equal(further, parent):
            return parent
        parent = further


def came_about(table: InteractionTable) -> Bools:
    """Tell which contacts between therapist and patient came about; shape (rows,).

    A call that nobody took was tried, and did not.
    """
    between: Bools = dyadic(table) & (table.content != _ATTEMPT)
    return between


def dyadic(table: InteractionTable) -> Bools:
    """Tell which contacts are between therapist and patient; shape (rows,)."""
    receivers = table.receivers
    other = np.repeat(1 - table.sender.astype(np.int64), receivers.counts)
    hit = np.zeros(len(table), dtype=bool)
    hit[receivers.rows[receivers.values == other]] = True
    return hit & (table.sender <= 1)
