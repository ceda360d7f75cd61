"""Why a file cannot be opened, before it has the words of an issue (both sides of the child process use it)."""

from collections.abc import Mapping

Words = Mapping[str, str | int]


class Refusal(Exception):  # noqa: N818 (a file is refused: nothing went wrong here)
    """The file is refused: `code` of faults/of_files.py, the place (row None: the whole file) and its words."""

    def __init__(self, code: str, row: int | None = None, column: str = "", value: str = "", **words: str | int):
        super().__init__(code)
        self.code, self.row, self.column, self.value, self.words = code, row, column, value, words

    def entry(self) -> list[object]:
        """As a JSON list: code, row, column, value, words."""
        return [self.code, self.row, self.column, self.value, dict(self.words)]


def as_refusal(entry: object) -> Refusal:
    """The refusal of its JSON list. Raises ValueError when it is none."""
    match entry:
        case [str(code), int() | None as row, str(column), str(value), dict(words)]:
            return Refusal(code, row, column, value, **words)
    raise ValueError(entry)
