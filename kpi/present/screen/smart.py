"""The SMART test of a plan on screen: what is demanded, how each theme stands, and what each result lacks."""

from collections.abc import Iterable

from markupsafe import Markup

from kpi.core.notation import number
from kpi.core.view.arranging import Arrangement, RowPage, row_page
from kpi.core.view.smart import Demand, SmartRow, SmartScore, SmartTest, score_of
from kpi.present import smart_words
from kpi.present.html import empty
from kpi.present.html.heading import head
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import link, message, section, soft, spoken, table
from kpi.present.pages import MANAGE, SMART
from kpi.present.screen.scene import Scene
from kpi.present.screen.selection import page_links
from kpi.present.words import mark

_DEMAND_HEADS = (mark("Demand"), mark("Meaning"), mark("Met by"), mark("Lacking"))
_RESULT_HEADS = (mark("Result"), mark("Owner"), mark("Lacking"))


def smart_screen(scene: Scene, test: SmartTest) -> Markup:
    """What is lacked most comes first; results that lack nothing are counted, the others stand in pages."""
    lang, every = scene.lang, test.rows
    title = head(scene.text("SMART test"), "", lang)
    if not every:
        return spoken(lang, title, empty.no_results(scene.href(MANAGE), lang))
    score = score_of(every)
    return spoken(
        lang,
        title,
        _lead(scene, score),
        section(scene.text("What is demanded"), _demands(scene, score)),
        section(scene.text("By theme"), _themes(scene, test)),
        section(scene.text("What each result lacks"), _results(scene, test)),
    )


def _lead(scene: Scene, score: SmartScore) -> Markup:
    most = smart_words.most_words(score, scene.lang)
    rest = f": {scene.text('most often')} {most}." if most else "."
    return markup(
        '<p class="pp pp-lead"><b>{}</b>{}</p><p class="pp pp-soft">{}</p>',
        smart_words.score_words(score, scene.lang),
        rest,
        scene.text(smart_words.SMART_LEAD),
    )


def _demands(scene: Scene, score: SmartScore) -> Markup:
    """A line a demand, as the letters of SMART have them."""
    heads = map(scene.text, _DEMAND_HEADS)
    lines = (
        (
            markup("<b>{}</b>: {}", scene.text(smart_words.LETTERS[one]), scene.text(smart_words.NAMES[one])),
            prose(scene.text(smart_words.MEANINGS[one])),
            scene.text("{n} of {total}", n=_figure(scene, score.total - lacking), total=_figure(scene, score.total)),
            _count(scene, lacking),
        )
        for one in Demand
        for lacking in (score.lacking[one],)
    )
    return table(heads, lines, scene.text("What is demanded"))


def _themes(scene: Scene, test: SmartTest) -> Markup:
    """A line a theme: how many of its results lack nothing, and how many lack what."""
    heads = [scene.text("Theme"), scene.text("Lack nothing")]
    heads += [scene.text("no {what}", what=scene.text(smart_words.NAMES[one])) for one in Demand]
    lines = (
        (
            one.theme.title,
            scene.text("{n} of {total}", n=_figure(scene, score.whole), total=_figure(scene, score.total)),
            *(_count(scene, score.lacking[demand]) for demand in Demand),
        )
        for one in test.themes
        for score in (one.score,)
    )
    return table(heads, lines, scene.text("By theme"))


def _results(scene: Scene, test: SmartTest) -> Markup:
    short = {one.row.target.code: one for one in test.rows if one.lacking}
    if not short:
        return message(scene.text("Nothing is lacking"), scene.text("Every result has all that is demanded."))
    shown = row_page([one.row for one in short.values()], Arrangement(group="theme", page=scene.arrangement.page))
    titles = {one.theme.code: one.theme.title for one in test.themes}
    parts = (
        _theme(scene, titles[group.code], group.total, (short[row.target.code] for row in group.rows))
        for group in shown.groups
    )
    return markup("{}{}{}", _pages(scene, shown), joined(parts), _pages(scene, shown))


def _pages(scene: Scene, shown: RowPage) -> Markup:
    if len(shown.spans) < 2:
        return NOTHING
    return markup(
        '<nav class="pp pp-pages" aria-label="{}">{}</nav>', scene.text("Pages"), page_links(scene, shown, SMART)
    )


def _theme(scene: Scene, title: str, total: int, rows: Iterable[SmartRow]) -> Markup:
    lines = (
        (
            markup(
                '<div class="pp-name">{}</div>{}',
                link(scene.target_href(one.row.target.code), one.row.target.statement),
                soft(one.row.target.deadline),
            ),
            one.row.target.owner,
            smart_words.lacking_words(one, scene.lang),
        )
        for one in rows
    )
    heads = map(scene.text, _RESULT_HEADS)
    return markup('<h3 class="pp-h3">{} ({})</h3>{}', title, _figure(scene, total), table(heads, lines, title))


def _count(scene: Scene, count: int) -> Markup:
    """A number in its cell; nothing for none, so that what is lacking stands out."""
    return markup('<span class="pp-num">{}</span>', _figure(scene, count)) if count else NOTHING


def _figure(scene: Scene, count: int) -> str:
    return number(count, 0, scene.lang)
