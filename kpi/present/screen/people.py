"""The people on screen: who may sign in with which roles, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kpi.present.html.heading import head
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import first_when_narrow, link, message, section, soft, spoken, table, tag
from kpi.present.screen.scene import Scene
from kpi.present.words import mark, plural

SHOWN = 3  # roles of somebody in the list
CARDS = 12  # people with which a narrow page begins
_NO_ROLE = mark("No role yet: sees nothing and can do nothing.")


@dataclass(frozen=True, slots=True)
class AccountShown:
    """Somebody as the screen tells of them: with `roles` in words. `signs_in`: has a password here."""

    name: str
    mail: str
    roles: Sequence[str]
    signs_in: bool
    blocked: bool


@dataclass(frozen=True, slots=True)
class SignInWays:
    """How one signs in here: with a password (`own`), and at a provider by its name (empty: none)."""

    own: bool
    provider: str = ""

    @property
    def both(self) -> bool:
        """Whether who signs in has the choice."""
        return self.own and bool(self.provider)


def people_title(scene: Scene) -> Markup:
    """What this page is."""
    return spoken(scene.lang, head(scene.text("People"), scene.text("Who may sign in, and what they may do.")))


def people_closed(scene: Scene) -> Markup:
    """What stands here where anybody may look: no names, and nothing that can be done."""
    said = scene.text("This Planpeil is read-only and may be seen by anybody; nobody signs in.")
    return message(scene.text("People are not shown here"), said, scene.text("Ask the administrator."))


def people_local(scene: Scene) -> Markup:
    """What stands here where nobody signs in, and what to do to share this Planpeil."""
    said = scene.text("This Planpeil is used on this computer alone, and whoever sits here may do everything.")
    how = scene.text(
        "To share it: set users = true below [access] in config.toml, start Planpeil again, and make the first "
        "administrator with python -m kpi user add and user role."
    )
    return message(scene.text("Nobody signs in here"), said, how)


def people_list(
    scene: Scene, shown: Sequence[tuple[AccountShown, str]], first: int, count: int, ways: SignInWays, words: str
) -> Markup:
    """One page of the people, each with the address of their own; `first` (from 1) is the first of `count`.

    `words`: what was looked for.
    """
    if not shown:
        said = scene.text("Nobody has {words} in their name or email address.", words=f"“{words}”")
        return spoken(scene.lang, message(scene.text("Nobody found"), said, scene.text("Look for something shorter.")))
    last = first + len(shown) - 1
    told = plural(scene.lang, "{n} person", "{n} people", count)
    if len(shown) < count:
        told = scene.text("{first} to {last} of {count}", first=first, last=last, count=count)
    rows = [(_name(scene, one, address, ways), _in_short(scene, one.roles)) for one, address in shown]
    heads = (scene.text("Name"), scene.text("Roles"))
    rest = len(rows) - CARDS
    parts = [table(heads, rows[:CARDS], scene.text("People"), "pp-people")]
    if rest > 0:
        parts.append(table(heads, rows[CARDS:], scene.text("More people"), "pp-people"))
    listed = first_when_narrow(parts, 1, scene.text("{n} more", n=rest))
    return spoken(
        scene.lang,
        markup('<p class="pp pp-soft" role="status">{}</p><div class="pp">{}</div>', told, listed),
    )


def _name(scene: Scene, one: AccountShown, address: str, ways: SignInWays) -> Markup:
    """The way to somebody, and under it what is to be known of their signing in where that is not what is usual."""
    told = not one.blocked and (ways.both or (ways.own and not one.signs_in))
    how = _signs_in(scene, one, ways) if told else ""
    state = markup(" {}", tag(scene.text("blocked"))) if one.blocked else NOTHING
    return markup("{}{}{}", link(address, one.name), state, soft(" · ".join(part for part in (one.mail, how) if part)))


def _in_short(scene: Scene, roles: Sequence[str]) -> Markup:
    rest = len(roles) - SHOWN
    lines = [*roles[:SHOWN], *([scene.text("and {n} more", n=rest)] if rest > 0 else [])]
    return joined(markup("<div>{}</div>", one) for one in lines) or markup("{}", scene.text("no role yet"))


def _signs_in(scene: Scene, one: AccountShown, ways: SignInWays) -> str:
    """How somebody signs in, or that they cannot."""
    if one.blocked:
        return scene.text("blocked: cannot sign in")
    here = one.signs_in and ways.own
    if here and ways.both:
        return scene.text("signs in with a password, or at {name}", name=ways.provider)
    if ways.provider:
        return scene.text("signs in at {name}", name=ways.provider)
    return scene.text("signs in with a password") if here else scene.text("cannot sign in yet: no password")


def person_top(scene: Scene, one: AccountShown, ways: SignInWays, back: str) -> Markup:
    """Whose account this is, with its roles; `back`: the address of the list."""
    how = _signs_in(scene, one, ways)
    held = joined(markup("<li>{}</li>", role) for role in one.roles)
    roles = markup("<ul>{}</ul>", held) if held else markup("<p>{}</p>", scene.text(_NO_ROLE))
    way = markup('<a class="pp-link" href="{}" target="_self">‹ {}</a>', back, scene.text("All people"))
    return spoken(
        scene.lang,
        markup('<p class="pp pp-back">{}</p>', way),
        head(one.name, f"{one.mail} · {how}" if one.mail else f"{how[:1].upper()}{how[1:]}"),
        section(scene.text("Roles"), roles),
    )


def what_follows(scene: Scene, name: str, *, own: bool) -> str:
    """What every change of an account brings with it; `own`: that of who looks."""
    if own:
        return scene.text("This is your own account: after a change you sign in again.")
    return scene.text("Every change signs {name} out everywhere; signing in again is possible at once.", name=name)
