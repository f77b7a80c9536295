"""A fitted Hawkes process in words: what was fitted, what was found, what it cannot say."""

from __future__ import annotations

import re

import numpy as np
import pytest

from mediaeco.dynamics import (
    HawkesFit,
    HawkesParameters,
    HawkesRecord,
    HawkesSearch,
    fit_hawkes,
    hawkes_intervals,
    response,
    simulate_hawkes,
    switching_ecology,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.io import read_example

DYAD = HawkesParameters(
    mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0, kinds=["therapist", "patient"]
)


def fitted(cases: int = 6, search: HawkesSearch | None = None) -> HawkesFit:
    return fit_hawkes(
        [simulate_hawkes(DYAD, until=80, seed=k) for k in range(cases)], search=search
    )


def test_what_was_fitted_and_found_is_told() -> None:
    fit = fitted()
    text = fit.statement()
    table = fit.to_frame()
    contacts = int(fit.record.counts.sum())
    assert f"to {contacts:,} contacts of 6 cases, observed for 480 units" in text
    assert f"therapist to patient {table['estimate'][3]:.3g} [{table['low'][3]:.3g}" in text
    assert f"patient to therapist {table['estimate'][4]:.3g}" in text
    assert f"Spectral radius {fit.radius:.3g} [" in text
    assert f"Latency, units: {fit.latency[0]:.3g}" in text
    assert "95% intervals by observed information, as if cases were alike" in text
    assert text.endswith("excitation is not cause.")
    assert repr(fit).startswith(text)
    assert str(fit.summary()) in repr(fit)
    assert text in fit._repr_html_()
    assert "cases were alike" not in fitted(1).statement()


def test_intervals_over_cases_take_their_place() -> None:
    fit = fitted()
    found = hawkes_intervals(fit, draws=10)
    text = found.statement()
    assert "intervals resampled over cases (10 draws)" in text
    assert f"[{found.low[3]:.3g}, {found.high[3]:.3g}]" in text
    assert "cases were alike" not in text
    alone = hawkes_intervals(fitted(1), draws=2).statement()
    assert "one case has none over cases" in alone
    assert "[" not in alone


def test_latencies_of_their_own_are_told_each() -> None:
    fit = fitted(search=HawkesSearch(fading="own"))
    text = fit.statement()
    assert "a latency for each kind" in text
    assert all(f"{who} {fit.latency[k]:.3g} [" in text for k, who in enumerate(fit.kinds))


def test_channels_pull_and_sides_respond() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    sides, channels = response(eco), switching_ecology(eco)
    assert set(sides.to_frame()["parameter"]) == {
        "initiative", "self-excitation", "responsiveness", "latency",
    }  # fmt: skip
    for found in (channels, switching_ecology(eco, by="side and channel")):
        assert set(found.to_frame()["parameter"]) == {
            "initiative", "self-excitation", "pull", "latency",
        }  # fmt: skip
        assert "responsiveness" not in repr(found)
    text = channels.statement()
    largest = channels.alpha - np.diag(np.diag(channels.alpha))
    i, j = np.unravel_index(int(np.nanargmax(largest)), largest.shape)
    assert (
        f"Pull, contacts that one calls forth (the largest 4 of 42): {channels.kinds[j]} on" in text
    )
    assert f"{channels.kinds[j]} on {channels.kinds[i]} {largest[i, j]:.3g}" in text
    assert re.search(r"Latency, hours: \d", text)
    assert "pull of" in text  # those at the bound


def test_units_stand_beside_numbers() -> None:
    fit = fitted()
    units = ["per unit"] * 2 + ["contacts"] * 4 + ["units"] * 2
    assert fit.to_frame()["unit"].tolist() == units
    assert hawkes_intervals(fit, draws=2).to_frame()["unit"].tolist() == [*units, ""]
    days = response(Ecosystem(read_example("broken-frame"))).to_frame()["unit"]
    assert set(days) == {"per day", "contacts", "days"}


@pytest.mark.parametrize("time", [[], [1.0], [1.0] * 3])
def test_nothing_to_tell_is_said(time: list[float]) -> None:
    count = len(time)
    seen = HawkesRecord(kinds=["a"], time=time, kind=[0] * count, offsets=[0, count], until=[2])
    text = fit_hawkes(seen).statement()
    assert text.startswith(f"No Hawkes process could be fitted to {count} contact")
    assert fit_hawkes(seen).warnings[0] in text
    assert "nan" not in text.split()
