"""What the simulated people do wrong by themselves: late messages above all. Counted from the facts, the slow way.

Shares nothing with the warehouse's SQL; each function says its rule in its own words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from peilstok.demo.afleiding import waar_verzoek
from peilstok.demo.berichten import RETOUR_VAN, Bericht
from peilstok.demo.feiten import TIJDELIJK, VERWIJDERD, Feiten, Levering, Regel, Regiebericht, Stop, Toewijzing
from peilstok.demo.kalender import werkdagen_tussen
from peilstok.demo.verzoeken import IN_ONDERZOEK, VOT

Bevinding = tuple[str, str]
"""Rule and law of one finding."""

# The reden beeindiging that belongs to a reden wijziging (velden.md 3.3); other reasons say nothing about the stop.
_VERWACHT = {"02": "02", "03": "36", "05": "36", "06": "39", "08": "36", "09": "38", "10": "36", "11": "36", "12": "37"}
_VERHUISD = {"Jw": "35", "Wmo": "31"}
_ACHT_WEKEN, _TWEE_WEKEN = timedelta(days=56), timedelta(days=14)
_PAUZE, _RESTRECHT = timedelta(days=90), timedelta(days=30)


def vanzelf(feiten: Feiten, berichten: Sequence[Bericht], p: date) -> Counter[Bevinding]:
    """Findings on P by rule and law; `berichten` are the messages of these facts, retours among them."""
    lopend = [toewijzing for toewijzing in feiten.toewijzingen if not toewijzing.is_verwijderd]
    return Counter(
        [
            *_meldingen(feiten.regie, p),
            *_leveringen(feiten.toewijzingen),
            *_toewijzingen(lopend, p),
            *_wijzigingen(feiten.toewijzingen),
            *_paren(lopend),
            *_verzoeken(feiten, p),
            *_retours(berichten, p),
            *_declaraties(feiten, p),
            *_plannen(feiten, p),
        ]
    )


def _te_laat(van: date, tot: date, norm: int) -> bool:
    return werkdagen_tussen(van, tot) > norm


def _meldingen(regie: Iterable[Regiebericht], p: date) -> Iterator[Bevinding]:
    """Every new start and stop that was not refused, withdrawn later or not."""
    for bericht in regie:
        if bericht.afgekeurd or bericht.dagtekening > p:
            continue
        toewijzing, wet = bericht.toewijzing, bericht.toewijzing.product.wet
        for regel in bericht.regels:
            if regel.status != "1":
                continue
            if regel.einddatum is not None:
                # When a pause became final is not in the message.
                if (regel.reden == TIJDELIJK or not _is_onderbroken(toewijzing, regel)) and _te_laat(
                    regel.einddatum, bericht.dagtekening, 5
                ):
                    yield "OP272", wet
                continue
            if _te_laat(max(regel.begindatum, toewijzing.versies[0].verzonden), bericht.dagtekening, 5):
                yield "OP271", wet
            if wet == "Jw" and _te_laat(regel.begindatum, bericht.dagtekening, 5):
                yield "S002-305-5WD", wet


def _is_onderbroken(toewijzing: Toewijzing, regel: Regel) -> bool:
    return any(
        levering.begindatum == regel.begindatum and levering.tijdelijk is not None for levering in toewijzing.leveringen
    )


def _stops(levering: Levering) -> Iterator[Stop]:
    return (stop for stop in (levering.tijdelijk, levering.definitief) if stop is not None)


def _leveringen(toewijzingen: Iterable[Toewijzing]) -> Iterator[Bevinding]:
    """Starts and stops that stand, against their toewijzing."""
    for toewijzing in toewijzingen:
        wet, versie = toewijzing.product.wet, toewijzing.laatste
        for levering in toewijzing.leveringen:
            if levering.gemeld - levering.begindatum > timedelta(days=7):
                yield "S002-START7", wet
            if not toewijzing.aanbieder.product_in_regie:
                # The start, and each stop.
                yield "DWH-03/IV075", wet
                yield from (("DWH-03/IV075", wet) for _ in _stops(levering))
            for stop in _stops(levering):
                if versie.einddatum is not None and stop.einddatum > versie.einddatum:
                    yield "DWH-04", wet
            verwacht = _VERHUISD[wet] if versie.reden == "07" else _VERWACHT.get(versie.reden or "")
            if levering.definitief is not None and verwacht not in (None, levering.definitief.reden):
                yield "DWH-06", wet
        if len(toewijzing.leveringen) > 1:
            yield "OP379", wet


def _toewijzingen(lopend: Iterable[Toewijzing], p: date) -> Iterator[Bevinding]:
    """Toewijzingen without a start, without a stop, paused for long, or open after the last one."""
    for toewijzing in lopend:
        wet, einddatum = toewijzing.product.wet, toewijzing.laatste.einddatum
        if not toewijzing.leveringen:
            if _te_laat(max(toewijzing.ingangsdatum, toewijzing.versies[0].verzonden), p, 5):
                yield "OP295b", wet
            continue
        for levering in toewijzing.leveringen:
            if not any(_stops(levering)) and einddatum is not None and _te_laat(einddatum, p, 5):
                yield "OP288/OP295", wet
        laatste = max(toewijzing.leveringen, key=lambda levering: levering.begindatum)
        gestopt, pauze = laatste.definitief, laatste.tijdelijk
        if gestopt is None and pauze is not None and p - pauze.einddatum > _PAUZE:
            yield "DWH-08", wet
        if gestopt is not None and (einddatum is None or einddatum > gestopt.einddatum + _RESTRECHT):
            yield "OP258", wet


def _wijzigingen(toewijzingen: Iterable[Toewijzing]) -> Iterator[Bevinding]:
    """Shortened to a day before the decision."""
    for toewijzing in toewijzingen:
        for vorige, versie in pairwise(toewijzing.versies):
            if versie.einddatum is None or versie.reden == VERWIJDERD or versie.einddatum >= versie.toewijzingsdatum:
                continue
            if vorige.einddatum is None or versie.einddatum < vorige.einddatum:
                yield "OP186", toewijzing.product.wet


def _paren(lopend: Iterable[Toewijzing]) -> Iterator[Bevinding]:
    """Two toewijzingen of one product that overlap, or of which one extends the other under a nummer of its own."""
    groepen: defaultdict[tuple[int, str, str], list[Toewijzing]] = defaultdict(list)
    for toewijzing in lopend:
        groepen[toewijzing.client.nummer, toewijzing.aanbieder.agb, toewijzing.product.code].append(toewijzing)
    for groep in groepen.values():
        for eerder, later in combinations(sorted(groep, key=lambda t: (t.ingangsdatum, t.nummer)), 2):
            wet, einde = later.product.wet, eerder.laatste.einddatum
            if einde is None or later.ingangsdatum <= einde:
                yield "TR302/OP259", wet
            elif (
                later.volume == eerder.volume
                and later.ingangsdatum == einde + timedelta(days=1)
                and later.versies[0].toewijzingsdatum <= einde
            ):
                yield "OP257/OP380", wet


def _verzoeken(feiten: Feiten, p: date) -> Iterator[Bevinding]:
    for verzoek in feiten.verzoeken:
        waar = waar_verzoek(verzoek)
        onderzocht = any(antwoord.code == IN_ONDERZOEK and not antwoord.afgekeurd for antwoord in verzoek.antwoorden)
        duur = (waar.besluit_datum or p) - verzoek.dagtekening
        laat = _te_laat(verzoek.dagtekening, waar.eerste_reactie_datum or p, 5)
        lang = onderzocht and duur > _ACHT_WEKEN
        if verzoek.soort == VOT:
            yield from (
                (regel, waar.wet)
                for regel, is_zo in (("OP274", laat), ("OP274b", lang), ("S002-VOT14", duur > _TWEE_WEKEN))
                if is_zo
            )
        elif laat or lang:
            yield "OP346", waar.wet


def _retours(berichten: Sequence[Bericht], p: date) -> Iterator[Bevinding]:
    """Messages whose retour came late or did not come, refused or not."""
    beantwoord = {
        (bericht.wet, bericht.berichttype, bericht.afzender, bericht.identificatie): bericht.verzonden
        for bericht in berichten
        if bericht.identificatie_retour is not None
    }
    for bericht in berichten:
        if bericht.identificatie_retour is not None or bericht.berichttype not in RETOUR_VAN or bericht.dagtekening > p:
            continue
        retour = (bericht.wet, RETOUR_VAN[bericht.berichttype], bericht.afzender, bericht.identificatie)
        if _te_laat(bericht.dagtekening, beantwoord.get(retour, p), 3):
            yield "OP090", bericht.wet


def _declaraties(feiten: Feiten, p: date) -> Iterator[Bevinding]:
    for declaratie in feiten.declaraties:
        if _te_laat(declaratie.dagtekening, declaratie.beantwoord_op or p, 10):
            yield "OP090x4", declaratie.wet


def _plannen(feiten: Feiten, p: date) -> Iterator[Bevinding]:
    for plan in feiten.behandelplannen:
        if plan.toewijzing.product.wet == "Jw" and _te_laat(plan.datum, plan.gestart or p, 10):
            yield "S002-PLAN10WD", "Jw"
