"""Paths over channels, as models of attribution take them."""

from __future__ import annotations

from mediaeco.analysis import journeys
from mediaeco.catalog import STAGES
from mediaeco.ecosystem import Ecosystem
from mediaeco.model import StageModel, TidyTable

__all__ = ["to_paths"]


def to_paths(eco: Ecosystem, *, stage: str | None = None, model: StageModel = STAGES) -> TidyTable:
    """Paths over channels with their conversions, as packages of attribution take them?

    Parameters
    ----------
    eco, stage, model
        As in `mediaeco.analysis.journeys`: a conversion is an element agreed, or the stage reached.

    Returns
    -------
    TidyTable
        One row a distinct path: ``path`` (``"phone > video_call"``), ``total_conversions``,
        ``total_conversion_value`` (weights of the elements agreed, or the number of conversions)
        and ``total_null``.

    Raises
    ------
    UnknownTermError
        Where ``model`` has no such stage.

    Notes
    -----
    *Theory*: anderl2016, adapted; the columns are those of ChannelAttribution.

    *Laws*: conversions and nulls make up the journeys; the removal effect of the paths is the one
    that `mediaeco.forming.channel_removal` gives; no person stands in it.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> paths = to_paths(Ecosystem(read_example("sent-away")), stage="framing")
    >>> int(paths["total_conversions"].sum() + paths["total_null"].sum())
    1
    """
    return journeys(eco, stage=stage, model=model).paths()
