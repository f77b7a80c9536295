"""How varied each sequence is: entropy, complexity, turbulence."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.entropy import relative_entropy, shannon_entropy
from mediaeco.kernels.spell import log2_subsequences, spells_of
from mediaeco.model import Result, TidyTable
from mediaeco.sequence.sequences import Sequences

__all__ = ["SequenceComplexity", "channel_entropy", "sequence_complexity"]


@frozen(kw_only=True, eq=False, repr=False)
class SequenceComplexity(Result):
    """How varied each sequence is.

    Parameters
    ----------
    ids
        Names of the sequences; shape (S,), as all that follow.
    length
        Places that are not missing.
    states
        Different states visited.
    transitions
        Changes of state from one place to the next; none across a missing place.
    entropy
        Longitudinal entropy ``H / ln K`` of the time in each state, 0 to 1; NaN where nothing is
        known or the alphabet has one state.
    complexity
        Complexity index, 0 to 1; NaN where no place follows another, or ``entropy`` is NaN.
    turbulence
        At least 1; NaN where nothing is known.
    """

    ids: tuple[str, ...]
    length: Ints
    states: Ints
    transitions: Ints
    entropy: Floats
    complexity: Floats
    turbulence: Floats

    def to_frame(self) -> TidyTable:
        """One row a sequence."""
        return TidyTable(
            {
                "sequence": np.array(self.ids, dtype=np.str_),
                "length": self.length,
                "states": self.states,
                "transitions": self.transitions,
                "entropy": self.entropy,
                "complexity": self.complexity,
                "turbulence": self.turbulence,
            }
        )


def sequence_complexity(sequences: Sequences) -> SequenceComplexity:
    """How varied is each sequence, in what it holds and in how often it changes?

    With K states in the alphabet, H the entropy of the time spent in each, q changes among m
    pairs of neighbouring places, d spells of lengths t and phi distinct subsequences of their
    states::

        entropy    = H / ln K
        complexity = sqrt(q / m * H / ln K)
        turbulence = log2(phi * (s_max² + 1) / (s² + 1)),  s² = var(t),
                     s_max² = (d - 1) (1 - mean(t))²

    Parameters
    ----------
    sequences
        The sequences; their alphabet gives K, whether all its states occur or not.

    Returns
    -------
    SequenceComplexity
        One entry a sequence.

    Notes
    -----
    *Theory*: gabadinho2011 (entropy, complexity), elzinga2007 (turbulence); published. Without
    missing places m is the length less one, as in the source; a missing place parts spells and
    counts for no pair, which is adapted.

    *Laws*: entropy and complexity from 0 to 1; both 0 and turbulence 1 for a sequence of one
    state; complexity 1 where all states have the same time and every place brings a change; other
    names for the states change nothing.

    Examples
    --------
    >>> found = sequence_complexity(Sequences.from_wide([["a", "b", "a", "b"], list("aaaa")]))
    >>> found.complexity, found.turbulence[1]
    (array([1., 0.]), np.float64(1.0))
    """
    count, states = len(sequences), len(sequences.alphabet)
    codes, of = sequences.codes, sequences.of
    told = codes >= 0
    time = np.bincount(of[told] * states + codes[told], minlength=count * states)
    time = time.reshape(count, states)
    follows = (of[1:] == of[:-1]) & told[1:] & told[:-1]
    changes = follows & (codes[1:] != codes[:-1])
    pairs = np.bincount(of[1:][follows], minlength=count)
    transitions = np.bincount(of[1:][changes], minlength=count)
    entropy = relative_entropy(time.astype(np.float64))
    with np.errstate(invalid="ignore"):
        complexity = np.sqrt(transitions / pairs * entropy)
    return SequenceComplexity(
        ids=sequences.ids,
        length=time.sum(axis=1),
        states=(time > 0).sum(axis=1),
        transitions=transitions,
        entropy=entropy,
        complexity=complexity,
        turbulence=_turbulence(sequences),
    )


def channel_entropy(eco: Ecosystem) -> Floats:
    """How evenly do the contacts of each case spread over its channels?

    ``H / ln K``, with H the entropy of the contacts by channel and K the channels that the case
    knows, used or not.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    array
        From 0 (one channel for everything) to 1 (all channels alike); NaN without contacts, or
        where the case knows fewer than two channels; shape (cases,).

    Notes
    -----
    *Theory*: shannon1948, adapted: as a share of its maximum.

    *Laws*: from 0 to 1; a case gives the same alone and in a cohort, up to rounding; relabelling
    channels, and the order of the contacts, change nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> channel_entropy(Ecosystem(read_example("first-contact"))).round(3)
    array([0.726])
    """
    table, channels = eco.table, len(eco.channels)
    contacts = np.bincount(
        table.case * channels + table.channel, minlength=table.cases * channels
    ).reshape(table.cases, channels)
    known = np.array([len(head.channels) for head in eco.cases], dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(
            known > 1,
            np.minimum(shannon_entropy(contacts.astype(np.float64)) / np.log(known), 1.0),
            np.nan,
        )


def _turbulence(sequences: Sequences) -> Floats:
    count = len(sequences)
    found = spells_of(sequences.codes, sequences.offsets)
    spells = np.bincount(found.of, minlength=count)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(found.of, found.length, count) / spells
        apart = (found.length - mean[found.of]) ** 2
        variance = np.bincount(found.of, apart, count) / spells
    largest = (spells - 1) * (1 - mean) ** 2
    ends = np.concatenate(([0], np.cumsum(spells)))
    ways = log2_subsequences(found.code, ends, len(sequences.alphabet))
    turbulence: Floats = ways + np.log2((largest + 1) / (variance + 1))
    return turbulence
