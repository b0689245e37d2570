"""Properties over generated histories: arrival does not matter, and SQL agrees with the definitions in plain Python."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from tests.dbt import orakel
from tests.dbt.magazijn import (
    DBT,
    RETOUR_VAN,
    Bericht,
    Instelling,
    Magazijn,
    declaratie_antwoord,
    gestart,
    gestopt,
    prestatie,
    retour,
    toegewezen,
)

INSTELLING = Instelling(peildatum="2025-08-15", kennisdatum="2025-09-30")
DAGEN = [(date(2024, 11, 1) + timedelta(days=dag)).isoformat() for dag in range(0, 360, 9)]
dagen = st.sampled_from(DAGEN)
nummers = st.sampled_from(["1", "2"])
codes = st.sampled_from(["45V01", "54V01", None])
referenties = st.sampled_from(["r1", "r2", None, None])
SOORTEN = ["301", "301", "305", "305", "307", "315", "317", "319", "323", "325"]


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
            referentie_aanbieder=draw(referenties),
        )
    if berichttype in ("315", "317"):
        product = {"productcategorie": "45", "verwijzer_type": "02"} if berichttype == "315" else {}
        return {"referentie_aanbieder": draw(st.sampled_from(["r1", "r2"]))} | product
    if berichttype == "319":
        return {
            "referentie_aanbieder": draw(st.sampled_from(["r1", "r2"])),
            "verzoek_antwoord": draw(st.sampled_from("12")),
        }
    if berichttype in ("323", "325"):
        return prestatie(
            draw(st.sampled_from(["P1", "P2"])), draw(st.sampled_from([1, 250])), draw(st.sampled_from("DC"))
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
    berichttype = draw(st.sampled_from(SOORTEN))
    kop: dict[str, Any] = {}
    if berichttype == "323":
        kop = {"declaratienummer": "DN1"}
    elif berichttype == "325":
        kop = {
            "declaratienummer": draw(st.sampled_from(["DN1", "DN2", None])),
            "declaratie_identificatie": f"M{draw(st.integers(1, 9))}",
            "declaratie_dagtekening": draw(st.sampled_from(DAGEN[::4])),
            "retourcodes": draw(st.sampled_from([("0200",), ("0001",)])),
        }
        if kop["declaratienummer"] is not None:
            kop["retourcodes_declaratie"] = draw(st.sampled_from([("0200",), ("8020",)]))
    aantal = 1 if berichttype in ("317", "319") else 2
    return Bericht(
        berichttype,
        f"M{draw(st.integers(1, 9))}",
        draw(st.sampled_from(DAGEN[::4])),
        tuple(draw(st.lists(records(berichttype), min_size=1, max_size=aantal, unique_by=repr))),
        wet=draw(st.sampled_from(["Jw", "Wmo"])),
        gemeente=draw(st.sampled_from(["0384", "0363"])),
        aanbieder=draw(st.sampled_from(["65656055", "42420001"])),
        client=draw(st.sampled_from(["c1", "c2"])),
        **kop,
    )


@st.composite
def historie(draw: st.DrawFn) -> list[Bericht]:
    """Messages of every kind; some get a retour, and claims a 325 that is about them."""
    gewoon = draw(st.lists(berichten(), min_size=2, max_size=16))
    declaraties = [b for b in gewoon if b.berichttype == "323"]
    gewoon += [
        declaratie_antwoord(f"A{nummer}", "2025-09-02", heen, *draw(st.sampled_from([heen.records, ()])))
        for nummer, heen in enumerate(draw(st.lists(st.sampled_from(declaraties), max_size=2)) if declaraties else [])
    ]
    vragend = [b for b in gewoon if b.berichttype not in ("323", "325")]
    beantwoord = draw(st.lists(st.sampled_from(vragend), max_size=3)) if vragend else []
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
FEITEN = ("fct_bericht", "fct_toewijzing", "fct_levering", "fct_traject", "fct_verzoek", "fct_prestatie")
"""What the quick properties compare; the KPIs are functions of these, and the long ones compare everything."""


def controleer_volgorde(
    magazijn: Magazijn, verhaal: list[Bericht], zaad: int, alleen: Sequence[str] | None = None
) -> None:
    """Another order, other files, and some messages again in other bytes give the same tables."""
    verwacht = magazijn.draai(verhaal, INSTELLING).marts(alleen)
    toeval = random.Random(zaad)
    opnieuw = verhaal + toeval.sample(verhaal, min(3, len(verhaal)))
    toeval.shuffle(opnieuw)
    bestanden = [f"b{nummer:04d}" for nummer in toeval.sample(range(1000), len(opnieuw))]
    assert magazijn.draai(opnieuw, INSTELLING, bestanden).marts(alleen) == verwacht


def controleer_definities(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    magazijn.draai(verhaal, INSTELLING)
    try:
        bekend = orakel.bekende_berichten(verhaal, INSTELLING.kennisdatum)
    except orakel.Onbeslist:
        reject()

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

    kolommen = (
        "soort, wet, gemeente_code, aanbieder_agb, referentie_aanbieder, dagtekening, eerste_reactie_datum, "
        "besluit_datum, besluit"
    )
    verzoeken = magazijn.rijen("marts.fct_verzoek", kolommen)
    assert sorted(verzoeken, key=repr) == sorted(orakel.verzoeken(bekend), key=repr)
    kolommen = (
        "wet, gemeente_code, aanbieder_agb, referentienummer, debet_credit, declaratienummer, client_id, "
        "cast(bedrag_eur * 100 as integer), status"
    )
    prestaties = magazijn.rijen("marts.fct_prestatie", kolommen)
    assert sorted(prestaties, key=repr) == sorted(orakel.prestaties(bekend, verhaal, INSTELLING.kennisdatum), key=repr)
    kolommen = (
        "wet, gemeente_code, aanbieder_agb, client_id, productcode, ingangsdatum, einddatum, toewijzingen_aantal, "
        "zorg_begindatum, zorg_einddatum, zorgdagen"
    )
    trajecten = magazijn.rijen("marts.fct_traject", kolommen)
    assert sorted(trajecten, key=repr) == sorted(orakel.trajecten(bekend, INSTELLING), key=repr)

    assert {
        rij[:5]: (rij[5], pytest.approx(rij[6]), pytest.approx(rij[7]), rij[8])
        for rij in magazijn.rijen("marts.kpi_plekken_realisatie")
    } == orakel.plekken(bekend, INSTELLING)
    assert {
        rij[:5]: (rij[5], pytest.approx(rij[6]), pytest.approx(rij[7]))
        for rij in magazijn.rijen("marts.kpi_doorlooptijd")
    } == orakel.doorlooptijd(bekend, INSTELLING)
    assert {
        rij[:5]: rij[5:7] for rij in magazijn.rijen("marts.kpi_termijn", waar="termijn in ('305_5WD', '307_5WD')")
    } == orakel.termijn(bekend, INSTELLING, VRIJ)


def controleer_kennis_per_nacht(
    magazijn: Magazijn, verhaal: list[Bericht], nacht: str, alleen: Sequence[str] | None = None
) -> None:
    """What was known on an earlier night is the same whether the later messages had come by then or not."""
    toen = Instelling(peildatum=INSTELLING.peildatum, kennisdatum=nacht)
    bekend = [b for b in verhaal if (b.dagtekening_retour or b.dagtekening) <= nacht]
    verwacht = magazijn.draai(bekend, toen).marts(alleen)
    assert magazijn.draai(verhaal, toen).marts(alleen) == verwacht


def is_nooit_toegepast(bericht: Bericht, verhaal: list[Bericht]) -> bool:
    """Later than K, rejected, or with historical StatusAanlevering only; a message that shares its key stays."""
    sleutel = (bericht.wet, bericht.berichttype, bericht.afzender, bericht.identificatie)
    heen = [b for b in verhaal if (b.wet, b.berichttype, b.afzender, b.identificatie) == sleutel]
    if len(heen) > 1 or bericht.berichttype in RETOUR_VAN:
        return False
    if bericht.dagtekening > INSTELLING.kennisdatum:
        return True
    if bericht.berichttype in ("305", "307") and all(r["status_aanlevering"] in "29" for r in bericht.records):
        return True
    return not any(b is bericht for b in orakel.bekende_berichten(verhaal, INSTELLING.kennisdatum))


def controleer_verwijderen(magazijn: Magazijn, verhaal: list[Bericht], alleen: Sequence[str] | None = None) -> None:
    """Without the messages that were never applied every table is the same, but for the list of messages itself and for
    RETOUR_3WD, which judges how fast any message was answered, a rejected one too (contract, terms)."""
    try:
        over = [bericht for bericht in verhaal if not is_nooit_toegepast(bericht, verhaal)]
    except orakel.Onbeslist:
        reject()
    met, zonder = (
        magazijn.draai(berichten, INSTELLING).marts(alleen) | {"fct_bericht": []} for berichten in (verhaal, over)
    )
    for tabellen in (met, zonder):
        for tabel in ("kpi_termijn", "stoplicht"):
            tabellen[tabel] = [rij for rij in tabellen.get(tabel, []) if rij[0] != "RETOUR_3WD"]
    assert met == zonder


def controleer_stand(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    """stand(m) = stand(m-1) + in - uit (A9), for toewijzingen, trajecten and care, each computed from its own table."""
    magazijn.draai(verhaal, INSTELLING)
    for tabel, begin, einde, waar in (
        ("fct_toewijzing", "ingangsdatum", "einddatum", "telt_mee"),
        ("fct_traject", "ingangsdatum", "einddatum", "telt_mee"),
        (
            "fct_levering",
            "begindatum",
            "einddatum_effectief",
            "telt_mee and coalesce(einddatum_effectief >= begindatum, true)",
        ),
    ):
        perioden = magazijn.rijen(f"marts.{tabel}", f"{begin}, {einde}", waar)
        maanden = sorted({date.fromisoformat(dag).replace(day=1) for periode in perioden for dag in periode if dag})
        vorige = 0
        for eerste in maanden:
            dagen = [dag for dag in (eerste + timedelta(days=n) for n in range(31)) if dag.month == eerste.month]
            in_maand = {dag.isoformat() for dag in dagen}
            dag_ervoor = {(dag - timedelta(days=1)).isoformat() for dag in dagen}
            stand = sum(b <= max(in_maand) and (e is None or e >= max(in_maand)) for b, e in perioden)
            tussen = sum(b < min(in_maand) and (e is None or e >= max(dag_ervoor - in_maand)) for b, e in perioden)
            instroom = sum(b in in_maand for b, _ in perioden)
            uitstroom = sum(e in dag_ervoor for _, e in perioden)
            assert (stand, tussen) == (vorige + instroom - uitstroom, vorige)
            vorige = stand


snel = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
vlug = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
grondig = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@snel
@given(historie(), st.integers(0, 2**32))
def test_aanlevervolgorde_doet_er_niet_toe(magazijn: Magazijn, verhaal: list[Bericht], zaad: int) -> None:
    controleer_volgorde(magazijn, verhaal, zaad, FEITEN)


@snel
@given(historie())
def test_sql_volgt_de_definities(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    controleer_definities(magazijn, verhaal)


@vlug
@given(historie(), st.sampled_from(DAGEN[::4]))
def test_wat_later_kwam_verandert_een_eerdere_nacht_niet(
    magazijn: Magazijn, verhaal: list[Bericht], nacht: str
) -> None:
    controleer_kennis_per_nacht(magazijn, verhaal, nacht, FEITEN)


@vlug
@given(historie())
def test_een_bericht_dat_nooit_werkte_kan_weg(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    controleer_verwijderen(magazijn, verhaal, FEITEN)


@vlug
@given(historie())
def test_stand_volgt_uit_in_en_uitstroom(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    controleer_stand(magazijn, verhaal)


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


@pytest.mark.lang
@settings(grondig, max_examples=100)
@given(historie(), st.sampled_from(DAGEN[::4]))
def test_kennis_verwijderen_en_stand_grondig(magazijn: Magazijn, verhaal: list[Bericht], nacht: str) -> None:
    controleer_kennis_per_nacht(magazijn, verhaal, nacht)
    controleer_verwijderen(magazijn, verhaal)
    controleer_stand(magazijn, verhaal)
