"""The typed graph of what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np

from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.kinds import EdgeKind, NodeKind
from mediaeco.kernels.array import Ints
from mediaeco.kernels.bout import bouts
from mediaeco.model import ActKind, Case, ContentKind, InteractionTable, RuptureKind
from mediaeco.model.clock import DAY

__all__ = ["build_graph", "node_id"]

_BOUT_GAP = DAY // 2  # silence that ends a context, as in `mediaeco.analysis.contexts`
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


def node_id(kind: NodeKind, name: object, case: str = "") -> str:
    """Name of a node: ``"channel:email"``, and in a cohort ``"case/channel:email"``.

    Examples
    --------
    >>> node_id(NodeKind.CHANNEL, "email")
    'channel:email'
    """
    return f"{case}/{kind}:{name}" if case else f"{kind}:{name}"


def build_graph(eco: Ecosystem) -> nx.MultiDiGraph:
    """Make the typed graph of what is recorded, frozen.

    Parameters
    ----------
    eco
        One case, or a cohort, whose nodes are then named by their case.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and edges with an attribute ``kind``, and numbers and texts only beside it, so that
        every format of networkx takes it. Edges of one kind between two nodes are told apart
        by the contact index in their key.
    """
    graph = nx.MultiDiGraph()
    alone = len(eco.cases) == 1
    for i, head in enumerate(eco.cases):
        part = _CaseGraph(eco, i, "" if alone else head.id)
        graph.add_nodes_from(part.nodes())
        graph.add_edges_from(part.edges())
    return nx.freeze(graph)


class _CaseGraph:
    """Nodes and edges of one case, with its columns as plain lists."""

    def __init__(self, eco: Ecosystem, index: int, prefix: str) -> None:
        self.eco = eco
        self.head: Case = eco.cases[index]
        self.table: InteractionTable = eco.table.one(index)
        self.prefix = prefix
        self.ecosystem = self._id(NodeKind.ECOSYSTEM, self.head.id)
        self.actors = [self._id(NodeKind.ACTOR, actor.id) for actor in self.head.actors]
        self.channels = [self._id(NodeKind.CHANNEL, item.id) for item in eco.channels]
        self.elements = [self._id(NodeKind.ELEMENT, item.id) for item in eco.elements]
        self.purposes = [self._id(NodeKind.PURPOSE, item.id) for item in eco.purposes]
        self.contents = [self._id(NodeKind.CONTENT, kind) for kind in _CONTENT]
        self.contacts = [self._id(NodeKind.INTERACTION, n) for n in self.table.n.tolist()]
        marks = self.table.context if self.table.labels else None
        self.bout: Ints = bouts(self.table.time, self.table.offsets, _BOUT_GAP, marks)
        count = int(self.bout[-1]) + 1 if len(self.bout) else 0
        self.contexts = [self._id(NodeKind.CONTEXT, k) for k in range(count)]

    def _id(self, kind: NodeKind, name: object) -> str:
        return node_id(kind, name, self.prefix)

    def nodes(self) -> Iterator[_Node]:
        """All nodes of the case."""
        eco, table = self.eco, self.table
        yield self.ecosystem, {"kind": str(NodeKind.ECOSYSTEM), "label": self.head.id}
        for node, actor in zip(self.actors, self.head.actors, strict=True):
            yield (
                node,
                {"kind": str(NodeKind.ACTOR), "label": str(actor.role), "role": str(actor.role)},
            )
        for node, channel in zip(self.channels, eco.channels, strict=True):
            yield (
                node,
                {
                    "kind": str(NodeKind.CHANNEL),
                    "label": channel.name,
                    "family": channel.family,
                    "live": int(channel.live),
                },
            )
        for node, element in zip(self.elements, eco.elements, strict=True):
            yield (
                node,
                {"kind": str(NodeKind.ELEMENT), "label": element.name, "weight": element.weight},
            )
        for node, purpose in zip(self.purposes, eco.purposes, strict=True):
            yield node, {"kind": str(NodeKind.PURPOSE), "label": purpose.name}
        for code in np.unique(table.content).tolist():
            name = str(_CONTENT[code])
            yield self.contents[code], {"kind": str(NodeKind.CONTENT), "label": name}
        rows = zip(self.contacts, table.n.tolist(), table.t.tolist(), strict=True)
        for node, n, t in rows:
            yield (
                node,
                {"kind": str(NodeKind.INTERACTION), "label": f"contact {n}", "n": n, "days": t},
            )
        for k, node in enumerate(self.contexts):
            yield node, {"kind": str(NodeKind.CONTEXT), "label": f"context {k}"}

    def edges(self) -> Iterator[_Edge]:
        """All edges of the case."""
        yield from self._use()
        yield from self._contacts()
        yield from self._contexts()
        yield from self._acts()
        yield from self._ratings()

    def _use(self) -> Iterator[_Edge]:
        table = self.table
        channels = max(len(self.channels), 1)
        access = {
            (a, self._id(NodeKind.CHANNEL, name))
            for a, actor in zip(self.actors, self.head.actors, strict=True)
            for name in (*actor.repertoire, *(use.channel for use in actor.prior))
        }
        received = np.unique(
            table.receivers.values.astype(np.int64) * channels + table.channel[table.receivers.rows]
        )
        key = table.sender.astype(np.int64) * channels + table.channel
        sent, first, count = np.unique(key, return_index=True, return_counts=True)
        for code in (*received.tolist(), *sent.tolist()):
            access.add((self.actors[code // channels], self.channels[code % channels]))
        for actor, channel in sorted(access):
            yield _edge(actor, channel, EdgeKind.ACCESSES)
        last = dict(zip(key.tolist(), table.n.tolist(), strict=True))
        for code, row, uses in zip(sent.tolist(), first.tolist(), count.tolist(), strict=True):
            yield _edge(
                self.actors[code // channels],
                self.channels[code % channels],
                EdgeKind.USES,
                count=uses,
                first=int(table.n[row]),
                last=last[code],
            )
        for side in np.unique(table.sender[table.sender < 2]).tolist():
            yield _edge(self.actors[side], self.ecosystem, EdgeKind.CO_CREATES)
        switch = table.channel[:-1].astype(np.int64) * channels + table.channel[1:]
        pairs, times = np.unique(switch, return_counts=True)
        for code, n in zip(pairs.tolist(), times.tolist(), strict=True):
            source, target = divmod(code, channels)
            if source != target:
                yield _edge(
                    self.channels[source], self.channels[target], EdgeKind.SWITCHES_TO, count=n
                )

    def _contacts(self) -> Iterator[_Edge]:
        table = self.table
        columns = zip(
            self.contacts,
            table.sender.tolist(),
            table.channel.tolist(),
            table.content.tolist(),
            table.reported_by.tolist(),
            table.reply_row.tolist(),
            table.rupture.tolist(),
            strict=True,
        )
        for node, sender, channel, content, reporter, reply, rupture in columns:
            yield _edge(self.actors[sender], node, EdgeKind.SENDS)
            yield _edge(node, self.channels[channel], EdgeKind.CARRIED_BY)
            yield _edge(node, self.contents[content], EdgeKind.MADE_OF)
            if reporter >= 0:
                yield _edge(self.actors[reporter], node, EdgeKind.OBSERVES)
            if reply >= 0:
                yield _edge(node, self.contacts[reply], EdgeKind.REPLIES_TO)
            if rupture >= 0:
                name = str(_RUPTURE[rupture])
                yield _edge(node, self.ecosystem, EdgeKind.RUPTURES, rupture=name)
        for row, actor in zip(
            table.receivers.rows.tolist(), table.receivers.values.tolist(), strict=True
        ):
            yield _edge(self.contacts[row], self.actors[actor], EdgeKind.ADDRESSES)
        for row, purpose in zip(
            table.purposes.rows.tolist(), table.purposes.values.tolist(), strict=True
        ):
            yield _edge(self.contacts[row], self.purposes[purpose], EdgeKind.SERVES)

    def _contexts(self) -> Iterator[_Edge]:
        table = self.table
        for node, k in zip(self.contacts, self.bout.tolist(), strict=True):
            yield _edge(node, self.contexts[k], EdgeKind.PART_OF)
        for kind, nodes, codes in (
            (EdgeKind.TAKES_PART, self.actors, table.sender),
            (EdgeKind.HOSTS, self.channels, table.channel),
            (EdgeKind.CONVEYED_IN, self.contents, table.content),
        ):
            width = max(len(nodes), 1)
            pairs, counts = np.unique(self.bout * width + codes, return_counts=True)
            for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
                yield _edge(nodes[pair % width], self.contexts[pair // width], kind, count=count)
        width = max(len(self.elements), 1)
        worked = self.bout[table.acts.rows] * width + table.acts.values[:, 0]
        pairs, counts = np.unique(worked, return_counts=True)
        for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
            yield _edge(
                self.contexts[pair // width],
                self.elements[pair % width],
                EdgeKind.WORKS_ON,
                count=count,
            )

    def _acts(self) -> Iterator[_Edge]:
        table = self.table
        acts = zip(table.acts.rows.tolist(), table.acts.values.tolist(), strict=True)
        for place, (row, (element, kind, actor)) in enumerate(acts):
            edge = _ACT_EDGES[kind]
            n = int(table.n[row])
            yield (
                self.actors[actor],
                self.elements[element],
                f"{edge}:{n}:{place}",
                {"kind": str(edge), "n": n},
            )

    def _ratings(self) -> Iterator[_Edge]:
        """Ratings of the alliance, from the rater to the other side."""
        people = {actor.id: code for code, actor in enumerate(self.head.actors)}
        for k, measure in enumerate(self.head.measures):
            rater = people[measure.rater]
            if measure.construct != "alliance" or rater > 1:
                continue
            yield (
                self.actors[rater],
                self.actors[1 - rater],
                f"{EdgeKind.ALLIES_WITH}:{k}",
                {
                    "kind": str(EdgeKind.ALLIES_WITH),
                    "instrument": measure.instrument,
                    "value": measure.value,
                },
            )


def _edge(source: str, target: str, kind: EdgeKind, **data: Any) -> _Edge:
    return source, target, str(kind), {"kind": str(kind), **data}
