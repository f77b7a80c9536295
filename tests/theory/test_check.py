import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import EXAMPLES, read_example
from mediaeco.model import Case, Cohort
from mediaeco.testing import cohorts
from mediaeco.theory import (
    THEORIES,
    Judgement,
    Proposition,
    Scope,
    Theory,
    Verdict,
    by_test,
    check,
    compared,
    contact,
    rank_test,
    several,
    told,
    undecided,
)


def emails(count: int) -> Case:
    return told(f"emails_{count}", *(contact(day, "patient", "email") for day in range(count)))


def writes_much(eco: Ecosystem) -> Judgement:
    if len(eco) == 0:
        return undecided("nobody wrote")
    return compared(len(eco), ">=", 3, contact=len(eco) - 1)


def more_in_later_cases(eco: Ecosystem) -> Judgement:
    counts = np.diff(eco.table.offsets)
    return by_test(rank_test(np.arange(len(counts)), counts))


def theory(scope: Scope, judge: object = writes_much, *, claims: int = 1) -> Theory:
    return Theory(
        id="writing",
        title="Writing",
        sources=["made for this test"],
        propositions=[
            Proposition(
                id=f"much_{k}",
                statement="Patients write thrice at least.",
                sources=["made for this test"],
                judge=judge,  # type: ignore[arg-type]  # one of the two above
                scope=scope,
            )
            for k in range(claims)
        ],
    )


def test_one_case_that_breaks_a_claim_about_each_refutes_it() -> None:
    found = check(several(emails(5), emails(1), emails(0)), theories=theory(Scope.EACH))
    claim = found["much_0"]
    assert claim.judgement.verdict is Verdict.FAILS
    assert (claim.worst, claim.judgement.contact, claim.judgement.margin) == (1, 0, -2)
    assert [claim.count(v) for v in Verdict] == [1, 1, 1]
    assert found["writing.much_0"] is claim
    frame = found.to_frame()
    assert frame["case"].tolist() == ["emails_5", "emails_1", "emails_0"]
    assert frame["verdict"].tolist() == ["holds", "fails", "undecided"]
    assert found.summary()["why"].tolist() == [""]


def test_silence_is_no_support() -> None:
    found = check(several(emails(0)), theories=theory(Scope.EACH))
    assert found["much_0"].judgement.verdict is Verdict.UNDECIDED
    assert found["much_0"].judgement.reason == "nobody wrote"
    none = check(Cohort(()), theories=theory(Scope.EACH))
    assert none["much_0"].judgement.reason == "there is no case"
    held = check(several(emails(0), emails(4)), theories=theory(Scope.EACH))
    assert held["much_0"].judgement.verdict is Verdict.HOLDS


def test_an_average_of_cases_is_tested() -> None:
    few = check(several(emails(5), emails(4), emails(6)), theories=theory(Scope.AVERAGE))
    assert few["much_0"].judgement.verdict is Verdict.UNDECIDED
    assert "so few cases cannot show less than 0.25" in few["much_0"].judgement.reason
    many = check(Cohort(map(emails, range(4, 12))), theories=theory(Scope.AVERAGE))
    judgement = many["much_0"].judgement
    assert judgement.verdict is Verdict.HOLDS
    assert judgement.test is not None
    assert judgement.test.p == pytest.approx(2 / 2**8)
    assert many.to_frame()["case"].tolist()[-1] == ""
    one = check(emails(5), theories=theory(Scope.AVERAGE))
    assert one["much_0"].judgement.verdict is Verdict.HOLDS
    alone = check(several(emails(0), emails(5)), theories=theory(Scope.AVERAGE))
    assert "one case alone" in alone["much_0"].judgement.reason


def test_tests_are_corrected_for_their_number() -> None:
    cohort = Cohort(map(emails, range(4, 10)))
    once = check(cohort, theories=theory(Scope.AVERAGE))
    thrice = check(cohort, theories=theory(Scope.AVERAGE, claims=3))
    raw = check(cohort, theories=theory(Scope.AVERAGE, claims=3), correction="none")
    assert (once.tests, thrice.tests) == (1, 3)
    assert once["much_0"].judgement.verdict is Verdict.HOLDS  # 2 / 64
    assert thrice["much_0"].judgement.verdict is Verdict.UNDECIDED  # 6 / 64
    assert raw["much_0"].judgement.verdict is Verdict.HOLDS
    test = thrice["much_0"].judgement.test
    assert test is not None
    assert [test.raw_p, test.p] == pytest.approx([2 / 64, 6 / 64])
    assert "3 of them were tested over cases at 0.05 (Holm)" in thrice.statement()
    assert "corrected for 3 tests" in thrice["much_0"].judgement.reason


def test_a_claim_about_a_cohort_needs_one() -> None:
    stated = theory(Scope.COHORT, more_in_later_cases)
    assert "there is one" in check(emails(3), theories=stated)["much_0"].judgement.reason
    found = check(Cohort(map(emails, range(1, 7))), theories=stated)["much_0"]
    assert found.judgement.verdict is Verdict.HOLDS
    assert found.by_case is None
    assert found.count(Verdict.HOLDS) == 0


@given(cohorts(max_cases=3, max_contacts=6))
@settings(max_examples=15)
def test_the_order_of_theories_and_cases_changes_no_verdict(cohort: Cohort) -> None:
    one = check(cohort, theories=THEORIES)
    other = check(Cohort(tuple(cohort)[::-1]), theories=THEORIES[::-1])
    for claim in one.claims:
        same = other[f"{claim.theory}.{claim.proposition.id}"]
        assert same.judgement.verdict is claim.judgement.verdict
        if claim.by_case is not None and same.by_case is not None:
            assert [j.verdict for j in same.by_case[::-1]] == [j.verdict for j in claim.by_case]


@given(cohorts(min_cases=1, max_cases=3, max_contacts=8), st.integers(0, 8))
def test_a_view_is_judged_as_it_stands(cohort: Cohort, n: int) -> None:
    view = Ecosystem(cohort).until(n)
    found = check(view, theories=THEORIES[0])
    for k, case in enumerate(cohort):
        alone = check(Ecosystem(case).until(n), theories=THEORIES[0])
        for claim, one in zip(found.claims, alone.claims, strict=True):
            if claim.by_case is not None and one.by_case is not None:
                assert claim.by_case[k].verdict is one.by_case[0].verdict


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_judged_by_every_theory(name: str) -> None:
    found = check(read_example(name))
    assert len(found.claims) == sum(len(theory.propositions) for theory in THEORIES)
    assert found.tests == 0
    for claim in found.claims:
        judgement = claim.judgement
        assert (judgement.verdict is Verdict.UNDECIDED) <= bool(judgement.reason)
        if judgement.verdict is not Verdict.UNDECIDED:
            assert not math.isnan(judgement.margin)
    text = repr(found)
    assert "claims of" in text
    assert "<table>" in found._repr_html_()


def test_the_empty_case_decides_nothing() -> None:
    found = check(told("nothing"))
    assert {claim.judgement.verdict for claim in found.claims} == {Verdict.UNDECIDED}


def test_a_call_that_cannot_be_meant_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match=r"check\.alpha"):
        check(emails(1), alpha=0)
    with pytest.raises(UnknownTermError, match="correction"):
        check(emails(1), correction="bonferroni")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(UnknownTermError, match="claim"):
        check(emails(1), theories=theory(Scope.EACH))["much"]


def test_what_is_checked_can_be_asked_again() -> None:
    cohort = Cohort(map(emails, range(4, 30)))
    one, again = (check(cohort, theories=theory(Scope.AVERAGE), seed=3) for _ in range(2))
    assert one.summary().to_csv() == again.summary().to_csv()
