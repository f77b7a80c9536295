from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import check_graph
from mediaeco.errors import InvalidCaseError
from mediaeco.media import TETRADS, Tetrad, participation, tetrad_graph
from mediaeco.model import Provenance

KINDS = ("enhances", "obsolesces", "retrieves", "reverses_into")
EFFECTS = st.lists(st.sampled_from(("the voice", "the village", "silence")), unique=True)
MANY = st.lists(
    st.builds(Tetrad, channel=st.sampled_from(("phone", "email")), **dict.fromkeys(KINDS, EFFECTS)),
    unique_by=lambda tetrad: tetrad.channel,
)


@given(MANY)
def test_every_effect_named_is_an_edge(tetrads: list[Tetrad]) -> None:
    graph = tetrad_graph(tetrads)
    check_graph(graph)
    assert nx.is_frozen(graph)
    told = {
        (f"channel:{tetrad.channel}", f"effect:{effect}", kind)
        for tetrad in tetrads
        for kind in KINDS
        for effect in getattr(tetrad, kind)
    }
    assert set(graph.edges(data="kind")) == told
    assert graph.number_of_edges() == len(told)


def test_the_tetrads_that_ship_are_whole_and_nobody_s_finding() -> None:
    assert {tetrad.channel for tetrad in TETRADS} <= set(CHANNELS)
    for tetrad in TETRADS:
        assert all(getattr(tetrad, kind) for kind in KINDS)
        assert tetrad.provenance is Provenance.LIBRARY


def test_an_empty_effect_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match=r"Tetrad\.retrieves"):
        Tetrad(channel="phone", retrieves=[" "])
    with pytest.raises(InvalidCaseError, match="list of one"):
        Tetrad(channel="phone", enhances="the voice")


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_hotter_a_medium_the_less_there_is_to_add(one: float, other: float) -> None:
    cool, hot = sorted((one, other))
    assert 0 <= float(participation(hot)) <= float(participation(cool)) <= 1


def test_a_medium_without_a_definition_is_neither_hot_nor_cool() -> None:
    assert np.isnan(participation(math.nan))
