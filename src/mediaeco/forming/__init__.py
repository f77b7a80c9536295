"""What made the frame: the hazard of formation, its curve, and whom it is owed to."""

from typing import TYPE_CHECKING, Any

from mediaeco.deferred import deferred
from mediaeco.forming.attribution import Attribution, attribution
from mediaeco.forming.formation import Formation, formation
from mediaeco.forming.graph import formed_graph
from mediaeco.forming.grouping import By
from mediaeco.forming.hazard import Hazard, hazard, medium_fit
from mediaeco.forming.parameter import AppropriatedBy, FormationParameters, MediumFit
from mediaeco.forming.removal import ChannelRemoval, channel_removal
from mediaeco.forming.shapley import ChannelShapley, Game, channel_shapley
from mediaeco.forming.simulate import SimulatedFormation, simulate_formation

if TYPE_CHECKING:
    from mediaeco.forming.attribution_band import AttributionIntervals, attribution_interval
    from mediaeco.forming.bootstrap import FormationBootstrap, bootstrap_formation
    from mediaeco.forming.channel_effect import ChannelEffects, EffectForm, channel_effects
    from mediaeco.forming.compare import ModelTable, compare_models
    from mediaeco.forming.fit import FormationFit, fit_formation
    from mediaeco.forming.likelihood import AtRisk, at_risk, log_likelihood
    from mediaeco.forming.model import FormationModel
    from mediaeco.forming.nesting import LikelihoodRatio, likelihood_ratio
    from mediaeco.forming.pooling import Pooling
    from mediaeco.forming.profile import FormationProfile, formation_profile
    from mediaeco.forming.rival import FORMATION_MODELS, formation_models
    from mediaeco.forming.score import LogScore, log_score
    from mediaeco.forming.varying import VaryingFit, fit_varying

__all__ = [
    "FORMATION_MODELS",
    "AppropriatedBy",
    "AtRisk",
    "Attribution",
    "AttributionIntervals",
    "By",
    "ChannelEffects",
    "ChannelRemoval",
    "ChannelShapley",
    "EffectForm",
    "Formation",
    "FormationBootstrap",
    "FormationFit",
    "FormationModel",
    "FormationParameters",
    "FormationProfile",
    "Game",
    "Hazard",
    "LikelihoodRatio",
    "LogScore",
    "MediumFit",
    "ModelTable",
    "Pooling",
    "SimulatedFormation",
    "VaryingFit",
    "at_risk",
    "attribution",
    "attribution_interval",
    "bootstrap_formation",
    "channel_effects",
    "channel_removal",
    "channel_shapley",
    "compare_models",
    "fit_formation",
    "fit_varying",
    "formation",
    "formation_models",
    "formation_profile",
    "formed_graph",
    "hazard",
    "likelihood_ratio",
    "log_likelihood",
    "log_score",
    "medium_fit",
    "simulate_formation",
]

# What curves and attributions do without: fits, and all that rests upon them.
_later = deferred(
    __name__,
    {
        "mediaeco.forming.attribution_band": (
            "AttributionIntervals",
            "attribution_interval",
        ),
        "mediaeco.forming.bootstrap": (
            "FormationBootstrap",
            "bootstrap_formation",
        ),
        "mediaeco.forming.channel_effect": (
            "ChannelEffects",
            "EffectForm",
            "channel_effects",
        ),
        "mediaeco.forming.compare": (
            "ModelTable",
            "compare_models",
        ),
        "mediaeco.forming.fit": (
            "FormationFit",
            "fit_formation",
        ),
        "mediaeco.forming.likelihood": (
            "AtRisk",
            "at_risk",
            "log_likelihood",
        ),
        "mediaeco.forming.score": (
            "LogScore",
            "log_score",
        ),
        "mediaeco.forming.model": ("FormationModel",),
        "mediaeco.forming.nesting": (
            "LikelihoodRatio",
            "likelihood_ratio",
        ),
        "mediaeco.forming.pooling": ("Pooling",),
        "mediaeco.forming.profile": (
            "FormationProfile",
            "formation_profile",
        ),
        "mediaeco.forming.rival": (
            "FORMATION_MODELS",
            "formation_models",
        ),
        "mediaeco.forming.varying": (
            "VaryingFit",
            "fit_varying",
        ),
    },
)


def __getattr__(name: str) -> Any:
    return _later(name)


def __dir__() -> list[str]:
    return sorted(__all__)
