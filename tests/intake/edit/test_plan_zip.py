"""A plan folder as a ZIP: what may be in it, and every way in which it is refused."""

import struct
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from stat import S_IFIFO, S_IFLNK

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.intake.edit.export import as_zip
from kpi.intake.edit.plan_zip import LIMITS, read_archive
from kpi.intake.plan.folder import read_files
from kpi.intake.read.limits import Limits
from tests.intake.said import says_all

MINIMAL = Path(__file__).parents[1] / "plans" / "minimaal"
FILES = {path.name: path.read_bytes() for path in MINIMAL.iterdir() if path.is_file()}


def packed(members: dict[str, bytes], *, modes: dict[str, int] | None = None) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (modes or {}).get(name, 0o100644) << 16
            archive.writestr(member, content)
    return out.getvalue()


def told(content: bytes, limits: Limits = LIMITS) -> list[tuple[str, str, str]]:
    files, issues = read_archive(content, limits=limits)
    assert not files or not any(issue.severity == "error" for issue in issues)
    return [(issue.code, issue.severity.value, issue.value) for issue in issues]


@pytest.mark.parametrize("folder", ["", "minimaal/", "Bureaublad/plannen/minimaal/"])
def test_plan_is_found_in_whatever_folder_it_lies(folder: str) -> None:
    files, issues = read_archive(packed({f"{folder}{name}": content for name, content in FILES.items()}))
    assert files == FILES
    assert issues == ()
    assert read_files(files).plan is not None


def test_what_export_makes_is_read_back() -> None:
    assert read_archive(as_zip(FILES, "minimaal")) == (FILES, ())


def test_other_files_are_left_out_with_a_notice_and_systems_own_without() -> None:
    more = {"p/foto.png": b"1", "p/measurements/a.csv": b"x", "__MACOSX/p/._plan.toml": b"", "p/.DS_Store": b""}
    content = packed({f"p/{name}": text for name, text in FILES.items()} | more)
    assert told(content) == [("archive-ignored", "notice", "p/foto.png")]
    assert set(read_archive(content)[0]) == {*FILES, "measurements/a.csv"}


@pytest.mark.parametrize(
    "path",
    ["../plan.toml", "a/../../plan.toml", "/etc/plan.toml", "C:/plan.toml", "c:plan.toml", "a\\..\\plan.toml",
     "\\\\server\\plan.toml", "x/..", "brief.toml\0.png"],
)  # fmt: skip
def test_path_that_points_outside_is_refused(path: str) -> None:
    content = packed({**FILES, "q" * len(path): b"x"}).replace(b"q" * len(path), path.encode())
    assert told(content) == [("archive-path", "error", path.replace("\0", "�"))]


@pytest.mark.parametrize("kind", [S_IFLNK, S_IFIFO])
def test_link_is_refused(kind: int) -> None:
    content = packed({**FILES, "targets.csv": b"/etc/passwd"}, modes={"targets.csv": kind | 0o777})
    assert told(content) == [("archive-link", "error", "targets.csv")]


def test_password_is_refused() -> None:
    content = bytearray(packed({"plan.toml": b"x"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    assert told(bytes(content)) == [("archive-encrypted", "error", "plan.toml")]


def test_name_used_twice_is_refused_also_in_another_case() -> None:
    assert told(packed({**FILES, "Plan.TOML": b"x"})) == [("archive-duplicate", "error", "Plan.TOML")]
    double = packed({**FILES, "planXtoml": b"x"}).replace(b"planXtoml", b"plan.toml")
    assert ("archive-duplicate", "error", "plan.toml") in told(double)


def test_several_plans_are_refused() -> None:
    content = packed({"a/plan.toml": b"", "b/plan.toml": b""})
    assert told(content) == [("archive-several-plans", "error", "a/plan.toml, b/plan.toml")]


@pytest.mark.parametrize(
    ("members", "limits"),
    [
        ({f"{n}.csv": b"" for n in range(6)}, replace(LIMITS, members=5)),
        ({"a.csv": b"12345", "b.csv": b"678901"}, replace(LIMITS, unpacked=10)),
        ({"plan.toml": b"0" * 3_000_000}, LIMITS),
        ({"plan.toml": b"12345"}, replace(LIMITS, size=10)),
    ],
    ids=["members", "unpacked", "ratio", "size"],
)
def test_bomb_is_refused(members: dict[str, bytes], limits: Limits) -> None:
    assert {code for code, _, _ in told(packed(members), limits)} == {"archive-too-large"}


def test_directory_that_lies_about_the_size_is_found_out() -> None:
    """The directory says five bytes; what comes out is stopped, whichever check meets it first."""
    content = bytearray(packed({"plan.toml": b"0" * 900_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(mark) + place, 5)
    assert {code for code, _, _ in told(bytes(content))} <= {"archive-damaged", "archive-too-large"}
    assert told(bytes(content)) != []


def test_wrong_checksum_is_refused() -> None:
    content = bytearray(packed({"plan.toml": b"code"}))
    content[content.index(b"PK\x01\x02") + 16] ^= 0xFF
    assert told(bytes(content)) == [("archive-damaged", "error", "plan.toml")]


@given(st.binary(max_size=400))
def test_any_bytes_give_issues_and_never_raise(content: bytes) -> None:
    assert told(content) == [("archive-damaged", "error", "")]


@given(st.data())
def test_a_damaged_zip_never_raises(data: st.DataObject) -> None:
    content = bytearray(packed(FILES))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    files, issues = read_archive(bytes(content))
    assert files == {} or set(files) <= set(FILES)
    assert all(says_all(issue) for issue in issues)


def test_zip_without_a_plan_misses_its_files() -> None:
    files, issues = read_archive(packed({"map/brief.docx": b"x"}))
    assert (files, [issue.code for issue in issues]) == ({}, ["archive-ignored"])
    assert [issue.code for issue in read_files(files).issues] == ["missing-file", "missing-file"]
