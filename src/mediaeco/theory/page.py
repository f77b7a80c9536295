"""The theories that ship, as a page of the documentation."""

from __future__ import annotations

from collections.abc import Sequence

from mediaeco.catalog import CITATIONS
from mediaeco.theory.proposition import Proposition
from mediaeco.theory.published import THEORIES
from mediaeco.theory.theory import Theory

__all__ = ["theory_page"]

_HEAD = """# Theories

What each theory that ships claims, as records can break it. This page is drawn from the code:
`mediaeco theories --markdown` prints it.

*Speaks of*: one case that breaks a claim about each case refutes it; a claim about cases on average
is tested over cases; a claim about a cohort compares cases. *Rests on*: a verdict on what the
formation model implies is one on the model and its settings. Claims that answer the same *question*
are held against one another. How a claim is judged is the library's reading of its source. A source
is marked † where nothing taken from it has been compared with the source itself; the page of
constructs lists them.
"""

_COLUMNS = (
    "claim",
    "says",
    "sources",
    "speaks of",
    "rests on",
    "needs",
    "is refuted by",
    "question",
)


def theory_page(theories: Sequence[Theory] = THEORIES) -> str:
    """Write theories as a page in Markdown, a table a theory.

    Parameters
    ----------
    theories
        Those written (library default: all that ship).

    Returns
    -------
    str
        The page; the same theories give the same text.
    """
    lines = [_HEAD]
    for theory in theories:
        lines += [f"## {theory.title}", ""]
        sources = ", ".join(map(_source, theory.sources))
        rivals = ", ".join(f"`{rival}`" for rival in theory.rivals) or "none named"
        lines += [f"`{theory.id}`; {sources}. Rivals: {rivals}.", ""]
        if theory.boundary:
            lines += [_escaped(theory.boundary), ""]
        lines += [f"| {' | '.join(_COLUMNS)} |", "| " + " | ".join("---" for _ in _COLUMNS) + " |"]
        lines += [f"| {' | '.join(_cells(claim))} |" for claim in theory.propositions]
        lines += [""]
        if theory.formation is not None:
            free = ", ".join(theory.formation.free) or "none"
            lines += [f"Model of formation; free: {free}.", ""]
        if theory.beside:
            lines += ["Not decided here:", ""]
            lines += [f"- {_escaped(text)}" for text in theory.beside]
            lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def _cells(claim: Proposition) -> tuple[str, ...]:
    number = f" ({claim.claim})" if claim.claim else ""
    question = "" if claim.question == claim.id else claim.question
    return (
        f"**{_escaped(claim.id)}**{number}",
        _escaped(claim.statement),
        ", ".join(map(_source, claim.sources)),
        str(claim.scope),
        str(claim.basis),
        _escaped(claim.requires),
        _escaped(claim.refuted_by),
        _escaped(question),
    )


def _source(source: str) -> str:
    if source not in CITATIONS:
        return _escaped(source)
    return f"`{source}`" + ("" if CITATIONS[source].verified else " †")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")
