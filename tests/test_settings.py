"""Settings: what is read, what goes before what, and every refusal."""

from pathlib import Path

import pytest

from kpi.core.errors import UsageError
from kpi.core.thresholds import Thresholds
from kpi.settings import ROOT, Source, load_settings


def written(folder: Path, text: str) -> Path:
    """A config.toml with this text."""
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_settings_are_the_defaults(tmp_path: Path) -> None:
    """What is left out of config.toml has the value that the shipped file shows."""
    shipped, empty = load_settings(ROOT / "config.toml", {}), load_settings(tmp_path / "config.toml", {})
    assert shipped.thresholds == empty.thresholds == Thresholds()
    assert shipped.calendar == empty.calendar
    assert (shipped.language, shipped.read_only) == (empty.language, empty.read_only) == ("nl", False)
    assert shipped.plans == ROOT / "data" / "plans"


def test_the_database_lies_beside_the_settings(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, ""), {}).database_url == f"sqlite:///{tmp_path / 'var' / 'planpeil.db'}"


def test_what_can_be_made_anew_is_kept_beside_the_settings(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, ""), {}).kept == tmp_path / "var"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, 'database_url = "sqlite:///a.db"')
    assert load_settings(file, {}).database_url == "sqlite:///a.db"
    found = load_settings(file, {"PLANPEIL_DATABASE_URL": "sqlite:///b.db", "PLANPEIL_READ_ONLY": "1"})
    assert (found.database_url, found.read_only) == ("sqlite:///b.db", True)


def test_a_file_can_be_named_in_the_environment(tmp_path: Path) -> None:
    file = written(tmp_path, 'organisation = "Proef"')
    assert load_settings(environ={"PLANPEIL_CONFIG": str(file)}).organisation == "Proef"


@pytest.mark.parametrize("name", ["PLANPEIL_READ_ONLY", "PLANPEIL_NEW_DATABASE"])
@pytest.mark.parametrize("said", ["ja", " true", "nan", "2", "true "])
def test_a_variable_that_says_neither_yes_nor_no_is_a_mistake(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=rf"{name}\): '{said}'; schrijf 1, true, 0 of false"):
        load_settings(written(tmp_path, ""), {name: said})


def test_a_variable_may_say_no_or_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, "read_only = true")
    assert load_settings(file, {"PLANPEIL_READ_ONLY": ""}).read_only
    assert not load_settings(file, {"PLANPEIL_READ_ONLY": "False"}).read_only


def test_only_the_usual_database_may_be_new_unless_it_is_said(tmp_path: Path) -> None:
    named = {"PLANPEIL_DATABASE_URL": "sqlite:///b.db"}
    assert load_settings(written(tmp_path, ""), {}).new_database
    assert not load_settings(written(tmp_path, ""), named).new_database
    assert load_settings(written(tmp_path, ""), {**named, "PLANPEIL_NEW_DATABASE": "1"}).new_database


def test_a_named_file_with_settings_must_be_there(tmp_path: Path) -> None:
    for wrong in (tmp_path / "nergens.toml", tmp_path):
        with pytest.raises(UsageError, match="PLANPEIL_CONFIG"):
            load_settings(environ={"PLANPEIL_CONFIG": str(wrong)})


def test_thresholds_and_calendar_are_read(tmp_path: Path) -> None:
    file = written(tmp_path, '[thresholds]\non_track = 0.1\n[calendar]\nmid_from = "06-01"')
    found = load_settings(file, {})
    assert (found.thresholds.on_track, found.thresholds.at_risk) == (0.1, 0.15)
    assert found.calendar.mid_from == (6, 1)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("organisation = ", "config.toml"),
        ("colour = 1", "colour"),
        ('language = "fr"', "language"),
        ("[thresholds]\non_trakc = 0.1", "on_trakc"),
        ("[thresholds]\non_track = -1", "thresholds.on_track"),
        ("[thresholds]\non_track = true", "thresholds.on_track"),
        ("[thresholds]\non_track = nan", "thresholds.on_track"),
        ("[thresholds]\nat_risk = inf", "thresholds.at_risk"),
        ("[thresholds]\nmaintain = 5", "thresholds.maintain"),
        ("[thresholds]\ngrace_days = 30.5", "thresholds.grace_days"),
        ("[thresholds]\nnotice_days = 99999", "thresholds.notice_days"),
        ("read_only = 1", "read_only"),
        ('read_only = " true"', "read_only"),
        ("organisation = 5", "organisation"),
        ('organisation = " "', "organisation"),
        ('security_contact = "beheer@voorbeeld.nl"', "security_contact"),
        ('security_contact = "mailto:a@b.nl\\nExpires: nooit"', "security_contact"),
        ("security_contact = 5", "security_contact"),
        ("plans = true", "plans"),
        ("database_url = 5", "database_url"),
        ("[thresholds]\non_track = 0.2", "on_track <= at_risk"),
        ('read_only = "ja"', "read_only"),
        ("thresholds = 1", "thresholds"),
        ("calendar = 1", "calendar"),
        ('[calendar]\nmid_from = "08-01"', "mid_from ligt na mid_to"),
        ('[calendar]\nmid_from = "mei"', "calendar.mid_from"),
        ('[calendar]\nmid_from = "13-01"', "calendar.mid_from"),
        ('[calendar]\nlate = "01-01"', "late"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(UsageError, match=named.replace("[", r"\[").replace(".", r"\.")):
        load_settings(written(tmp_path, text), {})


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        (
            "colour = 1",
            "(config.toml): colour is onbekend; bekend zijn ",
            "(config.toml): colour is unknown; known are ",
        ),
        ('language = "fr"', "(config.toml, language): 'fr'; schrijf", "(config.toml, language): 'fr'; write"),
        ("[calendar]\nmid_to = 5", "5; schrijf maand-dag: 05-15.", "5; write month-day: 05-15."),
        (
            "\nlanguage = nl\n",
            "config.toml:2 is niet te lezen: deze waarde",
            "config.toml:2 cannot be read: Invalid value",
        ),
        (
            '\nlanguage = "nl',
            "config.toml is niet te lezen: een tekst is niet gesloten.",
            "config.toml cannot be read",
        ),
    ],
)
def test_a_wrong_setting_says_what_to_do_in_both_languages(tmp_path: Path, text: str, nl: str, en: str) -> None:
    with pytest.raises(UsageError) as found:
        load_settings(written(tmp_path, text), {})
    assert nl in found.value.said("nl")
    assert en in found.value.said("en")


def test_sources_are_read_and_their_addresses_never_repeated(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[sources.hap]\nurl = "sqlite:///hap.db"\nquery = "SELECT 1"\n', encoding="utf-8")
    assert load_settings(file).sources == {"hap": Source("sqlite:///hap.db", "SELECT 1")}
    for text in (
        '[sources.hap]\nurl = "x://geheim"\n',
        '[sources.hap]\nurl = "x://geheim"\nquery = 1\n',
        '[sources.hap]\nurl = "x://geheim"\nquery = "SELECT 1"\ntabel = "a"\n',
        '[sources]\nhap = "x://geheim"\n',
        'sources = "x://geheim"\n',
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError) as found:
            load_settings(file)
        assert "geheim" not in str(found.value)


def test_people_sign_in_where_the_settings_say_so_and_not_where_nothing_may_be_written(tmp_path: Path) -> None:
    assert not load_settings(written(tmp_path, "")).reach.users
    file = written(tmp_path, "[access]\nusers = true\n")
    assert load_settings(file).reach.users
    with pytest.raises(UsageError, match="read_only"):
        load_settings(file, {"PLANPEIL_READ_ONLY": "1"})
    with pytest.raises(UsageError, match="users"):
        load_settings(written(tmp_path, '[access]\nusers = "ja"\n'))
