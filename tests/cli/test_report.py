"""`report`: the file it writes, whole or not at all, what it prints, and what it refuses."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Told
from tests.databases import put, small_plan

ASKED = ("report", "--plan", "proef", "--as-of", "2021-06-30")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in, beside a database with the plan `proef`."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", small_plan))
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_it_writes_a_file_and_says_how_large_it_is(small: Path, told: Told) -> None:
    out = small / "pack.pdf"
    out.write_bytes(b"was")
    code, said, _ = told(*ASKED, "--format", "pdf", "--out", str(out), "--json")
    size = out.stat().st_size
    assert code == 0
    found = json.loads(said)
    assert (found["file"], found["bytes"]) == (str(out), size)
    assert found["pages"] > 1
    assert out.read_bytes().startswith(b"%PDF-")
    assert [one.name for one in small.iterdir()] == ["pack.pdf"]


@pytest.mark.parametrize(("form", "pages"), [("pptx", True), ("docx", False), ("xlsx", False), ("html", False)])
def test_every_form(small: Path, told: Told, form: str, pages: bool) -> None:
    out = small / f"pack.{form}"
    code, said, _ = told(*ASKED, "--format", form, "--out", str(out), "--lang", "en")
    assert code == 0
    assert said.startswith(f"{out}: {out.stat().st_size} bytes")
    assert ("pagina" in said) == pages


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "odt"), "kies uit pdf, pptx, docx, xlsx, html"),
        (("--format", "pdf", "--as-of", "2019-01-01"), "kies een dag van"),
        (("--format", "pdf", "--as-of", "gisteren"), "is geen datum"),
        (("--format", "pdf", "--lang", "fr"), "fr"),
        (("--format", "pdf", "--plan", "niets"), "Er is geen plan 'niets'"),
        (("--format", "pptx", "--template", "nergens.pptx"), "Er is geen bestand"),
        (("--format", "pdf", "--known-at", "2001-01-01"), "plan"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    small: Path, told: Told, words: tuple[str, ...], says: str
) -> None:
    out = small / "pack.pdf"
    out.write_bytes(b"was")
    code, said, err = told(*ASKED, *words, "--out", str(out), "--json")
    assert code == 2
    assert says in err
    assert json.loads(said)["error"]
    assert out.read_bytes() == b"was"


def test_a_folder_is_no_file(small: Path, told: Told) -> None:
    code, _, err = told(*ASKED, "--format", "pdf", "--out", str(small))
    assert (code, list(small.iterdir())) == (2, [])
    assert "is een map" in err


def test_a_folder_that_is_not_there(small: Path, told: Told) -> None:
    code, _, err = told(*ASKED, "--format", "html", "--out", str(small / "weg" / "pack.html"))
    assert code == 2
    assert "niet te schrijven" in err


def test_a_template_is_read(small: Path, told: Told) -> None:
    own = small / "sjabloon.pptx"
    own.write_bytes(b"geen presentatie")
    code, _, err = told(*ASKED, "--format", "pptx", "--template", str(own), "--out", str(small / "pack.pptx"))
    assert code == 2
    assert "geen PowerPoint-bestand" in err


def test_a_device_is_written_to_and_stays(small: Path, told: Told) -> None:
    assert told(*ASKED, "--format", "html", "--out", "/dev/null")[0] == 0
    assert Path("/dev/null").is_char_device()
