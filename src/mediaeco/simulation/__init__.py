"""Whole cases simulated: contacts, channels, the frame, leaving and ratings, from one seed."""

from mediaeco.simulation.behaviour import (
    WAKING,
    BehaviourParameters,
    BreachParameters,
    ChoiceParameters,
    DropOutParameters,
    ExchangeParameters,
    NegotiationParameters,
    RatingParameters,
    TalkParameters,
)
from mediaeco.simulation.design import CaseDesign
from mediaeco.simulation.plan import PurposePhase, RatingSchedule, SessionRoutine
from mediaeco.simulation.simulate import simulate_case, simulate_cohort
from mediaeco.simulation.study import StudyPlan, StudySettings, plan_study
from mediaeco.simulation.study_effect import EffectOf, GroupDifference
from mediaeco.simulation.variation import VariationParameters

__all__ = [
    "WAKING",
    "BehaviourParameters",
    "BreachParameters",
    "CaseDesign",
    "ChoiceParameters",
    "DropOutParameters",
    "EffectOf",
    "ExchangeParameters",
    "GroupDifference",
    "NegotiationParameters",
    "PurposePhase",
    "RatingParameters",
    "RatingSchedule",
    "SessionRoutine",
    "StudyPlan",
    "StudySettings",
    "TalkParameters",
    "VariationParameters",
    "plan_study",
    "simulate_case",
    "simulate_cohort",
]
