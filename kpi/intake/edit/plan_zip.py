"""A whole plan folder as a ZIP: its files by name, or why it is not unpacked; nothing is written to a disk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from stat import S_IFDIR, S_IFMT, S_IFREG
from typing import Any
from zipfile import ZipFile, ZipInfo

from kpi.core.issue import Issue, in_order, refuses
from kpi.intake.faults.catalogue import fault
from kpi.intake.plan.folder import is_wanted
from kpi.intake.plan.plan_file import NAME
from kpi.intake.read.archive import open_zip, suspicions, unpacked
from kpi.intake.read.limits import MIB, Limits
from kpi.intake.read.refusal import Refusal

# `small` leaves room for a table of equal rows, which packs very well.
LIMITS = Limits(size=10 * MIB, unpacked=50 * MIB, members=500, ratio=200, small=MIB)
# What the guard says of a workbook, as it is said of a plan.
_OWN = {"damaged-file": "archive-damaged", "packed-too-tightly": "archive-too-large"}
_DRIVE = re.compile(r"[A-Za-z]:")
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")  # what systems add by themselves: not worth a word
_SHOWN = 8  # members that do not belong to the plan and are told by name


def read_archive(
    content: bytes, *, name: str = "plan.zip", limits: Limits = LIMITS
) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    """The plan files in a ZIP by their name in the plan folder, and what is wrong or is not read.

    No files when an issue is an error. The folder that holds plan.toml is the plan folder; what lies elsewhere is
    ignored with a notice. `name` is the `file` of the issues, the member their `value`. Names are never used on a disk.
    """
    if len(content) > limits.size:
        most = limits.size // MIB
        return {}, (fault("archive-too-large", file=name, what=f"meer dan {most} MB", what_en=f"more than {most} MB"),)
    try:
        archive = open_zip(content)
    except Refusal as refusal:
        return {}, (_told(name, refusal),)
    with archive:
        members = [one for one in archive.infolist() if not _is_noise(one.filename)]
        issues = list(_directory(name, archive.infolist(), members, limits))
        if refuses(issues):
            return {}, in_order(issues)
        chosen, issues = _chosen(name, members)
        return ({}, in_order(issues)) if refuses(issues) else _unpacked(name, archive, chosen, issues, limits)


def _is_noise(path: str) -> bool:
    return path.startswith(_NOISE[0]) or path.rpartition("/")[2] in _NOISE


def _told(name: str, refusal: Refusal, value: str = "") -> Issue:
    words: Mapping[str, Any] = refusal.words
    return fault(_OWN[refusal.code], file=name, value=value, **words)


def _directory(name: str, listed: Sequence[ZipInfo], members: Sequence[ZipInfo], limits: Limits) -> Iterator[Issue]:
    """What the directory of the ZIP says by itself, before a byte is unpacked."""
    yield from (_told(name, one) for one in suspicions(listed, limits))
    if len(listed) > limits.members:
        return
    seen: set[str] = set()
    for one in members:
        yield from _member(name, one)
        folded = one.filename.casefold()
        if folded in seen:
            yield fault("archive-duplicate", file=name, value=one.filename)
        seen.add(folded)


def _member(name: str, one: ZipInfo) -> Iterator[Issue]:
    # orig_filename: zipfile itself cuts a name at a NUL and turns this system's separator around.
    path = one.orig_filename
    if _escapes(path):
        yield fault("archive-path", file=name, value=path.replace("\0", "�"))
    if one.flag_bits & 1:
        yield fault("archive-encrypted", file=name, value=one.filename)
    if S_IFMT(one.external_attr >> 16) not in (0, S_IFREG, S_IFDIR):
        yield fault("archive-link", file=name, value=one.filename)


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
    name: str, archive: ZipFile, chosen: Mapping[str, ZipInfo], issues: list[Issue], limits: Limits
) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    found: dict[str, bytes] = {}
    left = limits.unpacked
    for path, one in chosen.items():
        try:
            found[path] = b"".join(unpacked(archive, one, left))
        except Refusal as refusal:
            return {}, (_told(name, refusal, path),)
        left -= len(found[path])
    return found, in_order(issues)
