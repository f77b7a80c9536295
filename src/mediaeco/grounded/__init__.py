"""Grounded theory: codes, categories, the theory's graph, and agreement between coders."""

from mediaeco.grounded.agreement import (
    RELIABLE,
    TENTATIVE,
    Agreement,
    Scale,
    coder_agreement,
    krippendorff_alpha,
)
from mediaeco.grounded.frequency import (
    CodeCooccurrence,
    CodeFrequencies,
    code_cooccurrence,
    code_frequencies,
)
from mediaeco.grounded.groundedness import (
    CoreCategory,
    Groundedness,
    core_category,
    groundedness,
)
from mediaeco.grounded.paradigm import EdgeStanding, WellFormedness, check_theory, well_formedness
from mediaeco.grounded.saturation import Saturation, SaturationUnit, saturation
from mediaeco.grounded.theory import axial_theory, theory_graph, ungrounded

__all__ = [
    "RELIABLE",
    "TENTATIVE",
    "Agreement",
    "CodeCooccurrence",
    "CodeFrequencies",
    "CoreCategory",
    "EdgeStanding",
    "Groundedness",
    "Saturation",
    "SaturationUnit",
    "Scale",
    "WellFormedness",
    "axial_theory",
    "check_theory",
    "code_cooccurrence",
    "code_frequencies",
    "coder_agreement",
    "core_category",
    "groundedness",
    "krippendorff_alpha",
    "saturation",
    "theory_graph",
    "ungrounded",
    "well_formedness",
]
