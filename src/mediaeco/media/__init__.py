"""What media can do, how they fit what they are used for, and what people make of them."""

from mediaeco.analysis.synchronicity import (
    DEFAULT_WEIGHTS,
    SynchronicityWeights,
    fit,
    synchronicity,
)
from mediaeco.kernels.niche import niche_breadth, niche_overlap_distance, niche_superiority
from mediaeco.media.affordance import AFFORDANCES, Affordances, affordances
from mediaeco.media.appropriated_fit import (
    ChannelPerformance,
    MediaVariety,
    channel_performance,
    media_variety,
)
from mediaeco.media.capability import ChannelCapabilities, channel_capabilities
from mediaeco.media.channel_choice import ChannelChoice, ChannelChoiceModel, channel_choice
from mediaeco.media.channel_feature import CHOICE_FEATURES
from mediaeco.media.choice import ChoiceInformativeness, choice_informativeness
from mediaeco.media.cross_media import CrossMedia, cross_media
from mediaeco.media.expansion import (
    ExpansionRates,
    PerceivedRichness,
    channel_expansion,
    perceived_richness,
)
from mediaeco.media.factors import EcosystemFactors, ecosystem_factors
from mediaeco.media.message import MediumEffect, dealt_anew, medium_effect
from mediaeco.media.multiplexity import GuttmanScale, Multiplexity, guttman_scale, multiplexity
from mediaeco.media.naturalness import (
    NaturalnessWeights,
    adapted_outcome,
    cognitive_effort,
    naturalness,
)
from mediaeco.media.niche import PUBLISHED_NICHES, Niches, niches, rated_niches
from mediaeco.media.presence import Presence, presence
from mediaeco.media.process import (
    CONTENT_NEEDS,
    PROCESSES,
    Process,
    ProcessNeed,
    mean_need,
    process_need,
)
from mediaeco.media.purpose_fit import ChannelFit, channel_fit, ecosystem_fit, performance
from mediaeco.media.relationship_curve import (
    RatingCurves,
    curve_gap,
    rating_curves,
    relationship_curve,
)
from mediaeco.media.richness import PUBLISHED_RICHNESS, equivocality_fit, richness
from mediaeco.media.substitution import Substitution, substitution, substitution_graph
from mediaeco.media.tetrad import TETRADS, Tetrad, participation, tetrad_graph

__all__ = [
    "AFFORDANCES",
    "CHOICE_FEATURES",
    "CONTENT_NEEDS",
    "DEFAULT_WEIGHTS",
    "PROCESSES",
    "PUBLISHED_NICHES",
    "PUBLISHED_RICHNESS",
    "TETRADS",
    "Affordances",
    "ChannelCapabilities",
    "ChannelChoice",
    "ChannelChoiceModel",
    "ChannelFit",
    "ChannelPerformance",
    "ChoiceInformativeness",
    "CrossMedia",
    "EcosystemFactors",
    "ExpansionRates",
    "GuttmanScale",
    "MediaVariety",
    "MediumEffect",
    "Multiplexity",
    "NaturalnessWeights",
    "Niches",
    "PerceivedRichness",
    "Presence",
    "Process",
    "ProcessNeed",
    "RatingCurves",
    "Substitution",
    "SynchronicityWeights",
    "Tetrad",
    "adapted_outcome",
    "affordances",
    "channel_capabilities",
    "channel_choice",
    "channel_expansion",
    "channel_fit",
    "channel_performance",
    "choice_informativeness",
    "cognitive_effort",
    "cross_media",
    "curve_gap",
    "dealt_anew",
    "ecosystem_factors",
    "ecosystem_fit",
    "equivocality_fit",
    "fit",
    "guttman_scale",
    "mean_need",
    "media_variety",
    "medium_effect",
    "multiplexity",
    "naturalness",
    "niche_breadth",
    "niche_overlap_distance",
    "niche_superiority",
    "niches",
    "participation",
    "perceived_richness",
    "performance",
    "presence",
    "process_need",
    "rated_niches",
    "rating_curves",
    "relationship_curve",
    "richness",
    "substitution",
    "substitution_graph",
    "synchronicity",
    "tetrad_graph",
]
