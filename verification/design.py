"""What is simulated: truths, and records from which they are to be told."""

from __future__ import annotations

import attrs
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationModel, FormationParameters
from mediaeco.simulation import BehaviourParameters, CaseDesign, simulate_cohort

__all__ = ["GRID", "Cell", "drawn"]


@frozen(kw_only=True)
class Cell:
    """One design: what is true, how many cases tell it, and what is free.

    ``identified`` names the settings that such a record should tell; of the others only a plain
    warning is asked for, or an interval that holds the truth.
    """

    name: str
    cases: int
    truth: FormationParameters
    free: tuple[str, ...]
    identified: tuple[str, ...]
    days: float = 84

    @property
    def model(self) -> FormationModel:
        """The model that is fitted: what is fixed is fixed at the truth."""
        return FormationModel(id=self.name, free=self.free, parameters=self.truth)


def drawn(cell: Cell, seed: int) -> Ecosystem:
    """Simulate a cohort of this design."""
    return Ecosystem(
        simulate_cohort(
            cell.cases,
            design=CaseDesign(days=cell.days),
            parameters=BehaviourParameters(formation=cell.truth),
            seed=seed,
        )
    )


_THREE = ("rate", "exposure", "content")
_FIVE = (*_THREE, "primacy", "primacy_contacts")
_BASE = FormationParameters(rate=0.5, content=0.6, exposure=0.2, primacy=0)
_PRIMED = attrs.evolve(_BASE, primacy=3, primacy_contacts=6)


def _identified(b: float, cases: int) -> tuple[str, ...]:
    """What such a cohort should tell: a higher rate and more exposure look alike for long."""
    if cases == 800:
        return _THREE
    if b > 0.2:
        return ("content",)
    return _THREE if cases >= 200 else ("exposure", "content")


def _cells() -> tuple[Cell, ...]:
    found = []
    for b in (0.2, 0.5):
        truth = attrs.evolve(_BASE, exposure=b)
        found += [
            Cell(
                name=f"b {b:g}, {n} cases",
                cases=n,
                truth=truth,
                free=_THREE,
                identified=_identified(b, n),
            )
            for n in (50, 200, 800)
        ]
    found += [
        Cell(
            name="b 0.2, 10 cases", cases=10, truth=_BASE, free=_THREE, identified=(),
        ),
        Cell(
            name="mere exposure (b 1), 200 cases",
            cases=200,
            truth=attrs.evolve(_BASE, exposure=1),
            free=_THREE,
            identified=("content",),
        ),
        Cell(
            name="full mediation (b 0), 200 cases",
            cases=200,
            truth=attrs.evolve(_BASE, exposure=0),
            free=_THREE,
            identified=(),  # at b = 0 what else is told hangs on it
        ),
        Cell(
            name="primacy, 200 cases", cases=200, truth=_PRIMED, free=_FIVE, identified=(),
        ),
        Cell(
            name="primacy, 800 cases",
            cases=800,
            truth=_PRIMED,
            free=_FIVE,
            identified=_THREE,
        ),
        Cell(
            name="half a year, 200 cases",
            cases=200,
            truth=_BASE,
            free=_THREE,
            identified=_THREE,
            days=182,
        ),
    ]  # fmt: skip
    return tuple(found)


GRID: tuple[Cell, ...] = _cells()
"""The designs of the study of recovery."""
