"""What ships as data: channels, frame elements, purposes, relevance, stage models, citations.

Everything here is a value that a user extends by making a larger one; nothing registers itself.
"""

from mediaeco.catalog.catalogue import Catalogue
from mediaeco.catalog.channel import CHANNELS, PUBLISHED_MEDIA
from mediaeco.catalog.citation import CITATIONS
from mediaeco.catalog.comparison import COMPARISONS, ELEMENT_STANDING, STYLISED_FACTS
from mediaeco.catalog.frame import ELEMENTS, PURPOSES, RELEVANCE
from mediaeco.catalog.relevance import RelevanceTable
from mediaeco.catalog.stage import STAGE_MODELS, STAGES
from mediaeco.catalog.theory import FOUNDING_THEORY

__all__ = [
    "CHANNELS",
    "CITATIONS",
    "COMPARISONS",
    "ELEMENTS",
    "ELEMENT_STANDING",
    "FOUNDING_THEORY",
    "PUBLISHED_MEDIA",
    "PURPOSES",
    "RELEVANCE",
    "STAGES",
    "STAGE_MODELS",
    "STYLISED_FACTS",
    "Catalogue",
    "RelevanceTable",
]
