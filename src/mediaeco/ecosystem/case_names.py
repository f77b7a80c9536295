"""What the nodes of a case are called, the same in every view of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from mediaeco.ecosystem.context import bout_of
from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.kinds import NodeKind
from mediaeco.kernels.array import Ints
from mediaeco.model import Actor, Case, ContentKind, InteractionTable, Measure
from mediaeco.model.clock import DAY, micros_of

__all__ = ["CONTENT", "CaseNames", "access_of", "node_id"]

CONTENT = tuple(ContentKind)
"""Kinds of content by their code."""


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


class CaseNames:
    """One case, and what its nodes are called in the graph."""

    def __init__(self, eco: Ecosystem, index: int, prefix: str, gap_hours: float) -> None:
        self.head: Case = eco.cases[index]
        self.table: InteractionTable = eco.table.one(index)
        self.prefix = prefix
        self.ecosystem = self.name(NodeKind.ECOSYSTEM, self.head.id)
        self.actors = [self.name(NodeKind.ACTOR, actor.id) for actor in self.head.actors]
        # By code, which a cohort's cases share: not every case speaks of every channel.
        self.channels = [self.name(NodeKind.CHANNEL, item.id) for item in eco.channels]
        self.elements = [self.name(NodeKind.ELEMENT, item.id) for item in eco.elements]
        self.purposes = [self.name(NodeKind.PURPOSE, item.id) for item in eco.purposes]
        self.codes = [self.name(NodeKind.CODE, item.id) for item in eco.codes]
        self.contents = [self.name(NodeKind.CONTENT, kind) for kind in CONTENT]
        self.contacts = [self.name(NodeKind.INTERACTION, n) for n in self.table.n.tolist()]
        self.bout: Ints = bout_of(self.table, gap_hours)
        self.begins: Ints = np.flatnonzero(np.diff(self.bout, prepend=-1))
        self.contexts = [self.name(NodeKind.CONTEXT, n) for n in self.table.n[self.begins].tolist()]
        record = eco.record.table
        started = record.offsets[index + 1] > record.offsets[index] or len(self.table) > 0
        self.origin: int | None = int(self.table.origin[0]) if started else None

    def name(self, kind: NodeKind, name: object) -> str:
        """Name of a node of this case."""
        return node_id(kind, name, self.prefix)

    def ratings(self) -> Iterator[tuple[str, Measure]]:
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

    def rated(self, measure: Measure) -> dict[str, Any]:
        """What a rating says, and when it was given."""
        data = {"value": measure.value, "share": measure.share}
        if self.origin is not None:
            data["days"] = (micros_of(measure.time) - self.origin) / DAY
        return data
