"""Models of who turns to whom, beside dense ones that write out everybody at every event."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediaeco.analysis.choice_estimate import ChoiceEstimate
from mediaeco.dynamics import (
    RECEIVER_STATISTICS,
    SENDER_STATISTICS,
    relational_choice,
    relational_rate,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.kernels.array import Floats
from mediaeco.kernels.choice import ChoiceSets
from mediaeco.kernels.choice_fit import fit_choice
from mediaeco.sequence import to_relational_events

Table = dict[str, list[Any]]
WINDOW = 5.0


@st.composite
def logs(draw: st.DrawFn) -> tuple[Table, Table, Table]:
    """Events, people and ties of one case or two, some of them at one moment."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    people, count = draw(st.integers(3, 6)), draw(st.integers(1, 30))
    cases = draw(st.integers(1, 2))
    label = [f"p{k}" for k in range(people)]
    actors: Table = {
        "case": [f"c{c}" for c in range(cases) for _ in label],
        "label": label * cases,
        "present": [True] * (people * cases),
        "floor": random.choice(["1", "2", ""], people * cases).tolist(),
    }
    actors["present"][people - 1] = bool(draw(st.booleans()))
    case = random.integers(0, cases, count)
    # The last of the first case may be absent: nobody turns to him, and he to nobody.
    size = np.where(case == 0, people - 1, people)
    sender = random.integers(0, size)
    receiver = (sender + 1 + random.integers(0, size - 1)) % size
    events: Table = {
        "case": [f"c{c}" for c in case],
        "time": random.integers(0, 40, count).tolist(),
        "sender": [f"p{k}" for k in sender],
        "receiver": [f"p{k}" for k in receiver],
    }
    settings = random.integers(0, people, (8, 2))
    settings = settings[settings[:, 0] != settings[:, 1]]
    ties: Table = {
        "case": ["c0"] * len(settings),
        "time": random.permutation(40)[: len(settings)].tolist(),
        "sender": [f"p{k}" for k in settings[:, 0]],
        "receiver": [f"p{k}" for k in settings[:, 1]],
        "value": random.integers(0, 2, len(settings)).tolist(),
    }
    return events, actors, ties


def known(events: Table, case: str, time: float, window: float = np.inf) -> set[tuple[str, str]]:
    return {
        (s, r)
        for c, t, s, r in zip(
            *(events[k] for k in ("case", "time", "sender", "receiver")), strict=True
        )
        if c == case and t < time and time - t < window
    }


def tied(ties: Table, case: str, time: float) -> set[tuple[str, str]]:
    state: dict[tuple[str, str], int] = {}
    columns = (ties[k] for k in ("time", "case", "sender", "receiver", "value"))
    for t, c, s, r, value in sorted(zip(*columns, strict=True)):
        if c == case and t <= time:
            state[s, r] = value
    return {pair for pair, value in state.items() if value}


def features(name: str, i: str, j: str, at: dict[str, set[tuple[str, str]]], floor: Any) -> float:
    past, recent, other = at["past"], at["recent"], at["other"]
    everybody = {k for pair in past for k in pair}
    return float(
        {
            "inertia": (i, j) in past,
            "reciprocity": (j, i) in past,
            "transitivity": sum((i, k) in past and (k, j) in past for k in everybody - {i, j}),
            "recent_inertia": (i, j) in recent,
            "recent_reciprocity": (j, i) in recent,
            "tie": (i, j) in other,
            "tie_reciprocity": (j, i) in other,
            "same:floor": floor[i] == floor[j] != "",
            "indegree": sum(r == j for _, r in past),
            "outdegree": sum(s == j for s, _ in past),
            "tie_indegree": sum(r == j for _, r in other),
            "tie_outdegree": sum(s == j for s, _ in other),
        }[name]
    )


def dense(log: tuple[Table, Table, Table], names: tuple[str, ...], *, rate: bool) -> ChoiceSets:
    events, actors, ties = log
    rows: list[list[float]] = []
    offsets, chosen = [0], []
    columns = (events[k] for k in ("case", "time", "sender", "receiver"))
    for case, time, sender, receiver in sorted(zip(*columns, strict=True), key=lambda row: row[1]):
        at = {
            "past": known(events, case, time),
            "recent": known(events, case, time, WINDOW),
            "other": tied(ties, case, time),
        }
        here = [k for k, c in enumerate(actors["case"]) if c == case]
        floor = {actors["label"][k]: actors["floor"][k] for k in here}
        for k in here:
            person = actors["label"][k]
            if actors["present"][k] and (rate or person != sender):
                if person == (sender if rate else receiver):
                    chosen.append(len(rows))
                rows.append([features(name, sender, person, at, floor) for name in names])
        offsets.append(len(rows))
    return ChoiceSets(np.array(rows), np.ones(len(rows)), np.array(offsets), np.array(chosen))


def same(found: ChoiceEstimate, sets: ChoiceSets) -> None:
    alone = fit_choice(sets, ridge=0.5)
    np.testing.assert_allclose(found.estimate, alone.estimate, atol=1e-6)
    np.testing.assert_allclose(found.covariance, alone.covariance, atol=1e-6)
    np.testing.assert_allclose(found.log_likelihood, alone.log_likelihood, atol=1e-8)
    np.testing.assert_allclose(found.null_log_likelihood, alone.null_log_likelihood, atol=1e-8)


@given(logs(), st.data())
@settings(max_examples=60)
def test_receivers_written_out_give_the_same(log: tuple[Table, Table, Table], data: Any) -> None:
    every = (*RECEIVER_STATISTICS, "same:floor")
    names = tuple(data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True)))
    found = relational_choice(
        log[0], actors=log[1], ties=log[2], statistics=names, window=WINDOW, ridge=0.5
    )
    same(found, dense(log, names, rate=False))


@given(logs(), st.data())
@settings(max_examples=60)
def test_senders_written_out_give_the_same(log: tuple[Table, Table, Table], data: Any) -> None:
    names = tuple(data.draw(st.lists(st.sampled_from(SENDER_STATISTICS), min_size=1, unique=True)))
    found = relational_rate(log[0], actors=log[1], ties=log[2], statistics=names, ridge=0.5)
    same(found, dense(log, names, rate=True))


@given(logs(), st.randoms())
@settings(max_examples=30)
def test_names_and_the_order_of_rows_do_not_matter(
    log: tuple[Table, Table, Table], random: Any
) -> None:
    order = list(range(len(log[0]["time"])))
    random.shuffle(order)
    turned = {key: [column[k] for k in order] for key, column in log[0].items()}

    def renamed(table: Table) -> Table:
        return {
            key: [f"z{9 - int(v[1])}" if key in ("sender", "receiver", "label") else v for v in col]
            for key, col in table.items()
        }

    names = ("inertia", "reciprocity", "transitivity", "recent_reciprocity", "same:floor")
    settings: dict[str, Any] = {"statistics": names, "window": WINDOW, "ridge": 0.1}
    first = relational_choice(log[0], actors=log[1], **settings)
    for events, actors in ((turned, log[1]), (renamed(log[0]), renamed(log[1]))):
        other = relational_choice(events, actors=actors, **settings)
        np.testing.assert_allclose(other.estimate, first.estimate, atol=1e-8)
        np.testing.assert_allclose(other.clustered, first.clustered, atol=1e-8)


def test_coefficients_come_back() -> None:
    random, people, beta = np.random.default_rng(5), 12, np.array([2.0, 1.0])
    past = np.zeros((people, people))
    rows = []
    for time in range(1500):
        i = int(random.integers(people))
        value = beta[0] * past[i] + beta[1] * past[:, i] + random.gumbel(size=people)
        value[i] = -np.inf
        j = int(value.argmax())
        rows.append((time, str(i), str(j)))
        past[i, j] = 1.0
        # People forget, so that the network does not fill up.
        if time % 200 == 199:
            past[:] = 0.0
            rows[-1] = (time, str(i), str(j))
    # As cases that begin anew every 200 events.
    events = {
        "case": [str((time + 0) // 200) for time, _, _ in rows],
        "time": [time for time, _, _ in rows],
        "sender": [i for _, i, _ in rows],
        "receiver": [j for _, _, j in rows],
    }
    found = relational_choice(events, statistics=["inertia", "reciprocity"])
    off: Floats = np.abs(found.estimate - beta) / found.standard_error
    assert (off < 2.5).all()
    assert found.error_kind == "clustered"
    low, high = found.interval()
    assert ((low < beta) & (beta < high)).all()
    assert found.to_frame().rows == 2
    assert found.fit_frame()["clusters"].tolist() == [12 * 8]


def test_two_people_have_no_choice() -> None:
    found = relational_choice(to_relational_events(Ecosystem(read_example("sent-away"))))
    assert found.choices == 0
    assert found.single > 0
    assert np.isnan(found.estimate).all()
    assert np.isnan(found.aic)
    assert np.isnan(found.pseudo_r2)
    assert found.statement().startswith("senders: no choice of a receiver")


def test_all_events_at_one_instant_know_of_nothing() -> None:
    events = {"time": [3, 3, 3], "sender": ["a", "b", "a"], "receiver": ["b", "c", "c"]}
    found = relational_choice(events, statistics=["inertia"])
    assert found.choices == 3
    assert found.reason == ("it is the same for all alternatives of every choice",)
    assert "no estimate of inertia" in found.statement()


EVENTS = {"time": [1.0, 2.0], "sender": ["a", "b"], "receiver": ["b", "c"]}


@pytest.mark.parametrize(
    ("events", "options", "words"),
    [
        ({"time": [1.0], "sender": ["a"]}, {}, "a column 'receiver'"),
        (EVENTS | {"receiver": ["a", "c"]}, {}, "another person than the sender"),
        (EVENTS | {"time": [1.0, np.nan]}, {}, "finite numbers"),
        (EVENTS, {"actors": {"label": ["a", "b"]}}, "listed in the actors"),
        (EVENTS, {"actors": {"label": ["a", "b", "c", "a"]}}, "somebody twice"),
        (
            EVENTS,
            {"actors": {"label": ["a", "b", "c"], "present": ["TRUE", "TRUE", "FALSE"]}},
            "all who act",
        ),
        (EVENTS, {"statistics": ["same:floor"]}, "a column 'floor'"),
        (EVENTS, {"statistics": ["tie"]}, "another network"),
        (EVENTS, {"statistics": []}, "one name at least"),
        (EVENTS, {"statistics": ["inertia", "inertia"]}, "each once"),
        (EVENTS, {"window": 0}, "seconds above 0"),
        (EVENTS, {"window": np.nan}, "seconds above 0"),
        (EVENTS, {"ridge": -1}, "a penalty of at least 0"),
    ],
)
def test_what_cannot_be_is_refused(events: Any, options: Any, words: str) -> None:
    with pytest.raises(InvalidCaseError, match=words):
        relational_choice(events, **options)


def test_unknown_statistics_are_refused() -> None:
    with pytest.raises(UnknownTermError, match="Did you mean 'inertia'"):
        relational_choice(EVENTS, statistics=["inertial"])
    with pytest.raises(UnknownTermError, match="Did you mean 'indegree'"):
        relational_rate(EVENTS, statistics=["indegre"])
    with pytest.raises(InvalidCaseError, match="another network"):
        relational_rate(EVENTS, statistics=["tie_indegree"])
    with pytest.raises(InvalidCaseError, match="one name at least"):
        relational_rate(EVENTS, statistics=[])
