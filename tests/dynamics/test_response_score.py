"""Fits held against contacts that they were not fitted to."""

from __future__ import annotations

from datetime import timedelta

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.dynamics import (
    HawkesFit,
    HawkesParameters,
    HawkesRecord,
    Rhythm,
    fit_hawkes,
    response,
    response_score,
    simulate_hawkes,
    switching_ecology,
    time_rescaling,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.simulation import WAKING, CaseDesign, simulate_cohort

DYAD = HawkesParameters(mu=[0.2, 0.3], alpha=[[0.2, 0.4], [0.4, 0.2]], beta=8.0)
SEEDS = st.integers(0, 1000)


def fitted(seed: int, cases: int = 4) -> HawkesFit:
    return fit_hawkes([simulate_hawkes(DYAD, until=30, seed=50 * seed + k) for k in range(cases)])


@given(SEEDS)
@settings(max_examples=8)
def test_on_its_own_record_it_is_the_fit_and_nothing_is_better(seed: int) -> None:
    fit, other = fitted(seed), fitted(seed + 2000)
    own = response_score(fit, fit.record)
    assert own.log_likelihood == pytest.approx(fit.log_likelihood)
    assert own.initiative == pytest.approx(fit.without)
    np.testing.assert_array_equal(own.rescaling.gap, time_rescaling(fit).gap)
    assert response_score(other, fit.record).log_likelihood <= fit.log_likelihood + 1e-6
    assert response_score(other, fit.record).initiative <= fit.without + 1e-9


def test_a_rhythm_and_contacts_that_are_given_count_as_in_the_fit() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    rhythm = Rhythm.observed(eco.table.time / 1e6 + eco.table.utc_offset)
    fit = response(eco, rhythm=rhythm)
    assert fit.record.drawn is not None
    assert not np.asarray(fit.record.drawn).all()
    own = response_score(fit, eco)
    assert own.log_likelihood == pytest.approx(fit.log_likelihood)
    assert own.initiative == pytest.approx(fit.without)


@given(SEEDS)
@settings(max_examples=5)
def test_records_add_up(seed: int) -> None:
    fit, part, rest = (fitted(seed + 1500 * k, 2) for k in range(3))
    events = [simulate_hawkes(DYAD, until=30, seed=50 * (seed + 1500 * i) + k)
              for i in (1, 2) for k in range(2)]  # fmt: skip
    both = response_score(fit, fit_hawkes(events).record)
    each = [response_score(fit, one.record) for one in (part, rest)]
    assert both.log_likelihood == pytest.approx(sum(one.log_likelihood for one in each))
    assert both.initiative == pytest.approx(sum(one.initiative for one in each))


def test_a_right_fit_foretells_others_and_a_wrong_one_does_not() -> None:
    fit, later = fitted(1, 12), fitted(900, 12).record
    right = response_score(fit, later)
    assert right.gain > 0.2
    assert right.rescaling.p[-1] > 0.01
    assert right.rescaling.mean[-1] == pytest.approx(1, abs=0.1)
    assert len(right.rescaling.gap) == len(later)
    slow = attrs.evolve(fit, beta=fit.beta / 100)
    assert response_score(slow, later).gain < right.gain - 0.1
    assert response_score(slow, later).rescaling.statistic[-1] > 2 * right.rescaling.statistic[-1]
    assert f"{right.gain:.3f} nats a contact" in right.statement()
    assert repr(right).startswith(right.statement())
    assert right.statement() in right._repr_html_()
    row = right.to_frame()
    assert row["contacts"][0] == later.counts.sum()
    assert row["ks"][0] == right.rescaling.statistic[-1]


def test_an_ecosystem_is_read_as_that_of_the_fit_was() -> None:
    design = CaseDesign()
    eco = Ecosystem(simulate_cohort(5, seed=2))
    middle, end = (design.start + timedelta(days=days) for days in (42, 84))
    earlier, later = (design.start, middle), (middle, end)
    for fit, own in (
        (response(eco, window=earlier, rhythm=WAKING), response(eco, window=later, rhythm=WAKING)),
        (switching_ecology(eco, window=earlier), switching_ecology(eco, window=later)),
        (
            response(eco, window=earlier, channel="email"),
            response(eco, window=later, channel="email"),
        ),
    ):
        over = "email" if own.record.counts.sum() < 60 else None
        found = response_score(fit, eco, window=later, channel=over)
        expected = response_score(fit, own.record)
        assert found.log_likelihood == pytest.approx(expected.log_likelihood)
        assert found.record.counts.sum() == own.record.counts.sum()
    with pytest.raises(UnknownTermError):
        response_score(fit, eco, channel="fax")


def test_kinds_go_by_their_names() -> None:
    fit = fitted(3)
    record = fitted(4).record
    turned = attrs.evolve(record, kinds=record.kinds[::-1], kind=1 - record.kind)
    found, other = response_score(fit, record), response_score(fit, turned)
    assert found.log_likelihood == pytest.approx(other.log_likelihood)
    one = HawkesRecord(kinds=["1"], time=[1, 1.1], kind=[0, 0], offsets=[0, 2], until=[3])
    expected = attrs.evolve(one, kinds=["0", "1"], kind=[1, 1])
    values = [response_score(fit, seen).log_likelihood for seen in (one, expected)]
    assert values[0] == values[1]
    for wrong in (attrs.evolve(one, kinds=["2"]), attrs.evolve(one, unit="day")):
        with pytest.raises(InvalidCaseError, match="response_score"):
            response_score(fit, wrong)


def test_what_is_not_known_has_no_score() -> None:
    fit = fitted(5)
    empty = HawkesRecord(kinds=["0", "1"], time=[], kind=[], offsets=[0, 0], until=[3])
    nothing = response_score(fit, empty)
    assert nothing.log_likelihood == pytest.approx(-3 * fit.mu.sum())
    assert np.isnan(nothing.gain)
    assert "not defined" in nothing.statement()
    unknown = response_score(fit_hawkes(empty), fit.record)
    assert np.isnan(unknown.log_likelihood)
    assert "not defined" in unknown.statement()
    eco = Ecosystem(read_example("broken-frame"))
    none = response_score(response(eco), eco.select(np.zeros(len(eco.table), dtype=bool)))
    assert "not defined" in none.statement()
