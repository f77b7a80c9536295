"""Published theories, one a file."""

from mediaeco.theory.published.exposure import MERE_EXPOSURE
from mediaeco.theory.published.founding import FOUNDING_STUDY
from mediaeco.theory.theory import Theory

__all__ = ["FOUNDING_STUDY", "MERE_EXPOSURE", "THEORIES"]

THEORIES: tuple[Theory, ...] = (FOUNDING_STUDY, MERE_EXPOSURE)
"""The theories that ship: the founding study first, the null last."""
