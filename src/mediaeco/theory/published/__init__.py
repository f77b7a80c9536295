"""Published theories, one a file."""

from mediaeco.theory.published.exposure import MERE_EXPOSURE
from mediaeco.theory.published.founding import FOUNDING_STUDY
from mediaeco.theory.published.naturalness import MEDIA_NATURALNESS
from mediaeco.theory.published.richness import MEDIA_RICHNESS
from mediaeco.theory.published.rivalry import RIVALRIES, Rivalry
from mediaeco.theory.published.social_information import SOCIAL_INFORMATION
from mediaeco.theory.published.synchronicity import MEDIA_SYNCHRONICITY
from mediaeco.theory.theory import Theory

__all__ = [
    "FOUNDING_STUDY",
    "MEDIA_NATURALNESS",
    "MEDIA_RICHNESS",
    "MEDIA_SYNCHRONICITY",
    "MERE_EXPOSURE",
    "RIVALRIES",
    "SOCIAL_INFORMATION",
    "THEORIES",
    "Rivalry",
]

THEORIES: tuple[Theory, ...] = (
    FOUNDING_STUDY,
    MEDIA_SYNCHRONICITY,
    MEDIA_RICHNESS,
    SOCIAL_INFORMATION,
    MEDIA_NATURALNESS,
    MERE_EXPOSURE,
)
"""The theories that ship: the founding study first, the null last."""
