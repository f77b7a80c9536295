"""Strategies for stage models."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from mediaeco.catalog import STAGES
from mediaeco.model import Condition, Stage, StageModel, StageVariable, Transition
from mediaeco.testing.bound import Keywords

__all__ = ["stage_models"]

# Names that people know, those of the model that ships; where it ends stays its end.
_POOL: tuple[Stage, ...] = STAGES.stages
_VARIABLES = tuple(StageVariable)
_LOW = (1.0, 0.5, 0.6, 0.0, 2.0, 3.0, 42.0)
_HIGH = (0.0, 0.5, 1.0, 2.0, 10.0)
# Sources by their bits, the target, and two conditions: of each what about, and how much.
_STEP = st.binary(min_size=7, max_size=7)


def stage_models(
    *, min_stages: int = 1, max_stages: int = 5, min_transitions: int = 0, max_transitions: int = 6
) -> SearchStrategy[StageModel]:
    """Draw stage models, from a single stage without a step on.

    Parameters
    ----------
    min_stages, max_stages
        Number of stages, from one to nine.
    min_transitions, max_transitions
        Number of steps between them, 62 at most.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.model.StageModel`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where nothing can be drawn by these keywords.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(stage_models(max_stages=3))
    ... def begin_before_any_contact(model: StageModel) -> None:
    ...     assert model.stages[0].id == "pre"
    >>> begin_before_any_contact()
    """
    keywords = Keywords("stage_models")
    keywords.span("min_stages", min_stages, "max_stages", max_stages, floor=1, top=len(_POOL))
    keywords.span("min_transitions", min_transitions, "max_transitions", max_transitions, top=62)
    keywords.settle()
    return _models((min_stages, max_stages), (min_transitions, max_transitions))


@st.composite
def _models(draw: DrawFn, stages: tuple[int, int], steps: tuple[int, int]) -> StageModel:
    held, closing = draw(st.binary(min_size=2, max_size=2))
    names = _POOL[: draw(st.integers(*stages))]
    return StageModel(
        id="drawn",
        stages=names,
        transitions=[
            _step(*drawn, names=names)
            for drawn in draw(st.lists(_STEP, min_size=steps[0], max_size=steps[1]))
        ],
        held_coverage=(0.8, 0.0, 0.5, 1.0)[held % 4],
        closing_purpose=("closing", "scheduling")[closing % 2],
    )


def _step(sources: int, target: int, *conditions: int, names: tuple[Stage, ...]) -> Transition:
    asked, kind, bound, other, other_bound = conditions
    found = [_condition(kind, bound)] if asked % 3 else []
    found += [_condition(other, other_bound)] if asked % 3 == 2 else []
    return Transition(
        sources=[
            stage.id for k, stage in enumerate(names) if sources >> k & 1 and not stage.absorbing
        ],
        target=names[target % len(names)].id,
        conditions=found,
    )


def _condition(kind: int, bound: int) -> Condition:
    """At least so much, or at most."""
    variable = _VARIABLES[kind % len(_VARIABLES)]
    if bound % 3 < 2:
        return Condition(variable, at_least=_LOW[bound // 3 % len(_LOW)])
    return Condition(variable, at_most=_HIGH[bound // 3 % len(_HIGH)])
