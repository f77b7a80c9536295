"""What is said where a law is broken."""

from __future__ import annotations

from mediaeco.errors import MediaEcoError
from mediaeco.model import Case, Origin
from mediaeco.testing.laws.answer import Difference
from mediaeco.testing.laws.expectation import Expectation
from mediaeco.testing.laws.relation import Relation

__all__ = ["LawBroken"]

_WIDTH = 300


class LawBroken(MediaEcoError, AssertionError):  # noqa: N818 - a law is broken, not in error
    """A measure does not obey a law.

    Parameters
    ----------
    measure
        What the measure is called.
    relation
        Which relation it breaks.
    expected
        What the answer was expected to do.
    found
        Where it did something else.
    case
        The case on which it did, the smallest where a search shrank it.
    told
        How the case was changed.

    Notes
    -----
    A case that was recorded is not told: of it, and of names in its answers, only counts and
    places are.
    """

    def __init__(
        self,
        measure: str,
        relation: Relation,
        expected: Expectation,
        found: Difference,
        case: Case,
        told: str,
    ) -> None:
        self.measure = measure
        self.relation = relation
        self.expected = expected
        self.found = found
        self.case = case
        self.told = told
        shown = case.origin is not Origin.RECORDED
        lines = (
            f"{measure} breaks the relation '{relation.name}'",
            f"law:      {relation.statement} So the answer {expected.statement}.",
            f"change:   {told if shown else 'not told of a recorded case'}",
            f"where:    {found.where if shown else found.where.split('.')[0]}",
            f"before:   {_cut(found.before) if shown else 'not told'}",
            f"after:    {_cut(found.after) if shown else 'not told'}",
            f"case:     {_story(case) if shown else repr(case)}",
        )
        super().__init__("\n  ".join(lines))


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}..."


def _story(case: Case) -> str:
    return case.story().replace("\n", "\n            ")
