from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given

from mediaeco.analysis import boundary_load
from mediaeco.ecosystem import Ecosystem
from mediaeco.io import read_example
from mediaeco.media import (
    NaturalnessWeights,
    SynchronicityWeights,
    channel_capabilities,
    naturalness,
    richness,
    synchronicity,
)
from mediaeco.testing import ecosystems


@given(ecosystems(max_contacts=16, min_elements=2, views=True))
def test_every_index_is_that_of_its_own_function(eco: Ecosystem) -> None:
    found = channel_capabilities(eco)
    outside = boundary_load(eco).outside
    assert found.contacts.sum() == len(eco)
    for c, channel in enumerate(eco.channels):
        assert found.synchronicity[c] == synchronicity(channel.capability)
        rich = math.nan if channel.richness is None else richness(channel.richness)
        natural = math.nan if channel.naturalness is None else naturalness(channel.naturalness)
        added = math.nan if channel.definition is None else 1 - channel.definition
        assert found.richness[c] == pytest.approx(rich, nan_ok=True)
        assert found.naturalness[c] == pytest.approx(natural, nan_ok=True)
        assert found.participation[c] == pytest.approx(added, nan_ok=True)
        if channel.affordances is not None:
            assert tuple(found.affordances[c]) == attrs.astuple(channel.affordances)
        over = outside[eco.table.channel == c]
        load = over.mean() if len(over) else math.nan
        assert found.boundary_load[c] == pytest.approx(load, nan_ok=True)
        assert found.outside[c] == over.sum()
    assert found.to_frame().rows == len(eco.channels)
    assert np.isnan(found.boundary_load[found.contacts == 0]).all()


def test_weights_are_passed_on() -> None:
    eco = Ecosystem(read_example("first-contact"))
    found = channel_capabilities(
        eco,
        weights=SynchronicityWeights(velocity=1),
        natural=NaturalnessWeights(speech=1),
    )
    for c, channel in enumerate(eco.channels):
        velocity = SynchronicityWeights(velocity=1)
        assert found.synchronicity[c] == synchronicity(channel.capability, weights=velocity)
        assert channel.naturalness is not None
        speech = NaturalnessWeights(speech=1)
        assert found.naturalness[c] == naturalness(channel.naturalness, weights=speech)
