from __future__ import annotations

import itertools
from typing import Any

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.io import read_example
from mediaeco.model import (
    ActKind,
    Actor,
    Case,
    Cohort,
    ControlCode,
    FrameAct,
    Interaction,
)
from mediaeco.sequence.sequences import Sequences, sequences
from mediaeco.testing import cohorts, ecosystems, state_sequences, swap_roles

OF = ("channel", "purpose", "act", "stage", "content", "control", "code")
BY = ("case", "context", "week")


def words(seqs: Sequences) -> list[list[str]]:
    names = [*seqs.alphabet, ""]
    ends = seqs.offsets.tolist()
    return [[names[code] for code in seqs.codes[a:b].tolist()] for a, b in itertools.pairwise(ends)]


@given(seqs=state_sequences())
def test_wide_and_back_changes_nothing_but_ends(seqs: Sequences) -> None:
    cells = [[None if c < 0 else seqs.alphabet[c] for c in row] for row in seqs.to_wide().tolist()]
    again = Sequences.from_wide(cells, states=seqs.alphabet, weights=seqs.weights)
    for mine, theirs in zip(words(seqs), words(again), strict=True):
        while mine and mine[-1] == "":
            mine.pop()
        assert mine == theirs


@given(seqs=state_sequences(min_sequences=1, weights=False), seed=st.integers(0, 99))
def test_long_in_any_order_is_wide(seqs: Sequences, seed: int) -> None:
    frame = seqs.to_frame()
    mixed = np.random.default_rng(seed).permutation(len(seqs.codes))
    if len(mixed) == 0:
        return
    long = Sequences.from_long(
        {name: column[mixed] for name, column in frame.columns.items()},
        sequence="sequence",
        time="position",
        state="state",
        states=seqs.alphabet,
    )
    wanted = dict(zip(seqs.ids, words(seqs), strict=True))
    for name, mine in zip(long.ids, words(long), strict=True):
        whole = wanted[name]
        while whole and whole[-1] == "":
            whole.pop()
        assert mine == whole


@pytest.mark.parametrize("made", [dict, pd.DataFrame, pl.DataFrame, pa.table, pl.LazyFrame])
def test_every_table_reads_alike(made: Any) -> None:
    frame = made({"name": ["x", "y"], "w": [1.5, 2.0], "1": ["talk", "talk"], "2": [None, "mail"]})
    seqs = Sequences.from_wide(frame, ids="name", weights="w")
    assert words(seqs) == [["talk"], ["talk", "mail"]]
    assert seqs.ids == ("x", "y")
    assert seqs.weight.tolist() == [1.5, 2.0]
    assert seqs.alphabet == ("mail", "talk")


def test_numbers_are_states_in_their_own_order() -> None:
    seqs = Sequences.from_wide(pd.DataFrame({"1": [10, 9], "2": [9.0, np.nan]}))
    assert seqs.alphabet == ("9", "10")
    assert words(seqs) == [["10", "9"], ["9"]]
    assert words(Sequences.from_wide(np.array([[3, 1], [1, 1]]))) == [["3", "1"], ["1", "1"]]
    mixed = Sequences.from_wide([["b", 2, True]])
    assert mixed.alphabet == ("2", "True", "b")


def test_space_around_a_state_is_no_part_of_it() -> None:
    assert words(Sequences.from_wide([[" talk", "talk ", " "]])) == [["talk", "talk"]]


def test_what_is_missing_inside_stays_and_what_is_missing_at_the_end_goes() -> None:
    seqs = Sequences.from_wide([["", "a", None, "a", "", float("nan")], [""] * 6])
    assert words(seqs) == [["", "a", "", "a"], []]


@pytest.mark.parametrize(
    ("call", "error", "told"),
    [
        (lambda: Sequences.from_wide([["talk"]], states=["mail"]), UnknownTermError, "state"),
        (lambda: Sequences.from_wide([["a"], ["a", "b"]]), InvalidCaseError, "one length"),
        (lambda: Sequences.from_wide({"1": ["a"], "2": []}), InvalidCaseError, "one length"),
        (lambda: Sequences.from_wide([["a"]], weights=[-1]), InvalidCaseError, "weights"),
        (lambda: Sequences.from_wide([["a"]], weights=["x"]), InvalidCaseError, "weights"),
        (lambda: Sequences.from_wide([["a"]], weights=[1, 2]), InvalidCaseError, "weights"),
        (lambda: Sequences.from_wide([["a"]], ids=[]), InvalidCaseError, "1 names"),
        (lambda: Sequences.from_wide({"1": ["a"]}, ids="name"), UnknownTermError, "column"),
        (lambda: Sequences.from_wide([[["a"]]]), InvalidCaseError, "one state"),
        (lambda: Sequences.from_wide(3), InvalidCaseError, "a dataframe"),
    ],
)
def test_what_cannot_be_read_is_told(call: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        call()


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ({"s": [""], "t": [1], "x": ["a"], "w": [1]}, "name of a sequence"),
        ({"s": ["1"], "t": [None], "x": ["a"], "w": [1]}, "a time"),
        ({"s": ["1", "1"], "t": [1, "x"], "x": ["a", "a"], "w": [1, 1]}, "one kind"),
        ({"s": ["1", "1"], "t": [1, 2], "x": ["a", "a"], "w": [1, 2]}, "one weight"),
    ],
)
def test_a_long_table_with_a_fault_is_told(frame: dict[str, list[Any]], told: str) -> None:
    with pytest.raises(InvalidCaseError, match=told):
        Sequences.from_long(frame, sequence="s", time="t", state="x", weights="w")


def test_columns_that_do_not_fit_are_refused() -> None:
    fine = Sequences.from_wide([["a", "b"], ["b", ""]])
    for change in (
        {"codes": [0, 1, 7]},
        {"codes": [0, 1, -2]},
        {"offsets": [0, 2]},
        {"offsets": [0, 3, 2]},
        {"alphabet": ["a", "a"]},
        {"unit": [0]},
        {"sets": (0,), "set_names": ["x"]},
        {"sets": (0, 2), "set_names": ["x", "y"]},
        {"weights": [1.0, np.inf]},
    ):
        with pytest.raises(InvalidCaseError):
            attrs.evolve(fine, **change)
    with pytest.raises(ValueError, match="read-only"):
        fine.codes[0] = 1


@given(seqs=state_sequences(min_sequences=1), data=st.data())
def test_taken_sequences_are_themselves(seqs: Sequences, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(seqs) - 1)))
    taken = seqs.take(np.array(rows, dtype=np.int64))
    assert words(taken) == [words(seqs)[row] for row in rows]
    assert taken.weight.tolist() == seqs.weight[rows].tolist()
    mask = np.zeros(len(seqs), dtype=bool)
    mask[rows] = True
    assert words(seqs.take(mask)) == [words(seqs)[row] for row in sorted(set(rows))]


@given(seqs=state_sequences())
def test_states_that_never_occur_can_go(seqs: Sequences) -> None:
    small = seqs.occurring()
    assert words(small) == words(seqs)
    assert set(small.alphabet) == {word for row in words(seqs) for word in row if word}


@given(eco=ecosystems(), of=st.sampled_from(OF), sides=st.booleans())
def test_contexts_and_weeks_part_the_case(eco: Ecosystem, of: Any, sides: bool) -> None:
    whole = sequences(eco, of=of, sides=sides)
    assert len(whole) == len(eco.cases)
    for by in ("context", "week"):
        parts = sequences(eco, of=of, by=by, sides=sides)
        assert parts.codes.tolist() == whole.codes.tolist()
        assert parts.alphabet == whole.alphabet
        assert (parts.unit == 0).all()


@given(eco=ecosystems())
def test_sequences_say_what_the_contacts_say(eco: Ecosystem) -> None:
    contacts = list(eco.case.interactions)
    assert words(sequences(eco, of="channel")) == [[c.channel for c in contacts]]
    assert words(sequences(eco, of="content")) == [[c.content.value for c in contacts]]
    assert words(sequences(eco, of="purpose")) == [[p for c in contacts for p in c.purposes]]
    assert words(sequences(eco, of="code")) == [[k for c in contacts for k in c.codes]]
    assert words(sequences(eco, of="act")) == [[a.kind.value for c in contacts for a in c.acts]]
    control = [c.control.value if c.control is not None else "" for c in contacts]
    assert words(sequences(eco, of="control")) == [control]


@given(cohort=cohorts(), of=st.sampled_from(OF), by=st.sampled_from(BY))
def test_a_case_of_a_cohort_is_as_alone(cohort: Cohort, of: Any, by: Any) -> None:
    together = sequences(Ecosystem(cohort), of=of, by=by)
    for i in range(len(cohort)):
        alone = sequences(Ecosystem(cohort[i]), of=of, by=by)
        mine = together.take(together.unit == i)
        assert words(mine) == words(alone)
        assert mine.ids == alone.ids


@given(eco=ecosystems(), of=st.sampled_from(("channel", "purpose", "content", "control", "code")))
def test_swapping_the_roles_swaps_the_sets(eco: Ecosystem, of: Any) -> None:
    other = Ecosystem(swap_roles(eco.case))
    turned = {"therapist": "patient", "patient": "therapist", "other": "other"}
    mine, theirs = (words(sequences(e, of=of, sides=True)) for e in (eco, other))
    for a, b in zip(mine[0], theirs[0], strict=True):
        side, _, state = a.partition(": ")
        assert b == (f"{turned[side]}: {state}" if a else "")


def test_one_contact_that_did_much() -> None:
    """A message that answers a proposal, makes one, and is sent by a third person."""
    people = [
        Actor(id="T", role="therapist"),
        Actor(id="P", role="patient"),
        Actor(id="M", role="other"),
    ]
    case = read_example("first-contact")
    rows = [
        Interaction(
            time=0.0,
            sender="M",
            receivers=["T", "P"],
            channel="email",
            control=ControlCode.ONE_UP,
            acts=[FrameAct("fee", ActKind.PROPOSE, "P"), FrameAct("fee", ActKind.ACCEPT, "T")],
        ),
        Interaction(time=1.0, sender="T", receivers=["P"], channel="email"),
    ]
    eco = Ecosystem(
        Case(
            id="go-between",
            actors=people,
            channels=case.channels,
            elements=case.elements,
            interactions=rows,
        )
    )
    acts = sequences(eco, of="act", sides=True)
    assert words(acts) == [["patient: propose", "therapist: accept"]]
    assert acts.set_names == ("therapist", "patient", "other")
    assert words(sequences(eco, sides=True)) == [["other: email", "therapist: email"]]
    assert words(sequences(eco, of="control")) == [["one_up", ""]]


def test_an_unknown_word_is_told() -> None:
    eco = Ecosystem(read_example("sent-away"))
    with pytest.raises(UnknownTermError, match="Did you mean 'channel'"):
        sequences(eco, of="chanel")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(UnknownTermError, match="Did you mean 'week'"):
        sequences(eco, by="weeks")  # type: ignore[arg-type]  # wrong on purpose
