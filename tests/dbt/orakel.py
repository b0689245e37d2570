"""The definitions of velden.md chapter 3 and contract chapter 4 in plain Python, day by day and without SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, product
from statistics import median
from typing import Any

from tests.dbt.magazijn import RETOUR_VAN, Bericht, Instelling

Rij = tuple[Any, ...]
DAG = timedelta(days=1)


def _dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


class Onbeslist(Exception):
    """The definitions do not say which of two messages counts."""


def inhoud(bericht: Bericht, record: dict[str, Any]) -> Rij:
    """Contract chapter 4, Masks: of two records that are otherwise equal the highest counts."""

    def getal(veld: str) -> int:
        return -1 if record.get(veld) is None else int(record[veld])

    return (
        record.get("einddatum") or "9999-12-31",
        record.get("ingangsdatum") or record.get("begindatum") or "",
        record.get("productcategorie") or "",
        record.get("productcode") or "",
        getal("volume"),
        record.get("eenheid") or "",
        record.get("frequentie") or "",
        getal("budget"),
        record.get("reden_wijziging") or record.get("reden_beeindiging") or "",
        bericht.aanbieder,
    )


def _een_client(
    paren: Sequence[tuple[Bericht, dict[str, Any]]], gelijk: Callable[[tuple[Bericht, dict[str, Any]]], Rij]
) -> list[tuple[Bericht, dict[str, Any]]]:
    """Without those that are equal to another in all but the client."""
    clienten: dict[Rij, set[str | None]] = defaultdict(set)
    for paar in paren:
        clienten[gelijk(paar)].add(paar[0].client)
    return [paar for paar in paren if len(clienten[gelijk(paar)]) == 1]


def _eerste(berichten: list[Bericht]) -> list[Bericht]:
    """Of the messages of one TR056 key the one that counts, or none."""
    if len(berichten) == 1:
        return berichten

    def kern(paar: tuple[Bericht, dict[str, Any]]) -> Rij:
        b = paar[0]
        return (b.dagtekening_retour or b.dagtekening, repr(replace(b, client=None)))

    over = _een_client([(b, b.records[0] if b.records else {}) for b in berichten], kern)
    vroegst = min((kern(paar)[0] for paar in over), default="")
    over = [paar for paar in over if kern(paar)[0] == vroegst]
    hoogst = max((inhoud(*paar) for paar in over), default=())
    over = [paar for paar in over if inhoud(*paar) == hoogst]
    if len({repr(b) for b, _ in over}) > 1:
        raise Onbeslist
    return [b for b, _ in over[:1]]


def bekende_berichten(berichten: Sequence[Bericht], kennisdatum: str) -> list[Bericht]:
    """3.1: each message once, the first known of a TR056 pair, without rejected ones.

    A retour with the Dagtekening of the other of a pair is about that one.
    """
    kandidaten: dict[Rij, list[Bericht]] = defaultdict(list)
    dagen: dict[Rij, set[str]] = defaultdict(set)
    for bericht in berichten:
        bekend = bericht.dagtekening_retour or bericht.dagtekening
        if bekend > kennisdatum:
            continue
        dagen[(bericht.wet, bericht.berichttype, bericht.afzender, bericht.identificatie)].add(bericht.dagtekening)
        sleutel = (
            bericht.wet,
            bericht.berichttype,
            bericht.afzender,
            bericht.identificatie,
            bericht.identificatie_retour,
        )
        if repr(bericht) not in {repr(ander) for ander in kandidaten[sleutel]}:
            kandidaten[sleutel].append(bericht)
    tellend = [bericht for eigen in kandidaten.values() for bericht in _eerste(eigen)]
    afgekeurd: dict[Rij, set[str]] = defaultdict(set)
    for b in tellend:
        if b.berichttype in RETOUR_VAN and set(b.retourcodes) - {"0200", "0233", "8001"}:
            afgekeurd[(b.wet, RETOUR_VAN[b.berichttype], b.afzender, b.identificatie)].add(b.dagtekening)

    def is_afgekeurd(b: Bericht) -> bool:
        sleutel = (b.wet, b.berichttype, b.afzender, b.identificatie)
        return bool(afgekeurd[sleutel] - (dagen[sleutel] - {b.dagtekening}))

    return [b for b in tellend if b.berichttype not in RETOUR_VAN and not is_afgekeurd(b)]


def _records(berichten: Sequence[Bericht], berichttype: str) -> Iterator[tuple[Bericht, dict[str, Any]]]:
    for bericht in berichten:
        if bericht.berichttype == berichttype:
            for positie, record in enumerate(bericht.records):
                yield bericht, record | {"positie": positie}


def _toewijzing_sleutel(bericht: Bericht, record: dict[str, Any]) -> Rij:
    if record["toewijzingnummer"] is not None:
        return (bericht.wet, bericht.gemeente, record["toewijzingnummer"])
    return (bericht.wet, bericht.gemeente, bericht.aanbieder, bericht.client, record["productcode"])


def toewijzingen(berichten: Sequence[Bericht]) -> dict[Rij, dict[str, Any]]:
    """3.3: the latest version of each key, with `verwijderd`, `eerste_301` (Dagtekening), aanbieder and client."""
    versies: dict[Rij, dict[tuple[str, str], list[tuple[Bericht, dict[str, Any]]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for bericht, record in _records(berichten, "301"):
        versies[_toewijzing_sleutel(bericht, record)][(record["toewijzingsdatum"], record["toewijzingstijd"])].append(
            (bericht, record)
        )
    actueel = {}

    def orde(paar: tuple[Bericht, dict[str, Any]]) -> Rij:
        bericht, record = paar
        return (bericht.dagtekening, record["reden_wijziging"] is not None, *inhoud(bericht, record))

    for sleutel, alle_versies in versies.items():
        per_versie = {versie: over for versie, paren in alle_versies.items() if (over := _een_client(paren, orde))}
        if not per_versie:
            continue
        aanleveringen = per_versie[max(per_versie)]

        bericht, record = max(aanleveringen, key=orde)
        met_reden = [paar for paar in aanleveringen if paar[1]["reden_wijziging"] is not None]
        reden = max(met_reden, key=orde)[1]["reden_wijziging"] if met_reden else None
        actueel[sleutel] = record | {
            "reden_wijziging": reden,
            "verwijderd": reden in ("01", "13") and record["einddatum"] == record["ingangsdatum"],
            "eerste_301": min(b.dagtekening for paren in per_versie.values() for b, _ in paren),
            "aanbieder": bericht.aanbieder,
            "client": bericht.client,
        }
    return actueel


def actief(berichten: Sequence[Bericht], berichttype: str) -> dict[Rij, dict[str, Any]]:
    """3.2 as it stands there: clamp per day; active keys with the header of their latest delivery."""
    per_dag: dict[Rij, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    eerste: dict[Rij, str] = {}
    laatste: dict[Rij, tuple[Rij, Bericht, dict[str, Any]]] = {}

    def sleutel_van(bericht: Bericht, record: dict[str, Any]) -> Rij:
        start: Rij = (_toewijzing_sleutel(bericht, record), record["productcode"], record["begindatum"])
        return (start, record["reden_beeindiging"], record["einddatum"]) if berichttype == "307" else start

    def orde(paar: tuple[Bericht, dict[str, Any]]) -> Rij:
        return (paar[0].dagtekening, paar[1].get("toewijzing_ingangsdatum") or "", paar[0].aanbieder)

    alle = list(_records(berichten, berichttype))
    nieuw = [paar for paar in alle if paar[1]["status_aanlevering"] == "1"]
    een_client = _een_client(nieuw, lambda paar: (sleutel_van(*paar), orde(paar)))
    for bericht, record in [*een_client, *(paar for paar in alle if paar[1]["status_aanlevering"] != "1")]:
        telling = {"1": 1, "3": -1}.get(record["status_aanlevering"], 0)
        sleutel = sleutel_van(bericht, record)
        per_dag[sleutel][bericht.dagtekening] += telling
        if telling == 1:
            eerste[sleutel] = min(eerste.get(sleutel, "9"), bericht.dagtekening)
            rang = orde((bericht, record))
            if sleutel not in laatste or rang > laatste[sleutel][0]:
                laatste[sleutel] = (rang, bericht, record)
    gevonden = {}
    for sleutel, dagen in per_dag.items():
        n = 0
        for dag in sorted(dagen):
            n = min(max(n + dagen[dag], 0), 1)
        if n:
            _, bericht, record = laatste[sleutel]
            gevonden[sleutel] = record | {
                "bericht": bericht,
                "dagtekening": bericht.dagtekening,
                "eerste": eerste[sleutel],
            }
    return gevonden


def _laatste(stops: list[dict[str, Any]]) -> dict[str, Any]:
    return max(
        stops,
        key=lambda stop: (stop["dagtekening"], stop["einddatum"], stop["reden_beeindiging"]),
        default={"einddatum": None, "reden_beeindiging": None},
    )


def leveringen(berichten: Sequence[Bericht]) -> list[dict[str, Any]]:
    """3.4: active starts on toewijzingen that are not deleted, with their ends."""
    bekend = toewijzingen(berichten)
    stops = actief(berichten, "307")
    rijen = []
    for sleutel, s in actief(berichten, "305").items():
        t = bekend.get(sleutel[0])
        if t and t["verwijderd"]:
            continue
        eigen = [stop for stop_sleutel, stop in stops.items() if stop_sleutel[0] == sleutel]
        tijdelijk = _laatste([stop for stop in eigen if stop["reden_beeindiging"] == "20"])
        definitief = _laatste([stop for stop in eigen if stop["reden_beeindiging"] != "20"])
        zorg = tijdelijk["einddatum"] or definitief["einddatum"]
        einden = [einde for einde in (zorg, t["einddatum"] if t else None) if einde]
        bericht = s["bericht"]
        rijen.append(
            {
                "sleutel": sleutel,
                "wet": bericht.wet,
                "gemeente": bericht.gemeente,
                "aanbieder": bericht.aanbieder,
                "client": bericht.client,
                "product": s["productcode"] or (t["productcode"] if t else None),
                "begindatum": s["begindatum"],
                "zorg": zorg,
                "effectief": min(einden, default=None),
                "definitief": definitief["einddatum"],
                "reden": definitief["reden_beeindiging"],
                "eerste_305": s["eerste"],
                "eerste_301": t["eerste_301"] if t else None,
            }
        )
    return rijen


def _kubus(*leden: Any) -> list[Rij]:
    return list(product(*[(lid, "ALLE") for lid in leden]))


def plekken(berichten: Sequence[Bericht], instelling: Instelling) -> dict[Rij, Rij]:
    """(wet, gemeente, aanbieder, product, maand) -> zorgdagen, plekken_maand, plekken_ytd, unieke_clienten_ytd."""
    p = _dag(instelling.peildatum)
    zorgdagen: dict[Rij, set[Rij]] = defaultdict(set)
    for r in leveringen(berichten):
        dag, einde = _dag(r["begindatum"]), min(_dag(r["effectief"]) if r["effectief"] else p, p)
        while dag <= einde:
            for rij in _kubus(r["gemeente"], r["aanbieder"], r["product"]):
                eenheid = (r["gemeente"], r["client"], r["aanbieder"], r["product"])
                zorgdagen[(r["wet"], *rij)].add((dag, eenheid))
            dag += DAG
    uitkomst = {}
    for rij, dagen in zorgdagen.items():
        for jaar in {dag.year for dag, _ in dagen}:
            begonnen = False
            for maand in range(1, 13):
                eerste = date(jaar, maand, 1)
                volgende = date(jaar + maand // 12, maand % 12 + 1, 1)
                if volgende - DAG > p:
                    break
                in_maand = sum(eerste <= dag < volgende for dag, _ in dagen)
                begonnen = begonnen or in_maand > 0
                if begonnen:
                    ytd = [(dag, eenheid) for dag, eenheid in dagen if date(jaar, 1, 1) <= dag < volgende]
                    uitkomst[(*rij, eerste.isoformat())] = (
                        in_maand,
                        in_maand / (volgende - eerste).days,
                        len(ytd) / (volgende - date(jaar, 1, 1)).days,
                        len({eenheid[1] for _, eenheid in ytd}),
                    )
    return uitkomst


def doorlooptijd(berichten: Sequence[Bericht], instelling: Instelling) -> dict[Rij, Rij]:
    """(jaar, wet, gemeente, aanbieder, product) -> aantal, mediaan, mediaan vorig jaar."""
    p = _dag(instelling.peildatum)
    p_vorig = p.replace(year=p.year - 1, day=28) if (p.month, p.day) == (2, 29) else p.replace(year=p.year - 1)
    dit, vorig = defaultdict(list), defaultdict(list)
    for (wet, gemeente, *_), t in toewijzingen(berichten).items():
        if t["verwijderd"] or not t["einddatum"] or t["einddatum"] < t["ingangsdatum"]:
            continue
        einde = _dag(t["einddatum"])
        if einde > p:
            continue
        maanden = ((einde - _dag(t["ingangsdatum"])).days + 1) / 30.4375
        for rij in _kubus(gemeente, t["aanbieder"], t["productcode"]):
            dit[(einde.year, wet, *rij)].append(maanden)
            if einde.year + 1 < p.year or (einde.year + 1 == p.year and einde <= p_vorig):
                vorig[(einde.year + 1, wet, *rij)].append(maanden)
    return {
        rij: (len(waarden), median(waarden), median(vorig[rij]) if rij in vorig else None)
        for rij, waarden in dit.items()
    }


def termijn(berichten: Sequence[Bericht], instelling: Instelling, vrij: set[date]) -> dict[Rij, Rij]:
    """(termijn, wet, gemeente, aanbieder, maand) -> totaal, binnen_norm."""
    bekend = toewijzingen(berichten)
    stops = actief(berichten, "307")
    tijdelijk = {sleutel[0] for sleutel in stops if sleutel[1] == "20"}
    gevallen = [
        (
            "305_5WD",
            r["wet"],
            r["gemeente"],
            r["aanbieder"],
            max(r["begindatum"], r["eerste_301"] or ""),
            r["eerste_305"],
        )
        for r in leveringen(berichten)
    ] + [
        ("307_5WD", b.wet, b.gemeente, b.aanbieder, stop["einddatum"], stop["eerste"])
        for sleutel, stop in stops.items()
        if sleutel[1] != "20"
        and sleutel[0] not in tijdelijk
        and not bekend.get(sleutel[0][0], {}).get("verwijderd")
        and (b := stop["bericht"])
    ]
    totaal: dict[Rij, list[bool]] = defaultdict(list)
    for naam, wet, gemeente, aanbieder, basis, dagtekening in gevallen:
        van, tot = _dag(basis), _dag(dagtekening)
        werkdagen = sum(
            dag.isoweekday() <= 5 and dag not in vrij
            for dag in (van + DAG * nummer for nummer in range(1, (tot - van).days + 1))
        )
        maand = tot.replace(day=1)
        volgende = date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)
        if volgende - DAG <= _dag(instelling.peildatum):
            for rij in _kubus(gemeente, aanbieder):
                totaal[(naam, wet, *rij, maand.isoformat())].append(werkdagen <= 5)
    return {rij: (len(waarden), sum(waarden)) for rij, waarden in totaal.items()}


def verzoeken(berichten: Sequence[Bericht]) -> list[Rij]:
    """3.5: (soort, wet, gemeente, aanbieder, referentie, dagtekening, eerste reactie, besluit_datum, besluit)."""
    reacties: dict[Rij, list[tuple[str, str]]] = defaultdict(list)
    for berichttype in ("301", "319"):
        for b, record in _records(berichten, berichttype):
            if record.get("referentie_aanbieder"):
                besluit = (
                    {"1": "afgewezen", "2": ""}[record["verzoek_antwoord"]] if berichttype == "319" else "toegekend"
                )
                sleutel = (b.wet, b.gemeente, b.aanbieder, record["referentie_aanbieder"])
                reacties[sleutel].append((b.dagtekening, besluit))
    rijen = []
    for soort, berichttype in (("VOT", "315"), ("VOW", "317")):
        for b, record in _records(berichten, berichttype):
            sleutel = (b.wet, b.gemeente, b.aanbieder, record["referentie_aanbieder"])
            erna = [(dag, besluit) for dag, besluit in reacties[sleutel] if dag >= b.dagtekening]
            eerste = min((dag for dag, _ in erna), default=None)
            dag = min((dag for dag, besluit in erna if besluit), default=None)
            op_die_dag = {besluit for d, besluit in erna if d == dag}
            besluit = "open" if dag is None else "toegekend" if "toegekend" in op_die_dag else "afgewezen"
            rijen.append((soort, *sleutel, b.dagtekening, eerste, dag, besluit))
    return rijen


def prestaties(berichten: Sequence[Bericht], ontvangen: Sequence[Bericht], kennisdatum: str) -> list[Rij]:
    """3.6: (wet, gemeente, aanbieder, referentienummer, debet_credit, declaratienummer, client, cents, status).

    Of `ontvangen`, all there is, a 325 may name a claim that does not count in `berichten`: then it is about no other.
    """
    rijen = []
    tellend = {id(b) for b in berichten}
    tweelingen = {
        (b.wet, b.afzender, b.identificatie, b.dagtekening)
        for b in ontvangen
        if b.berichttype == "323" and b.dagtekening <= kennisdatum and id(b) not in tellend
    }

    def gaat_over(b: Bericht, heen: Bericht) -> bool:
        genoemd = (b.wet, b.aanbieder, b.declaratie_identificatie, b.declaratie_dagtekening)
        return (
            (b.wet, b.gemeente, b.aanbieder, b.declaratie_identificatie)
            == (heen.wet, heen.gemeente, heen.aanbieder, heen.identificatie)
            and b.declaratienummer in (None, heen.declaratienummer)
            and (b.declaratie_dagtekening == heen.dagtekening or genoemd not in tweelingen)
        )

    antwoorden = [b for b in berichten if b.berichttype == "325"]
    for heen, record in _records(berichten, "323"):
        terug = [b for b in antwoorden if gaat_over(b, heen)]
        goed = {"0200", "0233", "8001"}
        sleutel = (record["referentienummer"], record["debet_credit"])
        afgewezen = any(
            set(b.retourcodes + b.retourcodes_declaratie) - goed
            or sleutel in {(r["referentienummer"], r["debet_credit"]) for r in b.records}
            for b in terug
        )
        teken = -1 if record["debet_credit"] == "C" else 1
        rijen.append(
            (
                heen.wet,
                heen.gemeente,
                heen.aanbieder,
                *sleutel,
                heen.declaratienummer,
                heen.client,
                teken * int(record["ingediend_bedrag"]),
                "afgewezen" if afgewezen else "toegekend" if terug else "open",
            )
        )
    return rijen


def trajecten(berichten: Sequence[Bericht], instelling: Instelling) -> list[Rij]:
    """A5, A6, day by day: two toewijzingen are one chain when a way of joins leads from the one to the other.

    Rows (wet, gemeente, aanbieder, client, product, ingang, einde, aantal, zorg begin, zorg einde, zorgdagen).
    """
    p = _dag(instelling.peildatum)
    per_groep: dict[Rij, list[tuple[Rij, dict[str, Any]]]] = defaultdict(list)
    uitkomst = []
    for sleutel, t in toewijzingen(berichten).items():
        if t["verwijderd"]:
            continue
        geldig = t["einddatum"] is None or t["einddatum"] >= t["ingangsdatum"]
        groep = (
            sleutel[0],
            sleutel[1],
            t["aanbieder"],
            t["client"],
            t["productcode"] or f"categorie {t['productcategorie']}",
        )
        per_groep[groep if geldig else (*groep, sleutel)].append((sleutel, t))
    zorg: dict[Rij, list[dict[str, Any]]] = defaultdict(list)
    for levering in leveringen(berichten):
        zorg[levering["sleutel"][0]].append(levering)
    gap = DAG * instelling.aansluit_dagen
    for leden in per_groep.values():
        ketens: list[list[tuple[Rij, dict[str, Any]]]] = []
        for lid in leden:
            begin, einde = _dag(lid[1]["ingangsdatum"]), _dag(lid[1]["einddatum"] or "9999-01-01")
            raakt = [
                keten
                for keten in ketens
                if any(
                    begin <= _dag(t["einddatum"] or "9999-01-01") + gap and _dag(t["ingangsdatum"]) <= einde + gap
                    for _, t in keten
                )
            ]
            ketens = [keten for keten in ketens if keten not in raakt] + [[*chain.from_iterable(raakt), lid]]
        for keten in ketens:
            eigen = [r for sleutel, t in keten for r in zorg[sleutel] if (t["einddatum"] or "9") >= t["ingangsdatum"]]
            dagen = {
                _dag(r["begindatum"]) + DAG * nr
                for r in eigen
                for nr in range((min(_dag(r["effectief"] or "9999-01-01"), p) - _dag(r["begindatum"])).days + 1)
            }
            einden = [t["einddatum"] for _, t in keten]
            zorgeinden = [r["effectief"] for r in eigen]
            t = keten[0][1]
            uitkomst.append(
                (
                    keten[0][0][0],
                    keten[0][0][1],
                    t["aanbieder"],
                    t["client"],
                    t["productcode"],
                    min(lid["ingangsdatum"] for _, lid in keten),
                    None if None in einden else max(einden),
                    len(keten),
                    min((r["begindatum"] for r in eigen), default=None),
                    None if None in zorgeinden else max(zorgeinden, default=None),
                    len(dagen),
                )
            )
    return uitkomst
