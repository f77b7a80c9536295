"""Every relation that the graph knows has a record that produces it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import networkx as nx
import pytest

from mediaeco.analysis import appropriation, stages
from mediaeco.ecosystem import Ecosystem, EdgeKind, NodeKind, check_graph, commons, exchange
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import By, attribution, formed_graph
from mediaeco.io import read_example
from mediaeco.model import AppropriationMove, Code, Measure, Setting

BUILT_ELSEWHERE = {
    # Relations that are no part of a record: their own builders have their own tests.
    **dict.fromkeys(
        ("substitutes", "enhances", "obsolesces", "retrieves", "reverses_into"), "mediaeco.media"
    ),
    **dict.fromkeys(
        ("conditions", "calls_for", "leads_to", "feeds_back", "relates", "grounded_in"),
        "mediaeco.grounded",
    ),
}
THEORY = {
    NodeKind.EFFECT,
    *(NodeKind.CATEGORY, NodeKind.CONDITION, NodeKind.PHENOMENON, NodeKind.ACTION),
    *(NodeKind.CONSEQUENCE, NodeKind.STATEMENT, NodeKind.SEGMENT, NodeKind.CITATION),
}


def rich() -> Ecosystem:
    """The broken frame, with whatever a record can hold beside what it holds."""
    case = read_example("broken-frame")
    rows = list(case.interactions)
    rows[1] = attrs.evolve(
        rows[1], codes=("asks_for_help",), moves=(AppropriationMove("contrast", other="email"),)
    )
    return Ecosystem(
        attrs.evolve(
            case,
            interactions=rows,
            codes=[*case.codes, Code(id="asks_for_help")],
            settings=[*case.settings, Setting(actor="P", place="home")],
            measures=[
                *case.measures,
                Measure(
                    instrument="ease",
                    rater="P",
                    about="video_call",
                    time=rows[20].time,
                    value=4,
                    low=0,
                    high=5,
                ),
                Measure(
                    instrument="layers",
                    construct="real_relationship",
                    rater="T",
                    time=rows[20].time,
                    value=3,
                    low=0,
                    high=5,
                ),
            ],
        )
    )


def drawn(eco: Ecosystem) -> nx.MultiDiGraph:
    return formed_graph(
        eco,
        appropriated=appropriation(eco),
        stages=stages(eco),
        attributions=tuple(attribution(eco, by=by) for by in (By.CHANNEL, By.CONTENT, By.PURPOSE)),
    )


@pytest.fixture(scope="module")
def graphs() -> list[nx.Graph]:
    case = read_example("first-contact")  # in it a proposal is refused
    return [
        graph
        for eco in (rich(), Ecosystem(case))
        for graph in (drawn(eco), exchange(eco), commons(eco))
    ]


def kinds(graphs: list[nx.Graph]) -> Iterator[str]:
    for graph in graphs:
        yield from (data["kind"] for *_, data in graph.edges(data=True))


@pytest.mark.parametrize("kind", sorted(set(EdgeKind) - set(BUILT_ELSEWHERE)))
def test_some_record_produces_every_relation(kind: str, graphs: list[nx.Graph]) -> None:
    assert kind in set(kinds(graphs))


def test_every_graph_is_one_of_an_ecosystem(graphs: list[nx.Graph]) -> None:
    for graph in graphs:
        check_graph(graph)


def test_what_is_built_elsewhere_is_still_a_relation() -> None:
    assert set(BUILT_ELSEWHERE) <= set(EdgeKind)


def test_a_rating_about_a_channel_leads_to_the_channel() -> None:
    graph = rich().graph
    allied = [
        (one, other)
        for one, other, data in graph.edges(data=True)
        if data["kind"] == EdgeKind.ALLIES_WITH and data["instrument"] == "ease"
    ]
    assert allied == [("actor:P", "channel:video_call")]


def test_every_node_of_a_record_and_of_analysis_is_there(graphs: list[nx.Graph]) -> None:
    there = {data["kind"] for graph in graphs for _, data in graph.nodes(data=True)}
    assert set(NodeKind) - THEORY <= there


def test_what_shapes_nothing_is_refused() -> None:
    eco = Ecosystem(read_example("sent-away"))
    with pytest.raises(InvalidCaseError, match="attributions"):
        formed_graph(
            eco,
            appropriated=appropriation(eco),
            stages=stages(eco),
            attributions=(attribution(eco, by=By.ACTOR),),
        )
