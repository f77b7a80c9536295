"""The typed graph of what is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx
import numpy as np

from mediaeco.ecosystem.context import BOUT_GAP_HOURS, bout_of
from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.kinds import EdgeKind, NodeKind
from mediaeco.ecosystem.tally import tally
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Ints
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Clock,
    ContentKind,
    InteractionTable,
    Measure,
    RuptureKind,
)
from mediaeco.model.clock import DAY, micros_of, time_of

__all__ = ["access_of", "build_graph", "node_id"]

_CONTENT = tuple(ContentKind)
_RUPTURE = tuple(RuptureKind)
_ACTS = {
    ActKind.PROPOSE: EdgeKind.PROPOSES,
    ActKind.ACCEPT: EdgeKind.ACCEPTS,
    ActKind.REJECT: EdgeKind.REJECTS,
    ActKind.BREACH: EdgeKind.BREACHES,
    ActKind.REPAIR: EdgeKind.REPAIRS,
    ActKind.RENEGOTIATE: EdgeKind.RENEGOTIATES,
}
_ACT_EDGES = tuple(_ACTS[kind] for kind in ActKind)

_Node = tuple[str, dict[str, Any]]
_Edge = tuple[str, str, str, dict[str, Any]]


def build_graph(eco: Ecosystem, *, gap_hours: float = BOUT_GAP_HOURS) -> nx.MultiDiGraph:
    """Make the typed graph of what is recorded, frozen.

    Parameters
    ----------
    eco
        One case; or a cohort, whose nodes are then named by their case.
    gap_hours
        Silence that ends a context, in hours, above 0.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and edges with an attribute ``kind``, and beside it numbers and texts only, so that
        every format of networkx takes them; what is unknown is left out. The key of an edge is its
        kind; with the contact index behind it (``"accepts:12"``) where one contact makes the edge.

        ``contacts`` counts contacts; ``first`` and ``last`` are contact indices; ``days`` run from
        the first contact of the case.

    Raises
    ------
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    Every contact becomes a node with several edges: for many thousands of contacts take the
    projections, which count first.

    *Laws*: ends are such as their kinds allow; the graph of a cohort is that of its cases side by
    side; a contact, and a context that begins with it, keeps its node in every view.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> graph = build_graph(Ecosystem(read_example("first-contact")))
    >>> graph.nodes["interaction:0"]["label"]
    'contact 0'
    >>> sorted(graph["interaction:0"]["channel:website"])
    ['carried_by']
    """
    if not gap_hours > 0:
        raise InvalidCaseError("build_graph.gap_hours", "hours above 0", str(gap_hours))
    graph = nx.MultiDiGraph()
    alone = len(eco.cases) == 1
    for i, head in enumerate(eco.cases):
        part = _CaseGraph(eco, i, "" if alone else head.id, gap_hours)
        graph.add_nodes_from(part.nodes())
        graph.add_edges_from(part.edges())
    return nx.freeze(graph)


def node_id(kind: NodeKind, name: object, case: str = "") -> str:
    """Name of a node: ``"channel:email"``, and in a cohort ``"case/channel:email"``.

    Examples
    --------
    >>> node_id(NodeKind.CHANNEL, "email")
    'channel:email'
    >>> node_id(NodeKind.ACTOR, "T", "a/b")
    'a%2Fb/actor:T'
    """
    # A slash in the case's id would read as the end of it.
    place = case.replace("%", "%25").replace("/", "%2F") + "/" if case else ""
    return f"{place}{kind}:{name}"


def access_of(actor: Actor) -> tuple[str, ...]:
    """Channels that the actor has access to before any contact, declared or used before."""
    used = (use.channel for use in actor.prior if use.count > 0)
    return tuple(dict.fromkeys((*actor.repertoire, *used)))


class _CaseGraph:
    """Nodes and edges of one case."""

    def __init__(self, eco: Ecosystem, index: int, prefix: str, gap_hours: float) -> None:
        self.head: Case = eco.cases[index]
        self.table: InteractionTable = eco.table.one(index)
        self.prefix = prefix
        self.ecosystem = self._id(NodeKind.ECOSYSTEM, self.head.id)
        self.actors = [self._id(NodeKind.ACTOR, actor.id) for actor in self.head.actors]
        # By code, which a cohort's cases share: not every case speaks of every channel.
        self.channels = [self._id(NodeKind.CHANNEL, item.id) for item in eco.channels]
        self.elements = [self._id(NodeKind.ELEMENT, item.id) for item in eco.elements]
        self.purposes = [self._id(NodeKind.PURPOSE, item.id) for item in eco.purposes]
        self.contents = [self._id(NodeKind.CONTENT, kind) for kind in _CONTENT]
        self.contacts = [self._id(NodeKind.INTERACTION, n) for n in self.table.n.tolist()]
        self.bout: Ints = bout_of(self.table, gap_hours)
        self.begins: Ints = np.flatnonzero(np.diff(self.bout, prepend=-1))
        self.contexts = [self._id(NodeKind.CONTEXT, n) for n in self.table.n[self.begins].tolist()]
        record = eco.record.table
        started = record.offsets[index + 1] > record.offsets[index] or len(self.table) > 0
        self.origin: int | None = int(self.table.origin[0]) if started else None

    def _id(self, kind: NodeKind, name: object) -> str:
        return node_id(kind, name, self.prefix)

    def nodes(self) -> Iterator[_Node]:
        """All nodes of the case."""
        head = self.head
        yield (
            self.ecosystem,
            _node(NodeKind.ECOSYSTEM, head.id, origin=str(head.origin), contacts=len(self.table)),
        )
        for actor in head.actors:
            name = self._id(NodeKind.ACTOR, actor.id)
            yield name, _node(NodeKind.ACTOR, str(actor.role), role=str(actor.role))
        for channel in head.channels:
            data = _node(NodeKind.CHANNEL, channel.name, live=int(channel.live))
            if channel.family:
                data["family"] = channel.family
            yield self._id(NodeKind.CHANNEL, channel.id), data
        for element in head.elements:
            data = _node(NodeKind.ELEMENT, element.name, weight=element.weight, need=element.need)
            yield self._id(NodeKind.ELEMENT, element.id), data
        for purpose in head.purposes:
            data = _node(NodeKind.PURPOSE, purpose.name, need=purpose.need)
            yield self._id(NodeKind.PURPOSE, purpose.id), data
        for code in np.unique(self.table.content).tolist():
            yield self.contents[code], _node(NodeKind.CONTENT, _CONTENT[code].replace("_", " "))
        yield from self._contact_nodes()
        yield from self._context_nodes()
        for suffix, measure in self._ratings():
            yield self._id(NodeKind.MEASURE, suffix), self._measure(measure)

    def _contact_nodes(self) -> Iterator[_Node]:
        table, clock = self.table, self.head.clock
        columns = zip(
            self.contacts,
            table.n.tolist(),
            table.t.tolist(),
            table.time.tolist(),
            table.utc_offset.tolist(),
            table.duration.tolist(),
            strict=True,
        )
        for node, n, days, micros, offset, seconds in columns:
            data = _node(NodeKind.INTERACTION, f"contact {n}", n=n, days=days)
            data["time"] = _told(micros, offset, clock)
            if seconds == seconds:  # NaN is not itself
                data["seconds"] = seconds
            yield node, data

    def _context_nodes(self) -> Iterator[_Node]:
        table = self.table
        ends = np.append(self.begins[1:], len(table)) - 1 if len(table) else self.begins
        columns = zip(
            self.contexts,
            table.n[self.begins].tolist(),
            table.n[ends].tolist(),
            (ends - self.begins + 1).tolist(),
            table.t[self.begins].tolist(),
            (table.t[ends] - table.t[self.begins]).tolist(),
            table.context[self.begins].tolist(),
            strict=True,
        )
        for node, first, last, contacts, days, span, mark in columns:
            data = _node(
                NodeKind.CONTEXT,
                f"context from contact {first}",
                first=first,
                last=last,
                contacts=contacts,
                days=days,
                span_days=span,
            )
            if mark >= 0:
                data["mark"] = table.labels[mark]
            yield node, data

    def _measure(self, measure: Measure) -> dict[str, Any]:
        data = _node(
            NodeKind.MEASURE,
            f"{measure.instrument} {measure.scale}",
            instrument=measure.instrument,
            scale=measure.scale,
            construct=measure.construct,
        )
        return data | self._value(measure)

    def _value(self, measure: Measure) -> dict[str, Any]:
        data = {"value": measure.value, "share": measure.share}
        if self.origin is not None:
            data["days"] = (micros_of(measure.time) - self.origin) / DAY
        return data

    def _ratings(self) -> Iterator[tuple[str, Measure]]:
        """Ratings with a name each that does not change with those beside it."""
        seen: Counter[str] = Counter()
        for measure in self.head.measures:
            name = ":".join(
                (
                    measure.rater,
                    measure.instrument,
                    measure.scale,
                    measure.construct,
                    str(micros_of(measure.time)),
                )
            )
            seen[name] += 1
            yield name if seen[name] == 1 else f"{name}:{seen[name]}", measure

    def edges(self) -> Iterator[_Edge]:
        """All edges of the case."""
        yield from self._use()
        yield from self._cocreation()
        yield from self._switches()
        yield from self._contacts()
        yield from self._contexts()
        yield from self._acts()
        yield from self._measured()

    def _use(self) -> Iterator[_Edge]:
        """Access (declared, or shown by a contact) and use."""
        table, width = self.table, max(len(self.channels), 1)
        receivers = table.receivers
        sent = tally(table.sender.astype(np.int64) * width + table.channel, self._people * width)
        got = tally(
            receivers.values.astype(np.int64) * width + table.channel[receivers.rows],
            self._people * width,
        )
        received = dict(zip(got.code.tolist(), got.count.tolist(), strict=True))
        place = {node: code for code, node in enumerate(self.channels)}
        declared = [
            {place[self._id(NodeKind.CHANNEL, name)] for name in access_of(actor)}
            for actor in self.head.actors
        ]
        known = {a * width + c for a, channels in enumerate(declared) for c in channels}
        for code in sorted(known.union(received, sent.code.tolist())):
            actor, channel = divmod(code, width)
            yield _edge(
                self.actors[actor],
                self.channels[channel],
                EdgeKind.ACCESSES,
                declared=int(channel in declared[actor]),
                received=received.get(code, 0),
            )
        firsts, lasts = table.n[sent.first], table.n[sent.last]
        for code, count, first, last in _rows(sent.code, sent.count, firsts, lasts):
            yield _edge(
                self.actors[code // width],
                self.channels[code % width],
                EdgeKind.USES,
                contacts=count,
                first=first,
                last=last,
            )

    @property
    def _people(self) -> int:
        return len(self.actors)

    def _cocreation(self) -> Iterator[_Edge]:
        """What either side put into the ecosystem: contacts made, acts upon the frame."""
        made = np.bincount(self.table.sender, minlength=2)
        acts = np.bincount(self.table.acts.values[:, 2], minlength=2)
        for side in (0, 1):
            if made[side] or acts[side]:
                yield _edge(
                    self.actors[side],
                    self.ecosystem,
                    EdgeKind.CO_CREATES,
                    contacts=int(made[side]),
                    acts=int(acts[side]),
                )

    def _switches(self) -> Iterator[_Edge]:
        """Contacts that came next after one over another channel."""
        table, width = self.table, max(len(self.channels), 1)
        moved = np.flatnonzero(np.diff(table.channel))
        found = tally(
            table.channel[moved].astype(np.int64) * width + table.channel[moved + 1],
            width * width,
        )
        firsts, lasts = table.n[moved[found.first] + 1], table.n[moved[found.last] + 1]
        for code, count, first, last in _rows(found.code, found.count, firsts, lasts):
            yield _edge(
                self.channels[code // width],
                self.channels[code % width],
                EdgeKind.SWITCHES_TO,
                contacts=count,
                first=first,
                last=last,
            )

    def _contacts(self) -> Iterator[_Edge]:
        """One contact at a time: who, to whom, over what, what for, in answer to what."""
        table = self.table
        columns = zip(
            self.contacts,
            table.sender.tolist(),
            table.channel.tolist(),
            table.content.tolist(),
            table.reported_by.tolist(),
            table.reply_row.tolist(),
            table.rupture.tolist(),
            table.repair.tolist(),
            self.bout.tolist(),
            strict=True,
        )
        for node, sender, channel, content, reporter, reply, rupture, repair, bout in columns:
            yield _edge(self.actors[sender], node, EdgeKind.SENDS)
            yield _edge(node, self.channels[channel], EdgeKind.CARRIED_BY)
            yield _edge(node, self.contents[content], EdgeKind.MADE_OF)
            yield _edge(node, self.contexts[bout], EdgeKind.PART_OF)
            if reporter >= 0:
                yield _edge(self.actors[reporter], node, EdgeKind.OBSERVES)
            if reply >= 0:
                yield _edge(node, self.contacts[reply], EdgeKind.REPLIES_TO)
            for kind, code in ((EdgeKind.RUPTURES, rupture), (EdgeKind.REPAIRS, repair)):
                if code >= 0:
                    yield _edge(node, self.ecosystem, kind, rupture=str(_RUPTURE[code]))
        for row, actor in _rows(table.receivers.rows, table.receivers.values):
            yield _edge(self.contacts[row], self.actors[actor], EdgeKind.ADDRESSES)
        for row, purpose in _rows(table.purposes.rows, table.purposes.values):
            yield _edge(self.contacts[row], self.purposes[purpose], EdgeKind.SERVES)

    def _contexts(self) -> Iterator[_Edge]:
        """What each context ties together."""
        table = self.table
        for node in self.contexts:
            yield _edge(node, self.ecosystem, EdgeKind.PART_OF)
        sides: tuple[tuple[EdgeKind, Sequence[str], Ints], ...] = (
            (EdgeKind.TAKES_PART, self.actors, table.sender),
            (EdgeKind.HOSTS, self.channels, table.channel),
            (EdgeKind.CONVEYED_IN, self.contents, table.content),
        )
        for kind, nodes, codes in sides:
            for bout, code, count in _counted(self.bout, codes, len(nodes), len(self.contexts)):
                yield _edge(nodes[code], self.contexts[bout], kind, contacts=count)
        worked, elements = self.bout[table.acts.rows], table.acts.values[:, 0]
        for bout, code, count in _counted(worked, elements, len(self.elements), len(self.contexts)):
            yield _edge(self.contexts[bout], self.elements[code], EdgeKind.WORKS_ON, acts=count)

    def _acts(self) -> Iterator[_Edge]:
        """Acts upon the frame, each told by its contact."""
        table = self.table
        acts = table.acts
        told = Counter(_rows(table.n[acts.rows], *acts.values.T))
        for (n, element, code, actor), times in told.items():
            kind = _ACT_EDGES[code]
            data = {"kind": str(kind), "n": n, "times": times}
            yield self.actors[actor], self.elements[element], f"{kind}:{n}", data

    def _measured(self) -> Iterator[_Edge]:
        """Ratings: who gave them, and of the alliance, toward whom."""
        people = {actor.id: code for code, actor in enumerate(self.head.actors)}
        for suffix, measure in self._ratings():
            rater = people[measure.rater]
            node = self._id(NodeKind.MEASURE, suffix)
            yield _edge(self.actors[rater], node, EdgeKind.OBSERVES)
            if measure.construct == "alliance" and rater < 2:
                data = {"kind": str(EdgeKind.ALLIES_WITH), "instrument": measure.instrument}
                data |= {"scale": measure.scale, **self._value(measure)}
                key = f"{EdgeKind.ALLIES_WITH}:{suffix}"
                yield self.actors[rater], self.actors[1 - rater], key, data


def _node(kind: NodeKind, label: str, **data: Any) -> dict[str, Any]:
    return {"kind": str(kind), "label": label, **data}


def _edge(source: str, target: str, kind: EdgeKind, **data: Any) -> _Edge:
    return source, target, str(kind), {"kind": str(kind), **data}


def _rows(*columns: Array) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)


def _counted(bout: Ints, codes: Ints, width: int, bouts: int) -> Iterator[tuple[int, int, int]]:
    """How often each code stands in each bout."""
    width = max(width, 1)
    found = tally(bout * width + codes, bouts * width)
    return _rows(found.code // width, found.code % width, found.count)


def _told(micros: int, offset: int, clock: Clock) -> str:
    # As a text on every clock: an attribute is of one type in all cases of a cohort.
    moment = time_of(micros, offset, clock)
    return f"{moment:g} s" if isinstance(moment, float | int) else moment.isoformat()
