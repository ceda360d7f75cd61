"""What an uploaded file says, on screen: how it was read, its issues and its receipt."""

from collections.abc import Iterable, Mapping, Sequence

from kpi.core.issue import Issue, Severity
from kpi.core.notation import number
from kpi.present.html.parts import escape, facts, link, prose, soft, table
from kpi.present.html.values import folded, more
from kpi.present.words import mark, plural, text

SEVERITY_WORDS = {
    Severity.ERROR: (mark("error"), mark("errors")),
    Severity.WARNING: (mark("warning"), mark("warnings")),
    Severity.NOTICE: (mark("notice"), mark("notices")),
}
MOST_ISSUES, MOST_REPAIRS = 200, 12
_ISSUE_HEADS = (mark("Row"), mark("Column"), mark("Value"), mark("What"), mark("What to do"))
_REPAIR_HEADS = (mark("Row"), mark("Column"), mark("Written"), mark("Read as"))
Sum = tuple[str, str, str]


def title(words: str, lead: str) -> str:
    """The head of a page of deliveries; both are text."""
    return (
        f'<header class="pp pp-head"><div><h1 class="pp-h1">{escape(words)}</h1></div></header>'
        f'<p class="pp pp-lead">{prose(lead)}</p>'
    )


def step(words: str) -> str:
    """The heading of a step."""
    return f'<h2 class="pp pp-step">{escape(words)}</h2>'


def aside(words: str) -> str:
    """A line of secondary text."""
    return f'<div class="pp">{soft(words)}</div>'


def warned(name: str, words: str) -> str:
    """A kind of warning by its name, with what it says of this file."""
    return f'<div class="pp"><div class="pp-name">{escape(name)}</div>{soft(words)}</div>'


def verdict(words: str, rest: str = "") -> str:
    """The outcome of a check in one sentence, what matters in bold."""
    return f'<p class="pp pp-lead" role="status"><b>{escape(words)}</b> {prose(rest)}</p>'


def understood(rows: Iterable[Sum], preview: Sequence[Sequence[str]], columns: Mapping[str, str], lang: str) -> str:
    """How a file was read, and its first rows; `columns`: what each header is read as."""
    shown = facts(rows, text(lang, "How the file was read"))
    if not preview:
        return f'<div class="pp">{shown}</div>'
    width = max(len(row) for row in preview)
    heads = [_head(cell, columns, lang) for cell in _wide(preview[0], width)]
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _wide(row, width))}</tr>" for row in preview[1:]
    )
    name = escape(text(lang, "First rows of the file"))
    first = (
        f'<div class="pp-scroll" tabindex="0"><table class="pp-table pp-raw" aria-label="{name}"><thead><tr>'
        f"{''.join(heads)}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    return f'<div class="pp pp-read">{shown}{first}</div>'


def _wide(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _head(cell: str, columns: Mapping[str, str], lang: str) -> str:
    read_as = columns.get(" ".join(cell.split()))
    said = text(lang, "read as {column}", column=read_as) if read_as else text(lang, "kept aside")
    return f'<th scope="col">{escape(cell)}{soft(said) if cell else ""}</th>'


def counted(severity: Severity, n: int, lang: str) -> str:
    """ "3 fouten"."""
    return f"{number(n, 0, lang)} {text(lang, SEVERITY_WORDS[severity][n != 1])}"


def issue_table(issues: Sequence[Issue], lang: str) -> str:
    """Issues by row, each with what to do; past a limit they are counted."""
    heads = [text(lang, word) for word in _ISSUE_HEADS]
    rows = (
        [_place(one), escape(one.column), _value(one), _message(one, lang), prose(one.cure(lang))]
        for one in _first(issues)
    )
    rest = more(len(issues) - MOST_ISSUES, text(lang, "they stand in the file that you can download"), lang)
    return f'<div class="pp">{table(heads, rows, text(lang, "Messages"), "pp-issues")}{rest}</div>'


def _first(issues: Sequence[Issue]) -> Sequence[Issue]:
    return issues[:MOST_ISSUES]


def _place(one: Issue) -> str:
    return f'<span class="pp-num">{one.row}</span>' if one.row is not None else "–"


def _value(one: Issue) -> str:
    return f"<code>{escape(one.value)}</code>" if one.value else ""


def _message(one: Issue, lang: str) -> str:
    word = text(lang, SEVERITY_WORDS[one.severity][0])
    return f'<b class="pp-sev pp-{one.severity.value}">{escape(word)}</b> {prose(one.said(lang))}'


def repairs(rows: Sequence[tuple[int | None, str, str, str]], lang: str) -> str:
    """What was read otherwise than it was written: row, column, written and read; folded. Nothing for none."""
    if not rows:
        return ""
    heads = [text(lang, word) for word in _REPAIR_HEADS]
    cells = ([escape(row or "–"), escape(column), *map(escape, both)] for row, column, *both in rows[:MOST_REPAIRS])
    said = plural(
        lang,
        "{n} cell was read otherwise than it is written",
        "{n} cells were read otherwise than they are written",
        len(rows),
    )
    return folded(said, table(heads, cells, said) + more(len(rows) - MOST_REPAIRS, "", lang))


def receipt(head: str, rows: Iterable[Sum], ways: Iterable[tuple[str, str]], lang: str) -> str:
    """What was done, with its number, and where to go next: (address, words)."""
    onward = " · ".join(link(address, words) for address, words in ways)
    body = facts(rows, text(lang, "Receipt"))
    return (
        f'<div class="pp pp-receipt" role="status"><p class="pp pp-lead"><b>{escape(head)}</b></p>{body}'
        f'<p class="pp-onward">{onward}</p></div>'
    )
