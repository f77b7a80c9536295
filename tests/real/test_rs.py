"""RS.data of rENA: a coded chat of student teams, read as records and handed to ENA as lines.

What is compared with is summed straight from the file. People appear under numbers. Two of each
team stand in the roles of therapist and patient for the purpose of these tests.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from mediaeco.catalog import CHANNELS
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Actor, Case, Code, Cohort, Interaction
from mediaeco.sequence import sequences, to_ena_frame

DATA = Path(os.environ.get("MEDIAECO_DATA", Path(__file__).parents[3] / "shared" / "data"))
FILE = DATA / "17_rena_rs" / "rena_RSdata.csv"

pytestmark = pytest.mark.skipif(
    not FILE.is_file(), reason="the RS data are not at hand (see MEDIAECO_DATA)"
)

Rows = list[dict[str, str]]
CODES = (
    "Data",
    "Technical.Constraints",
    "Performance.Parameters",
    "Client.and.Consultant.Requests",
    "Design.Reasoning",
    "Collaboration",
)


@pytest.fixture(scope="module")
def rows() -> Rows:
    with FILE.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    numbers: dict[str, str] = {}
    for row in found:
        row["UserName"] = numbers.setdefault(row["UserName"], f"S{len(numbers):02}")
        del row["text"]
    return found


@pytest.fixture(scope="module")
def eco(rows: Rows) -> Ecosystem:
    teams: dict[str, Rows] = {}
    for row in rows:
        teams.setdefault(f"{row['Condition']}/{row['GroupName']}", []).append(row)
    return Ecosystem(Cohort(team_case(name, lines) for name, lines in teams.items()))


def team_case(name: str, lines: Rows) -> Case:
    people = list(dict.fromkeys(line["UserName"] for line in lines))
    roles = ["therapist", "patient", *["other"] * (len(people) - 2)]
    return Case(
        id=name,
        actors=[Actor(id=one, role=role) for one, role in zip(people, roles, strict=True)],
        channels=[CHANNELS["instant_messaging"]],
        codes=[Code(id=code) for code in CODES],
        interactions=[
            Interaction(
                time=datetime.strptime(line["Timestamp"], "%m/%d/%Y %H:%M"),
                sender=line["UserName"],
                receivers=[one for one in people if one != line["UserName"]],
                channel="instant_messaging",
                codes=[code for code in CODES if line[code] == "1"],
                context=line["ActivityNumber"],
            )
            for line in lines
        ],
    )


def test_every_line_is_there_with_its_codes(rows: Rows, eco: Ecosystem) -> None:
    lines = to_ena_frame(eco, of=["code"])
    assert lines.rows == len(rows) == 3824
    assert list(lines)[5:] == [f"code.{code}" for code in CODES]
    for code in CODES:
        assert lines[f"code.{code}"].sum() == sum(int(row[code]) for row in rows)


def test_every_person_keeps_their_codes(rows: Rows, eco: Ecosystem) -> None:
    lines = to_ena_frame(eco, of=["code"], pseudonyms=True)
    wanted: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        for code in CODES:
            wanted[row["Condition"], row["UserName"], code] += int(row[code])
    found: Counter[tuple[str, str, str]] = Counter()
    condition = [case.split("/")[0] for case in lines["case"].tolist()]
    for code in CODES:
        column = lines[f"code.{code}"].tolist()
        for game, actor, one in zip(condition, lines["actor"].tolist(), column, strict=True):
            found[game, actor, code] += one
    assert found == wanted
    assert len({(game, actor) for game, actor, _ in found}) == 48


def test_people_are_told_apart_by_role(rows: Rows, eco: Ecosystem) -> None:
    lines = to_ena_frame(eco, of=["code"])
    units = set(zip(lines["case"].tolist(), lines["actor"].tolist(), strict=True))
    assert len(units) == len({(r["Condition"], r["GroupName"], r["UserName"]) for r in rows})
    assert {actor.split(" ")[0] for _, actor in units} == {"therapist", "patient", "other"}


def test_conversations_end_with_their_activity(rows: Rows, eco: Ecosystem) -> None:
    lines = to_ena_frame(eco, of=["code"])
    stanzas = set(zip(lines["case"].tolist(), lines["conversation"].tolist(), strict=True))
    changes = 0
    last: dict[tuple[str, str], str] = {}
    for row in rows:
        team = (row["Condition"], row["GroupName"])
        changes += last.get(team) != row["ActivityNumber"]
        last[team] = row["ActivityNumber"]
    assert len(stanzas) == changes
    whole = to_ena_frame(eco, of=["code"], gap_hours=None)
    assert not whole["conversation"].any()
    assert len(set(whole["case"].tolist())) == 20


def test_codes_follow_one_another_as_they_were_given(rows: Rows, eco: Ecosystem) -> None:
    found = sequences(eco, of="code")
    assert len(found) == 20
    assert found.alphabet == CODES
    counts = np.bincount(found.codes, minlength=len(CODES)).tolist()
    assert counts == [sum(int(row[code]) for row in rows) for code in CODES]
