"""Requests (315, 317) with reaction and decision: velden.md 3.5, contract chapter 4."""

from __future__ import annotations

import pytest

from tests.dbt.magazijn import Bericht, Instelling, Magazijn, antwoord, retour, toegewezen, toewijzing, vot, vow

BESLUIT = "soort, eerste_reactie_datum, besluit_datum, besluit"


def toegekend(identificatie: str, dagtekening: str, referentie: str | None, **velden: str) -> Bericht:
    return toewijzing(identificatie, dagtekening, toegewezen(referentie_aanbieder=referentie, **velden))


def besluiten(magazijn: Magazijn, kolommen: str = BESLUIT) -> list[tuple]:
    return magazijn.rijen("marts.fct_verzoek", kolommen)


@pytest.mark.parametrize("verzoek", [vot("V1", "2025-01-06", "r1"), vow("V1", "2025-01-06", "r1")])
@pytest.mark.parametrize(
    ("reacties", "verwacht"),
    [
        ([], (None, None, "open")),
        ([antwoord("N1", "2025-01-08", "r1", "2")], ("2025-01-08", None, "open")),
        ([antwoord("N1", "2025-01-08", "r1", "1")], ("2025-01-08", "2025-01-08", "afgewezen")),
        ([toegekend("T1", "2025-01-09", "r1")], ("2025-01-09", "2025-01-09", "toegekend")),
        (
            [antwoord("N1", "2025-01-08", "r1", "2"), toegekend("T1", "2025-02-09", "r1")],
            ("2025-01-08", "2025-02-09", "toegekend"),
        ),
        (
            [antwoord("N1", "2025-01-08", "r1", "1"), toegekend("T1", "2025-01-08", "r1")],
            ("2025-01-08", "2025-01-08", "toegekend"),
        ),
        (
            [antwoord("N1", "2025-01-08", "r1", "1"), toegekend("T1", "2025-01-09", "r1")],
            ("2025-01-08", "2025-01-08", "afgewezen"),
        ),
        # the day of the request itself is in time, another reference is another request
        ([toegekend("T1", "2025-01-06", "r1")], ("2025-01-06", "2025-01-06", "toegekend")),
        ([toegekend("T1", "2025-01-09", "r2"), antwoord("N1", "2025-01-09", "r2", "1")], (None, None, "open")),
        ([toegekend("T1", "2025-01-05", "r1")], (None, None, "open")),
    ],
)
def test_besluit(magazijn: Magazijn, verzoek: Bericht, reacties: list[Bericht], verwacht: tuple) -> None:
    soort = "VOT" if verzoek.berichttype == "315" else "VOW"
    magazijn.draai([verzoek, *reacties])
    assert besluiten(magazijn) == [(soort, *verwacht)]


def test_vot_per_product_en_vow_per_verzoek(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            vot("V1", "2025-01-06", "r1", "r2"),
            vow("W1", "2025-01-07", "r3"),
            toegekend("T1", "2025-01-10", "r2"),
        ]
    )
    assert besluiten(magazijn, "soort, referentie_aanbieder, besluit") == [
        ("VOT", "r1", "open"),
        ("VOT", "r2", "toegekend"),
        ("VOW", "r3", "open"),
    ]


def test_afgekeurde_reactie_is_er_geen(magazijn: Magazijn) -> None:
    """A rejected 301 or 319 was not sent; with a second 301 the decision is that one's."""
    eerste, nee = toegekend("T1", "2025-01-08", "r1"), antwoord("N1", "2025-01-07", "r1", "1")
    afgekeurd = [eerste, nee, retour(eerste, "2025-01-09", "9069"), retour(nee, "2025-01-09", "9374")]
    magazijn.draai([vot("V1", "2025-01-06", "r1"), *afgekeurd])
    assert besluiten(magazijn) == [("VOT", None, None, "open")]
    magazijn.draai([vot("V1", "2025-01-06", "r1"), *afgekeurd, toegekend("T2", "2025-01-14", "r1")])
    assert besluiten(magazijn) == [("VOT", "2025-01-14", "2025-01-14", "toegekend")]


@pytest.mark.parametrize("verzoek", [vot("V1", "2025-01-06", "r1"), vow("V1", "2025-01-06", "r1")])
def test_afgekeurd_verzoek_is_niet_verzonden(magazijn: Magazijn, verzoek: Bericht) -> None:
    magazijn.draai([verzoek, retour(verzoek, "2025-01-07", "9374")])
    assert besluiten(magazijn) == []
    magazijn.draai([verzoek, retour(verzoek, "2025-01-07", "0200")])
    assert len(besluiten(magazijn)) == 1


def test_latere_verwijdering_neemt_het_besluit_niet_terug(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            vot("V1", "2025-01-06", "r1"),
            toegekend("T1", "2025-01-08", "r1"),
            toegekend("T2", "2025-02-08", None, einde="2025-01-01", reden="13", versie="2025-02-08"),
        ]
    )
    assert magazijn.rijen("marts.fct_toewijzing") == []
    assert besluiten(magazijn) == [("VOT", "2025-01-08", "2025-01-08", "toegekend")]


def test_bekend_op_de_kennisdatum(magazijn: Magazijn) -> None:
    berichten = [
        vot("V1", "2025-01-06", "r1"),
        antwoord("N1", "2025-01-08", "r1", "2"),
        toegekend("T1", "2025-02-03", "r1"),
    ]
    for kennisdatum, verwacht in {
        "2025-01-05": [],
        "2025-01-07": [("VOT", None, None, "open")],
        "2025-01-31": [("VOT", "2025-01-08", None, "open")],
        "2025-02-03": [("VOT", "2025-01-08", "2025-02-03", "toegekend")],
    }.items():
        magazijn.draai(berichten, Instelling(peildatum="2024-12-31", kennisdatum=kennisdatum))
        assert besluiten(magazijn) == verwacht


def test_verwijzer_van_het_verzoek(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            vot("V1", "2025-01-06", "r1", verwijzer="02"),
            vot("V2", "2025-01-06", "r2", verwijzer="07"),
            vow("W1", "2025-01-06", "r3"),
        ]
    )
    assert besluiten(magazijn, "referentie_aanbieder, verwijzer") == [
        ("r1", "Huisarts"),
        ("r2", "Onbekend"),
        ("r3", "_ONBEKEND"),
    ]


@pytest.mark.parametrize("velden", [{"wet": "Wmo"}, {"gemeente": "0363"}, {"aanbieder": "42420001"}])
def test_reactie_van_elders_telt_niet(magazijn: Magazijn, velden: dict) -> None:
    """The reference is the provider's own, within wet and gemeente."""
    magazijn.draai([vot("V1", "2025-01-06", "r1"), antwoord("N1", "2025-01-08", "r1", "1", **velden)])
    assert besluiten(magazijn) == [("VOT", None, None, "open")]


def test_een_kenmerk_voor_alles_vermenigvuldigt_niet(magazijn: Magazijn) -> None:
    magazijn.draai(
        [
            *(vot(f"V{n}", "2025-01-06", "0") for n in range(5)),
            *(toegekend(f"T{n}", "2025-01-08", "0") for n in range(5)),
        ]
    )
    assert besluiten(magazijn, "besluit_datum, besluit") == [("2025-01-08", "toegekend")] * 5
