"""Strategies for codings together with their texts."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.io import Project, Variable, VariableKind, VariableValue
from mediaeco.testing.bound import Keywords
from mediaeco.testing.coding import WORDS, codings
from mediaeco.testing.digits import NUMBER, Digits

__all__ = ["projects"]

# What an XML file could lose.
_SIGNS = "a\ufeff\r\n\U0001f600\x00"
_VALUES = {
    VariableKind.TEXT: "two words",
    VariableKind.BOOLEAN: "true",
    VariableKind.INTEGER: "-3",
    VariableKind.FLOAT: "0.50",
    VariableKind.DATE: "2024-02-29",
    VariableKind.DATE_TIME: "2024-02-29T09:30:00+01:00",
}


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
    head, names = Digits(draw(NUMBER)), Digits(draw(NUMBER))
    cases = head.some(["case0", "case1"])
    coding = attrs.evolve(
        coding,
        codes=[
            attrs.evolve(code, label=names.pick(WORDS), description=names.pick(WORDS))
            for code in coding.codes
        ],
        sources=[
            attrs.evolve(source, label=head.pick(WORDS), case=head.pick(["", *cases]))
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
        name=names.pick(WORDS),
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
    return st.lists(NUMBER, min_size=length, max_size=length).map(
        lambda numbers: "".join(_sign(number) for number in numbers)
    )


def _sign(number: int) -> str:
    rest, kind = divmod(number, len(_SIGNS) + 2)
    point: Any = rest % 0x110000
    # Half characters (surrogates) are none that a file can hold.
    return _SIGNS[kind] if kind < len(_SIGNS) else chr(point if point >> 11 != 27 else 97)
