"""Whatever a file holds: issues or records, never an exception, and nothing ambiguous without an answer."""

import csv
from io import StringIO
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.core.issue import in_order, refuses
from kpi.intake.parse.reading import read_upload
from tests.examples import examples
from tests.intake import desk

GOOD = sorted((Path(__file__).parents[2] / "good_files").glob("[!e]*.csv"))
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["overleggen", "2021-Q3", "1.234", "12,5", "12.5", "n.v.t.", "<5", "85%", "0,85", "totaal", "ja", "31/12/2021",
         "indicator", "periode", "waarde", "teller", "noemer", "eenheid", "meetdatum", "2021", "Q4 2021", "\x00", "=1"]
    ),
)  # fmt: skip


def as_csv(rows: list[list[str]]) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@settings(max_examples=examples(200))
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_any_table_is_read_and_judged_without_an_exception(rows: list[list[str]]) -> None:
    reading = desk.judged(as_csv(rows))
    assert reading.issues == in_order(reading.issues)
    assert not reading.questions or refuses(reading.issues)


@settings(max_examples=examples(150))
@given(st.binary(max_size=300))
@example(b"")
def test_any_bytes_are_read_without_an_exception(content: bytes) -> None:
    reading = read_upload(content, "x.csv", plan=desk.plan())
    assert reading.records or refuses(reading.issues) or reading.issues


@settings(max_examples=examples(100))
@given(st.sampled_from(GOOD), st.data())
def test_damaged_file_is_read_without_an_exception(path: Path, data: st.DataObject) -> None:
    content = path.read_bytes()
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(content))] * 2)))
    piece = data.draw(st.sampled_from([b";", b'"', b"\n", b",", b"1.234", b"\xff", b"111222333", b""]))
    reading = desk.judged(content[:first] + piece + content[last:], path.name)
    assert reading.issues == in_order(reading.issues)
    assert len(reading.records) or reading.no_values or reading.issues


@given(st.lists(st.integers(1, 999_999), min_size=1, max_size=6), st.sampled_from(".,"))
def test_thousands_are_never_taken_without_proof_or_answer(numbers: list[int], mark: str) -> None:
    texts = [f"{number:,}".replace(",", mark) for number in numbers]
    rows = [["overleggen", f"20{21 + place // 4}-Q{place % 4 + 1}", text] for place, text in enumerate(texts)]
    reading = read_upload(as_csv([["indicator", "periode", "waarde"], *rows]), "x.csv", plan=desk.plan())
    unproved = any(number >= 1000 for number in numbers)
    assert [question.key for question in reading.questions] == (["decimal:waarde"] if unproved else [])
    assert [record.measurement.value for record in reading.records] == [float(one) for one in numbers if one < 1000]


@given(st.lists(st.integers(0, 9_999_999), min_size=1, max_size=6), st.sampled_from(("nl", "en")))
def test_column_with_proof_gives_its_numbers(tenths: list[int], language: str) -> None:
    texts = [f"{tenth / 10:,.1f}" for tenth in tenths]
    texts = [text.translate(str.maketrans(",.", ".,")) for text in texts] if language == "nl" else texts
    rows = [["overleggen", f"20{21 + place // 4}-Q{place % 4 + 1}", text] for place, text in enumerate(texts)]
    reading = read_upload(as_csv([["indicator", "periode", "waarde"], *rows]), "x.csv", plan=desk.plan())
    assert [record.measurement.value for record in reading.records] == [tenth / 10 for tenth in tenths]


@given(st.integers(100_000_000, 999_999_999))
def test_citizen_number_is_repeated_nowhere(number: int) -> None:
    digits = [int(sign) for sign in str(number)]
    passes = sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0
    rows = [["indicator", "periode", "waarde", "note"], [str(number), str(number), f"x {number}", f"van {number}"]]
    reading = desk.judged(as_csv(rows))
    assert passes == ("personal-data" in {issue.code for issue in reading.issues})
    assert not passes or str(number) not in repr(reading)
