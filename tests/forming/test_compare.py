"""Models side by side."""

import re
from typing import Any

import attrs
import numpy as np
import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import (
    FORMATION_MODELS,
    FormationFit,
    FormationParameters,
    LogScore,
    ModelTable,
    compare_models,
    fit_formation,
    formation_models,
    log_score,
)
from mediaeco.forming.fit import fitted
from mediaeco.forming.likelihood import at_risk, log_likelihood
from mediaeco.forming.score import difference_errors, scored
from mediaeco.io import read_example
from mediaeco.model import Cohort
from mediaeco.model.latex import escaped, latex_table
from mediaeco.model.tidy import TidyTable
from mediaeco.simulation import BehaviourParameters, simulate_cohort

FEW = tuple(m for m in FORMATION_MODELS if m.id in ("exposure_only", "medium_only", "no_primacy"))

RANDOM = np.random.default_rng


@pytest.fixture(scope="module")
def eco() -> Ecosystem:
    """Thirty cases in which appropriation and content matter."""
    truth = FormationParameters(rate=0.5, exposure=0.15, content=0.7, primacy=0)
    return Ecosystem(simulate_cohort(30, parameters=BehaviourParameters(formation=truth), seed=3))


@pytest.fixture(scope="module")
def table(eco: Ecosystem) -> ModelTable:
    return compare_models(eco, models=FEW, folds=3)


def test_rows_are_the_fits_and_scores_of_each_model(eco: Ecosystem, table: ModelTable) -> None:
    frame = table.to_frame()
    for k, model in enumerate(FEW):
        assert frame["aic"][k] == fit_formation(eco, model=model).aic
        assert frame["log_score"][k] == pytest.approx(
            log_score(eco, model=model, folds=3).total, rel=1e-4
        )
    assert frame["aic_difference"].min() == 0
    assert frame["score_difference"].max() == 0
    assert frame["weight"].sum() == pytest.approx(1)
    odds = np.exp(-(frame["aic"][0] - frame["aic"][1]) / 2)
    assert frame["weight"][0] / frame["weight"][1] == pytest.approx(odds)
    assert np.isnan(frame["score_se"][int(np.argmax(frame["log_score"]))])


def test_what_made_the_data_is_told_from_what_did_not(table: ModelTable) -> None:
    frame = table.to_frame()
    assert frame["model"][int(np.argmin(frame["aic"]))] == "no_primacy"
    assert frame["p"][frame["model"].tolist().index("medium_only")] < 0.001
    told = table.statement()
    assert "By AIC no_primacy is best" in told
    assert "LR tests are against no_primacy" in told
    assert str(table.summary()) in repr(table)


def test_the_order_of_models_permutes_rows(eco: Ecosystem) -> None:
    one, other = (compare_models(eco, models=m, folds=0).to_frame() for m in (FEW, FEW[::-1]))
    assert np.isnan(one["log_score"]).all()  # of no folds
    for name in ("model", "aic", "weight", "lr", "p"):
        np.testing.assert_array_equal(one[name], other[name][::-1])


def test_a_model_beside_itself_differs_by_nothing(eco: Ecosystem) -> None:
    twin = attrs.evolve(FEW[1], id="twin")
    frame = compare_models(eco, models=[FEW[1], twin], folds=3).to_frame()
    assert frame["aic_difference"].tolist() == [0, 0]
    assert frame["score_difference"].tolist() == [0, 0]
    assert frame["weight"].tolist() == [0.5, 0.5]
    assert np.isnan(frame["lr"]).all()
    assert frame["score_se"][1] == 0


def test_every_pair_is_tested_on_request(table: ModelTable) -> None:
    assert [(test.null, test.general) for test in table.tests()] == [("medium_only", "no_primacy")]


def test_a_model_that_cannot_be_fitted_stays_with_the_reason() -> None:
    case = read_example("first-contact")
    bare = attrs.evolve(
        case,
        channels=[attrs.evolve(c, richness=None) for c in case.channels],
        interactions=case.table,
        clock=case.clock,
    )
    models = [m for m in FORMATION_MODELS if m.id in ("richness", "content_only")]
    found = compare_models(Ecosystem(bare), models=models, folds=2)
    frame = found.to_frame()
    lost = frame["model"].tolist().index("richness")
    assert "richness" in frame["note"][lost]
    assert np.isnan(frame["aic"][lost])
    assert "Not fitted: richness" in found.statement()
    assert np.isnan(frame["log_score"]).all()  # one case leaves none to fit


def test_what_has_no_chance_is_told() -> None:
    models = [m for m in FORMATION_MODELS if m.id in ("co_appropriation", "full_mediation")]
    found = compare_models(Ecosystem(read_example("first-contact")), models=models, folds=0)
    frame = found.to_frame()
    assert frame["aic"][1] == np.inf
    assert frame["weight"].tolist() == [1, 0]
    assert "gives no chance to" in frame["note"][1]
    assert "something that was agreed had no chance under full_mediation." in found.statement()
    assert r"$-\infty$" in found.to_latex()


def test_where_nothing_was_agreed_nothing_tells_models_apart() -> None:
    cohort = simulate_cohort(3, seed=4)
    silent = Cohort(
        attrs.evolve(case, interactions=[attrs.evolve(row, acts=()) for row in case.interactions])
        for case in cohort
    )
    found = compare_models(Ecosystem(silent), models=FEW, folds=0)
    assert found.fits[0] is not None
    assert found.fits[0].cells > 0
    assert found.statement().endswith("nothing tells the models apart.")
    assert np.isnan(found.to_frame()["p"]).all()
    assert all("no element was agreed" in test.note for test in found.tests())


def test_one_case_says_that_it_is_one() -> None:
    found = compare_models(Ecosystem(read_example("first-contact")), models=FEW, folds=2)
    assert "compared on 1 case (" in found.statement()
    assert "One case does not tell how much cases differ" in found.statement()


def test_errors_over_few_cases_are_rough(table: ModelTable) -> None:
    assert "are rough" not in table.statement()
    assert "fewer than 10 cases are rough" in attrs.evolve(table, cases=9).statement()


class Stops:
    """Does as it did, until somebody stops it."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, *given: Any) -> FormationFit:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return fitted(*given)


def test_what_was_judged_before_an_interruption_is_kept(
    eco: Ecosystem, table: ModelTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each model is fitted once to all cases and once without each of three parts.
    for after in (4, 5, 6):  # between models, in a fit, in a score
        stops = Stops(after)
        monkeypatch.setattr("mediaeco.forming.compare.fitted", stops)
        monkeypatch.setattr("mediaeco.forming.score.fitted", stops)
        found = compare_models(eco, models=FEW, folds=3)
        assert found.interrupted
        frame, whole = found.to_frame(), table.to_frame()
        assert frame["log_score"][0] == whole["log_score"][0]
        assert np.isnan(frame["log_score"][1:]).all()
        assert np.isnan(frame["aic"][1:]).all()
        assert "interrupted" in frame["note"][1]
        assert "interrupted before all models were judged" in found.statement()
    monkeypatch.setattr("mediaeco.forming.compare.fitted", Stops(0))
    with pytest.raises(KeyboardInterrupt):
        compare_models(eco, models=FEW, folds=3)


def test_an_interrupted_score_has_no_total(eco: Ecosystem, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = log_score(eco, model=FEW[0], folds=3)
    assert not whole.interrupted
    assert f"30 of 30 cases were left out in 3 parts; model {FEW[0].id}" in repr(whole)
    monkeypatch.setattr("mediaeco.forming.score.fitted", Stops(2))
    found = log_score(eco, model=FEW[0], folds=3)
    told = ~np.isnan(found.score)
    assert told.sum() == 10
    np.testing.assert_array_equal(found.score[told], whole.score[told])
    assert found.interrupted
    assert np.isnan(found.total)
    assert "there is no total" in found.statement()


def test_errors_of_differences_are_over_the_cases_that_both_foretold() -> None:
    def scores(*values: float) -> LogScore:
        return LogScore(model=FEW[0], cases=tuple("abcd"), score=np.array(values), folds=4)

    best, other = scores(-1, -2, -3, np.nan), scores(-2, -5, np.nan, -1)
    found = difference_errors([best, other, None], np.array([-6.0, -8.0, np.nan]))
    # Apart by -1 and -3: of two, each sqrt(2) standard deviations make the error of the sum.
    assert found[1] == pytest.approx(np.sqrt(2) * np.std([-1, -3], ddof=1))
    assert np.isnan(found[[0, 2]]).all()


def test_what_was_agreed_in_a_case_has_no_part_in_what_foretells_it(eco: Ecosystem) -> None:
    cells = at_risk(eco, FEW[0].parameters).of_cases(np.arange(len(eco.cases)) < 6)
    own = cells.case == 0
    for agreed in (cells.agreed, cells.agreed & ~own):
        changed = attrs.evolve(cells, agreed=agreed)
        others = fitted(cells.of_cases(np.arange(cells.cases) > 0), FEW[1], RANDOM(0), 4)
        found = scored(changed, eco.ids, FEW[1], 99, 0)
        expected = log_likelihood(changed, others.parameters)[0][0]
        assert found.score[0] == pytest.approx(expected, rel=1e-4)


def test_a_case_that_could_agree_nothing_has_no_score(eco: Ecosystem) -> None:
    cells = at_risk(eco, FEW[0].parameters)
    more = attrs.evolve(cells, cases=cells.cases + 1)
    found = scored(more, (*eco.ids, "silent"), FEW[0], 3, 0)
    assert np.isnan(found.score[-1])
    assert np.isfinite(found.score[:-1]).all()


def test_nothing_to_compare() -> None:
    none = compare_models(Ecosystem(Cohort(())), models=FEW)
    assert "none could be fitted" in none.statement()
    assert np.isnan(none.to_frame()["weight"]).all()


def test_what_cannot_be_compared_is_refused() -> None:
    eco = Ecosystem(Cohort(()))
    with pytest.raises(InvalidCaseError, match="an id of its own"):
        compare_models(eco, models=())
    with pytest.raises(InvalidCaseError, match="two of one id"):
        compare_models(eco, models=(FEW[0], FEW[0]))
    with pytest.raises(InvalidCaseError, match=r"compare_models\.reference"):
        compare_models(eco, models=FEW, reference="full")
    with pytest.raises(InvalidCaseError, match=r"compare_models\.folds"):
        compare_models(eco, models=FEW, folds=1)


def test_names_are_told_apart_and_settings_go_into_all() -> None:
    assert len({model.id for model in FORMATION_MODELS}) == len(FORMATION_MODELS)
    mine = formation_models(FormationParameters(rates={"fee": 0.5}, exposure=1, primacy=0))
    assert all(model.parameters.rates == {"fee": 0.5} for model in mine)
    # A search does not begin where its null is.
    assert mine[0].parameters.exposure == 0.2
    assert mine[0].parameters.primacy == 1


def test_the_paper_s_table(table: ModelTable) -> None:
    text = table.to_latex(caption="Fits & scores")
    lines = text.splitlines()
    assert lines[0] == r"\begin{table}"
    assert r"\caption{Fits \& scores}" in lines
    rows = [line for line in lines if line.endswith(r"\\")]
    assert len(rows) == 4
    assert {len(re.findall(r"(?<!\\)&", row)) for row in rows} == {11}
    assert any(row.startswith(r"no\_primacy & ") for row in rows)
    for rule in (r"\toprule", r"\midrule", r"\bottomrule"):
        assert lines.count(rule) == 1


def test_latex_is_escaped_and_numbers_are_numbers() -> None:
    hostile = "\\input{x} & 5 % of $y_1^2$ #1 ~ <a>\nb"
    shown = escaped(hostile)
    assert re.search(r"(?<!\\)[&%$#_]", shown) is None
    assert "\n" not in shown
    frame = TidyTable({"x": [float("nan"), -1.25, float("-inf")], "n": [1, 2, 3]})
    text = latex_table(frame, formats={"x": ".1f"}, note="n < 5")
    assert r"-- & 1 \\" in text
    assert r"$-$1.2 & 2 \\" in text
    assert r"$-\infty$ & 3 \\" in text
    assert r"n \textless{} 5" in text
