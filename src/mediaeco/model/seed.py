"""Where random draws begin."""

from __future__ import annotations

from typing import Any

import numpy as np

from mediaeco.errors import InvalidCaseError, shown

__all__ = ["generator"]


def generator(seed: Any) -> np.random.Generator:
    """Make the generator of all draws of one call: the same seed, the same draws.

    Raises
    ------
    InvalidCaseError
        Where the seed is no whole number of at least 0.

    Examples
    --------
    >>> bool(generator(3).random() == generator(3).random())
    True
    """
    sound = isinstance(seed, int | np.integer) and not isinstance(seed, bool) and seed >= 0
    if not sound:
        raise InvalidCaseError("seed", "a whole number of at least 0", shown(seed))
    return np.random.default_rng(int(seed))
