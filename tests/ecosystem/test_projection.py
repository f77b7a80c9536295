"""Projections: counted over columns, as a slow walk over the rows would count them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given

from mediaeco.ecosystem import Ecosystem, environment, exchange, exchange_table, species
from mediaeco.io import read_example
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts


def _edge_by_edge(case: Case) -> nx.MultiDiGraph:
    """The aggregated graph as one would write it with networkx alone."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(f"actor:{actor.id}" for actor in case.actors)
    for row, t in zip(case.interactions, case.table.t.tolist(), strict=True):
        for receiver in row.receivers:
            ends = (f"actor:{row.sender}", f"actor:{receiver}", row.channel)
            if not graph.has_edge(*ends):
                graph.add_edge(*ends, contacts=0, first=t, last=t, seconds=0.0)
            data = graph.edges[ends]
            data["contacts"] += 1
            data["last"] = t
            data["seconds"] += row.duration or 0.0
    return graph


@given(cases())
def test_exchange_is_the_graph_made_edge_by_edge(case: Case) -> None:
    fast, slow = exchange(Ecosystem(case)), _edge_by_edge(case)
    assert set(fast.nodes) == set(slow.nodes)
    assert set(fast.edges(keys=True)) == set(slow.edges(keys=True))
    for ends in slow.edges(keys=True):
        assert fast.edges[ends] == pytest.approx(slow.edges[ends])


@given(cohorts())
def test_the_exchange_of_a_cohort_is_that_of_its_cases(cohort: Cohort) -> None:
    whole = exchange_table(Ecosystem(cohort))
    assert whole["contacts"].sum() == sum(
        len(row.receivers) for case in cohort for row in case.interactions
    )
    for i, case in enumerate(cohort):
        one = exchange_table(Ecosystem(case))
        mine = whole["case"] == i
        assert whole["contacts"][mine].sum() == one["contacts"].sum()
        assert sorted(whole["last"][mine]) == pytest.approx(sorted(one["last"]))


@given(cases())
def test_the_environment_is_bipartite_and_counts_use(case: Case) -> None:
    graph = environment(Ecosystem(case))
    sent = Counter((f"actor:{row.sender}", f"channel:{row.channel}") for row in case.interactions)
    got = Counter(
        (f"actor:{name}", f"channel:{row.channel}")
        for row in case.interactions
        for name in row.receivers
    )
    for actor, channel, data in graph.edges(data=True):
        assert (graph.nodes[actor]["kind"], graph.nodes[channel]["kind"]) == ("actor", "channel")
        assert (data["contacts"], data["received"]) == (sent[actor, channel], got[actor, channel])
    assert sum(data["contacts"] for _, _, data in graph.edges(data=True)) == len(case.interactions)


@given(cohorts())
def test_species_count_what_came_next(cohort: Cohort) -> None:
    graph = species(Ecosystem(cohort))
    moves: Counter[tuple[str, str]] = Counter()
    for case in cohort:
        names = [f"channel:{row.channel}" for row in case.interactions]
        moves.update(pairwise(names))
    assert {(u, v): n for u, v, n in graph.edges(data="contacts")} == dict(moves)


def test_species_know_which_channels_both_used() -> None:
    graph = species(Ecosystem(read_example("first-contact")))
    assert graph.nodes["channel:instant_messaging"]["shared"] == 1
    assert graph.nodes["channel:website"]["shared"] == 0


def test_projections_are_frozen() -> None:
    eco = Ecosystem(read_example("sent-away"))
    for graph in (exchange(eco), environment(eco), species(eco)):
        with pytest.raises(nx.NetworkXError, match="Frozen graph"):
            graph.add_node("more")
