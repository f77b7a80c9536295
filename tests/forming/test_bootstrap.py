"""Cases drawn anew."""

from collections.abc import Callable, Iterator

import attrs
import numpy as np
import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import (
    AtRisk,
    FormationBootstrap,
    FormationModel,
    FormationParameters,
    bootstrap_formation,
)
from mediaeco.forming import bootstrap as module
from mediaeco.forming.bootstrap import bootstrapped
from mediaeco.forming.fit import fitted
from mediaeco.forming.likelihood import COLUMNS
from mediaeco.io import read_example
from mediaeco.kernels.array import Floats
from mediaeco.kernels.newton import maximise
from mediaeco.kernels.resample import drawn_counts
from mediaeco.model import Cohort

Drawn = Callable[..., AtRisk]
TRUTH = FormationParameters(rate=0.6, exposure=0.25, content=0.6, primacy=0)
THREE = FormationModel(
    id="three", free=("rate", "exposure", "content"), parameters=FormationParameters(primacy=0)
)


def boot(cells: AtRisk, model: FormationModel = THREE, replicates: int = 40) -> FormationBootstrap:
    return bootstrapped(cells, model, replicates, seed=1)


def drawn_so(cells: AtRisk, weights: Floats) -> AtRisk:
    """Each case told as often as it was drawn."""
    parts = [np.flatnonzero(cells.case == k) for k, w in enumerate(weights) for _ in range(int(w))]
    rows = np.concatenate(parts)
    columns = {name: getattr(cells, name)[rows] for name in COLUMNS}
    columns["case"] = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return attrs.evolve(cells, cases=len(parts), **columns)


def test_a_replicate_is_the_fit_of_the_cases_drawn(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=15)
    found = boot(cells, replicates=3)
    random = np.random.default_rng(1)
    fitted(cells, THREE, random, 4)
    for row in found.replicates:
        weights = drawn_counts(random, 15, 1)[0]
        again = fitted(drawn_so(cells, weights), THREE, np.random.default_rng(0), 2)
        np.testing.assert_allclose(row, again.estimate, rtol=2e-3, atol=2e-3)
    assert np.isnan(found.interval).all()
    assert "Fewer than 20" in found.statement()


def test_cases_that_are_all_alike_have_an_interval_of_no_width(drawn: Drawn) -> None:
    one = drawn(TRUTH, cases=1, elements=40, seed=1)
    found = boot(drawn_so(one, np.array([12.0])))
    assert not found.fit.at_bound
    np.testing.assert_allclose(np.ptp(found.interval, axis=1), 0, atol=1e-4)
    np.testing.assert_allclose(found.interval[:, 0], found.estimate, atol=1e-4)


def test_its_errors_are_near_the_robust_ones(drawn: Drawn) -> None:
    found = boot(drawn(TRUTH, cases=120), replicates=120)
    assert found.failed == 0
    np.testing.assert_allclose(found.standard_error, found.fit.robust_error, rtol=0.3)
    low, high = found.interval.T
    assert (low < found.estimate).all()
    assert (found.estimate < high).all()
    assert found.to_frame().rows == 3


def test_one_case_has_no_spread_and_a_bound_no_percentiles(drawn: Drawn) -> None:
    one = boot(drawn(TRUTH, cases=1, elements=20))
    assert len(one.replicates) == 40
    assert np.isnan(one.interval).all()
    assert np.isnan(one.standard_error).all()
    assert "over 1 case (" in one.statement()
    assert "One case does not tell how much cases differ" in one.statement()
    null = FormationModel(id="null", free=("rate", "exposure"), parameters=THREE.parameters)
    found = boot(drawn(attrs.evolve(TRUTH, exposure=1, rate=0.2), cases=9, seed=1), null)
    assert found.fit.at_bound == ("exposure",)
    assert np.isnan(found.interval[1]).all()
    assert np.isnan(found.standard_error[1])
    assert np.isfinite(found.interval[0]).all()
    assert "At the end of its range: exposure" in found.statement()
    assert "Not to be trusted, because the fit does not tell it: rate" in found.statement()
    assert "Over fewer than 10 cases they are rough" in found.statement()


def test_intervals_of_few_cases_hold_more_of_the_replicates(drawn: Drawn) -> None:
    found = boot(drawn(TRUTH, cases=10), replicates=60)
    low, high = np.quantile(found.replicates, [0.025, 0.975], axis=0)
    assert (found.interval[1:, 0] < low[1:]).all()
    assert (found.interval[1:, 1] > high[1:]).all()
    assert "rough" not in found.statement()


def test_the_same_seed_gives_the_same(drawn: Drawn) -> None:
    cells = drawn(TRUTH, cases=10)
    np.testing.assert_array_equal(boot(cells).replicates, boot(cells).replicates)


def test_shifts_are_drawn_too(drawn: Drawn) -> None:
    model = attrs.evolve(THREE, pooled=("element",), kappa=2)
    found = boot(drawn(attrs.evolve(TRUTH, rates={"element_0": 0.1}), cases=40), model)
    assert found.names[3] == "element:element_0"
    assert found.interval[3, 1] < 0
    assert found.fit.pooling is not None
    np.testing.assert_allclose(found.estimate[3:], found.fit.pooling.shift, atol=1e-6)


def test_what_is_interrupted_keeps_what_is_done(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(random: np.random.Generator, cases: int, *_told: object) -> Iterator[Floats]:
        for _ in range(25):
            yield drawn_counts(random, cases, 1)[0]
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_counts", interrupted)
    found = boot(drawn(TRUTH, cases=10))
    assert found.interrupted
    assert len(found.replicates) == 25
    assert np.isfinite(found.interval).all()
    assert "interrupted" in found.statement()


def test_a_replicate_in_which_nothing_was_agreed_fails(drawn: Drawn) -> None:
    cells = drawn(attrs.evolve(TRUTH, rate=0.05), cases=6, contacts=10, seed=3)
    few = attrs.evolve(cells, agreed=cells.agreed & (cells.case == cells.case[cells.agreed][0]))
    found = boot(few, FormationModel(id="rate", free=("rate",)))
    assert 0 < found.failed < 40
    assert found.failed + len(found.replicates) == 40
    assert "could not be fitted" in found.statement()


def test_a_search_that_was_cut_off_fails(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "maximise", lambda *a, **k: maximise(*a, **k)._replace(converged=False)
    )
    found = boot(drawn(TRUTH, cases=10), replicates=5)
    assert (found.failed, len(found.replicates)) == (5, 0)


def test_hostile_input() -> None:
    eco = Ecosystem(read_example("first-contact"))
    with pytest.raises(InvalidCaseError, match=r"bootstrap_formation\.replicates"):
        bootstrap_formation(eco, model=THREE, replicates=0)
    empty = bootstrap_formation(Ecosystem(Cohort(())), model=THREE, replicates=5)
    assert np.isnan(empty.interval).all()
    assert np.isnan(empty.estimate).all()
    assert len(bootstrap_formation(eco, model=THREE, replicates=2, progress=True).replicates) == 2
