from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem, species
from mediaeco.errors import InvalidCaseError
from mediaeco.media import ecosystem_factors, substitution
from mediaeco.model import Actor, Case, Cohort, Interaction, Setting
from mediaeco.testing import cohorts


@given(cohorts(max_contacts=12))
def test_contacts_by_context_add_up_to_the_contacts_of_the_channel(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    found = ecosystem_factors(eco)
    contacts = np.bincount(eco.table.channel, minlength=len(eco.channels))
    for counts in (found.by_place, found.by_privacy, found.by_device):
        np.testing.assert_array_equal(counts.sum(axis=1), contacts)
    np.testing.assert_array_equal(found.hours.sum(axis=1), found.weekdays.sum(axis=1))
    hours = np.zeros_like(found.hours)
    weekdays = np.zeros_like(found.weekdays)
    for case in cohort:
        for row in case.interactions:
            if isinstance(row.time, datetime):
                c = found.channels.index(row.channel)
                hours[c, row.time.hour] += 1
                weekdays[c, row.time.weekday()] += 1
    np.testing.assert_array_equal(found.hours, hours)
    np.testing.assert_array_equal(found.weekdays, weekdays)


@given(cohorts(max_contacts=12))
def test_relations_between_media_are_those_of_their_own_functions(cohort: Cohort) -> None:
    eco = Ecosystem(cohort)
    found = ecosystem_factors(eco)
    graph = species(eco)
    for i, one in enumerate(found.channels):
        for j, other in enumerate(found.channels):
            edges = graph.get_edge_data(f"channel:{one}", f"channel:{other}") or {}
            assert found.switches[i, j] == edges.get("switches_to", {"contacts": 0})["contacts"]
            assert found.together[i, j] == edges.get("combines", {"contexts": 0})["contexts"]
    moved = substitution(eco)
    compared = np.isfinite(moved.index)
    mean = moved.moved[compared].mean(axis=0) if compared.any() else np.nan
    np.testing.assert_allclose(found.substituted, np.broadcast_to(mean, found.substituted.shape))


MORNING = datetime(2024, 3, 4, 8)  # a Monday


def commuter() -> Ecosystem:
    """A patient who writes from a train in the morning and talks from home at night."""
    rows = [("sms", 0), ("sms", 1), ("video_call", 12)]
    return Ecosystem(
        Case(
            id="commuter",
            actors=[Actor(id="T", role="therapist"), Actor(id="P", role="patient")],
            channels=CHANNELS.pick("sms", "video_call", "email"),
            interactions=[
                *(
                    Interaction(
                        time=MORNING + timedelta(hours=later),
                        sender="P",
                        receivers=["T"],
                        channel=over,
                    )
                    for over, later in rows
                ),
                Interaction(
                    time=MORNING + timedelta(hours=13),
                    sender="T",
                    receivers=["P"],
                    channel="email",
                ),
            ],
            settings=[
                Setting(
                    actor="P",
                    place="home",
                    device="laptop",
                    private=True,
                    since=MORNING + timedelta(hours=10),
                ),
                Setting(actor="P", place="train", device="phone", private=False),
            ],
        )
    )


def test_the_setting_is_the_sender_s_at_the_time() -> None:
    found = ecosystem_factors(commuter())
    assert found.places == ("home", "train", "unknown")
    assert found.by_place.tolist() == [[0, 2, 0], [1, 0, 0], [0, 0, 1]]
    assert found.by_privacy.tolist() == [[0, 2, 0], [1, 0, 0], [0, 0, 1]]
    assert found.devices == ("laptop", "phone", "unknown")
    assert found.by_device.tolist() == [[0, 2, 0], [1, 0, 0], [0, 0, 1]]
    assert found.hours[0, 8:10].tolist() == [1, 1]
    assert found.weekdays[:, 0].tolist() == [2, 1, 1]
    frame = found.to_frame()
    assert set(frame["family"].tolist()) == {
        "intermediatic",
        "contextual",
        "technoenvironmental",
    }


def test_a_gap_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidCaseError, match="above 0"):
        ecosystem_factors(commuter(), gap_hours=0)


def test_nothing_recorded_makes_no_factors() -> None:
    assert ecosystem_factors(Ecosystem(Cohort([]))).to_frame().rows == 0
