"""A plan is what its simulated studies say, resumed or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import chi2

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, ReadError
from mediaeco.forming import FormationParameters, at_risk, log_likelihood
from mediaeco.forming.fit import fitted
from mediaeco.kernels.array import Floats
from mediaeco.simulation import (
    BehaviourParameters,
    CaseDesign,
    EffectOf,
    GroupDifference,
    StudyPlan,
    StudySettings,
    plan_study,
    simulate_cohort,
)
from mediaeco.simulation.study import _summed
from mediaeco.simulation.study_effect import question_of
from mediaeco.simulation.study_log import Trial
from mediaeco.simulation.study_trial import trial

SHORT = CaseDesign(days=40)
FEW = StudySettings(replicates=3, seed=2)


def planned(*sizes: int, **more: object) -> StudyPlan:
    given: dict[str, object] = {"design": SHORT, "settings": FEW, "progress": False}
    return plan_study(sizes, **(given | more))  # type: ignore[arg-type]  # some are wrong on purpose


def same(one: StudyPlan, other: StudyPlan) -> bool:
    return one.to_frame().to_csv() == other.to_frame().to_csv()


def test_the_same_settings_give_the_same_plan_and_sizes_do_not_touch() -> None:
    both, alone = planned(8, 4), planned(4)
    assert both.n_cases.tolist() == [4, 8]
    assert same(both, planned(4, 8))
    assert alone.mean[0] > 0
    for name in ("power", "mean", "width", "unidentified"):
        np.testing.assert_array_equal(getattr(both, name)[:1], getattr(alone, name))


def test_an_interrupted_plan_goes_on_from_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, kept = planned(4, 8), tmp_path / "plan.jsonl"
    done: list[object] = []

    def stops(*given: object) -> Trial:
        if len(done) == 4:
            raise KeyboardInterrupt
        done.append(given[:2])
        return trial(*given)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr("mediaeco.simulation.study.trial", stops)
    part = planned(4, 8, resume=kept)
    assert part.interrupted
    assert part.done.tolist() == [3, 1]
    assert "interrupted after 4 studies" in part.statement()
    with kept.open("a") as stream:
        stream.write('{"n": 8, "repl')  # cut off while it was written
    monkeypatch.setattr("mediaeco.simulation.study.trial", trial)
    again = planned(4, 8, resume=kept)
    assert same(again, whole)
    assert not again.interrupted
    assert len(kept.read_text().splitlines()) == 1 + 6
    monkeypatch.setattr("mediaeco.simulation.study.trial", stops)  # nothing is left to be done
    assert same(planned(4, 8, resume=kept), whole)


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "plan.jsonl"
    planned(4, resume=kept)
    with pytest.raises(InvalidCaseError, match=r"plan_study\.resume: .* another plan"):
        planned(4, resume=kept, effect="primacy")
    for text in ("notes\n", "", "[1]\n", json.dumps({"form": "else"}) + "\n"):
        other = tmp_path / "notes.txt"
        other.write_text(text)
        with pytest.raises(ReadError, match="a file that a plan was kept in"):
            planned(4, resume=other)
        assert other.read_text() == text


@pytest.mark.parametrize(
    "effect",
    [
        EffectOf.APPROPRIATION,
        EffectOf.CONTENT,
        EffectOf.MEDIUM,
        GroupDifference(setting="rate", value=0.7),
    ],
)
def test_a_large_study_of_a_large_effect_shows_it(effect: EffectOf | GroupDifference) -> None:
    formation = FormationParameters(rate=0.3, exposure=0.1, content=0.5)
    behaviour = BehaviourParameters(formation=formation)
    settings = StudySettings(replicates=3, seed=1)
    found = planned(80, effect=effect, parameters=behaviour, settings=settings)
    assert found.power[0] >= 0.6
    assert found.untested[0] == 0
    assert found.mean[0] == pytest.approx(found.truth, abs=0.35)


def test_where_the_null_is_true_the_power_is_the_size_of_the_test() -> None:
    formation = FormationParameters(exposure=1.0, primacy=0.0)
    behaviour = BehaviourParameters(formation=formation)
    settings = StudySettings(replicates=12, seed=5)
    found = planned(12, parameters=behaviour, settings=settings)
    assert found.power_low[0] <= 0.05
    alike = GroupDifference(setting="rate", value=formation.rate)
    found = planned(14, effect=alike, parameters=behaviour, settings=settings)
    assert found.truth == 0
    assert found.power_low[0] <= 0.05


def test_nothing_to_test_is_told_and_is_no_power() -> None:
    silent = CaseDesign(days=1, most_contacts=0)
    found = planned(3, design=silent)
    assert (found.untested[0], found.unidentified[0], found.power[0]) == (3, 3, 0.0)
    assert np.isnan(found.width[0])
    assert np.isnan(found.coverage[0])
    assert found.needed() is None


@pytest.mark.parametrize(
    ("effect", "setting", "null"),
    [
        (EffectOf.APPROPRIATION, "exposure", 1.0),
        (EffectOf.PRIMACY, "primacy", 0.0),
        (EffectOf.CONTENT, "content", 0.0),
        (EffectOf.MEDIUM, "content", 1.0),
    ],
)
def test_an_effect_is_asked_for_by_what_would_be_without_it(
    effect: EffectOf, setting: str, null: float
) -> None:
    truth = FormationParameters(exposure=0.3, primacy=1.5, content=0.4)
    question = question_of(effect, truth)
    assert question.null is not None
    assert (question.setting, question.truth) == (setting, getattr(truth, setting))
    assert set(question.full.free) - set(question.null.free) == {setting}
    assert question.null.parameters == attrs.evolve(truth, **{setting: null})  # type: ignore[arg-type]  # a setting by its name


def test_trials_are_summed_up_by_what_they_found() -> None:
    def one(k: int, p: float, low: float, high: float) -> Trial:
        return Trial(n=4, replicate=k, p=p, estimate=low + 0.1, low=low, high=high)

    nan = float("nan")
    trials = [one(0, 0.05, 0.1, 0.3), one(1, 0.051, 0.25, 0.75), one(2, nan, nan, nan)]
    question = question_of(EffectOf.APPROPRIATION, FormationParameters(exposure=0.2))
    found = {name: column.tolist() for name, column in _summed([trials], question, 0.05).items()}
    assert (found["done"], found["untested"], found["unidentified"]) == ([3], [1], [1])
    assert found["power"] == pytest.approx([1 / 3])  # what reaches alpha refutes
    assert found["width"] == pytest.approx([0.35])
    assert found["coverage"] == [0.5]
    assert found["mean"] == pytest.approx([0.275])


def test_two_groups_share_all_settings_but_the_one_that_is_asked_for() -> None:
    effect = GroupDifference(setting="content", value=0.3)
    behaviour = BehaviourParameters()
    question = question_of(effect, behaviour.formation)
    found = trial(40, 1, question, SHORT, behaviour, 7)
    seeds = np.random.SeedSequence((7, 40, 1)).generate_state(2).tolist()
    assert question.other is not None
    truths = (behaviour, attrs.evolve(behaviour, formation=question.other))
    first, second = (
        at_risk(
            Ecosystem(simulate_cohort(20, design=SHORT, parameters=each, seed=seed)),
            behaviour.formation,
        )
        for each, seed in zip(truths, seeds, strict=True)
    )
    model = question.full
    both = fitted(first.joined(second), model, np.random.default_rng(0), 2)
    shared = [name for name in model.free if name != "content"]

    def cost(at: Floats) -> float:
        total = 0.0
        for cells, content in ((first, at[-2]), (second, at[-1])):
            chosen: dict[str, Any] = dict(zip(shared, at, strict=False), content=content)
            settings = attrs.evolve(model.parameters, **chosen)
            total -= float(log_likelihood(cells, settings)[0].sum())
        return total

    start = [float(both.estimate[model.free.index(name)]) for name in (*shared, *["content"] * 2)]
    finely = {"xatol": 1e-6, "fatol": 1e-8, "maxiter": 4000, "maxfev": 4000}
    inside = [(1e-6, 1 - 1e-6)] * len(start)
    slow = minimize(cost, start, method="Nelder-Mead", bounds=inside, options=finely)
    assert found.estimate == pytest.approx(slow.x[-1] - slow.x[-2], abs=2e-3)
    gain = -slow.fun - float(both.log_likelihood.sum())
    assert found.p == pytest.approx(chi2.sf(2 * gain, 1), rel=1e-2)
    assert found.low < found.estimate < found.high
    # The test and the interval of so regular an effect say nearly the same.
    z = found.estimate / ((found.high - found.low) / 3.92)
    assert z**2 == pytest.approx(2 * gain, rel=0.35)


def test_needed_is_the_size_from_which_on_power_holds() -> None:
    plan = planned(4)
    told = attrs.evolve(
        plan,
        n_cases=np.array([10, 20, 30, 40]),
        done=np.full(4, 100),
        power=np.array([0.81, 0.7, 0.85, 0.9]),
        power_low=np.zeros(4),
        power_high=np.ones(4),
        width=np.array([0.4, 0.3, 0.2, 0.1]),
    )
    assert told.needed() == 30
    assert told.needed(0.95) is None
    # What was not simulated is no size whose power is too small.
    part = attrs.evolve(
        told,
        done=np.array([100, 100, 20, 0]),
        power=np.array([0.81, 0.7, 0.85, np.nan]),
        interrupted=True,
    )
    assert part.needed() == 30
    assert "30 cases reach" in part.statement()
    none = attrs.evolve(part, done=np.zeros(4, dtype=np.int64))
    assert none.needed() is None
    assert "power of 0.8" not in none.statement()
    assert "30 cases reach a power of 0.85" in told.statement()
    assert "whose width is 0.2 in the median" in told.statement()
    assert "None of the sizes reaches a power of 0.95" in told.statement(0.95)


@pytest.mark.parametrize("sizes", [(), (0,), (3, 3), (2.5,), (True,), ("4",)])
def test_sizes_that_cannot_be_meant_are_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(InvalidCaseError, match=r"plan_study\.n_cases"):
        planned(*sizes)


def test_one_size_alone_is_a_list_of_one() -> None:
    with pytest.raises(InvalidCaseError, match=r"plan_study\.n_cases: expected whole numbers"):
        plan_study(5)  # type: ignore[arg-type]  # wrong on purpose


def test_groups_that_agreed_nothing_are_not_tested() -> None:
    slow = BehaviourParameters(formation=FormationParameters(rate=0.0))
    nothing = GroupDifference(setting="rate", value=0.0)
    found = planned(4, effect=nothing, parameters=slow)
    assert found.untested.tolist() == [3]


def test_settings_that_cannot_be_meant_are_refused() -> None:
    with pytest.raises(InvalidCaseError, match=r"StudySettings\.replicates"):
        StudySettings(replicates=0)
    with pytest.raises(InvalidCaseError, match=r"alpha"):
        StudySettings(alpha=1)
    with pytest.raises(InvalidCaseError, match=r"GroupDifference\.setting"):
        GroupDifference(setting="rates", value=0.2)
    with pytest.raises(InvalidCaseError, match="rate"):
        GroupDifference(setting="rate", value=1.5)
    with pytest.raises(InvalidCaseError, match=r"plan_study\.n_cases"):
        planned(1, effect=GroupDifference(setting="rate", value=0.4))
    with pytest.raises(InvalidCaseError, match="EffectOf"):
        planned(4, effect="love")


def test_a_setting_that_only_its_effect_frees_is_freed() -> None:
    found = planned(6, effect="primacy")
    assert (found.setting, found.truth) == ("primacy", FormationParameters().primacy)
    assert 0 <= found.power[0] <= 1
