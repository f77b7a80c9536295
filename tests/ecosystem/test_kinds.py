import networkx as nx
import pytest

from mediaeco.ecosystem import ENDS, RECORDED, Ecosystem, EdgeKind, NodeKind, add_edge, check_graph
from mediaeco.errors import FaultGroup, InvalidCaseError

DERIVED = {
    "appropriates",
    "follows",
    "shapes",
    "advances",
    "substitutes",
    "combines",
    "grounded_in",
}


def copied(eco: Ecosystem) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(eco.graph)


def test_every_kind_of_edge_has_ends() -> None:
    assert set(ENDS) == set(EdgeKind)
    assert all(ENDS.values())


def test_every_kind_of_node_is_an_end_of_something_told_of_it() -> None:
    told = {
        kind for edge, ends in ENDS.items() if edge != "observes" for pair in ends for kind in pair
    }
    assert told == set(NodeKind)


def test_what_analysis_adds_is_not_recorded() -> None:
    assert not DERIVED & RECORDED
    assert {"uses", "breaches", "observes", "allies_with", "ruptures"} <= RECORDED


def test_an_analysis_adds_to_a_copy(eco: Ecosystem) -> None:
    graph = copied(eco)
    add_edge(graph, "actor:P", "channel:email", "appropriates", value=0.25)
    add_edge(graph, "actor:P", "channel:email", EdgeKind.APPROPRIATES, key="4", value=0.5)
    check_graph(graph)
    assert graph.edges["actor:P", "channel:email", "appropriates"]["value"] == 0.25
    assert graph.edges["actor:P", "channel:email", "appropriates:4"]["value"] == 0.5
    assert not any("appropriates" in edges for edges in eco.graph["actor:P"].values())


def test_an_edge_between_the_wrong_ends_is_refused(eco: Ecosystem) -> None:
    graph = copied(eco)
    with pytest.raises(InvalidCaseError, match="actor -> channel; got channel -> actor") as caught:
        add_edge(graph, "channel:email", "actor:P", "appropriates")
    assert "actor:P" not in str(caught.value)
    with pytest.raises(InvalidCaseError, match="Add the node first"):
        add_edge(graph, "actor:P", "channel:pigeon", "uses")
    with pytest.raises(InvalidCaseError, match="Did you mean 'appropriates'"):
        add_edge(graph, "actor:P", "channel:email", "apropriates")
    assert nx.utils.graphs_equal(graph, copied(eco))


def test_an_edge_of_a_simple_graph_has_no_key() -> None:
    graph = nx.DiGraph()
    graph.add_node("actor:T", kind="actor")
    graph.add_node("channel:email", kind="channel")
    add_edge(graph, "actor:T", "channel:email", "uses", key="0", contacts=1)
    assert list(graph.edges(data=True)) == [
        ("actor:T", "channel:email", {"kind": "uses", "contacts": 1})
    ]


def test_all_faults_of_a_graph_are_told_at_once_and_nobody_is_named() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("actor:Miller", kind="actor")
    graph.add_node("channel:email", kind="channel")
    graph.add_node("somebody")
    graph.add_node("something", kind=["actor"])
    graph.add_edge("actor:Miller", "actor:Miller", kind="uses")
    graph.add_edge("actor:Miller", "channel:email", kind="Miller likes it")
    graph.add_edge("actor:Miller", "channel:email")
    graph.add_edge("actor:Miller", "somebody", kind="sends")
    with pytest.raises(FaultGroup) as caught:
        check_graph(graph)
    told = [str(fault) for fault in caught.value.exceptions]
    assert sorted(text.split(":")[0] for text in told) == [
        "edges[0]",
        "edges[1].kind",
        "edges[2].kind",
        "edges[3]",
        "nodes[2].kind",
        "nodes[3].kind",
    ]
    assert "Miller" not in str(caught.value)
    assert "actor -> channel" in str(caught.value)


def test_the_ends_of_an_undirected_edge_have_no_order() -> None:
    graph = nx.Graph()
    graph.add_node("channel:email", kind="channel")
    graph.add_node("actor:T", kind="actor")
    graph.add_edge("channel:email", "actor:T", kind="uses")
    check_graph(graph)
    graph.add_edge("actor:T", "actor:T", kind="uses")
    with pytest.raises(FaultGroup):
        check_graph(graph)
