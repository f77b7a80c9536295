"""Multiplexity and its cumulative scale on ties of people over several media.

Calls, messages and friendships of the Copenhagen Networks Study (Sapiezynski et al. 2019), and the
five relations of a university department (AUCS, Magnani et al. 2013). Their people are in no
therapy; the numbers only show that the measures run and count rightly.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediaeco.ecosystem import Ecosystem
from mediaeco.io import read_pairs
from mediaeco.kernels.array import Bools
from mediaeco.media import GuttmanScale, choice_informativeness, guttman_scale, multiplexity

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real data are not beside the repository"
)

Tie = frozenset[str]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DATA / "expected.json").read_text())
    return told


def ties(rows: Iterable[tuple[str, str]]) -> set[Tie]:
    return {frozenset(pair) for pair in rows if pair[0] != pair[1]}


def ties_of(file: str, first: int) -> set[Tie]:
    """Ties between the people of two columns that stand side by side."""
    with (DATA / "03_copenhagen" / file).open(newline="") as source:
        return ties((row[first], row[first + 1]) for row in list(csv.reader(source))[1:])


def table(media: dict[str, set[Tie]]) -> tuple[Bools, GuttmanScale]:
    everybody = sorted(set().union(*media.values()), key=sorted)
    used = np.array([[tie in layer for layer in media.values()] for tie in everybody], dtype=bool)
    return used, guttman_scale(used, media=tuple(media))


def test_ties_of_the_copenhagen_study_are_counted_as_expected(expected: dict[str, Any]) -> None:
    told = expected["copenhagen"]["R"]
    used, scale = table(
        {
            "call": ties_of("calls.csv", 1),
            "sms": ties_of("sms.csv", 1),
            "facebook": ties_of("fb_friends.csv", 0),
        }
    )
    call, sms, facebook = used.T
    assert (call & sms).sum() == told["calls_and_sms"]
    assert (call & facebook).sum() == told["calls_and_fb"]
    assert (sms & facebook).sum() == told["sms_and_fb"]
    assert used.all(axis=1).sum() == told["all_three"]
    assert scale.media == ("facebook", "sms", "call")
    assert scale.ties.tolist() == [
        told["pairs_fb"] - told["self_loops"],
        told["pairs_sms"],
        told["pairs_calls"],
    ]
    # Rows that are not nested, worked out from the expected numbers: two errors each.
    only_sms = (sms & ~call & ~facebook).sum()
    only_call = (call & ~sms & ~facebook).sum()
    no_facebook = told["calls_and_sms"] - told["all_three"]
    no_sms = told["calls_and_fb"] - told["all_three"]
    errors = 2 * (only_sms + only_call + no_facebook + no_sms)
    assert scale.errors.sum() == errors
    assert scale.reproducibility == pytest.approx(1 - errors / used.size)
    # High, and hardly above what the margins alone give: nearly all ties are friendships only.
    assert scale.reproducibility > 0.95
    assert scale.scalability < 0.65


def test_pairs_who_called_and_wrote_are_multiplex(expected: dict[str, Any]) -> None:
    log = read_pairs(DATA / "03_copenhagen", ROOT / "examples" / "copenhagen" / "mapping.toml")
    eco = Ecosystem(log.cohort)
    found = multiplexity(eco)
    told = expected["copenhagen"]
    assert found.contacts.sum() == told["calls"] + told["sms"]
    assert set(found.multiplexity.tolist()) == {0, 1, 2}
    assert found.used.all(axis=1).sum() <= told["R"]["calls_and_sms"]
    # The stronger the tie, the more media: nobody is a therapist here, contacts are the strength.
    median = [np.median(found.contacts[found.multiplexity == k]) for k in range(3)]
    assert median == sorted(median)
    choice = choice_informativeness(eco)
    assert (choice.value[choice.available == 1] == 0).all()
    assert choice.available.max() == 2


def test_layers_of_a_department_are_counted_once_an_edge(expected: dict[str, Any]) -> None:
    told = expected["aucs"]
    lines = (DATA / "05_multiplex" / "aucs.mpx").read_text().splitlines()
    actors = lines[lines.index("#ACTORS") + 1 : lines.index("#EDGES")]
    assert len([line for line in actors if line]) == told["actors"]
    rows = [line.split(",") for line in lines[lines.index("#EDGES") + 1 :] if line]
    media = {name: ties((a, b) for a, b, layer in rows if layer == name) for name in told["edges"]}
    assert {name: len(layer) for name, layer in media.items()} == told["edges"]
    # The trap: every edge stands in the file in both directions.
    assert len(rows) == 2 * sum(told["edges"].values())
    used, scale = table(media)
    assert scale.ties.tolist() == sorted(told["edges"].values(), reverse=True)
    assert scale.media[-1] == "coauthor"
    least = guttman_scale(used, media=tuple(media), counting="minimum")
    assert scale.reproducibility <= least.reproducibility
    # Relations of colleagues are no cumulative scale by either count.
    assert least.reproducibility < 0.9
