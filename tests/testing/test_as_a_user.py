"""A stranger's own tests: nothing here but what the documentation tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediaeco import Case, Ecosystem
from mediaeco.testing import cases, ecosystems, register

register()


def share_written(eco: Ecosystem) -> float:
    """My own measure: which share of the contacts did the patient make?"""
    return sum(row.sender == "P" for row in eco.case.interactions) / max(len(eco), 1)


@given(cases())
def test_my_measure_is_a_share(case: Case) -> None:
    assert 0 <= share_written(Ecosystem(case)) <= 1


@given(ecosystems(min_contacts=1, max_contacts=6, ratings=(1, 3), legal=True))
def test_my_measure_counts_whole_contacts(eco: Ecosystem) -> None:
    assert (share_written(eco) * len(eco)) % 1 in (0, *(1 - k / 1e9 for k in range(3)))


@given(st.from_type(Case))
def test_my_measure_needs_no_strategy_of_mine(case: Case) -> None:
    assert share_written(Ecosystem(case)) >= 0


@given(...)
def test_my_measure_is_found_by_its_hints(case: Case) -> None:
    assert share_written(Ecosystem(case)) <= 1


@given(st.lists(cases(max_contacts=2), min_size=2, max_size=2))
def test_strategies_compose(two: list[Case]) -> None:
    assert len({case.id for case in two}) == 1
