"""Asking a measure before and after a change, and comparing what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import define
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import MediaEcoError
from mediaeco.model import Case
from mediaeco.testing.laws.answer import TOLERANCE, Difference
from mediaeco.testing.laws.broken import LawBroken
from mediaeco.testing.laws.expectation import Custom, Expectation, custom
from mediaeco.testing.laws.relation import Relation

__all__ = [
    "NUMBERS",
    "Measure",
    "Tally",
    "assert_holds",
    "expected_of",
    "hold",
    "name_of",
    "one_of",
]

Measure = Callable[[Ecosystem], Any]
"""Any function of an ecosystem."""

NUMBERS = st.integers(0, 2**16 - 1)
"""Numbers that say how a relation changes a case."""


@define
class Tally:
    """Cases that a measure answered on, that it refused, and that had nothing to change."""

    answered: int = 0
    refused: int = 0
    idle: int = 0


def assert_holds(
    measure: Measure,
    relation: Relation,
    case: Case | Ecosystem,
    *,
    number: int = 0,
    expect: Expectation | Custom | None = None,
    tolerance: float = TOLERANCE,
) -> bool:
    """Check a law on one case, for instance one that a test of your own has drawn.

    Parameters
    ----------
    measure
        Any function of an ecosystem.
    relation
        One of `RELATIONS`, or one of your own.
    case
        A case, or an ecosystem of one.
    number
        How to change it; draw it from ``NUMBERS``.
    expect
        What the answer is expected to do; None: what the relation says.
    tolerance
        How far two numbers may lie apart, relative to the larger, and absolute below 1.

    Returns
    -------
    bool
        Whether the case said anything: False where it has nothing to change, and where the
        measure refused it before and after with the same error of mediaeco.

    Raises
    ------
    LawBroken
        Where the answer does something else, and where the measure raises anything but the same
        error of mediaeco before and after.

    Examples
    --------
    >>> from hypothesis import given
    >>> from mediaeco.testing import cases, laws
    >>> @given(cases(max_contacts=4), laws.NUMBERS)
    ... def length_forgets_names(case: Case, number: int) -> None:
    ...     laws.assert_holds(len, laws.RELABEL_CHANNELS, case, number=number)
    >>> length_forgets_names()
    """
    tally = Tally()
    hold(measure, relation, one_of(case), number, expected_of(relation, expect), tolerance, tally)
    return bool(tally.answered)


def name_of(measure: Measure) -> str:
    """What a measure is called in messages."""
    name = getattr(measure, "__name__", type(measure).__name__)
    return "the measure" if name == "<lambda>" else str(name)


def hold(
    measure: Measure,
    relation: Relation,
    case: Case,
    number: int,
    expected: Expectation,
    tolerance: float,
    tally: Tally,
) -> None:
    """Change the case, ask before and after, and compare."""
    change = relation.change(case, number)
    if change is None:
        tally.idle += 1
        return

    def broken(found: Difference, by: Exception | None) -> LawBroken:
        error = LawBroken(name_of(measure), relation, expected, found, case, change.told)
        error.__cause__ = by
        return error

    parts = change.before if isinstance(change.before, tuple) else (change.before,)
    asked = [_asked(measure, record) for record in (*parts, change.after)]
    raised = [error for _, error in asked if error is not None]
    if raised:
        if len(raised) == len(asked) and _same_refusal(raised):
            tally.refused += 1
            return
        first = next((error for _, error in asked[:-1] if error is not None), None)
        found = Difference("the answer", _told(first), _told(asked[-1][1]))
        raise broken(found, first or asked[-1][1])
    answers = [answer for answer, _ in asked]
    before = tuple(answers[:-1]) if isinstance(change.before, tuple) else answers[0]
    parted = expected.compare(before, answers[-1], change, tolerance)
    if parted is not None:
        raise broken(parted, None)
    tally.answered += 1


def _asked(measure: Measure, record: Ecosystem) -> tuple[Any, Exception | None]:
    try:
        return measure(record), None
    except Exception as error:  # told as the breach of the law that it is
        return None, error


def _same_refusal(raised: list[Exception]) -> bool:
    """Only an error that mediaeco raises on purpose is an answer of a kind."""
    kinds = {type(error) for error in raised}
    return len(kinds) == 1 and isinstance(raised[0], MediaEcoError)


def _told(error: Exception | None) -> str:
    return "an answer" if error is None else f"{type(error).__name__} raised: {error}"


def expected_of(relation: Relation, expect: Expectation | Custom | None) -> Expectation:
    """What the user expects, or what the relation does."""
    if expect is None:
        return relation.expect
    return expect if isinstance(expect, Expectation) else custom(expect)


def one_of(record: Case | Ecosystem) -> Case:
    """The case of an ecosystem of one, with the contacts of its view."""
    return record.case if isinstance(record, Ecosystem) else record
