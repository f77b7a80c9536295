"""Strategies for settings."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mediaeco.forming import FormationParameters

__all__ = ["formation_parameters"]


def formation_parameters(**fixed: float) -> SearchStrategy[FormationParameters]:
    """Draw settings of formation, from the edges of their ranges and from between them.

    Parameters
    ----------
    **fixed
        Settings that keep one value: ``exposure=1, primacy=0``.

    Returns
    -------
    SearchStrategy
        Of `mediaeco.forming.FormationParameters`.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(formation_parameters(exposure=1))
    ... def is_mere_exposure(parameters: FormationParameters) -> None:
    ...     assert parameters.exposure == 1
    >>> is_mere_exposure()
    """
    share = st.sampled_from((0.0, 1.0)) | st.floats(0, 1)
    drawn: dict[str, SearchStrategy[float]] = {
        "rate": st.sampled_from((0.3, 0.0, 0.999)) | st.floats(0, 0.95),
        "primacy": st.sampled_from((1.0, 0.0)) | st.floats(0, 20),
        "primacy_contacts": st.sampled_from((6.0, 0.01)) | st.floats(0.5, 100),
        "exposure": share,
        "content": share,
        "breach": share,
    }
    drawn |= {name: st.just(value) for name, value in fixed.items()}
    return st.builds(FormationParameters, **drawn)
