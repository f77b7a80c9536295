"""Several starts: the best end, how many reached it, and the short cut for many cells."""

from collections.abc import Callable
from typing import Any, cast

import attrs
import numpy as np

from mediaeco.forming import AtRisk, FormationModel, FormationParameters
from mediaeco.forming import search as module
from mediaeco.forming.model import FREE
from mediaeco.forming.objective import Objective, objective
from mediaeco.forming.search import searched
from mediaeco.kernels.array import Floats

TRUTH = FormationParameters(rate=0.6, exposure=0.25, content=0.6, primacy=2.0, primacy_contacts=4)


@attrs.frozen
class TwoHills:
    """A hill of height 0 at 0.2, where the model's own settings stand, and one of 1 at 0.8."""

    names: tuple[str, ...] = ("content",)
    cases: int = 1

    @property
    def start(self) -> Floats:
        return np.array([0.25])

    @property
    def bounds(self) -> Floats:
        return np.array([[0.0, 1.0]])

    def __len__(self) -> int:
        return 1

    def evaluate(self, at: Floats) -> tuple[float, Floats, Floats]:
        top, height = (0.2, 0.0) if at[0] < 0.5 else (0.8, 1.0)
        apart = at - top
        return height - float(apart @ apart), -2 * apart, 2 * np.eye(1)


def test_the_best_of_the_starts_is_chosen_and_the_others_are_told() -> None:
    made = cast(Any, TwoHills())
    found = searched(made, np.random.default_rng(0), 12)
    np.testing.assert_allclose(found.best.point, [0.8])
    assert found.starts == 12
    assert 0 < found.reached < 12
    assert found.spread == 1
    alone = searched(made, np.random.default_rng(0), 1)
    np.testing.assert_allclose(alone.best.point, [0.2])
    assert (alone.reached, alone.spread) == (1, 0)


def test_starts_that_are_tried_on_a_part_end_where_all_would(
    drawn: Callable[..., AtRisk], monkeypatch: Any
) -> None:
    made: Objective = objective(drawn(TRUTH, cases=60), FormationModel(id="all", free=FREE))
    whole = searched(made, np.random.default_rng(0), 4)
    monkeypatch.setattr(module, "_SCREENED", len(made) // 4)
    part = searched(made, np.random.default_rng(0), 4)
    np.testing.assert_allclose(part.best.point, whole.best.point, rtol=1e-3)
    assert part.best.value == made.evaluate(part.best.point)[0]
    assert part.starts == whole.starts == 4
