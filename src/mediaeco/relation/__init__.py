"""The therapeutic relationship: alliance, ratings, control, communication about communication."""

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
from mediaeco.relation.outcome import (
    ChangeClass,
    OutcomeWaves,
    ReliableChange,
    outcome_waves,
    reliable_change,
)
from mediaeco.relation.scoring import (
    Scores,
    difference,
    rescale,
    score,
    score_items,
    score_srs,
    score_wai_sr,
)

__all__ = [
    "INSTRUMENTS",
    "ORS",
    "SRS",
    "WAI",
    "WAI_SR",
    "ChangeClass",
    "CutOff",
    "OutcomeWaves",
    "ReliableChange",
    "Scores",
    "ScoringKey",
    "Subscale",
    "difference",
    "outcome_waves",
    "reliable_change",
    "rescale",
    "score",
    "score_items",
    "score_srs",
    "score_wai_sr",
]
