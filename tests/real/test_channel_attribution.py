"""Ten thousand customer journeys, beside what the R and Python packages make of them.

The data are those of ChannelAttribution (Altomare & Loris), which are not part of this
repository: the folder is named by MEDIAECO_DATA, or stands beside the repository.
"""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.forming import channel_effects
from mediaeco.kernels.array import Floats
from mediaeco.kernels.removal import channel_transitions, removal_effect

DATA = Path(os.environ.get("MEDIAECO_DATA", Path(__file__).parents[3] / "shared" / "data"))
FOLDER = DATA / "11_channel_attribution"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir() or not (DATA / "expected.json").is_file(),
    reason="the ChannelAttribution journeys are not at hand (see MEDIAECO_DATA)",
)


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"channelattribution_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    found = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["channel_attribution"]
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Channels in the order in which they first come, as the packages number them."""
    return list(dict.fromkeys(c for row in table("pathdata") for c in row["path"].split(" > ")))


@pytest.fixture(scope="module")
def journeys(names: list[str]) -> tuple[Any, ...]:
    rows = table("pathdata")
    paths = [row["path"].split(" > ") for row in rows]
    code = {name: place for place, name in enumerate(names)}
    return (
        np.array([code[channel] for path in paths for channel in path]),
        np.concatenate(([0], np.cumsum([len(path) for path in paths]))),
        np.array([float(row["total_conversions"]) for row in rows]),
        np.array([float(row["total_null"]) for row in rows]),
        len(names),
    )


def by_name(names: list[str], values: Floats) -> dict[str, float]:
    return dict(zip(names, values.tolist(), strict=True))


def test_the_journeys_are_those_expected(
    journeys: tuple[Any, ...], expected: dict[str, Any]
) -> None:
    _, offsets, conversions, nulls, _ = journeys
    assert len(offsets) - 1 == expected["paths"]
    assert conversions.sum() == expected["conversions"]
    assert nulls.sum() == expected["null"]


def test_removal_effects_are_the_exact_ones(
    names: list[str], journeys: tuple[Any, ...], expected: dict[str, Any]
) -> None:
    """The exact first-order effects, printed to four digits."""
    found = removal_effect(*journeys)
    assert found.probability == pytest.approx(19785 / (19785 + 68602), rel=1e-12)
    exact = expected["removal_exact_R"]
    assert {name: round(v, 4) for name, v in by_name(names, found.effect).items()} == exact


def test_removal_effects_agree_with_the_simulated_ones(
    names: list[str], journeys: tuple[Any, ...]
) -> None:
    """The Python package walks the chain at random until 2,350 walks have converted."""
    effect = by_name(names, removal_effect(*journeys).effect)
    for row in table("markov_removal_effects"):
        exact = effect[row["channel_name"]]
        error = (exact * (1 - exact) / 2350) ** 0.5
        assert abs(float(row["removal_effects_conversion"]) - exact) < 4 * error + 1 / 2350


def test_transitions_are_the_published_ones(names: list[str], journeys: tuple[Any, ...]) -> None:
    """The packages leave out steps from a channel to itself; so does the test."""
    counts = channel_transitions(*journeys)
    here = np.arange(len(names))
    counts[here + 1, here] = 0
    share = counts / counts.sum(axis=1, keepdims=True)
    columns = {"(conversion)": len(names), "(null)": len(names) + 1}
    published = np.zeros_like(share)
    for row in table("markov_transition_matrix"):
        start = row["channel_from"] == "(start)"
        target = row["channel_to"]
        column = columns[target] if target in columns else int(target) - 1
        published[0 if start else int(row["channel_from"]), column] = float(
            row["transition_probability"]
        )
    np.testing.assert_allclose(share, published, rtol=1e-12, atol=1e-15)


def test_first_last_and_linear_touch(
    names: list[str], journeys: tuple[Any, ...], expected: dict[str, Any]
) -> None:
    channel, offsets, conversions, nulls, channels = journeys
    nobody = np.zeros_like(nulls)
    won = channel_transitions(channel, offsets, conversions, nobody, channels)
    assert by_name(names, won[0, :channels]) == expected["first"]
    assert by_name(names, won[1:, channels]) == expected["last"]
    parts = channel_transitions(channel, offsets, conversions / np.diff(offsets), nobody, channels)
    linear = by_name(names, parts[:, :channels].sum(axis=0))
    assert {name: round(v, 4) for name, v in linear.items()} == expected["linear"]


@pytest.fixture(scope="module")
def paths() -> dict[str, Any]:
    rows = table("pathdata")
    counts = ("total_conversions", "total_null")
    return {"path": [row["path"] for row in rows]} | {
        name: [int(row[name]) for row in rows] for name in counts
    }


@pytest.mark.parametrize("form", ["hazard", "logit"])
@pytest.mark.parametrize("stops", [True, False])
def test_effects_of_contacts_stand_beside_the_shares_by_use(
    names: list[str], paths: dict[str, Any], expected: dict[str, Any], form: str, stops: bool
) -> None:
    found = channel_effects(paths, form=form, stops=stops)
    assert list(found.channels) == names
    assert (found.converged, found.total, found.converted) == (True, 88_387, 19_785)
    assert not any(found.reason)
    assert (found.low < found.high).all()
    linear = by_name(names, found.linear * found.converted)
    assert {name: round(v, 4) for name, v in linear.items()} == expected["linear"]
    assert by_name(names, found.last * found.converted) == pytest.approx(expected["last"])
    removal = by_name(names, found.removal)
    whole = sum(expected["removal_exact_R"].values())
    for name, effect in expected["removal_exact_R"].items():
        assert removal[name] == pytest.approx(effect / whole, abs=1e-4)


def test_hazards_of_contacts_are_conversions_over_contacts_where_many_are(
    names: list[str], paths: dict[str, Any], expected: dict[str, Any]
) -> None:
    """Of journeys that stop, the chance of a contact is a share; only rare channels are drawn."""
    found = channel_effects(paths)
    share = np.array([expected["last"][name] for name in names]) / found.contacts
    many = found.contacts > 2_000
    assert many.sum() >= 9
    np.testing.assert_allclose(-np.expm1(-found.effect[many]), share[many], rtol=0.03)
    # The channel with the largest share of the conversions is not the one that does most.
    assert names[int(np.argmax(found.removal))] != names[int(np.argmax(found.effect))]
