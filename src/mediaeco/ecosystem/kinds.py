"""The kinds of nodes and edges, and which ends each kind of edge allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError, shown
from mediaeco.model.vocabulary import Term

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ENDS", "RECORDED", "EdgeKind", "NodeKind", "add_edge", "check_graph"]


class NodeKind(Term):
    """What a node stands for.

    Silences, stages, categories, segments, citations and effects of media are never recorded;
    analysis and theory add them. A category that has a place in the paradigm is a condition, a
    phenomenon, an action or a consequence; a statement says that one category bears upon another,
    so that an edge of a theory can be grounded.
    """

    ECOSYSTEM = "ecosystem"
    ACTOR = "actor"
    CHANNEL = "channel"
    INTERACTION = "interaction"
    CONTEXT = "context"
    CONTENT = "content"
    PURPOSE = "purpose"
    ELEMENT = "element"
    MEASURE = "measure"
    CODE = "code"
    SETTING = "setting"
    SILENCE = "silence"
    STAGE = "stage"
    CATEGORY = "category"
    CONDITION = "condition"
    PHENOMENON = "phenomenon"
    ACTION = "action"
    CONSEQUENCE = "consequence"
    STATEMENT = "statement"
    SEGMENT = "segment"
    CITATION = "citation"
    EFFECT = "effect"


class EdgeKind(Term):
    """What an edge says.

    The first group is recorded (see `RECORDED`) and is all that `Ecosystem.graph` holds; a context
    is counted among it, as a plain reading of the silences. The second group is counted over many
    contacts by the projections. The third is what an analysis adds to a copy of the graph, and the
    fourth what a theory adds: its edges by the paradigm, what each statement relates, and what
    categories and statements are grounded in. The last says what a medium does (McLuhan's tetrad).
    ``repairs`` is recorded where an actor repairs an element or a contact was coded as a repair;
    between two contacts it is analysis. ``allies_with`` is recorded as a rating of the alliance,
    from the rater to the other side, or to the channel that the rating is about; ``relates_to`` as
    a rating of another layer of the relationship (transference, real relationship).
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
    CODED_AS = "coded_as"
    TAKES_UP = "takes_up"
    SITUATED_IN = "situated_in"
    ALLIES_WITH = "allies_with"
    RELATES_TO = "relates_to"
    OBSERVES = "observes"

    CONTACTS = "contacts"
    SHARES_WITH = "shares_with"
    COMBINES = "combines"

    APPROPRIATES = "appropriates"
    SHAPES = "shapes"
    ADVANCES = "advances"
    FOLLOWS = "follows"
    SUBSTITUTES = "substitutes"

    CONDITIONS = "conditions"
    CALLS_FOR = "calls_for"
    LEADS_TO = "leads_to"
    FEEDS_BACK = "feeds_back"
    RELATES = "relates"
    GROUNDED_IN = "grounded_in"

    ENHANCES = "enhances"
    OBSOLESCES = "obsolesces"
    RETRIEVES = "retrieves"
    REVERSES_INTO = "reverses_into"


_N = NodeKind
_TO_ELEMENT = ((_N.ACTOR, _N.ELEMENT),)
_TO_CHANNEL = ((_N.ACTOR, _N.CHANNEL),)
_BETWEEN_ACTORS = ((_N.ACTOR, _N.ACTOR),)
_BETWEEN_CHANNELS = ((_N.CHANNEL, _N.CHANNEL),)
_CATEGORIES = (_N.CATEGORY, _N.CONDITION, _N.PHENOMENON, _N.ACTION, _N.CONSEQUENCE)
_TO_EFFECT = ((_N.CHANNEL, _N.EFFECT),)

ENDS: Mapping[EdgeKind, tuple[tuple[NodeKind, NodeKind], ...]] = {
    EdgeKind.ACCESSES: _TO_CHANNEL,
    EdgeKind.USES: _TO_CHANNEL,
    EdgeKind.APPROPRIATES: _TO_CHANNEL,
    EdgeKind.SENDS: ((_N.ACTOR, _N.INTERACTION),),
    EdgeKind.ADDRESSES: ((_N.INTERACTION, _N.ACTOR),),
    EdgeKind.REPLIES_TO: ((_N.INTERACTION, _N.INTERACTION),),
    EdgeKind.CARRIED_BY: ((_N.INTERACTION, _N.CHANNEL),),
    EdgeKind.SERVES: ((_N.INTERACTION, _N.PURPOSE),),
    EdgeKind.MADE_OF: ((_N.INTERACTION, _N.CONTENT),),
    EdgeKind.PART_OF: ((_N.INTERACTION, _N.CONTEXT), (_N.CONTEXT, _N.ECOSYSTEM)),
    EdgeKind.TAKES_PART: ((_N.ACTOR, _N.CONTEXT),),
    EdgeKind.HOSTS: ((_N.CHANNEL, _N.CONTEXT),),
    EdgeKind.CONVEYED_IN: ((_N.CONTENT, _N.CONTEXT),),
    EdgeKind.WORKS_ON: ((_N.CONTEXT, _N.ELEMENT),),
    EdgeKind.SWITCHES_TO: _BETWEEN_CHANNELS,
    EdgeKind.SUBSTITUTES: _BETWEEN_CHANNELS,
    EdgeKind.COMBINES: _BETWEEN_CHANNELS,
    EdgeKind.PROPOSES: _TO_ELEMENT,
    EdgeKind.ACCEPTS: _TO_ELEMENT,
    EdgeKind.REJECTS: _TO_ELEMENT,
    EdgeKind.BREACHES: _TO_ELEMENT,
    EdgeKind.REPAIRS: (
        *_TO_ELEMENT,
        (_N.INTERACTION, _N.ECOSYSTEM),
        (_N.INTERACTION, _N.INTERACTION),
    ),
    EdgeKind.RENEGOTIATES: _TO_ELEMENT,
    EdgeKind.RUPTURES: ((_N.INTERACTION, _N.ECOSYSTEM),),
    EdgeKind.SHAPES: (
        (_N.CHANNEL, _N.ELEMENT),
        (_N.CONTENT, _N.ELEMENT),
        (_N.PURPOSE, _N.ELEMENT),
    ),
    EdgeKind.CO_CREATES: ((_N.ACTOR, _N.ECOSYSTEM),),
    EdgeKind.CODED_AS: ((_N.INTERACTION, _N.CODE),),
    # Between channels: the other one that a move relates the medium to.
    EdgeKind.TAKES_UP: (*_TO_CHANNEL, *_BETWEEN_CHANNELS),
    EdgeKind.SITUATED_IN: ((_N.ACTOR, _N.SETTING),),
    EdgeKind.FOLLOWS: ((_N.SILENCE, _N.INTERACTION), (_N.INTERACTION, _N.SILENCE)),
    EdgeKind.ADVANCES: ((_N.INTERACTION, _N.STAGE),),
    EdgeKind.ALLIES_WITH: (*_BETWEEN_ACTORS, *_TO_CHANNEL),
    EdgeKind.RELATES_TO: (*_BETWEEN_ACTORS, *_TO_CHANNEL),
    EdgeKind.OBSERVES: tuple((_N.ACTOR, kind) for kind in NodeKind),
    EdgeKind.CONTACTS: _BETWEEN_ACTORS,
    EdgeKind.SHARES_WITH: _BETWEEN_ACTORS,
    EdgeKind.CONDITIONS: ((_N.CONDITION, _N.PHENOMENON), (_N.CONDITION, _N.ACTION)),
    EdgeKind.CALLS_FOR: ((_N.PHENOMENON, _N.ACTION),),
    EdgeKind.LEADS_TO: ((_N.ACTION, _N.CONSEQUENCE),),
    EdgeKind.FEEDS_BACK: ((_N.CONSEQUENCE, _N.CONDITION),),
    EdgeKind.RELATES: tuple((_N.STATEMENT, kind) for kind in _CATEGORIES),
    EdgeKind.GROUNDED_IN: (
        *((kind, _N.SEGMENT) for kind in (*_CATEGORIES, _N.STATEMENT)),
        *((kind, _N.CITATION) for kind in NodeKind if kind is not _N.CITATION),
    ),
    EdgeKind.ENHANCES: _TO_EFFECT,
    EdgeKind.OBSOLESCES: _TO_EFFECT,
    EdgeKind.RETRIEVES: _TO_EFFECT,
    EdgeKind.REVERSES_INTO: _TO_EFFECT,
}
"""Ends that each kind of edge allows, as (from, to)."""

RECORDED = frozenset(tuple(EdgeKind)[: tuple(EdgeKind).index(EdgeKind.CONTACTS)])
"""Kinds of edges that the record itself holds."""

_NODE_KINDS = {kind.value: kind for kind in NodeKind}
_EDGE_KINDS = {kind.value: kind for kind in EdgeKind}


def add_edge(
    graph: nx.Graph,
    source: str,
    target: str,
    kind: EdgeKind | str,
    *,
    key: str = "",
    **attributes: Any,
) -> None:
    """Add an edge between nodes that are there, if its kind allows these ends.

    Parameters
    ----------
    graph
        A graph that is not frozen: ``networkx.MultiDiGraph(eco.graph)`` is a copy to add to.
    source, target
        Nodes of the graph.
    kind
        Kind of the edge.
    key
        What tells the edge from others of its kind between these nodes: a contact index, say.
    attributes
        Numbers and texts.

    Raises
    ------
    InvalidCaseError
        Where a node is missing, or the kind does not allow the ends.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("actor:T", kind="actor")
    >>> graph.add_node("channel:email", kind="channel")
    >>> add_edge(graph, "actor:T", "channel:email", "appropriates", value=0.4)
    >>> graph.edges["actor:T", "channel:email", "appropriates"]["value"]
    0.4
    """
    kind = EdgeKind(kind)
    for end, node in (("source", source), ("target", target)):
        if node not in graph:
            raise InvalidCaseError(
                f"{kind}.{end}", "a node of the graph", "another", "Add the node first."
            )
    ends = tuple(_NODE_KINDS.get(graph.nodes[node].get("kind")) for node in (source, target))
    if ends not in ENDS[kind]:
        raise _wrong_ends(str(kind), kind, ends)
    if graph.is_multigraph():
        graph.add_edge(
            source, target, key=f"{kind}:{key}" if key else str(kind), kind=str(kind), **attributes
        )
    else:
        graph.add_edge(source, target, kind=str(kind), **attributes)


def check_graph(graph: nx.Graph) -> None:
    """Check that every node and edge has a kind, and every edge ends that its kind allows.

    Parameters
    ----------
    graph
        Any networkx graph with the attribute ``kind`` on nodes and edges.

    Raises
    ------
    FaultGroup
        With every fault. Nodes are told by their places and kinds and not by their names, which
        may be people's.
    """
    faults: list[MediaEcoError] = []
    kinds: dict[object, NodeKind | None] = {}
    for i, (node, name) in enumerate(graph.nodes(data="kind")):
        kinds[node] = _NODE_KINDS.get(name) if isinstance(name, str) else None
        if kinds[node] is None:
            faults.append(InvalidCaseError(f"nodes[{i}].kind", "a kind of node", shown(name)))
    for i, (source, target, name) in enumerate(graph.edges(data="kind")):
        kind = _EDGE_KINDS.get(name) if isinstance(name, str) else None
        if kind is None:
            faults.append(InvalidCaseError(f"edges[{i}].kind", "a kind of edge", shown(name)))
            continue
        ends = (kinds[source], kinds[target])
        if ends not in ENDS[kind] and not (
            not graph.is_directed() and tuple(reversed(ends)) in ENDS[kind]
        ):
            faults.append(_wrong_ends(f"edges[{i}]", kind, ends))
    if faults:
        raise FaultGroup("A graph with these faults is not one of an ecosystem", faults)


def _wrong_ends(path: str, kind: EdgeKind, ends: tuple[NodeKind | None, ...]) -> InvalidCaseError:
    allowed = " or ".join(f"{a} -> {b}" for a, b in ENDS[kind])
    came = " -> ".join("a node without a kind" if end is None else str(end) for end in ends)
    return InvalidCaseError(path, f"{kind} to lead {allowed}", came)
