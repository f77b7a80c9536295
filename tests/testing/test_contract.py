"""Each fault that a theory may have is found, and named."""

from collections.abc import Callable
from itertools import count

import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import FaultGroup
from mediaeco.model import Case
from mediaeco.testing import theory_contract
from mediaeco.theory import (
    THEORIES,
    Judgement,
    Proposition,
    Scope,
    Theory,
    compared,
    contact,
    told,
    undecided,
)


def letters(number: int) -> Callable[[], Case]:
    def tell() -> Case:
        return told("letters", *(contact(day, "patient", "email") for day in range(number)))

    return tell


def few(eco: Ecosystem) -> Judgement:
    return compared(len(eco), "<", 4) if len(eco) else undecided("nobody wrote")


def many(eco: Ecosystem) -> Judgement:
    return compared(len(eco), ">=", 4) if len(eco) else undecided("nobody wrote")


def claim(**changes: object) -> Proposition:
    stated: dict[str, object] = {
        "id": "few",
        "statement": "They need few letters.",
        "sources": ["zajonc1968"],
        "judge": few,
        "confirming": letters(2),
        "refuting": letters(6),
    }
    return Proposition(**(stated | changes))  # type: ignore[arg-type]  # some are wrong on purpose


def theory(*claims: Proposition) -> Theory:
    return Theory(id="letters", title="Letters", sources=["my own, 2026"], propositions=claims)


def faults_of(*claims: Proposition) -> list[str]:
    with pytest.raises(FaultGroup) as raised:
        theory_contract(theory(*claims), max_examples=60)
    return [str(fault) for fault in raised.value.exceptions]


@pytest.mark.parametrize("shipped", THEORIES, ids=lambda theory: theory.id)
def test_what_ships_keeps_to_it(shipped: Theory) -> None:
    theory_contract(shipped, max_examples=40)


def test_a_theory_of_ones_own_keeps_to_it() -> None:
    theory_contract(theory(claim()))
    theory_contract(theory(claim(sources=["Rey, A. (2026). Letters."])))


def test_a_source_is_a_key_or_a_reference() -> None:
    (fault,) = faults_of(claim(sources=["zajonk1968"]))
    assert "got 'zajonk1968'" in fault


def test_examples_show_what_they_are_there_for() -> None:
    found = faults_of(claim(confirming=letters(6), refuting=letters(0)))
    assert "expected that it holds on its confirming case; it fails" in found[0]
    assert "it stays undecided (nobody wrote)" in found[1]
    (fault,) = faults_of(claim(refuting=None))
    assert "ships no refuting case" in fault


def test_silence_is_no_support() -> None:
    def always(eco: Ecosystem) -> Judgement:
        return compared(len(eco), "<", 4)

    (fault,) = faults_of(claim(judge=always))
    assert "undecided on an empty record; it holds" in fault
    cohort = claim(judge=always, scope=Scope.COHORT)
    assert "undecided on an empty record" in faults_of(cohort)[0]


def test_a_judge_that_raises_is_told_once() -> None:
    def raises(eco: Ecosystem) -> Judgement:
        if len(eco) > 2:
            raise ZeroDivisionError
        return few(eco)

    found = faults_of(claim(judge=raises, refuting=letters(2), confirming=letters(2)))
    assert sum("ZeroDivisionError" in fault for fault in found) == 1


def test_a_judge_that_says_now_this_and_now_that() -> None:
    asked = count()

    def wavers(eco: Ecosystem) -> Judgement:
        return compared(next(asked) % 2, ">", 0) if len(eco) else undecided("nobody wrote")

    assert any("different answers" in fault for fault in faults_of(claim(judge=wavers)))


def test_claims_that_contradict_one_another_on_every_case() -> None:
    other = claim(id="many", judge=many, confirming=letters(6), refuting=letters(2))
    (fault,) = faults_of(claim(), other)
    assert "theory 'letters': its claims 'few' and 'many' contradict one another" in fault
