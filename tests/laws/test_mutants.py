"""Planted faults are found, and without a fault the same laws hold."""

from __future__ import annotations

import pytest
from benchmarks.mutant_planted import MUTANTS, Mutant
from benchmarks.mutants import LIMIT, drawn

IDS = [mutant.title for mutant in MUTANTS]


def test_the_faults_are_many_and_have_names_of_their_own() -> None:
    assert len(MUTANTS) >= 12
    assert len(set(IDS)) == len(MUTANTS)


@pytest.mark.parametrize("mutant", MUTANTS, ids=IDS)
def test_a_law_finds_the_fault(mutant: Mutant) -> None:
    with mutant.planted():
        assert drawn(mutant.law, 0, LIMIT) is not None


@pytest.mark.parametrize("mutant", MUTANTS, ids=IDS)
def test_without_the_fault_the_law_holds(mutant: Mutant) -> None:
    assert drawn(mutant.law, 0, 30) is None
