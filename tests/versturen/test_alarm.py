"""Who keeps the nights running hears of what is wrong: once, again after a week, and when it is over."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project import alarm
from dagster_project.alarm import waak
from peilstok.alarm import Sein, houd_bij
from peilstok.instellingen import Alarmering, Instellingen, Verzending
from peilstok.nachtboek import Afloop, Nachtboek
from tests.versturen.postkantoor import Certificaat, open_postkantoor

NU = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
GEEN_POST = Verzending()


class Webhook(list[dict[str, Any]]):
    """What was posted, and what it answers."""

    antwoord = 200
    adres = ""


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    ontvangen = Webhook()

    class Ontvanger(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            ontvangen.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(ontvangen.antwoord)
            self.send_header("Location", "/elders")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Ontvanger)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ontvangen.adres = f"http://127.0.0.1:{server.server_port}/geheim-deel"
    yield ontvangen
    server.shutdown()
    server.server_close()


def _huis(map_: Path, verzending: Verzending = GEEN_POST, **doel: Any) -> Instellingen:
    (map_ / "landing").mkdir(exist_ok=True)
    return Instellingen(
        landing=map_ / "landing",
        data=map_,
        peildatum=date(2026, 10, 25),
        kennisdatum=date(2026, 10, 25),
        test_bsn="meetellen",
        historie_vanaf=date(2015, 1, 1),
        aansluit_dagen=30,
        recidive_maanden=12,
        verzending=verzending,
        alarmering=Alarmering(**({"schijf_gb": 0} | doel)),
    )


@contextmanager
def _boek(huis: Instellingen) -> Iterator[Nachtboek]:
    with Nachtboek(huis.nachtboek) as boek:
        yield boek


def _nacht(huis: Instellingen, begin: datetime, afloop: Afloop, reden: str = "") -> None:
    with _boek(huis) as boek:
        boek.begin(begin.isoformat(), begin, "1")
        if afloop is not Afloop.BEZIG:
            boek.eindig(begin.isoformat(), begin + timedelta(minutes=9), afloop, reden)


def test_eenmaal_dan_na_een_week_en_als_het_voorbij_is(tmp_path: Path) -> None:
    gezegd: list[tuple[list[str], list[str]]] = []

    def zeg(ronde: Any) -> list[str]:
        gezegd.append(([a.soort for a in ronde.nieuw], [a.soort for a in ronde.voorbij]))
        return mis.pop(0) if mis else []

    mis: list[list[str]] = [["kan niet"]]
    schijf = Sein("schijf", "vol")
    with Nachtboek(tmp_path / "boek.sqlite") as boek:
        assert houd_bij(boek, [schijf], NU, zeg).fouten == ("kan niet",)
        for uren in (1, 2, 24 * 7, 24 * 8):
            houd_bij(boek, [schijf], NU + timedelta(hours=uren), zeg)
        assert boek.openstaand()[0].sinds == NU
        # what cannot be looked at now is not over
        houd_bij(boek, [], NU + timedelta(days=8, hours=1), zeg, ongezien=["schijf"])
        houd_bij(boek, [], NU + timedelta(days=8, hours=2), zeg)
        houd_bij(boek, [], NU + timedelta(days=8, hours=3), zeg)
        # never said, and over: no word about it
        mis.append(["kan niet"])
        houd_bij(boek, [schijf], NU + timedelta(days=9), zeg)
        houd_bij(boek, [], NU + timedelta(days=10), zeg)
        assert boek.openstaand() == []
    een, over = (["schijf"], []), ([], ["schijf"])
    assert gezegd == [een, een, een, over, een]


@pytest.mark.parametrize(
    ("afloop", "soort"),
    [(Afloop.MISLUKT, "nacht_mislukt"), (Afloop.AFGEBROKEN, "nacht_afgebroken"), (Afloop.BEZIG, "nacht_afgebroken")],
)
def test_een_nacht_die_niet_goed_ging(tmp_path: Path, webhook: Webhook, afloop: Afloop, soort: str) -> None:
    huis = _huis(tmp_path, webhook=webhook.adres)
    _nacht(huis, NU - timedelta(hours=2), afloop, "De stap 'Publiceren' is niet gelukt.")
    assert waak(huis, NU) and waak(huis, NU)
    assert [[a["soort"] for a in post["nieuw"]] for post in webhook] == [[soort]]
    assert "25-10-2026" in webhook[0]["text"] or "25 oktober 2026" in webhook[0]["text"]
    _nacht(huis, NU, Afloop.GELUKT)
    waak(huis, NU + timedelta(hours=1))
    assert [a["soort"] for a in webhook[1]["voorbij"]] == [soort] and webhook[1]["nieuw"] == []


def test_stilte_en_de_nacht_dat_de_klok_teruggaat(tmp_path: Path, webhook: Webhook) -> None:
    huis = _huis(tmp_path, webhook=webhook.adres, uren=36)
    assert waak(huis, NU) is not None and not webhook, "no night yet is no silence"
    _nacht(huis, NU, Afloop.GELUKT)
    waak(huis, NU + timedelta(hours=36))
    assert not webhook
    waak(huis, NU + timedelta(hours=37))
    assert [a["soort"] for a in webhook[0]["nieuw"]] == ["geen_nacht"]


def test_schijf_en_landing(tmp_path: Path, webhook: Webhook) -> None:
    huis = _huis(tmp_path, webhook=webhook.adres, schijf_gb=100_000)
    huis.landing.rmdir()
    waak(huis, NU)
    assert {a["soort"] for a in webhook[0]["nieuw"]} == {"schijf", "landing"}


def test_wie_stil_is_met_aantallen_en_zonder_codes(tmp_path: Path, webhook: Webhook) -> None:
    huis = _huis(tmp_path, webhook=webhook.adres)
    with duckdb.connect(str(huis.warehouse)) as con:
        con.execute("""
            create schema marts; create schema kwaliteit;
            create table marts.fct_bericht as
            select 'Jw' as wet, '94000001' as afzender, '305' as berichttype
                , date '2026-01-01' + i::integer as dagtekening
            from range(0, 20) as t (i)
            union all select 'Jw', '94000002', '305', date '2026-10-20';
            create table kwaliteit.controle as
            select 'versheid_gemeente' as naam, 'niet geslaagd' as status, 2 as afwijkend_aantal;
        """)
    waak(huis, NU)
    teksten = {a["soort"]: a["tekst"] for a in webhook[0]["nieuw"]}
    assert teksten == {
        "stille_aanbieders": "1 aanbieder die altijd berichten stuurde, stuurt niets meer.",
        "stille_gemeenten": "2 gemeenten die altijd berichten stuurden, sturen niets meer.",
    }
    with duckdb.connect(str(huis.warehouse)):
        # a night has it: nobody is said to be back
        waak(huis, NU + timedelta(hours=1))
    assert len(webhook) == 1


def test_een_mail_en_het_certificaat(tmp_path: Path, certificaat: Certificaat) -> None:
    with open_postkantoor(certificaat) as (kantoor, verzending):
        huis = _huis(tmp_path, verzending, adressen=("beheer@example.org", "nacht@example.org"))
        ronde = waak(huis, datetime.now(UTC))
        assert ronde and ronde.fouten == () and [a.soort for a in ronde.nieuw] == ["certificaat"]
        assert kantoor.enveloppen == [("peilstok@regio.example.org", huis.alarmering.adressen)]
        mail = kantoor.aangenomen[0]
        assert mail["Subject"] == "Peilstok: 1 melding vraagt aandacht"
        assert "certificaat van de mailserver verloopt" in " ".join(mail.get_content().split())
        # one that no longer holds is another thing, and the first is not over
        andere = replace(huis, verzending=replace(verzending, ca=None))
        tweede = waak(andere, datetime.now(UTC))
        assert tweede and tweede.fouten and [a.soort for a in tweede.nieuw] == ["mailserver"]


@pytest.mark.parametrize("antwoord", [500, 302])
def test_een_webhook_die_niet_meewerkt(tmp_path: Path, webhook: Webhook, antwoord: int) -> None:
    huis = _huis(tmp_path, webhook=webhook.adres)
    _nacht(huis, NU, Afloop.MISLUKT)
    webhook.antwoord = antwoord
    ronde = waak(huis, NU)
    assert ronde and ronde.fouten == (f"De webhook van het alarm antwoordt met {antwoord}.",)
    webhook.antwoord = 204
    assert (opnieuw := waak(huis, NU)) and not opnieuw.fouten and len(webhook) == 2
    weg = waak(
        replace(huis, alarmering=replace(huis.alarmering, webhook="http://127.0.0.1:1/geheim")), NU + timedelta(8)
    )
    assert weg and weg.fouten == ("De webhook van het alarm is niet te bereiken.",)


def test_niemand_en_de_demo(tmp_path: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    _nacht(_huis(tmp_path), NU, Afloop.MISLUKT)
    assert waak(_huis(tmp_path), NU) is None
    assert waak(replace(_huis(tmp_path, webhook=webhook.adres), is_demo=True), NU) is None
    assert not webhook


def test_een_boek_dat_niet_te_lezen_is_wordt_gezegd(tmp_path: Path, webhook: Webhook) -> None:
    huis = _huis(tmp_path, webhook=webhook.adres)
    huis.nachtboek.write_bytes(b"geen sqlite" * 500)
    ronde = waak(huis, NU)
    assert ronde and [a.soort for a in ronde.nieuw] == ["nachtboek"] and len(webhook) == 1


def test_de_opdracht(tmp_path: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    huis = _huis(tmp_path, webhook=webhook.adres)
    _nacht(huis, datetime.now(UTC), Afloop.MISLUKT, "De stap 'Publiceren' is niet gelukt.")
    monkeypatch.setattr(alarm, "instellingen", lambda: huis)
    assert alarm.main() == 0 and "is mislukt" in capsys.readouterr().out
    webhook.antwoord = 500
    _nacht(huis, datetime.now(UTC), Afloop.AFGEBROKEN)
    assert alarm.main() == 1 and webhook.adres not in "".join(capsys.readouterr())
