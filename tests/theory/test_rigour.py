import attrs
import pytest

from mediaeco.theory import (
    THEORIES,
    Judgement,
    Proposition,
    Theory,
    rigour_checklist,
    undecided,
)
from mediaeco.theory.rigour import CRITERIA


def bare() -> Theory:
    def judge(eco: object) -> Judgement:
        return undecided(f"{eco} says nothing")

    claim = Proposition(id="vague", statement="Something.", sources=["my own"], judge=judge)
    return Theory(id="vague", title="Vague", sources=["my own"], propositions=[claim])


def test_what_is_not_said_is_missing() -> None:
    found = rigour_checklist(bare())
    met = dict(zip(CRITERIA, found.met[0].tolist(), strict=True))
    assert [name for name, done in met.items() if done] == ["sources named"]
    assert found.to_frame().rows == len(CRITERIA)
    missing = dict(zip(found.criteria, found.missing[0], strict=True))
    assert missing["what would refute it"] == "vague"
    assert found.summary()["met"].tolist() == [1]


@pytest.mark.parametrize(
    ("criterion", "changes"),
    [
        ("constructs defined", {"constructs": {"vagueness": "how vague it is"}}),
        ("rivals named", {"rivals": ["clarity"]}),
        ("limits admitted", {"beside": ["Nothing of it can be decided."]}),
    ],
)
def test_saying_more_meets_more(criterion: str, changes: dict[str, object]) -> None:
    found = rigour_checklist(attrs.evolve(bare(), **changes))  # type: ignore[arg-type]  # fields
    assert found.met[0, CRITERIA.index(criterion)]
    assert found.met.sum() == 2


def test_a_construct_without_a_meaning_is_not_defined() -> None:
    found = rigour_checklist(attrs.evolve(bare(), constructs={"vagueness": " "}))
    assert found.missing[0][CRITERIA.index("constructs defined")] == "vagueness"


def test_the_theories_that_ship_meet_all() -> None:
    found = rigour_checklist(THEORIES)
    assert found.summary()["not_met"].tolist() == [""] * len(THEORIES)


def test_no_theory_meets_nothing() -> None:
    assert rigour_checklist([]).met.shape == (0, len(CRITERIA))
    assert rigour_checklist([]).to_frame().rows == 0
