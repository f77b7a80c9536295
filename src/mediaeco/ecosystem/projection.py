"""Two readings of the ecosystem: media as environment, and media as species.

Both are counted over whole columns first, and only then poured into a graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np

from mediaeco.ecosystem.case_names import access_of, node_id
from mediaeco.ecosystem.context import BOUT_GAP_HOURS, bout_of
from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.exchange import actor_nodes, actors_of, people_of, rows_of
from mediaeco.ecosystem.kinds import EdgeKind, NodeKind
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools, Ints

__all__ = ["commons", "environment", "species"]


def environment(eco: Ecosystem) -> nx.DiGraph:
    """Media as environment: actors, and the channels that surround them.

    Parameters
    ----------
    eco
        One case; or a cohort, whose channels are then shared and whose actors are named by case.

    Returns
    -------
    networkx.DiGraph
        Frozen, bipartite, from actor to channel: ``uses`` where the actor has made contact over the
        channel, ``accesses`` where not. ``contacts`` made and ``received``; ``declared`` is 1 where
        access was declared before any contact.

    Notes
    -----
    *Theory*: scolari2012 (the environmental reading of the ecology of media); library's proposal.

    *Laws*: relabelling channels relabels the graph; swapping the roles changes nothing but the
    roles.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> graph = environment(Ecosystem(read_example("first-contact")))
    >>> graph.edges["actor:P", "channel:website"]["kind"]
    'uses'
    """
    shape = (len(eco.cases), people_of(eco), len(eco.channels))
    sent = _sent(eco)
    got = _received(eco)
    declared = np.zeros(shape, dtype=bool)
    place = {channel.id: code for code, channel in enumerate(eco.channels)}
    for i, head in enumerate(eco.cases):
        for code, actor in enumerate(head.actors):
            for name in access_of(actor):
                declared[i, code, place[name]] = True
    nodes, media = actor_nodes(eco), _media(eco)
    graph = nx.DiGraph()
    graph.add_nodes_from(actors_of(eco, nodes))
    graph.add_nodes_from(_channels(eco))
    case, actor_code, channel_code = np.nonzero(declared | (sent > 0) | (got > 0))
    at = (case, actor_code, channel_code)
    graph.add_edges_from(
        (
            nodes[i][a],
            media[c],
            {
                "kind": str(EdgeKind.USES if contacts else EdgeKind.ACCESSES),
                "contacts": contacts,
                "received": received,
                "declared": told,
            },
        )
        for i, a, c, contacts, received, told in rows_of(
            *at, sent[at], got[at], declared[at].astype(np.int64)
        )
    )
    return nx.freeze(graph)


def commons(eco: Ecosystem) -> nx.Graph:
    """The environment seen from the actors alone: who shares channels in use with whom.

    Parameters
    ----------
    eco
        One case; or a cohort, whose actors are then named by their case and tied within it only.

    Returns
    -------
    networkx.Graph
        Frozen, undirected. Two actors are tied where there are channels over which both have made
        contact: how many ``channels``, and the ``contacts`` matched on them, which is the sum over
        channels of the lesser of the two actors' counts.

    Notes
    -----
    *Theory*: the one-mode projection of `environment`; library's proposal.
    """
    sent = _sent(eco)
    nodes = actor_nodes(eco)
    graph = nx.Graph()
    graph.add_nodes_from(actors_of(eco, nodes))
    for a, b in combinations(range(people_of(eco)), 2):
        matched = np.minimum(sent[:, a], sent[:, b])
        shared = (matched > 0).sum(axis=1)
        cases = np.flatnonzero(shared)
        for i, channels, contacts in rows_of(cases, shared[cases], matched.sum(axis=1)[cases]):
            graph.add_edge(
                nodes[i][a],
                nodes[i][b],
                kind=str(EdgeKind.SHARES_WITH),
                channels=channels,
                contacts=contacts,
            )
    return nx.freeze(graph)


def species(eco: Ecosystem, *, gap_hours: float = BOUT_GAP_HOURS) -> nx.MultiDiGraph:
    """Media as species: channels, how contact moves between them, and which live together.

    Parameters
    ----------
    eco
        One case; or a cohort, whose contacts are then counted together.
    gap_hours
        Silence that ends a context, in hours, above 0.

    Returns
    -------
    networkx.MultiDiGraph
        Frozen. Nodes: ``contacts``, ``stays`` (contacts that came next over the same channel) and
        ``shared`` (cases in which both sides made contact over the channel).

        ``switches_to``: ``contacts`` that came next over the other channel, and how many of them
        ``within`` one context.

        ``combines``, in both directions: ``contexts`` in which both channels were used, and in how
        many of them either side made contact over both (``by_both``).

    Raises
    ------
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    *Theory*: scolari2012 (relations between media as between species); library's proposal.

    *Laws*: switches and stays add up to the contacts but the first of each case; the switches of
    one case are those of `Ecosystem.graph`; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> graph = species(Ecosystem(read_example("sent-away")))
    >>> graph.number_of_edges()
    0
    """
    if not gap_hours > 0:
        raise InvalidCaseError("species.gap_hours", "hours above 0", str(gap_hours))
    table, width = eco.table, len(eco.channels)
    bout = bout_of(table, gap_hours)
    moves = table.channel[:-1].astype(np.int64) * width + table.channel[1:]
    inside = ~table.starts[1:]
    within = inside & (bout[1:] == bout[:-1])
    square = (width, width)
    moved = np.bincount(moves[inside], minlength=width * width).reshape(square)
    close = np.bincount(moves[within], minlength=width * width).reshape(square)
    contacts = np.bincount(table.channel, minlength=width)
    shared = (_sent(eco)[:, :2] > 0).all(axis=1).sum(axis=0)
    graph = nx.MultiDiGraph()
    counts = rows_of(contacts, np.diag(moved), shared)
    graph.add_nodes_from(
        (node, {**data, "contacts": number, "stays": stays, "shared": both})
        for (node, data), (number, stays, both) in zip(_channels(eco), counts, strict=True)
    )
    media = _media(eco)
    apart = ~np.eye(width, dtype=bool)
    for i, j in rows_of(*np.nonzero(apart & (moved > 0))):
        kind = str(EdgeKind.SWITCHES_TO)
        times = {"contacts": int(moved[i, j]), "within": int(close[i, j])}
        graph.add_edge(media[i], media[j], key=kind, kind=kind, **times)
    together, by_both = _together(eco, bout)
    for i, j in rows_of(*np.nonzero(apart & (together > 0))):
        kind = str(EdgeKind.COMBINES)
        times = {"contexts": int(together[i, j]), "by_both": int(by_both[i, j])}
        graph.add_edge(media[i], media[j], key=kind, kind=kind, **times)
    return nx.freeze(graph)


def _sent(eco: Ecosystem) -> Ints:
    """Contacts made; shape (cases, people, channels)."""
    table = eco.table
    shape = (len(eco.cases), people_of(eco), len(eco.channels))
    key = (table.case * shape[1] + table.sender) * shape[2] + table.channel
    return np.bincount(key, minlength=int(np.prod(shape))).reshape(shape)


def _received(eco: Ecosystem) -> Ints:
    """Contacts received; shape (cases, people, channels)."""
    table = eco.table
    shape = (len(eco.cases), people_of(eco), len(eco.channels))
    rows = table.receivers.rows
    key = (table.case[rows] * shape[1] + table.receivers.values) * shape[2] + table.channel[rows]
    return np.bincount(key, minlength=int(np.prod(shape))).reshape(shape)


def _together(eco: Ecosystem, bout: Ints) -> tuple[Ints, Ints]:
    """Contexts with both channels, and with both of them from either side; (channels, channels)."""
    table, width = eco.table, len(eco.channels)
    count = int(bout[-1]) + 1 if len(bout) else 0
    therapist, patient, anybody = np.zeros((3, count, width), dtype=bool)
    anybody[bout, table.channel] = True
    several = anybody.sum(axis=1) > 1
    for side, used in enumerate((therapist, patient)):
        own = table.sender == side
        used[bout[own], table.channel[own]] = True
    return _pairs(anybody[several]), _pairs((therapist & patient)[several])


def _pairs(used: Bools) -> Ints:
    # Whole numbers up to 2^53 are exact as floats, and their products much quicker.
    number = used.astype(np.float64)
    return (number.T @ number).astype(np.int64)


def _channels(eco: Ecosystem) -> Iterator[tuple[str, dict[str, Any]]]:
    for channel, name in zip(eco.channels, _media(eco), strict=True):
        yield name, {"kind": str(NodeKind.CHANNEL), "label": channel.name}


def _media(eco: Ecosystem) -> list[str]:
    return [node_id(NodeKind.CHANNEL, channel.id) for channel in eco.channels]
