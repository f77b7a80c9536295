"""The exchange: who contacts whom, over which channel, how often."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
from attrs import frozen

from mediaeco.ecosystem.case_names import node_id
from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.kinds import EdgeKind, NodeKind
from mediaeco.ecosystem.tally import Tally, tally
from mediaeco.kernels.array import Array, Ints
from mediaeco.model import TidyTable
from mediaeco.model.clock import DAY

__all__ = ["actor_nodes", "actors_of", "exchange", "exchange_table", "people_of", "rows_of"]


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
    >>> sorted(graph["actor:P"]["actor:T"])[-1]
    'website'
    """
    found = _exchange(eco)
    nodes = actor_nodes(eco)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(actors_of(eco, nodes))
    names = [channel.id for channel in eco.channels]
    kind = str(EdgeKind.CONTACTS)
    columns = (found.case, found.sender, found.receiver, found.channel)
    measures = tuple(found.measures)
    for (case, sender, receiver, channel), values in zip(
        rows_of(*columns), rows_of(*found.measures.values()), strict=True
    ):
        data = dict(zip(measures, values, strict=True))
        if math.isnan(data["seconds"]):
            del data["seconds"]
        ends = nodes[case][sender], nodes[case][receiver], names[channel]
        graph.add_edge(*ends, kind=kind, channel=names[channel], **data)
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
    >>> table["channel"]
    array(['instant_messaging', 'instant_messaging'], dtype='<U17')
    """
    found = _exchange(eco)
    people = people_of(eco)
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
    width, people = max(len(eco.channels), 1), people_of(eco)
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


def people_of(eco: Ecosystem) -> int:
    """Most actors that any case has."""
    return max((len(head.actors) for head in eco.cases), default=2)


def actor_nodes(eco: Ecosystem) -> list[list[str]]:
    """Names of the actors' nodes, by case and code."""
    alone = len(eco.cases) == 1
    return [
        [node_id(NodeKind.ACTOR, actor.id, "" if alone else head.id) for actor in head.actors]
        for head in eco.cases
    ]


def actors_of(eco: Ecosystem, nodes: list[list[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Nodes of the actors, with what is said of them."""
    kind = str(NodeKind.ACTOR)
    for head, names in zip(eco.cases, nodes, strict=True):
        for actor, name in zip(head.actors, names, strict=True):
            yield name, {"kind": kind, "label": str(actor.role), "role": str(actor.role)}


def rows_of(*columns: Array) -> Iterator[tuple[Any, ...]]:
    """Rows of plain values from columns."""
    return zip(*(column.tolist() for column in columns), strict=True)
