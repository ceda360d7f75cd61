"""Look into the directory of a ZIP before anything is opened: which workbook it is, and whether it is a bomb."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from kpi.intake.read.limits import MIB, Limits
from kpi.intake.read.refusal import Refusal

_CHUNK = MIB
_TAIL = 16  # longer than any of the forbidden words
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_SMALL = 10 * MIB  # below it no ratio is suspicious
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".bz2", ".xz", ".jar")
_OTHER = (
    ("word/document.xml", "not-a-table", "een Word-document", "a Word document"),
    ("ppt/presentation.xml", "not-a-table", "een presentatie", "a presentation"),
    ("xl/workbook.bin", "unsupported-workbook", "een binaire werkmap (xlsb)", "a binary workbook (xlsb)"),
    ("Index/Document.iwa", "unsupported-workbook", "een Numbers-bestand", "a Numbers file"),
)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def open_archive(content: bytes, limits: Limits) -> tuple[ZipFile, str]:
    """The ZIP and its format, "xlsx", "xlsm" or "ods". Raises Refusal for every other one and for bombs."""
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError) as error:
        raise Refusal("damaged-file") from error
    members = {one.filename: one for one in archive.infolist()}
    _check_directory(archive.infolist(), limits)
    form = _format(archive, members)
    _check_parts(archive, limits)
    return archive, form


def part(archive: ZipFile, name: str) -> bytes:
    """The bytes of a member. Raises Refusal when it is absent or damaged."""
    try:
        return archive.read(name)
    except Exception as error:  # a damaged member makes zipfile and zlib raise half a dozen kinds
        raise Refusal("damaged-file") from error


def _check_directory(members: list[ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise _bomb(f"{len(members)} onderdelen", f"{len(members)} parts")
    if len({one.filename for one in members}) < len(members):
        raise Refusal("damaged-file")
    total = sum(one.file_size for one in members)
    if total > limits.unpacked:
        raise _bomb(f"uitgepakt {total // MIB} MB", f"{total // MIB} MB unpacked")
    for one in members:
        if one.file_size > _SMALL and one.file_size > limits.ratio * one.compress_size:
            raise _bomb("een onderdeel is verdacht sterk ingepakt", "a part is packed suspiciously tightly")


def _bomb(what: str, what_en: str) -> Refusal:
    return Refusal("packed-too-tightly", what=what, what_en=what_en)


def _format(archive: ZipFile, members: dict[str, ZipInfo]) -> str:
    for name, code, nl, en in _OTHER:
        if name in members:
            raise Refusal(code, what=nl, what_en=en)
    if any(one.flag_bits & 1 for one in members.values()):
        raise Refusal("encrypted-file")
    if "xl/workbook.xml" in members or "[Content_Types].xml" in members:
        form = "xlsm" if "xl/vbaProject.bin" in members else "xlsx"
    elif "mimetype" in members and part(archive, "mimetype").strip().startswith(_ODS):
        form = "ods"
    else:
        raise Refusal("packed-file", what="een ZIP-bestand", what_en="a ZIP file")
    if any(name.lower().endswith(_ARCHIVES) for name in members):
        raise _bomb("er zit een ingepakt bestand in", "a packed file lies inside")
    return form


def _check_parts(archive: ZipFile, limits: Limits) -> None:
    """Unpack every XML part once, by chunks: the directory may lie about sizes, and entities can grow without end."""
    total = 0
    for one in archive.infolist():
        if one.filename.lower().endswith((".xml", ".rels", ".vml")):
            total += _check_part(archive, one, limits.unpacked - total)


def _check_part(archive: ZipFile, member: ZipInfo, left: int) -> int:
    seen, tail = 0, b""
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                seen += len(chunk)
                if seen > left:
                    raise _bomb("uitgepakt veel te groot", "far too large unpacked")
                text = tail + chunk.replace(b"\0", b"")  # as in UTF-16
                if any(word in text for word in _FORBIDDEN):
                    raise Refusal("forbidden-xml", value=member.filename)
                tail = text[-_TAIL:]
    except Refusal:
        raise
    except Exception as error:  # see part()
        raise Refusal("damaged-file") from error
    return seen
