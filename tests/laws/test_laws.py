"""The laws find a wrong measure for each relation, let a right one pass, and say what broke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco import cocreation, contexts, first_contact, silences
from mediaeco.ecosystem import Ecosystem, exchange_table
from mediaeco.errors import InvalidCaseError, MediaEcoError
from mediaeco.io import read_example
from mediaeco.kernels.segment import segment_cumsum
from mediaeco.model import Case, Origin, TidyTable
from mediaeco.testing import cases, ecosystems, laws
from mediaeco.testing.laws.answer import difference, plain, renamed

HOUR = 3_600_000_000
Measure = Callable[[Ecosystem], Any]


def first_by_name(eco: Ecosystem) -> int:
    """Contacts over the channel that comes first in the alphabet."""
    names = [channel.id for channel in eco.channels]
    return int((eco.table.channel == names.index(min(names))).sum()) if names else 0


def first_by_pseudonym(eco: Ecosystem) -> int:
    names = [actor.id for actor in eco.cases[0].actors]
    return int((eco.table.sender == names.index(min(names))).sum())


def share_by_channel(eco: Ecosystem) -> dict[str, float]:
    counts = np.bincount(eco.table.channel, minlength=len(eco.channels))
    with np.errstate(invalid="ignore"):
        return dict(zip([c.id for c in eco.channels], counts / counts.sum(), strict=True))


WRONG_AND_RIGHT: dict[str, tuple[Measure, Measure, str]] = {
    "relabel_channels": (first_by_name, cocreation, "called means nothing"),
    "relabel_actors": (first_by_pseudonym, first_contact, "people are called"),
    "permute_channels": (lambda eco: eco.table.channel.sum(), share_by_channel, "lists its"),
    "swap_roles": (
        lambda eco: (eco.table.sender == 0).sum(),
        lambda eco: cocreation(eco).contact_balance,
        "measured alike",
    ),
    "shift_time": (lambda eco: eco.table.time, lambda eco: eco.table.t, "only the time between"),
    "shift_weeks": (
        lambda eco: eco.table.time,
        lambda eco: eco.table.time // HOUR % (7 * 24),
        "day of the week may",
    ),
    "scale_time": (lambda eco: eco.table.t, lambda eco: np.sign(eco.table.t), "pace means nothing"),
    "append_silence": (silences, contexts, "nothing new"),
    "append_contacts": (
        lambda eco: eco.table.t - eco.table.t.max(initial=0),
        lambda eco: eco.table.t,
        "what was known before",
    ),
    "double_contacts": (len, share_by_channel, "told twice"),
    "permute_contacts": (
        lambda eco: eco.table.sender[:1],
        lambda eco: np.bincount(eco.table.sender),
        "order of contacts",
    ),
    "drop_channel": (lambda eco: len(eco.record.table), len, "none renumbered"),
    "leave_out": (lambda eco: np.arange(len(eco)), lambda eco: eco.table.n, "keeps its index"),
    "merge_cases": (
        lambda eco: np.cumsum(eco.table.sender),
        lambda eco: segment_cumsum(eco.table.sender, eco.table.offsets),
        "leaks from case to case",
    ),
    "remove_observer": (
        lambda eco: (eco.table.reported_by >= 0).sum(),
        lambda eco: np.bincount(eco.table.sender),
        "observes",
    ),
}


def test_every_relation_has_a_wrong_and_a_right_measure() -> None:
    assert set(WRONG_AND_RIGHT) == set(laws.RELATIONS)
    for name, relation in laws.RELATIONS.items():
        assert getattr(laws, name.upper()) is relation
        assert relation.name in repr(relation)
        assert relation.statement.endswith(".")


@pytest.mark.parametrize("name", laws.RELATIONS)
def test_a_wrong_measure_is_found_on_a_small_case(name: str) -> None:
    wrong, _, said = WRONG_AND_RIGHT[name]
    with pytest.raises(laws.LawBroken) as told:
        laws.check(wrong, laws.RELATIONS[name], max_examples=300, seed=1)
    text = str(told.value).lower()
    assert f"'{name}'" in text
    assert said in text
    assert all(f"\n  {line}:" in text for line in ("law", "change", "where", "before", "after"))
    assert told.value.case.story().splitlines()[-1].strip() in str(told.value)
    assert isinstance(told.value, AssertionError)
    assert isinstance(told.value, MediaEcoError)
    assert told.value.relation is laws.RELATIONS[name]
    assert len(told.value.case.table) <= 3
    # What was found is found again, on the case alone.
    assert told.value.found.before != told.value.found.after


@pytest.mark.parametrize("name", laws.RELATIONS)
def test_a_right_measure_passes(name: str) -> None:
    held = laws.check(WRONG_AND_RIGHT[name][1], laws.RELATIONS[name], max_examples=40, seed=1)
    assert held.answered > 20
    assert held.refused == 0
    assert f"'{name}' on {held.answered} cases" in str(held)


@given(ecosystems(views=True), laws.NUMBERS)
def test_a_law_may_be_asked_inside_a_test_of_ones_own(eco: Ecosystem, number: int) -> None:
    for name, (_, right, _) in WRONG_AND_RIGHT.items():
        laws.assert_holds(right, laws.RELATIONS[name], eco, number=number)


@given(cases(), laws.NUMBERS)
def test_changes_are_told_and_change_nothing_themselves(case: Case, number: int) -> None:
    for relation in laws.RELATIONS.values():
        change = relation.change(case, number)
        again = relation.change(case, number)
        assert (change is None) == (again is None)
        if change is not None and again is not None:
            assert change.told == again.told
            assert change.after.table.equals(again.after.table)
            if change.kept is not None and isinstance(change.before, Ecosystem):
                assert len(change.kept) == min(len(change.before), len(change.after))


def test_what_a_measure_refuses_says_nothing() -> None:
    def never(_: Ecosystem) -> int:
        raise InvalidCaseError("eco", "something else", "this")

    with pytest.raises(InvalidCaseError, match="cases that the measure answers on"):
        laws.check(never, laws.SHIFT_TIME, max_examples=10)
    case = read_example("first-contact")
    assert not laws.assert_holds(never, laws.SHIFT_TIME, case)
    assert laws.assert_holds(len, laws.SHIFT_TIME, case)

    def seldom(eco: Ecosystem) -> int:
        return never(eco) if len(eco) > 3 else len(eco)

    held = laws.check(seldom, laws.SHIFT_TIME, max_examples=50, seed=0)
    assert held.refused > 0
    assert "refused" in str(held)


def test_an_error_that_is_nobodys_answer_breaks_the_law() -> None:
    def crash(_: Ecosystem) -> float:
        return 1 / 0

    with pytest.raises(laws.LawBroken, match="ZeroDivisionError raised") as told:
        laws.check(crash, laws.SHIFT_TIME, max_examples=10)
    assert isinstance(told.value.__cause__, ZeroDivisionError)


def test_an_error_on_one_side_alone_breaks_the_law() -> None:
    def early(eco: Ecosystem) -> int:
        if len(eco) and eco.table.time[0] > 0:
            raise InvalidCaseError("eco", "an early case", "a late one")
        return len(eco)

    with pytest.raises(laws.LawBroken, match="InvalidCaseError raised"):
        laws.check(early, laws.SHIFT_TIME, max_examples=300, seed=0)


def test_times_are_expected_to_be_scaled_along() -> None:
    times = ("begins", "days", "total", "contact", "silent")
    laws.check(silences, laws.SCALE_TIME, expect=laws.scaled(*times), max_examples=30)
    laws.check(lambda eco: eco.table.t, laws.SCALE_TIME, expect=laws.scaled(), max_examples=30)
    with pytest.raises(laws.LawBroken, match="times the factor"):
        laws.check(silences, laws.SCALE_TIME, expect=laws.scaled("days"), seed=0)


def test_the_user_says_what_the_answer_does() -> None:
    def twice(before: int, after: int) -> bool:
        return after == 2 * before

    laws.check(len, laws.DOUBLE_CONTACTS, expect=twice, max_examples=30)
    with pytest.raises(laws.LawBroken, match="does twice"):
        laws.check(len, laws.SHIFT_TIME, expect=twice, seed=0)

    def compared(before: int, after: int) -> None:
        np.testing.assert_array_equal(before, after)

    with pytest.raises(laws.LawBroken, match="does compared"):
        laws.check(len, laws.DOUBLE_CONTACTS, expect=compared, seed=0)


def test_unchanged_and_renamed_are_ready() -> None:
    laws.unchanged(len, under=laws.SWAP_ROLES, max_examples=20)
    laws.renamed(exchange_table, under=laws.RELABEL_CHANNELS, max_examples=20)
    with pytest.raises(laws.LawBroken, match="stays as it is"):
        laws.unchanged(exchange_table, under=laws.RELABEL_CHANNELS, seed=0)


def test_a_measure_is_told_what_it_obeys() -> None:
    under = (laws.SHIFT_TIME, laws.DOUBLE_CONTACTS, laws.APPEND_CONTACTS)
    table = laws.obeyed(len, under=under, max_examples=30, seed=0)
    assert table["relation"].tolist() == ["shift_time", "double_contacts", "append_contacts"]
    assert table["kept"].tolist() == ["yes", "no", "untested"]
    assert laws.obeyed(len, under=()).rows == 0


def test_cases_may_come_from_elsewhere() -> None:
    held = laws.check(
        len,
        laws.APPEND_CONTACTS,
        expect=lambda before, after: after > before,
        given=ecosystems(min_contacts=2),
        max_examples=30,
    )
    assert held.idle == 0


def test_nothing_of_a_recorded_case_is_told() -> None:
    case = attrs.evolve(read_example("first-contact"), origin=Origin.RECORDED)
    channels = [channel.id for channel in case.channels]
    with pytest.raises(laws.LawBroken) as told:
        laws.assert_holds(exchange_table, laws.RELABEL_CHANNELS, case, expect=laws.UNCHANGED)
    assert not any(name in str(told.value) for name in channels)
    assert "not told" in str(told.value)


def test_answers_of_all_kinds_are_compared() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("channel:phone", "actor:T", contacts=3)
    answers = (
        1,
        1.5,
        float("nan"),
        "phone",
        None,
        True,
        (1, "a"),
        {"phone": [1.0, float("nan")]},
        frozenset({"phone"}),
        np.array([1.0, np.nan, np.inf]),
        np.array(["phone", "email"]),
        np.array([None, "a"], dtype=object),
        np.zeros((0, 3)),
        TidyTable({"channel": ["phone"], "share": [0.5]}),
        graph,
        cocreation(Ecosystem(read_example("first-contact"))),
    )
    for i, one in enumerate(answers):
        for k, other in enumerate(answers):
            alike = difference(plain(one), plain(other)) is None
            assert alike == (i == k or {i, k} == {0, 5}), (i, k)  # in Python, True is 1


def test_numbers_may_differ_by_rounding_alone() -> None:
    assert difference(0.1 + 0.2, 0.3) is None
    found = difference(np.array([1.0, 2.0]), np.array([1.0, 2.001]), where="share")
    assert found == laws.Difference("share[1]", "2", "2.001")
    assert difference(2.0, 2.001, tolerance=0.01) is None
    assert difference([1], [1, 2]) is not None
    assert difference({"a": 1}, {"b": 1}) == laws.Difference("a", "present", "nothing")


@given(st.text(alphabet="abz:_- 1"))
def test_renaming_there_and_back_is_not_renaming(text: str) -> None:
    there, back = {"a": "zebra", "b": "yak"}, {"zebra": "a", "yak": "b"}
    assert renamed(renamed(text, there), back) == text


def test_names_are_words() -> None:
    names = {"therapist": "patient", "patient": "therapist"}
    answer = {"therapist_contacts": "patients of the patient"}
    assert renamed(answer, names) == {"patient_contacts": "patients of the therapist"}
