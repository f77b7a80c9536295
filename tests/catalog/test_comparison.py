"""Cited comparisons say what they are, and what of them was checked."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs
import pytest

from mediaeco.catalog import (
    CHANNELS,
    CITATIONS,
    COMPARISONS,
    ELEMENT_STANDING,
    STYLISED_FACTS,
)
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.model import Comparison, Reading

PLAIN = Comparison(
    id="x",
    source="norwood2018",
    study="X 2000",
    arm="video",
    construct="alliance",
    contrast="between channels",
    design="randomised",
    metric="d",
)


def test_every_comparison_has_its_source_and_its_channels() -> None:
    assert all(item.source in CITATIONS for item in COMPARISONS.values())
    for item in COMPARISONS.values():
        assert set(item.channels) | set(item.against_channels) <= set(CHANNELS), item.id


def test_what_claims_to_be_checked_says_with_what() -> None:
    for item in COMPARISONS.values():
        if item.verified:
            assert item.reading in (Reading.ABSTRACT, Reading.TEXT), item.id
            assert "ompared with the abstract" in item.note, item.id
        else:
            assert item.note, item.id


def test_what_was_recalled_is_never_called_checked() -> None:
    recalled = [item for item in COMPARISONS.values() if item.reading is Reading.RECALLED]
    assert recalled
    assert not any(item.verified for item in recalled)
    told_elsewhere = [item for item in COMPARISONS.values() if item.reading is Reading.SECONDARY]
    assert not any(item.verified for item in told_elsewhere)


def test_every_row_of_the_comparisons_is_there() -> None:
    sources = {item.source for item in COMPARISONS.values()}
    assert {
        *("day2002", "rees2005", "ghosh1997", "germain2010", "morgan2008", "ertelt2011"),
        *("cipolletta2017", "cipolletta2018", "roesler2017", "kotera2021", "chen2021"),
        *("leibert2006", "cook2002", "holmes2012", "reynolds2013", "vanlotringen2021"),
        *("norwood2018", "seuling2024", "mercadal2022", "probst2019", "kaiser2021"),
        *("fluckiger2018", "song2023", "messagetrial2024", "messagetrial2025", "bouchard2007"),
    } <= sources


def test_the_task_force_weighed_seventeen_elements() -> None:
    elements = {item.construct for name, item in COMPARISONS.items() if name.startswith("element-")}
    counts = {standing: len(names) for standing, names in ELEMENT_STANDING.items()}
    # Counts of norcross2018.
    assert counts == {"demonstrably effective": 9, "probably effective": 7, "promising": 1}
    listed = [name for names in ELEMENT_STANDING.values() for name in names]
    assert Counter(listed) == Counter(elements)


def test_published_numbers() -> None:
    norwood = COMPARISONS["norwood2018-alliance"]
    assert (norwood.value, norwood.low, norwood.high, norwood.p) == (-0.30, -0.67, 0.07, 0.11)
    repaired = COMPARISONS["element-rupture_repair"]
    assert (repaired.value, repaired.d, repaired.k, repaired.n) == (0.29, 0.62, 11, 1314)


def test_every_fact_rests_on_results_that_are_there() -> None:
    assert list(STYLISED_FACTS) == [f"SF{number}" for number in range(1, 7)]
    for fact in STYLISED_FACTS.values():
        assert fact.rests_on
        assert COMPARISONS.pick(*fact.rests_on, *fact.against)
        assert not set(fact.rests_on) & set(fact.against)


def test_an_unknown_comparison_is_told_with_its_nearest() -> None:
    with pytest.raises(UnknownTermError, match="norwood2018-alliance"):
        _ = COMPARISONS["norwod2018-alliance"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"low": 0.5, "high": 0.1}, "low"),
        ({"low": 0.5}, "low"),
        ({"confidence": 95}, "confidence"),
        ({"sign": 2}, "sign"),
        ({"bounds": (7, 1)}, "bounds"),
        ({"verified": True, "reading": "recalled", "note": "seen"}, "verified"),
        ({"verified": True, "reading": "read in the abstract"}, "verified"),
        ({"contrast": "association"}, "criterion"),
        ({"criterion": "outcome"}, "criterion"),
        ({"n": -1}, "n"),
        ({"k": 2.5}, "k"),
        ({"value": float("nan")}, "value"),
        ({"metric": "hedges"}, "Metric"),
        ({"rater": "pateint"}, "Rater"),
    ],
)
def test_what_no_comparison_may_say_is_refused(change: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidCaseError, match=place):
        attrs.evolve(PLAIN, **change)


def test_a_value_is_turned_so_that_positive_favours_the_digital_channel() -> None:
    turned = attrs.evolve(PLAIN, value=-0.4, low=-0.7, high=0.1, sign=-1)
    assert turned.favour == 0.4
    assert turned.favour_interval == (-0.1, 0.7)
    untold = attrs.evolve(PLAIN, value=-0.4, low=-0.7, high=0.1, sign=0)
    assert untold.favour != untold.favour
    assert attrs.evolve(PLAIN, n_arm=13, n_against=37).total == 50
    assert PLAIN.total is None
