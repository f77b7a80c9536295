"""The typed graph of what is recorded."""

from __future__ import annotations

import networkx as nx

from mediaeco.ecosystem.case_names import CaseNames
from mediaeco.ecosystem.context import BOUT_GAP_HOURS
from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.graph_edges import edges
from mediaeco.ecosystem.graph_nodes import nodes
from mediaeco.errors import InvalidCaseError

__all__ = ["build_graph"]


def build_graph(eco: Ecosystem, *, gap_hours: float = BOUT_GAP_HOURS) -> nx.MultiDiGraph:
    """Make the typed graph of what is recorded, frozen.

    Parameters
    ----------
    eco
        One case; or a cohort, whose nodes are then named by their case.
    gap_hours
        Silence that ends a context, in hours, above 0.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and edges with an attribute ``kind``, and beside it numbers and texts only, so that
        every format of networkx takes them; what is unknown is left out. The key of an edge is its
        kind; with the contact index behind it (``"accepts:12"``) where one contact makes the edge.

        ``contacts`` counts contacts; ``first`` and ``last`` are contact indices; ``days`` run from
        the first contact of the case.

    Raises
    ------
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    Every contact becomes a node with several edges: for many thousands of contacts take the
    projections, which count first.

    *Laws*: ends are such as their kinds allow; the graph of a cohort is that of its cases side by
    side; a contact, and a context that begins with it, keeps its node in every view.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> graph = build_graph(Ecosystem(read_example("first-contact")))
    >>> graph.nodes["interaction:0"]["label"]
    'contact 0'
    >>> sorted(graph["interaction:0"]["channel:website"])
    ['carried_by']
    """
    if not gap_hours > 0:
        raise InvalidCaseError("build_graph.gap_hours", "hours above 0", str(gap_hours))
    graph = nx.MultiDiGraph()
    alone = len(eco.cases) == 1
    for i, head in enumerate(eco.cases):
        part = CaseNames(eco, i, "" if alone else head.id, gap_hours)
        graph.add_nodes_from(nodes(part))
        graph.add_edges_from(edges(part))
    return nx.freeze(graph)
