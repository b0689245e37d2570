"""From request to start (contract chapter 4): terms, waiting, referrers and the use of the 317, from messages on."""

from __future__ import annotations

import pytest

from tests.dbt.magazijn import (
    Bericht,
    Instelling,
    Magazijn,
    antwoord,
    declaratie,
    gestart,
    gestopt,
    prestatie,
    retour,
    start,
    stop,
    toegewezen,
    toewijzing,
    vot,
    vow,
)

TOTAAL = "gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE'"
ALLES = f"{TOTAAL} and productcode = 'ALLE'"


def termijn(magazijn: Magazijn, naam: str) -> list[tuple[object, ...]]:
    kolommen = "verantwoordelijke, maand, totaal, binnen_norm"
    return magazijn.rijen("marts.kpi_termijn", kolommen, f"{TOTAAL} and termijn = '{naam}'")


def test_retour_is_van_de_ontvanger(magazijn: Magazijn) -> None:
    """OP090: the gemeente answers a 305, the provider a 301; a rejection is a retour too, a 323 asks none."""
    heen = toewijzing("T1", "2025-03-03", toegewezen())
    afgekeurd = start("S1", "2025-03-03", gestart())
    te_laat = start("S2", "2025-03-03", gestart("2"))
    magazijn.draai(
        [
            heen,
            retour(heen, "2025-03-06"),
            afgekeurd,
            retour(afgekeurd, "2025-03-06", "0001"),
            te_laat,
            retour(te_laat, "2025-03-07"),
            declaratie("D1", "2025-03-03", prestatie()),
        ]
    )
    assert termijn(magazijn, "RETOUR_3WD") == [("aanbieder", "2025-03-01", 1, 1), ("gemeente", "2025-03-01", 2, 1)]
    per_partij = magazijn.rijen("marts.kpi_termijn", "distinct verantwoordelijke, kpi", "termijn = 'RETOUR_3WD'")
    assert per_partij == [("aanbieder", "RETOUR_3WD"), ("gemeente", "RETOUR_3WD_GEMEENTE")]
    assert magazijn.rijen("marts.kpi_termijn", "count(*)", "kpi <> termijn and termijn <> 'RETOUR_3WD'") == [(0,)]


@pytest.mark.parametrize(
    ("kennisdatum", "gevallen"), [("2025-03-06", []), ("2025-03-07", [("gemeente", "2025-03-01", 1, 0)])]
)
def test_open_retour_telt_als_de_termijn_voorbij_is(
    magazijn: Magazijn, kennisdatum: str, gevallen: list[tuple[object, ...]]
) -> None:
    """Monday 3 March: on Thursday, working day 3, the retour can still come; on Friday it is too late."""
    magazijn.draai([start("S1", "2025-03-03", gestart())], Instelling("2025-03-31", kennisdatum))
    assert termijn(magazijn, "RETOUR_3WD") == gevallen


def test_een_latere_retour_maakt_de_eerste_niet_te_laat(magazijn: Magazijn) -> None:
    heen = start("S1", "2025-03-03", gestart())
    magazijn.draai([heen, retour(heen, "2025-03-05"), retour(heen, "2025-03-20", identificatie="R2")])
    assert termijn(magazijn, "RETOUR_3WD") == [("gemeente", "2025-03-01", 1, 1)]


def test_verzoek_per_product_met_besluit_of_reactie(magazijn: Magazijn) -> None:
    """K002-16: looked into on day 2, refused on day 14; the second product has no answer; a rejected 315 is no case."""
    geweigerd = vot("V2", "2025-03-03", "C")
    magazijn.draai(
        [
            vot("V1", "2025-03-03", "A", "B"),
            antwoord("A1", "2025-03-05", "A", "2"),
            antwoord("A2", "2025-03-17", "A", "1"),
            geweigerd,
            retour(geweigerd, "2025-03-04", "0001"),
        ]
    )
    assert termijn(magazijn, "VOT_14D") == [("gemeente", "2025-03-01", 2, 1)]
    assert termijn(magazijn, "VOT_5WD") == [("gemeente", "2025-03-01", 2, 1)]
    assert termijn(magazijn, "VOW_5WD") == []


@pytest.mark.parametrize(("kennisdatum", "totaal"), [("2025-03-17", 0), ("2025-03-18", 1)])
def test_open_verzoek_na_veertien_dagen(magazijn: Magazijn, kennisdatum: str, totaal: int) -> None:
    magazijn.draai([vot("V1", "2025-03-03", "A")], Instelling("2025-03-31", kennisdatum))
    assert termijn(magazijn, "VOT_14D") == [("gemeente", "2025-03-01", 1, 0)][:totaal]


def test_behandelplan_hoort_bij_een_toewijzing(magazijn: Magazijn) -> None:
    """K002-14: ten working days after Monday 3 March is 17 March; without a known toewijzing a row is not counted."""
    magazijn.voer_uit(
        "INSERT INTO raw.ref_behandelplannen "
        "(wet, gemeente_code, toewijzingnummer, behandelplan_datum, feitelijke_start_datum) VALUES "
        "('Jw', '0384', '1', '2025-03-03', '2025-03-17'), ('Jw', '0384', '1', '2025-03-03', '2025-03-17'), "
        "('Jw', '0384', '2', '2025-03-03', '2025-03-18'), ('Jw', '0384', '3', '2025-03-03', NULL), "
        "('Jw', '0384', '4', '2025-03-03', '2025-03-04')"
    )
    try:
        magazijn.draai([toewijzing("T1", "2025-03-01", toegewezen("1"), toegewezen("2"), toegewezen("3"))])
        assert termijn(magazijn, "PLAN_10WD") == [("aanbieder", "2025-03-01", 3, 1)]
    finally:
        magazijn.voer_uit("DELETE FROM raw.ref_behandelplannen")


def test_herstart_is_geen_wachttijd(magazijn: Magazijn) -> None:
    """Given for 1 January: care from 5 January, a pause, and again from 1 June. One start, after 4 days."""
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen(ingang="2025-01-01")),
            start("S1", "2025-01-06", gestart(begin="2025-01-05")),
            stop("P1", "2025-03-01", gestopt(begin="2025-01-05", reden="20", einde="2025-02-28")),
            start("S2", "2025-06-02", gestart(begin="2025-06-01")),
        ]
    )
    kolommen = "maand, gestart_aantal, mediaan_dagen, langer_4w_pct, mediaan_dagen_vot, wachtend_aantal"
    assert magazijn.rijen("marts.kpi_wachttijd", kolommen, ALLES) == [("2025-01-01", 1, 4.0, 0.0, None, 0)]
    assert termijn(magazijn, "START_NA_301_7D") == [("aanbieder", "2025-01-01", 1, 0)]


def test_wachttijd_vanaf_het_verzoek(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            vot("V1", "2024-12-01", "A"),
            toewijzing("T1", "2024-12-15", toegewezen(ingang="2025-01-01", referentie_aanbieder="A")),
            start("S1", "2025-02-10", gestart(begin="2025-02-09")),
        ]
    )
    kolommen = "maand, gestart_aantal, mediaan_dagen, langer_4w_pct, langer_8w_pct, mediaan_dagen_vot, wachtend_aantal"
    assert magazijn.rijen("marts.kpi_wachttijd", kolommen, ALLES) == [
        ("2025-01-01", 0, None, None, None, None, 1),
        ("2025-02-01", 1, 39.0, 100.0, 0.0, 70.0, 0),
    ]


def test_client_met_twee_verwijzers_telt_in_beide(magazijn: Magazijn) -> None:
    berichten: list[Bericht] = []
    for nummer, verwijzer, client in (("1", "02", "c1"), ("2", "05", "c1"), ("3", "02", "c2")):
        ref = f"A{nummer}"
        berichten += [
            vot(f"V{nummer}", "2024-12-01", ref, verwijzer=verwijzer, client=client),
            toewijzing(f"T{nummer}", "2024-12-15", toegewezen(nummer, referentie_aanbieder=ref), client=client),
            start(f"S{nummer}", "2025-01-06", gestart(nummer), client=client),
        ]
    magazijn.draai(berichten, Instelling(peildatum="2025-01-31"))
    assert magazijn.rijen("marts.kpi_verwijzer", "verwijzer, clienten_ytd, aandeel_pct", TOTAAL) == [
        ("ALLE", 2, 100.0),
        ("Huisarts", 2, 100.0),
        ("Medisch specialist", 1, 50.0),
    ]


def test_wijziging_met_en_zonder_317(magazijn: Magazijn) -> None:
    """K002-25: of two changes the provider initiated one was asked for with a 317; another reason is no such change."""

    def versie(dag: str, reden: str, ref: str | None = None) -> dict[str, object]:
        return toegewezen(reden=reden, versie=dag, referentie_aanbieder=ref)

    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen()),
            vow("W1", "2025-03-03", "A"),
            toewijzing("T2", "2025-03-10", versie("2025-03-10", "12", "A")),
            toewijzing("T3", "2025-03-20", versie("2025-03-20", "12")),
            toewijzing("T4", "2025-03-25", versie("2025-03-25", "05", "A")),
        ]
    )
    kolommen = "maand, wijzigingen_aantal, met_317_aantal, percentage, verzoeken_317_aantal"
    assert magazijn.rijen("marts.kpi_gebruik_317", kolommen, TOTAAL) == [("2025-03-01", 2, 1, 50.0, 1)]
