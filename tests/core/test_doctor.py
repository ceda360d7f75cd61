"""What is found, and what a check says of it: yes or no, and what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kpi.core import doctor
from kpi.core.doctor import HealthCheck
from kpi.core.errors import UsageError

NOW = datetime(2026, 11, 27, 6, 12, tzinfo=UTC)
GIB = 2**30
MOUNTS = """overlay / overlay rw 0 0
/dev/sda1 /data ext4 rw 0 0
server:/x /data/net nfs4 rw 0 0
//nas/y /mnt/twee\\040woorden cifs rw 0 0
broken
"""
CHECKS: list[tuple[HealthCheck, bool, str]] = [
    (doctor.works_check("settings", None, "Goed.", "Good."), True, "Good."),
    (doctor.works_check("settings", UsageError("Fout.", "Wrong."), "Goed.", "Good."), False, "Wrong."),
    (doctor.place_check("ext4"), True, "local disk"),
    (doctor.place_check("nfs4"), False, "PostgreSQL"),
    (doctor.place_check(""), True, "cannot be seen"),
    (doctor.disk_check("var", doctor.LEAST_FREE, 0), True, "500 MB free"),
    (doctor.disk_check("var", doctor.LEAST_FREE - 1, 0), False, "make room up to 500 MB"),
    (doctor.disk_check("var", GIB, GIB), False, "make room up to 2048 MB"),
    (doctor.disk_check("var", 2 * GIB, GIB), True, "2048 MB free"),
    (doctor.clock_check(NOW, None), True, "2026-11-27T06:12Z"),
    (doctor.clock_check(NOW, NOW + doctor.CLOCK_SLACK), True, "2026-11-27T06:12Z"),
    (doctor.clock_check(NOW, NOW + timedelta(minutes=6)), False, "set the clock right"),
    (doctor.zone_check(found=True), True, "known"),
    (doctor.zone_check(found=False), False, "tzdata"),
    (doctor.files_check("var", writable=True), True, "var"),
    (doctor.files_check("var", writable=False), False, "rights"),
    (doctor.workbooks_check(""), True, "opened"),
    (doctor.workbooks_check("opening-stopped"), False, "opening-stopped"),
    (doctor.backups_check("", None, NOW), True, "Please note: no copies are known"),
    (doctor.backups_check("map", None, NOW), True, "Please note: no copy in map"),
    (doctor.backups_check("map", NOW - timedelta(hours=5), NOW), True, "in map is 5 hours old."),
    (doctor.backups_check("map", NOW + timedelta(hours=5), NOW), True, "in map is 0 hours old."),
    (
        doctor.backups_check("map", NOW - timedelta(hours=49), NOW),
        True,
        "Please note: The newest copy in map is 49 hours",
    ),
    (doctor.messages_check(0, "", None, NOW, set_up=False), True, "No messages"),
    (doctor.messages_check(0, "", None, NOW, set_up=True), True, "Please note: for more than two days"),
    (doctor.messages_check(0, "", NOW.date() - timedelta(days=2), NOW, set_up=True), True, "No messages"),
    (doctor.messages_check(0, "", NOW.date() - timedelta(days=3), NOW, set_up=True), True, "Please note"),
    (doctor.messages_check(2, "HTTP 404", NOW.date(), NOW, set_up=True), False, "2 messages were given up, the last"),
    (doctor.versions_check({}, {}), True, "Please note: requirements.txt"),
    (doctor.versions_check({"a": "1", "b": "2"}, {"a": "1", "b": "2"}), True, "2 libraries"),
    (doctor.versions_check({"a": "1", "b": "2"}, {"a": "1.1"}), False, "a 1.1 != 1, b - != 2."),
    (doctor.versions_check(dict.fromkeys("abcdefg", "1"), {}), False, "e - != 1 (+2)"),
    (doctor.python_check((3, 11)), True, "Python 3.11"),
    (doctor.python_check((3, 10)), False, "use 3.11"),
]


@pytest.mark.parametrize(("check", "ok", "said"), CHECKS)
def test_a_check_says_whether_and_what(check: HealthCheck, ok: bool, said: str) -> None:
    assert (check.ok, said in check.en) == (ok, True), check.en


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/x", "overlay"),
        ("/data", "ext4"),
        ("/data/network", "ext4"),
        ("/data/net/a", "nfs4"),
        ("/mnt/twee woorden/a", "cifs"),
        ("elders", ""),
    ],
)
def test_a_folder_lies_on_the_nearest_disk_above_it(folder: str, kind: str) -> None:
    assert doctor.file_system(MOUNTS, folder) == kind


def test_pins_are_the_versions_that_are_for_every_computer() -> None:
    text = (
        "# of\na==1.0 \\\n    --hash=sha256:00\n    # via b==2\nw==3 ; sys_platform == 'win32' \\\nc-d==2.1.post1 \\\n"
    )
    assert doctor.pins(text) == {"a": "1.0", "c-d": "2.1.post1"}


def test_all_is_well_when_no_check_says_no() -> None:
    good = doctor.python_check((3, 12))
    assert doctor.all_well([good, good])
    assert not doctor.all_well([good, replace(good, ok=False)])
