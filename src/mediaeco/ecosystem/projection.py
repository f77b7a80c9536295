"""Two readings of the ecosystem, media as environment and media as species; and the exchange.

All of them are counted over whole columns first, and only then poured into a graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
from attrs import frozen

from mediaeco.ecosystem.context import BOUT_GAP_HOURS, bout_of
from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.graph import access_of, node_id
from mediaeco.ecosystem.kinds import EdgeKind, NodeKind
from mediaeco.ecosystem.tally import Tally, tally
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Bools, Ints
from mediaeco.model import TidyTable
from mediaeco.model.clock import DAY

__all__ = ["commons", "environment", "exchange", "exchange_table", "species"]


def exchange(eco: Ecosystem) -> nx.MultiDiGraph:
    """Who contacts whom: actors, tied by an edge for each channel, with counts.

    Parameters
    ----------
    eco
        One case; or a cohort, whose actors are then named by their case.

    Returns
    -------
    networkx.MultiDiGraph
        Frozen. Edges keyed by channel id, with the columns of `exchange_table`; ``seconds`` is left
        out where no duration is known.

    Notes
    -----
    *Laws*: equals the graph built contact by contact; the counts add up to the contacts, each
    taken once for each of its receivers; swapping the roles changes nothing but the roles.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> graph = exchange(Ecosystem(read_example("first-contact")))
    >>> graph.edges["actor:P", "actor:T", "website"]["contacts"]
    2
    """
    found = _exchange(eco)
    nodes = _actor_nodes(eco)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(_actors(eco, nodes))
    names = [channel.id for channel in eco.channels]
    kind = str(EdgeKind.CONTACTS)
    columns = (found.case, found.sender, found.receiver, found.channel)
    measures = tuple(found.measures)
    graph.add_edges_from(
        (
            nodes[case][sender],
            nodes[case][receiver],
            names[channel],
            {"kind": kind, "channel": names[channel], **_known(measures, values)},
        )
        for (case, sender, receiver, channel), values in zip(
            _rows(*columns), _rows(*found.measures.values()), strict=True
        )
    )
    return nx.freeze(graph)


def exchange_table(eco: Ecosystem) -> TidyTable:
    """Who contacted whom over which channel, how often and how long?

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    TidyTable
        One row for each case, sender, receiver and channel that occur, by their ids:
        ``contacts``; contact index of the ``first`` and ``last``, and when they were, in days since
        the first contact of the case; ``seconds``, the total of the known durations, NaN where
        none is known. A contact with several receivers counts for each.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> table = exchange_table(Ecosystem(read_example("sent-away")))
    >>> int(table["contacts"].sum())
    42
    """
    found = _exchange(eco)
    people = _people(eco)
    names = np.array(
        [
            [*(actor.id for actor in head.actors), *[""] * (people - len(head.actors))]
            for head in eco.cases
        ],
        dtype=np.str_,
    ).reshape(len(eco.cases), people)
    return TidyTable(
        {
            "case": np.array(eco.ids, dtype=np.str_)[found.case],
            "sender": names[found.case, found.sender],
            "receiver": names[found.case, found.receiver],
            "channel": np.array([c.id for c in eco.channels], dtype=np.str_)[found.channel],
            **found.measures,
        }
    )


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
    shape = (len(eco.cases), _people(eco), len(eco.channels))
    sent = _sent(eco)
    got = _received(eco)
    declared = np.zeros(shape, dtype=bool)
    place = {channel.id: code for code, channel in enumerate(eco.channels)}
    for i, head in enumerate(eco.cases):
        for code, actor in enumerate(head.actors):
            for name in access_of(actor):
                declared[i, code, place[name]] = True
    nodes, media = _actor_nodes(eco), _media(eco)
    graph = nx.DiGraph()
    graph.add_nodes_from(_actors(eco, nodes))
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
        for i, a, c, contacts, received, told in _rows(
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
    nodes = _actor_nodes(eco)
    graph = nx.Graph()
    graph.add_nodes_from(_actors(eco, nodes))
    for a, b in combinations(range(_people(eco)), 2):
        matched = np.minimum(sent[:, a], sent[:, b])
        shared = (matched > 0).sum(axis=1)
        cases = np.flatnonzero(shared)
        for i, channels, contacts in _rows(cases, shared[cases], matched.sum(axis=1)[cases]):
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
    counts = _rows(contacts, np.diag(moved), shared)
    graph.add_nodes_from(
        (node, {**data, "contacts": number, "stays": stays, "shared": both})
        for (node, data), (number, stays, both) in zip(_channels(eco), counts, strict=True)
    )
    media = _media(eco)
    apart = ~np.eye(width, dtype=bool)
    for i, j in _rows(*np.nonzero(apart & (moved > 0))):
        kind = str(EdgeKind.SWITCHES_TO)
        times = {"contacts": int(moved[i, j]), "within": int(close[i, j])}
        graph.add_edge(media[i], media[j], key=kind, kind=kind, **times)
    together, by_both = _together(eco, bout)
    for i, j in _rows(*np.nonzero(apart & (together > 0))):
        kind = str(EdgeKind.COMBINES)
        times = {"contexts": int(together[i, j]), "by_both": int(by_both[i, j])}
        graph.add_edge(media[i], media[j], key=kind, kind=kind, **times)
    return nx.freeze(graph)


@frozen(kw_only=True, eq=False)
class _Exchange:
    """Codes of who contacted whom over what, and what was counted."""

    case: Ints
    sender: Ints
    receiver: Ints
    channel: Ints
    measures: dict[str, Array]


def _exchange(eco: Ecosystem) -> _Exchange:
    table = eco.table
    width, people = max(len(eco.channels), 1), _people(eco)
    receivers = table.receivers
    # With one receiver each, rows stand for themselves.
    single = len(receivers.values) == len(table)
    of: Ints | slice = slice(None) if single else receivers.rows
    key = table.case[of] * people
    key += table.sender[of]
    key *= people
    key += receivers.values
    key *= width
    key += table.channel[of]
    found: Tally = tally(key, table.cases * people * people * width, table.duration[of])
    pair, channel = np.divmod(found.code, width)
    who, receiver = np.divmod(pair, people)
    case, sender = np.divmod(who, people)
    first, last = (rows if single else receivers.rows[rows] for rows in (found.first, found.last))
    origin = table.origin[case]
    return _Exchange(
        case=case,
        sender=sender,
        receiver=receiver,
        channel=channel,
        measures={
            "contacts": found.count,
            "first": table.n[first],
            "last": table.n[last],
            "first_days": (table.time[first] - origin) / DAY,
            "last_days": (table.time[last] - origin) / DAY,
            "seconds": found.total,
        },
    )


def _sent(eco: Ecosystem) -> Ints:
    """Contacts made; shape (cases, people, channels)."""
    table = eco.table
    shape = (len(eco.cases), _people(eco), len(eco.channels))
    key = (table.case * shape[1] + table.sender) * shape[2] + table.channel
    return np.bincount(key, minlength=int(np.prod(shape))).reshape(shape)


def _received(eco: Ecosystem) -> Ints:
    """Contacts received; shape (cases, people, channels)."""
    table = eco.table
    shape = (len(eco.cases), _people(eco), len(eco.channels))
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


def _people(eco: Ecosystem) -> int:
    return max((len(head.actors) for head in eco.cases), default=2)


def _actor_nodes(eco: Ecosystem) -> list[list[str]]:
    alone = len(eco.cases) == 1
    return [
        [node_id(NodeKind.ACTOR, actor.id, "" if alone else head.id) for actor in head.actors]
        for head in eco.cases
    ]


def _actors(eco: Ecosystem, nodes: list[list[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    kind = str(NodeKind.ACTOR)
    for head, names in zip(eco.cases, nodes, strict=True):
        for actor, name in zip(head.actors, names, strict=True):
            yield name, {"kind": kind, "label": str(actor.role), "role": str(actor.role)}


def _channels(eco: Ecosystem) -> Iterator[tuple[str, dict[str, Any]]]:
    for channel, name in zip(eco.channels, _media(eco), strict=True):
        yield name, {"kind": str(NodeKind.CHANNEL), "label": channel.name}


def _media(eco: Ecosystem) -> list[str]:
    return [node_id(NodeKind.CHANNEL, channel.id) for channel in eco.channels]


def _known(names: tuple[str, ...], values: tuple[Any, ...]) -> dict[str, Any]:
    # NaN is not itself: what is unknown is left out.
    return {name: value for name, value in zip(names, values, strict=True) if value == value}


def _rows(*columns: Array) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)
