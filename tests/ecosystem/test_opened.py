"""Models take a record as it is, or its ecosystem."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import mediaeco
from mediaeco.ecosystem import Ecosystem, opened
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import FormationModel, log_score
from mediaeco.model import Cohort
from mediaeco.simulation import CaseDesign, simulate_cohort

MODEL = FormationModel(id="rate", free=["rate"])
CALLS: dict[str, Callable[[Any], Any]] = {
    "fit_formation": lambda record: mediaeco.fit_formation(record, model=MODEL, starts=1),
    "fit_varying": lambda record: mediaeco.fit_varying(record, model=MODEL, starts=1),
    "compare_models": lambda record: mediaeco.compare_models(record, models=[MODEL], folds=2),
    "bootstrap_formation": lambda record: mediaeco.bootstrap_formation(
        record, model=MODEL, replicates=2
    ),
    "log_score": lambda record: log_score(record, model=MODEL, folds=2),
    "attribution_interval": lambda record: mediaeco.attribution_interval(record, replicates=5),
    "channel_choice": mediaeco.channel_choice,
    "response": mediaeco.response,
    "responses": mediaeco.responses,
    "switching_ecology": mediaeco.switching_ecology,
    "stage_times": mediaeco.stage_times,
}


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return simulate_cohort(4, design=CaseDesign(days=30), seed=2)


def test_what_is_open_stays_as_it_is(cohort: Cohort) -> None:
    eco = opened(cohort)
    assert eco.record is cohort
    assert opened(eco) is eco
    assert opened(cohort[0]).record == cohort[0]


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_record_is_as_good_as_its_ecosystem(name: str, cohort: Cohort) -> None:
    told = CALLS[name](cohort).to_frame().to_csv()
    assert told == CALLS[name](Ecosystem(cohort)).to_frame().to_csv()


@pytest.mark.parametrize("name", sorted(CALLS))
def test_what_is_neither_is_told(name: str) -> None:
    with pytest.raises(InvalidCaseError, match=r"Ecosystem\.record: expected a Case or a Cohort"):
        CALLS[name]({"interactions": []})
