"""Graphs leave in three formats and open there again."""

import builtins
import math
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.ecosystem import (
    GRAPH_SUFFIXES,
    Ecosystem,
    commons,
    environment,
    exchange,
    read_graph,
    species,
    write_graph,
)
from mediaeco.errors import ReadError, WriteError
from mediaeco.model import Cohort
from mediaeco.testing import cohorts

SUFFIXES = pytest.mark.parametrize("suffix", GRAPH_SUFFIXES)
# Any character that XML can hold.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=6
) | st.sampled_from(('"', "\\", '\\"', '"\\', "a\nb", "\\n", "node", "<b>", "1.5", "::", "//", "#"))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
INTEGERS = st.integers(-(2**53), 2**53)
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "mark": TEXTS,
        "contacts": INTEGERS,
        "value": FLOATS,
        "days": FLOATS | INTEGERS,
        "weight": INTEGERS,
    },
)


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    make = draw(st.sampled_from((nx.MultiDiGraph, nx.DiGraph, nx.Graph)))
    graph = make()
    nodes = draw(st.lists(TEXTS.filter(bool), min_size=1, max_size=4, unique=True))
    graph.add_nodes_from((node, draw(ATTRIBUTES)) for node in nodes)
    ends = st.sampled_from(nodes)
    for u, v, key in draw(st.lists(st.tuples(ends, ends, TEXTS), max_size=4)):
        if graph.is_multigraph():
            graph.add_edge(u, v, key=key, **draw(ATTRIBUTES))
        else:
            graph.add_edge(u, v, **draw(ATTRIBUTES))
    return graph


def said(graph: nx.Graph) -> tuple[Any, Any]:
    nodes = dict(graph.nodes(data=True))
    edges: dict[Any, Any]
    if graph.is_multigraph():
        edges = {(u, v, key): data for u, v, key, data in graph.edges(keys=True, data=True)}
    elif graph.is_directed():
        edges = {(u, v): data for u, v, data in graph.edges(data=True)}
    else:
        edges = {frozenset((u, v)): data for u, v, data in graph.edges(data=True)}
    return nodes, edges


def there_and_back(graph: nx.Graph, suffix: str) -> nx.Graph:
    with TemporaryDirectory() as folder:
        return read_graph(write_graph(graph, Path(folder) / f"graph{suffix}"))


@SUFFIXES
@given(graphs())
@settings(max_examples=25)  # pydot reads a thousand times slower than the others
def test_any_graph_comes_back_as_it_left(suffix: str, graph: nx.Graph) -> None:
    back = there_and_back(graph, suffix)
    assert said(back) == said(graph)
    counts = [data["contacts"] for _, data in back.nodes(data=True) if "contacts" in data]
    assert all(type(count) is int for count in counts)
    if graph.number_of_edges():
        assert type(back) is type(graph)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
@given(cohorts(max_contacts=5))
def test_the_graph_of_a_cohort_comes_back(suffix: str, cohort: Cohort) -> None:
    graph = Ecosystem(cohort).graph
    assert said(there_and_back(graph, suffix)) == said(graph)


@SUFFIXES
@given(cohorts(max_cases=2, max_contacts=4))
@settings(max_examples=10)  # as above
def test_the_projections_come_back(suffix: str, cohort: Cohort) -> None:
    for project in (exchange, environment, species, commons):
        graph = project(Ecosystem(cohort))
        assert said(there_and_back(graph, suffix)) == said(graph)


@SUFFIXES
def test_a_story_opens_in_networkx_itself(suffix: str, eco: Ecosystem, tmp_path: Path) -> None:
    path = write_graph(eco, tmp_path / f"story{suffix}")
    assert said(read_graph(path)) == said(eco.graph)
    read = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf, ".dot": nx.nx_pydot.read_dot}
    graph = read[suffix](path)
    assert set(graph) == set(eco.graph)
    assert graph.number_of_edges() == eco.graph.number_of_edges()
    kinds = {node: kind.strip('"') for node, kind in graph.nodes(data="kind")}
    assert kinds == dict(eco.graph.nodes(data="kind"))


def test_dot_shows_labels_as_they_are(eco: Ecosystem, tmp_path: Path) -> None:
    text = write_graph(commons(eco), tmp_path / "commons.dot").read_text("utf-8")
    assert '"actor:T" [label="therapist", kind="actor", role="therapist"];' in text
    assert "contacts=1" in text


@SUFFIXES
def test_what_is_no_number_or_text_becomes_one(suffix: str) -> None:
    class Weather(Enum):
        FAIR = "fair"

    graph = nx.MultiDiGraph()
    graph.add_node(
        "day",
        weather=Weather.FAIR,
        began=datetime(2024, 3, 4, 9, tzinfo=UTC),
        count=np.int64(3),
        unknown=None,
        undefined=math.nan,
        dry=True,
        hours=(9, 17),
        lines="one\r\ntwo",
    )
    assert dict(there_and_back(graph, suffix).nodes["day"]) == {
        "weather": "fair",
        "began": "2024-03-04T09:00:00+00:00",
        "count": 3,
        "dry": 1,
        "hours": "9, 17",
        "lines": "one\ntwo",
    }
    assert graph.nodes["day"]["unknown"] is None


def _with(**data: Any) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_node("day", **data)
    return graph


def _two_of_a_name() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from([1, "1"])
    return graph


def _two_types() -> nx.MultiDiGraph:
    graph = _with(value=1)
    graph.add_node("night", value="dark")
    return graph


@SUFFIXES
@pytest.mark.parametrize(
    ("graph", "told"),
    [
        (_with(value=math.inf), "infinite"),
        (_with(value="\x00"), "control character"),
        (_with(value="\ud800"), "control character"),
        (_with(value=object()), "of type object"),
        (_with(id="7"), "'id'"),
        (_with(**{"two words": 1}), "another name"),
        (_with(**{"node": 1}), "another name"),
        (_two_of_a_name(), "two nodes"),
        (_two_types(), "throughout"),
    ],
)
def test_what_no_format_can_hold_is_refused_and_leaves_nothing(
    suffix: str, graph: nx.Graph, told: str, tmp_path: Path
) -> None:
    with pytest.raises(WriteError, match=told):
        write_graph(graph, tmp_path / f"graph{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over_unless_asked(eco: Ecosystem, tmp_path: Path) -> None:
    path = tmp_path / "kept.graphml"
    path.write_text("mine")
    with pytest.raises(WriteError, match="already"):
        write_graph(eco, path)
    assert path.read_text() == "mine"
    write_graph(eco, path, overwrite=True)
    assert said(read_graph(path)) == said(eco.graph)
    with pytest.raises(WriteError, match="cannot be written"):
        write_graph(eco, tmp_path / "nowhere" / "graph.gexf")
    (tmp_path / "folder.gexf").mkdir()
    with pytest.raises(WriteError, match="already"):
        write_graph(eco, tmp_path / "folder.gexf", overwrite=True)
    assert {file.name for file in tmp_path.iterdir()} == {"kept.graphml", "folder.gexf"}


def test_an_unknown_ending_is_told_with_the_nearest(eco: Ecosystem, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"Did you mean '\.graphml'"):
        write_graph(eco, tmp_path / "graph.grapml")
    with pytest.raises(ReadError, match=r"one of \.graphml, \.gexf, \.dot"):
        read_graph(tmp_path / "graph.xyz")


@SUFFIXES
@pytest.mark.parametrize("content", ["", "a letter", "<graphml>", "\x00\xff", '"a" -> '])
def test_what_is_no_graph_is_refused(
    suffix: str, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"graph{suffix}"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(ReadError, match="expected a graph"):
        read_graph(path)
    assert capsys.readouterr().out == ""
    with pytest.raises(ReadError, match="No such file"):
        read_graph(tmp_path / f"nothing{suffix}")


def test_without_pydot_dot_is_refused_with_a_way_out(
    eco: Ecosystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "pydot":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(WriteError, match=r"mediaeco\[dot\]"):
        write_graph(eco, tmp_path / "graph.dot")
    with pytest.raises(ReadError, match=r"mediaeco\[dot\]"):
        read_graph(tmp_path / "graph.dot")
