from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.errors import FaultGroup, InvalidCaseError
from mediaeco.io import CaseMapping, ColumnMapping, read_pairs, read_table
from mediaeco.model import Clock

ROWS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from("abcd"),
        st.sampled_from("abcd"),
        st.sampled_from(["sms", "phone"]),
        st.sampled_from(["", "5", "2.5"]),
    ),
    max_size=20,
)


def table(rows: list[tuple[Any, ...]]) -> dict[str, list[Any]]:
    names = ("time", "sender", "receivers", "channel", "duration")
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}


@given(rows=ROWS)
def test_each_pair_is_the_case_that_the_table_gives_by_itself(rows: list[tuple[Any, ...]]) -> None:
    log = read_pairs(table(rows))
    pairs = {frozenset((a, b)) for _, a, b, *_ in rows if a != b}
    assert {frozenset(people) for people in log.people} == pairs
    between = sum(a != b for _, a, b, *_ in rows)
    assert len(log.cohort.table) == between
    assert len(log.findings) == (between < len(rows))
    for k, (therapist, patient) in enumerate(log.people):
        mapping = CaseMapping(keep="roles", channels=log.cohort.channels)
        roles = {"therapist": therapist, "patient": patient}
        alone = read_table(table(rows), mapping, roles=roles)
        assert log.cohort[k].table.equals(alone.table)
        assert log.cohort[k].interactions == alone.interactions


@given(rows=ROWS)
def test_the_busiest_come_first_and_few_contacts_are_left_out(rows: list[tuple[Any, ...]]) -> None:
    every, busy = read_pairs(table(rows)), read_pairs(table(rows), at_least=3)
    contacts = np.diff(every.cohort.table.offsets)
    assert (np.diff(contacts) <= 0).all()
    assert busy.people == every.people[: int((contacts >= 3).sum())]


def test_the_first_to_write_is_the_patient_unless_said_otherwise() -> None:
    rows = [(0, "a", "b", "sms", ""), (1, "b", "a", "sms", "")]
    assert read_pairs(table(rows)).people == (("b", "a"),)
    assert read_pairs(table(rows), first="therapist").people == (("a", "b"),)
    with pytest.raises(InvalidCaseError, match="patient, therapist"):
        read_pairs(table(rows), first="doctor")


@pytest.mark.parametrize(
    ("told", "zone", "cells", "clock"),
    [
        ("unix", "Europe/Copenhagen", ["1711846800", "1711850400"], Clock.ZONED),  # summer begins
        ("unix_ms", "", ["1711846800000", "1711850400000"], Clock.ZONED),
        ("iso", "", ["2024-03-01T10:00+01:00", "2024-03-01T10:00-05:00"], Clock.ZONED),
        ("iso", "Europe/Copenhagen", ["2024-03-01 10:00", "2024-07-01 10:00"], Clock.ZONED),
        ("iso", "", [datetime(2024, 3, 1), datetime(2024, 3, 2)], Clock.LOCAL),
        ("%d.%m.%Y", "", ["01.03.2024", "02.03.2024"], Clock.LOCAL),
        ("seconds", "", ["0.25", "7"], Clock.SECONDS),
    ],
)
def test_times_are_those_of_the_single_case(
    told: str, zone: str, cells: list[Any], clock: Clock
) -> None:
    source = {"time": cells, "sender": ["P", "T"], "receivers": ["T", "P"], "channel": ["sms"] * 2}
    mapping = ColumnMapping(time=told, zone=zone)
    log, case = read_pairs(source, mapping), read_table(source, mapping)
    assert log.cohort[0].clock is case.clock is clock
    assert [row.time for row in log.cohort[0].interactions] == [r.time for r in case.interactions]
    assert log.cohort[0].table.equals(case.table)


def test_an_empty_log_is_an_empty_cohort() -> None:
    log = read_pairs({"time": [], "sender": [], "receivers": [], "channel": []})
    assert len(log.cohort) == 0
    assert log.people == ()


def test_all_faults_are_told_at_once() -> None:
    rows = [("soon", "a", "b", "smss", "-1"), (1, "", "b", "sms", "x"), ("", "a", "b", "sms", "")]
    with pytest.raises(FaultGroup) as caught:
        read_pairs(table(rows))
    said = [str(fault) for fault in caught.value.exceptions]
    assert len(said) == 6
    for part, text in zip(
        ("row 0 (from 0), column 'time'", "row 2 (from 0), column 'time'", "got -1.0"),
        said,
        strict=False,
    ):
        assert part in text
    assert "Did you mean 'sms'?" in said[-1]


def test_columns_that_are_missing_are_told() -> None:
    with pytest.raises(FaultGroup) as caught:
        read_pairs({"time": [0], "sender": ["a"], "channel": ["sms"]})
    assert "expected a column receivers" in str(caught.value)


def test_a_pair_says_that_its_roles_are_assumed() -> None:
    log = read_pairs(
        {"time": [0, 5], "sender": ["a", "b"], "receivers": ["b", "a"]},
        ColumnMapping(constants={"channel": "sms"}),
        first="therapist",
    )
    assert "stands for the therapist" in log.cohort[0].description
