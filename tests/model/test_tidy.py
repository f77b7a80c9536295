from __future__ import annotations

import csv
import io

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediaeco.model import TidyTable

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
TABLES = st.integers(0, 20).flatmap(
    lambda rows: st.dictionaries(
        WORDS.filter(bool),
        st.lists(WORDS, min_size=rows, max_size=rows)
        | st.lists(st.integers(-(10**9), 10**9), min_size=rows, max_size=rows)
        | st.lists(st.floats(allow_nan=True), min_size=rows, max_size=rows),
        min_size=1,
        max_size=4,
    )
)


@given(TABLES)
def test_csv_holds_every_cell(columns: dict[str, list[object]]) -> None:
    table = TidyTable(columns)
    read = list(csv.reader(io.StringIO(table.to_csv())))
    assert read[0] == list(columns)
    assert len(read) - 1 == table.rows
    for name, cells in zip(columns, zip(*read[1:], strict=True), strict=False):
        for cell, value in zip(cells, table[name].tolist(), strict=True):
            if isinstance(value, float):
                assert (cell == "") == np.isnan(value)
                assert cell == "" or float(cell) == value
            else:
                assert cell == str(value)


@given(TABLES)
def test_tables_print_their_first_rows(columns: dict[str, list[object]]) -> None:
    table = TidyTable(columns)
    more = max(table.rows - 12, 0)
    assert (f"... {more} more rows" in str(table)) == (more > 0) or "more rows" in str(columns)
    page = table._repr_html_()
    assert page.startswith("<table>")
    assert page.count("<tr>") == 1 + min(table.rows, 12)
    assert repr(table) == str(table)


def test_a_table_is_a_mapping_of_columns_that_cannot_be_written_to() -> None:
    table = TidyTable({"channel": ["phone", "email"], "contacts": [3, 1]})
    assert (len(table), list(table), table.rows) == (2, ["channel", "contacts"], 2)
    with pytest.raises(ValueError, match="read-only"):
        table["contacts"][0] = 9
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        table.columns = {}  # type: ignore[misc]  # the point of the test
    assert TidyTable({}).rows == 0
    assert TidyTable({}).to_csv() == "\r\n"


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        TidyTable({"a": [1, 2], "b": [1]})


def test_what_is_written_into_a_page_is_escaped() -> None:
    page = TidyTable({"<b>": ["<script>"]})._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;" in page


def test_undefined_numbers_are_empty() -> None:
    table = TidyTable({"load": [0.25, float("nan")]})
    assert table.to_csv() == 'load\r\n0.25\r\n""\r\n'
    assert "nan" not in str(table)
    assert "nan" not in table._repr_html_()
