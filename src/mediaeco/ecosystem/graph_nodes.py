"""The nodes of a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from mediaeco.ecosystem.case_names import CONTENT, CaseNames
from mediaeco.ecosystem.kinds import NodeKind
from mediaeco.model import BoundaryKind, Clock, ControlCode, Measure, Setting
from mediaeco.model.clock import time_of

__all__ = ["Node", "nodes"]

_CONTROL = tuple(ControlCode)
_BOUNDARY = tuple(BoundaryKind)

Node = tuple[str, dict[str, Any]]
"""Name and attributes."""


def nodes(part: CaseNames) -> Iterator[Node]:
    """All nodes of the case."""
    head = part.head
    yield (
        part.ecosystem,
        _node(NodeKind.ECOSYSTEM, head.id, origin=str(head.origin), contacts=len(part.table)),
    )
    for actor in head.actors:
        name = part.name(NodeKind.ACTOR, actor.id)
        yield name, _node(NodeKind.ACTOR, str(actor.role), role=str(actor.role))
    for channel in head.channels:
        data = _node(NodeKind.CHANNEL, channel.name, live=int(channel.live))
        if channel.family:
            data["family"] = channel.family
        yield part.name(NodeKind.CHANNEL, channel.id), data
    for element in head.elements:
        data = _node(NodeKind.ELEMENT, element.name, weight=element.weight, need=element.need)
        yield part.name(NodeKind.ELEMENT, element.id), data
    for purpose in head.purposes:
        data = _node(NodeKind.PURPOSE, purpose.name, need=purpose.need)
        yield part.name(NodeKind.PURPOSE, purpose.id), data
    for code in head.codes:
        data = _node(NodeKind.CODE, code.name)
        if code.level is not None:
            data["level"] = str(code.level)
        yield part.name(NodeKind.CODE, code.id), data
    for place, setting in enumerate(head.settings):
        yield part.name(NodeKind.SETTING, place), _setting(setting)
    for code in np.unique(part.table.content).tolist():
        yield part.contents[code], _node(NodeKind.CONTENT, CONTENT[code].replace("_", " "))
    yield from _contact_nodes(part)
    yield from _context_nodes(part)
    for suffix, measure in part.ratings():
        yield part.name(NodeKind.MEASURE, suffix), _measure(part, measure)


def _contact_nodes(part: CaseNames) -> Iterator[Node]:
    table, clock = part.table, part.head.clock
    columns = zip(
        part.contacts,
        table.n.tolist(),
        table.t.tolist(),
        table.time.tolist(),
        table.utc_offset.tolist(),
        table.duration.tolist(),
        table.control.tolist(),
        table.boundary.tolist(),
        strict=True,
    )
    for node, n, days, micros, offset, seconds, control, boundary in columns:
        data = _node(NodeKind.INTERACTION, f"contact {n}", n=n, days=days)
        data["time"] = _told(micros, offset, clock)
        if seconds == seconds:  # NaN is not itself
            data["seconds"] = seconds
        if control >= 0:
            data["control"] = str(_CONTROL[control])
        if boundary >= 0:
            data["boundary"] = str(_BOUNDARY[boundary])
        yield node, data


def _context_nodes(part: CaseNames) -> Iterator[Node]:
    table = part.table
    ends = np.append(part.begins[1:], len(table)) - 1 if len(table) else part.begins
    columns = zip(
        part.contexts,
        table.n[part.begins].tolist(),
        table.n[ends].tolist(),
        (ends - part.begins + 1).tolist(),
        table.t[part.begins].tolist(),
        (table.t[ends] - table.t[part.begins]).tolist(),
        table.context[part.begins].tolist(),
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
            data["mark"] = mark  # its number: what people wrote as a mark stays in the record
        yield node, data


def _setting(setting: Setting) -> dict[str, Any]:
    # A label in the words of the record may say where somebody lives: the kinds of place do not.
    data = _node(NodeKind.SETTING, setting.place or "setting")
    if setting.device:
        data["device"] = setting.device
    if setting.private is not None:
        data["private"] = int(setting.private)
    return data


def _measure(part: CaseNames, measure: Measure) -> dict[str, Any]:
    data = _node(
        NodeKind.MEASURE,
        f"{measure.instrument} {measure.scale}",
        instrument=measure.instrument,
        scale=measure.scale,
        construct=measure.construct,
    )
    return data | part.rated(measure)


def _node(kind: NodeKind, label: str, **data: Any) -> dict[str, Any]:
    return {"kind": str(kind), "label": label, **data}


def _told(micros: int, offset: int, clock: Clock) -> str:
    # As a text on every clock: an attribute is of one type in all cases of a cohort.
    moment = time_of(micros, offset, clock)
    return f"{moment:g} s" if isinstance(moment, float | int) else moment.isoformat()
