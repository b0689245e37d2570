"""Rounds against a real mail server: one mail per report and party, whatever goes wrong in between."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peilstok.instellingen import Verzending
from peilstok.rapport.kwaliteit import Berichtkwaliteit, lees_berichtkwaliteit
from peilstok.versturen import Outbox, Partij, Postkamer, Regel, Ronde, Status, ronde, verstuur
from tests.versturen.postkantoor import Certificaat, Postkantoor, open_postkantoor

VANDAAG = date(2026, 7, 14)
AUGUSTUS = date(2026, 8, 1)
GEMEENTE, LAAT, DUBBEL = Partij("0983", ""), Partij("", "73730001"), Partij("", "73730004")
CONTACTEN: dict[Partij, tuple[str, ...]] = {
    GEMEENTE: ("backoffice@venlo.example.org",),
    LAAT: ("zorg@laat.example.org",),
    DUBBEL: ("zorg@dubbel.example.org",),
    # no address, and no report: nothing to send
    Partij("", "73730002"): (),
    Partij("", "73739999"): ("nergens@example.org",),
}
PERSOONLIJK = ("S1", "start-", "is te laat gemeld", "Al bekeken", "client-", "77")


@dataclass
class Wereld:
    """A post room with its own copy of the figures, and a server."""

    kamer: Postkamer
    kantoor: Postkantoor
    contacten: dict[Partij, tuple[str, ...]]
    vandaag: date = VANDAAG

    def ronde(self, **anders: Any) -> Ronde:
        return verstuur(self.kamer, self.contacten, vandaag=self.vandaag, sinds=datetime.now(UTC), **anders)

    def stand(self) -> dict[str, Regel]:
        with Outbox(self.kamer.outbox) as outbox:
            return outbox.laatste()

    def statussen(self) -> dict[str, Status]:
        return {partij: regel.status for partij, regel in self.stand().items()}

    def cijfers(self, sql: str) -> None:
        with duckdb.connect(str(self.kamer.publicatie / "peilstok.duckdb")) as con:
            con.execute(sql)


def _hash(delen: Any) -> str:
    return hashlib.sha256("\x1f".join(delen).encode()).hexdigest()[:32]


@pytest.fixture
def wereld(publicatie: Path, certificaat: Certificaat, tmp_path: Path) -> Iterator[Wereld]:
    shutil.copytree(publicatie, tmp_path / "publicatie")
    with open_postkantoor(certificaat) as (kantoor, verzending):
        yield Wereld(_kamer(tmp_path, verzending), kantoor, dict(CONTACTEN))


def _kamer(map_: Path, verzending: Verzending) -> Postkamer:
    return Postkamer(map_ / "publicatie", map_ / "data" / "outbox.sqlite", map_ / "data" / "uit", verzending, _hash)


def test_een_mail_per_partij_en_dan_niets_meer(wereld: Wereld) -> None:
    assert wereld.ronde() == Ronde(proef=False, partijen=3, klaar=3, verstuurd=3)
    assert sorted(wereld.kantoor.enveloppen) == [
        ("peilstok@regio.example.org", ("backoffice@venlo.example.org",)),
        ("peilstok@regio.example.org", ("zorg@dubbel.example.org",)),
        ("peilstok@regio.example.org", ("zorg@laat.example.org",)),
    ]
    # nor after the warehouse or the publication was made again
    assert wereld.ronde() == Ronde(proef=False, partijen=3)
    assert wereld.ronde(op_verzoek=True) == Ronde(proef=False, partijen=3)
    assert len(wereld.kantoor.gezien) == 3


def test_geen_rij_van_een_bevinding_in_een_mail(wereld: Wereld) -> None:
    wereld.ronde()
    with duckdb.connect(str(wereld.kamer.publicatie / "peilstok.duckdb"), read_only=True) as con:
        ids = [rij[0] for rij in con.execute("select bevinding_id from kwaliteit.bevinding").fetchall()]
    assert len(ids) > 30
    for mail in wereld.kantoor.aangenomen:
        assert not [p for p in mail.walk() if p.get_filename()] and not mail.is_multipart()
        tekst = mail.as_string()
        # each in the folder of its own
        assert re.search(
            r"https://intranet\.example\.org/peilstok/(aanbieder|backoffice)/(\d+)/kwaliteit/\w+_\2\.html",
            mail.get_content(),
        )
        for gegeven in (*PERSOONLIJK, *ids):
            assert gegeven not in mail.get_content(), gegeven
        assert "bevinding_id" not in tekst


def test_nieuwe_maand_is_nieuws_en_binnen_de_maand_alleen_op_verzoek(wereld: Wereld) -> None:
    wereld.ronde()
    wereld.cijfers("update kwaliteit.bevinding set status = 'gecorrigeerd' where bericht_id = 'start-10'")
    assert wereld.ronde().klaar == 0
    # the provider's and the gemeente's report changed, that of the other provider did not
    assert wereld.ronde(op_verzoek=True).verstuurd == 2
    assert "- Jeugdwet: 32 bevindingen" in wereld.kantoor.aangenomen[-2].get_content()
    # back to what it was is news again, and another mail than the first
    wereld.cijfers("update kwaliteit.bevinding set status = 'open' where bericht_id = 'start-10'")
    assert wereld.ronde(op_verzoek=True).verstuurd == 2
    assert len({mail["Message-ID"] for mail in wereld.kantoor.aangenomen}) == 7
    # on the last day of July that month is complete, but the day has only just begun
    wereld.cijfers("update kwaliteit.peil set peildatum = date '2026-07-31'")
    wereld.vandaag = date(2026, 7, 31)
    assert wereld.ronde() == Ronde(proef=False, partijen=3)
    assert "morgen" in wereld.ronde(op_verzoek=True).reden
    wereld.vandaag = AUGUSTUS
    assert wereld.ronde().verstuurd == 3
    assert wereld.kantoor.aangenomen[-1]["Subject"].startswith("Kwaliteit van de berichten, juli 2026: ")


def test_cijfers_van_een_andere_maand_gaan_niet_weg(wereld: Wereld) -> None:
    wereld.vandaag = AUGUSTUS
    gedaan = wereld.ronde()
    assert "draai eerst de nacht" in gedaan.reden and not wereld.kantoor.gezien
    # made again for an earlier day: not news, even when it is looked at as of then
    wereld.vandaag = VANDAAG
    wereld.ronde()
    wereld.cijfers("update kwaliteit.peil set peildatum = date '2026-05-31'")
    wereld.vandaag = date(2026, 6, 1)
    assert wereld.ronde(op_verzoek=True).klaar == 0 and len(wereld.kantoor.gezien) == 3


def test_geweigerd_adres(wereld: Wereld) -> None:
    wereld.kantoor.naar = {"zorg@laat.example.org": "550 5.1.1 <zorg@laat.example.org> kennen wij niet"}
    assert wereld.ronde() == Ronde(proef=False, partijen=3, klaar=3, verstuurd=2, geweigerd=1)
    regel = wereld.stand()["aanbieder_73730001"]
    assert (regel.status, regel.code) == (Status.GEWEIGERD, "550 5.1.1") and "@" not in regel.reden
    # not tried again, but still counted
    assert wereld.ronde() == Ronde(proef=False, partijen=3, geweigerd=1)
    assert wereld.kantoor.gevraagd.count("zorg@laat.example.org") == 1
    # another address: that same night
    wereld.contacten[LAAT] = ("nieuw@laat.example.org",)
    assert wereld.ronde() == Ronde(proef=False, partijen=3, klaar=1, verstuurd=1)
    # once it was sent, another address waits for the next report
    wereld.contacten[LAAT] = ("nieuwer@laat.example.org",)
    assert wereld.ronde().klaar == 0


def test_geweigerd_en_op_verzoek_nogmaals(wereld: Wereld) -> None:
    wereld.kantoor.naar = {"zorg@laat.example.org": "550 vol"}
    wereld.ronde()
    wereld.kantoor.naar = {}
    wereld.cijfers("update kwaliteit.bevinding set status = 'gecorrigeerd' where toewijzingnummer = '77'")
    # only that party: to ask for one mail is not to ask for all
    assert wereld.ronde(opnieuw="aanbieder_73730001") == Ronde(proef=False, partijen=3, klaar=1, verstuurd=1)
    nogmaals = wereld.ronde(opnieuw="aanbieder_73730001")
    assert nogmaals.klaar == 0 and "geen geweigerde" in nogmaals.reden
    assert len(wereld.kantoor.aangenomen) == 3


def test_allen_geweigerd_en_op_verzoek_allen_nogmaals(wereld: Wereld) -> None:
    wereld.kantoor.inhoud = ["554 5.7.1 geen mail van u"] * 3
    assert wereld.ronde().geweigerd == 3
    assert wereld.ronde(op_verzoek=True).klaar == 0
    assert wereld.ronde(opnieuw="alle") == Ronde(proef=False, partijen=3, klaar=3, verstuurd=3)
    assert {mail["Message-ID"] for mail in wereld.kantoor.gezien[:3]} == {
        mail["Message-ID"] for mail in wereld.kantoor.aangenomen
    }


def test_tijdelijk_niet(wereld: Wereld) -> None:
    wereld.kantoor.naar = {"zorg@laat.example.org": "451 4.7.1 later"}
    assert wereld.ronde() == Ronde(proef=False, partijen=3, klaar=3, verstuurd=2, wacht=1, tijdelijk=True)
    wereld.kantoor.naar = {}
    assert wereld.ronde() == Ronde(proef=False, partijen=3, klaar=1, verstuurd=1)
    assert wereld.ronde().klaar == 0


def test_wat_wacht_gaat_zoals_het_dan_is(wereld: Wereld) -> None:
    """Only one mail, with the counts of now; and none to a contact that is gone."""
    wereld.kantoor.inhoud = ["451 later", "451 later", "451 later"]
    assert wereld.ronde().wacht == 3
    wereld.cijfers("update kwaliteit.bevinding set status = 'gecorrigeerd' where regel in ('OP271', 'OP090')")
    del wereld.contacten[DUBBEL]
    assert wereld.ronde() == Ronde(proef=False, partijen=2, klaar=2, verstuurd=2)
    assert sorted(wereld.kantoor.namen()) == ["backoffice", "zorg"]
    assert "aanbieder_73730004" not in wereld.statussen()
    assert "geen bevinding open" in wereld.kantoor.aangenomen[0].get_content()


def test_wat_verviel_kan_weer_aan_de_beurt_komen(wereld: Wereld) -> None:
    wereld.kantoor.naar = {adres: "451 later" for adressen in CONTACTEN.values() for adres in adressen}
    assert wereld.ronde().wacht == 3
    wereld.cijfers("update kwaliteit.bevinding set status = 'gecorrigeerd' where regel = 'OP271'")
    assert wereld.ronde().wacht == 3
    wereld.cijfers("update kwaliteit.bevinding set status = 'open' where regel = 'OP271'")
    assert wereld.ronde().wacht == 3
    wereld.kantoor.naar = {}
    assert wereld.ronde() == Ronde(proef=False, partijen=3, klaar=3, verstuurd=3)


def test_server_sterft_halverwege(wereld: Wereld) -> None:
    wereld.kantoor.sterf = "na inhoud"
    gedaan = wereld.ronde()
    assert (gedaan.verstuurd, gedaan.onzeker, gedaan.wacht, gedaan.tijdelijk) == (0, 1, 2, True)
    wereld.kantoor.sterf = ""
    # the uncertain one is not sent again by itself
    assert wereld.ronde() == Ronde(proef=False, partijen=3, klaar=2, verstuurd=2, onzeker=1)
    assert wereld.ronde() == Ronde(proef=False, partijen=3, onzeker=1)
    (partij,) = [naam for naam, status in wereld.statussen().items() if status == Status.ONZEKER]
    eerste = wereld.kantoor.gezien[0]
    # on request it is, and the receiver can see that it is the same mail
    assert wereld.ronde(opnieuw=partij) == Ronde(proef=False, partijen=3, klaar=1, verstuurd=1)
    assert wereld.kantoor.gezien[-1]["Message-ID"] == eerste["Message-ID"]


def test_verkeerd_wachtwoord_en_geen_tls(wereld: Wereld, certificaat: Certificaat) -> None:
    goed = wereld.kamer
    wereld.kamer = replace(goed, verzending=replace(goed.verzending, wachtwoord="mis"))
    gedaan = wereld.ronde()
    assert "wachtwoord" in gedaan.reden and not gedaan.tijdelijk
    assert (gedaan.wacht, gedaan.verstuurd) == (3, 0)
    with open_postkantoor(certificaat, soort="kaal") as (kaal, verzending):
        wereld.kamer = replace(goed, verzending=replace(verzending, beveiliging="starttls"))
        assert "TLS" in wereld.ronde().reden and not kaal.gezien
    assert all("geen TLS" in regel.reden for regel in wereld.stand().values())
    wereld.kamer = goed
    assert wereld.ronde().verstuurd == 3


def test_proef_schrijft_en_verstuurt_niet(wereld: Wereld) -> None:
    echt = wereld.kamer
    wereld.kamer = replace(echt, verzending=replace(echt.verzending, versturen=False))
    wereld.vandaag = AUGUSTUS
    assert wereld.ronde() == Ronde(proef=True, partijen=3, klaar=3)
    assert {pad.name for pad in echt.uit.iterdir()} == {
        "aanbieder_73730001.eml",
        "aanbieder_73730004.eml",
        "gemeente_0983.eml",
    }
    assert b"To: backoffice@venlo.example.org" in (echt.uit / "gemeente_0983.eml").read_bytes()
    assert not wereld.kantoor.gevraagd and wereld.stand() == {}
    # what it shows is what goes out next, and what went out is not shown again
    wereld.kamer, wereld.vandaag = echt, VANDAAG
    assert wereld.ronde().verstuurd == 3 and not list(echt.uit.iterdir())
    wereld.kamer = replace(echt, verzending=Verzending())
    assert wereld.ronde() == Ronde(proef=True, partijen=3)


def test_niemand(wereld: Wereld) -> None:
    wereld.contacten = {}
    assert wereld.ronde() == Ronde(proef=False)
    assert not wereld.kamer.outbox.exists()


def test_outbox_kent_geen_adres_en_is_van_de_eigenaar(wereld: Wereld) -> None:
    wereld.kantoor.naar = {"zorg@laat.example.org": "550 zorg@laat.example.org onbekend"}
    wereld.ronde()
    inhoud = wereld.kamer.outbox.read_bytes()
    assert b"zorg@" not in inhoud and b"example.org" not in inhoud and b"wachtwoord-van-de-toets" not in inhoud
    assert wereld.kamer.outbox.stat().st_mode & 0o077 == 0


def test_een_kapotte_outbox_verstuurt_niets(wereld: Wereld) -> None:
    wereld.kamer.outbox.parent.mkdir()
    wereld.kamer.outbox.write_bytes(b"geen database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        wereld.ronde()
    assert not wereld.kantoor.gezien


KIND = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from peilstok.instellingen import Verzending
from peilstok.versturen import verstuur
from tests.versturen.test_ronde import CONTACTEN, VANDAAG, _kamer
map_, poort, ca = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
verzending = Verzending(
    True, "", "peilstok@regio.example.org", "127.0.0.1", poort, "starttls", sys.argv[4], sys.argv[5], ca
)
print("klaar", flush=True)
input()
verstuur(_kamer(map_, verzending), CONTACTEN, vandaag=VANDAAG, sinds=datetime.now(UTC))
"""


def test_ons_proces_sterft_halverwege(wereld: Wereld, tmp_path: Path) -> None:
    """Killed while the server has the contents and did not answer: what it took is not sent again."""
    v = wereld.kamer.verzending
    argumenten = [str(tmp_path), str(v.poort), str(v.ca), v.gebruiker, v.wachtwoord]
    with subprocess.Popen(
        [sys.executable, "-c", KIND, *argumenten],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": "."},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as proces:
        assert proces.stdout is not None and proces.stdout.readline() == "klaar\n"
        wereld.kantoor.dood_proces = proces.pid
        proces.communicate("\n", timeout=60)
    assert proces.returncode == -signal.SIGKILL
    assert Counter(wereld.statussen().values()) == {Status.BEZIG: 1, Status.WACHT: 2}
    wereld.kantoor.dood_proces = 0
    assert wereld.ronde() == Ronde(proef=False, partijen=3, klaar=2, verstuurd=2, onzeker=1)
    assert len(wereld.kantoor.gezien) == 3


STORING = st.sampled_from(["goed", "451", "550", "451 inhoud", "afzender", "voor inhoud", "na inhoud", "wachtwoord"])


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(storingen=st.lists(STORING, min_size=1, max_size=5))
def test_nooit_twee_keer_en_uiteindelijk_wel(
    storingen: list[str],
    publicatie: Path,
    certificaat: Certificaat,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whatever a server does in a row of nights: nobody's mail is taken in twice, and after a good night everyone has
    it but those that were refused or are uncertain."""
    map_ = tmp_path_factory.mktemp("rij")
    (map_ / "publicatie").symlink_to(publicatie)
    k = lees_berichtkwaliteit(publicatie / "peilstok.duckdb")
    assert k is not None
    with pytest.MonkeyPatch.context() as patch, open_postkantoor(certificaat) as (kantoor, verzending):
        patch.setattr(ronde, "lees_berichtkwaliteit", _altijd(k))
        wereld = Wereld(_kamer(map_, verzending), kantoor, dict(CONTACTEN))
        for storing in [*storingen, "goed"]:
            kantoor.naar, kantoor.inhoud, kantoor.sterf = {}, [], ""
            if storing in ("451", "550"):
                kantoor.naar = {"zorg@laat.example.org": storing}
            elif storing == "451 inhoud":
                kantoor.inhoud = ["451 later"]
            elif storing in ("afzender", "voor inhoud", "na inhoud"):
                kantoor.sterf = storing  # type: ignore[assignment]
            wachtwoord = "mis" if storing == "wachtwoord" else verzending.wachtwoord
            wereld.kamer = _kamer(map_, replace(verzending, wachtwoord=wachtwoord))
            wereld.ronde()
    assert max(Counter(mail["To"] for mail in kantoor.aangenomen).values(), default=0) <= 1
    statussen = wereld.statussen()
    assert len(statussen) == 3 and Status.WACHT not in statussen.values() and Status.BEZIG not in statussen.values()
    verstuurd = sum(status == Status.VERSTUURD for status in statussen.values())
    onzeker = sum(status == Status.ONZEKER for status in statussen.values())
    assert verstuurd <= len(kantoor.aangenomen) <= verstuurd + onzeker


def _altijd(k: Berichtkwaliteit) -> Any:
    return lambda _: k
