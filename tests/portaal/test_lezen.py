"""Reading: what a role opens, and that nothing else opens, by whatever path."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.test import RequestFactory

from peilstok.publicatie.doelgroep import SOORTEN, Doelgroep
from portaal.mappen import bestaande, huidige_versie
from tests.portaal.conftest import MAPPEN, Portaal

Klant = Callable[[str], Any]


def _doelgroepen(portaal: Portaal) -> list[Doelgroep]:
    alle = [Doelgroep(soort) for soort in ("datateam", "regio")]
    return alle + [
        Doelgroep(soort, code)
        for soort in SOORTEN
        if soort not in ("datateam", "regio")
        for code in bestaande(portaal.publicatie, soort)
    ]


def test_every_file_of_every_folder_opens_for_its_role_only(portaal: Portaal, monkeypatch: pytest.MonkeyPatch) -> None:
    """All pairs of account and file; the views themselves, since it are thousands."""
    from portaal import lezen

    monkeypatch.setattr(lezen, "noteer", lambda *_, **__: None)
    monkeypatch.setattr(lezen, "niet_gevonden", lambda request: None)
    monkeypatch.setattr(lezen, "_antwoord", lambda request, doelgroep, gevonden, pad: gevonden.map_ / pad)
    accounts = {naam: portaal.account(naam) for naam in (*MAPPEN, "meer")}
    verzoek, fout, gelezen = RequestFactory().get("/"), [], 0
    for doelgroep in _doelgroepen(portaal):
        versie = huidige_versie(portaal.publicatie, doelgroep)
        assert versie is not None
        echt = {p.relative_to(versie.map_).as_posix() for p in versie.map_.rglob("*") if p.is_file()}
        assert echt == versie.bestanden, "the list names all there is, so that all of it can be read"
        for (naam, account), pad in product(accounts.items(), sorted(versie.bestanden)):
            verzoek.user = account
            gekregen = lezen.bestand(verzoek, doelgroep.soort, versie.naam, pad, doelgroep.code)
            mag = doelgroep.naam in {d.naam for d in account.doelgroepen}
            gelezen += mag
            if (gekregen == versie.map_ / pad) != mag:
                fout.append((naam, doelgroep.naam, pad))
    assert not fout
    assert gelezen > 500


@pytest.mark.parametrize("naam", [n for n, map_ in MAPPEN.items() if map_])
def test_a_member_reads_its_own_folder_as_it_is(naam: str, portaal: Portaal, client_van: Klant) -> None:
    client = client_van(naam)
    heen = client.get(f"/map/{MAPPEN[naam]}")
    assert heen.status_code == 302
    basis = heen["Location"].removesuffix("index.html")
    pagina = client.get(heen["Location"])
    assert pagina.status_code == 200
    assert pagina["Content-Type"] == "text/html; charset=utf-8"
    assert b"portaalbalk" in pagina.content
    assert "no-cache" in pagina["Cache-Control"]
    echt = (portaal.publicatie / MAPPEN[naam] / "dictionary.csv").read_bytes()
    gekregen = client.get(f"{basis}dictionary.csv")
    assert b"".join(gekregen.streaming_content) == echt
    assert gekregen["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in gekregen["Content-Disposition"]


@pytest.mark.parametrize("pad", ["", "gesprekken/", "beheer/", "aanleveren/00910001/", "map/regio", "aansluiten/"])
def test_without_signing_in_nothing_opens(pad: str, portaal: Portaal) -> None:
    from django.test import Client

    antwoord = Client().get(f"/{pad}")
    assert antwoord.status_code == 302
    assert antwoord["Location"].startswith(("/account/login/", "/"))
    assert Client().get(f"/{pad}", follow=True).request["PATH_INFO"] == "/account/login/"


TRUCS = (
    "../aanbieder-00910002/index.html",
    "..%2f..%2f..%2fportaal/portaal.sqlite",
    "%2e%2e/%2e%2e/%2e%2e/landing",
    "....//....//index.html",
    "..\\..\\index.html",
    "/etc/passwd",
    "index.html%00.css",
    "index.html/",
    "INDEX.HTML",
    "./index.html",
    "kwaliteit/../index.html",
    "kwaliteit//aanbieder_00910001.html",
    ".versies",
    "parquet",
    "parquet/",
    "index.html;.js",
    "%252e%252e/index.html",
    "＇/index.html",
)


@pytest.mark.parametrize("truc", TRUCS)
def test_no_trick_with_a_path_leads_anywhere(truc: str, portaal: Portaal, client_van: Klant) -> None:
    from portaal.models import Logregel

    versie = huidige_versie(portaal.publicatie, Doelgroep("aanbieder", "00910001"))
    assert versie is not None
    client = client_van("aanbieder")
    antwoord = client.get(f"/map/aanbieder/00910001/v/{versie.naam}/{truc}")
    assert antwoord.status_code == 404
    assert Logregel.objects.filter(wat="geweigerd", account=portaal.account("aanbieder")).count() == 1


def test_a_version_of_another_is_no_version_of_mine(portaal: Portaal, client_van: Klant) -> None:
    from portaal.models import Logregel

    client = client_van("aanbieder")
    ander = huidige_versie(portaal.publicatie, Doelgroep("aanbieder", "00910002"))
    assert ander is not None
    for pad in (
        f"/map/aanbieder/00910001/v/{ander.naam}/index.html",
        f"/map/aanbieder/00910002/v/{ander.naam}/index.html",
        "/map/aanbieder/00910002",
        "/map/datateam",
        "/map/gemeente/0384",
        "/map/aanbieder",
        "/map/ALLE",
        "/map/beheer",
    ):
        assert client.get(pad).status_code == 404, pad
    geweigerd = list(Logregel.objects.filter(wat="geweigerd").values_list("pad", flat=True))
    assert len(geweigerd) == 8
    assert geweigerd[-1].endswith("index.html")


def test_ranges_conditions_and_methods(portaal: Portaal, client_van: Klant) -> None:
    client = client_van("aanbieder")
    basis = client.get("/map/aanbieder/00910001")["Location"].removesuffix("index.html")
    pad = f"{basis}peilstok.duckdb"
    echt = (portaal.publicatie / "aanbieder/00910001/peilstok.duckdb").read_bytes()
    deel = client.get(pad, headers={"range": "bytes=100-199"})
    assert (deel.status_code, b"".join(deel.streaming_content)) == (206, echt[100:200])
    assert deel["Content-Range"] == f"bytes 100-199/{len(echt)}"
    eind = client.get(pad, headers={"range": "bytes=-10"})
    assert b"".join(eind.streaming_content) == echt[-10:]
    assert client.get(pad, headers={"range": f"bytes={len(echt)}-"}).status_code == 416
    heel = client.get(pad)
    assert hashlib.sha256(b"".join(heel.streaming_content)).digest() == hashlib.sha256(echt).digest()
    assert heel["Content-Length"] == str(len(echt))
    assert client.get(pad, headers={"if-none-match": heel["ETag"]}).status_code == 304
    bladzij = client.get(f"{basis}index.html")
    assert client.get(f"{basis}index.html", headers={"if-none-match": bladzij["ETag"]}).status_code == 304
    assert client.head(pad)["Content-Length"] == str(len(echt))
    assert client.post(pad).status_code == 405
    assert "immutable" in client.get(f"{basis}runtime/site.css")["Cache-Control"]


def test_a_page_stays_with_its_night(portaal: Portaal, client_van: Klant) -> None:
    """Swapped while somebody reads: what the open page asks for is of its own night, and it says there is more."""
    plek = portaal.publicatie / "gemeente" / "0384"
    oud = plek.readlink()
    client = client_van("gemeente")
    heen = client.get("/map/gemeente/0384")["Location"]
    oud_map = plek.resolve()
    nieuw_map = oud_map.parent / "gemeente-0384-00000000000000000001"
    nieuw_map.mkdir()
    try:
        for naam in ("index.html", "MANIFEST.json"):
            (nieuw_map / naam).write_bytes((oud_map / naam).read_bytes())
        wissel = plek.parent / ".wissel-0384"
        wissel.symlink_to(os.path.relpath(nieuw_map, plek.parent))
        wissel.replace(plek)
        assert client.get(heen).status_code == 200
        assert "Naar de nieuwste" in client.get(heen).content.decode()
        csv = client.get(heen.replace("index.html", "dictionary.csv"))
        assert b"".join(csv.streaming_content) == (oud_map / "dictionary.csv").read_bytes()
        assert nieuw_map.name in client.get("/map/gemeente/0384")["Location"]
        # two nights on the old one is gone: its pages lead on, its data is no other night's
        weg = heen.replace(oud_map.name, "gemeente-0384-0000000000000000000f")
        assert client.get(weg)["Location"].endswith(f"{nieuw_map.name}/index.html")
        assert client.get(weg.replace("index.html", "dictionary.csv")).status_code == 404
    finally:
        plek.unlink()
        plek.symlink_to(oud)
        for pad in nieuw_map.iterdir():
            pad.unlink()
        nieuw_map.rmdir()


def test_every_view_and_download_is_in_the_log(portaal: Portaal, client_van: Klant) -> None:
    from portaal.models import Logregel

    client = client_van("aanbieder")
    basis = client.get("/map/aanbieder/00910001")["Location"].removesuffix("index.html")
    for pad in ("index.html", "cijfers.html", "parquet/stoplicht.parquet", "MANIFEST.json"):
        client.get(basis + pad)
    regels = list(Logregel.objects.order_by("id").values_list("account__email", "wat", "doelgroep", "pad"))
    mij, map_ = "aanbieder@demo.example.org", "aanbieder/00910001"
    assert regels[-4:] == [
        (mij, "gelezen", map_, "index.html"),
        (mij, "gelezen", map_, "cijfers.html"),
        (mij, "gedownload", map_, "parquet/stoplicht.parquet"),
        (mij, "gelezen", map_, "MANIFEST.json"),
    ]


def test_the_log_is_for_the_data_team_and_leaves_whole(portaal: Portaal, client_van: Klant) -> None:
    client_van("aanbieder").get("/map/datateam")
    for naam in MAPPEN:
        antwoord = client_van(naam).get("/beheer/portaal/logregel/uit/")
        assert (antwoord.status_code == 200) == (naam == "datateam"), naam
    tekst = b"".join(client_van("datateam").get("/beheer/portaal/logregel/uit/").streaming_content).decode("utf-8-sig")
    assert "geweigerd" in tekst
    assert "/map/datateam" in tekst
    # nobody changes it, whoever they are
    from portaal.models import Logregel

    regel = Logregel.objects.first()
    assert regel is not None
    for naam in ("datateam", "beheer"):
        assert client_van(naam).post(f"/beheer/portaal/logregel/{regel.pk}/delete/").status_code in (302, 403, 404)
        assert client_van(naam).post(f"/beheer/portaal/logregel/{regel.pk}/change/", {"wat": "x"}).status_code != 200
    assert Logregel.objects.filter(pk=regel.pk, wat=regel.wat).exists()


def test_a_role_that_is_taken_away_is_gone_at_once(portaal: Portaal, client_van: Klant) -> None:
    client = client_van("aanbieder")
    heen = client.get("/map/aanbieder/00910001")["Location"]
    portaal.account("aanbieder").rollen.all().delete()
    assert client.get(heen).status_code == 404
    account = portaal.account("gemeente")
    client = client_van("gemeente")
    account.is_active = False
    account.save()
    assert client.get("/map/gemeente/0384").status_code == 302


def test_what_goes_while_it_is_asked_is_gone(portaal: Portaal, client_van: Klant) -> None:
    heen = client_van("gemeente").get("/map/gemeente/0451")
    assert heen.status_code == 404
    heen = client_van("gemeente").get("/map/gemeente/0384")["Location"]
    pad = portaal.publicatie / "gemeente" / "0384" / "dictionary.csv"
    inhoud = pad.read_bytes()
    pad.unlink()
    try:
        assert client_van("gemeente").get(heen.replace("index.html", "dictionary.csv")).status_code == 404
    finally:
        pad.write_bytes(inhoud)
