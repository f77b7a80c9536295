"""Graphs on disk: GraphML, GEXF and DOT leave through networkx and open there again."""

from __future__ import annotations

import io
import os
import secrets
from pathlib import Path

import networkx as nx

from mediaeco.ecosystem.dot import NO_PYDOT, dot_of, has_pydot, read_dot
from mediaeco.ecosystem.ecosystem import Ecosystem
from mediaeco.ecosystem.plain import EDGE_KEY, plain_graph
from mediaeco.errors import ReadError, WriteError, nearest_term, one_of, shown

__all__ = ["GRAPH_SUFFIXES", "read_graph", "write_graph"]

GRAPH_SUFFIXES = (".graphml", ".gexf", ".dot")
"""Endings of the formats that `write_graph` writes."""


def write_graph(
    graph: nx.Graph | Ecosystem, path: str | os.PathLike[str], *, overwrite: bool = False
) -> Path:
    r"""Write a graph in the format that the path's ending names.

    Parameters
    ----------
    graph
        Any graph of `mediaeco.ecosystem`, or an ecosystem, whose recorded graph is then written.
    path
        Ends in ``.graphml``, ``.gexf`` or ``.dot`` (for which pydot must be installed).
    overwrite
        Replace a file of that name.

    Returns
    -------
    Path
        Where it was written. The file appears whole or not at all.

    Raises
    ------
    WriteError
        Where the ending names no such format, something is there already, or the graph holds what
        none of the formats can.

    Notes
    -----
    Attributes become numbers and texts: an unknown one (None, NaN) is left out, a moment is written
    as in ISO 8601, several values with commas between them, truth as 1 and 0, and line breaks as
    ``\n``. Nodes become texts. The key of an edge is also its attribute ``edge_key``, which
    `read_graph` takes back. What is said of the graph as a whole is not written.

    *Laws*: `read_graph` gives the same nodes, edges, keys and attributes.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in GRAPH_SUFFIXES:
        raise WriteError(path.name, _wrong_suffix(suffix))
    if path.is_dir() or (path.exists() and not overwrite):
        raise WriteError(
            path.name, "it exists already. Choose another name, or allow overwriting it."
        )
    plain = plain_graph(graph.graph if isinstance(graph, Ecosystem) else graph, path.name)
    stream = io.BytesIO()
    if suffix == ".graphml":
        nx.write_graphml(plain, stream)
    elif suffix == ".gexf":
        nx.write_gexf(plain, stream)
    else:
        if not has_pydot():
            raise WriteError(path.name, NO_PYDOT)
        stream.write(dot_of(plain).encode())
    _settle(path, stream.getvalue())
    return path


def read_graph(path: str | os.PathLike[str]) -> nx.Graph:
    """Read a graph that `write_graph` wrote.

    Parameters
    ----------
    path
        Ends in ``.graphml``, ``.gexf`` or ``.dot``.

    Returns
    -------
    networkx.Graph
        With the same nodes, edges, keys and attributes as the one written, and of the same class;
        without any edge, it is a multigraph.

    Raises
    ------
    ReadError
        Where the ending names no such format, or the file holds no such graph.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in GRAPH_SUFFIXES:
        raise ReadError(path.name, None, _wrong_suffix(suffix))
    if suffix == ".dot" and not has_pydot():
        raise ReadError(path.name, None, NO_PYDOT)
    try:
        if suffix == ".dot":
            return _restored(read_dot(path))
        data = io.BytesIO(path.read_bytes())
        if suffix == ".graphml":
            return _restored(nx.read_graphml(data, force_multigraph=True))
        return _restored(nx.read_gexf(data))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadError(path.name, None, f"it cannot be read: {reason}.") from error
    except (nx.NetworkXError, SyntaxError, LookupError, ValueError, TypeError) as error:
        # A fault of the XML is a kind of SyntaxError.
        raise ReadError(
            path.name,
            None,
            f"expected a graph in the format {suffix[1:]}; got something else.",
        ) from error


def _wrong_suffix(suffix: str) -> str:
    near = nearest_term(suffix, GRAPH_SUFFIXES)
    hint = f" Did you mean '{near}'?" if near else ""
    return f"expected an ending, {one_of(GRAPH_SUFFIXES)}; got {shown(suffix)}.{hint}"


def _settle(path: Path, data: bytes) -> None:
    """Let the file appear whole or not at all."""
    partial = path.parent / f".mediaeco-{secrets.token_hex(6)}.part"
    try:
        with partial.open("xb") as stream:
            stream.write(data)
        partial.replace(path.resolve())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WriteError(path.name, f"it cannot be written: {reason}.") from error
    finally:
        partial.unlink(missing_ok=True)


def _restored(read: nx.Graph) -> nx.Graph:
    """Give edges their keys back, and the graph its class."""
    edges = list(read.edges(data=True))
    multi = not edges or any(EDGE_KEY in data for _, _, data in edges)
    if read.is_directed():
        graph: nx.Graph = nx.MultiDiGraph() if multi else nx.DiGraph()
    else:
        graph = nx.MultiGraph() if multi else nx.Graph()
    for node, data in read.nodes(data=True):
        known = dict(data)
        if known.get("label") == node:
            del known["label"]
        graph.add_node(node, **known)
    for u, v, data in edges:
        known = {name: value for name, value in data.items() if name not in ("id", "key")}
        if multi:
            graph.add_edge(u, v, key=known.pop(EDGE_KEY, None), **known)
        else:
            graph.add_edge(u, v, **known)
    return graph
