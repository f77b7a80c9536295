"""Figures for print: one a file, from results to a matplotlib figure, computing only geometry.

Time runs from left to right, the therapist is above and the patient below, a channel keeps one
colour and one marker, ruptures are gaps and repairs are stitches.
"""

from mediaeco.figures.alliance import draw_alliance
from mediaeco.figures.appropriation import draw_appropriation
from mediaeco.figures.attribution import draw_attribution
from mediaeco.figures.canvas import alt_text
from mediaeco.figures.capability import draw_capabilities
from mediaeco.figures.channel_effect import draw_channel_effects
from mediaeco.figures.checks import draw_checks
from mediaeco.figures.choice import draw_choice
from mediaeco.figures.distribution import draw_distribution
from mediaeco.figures.dyad import draw_dyad
from mediaeco.figures.ecology import draw_ecology
from mediaeco.figures.ecosystem import draw_ecosystem
from mediaeco.figures.fit import draw_fit
from mediaeco.figures.forest import draw_forest
from mediaeco.figures.formation import draw_formation
from mediaeco.figures.grid import draw_grid
from mediaeco.figures.groups import draw_groups
from mediaeco.figures.index_plot import draw_sequences
from mediaeco.figures.palette import ChannelLook, StageLook, channel_looks, stage_looks
from mediaeco.figures.response import draw_response
from mediaeco.figures.rivals import draw_rivals
from mediaeco.figures.saturation import draw_saturation
from mediaeco.figures.save import FORMATS, figure_bytes, save_figure
from mediaeco.figures.stage_times import draw_stage_times
from mediaeco.figures.study_plan import draw_study_plan
from mediaeco.figures.style import STYLES, Style
from mediaeco.figures.timeline import draw_timeline
from mediaeco.figures.transition import draw_transitions

__all__ = [
    "FORMATS",
    "STYLES",
    "ChannelLook",
    "StageLook",
    "Style",
    "alt_text",
    "channel_looks",
    "draw_alliance",
    "draw_appropriation",
    "draw_attribution",
    "draw_capabilities",
    "draw_channel_effects",
    "draw_checks",
    "draw_choice",
    "draw_distribution",
    "draw_dyad",
    "draw_ecology",
    "draw_ecosystem",
    "draw_fit",
    "draw_forest",
    "draw_formation",
    "draw_grid",
    "draw_groups",
    "draw_response",
    "draw_rivals",
    "draw_saturation",
    "draw_sequences",
    "draw_stage_times",
    "draw_study_plan",
    "draw_timeline",
    "draw_transitions",
    "figure_bytes",
    "save_figure",
    "stage_looks",
]
