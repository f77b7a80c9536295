"""Asking a measure whether it obeys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import hypothesis
import numpy as np
from attrs import frozen
from hypothesis import Phase
from hypothesis.strategies import SearchStrategy

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Case, TidyTable
from mediaeco.testing.laws.answer import TOLERANCE
from mediaeco.testing.laws.ask import NUMBERS, Measure, Tally, expected_of, hold, name_of, one_of
from mediaeco.testing.laws.broken import LawBroken
from mediaeco.testing.laws.expectation import RENAMED, UNCHANGED, Custom, Expectation
from mediaeco.testing.laws.relation import RELATIONS, Relation
from mediaeco.testing.strategies import cases

__all__ = ["Held", "any_cases", "check", "obeyed", "renamed", "unchanged"]

# Without the phase that explains, which takes as long as all the others together.
_PHASES = (Phase.generate, Phase.shrink)


@frozen
class Held:
    """A law that was not broken. That is no proof: it held on so many cases.

    Parameters
    ----------
    measure, relation
        What was asked, and of which relation.
    answered
        Cases on which the measure answered before and after the change.
    refused
        Cases on which it raised the same error of mediaeco before and after; they say nothing
        about the law.
    idle
        Cases that had nothing to change.
    """

    measure: str
    relation: str
    answered: int
    refused: int
    idle: int

    def __str__(self) -> str:
        text = f"{self.measure} kept to '{self.relation}' on {self.answered} cases"
        if self.refused:
            text += f", and refused {self.refused} with the same error before and after"
        return f"{text}; {self.idle} had nothing to change" if self.idle else text


def check(
    measure: Measure,
    relation: Relation,
    *,
    expect: Expectation | Custom | None = None,
    given: SearchStrategy[Case] | SearchStrategy[Ecosystem] | None = None,
    max_examples: int = 200,
    seed: int | None = None,
) -> Held:
    """Search for a case on which a measure breaks a law, and shrink it to the smallest.

    Parameters
    ----------
    measure
        Any function of an ecosystem.
    relation
        One of `RELATIONS`, or one of your own.
    expect
        What the answer is expected to do: one of ``UNCHANGED``, ``RENAMED``, ``REORDERED``,
        ``KEPT``, ``JOINED``, ``scaled(...)``, or a function of the answers before and after.
        None: what the relation says.
    given
        Strategy of cases, or of ecosystems of one case; None: short ones and longer ones.
    max_examples
        How many cases to try.
    seed
        Of the search; None: Hypothesis's own choice.

    Returns
    -------
    Held
        How often the law held.

    Raises
    ------
    LawBroken
        Where the law does not hold, on the smallest case found.
    InvalidCaseError
        Where the measure refused all cases that there was something to change in: nothing was
        tested then.

    Examples
    --------
    >>> from mediaeco import frame_coverage
    >>> from mediaeco.testing import laws
    >>> print(laws.check(frame_coverage, laws.SHIFT_TIME, max_examples=25, seed=0))
    frame_coverage kept to 'shift_time' on 25 cases
    """
    tally, expected = Tally(), expected_of(relation, expect)

    def law(record: Case | Ecosystem, number: int) -> None:
        hold(measure, relation, one_of(record), number, expected, TOLERANCE, tally)

    drawn: SearchStrategy[Any] = any_cases() if given is None else given
    searched: Any = hypothesis.given(drawn, NUMBERS)(law)
    if seed is not None:
        searched = hypothesis.seed(seed)(searched)
    hypothesis.settings(
        max_examples=max_examples,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        phases=_PHASES,
    )(searched)()
    if tally.refused and not tally.answered:
        raise InvalidCaseError(
            "given",
            "cases that the measure answers on",
            f"{tally.refused} that it refuses",
            "Give a strategy of other cases.",
        )
    return Held(name_of(measure), relation.name, tally.answered, tally.refused, tally.idle)


def unchanged(
    measure: Measure,
    *,
    under: Relation,
    given: SearchStrategy[Case] | SearchStrategy[Ecosystem] | None = None,
    max_examples: int = 200,
    seed: int | None = None,
) -> Held:
    """Check that a measure says the same, to the last field; otherwise as `check`."""
    return check(
        measure, under, expect=UNCHANGED, given=given, max_examples=max_examples, seed=seed
    )


def renamed(
    measure: Measure,
    *,
    under: Relation,
    given: SearchStrategy[Case] | SearchStrategy[Ecosystem] | None = None,
    max_examples: int = 200,
    seed: int | None = None,
) -> Held:
    """Check that a measure says the same in other names; otherwise as `check`."""
    return check(measure, under, expect=RENAMED, given=given, max_examples=max_examples, seed=seed)


def obeyed(
    measure: Measure,
    *,
    under: Iterable[Relation] = tuple(RELATIONS.values()),
    given: SearchStrategy[Case] | SearchStrategy[Ecosystem] | None = None,
    max_examples: int = 200,
    seed: int | None = None,
) -> TidyTable:
    """Which relations does a measure obey, each as the relation itself expects?

    Parameters
    ----------
    measure
        Any function of an ecosystem.
    under
        Relations; all of them where nothing is said.
    given, max_examples, seed
        As in `check`.

    Returns
    -------
    TidyTable
        One row a relation: whether it was kept to, on how many cases, or where it was broken.
        Not to obey is no fault by itself: a measure of pace is meant to change with it.
    """
    rows = []
    for relation in under:
        try:
            held = check(measure, relation, given=given, max_examples=max_examples, seed=seed)
            rows.append((relation.name, "yes", held.answered, ""))
        except LawBroken as broken:
            rows.append((relation.name, "no", 0, broken.found.where))
        except InvalidCaseError:
            rows.append((relation.name, "untested", 0, ""))
    names = ("relation", "kept", "cases", "broken_at")
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return TidyTable({n: np.array(c) for n, c in zip(names, columns, strict=True)})


def any_cases() -> SearchStrategy[Case]:
    """Cases from the empty one on, and longer ones with a frame, half of each."""
    return cases() | cases(min_contacts=4, min_elements=1)
