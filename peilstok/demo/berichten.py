"""From facts to messages: who sent what to whom on which day, with which values (301, 305, 307 and their retours)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from peilstok.berichten.schrijven import Waarde
from peilstok.demo.feiten import Feiten, Regel, Regiebericht, Toewijzing, Versie
from peilstok.demo.kalender import plus_werkdagen
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.personen import Client
from peilstok.demo.wereld import Aanbieder, Gemeente, Product

XSD_VERSIE: Mapping[str, Waarde] = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}
RETOUR_VAN = {"301": "302", "305": "306", "307": "308", "315": "316", "317": "318", "319": "320"}
VAN_GEMEENTE = frozenset({"301", "319", "325"})
AFGEKEURD, GEEN_OPMERKING = "0001", "0200"
# Class of the record that a retour finds fault with, and the code; what is not here is refused in the header.
_AFKEUR = {
    "305": ("StartProduct", "9019"),
    "307": ("StopProduct", "9069"),
    "315": ("AangevraagdProduct", "S329"),
    "317": ("TeWijzigenProduct", "9357"),
}
_MET_RETOURCODE = frozenset(
    {
        "Client",
        "StartProduct",
        "StopProduct",
        "AangevraagdProduct",
        "Verzoek",
        "OngewijzigdProduct",
        "TeWijzigenProduct",
        "NieuwProduct",
    }
)
_PRODUCTKLASSE = {"305": ("StartProducten", "StartProduct"), "307": ("StopProducten", "StopProduct")}


@dataclass(frozen=True)
class Bericht:
    """A message as sent. For a retour `afzender`, `ontvanger`, `identificatie` and `dagtekening` are those of the
    message it answers (IV028).

    `verzonden` is the day of sending (for a retour its DagtekeningRetour), `kop_extra` what the header has beside the
    usual.
    """

    wet: str
    berichttype: str
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date
    verzonden: date
    gemeente: Gemeente
    inhoud: Mapping[str, Waarde]
    afgekeurd: bool = False
    identificatie_retour: str | None = None
    kopcodes: tuple[str, ...] = ()
    kop_extra: Mapping[str, Waarde] = field(default_factory=dict)

    @property
    def waarden(self) -> dict[str, Waarde]:
        """What the writer needs."""
        kop: dict[str, Waarde] = {
            "Afzender": self.afzender,
            "Ontvanger": self.ontvanger,
            "BerichtIdentificatie": {"Identificatie": self.identificatie, "Dagtekening": self.dagtekening},
            "XsdVersie": XSD_VERSIE,
            **self.kop_extra,
        }
        if self.identificatie_retour is not None:
            kop["IdentificatieRetour"] = self.identificatie_retour
            kop["DagtekeningRetour"] = self.verzonden
            kop["XsdVersieRetour"] = XSD_VERSIE
        if self.kopcodes:
            kop["RetourCodes"] = {"RetourCode": self.kopcodes}
        return {"Header": kop, **self.inhoud}

    @property
    def bestandsnaam(self) -> str:
        """As a gateway would name it; no personal data."""
        van, naar = (
            (self.afzender, self.ontvanger) if self.identificatie_retour is None else (self.ontvanger, self.afzender)
        )
        kenmerk = self.identificatie_retour or self.identificatie
        return f"{self.wet.upper()}{self.berichttype}_{van}_{naar}_{self.verzonden:%Y%m%d}_{kenmerk}.xml"


# -- values --


def client_kort(client: Client) -> dict[str, Waarde]:
    """The client as 305 and 307 show them."""
    return {
        "Bsn": client.bsn,
        "Geboortedatum": {"Datum": client.geboortedatum},
        "Geslacht": client.geslacht,
        "Naam": {
            "Geslachtsnaam": {"Achternaam": client.achternaam, "Voorvoegsel": client.voorvoegsel},
            "Voornamen": client.voornaam,
            "Voorletters": client.voornaam[0],
        },
    }


def _contact(client: Client, met_mail: bool) -> dict[str, Waarde]:
    return {
        "Soort": "01",
        "Adres": {
            "Huis": {"Huisnummer": client.huisnummer},
            "Postcode": client.postcode,
            "Straatnaam": client.straat,
            "Plaatsnaam": client.gemeente.naam,
        },
        "Telefoon": {"Telefoon01": {"Telefoonnummer": client.telefoon, "Landnummer": "+31"}},
        "Emailadres": client.email if met_mail else None,
    }


def client_volledig(client: Client, wet: str) -> dict[str, Waarde]:
    """The client as a 301 shows them: with address, and for a child a parent."""
    waarden = client_kort(client)
    naam = waarden["Naam"]
    assert isinstance(naam, Mapping)
    waarden["Naam"] = {**naam, "NaamGebruik": "1"}
    waarden["Contactgegevens"] = {"Contact": [_contact(client, True)]}
    if client.nummer % 7 == 0:
        waarden["Commentaar"] = f"Graag bellen met {client.voornaam} {client.achternaam}."
    if wet == "Jw" and client.ouder is not None:
        ouder: dict[str, Waarde] = {
            "Nummer": "1",
            "Volgorde": 1,
            "Soort": "12",
            "Naam": {"Geslachtsnaam": {"Achternaam": client.ouder}, "NaamGebruik": "1"},
            "Contact": _contact(client, False),
        }
        waarden["Relaties"] = {"Relatie": [ouder]}
    return waarden


def toegewezen_product(
    toewijzing: Toewijzing, versie: Versie, reden: str | None, dag: date | None = None
) -> dict[str, Waarde]:
    """A ToegewezenProduct of a 301 of that day; without one as it was first sent."""
    product = toewijzing.product
    return {
        "ToewijzingNummer": toewijzing.nummer,
        "ReferentieAanbieder": versie.referentie_op(dag or versie.verzonden),
        "Product": {"Categorie": product.categorie, "Code": product.code},
        "Toewijzingsdatum": versie.toewijzingsdatum,
        "Toewijzingstijd": versie.tijd,
        "Ingangsdatum": toewijzing.ingangsdatum,
        "Einddatum": versie.einddatum,
        "RedenWijziging": reden,
        "Omvang": omvang(product, toewijzing.volume),
    }


def omvang(product: Product, volume: int) -> dict[str, Waarde]:
    return {"Volume": volume, "Eenheid": product.omvang[2], "Frequentie": product.omvang[3]}


def inhoud_301(client: Client, wet: str, producten: list[Mapping[str, Waarde]]) -> dict[str, Waarde]:
    return {"Client": {**client_volledig(client, wet), "ToegewezenProducten": {"ToegewezenProduct": producten}}}


def regie_product(toewijzing: Toewijzing, regel: Regel) -> dict[str, Waarde]:
    """A StartProduct, or a StopProduct when the regel has an einddatum; in the way of the aanbieder's software."""
    aanbieder, product = toewijzing.aanbieder, toewijzing.product
    waarden: dict[str, Waarde] = {
        "ToewijzingNummer": f"{toewijzing.nummer:09d}" if aanbieder.voorloopnullen else toewijzing.nummer,
        "Product": {"Categorie": product.categorie, "Code": product.code} if aanbieder.product_in_regie else None,
        "ToewijzingIngangsdatum": regel.ingangsdatum,
        "Begindatum": regel.begindatum,
        "StatusAanlevering": regel.status,
    }
    if regel.einddatum is not None:
        waarden |= {"RedenBeeindiging": regel.reden, "Einddatum": regel.einddatum}
    return waarden


def inhoud_regie(berichttype: str, client: Client, producten: list[Mapping[str, Waarde]]) -> dict[str, Waarde]:
    buiten, binnen = _PRODUCTKLASSE[berichttype]
    return {"Client": {**client_kort(client), buiten: {binnen: producten}}}


# -- messages --


@dataclass(frozen=True)
class Concept:
    """A message before it has a number."""

    berichttype: str
    dagtekening: date
    wet: str
    gemeente: Gemeente
    aanbieder: Aanbieder
    inhoud: Mapping[str, Waarde]
    afgekeurd: bool = False
    kopcodes: tuple[str, ...] = ()
    kop_extra: Mapping[str, Waarde] = field(default_factory=dict)


def _concepten_301(groep: list[Toewijzing], rng: Random, tot: date) -> Iterator[Concept]:
    """The 301's of one client, law and aanbieder. Each carries what changed and, unchanged and without reden, what is
    still valid (OP087, IV099).
    """
    client, wet, aanbieder = groep[0].client, groep[0].product.wet, groep[0].aanbieder
    gemeente = client.gemeente
    dagen = {versie.verzonden for toewijzing in groep for versie in toewijzing.versies}
    if rng.random() < 0.12:
        # A resend without any change.
        dagen.add(max(dagen) + timedelta(days=rng.randint(10, 90)))
    for dag in sorted(dag for dag in dagen if dag <= tot):
        producten: list[Mapping[str, Waarde]] = []
        for toewijzing in groep:
            bekend = [versie for versie in toewijzing.versies if versie.verzonden <= dag]
            if not bekend:
                continue
            laatste = bekend[-1]
            if laatste.verzonden == dag:
                producten.append(toegewezen_product(toewijzing, laatste, laatste.reden, dag))
            elif laatste.reden != "13" and (laatste.einddatum is None or laatste.einddatum >= dag):
                producten.append(toegewezen_product(toewijzing, laatste, None, dag))
        if producten:
            yield Concept("301", dag, wet, gemeente, aanbieder, inhoud_301(client, wet, producten))
    for toewijzing in groep:
        eerste = toewijzing.versies[0]
        if eerste.afgekeurd_op is not None:
            inhoud = inhoud_301(client, wet, [toegewezen_product(toewijzing, eerste, None)])
            yield Concept("301", eerste.afgekeurd_op, wet, gemeente, aanbieder, inhoud, True)


def _concept_regie(bericht: Regiebericht) -> Concept:
    toewijzing = bericht.toewijzing
    producten: list[Mapping[str, Waarde]] = [regie_product(toewijzing, regel) for regel in bericht.regels]
    return Concept(
        bericht.berichttype,
        bericht.dagtekening,
        toewijzing.product.wet,
        toewijzing.client.gemeente,
        toewijzing.aanbieder,
        inhoud_regie(bericht.berichttype, toewijzing.client, producten),
        bericht.afgekeurd,
    )


class Nummering:
    """Identificaties per sender; twelve characters at most, and never nine digits in a row (they could look like a
    BSN).
    """

    def __init__(self) -> None:
        self._laatste: Counter[tuple[str, str]] = Counter()

    def volgende(self, afzender: str, letter: str) -> str:
        self._laatste[afzender, letter] += 1
        return f"{letter}{self._laatste[afzender, letter]:07d}"


def maak_berichten(feiten: Feiten, parameters: DemoParameters, nummering: Nummering) -> list[Bericht]:
    """All messages with Dagtekening up to P, in order of Dagtekening; without retours."""
    groepen: defaultdict[tuple[int, str, str], list[Toewijzing]] = defaultdict(list)
    for toewijzing in feiten.toewijzingen:
        groepen[toewijzing.client.nummer, toewijzing.product.wet, toewijzing.aanbieder.agb].append(toewijzing)
    concepten = [_concept_regie(bericht) for bericht in feiten.regie]
    for sleutel, groep in groepen.items():
        rng = Random(f"{parameters.seed}/301/{sleutel}")
        concepten.extend(_concepten_301(groep, rng, parameters.peildatum))
    return nummer(concepten, nummering, "B")


def nummer(concepten: Sequence[Concept], nummering: Nummering, letter: str) -> list[Bericht]:
    """The messages in order of Dagtekening, numbered per sender."""
    berichten = []
    # Stable: what one party sent on one day keeps its order.
    for concept in sorted(concepten, key=lambda concept: (concept.dagtekening, concept.berichttype)):
        van_gemeente = concept.berichttype in VAN_GEMEENTE
        gemeente, agb = concept.gemeente, concept.aanbieder.agb
        afzender, ontvanger = (gemeente.code, agb) if van_gemeente else (agb, gemeente.code)
        berichten.append(
            Bericht(
                wet=concept.wet,
                berichttype=concept.berichttype,
                afzender=afzender,
                ontvanger=ontvanger,
                identificatie=nummering.volgende(afzender, letter),
                dagtekening=concept.dagtekening,
                verzonden=concept.dagtekening,
                gemeente=gemeente,
                inhoud=concept.inhoud,
                afgekeurd=concept.afgekeurd,
                kopcodes=concept.kopcodes,
                kop_extra=concept.kop_extra,
            )
        )
    return berichten


def maak_retours(
    berichten: list[Bericht], parameters: DemoParameters, nummering: Nummering, soort: str = "retour"
) -> list[Bericht]:
    """The retours sent up to P: a refusal after one working day, an approval after nought to four; some stay open.

    `soort` names the random generator: one kind of messages more leaves the retours to the others as they were.
    """
    rng = Random(f"{parameters.seed}/{soort}")
    retours = []
    for bericht in berichten:
        dag = plus_werkdagen(bericht.dagtekening, 1 if bericht.afgekeurd else rng.choice((0, 1, 1, 2, 3, 4)))
        if dag > parameters.peildatum or (not bericht.afgekeurd and rng.random() < 0.06):
            continue
        retours.append(maak_retour(bericht, dag, nummering))
    return retours


def maak_retour(bericht: Bericht, dag: date, nummering: Nummering) -> Bericht:
    """The retour to a message, sent on that day."""
    kopcodes, inhoud = _oordeel(bericht)
    return replace(
        bericht,
        berichttype=RETOUR_VAN[bericht.berichttype],
        verzonden=dag,
        inhoud=inhoud,
        identificatie_retour=nummering.volgende(bericht.ontvanger, "R"),
        kopcodes=kopcodes,
    )


def met_oordeel(inhoud: Mapping[str, Waarde], klasse: str = "", code: str = "") -> dict[str, Waarde]:
    """What a message says, with a RetourCode in every class that has one: `code` in `klasse`, no remarks elsewhere."""
    return {naam: _beoordeeld(naam, waarde, klasse, code) for naam, waarde in inhoud.items()}


def _oordeel(bericht: Bericht) -> tuple[tuple[str, ...], Mapping[str, Waarde]]:
    """Retourcodes of the header and the records that a retour shows: none of them when it approves."""
    if not bericht.afgekeurd:
        return (GEEN_OPMERKING,), {}
    if bericht.berichttype not in _AFKEUR:
        # Refused as a whole on technical grounds: the header alone.
        return (AFGEKEURD,), {}
    klasse, code = _AFKEUR[bericht.berichttype]
    return (), met_oordeel(bericht.inhoud, klasse, code)


def _beoordeeld(naam: str, waarde: Waarde, klasse: str, code: str) -> Waarde:
    """The same record with a RetourCode in every class that has one."""
    if isinstance(waarde, Mapping):
        kinderen = {kind: _beoordeeld(kind, inhoud, klasse, code) for kind, inhoud in waarde.items()}
        if naam in _MET_RETOURCODE:
            kinderen["RetourCodes"] = {"RetourCode": [code if naam == klasse else GEEN_OPMERKING]}
        return kinderen
    if isinstance(waarde, list):
        return [_beoordeeld(naam, deel, klasse, code) for deel in waarde]
    return waarde
