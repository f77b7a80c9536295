"""Calls and messages of the Copenhagen Networks Study (Sapiezynski et al. 2019), through readers.

Its people stand in the roles of therapist and patient for the purpose of these tests.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.io import ColumnMapping, PairLog, read, read_mapping, read_pairs
from mediaeco.model import ContentKind, FindingKind

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
FOLDER = DATA / "03_copenhagen"
MAPPING = ROOT / "examples" / "copenhagen" / "mapping.toml"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the Copenhagen data are not beside the repository"
)

Pairs = set[frozenset[str]]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())["copenhagen"]
    return {**told, **told["R"]}


@pytest.fixture(scope="module")
def log() -> PairLog:
    return read_pairs(FOLDER, MAPPING)


@pytest.fixture(scope="module")
def calls() -> PairLog:
    return read_pairs(FOLDER / "calls.csv", read_mapping(MAPPING).tables[0])


@pytest.fixture(scope="module")
def messages() -> PairLog:
    return read_pairs(FOLDER / "sms.csv", read_mapping(MAPPING).tables[1])


@pytest.fixture(scope="module")
def friends() -> PairLog:
    mapping = ColumnMapping(
        columns={"sender": "user_a", "receivers": "user_b"},
        constants={"time": "0", "channel": "social_media"},
    )
    return read_pairs(FOLDER / "fb_friends.csv", mapping)


def pairs(log: PairLog) -> Pairs:
    return {frozenset(people) for people in log.people}


def people(log: PairLog) -> set[str]:
    return {person for pair in log.people for person in pair}


def test_calls(calls: PairLog, expected: dict[str, Any]) -> None:
    table = calls.cohort.table
    attempt = table.content == list(ContentKind).index(ContentKind.ATTEMPT)
    assert len(table) == expected["calls"]
    assert len(people(calls)) == expected["call_users"]
    assert len(calls.cohort) == expected["pairs_calls"]
    assert attempt.sum() == expected["missed"]
    assert np.isnan(table.duration[attempt]).all()
    assert (table.duration[~attempt] >= 0).all()


def test_messages(messages: PairLog, expected: dict[str, Any]) -> None:
    assert len(messages.cohort.table) == expected["sms"]
    assert len(people(messages)) == expected["sms_users"]
    assert len(messages.cohort) == expected["pairs_sms"]


def test_friends(friends: PairLog, expected: dict[str, Any]) -> None:
    (alone,) = friends.findings
    assert alone.kind is FindingKind.SKIPPED
    assert alone.text.startswith(f"{expected['self_loops']} of {expected['fb_edges']} rows")
    assert len(friends.cohort) == expected["fb_edges"] - expected["self_loops"]


def test_channels_overlap(
    calls: PairLog, messages: PairLog, friends: PairLog, expected: dict[str, Any]
) -> None:
    called, wrote, befriended = pairs(calls), pairs(messages), pairs(friends)
    assert len(called & wrote) == expected["calls_and_sms"]
    assert len(called & befriended) == expected["calls_and_fb"]
    assert len(wrote & befriended) == expected["sms_and_fb"]
    assert len(called & wrote & befriended) == expected["all_three"]


def test_all_pairs_at_once(log: PairLog, expected: dict[str, Any]) -> None:
    table = log.cohort.table
    both = expected["pairs_calls"] + expected["pairs_sms"] - expected["calls_and_sms"]
    assert len(log.cohort) == both
    assert len(table) == expected["calls"] + expected["sms"]
    assert log.findings == ()
    contacts = np.diff(table.offsets)
    assert (np.diff(contacts) <= 0).all()
    assert (table.sender[table.starts] == 1).all()  # whoever made first contact is the patient
    assert 0 <= table.time.min() < table.time.max() < expected["days"] * 86_400 * 1_000_000


def test_the_twenty_busiest_pairs_become_cases(log: PairLog, expected: dict[str, Any]) -> None:
    total = expected["calls"] + expected["sms"]
    for k, (therapist, patient) in enumerate(log.people[:20]):
        case = read(FOLDER, MAPPING, roles={"therapist": therapist, "patient": patient})
        assert case.table.equals(log.cohort[k].table)
        assert [actor.id for actor in case.actors] == ["T", "P"]
        assert {row.channel for row in case.interactions} <= {"phone", "sms"}
        missed = [row for row in case.interactions if row.content is ContentKind.ATTEMPT]
        assert all(row.duration is None and row.channel == "phone" for row in missed)
        # What belongs to other pairs is left out, counted, and said.
        left_out = sum(
            int(note.text.split()[0]) for note in case.notes if note.kind is FindingKind.SKIPPED
        )
        assert len(case.interactions) + left_out == total
