"""Profile likelihood: its ends have the right drop, and say where they are a bound's."""

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import attrs
import numpy as np
import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.forming import (
    AtRisk,
    FormationModel,
    FormationParameters,
    FormationProfile,
    fit_formation,
    formation_profile,
)
from mediaeco.forming import profile as module
from mediaeco.forming.fit import fitted
from mediaeco.forming.profile import profiled
from mediaeco.forming.scale import DROP_95
from mediaeco.io import read_example
from mediaeco.model import Cohort

Drawn = Callable[..., AtRisk]
TRUTH = FormationParameters(rate=0.6, exposure=0.25, content=0.6, primacy=0)
THREE = FormationModel(
    id="three", free=("rate", "exposure", "content"), parameters=FormationParameters(primacy=0)
)


def profile(cells: AtRisk, parameter: str, model: FormationModel = THREE) -> FormationProfile:
    found = fitted(cells, model, np.random.default_rng(0), 2)
    return profiled(cells, found, parameter, 5)


@pytest.mark.parametrize("parameter", THREE.free)
def test_ends_have_the_right_drop(drawn: Drawn, parameter: str) -> None:
    cells = drawn(TRUTH, cases=40)
    found = fitted(cells, THREE, np.random.default_rng(0), 2)
    told = profiled(cells, found, parameter, 5)
    k = THREE.free.index(parameter)
    assert told.estimate == pytest.approx(found.estimate[k])
    assert told.low < told.estimate < told.high
    assert not told.low_at_bound
    assert not told.high_at_bound
    others = tuple(name for name in THREE.free if name != parameter)
    for end in (told.low, told.high):
        told_end: dict[str, Any] = {parameter: end}
        held = attrs.evolve(found.parameters, **told_end)
        again = fitted(
            cells,
            FormationModel(id="held", free=others, parameters=held),
            np.random.default_rng(0),
            1,
        )
        drop = found.log_likelihood.sum() - again.log_likelihood.sum()
        assert drop == pytest.approx(DROP_95, abs=1e-3)
    # With many cases the two kinds of interval are the same.
    np.testing.assert_allclose([told.low, told.high], found.interval[k], atol=0.08)
    assert told.drop.min() == 0
    assert (np.diff(told.value) > 0).all()
    assert told.to_frame().rows == len(told.value)


def test_an_interval_that_ends_at_a_bound_says_so(drawn: Drawn) -> None:
    told = profile(drawn(attrs.evolve(TRUTH, exposure=1.0), cases=40, seed=5), "exposure")
    assert told.high == 1
    assert told.high_at_bound
    assert not told.low_at_bound
    assert told.low > 0.3
    assert "1 (the end of its range)" in told.statement()


def test_a_setting_that_the_data_do_not_tell_has_the_whole_range(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=10)
    told = profile(attrs.evolve(cells, content=cells.medium), "content")
    assert (told.low, told.high) == (0, 1)
    assert "not identified" in told.statement()


def test_where_nothing_was_agreed_there_is_an_upper_end(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=10)
    none = attrs.evolve(cells, agreed=np.zeros(len(cells), dtype=bool))
    told = profile(none, "rate", FormationModel(id="rate", free=("rate",)))
    assert told.low_at_bound
    assert 0 < told.high < 0.1


def test_shifts_are_pulled_as_in_the_fit(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, rates={"element_0": 0.1}), cases=40)
    pooled = profile(cells, "content", attrs.evolve(THREE, pooled=("element",), kappa=1))
    plain = profile(cells, "content")
    assert (pooled.low, pooled.high) != (plain.low, plain.high)
    assert pooled.low < pooled.estimate < pooled.high


def test_a_likelihood_that_is_larger_elsewhere_is_told() -> None:
    points = {0.2: (-5.0, np.zeros(1)), 0.5: (-7.0, np.zeros(1)), 0.8: (-4.0, np.zeros(1))}
    curve: Any = SimpleNamespace(points=points, top=-5.0, first=0.2)
    found = module._told(curve, "exposure", [(0.2, False), (0.8, False)])
    assert found.warnings[0].startswith("At 0.8 the likelihood is larger")
    np.testing.assert_allclose(found.drop, [1, 3, 0])
    points[0.8] = (-5.5, np.zeros(1))
    assert module._told(curve, "exposure", [(0.2, False), (0.8, False)]).warnings == ()


def test_what_has_no_profile_is_refused() -> None:
    eco = Ecosystem(read_example("first-contact"))
    found = fit_formation(eco, model=THREE)
    with pytest.raises(UnknownTermError, match="rate"):
        formation_profile(eco, fit=found, parameter="rat")
    with pytest.raises(InvalidCaseError, match="the fit of this record"):
        formation_profile(Ecosystem(read_example("sent-away")), fit=found, parameter="rate")
    for points in (-3, 1.5):
        with pytest.raises(InvalidCaseError, match=r"formation_profile\.points"):
            formation_profile(eco, fit=found, parameter="rate", points=points)  # type: ignore[arg-type]  # wrong on purpose
    none = Ecosystem(Cohort(()))
    empty = formation_profile(none, fit=fit_formation(none, model=THREE), parameter="rate")
    assert math.isnan(empty.low)
    assert "nothing to fit" in repr(empty)
