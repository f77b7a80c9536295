"""How much material a category or an edge rests on, and which category all others relate to."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np
from attrs import frozen

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError
from mediaeco.grounded.unit import Passages, passages
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import Category, Coding, Result, TheoryEdge, TheoryGraph, TidyTable

__all__ = ["CoreCategory", "Groundedness", "core_category", "groundedness"]


@frozen(kw_only=True, eq=False, repr=False)
class Groundedness(Result):
    """What categories and edges rest on.

    Parameters
    ----------
    names
        Ids of categories, then of edges.
    what
        ``category`` or ``edge``.
    segments, sources
        Different passages, and different sources that they stand in; shape (rows,).
    citations
        Publications; shape (rows,).
    """

    names: tuple[str, ...]
    what: tuple[str, ...]
    segments: Ints
    sources: Ints
    citations: Ints

    @property
    def grounded(self) -> Bools:
        """Whether it rests on a passage or a publication at all; shape (rows,)."""
        return (self.segments > 0) | (self.citations > 0)

    def to_frame(self) -> TidyTable:
        """One row a category or edge."""
        return TidyTable(
            {
                "name": np.array(self.names, dtype=np.str_),
                "what": np.array(self.what, dtype=np.str_),
                "segments": self.segments,
                "sources": self.sources,
                "citations": self.citations,
                "grounded": self.grounded,
            }
        )


def groundedness(theory: TheoryGraph, coding: Coding) -> Groundedness:
    """How many passages, sources and publications does each category and edge rest on?

    A category rests on the passages that anybody gave one of its codes, or a code below one of
    them; an edge on the passages that it cites. A passage that two coders coded counts once.

    Parameters
    ----------
    theory
        A theory.
    coding
        The material that its codes and segments belong to.

    Returns
    -------
    Groundedness
        Counts by category, then by edge.

    Raises
    ------
    FaultGroup
        Where the theory speaks of codes or segments that the coding does not have.

    Notes
    -----
    *Theory*: strauss1998; the counts are the library's proposal. Many passages do not make a
    category true, nor few make it false.

    *Laws*: removing a segment never raises a count; sources are never more than passages.
    """
    found = passages(coding)
    column = {code.id: c for c, code in enumerate(coding.codes)}
    row = {item.id: int(place) for item, place in zip(coding.segments, found.row, strict=True)}
    faults: list[MediaEcoError] = [
        *_unknown("categories", "codes", [item.codes for item in theory.categories], column),
        *_unknown("edges", "segments", [edge.segments for edge in theory.edges], row),
    ]
    if faults:
        raise FaultGroup("A theory with these faults does not fit the coding", faults)
    below = _below(coding)
    rests = [_passages_of(category, found, below, column) for category in theory.categories] + [
        np.unique([row[name] for name in edge.segments]).astype(int) for edge in theory.edges
    ]
    things: tuple[Category | TheoryEdge, ...] = (*theory.categories, *theory.edges)
    return Groundedness(
        names=tuple(item.id for item in things),
        what=("category",) * len(theory.categories) + ("edge",) * len(theory.edges),
        segments=np.array([len(rows) for rows in rests], dtype=np.int64),
        sources=np.array([len(np.unique(found.source[rows])) for rows in rests], dtype=np.int64),
        citations=np.array([len(item.citations) for item in things], dtype=np.int64),
    )


def _unknown(
    place: str, part: str, wanted: Iterable[tuple[str, ...]], known: dict[str, int]
) -> Iterable[MediaEcoError]:
    for i, names in enumerate(wanted):
        for k, name in enumerate(names):
            if name not in known:
                yield InvalidCaseError(
                    f"{place}[{i}].{part}[{k}]", f"one of the coding's {part}", "another"
                )


def _below(coding: Coding) -> dict[str, set[str]]:
    """Each code with all codes below it."""
    above = {code.id: code.parent for code in coding.codes}
    below: dict[str, set[str]] = {name: set() for name in above}
    for name in above:
        at = name
        while at:
            below[at].add(name)
            at = above[at]
    return below


def _passages_of(
    category: Category, found: Passages, below: dict[str, set[str]], column: dict[str, int]
) -> Ints:
    columns = sorted({column[name] for code in category.codes for name in below[code]})
    return np.flatnonzero(found.has[:, columns].any(axis=1))


@frozen(kw_only=True, eq=False, repr=False)
class CoreCategory(Result):
    """The category that all others relate to, or why there is none.

    Parameters
    ----------
    category
        Its id; None where there is no one such category.
    reason
        Why there is none; empty where there is one.
    categories
        Ids of all categories.
    related
        Whether a path leads to or from every other category; shape (categories,).
    weight
        Sum of the weights of its edges; shape (categories,).
    """

    category: str | None
    reason: str
    categories: tuple[str, ...]
    related: Bools
    weight: Floats

    def to_frame(self) -> TidyTable:
        """One row a category."""
        return TidyTable(
            {
                "category": np.array(self.categories, dtype=np.str_),
                "related": self.related,
                "weight": self.weight,
                "core": np.array([name == self.category for name in self.categories], dtype=bool),
            }
        )


def core_category(theory: TheoryGraph) -> CoreCategory:
    """Which one category do all others relate to?

    The core category has a path to or from every other category, and, among those that have, the
    greatest sum of weights of its edges, alone.

    Parameters
    ----------
    theory
        A theory.

    Returns
    -------
    CoreCategory
        None as its category, with a reason, where there is no such category or more than one.

    Notes
    -----
    *Theory*: strauss1998 (the core category relates to all others); the rule is the library's
    proposal. Which category is central is in the end for the analyst to say.

    *Laws*: indifferent to the order of categories and edges; a single category is core; two
    categories without an edge have none.

    Examples
    --------
    >>> from mediaeco.catalog import FOUNDING_THEORY
    >>> core_category(FOUNDING_THEORY).category
    'appropriation'
    """
    names = tuple(category.id for category in theory.categories)
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from((edge.source, edge.target) for edge in theory.edges)
    related = np.array(
        [
            len(nx.descendants(graph, name) | nx.ancestors(graph, name) | {name}) == len(names)
            for name in names
        ],
        dtype=bool,
    )
    place = {name: i for i, name in enumerate(names)}
    weight = np.zeros(len(names))
    for side in ("source", "target"):
        for edge in theory.edges:
            weight[place[getattr(edge, side)]] += edge.weight
    most = weight[related].max(initial=0.0)
    # Sums of the same weights in another order differ by rounding.
    best = np.flatnonzero(related & np.isclose(weight, most, rtol=1e-12, atol=0))
    reason = ""
    if not names:
        reason = "the theory has no categories"
    elif not related.any():
        reason = "no category has a path to or from every other"
    elif len(best) > 1:
        reason = f"{len(best)} categories share the greatest weight"
    return CoreCategory(
        category=None if reason else names[int(best[0])],
        reason=reason,
        categories=names,
        related=related,
        weight=weight,
    )
