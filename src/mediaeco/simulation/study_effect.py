"""What a study is to show, and how a simulated one is asked whether it does."""

from __future__ import annotations

from typing import Any, NamedTuple

import attrs
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.forming import FormationModel, FormationParameters
from mediaeco.forming.model import FREE
from mediaeco.model.vocabulary import Term

__all__ = ["EffectOf", "GroupDifference", "Question", "question_of"]


class EffectOf(Term):
    """An effect of formation, as the value of a setting that a study is to refute."""

    APPROPRIATION = "appropriation"  # refuting mere exposure, b = 1
    PRIMACY = "primacy"  # refuting rho = 0
    CONTENT = "content"  # refuting that the medium alone counts, gamma = 0
    MEDIUM = "medium"  # refuting that content alone counts, gamma = 1


_NULLS = {
    EffectOf.APPROPRIATION: ("exposure", 1.0),
    EffectOf.PRIMACY: ("primacy", 0.0),
    EffectOf.CONTENT: ("content", 0.0),
    EffectOf.MEDIUM: ("content", 1.0),
}
_BASE = ("rate", "exposure", "content")


@frozen(kw_only=True)
class GroupDifference:
    """Two groups of cases, equally large, in which one setting of formation differs.

    Parameters
    ----------
    setting
        Which: one of `mediaeco.forming.FREE`.
    value
        Its value in the second group; in the first it is as in the parameters of the study.
    """

    setting: str = field()
    value: float = field(converter=float)

    @setting.validator
    def _check(self, _: object, value: str) -> None:
        if value not in FREE:
            raise InvalidCaseError(
                "GroupDifference.setting", f"one of {', '.join(FREE)}", shown(value)
            )

    def __attrs_post_init__(self) -> None:
        # The bounds of the setting are those of the parameters.
        _with(FormationParameters(), self.setting, self.value)


class Question(NamedTuple):
    """The effect in terms of models: what is free in both, and what is free in the larger one.

    Attributes
    ----------
    setting
        The setting that the effect is about.
    full
        Model that frees it.
    null
        Model that holds it at the value to be refuted; None: two groups are compared.
    truth
        What the interval should hold: its value, or its difference between the groups.
    other
        Settings of the second group; None where there is one group.
    """

    setting: str
    full: FormationModel
    null: FormationModel | None
    truth: float
    other: FormationParameters | None


def question_of(effect: EffectOf | GroupDifference, truth: FormationParameters) -> Question:
    """Put an effect as models to be compared."""
    if isinstance(effect, GroupDifference):
        return Question(
            setting=effect.setting,
            full=_freed("groups", effect.setting, truth),
            null=None,
            truth=effect.value - float(getattr(truth, effect.setting)),
            other=_with(truth, effect.setting, effect.value),
        )
    setting, refuted = _NULLS[effect]
    full = _freed(str(effect), setting, truth)
    held = _with(truth, setting, refuted)
    null = FormationModel(
        id=f"no {effect}",
        free=tuple(name for name in full.free if name != setting),
        parameters=held,
    )
    return Question(
        setting=setting, full=full, null=null, truth=float(getattr(truth, setting)), other=None
    )


def _freed(name: str, setting: str, truth: FormationParameters) -> FormationModel:
    free = _BASE if setting in _BASE else (*_BASE, setting)
    return FormationModel(id=name, free=free, parameters=truth)


def _with(parameters: FormationParameters, setting: str, value: float) -> FormationParameters:
    chosen: dict[str, Any] = {setting: value}
    return attrs.evolve(parameters, **chosen)
