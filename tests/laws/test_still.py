"""No measure touches what it measures, and asking twice is asking once."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mediaeco
from mediaeco.ecosystem import Ecosystem, environment, exchange, exchange_table, species
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array
from mediaeco.model import Case, Cohort, InteractionTable, Ragged
from mediaeco.testing import cases, cohorts

# `report` writes files, and verdicts and fitted models are no measures; what they may do to their
# input is tested beside them.
NOT_A_MEASURE = {
    "bootstrap_formation",
    "channel_choice",
    "check",
    "compare_models",
    "compare_theories",
    "fit_formation",
    "fit_varying",
    "formation_profile",
    "report",
    "response",
    "responses",
    "switching_ecology",
}


def measures() -> dict[str, Callable[[Ecosystem], Any]]:
    """Every function of the face that takes an ecosystem, and the projections."""
    named: dict[str, Any] = {name: getattr(mediaeco, name) for name in mediaeco.__all__}
    taking: dict[str, Callable[[Ecosystem], Any]] = {
        name: function
        for name, function in named.items()
        if inspect.isfunction(function)
        and next(iter(inspect.signature(function).parameters)) == "eco"
    }
    projections: tuple[Any, ...] = (environment, exchange, exchange_table, species)
    taking |= {function.__name__: function for function in projections}
    return {name: function for name, function in taking.items() if name not in NOT_A_MEASURE}


MEASURES = measures()
ONE_CASE = {"appropriation_curves", "channel_shapley", "findings"}


def arrays(value: Any) -> Iterator[Array]:
    """All columns of a table, a ragged column or a result."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, InteractionTable | Ragged) or (
        attrs.has(type(value)) and not isinstance(value, Case | Cohort)
    ):
        for item in attrs.fields(type(value)):
            yield from arrays(getattr(value, item.name))


def test_the_measures_are_those_that_the_library_names() -> None:
    assert {"appropriation", "formation", "attribution", "stages", "ruptures"} <= set(MEASURES)
    assert len(MEASURES) > 20


@given(cases(max_contacts=8) | cohorts(max_contacts=5))
def test_no_measure_changes_its_record(record: Case | Cohort) -> None:
    eco = Ecosystem(record)
    columns = list(arrays(eco.table))
    before = [column.copy() for column in columns]
    assert not any(column.flags.writeable for column in columns)
    for name, measure in MEASURES.items():
        if name in ONE_CASE and isinstance(record, Cohort) and len(record) != 1:
            with pytest.raises(InvalidCaseError, match="one case"):
                measure(eco)
        else:
            measure(eco)
    for column, kept in zip(columns, before, strict=True):
        assert column.dtype == kept.dtype
        np.testing.assert_array_equal(column, kept)
        assert not column.flags.writeable


@given(
    cases(max_contacts=8),
    st.sampled_from(sorted(set(MEASURES) - {"environment", "exchange", "species"})),
)
def test_asking_twice_is_asking_once(case: Case, name: str) -> None:
    first, again = (MEASURES[name](Ecosystem(case)) for _ in range(2))
    assert type(first) is type(again)
    for one, other in zip(arrays(first), arrays(again), strict=True):
        np.testing.assert_array_equal(one, other)
