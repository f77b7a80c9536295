"""A grounded theory: categories, and the edges that the theory states between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import field, frozen

from mediaeco.errors import FaultGroup, InvalidCaseError, MediaEcoError
from mediaeco.model.bound import identifier, ids, number
from mediaeco.model.category import Category

__all__ = ["TheoryEdge", "TheoryGraph"]


@frozen(kw_only=True)
class TheoryEdge:
    """A statement that one category bears upon another, and what it is grounded in.

    Parameters
    ----------
    id
        Name in the theory.
    source, target
        Ids of categories.
    segments
        Ids of the segments that it is grounded in.
    citations
        Keys of the publications that it is grounded in.
    weight
        How much it counts among the edges of its categories, above 0.
    across
        True where it is meant to leap over levels of the conditional matrix.
    label
        What it says.
    """

    id: str = field(validator=identifier())
    source: str = field(validator=identifier())
    target: str = field(validator=identifier())
    segments: tuple[str, ...] = field(default=(), converter=ids)
    citations: tuple[str, ...] = field(default=(), converter=ids)
    weight: float = field(default=1.0, converter=float, validator=number(above=0))
    across: bool = False
    label: str = ""

    def __attrs_post_init__(self) -> None:
        for name, values in (("segments", self.segments), ("citations", self.citations)):
            if len(set(values)) != len(values):
                raise InvalidCaseError(f"TheoryEdge.{name}", "each once", "one twice")

    @property
    def grounded(self) -> bool:
        """Whether it cites anything at all."""
        return bool(self.segments or self.citations)


def _parts(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@frozen(kw_only=True, repr=False)
class TheoryGraph:
    """A theory as categories and edges; a draft of one may break the paradigm's typing.

    Whether it does, `mediaeco.grounded.well_formedness` tells; here only what refers to nothing is
    refused.

    Parameters
    ----------
    id
        Name of the theory.
    categories
        Its categories.
    edges
        What it states of them.
    title, source
        For people; and where it comes from: a citation key, or empty.

    Raises
    ------
    FaultGroup
        With every fault: an id twice, an edge to a category that is not there or back to its own.
    """

    id: str = field(validator=identifier())
    categories: tuple[Category, ...] = field(default=(), converter=_parts)
    edges: tuple[TheoryEdge, ...] = field(default=(), converter=_parts)
    title: str = ""
    source: str = ""

    def __attrs_post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise FaultGroup("A theory with these faults cannot be used", faults)

    def __repr__(self) -> str:
        return (
            f"<TheoryGraph {self.id!r}: {len(self.categories)} categories, {len(self.edges)} edges>"
        )


def _faults(theory: TheoryGraph) -> Iterator[MediaEcoError]:
    known = {category.id for category in theory.categories}
    for place, items in (("categories", theory.categories), ("edges", theory.edges)):
        for count in Counter(item.id for item in items).values():
            if count > 1:
                yield InvalidCaseError(place, "each id once", f"one {count} times")
    for i, edge in enumerate(theory.edges):
        for side, name in (("source", edge.source), ("target", edge.target)):
            if name not in known:
                yield InvalidCaseError(
                    f"edges[{i}].{side}", "a category of the theory", "another", "Add it."
                )
        if edge.source == edge.target:
            yield InvalidCaseError(f"edges[{i}].target", "another category", "the edge's source")
    pairs = Counter((edge.source, edge.target) for edge in theory.edges)
    for i, edge in enumerate(theory.edges):
        if pairs.pop((edge.source, edge.target), 1) > 1:
            yield InvalidCaseError(
                f"edges[{i}]", "one edge from a category to another", "more", "Join their grounds."
            )
