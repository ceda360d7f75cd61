"""The pages outside the dashboard: whose they are, and what was typed before."""

from kpi.present.html.entrance import account_html, sign_in_html
from kpi.present.style import PALETTE


def test_a_name_that_was_typed_is_there_again_as_text_and_no_password_is() -> None:
    html = sign_in_html("nl", "Zorg", "/aanmelden", "Deze horen niet bij elkaar.", '"><b>An & Co')
    assert 'name="name" type="text" autocomplete="username" value="&#34;&gt;&lt;b&gt;An &amp; Co"' in html
    assert 'type="password" autocomplete="current-password" value=""' in html
    assert "<b>" not in html


def test_an_installation_without_a_name_says_its_name_once() -> None:
    assert '<p class="whose">Planpeil · Zorg</p>' in sign_in_html("nl", "Zorg", "/aanmelden")
    for html in (sign_in_html("nl", "Planpeil", "/aanmelden"), account_html("nl", "Planpeil", "Els", [])):
        assert '<p class="whose">Planpeil</p>' in html


def test_its_colours_are_those_of_the_dashboard_by_light_and_dark() -> None:
    html = sign_in_html("nl", "Zorg", "/aanmelden")
    light, dark = PALETTE["paper"]
    assert f"--pp-paper:light-dark({light},{dark})" in html
    assert "color-scheme:light dark" in html
