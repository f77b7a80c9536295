from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis.strategies import SearchStrategy

from mediaeco.grounded import check_theory
from mediaeco.io import Project
from mediaeco.kernels.array import Floats
from mediaeco.model import Category, CategoryKind, Coding, TheoryGraph
from mediaeco.testing import categories, codings, projects, reliability_data, theory_graphs

_T = TypeVar("_T")
REACHED = settings(max_examples=400, phases=[Phase.generate])


def found(strategy: SearchStrategy[_T], condition: Callable[[_T], object]) -> _T:
    """Something of this kind, not made simpler."""
    return find(strategy, lambda drawn: bool(condition(drawn)), settings=REACHED)


def test_codings_shrink_to_nothing() -> None:
    assert find(codings(), lambda _: True) == Coding()
    coding = find(codings(), lambda coding: coding.segments != ())
    (segment,) = coding.segments
    assert (segment.begin, segment.end, segment.coder, segment.codes) == (0, 0, "", ())


@given(codings(min_segments=2, max_segments=3, max_codes=2, max_coders=1))
def test_codings_keep_their_bounds(coding: Coding) -> None:
    assert 2 <= len(coding.segments) <= 3
    assert len(coding.codes) <= 2
    assert len(coding.coders) <= 1


@pytest.mark.parametrize("what", ["headings", "links", "memos", "categories"])
def test_codings_reach_everything(what: str) -> None:
    assert getattr(found(codings(), lambda coding: getattr(coding, what)), what)


def test_theories_shrink_to_nothing_and_reach_both_kinds() -> None:
    assert find(theory_graphs(), lambda _: True).categories == ()
    assert found(theory_graphs(well_formed=True), lambda theory: theory.edges).edges


@given(theory_graphs(well_formed=True, max_categories=4))
def test_well_formed_theories_are(theory: TheoryGraph) -> None:
    check_theory(theory)
    assert len(theory.categories) <= 4
    assert all(category.kind is not None for category in theory.categories)


@given(categories(id="x", codes=("a",)))
def test_categories_are_named_as_asked(category: Category) -> None:
    assert category.id == "x"
    assert set(category.codes) <= {"a"}
    assert category.kind is None or category.kind in CategoryKind


@given(reliability_data(min_coders=2, max_coders=3, max_units=4, values=(7.0,)))
def test_reliability_data_keep_their_bounds(data: Floats) -> None:
    coders, units = data.shape
    assert 2 <= coders <= 3
    assert units <= 4
    assert set(data[~np.isnan(data)].tolist()) <= {7.0}


def test_projects_hold_what_is_easily_lost() -> None:
    for sign in "\ufeff\r\U0001f600":
        assert isinstance(found(projects(), lambda p: sign in "".join(p.texts.values())), Project)  # noqa: B023 - looked for at once
