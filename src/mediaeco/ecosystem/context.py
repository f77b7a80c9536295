"""Contexts as they are recorded: bouts of exchange, across channels."""

from __future__ import annotations

from mediaeco.kernels.array import Ints
from mediaeco.kernels.bout import bouts
from mediaeco.model.clock import DAY
from mediaeco.model.table import InteractionTable

__all__ = ["BOUT_GAP_HOURS", "bout_of"]

BOUT_GAP_HOURS = 12.0
"""Silence that ends a bout of exchange, in hours (library default)."""


def bout_of(table: InteractionTable, gap_hours: float = BOUT_GAP_HOURS) -> Ints:
    """Bout that each contact belongs to, counted over the whole table; shape (rows,)."""
    marks = table.context if table.labels else None
    return bouts(table.time, table.offsets, round(gap_hours * DAY / 24), marks)
