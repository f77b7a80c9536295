"""Two readings of the ecosystem: media as environment, media as species; and who contacts whom.

All of them are counted over whole columns first, and only then poured into a graph.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.kinds import EdgeKind, NodeKind
from mediaeco.kernels.array import Array, Ints
from mediaeco.model import TidyTable

__all__ = ["environment", "exchange", "exchange_table", "species"]


def exchange_table(eco: Ecosystem) -> TidyTable:
    """Who contacted whom over which channel, how often and how long?

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    TidyTable
        One row for each case, sender, receiver and channel that occur: codes, number of contacts,
        days of the first and last since first contact, total of the known durations in seconds.
    """
    table = eco.table
    channels = max(len(eco.channels), 1)
    people = max((len(head.actors) for head in eco.cases), default=1)
    rows = table.receivers.rows
    # With one receiver each, rows stand for themselves.
    of: Ints | slice = slice(None) if len(rows) == len(table) else rows
    sender = table.case[of] * people + table.sender[of]
    key = (sender * people + table.receivers.values) * channels + table.channel[of]
    t, duration = table.t[of], table.duration[of]
    size = table.cases * people * people * channels
    counts = np.bincount(key, minlength=size)
    found = np.flatnonzero(counts)
    first, last = _ends(key, t, size)
    known = np.nan_to_num(duration)
    seconds = np.bincount(key, known, size) if known.any() else np.zeros(size)
    pair, channel = np.divmod(found, channels)
    who, receiver = np.divmod(pair, people)
    case, sender = np.divmod(who, people)
    return TidyTable(
        {
            "case": case,
            "sender": sender,
            "receiver": receiver,
            "channel": channel,
            "contacts": counts[found],
            "first": first[found],
            "last": last[found],
            "seconds": seconds[found],
        }
    )


def exchange(eco: Ecosystem) -> nx.MultiDiGraph:
    """Who contacts whom: actors, tied by an edge for each channel, with counts.

    Parameters
    ----------
    eco
        One case or a cohort; actors of a cohort are named by their case.

    Returns
    -------
    networkx.MultiDiGraph
        Frozen; edges keyed by channel id, with ``contacts``, ``first`` and ``last`` (days since
        first contact) and ``seconds``.
    """
    table = exchange_table(eco)
    actors = _actors(eco)
    names = [channel.id for channel in eco.channels]
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(
        (node, {"kind": str(NodeKind.ACTOR), "role": str(actor.role)})
        for head, nodes in zip(eco.cases, actors, strict=True)
        for actor, node in zip(head.actors, nodes, strict=True)
    )
    graph.add_edges_from(
        (
            actors[case][sender],
            actors[case][receiver],
            names[channel],
            {"contacts": contacts, "first": first, "last": last, "seconds": seconds},
        )
        for case, sender, receiver, channel, contacts, first, last, seconds in zip(
            *(column.tolist() for column in table.columns.values()), strict=True
        )
    )
    return nx.freeze(graph)


def environment(eco: Ecosystem) -> nx.DiGraph:
    """Media as environment: actors and the channels that surround them.

    Parameters
    ----------
    eco
        One case or a cohort, whose channels are then shared and whose actors are named by case.

    Returns
    -------
    networkx.DiGraph
        Frozen, bipartite, actor to channel; ``contacts`` sent and ``received``. An edge with
        neither is access that was declared.

    Notes
    -----
    *Theory*: scolari2012 (the environmental reading of the ecology of media); library's proposal.
    """
    table = eco.table
    channels = max(len(eco.channels), 1)
    people = max((len(head.actors) for head in eco.cases), default=1)
    size = table.cases * people * channels
    sent = np.bincount(
        (table.case * people + table.sender) * channels + table.channel, minlength=size
    )
    rows = table.receivers.rows
    got = np.bincount(
        (table.case[rows] * people + table.receivers.values) * channels + table.channel[rows],
        minlength=size,
    )
    place = {channel.id: code for code, channel in enumerate(eco.channels)}
    has = (sent > 0) | (got > 0)
    for i, head in enumerate(eco.cases):
        for code, actor in enumerate(head.actors):
            for name in (*actor.repertoire, *(use.channel for use in actor.prior)):
                has[(i * people + code) * channels + place[name]] = True
    graph = nx.DiGraph()
    actors = _actors(eco)
    graph.add_nodes_from(
        (node, {"kind": str(NodeKind.ACTOR)}) for nodes in actors for node in nodes
    )
    media = _media(eco)
    graph.add_nodes_from((node, {"kind": str(NodeKind.CHANNEL)}) for node in media)
    for key in np.flatnonzero(has).tolist():
        who, channel = divmod(key, channels)
        case, person = divmod(who, people)
        used = sent[key] > 0
        graph.add_edge(
            actors[case][person],
            media[channel],
            kind=str(EdgeKind.USES if used else EdgeKind.ACCESSES),
            contacts=int(sent[key]),
            received=int(got[key]),
        )
    return nx.freeze(graph)


def species(eco: Ecosystem) -> nx.DiGraph:
    """Media as species: channels, and how contact moves from one to another.

    Parameters
    ----------
    eco
        One case, or a cohort, whose moves are then counted together.

    Returns
    -------
    networkx.DiGraph
        Frozen; nodes carry ``contacts`` and ``shared`` (cases in which both sides used the
        channel), an edge the ``contacts`` that came next over the other channel. A channel that
        follows upon itself has a loop.

    Notes
    -----
    *Theory*: scolari2012 (relations between media); library's proposal.
    """
    table = eco.table
    channels = max(len(eco.channels), 1)
    inside = ~table.starts[1:]
    moves: Ints = (table.channel[:-1].astype(np.int64) * channels + table.channel[1:])[inside]
    counts = np.bincount(moves, minlength=channels * channels)
    contacts = np.bincount(table.channel, minlength=channels)
    side = np.minimum(table.sender, 2)
    used: Any = np.bincount(
        (table.case * 3 + side) * channels + table.channel, minlength=table.cases * 3 * channels
    ).reshape(table.cases, 3, channels)
    shared = (used[:, :2] > 0).all(axis=1).sum(axis=0)
    graph = nx.DiGraph()
    media = _media(eco)
    graph.add_nodes_from(
        (node, {"kind": str(NodeKind.CHANNEL), "contacts": n, "shared": both})
        for node, n, both in zip(media, contacts.tolist(), shared.tolist(), strict=False)
    )
    for key in np.flatnonzero(counts).tolist():
        source, target = divmod(key, channels)
        graph.add_edge(
            media[source],
            media[target],
            kind=str(EdgeKind.SWITCHES_TO),
            contacts=int(counts[key]),
        )
    return nx.freeze(graph)


def _ends(key: Ints, t: Array, size: int) -> tuple[Array, Array]:
    """First and last time of each key; rows of a key stand in time order already."""
    first, last = np.full(size, np.nan), np.full(size, np.nan)
    last[key] = t
    first[key[::-1]] = t[::-1]
    return first, last


def _actors(eco: Ecosystem) -> list[list[str]]:
    alone = len(eco.cases) == 1
    return [
        [f"actor:{actor.id}" if alone else f"{head.id}/actor:{actor.id}" for actor in head.actors]
        for head in eco.cases
    ]


def _media(eco: Ecosystem) -> list[str]:
    return [f"channel:{channel.id}" for channel in eco.channels]
