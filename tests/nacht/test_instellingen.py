"""Settings: precedence, defaults, errors that name the setting, and a secret that stays out of sight."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from secrets import token_hex, token_urlsafe

import pytest

from peilstok.instellingen import (
    DEMO_SLEUTEL,
    NAMEN,
    PORTAAL_NAMEN,
    InstellingFout,
    geheimen_verborgen,
    lees_instellingen,
    onbekende_namen,
    opvallend,
    vandaag,
    zonder_geheimen,
    zwakte,
)


def test_defaults(tmp_path: Path) -> None:
    waarden = lees_instellingen(tmp_path, {})
    assert waarden.landing == tmp_path / "data" / "landing"
    assert waarden.warehouse == tmp_path / "data" / "warehouse.duckdb"
    assert waarden.peildatum == waarden.kennisdatum == vandaag()
    assert waarden.historie_vanaf == date(2015, 1, 1)
    assert (waarden.aansluit_dagen, waarden.recidive_maanden, waarden.test_bsn) == (30, 12, "meetellen")


def test_environment_wins_from_env_file_wins_from_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "PEILSTOK_AANSLUIT_DAGEN=10\nPEILSTOK_RECIDIVE_MAANDEN=6\nPEILSTOK_PEILDATUM=\nPEILSTOK_SLEUTEL=a$b${c}#d-0123456789-efghijklmnopqrst\n",
        encoding="utf-8",
    )
    waarden = lees_instellingen(tmp_path, {"PEILSTOK_RECIDIVE_MAANDEN": "3", "PEILSTOK_SLEUTEL": ""})
    assert (waarden.aansluit_dagen, waarden.recidive_maanden) == (10, 3)
    assert waarden.peildatum == vandaag()
    assert waarden.sleutel == "a$b${c}#d-0123456789-efghijklmnopqrst"


def test_the_environment_alone_says_the_same(tmp_path: Path) -> None:
    waarden = lees_instellingen(tmp_path, {"PEILSTOK_SLEUTEL": "geheim", "PEILSTOK_PEILDATUM": "2026-09-30"})
    assert set(waarden.als_omgeving()) == {f"PEILSTOK_{naam}" for naam in NAMEN}
    assert lees_instellingen(tmp_path / "elders", waarden.als_omgeving()) == waarden


def test_kennisdatum_follows_peildatum(tmp_path: Path) -> None:
    assert lees_instellingen(tmp_path, {"PEILSTOK_PEILDATUM": "2026-02-28"}).kennisdatum == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("PEILDATUM", "30-09-2026"),
        ("KENNISDATUM", "2026-02-30"),
        ("HISTORIE_VANAF", "vroeger"),
        ("HISTORIE_VANAF", "1899-12-31"),
        ("AANSLUIT_DAGEN", "-1"),
        ("RECIDIVE_MAANDEN", "12,5"),
        ("TEST_BSN", "misschien"),
        ("PEILDATUM", "0001-01-01"),
        ("PEILDATUM", "9999-12-31"),
        ("KENNISDATUM", "1999-12-31"),
        ("HISTORIE_VANAF", "9999-01-01"),
        ("AANSLUIT_DAGEN", "99999999999"),
        ("AANSLUIT_DAGEN", "9" * 5000),
        ("RECIDIVE_MAANDEN", "241"),
        ("SMTP_POORT", "0"),
        ("SMTP_POORT", "65536"),
    ],
)
def test_wrong_value_names_the_setting(tmp_path: Path, naam: str, waarde: str) -> None:
    with pytest.raises(InstellingFout, match=f"PEILSTOK_{naam}.*{waarde}"):
        lees_instellingen(tmp_path, {f"PEILSTOK_{naam}": waarde})


@pytest.mark.parametrize(
    ("landing", "data", "reden"),
    [
        ("l", "l/data", "PEILSTOK_DATA .* ligt in PEILSTOK_LANDING"),
        ("l", "l", "PEILSTOK_DATA .* ligt in PEILSTOK_LANDING"),
        ("l", "link/data", "PEILSTOK_DATA .* ligt in PEILSTOK_LANDING"),
        ("d/publicatie", "d", "PEILSTOK_LANDING .* zelf in schrijft"),
        ("d/logs/in", "d", "PEILSTOK_LANDING .* zelf in schrijft"),
        ("bestand", "d", "PEILSTOK_LANDING: .*bestand is een bestand"),
        ("l", "bestand/d", "PEILSTOK_DATA: .*bestand is een bestand"),
        ("rond", "d", "PEILSTOK_LANDING: dit pad kan niet"),
        ("~niemandkentmij/x", "d", "PEILSTOK_LANDING: dit pad kan niet"),
        ("a\x00b", "d", "PEILSTOK_LANDING: dit pad kan niet"),
        ("l", "x" * 5000, "PEILSTOK_DATA: d"),
    ],
)
def test_folders_that_cannot_be_give_a_sentence(tmp_path: Path, landing: str, data: str, reden: str) -> None:
    (tmp_path / "l").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "l")
    (tmp_path / "rond").symlink_to(tmp_path / "rond")
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    with pytest.raises(InstellingFout, match=reden):
        lees_instellingen(tmp_path, {"PEILSTOK_LANDING": landing, "PEILSTOK_DATA": data})


def test_env_file_that_cannot_be_read_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"PEILSTOK_DATA=\xff\n")
    with pytest.raises(InstellingFout, match=r"\.env is niet te lezen"):
        lees_instellingen(tmp_path, {})


def test_what_was_hardly_meant_is_said(tmp_path: Path) -> None:
    def zinnen(**anders: str) -> list[str]:
        waarden = lees_instellingen(tmp_path, {f"PEILSTOK_{naam}": waarde for naam, waarde in anders.items()})
        return [zin.split(":")[0] for zin in opvallend(waarden, date(2026, 10, 1))]

    assert zinnen(PEILDATUM="2026-09-30", KENNISDATUM="2026-10-01") == []
    assert zinnen(PEILDATUM="2027-01-01") == [
        "PEILSTOK_PEILDATUM 2027-01-01 is later dan vandaag",
        "PEILSTOK_KENNISDATUM 2027-01-01 is later dan vandaag",
    ]
    assert zinnen(PEILDATUM="2026-09-30", KENNISDATUM="2026-09-01", HISTORIE_VANAF="2026-10-01") == [
        "PEILSTOK_KENNISDATUM 2026-09-01 is eerder dan de peildatum 2026-09-30",
        "PEILSTOK_HISTORIE_VANAF 2026-10-01 is later dan de peildatum 2026-09-30",
    ]


def test_missing_key_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InstellingFout, match=r"PEILSTOK_SLEUTEL ontbreekt(.|\n)*token_hex"):
        _ = lees_instellingen(tmp_path, {}).sleutel


@pytest.mark.parametrize(
    ("sleutel", "waarom"),
    [
        ("9ef1914d3d40782f4d1db6d0d822507", "31 tekens"),
        (DEMO_SLEUTEL, "van de demo"),
        ("0123456789abcdef" * 3, "herhaalt"),
        ("ab" * 40, "herhaalt"),
        ("x" * 64, "herhaalt"),
        ("1234567" + "1" * 40, "herhaalt"),
    ],
)
def test_key_that_can_be_guessed_is_refused_and_not_shown(tmp_path: Path, sleutel: str, waarom: str) -> None:
    waarden = lees_instellingen(tmp_path, {"PEILSTOK_SLEUTEL": sleutel})
    with pytest.raises(InstellingFout, match=rf"PEILSTOK_SLEUTEL.*{waarom}(.|\n)*token_hex") as fout:
        _ = waarden.sleutel
    assert sleutel not in str(fout.value)


def test_keys_made_as_we_say_are_good(tmp_path: Path) -> None:
    for maak in (token_hex, token_urlsafe):
        assert not any(zwakte(maak(16 if maak is token_hex else 24)) for _ in range(2000))


def test_key_of_the_demo_is_for_the_demo_only(tmp_path: Path) -> None:
    demo = replace(lees_instellingen(tmp_path, {"PEILSTOK_SLEUTEL": DEMO_SLEUTEL}), is_demo=True)
    assert demo.sleutel == DEMO_SLEUTEL
    assert lees_instellingen(tmp_path / "elders", demo.als_omgeving()) == demo
    (tmp_path / ".env").write_text("PEILSTOK_DEMO=ja\n", encoding="utf-8")
    assert not lees_instellingen(tmp_path, {}).is_demo
    assert onbekende_namen(tmp_path, {}) == [("PEILSTOK_DEMO", None)]


def test_secrets_leave_the_environment_and_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_SLEUTEL", "geheim-1")
    monkeypatch.delenv("PEILSTOK_SMTP_WACHTWOORD", raising=False)
    (tmp_path / ".env").write_text("PEILSTOK_SMTP_WACHTWOORD=geheim-2\n", encoding="utf-8")
    assert "geheim-1" not in zonder_geheimen(os.environ).values()
    with geheimen_verborgen():
        assert not {"geheim-1", "geheim-2"} & set(os.environ.values())
        waarden = lees_instellingen(tmp_path)
        assert (waarden.geheim, waarden.verzending.wachtwoord) == (None, "")
    assert os.environ["PEILSTOK_SLEUTEL"] == "geheim-1" and "PEILSTOK_SMTP_WACHTWOORD" not in os.environ


def test_secret_is_not_in_repr(tmp_path: Path) -> None:
    waarden = replace(lees_instellingen(tmp_path, {}), geheim="zeer-geheim")
    assert "zeer-geheim" not in f"{waarden!r} {waarden}"


def test_typing_errors_are_found(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PEILSTOK_PEILDATM=2026-09-30\n", encoding="utf-8")
    assert onbekende_namen(tmp_path, {"PEILSTOK_XQ": "1", "PEILSTOK_DATA": "x"}) == [
        ("PEILSTOK_PEILDATM", "PEILSTOK_PEILDATUM"),
        ("PEILSTOK_XQ", None),
    ]


def test_example_file_names_every_setting() -> None:
    voorbeeld = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    assert all(f"PEILSTOK_{naam}=" in voorbeeld for naam in NAMEN + PORTAAL_NAMEN)
