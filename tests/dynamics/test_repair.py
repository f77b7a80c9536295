"""How soon ruptures were mended, and when they came."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.analysis import ruptures
from mediaeco.catalog import CHANNELS
from mediaeco.dynamics import KINDS, repair_latency, rupture_profile
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.io import read_example
from mediaeco.model import Actor, Case, Cohort, Interaction
from mediaeco.testing import cohorts, ecosystems, shift_time


@given(ecosystems(min_contacts=4, max_contacts=16, min_elements=1, views=True))
def test_repairs_never_outnumber_ruptures(eco: Ecosystem) -> None:
    """A repair takes a rupture, and channels known are channels used so far."""
    found = repair_latency(eco)
    assert (found.ruptures.repair_row >= 0).sum() <= len(found.ruptures)
    mended = found.ruptures.repair_row >= 0
    assert (found.ruptures.repair_row[mended] >= found.ruptures.row[mended]).all()
    for k, row in enumerate(found.ruptures.row.tolist()):
        assert found.repertoire[k] == len(set(eco.table.channel[: row + 1].tolist()))
    summary = found.summary()
    if len(found.ruptures):
        assert summary["ruptures"].sum() == len(found.ruptures)
        assert (summary["mended"] <= summary["ruptures"]).all()
        assert found.by_repertoire()["ruptures"].sum() == len(found.ruptures)


@given(
    ecosystems(min_contacts=4, max_contacts=16),
    st.sampled_from([0.0, 1.0, 24.0]),
    st.sampled_from([0.0, 100.0, np.inf]),
)
def test_a_longer_time_to_switch_never_counts_fewer(
    eco: Ecosystem, tau: float, more: float
) -> None:
    short = repair_latency(eco, tau_hours=tau)
    long = repair_latency(eco, tau_hours=tau + more)
    assert (short.multimedia <= long.multimedia).all()
    technological = short.ruptures.kind == "technological"
    assert not short.multimedia[~technological].any()
    assert np.isnan(short.multimedia_share[0]) == (technological.sum() == 0)


@given(ecosystems(min_contacts=4, max_contacts=16, min_elements=1), st.integers(3, 5))
def test_every_rupture_and_contact_stands_in_one_part(eco: Ecosystem, parts: int) -> None:
    profile = rupture_profile(eco, parts=parts)
    found = ruptures(eco)
    by_kind = [(found.kind == kind).sum() for kind in KINDS]
    assert profile.counts.sum(axis=2)[0].tolist() == by_kind
    assert profile.contacts.sum() == len(eco.table)
    sizes = profile.contacts[0]
    assert sizes.max() - sizes.min() <= 1
    later = rupture_profile(Ecosystem(shift_time(eco.case, seconds=9e6)), parts=parts)
    np.testing.assert_array_equal(later.counts, profile.counts)


@given(cohorts(max_contacts=10))
def test_a_case_is_the_same_alone_and_in_a_cohort(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    whole, latency = rupture_profile(eco), repair_latency(eco)
    for i, case in enumerate(cohort):
        own = rupture_profile(Ecosystem(case))
        np.testing.assert_array_equal(own.counts[0], whole.counts[i])
        np.testing.assert_array_equal(own.bulge[0], whole.bulge[i])
        alone = repair_latency(Ecosystem(case))
        mine = latency.ruptures.case == i
        np.testing.assert_array_equal(alone.repertoire, latency.repertoire[mine])
        np.testing.assert_array_equal(alone.multimedia_share[0], latency.multimedia_share[i])


def line(*rows: tuple[float, str, bool]) -> Ecosystem:
    """Contacts at an hour, over a channel; the line breaks in some."""
    return Ecosystem(
        Case(
            id="line",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=CHANNELS.pick("video_call", "phone", "email"),
            interactions=[
                Interaction(
                    time=hour * 3600,
                    sender="T",
                    receivers=["P"],
                    channel=channel,
                    rupture="technological" if broke else None,
                )
                for hour, channel, broke in rows
            ],
        )
    )


def test_the_phone_mends_what_video_broke() -> None:
    eco = line(
        (0, "email", False),
        (1, "video_call", True),
        (1.5, "phone", False),
        (30, "video_call", True),
        (90, "email", False),
        (100, "video_call", True),
        (101, "video_call", False),
        (200, "video_call", True),
    )
    found = repair_latency(eco)
    assert found.ruptures.latency.tolist()[:3] == [0.5, 60.0, 1.0]
    assert found.multimedia.tolist() == [True, False, False, False]
    assert found.repertoire.tolist() == [2, 3, 3, 3]
    assert found.multimedia_share.tolist() == [0.25]
    assert repair_latency(eco, tau_hours=60).multimedia_share.tolist() == [0.5]
    (row,) = zip(*found.summary().columns.values(), strict=True)
    assert row == ("technological", "video_call", 4, 3, 1.0, 1)
    assert found.by_repertoire()["median_hours"].tolist() == [0.5, 30.5]


def test_only_a_line_that_broke_is_mended_by_switching() -> None:
    people = [Actor(id="T", role="therapist"), Actor(id="P", role="patient")]
    withdrew = Interaction(
        time=0.0, sender="P", receivers=["T"], channel="email", rupture="withdrawal"
    )
    came_back = Interaction(
        time=60.0, sender="T", receivers=["P"], channel="phone", repair="withdrawal"
    )
    eco = Ecosystem(
        Case(
            id="withdrew",
            actors=people,
            channels=CHANNELS.pick("email", "phone"),
            interactions=[withdrew, came_back],
        )
    )
    found = repair_latency(eco)
    assert found.ruptures.switched.tolist() == [True]
    assert found.multimedia.tolist() == [False]
    assert np.isnan(found.multimedia_share[0])


def test_ruptures_in_the_middle_bulge() -> None:
    eco = line(*[(float(h), "phone", 4 <= h < 6) for h in range(9)])
    profile = rupture_profile(eco)
    assert profile.counts[0, 2].tolist() == [0, 2, 0]
    assert profile.bulge.tolist() == [pytest.approx(2 / 3)]
    frame = profile.to_frame()
    assert frame["part"].tolist() == [1, 2, 3]
    assert frame["technological"].tolist() == [0, 2, 0]


def test_nothing_has_no_ruptures() -> None:
    empty = Ecosystem(
        Case(id="empty", actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")])
    )
    assert repair_latency(empty).summary().rows == 0
    assert repair_latency(empty).to_frame().rows == 0
    assert np.isnan(rupture_profile(empty).bulge).all()


def test_settings_have_ranges() -> None:
    eco = Ecosystem(read_example("broken-frame"))
    with pytest.raises(InvalidCaseError, match="tau_hours"):
        repair_latency(eco, tau_hours=-1)
    with pytest.raises(InvalidCaseError, match="parts"):
        rupture_profile(eco, parts=2)
