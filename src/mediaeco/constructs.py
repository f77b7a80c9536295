"""Every construct of the literature under its own name, and where it lives in this library."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis.constructs import CONSTRUCTS as _FRAME
from mediaeco.dynamics.constructs import CONSTRUCTS as _DYNAMICS
from mediaeco.forming.constructs import CONSTRUCTS as _FORMATION
from mediaeco.grounded.constructs import CONSTRUCTS as _GROUNDED
from mediaeco.media.constructs import CONSTRUCTS as _MEDIA
from mediaeco.model import Construct, TidyTable
from mediaeco.relation.constructs import CONSTRUCTS as _RELATION
from mediaeco.sequence.constructs import CONSTRUCTS as _SEQUENCE

__all__ = ["CONSTRUCTS", "construct_table"]

CONSTRUCTS: tuple[Construct, ...] = (
    *_FRAME,
    *_MEDIA,
    *_RELATION,
    *_DYNAMICS,
    *_SEQUENCE,
    *_GROUNDED,
    *_FORMATION,
)
"""All constructs, in the order of the packages that compute them."""


def construct_table(*, theory: str = "") -> TidyTable:
    """Where does each construct of the literature live, and how far may it be trusted?

    Parameters
    ----------
    theory
        Only constructs whose theory has this text in its name, whatever the case; empty: all.

    Returns
    -------
    TidyTable
        One row a construct.

    Examples
    --------
    >>> construct_table(theory="synchronicity").rows > 0
    True
    """
    wanted = [item for item in CONSTRUCTS if theory.casefold() in item.theory.casefold()]
    return TidyTable(
        {
            "construct": np.array([item.name for item in wanted], dtype=np.str_),
            "theory": np.array([item.theory for item in wanted], dtype=np.str_),
            "sources": np.array([", ".join(item.sources) for item in wanted], dtype=np.str_),
            "lives": np.array([", ".join(item.lives) for item in wanted], dtype=np.str_),
            "takes": np.array([item.takes for item in wanted], dtype=np.str_),
            "range": np.array([item.range for item in wanted], dtype=np.str_),
            "standing": np.array([str(item.standing) for item in wanted], dtype=np.str_),
            "note": np.array([item.reason for item in wanted], dtype=np.str_),
            "laws": np.array([", ".join(item.laws) for item in wanted], dtype=np.str_),
        }
    )
