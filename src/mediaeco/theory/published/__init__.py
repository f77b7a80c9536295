"""Published theories, one a file."""

from mediaeco.theory.published.exposure import MERE_EXPOSURE
from mediaeco.theory.published.founding import FOUNDING_STUDY
from mediaeco.theory.published.multiplexity import MEDIA_MULTIPLEXITY
from mediaeco.theory.published.naturalness import MEDIA_NATURALNESS
from mediaeco.theory.published.online_setting import ONLINE_SETTING
from mediaeco.theory.published.richness import MEDIA_RICHNESS
from mediaeco.theory.published.rivalry import RIVALRIES, Rivalry
from mediaeco.theory.published.rupture_repair import RUPTURE_REPAIR
from mediaeco.theory.published.social_information import SOCIAL_INFORMATION
from mediaeco.theory.published.synchronicity import MEDIA_SYNCHRONICITY
from mediaeco.theory.published.working_alliance import WORKING_ALLIANCE
from mediaeco.theory.theory import Theory

__all__ = [
    "FOUNDING_STUDY",
    "MEDIA_MULTIPLEXITY",
    "MEDIA_NATURALNESS",
    "MEDIA_RICHNESS",
    "MEDIA_SYNCHRONICITY",
    "MERE_EXPOSURE",
    "ONLINE_SETTING",
    "RIVALRIES",
    "RUPTURE_REPAIR",
    "SOCIAL_INFORMATION",
    "THEORIES",
    "WORKING_ALLIANCE",
    "Rivalry",
]

THEORIES: tuple[Theory, ...] = (
    FOUNDING_STUDY,
    MEDIA_SYNCHRONICITY,
    MEDIA_RICHNESS,
    SOCIAL_INFORMATION,
    MEDIA_NATURALNESS,
    MEDIA_MULTIPLEXITY,
    RUPTURE_REPAIR,
    WORKING_ALLIANCE,
    ONLINE_SETTING,
    MERE_EXPOSURE,
)
"""The theories that ship: the founding study first, the null last."""
