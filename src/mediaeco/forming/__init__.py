"""What made the frame: the hazard of formation, its curve, and whom it is owed to."""

from mediaeco.forming.attribution import Attribution, By, attribution
from mediaeco.forming.formation import Formation, formation
from mediaeco.forming.graph import formed_graph
from mediaeco.forming.hazard import Hazard, hazard
from mediaeco.forming.parameter import FormationParameters
from mediaeco.forming.removal import ChannelRemoval, channel_removal
from mediaeco.forming.shapley import ChannelShapley, Game, channel_shapley
from mediaeco.forming.simulate import SimulatedFormation, simulate_formation

__all__ = [
    "Attribution",
    "By",
    "ChannelRemoval",
    "ChannelShapley",
    "Formation",
    "FormationParameters",
    "Game",
    "Hazard",
    "SimulatedFormation",
    "attribution",
    "channel_removal",
    "channel_shapley",
    "formation",
    "formed_graph",
    "hazard",
    "simulate_formation",
]
