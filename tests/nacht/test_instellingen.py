"""Settings: precedence, defaults, errors that name the setting, and a secret that stays out of sight."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from peilstok.instellingen import NAMEN, InstellingFout, lees_instellingen, onbekende_namen, vandaag


def test_defaults(tmp_path: Path) -> None:
    waarden = lees_instellingen(tmp_path, {})
    assert waarden.landing == tmp_path / "data" / "landing"
    assert waarden.warehouse == tmp_path / "data" / "warehouse.duckdb"
    assert waarden.peildatum == waarden.kennisdatum == vandaag()
    assert waarden.historie_vanaf == date(2015, 1, 1)
    assert (waarden.aansluit_dagen, waarden.recidive_maanden, waarden.test_bsn) == (30, 12, "meetellen")


def test_environment_wins_from_env_file_wins_from_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "PEILSTOK_AANSLUIT_DAGEN=10\nPEILSTOK_RECIDIVE_MAANDEN=6\nPEILSTOK_PEILDATUM=\nPEILSTOK_SLEUTEL=a$b${c}#d\n",
        encoding="utf-8",
    )
    waarden = lees_instellingen(tmp_path, {"PEILSTOK_RECIDIVE_MAANDEN": "3", "PEILSTOK_SLEUTEL": ""})
    assert (waarden.aansluit_dagen, waarden.recidive_maanden) == (10, 3)
    assert waarden.peildatum == vandaag()
    assert waarden.sleutel == "a$b${c}#d"


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
    ],
)
def test_wrong_value_names_the_setting(tmp_path: Path, naam: str, waarde: str) -> None:
    with pytest.raises(InstellingFout, match=f"PEILSTOK_{naam}.*{waarde}"):
        lees_instellingen(tmp_path, {f"PEILSTOK_{naam}": waarde})


def test_missing_key_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InstellingFout, match=r"PEILSTOK_SLEUTEL ontbreekt(.|\n)*token_hex"):
        _ = lees_instellingen(tmp_path, {}).sleutel


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
    assert all(f"PEILSTOK_{naam}=" in voorbeeld for naam in NAMEN)
