from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import StateOf, contact_states, stages
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, cohorts, ecosystems

KINDS = st.sampled_from(get_args(StateOf))


def slow(case: Case, of: str) -> list[tuple[int, str]]:
    """Row and state, one contact after the other, as one reads a record."""
    at = stages(Ecosystem(case))
    found = []
    for i, row in enumerate(case.interactions):
        told: dict[str, list[str]] = {
            "channel": [row.channel],
            "content": [row.content],
            "control": [row.control or ""],
            "boundary": [row.boundary or ""],
            "stage": [at.stages[at.stage[i]]],
            "act": [act.kind for act in row.acts],
            "purpose": list(row.purposes),
            "code": list(row.codes),
        }
        found += [(i, str(state)) for state in told[of]]
    return found


@given(cases(), KINDS)
def test_contact_by_contact_gives_the_same(case: Case, of: StateOf) -> None:
    found = contact_states(Ecosystem(case), of)
    names = [*found.alphabet, ""]
    told = [(int(row), names[code]) for row, code in zip(found.row, found.code, strict=True)]
    assert told == slow(case, of)
    first = dict(reversed(told))
    codes = found.first(len(case.table))
    assert [names[code] for code in codes] == [first.get(i, "") for i in range(len(case.table))]


@given(cohorts(), KINDS)
def test_a_case_of_a_cohort_has_the_states_that_it_has_alone(cohort: Cohort, of: StateOf) -> None:
    eco = Ecosystem(cohort)
    found = contact_states(eco, of)
    names = np.array([*found.alphabet, ""], dtype=np.str_)
    for i, case in enumerate(cohort):
        own = contact_states(Ecosystem(case), of)
        inside = eco.table.case[found.row] == i
        told = np.array([*own.alphabet, ""], dtype=np.str_)[own.code]
        np.testing.assert_array_equal(names[found.code[inside]], told)
        np.testing.assert_array_equal(found.row[inside] - eco.table.offsets[i], own.row)


@given(ecosystems(), st.integers(0, 12), KINDS)
def test_contacts_to_come_change_no_state(eco: Ecosystem, n: int, of: StateOf) -> None:
    if of == "stage":
        return  # the silence at the end of observation is known to the last contact alone
    whole, part = contact_states(eco, of), contact_states(eco.until(n), of)
    kept = whole.row < len(eco.until(n))
    np.testing.assert_array_equal(whole.code[kept], part.code)
    np.testing.assert_array_equal(whole.row[kept], part.row)


def test_an_unknown_state_is_told_with_its_nearest() -> None:
    eco = Ecosystem(Cohort([]))
    with pytest.raises(UnknownTermError, match="Did you mean 'channel'"):
        contact_states(eco, "chanel")  # type: ignore[arg-type]  # the point of the test
