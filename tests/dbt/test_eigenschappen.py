"""Properties over generated histories: arrival does not matter, and SQL agrees with the definitions in plain Python."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dbt import orakel
from tests.dbt.magazijn import DBT, Bericht, Instelling, Magazijn, gestart, gestopt, retour, toegewezen

INSTELLING = Instelling(peildatum="2025-08-15", kennisdatum="2025-09-30")
DAGEN = [(date(2024, 11, 1) + timedelta(days=dag)).isoformat() for dag in range(0, 360, 9)]
dagen = st.sampled_from(DAGEN)
nummers = st.sampled_from(["1", "2"])
codes = st.sampled_from(["45V01", "54V01", None])


@st.composite
def records(draw: st.DrawFn, berichttype: str) -> dict[str, Any]:
    if berichttype == "301":
        ingang = draw(st.sampled_from(DAGEN[:10]))
        verwijderd = draw(st.integers(0, 4)) == 0
        return toegewezen(
            draw(nummers),
            ingang,
            ingang if verwijderd else draw(st.none() | dagen),
            reden="13" if verwijderd else draw(st.sampled_from([None, "04", "05"])),
            versie=draw(st.sampled_from(DAGEN[:4])),
            productcode=draw(codes),
        )
    nummer = draw(nummers | st.none())
    begin, status, code = draw(st.sampled_from(DAGEN[5:9])), draw(st.sampled_from("11133")), draw(codes)
    if berichttype == "305":
        return gestart(nummer, begin, status, productcode=code)
    einde = draw(st.sampled_from(DAGEN[8:30:5]))
    return gestopt(nummer, begin, draw(st.sampled_from(["20", "02"])), einde, status, productcode=code)


@st.composite
def berichten(draw: st.DrawFn) -> Bericht:
    """Few keys, so that versions, deletions, resends and TR056 pairs meet."""
    berichttype = draw(st.sampled_from(["301", "305", "305", "307"]))
    return Bericht(
        berichttype,
        f"M{draw(st.integers(1, 9))}",
        draw(st.sampled_from(DAGEN[::4])),
        tuple(draw(st.lists(records(berichttype), min_size=1, max_size=2, unique_by=repr))),
        wet=draw(st.sampled_from(["Jw", "Wmo"])),
        gemeente=draw(st.sampled_from(["0384", "0363"])),
        aanbieder=draw(st.sampled_from(["65656055", "42420001"])),
        client=draw(st.sampled_from(["c1", "c2"])),
    )


@st.composite
def historie(draw: st.DrawFn) -> list[Bericht]:
    gewoon = draw(st.lists(berichten(), min_size=2, max_size=14))
    beantwoord = draw(st.lists(st.sampled_from(gewoon), max_size=3))
    codes_ = draw(st.lists(st.sampled_from([(), ("0200",), ("9069",)]), min_size=3, max_size=3))
    retouren = [
        retour(heen, "2025-09-01", *code, identificatie=f"R{nummer}")
        for nummer, (heen, code) in enumerate(zip(beantwoord, codes_, strict=False))
    ]
    return gewoon + retouren


def vrije_dagen() -> set[date]:
    with (DBT / "seeds" / "feestdag.csv").open(encoding="utf-8") as bestand:
        return {date.fromisoformat(rij["datum"]) for rij in csv.DictReader(bestand)}


VRIJ = vrije_dagen()


def controleer_volgorde(magazijn: Magazijn, verhaal: list[Bericht], zaad: int) -> None:
    """Another order, other files, and some messages again in other bytes give the same tables."""
    verwacht = magazijn.draai(verhaal, INSTELLING).marts()
    toeval = random.Random(zaad)
    opnieuw = verhaal + toeval.sample(verhaal, min(3, len(verhaal)))
    toeval.shuffle(opnieuw)
    bestanden = [f"b{nummer:04d}" for nummer in toeval.sample(range(1000), len(opnieuw))]
    assert magazijn.draai(opnieuw, INSTELLING, bestanden).marts() == verwacht


def controleer_definities(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    magazijn.draai(verhaal, INSTELLING)
    bekend = orakel.bekende_berichten(verhaal, INSTELLING.kennisdatum)

    toewijzingen = {
        (
            *sleutel,
            t["aanbieder"],
            t["client"],
            t["productcode"],
            t["ingangsdatum"],
            t["einddatum"],
            t["reden_wijziging"],
        )
        for sleutel, t in orakel.toewijzingen(bekend).items()
        if not t["verwijderd"]
    }
    kolommen = "wet, gemeente_code, toewijzingnummer, aanbieder_agb, client_id, productcode, ingangsdatum, einddatum"
    assert set(magazijn.rijen("marts.fct_toewijzing", f"{kolommen}, reden_wijziging")) == toewijzingen

    namen = "wet gemeente aanbieder client product begindatum zorg effectief definitief reden eerste_305 eerste_301"
    leveringen = [tuple(r[naam] for naam in namen.split()) for r in orakel.leveringen(bekend)]
    kolommen = (
        "wet, gemeente_code, aanbieder_agb, client_id, productcode, begindatum, einddatum_zorg, einddatum_effectief, "
        "einddatum_definitief, reden_beeindiging, eerste_305_dagtekening, eerste_301_dagtekening"
    )
    assert sorted(magazijn.rijen("marts.fct_levering", kolommen), key=repr) == sorted(leveringen, key=repr)

    assert {
        rij[:5]: (rij[5], pytest.approx(rij[6]), pytest.approx(rij[7]), rij[8])
        for rij in magazijn.rijen("marts.kpi_plekken_realisatie")
    } == orakel.plekken(bekend, INSTELLING)
    assert {
        rij[:5]: (rij[5], pytest.approx(rij[6]), pytest.approx(rij[7]))
        for rij in magazijn.rijen("marts.kpi_doorlooptijd")
    } == orakel.doorlooptijd(bekend, INSTELLING)
    assert {rij[:5]: rij[5:7] for rij in magazijn.rijen("marts.kpi_termijn")} == orakel.termijn(
        bekend, INSTELLING, VRIJ
    )


snel = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
grondig = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@snel
@given(historie(), st.integers(0, 2**32))
def test_aanlevervolgorde_doet_er_niet_toe(magazijn: Magazijn, verhaal: list[Bericht], zaad: int) -> None:
    controleer_volgorde(magazijn, verhaal, zaad)


@snel
@given(historie())
def test_sql_volgt_de_definities(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    controleer_definities(magazijn, verhaal)


@pytest.mark.lang
@grondig
@given(historie(), st.integers(0, 2**32))
def test_aanlevervolgorde_doet_er_niet_toe_grondig(magazijn: Magazijn, verhaal: list[Bericht], zaad: int) -> None:
    controleer_volgorde(magazijn, verhaal, zaad)


@pytest.mark.lang
@grondig
@given(historie())
def test_sql_volgt_de_definities_grondig(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    controleer_definities(magazijn, verhaal)
