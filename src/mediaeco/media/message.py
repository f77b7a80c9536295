"""Whether the medium is the message: what changes when media are dealt out anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import attrs
import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["MediumEffect", "dealt_anew", "medium_effect"]

Dealt = Literal["medium", "content"]


@frozen(kw_only=True, eq=False, repr=False)
class MediumEffect(Result):
    """How a measure changes when media, or what they carried, are dealt out anew.

    Parameters
    ----------
    dealt
        What was dealt anew: ``"medium"`` or ``"content"``.
    observed
        The measure of the record.
    null
        The measure under each permutation; shape (permutations,).
    effect
        Mean absolute change under the permutations, in the unit of the measure: 0 where the
        measure does not depend on what was dealt; NaN where it is undefined throughout.
    p
        Two-sided p of the record among its permutations, ``(1 + at least as far from their mean) /
        (1 + permutations)``, above 0; NaN where the measure is undefined for the record or
        under any permutation.
    """

    dealt: str
    observed: float
    null: Floats
    effect: float
    p: float

    def to_frame(self) -> TidyTable:
        """One row a permutation."""
        return TidyTable({"permutation": np.arange(len(self.null)), "measure": self.null})

    def summary(self) -> TidyTable:
        """The test in one row."""
        return TidyTable(
            {
                "dealt": [self.dealt],
                "observed": [self.observed],
                "null_mean": [float(self.null.mean())],
                "effect": [self.effect],
                "p": [self.p],
                "permutations": [len(self.null)],
            }
        )


def medium_effect(
    eco: Ecosystem,
    measure: Callable[[Ecosystem], float],
    *,
    dealt: Dealt = "medium",
    permutations: int = 199,
    seed: int = 0,
) -> MediumEffect:
    """Is the medium the message: does a measure change when channels are dealt out anew?

    The channels of the contacts are permuted within each case, so that who, when, what for and what
    with stay as told, and every channel is used as often. If the measure never changes, the
    medium has no part in it.

    Parameters
    ----------
    eco
        One case or a cohort.
    measure
        Any number of an ecosystem: the final coverage that formation expects, the boundary load,
        the mean fit.
    dealt
        ``"medium"`` deals the channels; ``"content"`` deals kinds of content with purposes, and
        leaves the channels.
    permutations
        How many, at least 1 (library default 199, so that p is .005 at the least).
    seed
        Of the permutations.

    Returns
    -------
    MediumEffect
        The measure of the record, under the permutations, and its p among them.

    Raises
    ------
    InvalidCaseError
        Where ``dealt`` or ``permutations`` is not one of these.

    Notes
    -----
    *Theory*: mcluhan1964 (the medium is the message); the test is the library's proposal. Of a
    model that has the medium in its formula the test can only show that it has; it decides
    something where the measure does not read channels (ratings, acts, dropout).

    *Laws*: a measure blind to what was dealt has effect 0 and p 1; p is above 0 and at most 1; the
    same seed gives the same result.

    Examples
    --------
    >>> from mediaeco.analysis import media_share
    >>> from mediaeco.io import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> medium_effect(eco, lambda eco: float(len(eco)), permutations=9).effect
    0.0
    """
    if permutations < 1:
        raise InvalidCaseError(
            "medium_effect.permutations", "at least 1 permutation", shown(permutations)
        )
    rng = generator(seed)
    observed = float(measure(eco))
    null = np.array(
        [float(measure(dealt_anew(eco, rng, dealt=dealt))) for _ in range(permutations)]
    )
    known = np.isfinite(null) & np.isfinite(observed)
    effect = float(np.abs(null[known] - observed).mean()) if known.any() else float("nan")
    p = float("nan")
    if known.all():
        away = np.abs(null - null.mean())
        # A measure that never changes must not fall short of itself by rounding.
        slack = 1e-12 * max(1.0, abs(observed))
        as_far = (away >= abs(observed - null.mean()) - slack).sum()
        p = (1 + float(as_far)) / (1 + permutations)
    return MediumEffect(dealt=dealt, observed=observed, null=null, effect=effect, p=p)


def dealt_anew(eco: Ecosystem, rng: np.random.Generator, *, dealt: Dealt = "medium") -> Ecosystem:
    """Deal the channels of a record, or what they carried, to its contacts anew.

    Parameters
    ----------
    eco
        One case or a cohort; every case keeps its own.
    rng
        Where the order comes from.
    dealt
        ``"medium"``: channels. ``"content"``: kinds of content together with purposes.

    Returns
    -------
    Ecosystem
        The same contacts otherwise.

    Raises
    ------
    InvalidCaseError
        Where ``dealt`` is neither.

    Notes
    -----
    *Laws*: every case keeps how often each channel, content and purpose stands in it; nothing else
    changes.
    """
    if dealt not in ("medium", "content"):
        raise InvalidCaseError("dealt_anew.dealt", "'medium' or 'content'", shown(dealt))
    table = eco.table
    order = np.lexsort((rng.random(len(table)), table.case))
    if dealt == "medium":
        return attrs.evolve(eco, table=attrs.evolve(table, channel=table.channel[order]))
    return attrs.evolve(
        eco,
        table=attrs.evolve(
            table, content=table.content[order], purposes=table.purposes.take(order)
        ),
    )
