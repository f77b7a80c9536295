"""Synchronicity of a medium, and how it fits what a process needs: Media Synchronicity Theory."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats
from mediaeco.model import CapabilityProfile
from mediaeco.model.bound import number

__all__ = ["DEFAULT_WEIGHTS", "SynchronicityWeights", "fit", "synchronicity"]


@frozen(kw_only=True)
class SynchronicityWeights:
    """Weights of the five capabilities in synchronicity.

    The defaults are the library's: an unweighted mean ties media that the published table
    tells apart, these reproduce every strict order of it.

    Parameters
    ----------
    velocity, parallelism, symbols, rehearsability, reprocessability
        At least 0, of which one is above 0; they are normed to a sum of 1.
    """

    velocity: float = field(default=0.30, validator=number(0), converter=float)
    parallelism: float = field(default=0.05, validator=number(0), converter=float)
    symbols: float = field(default=0.30, validator=number(0), converter=float)
    rehearsability: float = field(default=0.05, validator=number(0), converter=float)
    reprocessability: float = field(default=0.30, validator=number(0), converter=float)

    def __attrs_post_init__(self) -> None:
        if not sum(self.values) > 0:
            raise InvalidCaseError("SynchronicityWeights", "a weight above 0", "none")

    @property
    def values(self) -> tuple[float, ...]:
        """The weights, in the order of the fields."""
        return (
            self.velocity,
            self.parallelism,
            self.symbols,
            self.rehearsability,
            self.reprocessability,
        )


DEFAULT_WEIGHTS = SynchronicityWeights()
"""The library's weights, which reproduce every strict order of the published table."""


def synchronicity(
    capability: CapabilityProfile, *, weights: SynchronicityWeights = DEFAULT_WEIGHTS
) -> float:
    """How far does a medium let people work together at the same time with one focus?

    ``S = w1 velocity + w2 (1 - parallelism) + w3 symbols + w4 (1 - rehearsability)
    + w5 (1 - reprocessability)``, weights normed to a sum of 1

    Parameters
    ----------
    capability
        What the medium can do.
    weights
        Weights of the capabilities.

    Returns
    -------
    float
        From 0 to 1.

    Notes
    -----
    *Theory*: dennis2008, propositions P2 to P6 (signs); adapted: the index and its weights are
    the library's.

    *Laws*: rises with velocity and symbols, falls with the other three; ranks the published media
    as published.

    Examples
    --------
    >>> from mediaeco.catalog import CHANNELS
    >>> round(synchronicity(CHANNELS["video_call"].capability), 3)
    0.825
    """
    parts = (
        capability.velocity,
        1 - capability.parallelism,
        capability.symbols,
        1 - capability.rehearsability,
        1 - capability.reprocessability,
    )
    total = sum(weights.values)
    index = sum(w * x for w, x in zip(weights.values, parts, strict=True)) / total
    return min(max(index, 0.0), 1.0)


def fit(synchronicity: Floats | float, need: Floats | float) -> Floats:
    """How well does a medium's synchronicity fit what a process needs?

    ``fit = 1 - |S - q|``

    Parameters
    ----------
    synchronicity
        S of the medium, from 0 to 1.
    need
        Convergence share q of the process: 0 pure conveyance, 1 pure convergence.

    Returns
    -------
    array
        From 0 to 1; shapes broadcast.

    Notes
    -----
    *Theory*: dennis2008, P1; the absolute difference is the library's proposal.

    *Laws*: 1 only where S = q; for q = 1 media rank as their synchronicity, for q = 0 reversed.
    """
    return np.asarray(1 - np.abs(np.subtract(synchronicity, need)), dtype=np.float64)
