"""Sending as the night and a person do it: the asset with its retries, make verstuur, make doctor, the settings."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from dagster_project import post, versturen
from dagster_project.assets import versturen as asset
from dagster_project.dokter import onderzoek
from dagster_project.nacht import demo_instellingen
from dagster_project.nachtbron import Nacht
from dagster_project.post import mailregels
from peilstok.instellingen import InstellingFout, lees_instellingen
from peilstok.slot import nachtslot
from peilstok.versturen import Ronde
from tests.versturen.postkantoor import GEBRUIKER, WACHTWOORD, Certificaat, Postkantoor, open_postkantoor

VANDAAG = date(2026, 7, 14)
ADRESSEN = ("backoffice@venlo.example.org", "zorg@laat.example.org")


@dataclass
class Huis:
    """A DATA folder after a night, with settings in the environment that send to `kantoor`."""

    map: Path
    kantoor: Postkantoor

    @property
    def data(self) -> Path:
        return self.map / "data"

    def doktersteksten(self) -> list[str]:
        return [f"{oordeel.ernst}: {oordeel.tekst}" for oordeel in onderzoek(self.map)]


@pytest.fixture
def huis(publicatie: Path, certificaat: Certificaat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Huis]:
    (tmp_path / "landing" / "berichten").mkdir(parents=True)
    (tmp_path / "data" / "publicatie").mkdir(parents=True)
    shutil.copytree(publicatie, tmp_path / "data" / "publicatie" / "datateam")
    with duckdb.connect(str(tmp_path / "data" / "warehouse.duckdb")) as con:
        con.execute("create schema raw")
        con.execute(
            "create table raw.ref_contactpersonen as select * from (values"
            " ('0983', null, 'Jansen', 'backoffice@venlo.example.org'),"
            " (null, '73730001', 'Pietersen', 'zorg@laat.example.org'))"
            " as c (gemeente_code, aanbieder_agb, naam, email)"
        )
    monkeypatch.setattr(post, "vandaag", lambda: VANDAAG)
    monkeypatch.setattr(asset, "WACHT", 0)
    with open_postkantoor(certificaat) as (kantoor, verzending):
        for naam, waarde in {
            "LANDING": tmp_path / "landing",
            "DATA": tmp_path / "data",
            "PEILDATUM": "2026-07-14",
            "SLEUTEL": "een-sleutel-die-alleen-in-deze-toets-bestaat",
            "VERSTUREN": "ja",
            "RAPPORT_ADRES": r"\\server\peilstok" + "\\",
            "MAIL_AFZENDER": "peilstok@regio.example.org",
            "SMTP_SERVER": verzending.server,
            "SMTP_POORT": verzending.poort,
            "SMTP_GEBRUIKER": GEBRUIKER,
            "SMTP_WACHTWOORD": WACHTWOORD,
            "SMTP_CA": certificaat.pad,
        }.items():
            monkeypatch.setenv(f"PEILSTOK_{naam}", str(waarde))
        yield Huis(tmp_path, kantoor)


def _nacht() -> tuple[bool, list[str], int]:
    """Run the asset: succeeded, the lines of the summary, attempts after the first."""
    with dg.DagsterInstance.ephemeral() as instance:
        uit = dg.materialize([asset.mail], resources={"nacht": Nacht()}, instance=instance, raise_on_error=False)
        events = [e.materialization for e in uit.get_asset_materialization_events()]
        regels = events[0].metadata["regels"].value if events else []
        return uit.success, list(regels), sum(e.is_step_up_for_retry for e in uit.all_events)  # type: ignore[arg-type]


def test_de_nacht_verstuurt_eens(huis: Huis) -> None:
    assert _nacht() == (True, ["2 verstuurd"], 0)
    assert _nacht() == (True, ["niets nieuws te melden"], 0)
    assert sorted(huis.kantoor.namen()) == ["backoffice", "zorg"]
    plek = "\\\\server\\peilstok\\backoffice\\0983\\kwaliteit\\gemeente_0983.html"
    assert any(plek in mail.get_content() for mail in huis.kantoor.aangenomen)
    # the warehouse made again changes nothing
    (huis.data / "warehouse.duckdb").rename(huis.map / "oud")
    shutil.copy(huis.map / "oud", huis.data / "warehouse.duckdb")
    assert _nacht()[1] == ["niets nieuws te melden"]


def test_de_nacht_probeert_opnieuw_en_telt_alles(huis: Huis) -> None:
    huis.kantoor.inhoud = ["250 goed", "451 4.7.1 later"]
    assert _nacht() == (True, ["2 verstuurd"], 1)
    assert len(huis.kantoor.aangenomen) == 2


def test_een_mailserver_die_niet_wil_laat_de_nacht_slagen(
    huis: Huis, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    huis.kantoor.naar = {
        "zorg@laat.example.org": "451 4.7.1 later, zorg@laat.example.org",
        "backoffice@venlo.example.org": "550 5.1.1 backoffice@venlo.example.org is weg",
    }
    gelukt, regels, pogingen = _nacht()
    assert gelukt and pogingen == asset.POGINGEN
    assert regels[0] == "1 in de wacht, 1 geweigerd"
    teksten = huis.doktersteksten()
    assert any("gemeente_0983 over 06-2026 is geweigerd" in t and "550 5.1.1" in t for t in teksten)
    assert any("aanbieder_73730001 over 06-2026 wacht" in t and "451 4.7.1" in t for t in teksten)
    eigen = [r.getMessage() for r in caplog.records if not r.name.startswith(("mail.", "aiosmtpd"))]
    assert not any("example.org" in tekst or WACHTWOORD in tekst for tekst in [*eigen, *regels, *teksten])


def test_inrichting_die_niet_klopt_wordt_niet_herhaald(huis: Huis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_SMTP_WACHTWOORD", "mis")
    gelukt, regels, pogingen = _nacht()
    assert gelukt and pogingen == 0
    assert regels[0] == "2 in de wacht" and "wachtwoord (535)" in regels[1]


def test_make_verstuur(huis: Huis, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_VERSTUREN", "nee")
    assert versturen.main([]) == 0
    assert "proef: 2 mails geschreven" in capsys.readouterr().out and not huis.kantoor.gevraagd
    monkeypatch.setenv("PEILSTOK_VERSTUREN", "ja")
    huis.kantoor.sterf = "na inhoud"
    assert versturen.main([]) == 1
    huis.kantoor.sterf = ""
    assert versturen.main([]) == 0
    assert "1 verstuurd, 1 onzeker" in capsys.readouterr().out
    (tekst,) = [t for t in huis.doktersteksten() if "onzeker" in t]
    partij = tekst.rpartition("OPNIEUW=")[2]
    assert versturen.main(["--opnieuw", partij]) == 0
    assert "1 verstuurd" in capsys.readouterr().out
    assert versturen.main(["--opnieuw", "gemeente_9999"]) == 1
    assert "geen geweigerde of onzekere mail (OPNIEUW=gemeente_9999)" in capsys.readouterr().out
    with nachtslot(huis.data / "nacht.slot"):
        assert versturen.main([]) == 1
    assert "Er draait al een nacht" in capsys.readouterr().err


def test_make_verstuur_zonder_nacht(huis: Huis, capsys: pytest.CaptureFixture[str]) -> None:
    with duckdb.connect(str(huis.data / "warehouse.duckdb")) as con:
        con.execute("drop table raw.ref_contactpersonen")
    assert versturen.main([]) == 1
    assert "geen hele nacht" in capsys.readouterr().err
    (huis.data / "warehouse.duckdb").unlink()
    assert versturen.main([]) == 1
    assert "geen magazijn" in capsys.readouterr().err


def test_twee_contacten_krijgen_samen_een_mail(huis: Huis) -> None:
    with duckdb.connect(str(huis.data / "warehouse.duckdb")) as con:
        con.execute(
            "insert into raw.ref_contactpersonen values (null, '73730001', 'Klaassen', 'tweede@laat.example.org')"
        )
    huis.kantoor.naar = {"zorg@laat.example.org": "550 5.1.1 weg"}
    assert _nacht()[1] == ["2 verstuurd"]
    (mail,) = [mail for mail in huis.kantoor.aangenomen if "laat" in mail["To"]]
    assert mail["To"] == "tweede@laat.example.org, zorg@laat.example.org"
    assert any("is verstuurd, maar: 1 van de 2 ontvangers geweigerd" in t for t in huis.doktersteksten())


def test_doctor_noemt_wie_geen_contact_heeft(huis: Huis, monkeypatch: pytest.MonkeyPatch) -> None:
    teksten = huis.doktersteksten()
    assert any(t.startswith("let op: Rapporten zonder contactpersoon") and "aanbieder_73730004" in t for t in teksten)
    assert any(t == "goed: Mails over de rapporten gaan via 127.0.0.1." for t in teksten)
    monkeypatch.setenv("PEILSTOK_RAPPORT_ADRES", "")
    assert any("stel PEILSTOK_RAPPORT_ADRES in" in t for t in huis.doktersteksten())
    (huis.data / "outbox.sqlite").write_bytes(b"stuk" * 1000)
    assert any("outbox.sqlite is niet te lezen" in t for t in huis.doktersteksten())


@pytest.mark.parametrize(
    ("ronde", "regels"),
    [
        (Ronde(True, 3, 1), "proef: 1 mail geschreven in"),
        (Ronde(True), "niemand te mailen"),
        (Ronde(False, 3), "niets nieuws te melden"),
        (Ronde(False, 3, reden="de cijfers gelden op 2026-05-31"), "niet (alles) verstuurd: de cijfers gelden"),
    ],
)
def test_wat_de_nacht_erover_zegt(ronde: Ronde, regels: str, tmp_path: Path) -> None:
    (regel,) = mailregels(ronde, demo_instellingen(tmp_path))
    assert regel.startswith(regels)


GOED = {"VERSTUREN": "ja", "SMTP_SERVER": "mail.example.org", "MAIL_AFZENDER": "p@example.org"}


def _lees(map_: Path, waarden: dict[str, str]) -> Any:
    return lees_instellingen(map_, {f"PEILSTOK_{naam}": waarde for naam, waarde in waarden.items()}).verzending


def test_instellingen(tmp_path: Path) -> None:
    assert not _lees(tmp_path, {}).versturen
    assert (_lees(tmp_path, GOED).poort, _lees(tmp_path, GOED).beveiliging) == (587, "starttls")
    assert _lees(tmp_path, GOED | {"SMTP_BEVEILIGING": "tls"}).poort == 465
    for server in ("localhost", "127.0.0.1", "::1"):
        assert _lees(tmp_path, GOED | {"SMTP_BEVEILIGING": "geen", "SMTP_SERVER": server}).poort == 25
    geheim = _lees(tmp_path, GOED | {"SMTP_GEBRUIKER": "u", "SMTP_WACHTWOORD": "zeer-geheim"})
    assert "zeer-geheim" not in repr(geheim) and geheim.wachtwoord == "zeer-geheim"


@pytest.mark.parametrize(
    ("anders", "naam"),
    [
        ({"VERSTUREN": "misschien"}, "VERSTUREN"),
        ({"SMTP_SERVER": ""}, "SMTP_SERVER"),
        ({"MAIL_AFZENDER": ""}, "MAIL_AFZENDER"),
        ({"MAIL_AFZENDER": "Peilstok <p@example.org>"}, "MAIL_AFZENDER"),
        ({"SMTP_BEVEILIGING": "ssl"}, "SMTP_BEVEILIGING"),
        ({"SMTP_BEVEILIGING": "geen"}, "SMTP_BEVEILIGING"),
        ({"SMTP_POORT": "0"}, "SMTP_POORT"),
        ({"SMTP_POORT": "x"}, "SMTP_POORT"),
        ({"SMTP_GEBRUIKER": "u"}, "SMTP_WACHTWOORD"),
        ({"SMTP_GEBRUIKER": "u", "SMTP_WACHTWOORD": "é"}, "SMTP_WACHTWOORD"),
        ({"SMTP_CA": "nergens.pem"}, "SMTP_CA"),
        ({"RAPPORT_ADRES": "https://x\nBcc: y"}, "RAPPORT_ADRES"),
    ],
)
def test_instelling_die_niet_kan(tmp_path: Path, anders: dict[str, str], naam: str) -> None:
    with pytest.raises(InstellingFout, match=f"PEILSTOK_{naam}"):
        _lees(tmp_path, GOED | anders)


def test_de_demo_verstuurt_nooit_en_leest_niets_uit_env(tmp_path: Path) -> None:
    regels = [f"PEILSTOK_{naam}={waarde}\n" for naam, waarde in GOED.items()]
    (tmp_path / ".env").write_text("".join(regels) + "PEILSTOK_RAPPORT_ADRES=https://x\n", encoding="utf-8")
    demo = demo_instellingen(tmp_path / "demo")
    assert lees_instellingen(tmp_path, demo.als_omgeving()) == demo
    assert not demo.verzending.versturen and not demo.verzending.server and not demo.verzending.rapport_adres


def test_omgeving_heen_en_terug(tmp_path: Path, certificaat: Certificaat) -> None:
    waarden = lees_instellingen(
        tmp_path,
        {f"PEILSTOK_{n}": w for n, w in GOED.items()}
        | {"PEILSTOK_SMTP_CA": str(certificaat.pad), "PEILSTOK_SMTP_GEBRUIKER": "u", "PEILSTOK_SMTP_WACHTWOORD": "w"},
    )
    assert lees_instellingen(tmp_path / "elders", waarden.als_omgeving()) == waarden
    assert replace(waarden.verzending, versturen=False) != waarden.verzending
