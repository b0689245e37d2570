"""The truth from the simulated facts: the slow, plain way, sharing nothing with the warehouse's SQL."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from peilstok.demo.feiten import Declaratie, Feiten, Levering, Prestatie, Stop, Toewijzing, Verzoek
from peilstok.demo.kalender import werkdagen_tussen
from peilstok.demo.verzoeken import AFGEWEZEN
from peilstok.demo.waarheid import WaarTraject, WaarVerzoek, WareLevering, WareLosseStop, WarePrestatie, WareToewijzing
from peilstok.demo.wereld import VERWIJZERS

NORM_WERKDAGEN = 5
"""OP271, OP272."""
AANSLUIT_DAGEN = 30
"""A6; the contract's default."""
ONBEKEND = "_ONBEKEND"


def _telt_mee(toewijzing: Toewijzing) -> bool:
    einde = toewijzing.laatste.einddatum
    return einde is None or einde >= toewijzing.ingangsdatum


def ware_toewijzingen(feiten: Feiten) -> tuple[WareToewijzing, ...]:
    # A toewijzing is one object: its identity is the key.
    verwijzer_van = {
        id(verzoek.toewijzing): VERWIJZERS[verzoek.verwijzer]
        for verzoek in feiten.verzoeken
        if verzoek.verwijzer is not None and verzoek.toewijzing is not None
    }
    return tuple(
        WareToewijzing(
            wet=toewijzing.product.wet,
            gemeente_code=toewijzing.client.gemeente.code,
            toewijzingnummer=str(toewijzing.nummer),
            aanbieder_agb=toewijzing.aanbieder.agb,
            client=toewijzing.client.nummer,
            productcategorie=toewijzing.product.categorie,
            productcode=toewijzing.product.code,
            toewijzingsdatum=toewijzing.laatste.toewijzingsdatum,
            eerste_toewijzingsdatum=toewijzing.versies[0].toewijzingsdatum,
            ingangsdatum=toewijzing.ingangsdatum,
            einddatum=toewijzing.laatste.einddatum,
            reden_wijziging=toewijzing.laatste.reden,
            volume=toewijzing.volume,
            eenheid=toewijzing.product.omvang[2],
            frequentie=toewijzing.product.omvang[3],
            referentie_aanbieder=toewijzing.laatste.laatste_referentie,
            verwijzer=verwijzer_van.get(id(toewijzing), ONBEKEND),
            versies_aantal=len(toewijzing.versies),
            telt_mee=_telt_mee(toewijzing),
        )
        for toewijzing in feiten.toewijzingen
        if not toewijzing.is_verwijderd
    )


def _status(toewijzing: Toewijzing, levering: Levering) -> str:
    if levering.definitief is not None:
        return "beeindigd"
    if levering.tijdelijk is None:
        return "actief"
    later = any(andere.begindatum > levering.begindatum for andere in toewijzing.leveringen)
    return "hervat" if later else "onderbroken"


def _ware_levering(toewijzing: Toewijzing, levering: Levering, is_wees: bool, peildatum: date) -> WareLevering:
    tijdelijk, definitief = levering.tijdelijk, levering.definitief
    einde_toewijzing = None if is_wees else toewijzing.laatste.einddatum
    eerste_stop = tijdelijk or definitief
    einde_zorg = eerste_stop.einddatum if eerste_stop else None
    # OP271: from the start, or from the day that the aanbieder could know of the toewijzing. Without a toewijzing:
    # the start.
    basis = levering.begindatum if is_wees else max(levering.begindatum, toewijzing.versies[0].verzonden)
    stop_op_tijd = None
    if definitief is not None and tijdelijk is None:
        stop_op_tijd = _is_op_tijd(definitief)
    return WareLevering(
        wet=toewijzing.product.wet,
        gemeente_code=toewijzing.client.gemeente.code,
        toewijzingnummer=str(toewijzing.nummer),
        aanbieder_agb=toewijzing.aanbieder.agb,
        client=toewijzing.client.nummer,
        productcategorie=toewijzing.product.categorie,
        productcode=toewijzing.product.code,
        begindatum=levering.begindatum,
        einddatum_zorg=einde_zorg,
        einddatum_effectief=min((dag for dag in (einde_zorg, einde_toewijzing) if dag is not None), default=None),
        einddatum_definitief=definitief.einddatum if definitief else None,
        reden_beeindiging=definitief.reden if definitief else None,
        status=_status(toewijzing, levering),
        stop_ontbreekt=eerste_stop is None and einde_toewijzing is not None and einde_toewijzing < peildatum,
        start_gemeld=levering.gemeld,
        start_op_tijd=werkdagen_tussen(basis, levering.gemeld) <= NORM_WERKDAGEN,
        stop_gemeld=definitief.gemeld if definitief else None,
        stop_op_tijd=stop_op_tijd,
        telt_mee=is_wees or _telt_mee(toewijzing),
    )


def ware_leveringen(feiten: Feiten, peildatum: date) -> tuple[WareLevering, ...]:
    return tuple(
        _ware_levering(toewijzing, levering, is_wees, peildatum)
        for toewijzingen, is_wees in ((feiten.toewijzingen, False), (feiten.wezen, True))
        for toewijzing in toewijzingen
        if not toewijzing.is_verwijderd
        for levering in toewijzing.leveringen
    )


def ware_losse_stops(feiten: Feiten) -> tuple[WareLosseStop, ...]:
    return tuple(
        WareLosseStop(
            wet=toewijzing.product.wet,
            gemeente_code=toewijzing.client.gemeente.code,
            aanbieder_agb=toewijzing.aanbieder.agb,
            stop_gemeld=stop.gemeld,
            stop_op_tijd=_is_op_tijd(stop),
        )
        for toewijzing, stop in feiten.losse_stops
    )


def _is_op_tijd(stop: Stop) -> bool:
    return werkdagen_tussen(stop.einddatum, stop.gemeld) <= NORM_WERKDAGEN


def ware_verzoeken(feiten: Feiten) -> tuple[WaarVerzoek, ...]:
    return tuple(waar_verzoek(verzoek) for verzoek in feiten.verzoeken)


def waar_verzoek(verzoek: Verzoek) -> WaarVerzoek:
    """Reactions: the 301 that granted it and the 319's that the aanbieder did not refuse (3.5)."""
    antwoorden = [antwoord for antwoord in verzoek.antwoorden if not antwoord.afgekeurd]
    afgewezen = [antwoord.dagtekening for antwoord in antwoorden if antwoord.code == AFGEWEZEN]
    reacties = [antwoord.dagtekening for antwoord in antwoorden]
    besluit, besluit_datum = "open", None
    if verzoek.toegekend_op is not None:
        reacties.append(verzoek.toegekend_op)
        besluit, besluit_datum = "toegekend", verzoek.toegekend_op
    elif afgewezen:
        besluit, besluit_datum = "afgewezen", min(afgewezen)
    return WaarVerzoek(
        wet=verzoek.product.wet,
        gemeente_code=verzoek.client.gemeente.code,
        aanbieder_agb=verzoek.aanbieder.agb,
        referentie_aanbieder=verzoek.referentie,
        soort=verzoek.soort,
        dagtekening=verzoek.dagtekening,
        eerste_reactie_datum=min(reacties, default=None),
        besluit_datum=besluit_datum,
        besluit=besluit,
        verwijzer=ONBEKEND if verzoek.verwijzer is None else VERWIJZERS[verzoek.verwijzer],
    )


def ware_prestaties(feiten: Feiten) -> tuple[WarePrestatie, ...]:
    return tuple(
        _ware_prestatie(declaratie, prestatie)
        for declaratie in feiten.declaraties
        for prestatie in declaratie.prestaties
    )


def _ware_prestatie(declaratie: Declaratie, prestatie: Prestatie) -> WarePrestatie:
    status = "toegekend"
    if declaratie.beantwoord_op is None:
        status = "open"
    elif declaratie.afkeurcode is not None or prestatie.afkeurcode is not None:
        status = "afgewezen"
    teken = 1 if prestatie.debet_credit == "D" else -1
    toewijzing = prestatie.toewijzing
    return WarePrestatie(
        wet=declaratie.wet,
        gemeente_code=declaratie.gemeente.code,
        aanbieder_agb=declaratie.aanbieder.agb,
        referentienummer=prestatie.referentienummer,
        debet_credit=prestatie.debet_credit,
        declaratienummer=declaratie.nummer,
        toewijzingnummer=str(toewijzing.nummer),
        client=toewijzing.client.nummer,
        productcode=toewijzing.product.code,
        maand=prestatie.maand,
        volume=prestatie.volume,
        eenheid=toewijzing.product.omvang[2],
        bedrag_eur=Decimal(teken * prestatie.bedrag_cent) / 100,
        status=status,
    )


def ware_trajecten(feiten: Feiten, peildatum: date) -> tuple[WaarTraject, ...]:
    groepen: defaultdict[tuple[str, int, str, str], list[Toewijzing]] = defaultdict(list)
    ketens: list[list[Toewijzing]] = []
    for toewijzing in feiten.toewijzingen:
        if toewijzing.is_verwijderd:
            continue
        if _telt_mee(toewijzing):
            wie = (toewijzing.product.wet, toewijzing.client.nummer, toewijzing.aanbieder.agb, toewijzing.product.code)
            groepen[wie].append(toewijzing)
        else:
            ketens.append([toewijzing])
    for groep in groepen.values():
        ketens.extend(_ketens(groep))
    return tuple(_waar_traject(keten, peildatum) for keten in ketens)


def _ketens(groep: list[Toewijzing]) -> list[list[Toewijzing]]:
    """Cut where nothing so far reaches the gap before the next ingangsdatum; overlap and containment belong to it."""
    ketens: list[list[Toewijzing]] = []
    for toewijzing in sorted(groep, key=lambda t: t.ingangsdatum):
        grens = toewijzing.ingangsdatum - timedelta(days=AANSLUIT_DAGEN)
        if ketens and any((t.laatste.einddatum or grens) >= grens for t in ketens[-1]):
            ketens[-1].append(toewijzing)
        else:
            ketens.append([toewijzing])
    return ketens


def _waar_traject(keten: list[Toewijzing], peildatum: date) -> WaarTraject:
    eerste = keten[0]
    eindes = [t.laatste.einddatum for t in keten]
    leveringen = [(t, levering) for t in keten for levering in t.leveringen if _telt_mee(t)]
    zorg_eindes = [_einde_zorg(t, levering) for t, levering in leveringen]
    dagen = set[date]()
    for (_, levering), einde in zip(leveringen, zorg_eindes, strict=True):
        tot = min(einde or peildatum, peildatum)
        dagen.update(levering.begindatum + timedelta(days=n) for n in range((tot - levering.begindatum).days + 1))
    return WaarTraject(
        wet=eerste.product.wet,
        gemeente_code=eerste.client.gemeente.code,
        aanbieder_agb=eerste.aanbieder.agb,
        client=eerste.client.nummer,
        productcode=eerste.product.code,
        ingangsdatum=eerste.ingangsdatum,
        einddatum=_laatste_of_open(eindes),
        toewijzingen_aantal=len(keten),
        zorg_begindatum=min((levering.begindatum for _, levering in leveringen), default=None),
        zorg_einddatum=_laatste_of_open(zorg_eindes),
        zorgdagen=len(dagen),
        telt_mee=_telt_mee(eerste),
    )


def _einde_zorg(toewijzing: Toewijzing, levering: Levering) -> date | None:
    """The first of its stops and the end of the toewijzing; None when it runs on."""
    stop = levering.tijdelijk or levering.definitief
    eindes = (stop.einddatum if stop else None, toewijzing.laatste.einddatum)
    return min((einde for einde in eindes if einde is not None), default=None)


def _laatste_of_open(eindes: list[date | None]) -> date | None:
    """The latest, None when one of them is open or there is none."""
    bekend = [einde for einde in eindes if einde is not None]
    return max(bekend, default=None) if len(bekend) == len(eindes) else None
