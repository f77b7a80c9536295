"""What media can do, how they fit what they are used for, and what people make of them."""

from mediaeco.media.fit import ChannelFit, channel_fit, ecosystem_fit, fit, performance
from mediaeco.media.synchronicity import DEFAULT_WEIGHTS, SynchronicityWeights, synchronicity

__all__ = [
    "DEFAULT_WEIGHTS",
    "ChannelFit",
    "SynchronicityWeights",
    "channel_fit",
    "ecosystem_fit",
    "fit",
    "performance",
    "synchronicity",
]
