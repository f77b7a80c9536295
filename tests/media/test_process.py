from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS, PURPOSES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.media import CONTENT_NEEDS, PROCESSES, mean_need, process_need
from mediaeco.model import Actor, Case, ContentKind, Interaction
from mediaeco.testing import cases, ecosystems, swap_roles

NEEDS = st.dictionaries(st.sampled_from("abcd"), st.floats(0, 1), min_size=4, max_size=4)
MIXES = st.dictionaries(st.sampled_from("abcd"), st.floats(0, 10), min_size=1)


def test_convergence_needs_more_synchronicity_than_conveyance() -> None:
    need = {process.id: process.need for process in PROCESSES}
    assert need == {"conveyance": 0, "convergence": 1}
    assert [process.synchronicity for process in PROCESSES] == ["lower", "higher"]


@given(MIXES, NEEDS, st.floats(1, 100))
@example(mix={"a": 5e-324}, needs={"a": 0.5}, factor=1.0)
def test_a_mix_needs_something_between_its_parts_whatever_its_size(
    mix: dict[str, float], needs: dict[str, float], factor: float
) -> None:
    need = mean_need(mix, needs)
    if not sum(mix.values()):
        assert math.isnan(need)
        return
    inside = [needs[k] for k, share in mix.items() if share]
    assert min(inside) - 1e-9 <= need <= max(inside) + 1e-9
    assert mean_need({k: factor * x for k, x in mix.items()}, needs) == pytest.approx(need)


def test_a_purpose_without_a_need_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="needs"):
        mean_need({"payment": 1}, {})
    with pytest.raises(InvalidCaseError, match="purposes"):
        process_need(Ecosystem(told()), reading="tea leaves")  # type: ignore[arg-type]  # the point


def slow(case: Case, reading: str) -> list[float]:
    need = {purpose.id: purpose.need for purpose in case.purposes}
    found = []
    for row in case.interactions:
        stated = [need[purpose] for purpose in row.purposes]
        parts = [sum(stated) / len(stated)] if stated and reading != "content" else []
        if reading != "purposes" and row.content in CONTENT_NEEDS:
            parts.append(CONTENT_NEEDS[row.content])
        found.append(sum(parts) / len(parts) if parts else math.nan)
    return found


@pytest.mark.parametrize("reading", ["purposes", "content", "both"])
@given(eco=ecosystems(max_contacts=16, views=True))
def test_contact_by_contact_gives_the_same(eco: Ecosystem, reading: str) -> None:
    found = process_need(eco, reading=reading)  # type: ignore[arg-type]  # a text to mypy
    need = np.array(slow(eco.case, reading), dtype=float)
    np.testing.assert_allclose(found.need, need)
    known = ~np.isnan(need)
    mean = need[known].mean() if known.any() else math.nan
    assert found.by_case[0] == pytest.approx(mean, nan_ok=True)
    assert (np.diff(found.familiarity) >= 0).all()
    x, y = found.familiarity[known], need[known]
    if math.isnan(found.trend[0]):
        assert len(y) < 3 or np.ptp(x) == 0 or np.ptp(y) < 1e-5
    else:
        assert found.trend[0] == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-6)


@given(ecosystems(max_contacts=16), st.integers(0, 16))
def test_contacts_to_come_change_nothing_that_was(eco: Ecosystem, n: int) -> None:
    own, before = process_need(eco), process_need(eco.until(n))
    np.testing.assert_array_equal(own.need[:n], before.need)
    np.testing.assert_array_equal(own.familiarity[:n], before.familiarity)


@given(cases(max_contacts=16))
def test_swapping_the_roles_changes_nothing(case: Case) -> None:
    own, other = (process_need(Ecosystem(c)) for c in (case, swap_roles(case)))
    np.testing.assert_array_equal(own.need, other.need)
    np.testing.assert_array_equal(own.familiarity, other.familiarity)
    np.testing.assert_array_equal(own.trend, other.trend)


@given(ecosystems(max_contacts=16, views=True))
def test_needs_lie_from_0_to_1(eco: Ecosystem) -> None:
    for reading in ("purposes", "content", "both"):
        found = process_need(eco, reading=reading)
        for need in (found.need, found.by_case):
            known = need[~np.isnan(need)]
            assert ((known >= 0) & (known <= 1)).all()


def told(*purposes: str) -> Case:
    return Case(
        id="settling-in",
        actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
        channels=CHANNELS.pick("email"),
        purposes=PURPOSES.pick("repair", "clarification", "scheduling", "payment"),
        interactions=[
            Interaction(time=k, sender="P", receivers=["T"], channel="email", purposes=[purpose])
            for k, purpose in enumerate(purposes)
        ],
    )


def test_a_couple_that_settles_in_needs_less_and_less() -> None:
    found = process_need(Ecosystem(told("repair", "clarification", "scheduling", "payment")))
    assert found.familiarity.tolist() == [0, 1, 2, 3]
    assert found.trend[0] < -0.9
    assert found.to_frame()["need"].tolist() == [1.0, 0.9, 0.4, 0.1]
    assert found.summary().rows == 1


def test_content_that_says_nothing_of_the_process_has_no_need() -> None:
    assert ContentKind.ATTEMPT not in CONTENT_NEEDS
    assert CONTENT_NEEDS[ContentKind.LIVE_TALK] > CONTENT_NEEDS[ContentKind.DOCUMENT]
