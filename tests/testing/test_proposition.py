from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case
from mediaeco.testing import cases, propositions, theories
from mediaeco.theory import Proposition, Scope, Theory, Verdict, check, judged


@given(propositions(scopes=[Scope.EACH, Scope.AVERAGE]), cases(max_contacts=4, ratings=(0, 2)))
def test_a_claim_judges_any_case(claim: Proposition, case: Case) -> None:
    found = judged(claim, Ecosystem(case))
    assert found.verdict in Verdict
    if len(case.interactions) == 0 and claim.id == "count":
        assert found.verdict is Verdict.UNDECIDED


@given(theories(), cases(max_contacts=3))
@settings(max_examples=20)
def test_a_theory_can_be_asked(theory: Theory, case: Case) -> None:
    found = check(case, theories=theory)
    assert len(found.claims) == len(theory.propositions)


@given(st.sampled_from([*Scope]).flatmap(lambda scope: propositions(scopes=[scope])))
def test_claims_are_of_the_scope_that_was_asked_for(claim: Proposition) -> None:
    assert claim.scope in Scope


@given(propositions(shipped=False))
def test_without_those_that_ship_claims_count(claim: Proposition) -> None:
    assert claim.id == "count"
