"""The KPI tables of volume and flow (contract chapter 4) in plain Python, from the rows of the facts and references.

Slow on purpose: days and months are walked one by one, chains are found by comparing everything with everything. Each
function gives {key of the table: measures}, in the order of the contract's columns. Rules K.. and A.. are those of
kpi_definities.md; where the contract leaves a choice, the docstring says which one is taken.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from statistics import fmean, median
from typing import Any, Protocol

Rij = dict[str, Any]
Sleutel = tuple[Any, ...]
Tabel = dict[Sleutel, tuple[Any, ...]]
Periode = tuple[date, date, Rij]

DAG = timedelta(days=1)
NOOIT = date(9000, 1, 1)
ONBEKEND = "_ONBEKEND"
DAGEN_PER_MAAND = Fraction("30.4375")
VRAAGT_RETOUR = ("301", "305", "307", "315", "317", "319")
VAN_GEMEENTE = ("301", "319")
RETOUR_VAN = {"302": "301", "306": "305", "308": "307", "316": "315", "318": "317", "320": "319"}
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")


class Bron(Protocol):
    """What holds the tables: a Magazijn, or anything that reads like one."""

    def rijen(self, tabel: str, kolommen: str = "*", waar: str = "true") -> list[tuple[Any, ...]]: ...


@dataclass(frozen=True)
class Gegevens:
    """Rows that count (`telt_mee`), as dicts with real dates; `vrij` are the days off of variant a.

    `genummerd` are the keys of all toewijzingen, with those that do not count.
    """

    p: date
    k: date
    gap: int
    venster_maanden: int
    toewijzingen: list[Rij]
    genummerd: list[Rij]
    leveringen: list[Rij]
    stops: list[Rij]
    verzoeken: list[Rij]
    berichten: list[Rij]
    retouren: list[Rij]
    producten: dict[Sleutel, Rij]
    prijzen: list[Rij]
    afspraken: list[Rij]
    behandelplannen: list[Rij]
    volgens_plan: set[Sleutel]
    vrij: set[date]


def _lees(bron: Bron, tabel: str, kolommen: str, waar: str = "true") -> list[Rij]:
    def waarde(cel: Any) -> Any:
        return date.fromisoformat(cel) if isinstance(cel, str) and _DATUM.fullmatch(cel) else cel

    namen = [naam.strip() for naam in kolommen.split(",")]
    return [
        {naam: waarde(cel) for naam, cel in zip(namen, rij, strict=True)} for rij in bron.rijen(tabel, kolommen, waar)
    ]


def lees_gegevens(bron: Bron, vrij: set[date]) -> Gegevens:
    """Facts and references of one warehouse; each levering gets `bruto` and the key of its toewijzing."""
    instelling = _lees(bron, "intermediate.int_instelling", "peildatum, kennisdatum, aansluit_dagen, recidive_maanden")[
        0
    ]
    toewijzingen = _lees(
        bron,
        "marts.fct_toewijzing",
        "wet, gemeente_code, toewijzingnummer, aanbieder_agb, gemeente_code_nu, aanbieder_agb_nu, client_id, "
        "productcategorie, productcode, eerste_toewijzingsdatum, ingangsdatum, einddatum, verwijzer",
        "telt_mee",
    )
    leveringen = _lees(
        bron,
        "marts.fct_levering",
        "wet, gemeente_code, toewijzingnummer, aanbieder_agb, gemeente_code_nu, aanbieder_agb_nu, "
        "toewijzing_gemeente_code, client_id, productcategorie, productcode, start_productcategorie, "
        "start_productcode, begindatum, einddatum_zorg, einddatum_effectief, einddatum_bruto, einddatum_definitief, "
        "reden_beeindiging, eerste_305_dagtekening, eerste_301_dagtekening",
        "telt_mee",
    )
    producten = {
        (rij["wet"], rij["productcode"]): rij
        for rij in _lees(
            bron, "marts.dim_product", "wet, productcode, inkoopcategorie, zorgterrein, normlooptijd_dagen"
        )
    }
    for volgnr, rij in enumerate(toewijzingen):
        rij["persoon"] = rij["client_id"] or f"toewijzing {volgnr}"
    per_sleutel = {(t["wet"], t["gemeente_code"], t["toewijzingnummer"]): t for t in toewijzingen}
    for volgnr, rij in enumerate(leveringen):
        rij["persoon"] = rij["client_id"] or f"levering {volgnr}"
        rij["toewijzing"] = per_sleutel.get((rij["wet"], rij["toewijzing_gemeente_code"], rij["toewijzingnummer"]))
    for rij in (*toewijzingen, *leveringen):
        kenmerken = producten.get((rij["wet"], rij["productcode"]), {})
        rij["inkoopcategorie"] = kenmerken.get("inkoopcategorie") or ONBEKEND
        rij["zorgterrein"] = kenmerken.get("zorgterrein") or ONBEKEND
    for levering, bruto in zip(leveringen, [_bruto(rij, leveringen) for rij in leveringen], strict=True):
        levering["bruto"] = bruto
        levering["herstart"] = _is_herstart(levering, leveringen)
    return Gegevens(
        p=instelling["peildatum"],
        k=instelling["kennisdatum"],
        gap=instelling["aansluit_dagen"],
        venster_maanden=instelling["recidive_maanden"],
        toewijzingen=toewijzingen,
        genummerd=_lees(
            bron,
            "marts.fct_toewijzing",
            "wet, gemeente_code, gemeente_code_nu, toewijzingnummer, aanbieder_agb, telt_mee",
        ),
        leveringen=leveringen,
        stops=_lees(
            bron,
            "intermediate.int_stop_actief",
            "levering_sleutel, wet, gemeente_code, toewijzing_gemeente_code, toewijzingnummer, aanbieder_agb, "
            "einddatum, reden_beeindiging, eerste_dagtekening",
            "telt_mee and toewijzing_sleutel not in (select toewijzing_sleutel from intermediate.int_toewijzing "
            "where is_verwijderd or not telt_mee)",
        ),
        verzoeken=_lees(
            bron,
            "marts.fct_verzoek",
            "wet, gemeente_code, aanbieder_agb, soort, dagtekening, eerste_reactie_datum, besluit_datum",
        ),
        berichten=_lees(
            bron,
            "marts.fct_bericht",
            "bericht_id, wet, berichttype, afzender, identificatie, dagtekening, gemeente_code, aanbieder_agb, "
            "retour_status",
        ),
        retouren=_lees(bron, "raw.bericht", "bericht_id, dagtekening_retour", "dagtekening_retour is not null"),
        producten=producten,
        prijzen=_lees(bron, "raw.ref_prijzen", "wet, productcode, aanbieder_agb, prijs_eur, geldig_van, geldig_tot"),
        afspraken=_lees(
            bron, "raw.ref_afspraken", "jaar, wet, gemeente_code, aanbieder_agb, productcode, plekken_aantal"
        ),
        behandelplannen=_lees(
            bron,
            "raw.ref_behandelplannen",
            "wet, gemeente_code, toewijzingnummer, behandelplan_datum, feitelijke_start_datum",
        ),
        volgens_plan=set(bron.rijen("staging.reden_beeindiging", "wet, code", "is_volgens_plan")),
        vrij=vrij,
    )


def _toewijzing_van(levering: Rij) -> Sleutel:
    """Key of the toewijzing; without a number that of client and product (IV096), without a Bsn only itself."""
    if levering["toewijzingnummer"] is not None:
        return (levering["wet"], levering["toewijzing_gemeente_code"], levering["toewijzingnummer"])
    namen = "wet gemeente_code_nu aanbieder_agb_nu persoon start_productcategorie start_productcode"
    return tuple(levering[naam] for naam in namen.split())


def _bruto(levering: Rij, leveringen: Sequence[Rij]) -> date | None:
    """End when a temporary stop is no end: definitive stop, else the day before the next start after a pause.

    Never after the toewijzing's einddatum; a definitive stop goes before a later start.
    """
    einde = levering["einddatum_definitief"]
    if einde is None and levering["einddatum_zorg"] is not None:
        starts = [
            ander["begindatum"]
            for ander in leveringen
            if _toewijzing_van(ander) == _toewijzing_van(levering) and ander["begindatum"] > levering["begindatum"]
        ]
        einde = min(starts) - DAG if starts else None
    toewijzing = levering["toewijzing"]
    einden = [dag for dag in (einde, toewijzing and toewijzing["einddatum"]) if dag]
    return min(einden, default=None)


def _is_herstart(levering: Rij, leveringen: Sequence[Rij]) -> bool:
    """Goes on where a temporary stop under its toewijzing left."""
    eerder = [
        ander
        for ander in leveringen
        if _toewijzing_van(ander) == _toewijzing_van(levering) and ander["begindatum"] < levering["begindatum"]
    ]
    vorige = max((ander["begindatum"] for ander in eerder), default=None)
    return any(
        ander["begindatum"] == vorige and ander["einddatum_definitief"] is None and ander["einddatum_zorg"] is not None
        for ander in eerder
    )


def _kubus(*leden: Any) -> Iterator[Sleutel]:
    return product(*[(lid, "ALLE") for lid in leden])


def _volgende(maand: date) -> date:
    return date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)


def _maanden(van: date, p: date) -> Iterator[date]:
    """Complete months from the one of `van`."""
    maand = van.replace(day=1)
    while _volgende(maand) - DAG <= p:
        yield maand
        maand = _volgende(maand)


def later(dag: date, maanden: int) -> date:
    """The same day some months on; a day that the month does not have is its last."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def _dagen(begin: date, einde: date) -> Iterator[date]:
    while begin <= einde:
        yield begin
        begin += DAG


def _ketens(perioden: Iterable[Periode], gap: int) -> list[list[Periode]]:
    """A5, A6: two periods are in one chain when a way of joins leads from the one to the other.

    A start after a temporary stop joins what it goes on from, also without gap.
    """

    def ruimte(rij: Rij) -> timedelta:
        return DAG * (max(gap, 1) if rij.get("herstart") else gap)

    ketens: list[list[Periode]] = []
    for lid in perioden:
        raakt = [
            keten
            for keten in ketens
            if any(lid[0] <= eind + ruimte(lid[2]) and begin <= lid[1] + ruimte(rij) for begin, eind, rij in keten)
        ]
        ketens = [keten for keten in ketens if keten not in raakt] + [[lid, *(p for keten in raakt for p in keten)]]
    return ketens


def _dagprijs(g: Gegevens, wet: str, productcode: str | None, aanbieder: str, dag: date) -> Fraction | None:
    """K002-02: price / norm duration on `dag`, the provider's own price first; None when one of them is not known."""
    norm = g.producten.get((wet, productcode), {}).get("normlooptijd_dagen")
    geldig = {
        rij["aanbieder_agb"]: rij["prijs_eur"]
        for rij in g.prijzen
        if (rij["wet"], rij["productcode"]) == (wet, productcode)
        and rij["aanbieder_agb"] in (None, aanbieder)
        and (rij["geldig_van"] or date.min) <= dag <= (rij["geldig_tot"] or date.max)
    }
    prijs = geldig.get(aanbieder, geldig.get(None))
    return Fraction(prijs) / norm if norm and prijs is not None else None


def _zorgdagen(g: Gegevens) -> Iterator[tuple[Rij, date]]:
    """A7: every day of every levering up to P (a day can come twice)."""
    for levering in g.leveringen:
        for dag in _dagen(levering["begindatum"], min(levering["einddatum_effectief"] or g.p, g.p)):
            yield levering, dag


def plekken(g: Gegevens) -> Tabel:
    """K002-01, -05, -18: zorgdagen, plekken_maand, plekken_ytd, unieke_clienten_ytd, realisatie, voorschot, saldo.

    An afspraak is activity from January on, with or without care; one that leaves a code empty is only in the totals
    over it. What nobody can price counts as 0 beside what can, and alone as unknown; without any afspraak for the wet
    and year the voorschot is unknown.
    """
    dagen: dict[Sleutel, set[Sleutel]] = defaultdict(set)
    for r, dag in _zorgdagen(g):
        eenheid = (dag, r["client_id"], r["persoon"], r["gemeente_code"], r["aanbieder_agb"], r["productcode"])
        for cel in _kubus(r["gemeente_code"], r["aanbieder_agb"], r["productcode"]):
            dagen[(r["wet"], *cel, dag.replace(day=1))].add(eenheid)
    voorschotten: dict[Sleutel, list[Fraction | None]] = defaultdict(list)
    for a in g.afspraken:
        for maand in (date(int(a["jaar"]), nummer, 1) for nummer in range(1, 13)):
            dagprijs = _dagprijs(g, a["wet"], a["productcode"], a["aanbieder_agb"], maand)
            bedrag = None if dagprijs is None else Fraction(a["plekken_aantal"]) * dagprijs * DAGEN_PER_MAAND
            for cel in _kubus(a["gemeente_code"], a["aanbieder_agb"], a["productcode"]):
                if None not in cel:
                    voorschotten[(a["wet"], *cel, maand)].append(bedrag)
    met_afspraken = {(a["wet"], int(a["jaar"])) for a in g.afspraken}
    uitkomst: Tabel = {}
    for cel, jaar in {(sleutel[:4], sleutel[4].year) for sleutel in (*dagen, *voorschotten)}:
        ytd: set[Sleutel] = set()
        betaald: list[Fraction | None] = []
        geleverd: list[Fraction | None] = []
        for maand in _maanden(date(jaar, 1, 1), min(g.p, date(jaar, 12, 31))):
            in_maand = dagen.get((*cel, maand), set())
            ytd |= in_maand
            geleverd += [_dagprijs(g, cel[0], code, agb, dag) for dag, _, _, _, agb, code in in_maand]
            betaald += voorschotten.get((*cel, maand), [])
            if ytd or betaald:
                realisatie = _bedrag(geleverd)
                voorschot = _bedrag(betaald) if (cel[0], jaar) in met_afspraken else None
                uitkomst[(*cel, maand)] = (
                    len(in_maand),
                    len(in_maand) / (_volgende(maand) - maand).days,
                    len(ytd) / (_volgende(maand) - date(jaar, 1, 1)).days,
                    len({client for _, client, *_ in ytd if client}),
                    realisatie,
                    voorschot,
                    None if realisatie is None or voorschot is None else realisatie - voorschot,
                )
    return uitkomst


def _bedrag(delen: Sequence[Fraction | None]) -> float | None:
    """Sum of what is known; nothing to add is 0, nothing known is unknown."""
    bekend = [deel for deel in delen if deel is not None]
    return float(sum(bekend)) if bekend or not delen else None


def _stand(perioden: Sequence[tuple[date, date | None]], maand: date) -> tuple[int, int, int]:
    """A9: stand on the last day, begun in the month, last day + 1 in the month."""
    laatste = _volgende(maand) - DAG
    return (
        sum(begin <= laatste <= (einde or NOOIT) for begin, einde in perioden),
        sum(maand <= begin <= laatste for begin, _ in perioden),
        sum(einde is not None and maand <= einde + DAG <= laatste for _, einde in perioden),
    )


def lopende_voorzieningen(g: Gegevens) -> Tabel:
    """K001-10, -11, K002-11: stand, instroom, uitstroom, aandeel_pct and the same three for clients.

    Care without a usable Bsn is nobody's client; a levering that ends before it begins is no care.
    """
    voorzieningen: dict[Sleutel, list[tuple[date, date | None]]] = defaultdict(list)
    zorg: dict[Sleutel, dict[str, list[Periode]]] = defaultdict(lambda: defaultdict(list))
    for t in g.toewijzingen:
        for cel in _kubus(t["gemeente_code"], t["inkoopcategorie"], t["aanbieder_agb"]):
            voorzieningen[(t["wet"], *cel)].append((t["ingangsdatum"], t["einddatum"]))
    for r in g.leveringen:
        einde = r["bruto"] or NOOIT
        if r["client_id"] and einde >= r["begindatum"]:
            for cel in _kubus(r["gemeente_code"], r["inkoopcategorie"], r["aanbieder_agb"]):
                zorg[(r["wet"], *cel)][r["client_id"]].append((r["begindatum"], einde, r))
    uitkomst: Tabel = {}
    for rij in {*voorzieningen, *zorg}:
        perioden = [
            (min(begin for begin, _, _ in keten), max(einde for _, einde, _ in keten))
            for eigen in zorg[rij].values()
            for keten in _ketens(eigen, g.gap)
        ]
        eerste = min(begin for begin, _ in [*voorzieningen[rij], *perioden])
        totaal = voorzieningen[(rij[0], rij[1], "ALLE", rij[3])]
        for maand in _maanden(eerste, g.p):
            stand, instroom, uitstroom = _stand(voorzieningen[rij], maand)
            noemer = _stand(totaal, maand)[0]
            uitkomst[(*rij, maand)] = (
                stand,
                instroom,
                uitstroom,
                100 * stand / noemer if noemer else None,
                *_stand(perioden, maand),
            )
    return uitkomst


def _jaar_eerder(dag: date) -> date:
    return later(dag, -12)


def doorlooptijd(g: Gegevens) -> Tabel:
    """K001-12: aantal, median, median of the same period last year, difference."""
    dit: dict[Sleutel, list[float]] = defaultdict(list)
    vorig: dict[Sleutel, list[float]] = defaultdict(list)
    for t in g.toewijzingen:
        einde = t["einddatum"]
        if einde is None or einde > g.p:
            continue
        maanden = ((einde - t["ingangsdatum"]).days + 1) / float(DAGEN_PER_MAAND)
        for cel in _kubus(t["gemeente_code"], t["aanbieder_agb"], t["productcode"]):
            dit[(einde.year, t["wet"], *cel)].append(maanden)
            if einde.year + 1 < g.p.year or einde <= _jaar_eerder(g.p):
                vorig[(einde.year + 1, t["wet"], *cel)].append(maanden)
    uitkomst: Tabel = {}
    for rij, waarden in dit.items():
        eerder = median(vorig[rij]) if rij in vorig else None
        uitkomst[rij] = (
            len(waarden),
            median(waarden),
            eerder,
            None if eerder is None else median(waarden) - eerder,
        )
    return uitkomst


def trajecten(g: Gegevens) -> list[tuple[list[Rij], list[Rij]]]:
    """A5: chains of toewijzingen, with the leveringen on them."""
    groepen: dict[Sleutel, list[Periode]] = defaultdict(list)
    for t in g.toewijzingen:
        groep = (t["wet"], t["gemeente_code_nu"], t["aanbieder_agb_nu"], t["persoon"], _product(t))
        groepen[groep].append((t["ingangsdatum"], t["einddatum"] or NOOIT, t))
    gevonden = []
    for perioden in groepen.values():
        for keten in _ketens(perioden, g.gap):
            leden = [t for _, _, t in keten]
            gevonden.append((leden, [r for r in g.leveringen if any(r["toewijzing"] is t for t in leden)]))
    return gevonden


def _product(rij: Rij) -> Sleutel:
    """What makes two products the same: wet and code, without code the categorie (A5)."""
    return (rij["wet"], rij["productcode"], rij["productcategorie"] if rij["productcode"] is None else None)


def looptijd(g: Gegevens) -> Tabel:
    """K002-08, -09, -23: uitgestroomd, mean, norm, within norm as planned, running, mean so far, the same last year.

    Running on the last measured day of the year (31 December or P); the means so far are over what runs then and what
    ended in the year up to then. "As planned" is the reason of the levering that ends last (tie: the latest begin).
    Care that was to end before it began took 0 days.
    """
    uitgestroomd: dict[Sleutel, list[int]] = defaultdict(list)
    binnen: dict[Sleutel, int] = defaultdict(int)
    lopend: dict[Sleutel, int] = defaultdict(int)
    tot_nu: dict[Sleutel, list[int]] = defaultdict(list)
    vorig: dict[Sleutel, list[int]] = defaultdict(list)
    for leden, leveringen in trajecten(g):
        if not leveringen:
            continue
        t = max(leden, key=lambda lid: (lid["ingangsdatum"], lid["gemeente_code"], lid["aanbieder_agb"]))
        begin = min(r["begindatum"] for r in leveringen)
        einde = max(r["einddatum_effectief"] or NOOIT for r in leveringen)
        laatste = max(
            leveringen,
            key=lambda r: (
                r["einddatum_effectief"] or NOOIT,
                r["begindatum"],
                r["reden_beeindiging"] or "",
            ),
        )
        norm = g.producten.get((t["wet"], t["productcode"]), {}).get("normlooptijd_dagen")
        duur = max((einde - begin).days + 1, 0)
        for cel in _kubus(t["gemeente_code"], t["aanbieder_agb"], t["productcode"]):
            if einde + DAG * g.gap <= g.p:
                rij = (einde.year, t["wet"], *cel)
                uitgestroomd[rij].append(duur)
                plan = (t["wet"], laatste["reden_beeindiging"]) in g.volgens_plan
                binnen[rij] += plan and norm is not None and duur <= norm
            for jaar in range(begin.year, g.p.year + 1):
                peil = min(g.p, date(jaar, 12, 31))
                rij = (jaar, t["wet"], *cel)
                if begin <= peil and einde >= date(jaar, 1, 1):
                    tot_nu[rij].append(max((min(einde, peil) - begin).days + 1, 0))
                    lopend[rij] += einde >= peil
                peil = min(_jaar_eerder(g.p), date(jaar, 12, 31)) if jaar + 1 == g.p.year else peil
                if jaar < g.p.year and begin <= peil and einde >= date(jaar, 1, 1):
                    vorig[(jaar + 1, t["wet"], *cel)].append(max((min(einde, peil) - begin).days + 1, 0))
    return {
        rij: (
            len(uitgestroomd[rij]),
            fmean(uitgestroomd[rij]) if uitgestroomd[rij] else None,
            g.producten.get((rij[1], rij[4]), {}).get("normlooptijd_dagen"),
            binnen[rij],
            lopend[rij],
            fmean(tot_nu[rij]) if tot_nu[rij] else None,
            fmean(vorig[rij]) if vorig[rij] else None,
        )
        for rij in {*uitgestroomd, *tot_nu}
    }


def uitstroomtype(g: Gegevens) -> Tabel:
    """K002-10: unique clients and mean duration per ended toewijzing; the same product is of the same wet."""
    begin_van = {id(t): min(lid["ingangsdatum"] for lid in leden) for leden, _ in trajecten(g) for t in leden}
    clienten: dict[Sleutel, set[str]] = defaultdict(set)
    duren: dict[Sleutel, list[int]] = defaultdict(list)
    for t in g.toewijzingen:
        einde = t["einddatum"]
        if einde is None or einde + DAG * g.gap > g.p:
            continue
        erna = [
            ander
            for ander in g.toewijzingen
            if ander is not t
            and (ander["persoon"], ander["gemeente_code_nu"]) == (t["persoon"], t["gemeente_code_nu"])
            and ander["ingangsdatum"] <= einde + DAG * g.gap
            and (ander["einddatum"] is None or ander["einddatum"] > einde)
        ]
        zelfde = {ander["aanbieder_agb_nu"] for ander in erna if _product(ander) == _product(t)}
        if t["aanbieder_agb_nu"] in zelfde:
            soort = "verlenging"
        elif zelfde:
            soort = "product bij andere zorgverlener"
        elif erna:
            soort = "ander lopende indicatie"
        else:
            soort = "uitstroom uit zorg"
        for cel in _kubus(t["gemeente_code"], t["aanbieder_agb"], soort):
            rij = (einde.year, t["wet"], *cel)
            clienten[rij] |= {t["client_id"]} - {None}
            duren[rij].append((einde - begin_van[id(t)]).days + 1)
    return {rij: (len(clienten[rij]), fmean(waarden)) for rij, waarden in duren.items()}


def verwijzer(g: Gegevens) -> Tabel:
    """K002-06, -07: clients with a zorgdag this year, and their share; no toewijzing is _ONBEKEND."""
    gezien: dict[Sleutel, set[str]] = defaultdict(set)
    for r, dag in _zorgdagen(g):
        if r["client_id"]:
            naam = r["toewijzing"]["verwijzer"] if r["toewijzing"] else ONBEKEND
            for gemeente, aanbieder, wie in _kubus(r["gemeente_code"], r["aanbieder_agb"], naam):
                gezien[(r["wet"], gemeente, aanbieder, wie, dag.replace(day=1))].add(r["client_id"])
    ytd: dict[Sleutel, int] = {}
    for cel, jaar in {(sleutel[:4], sleutel[4].year) for sleutel in gezien}:
        clienten: set[str] = set()
        for maand in _maanden(date(jaar, 1, 1), min(g.p, date(jaar, 12, 31))):
            clienten |= gezien.get((*cel, maand), set())
            if clienten:
                ytd[(*cel, maand)] = len(clienten)
    return {
        (wet, gemeente, aanbieder, maand, wie): (aantal, 100 * aantal / ytd[(wet, gemeente, aanbieder, "ALLE", maand)])
        for (wet, gemeente, aanbieder, wie, maand), aantal in ytd.items()
    }


def recidive(g: Gegevens) -> Tabel:
    """K001-06: unique clients that flowed out in the month, those that came back within the window, percentage."""
    groepen: dict[Sleutel, list[Periode]] = defaultdict(list)
    for r in g.leveringen:
        einde = r["bruto"] or NOOIT
        if r["client_id"] and einde >= r["begindatum"]:
            sleutel = (r["wet"], r["zorgterrein"], r["gemeente_code_nu"], r["client_id"])
            groepen[sleutel].append((r["begindatum"], einde, r))
    uit: dict[Sleutel, set[str]] = defaultdict(set)
    terug: dict[Sleutel, set[str]] = defaultdict(set)
    for (wet, terrein, _, client), perioden in groepen.items():
        ketens = sorted(_ketens(perioden, g.gap), key=lambda keten: min(begin for begin, _, _ in keten))
        for nummer, keten in enumerate(ketens):
            einde = max(tot for _, tot, _ in keten)
            cohort = einde.replace(day=1)
            if later(_volgende(cohort) - DAG, g.venster_maanden) > g.p:
                continue
            sluit = max(
                (r for _, tot, r in keten if tot == einde),
                key=lambda r: (
                    r["begindatum"],
                    r["reden_beeindiging"] or "",
                    r["productcode"] or "",
                    r["gemeente_code"],
                    r["aanbieder_agb"],
                ),
            )
            keert_terug = nummer + 1 < len(ketens) and (
                min(begin for begin, _, _ in ketens[nummer + 1]) <= later(einde, g.venster_maanden)
            )
            for terrein_, gemeente, aanbieder in _kubus(terrein, sluit["gemeente_code"], sluit["aanbieder_agb"]):
                rij = (cohort, wet, terrein_, gemeente, aanbieder)
                uit[rij].add(client)
                terug[rij] |= {client} if keert_terug else set()
    return {
        rij: (len(clienten), len(terug[rij]), 100 * len(terug[rij]) / len(clienten)) for rij, clienten in uit.items()
    }


def wachttijd(g: Gegevens) -> Tabel:
    """K001-09: gestart_aantal, mediaan_dagen, wachtend_aantal; by the product and provider of the toewijzing."""
    gestart: dict[Sleutel, list[int]] = defaultdict(list)
    wachtend: dict[Sleutel, int] = defaultdict(int)
    for t in g.toewijzingen:
        eerste = min((r["begindatum"] for r in g.leveringen if r["toewijzing"] is t), default=None)
        klaar = max(t["eerste_toewijzingsdatum"], t["ingangsdatum"])
        for gemeente, aanbieder, code in _kubus(t["gemeente_code"], t["aanbieder_agb"], t["productcode"]):
            cel = (t["wet"], gemeente, aanbieder, code)
            for maand in _maanden(min(t["ingangsdatum"], eerste or t["ingangsdatum"]), g.p):
                laatste = _volgende(maand) - DAG
                if eerste and maand <= eerste <= laatste:
                    gestart[(*cel, maand)].append(max((eerste - klaar).days, 0))
                if t["ingangsdatum"] <= laatste <= (t["einddatum"] or NOOIT) and (eerste is None or eerste > laatste):
                    wachtend[(*cel, maand)] += 1
    return {
        rij: (len(gestart[rij]), median(gestart[rij]) if gestart[rij] else None, wachtend[rij])
        for rij in {*gestart, *wachtend}
    }


def _werkdagen(g: Gegevens, van: date, tot: date) -> int:
    """A1: wd(tot) - wd(van); not above 0 when `tot` comes first."""
    return sum(dag.isoweekday() <= 5 and dag not in g.vrij for dag in _dagen(van + DAG, tot))


def _oordeel(g: Gegevens, van: date, tot: date | None, norm: int, *, werkdagen: bool) -> bool | None:
    """Within the norm or not; None when nothing came yet and the norm has not passed on K."""

    def duur(einde: date) -> int:
        return _werkdagen(g, van, einde) if werkdagen else (einde - van).days

    if tot is not None:
        return duur(tot) <= norm
    return False if duur(g.k) > norm else None


def termijn(g: Gegevens) -> Tabel:
    """Contract, Terms: totaal, binnen_norm, percentage per termijn, wet, gemeente, aanbieder, maand, verantwoordelijke.

    A retour that came counts with the earliest DagtekeningRetour; a request that was answered counts at once.
    """
    gevallen: list[tuple[str, str, Rij, date, bool | None]] = []
    for r in g.leveringen:
        dagtekening = r["eerste_305_dagtekening"]
        basis = max(r["begindatum"], r["eerste_301_dagtekening"] or date.min)
        oordeel = _oordeel(g, basis, dagtekening, 5, werkdagen=True)
        gevallen.append(("305_5WD", "aanbieder", r, dagtekening, oordeel))
        oordeel = _oordeel(g, r["begindatum"], dagtekening, 7, werkdagen=False)
        gevallen.append(("START_7D", "aanbieder", r, dagtekening, oordeel))
    onderbroken = {stop["levering_sleutel"] for stop in g.stops if stop["reden_beeindiging"] == "20"}
    for stop in g.stops:
        if stop["levering_sleutel"] not in onderbroken:
            dagtekening = stop["eerste_dagtekening"]
            oordeel = _oordeel(g, stop["einddatum"], dagtekening, 5, werkdagen=True)
            gevallen.append(("307_5WD", "aanbieder", stop, dagtekening, oordeel))
    for verzoek in g.verzoeken:
        van, reactie = verzoek["dagtekening"], verzoek["eerste_reactie_datum"]
        oordeel = _oordeel(g, van, reactie, 5, werkdagen=True)
        gevallen.append((f"{verzoek['soort']}_5WD", "gemeente", verzoek, van, oordeel))
        if verzoek["soort"] == "VOT":
            oordeel = _oordeel(g, van, verzoek["besluit_datum"], 14, werkdagen=False)
            gevallen.append(("VOT_14D", "gemeente", verzoek, van, oordeel))
    gevallen.extend(_retouren(g))
    for plan in g.behandelplannen:
        t = _toewijzing_van_plan(g, plan)
        if t and t["telt_mee"] and plan["behandelplan_datum"]:
            oordeel = _oordeel(g, plan["behandelplan_datum"], plan["feitelijke_start_datum"], 10, werkdagen=True)
            gevallen.append(("PLAN_10WD", "aanbieder", t, plan["behandelplan_datum"], oordeel))
    oordelen: dict[Sleutel, list[bool]] = defaultdict(list)
    for naam, wie, bron, dag, goed in gevallen:
        if goed is not None and _volgende(dag.replace(day=1)) - DAG <= g.p:
            for cel in _kubus(bron["gemeente_code"], bron["aanbieder_agb"]):
                oordelen[(naam, bron["wet"], *cel, dag.replace(day=1), wie)].append(goed)
    return {rij: (len(waarden), sum(waarden), 100 * sum(waarden) / len(waarden)) for rij, waarden in oordelen.items()}


def _toewijzing_van_plan(g: Gegevens, plan: Rij) -> Rij | None:
    """By the gemeente of then; without one there, by the gemeente of now."""
    zelfde = [t for t in g.genummerd if (t["wet"], t["toewijzingnummer"]) == (plan["wet"], plan["toewijzingnummer"])]
    for naam in ("gemeente_code", "gemeente_code_nu"):
        gevonden = [t for t in zelfde if t[naam] == plan["gemeente_code"]]
        if gevonden:
            return min(gevonden, key=lambda t: t["gemeente_code"])
    return None


def _retouren(g: Gegevens) -> Iterator[tuple[str, str, Rij, date, bool | None]]:
    """OP090: each message that asks a retour, with its first known one."""
    dagen = {retour["bericht_id"]: retour["dagtekening_retour"] for retour in g.retouren}
    eerste: dict[Sleutel, date] = {}
    for b in g.berichten:
        if b["berichttype"] in RETOUR_VAN:
            heen = (b["wet"], RETOUR_VAN[b["berichttype"]], b["afzender"], b["identificatie"])
            eerste[heen] = min(eerste.get(heen, NOOIT), dagen[b["bericht_id"]])
    for b in g.berichten:
        if b["berichttype"] in VRAAGT_RETOUR:
            terug = eerste.get((b["wet"], b["berichttype"], b["afzender"], b["identificatie"]))
            wie = "aanbieder" if b["berichttype"] in VAN_GEMEENTE else "gemeente"
            oordeel = _oordeel(g, b["dagtekening"], terug, 3, werkdagen=True)
            yield ("RETOUR_3WD", wie, b, b["dagtekening"], oordeel)


TABELLEN = {
    "kpi_plekken_realisatie": (
        plekken,
        "wet, gemeente_code, aanbieder_agb, productcode, maand",
        "zorgdagen, plekken_maand, plekken_ytd, unieke_clienten_ytd, "
        "realisatie_ytd_eur, voorschot_ytd_eur, saldo_ytd_eur",
    ),
    "kpi_lopende_voorzieningen": (
        lopende_voorzieningen,
        "wet, gemeente_code, inkoopcategorie, aanbieder_agb, maand",
        "stand, instroom, uitstroom, aandeel_pct, clienten_stand, clienten_instroom, clienten_uitstroom",
    ),
    "kpi_doorlooptijd": (
        doorlooptijd,
        "jaar, wet, gemeente_code, aanbieder_agb, productcode",
        "beeindigd_aantal, mediaan_maanden, mediaan_maanden_vorig_jaar, verschil_maanden",
    ),
    "kpi_looptijd": (
        looptijd,
        "jaar, wet, gemeente_code, aanbieder_agb, productcode",
        "uitgestroomd_aantal, gem_looptijd_dagen, normlooptijd_dagen, binnen_norm_volgens_plan_aantal, lopend_aantal, "
        "gem_looptijd_tot_nu_dagen, gem_looptijd_tot_nu_vorig_jaar_dagen",
    ),
    "kpi_uitstroomtype": (
        uitstroomtype,
        "jaar, wet, gemeente_code, aanbieder_agb, uitstroomtype",
        "clienten_aantal, gem_looptijd_dagen",
    ),
    "kpi_verwijzer": (
        verwijzer,
        "wet, gemeente_code, aanbieder_agb, maand, verwijzer",
        "clienten_ytd, aandeel_pct",
    ),
    "kpi_recidive": (
        recidive,
        "cohortmaand, wet, zorgterrein, gemeente_code, aanbieder_agb",
        "uitgestroomd_aantal, teruggekeerd_aantal, percentage",
    ),
    "kpi_wachttijd": (
        wachttijd,
        "wet, gemeente_code, aanbieder_agb, productcode, maand",
        "gestart_aantal, mediaan_dagen, wachtend_aantal",
    ),
    "kpi_termijn": (
        termijn,
        "termijn, wet, gemeente_code, aanbieder_agb, maand, verantwoordelijke",
        "totaal, binnen_norm, percentage",
    ),
}
# a table may hold more terms than the contract
TERMIJNEN = {"305_5WD", "307_5WD", "START_7D", "VOT_14D", "VOT_5WD", "VOW_5WD", "RETOUR_3WD", "PLAN_10WD"}
