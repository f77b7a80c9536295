"""Cited comparisons of channels, and the facts that they bear out."""

from __future__ import annotations

from mediaeco.catalog.catalogue import Catalogue
from mediaeco.catalog.evidence.association import ASSOCIATION
from mediaeco.catalog.evidence.element import ELEMENT_STANDING, RELATIONSHIP_ELEMENTS
from mediaeco.catalog.evidence.fact import FACTS
from mediaeco.catalog.evidence.message import MESSAGE
from mediaeco.catalog.evidence.online import ONLINE
from mediaeco.catalog.evidence.video import VIDEO
from mediaeco.model import Comparison, StylisedFact

__all__ = ["COMPARISONS", "ELEMENT_STANDING", "STYLISED_FACTS"]

COMPARISONS: Catalogue[Comparison] = Catalogue(
    (*VIDEO, *ONLINE, *MESSAGE, *ASSOCIATION, *RELATIONSHIP_ELEMENTS), "comparison"
)
"""Published results by id; ``verified`` only where a result was compared with its source."""

STYLISED_FACTS: Catalogue[StylisedFact] = Catalogue(FACTS, "stylised fact")
"""Regularities by id, each with the comparisons that it rests on."""
