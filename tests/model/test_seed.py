from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mediaeco
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import FormationModel
from mediaeco.model.seed import generator

MODEL = FormationModel(id="rate", free=["rate"])


@given(st.integers(0, 2**64))
def test_the_same_seed_draws_the_same(seed: int) -> None:
    assert generator(seed).random() == generator(seed).random()


@pytest.mark.parametrize("seed", [-1, 0.5, "3", True, None])
def test_what_is_no_seed_is_told(seed: Any) -> None:
    with pytest.raises(InvalidCaseError, match="seed: expected a whole number of at least 0"):
        generator(seed)


def test_calls_tell_it_too() -> None:
    eco = mediaeco.Ecosystem(mediaeco.read_example("first-contact"))
    for call in (
        lambda: mediaeco.fit_formation(eco, model=MODEL, seed=-1),
        lambda: mediaeco.bootstrap_formation(eco, model=MODEL, seed=-1),
        lambda: mediaeco.compare_models(eco, models=[MODEL], seed=-1),
        lambda: mediaeco.simulate_formation(eco, seed=-1),
        lambda: mediaeco.simulate_cohort(1, seed=-1),
    ):
        with pytest.raises(InvalidCaseError, match="seed"):
            call()
