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

__all__ = [
    "WAKING",
    "BehaviourParameters",
    "BreachParameters",
    "CaseDesign",
    "ChoiceParameters",
    "DropOutParameters",
    "ExchangeParameters",
    "NegotiationParameters",
    "PurposePhase",
    "RatingParameters",
    "RatingSchedule",
    "SessionRoutine",
    "TalkParameters",
    "simulate_case",
    "simulate_cohort",
]
