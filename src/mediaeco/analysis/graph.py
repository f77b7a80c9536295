"""The graph of the ecosystem with what analysis reads out of the record."""

from __future__ import annotations

import networkx as nx
import numpy as np

from mediaeco.analysis.appropriation import Appropriation, appropriation
from mediaeco.analysis.history import SIDES
from mediaeco.analysis.level import LEVELS, Level
from mediaeco.analysis.lifecycle import ElementStatus, frame_lifecycle
from mediaeco.analysis.rupture import ruptures
from mediaeco.analysis.silence import silences
from mediaeco.analysis.stage import StageTrajectory
from mediaeco.analysis.stage import stages as read_stages
from mediaeco.ecosystem import Ecosystem, EdgeKind, NodeKind, add_edge, node_id, species
from mediaeco.ecosystem.context import BOUT_GAP_HOURS

__all__ = ["analysed_graph"]

_STATUS = tuple(ElementStatus)


def analysed_graph(
    eco: Ecosystem,
    *,
    appropriated: Appropriation | None = None,
    stages: StageTrajectory | None = None,
    gap_hours: float = BOUT_GAP_HOURS,
) -> nx.MultiDiGraph:
    """How does the ecosystem look with what a record shows, and does not say, drawn in?

    Parameters
    ----------
    eco
        One case.
    appropriated
        Its appropriation; None: by the default settings.
    stages
        Its stages; None: by the default model.
    gap_hours
        Silence that ends a context, and that becomes a node, in hours, above 0 (library default
        12).

    Returns
    -------
    networkx.MultiDiGraph
        ``eco.graph``, frozen, and beside it

        - ``appropriates`` from either side to a channel, with ``value`` and ``level``, where there
          is appropriation or a channel was left;
        - nodes of silences, with ``days``; ``follows`` leads from a silence to the contact that it
          came after, and from the next contact to the silence;
        - ``repairs`` from the contact that mended a rupture to the one that it happened in, with
          the kind of ``rupture``, ``hours``, and whether another channel mended it (``switched``);
        - ``combines`` between channels used in one context, as in `mediaeco.ecosystem.species`;
        - stages, and ``advances`` from the contact that led into one;
        - on elements of the frame where they stand: ``status``, ``pending`` and, once agreed,
          ``agreed`` (a contact index).

    Raises
    ------
    InvalidCaseError
        Where the ecosystem is of several cases, or ``gap_hours`` is not above 0.

    Notes
    -----
    *Theory*: valenciarey; each edge is a result of the measure that it is named for, and as much
    the library's proposal as that is.

    *Laws*: all that is recorded stays as it is; ends are such as their kinds allow; each silence
    and each repair is an edge.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> graph = analysed_graph(Ecosystem(read_example("broken-frame")))
    >>> graph.nodes["element:fee"]["status"]
    'agreed'
    """
    _ = eco.case
    graph = nx.MultiDiGraph(eco.graph)
    _appropriates(graph, eco, appropriated or appropriation(eco))
    _silences(graph, eco, gap_hours)
    _repairs(graph, eco)
    for one, other, key, data in species(eco, gap_hours=gap_hours).edges(keys=True, data=True):
        if data["kind"] == EdgeKind.COMBINES:
            graph.add_edge(one, other, key=key, **data)
    _advances(graph, stages or read_stages(eco))
    _frame(graph, eco)
    return nx.freeze(graph)


def _appropriates(graph: nx.MultiDiGraph, eco: Ecosystem, own: Appropriation) -> None:
    for s, actor in enumerate((eco.case.therapist, eco.case.patient)):
        for c, channel in enumerate(eco.channels):
            value, level = float(own.value[0, s, c]), LEVELS[own.level[0, s, c]]
            if value > 0 or level is Level.DISAPPROPRIATED:
                add_edge(
                    graph,
                    node_id(NodeKind.ACTOR, actor.id),
                    node_id(NodeKind.CHANNEL, channel.id),
                    EdgeKind.APPROPRIATES,
                    side=SIDES[s],
                    value=value,
                    level=str(level),
                )


def _silences(graph: nx.MultiDiGraph, eco: Ecosystem, gap_hours: float) -> None:
    found = silences(eco, longer_than_hours=gap_hours)
    columns = (found.after, found.before, found.begins, found.days)
    for after, before, begins, days in zip(*(c.tolist() for c in columns), strict=True):
        node = node_id(NodeKind.SILENCE, after)
        graph.add_node(
            node,
            kind=str(NodeKind.SILENCE),
            label=f"silence after contact {after}",
            begins_days=begins,
            days=days,
        )
        add_edge(graph, node, node_id(NodeKind.INTERACTION, after), EdgeKind.FOLLOWS)
        if before >= 0:
            add_edge(graph, node_id(NodeKind.INTERACTION, before), node, EdgeKind.FOLLOWS)


def _repairs(graph: nx.MultiDiGraph, eco: Ecosystem) -> None:
    found = ruptures(eco)
    for k in np.flatnonzero(found.repair_row >= 0).tolist():
        add_edge(
            graph,
            node_id(NodeKind.INTERACTION, int(found.repaired_at[k])),
            node_id(NodeKind.INTERACTION, int(found.n[k])),
            EdgeKind.REPAIRS,
            key=str(found.kind[k]),
            rupture=str(found.kind[k]),
            hours=float(found.latency[k]),
            switched=int(found.switched[k]),
        )


def _advances(graph: nx.MultiDiGraph, trajectory: StageTrajectory) -> None:
    for k, stage in enumerate(trajectory.model.stages):
        node = node_id(NodeKind.STAGE, stage.id)
        graph.add_node(node, kind=str(NodeKind.STAGE), label=stage.name)
        entered = (trajectory.stage == k) & (np.diff(trajectory.stage, prepend=-1) != 0)
        for n in trajectory.n[entered].tolist():
            add_edge(graph, node_id(NodeKind.INTERACTION, n), node, EdgeKind.ADVANCES)


def _frame(graph: nx.MultiDiGraph, eco: Ecosystem) -> None:
    life = frame_lifecycle(eco)
    for e, element in enumerate(eco.elements):
        data = graph.nodes[node_id(NodeKind.ELEMENT, element.id)]
        data["status"] = str(_STATUS[life.status[0, e]])
        data["pending"] = int(life.pending[0, e])
        if not np.isnan(life.agreed_at[0, e]):
            data["agreed"] = int(life.agreed_at[0, e])
