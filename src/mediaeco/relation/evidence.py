"""Cited comparisons: picked by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np
from attrs import field, frozen

from mediaeco.catalog import COMPARISONS
from mediaeco.errors import InvalidCaseError, UnknownTermError
from mediaeco.kernels.array import Array
from mediaeco.model import Comparison, Contrast, Design, Metric, Rater, Result, TidyTable
from mediaeco.model.vocabulary import Term

__all__ = ["Comparisons", "load_channel_comparisons"]


def _tuple(entries: Iterable[Comparison]) -> tuple[Comparison, ...]:
    return tuple(entries)


@frozen(eq=False, repr=False)
class Comparisons(Result, Sequence[Comparison]):
    """Comparisons in order: a sequence that can be narrowed, and printed as a table.

    Parameters
    ----------
    entries
        The comparisons.

    Examples
    --------
    >>> found = load_channel_comparisons()
    >>> [item.id for item in found.where(construct="bond", rater="several")]
    ['probst2019-bond', 'fluckiger2026-bond']
    """

    entries: tuple[Comparison, ...] = field(converter=_tuple)

    @overload
    def __getitem__(self, place: int) -> Comparison: ...
    @overload
    def __getitem__(self, place: slice) -> Comparisons: ...
    def __getitem__(self, place: int | slice) -> Comparison | Comparisons:
        if isinstance(place, slice):
            return Comparisons(self.entries[place])
        return self.entries[place]

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Comparison]:
        return iter(self.entries)

    def where(
        self,
        *,
        construct: str | Iterable[str] = (),
        contrast: str | Iterable[str] = (),
        rater: str | Iterable[str] = (),
        design: str | Iterable[str] = (),
        metric: str | Iterable[str] = (),
        channel: str | Iterable[str] = (),
        verified: bool | None = None,
        min_n: int = 0,
    ) -> Comparisons:
        """Keep the comparisons that are what is asked for, in all respects.

        Parameters
        ----------
        construct, contrast, rater, design, metric
            One term or several; none: all.
        channel
            Ids of channels, of which one is in either arm; none: all.
        verified
            True: only what was compared with its source; False: only what was not; None: all.
        min_n
            Only studies of at least so many persons; above 0, a study whose n is not known is left
            out.

        Returns
        -------
        Comparisons
            In the same order; empty where nothing fits.

        Raises
        ------
        UnknownTermError
            Where a term is in no comparison here (construct, channel) or in no vocabulary.
        InvalidCaseError
            Where ``min_n`` is below 0.
        """
        if min_n < 0:
            raise InvalidCaseError("comparisons.min_n", "a number of at least 0", str(min_n))
        constructs = _terms(construct, (item.construct for item in self), "construct")
        contrasts = _words(contrast, Contrast, "contrast")
        raters = _words(rater, Rater, "rater")
        designs = _words(design, Design, "design")
        metrics = _words(metric, Metric, "metric")
        channels = _terms(channel, (name for item in self for name in _channels(item)), "channel")
        return Comparisons(
            item
            for item in self
            if (not constructs or item.construct in constructs)
            and (not contrasts or item.contrast in contrasts)
            and (not raters or item.rater in raters)
            and (not designs or item.design in designs)
            and (not metrics or item.metric in metrics)
            and (not channels or not channels.isdisjoint(_channels(item)))
            and (verified is None or item.verified is verified)
            and (min_n == 0 or (item.total or 0) >= min_n)
        )

    def to_frame(self) -> TidyTable:
        """One row a comparison; a number that is not known is NaN."""
        return TidyTable(
            {
                "comparison": _texts(item.id for item in self),
                "study": _texts(item.study for item in self),
                "source": _texts(item.source for item in self),
                "arm": _texts(item.arm for item in self),
                "against": _texts(item.against for item in self),
                "construct": _texts(item.construct for item in self),
                "criterion": _texts(item.criterion for item in self),
                "contrast": _texts(item.contrast for item in self),
                "rater": _texts(item.rater for item in self),
                "design": _texts(item.design for item in self),
                "n": _numbers(item.total for item in self),
                "k": _numbers(item.k for item in self),
                "metric": _texts(item.metric for item in self),
                "value": _numbers(item.value for item in self),
                "low": _numbers(item.low for item in self),
                "high": _numbers(item.high for item in self),
                "reference": _numbers(item.reference for item in self),
                "p": _numbers(item.p for item in self),
                "told": _texts(item.told for item in self),
                "verified": np.array([item.verified for item in self], dtype=bool),
                "reading": _texts(item.reading for item in self),
                "note": _texts(item.note for item in self),
            }
        )

    def summary(self) -> TidyTable:
        """The columns that fit a page."""
        shown = ("comparison", "construct", "rater", "n", "metric", "value", "low", "high", "told")
        table = self.to_frame()
        return TidyTable({name: table[name] for name in (*shown, "verified")})


def load_channel_comparisons(
    entries: Iterable[Comparison] | None = None,
    *,
    construct: str | Iterable[str] = (),
    rater: str | Iterable[str] = (),
    design: str | Iterable[str] = (),
    metric: str | Iterable[str] = (),
    verified: bool | None = None,
) -> Comparisons:
    """What did the literature find when channels were compared?

    Parameters
    ----------
    entries
        Comparisons of one's own; None: those that ship, `mediaeco.catalog.COMPARISONS`.
    construct, rater, design, metric, verified
        Only these; see `Comparisons.where`, which knows more.

    Returns
    -------
    Comparisons
        In the order of the catalogue.

    Raises
    ------
    UnknownTermError
        Where a term is in no comparison or in no vocabulary.

    Notes
    -----
    *Theory*: the sources of each comparison; published. A flag says whether a number was compared
    with its source, and its note with what part of it.

    *Laws*: narrowing twice is narrowing by both; the order stays.

    Examples
    --------
    >>> found = load_channel_comparisons(construct="alliance", metric="SMD", verified=True)
    >>> [(item.study, item.rater.value, item.value) for item in found]
    [('Norwood et al. 2018', 'several', -0.3), ('Seuling et al. 2024', 'patient', -0.09),
     ('Seuling et al. 2024', 'therapist', 0.04)]
    """
    every = Comparisons(COMPARISONS.values() if entries is None else entries)
    return every.where(
        construct=construct, rater=rater, design=design, metric=metric, verified=verified
    )


def _channels(item: Comparison) -> tuple[str, ...]:
    return (*item.channels, *item.against_channels)


def _asked(value: str | Iterable[str]) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, str) else tuple(str(part) for part in value)


def _terms(value: str | Iterable[str], known: Iterable[str], kind: str) -> frozenset[str]:
    wanted = _asked(value)
    if not wanted:
        return frozenset()
    listed = tuple(dict.fromkeys(known))
    for term in wanted:
        if term not in listed:
            raise UnknownTermError(term, listed, kind)
    return frozenset(wanted)


def _words(value: str | Iterable[str], vocabulary: type[Term], kind: str) -> frozenset[str]:
    return _terms(value, (term.value for term in vocabulary), kind)


def _texts(values: Iterable[str]) -> Array:
    return np.array([str(value) for value in values], dtype=np.str_)


def _numbers(values: Iterable[float | None]) -> Array:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
