"""The KPI tables of result and money (contract chapter 4, K000-01..03, -07, K001-13, -14) in plain Python.

Slow on purpose: stops, toewijzingen and care days are compared one by one. Products, prices, ways of paying, budgets,
targets, norms and judgements are read from the reference tables themselves. Each function gives {key of the table:
measures}, in the order of the contract's columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from tests.dbt.orakel_declaratie import Claim, Declaraties
from tests.dbt.orakel_kpi import DAG, NOOIT, ONBEKEND, Bron, Rij, Sleutel, Tabel, _dagen, _kubus, _lees, _volgende

BEGELEIDING = "begeleiding"
BESCHERMD_WONEN = "beschermd wonen"
UITVAL = ("21", "22", "23")
NIET_TOE_TE_REKENEN = ("02", "31", "39")
BUITEN_DE_AANBIEDER = ("toegang", "extern")


@dataclass(frozen=True)
class Gegevens:
    """Rows that count (`telt_mee`), all prestaties, and the reference tables as they lie in raw."""

    p: date
    k: date
    gap: int
    toewijzingen: list[Rij]
    leveringen: list[Rij]
    prestaties: list[Rij]
    producten: dict[Sleutel, Rij]
    prijzen: list[Rij]
    betaalwijzen: list[Rij]
    begrotingen: list[Rij]
    targets: list[Rij]
    normen: list[Rij]
    oordelen: dict[Sleutel, str]
    gedekt_vanaf: dict[Sleutel, date]
    """Per wet and gemeente (ALLE too); how it is found is for orakel_dekking."""

    def kenmerk(self, wet: str, productcode: str | None, naam: str) -> str:
        return self.producten.get((wet, productcode), {}).get(naam) or ONBEKEND

    @cached_property
    def kosten(self) -> list[Kosten]:
        return list(_kosten(self))

    @cached_property
    def declaraties(self) -> Declaraties:
        return _declaraties(self)


@dataclass(frozen=True)
class Kosten:
    """An amount in a month."""

    wet: str
    gemeente: str
    productcode: str | None
    client_id: str | None
    maand: date
    eur: Fraction
    soort: str
    """`zorgdag` on a day paid by places, `prestatie`, or `prestatie op plekken`: claimed where places are paid."""


def lees_gegevens(bron: Bron) -> Gegevens:
    instelling = _lees(bron, "raw.instelling", "peildatum, kennisdatum, aansluit_dagen")[0]
    sleutel = "wet, gemeente_code, gemeente_code_nu, toewijzingnummer, aanbieder_agb, client_id, productcode"
    producten = _lees(
        bron, "raw.ref_producten", "wet, productcode, zorgterrein, perceel, segment, groep, normlooptijd_dagen"
    )
    oordelen = _lees(bron, "raw.ref_uitval_beoordeling", "wet, gemeente_code, toewijzingnummer, oordeel")
    return Gegevens(
        p=instelling["peildatum"],
        k=instelling["kennisdatum"],
        gap=instelling["aansluit_dagen"],
        toewijzingen=_lees(
            bron, "marts.fct_toewijzing", f"{sleutel}, ingangsdatum, einddatum, uren_per_week", "telt_mee"
        ),
        leveringen=_lees(
            bron,
            "marts.fct_levering",
            f"{sleutel}, toewijzing_gemeente_code, begindatum, einddatum_effectief, einddatum_definitief, "
            "reden_beeindiging",
            "telt_mee",
        ),
        prestaties=_lees(
            bron,
            "marts.fct_prestatie",
            "wet, gemeente_code, aanbieder_agb, productcode, client_id, maand, periode_begindatum, bedrag_eur, status, "
            "dagtekening, afgewezen_datum",
        ),
        producten={(rij["wet"], rij["productcode"]): rij for rij in producten},
        prijzen=_lees(bron, "raw.ref_prijzen", "wet, productcode, aanbieder_agb, prijs_eur, geldig_van, geldig_tot"),
        betaalwijzen=_lees(bron, "raw.ref_betaalwijze", "wet, gemeente_code, segment, methode, geldig_van, geldig_tot"),
        begrotingen=_lees(bron, "raw.ref_begroting", "jaar, wet, gemeente_code, zorgterrein, begroting_eur"),
        targets=_lees(bron, "raw.ref_kosten_target", "jaar, wet, productcode, kosten_per_client_eur, clienten_aantal"),
        normen=_lees(
            bron,
            "raw.ref_normen",
            "kpi, wet, perceel, zorgterrein, geldig_van, geldig_tot, norm, bandbreedte, richting",
        ),
        oordelen={(r["wet"], r["gemeente_code"], r["toewijzingnummer"]): r["oordeel"] for r in oordelen},
        gedekt_vanaf={
            (r["wet"], r["gemeente_code"]): r["gedekt_vanaf"]
            for r in _lees(bron, "intermediate.int_dekking", "wet, gemeente_code, gedekt_vanaf")
        },
    )


def _geldig(rij: Rij, dag: date) -> bool:
    return bool((rij["geldig_van"] or date.min) <= dag <= (rij["geldig_tot"] or date.max))


def _jaren(begin: date, einde: date) -> range:
    return range(begin.year, einde.year + 1)


# Result


def _is_vervolg(stop: Rij, toewijzing: Rij, gap: int) -> bool:
    """A6, as in kpi_uitstroomtype: another Wmo toewijzing of the client in the gemeente that joins on."""
    eigen = (stop["wet"], stop["toewijzing_gemeente_code"], stop["toewijzingnummer"])
    einde = stop["einddatum_definitief"]
    return bool(
        toewijzing["wet"] == "Wmo"
        and toewijzing["client_id"] == stop["client_id"]
        and toewijzing["gemeente_code_nu"] == stop["gemeente_code_nu"]
        and (toewijzing["wet"], toewijzing["gemeente_code"], toewijzing["toewijzingnummer"]) != eigen
        and toewijzing["ingangsdatum"] <= einde + DAG * gap
        and (toewijzing["einddatum"] is None or toewijzing["einddatum"] > einde)
    )


def _vervolg_in(g: Gegevens, stop: Rij, groep: str) -> bool:
    return any(
        _is_vervolg(stop, t, g.gap) and g.kenmerk("Wmo", t["productcode"], "groep") == groep for t in g.toewijzingen
    )


def _naar_beschermd_wonen(g: Gegevens, stop: Rij) -> bool:
    """Contract, Fine print: only a toewijzing that begins after the stop, within the gap."""
    einde = stop["einddatum_definitief"]
    return any(
        _is_vervolg(stop, t, g.gap)
        and einde < t["ingangsdatum"] <= einde + DAG * g.gap
        and g.kenmerk("Wmo", t["productcode"], "groep") == BESCHERMD_WONEN
        for t in g.toewijzingen
    )


def _stops(g: Gegevens) -> dict[Sleutel, list[Rij]]:
    """Per (jaar, perceel, gemeente, provider, client) the definitive stops whose outcome is certain on P."""
    stops: dict[Sleutel, list[Rij]] = defaultdict(list)
    for r in g.leveringen:
        einde = r["einddatum_definitief"]
        if r["wet"] == "Wmo" and r["client_id"] and einde and einde + DAG * g.gap <= g.p:
            perceel = g.kenmerk("Wmo", r["productcode"], "perceel")
            for cel in _kubus(r["gemeente_code"], r["aanbieder_agb"]):
                stops[(einde.year, perceel, *cel, r["client_id"])].append(r)
    return stops


def _laatste_stops(g: Gegevens) -> dict[Sleutel, Rij]:
    """The last; of one day contract chapter 4, Masks, and then the one after which help goes on."""

    def volgorde(stop: Rij) -> tuple[date, date, str, str, str, str, bool, bool, int]:
        return (
            stop["einddatum_definitief"],
            stop["begindatum"],
            stop["reden_beeindiging"],
            stop["productcode"] or "",
            stop["gemeente_code"],
            stop["aanbieder_agb"],
            _vervolg_in(g, stop, BEGELEIDING),
            _naar_beschermd_wonen(g, stop),
            -int(stop["toewijzingnummer"] or 0),
        )

    return {sleutel: max(stops, key=volgorde) for sleutel, stops in _stops(g).items()}


def _oordeel(g: Gegevens, kpi: str, jaar: int, perceel: str, percentage: float | None) -> tuple[float | None, str]:
    """K000-08: norm and colour; the norm valid on 31-12, that of the perceel before the general one."""
    normen = [
        n
        for n in g.normen
        if n["kpi"] == kpi
        and n["wet"] in ("Wmo", None)
        and n["perceel"] in (perceel, None)
        and n["zorgterrein"] is None
        and _geldig(n, date(jaar, 12, 31))
    ]
    if not normen:
        return None, "grijs"
    norm = max(normen, key=lambda n: (n["perceel"] is not None, n["wet"] is not None))
    grens = float(norm["norm"])
    if percentage is None:
        return grens, "grijs"
    tekort = grens - percentage if norm["richting"] == "hoger" else percentage - grens
    if tekort <= 0:
        return grens, "groen"
    return grens, "oranje" if tekort <= float(norm["bandbreedte"] or 0) else "rood"


def _pct(teller: int, noemer: int) -> float | None:
    return 100 * teller / noemer if noemer else None


def doelrealisatie_uitstroom(g: Gegevens) -> Tabel:
    """K000-01: clients with care in the year, without those who died or moved; of them 19 without a follow-up."""
    laatste = _laatste_stops(g)
    met_zorg: dict[Sleutel, set[str]] = defaultdict(set)
    for r in g.leveringen:
        einde = min(r["einddatum_effectief"] or g.p, g.p)
        perceel = g.kenmerk("Wmo", r["productcode"], "perceel")
        if r["wet"] == "Wmo" and r["client_id"] and perceel in ("1", "2") and r["begindatum"] <= einde:
            for jaar in _jaren(r["begindatum"], einde):
                for cel in _kubus(r["gemeente_code"], r["aanbieder_agb"]):
                    met_zorg[(jaar, perceel, *cel)].add(r["client_id"])
    uitkomst: Tabel = {}
    for cel, clienten in met_zorg.items():
        noemer = teller = 0
        for client in clienten:
            stop = laatste.get((*cel, client))
            zonder_vervolg = stop is not None and not _vervolg_in(g, stop, BEGELEIDING)
            reden = stop["reden_beeindiging"] if stop and zonder_vervolg else None
            noemer += reden not in ("02", "31")
            teller += reden == "19"
        norm, kleur = _oordeel(g, "doelrealisatie_uitstroom", cel[0], cel[1], _pct(teller, noemer))
        uitkomst[cel] = (noemer, teller, _pct(teller, noemer), norm, kleur)
    return uitkomst


def uitval(g: Gegevens) -> Tabel:
    """K000-03, -07: clients whose last stop has no follow-up in begeleiding; of them 21-23 without beschermd wonen."""
    uitgestroomd: dict[Sleutel, list[Rij]] = defaultdict(list)
    for (jaar, perceel, gemeente, aanbieder, _), stop in _laatste_stops(g).items():
        if perceel in ("1", "2", "3", "4") and not _vervolg_in(g, stop, BEGELEIDING):
            uitgestroomd[(jaar, perceel, gemeente, aanbieder)].append(stop)
    uitkomst: Tabel = {}
    for cel, stops in uitgestroomd.items():
        gevallen = [s for s in stops if s["reden_beeindiging"] in UITVAL and not _naar_beschermd_wonen(g, s)]
        gebleven = [
            s
            for s in gevallen
            if g.oordelen.get((s["wet"], s["toewijzing_gemeente_code"], s["toewijzingnummer"]))
            not in BUITEN_DE_AANBIEDER
        ]
        noemer_excl = sum(s["reden_beeindiging"] not in NIET_TOE_TE_REKENEN for s in stops)
        percentage = _pct(len(gevallen), len(stops))
        uitkomst[cel] = (
            len(stops),
            len(gevallen),
            percentage,
            _pct(len(gevallen), noemer_excl),
            _pct(len(gebleven), len(stops)),
            *_oordeel(g, "uitval", cel[0], cel[1], percentage),
        )
    return uitkomst


def afschaling(g: Gegevens) -> Tabel:
    """K000-02: clients with a toewijzing in perceel 3; of them fewer hours at the end, or 19 without a follow-up."""
    laatste = _laatste_stops(g)
    lopend: dict[Sleutel, list[Rij]] = defaultdict(list)
    for t in g.toewijzingen:
        einde = min(t["einddatum"] or g.p, g.p)
        perceel = g.kenmerk("Wmo", t["productcode"], "perceel")
        if t["wet"] == "Wmo" and t["client_id"] and perceel == "3" and t["ingangsdatum"] <= einde:
            for jaar in _jaren(t["ingangsdatum"], einde):
                for cel in _kubus(t["gemeente_code"], t["aanbieder_agb"]):
                    lopend[(jaar, perceel, *cel, t["client_id"])].append(t)
    noemer: dict[Sleutel, int] = defaultdict(int)
    teller: dict[Sleutel, int] = defaultdict(int)
    for sleutel, toewijzingen in lopend.items():
        jaar, cel = sleutel[0], sleutel[:4]
        eerste = max(date(jaar, 1, 1), min(t["ingangsdatum"] for t in toewijzingen))
        eind = min(date(jaar, 12, 31), g.p, max(t["einddatum"] or NOOIT for t in toewijzingen))
        begin_uren, eind_uren = _uren(toewijzingen, eerste), _uren(toewijzingen, eind)
        lager = begin_uren is not None and eind_uren is not None and eind_uren < begin_uren - 1e-9
        stop = laatste.get(sleutel)
        uit = stop is not None and stop["reden_beeindiging"] == "19" and not _vervolg_in(g, stop, BEGELEIDING)
        noemer[cel] += 1
        teller[cel] += lager or uit
    return {
        cel: (
            aantal,
            teller[cel],
            _pct(teller[cel], aantal),
            *_oordeel(g, "afschaling", cel[0], cel[1], _pct(teller[cel], aantal)),
        )
        for cel, aantal in noemer.items()
    }


def _uren(toewijzingen: list[Rij], dag: date) -> float | None:
    """A14: hours a week of what runs on `dag`; None when those of one of them cannot be told."""
    uren = [t["uren_per_week"] for t in toewijzingen if t["ingangsdatum"] <= dag <= (t["einddatum"] or NOOIT)]
    return None if None in uren else sum(uren)


# Money


def _is_plekken(g: Gegevens, wet: str, gemeente: str, productcode: str | None, dag: date) -> bool:
    segment = g.kenmerk(wet, productcode, "segment")
    methoden = {
        b["methode"]
        for b in g.betaalwijzen
        if b["wet"] == wet
        and b["gemeente_code"] in (gemeente, None)
        and b["segment"] in (segment, None)
        and _geldig(b, dag)
    }
    return "plekken" in methoden


def _dagprijs(g: Gegevens, levering: Rij, dag: date) -> Fraction | None:
    """K002-02: price / norm duration on `dag`, the provider's own price before the general one."""
    wet, code = levering["wet"], levering["productcode"]
    norm = g.producten.get((wet, code), {}).get("normlooptijd_dagen")
    prijs = {
        rij["aanbieder_agb"]: rij["prijs_eur"]
        for rij in g.prijzen
        if (rij["wet"], rij["productcode"]) == (wet, code) and _geldig(rij, dag)
    }
    eigen = prijs.get(levering["aanbieder_agb"], prijs.get(None))
    return None if eigen is None or not norm else Fraction(eigen) / norm


def _kosten(g: Gegevens) -> Iterator[Kosten]:
    """A13, K002-18: what was claimed and not refused, and places where they are paid, each in its own month.

    Care without a price has no amount.
    """
    for p in g.prestaties:
        if p["status"] != "afgewezen":
            wijze = _is_plekken(g, p["wet"], p["gemeente_code"], p["productcode"], p["periode_begindatum"])
            yield Kosten(
                p["wet"],
                p["gemeente_code"],
                p["productcode"],
                p["client_id"],
                p["maand"],
                Fraction(p["bedrag_eur"]),
                "prestatie op plekken" if wijze else "prestatie",
            )
    for r, dag in _zorgdagen(g):
        prijs = _dagprijs(g, r, dag)
        if prijs is not None and _is_plekken(g, r["wet"], r["gemeente_code"], r["productcode"], dag):
            maand = dag.replace(day=1)
            yield Kosten(r["wet"], r["gemeente_code"], r["productcode"], r["client_id"], maand, prijs, "zorgdag")


def _zorgdagen(g: Gegevens) -> Iterator[tuple[Rij, date]]:
    """A7: a day counts once per client, provider and product."""
    gezien: set[Sleutel] = set()
    for volgnr, r in enumerate(g.leveringen):
        wie = r["client_id"] or volgnr
        for dag in _dagen(r["begindatum"], min(r["einddatum_effectief"] or g.p, g.p)):
            eenheid = (r["wet"], r["gemeente_code"], wie, r["aanbieder_agb"], r["productcode"], dag)
            if eenheid not in gezien:
                gezien.add(eenheid)
                yield r, dag


def _declaraties(g: Gegevens) -> Declaraties:
    """What is waited for: claims where care is not paid by place on their first day."""
    dagen: dict[Sleutel, list[int]] = defaultdict(lambda: [0, 0])
    for r, dag in _zorgdagen(g):
        cel = dagen[(r["wet"], r["gemeente_code"], dag.replace(day=1))]
        cel[0] += 1
        cel[1] += _is_plekken(g, r["wet"], r["gemeente_code"], r["productcode"], dag)
    claims = [
        Claim(
            p["wet"],
            p["gemeente_code"],
            p["aanbieder_agb"],
            g.kenmerk(p["wet"], p["productcode"], "zorgterrein"),
            p["maand"],
            Fraction(p["bedrag_eur"]),
            p["dagtekening"],
            p["afgewezen_datum"],
        )
        for p in g.prestaties
        if not _is_plekken(g, p["wet"], p["gemeente_code"], p["productcode"], p["periode_begindatum"])
    ]
    return Declaraties(g.p, g.k, claims, {cel: (alle, plek) for cel, (alle, plek) in dagen.items()})


def declaratiemaand(g: Gegevens) -> Tabel:
    """The rows over all zorgterreinen."""
    return {
        (*rij[:3], rij[4]): tuple(float(w) if isinstance(w, Fraction) else w for w in waarden)
        for rij, waarden in g.declaraties.schattingen()
        if rij[3] == "ALLE"
    }


def _is_compleet(g: Gegevens, maand: date) -> bool:
    return _volgende(maand) - DAG <= g.p


def uitgaven(g: Gegevens) -> Tabel:
    """K001-13: realisatie, prognose and last year's, each from January on.

    A budget is activity from January; without one the prognose is unknown, and so is last year's when nothing of
    the wet was spent in it. What is spent is known up to the last declared month of the wet and gemeente.
    """
    grenzen = {(cel[0], cel[1]): g.declaraties.tot(*cel) for cel in _wet_gemeente(g)}
    bedragen: dict[Sleutel, Fraction] = defaultdict(Fraction)
    jaren = {(k.wet, k.maand.year) for k in g.kosten if k.soort != "prestatie op plekken" and _is_compleet(g, k.maand)}
    for k in g.kosten:
        terrein = g.kenmerk(k.wet, k.productcode, "zorgterrein")
        for cel in _kubus(terrein, k.gemeente) if k.soort != "prestatie op plekken" else ():
            bedragen[(k.wet, *cel, k.maand)] += k.eur
    begroot: dict[Sleutel, Fraction] = defaultdict(Fraction)
    for b in g.begrotingen:
        for cel in _kubus(b["zorgterrein"], b["gemeente_code"]):
            if None not in cel:
                begroot[(b["wet"], *cel, int(b["jaar"]))] += Fraction(b["begroting_eur"])
    uitkomst: Tabel = {}
    actief = {(*rij[:3], rij[3].year) for rij in bedragen} | set(begroot)
    for *cel, jaar in actief:
        begin = False
        grens = grenzen.get((cel[0], cel[2])) or date.min
        # a comparison that reaches before the first covered month is none
        is_gedekt = date(jaar - 1, 1, 1) >= g.gedekt_vanaf.get((cel[0], cel[2]), date.min)
        realisatie, vorig = Fraction(0), Fraction(0)
        for nummer in range(1, 13):
            maand = date(jaar, nummer, 1)
            if not _is_compleet(g, maand):
                break
            begin = begin or (*cel, maand) in bedragen or (*cel, jaar) in begroot
            realisatie += bedragen.get((*cel, maand), Fraction(0))
            vorig += bedragen.get((*cel, date(jaar - 1, nummer, 1)), Fraction(0))
            prognose = begroot.get((*cel, jaar))
            if begin:
                uitkomst[(*cel, maand)] = (
                    float(realisatie) if maand <= grens else None,
                    None if prognose is None else float(prognose * nummer / 12),
                    float(vorig)
                    if (cel[0], jaar - 1) in jaren and date(jaar - 1, nummer, 1) <= grens and is_gedekt
                    else None,
                )
    return uitkomst


def _wet_gemeente(g: Gegevens) -> set[Sleutel]:
    """Every wet with every gemeente that has anything, and all together."""
    genoemd = [
        *((r["wet"], r["gemeente_code"]) for rijen in (g.toewijzingen, g.leveringen, g.prestaties) for r in rijen),
        *((b["wet"], b["gemeente_code"]) for b in g.begrotingen),
        *((t["wet"], "ALLE") for t in g.targets),
    ]
    return {(wet, cel) for wet, gemeente in genoemd for cel in (gemeente, "ALLE") if cel}


def kosten_per_client(g: Gegevens) -> Tabel:
    """K001-14: target and real price and quantity, and the difference in two effects that add up exactly.

    Up to the last declared month; of a target the same part of the year. The total row has the sums of the effects of
    the products; its clients are unique ones, so its target is unknown but for a row of the file without product. A
    price of the file shows, also with 0 clients; a target that is half empty is none. A product that is paid by place
    (95% of its zorgdagen and costs) has no price and no difference.
    """
    kosten: dict[Sleutel, Fraction] = defaultdict(Fraction)
    per_client: dict[Sleutel, Fraction] = defaultdict(Fraction)
    geld: dict[Sleutel, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    dagen: dict[Sleutel, list[int]] = defaultdict(lambda: [0, 0])
    grenzen = {wet: g.declaraties.tot(wet, "ALLE") or date.min for wet in ("Jw", "Wmo")}
    for k in g.kosten:
        if _is_compleet(g, k.maand) and k.maand <= grenzen[k.wet]:
            for code in (k.productcode, "ALLE"):
                rij = (k.maand.year, k.wet, code)
                geld[rij][k.soort] += k.eur
                if k.soort != "zorgdag":
                    kosten[rij] += k.eur
                    per_client[(*rij, k.client_id)] += k.eur
    for r, dag in _zorgdagen(g):
        if _is_compleet(g, dag.replace(day=1)) and dag.replace(day=1) <= grenzen[r["wet"]]:
            for code in (r["productcode"], "ALLE"):
                cel = dagen[(dag.year, r["wet"], code)]
                cel[0] += 1
                cel[1] += _is_plekken(g, r["wet"], r["gemeente_code"], r["productcode"], dag)
    targets = {
        (int(t["jaar"]), t["wet"], t["productcode"] or "ALLE"): t
        for t in g.targets
        if t["kosten_per_client_eur"] is not None and _is_compleet(g, date(int(t["jaar"]), 1, 1))
    }
    uitkomst: Tabel = {}
    effecten: dict[Sleutel, list[tuple[Fraction, Fraction]]] = defaultdict(list)

    def clienten(rij: Sleutel) -> int:
        return sum(eur != 0 and sleutel[3] is not None for sleutel, eur in per_client.items() if sleutel[:3] == rij)

    def maanden(rij: Sleutel) -> int:
        grens = grenzen[rij[1]]
        return sum(m <= grens and _is_compleet(g, m) for m in (date(rij[0], n, 1) for n in range(1, 13)))

    def is_per_plek(rij: Sleutel) -> bool:
        alle, plek = dagen[rij]
        per_plek, geclaimd = geld[rij]["zorgdag"], geld[rij]["prestatie"]
        return 0 < plek >= alle * 0.95 and (per_plek == 0 or per_plek * 100 >= 95 * (per_plek + geclaimd))

    rijen = {*kosten, *targets}
    for rij in (r for r in rijen if r[2] != "ALLE"):
        q_real, echt = clienten(rij), kosten[rij]
        doel = targets.get(rij)
        q_doel = Fraction((doel and doel["clienten_aantal"]) or 0)
        p_doel = Fraction(doel["kosten_per_client_eur"]) if doel else None
        verschil: Fraction | None = None
        volume: Fraction | None = None
        if maanden(rij) and not is_per_plek(rij):
            verwacht = (p_doel or 0) * q_doel * maanden(rij) / 12
            verschil = echt - verwacht
            volume = (q_real - q_doel) * verwacht / q_doel if q_doel else verschil
            effecten[rij[:2]].append((verschil, volume))
        uitkomst[rij] = (
            p_doel,
            q_doel,
            echt / q_real if q_real and not is_per_plek(rij) else None,
            q_real,
            verschil,
            volume,
            None if verschil is None or volume is None else verschil - volume,
        )
    for jaar, wet in {rij[:2] for rij in rijen}:
        rij = (jaar, wet, "ALLE")
        doel, q_real = targets.get(rij), clienten(rij)
        toont = maanden(rij) and not is_per_plek(rij)
        verschil, volume = (sum((deel[i] for deel in effecten[rij[:2]]), start=Fraction(0)) for i in (0, 1))
        uitkomst[rij] = (
            doel and Fraction(doel["kosten_per_client_eur"]),
            doel and Fraction(doel["clienten_aantal"] or 0),
            kosten[rij] / q_real if q_real and not is_per_plek(rij) else None,
            q_real,
            *((verschil, volume, verschil - volume) if toont else (None, None, None)),
        )
    return uitkomst


RESULTAAT = "noemer, teller, percentage, norm, kleur"
TABELLEN: dict[str, tuple[Callable[[Gegevens], Tabel], str, str]] = {
    "kpi_doelrealisatie_uitstroom": (
        doelrealisatie_uitstroom,
        "jaar, perceel, gemeente_code, aanbieder_agb",
        RESULTAAT,
    ),
    "kpi_uitval": (
        uitval,
        "jaar, perceel, gemeente_code, aanbieder_agb",
        "noemer, teller, percentage, percentage_excl, na_beoordeling_percentage, norm, kleur",
    ),
    "kpi_afschaling": (afschaling, "jaar, perceel, gemeente_code, aanbieder_agb", RESULTAAT),
    "dim_declaratiemaand": (
        declaratiemaand,
        "wet, gemeente_code, aanbieder_agb, maand",
        "gedeclareerd_eur, declaratie_pct, verwacht_eur, laag_eur, hoog_eur, is_gedeclareerd",
    ),
    "kpi_uitgaven": (
        uitgaven,
        "wet, zorgterrein, gemeente_code, maand",
        "realisatie_ytd_eur, prognose_ytd_eur, vorig_jaar_ytd_eur",
    ),
    "kpi_kosten_per_client": (
        kosten_per_client,
        "jaar, wet, productcode",
        "p_target, q_target, p_real, q_real, verschil_eur, hoeveelheidsverschil_eur, prijsverschil_eur",
    ),
}
