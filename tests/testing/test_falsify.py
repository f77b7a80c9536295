"""The search finds what there is to find, makes it small, and says when it found nothing."""

import math
from itertools import count

import pytest
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, ecosystems, falsify
from mediaeco.theory import (
    FOUNDING_STUDY,
    THEORIES,
    Judgement,
    Proposition,
    PropositionError,
    Scope,
    Verdict,
    compared,
    judged,
    undecided,
)

CLAIMS = [(theory, claim) for theory in THEORIES for claim in theory.propositions]


def claim(judge: object, scope: Scope = Scope.EACH) -> Proposition:
    return Proposition(
        id="claim", statement="A claim.", sources=["my own"], judge=judge, scope=scope  # type: ignore[arg-type]  # some are wrong on purpose
    )  # fmt: skip


def short(eco: Ecosystem) -> Judgement:
    return compared(len(eco), "<", 5) if len(eco) else undecided("nobody wrote")


@pytest.mark.parametrize(
    ("theory", "proposition"), CLAIMS, ids=[f"{t.id}-{p.id}" for t, p in CLAIMS]
)
def test_every_claim_that_ships_can_be_broken(theory: object, proposition: Proposition) -> None:
    found = falsify(proposition, max_examples=1_500, shrink=False)
    assert found.case is not None, (theory, found.statement())
    again = judged(proposition, Ecosystem(found.case))
    assert again.verdict is Verdict.FAILS
    assert found.tried <= 1_500


def test_the_smallest_case_is_found() -> None:
    found = falsify(claim(short))
    assert isinstance(found.case, Case)
    assert len(found.case.interactions) == 5
    assert found.judgement is not None
    assert found.judgement.margin == 0
    assert found.nearest is None
    text = str(found)
    assert "fails on a case of 5 contacts" in text
    assert "n=4" in text
    assert found.to_frame()["contacts"].tolist() == [5]


def test_the_smallest_cohort_is_found() -> None:
    found = falsify(FOUNDING_STUDY["access_caps_appropriation"])
    assert isinstance(found.case, Cohort)
    assert len(found.case) == 8
    assert len(found.case.table) <= 24
    assert "fails on a cohort" in found.statement()


@pytest.mark.parametrize("seed", [0, 3])
def test_the_same_seed_finds_the_same(seed: int) -> None:
    one, again = (falsify(claim(short), seed=seed, max_examples=60) for _ in range(2))
    assert (one.case, one.tried, one.seed) == (again.case, again.tried, seed)


def test_rare_failures_are_climbed_to() -> None:
    """Hardly any random case is so long: the margin leads there."""

    def long(eco: Ecosystem) -> Judgement:
        sent = int((eco.table.sender == 1).sum())
        return compared(sent, "<", 10)

    found = falsify(claim(long), given=cases(max_contacts=16), shrink=False)
    assert found.found


def test_finding_nothing_is_no_proof() -> None:
    found = falsify(claim(lambda eco: compared(len(eco), ">=", 0)), max_examples=80)
    assert not found.found
    assert (found.tried, found.decided) == (80, 80)
    assert "That is no proof" in found.statement()
    assert found.nearest is not None
    assert found.nearest_margin == 0
    assert "The nearest:" in str(found)
    assert math.isnan(found.to_frame()["contacts"][0])


def test_a_search_that_decides_nothing_says_so() -> None:
    def unsure(eco: Ecosystem) -> Judgement:
        return undecided(f"{len(eco)} contacts say nothing")

    found = falsify(claim(unsure), max_examples=30)
    assert (found.decided, found.nearest) == (0, None)
    assert "was decided by none of 30 cases" in str(found)


def test_premises_are_a_strategy() -> None:
    found = falsify(claim(short), given=ecosystems(max_contacts=4), max_examples=50)
    assert not found.found
    assert falsify(claim(short), given=ecosystems(min_contacts=5, max_contacts=6)).found


def test_interrupting_keeps_the_best() -> None:
    asked = count()

    def stops(eco: Ecosystem) -> Judgement:
        if next(asked) > 4:
            raise KeyboardInterrupt
        return short(eco)

    found = falsify(claim(stops), given=cases(min_contacts=6, max_contacts=9))
    assert found.interrupted
    assert found.case is not None
    assert "The search was interrupted." in found.statement()
    nothing = falsify(claim(stops))
    assert nothing.interrupted
    assert not nothing.found


def test_a_judge_that_cannot_be_trusted_is_named() -> None:
    asked = count()

    def wavers(eco: Ecosystem) -> Judgement:
        return compared(next(asked) % 2 + len(eco) * 0, ">", 0)

    def raises(eco: Ecosystem) -> Judgement:
        return compared(1 // len(eco), ">=", 0)

    with pytest.raises(PropositionError, match="'claim': its judge gave different answers"):
        falsify(claim(wavers), max_examples=50)
    with pytest.raises(PropositionError, match="'claim': its judge raised ZeroDivisionError"):
        falsify(claim(raises), max_examples=50)


def test_a_call_that_cannot_be_meant_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match=r"falsify\.max_examples"):
        falsify(claim(short), max_examples=0)
    with pytest.raises(InvalidCaseError, match=r"falsify\.given"):
        falsify(claim(short), given=[])  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InvalidCaseError, match="a strategy for cases"):
        falsify(claim(short), given=st.integers())


def test_a_bar_is_drawn_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    falsify(claim(short), max_examples=20, progress=True)
    assert "claim" in capsys.readouterr().err
    falsify(claim(short), max_examples=20, progress=False)
    assert capsys.readouterr().err == ""
