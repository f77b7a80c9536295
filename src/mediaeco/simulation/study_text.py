"""A plan in words, for a methods section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from mediaeco.simulation.study_effect import EffectOf, GroupDifference
from mediaeco.simulation.variation import VariationParameters

if TYPE_CHECKING:
    from mediaeco.simulation.study import StudyPlan

__all__ = ["shown_effect", "statement"]

_REFUTED = {
    EffectOf.APPROPRIATION: "mere exposure (b = 1)",
    EffectOf.PRIMACY: "no primacy (ρ = 0)",
    EffectOf.CONTENT: "that the medium alone counts (γ = 0)",
    EffectOf.MEDIUM: "that content alone counts (γ = 1)",
}


def shown_effect(plan: StudyPlan) -> str:
    """What is to be refuted, and what is true."""
    if isinstance(plan.effect, GroupDifference):
        return f"equal settings in two groups (true difference in {plan.setting}: {plan.truth:.3g})"
    return f"{_REFUTED[plan.effect]} where {plan.setting} is {plan.truth:.3g}"


def _spread(variation: VariationParameters) -> str:
    """Say how the simulated cases differ."""
    told = ", ".join(f"{name} {sd:g}" for name, sd in attrs.asdict(variation).items() if sd > 0)
    if told:
        return f"Cases vary beyond chance (standard deviation over cases: {told})."
    return "Cases differ by chance alone; where they vary beyond it, power is mostly lower."


def statement(plan: StudyPlan, power: float) -> str:
    """Say in a few sentences what was simulated, and what it tells."""
    design, settings = plan.design, plan.settings
    each = "two groups of equal size" if isinstance(plan.effect, GroupDifference) else "one group"
    channels = len(design.shared)
    studies = f"{settings.replicates} stud{'y' if settings.replicates == 1 else 'ies'}"
    text = (
        f"Power was estimated by simulation: {studies} of each size, {each}, "
        f"cases of {design.days:g} days over {channels} channel{'' if channels == 1 else 's'} with "
        f"{len(design.elements)} frame elements, tested by likelihood ratio at "
        f"α = {settings.alpha:g} against {shown_effect(plan)}. "
        f"{_spread(plan.parameters.variation)}"
    )
    known = np.flatnonzero(plan.done > 0)
    needed = plan.needed(power)
    if needed is not None:
        k = int(np.flatnonzero(plan.n_cases == needed)[0])
        text += (
            f" {needed} cases reach a power of {plan.power[k]:.2f} (95 % interval "
            f"{plan.power_low[k]:.2f} to {plan.power_high[k]:.2f})"
        )
        if not np.isnan(plan.width[k]):
            text += (
                f", with a 95 % interval of {plan.setting} whose width is "
                f"{plan.width[k]:.2g} in the median"
            )
        text += "."
    elif len(known):
        k = int(known[-1])
        text += (
            f" None of the sizes reaches a power of {power:g}; {plan.n_cases[k]} cases have "
            f"{plan.power[k]:.2f} ({plan.power_low[k]:.2f} to {plan.power_high[k]:.2f})."
        )
    if plan.interrupted:
        text += f" The simulation was interrupted after {int(plan.done.sum())} studies."
    return text + " All of it holds for therapies that are like the simulated ones."
