from __future__ import annotations

import importlib
import pkgutil
from itertools import permutations
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import parameter_table
from mediaeco.analysis.parameter import AppropriationParameters, FrameParameters
from mediaeco.catalog import (
    CHANNELS,
    CITATIONS,
    COMPARISONS,
    ELEMENTS,
    PUBLISHED_MEDIA,
    PURPOSES,
    RELEVANCE,
    STAGE_MODELS,
    STAGES,
    STYLISED_FACTS,
    Catalogue,
    RelevanceTable,
)
from mediaeco.catalog import source as sources
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.media import synchronicity
from mediaeco.model import Channel, Provenance, Purpose

CATALOGUES: dict[str, Catalogue[Any]] = {
    "channel": CHANNELS,
    "comparison": COMPARISONS,
    "frame element": ELEMENTS,
    "purpose": PURPOSES,
    "stage model": STAGE_MODELS,
    "stylised fact": STYLISED_FACTS,
}


@pytest.mark.parametrize("kind", CATALOGUES)
def test_items_stand_under_their_ids(kind: str) -> None:
    catalogue = CATALOGUES[kind]
    assert catalogue.kind == kind
    assert all(item.id == name for name, item in catalogue.items())
    assert len(catalogue) == len(set(catalogue))


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_every_declared_purpose_exists(channel: Channel) -> None:
    assert set(channel.purposes) <= set(PURPOSES)
    assert len(set(channel.purposes)) == len(channel.purposes)


def test_the_channels_that_a_therapy_may_need_are_there() -> None:
    assert {
        "face_to_face",
        "video_call",
        "phone",
        "voice_note",
        "instant_messaging",
        "email",
        "sms",
        "social_media",
        "website",
        "shared_document",
        "virtual_reality",
        "recorded_session",
    } == set(CHANNELS)
    assert {name for name, channel in CHANNELS.items() if channel.live} == {
        "face_to_face",
        "video_call",
        "phone",
        "virtual_reality",
    }


def test_relevance_speaks_of_purposes_and_elements_that_exist() -> None:
    assert set(RELEVANCE.rows) == set(PURPOSES)
    for row in RELEVANCE.rows.values():
        assert set(row) <= set(ELEMENTS)
    # Every element can be formed by some purpose.
    assert {element for row in RELEVANCE.rows.values() for element in row} == set(ELEMENTS)


def test_relevance_as_a_matrix() -> None:
    k = RELEVANCE.matrix(["payment", "gardening"], ["fee", "goals", "weather"])
    np.testing.assert_array_equal(k, [[1.0, 0, 0], [0, 0, 0], [0.3, 0.3, 0.3]])
    assert RELEVANCE.matrix([], []).shape == (1, 0)
    whole = RELEVANCE.matrix(list(PURPOSES), list(ELEMENTS))
    assert ((whole >= 0) & (whole <= 1)).all()


def test_relevance_outside_its_bounds_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="from 0 to 1"):
        RelevanceTable(rows={"payment": {"fee": 1.5}})
    with pytest.raises(InvalidCaseError, match="otherwise"):
        RelevanceTable(rows={}, otherwise=-1)
    mine = {"payment": {"fee": 0.5}}
    table = RelevanceTable(rows=mine)
    mine["payment"]["fee"] = 9
    assert table.rows["payment"]["fee"] == 0.5


CHECKED: frozenset[str] = frozenset(
    {"refi2019", "ews2022", "ews2025", "gumz2012", "schenk2019", "tschacher2019"}
)
"""Citations that are checked and have no comparison: a comment beside each says with what."""


def test_a_citation_that_claims_to_have_been_checked_says_with_what() -> None:
    for key in (key for key, citation in CITATIONS.items() if citation.verified):
        taken = [item for item in COMPARISONS.values() if item.source == key]
        assert taken or key in CHECKED, key
        assert all(item.verified and item.note for item in taken), key


def test_no_source_is_listed_by_two_fields() -> None:
    listed = [
        source.key
        for module in pkgutil.iter_modules(sources.__path__, f"{sources.__name__}.")
        for source in importlib.import_module(module.name).SOURCES
    ]
    assert sorted(listed) == sorted(CITATIONS)


def test_citations_stand_under_their_keys() -> None:
    assert all(citation.key == key for key, citation in CITATIONS.items())
    assert all(citation.text.endswith(".") for citation in CITATIONS.values())


def test_every_source_that_is_named_is_cited() -> None:
    named = [channel.source for channel in CHANNELS.values()]
    named += [element.source for element in ELEMENTS.values()] + [STAGES.source]
    settings = parameter_table(AppropriationParameters(), FrameParameters())
    named += [str(source) for source in settings["source"]]
    assert set(filter(None, named)) <= set(CITATIONS)


def test_only_what_has_a_source_claims_more_than_a_default() -> None:
    for channel in CHANNELS.values():
        assert (channel.provenance is Provenance.LIBRARY) == (channel.source == "")


# Media Synchronicity Theory --------------------------------------------------------------------

PUBLISHED_INDEX = {
    "face to face": 0.975,
    "video conference": 0.825,
    "telephone conference": 0.700,
    "synchronous instant messaging": 0.513,
    "synchronous electronic conferencing": 0.400,
    "fax": 0.275,
    "electronic mail": 0.225,
    "asynchronous electronic conferencing": 0.225,
    "voice mail": 0.163,
    "documents": 0.150,
}
RANKS = ("Low", "Low-Medium", "Medium", "High")


def test_synchronicity_of_the_published_media() -> None:
    index = {name: synchronicity(profile) for name, profile, _ in PUBLISHED_MEDIA}
    assert index.keys() == PUBLISHED_INDEX.keys()
    for name, value in PUBLISHED_INDEX.items():
        assert index[name] == pytest.approx(value, abs=5.1e-4), name


def test_every_strict_order_that_was_published_is_reproduced() -> None:
    margin = 1.0
    for (_, above, high), (_, below, low) in permutations(PUBLISHED_MEDIA, 2):
        if RANKS.index(high) > RANKS.index(low):
            margin = min(margin, synchronicity(above) - synchronicity(below))
    assert margin == pytest.approx(0.1125)


# Catalogues ------------------------------------------------------------------------------------


def test_a_catalogue_is_extended_by_making_a_larger_one() -> None:
    diary = Purpose(id="diary", need=0.1)
    larger = PURPOSES.extend(diary)
    assert larger["diary"] is diary
    assert "diary" not in PURPOSES
    assert list(larger) == [*PURPOSES, "diary"]
    assert larger.kind == "purpose"


def test_an_item_with_a_known_id_replaces_it_in_its_place() -> None:
    live = attrs.evolve(CHANNELS["email"], live=True)
    larger = CHANNELS.extend(live)
    assert larger["email"].live
    assert not CHANNELS["email"].live
    assert list(larger) == list(CHANNELS)


@given(st.lists(st.sampled_from(list(CHANNELS)), max_size=5))
def test_picking_keeps_the_order_asked_for(names: list[str]) -> None:
    assert [channel.id for channel in CHANNELS.pick(*names)] == names


def test_an_unknown_term_is_told_with_its_nearest_neighbour() -> None:
    with pytest.raises(UnknownTermError) as told:
        CHANNELS.pick("email", "vidoe_call")
    assert (told.value.term, told.value.nearest, told.value.kind) == (
        "vidoe_call",
        "video_call",
        "channel",
    )
    assert told.value.known == tuple(CHANNELS)
    with pytest.raises(UnknownTermError, match="frame element"):
        _ = ELEMENTS["weather"]
    assert "vidoe_call" not in CHANNELS
    assert CHANNELS.get("vidoe_call") is None


def test_unknown_terms_that_could_be_somebody_s_words_are_not_shown() -> None:
    with pytest.raises(UnknownTermError) as told:
        _ = PURPOSES["because she was crying last night"]
    assert "crying" not in str(told.value)


def test_two_items_of_one_id_make_no_catalogue() -> None:
    with pytest.raises(InvalidCaseError, match="different ids"):
        Catalogue([PURPOSES["payment"], PURPOSES["payment"]])


def test_catalogues_say_what_they_hold() -> None:
    assert repr(STAGE_MODELS) == "<Catalogue of 1 stage models: formation>"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CHANNELS.kind = "medium"  # type: ignore[misc]  # the point of the test


def test_the_default_stages_begin_before_contact_and_end_twice() -> None:
    assert STAGES.stages[0].id == "pre"
    assert [stage.id for stage in STAGES.stages if stage.absorbing] == ["closure", "dropout"]
    assert STAGES.closing_purpose in PURPOSES
    assert {transition.target for transition in STAGES.transitions} == {
        stage.id for stage in STAGES.stages[1:]
    }
