from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given

from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.model import (
    Category,
    CategoryKind,
    Code,
    Coding,
    Interval,
    Link,
    MatrixLevel,
    Memo,
    OrderedValues,
    ParadigmElement,
    Property,
    Segment,
    SourceDocument,
    TheoryEdge,
    TheoryGraph,
)
from mediaeco.testing import codings

TWO_CODES = (Code(id="privacy"), Code(id="delay"))
JOURNAL = SourceDocument(id="journal", length=20)


def passage(**more: Any) -> Segment:
    plain: dict[str, Any] = {"id": "s", "source": "journal", "begin": 0, "end": 5}
    return Segment(**(plain | more))


def faults(**parts: Any) -> list[str]:
    with pytest.raises(FaultGroup) as caught:
        Coding(**({"codes": TWO_CODES, "sources": [JOURNAL]} | parts))
    return [str(fault).partition(":")[0] for fault in caught.value.exceptions]


@given(codings())
def test_a_coding_is_the_sum_of_its_parts(coding: Coding) -> None:
    assert attrs.evolve(coding) == coding
    lengths = {source.id: source.length for source in coding.sources}
    for segment in coding.segments:
        assert 0 <= segment.begin <= segment.end <= lengths[segment.source]
        assert not set(segment.codes) & set(coding.headings)


def test_all_faults_are_told_at_once_and_nobody_is_named() -> None:
    with pytest.raises(FaultGroup) as caught:
        Coding(
            codes=[*TWO_CODES, Code(id="lost", parent="Miller")],
            sources=[JOURNAL],
            coders=["A"],
            segments=[
                passage(codes=["Miller said so"]),
                passage(id="late", end=21),
                passage(id="by whom", coder="Miller"),
                passage(id="where", source="Miller's diary"),
                passage(),
            ],
            memos=[Memo(id="m", text="Miller cried", about=["Miller"], author="Miller")],
            links=[Link(id="l", origin="privacy", target="Miller")],
            categories=[Category(id="c", codes=["Miller"])],
        )
    told = [str(fault).partition(":")[0] for fault in caught.value.exceptions]
    assert told == [
        "segments",
        "codes[2].parent",
        "segments[0].codes[0]",
        "segments[1].end",
        "segments[2].coder",
        "segments[3].source",
        "categories[0].codes[0]",
        "memos[0].author",
        "memos[0].about[0]",
        "links[0].target",
    ]
    assert "Miller" not in str(caught.value)


def test_codes_form_a_tree() -> None:
    circle = [Code(id="a", parent="b"), Code(id="b", parent="a"), Code(id="c", parent="a")]
    assert faults(codes=circle) == ["codes[0].parent", "codes[1].parent"]


def test_a_heading_carries_no_passage() -> None:
    assert faults(headings=["privacy"], segments=[passage(codes=["privacy"])]) == [
        "segments[0].codes[0]"
    ]
    assert faults(headings=["other"]) == ["headings[0]"]


def test_an_id_is_one_thing() -> None:
    assert faults(sources=[JOURNAL, SourceDocument(id="privacy", length=0)]) == ["ids"]
    assert faults(coders=["A", "A"]) == ["coders"]
    assert faults(coders=[" "]) == ["coders"]


def test_an_empty_coding_and_one_without_coders_are_valid() -> None:
    assert repr(Coding()) == "<Coding: 0 segments, 0 sources, 0 codes, 0 coders>"
    coding = Coding(codes=TWO_CODES, sources=[JOURNAL], segments=[passage(codes=["delay"])])
    assert coding.segments[0].coder == ""


@pytest.mark.parametrize(
    "wrong",
    [{"begin": -1}, {"begin": 6}, {"end": 2.5}, {"codes": ["a", "a"]}, {"contact": -1}],
    ids=str,
)
def test_a_passage_has_whole_ends_in_order(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidCaseError, match=r"Segment\."):
        passage(**wrong)


def test_texts_do_not_print() -> None:
    memo = Memo(id="m", text="she wept", label="on Miller")
    assert "wept" not in repr(memo)
    assert "Miller" not in repr(memo)
    assert "Miller" not in repr(SourceDocument(id="d", length=3, label="Miller"))


def test_kinds_have_their_place_in_the_paradigm() -> None:
    places = {kind.value: kind.element for kind in CategoryKind}
    assert places.pop("causal_condition") is ParadigmElement.CONDITION
    assert places.pop("context") is ParadigmElement.CONDITION
    assert places.pop("intervening_condition") is ParadigmElement.CONDITION
    assert places == {element.value: element for element in ParadigmElement}
    assert Category(id="c").element is None
    assert next(iter(MatrixLevel)) == "individual"


def test_dimensions_are_bounded_intervals_or_ordered_sets() -> None:
    Property("length", Interval(0, 60, "minutes"))
    Property("frequency", OrderedValues(["rarely", "often"]))
    with pytest.raises(InvalidCaseError, match="above the low one"):
        Interval(1, 1)
    with pytest.raises(InvalidCaseError, match="finite"):
        Interval(0, float("inf"))
    with pytest.raises(InvalidCaseError, match="two different values"):
        OrderedValues(["often", "often"])
    with pytest.raises(InvalidCaseError, match=r"Property\.dimension"):
        Property("length", (0, 60))  # type: ignore[arg-type]  # what is refused
    with pytest.raises(InvalidCaseError, match=r"Category\.properties"):
        Category(id="c", properties=[Property("length", Interval(0, 1))] * 2)
    with pytest.raises(InvalidCaseError, match="Did you mean 'condition'"):
        Category(id="c", kind="conditoin")


def test_a_theory_refers_to_its_own_categories() -> None:
    edges = [
        TheoryEdge(id="e", source="a", target="nowhere"),
        TheoryEdge(id="f", source="a", target="a"),
        TheoryEdge(id="f", source="a", target="b"),
        TheoryEdge(id="g", source="a", target="b"),
    ]
    with pytest.raises(FaultGroup) as caught:
        TheoryGraph(id="t", categories=[Category(id="a"), Category(id="b")], edges=edges)
    told = [str(fault).partition(":")[0] for fault in caught.value.exceptions]
    assert told == ["edges", "edges[0].target", "edges[1].target", "edges[2]"]
    with pytest.raises(InvalidCaseError, match="weight"):
        TheoryEdge(id="e", source="a", target="b", weight=0)
    with pytest.raises(InvalidCaseError, match="citations"):
        TheoryEdge(id="e", source="a", target="b", citations=["x", "x"])
