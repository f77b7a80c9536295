from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis.thread import BOUT_GAP_HOURS, bout_of
from mediaeco.ecosystem import (
    RECORDED,
    Ecosystem,
    EdgeKind,
    NodeKind,
    build_graph,
    check_graph,
    node_id,
)
from mediaeco.errors import InvalidCaseError
from mediaeco.model import ActKind, Case, Cohort
from mediaeco.testing import cases, cohorts, ecosystems, relabel_channels, swap_roles

Edge = tuple[str, str, str]
_VERB = {ActKind.BREACH: "breaches"} | {
    kind: f"{kind}s" for kind in ActKind if kind is not ActKind.BREACH
}


def records() -> st.SearchStrategy[Ecosystem]:
    return st.one_of(ecosystems(), cohorts().map(Ecosystem))


def edges_of(graph: nx.MultiDiGraph) -> dict[Edge, dict[str, Any]]:
    return {(u, v, key): data for u, v, key, data in graph.edges(keys=True, data=True)}


def row_by_row(case: Case) -> dict[Edge, dict[str, Any]]:
    """The edges that rows make, one row at a time, as one would write them with networkx alone."""
    graph = nx.MultiDiGraph()
    rows = list(case.interactions)
    place = {row.id or str(n): n for n, row in enumerate(rows)}
    for n, row in enumerate(rows):
        sender, contact = f"actor:{row.sender}", f"interaction:{n}"
        channel = f"channel:{row.channel}"
        single = [
            (sender, contact, "sends"),
            (contact, channel, "carried_by"),
            (contact, f"content:{row.content}", "made_of"),
            *((contact, f"actor:{name}", "addresses") for name in row.receivers),
            *((contact, f"purpose:{name}", "serves") for name in row.purposes),
            *((contact, f"code:{name}", "coded_as") for name in row.codes),
        ]
        if row.reported_by is not None:
            single.append((f"actor:{row.reported_by}", contact, "observes"))
        if row.reply_to is not None:
            single.append((contact, f"interaction:{place[row.reply_to]}", "replies_to"))
        for u, v, kind in single:
            graph.add_edge(u, v, key=kind, kind=kind)
        for kind, rupture in (("ruptures", row.rupture), ("repairs", row.repair)):
            if rupture is not None:
                node = f"ecosystem:{case.id}"
                graph.add_edge(contact, node, key=kind, kind=kind, rupture=str(rupture))
        if not graph.has_edge(sender, channel, "uses"):
            graph.add_edge(sender, channel, key="uses", kind="uses", contacts=0, first=n)
        use = graph.edges[sender, channel, "uses"]
        use.update(contacts=use["contacts"] + 1, last=n)
        for act in row.acts:
            actor, element = f"actor:{act.actor or row.sender}", f"element:{act.element}"
            key = f"{_VERB[act.kind]}:{n}"
            if not graph.has_edge(actor, element, key):
                graph.add_edge(actor, element, key=key, kind=_VERB[act.kind], n=n, times=0)
            graph.edges[actor, element, key]["times"] += 1
        for move in row.moves:
            taken = f"channel:{move.channel or row.channel}"
            ends = (taken, f"channel:{move.other}") if move.other else (sender, taken)
            judged = {None: "", True: ":faithful", False: ":ironic"}[move.faithful]
            key = f"takes_up:{n}:{move.kind}{judged}"
            if not graph.has_edge(*ends, key):
                graph.add_edge(*ends, key=key, kind="takes_up", n=n, move=str(move.kind), times=0)
            graph.edges[*ends, key]["times"] += 1
            if move.faithful is not None:
                graph.edges[*ends, key]["faithful"] = int(move.faithful)
    for n, (one, other) in enumerate(pairwise(rows), start=1):
        if one.channel == other.channel:
            continue
        between = (f"channel:{one.channel}", f"channel:{other.channel}", "switches_to")
        if not graph.has_edge(*between):
            graph.add_edge(*between, kind="switches_to", contacts=0, first=n)
        switch = graph.edges[between]
        switch.update(contacts=switch["contacts"] + 1, last=n)
    return edges_of(graph)


@given(records())
def test_ends_are_such_as_their_kinds_allow(eco: Ecosystem) -> None:
    check_graph(eco.graph)
    assert {kind for _, _, kind in eco.graph.edges(data="kind")} <= RECORDED


@given(cases())
def test_row_by_row_gives_the_same_edges(case: Case) -> None:
    beside = {"accesses", "co_creates", "part_of", "takes_part", "hosts", "conveyed_in"}
    beside |= {"works_on", "allies_with", "relates_to", "situated_in"}
    fast = {
        edge: data
        for edge, data in edges_of(Ecosystem(case).graph).items()
        if data["kind"] not in beside and not edge[1].startswith("measure:")
    }
    assert fast == row_by_row(case)


@given(records())
def test_attributes_are_numbers_and_texts(eco: Ecosystem) -> None:
    graph = eco.graph
    values = [v for _, data in graph.nodes(data=True) for v in data.values()]
    values += [v for _, _, data in graph.edges(data=True) for v in data.values()]
    assert {type(value) for value in values} <= {str, int, float}
    assert all(value == value and value != "" for value in values)


@given(cohorts())
def test_the_graph_of_a_cohort_is_that_of_its_cases_side_by_side(cohort: Cohort) -> None:
    graph = Ecosystem(cohort).graph
    parts = nx.MultiDiGraph()
    for case in cohort:
        prefix = "" if len(cohort) == 1 else f"{case.id}/"
        own = Ecosystem(case).graph
        parts.add_nodes_from((prefix + node, data) for node, data in own.nodes(data=True))
        parts.add_edges_from(
            (prefix + u, prefix + v, key, data)
            for u, v, key, data in own.edges(keys=True, data=True)
        )
    assert dict(graph.nodes(data=True)) == dict(parts.nodes(data=True))
    assert edges_of(graph) == edges_of(parts)


@given(cases(), st.data())
def test_relabelling_channels_relabels_the_graph(case: Case, data: st.DataObject) -> None:
    ids = [channel.id for channel in case.channels]
    names = dict(zip(ids, data.draw(st.permutations(ids)), strict=True))
    relabelled = Ecosystem(relabel_channels(case, names)).graph
    nodes = {f"channel:{old}": f"channel:{new}" for old, new in names.items()}
    expected = nx.relabel_nodes(nx.MultiDiGraph(Ecosystem(case).graph), nodes)
    assert dict(relabelled.nodes(data="kind")) == dict(expected.nodes(data="kind"))
    assert edges_of(relabelled) == edges_of(expected)


@given(cases())
def test_swapping_the_roles_changes_roles_alone(case: Case) -> None:
    one, other = Ecosystem(case).graph, Ecosystem(swap_roles(case)).graph
    assert edges_of(one) == edges_of(other)
    mirrored = {"therapist": "patient", "patient": "therapist"}
    for node, data in one.nodes(data=True):
        swapped = dict(data)
        if data["kind"] == "actor":
            swapped["role"] = swapped["label"] = mirrored.get(data["role"], data["role"])
        assert other.nodes[node] == swapped


@given(ecosystems(), st.integers(0, 12))
def test_what_a_view_holds_stands_at_its_place_in_the_record(eco: Ecosystem, n: int) -> None:
    view = eco.until(n).graph
    assert set(view) <= set(eco.graph)
    assert set(view.edges(keys=True)) <= set(eco.graph.edges(keys=True))
    for actor in eco.case.actors:
        seen = {
            node
            for node, kind in eco.seen_by(actor.id).graph.nodes(data="kind")
            if kind != NodeKind.CONTEXT
        }
        assert seen <= set(eco.graph)


@given(ecosystems(), st.sampled_from((0.5, 12.0, 1000.0)))
def test_contexts_are_bouts_and_tie_what_took_part(eco: Ecosystem, gap_hours: float) -> None:
    graph = build_graph(eco, gap_hours=gap_hours)
    rows = eco.case.interactions
    bouts: dict[int, list[int]] = defaultdict(list)
    for n, bout in enumerate(bout_of(eco.table, gap_hours).tolist()):
        bouts[bout].append(n)
    contexts = {node for node, kind in graph.nodes(data="kind") if kind == "context"}
    assert contexts == {f"context:{members[0]}" for members in bouts.values()}
    for members in bouts.values():
        node = f"context:{members[0]}"
        assert graph.nodes[node]["contacts"] == len(members)
        inside = [rows[n] for n in members]
        for kind, names, prefix in (
            ("takes_part", [row.sender for row in inside], "actor"),
            ("hosts", [row.channel for row in inside], "channel"),
            ("conveyed_in", [str(row.content) for row in inside], "content"),
        ):
            found = {
                u: data["contacts"]
                for u, _, data in graph.in_edges(node, data=True)
                if data["kind"] == kind
            }
            assert found == {f"{prefix}:{name}": k for name, k in Counter(names).items()}
        worked = Counter(f"element:{act.element}" for row in inside for act in row.acts)
        assert {
            v: data["acts"]
            for _, v, data in graph.out_edges(node, data=True)
            if data["kind"] == "works_on"
        } == dict(worked)


def test_the_default_gap_is_half_a_day() -> None:
    assert BOUT_GAP_HOURS == 12


@pytest.mark.parametrize("gap_hours", [0, -1, float("nan")])
def test_a_gap_is_above_nothing(eco: Ecosystem, gap_hours: float) -> None:
    with pytest.raises(InvalidCaseError, match="gap_hours"):
        build_graph(eco, gap_hours=gap_hours)


def test_the_fee_is_proposed_and_accepted(eco: Ecosystem) -> None:
    graph = eco.graph
    assert set(graph["actor:T"]["element:fee"]) == {"proposes:1"}
    assert set(graph["actor:P"]["element:fee"]) == {"accepts:2"}
    # In the session she accepts what he sent.
    assert set(graph["actor:P"]["element:schedule"]) == {"accepts:4"}
    assert graph.edges["interaction:2", "interaction:1", "replies_to"]["kind"] == "replies_to"


def test_access_is_declared_known_before_or_shown_by_a_contact(eco: Ecosystem) -> None:
    access = {
        (u, v): (data["declared"], data["received"])
        for u, v, data in eco.graph.edges(data=True)
        if data["kind"] == EdgeKind.ACCESSES
    }
    assert access == {
        ("actor:T", "channel:website"): (0, 1),
        ("actor:T", "channel:email"): (1, 1),
        ("actor:T", "channel:sms"): (1, 0),
        ("actor:T", "channel:video_call"): (0, 0),
        ("actor:P", "channel:website"): (0, 0),
        ("actor:P", "channel:email"): (1, 3),
        ("actor:P", "channel:video_call"): (0, 1),
        ("actor:S", "channel:email"): (0, 1),
    }


def test_the_session_broke_and_was_mended(eco: Ecosystem) -> None:
    graph, node = eco.graph, "ecosystem:fee-by-email"
    assert graph.edges["interaction:4", node, "ruptures"]["rupture"] == "technological"
    assert graph.edges["interaction:5", node, "repairs"]["rupture"] == "technological"
    assert graph.edges["actor:P", node, "co_creates"] == {
        "kind": "co_creates",
        "contacts": 2,
        "acts": 2,
    }
    assert graph.nodes["context:4"]["mark"] == 0
    assert graph.nodes["interaction:4"]["seconds"] == 3000
    assert graph.nodes["interaction:4"]["time"] == "2024-03-08T09:00:00+00:00"


def test_only_the_two_sides_ally(eco: Ecosystem) -> None:
    allied = [
        (u, v, data["value"], data["share"])
        for u, v, data in eco.graph.edges(data=True)
        if data["kind"] == EdgeKind.ALLIES_WITH
    ]
    assert allied == [("actor:P", "actor:T", 32, 0.8)]
    assert sum(kind == "measure" for _, kind in eco.graph.nodes(data="kind")) == 3
    raters = {u for u, v in eco.graph.edges() if v.startswith("measure:")}
    assert raters == {"actor:P", "actor:V"}


def test_nothing_yet_is_people_and_their_ecosystem(nothing_yet: Ecosystem) -> None:
    graph = nothing_yet.graph
    check_graph(graph)
    assert set(graph) == {"ecosystem:nothing-yet", "actor:T", "actor:P"}
    assert graph.number_of_edges() == 0
    assert len(Ecosystem(Cohort([])).graph) == 0


def test_a_record_before_its_first_contact_is_what_was_there(eco: Ecosystem) -> None:
    graph = eco.until(0).graph
    assert {kind for _, _, kind in graph.edges(data="kind")} == {"accesses"}
    assert graph.nodes["channel:email"]["kind"] == "channel"


def test_a_case_s_name_cannot_be_taken_for_more() -> None:
    assert node_id(NodeKind.ACTOR, "T", "a/actor:b") != node_id(NodeKind.ACTOR, "b/actor:T", "a")
