"""The array types that kernels and results speak of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "Bools", "Floats", "Ints", "read_only"]

Floats = NDArray[np.float64]
Ints = NDArray[np.signedinteger[Any]]
Bools = NDArray[np.bool_]
Array = NDArray[Any]


def read_only(array: Array) -> Array:
    """Give the same memory as a view that cannot be written to."""
    view = array.view()
    view.flags.writeable = False
    return view
