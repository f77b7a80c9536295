"""Where the relationship stands, contact by contact."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.frame import frame_coverage
from mediaeco.analysis.lifecycle import frame_lifecycle
from mediaeco.analysis.rated import overall_alliance
from mediaeco.analysis.rupture import open_ruptures
from mediaeco.analysis.session import is_session
from mediaeco.analysis.thread import dyadic
from mediaeco.catalog import STAGES
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.automaton import run_automaton
from mediaeco.kernels.code import distinct_codes
from mediaeco.kernels.segment import segment_cumsum, segment_forward
from mediaeco.model import Condition, Result, StageModel, StageVariable, TidyTable
from mediaeco.model.clock import DAY, micros_of

__all__ = ["StageTrajectory", "stages"]


@frozen(kw_only=True, eq=False, repr=False)
class StageTrajectory(Result):
    """Where the relationship stands.

    Parameters
    ----------
    cases
        Ids.
    stages
        Ids of the model's stages, in order.
    case, n, t
        Case, contact index and days since first contact of each row.
    stage
        Stage just after each contact, as its place in ``stages``; shape (rows,).
    now
        Stage at the end of observation, silence included; shape (cases,).
    silence
        Days from the last contact to the end of observation; NaN without contacts; shape
        (cases,).
    model
        The stage model.
    """

    cases: tuple[str, ...]
    stages: tuple[str, ...]
    case: Ints
    n: Ints
    t: Floats
    stage: Ints
    now: Ints
    silence: Floats
    model: StageModel

    def stands(self, case: int = 0) -> str:
        """Id of the stage in which a case stands at the end."""
        return self.stages[int(self.now[case])]

    def to_frame(self) -> TidyTable:
        """One row a contact."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                "days": self.t,
                "stage": np.array(self.stages, dtype=np.str_)[self.stage],
            }
        )

    def summary(self) -> TidyTable:
        """One row a stay, as in `entries`."""
        return self.entries()

    def entries(self) -> TidyTable:
        """One row a stay: the stage, the contact that led into it, and how many it lasted."""
        change = np.diff(self.stage, prepend=-1) != 0
        change |= np.diff(self.case, prepend=-1) != 0
        rows = np.flatnonzero(change)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case[rows]],
                "stage": np.array(self.stages, dtype=np.str_)[self.stage[rows]],
                "n": self.n[rows],
                "days": self.t[rows],
                "contacts": np.diff(np.append(rows, len(self.stage))),
            }
        )


def stages(eco: Ecosystem, *, model: StageModel = STAGES) -> StageTrajectory:
    """Where does the relationship stand, contact by contact?

    At each contact one step is taken at most: the first transition of the model that leads from
    the present stage and whose conditions hold just after the contact. After the last contact,
    the silence up to the end of observation takes one step more.

    Parameters
    ----------
    eco
        One case or a cohort.
    model
        Stages and steps; the default is the library's vocabulary, not a finding of the study.

    Returns
    -------
    StageTrajectory
        Stage after each contact, and at the end.

    Notes
    -----
    *Theory*: orlinsky2004 (begins with the first contact), cipolletta2017 (starting up); the
    default model is the library's proposal.

    *Laws*: before any contact the first stage; a higher threshold can only delay entry; absorbing
    stages are not left; contacts to come change nothing that was, but for a broken line of which
    they say when it was mended.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> stages(Ecosystem(read_example("sent-away"))).stands()
    'dropout'
    """
    table = eco.table
    variables = _variables(eco, model)
    tables, codes = _steps(model, variables, len(table))
    stage = run_automaton(tables, codes, table.offsets, 0)

    silence = _silence(eco)
    now = np.zeros(table.cases, dtype=np.int64)
    filled = np.flatnonzero(np.diff(table.offsets) > 0)
    last = table.offsets[1:][filled] - 1
    ending = {name: values[last] for name, values in variables.items()}
    ending[StageVariable.SILENCE] = silence[filled]
    tables, codes = _steps(model, ending, len(filled))
    moved = tables[codes, stage[last]] if len(filled) else last
    # Silence can only end a relationship: whatever else held has been asked at the contact.
    ends = np.array([item.absorbing for item in model.stages])
    now[filled] = np.where(ends[moved], moved, stage[last]) if len(filled) else last
    return StageTrajectory(
        cases=eco.ids,
        stages=tuple(item.id for item in model.stages),
        case=table.case,
        n=table.n,
        t=table.t,
        stage=stage,
        now=now,
        silence=silence,
        model=model,
    )


def _variables(eco: Ecosystem, model: StageModel) -> dict[StageVariable, Array]:
    """Running state just after each contact."""
    table = eco.table
    life = frame_lifecycle(eco)
    coverage = np.nan_to_num(frame_coverage(eco))
    closing = [i for i, purpose in enumerate(eco.purposes) if purpose.id == model.closing_purpose]
    closed = np.zeros(len(table), dtype=np.int64)
    closed[table.purposes.rows[np.isin(table.purposes.values, closing)]] = 1
    held = coverage >= model.held_coverage
    failed = segment_forward(~held, table.offsets)
    begin = np.repeat(table.offsets[:-1], np.diff(table.offsets))
    rows = np.arange(len(table))
    return {
        StageVariable.CONTACTS: segment_cumsum(dyadic(table).astype(np.int64), table.offsets),
        StageVariable.PROPOSED: life.proposed,
        StageVariable.COVERAGE: coverage,
        StageVariable.HELD: rows - np.where(failed < 0, begin - 1, failed),
        StageVariable.SESSIONS: segment_cumsum(is_session(eco).astype(np.int64), table.offsets),
        StageVariable.OPEN_RUPTURES: open_ruptures(eco),
        StageVariable.ALLIANCE: _alliance(eco),
        StageVariable.CLOSED: np.minimum(segment_cumsum(closed, table.offsets), 1),
        StageVariable.SILENCE: np.zeros(len(table)),
    }


def _alliance(eco: Ecosystem) -> Floats:
    """Latest alliance rating on [0, 1] at each contact, NaN where none was given yet."""
    table = eco.table
    alliance = np.full(len(table), np.nan)
    for i, head in enumerate(eco.cases):
        ratings = overall_alliance(head)
        if not ratings:
            continue
        low, high = table.offsets[i], table.offsets[i + 1]
        given = np.array([micros_of(m.time) for m in ratings])
        shares = np.array([np.nan, *(m.share for m in ratings)])
        alliance[low:high] = shares[np.searchsorted(given, table.time[low:high], side="right")]
    return alliance


def _steps(
    model: StageModel, variables: dict[StageVariable, Array], count: int
) -> tuple[Ints, Ints]:
    """Map of every combination of guards that occurs, and the combination at each contact."""
    combination = np.zeros(count, dtype=np.int64)
    for k, transition in enumerate(model.transitions):
        combination |= _holds(transition.conditions, variables, count).astype(np.int64) << k
    kinds, codes = distinct_codes(combination, 1 << len(model.transitions))
    ids = [item.id for item in model.stages]
    maps = np.tile(np.arange(len(ids)), (max(len(kinds), 1), 1))
    for i, kind in enumerate(kinds.tolist()):
        # The first transition takes precedence, so it is written last.
        for k in reversed(range(len(model.transitions))):
            if kind >> k & 1:
                transition = model.transitions[k]
                target = ids.index(transition.target)
                sources = [ids.index(name) for name in transition.sources] or [
                    s
                    for s, item in enumerate(model.stages)
                    if s not in (0, target) and not item.absorbing
                ]
                maps[i, sources] = target
    for s, item in enumerate(model.stages):
        if item.absorbing:
            maps[:, s] = s
    return maps, codes


def _holds(
    conditions: tuple[Condition, ...], variables: dict[StageVariable, Array], count: int
) -> Bools:
    holds = np.ones(count, dtype=bool)
    for condition in conditions:
        values = variables[condition.variable]
        within = (values >= condition.at_least) & (values <= condition.at_most)
        holds &= within | np.isnan(values)
    return holds


def _silence(eco: Ecosystem) -> Floats:
    """Days from the last contact of each case to the end of its observation."""
    table = eco.table
    silence = np.full(table.cases, np.nan)
    for i, head in enumerate(eco.cases):
        if table.offsets[i + 1] > table.offsets[i]:
            last = int(table.time[table.offsets[i + 1] - 1])
            until = None if head.observed_until is None else micros_of(head.observed_until)
            silence[i] = (max(last, until) - last) / DAY if until is not None else 0.0
    return silence
