"""The settings of formation: their ranges, and what is said of them."""

from typing import Any

import attrs
import pytest

from mediaeco.analysis import AppropriationParameters, parameter_table
from mediaeco.errors import InvalidCaseError
from mediaeco.forming import FormationParameters
from mediaeco.model import Provenance

RANGES: dict[str, tuple[list[Any], list[Any]]] = {
    "rate": ([0, 0.999], [-0.1, 1, float("nan"), None]),
    "primacy": ([0, 1e6], [-1, 2e6, float("inf")]),
    "primacy_contacts": ([1e-9, 1e9], [0, -1, float("inf")]),
    "exposure": ([0, 1], [-0.1, 1.1, float("nan")]),
    "content": ([0, 1], [-0.1, 1.1, float("nan")]),
    "breach": ([0, 1], [-0.1, 1.1, float("nan")]),
}


@pytest.mark.parametrize("name", RANGES)
def test_a_setting_outside_its_range_is_refused(name: str) -> None:
    allowed, refused = RANGES[name]
    for value in allowed:
        assert getattr(FormationParameters(**{name: value}), name) == value
    for value in refused:
        with pytest.raises(InvalidCaseError) as told:
            FormationParameters(**{name: value})
        assert told.value.path == f"FormationParameters.{name}"
        assert "a finite number" in told.value.expected


def test_every_number_has_its_range_tested() -> None:
    numbers = {f.name for f in attrs.fields(FormationParameters) if "text" in f.metadata}
    assert numbers == set(RANGES)


@pytest.mark.parametrize("rate", [-0.1, 1, float("nan"), "0.5", None, True])
def test_a_rate_of_one_element_outside_its_range_is_refused(rate: Any) -> None:
    with pytest.raises(InvalidCaseError, match=r"rates\['fee'\]: expected a rate from 0 to below"):
        FormationParameters(rates={"schedule": 0.5, "fee": rate})


def test_settings_keep_a_copy_of_the_rates() -> None:
    mine = {"fee": 0.5}
    kept = FormationParameters(rates=mine)
    mine["fee"] = 7.0
    assert kept.rates == {"fee": 0.5}


@pytest.mark.parametrize("shift", [float("nan"), float("inf"), "0.5", None, True])
def test_a_shift_of_a_channel_that_is_no_number_is_refused(shift: Any) -> None:
    with pytest.raises(InvalidCaseError, match=r"channel_effects\['sms'\]: expected a finite"):
        FormationParameters(channel_effects={"email": -30, "sms": shift})


def test_whose_appropriation_is_one_of_four_words() -> None:
    assert FormationParameters(appropriated_by="either").appropriated_by == "either"
    with pytest.raises(InvalidCaseError, match="Did you mean 'patient'"):
        FormationParameters(appropriated_by="pateint")


def test_settings_do_not_change() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FormationParameters().rate = 0.5  # type: ignore[misc]  # what is tested


def test_the_table_lists_every_setting_with_its_provenance() -> None:
    formation, own = FormationParameters(exposure=0.4), AppropriationParameters()
    table = parameter_table(formation, own)
    listed = dict(zip(table["parameter"].tolist(), table["value"].tolist(), strict=True))
    for group in (formation, own):
        for item in attrs.fields(type(group)):
            if item.type in ("float", "float | None"):
                assert item.name in listed, item.name
    assert listed["exposure"] == "0.4"
    assert listed["half_life_days"] == "none"
    known = {str(kind) for kind in Provenance}
    assert set(table["provenance"].tolist()) <= known
    assert all(len(meaning) > 10 for meaning in table["meaning"].tolist())


def test_no_default_is_called_published() -> None:
    """The defaults draw a curve; none is an estimate of anything."""
    table = parameter_table(FormationParameters(), AppropriationParameters())
    assert set(table["provenance"].tolist()) == {str(Provenance.LIBRARY)}
