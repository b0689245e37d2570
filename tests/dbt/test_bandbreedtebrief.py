"""From claims to letter: what was frozen on 19 July stays what it was, whatever is known on 30 September (K002-20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from peilstok.bevroren import TABELLEN, Moment, bevries, laad_bevroren
from peilstok.rapport import schrijf_brieven
from tests.dbt.magazijn import Bericht, Instelling, Magazijn, declaratie, prestatie

BUITEN, BINNEN, ZONDER_PLAFOND, ZONDER_STAP, ZONDER_BANDBREEDTE = (f"0091000{n}" for n in range(1, 6))
DIEMEN, UITHOORN = "0384", "0451"
JULI, SEPTEMBER = date(2026, 7, 19), date(2026, 9, 30)
GEPUBLICEERD = ("kpi_bandbreedtebrief", "dim_gemeente", "dim_aanbieder", "dim_parameter", "dim_maand")


def _vorig_jaar(gemeente: str) -> Bericht:
    """A claim of a year ago that came within its month: claims are in as soon as a month is over."""
    periode = {"product_periode_begindatum": "2025-03-01", "product_periode_einddatum": "2025-03-28"}
    regel = prestatie(f"V{gemeente}", 100, **periode)
    return declaratie(f"V{gemeente}", "2025-03-28", regel, aanbieder="00910009", gemeente=gemeente)


def _claim(agb: str, euro: int, gemeente: str = DIEMEN, maand: int = 1, code: str = "45V01") -> Bericht:
    """A claim of `euro` over a month, sent on the tenth of the next."""
    nummer = f"{agb}{gemeente}{maand}{code}"
    return declaratie(
        nummer,
        f"2026-{maand + 1:02}-10",
        prestatie(
            nummer,
            euro * 100,
            productcode=code,
            product_periode_begindatum=f"2026-{maand:02}-01",
            product_periode_einddatum=f"2026-{maand:02}-28",
        ),
        aanbieder=agb,
        gemeente=gemeente,
        declaratienummer=nummer,
    )


def _plafond(
    agb: str, euro: int, gemeente: str | None = DIEMEN, terrein: str = "Jeugd-ggz", band: float | None = 10
) -> dict:
    return {
        "jaar": "2026",
        "wet": "Jw",
        "gemeente_code": gemeente,
        "aanbieder_agb": agb,
        "zorgterrein": terrein,
        "budgetplafond_eur": euro,
        "bandbreedte_pct": band,
    }


def _stap(agb: str, stap: str, datum: str, gemeente: str | None = DIEMEN) -> dict:
    return {
        "soort": "bandbreedtebrief",
        "aanbieder_agb": agb,
        "gemeente_code": gemeente,
        "stap": stap,
        "status": "lopend",
        "datum": datum,
    }


BERICHTEN = [
    _vorig_jaar(DIEMEN),
    _vorig_jaar(UITHOORN),
    _claim(BUITEN, 1200),
    _claim(BUITEN, 100, code="45V02"),
    _claim(BINNEN, 950),
    _claim(ZONDER_PLAFOND, 5000),
    _claim(ZONDER_STAP, 700),
    _claim(ZONDER_STAP, 600, gemeente=UITHOORN, maand=6),
    _claim(ZONDER_BANDBREEDTE, 5000),
]
LATER = [_claim(BUITEN, 400, maand=8), _claim(BINNEN, 400, maand=8), _claim(BUITEN, 50, maand=7)]
PLAFONDS = [
    _plafond(BUITEN, 1000),
    _plafond(BUITEN, 2000, terrein="Verblijf"),
    _plafond(BINNEN, 1000),
    _plafond(ZONDER_STAP, 1000, gemeente=None),
    _plafond(ZONDER_BANDBREEDTE, 1000, band=None),
]
STAPPEN = [
    _stap(BUITEN, "concept", "2026-07-22"),
    _stap(BUITEN, "verzonden", "2026-08-06"),
    _stap(BINNEN, "verzonden", "2026-08-06"),
    _stap(ZONDER_STAP, "verzonden", "2026-08-06", gemeente=UITHOORN),
]
PRODUCTEN = [
    {"wet": "Jw", "productcategorie": "45", "productcode": "45V01", "zorgterrein": "Jeugd-ggz"},
    {"wet": "Jw", "productcategorie": "45", "productcode": "45V02", "zorgterrein": "Verblijf"},
]
AANBIEDERS = [
    {"aanbieder_agb": BUITEN, "aanbieder_naam": "GGZ <Veenweide> & Zn", "segment": "regulier"},
    {"aanbieder_agb": ZONDER_STAP, "aanbieder_naam": "De Wissel", "segment": "regulier"},
]


@pytest.fixture(scope="module")
def bewaard(magazijn: Magazijn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The figures of 19 July, frozen in a night of that day."""
    map_ = tmp_path_factory.mktemp("bevroren")
    with magazijn.referentie({"producten": PRODUCTEN, "plafonds": PLAFONDS}):
        magazijn.draai(BERICHTEN, Instelling(JULI.isoformat(), JULI.isoformat()))
        magazijn.bouw("dim_maand", *(bron.mart for bron in TABELLEN.values()))
        bevries(magazijn.con, map_, Moment(JULI, ("budgetafspraak", "maandoverzicht")))
    return map_


@pytest.fixture
def nacht(magazijn: Magazijn, bewaard: Path) -> Iterator[Magazijn]:
    """The night of 30 September: more claims, a ceiling that was raised, and the follow-up."""
    verhoogd = [_plafond(BUITEN, 5000), *PLAFONDS[1:]]
    tabellen = {"producten": PRODUCTEN, "plafonds": verhoogd, "opvolging": STAPPEN, "aanbieders": AANBIEDERS}
    with magazijn.referentie(tabellen):
        magazijn.draai(BERICHTEN + LATER, Instelling(SEPTEMBER.isoformat(), SEPTEMBER.isoformat()))
        assert laad_bevroren(magazijn.con, bewaard) == 1
        yield magazijn
    for tabel in TABELLEN:
        magazijn.voer_uit(f"DELETE FROM raw.{tabel}")


def _pub(magazijn: Magazijn, pad: Path) -> Path:
    """What the letters are written from, as the publication has it."""
    magazijn.bouw(*GEPUBLICEERD)
    magazijn.voer_uit(f"ATTACH '{pad}' AS pub")
    magazijn.voer_uit("CREATE SCHEMA pub.marts; CREATE SCHEMA pub.kwaliteit")
    for tabel in GEPUBLICEERD:
        magazijn.voer_uit(f"CREATE TABLE pub.marts.{tabel} AS SELECT * FROM marts.{tabel}")
    magazijn.voer_uit("CREATE TABLE pub.kwaliteit.peil AS SELECT peildatum, kennisdatum FROM raw.instelling")
    magazijn.voer_uit("DETACH pub")
    return pad


def _tekst(pad: Path) -> str:
    """The words of a page, without tags."""
    inhoud = re.sub(r"<style>.*?</style>", " ", pad.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", inhoud).split())


def test_werkstroom_op_bevroren_cijfers(nacht: Magazijn) -> None:
    kolommen = (
        "aanbieder_agb, gemeente_code, zorgterrein, cast(realisatie_ytd_eur as integer),"
        " cast(jaareinde_eur as integer), cast(buiten_bandbreedte_eur as integer), bandbreedte_signaal,"
        " bandbreedte_signaal_nu, status, status_datum, reactie_uiterlijk_datum"
    )
    assert nacht.rijen("marts.kpi_bandbreedtebrief", kolommen, "moment = DATE '2026-07-19'") == [
        # no longer outside after the ceiling was raised: the letter stays what it was
        (BUITEN, DIEMEN, "Jeugd-ggz", 1200, 1200, 100, "boven", "onder", "verzonden", "2026-08-06", "2026-08-27"),
        (BUITEN, DIEMEN, "Verblijf", 100, 100, 1700, "onder", "onder", "verzonden", "2026-08-06", "2026-08-27"),
        # inside then, outside by what came later: the next moment is for that
        (BINNEN, DIEMEN, "Jeugd-ggz", 950, 950, None, "binnen", "boven", "nvt", None, None),
        # one agreement with all gemeenten; what was done for Uithoorn alone is not about its letter
        (ZONDER_STAP, "ALLE", "Jeugd-ggz", 1300, 1300, 200, "boven", "boven", "concept", "2026-07-19", None),
        (ZONDER_BANDBREEDTE, DIEMEN, "Jeugd-ggz", 5000, 5000, None, "onbekend", "onbekend", "nvt", None, None),
    ]
    assert nacht.rijen(
        "marts.kpi_budgetplafond", "cast(realisatie_ytd_eur as integer)", f"aanbieder_agb = '{BUITEN}'"
    ) == [
        (100,),
        (1650,),
    ]


def test_brieven_op_schrift(nacht: Magazijn, tmp_path: Path) -> None:
    overzicht = schrijf_brieven(_pub(nacht, tmp_path / "pub.duckdb"), tmp_path / "brieven")
    assert overzicht == tmp_path / "brieven" / "index.html"
    verzonden, concept = (
        tmp_path / "brieven" / f"BB-2026-07-19-{partij}.html"
        for partij in (f"{DIEMEN}-{BUITEN}", f"ALLE-{ZONDER_STAP}")
    )
    assert sorted(p for p in overzicht.parent.iterdir()) == sorted([overzicht, verzonden, concept])

    tekst = _tekst(verzonden)
    assert "CONCEPT" not in tekst and "GGZ &lt;Veenweide&gt; &amp; Zn" in tekst
    assert "Datum 06-08-2026" in tekst and "Wilt u uiterlijk 27-08-2026 schriftelijk" in tekst
    assert "bij 1 afspraak erboven en bij 1 eronder" in tekst
    assert "Gerealiseerd, januari tot en met juni 2026 (120% van het plafond) € 1.200" in tekst.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "€ 900 tot en met € 1.100" in tekst.replace("\N{NO-BREAK SPACE}", " ")
    assert "peildatum 19-07-2026" in tekst and "kennisdatum is 19-07-2026" in tekst
    assert "Maanden vanaf mei 2026" in tekst

    tekst = _tekst(concept)
    assert tekst.count("CONCEPT") >= 4 and "[dag van verzending]" in tekst
    assert "binnen 21 dagen na de datum van deze brief" in tekst
    assert "De samenwerkende gemeenten" in tekst and "Verwachte overschrijding van uw budgetplafond 2026" in tekst

    tekst = _tekst(overzicht).replace("\N{NO-BREAK SPACE}", " ")
    assert "verzonden, 06-08-2026 27-08-2026 te laat" in tekst
    assert "concept, 19-07-2026" in tekst and "€ 200 erboven" in tekst
    assert "1 afspraak binnen de bandbreedte, 1 niet te beoordelen" in tekst
    for pad in overzicht.parent.iterdir():
        assert not re.search(r"\bc1\b|client_id|https?:", pad.read_text(encoding="utf-8"))


def test_brieven_zijn_elke_nacht_gelijk(nacht: Magazijn, tmp_path: Path) -> None:
    pub = _pub(nacht, tmp_path / "pub.duckdb")
    inhoud = []
    for naam in ("een", "twee"):
        schrijf_brieven(pub, tmp_path / naam)
        inhoud.append({p.name: p.read_bytes() for p in (tmp_path / naam).iterdir()})
    assert inhoud[0] == inhoud[1]


def test_zonder_vastgelegde_cijfers_een_leeg_overzicht(magazijn: Magazijn, tmp_path: Path) -> None:
    magazijn.draai([], Instelling(SEPTEMBER.isoformat(), SEPTEMBER.isoformat()))
    overzicht = schrijf_brieven(_pub(magazijn, tmp_path / "pub.duckdb"), tmp_path / "brieven")
    assert overzicht is not None and "nog geen vastgelegde cijfers" in _tekst(overzicht)
    assert list(overzicht.parent.iterdir()) == [overzicht]
