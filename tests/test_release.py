"""The version in pyproject.toml and the newest section of CHANGELOG.md say the same."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEADING = re.compile(r"^## \[(.+?)\](.*)$", re.MULTILINE)
RELEASE = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def disagreements(version: str, changelog: str) -> list[str]:
    """Tell what is wrong: a release has the version of its section, unreleased work is a `.dev` of a later one."""
    headings = HEADING.findall(changelog)
    work = bool(headings) and headings[0] == ("Unreleased", "")
    releases = [name for name, rest in headings[work:] if re.fullmatch(r" - \d{4}-\d\d-\d\d", rest)]
    numbers = [numbers_of(name) for name in releases]
    found = [] if len(releases) == len(headings) - work else ["a section has no number with a date"]
    if numbers != sorted(set(numbers), reverse=True):
        found.append("the sections are not newest first")
    if work and not (version.partition(".dev")[1] and numbers_of(version) > max(numbers, default=(0, 0, 0))):
        found.append(f"unreleased work has version {version}")
    if not work and [version] != releases[:1]:
        found.append(f"version {version} has no section at the top")
    return found


def numbers_of(version: str) -> tuple[int, ...]:
    found = RELEASE.match(version)
    return tuple(map(int, found.groups())) if found else ()


def test_the_version_and_the_changelog_agree() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert disagreements(version, (ROOT / "CHANGELOG.md").read_text("utf-8")) == []


OLD = "## [0.2.0] - 2026-11-25\n\n## [0.1.0] - 2026-11-22\n"


@pytest.mark.parametrize(
    ("version", "changelog"),
    [("0.3.0.dev0", f"## [Unreleased]\n\n{OLD}"), ("0.2.0", OLD), ("0.1.0.dev0", "## [Unreleased]\n")],
)
def test_what_agrees_is_let_through(version: str, changelog: str) -> None:
    assert disagreements(version, changelog) == []


@pytest.mark.parametrize(
    ("version", "changelog", "said"),
    [
        ("0.3.0", f"## [Unreleased]\n{OLD}", "unreleased work has version 0.3.0"),
        ("0.2.0.dev1", f"## [Unreleased]\n{OLD}", "unreleased work has version 0.2.0.dev1"),
        ("0.3.0.dev0", OLD, "version 0.3.0.dev0 has no section at the top"),
        ("0.1.0", OLD, "version 0.1.0 has no section at the top"),
        ("0.2.0", OLD.replace(" - 2026-11-22", ""), "a section has no number with a date"),
        ("0.1.0", "## [0.1.0] - 2026-11-22\n## [0.2.0] - 2026-11-25\n", "the sections are not newest first"),
        ("0.1.0", "", "version 0.1.0 has no section at the top"),
    ],
)
def test_what_does_not_agree_is_told(version: str, changelog: str, said: str) -> None:
    assert disagreements(version, changelog) == [said]
