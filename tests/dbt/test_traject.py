"""Chains of toewijzingen and the care in them: A5, A6, contract chapter 4."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dbt.magazijn import (
    Bericht,
    Instelling,
    Magazijn,
    gestart,
    gestopt,
    start,
    stop,
    toegewezen,
    toewijzing,
)

KETEN = "ingangsdatum, einddatum, toewijzingen_aantal"


def toewijzingen(*perioden: tuple[str, str | None], **velden: Any) -> Bericht:
    """One 301 with numbers 1, 2, .. for these periods."""
    producten = [toegewezen(str(nr), ingang, einde, **velden) for nr, (ingang, einde) in enumerate(perioden, 1)]
    return toewijzing("T1", "2024-12-15", *producten)


def ketens(magazijn: Magazijn, kolommen: str = KETEN) -> list[tuple]:
    return magazijn.rijen("marts.fct_traject", kolommen)


@pytest.mark.parametrize(
    ("dagen", "tweede", "aantal"),
    [
        (30, "2025-07-30", 1),
        (30, "2025-07-31", 2),
        (0, "2025-06-30", 1),
        (0, "2025-07-01", 2),
        (90, "2025-09-28", 1),
        (90, "2025-09-29", 2),
    ],
)
def test_aansluitend_is_einde_plus_gap(magazijn: Magazijn, dagen: int, tweede: str, aantal: int) -> None:
    """A6: ingangsdatum <= einde + gap; the first ends on 30 June."""
    magazijn.draai(
        [toewijzingen(("2025-01-01", "2025-06-30"), (tweede, "2025-12-31"))], Instelling(aansluit_dagen=dagen)
    )
    verwacht = [("2025-01-01", "2025-12-31", 2)]
    if aantal == 2:
        verwacht = [("2025-01-01", "2025-06-30", 1), (tweede, "2025-12-31", 1)]
    assert ketens(magazijn) == verwacht


@pytest.mark.parametrize(
    ("perioden", "verwacht"),
    [
        # contained: the third joins the first, whose end lies beyond that of the second
        (
            [("2025-01-01", "2025-12-31"), ("2025-03-01", "2025-03-31"), ("2026-01-15", "2026-03-31")],
            [("2025-01-01", "2026-03-31", 3)],
        ),
        # an open end takes all that follows, and the chain stays open
        ([("2025-01-01", None), ("2025-09-01", "2025-10-01")], [("2025-01-01", None, 2)]),
        ([("2025-01-01", "2025-02-01"), ("2025-02-01", None)], [("2025-01-01", None, 2)]),
        # the same day twice
        ([("2025-01-01", "2025-01-31"), ("2025-01-01", "2025-06-30")], [("2025-01-01", "2025-06-30", 2)]),
    ],
)
def test_overlap_hoort_bij_de_keten(magazijn: Magazijn, perioden: list, verwacht: list) -> None:
    magazijn.draai([toewijzingen(*perioden)])
    assert ketens(magazijn) == verwacht


@pytest.mark.parametrize(
    "ander",
    [{"client": "c2"}, {"aanbieder": "42420001"}, {"gemeente": "0363"}, {"wet": "Wmo"}],
)
def test_alleen_binnen_client_aanbieder_gemeente_en_wet(magazijn: Magazijn, ander: dict) -> None:
    een = toegewezen("1", "2025-01-01", "2025-06-30")
    twee = toegewezen("2", "2025-07-01", "2025-12-31")
    magazijn.draai([toewijzing("T1", "2024-12-15", een), toewijzing("T2", "2024-12-15", twee, **ander)])
    assert [rij[2] for rij in ketens(magazijn)] == [1, 1]


def test_zonder_code_op_categorie_en_met_code_op_code(magazijn: Magazijn) -> None:
    """Without a code the categorie makes the chain; with one the code does, and the two never meet."""
    jaar = {"ingang": "2025-01-01", "einde": "2025-12-31"}
    magazijn.draai(
        [
            toewijzing(
                "T1",
                "2024-12-15",
                toegewezen("1", **jaar, productcode=None),
                toegewezen("2", **jaar, productcode=None),
                toegewezen("3", **jaar, productcode=None, productcategorie="54"),
                toegewezen("4", **jaar),
                toegewezen("5", **jaar, productcode="45V02"),
            )
        ]
    )
    assert ketens(magazijn, "productcategorie, productcode, toewijzingen_aantal") == [
        ("45", "45V01", 1),
        ("45", "45V02", 1),
        ("45", None, 2),
        ("54", None, 1),
    ]


def test_zonder_bsn_is_elke_toewijzing_een_traject(magazijn: Magazijn) -> None:
    perioden = [("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31")]
    producten = [toegewezen(str(nr), *periode) for nr, periode in enumerate(perioden)]
    magazijn.draai([toewijzing("T1", "2024-12-15", *producten, client=None)])
    assert [rij[2] for rij in ketens(magazijn)] == [1, 1]


def test_een_bevinding_koppelt_niets(magazijn: Magazijn) -> None:
    """An end before the begin, or a date outside the history: a chain of its own that takes no part."""
    perioden = [("2025-01-01", "2025-03-31"), ("2025-07-01", "2025-05-01"), ("2025-03-01", "9999-12-31")]
    magazijn.draai([toewijzingen(*perioden, ("2025-09-01", "2025-12-31"))])
    assert ketens(magazijn, f"telt_mee, {KETEN}") == [
        (False, "2025-03-01", "9999-12-31", 1),
        (False, "2025-07-01", "2025-05-01", 1),
        (True, "2025-01-01", "2025-03-31", 1),
        (True, "2025-09-01", "2025-12-31", 1),
    ]


def test_verwijderde_toewijzing_koppelt_niets(magazijn: Magazijn) -> None:
    weg = toegewezen("2", "2025-04-01", "2025-04-01", reden="13", versie="2025-02-01")
    magazijn.draai(
        [
            toewijzingen(("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-08-31"), ("2025-09-01", "2025-12-31")),
            toewijzing("T2", "2025-02-01", weg),
        ]
    )
    assert [rij[2] for rij in ketens(magazijn)] == [1, 1]


def test_traject_id_volgt_de_eerste_toewijzing(magazijn: Magazijn) -> None:
    """Not the client and not arrival; what is added behind leaves it as it is."""
    een, twee = ("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31")
    [eerst] = ketens(magazijn.draai([toewijzingen(een)]), "traject_id")
    producten = [toegewezen("1", *een), toegewezen("2", *twee)]
    assert ketens(magazijn.draai([toewijzing("X9", "2024-12-20", *producten, client="c9")]), "traject_id") == [eerst]


def test_zorg_in_het_traject(magazijn: Magazijn) -> None:
    """Care by hand: 5 to 20 January (16 days), and on the second 11 January up to 28 February: 39 days more."""
    berichten = [
        toewijzingen(("2025-01-01", "2025-06-30"), ("2025-01-01", "2025-02-28")),
        start("S1", "2025-01-06", gestart("1"), gestart("2", "2025-01-11")),
        stop("P1", "2025-01-21", gestopt("1", einde="2025-01-20")),
    ]
    zorg = "zorg_begindatum, zorg_einddatum, zorgdagen"
    assert ketens(magazijn.draai(berichten), zorg) == [("2025-01-05", "2025-02-28", 16 + 39)]
    # on P only the days up to P; the end is not cut
    tot = Instelling(peildatum="2025-01-31", kennisdatum="2025-12-31")
    assert ketens(magazijn.draai(berichten, tot), zorg) == [("2025-01-05", "2025-02-28", 27)]


def test_zorg_open_geen_zorg_en_toekomst(magazijn: Magazijn) -> None:
    zorg = "zorg_begindatum, zorg_einddatum, zorgdagen"
    assert ketens(magazijn.draai([toewijzingen(("2025-01-01", None))]), zorg) == [(None, None, 0)]
    begonnen = [toewijzingen(("2025-01-01", None)), start("S1", "2025-01-06", gestart())]
    assert ketens(magazijn.draai(begonnen, Instelling(peildatum="2025-01-14")), zorg) == [("2025-01-05", None, 10)]
    assert ketens(magazijn.draai(begonnen, Instelling(peildatum="2025-01-04")), zorg) == [("2025-01-05", None, 0)]


def test_pauze_telt_niet_als_zorgdag(magazijn: Magazijn) -> None:
    """Ten days, a pause, and from 1 April to 10 April another ten."""
    magazijn.draai(
        [
            toewijzingen(("2025-01-01", "2025-12-31")),
            start("S1", "2025-01-02", gestart(begin="2025-01-01")),
            stop("P1", "2025-01-11", gestopt(begin="2025-01-01", reden="20", einde="2025-01-10")),
            start("S2", "2025-04-02", gestart(begin="2025-04-01")),
            stop("P2", "2025-04-11", gestopt(begin="2025-04-01", einde="2025-04-10")),
        ]
    )
    assert ketens(magazijn, "zorg_begindatum, zorg_einddatum, zorgdagen") == [("2025-01-01", "2025-04-10", 20)]
