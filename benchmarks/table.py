"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["written"]


def written(header: Sequence[str], table: Sequence[Sequence[str]]) -> str:
    """Write a table in Markdown, columns in line."""
    lines = [list(header), *map(list, table)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(header))]
    ruled = [*lines[:1], ["-" * width for width in widths], *lines[1:]]
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in ruled
    )
