"""categories.toml: the vocabulary of the column `category`, with its document (docs/plans/categories.md)."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kpi.core.category import Category, CategoryGroup, Frame
from kpi.core.errors import UsageError
from kpi.core.plan_parts import Fact
from kpi.core.toml_words import toml_words

NAME = "categories.toml"
_GROUPS = tuple(group for group in CategoryGroup if group is not CategoryGroup.OTHER)
_CATEGORY, _FACT = ("code", "name"), ("code", "name", "source_ref")


def read_categories(path: Path) -> Frame | None:
    """The vocabulary in a file; None when there is no such file. Raises UsageError with what is wrong in it."""
    if not path.is_file():
        return None
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:  # TOML and UTF-8 faults are both ValueErrors
        nl, en, line = toml_words(fault)
        raise _wrong(*((f"regel {line}: {nl}", f"line {line}: {en}") if line else (nl, en))) from fault
    head = _part(data, "frame")
    _need(head, ("code", "title", "source"), "[frame]")
    categories = tuple(one for group in _GROUPS for one in _categories(data, group))
    codes = [one.code for one in categories]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise _wrong(f"{', '.join(twice)} staat er dubbel; houd er één over", f"{', '.join(twice)} twice; keep one")
    facts = tuple(_fact(one, index) for index, one in enumerate(_parts(data, "facts"), start=1))
    return Frame(str(head["code"]), str(head["title"]), str(head["source"]), _year(head), categories, facts)


def _categories(data: Mapping[str, Any], group: CategoryGroup) -> Iterator[Category]:
    for index, one in enumerate(_parts(data, group.value), start=1):
        _need(one, _CATEGORY, f"[[{group.value}]] {index}")
        yield Category(one["code"], one["name"], group, str(one.get("source_ref", "")))


def _fact(part: Mapping[str, Any], index: int) -> Fact:
    where = f"[[facts]] {index}"
    _need(part, _FACT, where)
    value = part.get("value")
    if value is not None and type(value) not in (int, float):
        raise _wrong(f"{where}: value = {value!r}; schrijf een getal", f"{where}: value = {value!r}; write a number")
    texts = {name: str(part.get(name, "")) for name in ("unit", "period", "period_to")}
    return Fact(
        code=part["code"],
        name=part["name"],
        value=None if value is None else float(value),
        source_ref=part["source_ref"],
        **texts,
    )


def _year(head: Mapping[str, Any]) -> int | None:
    year = head.get("year")
    if year is not None and type(year) is not int:
        raise _wrong(f"[frame]: year = {year!r}; schrijf een jaartal", f"[frame]: year = {year!r}; write a year")
    return year


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name)
    if not isinstance(found, dict):
        raise _wrong(f"[{name}] ontbreekt; voeg het toe", f"[{name}] is missing; add it")
    return found


def _parts(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _wrong(f"{name}: schrijf [[{name}]]", f"{name}: write [[{name}]]")
    return found


def _need(part: Mapping[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in names:
        if not isinstance(part.get(name), str) or not part[name].strip():
            raise _wrong(f"{where}: {name} ontbreekt; voeg het toe", f"{where}: {name} is missing; add it")


def _wrong(nl: str, en: str) -> UsageError:
    return UsageError(f"{NAME} klopt niet: {nl}.", f"{NAME} is wrong: {en}.")
