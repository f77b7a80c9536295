"""Importing the library is light."""

import subprocess
import sys

import pytest

HEAVY = ("matplotlib", "scipy", "hypothesis", "pandas", "polars", "pyarrow", "cattrs", "narwhals")


def fresh(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(  # noqa: S603 - this interpreter, and code that stands in this file
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_importing_loads_nothing_heavy() -> None:
    loaded = fresh(
        "import sys, mediaeco; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    ).split()
    assert "mediaeco" in loaded
    assert set(HEAVY).isdisjoint(loaded)


def test_importing_prints_and_warns_of_nothing() -> None:
    assert fresh("import warnings; warnings.simplefilter('error'); import mediaeco") == ""


@pytest.mark.parametrize(
    "package",
    [
        *("model", "catalog", "ecosystem", "io", "analysis", "media", "relation", "grounded"),
        *("sequence", "dynamics", "forming", "constructs", "kernels.segment"),
    ],
)
def test_every_package_can_be_imported_by_itself(package: str) -> None:
    assert fresh(f"import mediaeco.{package} as part; print(bool(part.__doc__))") == "True"


@pytest.mark.parametrize(
    ("package", "late"),
    [
        ("", ("mediaeco.media", "mediaeco.sequence", "mediaeco.catalog.comparison")),
        (".model", ("mediaeco.model.coding", "mediaeco.model.evidence")),
        (".catalog", ("mediaeco.catalog.comparison", "mediaeco.catalog.theory")),
        (".io", ("mediaeco.io.qdpx", "mediaeco.io.qdc")),
    ],
)
def test_what_few_sessions_ask_for_is_loaded_when_it_is_asked_for(
    package: str, late: tuple[str, ...]
) -> None:
    code = (
        f"import sys, mediaeco{package}; print(*[name for name in {late!r} if name in sys.modules])"
    )
    assert fresh(code) == ""


@pytest.mark.parametrize("package", ["model", "catalog", "io"])
def test_a_package_offers_no_other_name(package: str) -> None:
    code = f"""
import mediaeco.{package} as part
try:
    part.nothing_of_this_name
except AttributeError as error:
    print(error)
"""
    assert fresh(code) == f"module 'mediaeco.{package}' has no attribute 'nothing_of_this_name'"


@pytest.mark.parametrize("package", ["", ".model", ".catalog", ".io"])
def test_what_is_loaded_later_is_listed_from_the_start(package: str) -> None:
    code = f"import mediaeco{package} as part; print(set(part.__all__) <= set(dir(part)))"
    assert fresh(code) == "True"
