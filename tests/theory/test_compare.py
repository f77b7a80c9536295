import math

import numpy as np
import pytest
from hypothesis import given, settings

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import FormationModel, FormationParameters, MediumFit
from mediaeco.io import read_example
from mediaeco.model import Cohort
from mediaeco.testing import cohorts
from mediaeco.theory import (
    FOUNDING_STUDY,
    MERE_EXPOSURE,
    Judgement,
    Proposition,
    Theory,
    Verdict,
    compare_theories,
    compared,
    contact,
    several,
    told,
)
from mediaeco.theory.published.founding_story import agreed_on_known_ground, agreed_on_new_ground

PAIR = (FOUNDING_STUDY, MERE_EXPOSURE)


def agreed(name: str, *, late: bool) -> object:
    """The fee is agreed after a week, or at once."""
    parts = [contact(day, ("therapist", "patient")[day % 2], "email") for day in range(8)]
    day = 7 if late else 1
    parts[0] = contact(0, "therapist", "email", acts=["propose fee"])
    parts[day] = contact(day, "patient", "email", acts=["accept fee"])
    return told(name, *parts)


def test_the_question_that_two_answer_tells_them_apart() -> None:
    found = compare_theories(agreed_on_new_ground(), theories=PAIR)
    question = found.questions.index("does agreement wait for appropriation")
    assert found.verdict[question].tolist() == ["fails", "holds"]
    assert found.decisive[question]
    other = compare_theories(agreed_on_known_ground(), theories=PAIR)
    assert other.verdict[question].tolist() == ["holds", "fails"]
    frame = found.to_frame()
    assert set(frame["verdict"].tolist()) <= {str(verdict) for verdict in Verdict}
    assert "tell theories apart here" in found.statement().replace("tells", "tell")


@given(cohorts(max_cases=3, max_contacts=6))
@settings(max_examples=15)
def test_a_theory_beside_itself_is_never_told_apart(cohort: Cohort) -> None:
    found = compare_theories(cohort, theories=(FOUNDING_STUDY,))
    assert not found.decisive.any()


@given(cohorts(max_cases=3, max_contacts=6, legal=True))
@settings(max_examples=8)
def test_the_order_of_theories_permutes_columns(cohort: Cohort) -> None:
    one, other = (compare_theories(cohort, theories=order) for order in (PAIR, PAIR[::-1]))
    place = [other.questions.index(question) for question in one.questions]
    np.testing.assert_array_equal(one.verdict, other.verdict[place][:, ::-1])
    np.testing.assert_array_equal(one.decisive, other.decisive[place])
    for name in ("aic", "log_score", "holds", "score_difference"):
        np.testing.assert_allclose(
            one.summary()[name].astype(float), other.summary()[name][::-1].astype(float), rtol=1e-6
        )


def test_models_are_held_against_one_another_out_of_sample() -> None:
    cohort = several(*(agreed(f"pair_{k}", late=k % 3 > 0) for k in range(9)))  # type: ignore[arg-type]  # cases
    found = compare_theories(cohort, theories=PAIR)
    table = found.summary()
    assert found.scores[0] is not None
    assert np.isfinite(table["log_score"]).all()
    assert table["score_difference"].max() == 0
    assert table["aic_difference"].min() == 0
    best = int(np.argmax(table["log_score"]))
    assert math.isnan(table["se"][best])
    assert table["se"][1 - best] > 0
    assert set(found.models()["parameter"].tolist()) == {
        "rate", "primacy", "exposure", "content",
    }  # fmt: skip
    assert "no log score" not in found.statement()


def mine(formation: FormationModel | None) -> Theory:
    def judge(eco: object) -> Judgement:
        return compared(len(str(eco)), ">", 0)

    claim = Proposition(id="mine", statement="Mine.", sources=["my own"], judge=judge)
    return Theory(
        id="mine", title="Mine", sources=["my own"], propositions=[claim], formation=formation
    )


def test_what_is_not_fitted_says_why() -> None:
    case = read_example("first-contact")
    assert compare_theories(case, theories=[mine(None)]).unfitted == (
        "it has no model of formation",
    )
    rich = FormationModel(
        id="rich", free=("rate",), parameters=FormationParameters(medium=MediumFit.RICHNESS)
    )
    assert compare_theories(case, theories=[mine(rich)]).unfitted == ("",)
    empty = compare_theories(told("nothing"), theories=[mine(rich)])
    assert empty.unfitted == ("no element could be agreed",)
    assert empty.models().rows == 0
    assert "One case has no log score" in empty.statement()
    with pytest.raises(InvalidCaseError, match="a theory at least"):
        compare_theories(case, theories=[])


def test_a_channel_without_a_profile_is_told_and_the_others_go_on() -> None:
    import attrs

    case = agreed_on_new_ground()
    bare = attrs.evolve(
        case,
        channels=[attrs.evolve(c, richness=None) for c in case.channels],
        interactions=case.table,
    )
    rich = FormationModel(
        id="rich", free=("rate",), parameters=FormationParameters(medium=MediumFit.RICHNESS)
    )
    found = compare_theories(bare, theories=[mine(rich), MERE_EXPOSURE])
    assert "richness" in found.unfitted[0]
    assert found.fits[1] is not None
    assert math.isnan(found.summary()["aic"][0])


def test_of_two_answers_the_one_that_fails_comes_first() -> None:
    def many(eco: Ecosystem) -> Judgement:
        return compared(len(eco), ">", 3)

    def some(eco: Ecosystem) -> Judgement:
        return compared(len(eco), ">", 0)

    claims = [
        Proposition(
            id=name, statement="Many.", sources=["my own"], judge=judge, question="how many"
        )
        for name, judge in (("some", some), ("many", many))
    ]
    theory = Theory(id="two", title="Two", sources=["my own"], propositions=claims)
    found = compare_theories(told("one", contact(0, "patient", "email")), theories=[theory])
    assert found.verdict.tolist() == [["fails"]]
