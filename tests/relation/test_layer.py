"""The three layers of a relationship, as rated."""

from __future__ import annotations

from typing import Any

import attrs
import networkx as nx
import numpy as np
from hypothesis import given

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem, check_graph
from mediaeco.model import Actor, Case, Cohort, Measure
from mediaeco.model.layer import LAYERS, RelationLayer
from mediaeco.relation import relation_layers
from mediaeco.testing import rated_cases, swap_roles


@given(rated_cases(max_ratings=10))
def test_every_rating_of_a_layer_is_in_one_tie(case: Case) -> None:
    layers = relation_layers(Ecosystem(case))
    told = [m for m in case.measures if m.construct in LAYERS]
    assert layers.count.sum() == len(told)
    for k, layer in enumerate(RelationLayer):
        assert layers.rated[0, k] == any(LAYERS[m.construct] is layer for m in told)
    total = sum(m.value for m in told)
    np.testing.assert_allclose((layers.mean * layers.count).sum(), total)


@given(rated_cases(max_ratings=10))
def test_the_graph_holds_the_ties_between_nodes_that_its_kinds_allow(case: Case) -> None:
    layers = relation_layers(Ecosystem(case))
    check_graph(layers.graph)
    drawn = layers.toward != "relationship"
    assert layers.graph.number_of_edges() == drawn.sum()
    told = sorted((d["layer"], d["value"]) for _, _, d in layers.graph.edges(data=True))
    assert told == sorted(zip(layers.layer[drawn].tolist(), layers.mean[drawn], strict=True))


@given(rated_cases(max_ratings=10))
def test_ratings_of_one_layer_change_no_other(case: Case) -> None:
    own = relation_layers(Ecosystem(case)).to_frame()
    without = attrs.evolve(
        case,
        interactions=case.table,
        measures=[m for m in case.measures if m.construct != "transference"],
        clock=case.clock,
    )
    left = relation_layers(Ecosystem(without)).to_frame()
    stays = own["layer"] != "transference"
    for name in ("layer", "rater", "toward", "scale", "ratings", "mean"):
        np.testing.assert_array_equal(own[name][stays], left[name])


@given(rated_cases(max_ratings=10))
def test_a_record_without_ratings_has_no_tie(case: Case) -> None:
    silent = attrs.evolve(case, interactions=case.table, measures=(), clock=case.clock)
    layers = relation_layers(Ecosystem(silent))
    assert len(layers) == 0
    assert not layers.rated.any()
    assert layers.graph.number_of_edges() == 0


@given(rated_cases(max_ratings=10))
def test_swapping_the_roles_turns_every_tie_between_the_two(case: Case) -> None:
    own, other = (relation_layers(Ecosystem(c)) for c in (case, swap_roles(case)))
    turned = {"therapist": "patient", "patient": "therapist"}
    assert [turned.get(r, r) for r in own.role.tolist()] == other.role.tolist()
    assert [turned.get(r, r) for r in own.toward.tolist()] == other.toward.tolist()
    np.testing.assert_array_equal(own.mean, other.mean)


@given(rated_cases(max_ratings=10))
def test_the_recorded_graph_has_an_edge_for_each_rating(case: Case) -> None:
    eco = Ecosystem(case)
    kinds = ("allies_with", "relates_to")
    recorded = [d for _, _, d in eco.graph.edges(data=True) if d["kind"] in kinds]
    layers = relation_layers(eco)
    assert len(recorded) == layers.count[layers.toward != "relationship"].sum()
    for kind, layer in (("allies_with", "working_alliance"), ("relates_to", None)):
        found = {d["layer"] for d in recorded if d["kind"] == kind}
        assert layer is None or found <= {layer}
    check_graph(eco.graph)


# Stories ---------------------------------------------------------------------------------------


def rating(construct: str, rater: str, **more: Any) -> Measure:
    settings: dict[str, Any] = {"instrument": "form", "value": 3, "time": 0.0}
    return Measure(construct=construct, rater=rater, low=1, high=5, **(settings | more))


def three_layers() -> Case:
    """Both rate the alliance; the therapist what is transferred, an observer the relationship."""
    return Case(
        id="three-layers",
        actors=[
            Actor(id="T", role="therapist"),
            Actor(id="P", role="patient"),
            Actor(id="O", role="observer"),
        ],
        channels=CHANNELS.pick("website"),
        measures=[
            rating("alliance", "P", scale="bond", value=4),
            rating("alliance", "P", scale="bond", value=5, time=60.0),
            rating("alliance", "T", scale="bond"),
            rating("transference", "T"),
            rating("countertransference", "T", about="P"),
            rating("real_relationship", "O"),
            rating("alliance", "P", about="website", instrument="WAI-TECH-SF"),
            rating("outcome", "P"),
        ],
    )


def test_layers_run_side_by_side() -> None:
    layers = relation_layers(Ecosystem(three_layers()))
    graph = layers.graph
    assert layers.rated.tolist() == [[True, True, True]]
    assert layers.to_frame()["toward"].tolist() == [
        "therapist",
        "patient",
        "patient",
        "patient",
        "relationship",
        "website",
    ]
    assert graph.number_of_edges("actor:T", "actor:P") == 3
    assert graph.number_of_edges("actor:P", "actor:T") == 1
    (to_channel,) = graph["actor:P"]["channel:website"].values()
    assert to_channel["kind"] == "allies_with"
    (bond,) = graph["actor:P"]["actor:T"].values()
    assert (bond["value"], bond["ratings"], bond["layer"]) == (4.5, 2, "working_alliance")
    assert nx.is_frozen(graph)


def test_what_nobody_rated_is_not_worked_out() -> None:
    case = attrs.evolve(three_layers(), measures=())
    layers = relation_layers(Ecosystem(case))
    assert not layers.rated.any()
    assert len(layers) == 0
    assert layers.graph.number_of_edges() == 0
    assert layers.to_frame().rows == 0


def test_people_of_two_cases_are_not_mixed_up() -> None:
    first = three_layers()
    both = relation_layers(Ecosystem(Cohort([first, attrs.evolve(first, id="again")])))
    assert both.graph.number_of_edges() == 10
    assert both.case.tolist().count(1) == 6
    assert "again/actor:T" in both.graph
