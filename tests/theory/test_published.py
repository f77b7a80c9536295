"""What ships holds where it says so, fails where it says so, and decides nothing on nothing."""

from __future__ import annotations

from importlib import import_module

import pytest

from mediaeco import EXAMPLES
from mediaeco.catalog import CITATIONS
from mediaeco.ecosystem import Ecosystem
from mediaeco.io import read_example
from mediaeco.model import Case, Cohort
from mediaeco.theory import (
    RIVALRIES,
    THEORIES,
    CheckedClaim,
    Proposition,
    Rivalry,
    Scope,
    Theory,
    Verdict,
    check,
    example_of,
    judged,
    rigour_checklist,
    several,
    told,
)

CLAIMS = [
    pytest.param(proposition, id=f"{theory.id}.{proposition.id}")
    for theory in THEORIES
    for proposition in theory.propositions
]


def alone(proposition: Proposition, record: Case | Cohort) -> CheckedClaim:
    """The claim by itself, so that nothing is corrected for the others."""
    theory = Theory(id="one", title="one claim", sources=["own"], propositions=[proposition])
    return check(record, theories=theory).claims[0]


@pytest.mark.parametrize("proposition", CLAIMS)
@pytest.mark.parametrize(
    ("kind", "verdict"), [("confirming", Verdict.HOLDS), ("refuting", Verdict.FAILS)]
)
def test_it_holds_on_the_one_case_and_fails_on_the_other(
    proposition: Proposition, kind: str, verdict: Verdict
) -> None:
    record = example_of(proposition, kind)
    found = alone(proposition, record).judgement
    assert found.verdict is verdict, found
    again = alone(proposition, example_of(proposition, kind)).judgement
    assert (again.verdict, again.margin) == (found.verdict, found.margin)
    assert isinstance(record, Cohort) or proposition.scope is not Scope.COHORT


@pytest.mark.parametrize("proposition", CLAIMS)
def test_nothing_decides_nothing(proposition: Proposition) -> None:
    empty: list[Case | Cohort] = [
        told("nothing"),
        several(),
        several(told("nothing"), told("nothing_else")),
    ]
    for record in empty:
        found = alone(proposition, record).judgement
        assert found.verdict is Verdict.UNDECIDED
        assert found.reason
    # Nor does a judge that is asked without `check` before it.
    if proposition.scope is Scope.COHORT:
        for record in empty:
            assert judged(proposition, Ecosystem(record)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("proposition", CLAIMS)
def test_it_can_be_traced_and_refuted(proposition: Proposition) -> None:
    for source in proposition.sources:
        assert source in CITATIONS
    assert proposition.requires
    assert proposition.refuted_by
    assert proposition.boundary
    assert proposition.direction is not None


@pytest.mark.parametrize("theory", THEORIES, ids=lambda theory: theory.id)
def test_a_theory_names_its_sources_and_its_rivals(theory: Theory) -> None:
    ids = {other.id for other in THEORIES}
    assert set(theory.sources) <= set(CITATIONS)
    assert theory.rivals
    assert theory.id not in theory.rivals
    for rival in theory.rivals:
        assert rival in ids
        other = next(one for one in THEORIES if one.id == rival)
        assert theory.id in other.rivals
        assert any({theory.id, rival} == {one.left, one.right} for one in RIVALRIES), rival


@pytest.mark.parametrize("theory", THEORIES, ids=lambda theory: theory.id)
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_get_a_verdict_each(theory: Theory, example: str) -> None:
    found = check(read_example(example), theories=theory)
    assert len(found.claims) == len(theory.propositions)
    for claim in found.claims:
        assert claim.judgement.verdict in Verdict
        if claim.proposition.scope is Scope.COHORT:
            assert claim.judgement.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("theory", THEORIES, ids=lambda theory: theory.id)
def test_the_examples_together_get_a_verdict_too(theory: Theory) -> None:
    cohort = Cohort([read_example(name) for name in EXAMPLES])
    found = check(cohort, theories=theory)
    assert len(found.claims) == len(theory.propositions)


@pytest.mark.parametrize(
    "rivalry", RIVALRIES, ids=lambda one: f"{one.left}-{one.right}-{one.case.__name__}"
)
def test_rivals_part(rivalry: Rivalry) -> None:
    record = rivalry.case()
    for name, verdict in ((rivalry.left, Verdict.HOLDS), (rivalry.right, Verdict.FAILS)):
        theory = next(theory for theory in THEORIES if theory.id == name)
        answers = [p for p in theory.propositions if p.question == rivalry.question]
        assert len(answers) == 1, f"{name}: {rivalry.question}"
        found = alone(answers[0], record).judgement
        assert found.verdict is verdict, (name, found)


def test_a_question_is_answered_once_by_a_theory() -> None:
    for theory in THEORIES:
        questions = [proposition.question for proposition in theory.propositions]
        assert len(questions) == len(set(questions)), theory.id


@pytest.mark.parametrize("theory", THEORIES, ids=lambda theory: theory.id)
def test_measures_that_a_theory_names_are_there(theory: Theory) -> None:
    for meaning in theory.constructs.values():
        if meaning.startswith("mediaeco."):
            module, _, name = meaning.rpartition(".")
            assert callable(getattr(import_module(module), name)), meaning


@pytest.mark.parametrize("theory", THEORIES, ids=lambda theory: theory.id)
def test_it_is_stated_so_that_it_can_be_tested(theory: Theory) -> None:
    found = rigour_checklist(theory)
    assert found.met.all(), found.missing
