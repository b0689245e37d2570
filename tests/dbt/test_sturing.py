"""The steering tables (contract chapter 9) worked out another way: whole numbers and fractions, and every order."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product
from random import Random
from statistics import NormalDist, median
from typing import Any

import pytest

from tests.dbt.magazijn import Magazijn, Project

Rij = dict[str, Any]


@pytest.fixture(scope="module")
def leeg(project: Project) -> Magazijn:
    """A warehouse of its own: these tests put cases of their own in the place of models."""
    return Magazijn(project).draai([])


def _met_gevallen(magazijn: Magazijn, kpi: str, gevallen: Iterable[Rij]) -> list[Rij]:
    """The rows of marts.kpi_<kpi> over these cases."""
    magazijn.herbouw(f"geval_{kpi}")
    _vul(magazijn, f"geval_{kpi}", gevallen)
    magazijn.herbouw(f"kpi_{kpi}")
    return _rijen(magazijn, f"kpi_{kpi}")


def _vul(magazijn: Magazijn, tabel: str, rijen: Iterable[Rij]) -> None:
    for rij in rijen:
        plaatsen = ", ".join("?" * len(rij))
        magazijn.con.execute(f"insert into marts.{tabel} ({', '.join(rij)}) values ({plaatsen})", list(rij.values()))


def _rijen(magazijn: Magazijn, tabel: str) -> list[Rij]:
    gevonden = magazijn.con.execute(f"select * from marts.{tabel}")
    namen = [kolom[0] for kolom in gevonden.description or []]
    return [dict(zip(namen, waarden, strict=True)) for waarden in gevonden.fetchall()]


def _totalen(geval: Rij, dimensies: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return product(*((geval[kolom], "ALLE") for kolom in dimensies))


def _kaplan_meier(gevolgd: list[tuple[int, bool]]) -> tuple[int | None, int | None, int | None]:
    """Median and its 95% limits (log-log) of (days, ended); S as a fraction, so that one half is one half."""
    z = NormalDist().inv_cdf(0.975)
    over, variantie = Fraction(1), 0.0
    uit: list[int | None] = [None, None, None]
    for dag in sorted({dagen for dagen, _ in gevolgd}):
        onder_risico = sum(dagen >= dag for dagen, _ in gevolgd)
        einden = sum(dagen == dag and voorbij for dagen, voorbij in gevolgd)
        if not einden:
            continue
        over *= Fraction(onder_risico - einden, onder_risico)
        if over:
            variantie += einden / (onder_risico * (onder_risico - einden))
            breedte = z * math.sqrt(variantie) / math.log(over)
            grenzen = [float(over) ** math.exp(-breedte), float(over) ** math.exp(breedte)]
        else:
            grenzen = [0.0, 0.0]
        for nummer, gehaald in enumerate((over <= Fraction(1, 2), grenzen[0] <= 0.5, grenzen[1] <= 0.5)):
            if gehaald and uit[nummer] is None:
                uit[nummer] = dag
    return uit[0], uit[1], uit[2]


def test_kaplan_meier(leeg: Magazijn) -> None:
    """Small groups with many equal durations, so that S is often exactly one half."""
    rng = Random(20261130)
    dimensies = ("gemeente_code", "aanbieder_agb", "productcode")
    gevallen = [
        {
            "jaar": rng.choice((2024, 2025)),
            "wet": "Jw",
            "gemeente_code": rng.choice(("0384", "0437")),
            "aanbieder_agb": rng.choice(("a1", "a2", "a3")),
            "productcode": rng.choice(("P1", "P2", "P3", "P4")),
            "is_begonnen": True,
            "in_noemer": False,
            "gevolgd_dagen": rng.randint(0, 12) * 10,
            "is_beeindigd": rng.random() < 0.7,
        }
        for _ in range(260)
    ]
    groepen: dict[tuple[Any, ...], list[tuple[int, bool]]] = defaultdict(list)
    for geval in gevallen:
        geval["is_lopend"] = not geval["is_beeindigd"]
        for leden in _totalen(geval, dimensies):
            groepen[geval["jaar"], *leden].append((geval["gevolgd_dagen"], geval["is_beeindigd"]))
    rijen = _met_gevallen(leeg, "duur", gevallen)
    gevonden = {
        (r["jaar"], *(r[d] for d in dimensies)): (r["km_mediaan_dagen"], r["km_laag_dagen"], r["km_hoog_dagen"])
        for r in rijen
    }
    assert gevonden == {sleutel: _kaplan_meier(groep) for sleutel, groep in groepen.items()}
    assert any(None in waarden for waarden in gevonden.values())


FACTOREN = ("clienten", "mix", "volume", "tarief")
Product = tuple[Fraction, Fraction, Fraction]


def _producten(gevallen: list[Rij]) -> tuple[list[Fraction], list[tuple[Product, Product]]]:
    """Clients of both years, and per product (share, volume, tariff) in both; an absent one differs in the mix only."""
    clienten = [Fraction(len(_kosten(gevallen, "persoon", jaar))) for jaar in (True, False)]
    uit = []
    for sleutel in {(g["productcode"], g["eenheid"]) for g in gevallen}:
        eigen = [g for g in gevallen if (g["productcode"], g["eenheid"]) == sleutel]
        aantal, volume, bedrag = [], [], []
        onbekend = False
        for vorig in (True, False):
            deel = [g for g in eigen if g["is_vorig_jaar"] is vorig]
            aantal.append(Fraction(len(_kosten(deel, "persoon", vorig))))
            bedrag.append(sum((Fraction(g["bedrag"]) for g in deel), Fraction()))
            volume.append(sum((Fraction(g["volume"] or 0) for g in deel), Fraction()))
            onbekend |= bool(aantal[-1]) and (not volume[-1] or any(g["volume"] is None for g in deel))
        per_jaar: list[Product | None] = []
        for nummer in (0, 1):
            if not aantal[nummer]:
                per_jaar.append(None)
                continue
            per_client = Fraction(1) if onbekend else volume[nummer] / aantal[nummer]
            tarief = bedrag[nummer] / (aantal[nummer] * per_client)
            per_jaar.append((aantal[nummer] / clienten[nummer] if clienten[nummer] else Fraction(), per_client, tarief))
        een, ander = per_jaar
        if een is None and ander is None:
            continue
        if een is None:
            een = (Fraction(), *ander[1:])  # type: ignore[index]
        if ander is None:
            ander = (Fraction(), *een[1:])
        uit.append((een, ander))
    return clienten, uit


def _kosten(gevallen: list[Rij], wie: str, vorig: bool) -> set[str]:
    som: dict[str, Fraction] = defaultdict(Fraction)
    for geval in gevallen:
        if geval["is_vorig_jaar"] is vorig:
            som[geval[wie]] += Fraction(geval["bedrag"])
    return {naam for naam, bedrag in som.items() if bedrag}


def _verklaar(gevallen: list[Rij]) -> tuple[Decimal, ...]:
    """The difference and its four effects in cents, over all 24 orders."""
    verschil = sum(((-1 if g["is_vorig_jaar"] else 1) * Fraction(g["bedrag"]) for g in gevallen), Fraction())
    cent = abs(verschil) * 100
    rond = math.floor(cent + Fraction(1, 2)) * (1 if verschil >= 0 else -1)
    clienten, producten = _producten(gevallen)
    if not all(clienten):
        return Decimal(rond) / 100, Decimal(rond) / 100, Decimal(0), Decimal(0), Decimal(0)

    def kosten(stand: dict[str, int]) -> Fraction:
        c, m, v, t = (stand[naam] for naam in FACTOREN)
        return clienten[c] * sum((p[m][0] * p[v][1] * p[t][2] for p in producten), Fraction())

    effect: dict[str, Fraction] = defaultdict(Fraction)
    for volgorde in permutations(FACTOREN):
        stand = dict.fromkeys(FACTOREN, 0)
        for naam in volgorde:
            ervoor = kosten(stand)
            stand[naam] = 1
            effect[naam] += (kosten(stand) - ervoor) / 24
    heel = [math.floor(effect[naam] * 100) for naam in FACTOREN]
    rest = [effect[naam] * 100 - heel[nummer] for nummer, naam in enumerate(FACTOREN)]
    for nummer in sorted(range(4), key=lambda n: (-rest[n], n))[: rond - sum(heel)]:
        heel[nummer] += 1
    return Decimal(rond) / 100, *(Decimal(deel) / 100 for deel in heel)


def test_kostenverklaring_over_alle_volgordes(leeg: Magazijn) -> None:
    """Random regions with absent products, unknown volumes and years without clients; to the cent."""
    rng = Random(20261201)
    dimensies = ("zorgterrein", "gemeente_code", "aanbieder_agb")
    gevallen: list[Rij] = []
    for persoon, vorig in product((f"c{n}" for n in range(14)), (True, False)):
        for _ in range(rng.randint(0, 3)):
            zonder = rng.random() < 0.1
            gevallen.append(
                {
                    "is_eigen_totaal": False,
                    "jaar": 2025,
                    "wet": "Wmo",
                    "zorgterrein": rng.choice(("A", "B")),
                    "gemeente_code": "0384",
                    "aanbieder_agb": rng.choice(("a1", "a2", "a3", "a4")),
                    "productcode": rng.choice(("P1", "P2", "P3", None)),
                    "eenheid": rng.choice(("01", "04")),
                    "persoon": persoon,
                    "is_vorig_jaar": vorig,
                    "is_dit_jaar": not vorig,
                    "maanden_aantal": 12,
                    "bedrag": Decimal(rng.choice((100, 12345, 5000, 3333))) / 100,
                    "volume": None if zonder else Decimal(rng.choice((1, 2, 3, 7))),
                    "persoon_vorig_jaar": persoon if vorig else None,
                    "persoon_dit_jaar": None if vorig else persoon,
                }
            )
    groepen: dict[tuple[str, ...], list[Rij]] = defaultdict(list)
    for geval in gevallen:
        for leden in _totalen(geval, dimensies):
            groepen[leden].append(geval)
    kolommen = ("verschil_eur", *(f"{naam}_effect_eur" for naam in FACTOREN))
    gevonden = {
        tuple(r[d] for d in dimensies): tuple(r[k] for k in kolommen)
        for r in _met_gevallen(leeg, "kostenverklaring", gevallen)
    }
    assert gevonden == {sleutel: _verklaar(groep) for sleutel, groep in groepen.items()}
    assert all(sum(effecten) == verschil for verschil, *effecten in gevonden.values())


PEILDATUM, GAP, OPEN = date(2025, 12, 31), timedelta(30), date(2099, 1, 1)
DAG = timedelta(1)
Periode = tuple[date, date, int | None]


@pytest.fixture(scope="module")
def toewijzingen(leeg: Magazijn) -> list[Rij]:
    """Random toewijzingen of few clients, close together, in the place of fct_toewijzing."""
    rng = Random(20261202)
    rijen: list[Rij] = []
    for nummer in range(150):
        begin = date(2024, 1, 1) + timedelta(rng.randint(0, 600))
        einde = begin + timedelta(rng.choice((10, 30, 31, 60, 89, 200))) if rng.random() < 0.85 else None
        rijen.append(
            {
                "wet": rng.choice(("Jw", "Wmo")),
                "toewijzingnummer": str(nummer),
                "zorgterrein": rng.choice(("A", "B")),
                "inkoopcategorie": rng.choice(("x", "y", "z")),
                "gemeente_code": rng.choice(("0384", "0384", "0437")),
                "aanbieder_agb": rng.choice(("a1", "a2")),
                "client_id": f"c{rng.randint(1, 25)}",
                "ingangsdatum": begin,
                "einddatum": einde,
                "uren_per_week": rng.choice((1, 2, 2, 4, None)),
                "telt_mee": True,
            }
        )
    leeg.herbouw("fct_toewijzing")
    _vul(leeg, "fct_toewijzing", rijen)
    leeg.herbouw("geval_beweging", "geval_klantreis").herbouw("kpi_beweging", "kpi_klantreis")
    return rijen


def _kwartalen() -> Iterator[tuple[date, date]]:
    for jaar, nr in product((2024, 2025), range(4)):
        eerste = date(jaar, 3 * nr + 1, 1)
        laatste = date(jaar + nr // 3, (3 * nr + 3) % 12 + 1, 1) - DAG
        if laatste + GAP <= PEILDATUM:
            yield eerste, laatste


def _beweging(periodes: list[Periode], eerste: date, laatste: date) -> str | None:
    """What happened to a client with these periods in the quarter; None when none of them ran."""
    lopend = [p for p in periodes if p[0] <= laatste and p[1] >= eerste]
    if not lopend:
        return None
    begin = min(max(p[0], eerste) for p in lopend)
    eind = max(min(p[1], laatste) for p in lopend)
    if not any(p[0] <= eind + GAP and p[1] > eind for p in periodes):
        return "uit"
    uren = [[p[2] for p in periodes if p[0] <= dag <= p[1]] for dag in (begin, eind)]
    if any(None in deel for deel in uren):
        return "onbepaald"
    van, tot = (sum(u for u in deel if u is not None) for deel in uren)
    return "gelijk" if van == tot else "op" if tot > van else "af"


def test_beweging(leeg: Magazijn, toewijzingen: list[Rij]) -> None:
    dimensies = ("zorgterrein", "gemeente_code", "aanbieder_agb")
    clienten: dict[tuple[str, ...], dict[str, list[Periode]]] = defaultdict(lambda: defaultdict(list))
    for t in toewijzingen:
        for leden in _totalen(t, dimensies):
            periode = (t["ingangsdatum"], t["einddatum"] or OPEN, t["uren_per_week"])
            clienten[t["wet"], *leden][t["client_id"]].append(periode)
    soorten = ("gelijk", "op", "af", "uit", "onbepaald")
    verwacht = {}
    for (sleutel, personen), (eerste, laatste) in product(clienten.items(), _kwartalen()):
        uitkomst = [_beweging(periodes, eerste, laatste) for periodes in personen.values()]
        if any(uitkomst):
            verwacht[eerste, *sleutel] = tuple(uitkomst.count(soort) for soort in soorten)
    gevonden = {
        (r["kwartaal"], r["wet"], *(r[d] for d in dimensies)): tuple(r[f"{soort}_aantal"] for soort in soorten)
        for r in _rijen(leeg, "kpi_beweging")
    }
    assert gevonden == verwacht
    assert all(r["clienten_aantal"] == sum(r[f"{s}_aantal"] for s in soorten) for r in _rijen(leeg, "kpi_beweging"))


def _ketens(periodes: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    uit: list[tuple[date, date]] = []
    for begin, eind in sorted(periodes):
        if uit and begin <= uit[-1][1] + GAP:
            uit[-1] = (uit[-1][0], max(uit[-1][1], eind))
        else:
            uit.append((begin, eind))
    return uit


def test_klantreis(leeg: Magazijn, toewijzingen: list[Rij]) -> None:
    personen: dict[tuple[str, str], dict[tuple[str, str], list[tuple[date, date]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for t in toewijzingen:
        periode = (t["ingangsdatum"], t["einddatum"] or OPEN)
        personen[t["client_id"], t["gemeente_code"]][t["inkoopcategorie"], t["wet"]].append(periode)
    stappen: dict[tuple[Any, ...], list[tuple[str, int]]] = defaultdict(list)
    for (client, gemeente), per_soort in personen.items():
        for reis_begin, reis_eind in _ketens(p for periodes in per_soort.values() for p in periodes):
            reis = sorted(
                (begin, eind, *soort)
                for soort, periodes in per_soort.items()
                for begin, eind in _ketens(periodes)
                if reis_begin <= begin <= reis_eind
            )
            volgende = [(stap[0], stap[2]) for stap in reis[1:]]
            if reis_eind + GAP <= PEILDATUM:
                volgende.append((reis_eind + DAG, "uit zorg"))
            for nr, (stap, (dag, naar)) in enumerate(zip(reis, volgende, strict=False), 1):
                for code in (gemeente, "ALLE"):
                    sleutel = (reis_begin.year, reis[0][3], code, nr, stap[2], naar)
                    stappen[sleutel].append((client, (dag - stap[0]).days))
    kolommen = ("jaar", "wet", "gemeente_code", "stap_nr", "van", "naar")
    gevonden = {
        tuple(r[k] for k in kolommen): (r["clienten_aantal"], r["mediaan_dagen"]) for r in _rijen(leeg, "kpi_klantreis")
    }
    assert gevonden == {
        sleutel: (len({client for client, _ in deel}), median(dagen for _, dagen in deel))
        for sleutel, deel in stappen.items()
    }
