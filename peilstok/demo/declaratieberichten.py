"""Declaraties as messages: 323 and the answers 325."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from peilstok.berichten.schrijven import Waarde
from peilstok.demo.berichten import AFGEKEURD, GEEN_OPMERKING, XSD_VERSIE, Bericht, Concept, Nummering, nummer
from peilstok.demo.feiten import Declaratie, Feiten, Prestatie
from peilstok.demo.kalender import maandeinde
from peilstok.demo.personen import Client

_GEHEEL_TOEGEKEND = "8001"


def _totaal(prestaties: Iterable[Prestatie]) -> Mapping[str, Waarde]:
    cent = sum(p.bedrag_cent if p.debet_credit == "D" else -p.bedrag_cent for p in prestaties)
    return {"TotaalBedrag": abs(cent), "DebetCredit": "D" if cent >= 0 else "C"}


def _prestatie(prestatie: Prestatie, *, met_code: bool) -> Mapping[str, Waarde]:
    toewijzing = prestatie.toewijzing
    laatste_dag = maandeinde(prestatie.maand)
    waarden: dict[str, Waarde] = {
        "ProductReferentie": {
            "ReferentieNummer": prestatie.referentienummer,
            "VorigReferentieNummer": prestatie.vorig_referentienummer,
        },
        "ToewijzingNummer": toewijzing.nummer,
        "ProductCategorie": toewijzing.product.categorie,
        "ProductCode": toewijzing.product.code,
        # The whole month, unless the toewijzing begins or ends in it (TR387, TR388).
        "ProductPeriode": {
            "Begindatum": max(prestatie.maand, toewijzing.ingangsdatum),
            "Einddatum": min(laatste_dag, toewijzing.laatste.einddatum or laatste_dag),
        },
        "GeleverdVolume": prestatie.volume,
        "Eenheid": toewijzing.product.omvang[2],
        "ProductTarief": prestatie.tarief_cent,
        "IngediendBedrag": {"Bedrag": prestatie.bedrag_cent, "DebetCredit": prestatie.debet_credit},
    }
    if met_code:
        waarden["RetourCodes"] = {"RetourCode": [prestatie.afkeurcode]}
    return waarden


def _clienten(prestaties: Iterable[Prestatie], *, met_code: bool) -> Mapping[str, Waarde]:
    per_client: defaultdict[Client, list[Waarde]] = defaultdict(list)
    for prestatie in prestaties:
        per_client[prestatie.toewijzing.client].append(_prestatie(prestatie, met_code=met_code))
    code: Mapping[str, Waarde] = {"RetourCodes": {"RetourCode": [GEEN_OPMERKING]}} if met_code else {}
    clienten: list[Waarde] = [
        {"Bsn": client.bsn, "Prestaties": {"Prestatie": regels}, **code} for client, regels in per_client.items()
    ]
    return {"Client": clienten}


def _inhoud_323(declaratie: Declaratie) -> Mapping[str, Waarde]:
    return {
        "Declaratie": {
            "DeclaratieNummer": declaratie.nummer,
            "DeclaratiePeriode": {"Begindatum": declaratie.maand, "Einddatum": maandeinde(declaratie.maand)},
            "DeclaratieDagtekening": declaratie.dagtekening,
            "TotaalIngediendBedrag": _totaal(declaratie.prestaties),
            "Clienten": _clienten(declaratie.prestaties, met_code=False),
        }
    }


def _inhoud_325(declaratie: Declaratie) -> Mapping[str, Waarde]:
    """Only what is refused is named (TR342); refused in the header: nothing at all."""
    if declaratie.afkeurcode == AFGEKEURD:
        return {}
    afgewezen = [p for p in declaratie.prestaties if p.afkeurcode is not None]
    toegekend = [] if declaratie.afkeurcode else [p for p in declaratie.prestaties if p.afkeurcode is None]
    code = declaratie.afkeurcode or (GEEN_OPMERKING if afgewezen else _GEHEEL_TOEGEKEND)
    return {
        "DeclaratieAntwoord": {
            "DeclaratieNummer": declaratie.nummer,
            "TotaalIngediendBedrag": _totaal(declaratie.prestaties),
            "TotaalToegekendBedrag": _totaal(toegekend),
            "Clienten": _clienten(afgewezen, met_code=True) if afgewezen else None,
            "RetourCodes": {"RetourCode": [code]},
        }
    }


def maak_declaratieberichten(feiten: Feiten, nummering: Nummering) -> list[Bericht]:
    """All 323 and 325; a 325 names the 323 that it answers."""
    declaraties = sorted(feiten.declaraties, key=lambda declaratie: declaratie.dagtekening)
    heen = nummer(
        [declaratie_concept(declaratie, "323", declaratie.dagtekening) for declaratie in declaraties], nummering, "D"
    )
    terug = [
        declaratie_concept(declaratie, "325", declaratie.beantwoord_op, bericht)
        for declaratie, bericht in zip(declaraties, heen, strict=True)
        if declaratie.beantwoord_op is not None
    ]
    return [*heen, *nummer(terug, nummering, "D")]


def declaratie_concept(declaratie: Declaratie, berichttype: str, dag: date, heen: Bericht | None = None) -> Concept:
    """A 323, or the 325 to `heen`."""
    if heen is None:
        return Concept(
            berichttype, dag, declaratie.wet, declaratie.gemeente, declaratie.aanbieder, _inhoud_323(declaratie)
        )
    return Concept(
        berichttype,
        dag,
        declaratie.wet,
        declaratie.gemeente,
        declaratie.aanbieder,
        _inhoud_325(declaratie),
        kopcodes=(AFGEKEURD if declaratie.afkeurcode == AFGEKEURD else GEEN_OPMERKING,),
        kop_extra={
            "DeclaratieIdentificatie": {"Identificatie": heen.identificatie, "Dagtekening": heen.dagtekening},
            "XsdVersieDeclaratie": XSD_VERSIE,
        },
    )
