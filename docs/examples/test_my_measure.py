"""How a user tests a measure of her own: by properties, and by the laws that ship."""

from hypothesis import given

from mediaeco import Ecosystem
from mediaeco.model import Case
from mediaeco.testing import cases, shift_time


def patient_share(eco: Ecosystem) -> float:
    """Share of contacts that the patient made; 0 where there is none."""
    return float((eco.table.sender == 1).mean()) if len(eco) else 0.0


@given(cases())
def test_it_is_a_share(case: Case) -> None:
    assert 0 <= patient_share(Ecosystem(case)) <= 1


@given(cases(min_contacts=1))
def test_the_hour_does_not_matter(case: Case) -> None:
    later = shift_time(case, seconds=3_600)
    assert patient_share(Ecosystem(later)) == patient_share(Ecosystem(case))
