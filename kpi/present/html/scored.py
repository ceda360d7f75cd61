"""How often the forecasts of a plan were right: in words, and as a table by the word that was said."""

from markupsafe import Markup

from kpi.core.notation import number
from kpi.core.outlook.score import Foreseen, Score
from kpi.present.html.markup import joined, markup
from kpi.present.html.parts import table
from kpi.present.outlook_words import likely_words
from kpi.present.words import plural, text


def score_table(scored: Score, lang: str) -> Markup:
    """The share that came true and how far the chances were off; while none has ended, only that."""
    kept = plural(lang, "{n} forecast is kept", "{n} forecasts are kept", scored.kept)
    if not scored.ended or scored.brier is None:
        none = text(lang, "Every forecast is kept. None has reached its deadline yet.")
        return markup('<div class="pp-rules"><p>{}{}</p></div>', none, f" {kept}." if scored.kept else "")
    said = [text(lang, "{kept}, of {n} the deadline has passed.", kept=kept, n=number(scored.ended, 0, lang))]
    if scored.measured:
        said.append(
            text(
                lang,
                "Of {n} that were measured then, {inside} ended between their two values: four of five is meant.",
                n=number(scored.measured, 0, lang),
                inside=number(scored.inside, 0, lang),
            )
        )
    off = number(scored.brier, 2, lang)
    said.append(text(lang, "Brier score: {score} (0 is always right, tossing a coin gives 0.25).", score=off))
    heads = [text(lang, "Forecast"), text(lang, "How many"), text(lang, "Foreseen chance"), text(lang, "Achieved")]
    rows = (_row(one, lang) for one in scored.by_word)
    told = markup("<p>{}</p>", joined(said, " "))
    return markup(
        '<div class="pp-rules">{}{}</div>', told, table(heads, rows, text(lang, "How often forecasts were right"))
    )


def _row(one: Foreseen, lang: str) -> list[str]:
    share = text(lang, "{part} of {whole}", part=number(one.reached, 0, lang), whole=number(one.count, 0, lang))
    return [likely_words(one.word, lang), number(one.count, 0, lang), f"{number(100 * one.chance, 0, lang)}%", share]
