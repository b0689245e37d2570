"""Months not yet declared (contract chapter 4, fine print): by hand, against the oracle, against what came in later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from peilstok.demo import DemoParameters
from peilstok.demo.declaraties import voeg_declaraties_toe
from peilstok.demo.feiten import Feiten
from peilstok.demo.simulatie import simuleer
from peilstok.demo.verzoeken import voeg_verzoeken_toe
from tests.dbt import orakel_resultaat
from tests.dbt.magazijn import (
    Bericht,
    Instelling,
    Magazijn,
    Project,
    declaratie,
    declaratie_antwoord,
    gestart,
    prestatie,
    start,
    toegewezen,
    toewijzing,
)
from tests.dbt.orakel_declaratie import laatste_dag
from tests.dbt.orakel_kpi import later
from tests.dbt.test_resultaat_orakel import verschillen

TABEL = "marts.dim_declaratiemaand"
JUNI = Instelling("2026-06-30", "2026-06-30")


def _geclaimd(nummer: str, maand: str, euro: int, op: str, **kop: Any) -> Bericht:
    velden = {"product_periode_begindatum": f"{maand}-01", "product_periode_einddatum": f"{maand}-28"}
    regel = prestatie(f"P{nummer}", euro * 100, **velden)
    return declaratie(f"F{nummer}", op, regel, declaratienummer=f"N{nummer}", **kop)


def _geweigerd(nummer: str, vraag: Bericht, op: str) -> Bericht:
    return declaratie_antwoord(f"A{nummer}", op, vraag, vraag.records[0])


def test_met_de_hand(magazijn: Magazijn) -> None:
    """On 30-6-2026 the months of July 2024 to June 2025 are 12 months old. Of May 2025 100 was known after a month. Of
    June 80 after a month (60, and 20 that was refused on 20-8), 100 after two: 60 and the 40 that took its place. So
    after no month 0%, after one 180 / 200 = 90%, after two 100%.
    """
    geweigerd = _geclaimd("3", "2025-06", 20, "2025-07-20")
    magazijn.draai(
        [
            _geclaimd("1", "2025-05", 100, "2025-06-10"),
            _geclaimd("2", "2025-06", 60, "2025-07-15"),
            geweigerd,
            _geweigerd("3", geweigerd, "2025-08-20"),
            _geclaimd("4", "2025-06", 40, "2025-08-10"),
            _geclaimd("5", "2026-02", 90, "2026-03-10"),
            _geclaimd("6", "2026-03", 100, "2026-04-10"),
            _geclaimd("7", "2026-04", 110, "2026-05-10"),
            _geclaimd("8", "2026-05", 45, "2026-06-10"),
        ],
        JUNI,
    )
    kolommen = "maand, gedeclareerd_eur, declaratie_pct, verwacht_eur, laag_eur, hoog_eur, is_gedeclareerd"
    gevonden = magazijn.rijen(
        TABEL, kolommen, "gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and maand >= '2026-04-01'"
    )
    assert gevonden == [
        # April is all there. May: 45 / 90%; of the two months one had 100% and one 80%. June: the mean of February to
        # April, and no six months to say how such means did
        ("2026-04-01", Decimal("110.00"), 100.0, Decimal("110.00"), Decimal("110.00"), Decimal("110.00"), True),
        ("2026-05-01", Decimal("45.00"), 90.0, Decimal("50.00"), Decimal("45.00"), Decimal("56.25"), False),
        ("2026-06-01", Decimal("0.00"), 0.0, Decimal("100.00"), *gevonden[2][4:6], False),
    ]
    assert magazijn.rijen(TABEL, "distinct gedeclareerd_tot") == [("2026-04-01",)]


def test_zonder_historie_na_drie_maanden(magazijn: Magazijn) -> None:
    """Claims since January: nobody knows how fast they come, so a month counts from three months after its end."""
    maanden = ("2026-01", "2026-02", "2026-03", "2026-04")
    magazijn.draai([_geclaimd(maand, maand, 100, f"{maand}-28") for maand in maanden], JUNI)
    gevonden = magazijn.rijen(
        TABEL,
        "maand, declaratie_pct, verwacht_eur, laag_eur, is_gedeclareerd",
        "aanbieder_agb = 'ALLE' and gemeente_code = 'ALLE'",
    )
    assert [rij[1] for rij in gevonden] == [100.0, 100.0, 100.0, 0.0, 0.0, 0.0]
    assert {rij[2] for rij in gevonden} == {Decimal("100.00")}
    assert [rij[3] for rij in gevonden] == [None] * 6
    assert [rij[4] for rij in gevonden] == [True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("kennisdatum", "grens"),
    [
        # 31 January is one month old on the last day of February; 28 February is one month old on 28 March
        ("2026-02-28", {"2025-11-01"}),
        ("2026-03-30", {"2025-11-01"}),
        ("2026-03-31", {"2025-12-01"}),
        ("2026-05-27", {"2026-01-01"}),
        ("2026-05-28", {"2026-02-01"}),
    ],
)
def test_hele_maanden(magazijn: Magazijn, kennisdatum: str, grens: set[str]) -> None:
    magazijn.draai([_geclaimd("1", "2025-10", 100, "2025-10-28")], Instelling("2026-02-28", kennisdatum))
    assert {rij[0] for rij in magazijn.rijen(TABEL, "gedeclareerd_tot")} == grens


def test_op_plekken_wordt_niet_gewacht(magazijn: Magazijn) -> None:
    """Jeugd is paid by place from 2026 on: June counts, whatever was claimed by the piece before."""
    zorg = [
        toewijzing("T1", "2025-01-02", toegewezen("1", "2025-01-01")),
        start("S1", "2025-01-05", gestart("1", "2025-01-01")),
    ]
    producten = [{"wet": "Jw", "productcategorie": "45", "productcode": "45V01", "segment": "3"}]
    wijzen = [
        {"wet": "Jw", "segment": "3", "methode": "pxq", "geldig_van": None, "geldig_tot": "2025-12-31"},
        {"wet": "Jw", "segment": "3", "methode": "plekken", "geldig_van": "2026-01-01", "geldig_tot": None},
    ]
    claims = [_geclaimd("1", "2025-05", 100, "2025-07-10"), _geclaimd("2", "2026-05", 157, "2026-06-10")]
    with magazijn.referentie({"producten": producten, "betaalwijze": wijzen}):
        magazijn.draai([*zorg, *claims], JUNI)
        kolommen = "maand, gedeclareerd_eur, verwacht_eur, is_gedeclareerd"
        gevonden = magazijn.rijen(
            TABEL, kolommen, "aanbieder_agb = 'ALLE' and gemeente_code = 'ALLE' and maand >= '2026-05-01'"
        )
    assert gevonden == [("2026-05-01", 0, 0, True), ("2026-06-01", 0, 0, True)]


# against the oracle


@dataclass(frozen=True)
class Wereld:
    instelling: Instelling
    berichten: tuple[Bericht, ...]
    referenties: dict[str, list[dict[str, Any]]]


# the calendar is made once per setting, from the first world: no message may come before its first year
INSTELLINGEN = [
    Instelling("2026-06-30", "2026-06-30", "2023-12-25"),
    Instelling("2026-01-31", "2026-02-28", "2023-12-25"),
    Instelling("2026-02-28", "2026-03-30", "2023-12-25"),
    Instelling("2026-05-31", "2026-04-30", "2023-12-25"),
]
GEMEENTEN = ["0384", "0363"]
AANBIEDERS = ["65656055", "42420001"]
PRODUCTEN = [
    {"wet": "Jw", "productcategorie": "45", "productcode": "45V01", "zorgterrein": "J&O", "segment": "3"},
    {"wet": "Jw", "productcategorie": "54", "productcode": "54V01", "zorgterrein": "GGZ", "segment": "4"},
]


@st.composite
def claims(draw: st.DrawFn, nummer: int) -> Iterator[Bericht] | list[Bericht]:
    """A claim over a month, some time after it, perhaps refused, perhaps taken back."""
    maand = later(date(2024, 1, 1), draw(st.integers(0, 29)))
    op = laatste_dag(maand) + timedelta(days=draw(st.sampled_from([-5, 0, 1, 12, 28, 31, 45, 70, 100, 380])))
    kop = {"gemeente": draw(st.sampled_from(GEMEENTEN)), "aanbieder": draw(st.sampled_from(AANBIEDERS))}
    product = draw(st.sampled_from(PRODUCTEN))
    velden = {
        "productcategorie": product["productcategorie"],
        "productcode": draw(st.sampled_from([product["productcode"], product["productcode"], "99X99"])),
        "product_periode_begindatum": maand.isoformat(),
        "product_periode_einddatum": laatste_dag(maand).isoformat(),
    }
    regel = prestatie(f"P{nummer}", draw(st.sampled_from([10000, 10000, 12345, 90001])), **velden)
    vraag = declaratie(f"F{nummer}", op.isoformat(), regel, declaratienummer=f"N{nummer}", **kop)
    berichten = [vraag]
    lot = draw(st.sampled_from(["open", "open", "afgewezen", "geheel", "credit"]))
    later_op = (op + timedelta(days=draw(st.sampled_from([0, 9, 30, 61, 200])))).isoformat()
    if lot == "afgewezen":
        berichten.append(declaratie_antwoord(f"A{nummer}", later_op, vraag, regel))
    if lot == "geheel":
        berichten.append(declaratie_antwoord(f"A{nummer}", later_op, vraag, retourcodes_declaratie=("0001",)))
    if lot == "credit":
        terug = prestatie(f"C{nummer}", 10000, "C", vorig_referentienummer=f"P{nummer}", **velden)
        berichten.append(declaratie(f"G{nummer}", later_op, terug, declaratienummer=f"M{nummer}", **kop))
    return berichten


@st.composite
def werelden(draw: st.DrawFn) -> Wereld:
    berichten: list[Bericht] = []
    for nummer in range(draw(st.sampled_from([30, 20, 3]))):
        berichten += draw(claims(nummer))
    for nummer, (gemeente, product) in enumerate((g, p) for g in GEMEENTEN for p in PRODUCTEN):
        if draw(st.booleans()):
            kop = {"gemeente": gemeente, "aanbieder": AANBIEDERS[0], "client": f"c{nummer}"}
            wat = {naam: product[naam] for naam in ("productcategorie", "productcode")}
            begin = draw(st.sampled_from(["2024-01-01", "2025-12-15", "2026-01-31"]))
            berichten += [
                toewijzing(f"T{nummer}", "2024-01-02", toegewezen(str(nummer), "2024-01-01", **wat), **kop),
                start(f"S{nummer}", "2026-01-31", gestart(str(nummer), begin, **wat), **kop),
            ]
    wijzen = [
        {"wet": "Jw", "gemeente_code": gemeente, "segment": segment, "methode": methode, "geldig_van": van}
        for gemeente in GEMEENTEN
        for segment in ("3", "4")
        if (methode := draw(st.sampled_from(["plekken", "plekken", "pxq", None])))
        if (van := draw(st.sampled_from([None, "2026-01-01", "2026-02-20"]))) or True
    ]
    return Wereld(
        draw(st.sampled_from(INSTELLINGEN)), tuple(berichten), {"producten": PRODUCTEN, "betaalwijze": wijzen}
    )


@pytest.fixture(scope="module")
def eigen_magazijn(project: Project) -> Magazijn:
    """One of its own: its calendar begins with the first of these worlds."""
    return Magazijn(project)


def controleer(magazijn: Magazijn, wereld: Wereld) -> None:
    with magazijn.referentie(wereld.referenties):
        magazijn.draai(wereld.berichten, wereld.instelling)
        gevonden = list(verschillen(magazijn, orakel_resultaat.lees_gegevens(magazijn), "dim_declaratiemaand"))
        assert not gevonden, "\n".join(gevonden[:10])


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(werelden())
def test_declaratiemaand_volgt_het_contract(eigen_magazijn: Magazijn, wereld: Wereld) -> None:
    controleer(eigen_magazijn, wereld)


@pytest.mark.lang
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(werelden())
def test_declaratiemaand_volgt_het_contract_grondig(eigen_magazijn: Magazijn, wereld: Wereld) -> None:
    controleer(eigen_magazijn, wereld)


# against what came in later


@dataclass(frozen=True)
class Schatting:
    """What was said of a month some day, and what became of it."""

    leeftijd: int
    is_gemiddelde: bool
    verwacht: float
    laag: float | None
    hoog: float | None
    werkelijk: float

    @property
    def is_binnen(self) -> bool:
        return (
            self.laag is not None and self.hoog is not None and self.laag - 0.01 <= self.werkelijk <= self.hoog + 0.01
        )


def _prestaties(feiten: Feiten) -> list[tuple[Any, ...]]:
    return [
        (
            d.wet,
            d.gemeente.code,
            d.aanbieder.agb,
            p.maand,
            Decimal(p.bedrag_cent if p.debet_credit == "D" else -p.bedrag_cent) / 100,
            d.dagtekening,
            d.beantwoord_op if d.afkeurcode or p.afkeurcode else None,
        )
        for d in feiten.declaraties
        for p in d.prestaties
    ]


def _op_dag(magazijn: Magazijn, prestaties: list[tuple[Any, ...]], dag: date) -> list[tuple[Any, ...]]:
    """The estimates as they were on `dag`, built by the models over the claims known then."""
    instelling = Instelling(dag.isoformat(), dag.isoformat())
    magazijn.draai([], instelling).bouw("dim_declaratiemaand")
    magazijn.voer_uit("delete from intermediate.int_prestatiekosten")
    magazijn.voer_uit("delete from intermediate.int_prestatie")
    con = magazijn.con
    con.executemany(
        "insert into intermediate.int_prestatiekosten (wet, gemeente_code, aanbieder_agb, zorgterrein, maand,"
        " bedrag_eur, dagtekening, afgewezen_datum, status, is_op_plekken) values (?, ?, ?, 'x', ?, ?, ?, ?, ?, false)",
        [
            (*p[:6], p[6] if p[6] and p[6] <= dag else None, "afgewezen" if p[6] and p[6] <= dag else "open")
            for p in prestaties
            if p[5] <= dag
        ],
    )
    con.execute(
        "insert into intermediate.int_prestatie (wet, gemeente_code)"
        " select wet, gemeente_code from intermediate.int_prestatiekosten"
    )
    magazijn.herbouw("int_declaratiegraad", "int_declaratieschatting", "dim_declaratiemaand")
    return con.execute(
        f"select d.wet, d.gemeente_code, d.maand, d.verwacht_eur, d.laag_eur, d.hoog_eur, g.leeftijd_maanden,"
        f" s.is_gemiddelde from {TABEL} as d"
        " inner join intermediate.int_declaratiegraad as g using (wet, gemeente_code, maand)"
        " inner join intermediate.int_declaratieschatting as s using (wet, gemeente_code, aanbieder_agb, maand)"
        " where d.aanbieder_agb = 'ALLE' and s.zorgterrein = 'ALLE' and g.leeftijd_maanden between 0 and 5"
    ).fetchall()


@pytest.fixture(scope="module")
def schattingen(project: Project) -> list[Schatting]:
    """Every month up to half a year old, of two years of nights, against what was known of it a year after its end."""
    parameters = DemoParameters(clienten=700, jaren=5, peildatum=date(2026, 12, 31), fouten=False)
    feiten = simuleer(parameters)
    voeg_verzoeken_toe(feiten, parameters)
    voeg_declaraties_toe(feiten, parameters)
    prestaties = _prestaties(feiten)
    magazijn = Magazijn(project)
    gevonden = []
    for nummer in range(21):
        dag = later(date(2025, 12, 31), -nummer)
        for wet, gemeente, maand, verwacht, laag, hoog, leeftijd, gemiddelde in _op_dag(magazijn, prestaties, dag):
            einde = later(laatste_dag(maand), 12)
            werkelijk = sum(
                p[4]
                for p in prestaties
                if (p[0], p[3]) == (wet, maand)
                and gemeente in (p[1], "ALLE")
                and p[5] <= einde
                and not (p[6] and p[6] <= einde)
            )
            if verwacht is not None:
                grenzen = [None if grens is None else float(grens) for grens in (laag, hoog)]
                gevonden.append(Schatting(leeftijd, gemiddelde, float(verwacht), *grenzen, float(werkelijk)))
    return gevonden


@pytest.mark.lang
@pytest.mark.parametrize("soort", ["opgehoogd", "gemiddelde"])
def test_het_interval_houdt_wat_het_belooft(
    schattingen: list[Schatting], soort: str, record_property: pytest.RecordProperty
) -> None:
    """About 80% of the months turn out within an interval of 80%: on the simulated region, over months, gemeenten, laws
    and days. Far more would mean that the interval says nothing.
    """
    gekozen = [s for s in schattingen if s.laag is not None and s.is_gemiddelde == (soort == "gemiddelde")]
    dekking = 100 * sum(s.is_binnen for s in gekozen) / len(gekozen)
    record_property(f"dekking_{soort}_pct", round(dekking, 1))
    record_property(f"aantal_{soort}", len(gekozen))
    print(f"{soort}: {dekking:.1f}% of {len(gekozen)} within the interval of 80%")
    assert len(gekozen) > 100
    assert 70 <= dekking <= 95


@pytest.mark.lang
def test_ophogen_raakt_beter_dan_niets_doen(schattingen: list[Schatting]) -> None:
    """The estimate of all months together is not off by more than a few percent."""
    for leeftijd in range(3):
        gekozen = [s for s in schattingen if s.leeftijd == leeftijd]
        verwacht, werkelijk = sum(s.verwacht for s in gekozen), sum(s.werkelijk for s in gekozen)
        assert verwacht == pytest.approx(werkelijk, rel=0.05)
