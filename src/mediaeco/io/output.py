"""Files that appear whole or not at all, and never in place of what was there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mediaeco.errors import InvalidCaseError, WriteError

__all__ = ["check_text", "folder_written", "write_whole"]


def write_whole(
    path: str | os.PathLike[str],
    content: str | bytes,
    *,
    overwrite: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Write a file so that it appears whole or not at all.

    The content goes to a hidden file in the same folder, which then takes the name.

    Parameters
    ----------
    path
        Where to; its folder must exist.
    content
        Text (written as UTF-8) or bytes.
    overwrite
        Replace a file of that name.
    inputs
        Files that were read and are never replaced, ``overwrite`` or not.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    WriteError
        Where it may not or cannot be written; nothing has changed then.
    """
    target = Path(path)
    _check_target(target, overwrite=overwrite, inputs=inputs)
    data = content.encode() if isinstance(content, str) else content
    partial = target.parent / f".mediaeco-{os.urandom(6).hex()}.part"
    try:
        with partial.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # Through a link, so that the link stays one.
        partial.replace(target.resolve())
    except OSError as error:
        raise WriteError(target.name, _reason(error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return target


@contextmanager
def folder_written(
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Iterator[Path]:
    """Write a folder of files so that it appears whole or not at all.

    Yields a hidden folder beside the target, to be filled; at the end of the ``with`` block it
    takes the name. With an error in the block, nothing has changed.

    Parameters
    ----------
    path
        The folder. It may exist where it is empty.
    overwrite
        Allow it to hold files: each file written replaces one of its name, whole; what else
        stands in the folder stays.
    inputs
        Files that were read and are never replaced, ``overwrite`` or not.

    Raises
    ------
    WriteError
        Where it may not or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     with folder_written(Path(place) / "report") as folder:
    ...         size = (folder / "index.html").write_text("<p>Hello")
    ...     [file.name for file in (Path(place) / "report").iterdir()]
    ['index.html']
    """
    target = Path(path)
    if target.is_dir():
        if not overwrite and any(target.iterdir()):
            raise _refused(target)
    elif os.path.lexists(target):
        raise WriteError(target.name, "expected a folder's name; got that of a file.")
    partial = target.parent / f".mediaeco-{os.urandom(6).hex()}.part"
    read = tuple(inputs)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.mkdir()
        yield partial
        _settle(partial, target, read)
    except OSError as error:
        raise WriteError(target.name, _reason(error)) from error
    finally:
        import shutil  # it brings every compression there is along

        shutil.rmtree(partial, ignore_errors=True)


def check_text(text: str) -> None:
    """Make sure that a text can be written as UTF-8.

    Raises
    ------
    InvalidCaseError
        Where it holds half of a character.
    """
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise InvalidCaseError(
                "the case", "texts of whole characters", "half of one (a lone surrogate)"
            ) from None


def _settle(partial: Path, target: Path, inputs: Iterable[str | os.PathLike[str]]) -> None:
    if target.exists() and not any(target.iterdir()):
        target.rmdir()
    if not target.exists():
        partial.rename(target)
        return
    files = [file.relative_to(partial) for file in partial.rglob("*") if file.is_file()]
    for file in files:
        if os.path.lexists(target / file):
            _check_target(target / file, overwrite=True, inputs=inputs)
    for file in files:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
    for file in files:
        (partial / file).replace(target / file)


def _check_target(
    target: Path, *, overwrite: bool, inputs: Iterable[str | os.PathLike[str]]
) -> None:
    if not target.name:
        raise WriteError(str(target), "expected the name of a file.")
    if target.is_dir():
        raise WriteError(target.name, "expected the name of a file; got that of a folder.")
    if not os.path.lexists(target):
        if not target.parent.is_dir():
            raise WriteError(target.name, "its folder does not exist. Make it first.")
        return
    if any(_same(target, Path(source)) for source in inputs):
        raise WriteError(target.name, "it is the file that was read. Choose another name.")
    if not overwrite:
        raise _refused(target)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _reason(error: OSError) -> str:
    return f"it cannot be written: {error.strerror or type(error).__name__}."


def _refused(target: Path) -> WriteError:
    return WriteError(
        target.name, "it exists already. Choose another name, or allow overwriting it."
    )
