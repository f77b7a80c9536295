"""Zip archives opened with distrust: nothing is unpacked to disk, nor more than agreed."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping

from attrs import frozen

from mediaeco.errors import ReadError

__all__ = ["Archive", "archive_bytes"]

_MEMBERS = 10_000
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can tell


@frozen(eq=False)
class Archive:
    """The members of a zip archive, read when asked for.

    Parameters
    ----------
    name
        What to call it in messages.
    limit
        Bytes that all members may have together, unpacked.
    """

    name: str
    limit: int
    _zip: zipfile.ZipFile
    _members: dict[str, zipfile.ZipInfo]

    @staticmethod
    def of(data: bytes, name: str, limit: int) -> Archive:
        """Open an archive, and look through its table of contents.

        Raises
        ------
        ReadError
            Where it is none, is encrypted, has too many members or too large ones, or has one whose
            name leads out of the archive.
        """
        try:
            opened = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise ReadError(name, None, "expected a zip archive; got something else.") from None
        infos = [info for info in opened.infolist() if not info.is_dir()]
        _check(infos, name, limit)
        return Archive(name, limit, opened, {info.filename: info for info in infos})

    def find(self, path: str) -> str | None:
        """Name of a member, in whatever case it is spelled; None where there is none."""
        if path in self._members:
            return path
        folded = [name for name in self._members if name.casefold() == path.casefold()]
        return folded[0] if len(folded) == 1 else None

    def read(self, member: str) -> bytes:
        """Unpack a member in memory.

        Raises
        ------
        ReadError
            Where it is damaged, or longer than it says.
        """
        info = self._members[member]
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ):
            raise ReadError(
                self.name, None, "expected a whole archive; got a damaged one."
            ) from None
        if len(data) > info.file_size:
            raise ReadError(self.name, None, "expected members as long as told; got a longer one.")
        return data


def _check(infos: list[zipfile.ZipInfo], name: str, limit: int) -> None:
    if len(infos) > _MEMBERS:
        raise ReadError(name, None, f"expected at most {_MEMBERS} members; got {len(infos)}.")
    size = sum(info.file_size for info in infos)
    if size > limit:
        raise ReadError(
            name,
            None,
            f"expected at most {limit >> 20} MB unpacked; got {size >> 20} MB. Pass a larger limit "
            "where that is right.",
        )
    if len({info.filename for info in infos}) != len(infos):
        raise ReadError(name, None, "expected each name once in the archive; got one twice.")
    for info in infos:
        if info.flag_bits & 1:
            raise ReadError(name, None, "expected an archive without a password; got one with.")
        parts = info.filename.replace("\\", "/").split("/")
        link = stat.S_ISLNK(info.external_attr >> 16)
        if ".." in parts or parts[0] == "" or ":" in parts[0] or link:
            raise ReadError(
                name, None, "expected names within the archive; got one that leads out of it."
            )


def archive_bytes(members: Mapping[str, bytes]) -> bytes:
    """Pack members into a zip archive, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            archive.writestr(info, data)
    return out.getvalue()
