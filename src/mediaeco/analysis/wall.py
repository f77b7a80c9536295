"""Days and hours by the clock on the wall."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import InteractionTable
from mediaeco.model.clock import DAY, SECOND

__all__ = ["wall_time", "weekday_and_hour"]

_EPOCH_WEEKDAY = 3  # the first day of 1970 was a Thursday


def wall_time(table: InteractionTable) -> Ints:
    """Microseconds by the clock on the wall of whoever told the time; shape (rows,)."""
    return table.time + table.utc_offset.astype(np.int64) * SECOND


def weekday_and_hour(wall: Ints) -> tuple[Ints, Floats]:
    """Day of the week, Monday = 0, and hour of the day from 0 to below 24."""
    day, since_midnight = np.divmod(wall, DAY)
    return (day + _EPOCH_WEEKDAY) % 7, since_midnight / (DAY / 24)
