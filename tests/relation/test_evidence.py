from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.catalog import COMPARISONS
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.model import Comparison, Contrast, Design, Metric, Rater
from mediaeco.relation.evidence import Comparisons, load_channel_comparisons

EVERY = load_channel_comparisons()
WANTED = st.fixed_dictionaries(
    {},
    optional={
        "construct": st.sampled_from(sorted({item.construct for item in EVERY})),
        "contrast": st.sampled_from([*Contrast]),
        "rater": st.sampled_from([*Rater]),
        "design": st.lists(st.sampled_from([*Design]), min_size=1, max_size=3),
        "metric": st.lists(st.sampled_from([*Metric]), min_size=1, max_size=3),
        "channel": st.sampled_from(["video_call", "face_to_face", "instant_messaging"]),
        "verified": st.booleans(),
        "min_n": st.integers(0, 500),
    },
)


def one_by_one(item: Comparison, wanted: dict[str, object]) -> bool:
    for name, value in wanted.items():
        if name == "min_n":
            fits = value == 0 or (item.total is not None and item.total >= value)  # type: ignore[operator]  # a number
        elif name == "verified":
            fits = item.verified == value
        elif name == "channel":
            fits = value in item.channels or value in item.against_channels
        else:
            fits = getattr(item, name) in (value if isinstance(value, list) else [value])
        if not fits:
            return False
    return True


@given(WANTED)
def test_one_by_one_gives_the_same(wanted: dict[str, object]) -> None:
    found = EVERY.where(**wanted)  # type: ignore[arg-type]  # drawn terms
    assert list(found) == [item for item in EVERY if one_by_one(item, wanted)]


@given(st.booleans(), st.sampled_from([*Rater]))
def test_narrowing_twice_is_narrowing_by_both(verified: bool, rater: Rater) -> None:
    both = EVERY.where(verified=verified, rater=rater)
    assert EVERY.where(verified=verified).where(rater=rater).entries == both.entries
    assert EVERY.where(rater=rater).where(verified=verified).entries == both.entries


def test_the_catalogue_is_loaded_in_its_order() -> None:
    assert [item.id for item in EVERY] == list(COMPARISONS)
    assert len(load_channel_comparisons(verified=True)) + len(
        load_channel_comparisons(verified=False)
    ) == len(EVERY)


def test_comparisons_are_a_sequence_and_a_table() -> None:
    table = EVERY.to_frame()
    assert table.rows == len(EVERY)
    assert table["verified"].dtype == bool
    assert EVERY[0].id == "day2002-outcome"
    assert isinstance(EVERY[:3], Comparisons)
    assert str(EVERY[:3]).count("\n") == 3
    empty = EVERY.where(rater="observer", metric="R²")
    assert len(empty) == 0
    assert empty.to_frame().rows == 0


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ({"construct": "aliance"}, "alliance"),
        ({"rater": "pateint"}, "patient"),
        ({"design": "randomized"}, "randomised"),
        ({"metric": ["SMD", "rr"]}, "r"),
        ({"channel": "vidoe_call"}, "video_call"),
        ({"contrast": "asociation"}, "association"),
    ],
)
def test_unknown_terms_are_told_with_their_nearest(wanted: dict[str, object], nearest: str) -> None:
    with pytest.raises(UnknownTermError) as told:
        EVERY.where(**wanted)  # type: ignore[arg-type]  # the point of the test
    assert told.value.nearest == nearest
    assert told.value.kind == next(iter(wanted))


def test_a_least_number_below_nought_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="min_n"):
        EVERY.where(min_n=-1)
