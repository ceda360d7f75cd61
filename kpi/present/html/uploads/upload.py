"""What an uploaded file says, on screen: how it was read, its issues and its receipt."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from kpi.core.issue import Issue, Severity
from kpi.core.notation import number
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import fact_table, link, soft, table
from kpi.present.html.values import folded, more
from kpi.present.words import mark, plural, text

SEVERITY_WORDS = {
    Severity.ERROR: (mark("error"), mark("errors")),
    Severity.WARNING: (mark("warning"), mark("warnings")),
    Severity.NOTICE: (mark("notice"), mark("notices")),
}
MOST_ISSUES, MOST_REPAIRS = 100, 12
_ISSUE_HEADS = (mark("Row"), mark("Column"), mark("Value"), mark("What"), mark("What to do"))
_REPAIR_HEADS = (mark("Row"), mark("Column"), mark("Written"), mark("Read as"))
Sum = tuple[str, str, str]


def title(words: str, lead: str) -> Markup:
    """The head of a page of deliveries; both are text."""
    return markup(
        '<header class="pp pp-head"><div><h1 class="pp-h1">{}</h1></div></header><p class="pp pp-lead">{}</p>',
        words,
        prose(lead),
    )


def step(words: str) -> Markup:
    """The heading of a step."""
    return markup('<h2 class="pp pp-step">{}</h2>', prose(words))


def aside(words: str) -> Markup:
    """A line of secondary text."""
    return markup('<div class="pp">{}</div>', soft(words))


def warned(name: str, words: str) -> Markup:
    """A kind of warning by its name, with what it says of this file."""
    return markup('<div class="pp"><div class="pp-name">{}</div>{}</div>', name, soft(words))


def verdict(words: str, rest: str = "") -> Markup:
    """The outcome of a check in one sentence, what matters in bold."""
    return markup('<p class="pp pp-lead" role="status"><b>{}</b> {}</p>', words, prose(rest))


def understood(rows: Iterable[Sum], preview: Sequence[Sequence[str]], columns: Mapping[str, str], lang: str) -> Markup:
    """How a file was read, and its first rows; `columns`: what each header is read as."""
    shown = fact_table(rows, text(lang, "How the file was read"))
    if not preview:
        return markup('<div class="pp">{}</div>', shown)
    width = max(len(row) for row in preview)
    heads = [_head(cell, columns, lang) for cell in _wide(preview[0], width)]
    body = joined(
        markup("<tr>{}</tr>", joined(markup("<td>{}</td>", cell) for cell in _wide(row, width))) for row in preview[1:]
    )
    name = text(lang, "First rows of the file")
    first = markup(
        '<div class="pp-scroll" tabindex="0"><table class="pp-table pp-raw" aria-label="{}"><thead>'
        "<tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        name,
        joined(heads),
        body,
    )
    return markup('<div class="pp pp-read">{}{}</div>', shown, first)


def _wide(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _head(cell: str, columns: Mapping[str, str], lang: str) -> Markup:
    read_as = columns.get(" ".join(cell.split()))
    said = text(lang, "read as {column}", column=read_as) if read_as else text(lang, "not read")
    return markup('<th scope="col">{}{}</th>', cell, soft(said) if cell else "")


def severity_count(severity: Severity, n: int, lang: str) -> str:
    """ "3 fouten"."""
    return f"{number(n, 0, lang)} {text(lang, SEVERITY_WORDS[severity][n != 1])}"


def issue_table(issues: Sequence[Issue], lang: str) -> Markup:
    """Issues by row, each with what to do; past a limit they are counted."""
    heads = [text(lang, word) for word in _ISSUE_HEADS]
    rows = (
        [_place(one), one.column, _value(one), _message(one, lang), prose(one.cure(lang))] for one in _first(issues)
    )
    body = table(heads, rows, text(lang, "Messages"), "pp-issues")
    return markup('<div class="pp">{}{}</div>', _counted(len(issues), lang), body)


def _counted(n: int, lang: str) -> Markup:
    """How many of how many issues are shown; nothing where all are."""
    if n <= MOST_ISSUES:
        return NOTHING
    shown, every = number(MOST_ISSUES, 0, lang), number(n, 0, lang)
    return soft(text(lang, "{shown} of {n} shown; the file that you can download has them all.", shown=shown, n=every))


def _first(issues: Sequence[Issue]) -> Sequence[Issue]:
    return issues[:MOST_ISSUES]


def _place(one: Issue) -> str:
    return markup('<span class="pp-num">{}</span>', one.row) if one.row is not None else "–"


def _value(one: Issue) -> Markup:
    return markup("<code>{}</code>", one.value) if one.value else NOTHING


def _message(one: Issue, lang: str) -> Markup:
    word = text(lang, SEVERITY_WORDS[one.severity][0])
    return markup('<b class="pp-sev pp-{}">{}</b> {}', one.severity.value, word, prose(one.said(lang)))


def repairs(rows: Sequence[tuple[int | None, str, str, str]], lang: str) -> Markup:
    """What was read otherwise than it was written: row, column, written and read; folded. Nothing for none."""
    if not rows:
        return NOTHING
    heads = [text(lang, word) for word in _REPAIR_HEADS]
    cells = ([str(row or "–"), column, *both] for row, column, *both in rows[:MOST_REPAIRS])
    said = plural(
        lang,
        "{n} cell was read differently from how it is written",
        "{n} cells were read differently from how they are written",
        len(rows),
    )
    return folded(said, table(heads, cells, said) + more(len(rows) - MOST_REPAIRS, "", lang))


def receipt(head: str, rows: Iterable[Sum], ways: Iterable[tuple[str, str]], lang: str) -> Markup:
    """What was done, with its number, and where to go next: (address, words)."""
    onward = joined((link(address, words) for address, words in ways), " · ")
    body = fact_table(rows, text(lang, "Receipt"))
    return markup(
        '<div class="pp pp-receipt" role="status"><p class="pp pp-lead"><b>{}</b></p>{}'
        '<p class="pp-onward">{}</p></div>',
        head,
        body,
        onward,
    )
