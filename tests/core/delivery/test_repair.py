"""A file mended more than once: from its first text to its last, and nothing of what was put back."""

from kpi.core.delivery.repair import MendedCell, MendedFile, mended_again

CAME = MendedFile("a.csv", "0" * 64, b"x", ())


def cell(row: int, before: str, after: str, place: int = 0) -> MendedCell:
    return MendedCell(row, place, "Waarde", before, after)


def test_cells_stand_in_the_order_of_their_rows() -> None:
    found = mended_again(CAME, [cell(9, "a", "b"), cell(2, "c", "d", place=3), cell(2, "e", "f")])
    assert [(one.row, one.place) for one in found.cells] == [(2, 0), (2, 3), (9, 0)]
    assert (found.name, found.content) == ("a.csv", b"x")


def test_a_cell_mended_twice_goes_from_its_first_text_to_its_last() -> None:
    found = mended_again(mended_again(CAME, [cell(2, "a", "b")]), [cell(2, "b", "c")])
    assert [(one.before, one.after) for one in found.cells] == [("a", "c")]


def test_a_cell_that_was_put_back_was_not_mended() -> None:
    assert mended_again(mended_again(CAME, [cell(2, "a", "b")]), [cell(2, "b", "a")]).cells == ()
