"""Strategies for codings, theories, projects and reliability data.

Whatever is drawn is drawn as whole numbers, one for each item, and taken apart by `_Digits`: few
draws keep the search quick, and a number that shrinks makes each of an item's parts simpler.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import attrs
import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.io import Project, Variable, VariableKind, VariableValue
from mediaeco.kernels.array import Floats
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

__all__ = ["categories", "codings", "projects", "reliability_data", "theory_graphs"]

_T = TypeVar("_T")

_NUMBER = st.integers(0, (1 << 24) - 1)
_LONGEST = 12
_KEYS = ("strauss1998", "valenciarey")
_DIMENSIONS = (
    Property("frequency", OrderedValues(["rarely", "often"])),
    Property("length", Interval(0, 60, "minutes")),
)
# What people write, and what an XML file could lose.
_WORDS = ("", "care", "<&\">'", " a\r\nb\t", "\U0001f600e\u0301", "well\nmediaeco:{}")
_SIGNS = "a\ufeff\r\n\U0001f600\x00"
_VALUES = {
    VariableKind.TEXT: "two words",
    VariableKind.BOOLEAN: "true",
    VariableKind.INTEGER: "-3",
    VariableKind.FLOAT: "0.50",
    VariableKind.DATE: "2024-02-29",
    VariableKind.DATE_TIME: "2024-02-29T09:30:00+01:00",
}
_LEGAL = (
    ("condition", "phenomenon"),
    ("condition", "action"),
    ("phenomenon", "action"),
    ("action", "consequence"),
    ("consequence", "condition"),
)


class _Digits:
    """A number taken apart from its lowest digit on, each in a base of its own."""

    def __init__(self, number: int) -> None:
        self.rest = number

    def below(self, count: int) -> int:
        self.rest, digit = divmod(self.rest, count)
        return digit

    def pick(self, items: Sequence[_T]) -> _T:
        return items[self.below(len(items))]

    def some(self, items: Sequence[_T]) -> list[_T]:
        return [item for item in items if self.below(2)]


def _numbers(least: int, most: int) -> SearchStrategy[list[_Digits]]:
    return st.lists(_NUMBER, min_size=least, max_size=most).map(
        lambda numbers: [_Digits(number) for number in numbers]
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
    return _NUMBER.map(lambda number: _category(id, _Digits(number), codes))


def _category(name: str, digits: _Digits, codes: Sequence[str]) -> Category:
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
    codes, headings = _codebook(draw(_numbers(0, max_codes)))
    given = [code.id for code in codes if code.id not in headings]
    head = _Digits(draw(_NUMBER))
    coders = [f"coder{i}" for i in range(head.below(max_coders + 1))]
    drawn = draw(_numbers(*size))
    sources = [
        SourceDocument(id=f"source{i}", length=_LONGEST - head.below(_LONGEST + 1))
        for i in range(max(head.below(4), bool(drawn)))
    ]
    segments = [_segment(i, digits, sources, coders, given) for i, digits in enumerate(drawn)]
    every = [code.id for code in codes]
    groups = [
        _category(f"category{i}", digits, every) for i, digits in enumerate(draw(_numbers(0, 3)))
    ]
    things = [*every, *(source.id for source in sources), *(item.id for item in segments)]
    things += [group.id for group in groups]
    memos = [
        Memo(
            id=f"memo{i}",
            text=digits.pick(_WORDS),
            author=digits.pick(["", *coders]),
            about=list(
                dict.fromkeys(digits.pick(things) for _ in range(digits.below(3)) if things)
            ),
        )
        for i, digits in enumerate(draw(_numbers(0, 2)))
    ]
    links = [
        Link(
            id=f"link{i}",
            origin=digits.pick(things),
            target=digits.pick(things),
            direction=digits.pick(tuple(LinkDirection)),
        )
        for i, digits in enumerate(draw(_numbers(0, 3)) if things else ())
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


def _few(digits: _Digits, things: Sequence[str]) -> list[str]:
    count = digits.below(3) if things else 0
    return list(dict.fromkeys(digits.pick(things) for _ in range(count)))


def _codebook(drawn: list[_Digits]) -> tuple[list[Code], list[str]]:
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
    digits: _Digits,
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
        for i, digits in enumerate(draw(_numbers(0, max_categories)))
    ]
    if well_formed:
        groups = [attrs.evolve(group, kind=group.kind or CategoryKind.ACTION) for group in groups]
    pairs = [(a, b) for a in groups for b in groups if a is not b]
    if well_formed:
        pairs = [(a, b) for a, b in pairs if (str(a.element), str(b.element)) in _LEGAL]
    edges: dict[tuple[str, str], TheoryEdge] = {}
    for digits in draw(_numbers(0, 8)) if pairs else ():
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


def reliability_data(
    *,
    min_coders: int = 1,
    max_coders: int = 4,
    max_units: int = 8,
    values: tuple[float, ...] = (1.0, 2.0, 3.0, 5.0),
) -> SearchStrategy[Floats]:
    """Draw what coders gave to units: coders by units, NaN where a coder gave nothing.

    Parameters
    ----------
    min_coders, max_coders, max_units
        How many.
    values
        Numbers that coders give.

    Returns
    -------
    SearchStrategy
        Of arrays of shape (coders, units).

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("reliability_data")
    keywords.span("min_coders", min_coders, "max_coders", max_coders)
    keywords.count("max_units", max_units)
    keywords.settle()
    return _reliability_data(coders=(min_coders, max_coders), max_units=max_units, values=values)


@st.composite
def _reliability_data(
    draw: DrawFn, *, coders: tuple[int, int], max_units: int, values: tuple[float, ...]
) -> Floats:
    count = draw(st.integers(*coders))
    cells = (*values, float("nan"))
    units = [[digits.pick(cells) for _ in range(count)] for digits in draw(_numbers(0, max_units))]
    return np.array(units, dtype=np.float64).reshape(len(units), count).T


def projects(*, max_segments: int = 6) -> SearchStrategy[Project]:
    """Draw codings together with their texts, which hold any Unicode, names, colours and variables.

    Parameters
    ----------
    max_segments
        How many segments, at most.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.io.Project`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.
    """
    keywords = Keywords("projects")
    keywords.count("max_segments", max_segments)
    keywords.settle()
    return _projects(max_segments=max_segments)


@st.composite
def _projects(draw: DrawFn, *, max_segments: int) -> Project:
    coding = draw(codings(max_segments=max_segments))
    head, names = _Digits(draw(_NUMBER)), _Digits(draw(_NUMBER))
    cases = head.some(["case0", "case1"])
    coding = attrs.evolve(
        coding,
        codes=[
            attrs.evolve(code, label=names.pick(_WORDS), description=names.pick(_WORDS))
            for code in coding.codes
        ],
        sources=[
            attrs.evolve(source, label=head.pick(_WORDS), case=head.pick(["", *cases]))
            for source in coding.sources
        ],
        segments=[
            attrs.evolve(segment, case=head.pick(["", *cases])) for segment in coding.segments
        ],
    )
    kinds = head.some(tuple(VariableKind))
    owners = [*(source.id for source in coding.sources), *cases]
    colored = [*(code.id for code in coding.codes), *(link.id for link in coding.links)]
    return Project(
        coding=coding,
        texts={source.id: draw(_texts(source.length)) for source in coding.sources},
        name=names.pick(_WORDS),
        colors=dict.fromkeys(names.some(colored), "#46AA00"),
        names=dict.fromkeys(names.some([*coding.coders, *cases]), "somebody"),
        cases=cases,
        variables=[Variable(id=f"variable {kind}", kind=kind) for kind in kinds],
        values=[
            VariableValue(
                owner=owner, variable=f"variable {kind}", value=head.pick((_VALUES[kind], None))
            )
            for kind in kinds
            for owner in head.some(owners)
        ],
    )


def _texts(length: int) -> SearchStrategy[str]:
    """Texts of any Unicode, in which what is easily lost comes up often."""
    return st.lists(_NUMBER, min_size=length, max_size=length).map(
        lambda numbers: "".join(_sign(number) for number in numbers)
    )


def _sign(number: int) -> str:
    rest, kind = divmod(number, len(_SIGNS) + 2)
    point: Any = rest % 0x110000
    # Half characters (surrogates) are none that a file can hold.
    return _SIGNS[kind] if kind < len(_SIGNS) else chr(point if point >> 11 != 27 else 97)
