"""What a case is made of: frozen classes for people to write, columns for kernels to read."""

from mediaeco.model.actor import Actor, PriorUse
from mediaeco.model.build import dyadic_table
from mediaeco.model.case import Case
from mediaeco.model.channel import CapabilityProfile, Channel
from mediaeco.model.citation import Citation
from mediaeco.model.cohort import Cohort
from mediaeco.model.construct import Construct, Standing
from mediaeco.model.finding import Finding
from mediaeco.model.frame import ContactHours, FrameAct, FrameElement, Purpose
from mediaeco.model.interaction import Interaction, Time
from mediaeco.model.measure import Measure
from mediaeco.model.result import Result
from mediaeco.model.rows import Interactions
from mediaeco.model.stage import Condition, Stage, StageModel, StageVariable, Transition
from mediaeco.model.table import InteractionTable, Ragged
from mediaeco.model.tidy import TidyTable
from mediaeco.model.vocabulary import (
    ActKind,
    Clock,
    ContentKind,
    FindingKind,
    Origin,
    Provenance,
    Role,
    RuptureKind,
)

__all__ = [
    "ActKind",
    "Actor",
    "CapabilityProfile",
    "Case",
    "Channel",
    "Citation",
    "Clock",
    "Cohort",
    "Condition",
    "Construct",
    "ContactHours",
    "ContentKind",
    "Finding",
    "FindingKind",
    "FrameAct",
    "FrameElement",
    "Interaction",
    "InteractionTable",
    "Interactions",
    "Measure",
    "Origin",
    "PriorUse",
    "Provenance",
    "Purpose",
    "Ragged",
    "Result",
    "Role",
    "RuptureKind",
    "Stage",
    "StageModel",
    "StageVariable",
    "Standing",
    "TidyTable",
    "Time",
    "Transition",
    "dyadic_table",
]
