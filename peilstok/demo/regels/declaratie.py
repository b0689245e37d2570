"""Breaches of the rules on 323 and 325."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from peilstok.berichten.schrijven import Waarde
from peilstok.demo.berichten import XSD_VERSIE
from peilstok.demo.feiten import Toewijzing
from peilstok.demo.kalender import plus_werkdagen
from peilstok.demo.regels.casus import PRESTATIE, PRODUCT_301, Casus, Recept
from peilstok.demo.wereld import GEMEENTEN

_TOTAAL = "Declaratie/TotaalIngediendBedrag"
_ANTWOORD = "DeclaratieAntwoord"
_AFGEKEURD = "9321"


def _in_zorg(c: Casus, einddatum: date | None = None) -> Toewijzing:
    """A toewijzing on which care began three working days ago."""
    toewijzing = c.toegewezen(einddatum=einddatum) if einddatum else c.toegewezen()
    c.start(toewijzing)
    return toewijzing


def buiten_de_toewijzing(c: Casus) -> None:
    """The aanbieder thinks that it runs on."""
    toewijzing = _in_zorg(c, einddatum=c.dag(1))
    loopt_door = replace(toewijzing, versies=[replace(toewijzing.laatste, einddatum=None)])
    c.declareer(c.prestatie(loopt_door))


def zelfde_referentienummer(c: Casus) -> None:
    """For two clients, in two declaraties."""
    eerste = c.prestatie(_in_zorg(c))
    c.declareer(eerste)
    c.nieuwe_client()
    c.declareer(c.prestatie(_in_zorg(c), referentie=eerste.referentienummer))


def credit_bij_debet(c: Casus) -> None:
    debet = c.prestatie(_in_zorg(c))
    c.declareer(debet, c.prestatie(debet.toewijzing, credit_van=debet.referentienummer))


def terug_in_de_tijd(c: Casus) -> None:
    """First last month, then the one before it; all else in time."""
    begin, vorige = c.eerdere_maand(2), c.eerdere_maand(1)
    toewijzing = c.toegewezen(op=begin)
    c.start(toewijzing)
    for maand, dag in ((vorige, c.dag(1)), (begin, c.dag(0))):
        c.declareer(c.prestatie(toewijzing, maand=maand), maand=maand, op=dag)


def na_de_declaratieperiode(c: Casus) -> None:
    c.declareer(c.prestatie(_in_zorg(c)), maand=c.eerdere_maand(1))


def periode_geen_maand(c: Casus) -> None:
    c.declareer(c.prestatie(_in_zorg(c)), afwijking={"Declaratie/DeclaratiePeriode/Begindatum": c.dag(3)})


def halve_maand(c: Casus) -> None:
    """The aanbieder thinks that it began a working day later."""
    toewijzing = _in_zorg(c)
    c.declareer(c.prestatie(replace(toewijzing, ingangsdatum=c.dag(2))))


def te_veel_volume(c: Casus) -> None:
    c.declareer(c.prestatie(_in_zorg(c), volume=9_000))


def boven_het_budget(c: Casus) -> None:
    """A budget of one euro, beside a volume, for a product with a code needs one (CD041)."""
    toewijzing = c.toegewezen(afwijking={f"{PRODUCT_301}/Budget": 100})
    c.start(toewijzing)
    c.declareer(c.prestatie(toewijzing, volume=2))


def credit_voor_debet(c: Casus) -> None:
    """Credited the day before it was charged."""
    toewijzing = _in_zorg(c)
    debet = c.prestatie(toewijzing)
    credit = c.prestatie(toewijzing, credit_van=debet.referentienummer)
    c.declareer(credit, maand=c.eerdere_maand(1), op=c.dag(1))
    c.declareer(debet)


def twee_keer_gedeclareerd(c: Casus) -> None:
    toewijzing = _in_zorg(c)
    c.declareer(c.prestatie(toewijzing), c.prestatie(toewijzing))


def zelfde_declaratienummer(c: Casus) -> None:
    eerste, _ = c.declareer(c.prestatie(_in_zorg(c)))
    c.nieuwe_client()
    c.declareer(c.prestatie(_in_zorg(c)), declaratienummer=eerste.nummer)


def jaren_later(c: Casus) -> None:
    """A DeclaratieDagtekening of six years on, which is therefore in the future as well."""
    later = c.p + timedelta(days=6 * 366)
    c.declareer(c.prestatie(_in_zorg(c)), afwijking={"Declaratie/DeclaratieDagtekening": later})


def ander_product(c: Casus) -> None:
    ander = replace(c.product, code=c.ander_product.code, categorie=c.ander_product.categorie)
    c.declareer(c.prestatie(replace(_in_zorg(c), product=ander)))


def andere_eenheid(c: Casus) -> None:
    toewijzing = _in_zorg(c)
    # "82" is a piece
    per_stuk = replace(c.product, omvang=(*c.product.omvang[:2], "82", c.product.omvang[3]))
    c.declareer(c.prestatie(replace(toewijzing, product=per_stuk)))


def bedrag_past_niet_bij_tarief(c: Casus) -> None:
    prestatie = c.prestatie(_in_zorg(c))
    c.declareer(prestatie, afwijking={f"{PRESTATIE}/ProductTarief": prestatie.tarief_cent + 100})


def totaal_klopt_niet(c: Casus) -> None:
    c.declareer(c.prestatie(_in_zorg(c)), afwijking={_TOTAAL: {"TotaalBedrag": 1, "DebetCredit": "D"}})


def toegekend_klopt_niet(c: Casus) -> None:
    """Nothing is rejected, and yet less is granted than was asked."""
    c.beantwoord(
        *c.declareer(c.prestatie(_in_zorg(c)), beantwoord=True),
        afwijking={f"{_ANTWOORD}/TotaalToegekendBedrag/TotaalBedrag": 1},
    )


def antwoord_op_onbekende_declaratie(c: Casus) -> None:
    declaratie, heen = c.declareer(c.prestatie(_in_zorg(c)))
    kop: Mapping[str, Waarde] = {
        "DeclaratieIdentificatie": {"Identificatie": f"X{heen.identificatie[1:]}", "Dagtekening": heen.dagtekening}
    }
    c.beantwoord(declaratie, heen, kop=kop)


def afgewezen_met_ander_volume(c: Casus) -> None:
    prestatie = replace(c.prestatie(_in_zorg(c), volume=2), afkeurcode=_AFGEKEURD)
    pad = f"{_ANTWOORD}/{PRESTATIE.removeprefix('Declaratie/')}/GeleverdVolume"
    c.beantwoord(*c.declareer(prestatie, beantwoord=True), afwijking={pad: 3})


def op_verwijderde_toewijzing(c: Casus) -> None:
    toewijzing = c.toegewezen()
    c.verwijder(toewijzing, c.dag(1))
    c.declareer(c.prestatie(toewijzing))


def zonder_start(c: Casus) -> None:
    c.declareer(c.prestatie(c.toegewezen()))


def credit_voor_antwoord(c: Casus) -> None:
    debet = c.prestatie(_in_zorg(c))
    c.declareer(debet)
    c.declareer(c.prestatie(debet.toewijzing, credit_van=debet.referentienummer))


def vooruit_gedeclareerd(c: Casus) -> None:
    """The month, and the care in it, is charged a working day before it ends."""
    c.declareer(c.prestatie(_in_zorg(c)), op=c.p - timedelta(days=1))


def andere_xsd_versie(c: Casus) -> None:
    declaratie, heen = c.declareer(c.prestatie(_in_zorg(c)), beantwoord=True)
    c.beantwoord(declaratie, heen, kop={"XsdVersieDeclaratie": {**XSD_VERSIE, "BerichtXsdVersie": "1.0.1"}})


def laat_beantwoord(c: Casus) -> None:
    """A declaratie of last month that still waits."""
    begin = c.eerdere_maand(1)
    toewijzing = c.toegewezen(op=begin)
    c.start(toewijzing)
    c.declareer(c.prestatie(toewijzing, maand=begin), maand=begin, op=plus_werkdagen(c.maand, 3))


RECEPTEN = (
    Recept("OP090x4", laat_beantwoord, gemeente=GEMEENTEN[1]),
    Recept("TR307/TR308/OP279", buiten_de_toewijzing),
    Recept("TR314/OP283", zelfde_referentienummer),
    Recept("TR315/TR316", credit_bij_debet),
    Recept("TR318/OP284", terug_in_de_tijd, gemeente=GEMEENTEN[1]),
    Recept("TR319/OP280", na_de_declaratieperiode),
    Recept("CS340/CS337/OP367", periode_geen_maand),
    Recept("TR387/TR388/OP368", halve_maand),
    Recept("TR321/TR322/OP365", te_veel_volume),
    Recept("TR369", boven_het_budget, ook={"CD041/CD077/CD078/CD079/CD080": 1}),
    Recept("TR323/OP360/TR390", credit_voor_debet),
    Recept("TR389/TR416/OP366", twee_keer_gedeclareerd),
    Recept("TR333/OP349", zelfde_declaratienummer),
    Recept("TR335/OP354", jaren_later, ook={"TR134": 1}),
    Recept("TR338/TR339/TR340/OP302", ander_product),
    Recept("TR341/OP267", andere_eenheid),
    Recept("TR346/CS339/CD087", bedrag_past_niet_bij_tarief),
    Recept("TR358", totaal_klopt_niet),
    Recept("TR342", toegekend_klopt_niet),
    Recept("TR337/TR376/OP355", antwoord_op_onbekende_declaratie),
    Recept("TR366/TR367", afgewezen_met_ander_volume),
    Recept("TR384", op_verwijderde_toewijzing),
    Recept("OP364", zonder_start),
    Recept("IV085", credit_voor_antwoord),
    # of the declaratie and of the prestatie
    Recept("TR137", vooruit_gedeclareerd, aantal=2, gemeente=GEMEENTEN[2]),
    Recept("TR371", andere_xsd_versie),
)
