"""The pages outside the dashboard: where one signs in, what one has there of one's own, and what is not there."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from kpi.present.html.css import font_face, palette_css
from kpi.present.html.markup import NOTHING, joined, markup, style_sheet
from kpi.present.words import text

_SHEET = """
:root{color-scheme:light dark}
body{margin:0;background:var(--pp-paper);color:var(--pp-ink);font:17px/1.5 "Source Sans",system-ui,sans-serif}
main{max-width:26rem;margin:12vh auto;padding:0 1.25rem}
h1{font-size:1.6rem;margin:0 0 .25rem}
p{margin:.25rem 0 1.25rem}
label{display:block;margin:0 0 1rem}
.whose{color:var(--pp-soft)}
input{display:block;box-sizing:border-box;width:100%;margin-top:.25rem;padding:.6rem .7rem;font:inherit;color:inherit;
background:var(--pp-card);border:1px solid var(--pp-soft);border-radius:6px}
button,.go{display:inline-block;padding:.6rem 1.1rem;font:inherit;color:inherit;background:var(--pp-card);
border:1px solid var(--pp-soft);border-radius:6px;cursor:pointer;text-decoration:none}
button[type=submit]{background:var(--pp-accent);border-color:var(--pp-accent);color:var(--pp-paper)}
input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--pp-accent);outline-offset:2px}
.said{border-left:4px solid var(--pp-accent);padding:.1rem 0 .1rem .75rem}
button+button{margin-left:.6rem}
ul{margin:0 0 1.25rem;padding-left:1.2rem}
form{margin:0 0 1.5rem}a{color:var(--pp-accent)}
"""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What each of these pages has: its language, whose it is, and the address of the font of the dashboard."""

    lang: str
    organisation: str
    font: str


def sign_in_html(
    head: Letterhead, action: str, wrong: str = "", name: str = "", other: tuple[str, str] | None = None
) -> str:
    """Where one signs in; `action`: where the form goes, empty: there is none. `wrong`: what went wrong before, with
    the `name` that was typed then.

    `other`: where else one signs in, by name and address; None: nowhere.
    """
    lang = head.lang
    fields = (
        _input(text(lang, "Name"), "name", "text", "username", name),
        _input(text(lang, "Password"), "password", "password", "current-password"),
    )
    form = markup(
        '<form method="post" action="{}">{}<button type="submit">{}</button></form>',
        action,
        joined(fields),
        text(lang, "Sign in"),
    )
    away = NOTHING
    if other is not None:
        away = markup(
            '<p><a class="go" href="{}">{}</a></p>', other[1], text(lang, "Sign in with {name}", name=other[0])
        )
    body = joined((_said(wrong), away, form if action else NOTHING))
    return _document(head, text(lang, "Sign in"), body)


def account_html(head: Letterhead, name: str, roles: Iterable[str], shortest: int, said: str = "") -> str:
    """Who is signed in and with which roles; to sign out, and to take another password of `shortest` signs or more."""
    lang = head.lang
    held = joined(markup("<li>{}</li>", one) for one in roles)
    renew = (
        _input(text(lang, "Current password"), "password", "password", "current-password"),
        _input(text(lang, "New password of {n} characters or more", n=shortest), "new", "password", "new-password"),
    )
    body = markup(
        '{said}<p>{who}</p><ul>{held}</ul><form method="post"><button name="do" value="leave">{leave}</button> '
        '<button name="do" value="leave-all">{everywhere}</button></form>'
        '<form method="post">{renew}<button type="submit">{change}</button></form><p><a href="./">{back}</a></p>',
        said=_said(said),
        who=text(lang, "You are signed in as {name}.", name=name),
        held=held,
        leave=text(lang, "Sign out"),
        everywhere=text(lang, "Sign out everywhere"),
        renew=joined(renew),
        change=text(lang, "Change password"),
        back=text(lang, "To the overview"),
    )
    return _document(head, text(lang, "My account"), body)


def no_meeting_html(head: Letterhead, said: str, meetings: str) -> str:
    """Why a meeting is not shown; `meetings`: the address of those that are there."""
    body = markup('{}<p><a href="{}">{}</a></p>', _said(said), meetings, text(head.lang, "To the meetings"))
    return _document(head, text(head.lang, "Meeting"), body)


def _said(words: str) -> Markup:
    return markup('<p class="said" role="alert">{}</p>', words) if words else NOTHING


def _input(label: str, name: str, kind: str, completes: str, value: str = "") -> Markup:
    return markup(
        '<label>{}<input name="{}" type="{}" autocomplete="{}" value="{}" required maxlength="200"></label>',
        label,
        name,
        kind,
        completes,
        value,
    )


def _document(head: Letterhead, title: str, body: Markup) -> str:
    letters = font_face("Source Sans", head.font, "optional")  # those that come late move nothing
    return markup(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{} · Planpeil</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">{}</head>'
        '<body><main><h1>{}</h1><p class="whose">{}</p>{}</main></body></html>',
        head.lang,
        title,
        style_sheet(letters + palette_css() + _SHEET),
        title,
        " · ".join(dict.fromkeys(("Planpeil", head.organisation))),
        body,
    )
