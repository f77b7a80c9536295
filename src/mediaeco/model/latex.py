"""A tidy table as a paper's table in LaTeX."""

from __future__ import annotations

import math
from collections.abc import Mapping

from mediaeco.model.tidy import TidyTable

__all__ = ["escaped", "latex_table"]

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}


def escaped(text: str) -> str:
    r"""Write a text so that LaTeX prints it as it stands.

    Examples
    --------
    >>> print(escaped("b & c_1 {50 %}"))
    b \& c\_1 \{50 \%\}
    """
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(text.split()))


def latex_table(
    table: TidyTable,
    *,
    headings: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    caption: str = "",
    note: str = "",
) -> str:
    r"""Write a table with the rules of booktabs.

    Parameters
    ----------
    table
        The table.
    headings
        Headings in LaTeX, by column; a column without one has its name, escaped.
    formats
        Format of numbers, by column: ``".2f"``; others have three digits.
    caption, note
        Texts above and below, escaped; none: no float around the table.

    Returns
    -------
    str
        Needs ``\usepackage{booktabs}``. An undefined number is a dash.

    Notes
    -----
    *Laws*: as many rows as the table has, each with as many cells; text is escaped.

    Examples
    --------
    >>> print(latex_table(TidyTable({"model": ["no_primacy"], "AIC": [12.5]})))
    \begin{tabular}{lr}
    \toprule
    model & AIC \\
    \midrule
    no\_primacy & 12.5 \\
    \bottomrule
    \end{tabular}
    """
    headings, formats = headings or {}, formats or {}
    kinds = "".join("r" if c.dtype.kind in "iuf" else "l" for c in table.columns.values())
    head = " & ".join(headings.get(name, escaped(name)) for name in table.columns)
    columns = [
        [_cell(value, formats.get(name, ".3g")) for value in column.tolist()]
        for name, column in table.columns.items()
    ]
    rows = [" & ".join(row) + r" \\" for row in zip(*columns, strict=True)]
    lines = [
        rf"\begin{{tabular}}{{{kinds}}}",
        r"\toprule",
        head + r" \\",
        r"\midrule",
        *rows,
        r"\bottomrule",
        r"\end{tabular}",
    ]
    if caption or note:
        above = [rf"\caption{{{escaped(caption)}}}"] if caption else []
        below = [rf"\par\smallskip\footnotesize {escaped(note)}"] if note else []
        lines = [r"\begin{table}", r"\centering", *above, *lines, *below, r"\end{table}"]
    return "\n".join(lines)


def _cell(value: object, form: str) -> str:
    if isinstance(value, float):
        if math.isnan(value):
            return "--"
        if math.isinf(value):
            return r"$\infty$" if value > 0 else r"$-\infty$"
        return format(value, form).replace("-", "$-$", 1) if value < 0 else format(value, form)
    return escaped(str(value))
