"""Written projects against the schema of the REFI-QDA consortium."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from mediaeco.io import Project, to_qdpx
from mediaeco.testing import projects

SCHEMA = Path(__file__).parents[3] / "shared" / "data" / "20_refi_qda" / "Project-mrt2019.xsd"

pytestmark = pytest.mark.skipif(
    not SCHEMA.is_file(), reason="the schema of REFI-QDA is not beside the repository"
)


@pytest.fixture(scope="module")
def schema() -> Any:
    xmlschema = pytest.importorskip("xmlschema", reason="needs xmlschema, of the test extra")
    return xmlschema.XMLSchema(str(SCHEMA))


@settings(max_examples=60)
@given(project=projects())
def test_what_is_written_is_valid(project: Project, schema: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(to_qdpx(project))) as archive:
        errors = list(schema.iter_errors(archive.read("project.qde").decode()))
    assert [f"{error.path}: {error.reason}" for error in errors] == []


def test_the_schema_finds_what_is_wrong(schema: Any) -> None:
    wrong = '<Project xmlns="urn:QDA-XML:project:1.0"><Users/></Project>'
    assert len(list(schema.iter_errors(wrong))) == 2
