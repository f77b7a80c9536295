"""Graphs of numbers and texts alone, such as every format can hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

import networkx as nx
import numpy as np

from mediaeco.errors import WriteError, shown

__all__ = ["EDGE_KEY", "plain_graph"]

# Formats have no place for a multigraph's keys that survives: edges carry them as an attribute.
EDGE_KEY = "edge_key"
# Names with a meaning of their own in one of the formats, or in networkx's way of calling it.
_RESERVED = frozenset(
    {EDGE_KEY, "id", "key", "name", "obj_dict", "type", "start", "end", "pid", "viz", "src", "dst"}
)
_ATTRIBUTE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_KEYWORDS = frozenset({"node", "edge", "graph", "digraph", "subgraph", "strict"})
# What XML cannot hold, and half characters, which no file can.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_graph(graph: nx.Graph, target: str) -> nx.Graph:
    """A multigraph of numbers and texts, whose edges have keys that occur once."""
    plain = nx.MultiDiGraph() if graph.is_directed() else nx.MultiGraph()
    names = {node: _checked(str(node), target) for node in graph}
    if len(set(names.values())) < len(names):
        raise WriteError(target, "two nodes read the same as text. Give one another name.")
    for node, data in graph.nodes(data=True):
        # GEXF gives a node without a label its own: said here, it is the same in every format.
        plain.add_node(names[node], **({"label": names[node]} | _values(data, target)))
    if graph.is_multigraph():
        edges: Iterable[Any] = graph.edges(keys=True, data=True)
    else:
        edges = ((u, v, None, data) for u, v, data in graph.edges(data=True))
    for i, (u, v, key, data) in enumerate(edges):
        values = _values(data, target)
        if key is not None:
            values[EDGE_KEY] = _checked(str(key), target)
        plain.add_edge(names[u], names[v], key=str(i), **values)
    _of_one_type([data for _, data in plain.nodes(data=True)], target)
    _of_one_type([data for _, _, data in plain.edges(data=True)], target)
    return plain


def _of_one_type(parts: Sequence[dict[str, Any]], target: str) -> None:
    """Let an attribute be of one type throughout, as GEXF demands; whole numbers may be floats."""
    types: dict[str, set[type]] = {}
    for data in parts:
        for name, value in data.items():
            types.setdefault(name, set()).add(type(value))
    for name, found in types.items():
        if str in found and len(found) > 1:
            raise WriteError(
                target,
                f"expected the attribute {shown(name)} to be a number or a text throughout; "
                "got both. Make it one of them.",
            )
    # GEXF has a place of its own for the weight of an edge, and there it is a float.
    floats = {name for name, found in types.items() if float in found or name == "weight"}
    for data in parts:
        for name in floats.intersection(data):
            data[name] = float(data[name])


def _values(data: Mapping[Any, Any], target: str) -> dict[str, str | int | float]:
    values = {}
    for name, value in data.items():
        name = str(name)
        if name in _RESERVED or name in _KEYWORDS or not _ATTRIBUTE.fullmatch(name):
            raise WriteError(
                target,
                f"the formats cannot hold an attribute of the name {shown(name)}. "
                "Give it another name, of letters, digits and low lines.",
            )
        plain = _value(value, target)
        if plain is not None:
            values[name] = plain
    return values


def _value(value: object, target: str) -> str | int | float | None:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return int(value)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and math.isinf(value):
        raise WriteError(target, "the formats cannot hold an infinite number. Leave it out.")
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return ", ".join(str(_value(item, target)) for item in value)
    if isinstance(value, str):
        return _checked(value, target)
    raise WriteError(
        target, f"expected numbers and texts as attributes; got {shown(value)}. Leave it out."
    )


def _checked(text: str, target: str) -> str:
    if _UNWRITABLE.search(text):
        raise WriteError(
            target, "a text holds a control character or half of one, which no format can. Mend it."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
