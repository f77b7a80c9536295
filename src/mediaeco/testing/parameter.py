"""Strategies for settings."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.analysis import AppropriationParameters
from mediaeco.catalog import CHANNELS
from mediaeco.forming import AppropriatedBy, FormationParameters
from mediaeco.testing.bound import Keywords

__all__ = ["appropriation_parameters", "formation_parameters"]

_QUALITY = ("breadth", "initiative", "transformation", "regularity", "embedding")


def formation_parameters(**fixed: Any) -> SearchStrategy[FormationParameters]:
    """Draw settings of formation, from the edges of their ranges and from between them.

    Parameters
    ----------
    **fixed
        Settings that keep one value: ``exposure=1, primacy=0``.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.forming.FormationParameters`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where a setting has no such name or cannot have such a value.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(formation_parameters(exposure=1))
    ... def is_mere_exposure(parameters: FormationParameters) -> None:
    ...     assert parameters.exposure == 1
    >>> is_mere_exposure()
    """
    share = st.sampled_from((0.0, 1.0)) | st.floats(0, 1)
    drawn: dict[str, SearchStrategy[Any]] = {
        "rate": st.sampled_from((0.3, 0.0, 0.999)) | st.floats(0, 0.95),
        "primacy": st.sampled_from((1.0, 0.0)) | st.floats(0, 20),
        "primacy_contacts": st.sampled_from((6.0, 0.01)) | st.floats(0.5, 100),
        "exposure": share,
        "content": share,
        "breach": share,
        "channel_effects": st.just({})
        | st.dictionaries(st.sampled_from(tuple(CHANNELS)), st.floats(-4, 4), max_size=3),
        "appropriated_by": st.sampled_from(AppropriatedBy),
    }
    return st.builds(
        FormationParameters, **_with("formation_parameters", FormationParameters, drawn, fixed)
    )


def appropriation_parameters(**fixed: float | None) -> SearchStrategy[AppropriationParameters]:
    """Draw settings of appropriation, the defaults first.

    Parameters
    ----------
    **fixed
        Settings that keep one value: ``half_use=5, half_life_days=None``.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.analysis.AppropriationParameters`.

    Raises
    ------
    InvalidCaseError, FaultGroup
        Where a setting has no such name or cannot have such a value.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(appropriation_parameters(breadth=0))
    ... def leaves_breadth_out(parameters: AppropriationParameters) -> None:
    ...     assert parameters.breadth == 0 < sum(parameters.weights)
    >>> leaves_breadth_out()
    """
    weight = st.sampled_from((0.2, 0.0, 1.0)) | st.floats(0, 5)
    drawn: dict[str, SearchStrategy[Any]] = {
        "half_use": st.sampled_from((5.0, 0.5, 1.0)) | st.floats(0.01, 100),
        "half_life_days": st.sampled_from((None, 7.0, 90.0)) | st.floats(0.01, 1000),
        "alpha": st.sampled_from((1.0, 0.5, 2.0)) | st.floats(0.05, 5),
        **dict.fromkeys(_QUALITY, weight),
        "appropriated_at": st.sampled_from((0.2, 0.0, 1.0)) | st.floats(0, 1),
        "silence_factor": st.sampled_from((4.0, 1.0)) | st.floats(0.1, 20),
        "active_elsewhere": st.sampled_from((3.0, 1.0, 2.0, 6.0)),
        "bout_gap_hours": st.sampled_from((12.0, 1.0, 24.0)) | st.floats(0.01, 200),
    }
    name = "appropriation_parameters"
    settings = _with(name, AppropriationParameters, drawn, fixed)
    return st.fixed_dictionaries(settings).map(lambda values: _weighted(values, set(fixed)))


def _weighted(values: dict[str, Any], fixed: set[str]) -> AppropriationParameters:
    """Make settings; where every weight is 0, those that were not fixed count alike."""
    if not any(values[name] for name in _QUALITY):
        values = values | {name: 1.0 for name in _QUALITY if name not in fixed}
    return AppropriationParameters(**values)


def _with(
    strategy: str,
    kind: type[attrs.AttrsInstance],
    drawn: dict[str, SearchStrategy[Any]],
    fixed: dict[str, Any],
) -> dict[str, SearchStrategy[Any]]:
    """Let these settings keep their values, if settings can be made of them."""
    keywords = Keywords(strategy)
    keywords.made(kind, fixed, [field.name for field in attrs.fields(kind)])
    keywords.settle()
    return drawn | {name: st.just(value) for name, value in fixed.items()}
