"""marts.aandacht: what asks for attention below the totals, and how seldom chance alone puts something there."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.dbt.magazijn import Instelling, Magazijn

Rij = dict[str, Any]
Aandacht = Callable[[list[Rij]], list[tuple[Any, ...]]]
NORM = {"norm": 90.0, "bandbreedte": 5.0, "richting": "hoger"}


def cijfer(teller: float, noemer: float, aanbieder: str = "00910001", **velden: Any) -> Rij:
    """A row of stoplicht over 2026: on time, norm 90."""
    rij = {
        "kpi": "305_5WD",
        "wet": "Jw",
        "zorgterrein": "ALLE",
        "gemeente_code": "ALLE",
        "aanbieder_agb": aanbieder,
        "periode": "2026",
        "periode_soort": "jaar",
        "periode_einde": "2026-12-31",
        "teller": teller,
        "noemer": noemer,
        "waarde": 100 * teller / noemer,
        "kleur": "rood",
        "trend": "onbekend",
        "eigenaar": "backoffice",
        "voorlopig": False,
        "onvolledig": False,
    }
    return rij | NORM | velden


def vorig_jaar(teller: float, noemer: float, **velden: Any) -> Rij:
    return cijfer(teller, noemer, **({"periode": "2025", "periode_einde": "2025-12-31", "kleur": "groen"} | velden))


@pytest.fixture
def aandacht(magazijn: Magazijn) -> Aandacht:
    magazijn.draai([], Instelling(peildatum="2026-12-31", kennisdatum="2026-12-31")).bouw("aandacht")

    def maak(rijen: list[Rij]) -> list[tuple[Any, ...]]:
        magazijn.voer_uit("DELETE FROM marts.stoplicht")
        magazijn.con.executemany(
            f"INSERT INTO marts.stoplicht ({', '.join(rijen[0])}) VALUES ({', '.join('?' * len(rijen[0]))})",
            [list(rij.values()) for rij in rijen],
        )
        kolommen = "kijk_gemeente_code, gemeente_code, aanbieder_agb, zorgterrein, kpi, reden, verandering, rang"
        magazijn.herbouw("aandacht")
        return magazijn.rijen("marts.aandacht", kolommen, "jaar = 2026")

    return maak


def test_alleen_wat_toeval_niet_verklaart(aandacht: Aandacht) -> None:
    """Norm 90 on 100 cases: one standard deviation is 3, so the limit is 9.27 points below it."""
    rijen = [cijfer(80, 100, "a"), cijfer(81, 100, "b"), cijfer(5, 9, "c"), cijfer(0, 10, "d")]
    assert [(rij[2], rij[5], rij[7]) for rij in aandacht(rijen)] == [("a", "norm", 2), ("d", "norm", 1)]


def test_een_verandering_heet_zo_als_zij_groter_is_dan_toeval(aandacht: Aandacht) -> None:
    """Of 100 cases each: from 80 to 60 is 3.09 standard deviations; without a norm too."""
    zonder = {"norm": None, "bandbreedte": None, "kleur": "grijs"}
    rijen = [
        cijfer(59, 100, "a", trend="slechter", **zonder),
        vorig_jaar(80, 100, aanbieder="a"),
        cijfer(61, 100, "b", trend="slechter", **zonder),
        vorig_jaar(80, 100, aanbieder="b"),
        cijfer(59, 100, "c", trend="onbekend", **zonder),
        vorig_jaar(80, 100, aanbieder="c"),
        cijfer(60, 100, "d", trend="beter"),
        vorig_jaar(30, 100, aanbieder="d"),
    ]
    assert [(rij[2], rij[5], rij[6]) for rij in aandacht(rijen)] == [
        ("a", "verandering", "slechter"),
        ("d", "norm", "beter"),
    ]


def test_onder_de_totalen_en_elk_een_keer(aandacht: Aandacht) -> None:
    """Seen from all: a provider, a zorgterrein, a gemeente; from a gemeente its own. A ceiling has no total over
    zorgterreinen. Worst first: 260% of a ceiling before 50% on time."""
    plafond = {"kpi": "budgetplafond", "norm": 90.0, "bandbreedte": 10.0, "richting": "lager", "gemeente_code": "ALLE"}
    rijen = [
        cijfer(50, 100, "ALLE"),
        cijfer(50, 100, "a"),
        cijfer(50, 100, "a", gemeente_code="0384"),
        cijfer(50, 100, "ALLE", gemeente_code="0384"),
        cijfer(50, 100, "ALLE", zorgterrein="Jeugd-ggz"),
        cijfer(50, 100, "a", zorgterrein="Jeugd-ggz"),
        cijfer(260, 100, "a", zorgterrein="Jeugd-ggz") | plafond,
    ]
    gezien = [
        (van, gemeente, wie, terrein, kpi, rang) for van, gemeente, wie, terrein, kpi, _, _, rang in aandacht(rijen)
    ]
    assert gezien == [
        ("0384", "0384", "a", "ALLE", "305_5WD", 1),
        ("ALLE", "0384", "ALLE", "ALLE", "305_5WD", 2),
        ("ALLE", "ALLE", "ALLE", "Jeugd-ggz", "305_5WD", 4),
        ("ALLE", "ALLE", "a", "ALLE", "305_5WD", 3),
        ("ALLE", "ALLE", "a", "Jeugd-ggz", "budgetplafond", 1),
    ]


def test_wat_onvolledig_is_vraagt_geen_aandacht(aandacht: Aandacht) -> None:
    assert aandacht([cijfer(0, 100, onvolledig=True)]) == []


def test_toeval_alleen_geeft_bijna_nooit_aandacht(aandacht: Aandacht) -> None:
    """Three thousand providers whose true share is their norm, and was last year: of 10 to 200 cases each, at most 1 in
    100 asks for attention (1 in 1,000 on the wrong side in theory, more where cases are few)."""
    toeval = Random(5)
    rijen = []
    for nr in range(3_000):
        nu, toen = (toeval.randint(10, 200) for _ in range(2))
        goed, eerder = (sum(toeval.random() < 0.9 for _ in range(n)) for n in (nu, toen))
        rijen += [
            cijfer(goed, nu, f"{nr:08}", trend="slechter", kleur="rood" if goed < 0.85 * nu else "oranje"),
            vorig_jaar(eerder, toen, aanbieder=f"{nr:08}"),
        ]
    assert len(aandacht(rijen)) <= 30
