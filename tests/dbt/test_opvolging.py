"""A gemeente that merged, a provider that was taken over: seed code_opvolging (docs/besluiten/0009)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.dbt.magazijn import (
    Instelling,
    Magazijn,
    antwoord,
    declaratie,
    declaratie_antwoord,
    gestart,
    gestopt,
    prestatie,
    start,
    stop,
    toegewezen,
    toewijzing,
    vot,
)
from tests.dbt.test_structuur import seed

A, B, N = "0003", "0010", "1979"
OUD, NIEUW = "11111111", "22222222"
GEMEENTEN = (("gemeente", A, N, "2025-01-01"), ("gemeente", B, N, "2025-01-01"))
OVERNAME = ("aanbieder", OUD, NIEUW, "2025-01-01")


@pytest.fixture
def samen(magazijn: Magazijn) -> Iterator[Magazijn]:
    yield magazijn.opvolging(*GEMEENTEN, OVERNAME)
    magazijn.opvolging(*(tuple(rij.values())[:4] for rij in seed("code_opvolging")))


def test_start_en_stop_bij_de_nieuwe_gemeente_vinden_de_toewijzing(samen: Magazijn) -> None:
    samen.draai(
        [
            toewijzing("T1", "2024-11-15", toegewezen(einde="2025-06-30"), gemeente=A),
            start("S1", "2024-11-20", gestart(begin="2024-11-18"), gemeente=A),
            stop("P1", "2025-02-03", gestopt(begin="2024-11-18", einde="2025-02-01"), gemeente=N),
            start("S2", "2025-03-03", gestart(begin="2025-03-01"), gemeente=N),
        ]
    )
    kolommen = "gemeente_code, gemeente_code_nu, toewijzing_gemeente_code, heeft_toewijzing, einddatum_effectief"
    assert samen.rijen("marts.fct_levering", kolommen) == [
        (A, N, A, True, "2025-02-01"),
        (N, N, A, True, "2025-06-30"),
    ]
    assert samen.rijen("marts.fct_toewijzing", "gemeente_code, gemeente_code_nu") == [(A, N)]


def test_301_van_de_nieuwe_gemeente_is_een_latere_versie(samen: Magazijn) -> None:
    later = toegewezen(einde="2025-12-31", reden="04", versie="2025-02-01")
    samen.draai(
        [
            toewijzing("T1", "2024-11-15", toegewezen(einde="2025-06-30"), gemeente=A),
            toewijzing("T2", "2025-02-01", later, gemeente=N),
        ]
    )
    kolommen = "gemeente_code, gemeente_code_nu, toewijzingnummer, einddatum, versies_aantal"
    assert samen.rijen("marts.fct_toewijzing", kolommen) == [(A, N, "1", "2025-12-31", 2)]
    assert samen.rijen("marts.fct_traject", "toewijzingen_aantal") == [(1,)]


def test_een_nummer_van_twee_oude_gemeenten_de_client_beslist(samen: Magazijn) -> None:
    """A and B both gave number 1; N stretches that of c2 and gives number 1 anew to c3."""
    later = toegewezen(einde="2025-12-31", reden="04", versie="2025-02-01")
    samen.draai(
        [
            toewijzing("T1", "2024-11-15", toegewezen(einde="2025-06-30"), gemeente=A, client="c1"),
            toewijzing("T1", "2024-11-15", toegewezen(einde="2025-06-30"), gemeente=B, client="c2"),
            toewijzing("T2", "2025-02-01", later, gemeente=N, client="c2"),
            toewijzing("T3", "2025-02-01", later, gemeente=N, client="c3"),
            start("S1", "2025-01-06", gestart(), gemeente=N, client="c1"),
        ]
    )
    assert samen.rijen("marts.fct_toewijzing", "gemeente_code, client_id, einddatum, versies_aantal") == [
        (A, "c1", "2025-06-30", 1),
        (B, "c2", "2025-12-31", 2),
        (N, "c3", "2025-12-31", 1),
    ]
    assert samen.rijen("marts.fct_levering", "client_id, toewijzing_gemeente_code, einddatum_effectief") == [
        ("c1", A, "2025-06-30")
    ]


def test_bestaande_gemeente_neemt_een_andere_op(magazijn: Magazijn, samen: Magazijn) -> None:
    """N existed before and has its own number 1: it stays its own."""
    samen.opvolging(GEMEENTEN[0]).draai(
        [
            toewijzing("T1", "2024-11-15", toegewezen(), gemeente=A, client="c1"),
            toewijzing("T1", "2024-11-15", toegewezen(), gemeente=N, client="c2"),
            start("S1", "2025-01-06", gestart(), gemeente=N, client="c2"),
            start("S2", "2025-01-06", gestart(), gemeente=N, client="c1"),
        ]
    )
    assert samen.rijen("marts.fct_levering", "client_id, toewijzing_gemeente_code") == [("c1", A), ("c2", N)]


def test_opvolging_van_een_opvolger(samen: Magazijn) -> None:
    """A passed into B and B into N: three codes, one toewijzing."""
    samen.opvolging(("gemeente", A, B, "2024-01-01"), ("gemeente", B, N, "2025-01-01")).draai(
        [
            toewijzing("T1", "2023-11-15", toegewezen(einde="2025-06-30"), gemeente=A),
            toewijzing("T2", "2024-02-01", toegewezen(einde="2025-07-31", versie="2024-12-20"), gemeente=B),
            start("S1", "2025-01-06", gestart(), gemeente=N),
        ]
    )
    kolommen = "gemeente_code, gemeente_code_nu, einddatum, versies_aantal"
    assert samen.rijen("marts.fct_toewijzing", kolommen) == [(A, N, "2025-07-31", 2)]
    assert samen.rijen("marts.fct_levering", "toewijzing_gemeente_code") == [(A,)]


def test_opvolging_na_de_kennisdatum_bestaat_nog_niet(samen: Magazijn) -> None:
    berichten = [toewijzing("T1", "2024-11-15", toegewezen(), gemeente=A)]
    samen.draai(berichten, Instelling(peildatum="2024-11-30", kennisdatum="2024-12-31"))
    assert samen.rijen("marts.fct_toewijzing", "gemeente_code_nu") == [(A,)]
    samen.draai(berichten, Instelling(peildatum="2024-11-30", kennisdatum="2025-01-01"))
    assert samen.rijen("marts.fct_toewijzing", "gemeente_code_nu") == [(N,)]


def test_overgenomen_aanbieder(samen: Magazijn) -> None:
    """The chain goes on, the care without number finds its stop, the request its answer, the 315 its toewijzing."""
    samen.draai(
        [
            vot("V1", "2024-10-01", "r1", aanbieder=OUD),
            toewijzing(
                "T1", "2024-10-15", toegewezen("1", einde="2025-01-31", referentie_aanbieder="r1"), aanbieder=OUD
            ),
            toewijzing("T2", "2025-01-15", toegewezen("2", "2025-02-01"), aanbieder=NIEUW),
            start("S1", "2024-12-06", gestart(None, "2024-12-05"), aanbieder=OUD),
            stop("P1", "2025-02-03", gestopt(None, "2024-12-05", einde="2025-02-01"), aanbieder=NIEUW),
            vot("V2", "2024-12-30", "r2", aanbieder=OUD),
            antwoord("N1", "2025-01-08", "r2", "1", aanbieder=NIEUW),
        ]
    )
    assert samen.rijen("marts.fct_traject", "aanbieder_agb, aanbieder_agb_nu, toewijzingen_aantal") == [
        (NIEUW, NIEUW, 2)
    ]
    assert samen.rijen("marts.fct_levering", "aanbieder_agb, aanbieder_agb_nu, status") == [(OUD, NIEUW, "beeindigd")]
    assert samen.rijen("marts.fct_verzoek", "aanbieder_agb, besluit") == [(OUD, "afgewezen"), (OUD, "toegekend")]
    assert samen.rijen("marts.fct_toewijzing", "aanbieder_agb, aanbieder_agb_nu, verwijzer") == [
        (OUD, NIEUW, "Huisarts"),
        (NIEUW, NIEUW, "_ONBEKEND"),
    ]


def test_325_van_na_de_opvolging(samen: Magazijn) -> None:
    """The new gemeente answers; of two codes with one Identificatie the Dagtekening tells which claim is meant."""
    oud = declaratie("D1", "2024-12-20", prestatie("P1"), gemeente=A, aanbieder=OUD)
    nieuw = declaratie("D1", "2025-01-20", prestatie("P2"), gemeente=N, aanbieder=NIEUW)
    terug = declaratie_antwoord("A1", "2025-02-03", oud, prestatie("P1"), gemeente=N, aanbieder=NIEUW)
    samen.draai([oud, nieuw, terug])
    assert samen.rijen("marts.fct_prestatie", "gemeente_code, aanbieder_agb, status") == [
        (A, OUD, "afgewezen"),
        (N, NIEUW, "open"),
    ]


def test_zonder_opvolging_verandert_niets(samen: Magazijn) -> None:
    """Rows about other codes and no rows at all give the same tables; the code of now is that of then."""
    berichten = [
        toewijzing("T1", "2024-11-15", toegewezen(einde="2025-06-30"), client="c1"),
        toewijzing("T2", "2024-11-16", toegewezen(einde="2025-06-30", versie="2025-01-01"), client="c2"),
        start("S1", "2025-01-06", gestart(), client="c3"),
    ]
    met = samen.draai(berichten).marts()
    assert samen.opvolging().draai(berichten).marts() == met
    assert samen.rijen("marts.fct_levering", "gemeente_code_nu, heeft_toewijzing") == [("0384", True)]


def test_seed_wijst_naar_gemeenten_van_nu() -> None:
    """A successor is a gemeente of the CBS list, and what passed on no longer is."""
    nu = {rij["gemeente_code"] for rij in seed("gemeente")}
    rijen = [rij for rij in seed("code_opvolging") if rij["soort"] == "gemeente"]
    assert {rij["nieuwe_code"] for rij in rijen} <= nu
    assert {rij["oude_code"] for rij in rijen} & nu == set()
