"""Bouts of exchange (provisional)."""
from __future__ import annotations
import numpy as np
from mediaeco.kernels.array import Ints
def bouts(time: Ints, offsets: Ints, gap: int, marks: Ints | None = None) -> Ints:
    """Bouts."""
    new = np.diff(time, prepend=time[:1]) > gap
    if marks is not None:
        ch = np.diff(marks, prepend=marks[:1]) != 0
        new = np.where((marks >= 0) & ~ch, False, new) | ch
    b = offsets[:-1]
    new[b[b < len(time)]] = True
    return np.cumsum(new) - 1
