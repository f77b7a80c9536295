"""The sources that docstrings, defaults and reports refer to by key.

``verified`` is true only where what is taken from a source was compared with the source itself.
"""

from __future__ import annotations

from mediaeco.catalog.source import (
    attribution,
    dynamics,
    element,
    evidence,
    formation,
    grounded,
    inference,
    media,
    relation,
    sequence,
)
from mediaeco.model import Citation

__all__ = ["CITATIONS"]

_FIELDS = (
    formation,
    media,
    attribution,
    relation,
    grounded,
    sequence,
    dynamics,
    inference,
    evidence,
    element,
)

CITATIONS: dict[str, Citation] = {
    citation.key: citation for field in _FIELDS for citation in field.SOURCES
}
"""Citations by key."""
