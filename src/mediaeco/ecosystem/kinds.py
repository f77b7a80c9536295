"""The kinds of nodes and edges, and which ends each kind of edge allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError
from mediaeco.model.vocabulary import Term

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ENDS", "EdgeKind", "NodeKind", "check_graph"]


class NodeKind(Term):
    """What a node stands for."""

    ECOSYSTEM = "ecosystem"
    ACTOR = "actor"
    CHANNEL = "channel"
    INTERACTION = "interaction"
    CONTEXT = "context"
    CONTENT = "content"
    PURPOSE = "purpose"
    ELEMENT = "element"
    STAGE = "stage"
    CATEGORY = "category"
    SEGMENT = "segment"
    CITATION = "citation"


class EdgeKind(Term):
    """What an edge says.

    The first group is recorded and stands in every graph; the second is what an analysis adds to a
    copy; the third belongs to theories.
    """

    ACCESSES = "accesses"
    USES = "uses"
    SENDS = "sends"
    ADDRESSES = "addresses"
    REPLIES_TO = "replies_to"
    CARRIED_BY = "carried_by"
    SERVES = "serves"
    MADE_OF = "made_of"
    PART_OF = "part_of"
    TAKES_PART = "takes_part"
    HOSTS = "hosts"
    CONVEYED_IN = "conveyed_in"
    WORKS_ON = "works_on"
    SWITCHES_TO = "switches_to"
    PROPOSES = "proposes"
    ACCEPTS = "accepts"
    REJECTS = "rejects"
    BREACHES = "breaches"
    REPAIRS = "repairs"
    RENEGOTIATES = "renegotiates"
    RUPTURES = "ruptures"
    CO_CREATES = "co_creates"
    ALLIES_WITH = "allies_with"
    OBSERVES = "observes"

    APPROPRIATES = "appropriates"
    SHAPES = "shapes"
    ADVANCES = "advances"
    SUBSTITUTES = "substitutes"
    COMBINES = "combines"

    GROUNDED_IN = "grounded_in"


_N = NodeKind
_ACTS = ((_N.ACTOR, _N.ELEMENT),)
_BETWEEN_CHANNELS = ((_N.CHANNEL, _N.CHANNEL),)

ENDS: Mapping[EdgeKind, tuple[tuple[NodeKind, NodeKind], ...]] = {
    EdgeKind.ACCESSES: ((_N.ACTOR, _N.CHANNEL),),
    EdgeKind.USES: ((_N.ACTOR, _N.CHANNEL),),
    EdgeKind.APPROPRIATES: ((_N.ACTOR, _N.CHANNEL),),
    EdgeKind.SENDS: ((_N.ACTOR, _N.INTERACTION),),
    EdgeKind.ADDRESSES: ((_N.INTERACTION, _N.ACTOR),),
    EdgeKind.REPLIES_TO: ((_N.INTERACTION, _N.INTERACTION),),
    EdgeKind.CARRIED_BY: ((_N.INTERACTION, _N.CHANNEL),),
    EdgeKind.SERVES: ((_N.INTERACTION, _N.PURPOSE),),
    EdgeKind.MADE_OF: ((_N.INTERACTION, _N.CONTENT),),
    EdgeKind.PART_OF: ((_N.INTERACTION, _N.CONTEXT),),
    EdgeKind.TAKES_PART: ((_N.ACTOR, _N.CONTEXT),),
    EdgeKind.HOSTS: ((_N.CHANNEL, _N.CONTEXT),),
    EdgeKind.CONVEYED_IN: ((_N.CONTENT, _N.CONTEXT),),
    EdgeKind.WORKS_ON: ((_N.CONTEXT, _N.ELEMENT),),
    EdgeKind.SWITCHES_TO: _BETWEEN_CHANNELS,
    EdgeKind.SUBSTITUTES: _BETWEEN_CHANNELS,
    EdgeKind.COMBINES: _BETWEEN_CHANNELS,
    EdgeKind.PROPOSES: _ACTS,
    EdgeKind.ACCEPTS: _ACTS,
    EdgeKind.REJECTS: _ACTS,
    EdgeKind.BREACHES: _ACTS,
    # An act upon an element, or a contact that mended an earlier one.
    EdgeKind.REPAIRS: (*_ACTS, (_N.INTERACTION, _N.INTERACTION)),
    EdgeKind.RENEGOTIATES: _ACTS,
    EdgeKind.RUPTURES: ((_N.INTERACTION, _N.ECOSYSTEM),),
    EdgeKind.SHAPES: (
        (_N.CHANNEL, _N.ELEMENT),
        (_N.CONTENT, _N.ELEMENT),
        (_N.PURPOSE, _N.ELEMENT),
    ),
    EdgeKind.CO_CREATES: ((_N.ACTOR, _N.ECOSYSTEM),),
    EdgeKind.ADVANCES: ((_N.INTERACTION, _N.STAGE),),
    EdgeKind.ALLIES_WITH: ((_N.ACTOR, _N.ACTOR), (_N.ACTOR, _N.CHANNEL)),
    EdgeKind.OBSERVES: tuple((_N.ACTOR, kind) for kind in NodeKind),
    EdgeKind.GROUNDED_IN: (
        (_N.CATEGORY, _N.SEGMENT),
        *((kind, _N.CITATION) for kind in NodeKind if kind is not _N.CITATION),
    ),
}
"""Ends that each kind of edge allows, as (from, to)."""


def check_graph(graph: nx.Graph) -> None:
    """Check that every node and edge has a kind, and every edge ends that its kind allows.

    Parameters
    ----------
    graph
        Any networkx graph with the attribute ``kind`` on nodes and edges.

    Raises
    ------
    FaultGroup
        With every fault. Nodes are told by their kinds and not by their names, which may be
        people's.
    """
    faults: list[MediaEcoError] = []
    kinds: dict[object, str] = {}
    for i, (node, kind) in enumerate(graph.nodes(data="kind")):
        if kind in set(NodeKind):
            kinds[node] = kind
        else:
            faults.append(InvalidCaseError(f"nodes[{i}].kind", "a kind of node", str(kind)))
    for i, (source, target, kind) in enumerate(graph.edges(data="kind")):
        if kind not in set(EdgeKind):
            faults.append(InvalidCaseError(f"edges[{i}].kind", "a kind of edge", str(kind)))
            continue
        ends = (kinds.get(source), kinds.get(target))
        if ends not in ENDS[EdgeKind(kind)]:
            allowed = " or ".join(f"{a} -> {b}" for a, b in ENDS[EdgeKind(kind)])
            faults.append(
                InvalidCaseError(f"edges[{i}] ({kind})", allowed, f"{ends[0]} -> {ends[1]}")
            )
    if faults:
        raise FaultGroup("A graph with these faults is not one of an ecosystem", faults)
