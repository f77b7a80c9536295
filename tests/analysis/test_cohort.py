"""One law for every measure: of a cohort, cut to one case, it is the measure of that case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import (
    adoption,
    appropriation,
    appropriation_moves,
    boundary_crossings,
    boundary_load,
    cocreation,
    contexts,
    element_weights,
    faithfulness,
    first_contact,
    frame_constancy,
    frame_coverage,
    frame_lifecycle,
    frame_strength,
    is_session,
    media_share,
    open_ruptures,
    routine,
    ruptures,
    stages,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Ints
from mediaeco.media import channel_fit
from mediaeco.model import Cohort
from mediaeco.testing import cohorts

MEASURES: dict[str, Callable[[Ecosystem], Any]] = {
    "adoption": adoption,
    "appropriation": appropriation,
    "appropriation_moves": appropriation_moves,
    "boundary_crossings": boundary_crossings,
    "boundary_load": boundary_load,
    "cocreation": cocreation,
    "contexts": contexts,
    "faithfulness": faithfulness,
    "first_contact": first_contact,
    "frame_lifecycle": frame_lifecycle,
    "frame_strength": frame_strength,
    "routine": routine,
    "ruptures": ruptures,
    "stages": stages,
}
BY_ROW: dict[str, Callable[[Ecosystem], Array]] = {
    "frame_coverage": frame_coverage,
    "constancy": lambda eco: frame_constancy(eco).components,
    "constancy value": lambda eco: frame_constancy(eco).value,
    "open_ruptures": open_ruptures,
    "is_session": is_session,
    "before": lambda eco: appropriation(eco).before.T,
    "joint_before": lambda eco: appropriation(eco).joint_before,
    "agreed_weight": lambda eco: frame_lifecycle(eco).agreed_weight,
    "breached_weight": lambda eco: frame_lifecycle(eco).breached_weight,
    "proposed": lambda eco: frame_lifecycle(eco).proposed,
    "outside": lambda eco: boundary_load(eco).outside,
    "stage": lambda eco: stages(eco).stage,
}
BY_CASE: dict[str, Callable[[Ecosystem], Array]] = {
    "final": lambda eco: frame_strength(eco).final,
    "load": lambda eco: boundary_load(eco).load,
    "hours_known": lambda eco: boundary_load(eco).hours_known,
    "now": lambda eco: stages(eco).now,
    "silence": lambda eco: stages(eco).silence,
    "synergy": lambda eco: cocreation(eco).synergy,
}
BY_ELEMENT: dict[str, Callable[[Ecosystem], Array]] = {
    "weights": element_weights,
    "agreed_at": lambda eco: frame_lifecycle(eco).agreed_at,
    "status": lambda eco: frame_lifecycle(eco).status,
    "pending": lambda eco: frame_lifecycle(eco).pending,
}


def rows_of(table: Mapping[str, Array], mask: Array) -> dict[str, list[Any]]:
    """Cut a tidy table to some rows; counters over the whole cohort are left out."""
    return {name: column[mask].tolist() for name, column in table.items() if name != "context"}


def alike(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> None:
    assert one.keys() == other.keys()
    for name, values in one.items():
        if values and isinstance(values[0], float):
            np.testing.assert_allclose(values, other[name], atol=1e-12, err_msg=name)
        else:
            assert values == other[name], name


@pytest.mark.parametrize("name", MEASURES)
@given(cohort=cohorts(min_cases=1, max_cases=3))
def test_tables_of_a_cohort_are_those_of_its_cases(name: str, cohort: Cohort) -> None:
    whole = MEASURES[name](Ecosystem(cohort)).to_frame().columns
    for case in cohort:
        alone = MEASURES[name](Ecosystem(case)).to_frame().columns
        mask = whole["case"] == case.id
        if ("channel" in whole and "side" in whole) or name == "boundary_load":
            known = np.array([*(channel.id for channel in case.channels), ""])
            mask = mask & np.isin(whole["channel"], known)
            # Each lists the channels in its own order.
            part, own = rows_of(whole, mask), rows_of(alone, np.ones(len(alone["case"]), bool))
            sides = whole.get("side", whole["case"])[mask].tolist()
            mine = alone.get("side", alone["case"]).tolist()
            there = np.lexsort((part["channel"], sides))
            here = np.lexsort((own["channel"], mine))
            alike(
                {key: [values[k] for k in there] for key, values in part.items()},
                {key: [values[k] for k in here] for key, values in own.items()},
            )
        else:
            alike(rows_of(whole, mask), rows_of(alone, np.ones(len(alone["case"]), bool)))


@given(cohorts(min_cases=1))
def test_values_by_contact_are_those_of_the_cases(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    offsets = cohort.table.offsets
    for name, measure in BY_ROW.items():
        whole = measure(eco)
        for i, case in enumerate(cohort):
            np.testing.assert_allclose(
                whole[offsets[i] : offsets[i + 1]],
                measure(Ecosystem(case)),
                atol=1e-12,
                err_msg=name,
            )


@given(cohorts(min_cases=1))
def test_values_by_case_and_element_are_those_of_the_cases(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    for name, measure in BY_CASE.items():
        whole = measure(eco)
        for i, case in enumerate(cohort):
            np.testing.assert_allclose(whole[i : i + 1], measure(Ecosystem(case)), err_msg=name)
    place = {element.id: e for e, element in enumerate(cohort.elements)}
    for name, measure in BY_ELEMENT.items():
        whole = measure(eco)
        for i, case in enumerate(cohort):
            own: Ints = np.array([place[e.id] for e in case.elements], dtype=np.int64)
            np.testing.assert_array_equal(whole[i, own], measure(Ecosystem(case))[0], err_msg=name)


@given(cohorts(min_cases=1))
def test_what_is_counted_together_is_the_sum_over_the_cases(cohort: Cohort) -> None:
    whole = media_share(Ecosystem(cohort)).to_frame()
    acts: dict[tuple[str, str], int] = {}
    contacts: dict[str, int] = {}
    for case in cohort:
        own = media_share(Ecosystem(case)).to_frame()
        for element, channel, count in zip(
            own["element"], own["channel"], own["acts"], strict=True
        ):
            acts[element, channel] = acts.get((element, channel), 0) + int(count)
        fits = channel_fit(Ecosystem(case))
        for channel, count in zip(fits.channels, fits.contacts, strict=True):
            contacts[channel] = contacts.get(channel, 0) + int(count)
    for element, channel, count in zip(
        whole["element"], whole["channel"], whole["acts"], strict=True
    ):
        assert count == acts.get((element, channel), 0)
    told = channel_fit(Ecosystem(cohort))
    assert dict(zip(told.channels, told.contacts.tolist(), strict=True)) == contacts


@given(cohorts(min_cases=2), st.integers(0, 6))
def test_views_of_a_cohort_are_views_of_its_cases(cohort: Cohort, n: int) -> None:
    eco = Ecosystem(cohort).until(n)
    offsets = eco.table.offsets
    for name, measure in BY_ROW.items():
        whole = measure(eco)
        for i, case in enumerate(cohort):
            np.testing.assert_allclose(
                whole[offsets[i] : offsets[i + 1]],
                measure(Ecosystem(case).until(n)),
                atol=1e-12,
                err_msg=name,
            )


@pytest.mark.parametrize("name", MEASURES)
def test_no_cases_have_no_rows(name: str) -> None:
    eco = Ecosystem(Cohort([]))
    assert MEASURES[name](eco).to_frame().rows == 0
    assert repr(MEASURES[name](eco))


def test_every_measure_by_contact_of_no_cases_is_empty() -> None:
    eco = Ecosystem(Cohort([]))
    for measure in (*BY_ROW.values(), *BY_CASE.values(), *BY_ELEMENT.values()):
        assert len(measure(eco)) == 0
    assert media_share(eco).to_frame().rows == 0
    assert channel_fit(eco).to_frame().rows == 0


@given(cohorts(min_cases=2))
def test_a_curve_is_one_case_s(cohort: Cohort) -> None:
    from mediaeco.analysis import appropriation_curves, findings

    for measure in (appropriation_curves, findings):
        with pytest.raises(InvalidCaseError, match="one case"):
            measure(Ecosystem(cohort))


@given(cohorts())
def test_results_are_frozen(cohort: Cohort) -> None:
    own = appropriation(Ecosystem(cohort))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        own.value = own.use  # type: ignore[misc]  # the point of the test
