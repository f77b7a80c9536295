"""Graphs leave in three formats and open there again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from mediaeco.ecosystem import (
    GRAPH_SUFFIXES,
    Ecosystem,
    environment,
    exchange,
    read_graph,
    species,
    write_graph,
)
from mediaeco.errors import ReadError
from mediaeco.io import read_example
from mediaeco.model import Actor, Case, Interaction

QUOTES = Case(
    id='a "case" \\ ñandú: <&>',
    actors=[Actor(id="T: 1", role="therapist"), Actor(id='"P"', role="patient")],
    channels=read_example("sent-away").channels,
    interactions=[
        Interaction(time=0, sender='"P"', receivers=["T: 1"], channel="instant_messaging"),
        Interaction(time=60, sender='"P"', receivers=["T: 1"], channel="instant_messaging"),
    ],
)


def _said(graph: nx.Graph) -> tuple[dict[Any, Any], dict[Any, Any]]:
    nodes = {node: {"label": node, **data} for node, data in graph.nodes(data=True)}
    edges: dict[Any, Any]
    if graph.is_multigraph():
        edges = {(u, v, str(k)): d for u, v, k, d in graph.edges(keys=True, data=True)}
    else:
        edges = {(u, v): d for u, v, d in graph.edges(data=True)}
    return nodes, edges


@pytest.mark.parametrize("suffix", GRAPH_SUFFIXES)
@pytest.mark.parametrize("case", [read_example("broken-frame"), QUOTES], ids=["story", "quotes"])
def test_a_graph_comes_back_as_it_left(case: Case, suffix: str, tmp_path: Path) -> None:
    eco = Ecosystem(case)
    for k, graph in enumerate((eco.graph, environment(eco), species(eco), exchange(eco))):
        path = write_graph(graph, tmp_path / f"{k}{suffix}")
        assert _said(read_graph(path)) == _said(graph)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "kept.graphml"
    path.write_text("mine")
    with pytest.raises(ReadError, match="already"):
        write_graph(species(Ecosystem(QUOTES)), path)
    assert path.read_text() == "mine"


def test_an_unknown_ending_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"\.graphml"):
        write_graph(species(Ecosystem(QUOTES)), tmp_path / "graph.xyz")
    with pytest.raises(ReadError, match=r"\.gexf"):
        read_graph(tmp_path / "graph.xyz")


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    graph = nx.DiGraph()
    graph.add_node("a", kind=object())
    with pytest.raises(nx.NetworkXError):
        write_graph(graph, tmp_path / "graph.graphml")
    assert list(tmp_path.iterdir()) == []
