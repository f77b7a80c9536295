"""The graph of the ecosystem with what analysis adds to what is recorded."""

from __future__ import annotations

import networkx as nx
import numpy as np

from mediaeco.analysis import Appropriation, StageTrajectory, analysed_graph
from mediaeco.ecosystem import Ecosystem, EdgeKind, NodeKind, node_id
from mediaeco.errors import InvalidCaseError
from mediaeco.forming.attribution import Attribution
from mediaeco.forming.grouping import By

__all__ = ["formed_graph"]

_SHAPERS = {
    By.CHANNEL: NodeKind.CHANNEL,
    By.CONTENT: NodeKind.CONTENT,
    By.PURPOSE: NodeKind.PURPOSE,
}


def formed_graph(
    eco: Ecosystem,
    *,
    appropriated: Appropriation,
    stages: StageTrajectory,
    attributions: tuple[Attribution, ...] = (),
) -> nx.MultiDiGraph:
    """How does the ecosystem look with appropriation, stages and shaping drawn in?

    Parameters
    ----------
    eco
        One case.
    appropriated, stages
        Its appropriation and stages, as `mediaeco.analysis.analysed_graph` draws them.
    attributions
        By channel, content or purpose: edges SHAPES to the elements, with ``value`` (what was added
        to H) and ``contacts``. Attribution is not causation.

    Returns
    -------
    networkx.MultiDiGraph
        The graph of `mediaeco.analysis.analysed_graph` with these edges, frozen.

    Raises
    ------
    InvalidCaseError
        Where the ecosystem is of several cases, or an attribution is by what shapes nothing.
    """
    graph = nx.MultiDiGraph(analysed_graph(eco, appropriated=appropriated, stages=stages))
    for parts in attributions:
        if parts.by not in _SHAPERS:
            raise InvalidCaseError(
                "attributions", f"one by {', '.join(_SHAPERS)}", f"one by {parts.by}"
            )
        for g, e in zip(*np.nonzero(parts.contribution), strict=True):
            shaper = node_id(_SHAPERS[parts.by], parts.groups[g])
            if shaper in graph:
                graph.add_edge(
                    shaper,
                    node_id(NodeKind.ELEMENT, parts.elements[e]),
                    key=str(EdgeKind.SHAPES),
                    kind=str(EdgeKind.SHAPES),
                    value=float(parts.contribution[g, e]),
                    contacts=int(parts.contacts[g]),
                )
    return nx.freeze(graph)
