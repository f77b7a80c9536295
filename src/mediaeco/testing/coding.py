"""Strategies for codings and theories."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.model import (
    Category,
    CategoryKind,
    Code,
    CodeLevel,
    Coding,
    Interval,
    Link,
    LinkDirection,
    MatrixLevel,
    Memo,
    OrderedValues,
    Property,
    Segment,
    SourceDocument,
    TheoryEdge,
    TheoryGraph,
)
from mediaeco.testing.bound import Keywords
from mediaeco.testing.digits import NUMBER, Digits, numbers

__all__ = ["WORDS", "categories", "codings", "theory_graphs"]

_LONGEST = 12
_KEYS = ("strauss1998", "valenciarey")
_DIMENSIONS = (
    Property("frequency", OrderedValues(["rarely", "often"])),
    Property("length", Interval(0, 60, "minutes")),
)
WORDS = ("", "care", "<&\">'", " a\r\nb\t", "\U0001f600e\u0301", "well\nmediaeco:{}")
"""What people write, and what an XML file could lose."""

_LEGAL = (
    ("condition", "phenomenon"),
    ("condition", "action"),
    ("phenomenon", "action"),
    ("action", "consequence"),
    ("consequence", "condition"),
)


def categories(
    *,
    id: str = "category",  # noqa: A002 - the word that every other class here uses
    codes: Sequence[str] = (),
) -> SearchStrategy[Category]:
    """Draw categories.

    Parameters
    ----------
    id
        Their id.
    codes
        Codes that they may gather.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Category`.
    """
    return NUMBER.map(lambda number: _category(id, Digits(number), codes))


def _category(name: str, digits: Digits, codes: Sequence[str]) -> Category:
    return Category(
        id=name,
        kind=digits.pick((None, *CategoryKind)),
        level=digits.pick((None, *MatrixLevel)),
        codes=digits.some(codes[:5]),
        properties=digits.some(_DIMENSIONS),
        citations=digits.some(_KEYS),
    )


def codings(
    *,
    min_segments: int = 0,
    max_segments: int = 8,
    max_codes: int = 5,
    max_coders: int = 3,
) -> SearchStrategy[Coding]:
    """Draw codings: codebooks with headings, passages that overlap, several coders, memos, links.

    Parameters
    ----------
    min_segments, max_segments
        How many segments.
    max_codes, max_coders
        How many codes and coders, at most.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Coding`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("codings")
    keywords.span("min_segments", min_segments, "max_segments", max_segments)
    keywords.count("max_codes", max_codes)
    keywords.count("max_coders", max_coders)
    keywords.settle()
    return _codings(size=(min_segments, max_segments), max_codes=max_codes, max_coders=max_coders)


@st.composite
def _codings(draw: DrawFn, *, size: tuple[int, int], max_codes: int, max_coders: int) -> Coding:
    codes, headings = _codebook(draw(numbers(0, max_codes)))
    given = [code.id for code in codes if code.id not in headings]
    head = Digits(draw(NUMBER))
    coders = [f"coder{i}" for i in range(head.below(max_coders + 1))]
    drawn = draw(numbers(*size))
    sources = [
        SourceDocument(id=f"source{i}", length=_LONGEST - head.below(_LONGEST + 1))
        for i in range(max(head.below(4), bool(drawn)))
    ]
    segments = [_segment(i, digits, sources, coders, given) for i, digits in enumerate(drawn)]
    every = [code.id for code in codes]
    groups = [
        _category(f"category{i}", digits, every) for i, digits in enumerate(draw(numbers(0, 3)))
    ]
    things = [*every, *(source.id for source in sources), *(item.id for item in segments)]
    things += [group.id for group in groups]
    memos = [
        Memo(
            id=f"memo{i}",
            text=digits.pick(WORDS),
            author=digits.pick(["", *coders]),
            about=list(
                dict.fromkeys(digits.pick(things) for _ in range(digits.below(3)) if things)
            ),
        )
        for i, digits in enumerate(draw(numbers(0, 2)))
    ]
    links = [
        Link(
            id=f"link{i}",
            origin=digits.pick(things),
            target=digits.pick(things),
            direction=digits.pick(tuple(LinkDirection)),
        )
        for i, digits in enumerate(draw(numbers(0, 3)) if things else ())
    ]
    return Coding(
        codes=codes,
        sources=sources,
        coders=coders,
        segments=segments,
        categories=groups,
        memos=memos,
        links=links,
        headings=headings,
    )


def _few(digits: Digits, things: Sequence[str]) -> list[str]:
    count = digits.below(3) if things else 0
    return list(dict.fromkeys(digits.pick(things) for _ in range(count)))


def _codebook(drawn: list[Digits]) -> tuple[list[Code], list[str]]:
    """Codes that form a tree, and those of them that only head others."""
    codes: list[Code] = []
    headings = []
    for i, digits in enumerate(drawn):
        # Any earlier code may stand above, so that there is never a circle.
        parent = digits.pick(["", *(code.id for code in codes)])
        codes.append(Code(id=f"code{i}", parent=parent, level=digits.pick((None, *CodeLevel))))
        if digits.below(6) == 5:
            headings.append(f"code{i}")
    return codes, headings


def _segment(
    place: int,
    digits: Digits,
    sources: Sequence[SourceDocument],
    coders: Sequence[str],
    codes: Sequence[str],
) -> Segment:
    source = digits.pick(sources)
    begin = digits.below(source.length + 1)
    return Segment(
        id=f"segment{place}",
        source=source.id,
        begin=begin,
        end=begin + digits.below(source.length - begin + 1),
        coder=digits.pick(["", *coders]),
        codes=digits.some(codes[:5]),
        contact=digits.pick((None, 0, 7)),
    )


def theory_graphs(
    *,
    well_formed: bool = False,
    max_categories: int = 6,
    coding: Coding | None = None,
) -> SearchStrategy[TheoryGraph]:
    """Draw theories, drafts or well-formed ones.

    Parameters
    ----------
    well_formed
        True: every category has a kind and every edge keeps to the paradigm and the levels.
    max_categories
        How many categories, at most.
    coding
        Where given, categories gather its codes and edges cite its segments.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.TheoryGraph`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("theory_graphs")
    keywords.count("max_categories", max_categories)
    if coding is not None:
        keywords.kind("coding", coding, Coding)
    keywords.settle()
    return _theory_graphs(well_formed=well_formed, max_categories=max_categories, coding=coding)


@st.composite
def _theory_graphs(
    draw: DrawFn, *, well_formed: bool, max_categories: int, coding: Coding | None
) -> TheoryGraph:
    codes = [code.id for code in coding.codes] if coding else []
    segments = [segment.id for segment in coding.segments] if coding else ["s0", "s1"]
    groups = [
        _category(f"category{i}", digits, codes)
        for i, digits in enumerate(draw(numbers(0, max_categories)))
    ]
    if well_formed:
        groups = [attrs.evolve(group, kind=group.kind or CategoryKind.ACTION) for group in groups]
    pairs = [(a, b) for a in groups for b in groups if a is not b]
    if well_formed:
        pairs = [(a, b) for a, b in pairs if (str(a.element), str(b.element)) in _LEGAL]
    edges: dict[tuple[str, str], TheoryEdge] = {}
    for digits in draw(numbers(0, 8)) if pairs else ():
        source, target = (end.id for end in digits.pick(pairs))
        edges[source, target] = TheoryEdge(
            id=f"{source} {target}",
            source=source,
            target=target,
            citations=digits.some(_KEYS),
            weight=digits.pick((1.0, 2.0, 0.5)),
            across=bool(digits.below(2)) or well_formed,
            segments=digits.some(segments),
        )
    return TheoryGraph(id="drawn", categories=groups, edges=edges.values())
