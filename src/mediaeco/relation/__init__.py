"""The therapeutic relationship: alliance, ratings, control, communication about communication."""

from mediaeco.relation.alliance import Alliance, alliance
from mediaeco.relation.control import CONTROL_CLASSES, RelationalControl, relational_control
from mediaeco.relation.instrument import (
    INSTRUMENTS,
    ORS,
    SRS,
    WAI,
    WAI_SR,
    CutOff,
    ScoringKey,
    Subscale,
)
from mediaeco.relation.layer import RelationLayers, relation_layers
from mediaeco.relation.metacommunication import (
    META_PARTS,
    AnalogicShare,
    MetaCommunication,
    analogic_capacity,
    analogic_share,
    meta_communication,
)
from mediaeco.relation.outcome import (
    ChangeClass,
    OutcomeWaves,
    ReliableChange,
    outcome_waves,
    reliable_change,
)
from mediaeco.relation.perspective import PerspectiveGap, perspective_gap
from mediaeco.relation.punctuation import PUNCTUATED, Punctuation, Segmentation, punctuation
from mediaeco.relation.scores import Scores, difference, rescale
from mediaeco.relation.scoring import score, score_items, score_srs, score_wai_sr
from mediaeco.relation.unanswered import ANSWERS, Unanswered, unanswered

__all__ = [
    "ANSWERS",
    "CONTROL_CLASSES",
    "INSTRUMENTS",
    "META_PARTS",
    "ORS",
    "PUNCTUATED",
    "SRS",
    "WAI",
    "WAI_SR",
    "Alliance",
    "AnalogicShare",
    "ChangeClass",
    "CutOff",
    "MetaCommunication",
    "OutcomeWaves",
    "PerspectiveGap",
    "Punctuation",
    "RelationLayers",
    "RelationalControl",
    "ReliableChange",
    "Scores",
    "ScoringKey",
    "Segmentation",
    "Subscale",
    "Unanswered",
    "alliance",
    "analogic_capacity",
    "analogic_share",
    "difference",
    "meta_communication",
    "outcome_waves",
    "perspective_gap",
    "punctuation",
    "relation_layers",
    "relational_control",
    "reliable_change",
    "rescale",
    "score",
    "score_items",
    "score_srs",
    "score_wai_sr",
    "unanswered",
]
