"""The edges of a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from mediaeco.ecosystem.case_names import CaseNames, access_of
from mediaeco.ecosystem.kinds import EdgeKind, NodeKind
from mediaeco.ecosystem.tally import tally
from mediaeco.kernels.array import Array, Ints
from mediaeco.model import ActKind, Measure, MoveKind, RuptureKind
from mediaeco.model.clock import DAY, micros_of
from mediaeco.model.layer import LAYERS, RelationLayer

__all__ = ["Edge", "edges"]

Edge = tuple[str, str, str, dict[str, Any]]
"""Source, target, key and attributes."""

_RUPTURE = tuple(RuptureKind)
_MOVE = tuple(MoveKind)
_ACTS = {
    ActKind.PROPOSE: EdgeKind.PROPOSES,
    ActKind.ACCEPT: EdgeKind.ACCEPTS,
    ActKind.REJECT: EdgeKind.REJECTS,
    ActKind.BREACH: EdgeKind.BREACHES,
    ActKind.REPAIR: EdgeKind.REPAIRS,
    ActKind.RENEGOTIATE: EdgeKind.RENEGOTIATES,
}
_ACT_EDGES = tuple(_ACTS[kind] for kind in ActKind)


def edges(part: CaseNames) -> Iterator[Edge]:
    """All edges of the case."""
    yield from _use(part)
    yield from _cocreation(part)
    yield from _switches(part)
    yield from _contacts(part)
    yield from _contexts(part)
    yield from _acts(part)
    yield from _moves(part)
    yield from _situated(part)
    yield from _measured(part)


def _use(part: CaseNames) -> Iterator[Edge]:
    """Access (declared, or shown by a contact) and use."""
    table, width = part.table, max(len(part.channels), 1)
    receivers = table.receivers
    sent = tally(table.sender.astype(np.int64) * width + table.channel, len(part.actors) * width)
    got = tally(
        receivers.values.astype(np.int64) * width + table.channel[receivers.rows],
        len(part.actors) * width,
    )
    received = dict(zip(got.code.tolist(), got.count.tolist(), strict=True))
    place = {node: code for code, node in enumerate(part.channels)}
    declared = [
        {place[part.name(NodeKind.CHANNEL, name)] for name in access_of(actor)}
        for actor in part.head.actors
    ]
    known = {a * width + c for a, channels in enumerate(declared) for c in channels}
    for code in sorted(known.union(received, sent.code.tolist())):
        actor, channel = divmod(code, width)
        yield _edge(
            part.actors[actor],
            part.channels[channel],
            EdgeKind.ACCESSES,
            declared=int(channel in declared[actor]),
            received=received.get(code, 0),
        )
    firsts, lasts = table.n[sent.first], table.n[sent.last]
    for code, count, first, last in _rows(sent.code, sent.count, firsts, lasts):
        yield _edge(
            part.actors[code // width],
            part.channels[code % width],
            EdgeKind.USES,
            contacts=count,
            first=first,
            last=last,
        )


def _cocreation(part: CaseNames) -> Iterator[Edge]:
    """What either side put into the ecosystem: contacts made, acts upon the frame."""
    made = np.bincount(part.table.sender, minlength=2)
    acts = np.bincount(part.table.acts.values[:, 2], minlength=2)
    for side in (0, 1):
        if made[side] or acts[side]:
            yield _edge(
                part.actors[side],
                part.ecosystem,
                EdgeKind.CO_CREATES,
                contacts=int(made[side]),
                acts=int(acts[side]),
            )


def _switches(part: CaseNames) -> Iterator[Edge]:
    """Contacts that came next after one over another channel."""
    table, width = part.table, max(len(part.channels), 1)
    moved = np.flatnonzero(np.diff(table.channel))
    found = tally(
        table.channel[moved].astype(np.int64) * width + table.channel[moved + 1],
        width * width,
    )
    firsts, lasts = table.n[moved[found.first] + 1], table.n[moved[found.last] + 1]
    for code, count, first, last in _rows(found.code, found.count, firsts, lasts):
        yield _edge(
            part.channels[code // width],
            part.channels[code % width],
            EdgeKind.SWITCHES_TO,
            contacts=count,
            first=first,
            last=last,
        )


def _contacts(part: CaseNames) -> Iterator[Edge]:
    """One contact at a time: who, to whom, over what, what for, in answer to what."""
    table = part.table
    columns = zip(
        part.contacts,
        table.sender.tolist(),
        table.channel.tolist(),
        table.content.tolist(),
        table.reported_by.tolist(),
        table.reply_row.tolist(),
        table.rupture.tolist(),
        table.repair.tolist(),
        part.bout.tolist(),
        strict=True,
    )
    for node, sender, channel, content, reporter, reply, rupture, repair, bout in columns:
        yield _edge(part.actors[sender], node, EdgeKind.SENDS)
        yield _edge(node, part.channels[channel], EdgeKind.CARRIED_BY)
        yield _edge(node, part.contents[content], EdgeKind.MADE_OF)
        yield _edge(node, part.contexts[bout], EdgeKind.PART_OF)
        if reporter >= 0:
            yield _edge(part.actors[reporter], node, EdgeKind.OBSERVES)
        if reply >= 0:
            yield _edge(node, part.contacts[reply], EdgeKind.REPLIES_TO)
        for kind, code in ((EdgeKind.RUPTURES, rupture), (EdgeKind.REPAIRS, repair)):
            if code >= 0:
                yield _edge(node, part.ecosystem, kind, rupture=str(_RUPTURE[code]))
    for row, actor in _rows(table.receivers.rows, table.receivers.values):
        yield _edge(part.contacts[row], part.actors[actor], EdgeKind.ADDRESSES)
    for row, purpose in _rows(table.purposes.rows, table.purposes.values):
        yield _edge(part.contacts[row], part.purposes[purpose], EdgeKind.SERVES)
    for row, code in _rows(table.codes.rows, table.codes.values):
        yield _edge(part.contacts[row], part.codes[code], EdgeKind.CODED_AS)


def _contexts(part: CaseNames) -> Iterator[Edge]:
    """What each context ties together."""
    table = part.table
    for node in part.contexts:
        yield _edge(node, part.ecosystem, EdgeKind.PART_OF)
    sides: tuple[tuple[EdgeKind, Sequence[str], Ints], ...] = (
        (EdgeKind.TAKES_PART, part.actors, table.sender),
        (EdgeKind.HOSTS, part.channels, table.channel),
        (EdgeKind.CONVEYED_IN, part.contents, table.content),
    )
    for kind, nodes, codes in sides:
        for bout, code, count in _counted(part.bout, codes, len(nodes), len(part.contexts)):
            yield _edge(nodes[code], part.contexts[bout], kind, contacts=count)
    worked, elements = part.bout[table.acts.rows], table.acts.values[:, 0]
    for bout, code, count in _counted(worked, elements, len(part.elements), len(part.contexts)):
        yield _edge(part.contexts[bout], part.elements[code], EdgeKind.WORKS_ON, acts=count)


def _acts(part: CaseNames) -> Iterator[Edge]:
    """Acts upon the frame, each told by its contact."""
    table = part.table
    acts = table.acts
    told = Counter(_rows(table.n[acts.rows], *acts.values.T))
    for (n, element, code, actor), times in told.items():
        kind = _ACT_EDGES[code]
        data = {"kind": str(kind), "n": n, "times": times}
        yield part.actors[actor], part.elements[element], f"{kind}:{n}", data


def _moves(part: CaseNames) -> Iterator[Edge]:
    """How senders took the media up, each move told by its contact."""
    table = part.table
    rows = table.moves.rows
    kind = str(EdgeKind.TAKES_UP)
    told = Counter(_rows(table.n[rows], table.sender[rows], *table.moves.values.T))
    for (n, actor, code, channel, other, faithful), times in told.items():
        data = {"kind": kind, "n": n, "move": str(_MOVE[code]), "times": times}
        key = f"{kind}:{n}:{_MOVE[code]}"
        if faithful >= 0:
            data["faithful"] = faithful
            key += ":faithful" if faithful else ":ironic"
        ends = part.actors[actor], part.channels[channel]
        if other >= 0:
            ends = part.channels[channel], part.channels[other]
        yield *ends, key, data


def _situated(part: CaseNames) -> Iterator[Edge]:
    """Where the actors take part from."""
    people = {actor.id: code for code, actor in enumerate(part.head.actors)}
    for place, setting in enumerate(part.head.settings):
        data: dict[str, Any] = {}
        if setting.since is not None and part.origin is not None:
            data["days"] = (micros_of(setting.since) - part.origin) / DAY
        node = part.name(NodeKind.SETTING, place)
        yield _edge(part.actors[people[setting.actor]], node, EdgeKind.SITUATED_IN, **data)


def _measured(part: CaseNames) -> Iterator[Edge]:
    """Ratings: who gave them, of which layer of the relationship, toward whom or what."""
    people = {actor.id: code for code, actor in enumerate(part.head.actors)}
    for suffix, measure in part.ratings():
        rater = people[measure.rater]
        node = part.name(NodeKind.MEASURE, suffix)
        yield _edge(part.actors[rater], node, EdgeKind.OBSERVES)
        layer = LAYERS.get(measure.construct)
        target = _rated(part, measure, people)
        if layer is None or target is None:
            continue
        allied = layer is RelationLayer.WORKING_ALLIANCE
        kind = EdgeKind.ALLIES_WITH if allied else EdgeKind.RELATES_TO
        data = {"kind": str(kind), "layer": str(layer), "construct": measure.construct}
        data |= {"instrument": measure.instrument, "scale": measure.scale, **part.rated(measure)}
        yield part.actors[rater], target, f"{kind}:{suffix}", data


def _rated(part: CaseNames, measure: Measure, people: dict[str, int]) -> str | None:
    """Node of whom or what a rating is about; None where somebody else rates the two."""
    rater = people[measure.rater]
    if not measure.about:
        return part.actors[1 - rater] if rater < 2 else None
    if measure.about not in people:
        return part.name(NodeKind.CHANNEL, measure.about)
    return None if measure.about == measure.rater else part.actors[people[measure.about]]


def _edge(source: str, target: str, kind: EdgeKind, **data: Any) -> Edge:
    return source, target, str(kind), {"kind": str(kind), **data}


def _rows(*columns: Array) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)


def _counted(bout: Ints, codes: Ints, width: int, bouts: int) -> Iterator[tuple[int, int, int]]:
    """How often each code stands in each bout."""
    width = max(width, 1)
    found = tally(bout * width + codes, bouts * width)
    return _rows(found.code // width, found.code % width, found.count)
