"""Talking and joining: what is said stands in the night's files and nowhere else, and both sides see the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema
from peilstok.laden.referentie import ReferentieSamenvatting
from tests.portaal.conftest import Portaal

Klant = Callable[[str], Any]
NIEUW = "/gesprekken/nieuw/00910001/"
VRAAG = {"soort": "betwisting", "kpi": "305_5WD", "wet": "Jw", "gemeente_code": "0384", "periode": "2026"}
TEKST = "=HYPERLINK(1) deze starts waren <b>op tijd</b> gemeld; zie toewijzing 300157"


def _nacht(portaal: Portaal, vraag: str) -> tuple[ReferentieSamenvatting, list[tuple[Any, ...]]]:
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        gedaan = laad_referenties(con, portaal.landing, Pseudonimiseerder("sleutel van de test"))
        return gedaan, con.execute(vraag).fetchall()


def test_a_dispute_is_answered_and_both_see_the_stand(portaal: Portaal, client_van: Klant) -> None:
    from django.core import mail

    aanbieder, gemeente = client_van("aanbieder"), client_van("gemeente")
    hier = aanbieder.post(NIEUW, VRAAG | {"tekst": TEKST})["Location"]
    brief = mail.outbox[-1]
    assert {adres for een in mail.outbox for adres in een.to} == {
        "gemeente@demo.example.org",
        "backoffice@demo.example.org",
    }
    assert hier in brief.body
    assert "toewijzing" not in brief.body + brief.subject
    pagina = gemeente.get(hier).content.decode()
    assert "op tijd&lt;/b&gt; gemeld" in pagina
    assert "<dd>open</dd>" in pagina
    gemeente.post(hier, {"tekst": "Dat klopt, we passen het aan."})
    assert mail.outbox[-1].to == ["aanbieder@demo.example.org"]
    assert "<dd>beantwoord</dd>" in aanbieder.get(hier).content.decode()
    aanbieder.post(hier, {"tekst": "Dank u wel.", "sluit": "on"})
    for client in (aanbieder, gemeente, client_van("backoffice"), client_van("datateam")):
        assert "<dd>gesloten</dd>" in client.get(hier).content.decode()
        assert "startbericht binnen 5 werkdagen" in client.get("/gesprekken/").content.decode()
    gedaan, rijen = _nacht(
        portaal, "SELECT van, soort, status, gemeente_code, aanbieder_agb, kpi, tekst FROM raw.ref_toelichtingen"
    )
    assert gedaan.afgekeurd == []
    assert sorted(rij[:3] for rij in rijen) == [
        ("aanbieder", "antwoord", "gesloten"),
        ("aanbieder", "betwisting", "open"),
        ("gemeente", "antwoord", "beantwoord"),
    ]
    assert {rij[3:6] for rij in rijen} == {("0384", "00910001", "305_5WD")}


def test_who_has_no_part_in_it_does_not_see_it(portaal: Portaal, client_van: Klant) -> None:
    hier = client_van("aanbieder").post(NIEUW, VRAAG | {"tekst": "niet op tijd"})["Location"]
    for naam in ("regio", "beheer", "meer"):
        assert client_van(naam).get(hier).status_code == 404
        assert client_van(naam).post(hier, {"tekst": "x"}).status_code == 404
        assert "startbericht" not in client_van(naam).get("/gesprekken/").content.decode()
    # the data team reads along, and speaks for nobody
    assert client_van("datateam").post(hier, {"tekst": "x"}).status_code == 404
    nummer = hier.strip("/").split("/")[-1]
    for pad in (f"/gesprekken/00910002/{nummer}/", "/gesprekken/00910001/20260101-00000000/", "/gesprekken/x/y/"):
        assert client_van("aanbieder").get(pad).status_code == 404


@pytest.mark.parametrize(
    "anders",
    [
        {"tekst": "het gaat om 999900006"},
        {"tekst": "bel 06-12345678"},
        {"tekst": "mail naar jan@example.org"},
        {"tekst": ""},
        {"tekst": "x" * 2001},
        {"tekst": "\u202eomgekeerd"},
        {"gemeente_code": "9999"},
        {"kpi": "bestaat niet"},
        {"soort": "antwoord"},
        {"periode": "ooit"},
        {"bevinding_id": "f" * 32},
        {"bevinding_id": "../../x"},
    ],
)
def test_what_cannot_be_said(anders: dict[str, str], portaal: Portaal, client_van: Klant) -> None:
    antwoord = client_van("aanbieder").post(NIEUW, VRAAG | {"tekst": "niet op tijd"} | anders)
    assert antwoord.status_code in (200, 400)
    assert not list(portaal.landing.rglob("*.csv"))


def test_from_a_figure_the_figure_is_chosen(portaal: Portaal, client_van: Klant) -> None:
    naam = "Op tijd: startbericht binnen 5 werkdagen na de start"
    pagina = client_van("aanbieder").get(NIEUW, {"cijfer": naam}).content.decode()
    assert '<option value="305_5WD" selected>' in pagina


def test_onboarding_step_by_step(portaal: Portaal, client_van: Klant) -> None:
    from portaal.aansluiten import eerste_aanmelding

    hier = "/aansluiten/00910001/"
    aanbieder, datateam = client_van("aanbieder"), client_van("datateam")
    enquete = {"enquete": "ja", "softwareleverancier": "Zorgpakket", "vorm": "csv", "ritme": "kwartaal", "meet": "ja"}
    assert aanbieder.post(hier, enquete).status_code == 302
    for naam, inhoud in (("x.pdf", b"<html>"), ("x.pdf", b""), ("x.pdf", b"%PDF-" + b"x" * 10 * 1024 * 1024)):
        assert aanbieder.post(hier, {"stuk": "ja", "bestand": SimpleUploadedFile(naam, inhoud)}).status_code == 400
    assert datateam.post(hier, {"besluitformulier": "ja", "besluit": "akkoord"}).status_code == 404
    stuk = b"%PDF-1.7 getekend"
    aanbieder.post(hier, {"stuk": "ja", "bestand": SimpleUploadedFile("x.pdf", stuk)})
    assert "ligt bij het datateam" in aanbieder.get(hier).content.decode()
    # who is not asked does not decide
    assert aanbieder.post(hier, {"besluitformulier": "ja", "besluit": "akkoord"}).status_code == 404
    datateam.post(hier, {"besluitformulier": "ja", "besluit": "afgekeurd"})
    assert "niet akkoord" in aanbieder.get(hier).content.decode()
    aanbieder.post(hier, {"stuk": "ja", "bestand": SimpleUploadedFile("x.pdf", stuk)})
    assert b"".join(datateam.get(f"{hier}overeenkomst/").streaming_content) == stuk
    datateam.post(hier, {"besluitformulier": "ja", "besluit": "akkoord"})
    for _ in range(2):
        eerste_aanmelding(portaal.account("aanbieder"))
    gedaan, rijen = _nacht(portaal, "SELECT soort, aanbieder_agb, stap, status FROM raw.ref_opvolging ORDER BY ALL")
    assert gedaan.afgekeurd == []
    assert {rij[:2] for rij in rijen} == {("aansluiting", "00910001")}
    assert {rij[2] for rij in rijen} == {"enquête", "verwerkersovereenkomst", "inloggegevens"}
    assert len(rijen) == 3
    for pad in (hier, f"{hier}overeenkomst/"):
        assert client_van("gemeente").get(pad).status_code == 404
