"""Reading and writing: one format a file, all faults of a file told at once."""

from typing import TYPE_CHECKING, Any

from mediaeco.deferred import deferred
from mediaeco.io.dispatch import SUFFIXES, read, validate, write
from mediaeco.io.example import EXAMPLES, read_example
from mediaeco.io.json import from_json, read_json, to_json, write_json
from mediaeco.io.mapping import CaseMapping, ColumnMapping, Rule, read_mapping
from mediaeco.io.output import folder_written, write_whole
from mediaeco.io.pair import PairLog, read_pairs
from mediaeco.io.table import read_table, sources, write_table

if TYPE_CHECKING:
    from mediaeco.io.project import (
        Project,
        Variable,
        VariableKind,
        VariableValue,
    )
    from mediaeco.io.qdc import (
        from_qdc,
        read_qdc,
        to_qdc,
        write_qdc,
    )
    from mediaeco.io.qdpx import (
        from_qdpx,
        read_qdpx,
        to_qdpx,
        write_qdpx,
    )

__all__ = [
    "EXAMPLES",
    "SUFFIXES",
    "CaseMapping",
    "ColumnMapping",
    "PairLog",
    "Project",
    "Rule",
    "Variable",
    "VariableKind",
    "VariableValue",
    "folder_written",
    "from_json",
    "from_qdc",
    "from_qdpx",
    "read",
    "read_example",
    "read_json",
    "read_mapping",
    "read_pairs",
    "read_qdc",
    "read_qdpx",
    "read_table",
    "sources",
    "to_json",
    "to_qdc",
    "to_qdpx",
    "validate",
    "write",
    "write_json",
    "write_qdc",
    "write_qdpx",
    "write_table",
    "write_whole",
]

# Projects of qualitative analysis are read by few sessions.
_later = deferred(
    __name__,
    {
        "mediaeco.io.project": (
            "Project",
            "Variable",
            "VariableKind",
            "VariableValue",
        ),
        "mediaeco.io.qdc": (
            "from_qdc",
            "read_qdc",
            "to_qdc",
            "write_qdc",
        ),
        "mediaeco.io.qdpx": (
            "from_qdpx",
            "read_qdpx",
            "to_qdpx",
            "write_qdpx",
        ),
    },
)


def __getattr__(name: str) -> Any:
    return _later(name)


def __dir__() -> list[str]:
    return sorted(__all__)
