"""A theory as a typed graph, and what in it is grounded in nothing."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from mediaeco.ecosystem import EdgeKind, NodeKind, add_edge, node_id
from mediaeco.errors import InvalidCaseError
from mediaeco.grounded.paradigm import PARADIGM, check_theory, node_kind
from mediaeco.model import Category, Coding, Link, LinkDirection, TheoryEdge, TheoryGraph

__all__ = ["axial_theory", "theory_graph", "ungrounded"]


def ungrounded(theory: TheoryGraph) -> tuple[TheoryEdge, ...]:
    """Which edges of a theory cite neither a segment nor a publication?

    Parameters
    ----------
    theory
        A theory.

    Returns
    -------
    tuple of TheoryEdge
        In the order of the theory.

    Notes
    -----
    *Theory*: strauss1998 (a theory is grounded in data); the index is the library's proposal.

    *Laws*: every edge is grounded or reported.

    Examples
    --------
    >>> from mediaeco.catalog import FOUNDING_THEORY
    >>> [edge.id for edge in ungrounded(FOUNDING_THEORY)][:2]
    ['access_appropriation', 'literacy_appropriation']
    """
    return tuple(edge for edge in theory.edges if not edge.grounded)


def theory_graph(theory: TheoryGraph, coding: Coding | None = None) -> nx.MultiDiGraph:
    """Make the typed graph of a theory and of what it is grounded in, frozen.

    An edge cannot be the end of an edge, so each edge of the theory also has a node, its statement,
    which relates both categories and carries the ``grounded_in`` edges.

    Parameters
    ----------
    theory
        A well-formed theory.
    coding
        Where given, categories are grounded in the segments that have one of their codes.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes ``condition:ID``, ``phenomenon:ID``, ``action:ID``, ``consequence:ID`` (without a
        place in the paradigm: ``category:ID``), ``statement:ID``, ``segment:ID``,
        ``citation:KEY``; edges by the paradigm, ``relates`` and ``grounded_in``. A statement has
        ``grounded`` 0 or 1.

    Raises
    ------
    FaultGroup
        Where the theory is not well formed.
    InvalidCaseError
        Where an edge cites a segment that is not in the coding.

    Notes
    -----
    *Laws*: `mediaeco.ecosystem.check_graph` finds nothing; a statement has an edge ``grounded_in``
    exactly where it is not among the `ungrounded`.
    """
    check_theory(theory)
    graph = nx.MultiDiGraph()
    names = {item.id: node_id(node_kind(item), item.id) for item in theory.categories}
    for item in theory.categories:
        data = {"kind": str(node_kind(item)), "label": item.name}
        if item.level is not None:
            data["level"] = str(item.level)
        graph.add_node(names[item.id], **data)
    of = {item.id: item for item in theory.categories}
    for edge in theory.edges:
        ends = of[edge.source], of[edge.target]
        kind = PARADIGM[node_kind(ends[0]), node_kind(ends[1])]
        here, there = names[edge.source], names[edge.target]
        add_edge(graph, here, there, kind, key=edge.id, weight=edge.weight)
        statement = node_id(NodeKind.STATEMENT, edge.id)
        graph.add_node(
            statement,
            kind=str(NodeKind.STATEMENT),
            label=edge.label or f"{ends[0].name} {str(kind).replace('_', ' ')} {ends[1].name}",
            grounded=int(edge.grounded),
        )
        add_edge(graph, statement, here, EdgeKind.RELATES, key="source")
        add_edge(graph, statement, there, EdgeKind.RELATES, key="target")
        _ground(graph, statement, edge.segments, edge.citations)
    for item in theory.categories:
        _ground(graph, names[item.id], _segments(item, coding), item.citations)
    if coding is not None:
        _check_segments(theory, coding)
    return nx.freeze(graph)


def _ground(
    graph: nx.MultiDiGraph, node: str, segments: tuple[str, ...], citations: tuple[str, ...]
) -> None:
    for kind, names in ((NodeKind.SEGMENT, segments), (NodeKind.CITATION, citations)):
        for name in names:
            ground = node_id(kind, name)
            graph.add_node(ground, kind=str(kind), label=name if kind is NodeKind.CITATION else "")
            add_edge(graph, node, ground, EdgeKind.GROUNDED_IN)


def _segments(category: Category, coding: Coding | None) -> tuple[str, ...]:
    if coding is None:
        return ()
    codes = set(category.codes)
    return tuple(item.id for item in coding.segments if codes.intersection(item.codes))


def _check_segments(theory: TheoryGraph, coding: Coding) -> None:
    known = {segment.id for segment in coding.segments}
    for i, edge in enumerate(theory.edges):
        for k, name in enumerate(edge.segments):
            if name not in known:
                raise InvalidCaseError(
                    f"edges[{i}].segments[{k}]", "a segment of the coding", "another"
                )


def axial_theory(coding: Coding, *, id: str = "axial") -> TheoryGraph:  # noqa: A002 - the word that every other class here uses
    """Take the links that analysts drew between categories as the edges of a theory.

    Parameters
    ----------
    coding
        A coding with categories and links between them.
    id
        Name of the theory.

    Returns
    -------
    TheoryGraph
        An edge for each link that leads one way between two categories, two for each that leads
        both ways. Links that only associate, or join other things, state no edge. A link twice
        counts once. Edges cite nothing yet: see `ungrounded`.
    """
    known = {category.id for category in coding.categories}
    edges: dict[tuple[str, str], TheoryEdge] = {}
    for link in coding.links:
        if link.origin in known and link.target in known and link.origin != link.target:
            for edge in _edges_of(link):
                edges.setdefault((edge.source, edge.target), edge)
    return TheoryGraph(id=id, categories=coding.categories, edges=edges.values())


def _edges_of(link: Link) -> Iterator[TheoryEdge]:
    if link.direction is LinkDirection.ASSOCIATIVE:
        return
    yield TheoryEdge(id=link.id, source=link.origin, target=link.target, label=link.label)
    if link.direction is LinkDirection.BIDIRECTIONAL:
        yield TheoryEdge(
            id=f"{link.id}:back", source=link.target, target=link.origin, label=link.label
        )
