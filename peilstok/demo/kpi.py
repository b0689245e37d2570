"""The figures that the truth implies, counted the slow way: day by day and toewijzing by toewijzing, in plain Python.

Shares nothing with the warehouse's SQL. Definitions: contract chapter 4. Keys are the key columns of the mart in the
order of the contract; values are the other columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from statistics import median

from peilstok.demo.kalender import maandeinde
from peilstok.demo.waarheid import Waarheid, WareLevering, WareLosseStop

ALLE = "ALLE"
DAGEN_PER_MAAND = 30.4375
Sleutel = tuple[object, ...]
Waarden = dict[str, object]


def _met_alle(*dimensies: str) -> Iterator[tuple[str, ...]]:
    """Every combination in which a dimension shows its own value or ALLE."""
    return product(*((dimensie, ALLE) for dimensie in dimensies))


def termijnen(waarheid: Waarheid) -> dict[Sleutel, Waarden]:
    """kpi_termijn for 305_5WD and 307_5WD (OP271, OP272).

    Key: termijn, wet, gemeente_code, aanbieder_agb, maand, verantwoordelijke.
    """
    oordelen: defaultdict[Sleutel, list[bool]] = defaultdict(list)
    stops: tuple[WareLevering | WareLosseStop, ...] = (*waarheid.leveringen, *waarheid.losse_stops)
    gemeld: list[tuple[str, WareLevering | WareLosseStop, date | None, bool | None]] = [
        *(("305_5WD", levering, levering.start_gemeld, levering.start_op_tijd) for levering in waarheid.leveringen),
        *(("307_5WD", stop, stop.stop_gemeld, stop.stop_op_tijd) for stop in stops),
    ]
    for termijn, melding, dag, op_tijd in gemeld:
        if dag is None or op_tijd is None or maandeinde(dag) > waarheid.peildatum:
            continue
        for gemeente, aanbieder in _met_alle(melding.gemeente_code, melding.aanbieder_agb):
            sleutel = (termijn, melding.wet, gemeente, aanbieder, dag.replace(day=1), "aanbieder")
            oordelen[sleutel].append(op_tijd)
    return {
        sleutel: {
            "totaal": len(tijdig),
            "binnen_norm": sum(tijdig),
            "percentage": 100 * sum(tijdig) / len(tijdig),
        }
        for sleutel, tijdig in oordelen.items()
    }


def plekken(waarheid: Waarheid) -> dict[Sleutel, Waarden]:
    """kpi_plekken_realisatie without the amounts (K002-01, K002-05, A7).

    Key: wet, gemeente_code, aanbieder_agb, productcode, maand.
    """
    een_dag = timedelta(days=1)
    # A day counts once per client, product and aanbieder, however many leveringen cover it.
    zorgdagen: set[tuple[str, str, str, str, int, date]] = set()
    for levering in waarheid.leveringen:
        if not levering.telt_mee:
            continue
        dag = levering.begindatum
        tot = min(levering.einddatum_effectief or waarheid.peildatum, waarheid.peildatum)
        while dag <= tot:
            zorgdagen.add(
                (
                    levering.wet,
                    levering.gemeente_code,
                    levering.aanbieder_agb,
                    levering.productcode,
                    levering.client,
                    dag,
                )
            )
            dag += een_dag
    per_maand: defaultdict[Sleutel, int] = defaultdict(int)
    clienten: defaultdict[Sleutel, set[int]] = defaultdict(set)
    for wet, gemeente_code, agb, code, client, dag in zorgdagen:
        for gemeente, aanbieder, productcode in _met_alle(gemeente_code, agb, code):
            sleutel: Sleutel = (wet, gemeente, aanbieder, productcode, dag.replace(day=1))
            per_maand[sleutel] += 1
            clienten[sleutel].add(client)
    rijen: dict[Sleutel, Waarden] = {}
    for *wie, jaar in {(*sleutel[:4], sleutel[4].year) for sleutel in per_maand if isinstance(sleutel[4], date)}:
        ytd, ytd_clienten = 0, set[int]()
        for maand in range(1, 13):
            eerste = date(int(str(jaar)), maand, 1)
            laatste = maandeinde(eerste)
            sleutel = (*wie, eerste)
            ytd += per_maand.get(sleutel, 0)
            ytd_clienten |= clienten.get(sleutel, set())
            if ytd and laatste <= waarheid.peildatum:
                rijen[sleutel] = {
                    "zorgdagen": per_maand.get(sleutel, 0),
                    "plekken_maand": per_maand.get(sleutel, 0) / laatste.day,
                    "plekken_ytd": ytd / laatste.timetuple().tm_yday,
                    "unieke_clienten_ytd": len(ytd_clienten),
                }
    return rijen


def doorlooptijd(waarheid: Waarheid) -> dict[Sleutel, Waarden]:
    """kpi_doorlooptijd (K001-12). Key: jaar, wet, gemeente_code, aanbieder_agb, productcode."""
    p = waarheid.peildatum
    beeindigd: defaultdict[Sleutel, list[tuple[date, float]]] = defaultdict(list)
    for t in waarheid.toewijzingen:
        if t.einddatum is None or t.einddatum > p or not t.telt_mee:
            continue
        maanden = ((t.einddatum - t.ingangsdatum).days + 1) / DAGEN_PER_MAAND
        for gemeente, aanbieder, productcode in _met_alle(t.gemeente_code, t.aanbieder_agb, t.productcode):
            beeindigd[t.wet, gemeente, aanbieder, productcode].append((t.einddatum, maanden))
    rijen: dict[Sleutel, Waarden] = {}
    for sleutel, eindes in beeindigd.items():
        for jaar in {einde.year for einde, _ in eindes}:
            # P's year is compared with the year before up to the same day (29-2: 28-2).
            grens = date(jaar - 1, 12, 31)
            if jaar == p.year:
                grens = date(jaar - 1, p.month, 28 if (p.month, p.day) == (2, 29) else p.day)
            dit = [maanden for einde, maanden in eindes if einde.year == jaar]
            vorig = [maanden for einde, maanden in eindes if einde.year == jaar - 1 and einde <= grens]
            mediaan, mediaan_vorig = median(dit), median(vorig) if vorig else None
            rijen[jaar, *sleutel] = {
                "beeindigd_aantal": len(dit),
                "mediaan_maanden": mediaan,
                "mediaan_maanden_vorig_jaar": mediaan_vorig,
                "verschil_maanden": None if mediaan_vorig is None else mediaan - mediaan_vorig,
            }
    return rijen
