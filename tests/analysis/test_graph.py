"""The graph with what analysis reads out of a record."""

from __future__ import annotations

import attrs
import networkx as nx
import pytest
from hypothesis import given

from mediaeco.analysis import analysed_graph, appropriation, ruptures, silences
from mediaeco.ecosystem import Ecosystem, check_graph
from mediaeco.errors import InvalidCaseError
from mediaeco.io import read_example
from mediaeco.model import Cohort
from mediaeco.testing import ecosystems


def kinds(graph: nx.MultiDiGraph, kind: str) -> list[tuple[str, str, dict[str, object]]]:
    return [edge for edge in graph.edges(data=True) if edge[2]["kind"] == kind]


@given(ecosystems(min_contacts=4, max_contacts=12, views=True))
def test_what_is_recorded_stays_and_ends_fit(eco: Ecosystem) -> None:
    graph = analysed_graph(eco)
    check_graph(graph)
    for node, data in eco.graph.nodes(data=True):
        assert data.items() <= graph.nodes[node].items()
    for one, other, key, data in eco.graph.edges(keys=True, data=True):
        assert graph.edges[one, other, key] == data
    for _, data in [*graph.nodes(data=True), *((0, d) for *_, d in graph.edges(data=True))]:
        assert all(isinstance(value, str | int | float) for value in data.values())
        assert all(value == value for value in data.values())  # NaN is left out


@given(ecosystems(min_contacts=4, max_contacts=12))
def test_silences_repairs_and_levels_are_those_of_the_measures(eco: Ecosystem) -> None:
    graph = analysed_graph(eco)
    quiet = silences(eco, longer_than_hours=12)
    nodes = {node: d for node, d in graph.nodes(data=True) if d["kind"] == "silence"}
    assert [data["days"] for data in nodes.values()] == quiet.days.tolist()
    follows = kinds(graph, "follows")
    assert len(follows) == len(nodes) + sum(n >= 0 for n in quiet.before.tolist())
    found = ruptures(eco)
    mended = {
        (f"interaction:{at}", f"interaction:{n}", str(kind))
        for at, n, kind in zip(found.repaired_at, found.n, found.kind, strict=True)
        if at >= 0
    }
    between = [e for e in kinds(graph, "repairs") if e[1].startswith("interaction:")]
    assert {(one, other, data["rupture"]) for one, other, data in between} == mended
    own = appropriation(eco)
    for one, other, data in kinds(graph, "appropriates"):
        s = ["therapist", "patient"].index(str(data["side"]))
        c = [f"channel:{channel.id}" for channel in eco.channels].index(other)
        assert one.startswith("actor:")
        assert data["value"] == own.value[0, s, c]
        assert data["level"] == own.levels()[str(data["side"])][eco.channels[c].id]


def test_the_broken_call_is_repaired_by_another_contact() -> None:
    graph = analysed_graph(Ecosystem(read_example("broken-frame")))
    repairs = [e for e in kinds(graph, "repairs") if e[2].get("rupture") == "technological"]
    assert [data["switched"] for _, other, data in repairs if other.startswith("inter")] == [1, 1]
    assert kinds(graph, "combines")
    assert kinds(graph, "advances")
    assert graph.nodes["element:contact_rules"]["status"] == "agreed"
    assert graph.nodes["element:contact_rules"]["agreed"] > 0


def test_one_case_and_a_gap_above_0_are_asked_for() -> None:
    case = read_example("broken-frame")
    with pytest.raises(InvalidCaseError, match="case"):
        analysed_graph(Ecosystem(Cohort([case, attrs.evolve(case, id="again")])))
    for gap in (0.0, -1.0, float("nan")):
        with pytest.raises(InvalidCaseError, match="hours"):
            analysed_graph(Ecosystem(case), gap_hours=gap)
