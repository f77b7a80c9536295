import numpy as np
import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.theory import (
    Judgement,
    Proposition,
    PropositionError,
    Theory,
    TheoryError,
    Verdict,
    check,
    compared,
    example_of,
    judged,
    told,
    undecided,
)

SOURCES = ("own claim, for this test",)


def holds(eco: Ecosystem) -> Judgement:
    return compared(len(eco), ">=", 0)


def unsure(eco: Ecosystem) -> Judgement:
    return undecided(f"{len(eco)} rows say nothing")


def stated(**changes: object) -> Proposition:
    given: dict[str, object] = {
        "id": "claim", "statement": "A claim.", "sources": SOURCES, "judge": holds,
    }  # fmt: skip
    return Proposition(**(given | changes))  # type: ignore[arg-type]  # some are wrong on purpose


ECO = Ecosystem(read_example("first-contact"))


@pytest.mark.parametrize("sources", [(), ("",), ("  ",)])
def test_a_claim_without_a_source_is_refused(sources: tuple[str, ...]) -> None:
    with pytest.raises(PropositionError, match=r"proposition 'claim': expected a source"):
        stated(sources=sources)


def test_a_claim_needs_functions() -> None:
    with pytest.raises(PropositionError, match="judge: expected a function; got 3"):
        stated(judge=3)
    with pytest.raises(PropositionError, match="refuting: expected a function"):
        stated(refuting=told("a_case"))
    with pytest.raises(InvalidCaseError, match="Direction"):
        stated(direction="upwards")


def test_a_judge_that_raises_is_named_and_nobody_else() -> None:
    def raises(eco: Ecosystem) -> Judgement:
        raise RuntimeError(f"Maria wrote {len(eco)} times")

    with pytest.raises(PropositionError, match="'claim': its judge raised Runtime") as raised:
        judged(stated(judge=raises), ECO)
    assert "Maria" not in str(raised.value)
    assert isinstance(raised.value.__cause__, RuntimeError)


def test_a_judge_that_changes_the_record_is_found_out() -> None:
    def meddles(eco: Ecosystem) -> Judgement:
        column = eco.table.channel
        column.setflags(write=True)
        column[0] += 1
        return compared(1, ">", 0)

    own = Ecosystem(read_example("first-contact"))
    with pytest.raises(PropositionError, match="changed the record"):
        judged(stated(judge=meddles), own)


def test_a_judge_that_alters_the_graph_alters_its_own() -> None:
    def scribbles(eco: Ecosystem) -> Judgement:
        for _, data in eco.graph.nodes(data=True):
            data["seen"] = True
        return compared(1, ">", 0)

    eco = Ecosystem(read_example("first-contact"))
    judged(stated(judge=scribbles), eco)
    assert not any("seen" in data for _, data in eco.graph.nodes(data=True))


def test_an_answer_is_a_judgement() -> None:
    with pytest.raises(PropositionError, match="gave a value of type bool"):
        judged(stated(judge=lambda eco: len(eco) > 0), ECO)


def test_examples_are_cases() -> None:
    with pytest.raises(PropositionError, match="ships no confirming case"):
        example_of(stated(), "confirming")
    with pytest.raises(PropositionError, match="its refuting case is a value of type int"):
        example_of(stated(refuting=lambda: 3), "refuting")


def test_a_theory_says_what_it_lacks() -> None:
    with pytest.raises(TheoryError, match=r"theory 'mine': expected a source"):
        Theory(id="mine", title="Mine", sources=(), propositions=(stated(),))
    with pytest.raises(TheoryError, match="expected a proposition"):
        Theory(id="mine", title="Mine", sources=SOURCES, propositions=())
    with pytest.raises(TheoryError, match="got 'claim' 2 times"):
        Theory(id="mine", title="Mine", sources=SOURCES, propositions=(stated(), stated()))
    theory = Theory(id="mine", title="Mine", sources=SOURCES, propositions=(stated(),))
    assert theory["claim"] is theory.propositions[0]
    with pytest.raises(UnknownTermError, match="Did you mean 'claim'"):
        theory["clam"]
    assert repr(theory) == "<Theory 'mine': 1 propositions>"


def test_the_record_is_left_as_it_was() -> None:
    before = [column.copy() for column in (ECO.table.time, ECO.table.channel)]
    found = check(
        ECO,
        theories=Theory(
            id="mine",
            title="Mine",
            sources=SOURCES,
            propositions=(
                stated(),
                stated(id="other", judge=lambda eco: undecided(f"{len(eco)} rows")),
            ),
        ),
    )
    assert [claim.judgement.verdict for claim in found.claims] == [
        Verdict.HOLDS,
        Verdict.UNDECIDED,
    ]
    for column, kept in zip((ECO.table.time, ECO.table.channel), before, strict=True):
        np.testing.assert_array_equal(column, kept)
