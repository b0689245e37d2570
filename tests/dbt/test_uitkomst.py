"""Outcome files, from the file to the tables: what an independent reading of the contract makes of random deliveries,
in whatever order and form they come."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.uitkomsten import laad_uitkomsten
from tests.dbt.hertelling import controleer
from tests.dbt.magazijn import Instelling, Magazijn, Project
from tests.dbt.orakel_uitkomst import Levering, Orakel, Regel, is_geldig
from tests.uitkomsten.maken import AGB, BSN, LOPEND, ZONDER_METING, als_csv, als_txt, als_xlsx, regel

P = "2027-06-30"
INSTELLING = Instelling(peildatum=P, kennisdatum=P, historie_tot="2057-06-30")
PSEUDONIEM = Pseudonimiseerder("sleutel van de test")
ANDER_AGB, SOLIST = "42420001", "42420002"
PERIODEN = {
    "01": ("20260101", "20260131"),
    "02": ("20260201", "20260228"),
    "K1": ("20260101", "20260331"),
    "K2": ("20260401", "20260630"),
    "H1": ("20260101", "20260630"),
    "H2": ("20260701", "20261231"),
}
KPIS = {
    "kpi_tevredenheid": "kwartaal, gemeente_code, aanbieder_agb, hulpvorm, respondent, gemeten_aantal, "
    "round(gemiddeld_cijfer, 9), laag_aantal, midden_aantal, hoog_aantal",
    "kpi_zonder_hulp": "kwartaal, gemeente_code, aanbieder_agb, hulpvorm, respondent, schaal, gemeten_aantal, "
    "antwoord_1_aantal, antwoord_2_aantal, antwoord_3_aantal, antwoord_4_aantal, round(mee_eens_percentage, 9)",
    "kpi_doelen": "kwartaal, gemeente_code, aanbieder_agb, hulpvorm, respondent, gemeten_aantal, "
    "behaald_aantal, deels_aantal, gelijk_aantal, ongunstiger_aantal, round(behaald_percentage, 9)",
    "kpi_respons": "maand, gemeente_code, aanbieder_agb, hulpvorm, beeindigd_aantal, met_meting_aantal, "
    "round(percentage, 9), solist_aantal",
    "kpi_uitkomst_uitval": "kwartaal, gemeente_code, aanbieder_agb, hulpvorm, beeindigd_aantal, uitval_aantal, "
    "extern_aantal, round(percentage, 9)",
    "kpi_nieuwe_start": "kwartaal, gemeente_code, aanbieder_agb, hulpvorm, beeindigd_aantal, niet_terug_aantal, "
    "round(percentage, 9)",
}


@pytest.fixture(scope="module")
def huis(project: Project) -> Magazijn:
    """A warehouse of its own: raw.uitkomst_* would stay behind in a shared one."""
    return Magazijn(project)


def laad(huis: Magazijn, landing: Path, instelling: Instelling = INSTELLING, sleutel: str = "") -> Magazijn:
    """As a night does, on top of what was loaded since `leeg`."""
    pseudoniem = Pseudonimiseerder(sleutel) if sleutel else PSEUDONIEM
    laad_uitkomsten(huis.con, landing, pseudoniem)
    return huis.draai([], instelling)


def leeg(huis: Magazijn) -> None:
    for tabel in ("uitkomst_bestand", "uitkomst_aanlevering", "uitkomst_fout", "uitkomst_regel", "bestand"):
        huis.voer_uit(f"DELETE FROM raw.{tabel}")


def schrijf(landing: Path, *bestanden: Sequence[Regel], map_: str = "") -> Path:
    doel = landing / "uitkomsten" / map_
    doel.mkdir(parents=True, exist_ok=True)
    for nummer, regels in enumerate(bestanden):
        (doel / f"{nummer}.csv").write_bytes(als_csv(regels))
    return landing


def kans_dag(kans: random.Random, van: str, tot: str) -> str:
    begin, eind = (date(int(t[:4]), int(t[4:6]), int(t[6:])) for t in (van, tot))
    return f"{begin + timedelta(kans.randint(0, (eind - begin).days)):%Y%m%d}"


def wereld(zaad: int) -> list[list[Regel]]:
    """Good files of three providers: few people, days and numbers, so that everything meets."""
    kans = random.Random(zaad)
    bestanden = []
    for _ in range(kans.randint(4, 14)):
        periode = kans.choice(list(PERIODEN))
        van, tot = PERIODEN[periode]
        kop = {
            "aanbieder_agb": kans.choice((AGB, AGB, ANDER_AGB, SOLIST)),
            "periode": periode,
            "aanleverdatum": kans.choice(("20260705", "20260710", "20270115")),
            "volgnummer": kans.choice(("01", "02")),
        }
        regels: list[Regel] = []
        for wie in kans.sample(range(6), kans.randint(1, 5)):
            hulpvorm = kans.choice(("02", "03"))
            if kans.random() < 0.5:
                einde = {"datum_einde": kans_dag(kans, van, tot), "reden_beeindiging": f"0{kans.randint(1, 5)}"}
            else:
                einde = dict(LOPEND)
            aanvang = kans.choice(("20260101", "20260102", kans_dag(kans, "20251001", einde["datum_einde"] or tot)))
            if einde["datum_einde"] and aanvang > einde["datum_einde"]:
                aanvang = einde["datum_einde"]
            aanvang = min(aanvang, tot)
            # the last two are equal up to month and pc4
            onbekend = {"bsn": "999999999", "geboortedatum": f"2012051{wie}"}
            mens = {"bsn": BSN[wie]} if wie < 4 else onbekend
            record = {**kop, **mens, **einde, "hulpvorm": hulpvorm, "datum_aanvang": aanvang}
            record["gemeentecode"] = kans.choice(("0384", "0363"))
            record["productcategorie"] = kans.choice(("", "45"))
            for informant in kans.choice(((), ("J",), ("J", "O"))):
                regels.append(regel(**record, **_meting(kans, informant, einde["datum_einde"] or tot)))
            if not regels or regels[-1]["bsn"] != mens["bsn"] or regels[-1]["datum_aanvang"] != aanvang:
                regels.append(regel(**record, **ZONDER_METING))
        if kans.random() < 0.2 and bestanden:
            regels = [r | {"volgnummer": kop["volgnummer"]} for r in bestanden[-1]]
        bestanden.append(regels)
    return bestanden


def _meting(kans: random.Random, informant: str, rond: str) -> Regel:
    dag = date(int(rond[:4]), int(rond[4:6]), int(rond[6:])) + timedelta(kans.choice((-61, -60, 0, 60, 61)))
    schaal = kans.choice(("", "1", "2"))
    return {
        "informant": informant,
        "meetdatum": kans.choice((f"{dag:%Y%m%d}", f"{dag:%Y%m%d}", "")),
        "tevredenheid": kans.choice(("", *(f"{n:02}" for n in range(1, 11)))),
        "zonder_hulp": f"0{kans.randint(1, 4)}" if schaal else "",
        "zonder_hulp_schaal": schaal,
        "doelrealisatie": kans.choice(("", "1", "2", "3", "4")),
    }


def tabellen(huis: Magazijn) -> dict[str, list[tuple[Any, ...]]]:
    """All that may not depend on the order of arrival, nor on the key."""
    gevonden = {naam: huis.rijen(f"marts.{naam}", kolommen) for naam, kolommen in KPIS.items()}
    gevonden["fct_aanlevering"] = huis.rijen(
        "marts.fct_aanlevering", "aanbieder_agb, periode, aanleverdatum, volgnummer, status, regels_aantal"
    )
    for naam, sleutel in (("fct_hulprecord", "aanlevering_id"), ("fct_meting", "informant")):
        weg = ", ".join({"client_id", sleutel} if sleutel.endswith("_id") else {"client_id"})
        gevonden[naam] = huis.rijen(f"marts.{naam}", f"* exclude ({weg})")
    return gevonden


@pytest.fixture
def solist(huis: Magazijn) -> Iterator[None]:
    with huis.referentie({"aanbieders": [{"aanbieder_agb": SOLIST, "rechtsvorm": "Solist"}]}):
        yield


@pytest.mark.parametrize("zaad", range(12))
def test_orakel(huis: Magazijn, solist: None, tmp_path: Path, zaad: int) -> None:
    bestanden = wereld(zaad)
    leeg(huis)
    laad(huis, schrijf(tmp_path, *bestanden))
    assert huis.rijen("kwaliteit.aanleverfout", "reden", "kolom <> 'volgnummer'") == []
    orakel = Orakel([Levering.van(regels) for regels in bestanden], date.fromisoformat(P))
    assert huis.rijen(
        "marts.fct_aanlevering", "aanbieder_agb, periode, strftime(aanleverdatum, '%Y%m%d'), volgnummer, status"
    ) == sorted((lev["aanbieder_agb"], lev["periode"], *lev.wanneer, stand) for lev, stand in orakel.standen.items())
    gevonden = huis.rijen(
        "marts.fct_hulprecord",
        "aanbieder_agb, coalesce(client_id, 'onbekend'), strftime(datum_aanvang, '%Y%m%d'), hulpvorm, "
        "coalesce(strftime(datum_einde, '%Y%m%d'), ''), coalesce(reden_beeindiging, ''), gemeente_code, "
        "coalesce(productcategorie, '')",
    )
    assert gevonden == sorted(
        (
            r.aanbieder_agb,
            PSEUDONIEM.client_id(r.persoon[0]) or "" if r.is_bekend else "onbekend",
            f"{r.aanvang:%Y%m%d}",
            r.hulpvorm,
            r.datum_einde,
            r.reden_beeindiging,
            r.gemeentecode,
            r.productcategorie,
        )
        for r in orakel.records
    )
    assert huis.rijen("marts.fct_meting", "aanbieder_agb, is_geldig, coalesce(tevredenheid, 0)") == sorted(
        (r.aanbieder_agb, is_geldig(r, lijn), int(lijn["tevredenheid"] or 0))
        for r in orakel.records
        for lijn in r.regels
        if lijn["informant"]
    )
    verwacht = {
        "kpi_tevredenheid": orakel.tevredenheid(),
        "kpi_zonder_hulp": orakel.zonder_hulp(),
        "kpi_doelen": orakel.doelen(),
        "kpi_respons": orakel.respons(frozenset({SOLIST})),
        "kpi_uitkomst_uitval": orakel.uitval(),
        "kpi_nieuwe_start": orakel.nieuwe_start(),
    }
    for naam, kolommen in KPIS.items():
        rijen = {tuple(w.isoformat() if isinstance(w, date) else w for w in rij) for rij in verwacht[naam]}
        assert set(huis.rijen(f"marts.{naam}", kolommen)) == rijen, naam
        controleer(huis, naam)


@pytest.mark.parametrize("zaad", range(4))
def test_volgorde_van_aankomst_vorm_en_sleutel_betekenen_niets(
    huis: Magazijn, solist: None, tmp_path: Path, zaad: int
) -> None:
    """One night or many, other names and forms, lines in another order, under another key: the same tables."""
    bestanden = wereld(100 + zaad)
    leeg(huis)
    laad(huis, schrijf(tmp_path / "recht", *bestanden))
    recht = tabellen(huis)
    kans = random.Random(zaad)
    leeg(huis)
    vormen = (("csv", als_csv), ("txt", als_txt), ("xlsx", als_xlsx))
    doel = tmp_path / "door elkaar" / "uitkomsten"
    doel.mkdir(parents=True)
    for nummer, regels in enumerate(kans.sample(bestanden, len(bestanden))):
        soort, maak = kans.choice(vormen)
        (doel / f"{nummer}.{soort}").write_bytes(maak(kans.sample(regels, len(regels))))
        if kans.random() < 0.4:
            laad_uitkomsten(huis.con, doel.parent, Pseudonimiseerder("andere sleutel"))
    laad(huis, doel.parent, sleutel="andere sleutel")
    assert tabellen(huis) == recht


def test_wat_na_k_is_aangeleverd_is_niet_bekend(huis: Magazijn, tmp_path: Path) -> None:
    """A delivery of tomorrow neither counts nor replaces; neither does its fault show."""
    leeg(huis)
    landing = schrijf(
        tmp_path,
        [regel(aanleverdatum="20260410")],
        [regel(bsn=BSN[1], aanleverdatum="20260420")],
        [regel(bsn=BSN[2], aanleverdatum="20260421", crisis="9")],
    )
    stand = "volgnummer, status, strftime(aanleverdatum, '%Y%m%d')"
    laad(huis, landing, Instelling("2026-04-19", "2026-04-19", historie_tot="2056-04-19"))
    assert huis.rijen("marts.fct_aanlevering", stand) == [("01", "verwerkt", "20260410")]
    assert huis.rijen("kwaliteit.aanleverfout") == []
    laad(huis, landing, Instelling("2026-04-30", "2026-04-30", historie_tot="2056-04-30"))
    assert sorted(rij[1] for rij in huis.rijen("marts.fct_aanlevering", stand)) == [
        "afgekeurd",
        "vervangen",
        "verwerkt",
    ]
    assert huis.rijen("kwaliteit.aanleverfout", "aanbieder_agb, regel, kolom") == [(AGB, 2, "crisis")]


def test_instellingen_gelden(huis: Magazijn, tmp_path: Path) -> None:
    """TEST_BSN leaves the test numbers out; a record outside HISTORIE_VANAF stays a fact and counts in no figure."""
    leeg(huis)
    landing = schrijf(tmp_path, [regel(datum_aanvang="20140101"), regel(bsn=BSN[1])])
    laad(huis, landing)
    assert len(huis.rijen("marts.fct_hulprecord")) == 2
    alles = "gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and hulpvorm = 'ALLE'"
    assert huis.rijen("marts.kpi_uitkomst_uitval", "beeindigd_aantal", alles) == [(1,)]
    laad(huis, landing, Instelling(P, P, historie_tot="2057-06-30", test_bsn="uitsluiten"))
    assert huis.rijen("marts.fct_hulprecord") == []


def test_mensen_zonder_nummer_blijven_uit_elkaar(huis: Magazijn, tmp_path: Path) -> None:
    """Equal up to month and pc4, but not in day of birth: two records, in every figure that does not need a person;
    the one of whom nothing of the birth is known has no month."""
    leeg(huis)
    zonder = {"bsn": "999999999", **ZONDER_METING}
    regels = [regel(geboortedatum=dag, **zonder) for dag in ("20120501", "20120502", "20120000")]
    laad(huis, schrijf(tmp_path, regels, [r | {"periode": "H1", "aanleverdatum": "20260710"} for r in regels]))
    assert huis.rijen("marts.fct_hulprecord", "geboortemaand, volgnr_onbekend, client_id") == [
        ("2012-05-01", 1, None),
        ("2012-05-01", 2, None),
        (None, 1, None),
    ]


def test_een_record_met_een_ander_begin_is_een(huis: Magazijn, tmp_path: Path) -> None:
    """By hand. The quarter said 1 September, the next one 3 September: one record, begun first, ended as the latest
    says, with its measurements and no others."""
    leeg(huis)
    vroeg = regel(**LOPEND, tevredenheid="01")
    laat = {"periode": "K2", "aanleverdatum": "20260710", "datum_aanvang": "20250903", "datum_einde": "20260515"}
    laad(huis, schrijf(tmp_path, [vroeg], [regel(**laat, informant="O", meetdatum="20260501", tevredenheid="09")]))
    assert huis.rijen("marts.fct_hulprecord", "datum_aanvang, datum_einde") == [("2025-09-01", "2026-05-15")]
    assert huis.rijen("marts.fct_meting", "datum_aanvang, informant, tevredenheid, is_geldig") == [
        ("2025-09-01", "ouder", 9, True)
    ]


def test_stappen_naar_aanleveren(huis: Magazijn, tmp_path: Path) -> None:
    """By hand. The survey on 1 March; a proef with faults does not count, the good one of 20 March does; on 10 April
    the first accepted file, also when it is replaced later: 40 days."""
    leeg(huis)
    proef = {"aanleverdatum": "20260315"}
    schrijf(tmp_path, [regel(**proef, crisis="9")], [regel(aanleverdatum="20260320")], map_="proef")
    schrijf(tmp_path, [regel()], [regel(aanleverdatum="20260501")])
    stap = {"soort": "aansluiting", "aanbieder_agb": AGB}
    rijen = [
        {**stap, "stap": "Enquete", "datum": "2026-03-05"},
        {**stap, "stap": "enquête", "datum": "2026-03-01"},
        {**stap, "aanbieder_agb": ANDER_AGB, "stap": "enquête", "datum": "2027-06-01"},
        {**stap, "soort": "actie", "stap": "inloggegevens", "datum": "2026-03-09"},
    ]
    with huis.referentie({"opvolging": rijen}):
        laad(huis, tmp_path)
        gevonden = huis.rijen("marts.kpi_aansluiting", "aanbieder_agb, volgorde, stap, datum, dagen, binnen_norm")
    assert gevonden == [
        (ANDER_AGB, 1, "enquête", "2027-06-01", 0, None),
        (ANDER_AGB, 2, "verwerkersovereenkomst", None, None, None),
        (ANDER_AGB, 3, "inloggegevens", None, None, None),
        (ANDER_AGB, 4, "testbestand", None, None, None),
        (ANDER_AGB, 5, "structureel", None, 29, True),
        (AGB, 1, "enquête", "2026-03-01", 0, None),
        (AGB, 2, "verwerkersovereenkomst", None, None, None),
        (AGB, 3, "inloggegevens", None, None, None),
        (AGB, 4, "testbestand", "2026-03-20", 19, None),
        (AGB, 5, "structureel", "2026-04-10", 40, True),
    ]
