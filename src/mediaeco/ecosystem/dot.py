"""DOT, through pydot: quotes that keep any text, and numbers that stay numbers."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

__all__ = ["NO_PYDOT", "dot_of", "has_pydot", "read_dot"]

NO_PYDOT = "DOT needs pydot. Install it: python -m pip install 'mediaeco[dot]'."
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
_ESCAPED = {"n": "\n"}


def has_pydot() -> bool:
    """Tell whether pydot is installed."""
    try:
        import pydot  # noqa: F401 - an extra; networkx asks for it later, with a message less clear
    except ImportError:
        return False
    return True


class _Bare:
    """A number that pydot leaves without quotes, even below 0."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def dot_of(plain: nx.Graph) -> str:
    """Write a multigraph of numbers and texts as DOT."""
    dot = nx.nx_pydot.to_pydot(_quoted(plain))
    for part in (*dot.get_node_list(), *dot.get_edge_list()):
        for name, text in part.get_attributes().items():
            if not text.startswith('"'):
                part.set(name, _Bare(text))
    return str(dot.to_string())


def _quoted(plain: nx.Graph) -> nx.Graph:
    """DOT takes any text in quotes; a number stands without, so that it is told from a text."""
    quoted = nx.MultiDiGraph() if plain.is_directed() else nx.MultiGraph()
    for node, data in plain.nodes(data=True):
        quoted.add_node(_quote(node), **{name: _quote(value) for name, value in data.items()})
    for u, v, key, data in plain.edges(keys=True, data=True):
        values = {name: _quote(value) for name, value in data.items()}
        quoted.add_edge(_quote(u), _quote(v), key=key, **values)
    return quoted


def _quote(value: str | int | float) -> str:
    if isinstance(value, float):
        return str(np.format_float_positional(value, trim="0"))
    if isinstance(value, int):
        return str(value)
    return '"' + re.sub(r'[\\"\n]', lambda found: _ESCAPES[found[0]], value) + '"'


def _unquoted(text: str) -> str | int | float:
    if text.startswith('"'):
        return re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), text[1:-1])
    return float(text) if "." in text else int(text)


def read_dot(path: Path) -> nx.Graph:
    """Read a multigraph that `dot_of` wrote.

    Raises
    ------
    ValueError
        Where the file holds no such graph.
    """
    # networkx needs it for DOT and nothing else here does.
    import pydot

    text = path.read_text(encoding="utf-8")
    # Where it fails, pydot prints the line: somebody's words, perhaps.
    with contextlib.redirect_stdout(io.StringIO()):
        found = pydot.graph_from_dot_data(text)
    if not found:
        raise ValueError("no graph")
    dot = found[0]
    graph = nx.MultiDiGraph() if dot.get_type() == "digraph" else nx.MultiGraph()
    for node in dot.get_node_list():
        if node.get_name().startswith('"'):
            graph.add_node(_unquoted(node.get_name()), **_attributes(node))
    for edge in dot.get_edge_list():
        ends = (_unquoted(str(edge.get_source())), _unquoted(str(edge.get_destination())))
        graph.add_edge(*ends, **_attributes(edge))
    return graph


def _attributes(part: Any) -> dict[str, str | int | float]:
    return {name: _unquoted(text) for name, text in part.get_attributes().items() if name != "key"}
