"""The SMART test of a plan on screen: what is demanded, how each theme stands, and what each result lacks."""

from collections import Counter
from collections.abc import Iterable, Sized
from itertools import groupby

from markupsafe import Markup

from kpi.core.model import Target
from kpi.core.notation import number
from kpi.core.view.smart import Demand, SmartRow, SmartScore, SmartTest, SmartTheme, score_of
from kpi.present import smart_words
from kpi.present.html import empty
from kpi.present.html.heading import head
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import begun_table, link, message, section, section_when_narrow, soft, spoken, table
from kpi.present.html.values import folded
from kpi.present.pages import MANAGE
from kpi.present.screen.scene import Scene
from kpi.present.words import mark

SHOWN = 600  # results on the page, over all themes; the file has every one
FIRST = 6  # themes that stand open, those with the most that lacks something
_DEMAND_HEADS = (mark("Requirement"), mark("Meaning"), mark("Met by"), mark("Missing"))


def smart_screen(scene: Scene, test: SmartTest) -> tuple[Markup, Markup]:
    """Title and what is lacked most, and what follows: each demand, each theme, and folded each result."""
    lang, every = scene.lang, test.rows
    title = head(scene.text("SMART test"), "")
    if not every:
        return spoken(lang, title), spoken(lang, empty.no_results(scene.href(MANAGE), lang))
    score = score_of(every)
    below = spoken(
        lang,
        section(scene.text("What is required"), _demands(scene, score)),
        section_when_narrow(scene.text("By theme"), len(test.themes), _themes(scene, test), lang),
        section(scene.text("What is missing for each result"), _results(scene, test)),
    )
    return spoken(lang, title, _lead(scene, score)), below


def _lead(scene: Scene, score: SmartScore) -> Markup:
    most = smart_words.most_words(score, scene.lang)
    rest = f"; {scene.text('lacking most often: {demands}', demands=most)}." if most else "."
    return markup(
        '<p class="pp pp-lead"><b>{}</b>{}</p><p class="pp pp-soft">{}</p>',
        smart_words.score_words(score, scene.lang),
        rest,
        scene.text(smart_words.SMART_LEAD),
    )


def _demands(scene: Scene, score: SmartScore) -> Markup:
    """A line a demand, under the words in which they are asked."""
    lines = (
        (
            markup("<b>{}</b>: {}", scene.text(smart_words.LETTERS[one]), scene.text(smart_words.NAMES[one])),
            prose(scene.text(smart_words.MEANINGS[one])),
            _of(scene, score.total - score.lacking[one], score.total),
            _count(scene, score.lacking[one]),
        )
        for one in Demand
    )
    return table(map(scene.text, _DEMAND_HEADS), lines, scene.text("What is required"))


def _themes(scene: Scene, test: SmartTest) -> Markup:
    """A line a theme: how many of its results lack nothing, and how many lack what."""
    heads = [scene.text("Theme"), scene.text("Results")]
    heads += [scene.text("no {what}", what=scene.text(smart_words.NAMES[one])) for one in Demand]
    scores = ((one.theme.title, one.score) for one in _most_lacking(test))
    lines = [
        (title, _whole(scene, score), *(_count(scene, score.lacking[demand]) for demand in Demand))
        for title, score in scores
    ]
    return begun_table(heads, lines, scene.text("By theme"), _more(scene, lines), most=FIRST)


def _most_lacking(test: SmartTest) -> list[SmartTheme]:
    """The themes with the most results that lack something first, those alike in the order of the plan."""
    return sorted(test.themes, key=lambda one: one.score.whole - one.score.total)


def _more(scene: Scene, each: Sized) -> str:
    return scene.text("and {n} more", n=_figure(scene, len(each) - FIRST))


def _results(scene: Scene, test: SmartTest) -> Markup:
    """A fold a theme with what its results lack; results that lack nothing are only counted."""
    short = [one for one in _most_lacking(test) if one.score.whole < one.score.total]
    if not short:
        return message(scene.text("Nothing is missing"), scene.text("Every result meets all requirements."))
    each = [_theme(scene, one, max(1, SHOWN // len(short))) for one in short]
    rest = folded(_more(scene, each), joined(each[FIRST:])) if len(each) > FIRST else NOTHING
    return joined(each[:FIRST]) + rest


def _theme(scene: Scene, theme: SmartTheme, most: int) -> Markup:
    rows = [one for one in theme.rows if one.lacking]
    counts, rest = Counter(row.lacking for row in rows), len(rows) - most
    alike = groupby(rows[:most], key=lambda one: one.lacking)
    more = scene.text("and {n} more in the file", n=_figure(scene, rest)) if rest > 0 else ""
    return markup(
        '<details class="pp pp-part"><summary><b>{} ({})</b> <span class="pp-soft">{}</span></summary>{}{}</details>',
        theme.theme.title,
        _figure(scene, len(rows)),
        scene.text("lacking most often: {demands}", demands=smart_words.most_words(theme.score, scene.lang)),
        joined(_alike(scene, lacking, same, counts[lacking]) for lacking, same in alike),
        soft(more),
    )


def _alike(scene: Scene, lacking: tuple[Demand, ...], rows: Iterable[SmartRow], count: int) -> Markup:
    """The results that lack the same, under what they lack; `count` with those that are not shown."""
    words = smart_words.lacking_words(lacking, scene.lang)
    items = joined(_item(scene, one.row.target) for one in rows)
    return markup(
        '<p class="pp-soft"><b>{} ({})</b></p><ul class="pp-activities">{}</ul>',
        f"{words[:1].upper()}{words[1:]}",
        _figure(scene, count),
        items,
    )


def _item(scene: Scene, target: Target) -> Markup:
    owner = f" · {target.owner}" if target.owner else ""
    return markup("<li>{}{}</li>", link(scene.target_href(target.code), target.statement), owner)


def _whole(scene: Scene, score: SmartScore) -> Markup:
    n, total = _figure(scene, score.whole), _figure(scene, score.total)
    return markup('<span class="pp-num">{}</span>', scene.text("{n} of {total} complete", n=n, total=total))


def _of(scene: Scene, part: int, total: int) -> Markup:
    words = scene.text("{n} of {total}", n=_figure(scene, part), total=_figure(scene, total))
    return markup('<span class="pp-num">{}</span>', words)


def _count(scene: Scene, count: int) -> Markup:
    """A number in its cell; nothing for none, so that what is lacking stands out."""
    return markup('<span class="pp-num">{}</span>', _figure(scene, count)) if count else NOTHING


def _figure(scene: Scene, count: int) -> str:
    return number(count, 0, scene.lang)
