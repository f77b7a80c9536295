"""The typed graph: kinds, ends, and that nothing recorded is missing."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest
from hypothesis import given

from mediaeco.ecosystem import ENDS, Ecosystem, EdgeKind, NodeKind, check_graph
from mediaeco.errors import FaultGroup
from mediaeco.io import read_example
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts, permute_channels, swap_roles


def _counts(graph: nx.MultiDiGraph) -> Counter[str]:
    return Counter(kind for _, _, kind in graph.edges(data="kind"))


def test_every_kind_of_edge_says_which_ends_it_allows() -> None:
    assert set(ENDS) == set(EdgeKind)
    assert all(ENDS.values())


@given(cases())
def test_every_edge_has_ends_that_its_kind_allows(case: Case) -> None:
    check_graph(Ecosystem(case).graph)


@given(cases())
def test_every_contact_and_act_is_in_the_graph(case: Case) -> None:
    counts = _counts(Ecosystem(case).graph)
    rows = tuple(case.interactions)
    assert counts["sends"] == counts["carried_by"] == counts["made_of"] == len(rows)
    assert counts["part_of"] == len(rows)
    assert counts["addresses"] == sum(len(row.receivers) for row in rows)
    assert counts["serves"] == sum(len(row.purposes) for row in rows)
    assert counts["replies_to"] == sum(row.reply_to is not None for row in rows)
    assert counts["observes"] == sum(row.reported_by is not None for row in rows)
    acts = Counter(act.kind for row in rows for act in row.acts)
    assert {
        kind: counts[edge]
        for kind, edge in zip(
            acts, (f"{k}s" if k != "breach" else "breaches" for k in acts), strict=True
        )
    } == dict(acts)


@given(cases())
def test_use_is_counted_as_it_was_recorded(case: Case) -> None:
    graph = Ecosystem(case).graph
    sent = Counter((row.sender, row.channel) for row in case.interactions)
    found = {
        (source.removeprefix("actor:"), target.removeprefix("channel:")): count
        for source, target, data in graph.edges(data=True)
        if data["kind"] == "uses"
        for count in [data["count"]]
    }
    assert found == dict(sent)
    access = {(u, v) for u, v, kind in graph.edges(data="kind") if kind == EdgeKind.ACCESSES}
    assert {(f"actor:{a}", f"channel:{c}") for a, c in sent} <= access


@given(cases())
def test_relabelling_channels_relabels_the_graph(case: Case) -> None:
    order = tuple(reversed(range(len(case.channels))))
    graph, other = Ecosystem(case).graph, Ecosystem(permute_channels(case, order)).graph
    assert _counts(graph) == _counts(other)


@given(cases())
def test_swapping_the_roles_mirrors_the_graph(case: Case) -> None:
    assert _counts(Ecosystem(case).graph) == _counts(Ecosystem(swap_roles(case)).graph)


@given(cohorts())
def test_a_cohort_s_graph_holds_the_graph_of_each_case(cohort: Cohort) -> None:
    whole = _counts(Ecosystem(cohort).graph)
    parts: Counter[str] = Counter()
    for case in cohort:
        parts += _counts(Ecosystem(case).graph)
    assert whole == parts


def test_the_graph_is_frozen_and_made_once() -> None:
    eco = Ecosystem(read_example("sent-away"))
    assert eco.graph is eco.graph
    with pytest.raises(nx.NetworkXError, match="Frozen graph"):
        eco.graph.add_node("more")


def test_all_faults_of_a_graph_are_told_and_no_names() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("actor:Anna", kind=str(NodeKind.ACTOR))
    graph.add_node("channel:email", kind=str(NodeKind.CHANNEL))
    graph.add_node("what is this")
    graph.add_edge("channel:email", "actor:Anna", kind=str(EdgeKind.USES))
    graph.add_edge("actor:Anna", "channel:email", kind="likes")
    with pytest.raises(FaultGroup) as told:
        check_graph(graph)
    assert len(told.value.exceptions) == 3
    assert "Anna" not in str(told.value)
    assert "actor -> channel" in str(told.value)


def test_an_empty_case_has_a_graph_of_people_and_things_alone() -> None:
    empty = Ecosystem(read_example("sent-away")).until(0)
    assert set(_counts(empty.graph)) <= {"accesses", "allies_with"}
