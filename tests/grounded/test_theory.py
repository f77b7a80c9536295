from __future__ import annotations

from itertools import product

import attrs
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CITATIONS, FOUNDING_THEORY
from mediaeco.ecosystem import ENDS, EdgeKind, check_graph
from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.grounded import (
    EdgeStanding,
    axial_theory,
    check_theory,
    core_category,
    groundedness,
    theory_graph,
    ungrounded,
    well_formedness,
)
from mediaeco.grounded.paradigm import node_kind
from mediaeco.model import (
    Category,
    CategoryKind,
    Code,
    Coding,
    Link,
    MatrixLevel,
    Segment,
    SourceDocument,
    TheoryEdge,
    TheoryGraph,
)
from mediaeco.testing import codings, theory_graphs

ALLOWED = {
    "condition phenomenon",
    "condition action",
    "phenomenon action",
    "action consequence",
    "consequence condition",
}
PARADIGM = (EdgeKind.CONDITIONS, EdgeKind.CALLS_FOR, EdgeKind.LEADS_TO, EdgeKind.FEEDS_BACK)
SMALLEST = tuple(MatrixLevel)


def pair(
    source: Category, target: Category, *, across: bool = False, backward: bool = False
) -> TheoryGraph:
    ends = (target, source) if backward else (source, target)
    edge = TheoryEdge(id="e", source=ends[0].id, target=ends[1].id, across=across)
    return TheoryGraph(id="pair", categories=[source, target], edges=[edge])


@given(theory_graphs())
def test_an_edge_is_legal_where_the_paradigm_has_it(theory: TheoryGraph) -> None:
    found = well_formedness(theory)
    of = {category.id: category for category in theory.categories}
    for edge, standing in zip(theory.edges, found.standing, strict=True):
        source, target = of[edge.source], of[edge.target]
        typed = f"{source.element} {target.element}"
        if "None" in typed:
            assert standing is EdgeStanding.UNPLACED
            continue
        assert (standing is EdgeStanding.ILLEGAL) == (typed not in ALLOWED)
        kinds = [kind for kind in PARADIGM if (node_kind(source), node_kind(target)) in ENDS[kind]]
        assert len(kinds) == (typed in ALLOWED)
        if standing is EdgeStanding.FEEDBACK:
            assert typed == "consequence condition"
    told = [s for s in found.standing if s not in ("legal", "feedback")]
    assert found.holds == (not told)
    if told:
        with pytest.raises(FaultGroup) as caught:
            check_theory(theory)
        assert len(caught.value.exceptions) == len(told)
        with pytest.raises(FaultGroup):
            theory_graph(theory)
    else:
        check_theory(theory)


@given(st.sampled_from(CategoryKind), st.sampled_from(CategoryKind))
def test_an_edge_turned_around_is_illegal_but_within_the_feedback(
    one: CategoryKind, other: CategoryKind
) -> None:
    a, b = Category(id="a", kind=one), Category(id="b", kind=other)
    if well_formedness(pair(a, b)).standing[0] is EdgeStanding.LEGAL:
        back = well_formedness(pair(a, b, backward=True)).standing[0]
        assert back is EdgeStanding.ILLEGAL


@given(st.sampled_from(MatrixLevel), st.sampled_from(MatrixLevel), st.booleans())
def test_edges_join_neighbouring_levels_unless_tagged(
    one: MatrixLevel, other: MatrixLevel, across: bool
) -> None:
    a = Category(id="a", kind="condition", level=one)
    b = Category(id="b", kind="action", level=other)
    found = well_formedness(pair(a, b, across=across))
    leap = abs(SMALLEST.index(one) - SMALLEST.index(other)) > 1
    assert (found.standing[0] is EdgeStanding.LEAP) == (leap and not across)
    assert found.level_known == (True,)
    bare = attrs.evolve(b, level=None)
    assert well_formedness(pair(a, bare)).holds


@given(st.data())
def test_every_edge_cites_something_or_is_reported(draws: st.DataObject) -> None:
    coding = draws.draw(codings())
    theory = draws.draw(theory_graphs(well_formed=True, coding=coding))
    reported = {edge.id for edge in ungrounded(theory)}
    graph = theory_graph(theory, coding)
    check_graph(graph)
    counted = groundedness(theory, coding)
    rests = dict(zip(zip(counted.what, counted.names, strict=True), counted.grounded, strict=True))
    for edge in theory.edges:
        statement = f"statement:{edge.id}"
        cites = {
            target
            for _, target, kind in graph.out_edges(statement, data="kind")
            if kind == "grounded_in"
        }
        assert len(cites) == len(edge.segments) + len(edge.citations)
        assert (edge.id in reported) == (not cites)
        assert graph.nodes[statement]["grounded"] == bool(cites)
        assert rests["edge", edge.id] == bool(cites)
        related = [t for _, t, kind in graph.out_edges(statement, data="kind") if kind == "relates"]
        assert len(related) == 2
    typed = [kind for *_, kind in graph.edges(data="kind") if kind in PARADIGM]
    assert len(typed) == len(theory.edges)


@given(st.data())
def test_removing_a_segment_never_raises_groundedness(draws: st.DataObject) -> None:
    coding = draws.draw(codings(min_segments=1))
    theory = draws.draw(theory_graphs(coding=coding))
    gone = draws.draw(st.sampled_from(coding.segments)).id
    fewer = attrs.evolve(
        coding,
        segments=[segment for segment in coding.segments if segment.id != gone],
        memos=(),
        links=(),
    )
    edges = [
        attrs.evolve(edge, segments=[name for name in edge.segments if name != gone])
        for edge in theory.edges
    ]
    before = groundedness(theory, coding)
    after = groundedness(attrs.evolve(theory, edges=edges), fewer)
    assert (after.segments <= before.segments).all()
    assert (after.sources <= before.sources).all()
    assert (before.sources <= before.segments).all()
    assert before.to_frame().rows == len(theory.categories) + len(theory.edges)


@given(theory_graphs())
def test_the_core_has_no_order(theory: TheoryGraph) -> None:
    turned = attrs.evolve(theory, categories=theory.categories[::-1], edges=theory.edges[::-1])
    one, other = core_category(theory), core_category(turned)
    assert one.category == other.category
    assert one.reason == other.reason
    assert (one.category is None) == bool(one.reason)
    if one.category is not None:
        place = one.categories.index(one.category)
        assert one.related[place]
        rivals = [w for i, w in enumerate(one.weight) if one.related[i] and i != place]
        assert all(w < one.weight[place] for w in rivals)
        graph = nx.DiGraph([(e.source, e.target) for e in theory.edges])
        graph.add_nodes_from(one.categories)
        assert all(
            nx.has_path(graph, one.category, name) or nx.has_path(graph, name, one.category)
            for name in one.categories
        )


def test_a_core_is_alone_or_none() -> None:
    a, b, c = (Category(id=name) for name in "abc")
    assert core_category(TheoryGraph(id="t", categories=[a])).category == "a"
    assert "no categories" in core_category(TheoryGraph(id="t")).reason
    apart = TheoryGraph(id="t", categories=[a, b])
    assert "path" in core_category(apart).reason
    edges = [
        TheoryEdge(id="e", source="a", target="b"),
        TheoryEdge(id="f", source="b", target="c"),
    ]
    chain = TheoryGraph(id="t", categories=[a, b, c], edges=edges)
    assert core_category(chain).category == "b"
    tied = TheoryGraph(id="t", categories=[a, b], edges=edges[:1])
    found = core_category(tied)
    assert found.category is None
    assert "2 categories share" in found.reason
    assert found.to_frame()["core"].tolist() == [False, False]


# The founding study --------------------------------------------------------------------------


def test_the_founding_study_is_well_formed_and_says_what_it_does_not_know() -> None:
    check_theory(FOUNDING_THEORY)
    assert core_category(FOUNDING_THEORY).category == "appropriation"
    cited = {edge.id for edge in FOUNDING_THEORY.edges if edge.citations}
    assert cited == {
        "first_contact_relationship",
        "choosing_media_framed_context",
        "sharing_content_framed_context",
    }
    assert len(ungrounded(FOUNDING_THEORY)) == len(FOUNDING_THEORY.edges) - 3
    named = [item.citations for item in FOUNDING_THEORY.categories]
    named += [edge.citations for edge in FOUNDING_THEORY.edges]
    assert {key for keys in named for key in keys} <= set(CITATIONS)
    graph = theory_graph(FOUNDING_THEORY)
    check_graph(graph)
    assert nx.is_frozen(graph)
    assert graph.has_edge("statement:first_contact_relationship", "citation:valenciarey")


# Faults ----------------------------------------------------------------------------------------


def test_faults_of_a_theory_name_their_place() -> None:
    groups = [
        Category(id="rules", kind="action", level="dyad"),
        Category(id="law", kind="condition", level="nation"),
        Category(id="open"),
        Category(id="bond", kind="consequence"),
    ]
    edges = [
        TheoryEdge(id="a", source="rules", target="law"),
        TheoryEdge(id="b", source="law", target="rules"),
        TheoryEdge(id="c", source="open", target="rules"),
        TheoryEdge(id="d", source="rules", target="bond"),
        TheoryEdge(id="e", source="bond", target="law"),
    ]
    theory = TheoryGraph(id="t", categories=groups, edges=edges)
    with pytest.raises(FaultGroup) as caught:
        check_theory(theory)
    first, second, third = (str(fault) for fault in caught.value.exceptions)
    assert first.startswith("edges[0]: expected one of condition -> phenomenon")
    assert "got action -> condition" in first
    assert second.startswith("edges[1]: expected neighbouring levels")
    assert "nation -> dyad" in second
    assert third.startswith("edges[2].source")
    frame = well_formedness(theory).to_frame()
    assert frame["standing"].tolist()[3:] == ["legal", "feedback"]
    assert not well_formedness(theory).holds


def test_a_theory_must_fit_its_coding() -> None:
    coding = Coding(codes=[Code(id="x")])
    groups = [Category(id="a", kind="action", codes=["y"]), Category(id="b", kind="consequence")]
    theory = TheoryGraph(
        id="t",
        categories=groups,
        edges=[TheoryEdge(id="e", source="a", target="b", segments=["s9"])],
    )
    with pytest.raises(FaultGroup) as caught:
        groundedness(theory, coding)
    told = [str(fault).partition(":")[0] for fault in caught.value.exceptions]
    assert told == ["categories[0].codes[0]", "edges[0].segments[0]"]
    with pytest.raises(InvalidCaseError, match=r"edges\[0\]\.segments\[0\]"):
        theory_graph(theory, coding)


def test_two_coders_of_one_passage_ground_a_category_once_and_subcodes_count() -> None:
    segments = [
        Segment(id=f"s{i}", source=source, begin=0, end=5, coder=coder, codes=codes)
        for i, (source, coder, codes) in enumerate(
            [("x", "A", ["sub"]), ("x", "B", ["top"]), ("y", "A", ["sub"]), ("y", "B", ["other"])]
        )
    ]
    coding = Coding(
        codes=[Code(id="top"), Code(id="sub", parent="top"), Code(id="other")],
        sources=[SourceDocument(id=name, length=9) for name in "xy"],
        coders=["A", "B"],
        segments=segments,
    )
    theory = TheoryGraph(
        id="t",
        categories=[
            Category(id="all", codes=["top"]),
            Category(id="low", codes=["sub"]),
            Category(id="none", citations=["strauss1998"]),
        ],
        edges=[TheoryEdge(id="e", source="all", target="low", segments=["s0", "s1", "s2"])],
    )
    found = groundedness(theory, coding)
    assert found.segments.tolist() == [2, 2, 0, 2]
    assert found.sources.tolist() == [2, 2, 0, 2]
    assert found.citations.tolist() == [0, 0, 1, 0]
    assert found.grounded.tolist() == [True, True, True, True]
    np.testing.assert_array_equal(found.to_frame()["what"], ["category"] * 3 + ["edge"])


def test_links_between_categories_state_edges() -> None:
    a, b = Category(id="a", kind="action"), Category(id="b", kind="consequence")
    c = Category(id="c")
    links = [
        Link(id="one", origin="a", target="b"),
        Link(id="again", origin="a", target="b", label="twice"),
        Link(id="both", origin="b", target="a", direction="bidirectional"),
        Link(id="near", origin="b", target="c", direction="associative"),
        Link(id="code", origin="a", target="x"),
        Link(id="self", origin="a", target="a"),
    ]
    coding = Coding(codes=[Code(id="x")], categories=[a, b, c], links=links)
    theory = axial_theory(coding)
    assert [(e.id, e.source, e.target) for e in theory.edges] == [
        ("one", "a", "b"),
        ("both", "b", "a"),
    ]
    assert len(ungrounded(theory)) == 2


@given(codings())
def test_every_coding_has_an_axial_theory(coding: Coding) -> None:
    theory = axial_theory(coding)
    known = {category.id for category in coding.categories}
    ends = {(edge.source, edge.target) for edge in theory.edges}
    for source, target in product(known, known):
        linked = any(
            ends_of == (source, target)
            for link in coding.links
            if link.direction != "associative"
            for ends_of in (
                (link.origin, link.target),
                (link.target, link.origin) if link.direction == "bidirectional" else (),
            )
        )
        assert ((source, target) in ends) == (linked and source != target)
