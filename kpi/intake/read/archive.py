"""The guard of every ZIP, a workbook or a whole plan: its directory is weighed before unpacking, and may lie."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from kpi.intake.read.limits import MIB, Limits
from kpi.intake.read.refusal import Refusal

_CHUNK = MIB


def open_zip(content: bytes) -> ZipFile:
    """The ZIP, of which only the directory is read. Raises Refusal `damaged-file`."""
    try:
        return ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refusal("damaged-file") from error


def suspicions(members: Sequence[ZipInfo], limits: Limits) -> Iterator[Refusal]:
    """What the directory says by itself: too many members (then no more is said), too large, packed too tightly."""
    if len(members) > limits.members:
        yield too_tight(f"er zitten {len(members)} bestanden in", f"it holds {len(members)} files")
        return
    if (total := sum(one.file_size for one in members)) > limits.unpacked:
        yield too_tight(f"uitgepakt {total // MIB} MB", f"{total // MIB} MB unpacked")
    for one in members:
        if one.file_size > limits.small and one.file_size > limits.ratio * one.compress_size:
            name = one.filename
            yield too_tight(f"{name} is verdacht sterk ingepakt", f"{name} is packed suspiciously tightly")


def too_tight(what: str, what_en: str) -> Refusal:
    """The refusal of a ZIP that may be a bomb."""
    return Refusal("packed-too-tightly", what=what, what_en=what_en)


def unpacked(archive: ZipFile, member: ZipInfo, most: int) -> Iterator[bytes]:
    """The bytes of a member by chunks, because the directory may lie.

    Raises Refusal: `packed-too-tightly` above `most` bytes, `damaged-file`.
    """
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                most -= len(chunk)
                if most < 0:
                    raise too_tight("uitgepakt veel te groot", "far too large unpacked")
                yield chunk
    except Refusal:
        raise
    except Exception as error:  # a damaged member makes zipfile and zlib raise half a dozen kinds
        raise Refusal("damaged-file") from error


def part(archive: ZipFile, name: str) -> bytes:
    """The bytes of a member. Raises Refusal when it is absent or damaged."""
    try:
        return archive.read(name)
    except Exception as error:  # as in `unpacked`
        raise Refusal("damaged-file") from error
