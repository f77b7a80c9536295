"""Random streams, one for each thing that is drawn."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.simulation.plan import is_whole

__all__ = ["Streams"]

_NAMES = (
    "first contact",
    "initiative",
    "moment of initiative",
    "routine",
    "jitter",
    "cancelled",
    "exchange",
    "purpose",
    "purpose kept",
    "channel",
    "missed",
    "content",
    "broken line",
    "duration",
    "agreement",
    "proposer",
    "in vain",
    "breach",
    "leaving",
    "rating",
    "rate of the case",
    "initiative of the case",
    "preference of the case",
)


@frozen
class Streams:
    """Independent random numbers for everything that is drawn, from one seed.

    Each is drawn case after case, so that the first cases of a larger cohort are the same, and a
    design that asks for less of one thing changes no draw of another.

    Parameters
    ----------
    seed
        A whole number of at least 0.

    Raises
    ------
    InvalidCaseError
        Where it is none.
    """

    seed: int

    def __attrs_post_init__(self) -> None:
        if not is_whole(self.seed, 0):
            raise InvalidCaseError("seed", "a whole number of at least 0", shown(self.seed))

    def __getitem__(self, name: str) -> np.random.Generator:
        """A fresh generator: asked for twice, it draws the same twice."""
        key = (_NAMES.index(name),)
        return np.random.default_rng(np.random.SeedSequence(int(self.seed), spawn_key=key))
