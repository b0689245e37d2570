"""The mail itself: what it says, what it cannot hold, and what counts as an address."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peilstok.adres import _ADRES, is_adres
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema
from peilstok.rapport.kwaliteit import lees_berichtkwaliteit
from peilstok.versturen import Partij, lees_contacten, zonder_adres
from peilstok.versturen.bericht import maak_bericht
from peilstok.versturen.partij import Melding, Telling, maak_meldingen

MELDING = Melding(
    partij=Partij("0983", ""),
    naam="Venlo",
    maand=date(2026, 6, 1),
    peildatum=date(2026, 7, 14),
    tellingen={"Jw": Telling(30, 1075, 95), "Wmo": Telling(0, 1, 0)},
    stil_aantal=1,
    vingerafdruk="a" * 64,
)
KOPPEN = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
]


def _mail(melding: Melding, **anders: object) -> EmailMessage:
    gegevens: dict = {
        "van": "peilstok@regio.example.org",
        "aan": ("backoffice@venlo.example.org",),
        "bericht_id": "0" * 32,
        "rapport": "https://intranet.example.org/peilstok/kwaliteit/gemeente_0983.html",
        "nu": datetime(2026, 7, 14, 1, 40, tzinfo=UTC),
    } | anders
    gelezen = message_from_bytes(maak_bericht(melding, **gegevens), policy=policy.default)
    assert isinstance(gelezen, EmailMessage)
    return gelezen


def test_wat_er_staat() -> None:
    mail = _mail(MELDING)
    assert mail.keys() == KOPPEN
    assert mail["Subject"] == "Kwaliteit van de berichten, juni 2026: Venlo"
    assert mail["To"] == "backoffice@venlo.example.org"
    assert mail["Message-ID"] == f"<{'0' * 32}@regio.example.org>"
    tekst = mail.get_content()
    assert "Op 14-07-2026 stond open:" in tekst
    gelezen = " ".join(tekst.split())
    assert "- Jeugdwet: 1.200 bevindingen, waarvan 30 door u zelf te herstellen en 95 die blijven staan" in gelezen
    assert "- Wmo: 1 bevinding, waarvan 0 door u zelf te herstellen 1 " not in gelezen
    assert "- Wmo: 1 bevinding, waarvan 0 door u zelf te herstellen Let op" in gelezen
    assert "1 aanbieder met lopende zorg stuurde al een tijd" in tekst
    assert "https://intranet.example.org/peilstok/kwaliteit/gemeente_0983.html\n" in tekst.replace("\r", "")
    assert not mail.is_multipart()


def test_contact_voor_een_gemeente_weet_dat_het_rapport_meer_heeft() -> None:
    assert "alle gemeenten" not in _mail(MELDING).get_content()
    assert "alle gemeenten" in _mail(replace(MELDING, partij=Partij("0983", "73730001"))).get_content()


def test_niets_open() -> None:
    tekst = _mail(replace(MELDING, tellingen={}, stil_aantal=0)).get_content()
    assert "Op 14-07-2026 stond er geen bevinding open." in tekst and "Let op" not in tekst


@pytest.mark.parametrize(
    "naam",
    [
        "Venlo\r\nBcc: iemand@elders.example.org",
        "Venlo\nX-Extra: 1\n\ninhoud",
        "Zorg\u2028Bcc: x@y.nl\x0b\x85\x00",
        "Zörg & Côté",
        "=?utf-8?q?Zorg=0d=0aReply-To:_e@v.nl=0d=0a=0d=0aKlik?=",
        "x" * 5000,
        "",
    ],
)
def test_een_naam_wordt_geen_kop(naam: str) -> None:
    mail = _mail(replace(MELDING, naam=naam))
    assert mail.keys() == KOPPEN
    assert mail["To"] == "backoffice@venlo.example.org"
    assert len(mail["Subject"]) < 150 and "\n" not in mail["Subject"]


@given(naam=st.text())
def test_geen_enkele_naam_wordt_een_kop(naam: str) -> None:
    assert _mail(replace(MELDING, naam=naam)).keys() == KOPPEN


@pytest.mark.parametrize("adres", ["a@b.nl\r\nBcc: c@d.nl", "a@b.nl\n", "a b@c.nl", "a@b.nl, c@d.nl", "Jan <a@b.nl>"])
def test_een_adres_wordt_geen_kop(adres: str) -> None:
    assert not is_adres(adres)
    with pytest.raises(ValueError):
        maak_bericht(MELDING, van="p@r.example.org", aan=(adres,), bericht_id="0", rapport="x", nu=datetime.now(UTC))


@pytest.mark.parametrize(
    ("adres", "goed"),
    [
        ("backoffice.jeugd+jw@zorg-venlo.example.org", True),
        ("a@xn--caf-dma.nl", True),
        ("a@b", False),
        ("@b.nl", False),
        (".a@b.nl", False),
        ("a..b@c.nl", False),
        ("a@b..nl", False),
        ("a@-b.nl", False),
        ("jörg@b.nl", False),
        ('"a b"@c.nl', False),
        ("a@[127.0.0.1]", False),
        (f"{'a' * 65}@b.nl", False),
        (f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 20}.nl", False),
        ("", False),
    ],
)
def test_wat_een_adres_is(adres: str, goed: bool) -> None:
    assert is_adres(adres) is goed


@given(adres=st.from_regex(_ADRES, fullmatch=True).filter(is_adres))
def test_elk_adres_past_in_een_mail(adres: str) -> None:
    assert [a.addr_spec for a in _mail(MELDING, aan=(adres,))["To"].addresses] == [adres]


def test_de_deur_weigert_wat_geen_adres_is(tmp_path: Path) -> None:
    (tmp_path / "referentie").mkdir()
    (tmp_path / "referentie" / "contactpersonen.csv").write_text(
        "gemeente_code;aanbieder_agb;naam;email\n"
        '983;;"Jan\nBcc: x";backoffice@venlo.example.org\n'
        ";73730001;Zorg;ZORG@a.example.org\n"
        ";73730001;Zorg nogmaals;zorg@A.example.org\n"
        ";73730001;Nog een;administratie@a.example.org\n"
        ";73730002;Zonder;\n"
        ';73730003;Inject;"geheim@b.example.org\nBcc: c@d.example.org"\n'
        ";73730003;Twee;geheim@b.example.org, geheim@c.example.org\n"
        ";73730003;Bsn;999900006@b.example.org\n",
        encoding="utf-8",
    )
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        gedaan = laad_referenties(con, tmp_path, Pseudonimiseerder("sleutel van de toets"))
        assert lees_contacten(con) == {
            Partij("", "73730001"): ("ZORG@a.example.org", "administratie@a.example.org"),
            Partij("", "73730002"): (),
            Partij("0983", ""): ("backoffice@venlo.example.org",),
        }
    assert [a.regel for a in gedaan.afgekeurd] == [9, 10, 11]
    assert all(a.reden.startswith("email is geen e-mailadres") for a in gedaan.afgekeurd)
    assert not any(re.search("geheim|9999", a.reden) for a in gedaan.afgekeurd)


def test_tellingen_zijn_die_van_het_rapport(publicatie: Path) -> None:
    k = lees_berichtkwaliteit(publicatie / "peilstok.duckdb")
    assert k is not None
    partijen = [
        *(Partij("", ""), Partij("0983", ""), Partij("0935", "")),
        *(Partij("", "73730001"), Partij("0983", "73730004"), Partij("0935", "73730001")),
    ]
    meldingen = dict(zip(partijen, maak_meldingen(k, partijen), strict=True))
    # 30 late starts stay; a double toewijzing is the gemeente's to mend, of the retours one of each is missing and one
    # came late; what is akkoord is not open
    assert meldingen[Partij("0983", "")].tellingen == {"Jw": Telling(zelf=2, ander=1, blijvend=31)}
    assert meldingen[Partij("", "")].tellingen == {"Jw": Telling(2, 1, 31)}
    assert meldingen[Partij("", "73730001")].tellingen == {"Jw": Telling(1, 1, 31)}
    assert meldingen[Partij("0983", "73730004")].tellingen == {"Jw": Telling(0, 1, 0)}
    assert meldingen[Partij("0935", "73730001")].tellingen == meldingen[Partij("0935", "")].tellingen == {}
    # the tiles of the report say what the mail says
    for partij in (Partij("0983", ""), Partij("", "73730001")):
        telling = meldingen[partij].tellingen["Jw"]
        rapport = " ".join((publicatie / "kwaliteit" / partij.rapport).read_text(encoding="utf-8").split())
        tegels = [int(getal) for getal in re.findall(r"<div><strong>(\d+)</strong>", rapport)]
        assert tegels[:3] == [telling.zelf, telling.ander, telling.blijvend]
    assert [m.stil_aantal for m in meldingen.values()] == [1, 1, 0, 0, 0, 0]
    assert [m.naam for m in meldingen.values()][3:5] == [
        "Ambulant Noord",
        "Zorghoeve <Lindelust> in gemeente 0983",
    ]
    pagina = (publicatie / "kwaliteit" / Partij("0983", "").rapport).read_text(encoding="utf-8")
    assert "<strong>2</strong><span>open bevindingen die de gemeente zelf kan herstellen" in pagina
    assert "<strong>1</strong><span>open bevinding waar een ander aan zet is" in pagina
    assert "<strong>31</strong><span>open bevindingen die blijven staan" in pagina


def test_rapporten_zonder_geadresseerde() -> None:
    rapporten = {"index.html", "berichten.html", "gemeente_0983.html", "aanbieder_1.html", "aanbieder_2.html"}
    assert zonder_adres(rapporten, {}) == ["aanbieder_1.html", "aanbieder_2.html", "gemeente_0983.html"]
    contacten: dict[Partij, tuple[str, ...]] = {
        Partij("", ""): ("a@b.nl",),
        Partij("", "1"): (),
        Partij("0983", "2"): ("c@d.nl",),
    }
    assert zonder_adres(rapporten, contacten) == ["aanbieder_1.html"]


def test_niemand_anders_dan_het_datateam_wordt_naar_de_map_van_het_datateam_gestuurd() -> None:
    """Its folder holds pseudonyms and everybody's figures: only who works for all gemeenten is the data team."""
    codes = ("", "0384", "00910001")
    naar = {(gemeente, agb): Partij(gemeente, agb).doelgroep for gemeente in codes[:2] for agb in codes[::2]}
    assert naar == {
        ("", ""): "datateam",
        ("0384", ""): "backoffice/0384",
        ("", "00910001"): "aanbieder/00910001",
        ("0384", "00910001"): "aanbieder/00910001",
    }
