"""Whether a Planpeil is well: each check a pure function of what was found, told in short words with what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePath

from kpi.core.errors import PlanpeilError

LEAST_FREE = 500 * 2**20  # bytes that a disk keeps free, and room for two more copies of the database
NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.glusterfs")
)
CLOCK_SLACK = timedelta(minutes=5)  # between the clocks of two servers
OLD_COPY = timedelta(days=2)
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """What was looked at, whether it is well, and what to know or do in Dutch and English."""

    name: str
    ok: bool
    nl: str
    en: str


def works_check(name: str, fault: PlanpeilError | None, nl: str, en: str) -> HealthCheck:
    """Of what either works, told by `nl` and `en`, or says itself what is wrong with it."""
    return HealthCheck(name, fault is None, fault.nl if fault else nl, fault.en if fault else en)


def file_system(mounts: str, folder: str) -> str:
    """The kind of file system a folder lies on, from the lines of /proc/mounts; empty when none of them holds it."""
    found = ("", "")
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = fields[1].replace("\\040", " ")
        if PurePath(folder).is_relative_to(place) and len(place) >= len(found[0]):
            found = place, fields[2]
    return found[1]


def place_check(kind: str) -> HealthCheck:
    """Whether SQLite may keep its file there: the locks of a network file system cannot be relied on."""
    if kind in NETWORK:
        return HealthCheck(
            "place",
            False,
            f"De database staat op een netwerkschijf ({kind}): zet die op een schijf van deze computer, of gebruik "
            "PostgreSQL.",
            f"The database lies on a network disk ({kind}): put it on a disk of this computer, or use PostgreSQL.",
        )
    if not kind:
        return HealthCheck(
            "place",
            True,
            "Of de database op een netwerkschijf staat, is hier niet te zien: zorg dat het een eigen schijf is.",
            "Whether the database lies on a network disk cannot be seen here: see that it is a local disk.",
        )
    return HealthCheck("place", True, "De database staat op een eigen schijf.", "The database lies on a local disk.")


def disk_check(folder: str, free: int, database: int) -> HealthCheck:
    """Whether a disk keeps room; `free` and the size of the `database` on it in bytes."""
    wanted = max(LEAST_FREE, 2 * database)
    nl, en = f"{free // _MIB} MB vrij bij {folder}", f"{free // _MIB} MB free at {folder}"
    if free >= wanted:
        return HealthCheck("disk", True, f"{nl}.", f"{en}.")
    least = -(-wanted // _MIB)
    return HealthCheck("disk", False, f"{nl}: maak ruimte tot {least} MB.", f"{en}: make room up to {least} MB.")


def clock_check(now: datetime, newest: datetime | None) -> HealthCheck:
    """Whether the clock is not behind the newest commit (None: there is none); both with time zone."""
    if newest is None or now >= newest - CLOCK_SLACK:
        return HealthCheck(
            "clock", True, f"De klok staat op {now:%Y-%m-%dT%H:%MZ}.", f"The clock says {now:%Y-%m-%dT%H:%MZ}."
        )
    return HealthCheck(
        "clock",
        False,
        f"De klok ({now:%Y-%m-%dT%H:%MZ}) loopt achter op wat het laatst is vastgelegd ({newest:%Y-%m-%dT%H:%MZ}): "
        "zet de klok gelijk.",
        f"The clock ({now:%Y-%m-%dT%H:%MZ}) is behind what was recorded last ({newest:%Y-%m-%dT%H:%MZ}): "
        "set the clock right.",
    )


def zone_check(found: bool) -> HealthCheck:
    """Whether the time zone of the Netherlands is known here."""
    if found:
        return HealthCheck("time zones", True, "De Nederlandse tijd is bekend.", "Dutch time is known.")
    return HealthCheck(
        "time zones",
        False,
        "De tijdzones ontbreken: zet het pakket tzdata op deze computer.",
        "The time zones are missing: add the package tzdata to this computer.",
    )


def files_check(folder: str, writable: bool) -> HealthCheck:
    """Whether Planpeil can write in the folder of what it makes."""
    if writable:
        return HealthCheck("files", True, f"In {folder} kan worden geschreven.", f"{folder} can be written.")
    return HealthCheck(
        "files",
        False,
        f"In {folder} kan niet worden geschreven: geef de gebruiker van Planpeil daar rechten.",
        f"{folder} cannot be written: give Planpeil's user rights there.",
    )


def workbooks_check(fault: str) -> HealthCheck:
    """Whether the process that opens workbooks starts and answers; `fault`: what came instead."""
    if not fault:
        return HealthCheck("workbooks", True, "Excel-bestanden worden geopend.", "Workbooks are opened.")
    return HealthCheck(
        "workbooks",
        False,
        f"Excel-bestanden worden niet geopend ({fault}): controleer geheugen en rechten, en zet Planpeil opnieuw neer.",
        f"Workbooks are not opened ({fault}): check memory and rights, and set Planpeil up again.",
    )


def backups_check(folder: str, newest: datetime | None, now: datetime) -> HealthCheck:
    """The newest copy in the folder that `backup --keep` was last given (empty: never); old or none only warns."""
    make_nl, make_en = "maak er een met backup MAP --keep 14", "make one with backup FOLDER --keep 14"
    if not folder:
        return HealthCheck(
            "backups", True, f"Let op: geen kopieën bekend; {make_nl}.", f"Please note: no copies are known; {make_en}."
        )
    if newest is None:
        return HealthCheck(
            "backups",
            True,
            f"Let op: geen kopie in {folder}; {make_nl}.",
            f"Please note: no copy in {folder}; {make_en}.",
        )
    hours = max(int((now - newest).total_seconds() // 3600), 0)
    nl, en = f"De nieuwste kopie in {folder} is {hours} uur oud", f"The newest copy in {folder} is {hours} hours old"
    if now - newest > OLD_COPY:
        return HealthCheck("backups", True, f"Let op: {nl}; {make_nl}.", f"Please note: {en}; {make_en}.")
    return HealthCheck("backups", True, f"{nl}.", f"{en}.")


def messages_check(lost: int, fault: str, looked: date | None, now: datetime, *, set_up: bool) -> HealthCheck:
    """Whether what is to be sent is sent: `lost` were given up, the newest for a `fault`; `looked`: on which day last.

    Not set up is well; a while in which nobody looked only warns.
    """
    if lost:
        return HealthCheck(
            "messages",
            False,
            f"{lost} berichten zijn opgegeven, het laatste om {fault}: controleer [mail] en [webhook], en geef remind "
            "--again.",
            f"{lost} messages were given up, the last for {fault}: check [mail] and [webhook], and give remind "
            "--again.",
        )
    if set_up and (looked is None or now.date() - looked > OLD_COPY):
        return HealthCheck(
            "messages",
            True,
            "Let op: al langer dan twee dagen keek niemand wat er verstuurd moet worden; laat remind elke dag lopen.",
            "Please note: for more than two days nobody looked what is to be sent; let remind run every day.",
        )
    return HealthCheck("messages", True, "Er zijn geen berichten opgegeven.", "No messages were given up.")


def pins(text: str) -> dict[str, str]:
    """Version by name of every line `name==version` of a file of requirements that is for every computer."""
    found = {}
    for line in text.splitlines():
        name, equals, rest = line.rstrip("\\ ").partition("==")
        if equals and ";" not in rest and not line.startswith(("#", " ")):
            found[name] = rest.split()[0]
    return found


def versions_check(pinned: Mapping[str, str], present: Mapping[str, str]) -> HealthCheck:
    """Whether the libraries are those that Planpeil was tried with; `pinned` empty: nothing says which."""
    if not pinned:
        return HealthCheck(
            "versions",
            True,
            "Let op: requirements.txt is er niet; de versies zijn niet te controleren.",
            "Please note: requirements.txt is not there; versions cannot be checked.",
        )
    other = [(name, version, present.get(name, "")) for name, version in pinned.items() if present.get(name) != version]
    if not other:
        count = len(pinned)
        return HealthCheck(
            "versions", True, f"{count} bibliotheken, zoals bedoeld.", f"{count} libraries, as intended."
        )
    told = ", ".join(f"{name} {found or '-'} != {version}" for name, version, found in other[:5])
    more = f" (+{len(other) - 5})" if len(other) > 5 else ""
    cure = "pip install --require-hashes -r requirements.txt"
    return HealthCheck(
        "versions",
        False,
        f"Andere versies dan bedoeld: {told}{more}. Gebruik {cure}.",
        f"Other versions than intended: {told}{more}. Use {cure}.",
    )


def python_check(version: tuple[int, int]) -> HealthCheck:
    """Whether this Python is one that Planpeil runs on."""
    nl = en = f"Python {version[0]}.{version[1]}"
    if version >= (3, 11):
        return HealthCheck("python", True, f"{nl}.", f"{en}.")
    return HealthCheck("python", False, f"{nl}: gebruik 3.11 of nieuwer.", f"{en}: use 3.11 or newer.")


def all_well(checks: Sequence[HealthCheck]) -> bool:
    """Whether no check says no."""
    return all(one.ok for one in checks)
