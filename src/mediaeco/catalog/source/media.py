"""Sources of the theories of media."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="dennis2008",
        text="Dennis, A. R., Fuller, R. M., & Valacich, J. S. (2008). Media, tasks, and "
        "communication processes: a theory of media synchronicity. MIS Quarterly 32(3), "
        "575-600.",
    ),
    Citation(
        key="scolari2012",
        text="Scolari, C. A. (2012). Media ecology: exploring the metaphor to expand the "
        "theory. Communication Theory 22(2), 204-225.",
    ),
)
