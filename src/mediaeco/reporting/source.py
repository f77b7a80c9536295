"""The sources of what a report works out: not all that the library knows."""

from __future__ import annotations

from mediaeco.catalog import CITATIONS
from mediaeco.model import Citation

__all__ = ["SOURCES"]

_KEYS = (
    *("valenciarey", "crovi2008", "carroll2002", "desanctis1994", "bleger1967", "gutheil1993"),
    *("cipolletta2017", "orlinsky2004", "eubanks2018", "watzlawick1967", "hill1973"),
    *("dennis2008", "daft1986", "kock2005", "scolari2012"),
    *("shapley1953", "harsanyi1963", "castro2009", "mitchell2022", "anderl2016"),
)

SOURCES: tuple[Citation, ...] = tuple(CITATIONS[key] for key in _KEYS)
"""In the order of the sections: founding study, appropriation and frame, media, attribution."""
