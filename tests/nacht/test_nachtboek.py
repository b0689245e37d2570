"""The book of nights: what a run leaves in it, what is never misread, and the page made of it."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

import dagster as dg
import pytest

from dagster_project.nachtbron import Nacht
from peilstok.instellingen import TIJDZONE
from peilstok.nachtboek import Afloop, Nachtboek, NachtboekFout, Stap
from peilstok.rapport.nachtenpagina import duur_tekst, schrijf_nachtenpagina, staprijen
from tests.conftest import DemoNacht

NU = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def _vul(boek: Nachtboek, aantal: int, seconden: float = 10) -> None:
    for n in range(aantal):
        begin = NU + timedelta(days=n)
        boek.begin(f"n{n}", begin, "1")
        boek.eindig(
            f"n{n}",
            begin + timedelta(minutes=2),
            Afloop.GELUKT,
            stappen=[Stap("Berichten laden", seconden, True), Stap("Publiceren", 3, True)],
            tellingen={"geladen": n},
        )


def test_wat_erin_gaat_komt_eruit(tmp_path: Path) -> None:
    with Nachtboek(tmp_path / "boek.sqlite") as boek:
        _vul(boek, 2)
        boek.begin("n2", NU + timedelta(days=2), "1")
    assert (tmp_path / "boek.sqlite").stat().st_mode & 0o077 == 0
    with Nachtboek(tmp_path / "boek.sqlite") as boek:
        bezig, laatste, _ = boek.nachten(10)
        assert (bezig.afloop, bezig.seconden) == (Afloop.BEZIG, None)
        assert (laatste.seconden, laatste.tellingen, len(laatste.stappen)) == (120, {"geladen": 1}, 2)
        assert boek.laatst_gelukt() == NU + timedelta(days=1, minutes=2)
        # with the lock in hand, one that still goes on is gone
        boek.begin("n3", NU + timedelta(days=3), "1")
        assert [nacht.afloop for nacht in boek.nachten(2)] == [Afloop.BEZIG, Afloop.AFGEBROKEN]


@pytest.mark.parametrize("inhoud", [b"geen sqlite" * 500, None])
def test_een_later_of_beschadigd_boek_wordt_niet_gelezen(tmp_path: Path, inhoud: bytes | None) -> None:
    pad = tmp_path / "boek.sqlite"
    if inhoud:
        pad.write_bytes(inhoud)
    else:
        with sqlite3.connect(pad) as con:
            con.execute("pragma user_version = 99")
    eerder = pad.read_bytes()
    with pytest.raises(NachtboekFout, match=r"latere versie|niet te lezen"):
        Nachtboek(pad)
    assert pad.read_bytes() == eerder


def test_de_pagina(tmp_path: Path) -> None:
    with Nachtboek(tmp_path / "boek.sqlite") as boek:
        leeg = schrijf_nachtenpagina(tmp_path, boek.nachten(9), NU, TIJDZONE).read_text(encoding="utf-8")
        assert "nog geen nacht gedraaid" in leeg
        _vul(boek, 5)
        boek.begin("mis", NU + timedelta(days=9), "1")
        boek.eindig(
            "mis", NU + timedelta(days=9, seconds=59), Afloop.MISLUKT, "<b>", [Stap("Berichten laden", 59, False)]
        )
        nachten = boek.nachten(9)
    stap = staprijen(nachten)[0]
    assert (stap.naam, stap.laatst, stap.gewoon, stap.is_trager) == ("Berichten laden", "59 s", "10 s", True)
    pagina = schrijf_nachtenpagina(tmp_path, nachten, NU, TIJDZONE).read_text(encoding="utf-8")
    assert "5 van 6 gelukt" in pagina and "&lt;b&gt;" in pagina and "<b>" not in pagina.split("<main")[1]
    # the clock goes back that night: 00:30 in UTC is 02:30, the first of two
    assert "25-10-2026 02:30" in pagina


@pytest.mark.parametrize(("seconden", "tekst"), [(None, "–"), (0.4, "0 s"), (60, "1 min 00 s"), (7260, "2 u 01 min")])
def test_duur(seconden: float | None, tekst: str) -> None:
    assert duur_tekst(seconden) == tekst


@dg.asset(key=["raw", "berichten"])
def berichten(nacht: Nacht) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Says what the real one says."""
    assert os.environ["PEILSTOK_ALARM_WEBHOOK"] == "-"
    return dg.MaterializeResult(metadata={"geladen": 3, "berichten": dg.MetadataValue.json([])})


@dg.asset(key=["publicatie", "datateam"], deps=[berichten])
def mislukt(nacht: Nacht) -> None:
    """Fails."""
    raise ValueError("een waarde uit een bericht")


@pytest.mark.parametrize("geval", ["gelukt", "mislukt", "landing"])
def test_elke_nacht_komt_in_het_boek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, geval: str) -> None:
    for naam, waarde in {
        "DATA": str(tmp_path),
        "LANDING": str(tmp_path / "landing"),
        "SLEUTEL": token_hex(32),
        "ALARM_WEBHOOK": "http://127.0.0.1:1/geheim",
    }.items():
        monkeypatch.setenv(f"PEILSTOK_{naam}", waarde)
    if geval != "landing":
        (tmp_path / "landing").mkdir()
    baan = dg.define_asset_job("proef", executor_def=dg.in_process_executor)
    definities = dg.Definitions(
        assets=[berichten, mislukt] if geval == "mislukt" else [berichten], jobs=[baan], resources={"nacht": Nacht()}
    )
    with dg.DagsterInstance.ephemeral() as instance:
        uitkomst = definities.resolve_job_def("proef").execute_in_process(instance=instance, raise_on_error=False)
    assert uitkomst.success is (geval == "gelukt")
    with Nachtboek(tmp_path / "nachtboek.sqlite") as boek:
        nacht = boek.nachten(1)[0]
        open_ = [(alarm.soort, alarm.gemeld) for alarm in boek.openstaand()]
    assert nacht.seconden is not None and (tmp_path / "nachten" / "index.html").exists()
    if geval == "landing":
        assert (nacht.afloop, nacht.stappen) == (Afloop.MISLUKT, ())
        assert nacht.reden.startswith("De map met aangeleverde bestanden")
        # the webhook is not there: not said, and so kept to be said
        assert {("landing", None), ("nacht_mislukt", None)} <= set(open_)
        return
    assert nacht.stappen[0].naam == "Berichten laden" and nacht.tellingen["geladen"] == 3
    assert nacht.afloop is (Afloop.MISLUKT if geval == "mislukt" else Afloop.GELUKT)
    assert nacht.reden == ("De stap 'Publiceren' is niet gelukt." if geval == "mislukt" else "")
    assert ("nacht_mislukt" in dict(open_)) is (geval == "mislukt")


def test_de_nacht_staat_erin(demo_nacht: DemoNacht) -> None:
    with Nachtboek(demo_nacht.data / "nachtboek.sqlite") as boek:
        nacht = boek.nachten(1)[0]
    assert nacht.afloop is Afloop.GELUKT and nacht.seconden and nacht.reden == ""
    assert [stap.naam for stap in nacht.stappen][:2] == ["Instellingen vastleggen", "Berichten laden"]
    assert all(stap.is_gelukt for stap in nacht.stappen)
    assert nacht.tellingen["geladen"] > 100 and nacht.tellingen["tabellen"] > 100
    assert 0 < sum(stap.seconden for stap in nacht.stappen) <= nacht.seconden
    assert "✓ gelukt" in (demo_nacht.data / "nachten" / "index.html").read_text(encoding="utf-8")
