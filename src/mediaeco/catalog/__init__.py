"""What ships as data: channels, frame elements, purposes, relevance, stage models, citations.

Everything here is a value that a user extends by making a larger one; nothing registers itself.
"""

from typing import TYPE_CHECKING, Any

from mediaeco.catalog.catalogue import Catalogue
from mediaeco.catalog.channel import CHANNELS, PUBLISHED_MEDIA
from mediaeco.catalog.citation import CITATIONS
from mediaeco.catalog.frame import ELEMENTS, PURPOSES, RELEVANCE
from mediaeco.catalog.relevance import RelevanceTable
from mediaeco.catalog.stage import STAGE_MODELS, STAGES
from mediaeco.deferred import deferred

if TYPE_CHECKING:
    from mediaeco.catalog.comparison import (
        COMPARISONS,
        ELEMENT_STANDING,
        STYLISED_FACTS,
    )
    from mediaeco.catalog.theory import (
        FOUNDING_THEORY,
    )

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

# Evidence and theories are much to load, and few sessions ask for them.
_later = deferred(
    __name__,
    {
        "mediaeco.catalog.comparison": (
            "COMPARISONS",
            "ELEMENT_STANDING",
            "STYLISED_FACTS",
        ),
        "mediaeco.catalog.theory": ("FOUNDING_THEORY",),
    },
)


def __getattr__(name: str) -> Any:
    return _later(name)


def __dir__() -> list[str]:
    return sorted(__all__)
