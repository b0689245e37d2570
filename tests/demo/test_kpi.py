"""The truth's own figures, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from peilstok.demo import Waarheid, WareLevering, WareLosseStop, WareToewijzing, kpi

P = date(2026, 3, 31)
LEVERING = WareLevering(
    wet="Jw",
    gemeente_code="0384",
    toewijzingnummer="1",
    aanbieder_agb="00910001",
    client=1,
    productcategorie="45",
    productcode="45V01",
    begindatum=date(2026, 1, 22),
    einddatum_zorg=date(2026, 2, 7),
    einddatum_effectief=date(2026, 2, 7),
    einddatum_definitief=date(2026, 2, 7),
    reden_beeindiging="31",
    status="beeindigd",
    stop_ontbreekt=False,
    start_gemeld=date(2026, 1, 23),
    start_op_tijd=True,
    stop_gemeld=date(2026, 2, 27),
    stop_op_tijd=False,
    telt_mee=True,
)
TOEWIJZING = WareToewijzing(
    wet="Jw",
    gemeente_code="0384",
    toewijzingnummer="1",
    aanbieder_agb="00910001",
    client=1,
    productcategorie="45",
    productcode="45V01",
    toewijzingsdatum=date(2026, 1, 1),
    eerste_toewijzingsdatum=date(2026, 1, 1),
    ingangsdatum=date(2025, 2, 1),
    einddatum=date(2026, 1, 31),
    reden_wijziging=None,
    volume=1,
    eenheid="04",
    frequentie="2",
    referentie_aanbieder=None,
    verwijzer="_ONBEKEND",
    versies_aantal=1,
    telt_mee=True,
)


def _waarheid(*leveringen: WareLevering, toewijzingen: tuple[WareToewijzing, ...] = ()) -> Waarheid:
    return Waarheid(P, 1, toewijzingen, leveringen, (), (), (), (), (), {}, (), ())


def test_plekken() -> None:
    """Ten days of January, seven of February, none of March; overlap counts once, another client adds."""
    overlap = replace(LEVERING, toewijzingnummer="2", begindatum=date(2026, 2, 1))
    ander = replace(LEVERING, client=2, aanbieder_agb="00910002", begindatum=date(2026, 2, 1))
    rijen = kpi.plekken(_waarheid(LEVERING, overlap, ander))
    eigen = ("Jw", "0384", "00910001", "45V01")
    assert rijen[*eigen, date(2026, 1, 1)]["zorgdagen"] == 10
    assert rijen[*eigen, date(2026, 1, 1)]["plekken_maand"] == pytest.approx(10 / 31)
    februari = rijen[*eigen, date(2026, 2, 1)]
    assert (februari["zorgdagen"], februari["unieke_clienten_ytd"]) == (7, 1)
    assert februari["plekken_ytd"] == pytest.approx(17 / 59)
    assert rijen[*eigen, date(2026, 3, 1)]["zorgdagen"] == 0
    alle = rijen["Jw", "ALLE", "ALLE", "ALLE", date(2026, 2, 1)]
    assert (alle["zorgdagen"], alle["unieke_clienten_ytd"]) == (14, 2)
    assert ("Jw", "0384", "00910002", "45V01", date(2026, 1, 1)) not in rijen
    assert max(sleutel[4] for sleutel in rijen) == date(2026, 3, 1)


def test_plekken_open_levering_loopt_tot_p() -> None:
    rijen = kpi.plekken(_waarheid(replace(LEVERING, einddatum_effectief=None)))
    assert rijen["Jw", "ALLE", "ALLE", "45V01", date(2026, 3, 1)]["plekken_ytd"] == pytest.approx((10 + 28 + 31) / 90)


def test_termijnen() -> None:
    later = replace(LEVERING, gemeente_code="0437", start_gemeld=date(2026, 1, 30), start_op_tijd=False)
    tijdelijk = replace(LEVERING, stop_op_tijd=None)
    rijen = kpi.termijnen(_waarheid(LEVERING, later, tijdelijk))
    start = rijen["305_5WD", "Jw", "ALLE", "00910001", date(2026, 1, 1), "aanbieder"]
    assert start == {"totaal": 3, "binnen_norm": 2, "percentage": pytest.approx(200 / 3)}
    stop = rijen["307_5WD", "Jw", "ALLE", "ALLE", date(2026, 2, 1), "aanbieder"]
    assert stop == {"totaal": 2, "binnen_norm": 0, "percentage": 0}
    los = WareLosseStop("Jw", "0384", "00910001", date(2026, 2, 20), True)
    met_los = kpi.termijnen(replace(_waarheid(LEVERING), losse_stops=(los,)))
    stop = met_los["307_5WD", "Jw", "0384", "ALLE", date(2026, 2, 1), "aanbieder"]
    assert stop == {"totaal": 2, "binnen_norm": 1, "percentage": 50}


def test_doorlooptijd() -> None:
    """365 days are 11.99 months; P's year is compared with the year before up to the same day."""
    vorig = replace(TOEWIJZING, ingangsdatum=date(2024, 9, 2), einddatum=date(2025, 3, 31))
    na_p = replace(vorig, einddatum=date(2025, 4, 1))
    telt_niet = replace(TOEWIJZING, telt_mee=False, einddatum=date(2026, 2, 1))
    rijen = kpi.doorlooptijd(_waarheid(toewijzingen=(TOEWIJZING, vorig, na_p, telt_niet)))
    dit = rijen[2026, "Jw", "0384", "00910001", "45V01"]
    assert dit["beeindigd_aantal"] == 1
    assert dit["mediaan_maanden"] == pytest.approx(365 / 30.4375)
    assert dit["mediaan_maanden_vorig_jaar"] == pytest.approx(211 / 30.4375)
    assert dit["verschil_maanden"] == pytest.approx(154 / 30.4375)
    vorig_jaar = rijen[2025, "Jw", "ALLE", "ALLE", "ALLE"]
    assert vorig_jaar["beeindigd_aantal"] == 2
    assert vorig_jaar["mediaan_maanden"] == pytest.approx(211.5 / 30.4375)
    assert vorig_jaar["mediaan_maanden_vorig_jaar"] is None
