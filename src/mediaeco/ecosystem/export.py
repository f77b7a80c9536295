"""Graphs on disk: GraphML, GEXF and DOT leave through networkx and open there again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import networkx as nx

from mediaeco.errors import ReadError, shown

__all__ = ["GRAPH_SUFFIXES", "read_graph", "write_graph"]

GRAPH_SUFFIXES = (".graphml", ".gexf", ".dot")
"""Endings of the formats that `write_graph` writes."""


def write_graph(graph: nx.Graph, path: Path | str) -> Path:
    """Write a graph in the format that the path's ending names.

    Parameters
    ----------
    graph
        Any graph of `mediaeco.ecosystem`.
    path
        Ends in ``.graphml``, ``.gexf`` or ``.dot``; must not be there yet.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    ReadError
        Where the ending names no such format, or something is there already.
    """
    path = Path(path)
    suffix = _suffix(path)
    if path.exists():
        raise ReadError(path.name, None, "something is there already. Choose another name.")
    part = path.with_name(path.name + ".part")
    try:
        if suffix == ".graphml":
            nx.write_graphml(_keyed(graph), part)
        elif suffix == ".gexf":
            nx.write_gexf(_keyed(graph), part)
        else:
            _pydot(path)
            nx.nx_pydot.write_dot(_quoted(graph), part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def read_graph(path: Path | str) -> nx.Graph:
    """Read a graph that `write_graph` wrote.

    Parameters
    ----------
    path
        Ends in ``.graphml``, ``.gexf`` or ``.dot``.

    Returns
    -------
    networkx.Graph
        Of the class that was written, with the same nodes, edges, keys and attributes.

    Raises
    ------
    ReadError
        Where the ending names no such format.
    """
    path = Path(path)
    suffix = _suffix(path)
    if suffix == ".graphml":
        return _unkeyed(nx.read_graphml(path, force_multigraph=True))
    if suffix == ".gexf":
        return _unkeyed(nx.read_gexf(path))
    _pydot(path)
    return _unquoted(nx.nx_pydot.read_dot(path))


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in GRAPH_SUFFIXES:
        endings = ", ".join(GRAPH_SUFFIXES)
        raise ReadError(path.name, None, f"expected an ending of {endings}; got {shown(suffix)}.")
    return suffix


def _pydot(path: Path) -> None:
    try:
        import pydot  # noqa: F401 - networkx asks for it later, with a message less clear
    except ImportError:
        raise ReadError(
            path.name, None, "DOT needs pydot. Install it with `pip install mediaeco[dot]`."
        ) from None


# Formats have no place for a multigraph's keys that survives: edges carry them as an attribute.
_KEY = "edge_key"
_MULTI = "multigraph"


def _keyed(graph: nx.Graph) -> nx.Graph:
    plain = nx.MultiDiGraph(**{_MULTI: int(graph.is_multigraph())})
    plain.add_nodes_from(_named(graph))
    edges = graph.edges(keys=True, data=True) if graph.is_multigraph() else None
    if edges is None:
        plain.add_edges_from(
            (u, v, str(i), dict(d)) for i, (u, v, d) in enumerate(graph.edges(data=True))
        )
    else:
        plain.add_edges_from(
            (u, v, str(i), {**data, _KEY: str(key)}) for i, (u, v, key, data) in enumerate(edges)
        )
    return plain


def _named(graph: nx.Graph) -> list[tuple[Any, dict[str, Any]]]:
    # GEXF gives a node without a label its own: said here, it is the same in every format.
    return [(node, {"label": str(node), **data}) for node, data in graph.nodes(data=True)]


def _unkeyed(read: nx.Graph) -> nx.Graph:
    edges = list(read.edges(data=True))
    multi = any(_KEY in data for _, _, data in edges)
    graph: nx.Graph = nx.MultiDiGraph() if multi else nx.DiGraph()
    graph.add_nodes_from((node, dict(data)) for node, data in read.nodes(data=True))
    for u, v, data in edges:
        data = {name: value for name, value in data.items() if name != "id"}
        if multi:
            graph.add_edge(u, v, key=data.pop(_KEY), **data)
        else:
            graph.add_edge(u, v, **data)
    return graph


def _quoted(graph: nx.Graph) -> nx.Graph:
    """DOT takes any text in quotes, and nothing but letters and digits without."""
    plain = _keyed(graph)
    quoted = nx.MultiDiGraph()
    quoted.add_nodes_from((_quote(node), _quotes(data)) for node, data in plain.nodes(data=True))
    quoted.add_edges_from(
        (_quote(u), _quote(v), _quotes(data)) for u, v, data in plain.edges(data=True)
    )
    return quoted


def _quotes(data: dict[str, Any]) -> dict[str, str]:
    # A number is told from a text that looks like one by its first letter.
    return {
        name: _quote(("s" if isinstance(value, str) else "n") + str(value))
        for name, value in data.items()
    }


def _quote(value: object) -> str:
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(read: nx.Graph) -> nx.Graph:
    plain = nx.MultiDiGraph()
    plain.add_nodes_from(
        (_unquote(node), _values(data))
        for node, data in read.nodes(data=True)
        if node != "\\n"  # pydot reads the line break at the end of a file as a node
    )
    plain.add_edges_from(
        (_unquote(u), _unquote(v), _values(data)) for u, v, data in read.edges(data=True)
    )
    return _unkeyed(plain)


def _values(data: dict[str, str]) -> dict[str, Any]:
    values = {name: _unquote(text) for name, text in data.items()}
    return {
        name: text[1:] if text[0] == "s" else _number(text[1:]) for name, text in values.items()
    }


def _number(text: str) -> float | int:
    try:
        return int(text)
    except ValueError:
        return float(text)


def _unquote(text: str) -> str:
    inner = text[1:-1] if text[:1] == '"' == text[-1:] else text
    return re.sub(r"\\(.)", r"\1", inner)
