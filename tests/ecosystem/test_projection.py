"""Projections: counted over columns, as a slow walk over the rows would count them."""

import math
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import appropriation
from mediaeco.analysis.thread import bout_of
from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import (
    Ecosystem,
    check_graph,
    commons,
    environment,
    exchange,
    exchange_table,
    species,
)
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Actor, Case, Cohort, Interaction, dyadic_table
from mediaeco.testing import cases, cohorts, relabel_channels, swap_roles

PROJECTIONS = (exchange, environment, commons, species)


def edges_of(graph: nx.Graph) -> dict[Any, dict[str, Any]]:
    if graph.is_multigraph():
        return {(u, v, key): data for u, v, key, data in graph.edges(keys=True, data=True)}
    return {(u, v): data for u, v, data in graph.edges(data=True)}


def prefix_of(cohort: Cohort, case: Case) -> str:
    return "" if len(cohort) == 1 else f"{case.id}/"


def edge_by_edge(cohort: Cohort) -> nx.MultiDiGraph:
    """The aggregated graph as one would write it with networkx alone."""
    graph = nx.MultiDiGraph()
    for case in cohort:
        prefix = prefix_of(cohort, case)
        graph.add_nodes_from(f"{prefix}actor:{actor.id}" for actor in case.actors)
        for n, (row, t) in enumerate(zip(case.interactions, case.table.t.tolist(), strict=True)):
            for receiver in row.receivers:
                ends = (f"{prefix}actor:{row.sender}", f"{prefix}actor:{receiver}", row.channel)
                if not graph.has_edge(*ends):
                    graph.add_edge(*ends, contacts=0, first=n, first_days=t)
                data = graph.edges[ends]
                data.update(kind="contacts", channel=row.channel, last=n, last_days=t)
                data["contacts"] += 1
                if row.duration is not None:
                    data["seconds"] = data.get("seconds", 0.0) + row.duration
    return graph


@given(cohorts())
def test_exchange_is_the_graph_made_edge_by_edge(cohort: Cohort) -> None:
    fast, slow = exchange(Ecosystem(cohort)), edge_by_edge(cohort)
    assert set(fast) == set(slow)
    found, expected = edges_of(fast), edges_of(slow)
    assert set(found) == set(expected)
    for edge, data in expected.items():
        assert found[edge] == pytest.approx(data)


@given(cohorts())
def test_the_graph_is_poured_from_the_table(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    table, graph = exchange_table(eco), exchange(eco)
    assert table.rows == graph.number_of_edges()
    assert table["contacts"].sum() == len(eco.table.receivers.values)
    rows = zip(*(column.tolist() for column in table.columns.values()), strict=True)
    for case, sender, receiver, channel, contacts, *_, seconds in rows:
        prefix = "" if len(cohort) == 1 else f"{case}/"
        data = graph.edges[f"{prefix}actor:{sender}", f"{prefix}actor:{receiver}", channel]
        assert data["contacts"] == contacts
        assert ("seconds" not in data) == math.isnan(seconds)


@given(cohorts())
def test_every_projection_has_kinds_and_ends_that_fit(cohort: Cohort) -> None:
    for project in PROJECTIONS:
        graph = project(Ecosystem(cohort))
        check_graph(graph)
        assert nx.is_frozen(graph)
        values = [v for _, data in graph.nodes(data=True) for v in data.values()]
        values += [v for _, _, data in graph.edges(data=True) for v in data.values()]
        assert {type(value) for value in values} <= {str, int, float}


@given(cases(), st.data())
def test_relabelling_channels_relabels_every_projection(case: Case, data: st.DataObject) -> None:
    ids = [channel.id for channel in case.channels]
    names = dict(zip(ids, data.draw(st.permutations(ids)), strict=True))
    nodes = {f"channel:{old}": f"channel:{new}" for old, new in names.items()}
    one, other = Ecosystem(case), Ecosystem(relabel_channels(case, names))
    for project in (environment, species, commons):
        expected = nx.relabel_nodes(project(one).copy(), nodes)
        assert edges_of(project(other)) == edges_of(expected)
    moved = {(u, v, names[key]) for u, v, key in exchange(one).edges(keys=True)}
    assert moved == set(exchange(other).edges(keys=True))


@given(cases())
def test_swapping_the_roles_changes_no_edge(case: Case) -> None:
    one, other = Ecosystem(case), Ecosystem(swap_roles(case))
    for project in (exchange, environment, species):
        assert edges_of(project(one)) == edges_of(project(other))
    pairs = {frozenset(edge): data for edge, data in edges_of(commons(one)).items()}
    assert pairs == {frozenset(edge): data for edge, data in edges_of(commons(other)).items()}


@given(cohorts())
def test_the_environment_counts_what_each_actor_made_and_got(cohort: Cohort) -> None:
    graph = environment(Ecosystem(cohort))
    sent: Counter[tuple[str, str]] = Counter()
    got: Counter[tuple[str, str]] = Counter()
    declared = set()
    for case in cohort:
        prefix = prefix_of(cohort, case)
        for row in case.interactions:
            sent[f"{prefix}actor:{row.sender}", f"channel:{row.channel}"] += 1
            got.update((f"{prefix}actor:{r}", f"channel:{row.channel}") for r in row.receivers)
        for actor in case.actors:
            known = [*actor.repertoire, *(u.channel for u in actor.prior if u.count > 0)]
            declared |= {(f"{prefix}actor:{actor.id}", f"channel:{name}") for name in known}
    assert set(graph.edges) == set(sent) | set(got) | declared
    for edge, data in edges_of(graph).items():
        assert (data["contacts"], data["received"]) == (sent[edge], got[edge])
        assert data["declared"] == (edge in declared)
        assert data["kind"] == ("uses" if edge in sent else "accesses")


@given(cases())
def test_whom_a_channel_surrounds_has_access_to_it(case: Case) -> None:
    eco = Ecosystem(case)
    own = appropriation(eco)
    sides = [f"actor:{actor.id}" for actor in case.actors[:2]]
    access = {
        (sides[s], f"channel:{own.channels[c]}") for _, s, c in np.argwhere(own.access).tolist()
    }
    assert {edge for edge in environment(eco).edges if edge[0] in sides} == access


@given(cohorts())
def test_the_commons_is_what_two_share(cohort: Cohort) -> None:
    expected = {}
    for case in cohort:
        prefix = prefix_of(cohort, case)
        sent: dict[str, Counter[str]] = defaultdict(Counter)
        for row in case.interactions:
            sent[row.sender][row.channel] += 1
        for a, b in combinations([actor.id for actor in case.actors], 2):
            both = sent[a] & sent[b]
            if both:
                expected[frozenset((f"{prefix}actor:{a}", f"{prefix}actor:{b}"))] = {
                    "kind": "shares_with",
                    "channels": len(both),
                    "contacts": both.total(),
                }
    graph = commons(Ecosystem(cohort))
    assert {frozenset(edge): data for edge, data in edges_of(graph).items()} == expected


@given(cohorts(), st.sampled_from((0.5, 12.0, 1000.0)))
def test_species_count_moves_and_company(cohort: Cohort, gap_hours: float) -> None:
    moves: Counter[tuple[str, str]] = Counter()
    within: Counter[tuple[str, str]] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    by_both: Counter[tuple[str, str]] = Counter()
    for case in cohort:
        names = [f"channel:{row.channel}" for row in case.interactions]
        bouts = bout_of(case.table, gap_hours).tolist()
        moves.update(pairwise(names))
        within.update(
            pair for pair, (a, b) in zip(pairwise(names), pairwise(bouts), strict=True) if a == b
        )
        for bout in set(bouts):
            inside = [k for k, own in enumerate(bouts) if own == bout]
            sides = [
                {names[k] for k in inside if case.interactions[k].sender == actor.id}
                for actor in (case.therapist, case.patient)
            ]
            together.update(combinations(sorted({names[k] for k in inside}), 2))
            by_both.update(combinations(sorted(sides[0] & sides[1]), 2))
    graph = species(Ecosystem(cohort), gap_hours=gap_hours)
    switches = {(u, v): d for (u, v, key), d in edges_of(graph).items() if key == "switches_to"}
    combined = {(u, v): d for (u, v, key), d in edges_of(graph).items() if key == "combines"}
    apart = {pair for pair in moves if pair[0] != pair[1]}
    assert {pair: (d["contacts"], d["within"]) for pair, d in switches.items()} == {
        pair: (moves[pair], within[pair]) for pair in apart
    }
    assert {pair: (d["contexts"], d["by_both"]) for pair, d in combined.items()} == {
        ends: (together[pair], by_both[pair]) for pair in together for ends in (pair, pair[::-1])
    }
    for node, data in graph.nodes(data=True):
        assert data["stays"] == moves[node, node]
        assert data["contacts"] == sum(
            f"channel:{row.channel}" == node for case in cohort for row in case.interactions
        )
        users = [
            {row.sender for row in case.interactions if f"channel:{row.channel}" == node}
            for case in cohort
        ]
        assert data["shared"] == sum(
            {case.therapist.id, case.patient.id} <= own
            for case, own in zip(cohort, users, strict=True)
        )


@given(cases())
def test_the_switches_of_a_case_are_those_of_its_graph(case: Case) -> None:
    eco = Ecosystem(case)
    graphs = (eco.graph, species(eco))
    one, other = (
        {(u, v): d["contacts"] for (u, v, key), d in edges_of(g).items() if key == "switches_to"}
        for g in graphs
    )
    assert one == other


def test_many_pairs_are_counted_as_numpy_alone_would() -> None:
    """A cohort from plain columns, as a store of logs gives it."""
    random = np.random.default_rng(4)
    case, sender, channel = (random.integers(0, k, 5000) for k in (50, 2, 3))
    time, duration = random.integers(0, 10**12, 5000), random.uniform(0, 60, 5000)
    table = dyadic_table(
        case=case, time=time, sender=sender, channel=channel, duration=duration, cases=50
    )
    eco = Ecosystem(Cohort.from_columns(_heads(50), table))
    found = exchange_table(eco)
    assert found["contacts"].sum() == 5000
    for row in range(0, found.rows, 17):
        chosen = (
            (case == int(found["case"][row][4:]))
            & (sender == (found["sender"][row] == "P"))
            & (np.array(["email", "phone", "sms"])[channel] == found["channel"][row])
        )
        assert found["contacts"][row] == chosen.sum()
        assert found["seconds"][row] == pytest.approx(duration[chosen].sum())
        days = (time[chosen] - time[case == int(found["case"][row][4:])].min()) / 86_400e6
        assert found["first_days"][row] == pytest.approx(days.min())
        assert found["last_days"][row] == pytest.approx(days.max())


def _heads(count: int) -> list[Case]:
    people = [Actor(id="T", role="therapist"), Actor(id="P", role="patient")]
    channels = [CHANNELS[name] for name in ("email", "phone", "sms")]
    return [Case(id=f"pair{i}", actors=people, channels=channels) for i in range(count)]


def test_a_contact_with_two_receivers_counts_for_each(eco: Ecosystem) -> None:
    graph = exchange(eco)
    assert graph.edges["actor:P", "actor:S", "email"]["first"] == 2
    assert graph.edges["actor:P", "actor:T", "email"]["contacts"] == 1
    assert "seconds" not in graph.edges["actor:P", "actor:T", "email"]
    assert graph.edges["actor:T", "actor:P", "video_call"]["seconds"] == 3000


def test_a_view_is_projected_at_its_own_place(eco: Ecosystem) -> None:
    view = eco.without(channel="email")
    assert set(exchange(view).edges(keys=True)) == {
        ("actor:P", "actor:T", "website"),
        ("actor:T", "actor:P", "video_call"),
    }
    assert exchange(view).edges["actor:T", "actor:P", "video_call"]["first"] == 4


@pytest.mark.parametrize("project", PROJECTIONS)
def test_nothing_yet_has_no_edges(project: Any, nothing_yet: Ecosystem) -> None:
    assert project(nothing_yet).number_of_edges() == 0
    assert len(project(Ecosystem(Cohort([])))) == 0
    assert exchange_table(nothing_yet).rows == 0


@pytest.mark.parametrize("gap_hours", [0, -3, float("nan")])
def test_a_gap_is_above_nothing(eco: Ecosystem, gap_hours: float) -> None:
    with pytest.raises(InvalidCaseError, match="gap_hours"):
        species(eco, gap_hours=gap_hours)


def test_sparse_codes_are_counted_too() -> None:
    """Cases with many people and channels would make more bins than rows."""
    crowd = [Actor(id=f"S{k}", role="other") for k in range(60)]
    people = [Actor(id="T", role="therapist"), Actor(id="P", role="patient"), *crowd]
    row = Interaction(time=0, sender="S59", receivers=["S0", "P"], channel="sms")
    case = Case(id="crowd", actors=people, channels=CHANNELS.values(), interactions=[row])
    cohort = Cohort([case, *(Case(id=f"quiet{k}", actors=people) for k in range(3))])
    graph = exchange(Ecosystem(cohort))
    assert {(u, v) for u, v, _ in graph.edges(keys=True)} == {
        ("crowd/actor:S59", "crowd/actor:S0"),
        ("crowd/actor:S59", "crowd/actor:P"),
    }
