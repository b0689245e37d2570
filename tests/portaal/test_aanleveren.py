"""Handing in: judged at once as the night judges, whole in the landing folder or not there, and only of oneself."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema
from peilstok.uitkomsten import laad_uitkomsten
from portaal.inname import Begrensd
from tests.portaal.conftest import Portaal
from tests.uitkomsten.maken import BSN, als_csv, als_txt, als_xlsx, regel

Klant = Callable[[str], Any]
AGB = "00910001"
HIER = f"/aanleveren/{AGB}/"
PSEUDONIEM = Pseudonimiseerder("sleutel van de test")


def eigen(**anders: str) -> dict[str, str]:
    return regel(**{"aanbieder_agb": AGB, **anders})


def lever(client: Any, naam: str, inhoud: bytes, soort: str = "uitkomst", proef: str = "echt", pad: str = HIER) -> Any:
    bestand = SimpleUploadedFile(naam, inhoud, "text/html")
    return client.post(pad, {"soort": soort, "proef": proef, "bestand": bestand}, follow=True)


def bestanden(map_: Path) -> list[str]:
    return sorted(pad.relative_to(map_).as_posix() for pad in map_.rglob("*") if pad.is_file())


@pytest.mark.parametrize(("eind", "maak"), [("csv", als_csv), ("txt", als_txt), ("XLSX", als_xlsx)])
def test_a_good_file_lies_where_the_night_reads_it(
    eind: str, maak: Callable[..., bytes], portaal: Portaal, client_van: Klant
) -> None:
    from portaal.models import Aanlevering

    inhoud = maak([eigen()])
    pagina = lever(client_van("aanbieder"), f"Jan Jansen {BSN[0]}.{eind}", inhoud)
    assert "er is niets mis mee" in pagina.content.decode()
    (pad,) = bestanden(portaal.landing)
    assert pad.startswith(f"uitkomsten/{AGB}/2")
    assert pad.endswith(f"-2026-K1-01.{eind.lower()}")
    assert BSN[0] not in pad
    assert "Jansen" not in pad
    assert (portaal.landing / pad).read_bytes() == inhoud
    assert stat.S_IMODE((portaal.landing / pad).stat().st_mode) == 0o640
    gedaan = Aanlevering.objects.get()
    assert (gedaan.pad, gedaan.account, gedaan.is_goed) == (pad, portaal.account("aanbieder"), True)
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        assert laad_uitkomsten(con, portaal.landing, PSEUDONIEM).geladen == 1


def test_the_judgement_of_now_is_that_of_the_night(portaal: Portaal, client_van: Klant) -> None:
    from portaal.models import Aanlevering

    fout = [eigen(), eigen(bsn=BSN[1], postcode="XX", tevredenheid="77"), eigen(bsn=BSN[2], hulpvorm="99")]
    pagina = lever(client_van("aanbieder"), "k1.csv", als_csv(fout)).content.decode()
    assert "telt niets van dit bestand mee" in pagina
    assert "postcode" in pagina
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        laad_uitkomsten(con, portaal.landing, PSEUDONIEM)
        nacht = con.execute("SELECT regel, kolom, reden FROM raw.uitkomst_fout ORDER BY ALL").fetchall()
    gedaan = Aanlevering.objects.get()
    assert sorted(map(tuple, gedaan.fouten)) == nacht
    assert gedaan.fouten_aantal == 2
    # a reason never quotes a value
    assert BSN[1] not in str(gedaan.fouten)


def test_a_test_file_lies_apart(portaal: Portaal, client_van: Klant) -> None:
    lever(client_van("aanbieder"), "proef.csv", als_csv([eigen()]), proef="proef")
    (pad,) = bestanden(portaal.landing)
    assert pad.startswith(f"uitkomsten/proef/{AGB}/")


BOM = io.BytesIO()
with zipfile.ZipFile(BOM, "w", zipfile.ZIP_DEFLATED) as _zip:
    _zip.writestr("xl/workbook.xml", b"0" * 200_000_000)
ANDER = regel(aanbieder_agb="00910002")
GEWEIGERD = {
    "van een ander": ("k1.csv", als_csv([ANDER])),
    "deels van een ander": ("k1.csv", als_csv([eigen(), regel(aanbieder_agb="00910002", bsn=BSN[1])])),
    "zonder code": ("k1.csv", als_csv([eigen(aanbieder_agb="")])),
    "soort": ("k1.exe", als_csv([eigen()])),
    "zonder soort": ("k1", als_csv([eigen()])),
    "twee soorten": ("k1.csv.html", als_csv([eigen()])),
    "leeg": ("k1.csv", b""),
    "geen tabel": ("k1.csv", b"<html><script>alert(1)</script></html>"),
    "programma als excel": ("k1.xlsx", b"MZ\x90\x00" * 100),
    "bom": ("k1.xlsx", BOM.getvalue()),
    "te groot": ("k1.csv", b"x" * (26 * 1024 * 1024)),
    "nul": ("k1.csv", b"\x00" * 1000),
    "pad": ("../../../etc/cron.d/x", b"x"),
}


@pytest.mark.parametrize("wat", GEWEIGERD)
def test_what_is_refused_leaves_nothing(wat: str, portaal: Portaal, client_van: Klant) -> None:
    from portaal.models import Aanlevering

    antwoord = lever(client_van("aanbieder"), *GEWEIGERD[wat])
    assert antwoord.status_code == 400
    assert 'class="fouten"' in antwoord.content.decode()
    assert bestanden(portaal.landing) == []
    assert not Aanlevering.objects.exists()


def test_names_lead_nowhere(portaal: Portaal, client_van: Klant) -> None:
    for naam in ("../../../x.csv", "..\\..\\x.csv", "/etc/x.csv", "x\x00.csv", "a" * 300 + ".csv", ".verborgen.csv"):
        lever(client_van("aanbieder"), naam, als_csv([eigen()]))
    assert all(pad.startswith(f"uitkomsten/{AGB}/2") for pad in bestanden(portaal.landing))
    assert not list(portaal.landing.parent.glob("*.csv"))


def test_only_for_oneself(portaal: Portaal, client_van: Klant, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam, pad in (("aanbieder", "/aanleveren/00910002/"), ("gemeente", HIER), ("datateam", HIER), ("beheer", HIER)):
        assert lever(client_van(naam), "k1.csv", als_csv([eigen()]), pad=pad).status_code == 404
    from django.test import Client

    vreemd = Client()
    with monkeypatch.context() as m:
        m.setattr(Begrensd, "handle_raw_input", lambda *_: pytest.fail("a stranger's file was read"))
        naar = vreemd.post(HIER, {"bestand": SimpleUploadedFile("k1.csv", als_csv([eigen()]))})
    assert (naar.status_code, naar["Location"]) == (302, "/account/login/")
    assert bestanden(portaal.landing) == []


def test_a_full_disk_leaves_no_half_file(portaal: Portaal, client_van: Klant, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", vol)
    client = client_van("aanbieder")
    client.raise_request_exception = False
    assert lever(client, "k1.csv", als_csv([eigen()])).status_code == 500
    assert bestanden(portaal.landing) == []


def test_the_history_shows_what_the_night_said(portaal: Portaal, client_van: Klant) -> None:
    pagina = client_van("aanbieder").get(HIER).content.decode()
    # the demo's deliveries, which did not come by the portal
    assert pagina.count("niet via het portaal") == 6
    assert "/uitkomsten/2026-K2-20260718-01-" in pagina
    # one that did finds its judgement by what it says of itself
    from portaal.models import Aanlevering

    kop = {"verslagjaar": "2026", "periode": "K2", "aanleverdatum": date(2026, 7, 18), "volgnummer": "01"}
    zelf = {"partij": f"aanbieder/{AGB}", "pad": "x", "bytes": 1, "soort": Aanlevering.UITKOMST}
    Aanlevering.objects.create(**zelf, **kop, regels_aantal=49)
    Aanlevering.objects.create(**zelf, **kop, regels_aantal=49, fouten_aantal=1, fouten=[[2, "postcode", "is fout"]])
    pagina = client_van("aanbieder").get(HIER).content.decode()
    assert pagina.count("niet via het portaal") == 5
    assert pagina.count("wacht op verwerking") == 1


def _werklijst(portaal: Portaal, partij: str, naam: str) -> list[str]:
    with (portaal.publicatie / partij / "kwaliteit" / naam).open(encoding="utf-8-sig") as bestand:
        return bestand.read().splitlines()


def test_a_worklist_is_only_about_own_findings(portaal: Portaal, client_van: Klant) -> None:
    regels = _werklijst(portaal, f"aanbieder/{AGB}", f"werklijst_aanbieder_{AGB}.csv")
    kop, eerste = regels[0], regels[1].split(";")
    ingevuld = ";".join([*eerste[:-3], "akkoord", "Jan zei dat", "01-10-2026"])
    pagina = lever(client_van("aanbieder"), "lijst.csv", f"{kop}\r\n{ingevuld}\r\n".encode(), soort="werklijst")
    assert "er is niets mis mee" in pagina.content.decode()
    (pad,) = bestanden(portaal.landing)
    assert pad.startswith(f"terugkoppeling/aanbieder-{AGB}/")
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        laad_referenties(con, portaal.landing, PSEUDONIEM)
        assert con.execute("SELECT bevinding_id, status FROM raw.ref_kwaliteit_terugkoppeling").fetchall() == [
            (eerste[0], "akkoord")
        ]
    ander = _werklijst(portaal, "aanbieder/00910009", "werklijst_aanbieder_00910009.csv")[1].split(";")[0]
    for vreemd in (
        f"{kop}\r\n{';'.join([ander, *ingevuld.split(';')[1:]])}\r\n",
        "wet;gemeente_code;toewijzingnummer;oordeel;toelichting;datum\r\nJw;0384;1;extern;;2026-10-01\r\n",
        "soort;aanbieder_agb;gemeente_code;kpi;stap;status;datum;toelichting\r\nescalatie;;;;x;y;2026-10-01;\r\n",
        "kpi;wet;gemeente_code;aanbieder_agb;periode;van;tekst\r\nx;Jw;;;2026;gemeente;tekst\r\n",
        f"{kop}\r\n",
    ):
        assert lever(client_van("aanbieder"), "lijst.csv", vreemd.encode(), soort="werklijst").status_code == 400
    assert len(bestanden(portaal.landing)) == 1


def test_a_backoffice_judges_cases_of_its_own_gemeente(portaal: Portaal, client_van: Klant) -> None:
    kop = "wet;gemeente_code;toewijzingnummer;oordeel;toelichting;datum\r\n"
    for gemeente, status in (("0437", 400), ("0384", 200)):
        inhoud = f"{kop}Jw;{gemeente};1;extern;;2026-10-01\r\n".encode()
        antwoord = lever(client_van("backoffice"), "l.csv", inhoud, soort="werklijst", pad="/werklijst/0384/")
        assert antwoord.status_code == status
    # never an outcome file, whatever the form says
    assert lever(client_van("backoffice"), "k.csv", als_csv([eigen()]), pad="/werklijst/0384/").status_code == 400
    assert len(bestanden(portaal.landing)) == 1
