"""Reading and writing: one format a file, all faults of a file told at once."""

from mediaeco.io.dispatch import SUFFIXES, read, validate, write
from mediaeco.io.example import EXAMPLES, read_example
from mediaeco.io.json import from_json, read_json, to_json, write_json
from mediaeco.io.mapping import CaseMapping, ColumnMapping, Rule, read_mapping
from mediaeco.io.output import folder_written, write_whole
from mediaeco.io.pair import PairLog, read_pairs
from mediaeco.io.table import read_table, sources, write_table

__all__ = [
    "EXAMPLES",
    "SUFFIXES",
    "CaseMapping",
    "ColumnMapping",
    "PairLog",
    "Rule",
    "folder_written",
    "from_json",
    "read",
    "read_example",
    "read_json",
    "read_mapping",
    "read_pairs",
    "read_table",
    "sources",
    "to_json",
    "validate",
    "write",
    "write_json",
    "write_table",
    "write_whole",
]
