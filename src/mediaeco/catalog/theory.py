"""The founding study as a theory graph: conditions, phenomenon, actions, consequences.

Only the abstract of the study is at hand. Which categories there are and what leads to what is the
library's proposal; an edge cites the study only where its abstract says as much, and is ungrounded
where nothing says so.
"""

from __future__ import annotations

from mediaeco.model import Category, CategoryKind, MatrixLevel, TheoryEdge, TheoryGraph

__all__ = ["FOUNDING_THEORY"]

_K = CategoryKind
_ABSTRACT = ("valenciarey",)


def _category(
    name: str,
    label: str,
    kind: CategoryKind,
    level: MatrixLevel = MatrixLevel.DYAD,
    citations: tuple[str, ...] = (),
) -> Category:
    return Category(id=name, label=label, kind=kind, level=level, citations=citations)


_OWN = MatrixLevel.INDIVIDUAL

_CATEGORIES = (
    _category("access", "access", _K.CONDITION, _OWN, ("crovi2008",)),
    _category("literacy", "media literacy", _K.CONDITION, _OWN),
    _category("distance", "distance", _K.CONDITION),
    _category("prior_experience", "prior experience", _K.CONDITION, _OWN),
    # "by appropriating the media ecosystem, an environment co-created by the therapist and the
    # patient"
    _category(
        "appropriation",
        "appropriating the media ecosystem",
        _K.PHENOMENON,
        citations=_ABSTRACT,
    ),
    _category("first_contact", "first digital contact", _K.ACTION, citations=_ABSTRACT),
    _category("negotiating_rules", "negotiating rules", _K.ACTION, citations=("cipolletta2017",)),
    _category("choosing_media", "choosing and switching media", _K.ACTION, citations=_ABSTRACT),
    _category("sharing_content", "sharing content", _K.ACTION, citations=_ABSTRACT),
    _category("repairing", "repairing", _K.ACTION, citations=("cipolletta2017",)),
    _category("framed_context", "framed therapeutic context", _K.CONSEQUENCE, citations=_ABSTRACT),
    _category("relationship", "relationship formed", _K.CONSEQUENCE, citations=_ABSTRACT),
)


def _edge(source: str, target: str, citations: tuple[str, ...] = ()) -> TheoryEdge:
    return TheoryEdge(id=f"{source}_{target}", source=source, target=target, citations=citations)


_EDGES = (
    _edge("access", "appropriation"),
    _edge("literacy", "appropriation"),
    _edge("distance", "appropriation"),
    _edge("prior_experience", "appropriation"),
    _edge("appropriation", "first_contact"),
    _edge("appropriation", "negotiating_rules"),
    _edge("appropriation", "choosing_media"),
    _edge("appropriation", "sharing_content"),
    _edge("appropriation", "repairing"),
    # "the formation of the therapeutic relationship begins with the first digital contact"
    _edge("first_contact", "relationship", _ABSTRACT),
    # "the content and media used gradually shape the virtual experience, framing the therapeutic
    # context"
    _edge("choosing_media", "framed_context", _ABSTRACT),
    _edge("sharing_content", "framed_context", _ABSTRACT),
    _edge("negotiating_rules", "framed_context"),
    _edge("repairing", "relationship"),
)

FOUNDING_THEORY = TheoryGraph(
    id="founding_study",
    categories=_CATEGORIES,
    edges=_EDGES,
    title="Formation of the therapeutic relationship in online psychotherapy (library's proposal)",
    source="valenciarey",
)
"""The founding study by the paradigm of Strauss and Corbin: the library's proposal."""
