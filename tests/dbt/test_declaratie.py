"""Claims (323) and their answers (325): velden.md 3.6, contract chapter 4."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dbt.magazijn import (
    Instelling,
    Magazijn,
    declaratie,
    declaratie_antwoord,
    prestatie,
    toegewezen,
    toewijzing,
)

NETTO = "cast(coalesce(sum(bedrag_eur), 0) as varchar)"


def statussen(magazijn: Magazijn) -> list[tuple]:
    return magazijn.rijen("marts.fct_prestatie", "referentienummer, debet_credit, status")


def kosten(magazijn: Magazijn) -> str:
    [(bedrag,)] = magazijn.rijen("marts.fct_prestatie", NETTO, "status <> 'afgewezen'")
    return bedrag


def test_zonder_325_open_en_met_325_toegekend(magazijn: Magazijn) -> None:
    """100.00 and 50.50 claimed; the 325 rejects the second."""
    heen = declaratie("D1", "2025-02-03", prestatie("P1", 10000), prestatie("P2", 5050))
    magazijn.draai([heen])
    assert statussen(magazijn) == [("P1", "D", "open"), ("P2", "D", "open")]
    assert kosten(magazijn) == "150.50"
    magazijn.draai([heen, declaratie_antwoord("A1", "2025-02-10", heen, prestatie("P2", 5050))])
    assert statussen(magazijn) == [("P1", "D", "toegekend"), ("P2", "D", "afgewezen")]
    assert kosten(magazijn) == "100.00"
    assert magazijn.rijen("marts.fct_prestatie", "eerste_antwoord_datum") == [("2025-02-10",)] * 2


def test_325_na_de_kennisdatum_bestaat_nog_niet(magazijn: Magazijn) -> None:
    heen = declaratie("D1", "2025-02-03", prestatie("P1"))
    terug = declaratie_antwoord("A1", "2025-02-10", heen, prestatie("P1"))
    for kennisdatum, status in {"2025-02-02": None, "2025-02-09": "open", "2025-02-10": "afgewezen"}.items():
        magazijn.draai([heen, terug], Instelling(peildatum="2025-01-31", kennisdatum=kennisdatum))
        assert statussen(magazijn) == ([("P1", "D", status)] if status else [])


@pytest.mark.parametrize(
    "velden",
    [
        {"retourcodes": ("0001",), "declaratienummer": None, "retourcodes_declaratie": ()},
        {"retourcodes_declaratie": ("8020",)},
    ],
)
def test_hele_declaratie_afgewezen(magazijn: Magazijn, velden: dict) -> None:
    """A header 0001, or a rejecting code on DeclaratieAntwoord, without a single prestatie in the 325."""
    heen = declaratie("D1", "2025-02-03", prestatie("P1"), prestatie("P2", client_id="c2"))
    magazijn.draai([heen, declaratie_antwoord("A1", "2025-02-10", heen, **velden)])
    assert statussen(magazijn) == [("P1", "D", "afgewezen"), ("P2", "D", "afgewezen")]


@pytest.mark.parametrize("code", ["0200", "0233", "8001"])
def test_code_zonder_afkeur_kent_toe(magazijn: Magazijn, code: str) -> None:
    heen = declaratie("D1", "2025-02-03", prestatie("P1"))
    magazijn.draai([heen, declaratie_antwoord("A1", "2025-02-10", heen, retourcodes_declaratie=(code,))])
    assert statussen(magazijn) == [("P1", "D", "toegekend")]


@pytest.mark.parametrize(
    "velden",
    [
        {"declaratienummer": "DN9"},
        {"declaratie_identificatie": "D9"},
        {"wet": "Wmo"},
        {"gemeente": "0363"},
        {"aanbieder": "42420001"},
    ],
)
def test_325_over_iets_anders_zegt_niets(magazijn: Magazijn, velden: dict) -> None:
    heen = declaratie("D1", "2025-02-03", prestatie("P1"))
    magazijn.draai([heen, declaratie_antwoord("A1", "2025-02-10", heen, prestatie("P1"), **velden)])
    assert statussen(magazijn) == [("P1", "D", "open")]


def test_tegenstrijdige_325_wijst_af(magazijn: Magazijn) -> None:
    heen = declaratie("D1", "2025-02-03", prestatie("P1"))
    magazijn.draai(
        [
            heen,
            declaratie_antwoord("A1", "2025-02-10", heen, prestatie("P1")),
            declaratie_antwoord("A2", "2025-02-11", heen),
        ]
    )
    assert statussen(magazijn) == [("P1", "D", "afgewezen")]


def test_credit_en_opnieuw_indienen(magazijn: Magazijn) -> None:
    """OP366: 100.00 granted, taken back and claimed anew as 80.00: 80.00 in January, whatever the claim's own month."""
    een = declaratie("D1", "2025-02-03", prestatie("P1", 10000))
    twee = declaratie(
        "D2", "2025-03-03", prestatie("P2", 10000, "C", vorig_referentienummer="P1"), declaratienummer="DN2"
    )
    drie = declaratie("D3", "2025-04-03", prestatie("P3", 8000), declaratienummer="DN3")
    antwoorden = [declaratie_antwoord(f"A{n}", "2025-04-10", heen) for n, heen in enumerate((een, twee, drie))]
    magazijn.draai([een, twee, drie, *antwoorden])
    assert magazijn.rijen("marts.fct_prestatie", "maand, status, bedrag_eur") == [
        ("2025-01-01", "toegekend", Decimal("-100.00")),
        ("2025-01-01", "toegekend", Decimal("80.00")),
        ("2025-01-01", "toegekend", Decimal("100.00")),
    ]
    assert kosten(magazijn) == "80.00"


def test_afgewezen_credit_telt_niet(magazijn: Magazijn) -> None:
    een = declaratie("D1", "2025-02-03", prestatie("P1", 10000))
    credit = prestatie("P2", 10000, "C", vorig_referentienummer="P1")
    twee = declaratie("D2", "2025-03-03", credit, declaratienummer="DN2")
    magazijn.draai([een, twee, declaratie_antwoord("A1", "2025-02-10", een)])
    assert kosten(magazijn) == "0.00"
    magazijn.draai(
        [een, twee, declaratie_antwoord("A1", "2025-02-10", een), declaratie_antwoord("A2", "2025-03-10", twee, credit)]
    )
    assert kosten(magazijn) == "100.00"


def test_dubbel_referentienummer_blijft_staan(magazijn: Magazijn) -> None:
    """TR314: two claims with one ReferentieNummer both stay, each with the outcome of its own 325."""
    een = declaratie("D1", "2025-02-03", prestatie("P1", 10000))
    twee = declaratie("D2", "2025-03-03", prestatie("P1", 2000), declaratienummer="DN2")
    magazijn.draai([een, twee, declaratie_antwoord("A1", "2025-03-10", twee, prestatie("P1", 2000))])
    kolommen = "referentienummer, declaratienummer, status, cast(bedrag_eur as varchar)"
    assert magazijn.rijen("marts.fct_prestatie", kolommen) == [
        ("P1", "DN1", "open", "100.00"),
        ("P1", "DN2", "afgewezen", "20.00"),
    ]
    assert magazijn.rijen("marts.fct_prestatie", "count(distinct prestatie_id)") == [(2,)]


def test_debet_en_credit_onder_een_nummer_zijn_twee_prestaties(magazijn: Magazijn) -> None:
    heen = declaratie("D1", "2025-02-03", prestatie("P1", 10000), prestatie("P1", 4000, "C"))
    magazijn.draai([heen, declaratie_antwoord("A1", "2025-02-10", heen, prestatie("P1", 4000, "C"))])
    assert statussen(magazijn) == [("P1", "C", "afgewezen"), ("P1", "D", "toegekend")]


def test_325_op_de_verliezende_tweeling(magazijn: Magazijn) -> None:
    """TR056: two claims with one Identificatie; the 325 with the Dagtekening of the second is not about the first."""
    een = declaratie("D1", "2025-02-03", prestatie("P1", 10000))
    twee = declaratie("D1", "2025-02-05", prestatie("P2", 2000))
    weigering = {"retourcodes": ("9056",), "declaratienummer": None, "retourcodes_declaratie": ()}
    magazijn.draai([een, twee, declaratie_antwoord("A1", "2025-02-10", twee, **weigering)])
    assert statussen(magazijn) == [("P1", "D", "open")]
    magazijn.draai([een, twee, declaratie_antwoord("A1", "2025-02-10", een, **weigering)])
    assert statussen(magazijn) == [("P1", "D", "afgewezen")]


def test_325_met_een_onbekende_dagtekening_gaat_over_de_enige_declaratie(magazijn: Magazijn) -> None:
    """OP355: Identificatie and DeclaratieNummer find the claim; the Dagtekening only chooses between two."""
    heen = declaratie("D1", "2025-02-03", prestatie("P1", 10000))
    magazijn.draai([heen, declaratie_antwoord("A1", "2025-02-10", heen, declaratie_dagtekening="2025-02-04")])
    assert statussen(magazijn) == [("P1", "D", "toegekend")]


def test_herzonden_declaratie_telt_een_keer(magazijn: Magazijn) -> None:
    heen = declaratie("D1", "2025-02-03", prestatie("P1", 10000))
    magazijn.draai([heen, heen])
    assert kosten(magazijn) == "100.00"


def test_bedrag_client_en_toewijzing_van_de_prestatie(magazijn: Magazijn) -> None:
    """The largest amount LDT_Bedrag allows; each prestatie keeps its own client, and 0 is an amount."""
    magazijn.draai(
        [
            toewijzing("T1", "2024-12-15", toegewezen("7")),
            declaratie(
                "D1",
                "2025-02-03",
                prestatie("P1", 99999999, client_id="c1", toewijzingnummer="7"),
                prestatie("P2", 0, client_id="c2"),
                prestatie("P3", 1, "C", client_id=None),
            ),
        ]
    )
    kolommen = "referentienummer, client_id, toewijzingnummer, cast(bedrag_eur as varchar), volume, eenheid"
    assert magazijn.rijen("marts.fct_prestatie", kolommen) == [
        ("P1", "c1", "7", "999999.99", 4, "04"),
        ("P2", "c2", "1", "0.00", 4, "04"),
        ("P3", None, "1", "-0.01", 4, "04"),
    ]
    assert "DECIMAL(18,2)" in magazijn.rijen("marts.fct_prestatie", "typeof(bedrag_eur)")[0]
