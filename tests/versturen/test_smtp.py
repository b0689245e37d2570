"""A connection to a real mail server: what it may say, and when we do not speak at all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from peilstok.versturen import smtp
from peilstok.versturen.outbox import Status
from peilstok.versturen.smtp import Antwoord, PostFout, Postsessie
from tests.versturen.postkantoor import Certificaat, Postkantoor, maak_certificaat, open_postkantoor

VAN = "peilstok@regio.example.org"
INHOUD = b"From: peilstok@regio.example.org\r\nMessage-ID: <a@b.nl>\r\n\r\n.een punt vooraan\r\n"


def _bied(verzending: Any, *aan: str, keer: int = 1) -> list[Antwoord]:
    with Postsessie(verzending) as sessie:
        return [sessie.bied_aan(VAN, aan or ("a@example.org",), INHOUD) for _ in range(keer)]


@pytest.mark.parametrize("soort", ["starttls", "tls", "kaal"])
def test_aangenomen(certificaat: Certificaat, soort: Any) -> None:
    with open_postkantoor(certificaat, soort=soort) as (kantoor, verzending):
        assert _bied(verzending, keer=2) == [Antwoord(Status.VERSTUURD, "250 2.0.0")] * 2
    assert kantoor.enveloppen == [(VAN, ("a@example.org",))] * 2
    assert kantoor.versleuteld == kantoor.aangemeld == [soort != "kaal"] * 2
    assert kantoor.aangenomen[0].get_content() == ".een punt vooraan\r\n"


@pytest.mark.parametrize(
    ("antwoord", "verwacht"),
    [
        ("550 5.1.1 <a@example.org> bestaat niet", Antwoord(Status.GEWEIGERD, "550 5.1.1", "ontvanger")),
        ("550 a@example.org onbekend", Antwoord(Status.GEWEIGERD, "550", "ontvanger")),
        ("451 4.7.1 later a@example.org", Antwoord(Status.WACHT, "451 4.7.1", "ontvanger")),
    ],
)
def test_ontvanger_geweigerd(certificaat: Certificaat, antwoord: str, verwacht: Antwoord) -> None:
    begonnen: list[int] = []
    kantoor = Postkantoor(naar={"a@example.org": antwoord})
    with open_postkantoor(certificaat, kantoor) as (_, verzending), Postsessie(verzending) as sessie:
        gekregen = sessie.bied_aan(VAN, ["a@example.org"], INHOUD, voor_inhoud=lambda: begonnen.append(1))
        # the connection can still be used
        assert sessie.bied_aan(VAN, ["b@example.org"], INHOUD).status == Status.VERSTUURD
    assert (gekregen.status, gekregen.code) == (verwacht.status, verwacht.code)
    assert verwacht.reden in gekregen.reden and "@" not in gekregen.reden
    assert begonnen == [] and len(kantoor.gezien) == 1


@pytest.mark.parametrize(
    ("antwoord", "status", "code"),
    [
        ("451 4.3.0 later", Status.WACHT, "451 4.3.0"),
        ("552 5.2.2 vol", Status.GEWEIGERD, "552 5.2.2"),
        ("554 a@example.org is spam", Status.GEWEIGERD, "554"),
    ],
)
def test_inhoud_geweigerd(certificaat: Certificaat, antwoord: str, status: Status, code: str) -> None:
    with open_postkantoor(certificaat, Postkantoor(inhoud=[antwoord])) as (_, verzending):
        (gekregen,) = _bied(verzending)
    assert (gekregen.status, gekregen.code) == (status, code) and "@" not in gekregen.reden


def test_een_van_twee_ontvangers(certificaat: Certificaat) -> None:
    kantoor = Postkantoor(naar={"weg@example.org": "550 5.1.1 weg"})
    with open_postkantoor(certificaat, kantoor) as (_, verzending):
        (gekregen,) = _bied(verzending, "weg@example.org", "er@example.org")
        assert gekregen == Antwoord(Status.VERSTUURD, "550 5.1.1", "1 van de 2 ontvangers geweigerd")
        # for now to one: to nobody yet, or the other would get it twice
        kantoor.naar = {"later@example.org": "450 4.2.0 later"}
        assert _bied(verzending, "er@example.org", "later@example.org")[0].status == Status.WACHT
    assert kantoor.enveloppen == [(VAN, ("er@example.org",))]


@pytest.mark.parametrize("sterf", ["voor inhoud", "na inhoud"])
def test_server_sterft_met_de_inhoud(certificaat: Certificaat, sterf: Any) -> None:
    kantoor = Postkantoor(sterf=sterf)
    with open_postkantoor(certificaat, kantoor) as (_, verzending), Postsessie(verzending) as sessie:
        assert sessie.bied_aan(VAN, ["a@example.org"], INHOUD).status == Status.ONZEKER
        with pytest.raises(PostFout, match="viel weg") as fout:
            sessie.bied_aan(VAN, ["b@example.org"], INHOUD)
    assert fout.value.tijdelijk


def test_server_antwoordt_niet(certificaat: Certificaat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "WACHTTIJD_INHOUD", 0.2)

    class Traag(Postkantoor):
        async def handle_DATA(self, *delen: Any) -> str:
            await asyncio.sleep(1)
            return "250 te laat"

    with open_postkantoor(certificaat, Traag()) as (_, verzending):
        assert _bied(verzending)[0].status == Status.ONZEKER


def test_server_sterft_voor_de_inhoud(certificaat: Certificaat) -> None:
    kantoor = Postkantoor(sterf="afzender")
    with open_postkantoor(certificaat, kantoor) as (_, verzending), pytest.raises(PostFout, match="viel weg"):
        _bied(verzending)


@pytest.mark.parametrize(
    ("kantoor", "code", "tijdelijk"),
    [
        (Postkantoor(afzender="550 5.7.1 peilstok@regio.example.org mag niet"), "550 5.7.1", False),
        (Postkantoor(afzender="451 4.3.0 later"), "451 4.3.0", True),
        (Postkantoor(naar={"a@example.org": "530 5.7.0 eerst aanmelden"}), "530 5.7.0", False),
        (Postkantoor(naar={"a@example.org": "421 4.3.2 gesloten"}), "421 4.3.2", True),
    ],
)
def test_wat_over_ons_gaat_is_geen_weigering_van_een_ontvanger(
    certificaat: Certificaat, kantoor: Postkantoor, code: str, tijdelijk: bool
) -> None:
    with open_postkantoor(certificaat, kantoor) as (_, verzending), pytest.raises(PostFout) as fout:
        _bied(verzending)
    assert code in str(fout.value) and "@" not in str(fout.value)
    assert fout.value.tijdelijk is tijdelijk


def test_verkeerd_wachtwoord(certificaat: Certificaat) -> None:
    kantoor = Postkantoor()
    with open_postkantoor(certificaat, kantoor) as (_, verzending), pytest.raises(PostFout, match="535") as fout:
        _bied(replace(verzending, wachtwoord="fout"))
    assert "wachtwoord" in str(fout.value)
    assert not fout.value.tijdelijk and not kantoor.gevraagd


def test_zonder_tls_geen_woord(certificaat: Certificaat) -> None:
    with open_postkantoor(certificaat, soort="kaal") as (kantoor, verzending):
        with pytest.raises(PostFout, match="biedt geen TLS") as fout:
            _bied(replace(verzending, beveiliging="starttls", gebruiker="peilstok", wachtwoord="geheim"))
        with pytest.raises(PostFout):
            _bied(replace(verzending, beveiliging="tls"))
    assert not fout.value.tijdelijk and not kantoor.gevraagd


@pytest.mark.parametrize("soort", ["starttls", "tls"])
def test_certificaat_van_een_ander(certificaat: Certificaat, tmp_path: Any, soort: Any) -> None:
    ander = maak_certificaat(tmp_path, voor="mail.elders.example.org")
    with open_postkantoor(ander, soort=soort) as (kantoor, verzending):
        # trusted, but for another server; then for nobody we know
        for ca in (ander.pad, certificaat.pad):
            with pytest.raises(PostFout, match="certificaat") as fout:
                _bied(replace(verzending, ca=ca))
    assert not fout.value.tijdelijk and not kantoor.gevraagd


def test_niemand_thuis(certificaat: Certificaat) -> None:
    with open_postkantoor(certificaat) as (_, verzending):
        pass
    with pytest.raises(PostFout, match="niet bereikbaar") as fout:
        _bied(verzending)
    assert fout.value.tijdelijk


@pytest.mark.parametrize(
    ("adres", "lus"), [("127.0.0.1", True), ("::1", True), ("10.1.2.3", False), ("fe80::1%eth0", False)]
)
def test_kaal_alleen_op_deze_machine(adres: str, lus: bool) -> None:
    """By where the line really goes, not by the name: localhost may be anything."""
    nep = SimpleNamespace(sock=SimpleNamespace(getpeername=lambda: (adres, 25)))
    assert smtp._is_lus(cast(Any, nep)) is lus
