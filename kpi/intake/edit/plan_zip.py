"""A whole plan folder as a ZIP: its files by name, or why it is not unpacked; nothing is written to a disk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from stat import S_IFDIR, S_IFMT, S_IFREG
from zipfile import BadZipFile, ZipFile, ZipInfo

from kpi.core.issue import Issue, in_order, refuses
from kpi.intake.faults.catalogue import fault
from kpi.intake.plan.folder import is_wanted
from kpi.intake.plan.plan_file import NAME

MIB = 2**20
_CHUNK = 64 * 1024
_SMALL = MIB  # below it no ratio is suspicious: a table of equal rows packs very well
_DRIVE = re.compile(r"[A-Za-z]:")
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")  # what systems add by themselves: not worth a word
_SHOWN = 8  # members that do not belong to the plan and are told by name


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What a ZIP may hold, inclusive: bytes of the file and unpacked, members, and how tightly one is packed."""

    size: int = 10 * MIB
    unpacked: int = 50 * MIB
    members: int = 500
    ratio: int = 200


LIMITS = ArchiveLimits()


def read_archive(
    content: bytes, *, name: str = "plan.zip", limits: ArchiveLimits = LIMITS
) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    """The plan files in a ZIP by their name in the plan folder, and what is wrong or is not read.

    No files when an issue is an error. The folder that holds plan.toml is the plan folder; what lies elsewhere is
    ignored with a notice. `name` is the `file` of the issues, the member their `value`. Names are never used on a disk.
    """
    if len(content) > limits.size:
        return {}, (_too_large(name, f"meer dan {limits.size // MIB} MB", f"more than {limits.size // MIB} MB"),)
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return {}, (fault("archive-damaged", file=name),)
    with archive:
        members = [one for one in archive.infolist() if not _is_noise(one.filename)]
        issues = list(_directory(name, archive.infolist(), members, limits))
        if refuses(issues):
            return {}, in_order(issues)
        chosen, issues = _chosen(name, members)
        return ({}, in_order(issues)) if refuses(issues) else _unpacked(name, archive, chosen, issues, limits)


def _is_noise(path: str) -> bool:
    return path.startswith(_NOISE[0]) or path.rpartition("/")[2] in _NOISE


def _too_large(name: str, nl: str, en: str) -> Issue:
    return fault("archive-too-large", file=name, what=nl, what_en=en)


def _directory(
    name: str, listed: Sequence[ZipInfo], members: Sequence[ZipInfo], limits: ArchiveLimits
) -> Iterator[Issue]:
    """What the directory of the ZIP says by itself, before a byte is unpacked."""
    if len(listed) > limits.members:
        yield _too_large(name, f"{len(listed)} bestanden", f"{len(listed)} files")
        return
    if (total := sum(one.file_size for one in listed)) > limits.unpacked:
        yield _too_large(name, f"uitgepakt {total // MIB} MB", f"{total // MIB} MB unpacked")
    seen: set[str] = set()
    for one in members:
        yield from _member(name, one, limits)
        folded = one.filename.casefold()
        if folded in seen:
            yield fault("archive-duplicate", file=name, value=one.filename)
        seen.add(folded)


def _member(name: str, one: ZipInfo, limits: ArchiveLimits) -> Iterator[Issue]:
    # orig_filename: zipfile itself cuts a name at a NUL and turns this system's separator around.
    path = one.orig_filename
    if _escapes(path):
        yield fault("archive-path", file=name, value=path.replace("\0", "�"))
    if one.flag_bits & 1:
        yield fault("archive-encrypted", file=name, value=one.filename)
    if S_IFMT(one.external_attr >> 16) not in (0, S_IFREG, S_IFDIR):
        yield fault("archive-link", file=name, value=one.filename)
    if one.file_size > _SMALL and one.file_size > limits.ratio * one.compress_size:
        yield _too_large(name, f"{one.filename} is verdacht sterk ingepakt", f"{one.filename} is packed suspiciously")


def _escapes(path: str) -> bool:
    """Whether a path is absolute, climbs out, names a drive or is written as another system would."""
    return (
        path.startswith("/")
        or "\\" in path
        or "\0" in path
        or _DRIVE.match(path) is not None
        or ".." in path.split("/")
    )


def _chosen(name: str, members: Sequence[ZipInfo]) -> tuple[dict[str, ZipInfo], list[Issue]]:
    """The members of the plan folder by their name in it; the folder is that of the one plan.toml."""
    files = {one.filename: one for one in members if not one.is_dir()}
    homes = sorted(path[: -len(NAME)] for path in files if path.rpartition("/")[2] == NAME)
    if len(homes) > 1:
        return {}, [fault("archive-several-plans", file=name, value=", ".join(f"{home}{NAME}" for home in homes))]
    home = homes[0] if homes else _common_folder(files)
    inside = {path.removeprefix(home): one for path, one in files.items() if path.startswith(home)}
    chosen = {path: one for path, one in inside.items() if is_wanted(path)}
    others = [one.filename for one in files.values() if one not in chosen.values()]
    issues = [fault("archive-ignored", file=name, value=path) for path in others[:_SHOWN]]
    return chosen, issues


def _common_folder(files: Mapping[str, ZipInfo]) -> str:
    """The one folder that everything lies in; empty when there is none."""
    tops = {path.partition("/")[0] if "/" in path else "" for path in files}
    return f"{tops.pop()}/" if len(tops) == 1 and "" not in tops else ""


def _unpacked(
    name: str, archive: ZipFile, chosen: Mapping[str, ZipInfo], issues: list[Issue], limits: ArchiveLimits
) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    found: dict[str, bytes] = {}
    left = limits.unpacked
    for path, one in chosen.items():
        try:
            found[path] = _content(archive, one, left)
        except OverflowError:
            return {}, (_too_large(name, "uitgepakt veel te groot", "far too large unpacked"),)
        except Exception:  # a damaged member makes zipfile and zlib raise half a dozen kinds
            return {}, (fault("archive-damaged", file=name, value=path),)
        left -= len(found[path])
    return found, in_order(issues)


def _content(archive: ZipFile, member: ZipInfo, left: int) -> bytes:
    """The bytes of a member by chunks, because the directory may lie; raises OverflowError above `left` bytes."""
    parts: list[bytes] = []
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise OverflowError(member.filename)
            parts.append(chunk)
    return b"".join(parts)
