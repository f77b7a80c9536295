"""The layers of a relationship, which run beside one another."""

from __future__ import annotations

from collections.abc import Mapping

from mediaeco.model.vocabulary import Term

__all__ = ["LAYERS", "RelationLayer"]


class RelationLayer(Term):
    """The three layers of the relationship after Gelso and Carter."""

    WORKING_ALLIANCE = "working_alliance"
    TRANSFERENCE = "transference"  # the configuration, countertransference with it
    REAL_RELATIONSHIP = "real_relationship"


LAYERS: Mapping[str, RelationLayer] = {
    "alliance": RelationLayer.WORKING_ALLIANCE,
    "working_alliance": RelationLayer.WORKING_ALLIANCE,
    "transference": RelationLayer.TRANSFERENCE,
    "countertransference": RelationLayer.TRANSFERENCE,
    "real_relationship": RelationLayer.REAL_RELATIONSHIP,
}
"""Layer that a rating of each construct belongs to; ratings of other constructs are in none."""
