"""The pages outside the dashboard: whose they are, and what was typed before."""

from dataclasses import replace

from kpi.present.html.entrance import Letterhead, account_html, no_meeting_html, sign_in_html
from kpi.present.style import PALETTE

HEAD = Letterhead("nl", "Zorg", "/static/letters.woff2")


def test_a_name_that_was_typed_is_there_again_as_text_and_no_password_is() -> None:
    html = sign_in_html(HEAD, "/aanmelden", "Deze horen niet bij elkaar.", '"><b>An & Co')
    assert 'name="name" type="text" autocomplete="username" value="&#34;&gt;&lt;b&gt;An &amp; Co"' in html
    assert 'type="password" autocomplete="current-password" value=""' in html
    assert "<b>" not in html


def test_an_installation_without_a_name_says_its_name_once() -> None:
    assert '<p class="whose">Planpeil · Zorg</p>' in sign_in_html(HEAD, "/aanmelden")
    own = replace(HEAD, organisation="Planpeil")
    for html in (sign_in_html(own, "/aanmelden"), account_html(own, "Els", [], 12)):
        assert '<p class="whose">Planpeil</p>' in html


def test_its_colours_are_those_of_the_dashboard_by_light_and_dark() -> None:
    html = sign_in_html(HEAD, "/aanmelden")
    light, dark = PALETTE["paper"]
    assert f"--pp-paper:light-dark({light},{dark})" in html
    assert "color-scheme:light dark" in html


def test_its_letters_are_those_of_the_dashboard_where_they_are_known() -> None:
    html = sign_in_html(HEAD, "/aanmelden")
    assert 'font-display:optional;src:url("/static/letters.woff2")' in html
    assert "@font-face" not in sign_in_html(replace(HEAD, font=""), "/aanmelden")


def test_a_meeting_that_is_not_there_says_why_and_leads_to_those_that_are() -> None:
    html = no_meeting_html(HEAD, "Er is geen vergadering <M9>.", "/vergadering?plan=p&lang=nl")
    assert '<p class="said" role="alert">Er is geen vergadering &lt;M9&gt;.</p>' in html
    assert '<a href="/vergadering?plan=p&amp;lang=nl">Naar de vergaderingen</a>' in html


def test_who_takes_another_password_is_told_how_long_it_must_be() -> None:
    assert "Nieuw wachtwoord van minstens 12 tekens" in account_html(HEAD, "Els", [], 12)
