"""The three layers of the relationship, side by side: what people rated, and nothing else."""

from __future__ import annotations

import networkx as nx
import numpy as np
from attrs import frozen

from mediaeco.analysis import Ratings, ratings
from mediaeco.ecosystem import Ecosystem, EdgeKind, NodeKind, add_edge
from mediaeco.ecosystem.case_names import node_id
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.model.layer import LAYERS, RelationLayer

__all__ = ["RelationLayers", "relation_layers"]

_LAYERS = tuple(RelationLayer)


@frozen(kw_only=True, eq=False, repr=False)
class RelationLayers(Result):
    """Parallel ties between those who rated and those whom they rated.

    Parameters
    ----------
    cases
        Ids.
    rated
        True where a layer was rated at all; shape (cases, 3), in the order of
        `mediaeco.model.RelationLayer`. What was not rated is not known, and never worked out.
    graph
        Frozen multigraph of actors and channels, an edge for each tie: working alliance as
        ``allies_with``, the other layers as ``relates_to``; attributes ``layer``, ``construct``,
        ``instrument``, ``scale``, ``ratings``, ``value`` (mean), ``low``, ``high``.
    case
        Case of each tie; shape (ties,), as all that follow.
    layer, construct, instrument, scale
        What was rated.
    role
        Role of the rater.
    toward
        Role of the actor or id of the channel that was rated; ``"relationship"`` where somebody
        else than the two rated what is between them, which is no edge of the graph.
    count
        Ratings.
    mean, low, high
        Mean rating, and the ends of its scale.
    """

    cases: tuple[str, ...]
    rated: Bools
    graph: nx.MultiDiGraph
    case: Ints
    layer: Array
    construct: Array
    instrument: Array
    scale: Array
    role: Array
    toward: Array
    count: Ints
    mean: Floats
    low: Floats
    high: Floats

    def __len__(self) -> int:
        return len(self.case)

    def to_frame(self) -> TidyTable:
        """One row a tie."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "layer": self.layer,
                "construct": self.construct,
                "rater": self.role,
                "toward": self.toward,
                "instrument": self.instrument,
                "scale": self.scale,
                "ratings": self.count,
                "mean": self.mean,
                "low": self.low,
                "high": self.high,
            }
        )


def relation_layers(eco: Ecosystem) -> RelationLayers:
    """How do working alliance, transference and real relationship stand beside one another?

    Each layer is a set of directed ties, from whoever rated to whom, or what, they rated: one tie
    for each construct, instrument and scale. A rating by therapist or patient is about the other
    side unless it says otherwise; one about a channel is the alliance with that channel.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    RelationLayers
        The ties, as a table and as a graph.

    Notes
    -----
    *Theory*: gelso1985 (working alliance, transference configuration, real relationship, in every
    therapy at once); the multigraph is the library's proposal. Transference and
    countertransference are never computed from a log: no operationalisation by traffic has been
    defended, so that only ratings and codes of people count.

    *Laws*: ratings of one layer change no other; a record without ratings has no tie; swapping the
    roles turns every tie between the two.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> layers = relation_layers(Ecosystem(read_example("first-contact")))
    >>> layers.rated.shape
    (1, 3)
    """
    table = ratings(eco, constructs=tuple(LAYERS))
    rated = np.zeros((len(eco.cases), len(_LAYERS)), dtype=bool)
    ties: dict[tuple[object, ...], list[int]] = {}
    for k in range(len(table)):
        rated[table.case[k], _LAYERS.index(LAYERS[str(table.construct[k])])] = True
        ties.setdefault(_tie(table, k), []).append(k)
    graph, toward = _graph(eco, table, list(ties.values()))
    first = np.array([places[0] for places in ties.values()], dtype=np.int64)
    return RelationLayers(
        cases=eco.ids,
        rated=rated,
        graph=graph,
        case=table.case[first],
        layer=np.array([str(LAYERS[c]) for c in table.construct[first].tolist()], dtype=np.str_),
        construct=table.construct[first],
        instrument=table.instrument[first],
        scale=table.scale[first],
        role=table.role[first],
        toward=np.array(toward, dtype=np.str_),
        count=np.array([len(places) for places in ties.values()], dtype=np.int64),
        mean=np.array([table.value[places].mean() for places in ties.values()], dtype=np.float64),
        low=table.low[first],
        high=table.high[first],
    )


def _graph(
    eco: Ecosystem, table: Ratings, ties: list[list[int]]
) -> tuple[nx.MultiDiGraph, list[str]]:
    """Draw an edge for each tie, and say what each leads to."""
    graph = nx.MultiDiGraph()
    prefixes = [""] if len(eco.cases) == 1 else list(eco.ids)
    for head, prefix in zip(eco.cases, prefixes, strict=True):
        for actor in head.actors:
            node = node_id(NodeKind.ACTOR, actor.id, prefix)
            graph.add_node(node, kind=str(NodeKind.ACTOR), role=str(actor.role))
    toward = []
    for places in ties:
        k = places[0]
        target, name = _target(eco, table, k)
        toward.append(name)
        if target is None:
            continue
        case = int(table.case[k])
        node = node_id(*target, prefixes[case])
        if node not in graph:
            graph.add_node(node, kind=str(target[0]))
        rater = eco.cases[case].actors[int(table.rater[k])].id
        told = {
            "construct": str(table.construct[k]),
            "instrument": str(table.instrument[k]),
            "scale": str(table.scale[k]),
        }
        low, high = float(table.low[k]), float(table.high[k])
        layer = LAYERS[told["construct"]]
        allied = layer is RelationLayer.WORKING_ALLIANCE
        add_edge(
            graph,
            node_id(NodeKind.ACTOR, rater, prefixes[case]),
            node,
            EdgeKind.ALLIES_WITH if allied else EdgeKind.RELATES_TO,
            key=":".join([*told.values(), f"{low:g}", f"{high:g}"]),
            layer=str(layer),
            **told,
            ratings=len(places),
            value=float(table.value[places].mean()),
            low=low,
            high=high,
        )
    return nx.freeze(graph), toward


def _tie(table: Ratings, k: int) -> tuple[object, ...]:
    columns = (
        table.case,
        table.rater,
        table.construct,
        table.about,
        table.instrument,
        table.scale,
        table.low,
        table.high,
    )
    return tuple(column[k].item() for column in columns)


def _target(eco: Ecosystem, table: Ratings, k: int) -> tuple[tuple[NodeKind, str] | None, str]:
    """Node that a rating leads to, if any, and what to call it."""
    head = eco.cases[int(table.case[k])]
    about, rater = str(table.about[k]), int(table.rater[k])
    if about and about not in {actor.id for actor in head.actors}:
        return (NodeKind.CHANNEL, about), about
    for actor in head.actors:
        if actor.id == about and actor.id != head.actors[rater].id:
            return (NodeKind.ACTOR, about), str(actor.role)
    if rater > 1 or about:
        return None, "relationship"
    other = head.actors[1 - rater]
    return (NodeKind.ACTOR, other.id), str(other.role)
