"""Settings: what production gets is what Django itself calls safe, and a wrong setting stops with a sentence."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from peilstok.instellingen import InstellingFout
from portaal.opzet import PROJECT, lees_opzet

GEHEIM = secrets.token_hex(32)
GOED = {"PEILSTOK_PORTAAL_GEHEIM": GEHEIM, "PEILSTOK_PORTAAL_ADRES": "https://portaal.example.org"}


def _opzet(tmp_path: Path, **waarden: str):  # type: ignore[no-untyped-def]
    omgeving = GOED | {"PEILSTOK_DATA": str(tmp_path)} | {f"PEILSTOK_PORTAAL_{n}": w for n, w in waarden.items()}
    return lees_opzet(omgeving, tmp_path / "geen.env")


def test_deployment_check_has_no_warning(tmp_path: Path) -> None:
    omgeving = {n: w for n, w in os.environ.items() if not n.startswith("PEILSTOK_") and n != "DJANGO_SETTINGS_MODULE"}
    omgeving |= GOED | {"PEILSTOK_DATA": str(tmp_path), "PEILSTOK_PORTAAL_PROXIES": "1"}
    omgeving |= {f"PEILSTOK_PORTAAL_OIDC_{n}": w for n, w in (("CLIENT", "x"), ("GEHEIM", "y"))}
    omgeving["PEILSTOK_PORTAAL_OIDC_ADRES"] = "https://login.example.org/.well-known/openid-configuration"
    klaar = subprocess.run(
        [sys.executable, "-m", "portaal.manage", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env=omgeving,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert klaar.returncode == 0, klaar.stderr
    assert "no issues" in klaar.stdout


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("GEHEIM", ""),
        ("GEHEIM", "kort"),
        ("ADRES", "http://portaal.example.org"),
        ("ADRES", "https://portaal.example.org/pad"),
        ("ADRES", "portaal"),
        ("PROXIES", "-1"),
        ("PROXIES", "9"),
        ("DATABASE", "mysql://x/y"),
        ("DATABASE", "postgresql://server"),
        ("OIDC_CLIENT", "x"),
    ],
)
def test_a_wrong_setting_is_named_without_its_secret(naam: str, waarde: str, tmp_path: Path) -> None:
    with pytest.raises(InstellingFout, match="PEILSTOK_PORTAAL_") as fout:
        _opzet(tmp_path, **{naam: waarde})
    assert GEHEIM not in str(fout.value)


def test_postgresql_by_setting(tmp_path: Path) -> None:
    opzet = _opzet(tmp_path, DATABASE="postgresql://portaal:ge%40heim@db.example.org:5433/peilstok")
    assert opzet.database == {
        **{"NAME": "peilstok", "USER": "portaal", "PASSWORD": "ge@heim"},
        **{"HOST": "db.example.org", "PORT": "5433"},
    }
    assert "heim" not in repr(opzet)


def test_no_secret_of_the_night_is_needed(tmp_path: Path) -> None:
    """The portal judges files and never makes a pseudonym that is kept."""
    assert _opzet(tmp_path).nacht.geheim is None


def test_the_migrations_make_what_the_models_say(portaal: object) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
