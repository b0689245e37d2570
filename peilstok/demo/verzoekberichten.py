"""Requests as messages: 315, 317 and the answers 319."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from peilstok.berichten.schrijven import Waarde
from peilstok.demo.berichten import Bericht, Concept, Nummering, client_kort, nummer, omvang
from peilstok.demo.feiten import Antwoord, Feiten, Toewijzing, Verzoek
from peilstok.demo.verzoeken import VOT

# A verwijzer of these types has a code or a name, the others have no code (CD066). AGB codes that begin with 0099 are
# not given out.
_ZORGVERLENER: Mapping[str, Mapping[str, Waarde]] = {
    "02": {"ZorgverlenerCode": "00990001"},
    "03": {"Naam": "Jeugdgezondheidszorg regio Amstel"},
    "04": {"Naam": "Jeugdbescherming regio Amstel"},
    "05": {"ZorgverlenerCode": "00990001"},
}


def aangevraagd_product(verzoek: Verzoek, code: str | None = None) -> dict[str, Waarde]:
    """A product of a 315; `code` puts another product code in it."""
    return {
        "ReferentieAanbieder": verzoek.referentie,
        "Product": {"Categorie": verzoek.product.categorie, "Code": code or verzoek.product.code},
        "ToewijzingIngangsdatum": verzoek.ingangsdatum,
        "ToewijzingEinddatum": verzoek.einddatum,
        "Omvang": omvang(verzoek.product, verzoek.volume),
        "Verwijzer": {"Type": verzoek.verwijzer, **_ZORGVERLENER.get(verzoek.verwijzer or "", {})},
        "Raamcontract": "2",
    }


def inhoud_315(verzoeken: Sequence[Verzoek], code: str | None = None) -> dict[str, Waarde]:
    """A 315 with these products of one client; `code` puts another product code in every product."""
    client = verzoeken[0].client
    producten: list[Waarde] = [aangevraagd_product(verzoek, code) for verzoek in verzoeken]
    waarden = client_kort(client)
    if verzoeken[0].product.wet == "Jw":
        waarden["GezagsdragerBekend"] = "1" if client.ouder else "2"
    return {"Client": {**waarden, "AangevraagdeProducten": {"AangevraagdProduct": producten}}}


def inhoud_317(verzoek: Verzoek, naast: Sequence[Toewijzing], ingangsdatum: date) -> dict[str, Waarde]:
    """A 317 that asks to change one toewijzing. `naast`: what else stands for this client and aanbieder, and should
    stay (TR349).
    """
    assert verzoek.toewijzing is not None
    te_wijzigen: Mapping[str, Waarde] = {
        "ToewijzingNummer": verzoek.toewijzing.nummer,
        "GewensteIngangsdatum": ingangsdatum,
        "Einddatum": verzoek.einddatum,
        "Omvang": omvang(verzoek.product, verzoek.volume),
    }
    ongewijzigd: list[Waarde] = [{"ToewijzingNummer": toewijzing.nummer} for toewijzing in naast]
    waarden: dict[str, Waarde] = {
        "ReferentieAanbieder": verzoek.referentie,
        "RedenVerzoek": "1" if verzoek.client.nummer % 3 else "2",
        "OngewijzigdeProducten": {"OngewijzigdProduct": ongewijzigd} if ongewijzigd else None,
        "TeWijzigenProducten": {"TeWijzigenProduct": [te_wijzigen]},
    }
    if verzoek.nieuw is not None:
        nieuw: Mapping[str, Waarde] = {
            "Product": {"Categorie": verzoek.nieuw.categorie, "Code": verzoek.nieuw.code},
            "GewensteIngangsdatum": verzoek.ingangsdatum,
            # A volume per week has an end (CD075).
            "Einddatum": verzoek.einddatum,
            "Omvang": omvang(verzoek.nieuw, verzoek.nieuw.omvang[0]),
        }
        waarden["NieuweProducten"] = {"NieuwProduct": [nieuw]}
    return {"Client": {"Bsn": verzoek.client.bsn, "Verzoek": waarden}}


def _concept(
    verzoek: Verzoek, berichttype: str, dag: date, inhoud: Mapping[str, Waarde], afgekeurd: bool = False
) -> Concept:
    return Concept(berichttype, dag, verzoek.product.wet, verzoek.client.gemeente, verzoek.aanbieder, inhoud, afgekeurd)


def inhoud_319(referentie: str, antwoord: Antwoord) -> dict[str, Waarde]:
    """An answer on the request with that ReferentieAanbieder."""
    waarden: Mapping[str, Waarde] = {
        "ReferentieAanbieder": referentie,
        "VerzoekAntwoord": antwoord.code,
        "RedenAfwijzingVerzoek": antwoord.reden,
    }
    return {"Antwoord": waarden}


def _concept_319(verzoek: Verzoek, antwoord: Antwoord) -> Concept:
    inhoud = inhoud_319(verzoek.referentie, antwoord)
    return _concept(verzoek, "319", antwoord.dagtekening, inhoud, antwoord.afgekeurd)


def maak_verzoekberichten(feiten: Feiten, nummering: Nummering) -> list[Bericht]:
    """All 315, 317 and 319 in order of Dagtekening; without retours."""
    concepten: list[Concept] = []
    samen: defaultdict[tuple[int, str, str, date], list[Verzoek]] = defaultdict(list)
    toewijzingen: defaultdict[tuple[int, str, str], list[Toewijzing]] = defaultdict(list)
    for toewijzing in feiten.toewijzingen:
        toewijzingen[toewijzing.client.nummer, toewijzing.product.wet, toewijzing.aanbieder.agb].append(toewijzing)
    for verzoek in feiten.verzoeken:
        concepten.extend(_concept_319(verzoek, antwoord) for antwoord in verzoek.antwoorden)
        wie = (verzoek.client.nummer, verzoek.product.wet, verzoek.aanbieder.agb)
        if verzoek.soort == VOT:
            samen[*wie, verzoek.dagtekening].append(verzoek)
            if verzoek.afgekeurd_op is not None:
                # The first try named a product that nobody knows.
                fout = inhoud_315([verzoek], f"{verzoek.product.categorie}X99")
                concepten.append(_concept(verzoek, "315", verzoek.afgekeurd_op, fout, True))
            continue
        for dag, afgekeurd in ((verzoek.dagtekening, False), (verzoek.afgekeurd_op, True)):
            if dag is not None:
                naast = [t for t in toewijzingen[wie] if t is not verzoek.toewijzing and t.is_actueel_op(dag)]
                # A wish that begins in the past must begin with the toewijzing (TR357); the first try did not.
                ingangsdatum = verzoek.ingangsdatum + timedelta(days=1 if afgekeurd else 0)
                inhoud = inhoud_317(verzoek, naast, ingangsdatum)
                concepten.append(_concept(verzoek, "317", dag, inhoud, afgekeurd))
    for (*_, dag), verzoeken in samen.items():
        concepten.append(_concept(verzoeken[0], "315", dag, inhoud_315(verzoeken)))
    return nummer(concepten, nummering, "V")
