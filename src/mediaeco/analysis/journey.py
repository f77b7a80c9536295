"""Journeys over the channels to a goal."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.lifecycle import element_weights, frame_lifecycle
from mediaeco.analysis.stage import stages
from mediaeco.catalog import STAGES
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import UnknownTermError
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.model import Result, StageModel, TidyTable

__all__ = ["Journeys", "journeys"]


@frozen(kw_only=True, eq=False, repr=False)
class Journeys(Result):
    """Ways over the channels, each to its goal or to the end of the record.

    Parameters
    ----------
    cases, channels
        Ids.
    case
        Case of each journey; shape (journeys,).
    goal
        What it was to reach: id of an element, or of a stage; shape (journeys,).
    channel
        Channel codes of all journeys end to end; shape (N,).
    offsets
        Place at which each journey begins, and N at the end; shape (journeys + 1,).
    reached
        Whether it reached its goal; shape (journeys,).
    value
        What reaching it is worth: the element's weight, or 1 for a stage; shape (journeys,).
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    goal: Array
    channel: Ints
    offsets: Ints
    reached: Bools
    value: Floats

    def to_frame(self) -> TidyTable:
        """One row a journey."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "goal": self.goal,
                "path": np.array(self._texts(), dtype=np.str_),
                "contacts": np.diff(self.offsets),
                "reached": self.reached,
                "value": self.value,
            }
        )

    def paths(self) -> TidyTable:
        """One row a distinct path, in the order in which they first come."""
        texts = self._texts()
        place = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        of = np.array([place[text] for text in texts], dtype=np.int64)
        reached = np.bincount(of[self.reached], minlength=len(place))
        return TidyTable(
            {
                "path": np.array(list(place), dtype=np.str_),
                "total_conversions": reached,
                "total_conversion_value": np.bincount(of, self.value * self.reached, len(place)),
                "total_null": np.bincount(of, minlength=len(place)) - reached,
            }
        )

    def _texts(self) -> list[str]:
        names = np.array(self.channels, dtype=np.str_)[self.channel].tolist()
        ends = self.offsets.tolist()
        return [" > ".join(names[ends[i] : ends[i + 1]]) for i in range(len(self.case))]


def journeys(eco: Ecosystem, *, stage: str | None = None, model: StageModel = STAGES) -> Journeys:
    """Over which channels did each goal come about, or fail to?

    Without ``stage``, every frame element of a case is a journey over the channels of the
    contacts: up to the one that first agreed it, or to the last contact. With it, every case is
    one journey: up to the contact after which the relationship first stood in that stage, or to
    the last contact.

    Parameters
    ----------
    eco
        One case or a cohort.
    stage
        Id of a stage of ``model``; None: the goals are the frame's elements.
    model
        The stage model; matters with ``stage`` alone.

    Returns
    -------
    Journeys
        Cases without contacts have none.

    Raises
    ------
    UnknownTermError
        Where ``model`` has no such stage.

    Notes
    -----
    *Theory*: anderl2016 (customers' journeys), adapted: elements or cases in the place of
    customers.

    *Laws*: as many journeys as the cases with contacts have elements (or as many as such cases);
    contacts after the goal change nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> way = journeys(Ecosystem(read_example("first-contact")), stage="engagement")
    >>> int(way.reached.sum()), len(way.channel)
    (1, 18)
    """
    table = eco.table
    if stage is None:
        case, element = np.nonzero(element_weights(eco) > 0)
        row = frame_lifecycle(eco).agreed_row[case, element]
        goal = np.array([item.id for item in eco.elements], dtype=np.str_)[element]
        value = element_weights(eco)[case, element]
    else:
        row = _first_in(eco, stage, model)
        case = np.arange(table.cases)
        goal = np.full(table.cases, stage, dtype=np.str_)
        value = np.ones(table.cases)
    begin = table.offsets[case]
    counts = np.where(row >= 0, row + 1, table.offsets[case + 1]) - begin
    walked = counts > 0
    begin, counts = begin[walked], counts[walked]
    offsets = np.concatenate(([0], np.cumsum(counts)))
    rows = np.arange(offsets[-1]) + np.repeat(begin - offsets[:-1], counts)
    return Journeys(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        case=case[walked],
        goal=goal[walked],
        channel=table.channel[rows].astype(np.int64),
        offsets=offsets,
        reached=(row >= 0)[walked],
        value=value[walked],
    )


def _first_in(eco: Ecosystem, stage: str, model: StageModel) -> Ints:
    """First row of each case that leaves the relationship in the stage, -1 where none does."""
    names = [item.id for item in model.stages]
    if stage not in names:
        raise UnknownTermError(stage, names, "stage")
    rows = np.flatnonzero(stages(eco, model=model).stage == names.index(stage))
    first = np.full(eco.table.cases, -1)
    # Of several rows of one case NumPy keeps the last one written.
    first[eco.table.case[rows[::-1]]] = rows[::-1]
    return first
