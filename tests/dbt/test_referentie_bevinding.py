"""Findings on the municipality's own tables: every check of the seed has a breaching and a clean case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from peilstok.laden.referentie import beschrijving
from tests.dbt.magazijn import AANBIEDER, GEMEENTE, Magazijn, gestart, start, toegewezen, toewijzing
from tests.dbt.test_structuur import seed

MODELLEN = (
    "int_product",
    "int_aanbieder",
    "int_referentie_tabelcontrole",
    "int_referentie_gebruikcontrole",
    "referentie_bevinding",
)
BERICHTEN = (
    toewijzing("T1", "2024-12-16", toegewezen()),
    start("S1", "2025-01-06", gestart()),
)
"""One running toewijzing of 45V01 with care from 5 January to P, 31 December: 361 zorgdagen."""

PRIJS = {"wet": "Jw", "productcode": "45V01", "prijs_eur": 7500, "geldig_van": "2025-01-01"}
WIJZE = {"wet": "Jw", "gemeente_code": GEMEENTE, "segment": "3", "methode": "plekken", "geldig_van": "2025-01-01"}
PRODUCT = {
    "wet": "Jw",
    "productcategorie": "45",
    "productcode": "45V01",
    "zorgterrein": "J&O",
    "segment": "3",
    "normlooptijd_dagen": 365,
}
AFSPRAAK = {
    "jaar": "2025",
    "wet": "Jw",
    "gemeente_code": GEMEENTE,
    "aanbieder_agb": AANBIEDER,
    "productcode": "45V01",
    "plekken_aantal": 5,
}
PLAFOND = {
    "jaar": "2025",
    "wet": "Jw",
    "aanbieder_agb": AANBIEDER,
    "zorgterrein": "J&O",
    "budgetplafond_eur": 1000,
    "bandbreedte_pct": 10,
}
BEGROTING = {"jaar": "2025", "wet": "Jw", "gemeente_code": GEMEENTE, "zorgterrein": "J&O", "begroting_eur": 1000}
TARGET = {"jaar": "2025", "wet": "Jw", "productcode": "45V01", "kosten_per_client_eur": 6000, "clienten_aantal": 10}
NORM = {"kpi": "305_5WD", "geldig_van": "2025-01-01", "norm": "90", "bandbreedte": "5", "richting": "hoger"}
UITVALNORM = {"kpi": "uitval", "wet": "Wmo", "perceel": "4", "norm": "10", "richting": "lager"}
KPI_AFSPRAAK = {"jaar": "2025", "aanbieder_agb": AANBIEDER, "kpi": "305_5WD"}
PLAN = {
    "wet": "Jw",
    "gemeente_code": GEMEENTE,
    "toewijzingnummer": "1",
    "behandelplan_datum": "2025-01-02",
    "feitelijke_start_datum": "2025-01-02",
}
OORDEEL = {
    "wet": "Jw",
    "gemeente_code": GEMEENTE,
    "toewijzingnummer": "1",
    "oordeel": "extern",
    "datum": "2025-06-30",
}
BACKOFFICE = {"gemeente_code": GEMEENTE, "naam": "Jansen", "email": "jansen@example.org"}
DEKKING = {"wet": "Jw", "gemeente_code": GEMEENTE, "vanaf": "2024-01-01"}
GEBIED = {"pc4": "1111", "wijk_code": "WK038401", "aandeel_pct": 100}
INWONERS = {"jaar": "2025", "gebied": "1111", "leeftijdsklasse": "0-3", "geslacht": "1", "inwoners_aantal": 40}
KEUZE = {"parameter": "herstel_dagen", "waarde": "31"}
INTERVENTIE = {"interventie": "inloop", "wet": "Wmo", "kpi": "uitgaven", "start_datum": "2025-01-01"}
SCHOON: tuple[tuple[str, dict[str, Any]], ...] = (
    ("aanbieders", {"aanbieder_agb": AANBIEDER, "aanbieder_naam": "Zorg A"}),
    ("producten", PRODUCT),
    # the day after the other ends, and a provider's own price beside it: no overlap
    ("prijzen", PRIJS | {"geldig_tot": "2025-06-30"}),
    ("prijzen", PRIJS | {"geldig_van": "2025-07-01", "prijs_eur": 7600}),
    ("prijzen", PRIJS | {"aanbieder_agb": AANBIEDER, "prijs_eur": 7700}),
    ("betaalwijze", WIJZE),
    ("afspraken", AFSPRAAK),
    ("plafonds", PLAFOND),
    ("begroting", BEGROTING),
    ("kosten_target", TARGET),
    ("normen", NORM),
    # the very same row twice harms nobody
    ("normen", NORM),
    ("normen", UITVALNORM),
    ("kpi_afspraken", KPI_AFSPRAAK),
    ("behandelplannen", PLAN),
    ("uitval_beoordeling", OORDEEL),
    # judged anew on another day
    ("uitval_beoordeling", OORDEEL | {"oordeel": "client", "datum": "2025-07-31"}),
    ("dekking", DEKKING),
    ("gebieden", GEBIED),
    ("bevolking", INWONERS),
    ("parameter", KEUZE),
    ("interventies", INTERVENTIE),
    ("contactpersonen", BACKOFFICE),
    ("contactpersonen", {"aanbieder_agb": AANBIEDER, "naam": "Pietersen", "email": "pietersen@example.org"}),
)


@dataclass(frozen=True)
class Fout:
    """What is added to the clean tables (or, with `zonder`, taken from them) and the finding that it must give."""

    soort: str
    tabel: str
    sleutel: str
    erbij: dict[str, Any] = field(default_factory=dict)
    zonder: str = ""
    nummer: str | None = None
    aantal: int | None = None
    tekst: str = ""

    @property
    def naam(self) -> str:
        return f"{self.soort}-{self.tabel}-{self.sleutel}"


def _jaarrij(tabel: str) -> str:
    delen = {
        "afspraken": f"gemeente_code={GEMEENTE}, aanbieder_agb={AANBIEDER}, productcode=45V01",
        "plafonds": f"gemeente_code=, aanbieder_agb={AANBIEDER}, zorgterrein=J&O",
        "begroting": f"gemeente_code={GEMEENTE}, zorgterrein=J&O",
        "kosten_target": "productcode=45V01",
    }
    return f"jaar=2025, wet=Jw, {delen[tabel]}"


PRIJSSLEUTEL = "wet=Jw, productcode=45V01, aanbieder_agb="
INWONERSSLEUTEL = "jaar=2025, gebied=1111, leeftijdsklasse=0-3, geslacht="
NORMSLEUTEL = "kpi=305_5WD, wet=, perceel=, zorgterrein="
TOEWIJZING = f"wet=Jw, gemeente_code={GEMEENTE}"
ANDER = "wet=Jw, productcode=54V01"

FOUTEN = (
    Fout("dubbele_sleutel", "aanbieders", f"aanbieder_agb={AANBIEDER}", {"aanbieder_agb": AANBIEDER}, tekst="2 keer"),
    Fout("dubbele_sleutel", "producten", "wet=Jw, productcode=45V01", PRODUCT | {"segment": "4"}),
    Fout("dubbele_sleutel", "afspraken", _jaarrij("afspraken"), AFSPRAAK | {"plekken_aantal": 6}),
    Fout("dubbele_sleutel", "plafonds", _jaarrij("plafonds"), PLAFOND | {"bandbreedte_pct": 5}),
    Fout("dubbele_sleutel", "begroting", _jaarrij("begroting"), BEGROTING | {"begroting_eur": 2000}),
    Fout("dubbele_sleutel", "kosten_target", _jaarrij("kosten_target"), TARGET | {"clienten_aantal": 11}),
    Fout("dubbele_sleutel", "gebieden", "pc4=1111, wijk_code=WK038401", GEBIED | {"aandeel_pct": 60}),
    Fout("dubbele_sleutel", "bevolking", f"{INWONERSSLEUTEL}1", INWONERS | {"inwoners_aantal": 41}),
    Fout("dubbele_sleutel", "parameter", "parameter=herstel_dagen", KEUZE | {"waarde": "30"}),
    Fout(
        "dubbele_sleutel",
        "interventies",
        "interventie=inloop, wet=Wmo, zorgterrein=, aanbieder_agb=, kpi=uitgaven, start_datum=2025-01-01",
        INTERVENTIE | {"status": "gestopt"},
    ),
    Fout("getal_onmogelijk", "gebieden", "pc4=1112, wijk_code=WK038401", GEBIED | {"pc4": "1112", "aandeel_pct": 101}),
    Fout(
        "getal_onmogelijk",
        "bevolking",
        f"{INWONERSSLEUTEL}2",
        INWONERS | {"geslacht": "2", "inwoners_aantal": -1},
    ),
    Fout("dubbele_sleutel", "dekking", f"wet=Jw, gemeente_code={GEMEENTE}", DEKKING | {"vanaf": "2024-02-01"}),
    Fout(
        "dubbele_sleutel",
        "behandelplannen",
        TOEWIJZING,
        PLAN | {"feitelijke_start_datum": "2025-02-01"},
        nummer="1",
    ),
    Fout(
        "dubbele_sleutel",
        "uitval_beoordeling",
        f"{TOEWIJZING}, datum=2025-06-30",
        OORDEEL | {"oordeel": "toegang"},
        nummer="1",
    ),
    Fout(
        "overlappende_geldigheid",
        "prijzen",
        PRIJSSLEUTEL,
        PRIJS | {"geldig_van": "2025-06-30", "geldig_tot": "2025-06-30", "prijs_eur": 1},
        tekst="voor het eerst op 2025-06-30",
    ),
    # an open row beside an open row
    Fout("overlappende_geldigheid", "prijzen", PRIJSSLEUTEL, PRIJS | {"geldig_van": "2025-08-01"}),
    Fout(
        "overlappende_geldigheid",
        "betaalwijze",
        f"wet=Jw, gemeente_code={GEMEENTE}, segment=3",
        WIJZE | {"geldig_van": None, "geldig_tot": "2025-01-01"},
        tekst="voor het eerst op 2025-01-01",
    ),
    Fout("overlappende_geldigheid", "normen", NORMSLEUTEL, NORM | {"norm": "85", "geldig_tot": "2025-12-31"}),
    Fout(
        "geldigheid_omgekeerd",
        "prijzen",
        PRIJSSLEUTEL,
        PRIJS | {"geldig_van": "2025-09-01", "geldig_tot": "2025-08-31"},
    ),
    Fout(
        "geldigheid_omgekeerd",
        "betaalwijze",
        f"wet=Jw, gemeente_code={GEMEENTE}, segment=3",
        WIJZE | {"geldig_tot": "2024-12-31"},
    ),
    Fout("geldigheid_omgekeerd", "normen", NORMSLEUTEL, NORM | {"geldig_tot": "2024-12-31"}),
    Fout(
        "getal_onmogelijk",
        "producten",
        "wet=Jw, productcode=X",
        PRODUCT | {"productcode": "X", "normlooptijd_dagen": 0},
    ),
    Fout(
        "getal_onmogelijk",
        "prijzen",
        PRIJSSLEUTEL,
        PRIJS | {"prijs_eur": -1, "geldig_van": None, "geldig_tot": "2024-12-31"},
    ),
    Fout(
        "getal_onmogelijk",
        "afspraken",
        _jaarrij("afspraken").replace("2025", "2024"),
        AFSPRAAK | {"jaar": "2024", "plekken_aantal": -1},
    ),
    Fout(
        "getal_onmogelijk",
        "plafonds",
        _jaarrij("plafonds").replace("2025", "2024"),
        PLAFOND | {"jaar": "2024", "bandbreedte_pct": -1},
    ),
    Fout(
        "getal_onmogelijk",
        "begroting",
        _jaarrij("begroting").replace("2025", "2024"),
        BEGROTING | {"jaar": "2024", "begroting_eur": -1},
    ),
    Fout(
        "getal_onmogelijk",
        "kosten_target",
        _jaarrij("kosten_target").replace("2025", "2024"),
        TARGET | {"jaar": "2024", "kosten_per_client_eur": -1},
    ),
    Fout(
        "getal_onmogelijk",
        "normen",
        "kpi=307_5WD, wet=, perceel=, zorgterrein=",
        NORM | {"kpi": "307_5WD", "bandbreedte": "-1"},
    ),
    Fout(
        "gemeente_onbekend",
        "betaalwijze",
        "wet=Jw, gemeente_code=9999, segment=3",
        WIJZE | {"gemeente_code": "9999"},
    ),
    Fout(
        "gemeente_onbekend",
        "afspraken",
        _jaarrij("afspraken").replace(GEMEENTE, "9999"),
        AFSPRAAK | {"gemeente_code": "9999"},
    ),
    Fout(
        "gemeente_onbekend",
        "plafonds",
        f"jaar=2025, wet=Jw, gemeente_code=9999, aanbieder_agb={AANBIEDER}, zorgterrein=J&O",
        PLAFOND | {"gemeente_code": "9999"},
    ),
    Fout(
        "gemeente_onbekend",
        "begroting",
        _jaarrij("begroting").replace(GEMEENTE, "9999"),
        BEGROTING | {"gemeente_code": "9999"},
    ),
    Fout("gemeente_onbekend", "dekking", "wet=, gemeente_code=9999", DEKKING | {"wet": None, "gemeente_code": "9999"}),
    Fout("gemeente_onbekend", "contactpersonen", "gemeente_code=9999, aanbieder_agb=", {"gemeente_code": "9999"}),
    Fout("product_onbekend", "prijzen", f"{ANDER}, aanbieder_agb=", PRIJS | {"productcode": "54V01"}),
    # the same code under the other law is another product
    Fout("product_onbekend", "prijzen", "wet=Wmo, productcode=45V01, aanbieder_agb=", PRIJS | {"wet": "Wmo"}),
    Fout(
        "product_onbekend",
        "afspraken",
        _jaarrij("afspraken").replace("45V01", "54V01"),
        AFSPRAAK | {"productcode": "54V01"},
    ),
    Fout("product_onbekend", "kosten_target", f"jaar=2025, {ANDER}", TARGET | {"productcode": "54V01"}),
    Fout(
        "aanbieder_onbekend",
        "prijzen",
        f"{PRIJSSLEUTEL}00000001",
        PRIJS | {"aanbieder_agb": "00000001"},
    ),
    Fout(
        "aanbieder_onbekend",
        "afspraken",
        _jaarrij("afspraken").replace(AANBIEDER, "00000001"),
        AFSPRAAK | {"aanbieder_agb": "00000001"},
    ),
    Fout(
        "aanbieder_onbekend",
        "plafonds",
        _jaarrij("plafonds").replace(AANBIEDER, "00000001"),
        PLAFOND | {"aanbieder_agb": "00000001"},
    ),
    Fout(
        "aanbieder_onbekend",
        "kpi_afspraken",
        "jaar=2025, aanbieder_agb=00000001, kpi=305_5WD",
        KPI_AFSPRAAK | {"aanbieder_agb": "00000001"},
    ),
    Fout(
        "aanbieder_onbekend",
        "contactpersonen",
        "gemeente_code=, aanbieder_agb=00000001",
        {"aanbieder_agb": "00000001"},
    ),
    Fout(
        "zorgterrein_onbekend",
        "plafonds",
        _jaarrij("plafonds").replace("J&O", "Jeugd en opvoed"),
        PLAFOND | {"zorgterrein": "Jeugd en opvoed"},
    ),
    Fout(
        "zorgterrein_onbekend",
        "begroting",
        "jaar=2025, wet=Wmo, gemeente_code=, zorgterrein=J&O",
        BEGROTING | {"wet": "Wmo", "gemeente_code": None},
    ),
    Fout(
        "zorgterrein_onbekend",
        "normen",
        "kpi=305_5WD, wet=, perceel=, zorgterrein=JO",
        NORM | {"zorgterrein": "JO"},
    ),
    Fout(
        "segment_onbekend",
        "betaalwijze",
        f"wet=Jw, gemeente_code={GEMEENTE}, segment=drie",
        WIJZE | {"segment": "drie"},
    ),
    Fout(
        "kpi_onbekend",
        "normen",
        "kpi=uitvall, wet=Wmo, perceel=, zorgterrein=",
        UITVALNORM | {"kpi": "uitvall", "perceel": None},
    ),
    Fout("kpi_onbekend", "normen", "kpi=termijn, wet=, perceel=, zorgterrein=", NORM | {"kpi": "termijn"}),
    Fout(
        "kpi_onbekend",
        "kpi_afspraken",
        f"jaar=2025, aanbieder_agb={AANBIEDER}, kpi=start",
        KPI_AFSPRAAK | {"kpi": "start"},
    ),
    Fout(
        "norm_perceel_zonder_cijfer",
        "normen",
        "kpi=uitval, wet=Wmo, perceel=5, zorgterrein=",
        UITVALNORM | {"perceel": "5"},
    ),
    Fout(
        "norm_perceel_zonder_cijfer",
        "normen",
        "kpi=305_5WD, wet=, perceel=1, zorgterrein=",
        NORM | {"perceel": "1"},
    ),
    Fout(
        "norm_zonder_waarde",
        "normen",
        "kpi=wachttijd, wet=, perceel=, zorgterrein=",
        NORM | {"kpi": "wachttijd", "norm": None},
    ),
    Fout(
        "norm_geen_percentage",
        "normen",
        "kpi=307_5WD, wet=, perceel=, zorgterrein=",
        NORM | {"kpi": "307_5WD", "norm": "100.5"},
    ),
    Fout(
        "start_voor_plan",
        "behandelplannen",
        TOEWIJZING,
        PLAN | {"feitelijke_start_datum": "2025-01-01"},
        zonder="behandelplannen",
        nummer="1",
    ),
    Fout(
        "product_ontbreekt",
        "producten",
        "wet=Jw, productcode=45V01",
        PRODUCT | {"productcode": "X"},
        zonder="producten",
        aantal=2,
        tekst="toewijzingen: 1, leveringen: 1",
    ),
    Fout(
        "normlooptijd_ontbreekt",
        "producten",
        "wet=Jw, productcode=45V01",
        PRODUCT | {"normlooptijd_dagen": None},
        zonder="producten",
        aantal=2,
    ),
    Fout(
        "aanbieder_ontbreekt",
        "aanbieders",
        f"aanbieder_agb={AANBIEDER}",
        {"aanbieder_agb": "00000001"},
        zonder="aanbieders",
        aantal=2,
    ),
    # 1 to 14 February without a price
    Fout(
        "prijs_ontbreekt",
        "prijzen",
        f"{PRIJSSLEUTEL}{AANBIEDER}",
        PRIJS | {"geldig_van": "2025-02-15"},
        zonder="prijzen",
        aantal=41,
        tekst="de eerste op 2025-01-05, de laatste op 2025-02-14",
    ),
    # of another provider only
    Fout(
        "prijs_ontbreekt",
        "prijzen",
        f"{PRIJSSLEUTEL}{AANBIEDER}",
        PRIJS | {"aanbieder_agb": "00000001"},
        zonder="prijzen",
        aantal=361,
    ),
    # December is not said; before the first row of the table nobody asks
    Fout(
        "betaalwijze_ontbreekt",
        "betaalwijze",
        f"wet=Jw, gemeente_code={GEMEENTE}, segment=3",
        WIJZE | {"geldig_van": "2025-03-01", "geldig_tot": "2025-11-30"},
        zonder="betaalwijze",
        aantal=31,
        tekst="de eerste op 2025-12-01, de laatste op 2025-12-31",
    ),
    Fout(
        "toewijzing_onbekend",
        "behandelplannen",
        TOEWIJZING,
        PLAN | {"toewijzingnummer": "2"},
        nummer="2",
    ),
    Fout(
        "toewijzing_onbekend",
        "uitval_beoordeling",
        "wet=Wmo, gemeente_code=0384, datum=2025-06-30",
        OORDEEL | {"wet": "Wmo"},
        nummer="1",
    ),
    Fout(
        "contactpersoon_ontbreekt",
        "contactpersonen",
        f"gemeente_code={GEMEENTE}, aanbieder_agb=",
        {"aanbieder_agb": AANBIEDER},
        zonder="contactpersonen",
        aantal=1,
    ),
    # only for another gemeente
    Fout(
        "contactpersoon_ontbreekt",
        "contactpersonen",
        f"gemeente_code=, aanbieder_agb={AANBIEDER}",
        {"aanbieder_agb": AANBIEDER, "gemeente_code": "0437"},
        zonder="contactpersonen",
        aantal=1,
    ),
)

# what comes with a fault by nature: the rest of the tables still names what was taken away
GEVOLG = {
    "product_ontbreekt": {"product_onbekend"},
    "aanbieder_ontbreekt": {"aanbieder_onbekend"},
    "prijs_ontbreekt": {"aanbieder_onbekend"},
    "contactpersoon_ontbreekt": {"contactpersoon_ontbreekt"},
}


def _voeg_toe(magazijn: Magazijn, tabel: str, rij: dict[str, Any]) -> None:
    waarden = ("NULL" if w is None else str(w) if isinstance(w, int) else f"'{w}'" for w in rij.values())
    magazijn.voer_uit(f"INSERT INTO raw.ref_{tabel} ({', '.join(rij)}) VALUES ({', '.join(waarden)})")


def _leeg(magazijn: Magazijn) -> None:
    for tabel in beschrijving():
        magazijn.voer_uit(f"DELETE FROM raw.ref_{tabel}")


def _bevindingen(magazijn: Magazijn, kolommen: str) -> list[tuple[Any, ...]]:
    return magazijn.herbouw(*MODELLEN).rijen("kwaliteit.referentie_bevinding", kolommen)


@pytest.fixture(scope="module")
def gebouwd(magazijn: Magazijn) -> Iterator[Magazijn]:
    yield magazijn.draai(BERICHTEN)
    _leeg(magazijn)
    magazijn.draai([])


@pytest.fixture
def schoon(gebouwd: Magazijn) -> Magazijn:
    _leeg(gebouwd)
    for tabel, rij in SCHOON:
        _voeg_toe(gebouwd, tabel, rij)
    return gebouwd


def test_schone_tabellen_geven_niets(schoon: Magazijn) -> None:
    assert _bevindingen(schoon, "soort, tabel, sleutel") == []


def test_ontbrekende_tabellen_geven_niets(gebouwd: Magazijn) -> None:
    """The summary of the night names them; one line for the table and not one for everything in use."""
    _leeg(gebouwd)
    assert _bevindingen(gebouwd, "soort, tabel, sleutel") == []


@pytest.mark.parametrize("fout", FOUTEN, ids=lambda fout: fout.naam)
def test_elke_controle_vindt_haar_fout(schoon: Magazijn, fout: Fout) -> None:
    if fout.zonder:
        schoon.voer_uit(f"DELETE FROM raw.ref_{fout.zonder}")
    _voeg_toe(schoon, fout.tabel, fout.erbij)
    rijen = _bevindingen(schoon, "soort, tabel, sleutel, toewijzingnummer, aantal, omschrijving, remedie")
    gevonden = {rij[:5]: rij[5] for rij in rijen}
    gezocht = (fout.soort, fout.tabel, fout.sleutel, fout.nummer, fout.aantal)
    assert gezocht in gevonden
    assert fout.tekst in gevonden[gezocht]
    assert {rij[0] for rij in gevonden if rij != gezocht} <= GEVOLG.get(fout.soort, set())
    assert "Jansen" not in str(rijen) and "example.org" not in str(rijen)


def test_elke_controle_van_de_seed_is_getest() -> None:
    # an unknown gemeente has no toewijzing either: one test below
    samen = {("gemeente_onbekend", "behandelplannen"), ("gemeente_onbekend", "uitval_beoordeling")}
    assert {(fout.soort, fout.tabel) for fout in FOUTEN} | samen == {
        (rij["soort"], rij["tabel"]) for rij in seed("referentie_controle")
    }


def test_onbekende_gemeente_bij_een_toewijzing(schoon: Magazijn) -> None:
    _voeg_toe(schoon, "behandelplannen", PLAN | {"gemeente_code": "9999"})
    _voeg_toe(schoon, "uitval_beoordeling", OORDEEL | {"gemeente_code": "9999"})
    assert _bevindingen(schoon, "soort, tabel") == [
        ("gemeente_onbekend", "behandelplannen"),
        ("gemeente_onbekend", "uitval_beoordeling"),
        ("toewijzing_onbekend", "behandelplannen"),
        ("toewijzing_onbekend", "uitval_beoordeling"),
    ]


def test_pxq_heeft_geen_prijs_nodig(schoon: Magazijn) -> None:
    """The gemeente's own row goes before the general one; with pxq no price is asked."""
    schoon.voer_uit("DELETE FROM raw.ref_betaalwijze")
    schoon.voer_uit("DELETE FROM raw.ref_prijzen")
    _voeg_toe(schoon, "prijzen", PRIJS | {"geldig_tot": "2025-01-01"})
    _voeg_toe(schoon, "betaalwijze", WIJZE | {"gemeente_code": None})
    _voeg_toe(schoon, "betaalwijze", WIJZE | {"segment": None, "methode": "pxq"})
    assert _bevindingen(schoon, "soort") == []


def test_een_code_die_is_opgegaan_is_bekend(schoon: Magazijn) -> None:
    _voeg_toe(schoon, "begroting", BEGROTING | {"gemeente_code": "0457"})
    assert _bevindingen(schoon, "soort") == []


def test_kenmerk_hangt_niet_af_van_het_aantal(schoon: Magazijn) -> None:
    schoon.voer_uit("UPDATE raw.ref_prijzen SET geldig_van = '2025-11-01', geldig_tot = NULL")
    eerst = _bevindingen(schoon, "bevinding_id, aantal, soort")
    schoon.voer_uit("UPDATE raw.ref_prijzen SET geldig_van = '2025-12-01'")
    daarna = _bevindingen(schoon, "bevinding_id, aantal, soort")
    assert [rij[0] for rij in eerst] == [rij[0] for rij in daarna]
    assert {rij[1:] for rij in eerst} == {(300, "prijs_ontbreekt"), (None, "overlappende_geldigheid")}
    assert {rij[1:] for rij in daarna} == {(330, "prijs_ontbreekt"), (None, "overlappende_geldigheid")}
