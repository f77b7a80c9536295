"""What is drawn is near the record, and no change is for nothing."""

from collections.abc import Iterable

import attrs
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from mediaeco.errors import InvalidCaseError
from mediaeco.model import Case, Cohort
from mediaeco.testing import cases, variations
from mediaeco.testing.variation import _CHANGES
from mediaeco.theory import contact, rating, several, told


def telling(name: str) -> Case:
    """Something of everything that can be told differently."""
    return told(
        name,
        contact(0, "patient", "email", purposes=["inquiry"], control="one_up"),
        contact(1, "therapist", "phone", purposes=["scheduling"], rupture="withdrawal"),
        contact(2, "patient", "email", purposes=["payment"], repair="withdrawal"),
        contact(2.5, "patient", "sms", purposes=["sharing"]),
        rating(3, "patient", 0.2, scale="bond"),
        rating(3, "patient", 0.8, scale="task"),
        rating(4, "therapist", 0.3),
        rating(9, "patient", 0.6, scale="bond"),
    )


ONE = telling("one")
TWO = several(ONE, attrs.evolve(telling("two"), measures=ONE.measures[:2]))


def _cases(record: Case | Cohort) -> Iterable[Case]:
    return (record,) if isinstance(record, Case) else record


@pytest.mark.parametrize("record", [ONE, TWO, told("nothing"), Cohort(())], ids=repr)
def test_the_record_itself_comes_first(record: Case | Cohort) -> None:
    found = find(variations(record), lambda _: True)
    assert type(found) is type(record)
    assert list(_cases(found)) == list(_cases(record))


@pytest.mark.parametrize("kind", range(len(_CHANGES)), ids=lambda k: _CHANGES[k].__name__)
def test_every_change_tells_something_differently(kind: int) -> None:
    for value in range(12):
        rows, given = _CHANGES[kind](ONE, list(ONE.interactions), list(ONE.measures), value)
        if (tuple(rows), tuple(given)) != (tuple(ONE.interactions), ONE.measures):
            return
    raise AssertionError("nothing changes")


@given(st.data())
@settings(max_examples=100)
def test_what_is_drawn_of_any_case_is_a_case(data: st.DataObject) -> None:
    case = data.draw(cases(max_contacts=6, ratings=(0, 3)))
    drawn = data.draw(variations(case))
    assert drawn.actors == case.actors
    assert drawn.channels == case.channels
    assert len(drawn.interactions) <= len(case.interactions)
    assert len(drawn.measures) == len(case.measures)
    assert all(measure.low <= measure.value <= measure.high for measure in drawn.measures)


@given(variations(TWO, max_changes=1))
def test_a_cohort_stays_a_cohort_of_the_same_cases(cohort: Cohort) -> None:
    assert [case.id for case in cohort] == ["one", "two"]


@given(variations(ONE, max_changes=0))
def test_without_a_change_nothing_changes(case: Case) -> None:
    assert case == ONE


def test_bounds_are_told() -> None:
    with pytest.raises(InvalidCaseError, match=r"variations\.max_changes"):
        variations(ONE, max_changes=-1)
