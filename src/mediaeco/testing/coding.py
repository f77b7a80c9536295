"""Strategies for codings, theories and reliability data."""

from __future__ import annotations

from typing import Any

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

__all__ = ["categories", "codings", "projects", "reliability_data", "theory_graphs"]

_KEYS = ("strauss1998", "valenciarey")
# Any text that people write, and that XML can hold: no control characters, no half characters.
_WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\r\n\t"), max_size=5
)
_VALUES = {
    VariableKind.TEXT: "two words",
    VariableKind.BOOLEAN: "true",
    VariableKind.INTEGER: "-3",
    VariableKind.FLOAT: "0.50",
    VariableKind.DATE: "2024-02-29",
    VariableKind.DATE_TIME: "2024-02-29T09:30:00+01:00",
}
_DIMENSIONS = (
    Property("frequency", OrderedValues(["rarely", "often"])),
    Property("length", Interval(0, 60, "minutes")),
)


def _names(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{i}" for i in range(count)]


@st.composite
def _codebooks(draw: DrawFn, max_codes: int) -> tuple[tuple[Code, ...], tuple[str, ...]]:
    """Draw codes that form a tree, and those of them that only head others."""
    names = _names("code", draw(st.integers(0, max_codes)))
    codes, headings = [], []
    for i, name in enumerate(names):
        # Any earlier code may stand above, so that there is never a circle.
        parent = draw(st.sampled_from(["", *names[:i]]))
        codes.append(
            Code(id=name, parent=parent, level=draw(st.none() | st.sampled_from(CodeLevel)))
        )
        if draw(st.integers(0, 5)) == 5:
            headings.append(name)
    return tuple(codes), tuple(headings)


@st.composite
def categories(
    draw: DrawFn,
    *,
    id: str = "category",  # noqa: A002 - the word that every other class here uses
    codes: tuple[str, ...] = (),
) -> Category:
    """Draw a category.

    Parameters
    ----------
    id
        Its id.
    codes
        Codes that it may gather.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.Category`.
    """
    return Category(
        id=id,
        kind=draw(st.none() | st.sampled_from(CategoryKind)),
        level=draw(st.none() | st.sampled_from(MatrixLevel)),
        properties=draw(st.lists(st.sampled_from(_DIMENSIONS), max_size=2, unique=True)),
        codes=draw(_some(codes)),
        citations=draw(_some(_KEYS)),
    )


def _some(names: tuple[str, ...] | list[str], most: int = 3) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=most, unique=True) if names else st.just([])


@st.composite
def codings(
    draw: DrawFn,
    *,
    min_segments: int = 0,
    max_segments: int = 8,
    max_codes: int = 5,
    max_coders: int = 3,
) -> Coding:
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
    """
    codes, headings = draw(_codebooks(max_codes))
    given = [code.id for code in codes if code.id not in headings]
    coders = _names("coder", draw(st.integers(0, max_coders)))
    count = draw(st.integers(min_segments, max_segments))
    sources = [
        SourceDocument(id=name, length=draw(st.integers(0, 12)))
        for name in _names("source", draw(st.integers(1 if count else 0, 3)))
    ]
    segments = []
    for name in _names("segment", count):
        source = draw(st.sampled_from(sources))
        ends = sorted(draw(st.tuples(*[st.integers(0, source.length)] * 2)))
        segments.append(
            Segment(
                id=name,
                source=source.id,
                begin=ends[0],
                end=ends[1],
                coder=draw(st.sampled_from(["", *coders])),
                codes=draw(_some(given)),
                contact=draw(st.none() | st.integers(0, 9)),
            )
        )
    groups = [
        draw(categories(id=name, codes=tuple(code.id for code in codes)))
        for name in _names("category", draw(st.integers(0, 3)))
    ]
    named: tuple[Any, ...] = (*codes, *sources, *segments, *groups)
    things = [item.id for item in named]
    memos = [
        Memo(id=name, text=draw(_WORDS), about=draw(_some(things, 2)))
        for name in _names("memo", draw(st.integers(0, 2)))
    ]
    links = [
        Link(
            id=name,
            origin=draw(st.sampled_from(things)),
            target=draw(st.sampled_from(things)),
            direction=draw(st.sampled_from(LinkDirection)),
        )
        for name in _names("link", draw(st.integers(0, 3)) if things else 0)
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


@st.composite
def theory_graphs(
    draw: DrawFn,
    *,
    well_formed: bool = False,
    max_categories: int = 6,
    coding: Coding | None = None,
) -> TheoryGraph:
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
    """
    codes = tuple(code.id for code in coding.codes) if coding else ()
    segments = [segment.id for segment in coding.segments] if coding else ["s0", "s1"]
    kinds = st.sampled_from(CategoryKind)
    groups = []
    for name in _names("category", draw(st.integers(0, max_categories))):
        group = draw(categories(id=name, codes=codes))
        if well_formed and group.kind is None:
            group = Category(id=name, kind=draw(kinds), codes=group.codes)
        groups.append(group)
    pairs = [(a, b) for a in groups for b in groups if a is not b]
    if well_formed:
        pairs = [pair for pair in pairs if _legal(*pair)]
    edges = []
    for i, (source, target) in enumerate(
        draw(st.lists(st.sampled_from(pairs), max_size=8, unique_by=_ends)) if pairs else ()
    ):
        edges.append(
            TheoryEdge(
                id=f"edge{i}",
                source=source.id,
                target=target.id,
                segments=draw(_some(segments)),
                citations=draw(_some(_KEYS)),
                weight=draw(st.sampled_from((1.0, 2.0, 0.5))),
                across=well_formed or draw(st.booleans()),
            )
        )
    return TheoryGraph(id="drawn", categories=groups, edges=edges)


def _ends(pair: tuple[Category, Category]) -> tuple[str, str]:
    return pair[0].id, pair[1].id


def _legal(source: Category, target: Category) -> bool:
    return f"{source.element} {target.element}" in (
        "condition phenomenon",
        "condition action",
        "phenomenon action",
        "action consequence",
        "consequence condition",
    )


@st.composite
def reliability_data(
    draw: DrawFn,
    *,
    min_coders: int = 1,
    max_coders: int = 4,
    max_units: int = 8,
    values: tuple[Any, ...] = (1.0, 2.0, 3.0, 5.0),
) -> Floats:
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
    """
    coders, units = draw(st.integers(min_coders, max_coders)), draw(st.integers(0, max_units))
    cell = st.sampled_from((*values, float("nan")))
    cells = draw(st.lists(cell, min_size=coders * units, max_size=coders * units))
    return np.array(cells, dtype=np.float64).reshape(coders, units)


@st.composite
def projects(draw: DrawFn, *, max_segments: int = 6) -> Project:
    """Draw codings together with their texts, which hold any Unicode, names, colours and variables.

    Parameters
    ----------
    max_segments
        How many segments, at most.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.io.Project`.
    """
    coding = draw(codings(max_segments=max_segments))
    cases = draw(_some(["case0", "case1"]))
    in_cases = st.sampled_from(["", *cases])
    coding = attrs.evolve(
        coding,
        codes=[
            attrs.evolve(code, label=draw(_WORDS), description=draw(_WORDS))
            for code in coding.codes
        ],
        sources=[attrs.evolve(source, case=draw(in_cases)) for source in coding.sources],
        segments=[attrs.evolve(segment, case=draw(in_cases)) for segment in coding.segments],
    )
    # Emoji count twice in UTF-16; a mark at the beginning and line ends are easily lost.
    letters = st.characters(codec="utf-8") | st.sampled_from("\ufeff\r\n\U0001f600")
    variables = [
        Variable(id=f"variable{i}", label=draw(_WORDS), kind=kind)
        for i, kind in enumerate(draw(st.lists(st.sampled_from(VariableKind), max_size=2)))
    ]
    owners = [*(source.id for source in coding.sources), *cases]
    colored = [*(code.id for code in coding.codes), *(link.id for link in coding.links)]
    return Project(
        coding=coding,
        texts={
            source.id: draw(st.text(letters, min_size=source.length, max_size=source.length))
            for source in coding.sources
        },
        name=draw(_WORDS),
        colors=dict.fromkeys(draw(_some(colored)), "#46AA00"),
        names=dict.fromkeys(draw(_some([*coding.coders, *cases])), "somebody"),
        cases=cases,
        variables=variables,
        values=[
            VariableValue(owner=draw(st.sampled_from(owners)), variable=item.id, value=value)
            for item in variables
            for value in draw(st.lists(st.just(_VALUES[item.kind]) | st.none(), max_size=1))
            if owners
        ],
    )
