"""Whether media are used as they were offered."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.history import SIDES
from mediaeco.analysis.spirit import spirit_uses
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import Result, TidyTable

__all__ = ["Faithfulness", "faithfulness"]


@frozen(kw_only=True, eq=False, repr=False)
class Faithfulness(Result):
    """How far uses keep to what the channels are offered for.

    Parameters
    ----------
    cases, channels
        Ids, in the order of the axes.
    uses, off_spirit
        Uses (one purpose of one contact), and those outside the channel's declared purposes; shape
        (cases, 2, channels).
    value
        ``1 - off_spirit / uses`` by case, side and channel, from 0 to 1; NaN where the channel
        declares no purposes or the side made no use of it; shape (cases, 2, channels).
    by_side
        The same over all channels that declare purposes; NaN without uses; shape (cases, 2).
    judged
        Coded moves that somebody judged, as ironic and as faithful; shape (cases, 2, channels, 2).
    judged_value
        Faithful moves over judged ones, from 0 to 1; NaN where nobody judged; shape
        (cases, 2, channels). A judgement of people, never mixed with ``value``.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    uses: Ints
    off_spirit: Ints
    value: Floats
    by_side: Floats
    judged: Ints
    judged_value: Floats

    def to_frame(self) -> TidyTable:
        """One row a case, side and channel."""
        cases, sides, channels = self.value.shape
        return TidyTable(
            {
                "case": np.repeat(np.array(self.cases, dtype=np.str_), sides * channels),
                "side": np.tile(np.repeat(np.array(SIDES), channels), cases),
                "channel": np.tile(np.array(self.channels, dtype=np.str_), cases * sides),
                "uses": self.uses.ravel(),
                "off_spirit": self.off_spirit.ravel(),
                "faithfulness": self.value.ravel(),
                "judged": self.judged.sum(axis=-1).ravel(),
                "judged_faithful": self.judged_value.ravel(),
            }
        )


def faithfulness(eco: Ecosystem) -> Faithfulness:
    """How far does each side use each channel for what it was offered for?

    ``faithfulness = 1 - uses outside the declared purposes / uses``

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    Faithfulness
        As logged, and beside it as judged.

    Notes
    -----
    *Theory*: desanctis1994 (faithful and ironic appropriation), chin1997 (a scale of five items
    that asks users; it is not scored here); the index is the library's proposal. Faithfulness is
    no merit and irony no fault: an ironic use lowers faithfulness, and may raise appropriation.

    *Laws*: 1 - the transformation of `appropriation`; from 0 to 1; swapping the roles swaps the
    sides; faithfulness and appropriation are separable: either may rise while the other falls.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> faithful = faithfulness(Ecosystem(read_example("sent-away")))
    >>> bool((faithful.uses >= faithful.off_spirit).all())
    True
    """
    table, width = eco.table, len(eco.channels)
    counted = spirit_uses(eco)
    rows = table.moves.rows
    _, channel, _, faithful = table.moves.values.astype(np.int64).T
    told = (faithful >= 0) & (table.sender[rows] < 2)
    key = ((table.case[rows] * 2 + table.sender[rows]) * width + channel) * 2 + faithful
    judged = np.bincount(key[told], minlength=table.cases * 4 * width)
    judged = judged.reshape(table.cases, 2, width, 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        return Faithfulness(
            cases=eco.ids,
            channels=tuple(item.id for item in eco.channels),
            uses=counted.uses,
            off_spirit=counted.outside,
            value=1 - counted.outside / counted.uses,
            by_side=1 - counted.outside.sum(axis=2) / counted.uses.sum(axis=2),
            judged=judged,
            judged_value=judged[..., 1] / judged.sum(axis=-1),
        )
