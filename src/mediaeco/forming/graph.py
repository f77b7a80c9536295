"""The graph of the ecosystem with what analysis adds to what is recorded."""

from __future__ import annotations

import networkx as nx
import numpy as np

from mediaeco.analysis import SIDES, Appropriation, StageTrajectory
from mediaeco.ecosystem import Ecosystem, EdgeKind, NodeKind, node_id
from mediaeco.errors import InvalidCaseError
from mediaeco.forming.attribution import Attribution, By

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
    appropriated
        Its appropriation: edges APPROPRIATES, from either side to a channel, with ``value``.
    stages
        Its stages: nodes, and edges ADVANCES from the contact that led into one.
    attributions
        By channel, content or purpose: edges SHAPES to the elements, with ``value`` (what was added
        to H) and ``contacts``. Attribution is not causation.

    Returns
    -------
    networkx.MultiDiGraph
        ``eco.graph`` with these edges, frozen.

    Raises
    ------
    InvalidCaseError
        Where the ecosystem is of several cases, or an attribution is by what shapes nothing.
    """
    case = eco.case
    graph = nx.MultiDiGraph(eco.graph)
    for s, actor in enumerate((case.therapist, case.patient)):
        for c, channel in enumerate(eco.channels):
            value = float(appropriated.value[0, s, c])
            if value > 0:
                graph.add_edge(
                    node_id(NodeKind.ACTOR, actor.id),
                    node_id(NodeKind.CHANNEL, channel.id),
                    key=str(EdgeKind.APPROPRIATES),
                    kind=str(EdgeKind.APPROPRIATES),
                    side=SIDES[s],
                    value=value,
                )
    for k, stage in enumerate(stages.model.stages):
        node = node_id(NodeKind.STAGE, stage.id)
        graph.add_node(node, kind=str(NodeKind.STAGE), label=stage.name)
        entered = (stages.stage == k) & (np.diff(stages.stage, prepend=-1) != 0)
        for n in stages.n[entered].tolist():
            graph.add_edge(
                node_id(NodeKind.INTERACTION, n),
                node,
                key=str(EdgeKind.ADVANCES),
                kind=str(EdgeKind.ADVANCES),
            )
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
