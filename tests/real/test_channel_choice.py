"""Choices between calls and text messages in the Copenhagen Networks Study (Sapiezynski et al.).

Nobody there is known to be a therapist or a patient, and nobody said what contact was for.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.io import read_pairs
from mediaeco.media import ChannelChoiceModel, channel_choice

ROOT = Path(__file__).parents[2]
FOLDER = ROOT.parent / "shared" / "data" / "03_copenhagen"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the Copenhagen data are not beside the repository"
)


@pytest.fixture(scope="module")
def eco() -> Ecosystem:
    return Ecosystem(read_pairs(FOLDER, ROOT / "examples" / "copenhagen" / "mapping.toml").cohort)


def test_people_answer_where_they_were_asked_and_stay_where_they_are(eco: Ecosystem) -> None:
    # Everybody has a phone, and may call or write with it.
    found = channel_choice(eco, model=ChannelChoiceModel(available="all"))
    (estimate,) = found.estimates
    assert (estimate.choices, estimate.clusters, found.opened) == (27933, 880, (0,))
    assert estimate.names == ("habit", "reply_channel", "inertia", "fit", "preference:phone")
    assert estimate.reason[3] == "no choice has a recorded purpose"
    assert found.without_purpose == (27933,)
    told = np.delete(estimate.estimate, 3)
    np.testing.assert_allclose(told, [0.4912, 0.8858, 0.6692, -0.2790], atol=5e-4)
    assert estimate.pseudo_r2 == pytest.approx(0.616, abs=1e-3)
    # Pairs differ, and errors that know of it are larger.
    assert np.nanmax(estimate.clustered_error / estimate.standard_error) > 1.5


def test_contacts_that_open_a_channel_are_no_choice_that_the_log_shows(eco: Ecosystem) -> None:
    found = channel_choice(eco, by_side=True)
    assert sum(e.choices for e in found.estimates) == 19355
    assert sum(found.opened) == 1318
    assert sum(e.single for e in found.estimates) == 7260
    one, other = found.estimates
    # Who stands in which role was drawn from who wrote first: the two do not differ.
    low, high = one.interval()
    told = np.isfinite(other.estimate)
    assert ((low < other.estimate) & (other.estimate < high))[told].all()
