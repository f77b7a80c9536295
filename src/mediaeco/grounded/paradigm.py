"""Whether a theory keeps to the paradigm, and to the levels of the conditional matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import ENDS, EdgeKind, NodeKind
from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError
from mediaeco.model import (
    Category,
    MatrixLevel,
    Result,
    TheoryEdge,
    TheoryGraph,
    TidyTable,
)
from mediaeco.model.vocabulary import Term

__all__ = [
    "PARADIGM",
    "EdgeStanding",
    "WellFormedness",
    "check_theory",
    "node_kind",
    "well_formedness",
]

_KINDS = (EdgeKind.CONDITIONS, EdgeKind.CALLS_FOR, EdgeKind.LEADS_TO, EdgeKind.FEEDS_BACK)

PARADIGM: Mapping[tuple[NodeKind, NodeKind], EdgeKind] = {
    ends: kind for kind in _KINDS for ends in ENDS[kind]
}
"""Kind of the edge that the paradigm has between two kinds of categories."""

_LEVELS = {level: i for i, level in enumerate(MatrixLevel)}


class EdgeStanding(Term):
    """How an edge of a theory stands to the paradigm and the conditional matrix."""

    LEGAL = "legal"
    FEEDBACK = "feedback"
    ILLEGAL = "illegal"
    UNPLACED = "an end without a place in the paradigm"
    LEAP = "leaps over levels"


@frozen(kw_only=True, eq=False, repr=False)
class WellFormedness(Result):
    """How each edge of a theory stands.

    Parameters
    ----------
    theory
        Id of the theory.
    edges
        Ids of its edges.
    standing
        How each stands; an edge that is legal but leaps over levels is told as a leap.
    elements
        Paradigm elements of both ends; empty where an end has none.
    level_known
        Whether both ends have a level, so that a leap would show; shape (edges,).
    """

    theory: str
    edges: tuple[str, ...]
    standing: tuple[EdgeStanding, ...]
    elements: tuple[tuple[str, str], ...]
    level_known: tuple[bool, ...]

    @property
    def holds(self) -> bool:
        """Whether the theory is well formed: feedback is allowed, all else must be legal."""
        return not set(self.standing) - {EdgeStanding.LEGAL, EdgeStanding.FEEDBACK}

    def to_frame(self) -> TidyTable:
        """One row an edge."""
        return TidyTable(
            {
                "edge": np.array(self.edges, dtype=np.str_),
                "from": np.array([ends[0] for ends in self.elements], dtype=np.str_),
                "to": np.array([ends[1] for ends in self.elements], dtype=np.str_),
                "standing": np.array(self.standing, dtype=np.str_),
                "level_known": np.array(self.level_known, dtype=bool),
            }
        )


def well_formedness(theory: TheoryGraph) -> WellFormedness:
    """Does a theory keep to the paradigm, and to the levels of the conditional matrix?

    Edges lead from condition to phenomenon, condition to action, phenomenon to action, and action
    to consequence; from consequence to condition they are feedback, allowed and told. An edge joins
    the same or neighbouring levels, unless it is tagged as meant to go across.

    Parameters
    ----------
    theory
        A theory, finished or a draft.

    Returns
    -------
    WellFormedness
        The standing of every edge.

    Notes
    -----
    *Theory*: strauss1990, strauss1998 (paradigm, conditional matrix); adapted: their prose as a
    typing of edges. An edge from phenomenon to action is theirs too: strategies are directed at a
    phenomenon. Edges with an end without level are not judged by levels.

    *Laws*: an edge is legal or feedback exactly where a kind of edge of the typed graph allows its
    ends; turning a legal edge around, other than within feedback, makes it illegal.

    Examples
    --------
    >>> from mediaeco.catalog import FOUNDING_THEORY
    >>> well_formedness(FOUNDING_THEORY).holds
    True
    """
    known = {category.id: category for category in theory.categories}
    standing, elements, level_known = [], [], []
    for edge in theory.edges:
        ends = known[edge.source], known[edge.target]
        standing.append(_standing(edge, *ends))
        elements.append((str(ends[0].element or ""), str(ends[1].element or "")))
        level_known.append(all(end.level is not None for end in ends))
    return WellFormedness(
        theory=theory.id,
        edges=tuple(edge.id for edge in theory.edges),
        standing=tuple(standing),
        elements=tuple(elements),
        level_known=tuple(level_known),
    )


def _standing(edge: TheoryEdge, source: Category, target: Category) -> EdgeStanding:
    if source.element is None or target.element is None:
        return EdgeStanding.UNPLACED
    kind = PARADIGM.get((node_kind(source), node_kind(target)))
    if kind is None:
        return EdgeStanding.ILLEGAL
    if source.level is not None and target.level is not None and not edge.across:
        step = _LEVELS[source.level] - _LEVELS[target.level]
        if abs(step) > 1:
            return EdgeStanding.LEAP
    return EdgeStanding.FEEDBACK if kind is EdgeKind.FEEDS_BACK else EdgeStanding.LEGAL


def check_theory(theory: TheoryGraph) -> None:
    """Make sure that a theory is well formed.

    Parameters
    ----------
    theory
        A theory.

    Raises
    ------
    FaultGroup
        With every edge that is not: illegal by the paradigm, with an unplaced end, or leaping over
        levels. Each fault names the place of the edge.
    """
    faults = list(_faults(theory))
    if faults:
        raise FaultGroup("A theory with these edges is not well formed", faults)


def _faults(theory: TheoryGraph) -> Iterator[MediaEcoError]:
    found = well_formedness(theory)
    levels = {category.id: category.level for category in theory.categories}
    legal = ", ".join(f"{a} -> {b}" for a, b in PARADIGM)
    for i, (standing, ends) in enumerate(zip(found.standing, found.elements, strict=True)):
        edge = theory.edges[i]
        if standing is EdgeStanding.ILLEGAL:
            yield InvalidCaseError(f"edges[{i}]", f"one of {legal}", " -> ".join(ends))
        elif standing is EdgeStanding.UNPLACED:
            side = "source" if not ends[0] else "target"
            yield InvalidCaseError(
                f"edges[{i}].{side}", "a category with a kind", "one without", "Give it its kind."
            )
        elif standing is EdgeStanding.LEAP:
            yield InvalidCaseError(
                f"edges[{i}]",
                "neighbouring levels of the conditional matrix",
                f"{levels[edge.source]} -> {levels[edge.target]}",
                "Put categories between them, or tag the edge as across.",
            )


def node_kind(category: Category) -> NodeKind:
    """Kind of the node that a category becomes: its place in the paradigm, if it has one."""
    element = category.element
    return NodeKind.CATEGORY if element is None else NodeKind(element.value)
