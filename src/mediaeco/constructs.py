"""Every construct of the literature under its own name, and where it lives in this library."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from mediaeco.analysis.constructs import CONSTRUCTS as _FRAME
from mediaeco.catalog import CITATIONS
from mediaeco.dynamics.constructs import CONSTRUCTS as _DYNAMICS
from mediaeco.forming.constructs import CONSTRUCTS as _FORMATION
from mediaeco.grounded.constructs import CONSTRUCTS as _GROUNDED
from mediaeco.media.constructs import CONSTRUCTS as _MEDIA
from mediaeco.model import Construct, Standing, TidyTable
from mediaeco.relation.constructs import CONSTRUCTS as _RELATION
from mediaeco.relation.evidence_constructs import EVIDENCE_CONSTRUCTS as _EVIDENCE
from mediaeco.sequence.constructs import CONSTRUCTS as _SEQUENCE

__all__ = ["CONSTRUCTS", "construct_page", "construct_table"]

CONSTRUCTS: tuple[Construct, ...] = (
    *_FRAME,
    *_MEDIA,
    *_RELATION,
    *_EVIDENCE,
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


_HEAD = """# Constructs

Every construct of the literature that this library computes, or deliberately does not, by its
theory. This page is drawn from the code: `mediaeco constructs --markdown` prints it.

*Published*: as its source defines it. *Adapted*: after its source, with a change that the note
names. *Library's proposal*: the construct is in the literature, the index is in no paper. No
standing is a verdict on the theory. A source is marked † where nothing taken from it has been
compared with the source itself.
"""

_COLUMNS = (
    "construct",
    "sources",
    "lives in",
    "takes",
    "range",
    "standing",
    "note",
    "laws held by",
)


def construct_page() -> str:
    """Write all constructs as a page in Markdown, a table a theory.

    Returns
    -------
    str
        The page; the same code gives the same text.
    """
    lines = [_HEAD]
    ordered = sorted(CONSTRUCTS, key=lambda item: item.theory.casefold())
    for theory, items in groupby(ordered, key=lambda item: item.theory):
        lines += [f"## {theory}", "", f"| {' | '.join(_COLUMNS)} |"]
        lines += ["| " + " | ".join("---" for _ in _COLUMNS) + " |"]
        lines += [f"| {' | '.join(_cells(item))} |" for item in items]
        lines += [""]
    keys = {key for item in CONSTRUCTS for key in item.sources}
    lines += ["## Sources", ""]
    for key in sorted(keys):
        source = CITATIONS[key]
        told = f"{source.text} {source.locator}".rstrip()
        lines += [f"- `{key}`{'' if source.verified else ' †'}: {_escaped(told)}"]
    return "\n".join(lines) + "\n"


def _cells(item: Construct) -> tuple[str, ...]:
    left_out = item.standing is Standing.NOT_COMPUTED
    marks = ("" if CITATIONS[key].verified else " †" for key in item.sources)
    return (
        f"**{_escaped(item.name)}**",
        ", ".join(f"`{key}`{mark}" for key, mark in zip(item.sources, marks, strict=True)),
        ", ".join(f"`{path.removeprefix('mediaeco.')}`" for path in item.lives),
        _escaped(item.takes),
        _escaped(item.range),
        f"*{item.standing}*" if left_out else str(item.standing),
        _escaped(item.reason),
        ", ".join(f"`{law.removeprefix('tests/')}`" for law in item.laws),
    )


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")
