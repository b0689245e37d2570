"""Cases of the rules on 301 (CS003, CD075, CD041 and CS338 also on 315 and 317)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.dbt.magazijn import (
    Bericht,
    Instelling,
    declaratie,
    declaratie_antwoord,
    gestart,
    gestopt,
    prestatie,
    retour,
    start,
    stop,
    toegewezen,
    toewijzing,
    vot,
    vow,
)
from tests.dbt.regels.geval import Geval

EIND = "2025-12-31"
"""End of most cases."""

EERSTE = toewijzing("T1", "2024-12-15", toegewezen(einde=EIND))


def nader(
    *producten: dict[str, Any], identificatie: str = "T2", dagtekening: str = "2025-06-01", **kop: Any
) -> tuple[Bericht, ...]:
    """The first 301 and one half a year later."""
    return EERSTE, toewijzing(identificatie, dagtekening, *producten, **kop)


def versie2(**velden: Any) -> dict[str, Any]:
    return toegewezen(**({"einde": EIND, "versie": "2025-06-01", "reden": "04"} | velden))


def los(**velden: Any) -> tuple[Bericht, ...]:
    """One 301 with one product."""
    return (toewijzing("T1", "2024-12-15", toegewezen(**velden)),)


def ander(**kop: Any) -> tuple[Bericht, ...]:
    """The same product in another 301, for another client."""
    return (replace(los()[0], **({"client": "c2", "identificatie": "T2"} | kop)),)


def contacten(*records: dict[str, Any], **kop: Any) -> tuple[Bericht, ...]:
    return (replace(toewijzing("T1", "2024-12-15", toegewezen(), **kop), klassen={"contact": records}),)


def aangevraagd(**velden: Any) -> tuple[Bericht, ...]:
    record = {"referentie_aanbieder": "A1", "verwijzer_type": "02", "productcategorie": "45", "productcode": "45V01"}
    omvang = {"volume": "60", "eenheid": "01", "frequentie": "4", "toewijzing_ingangsdatum": "2025-01-01"}
    return (Bericht("315", "V1", "2024-12-01", (record | omvang | velden,)),)


def gewijzigd_verzoek(klasse: str, **velden: Any) -> tuple[Bericht, ...]:
    """317 with one record of `klasse`."""
    record = {"gewenste_ingangsdatum": "2025-01-01", "volume": "60", "eenheid": "01", "frequentie": "4"}
    eigen = {"toewijzingnummer": "1"} if klasse == "te_wijzigen_product" else {"productcategorie": "45"}
    if klasse == "nieuw_product":
        eigen |= {"productcode": "45V01"}
    return (replace(vow("W1", "2024-12-01", "A1"), klassen={klasse: (record | eigen | velden,)}),)


LIJST = {"producten": [{"wet": "Jw", "productcategorie": "45", "productcode": "45V01"}]}
TWEE_CATEGORIEEN = {"producten": [*LIJST["producten"], {"wet": "Jw", "productcategorie": "46", "productcode": "45V01"}]}
ALLE_CATEGORIEEN = {"producten": [{"wet": "Jw", "productcode": "45V01"}]}

EEN_PRODUCT = toewijzing("T2", "2025-06-02", toegewezen("2", "2025-07-01", EIND, versie="2025-06-01"))

INKORTEN = [
    Geval("OP186", "einde in het verleden", nader(versie2(einde="2025-05-31")), 1),
    Geval("OP186", "einde op de dag zelf", nader(versie2(einde="2025-06-01")), 0),
    Geval(
        "OP186",
        "open toewijzing eindigt in het verleden",
        (*los(), toewijzing("T2", "2025-06-01", versie2(einde="2025-05-31"))),
        1,
    ),
    Geval("OP186", "verwijderd", nader(versie2(einde="2025-01-01", reden="13")), 0),
    Geval("OP186", "verwijderd met de vervallen reden", nader(versie2(einde="2025-01-01", reden="01")), 0),
    Geval("OP186", "ingekort zonder reden", nader(versie2(einde="2025-05-31", reden=None)), 1),
    Geval("OP186", "eerste versie loopt in het verleden", los(einde="2024-12-01", ingang="2024-11-01"), 0),
    Geval(
        "OP186",
        "afgekeurde inkorting",
        (
            *nader(versie2(einde="2025-05-31")),
            retour(toewijzing("T2", "2025-06-01", versie2(einde="2025-05-31")), "2025-06-02", "9069"),
        ),
        0,
    ),
    Geval("OP298/OP299", "minder volume", nader(versie2(volume="59")), 1),
    Geval("OP298/OP299", "meer volume", nader(versie2(volume="61")), 0),
    Geval("OP298/OP299", "andere eenheid", nader(versie2(volume="1", eenheid="04")), 0),
    Geval(
        "OP298/OP299",
        "minder budget",
        (
            *los(einde=EIND, volume=None, eenheid=None, frequentie=None, budget="10000"),
            toewijzing("T2", "2025-06-01", versie2(volume=None, eenheid=None, frequentie=None, budget="9999")),
        ),
        1,
    ),
    Geval(
        "OP258",
        "toewijzing blijft open",
        (*los(), start("S1", "2025-01-06", gestart()), stop("S2", "2025-06-21", gestopt())),
        1,
    ),
    Geval(
        "OP258",
        "31 dagen na de stop",
        (*los(einde="2025-07-21"), start("S1", "2025-01-06", gestart()), stop("S2", "2025-06-21", gestopt())),
        1,
    ),
    Geval(
        "OP258",
        "30 dagen na de stop",
        (*los(einde="2025-07-20"), start("S1", "2025-01-06", gestart()), stop("S2", "2025-06-21", gestopt())),
        0,
    ),
    Geval(
        "OP258",
        "tijdelijke stop",
        (*los(), start("S1", "2025-01-06", gestart()), stop("S2", "2025-06-21", gestopt(reden="20"))),
        0,
    ),
    Geval(
        "OP258",
        "opnieuw gestart",
        (
            *los(),
            start("S1", "2025-01-06", gestart()),
            stop("S2", "2025-06-21", gestopt()),
            start("S3", "2025-08-01", gestart(begin="2025-08-01")),
        ),
        0,
    ),
    Geval(
        "OP258",
        "verwijderde toewijzing",
        (
            *nader(versie2(einde="2025-01-01", reden="13")),
            start("S1", "2025-01-06", gestart()),
            stop("S2", "2025-02-02", gestopt(einde="2024-11-01")),
        ),
        0,
    ),
]

GEDECLAREERD = declaratie("D1", "2025-02-05", prestatie("P1"))
TOEGEKEND = declaratie_antwoord("DA1", "2025-02-10", GEDECLAREERD)
CREDIT = declaratie("D2", "2025-03-05", prestatie("P2", soort="C", vorig_referentienummer="P1"), declaratienummer="DN2")
VERWIJDERD = nader(versie2(einde="2025-01-01", reden="13"))

VERWIJDEREN = [
    Geval("OP362/TR385", "toegekende prestatie", (*VERWIJDERD, GEDECLAREERD, TOEGEKEND), 1),
    Geval("OP362/TR385", "nog geen antwoord", (*VERWIJDERD, GEDECLAREERD), 0),
    Geval(
        "OP362/TR385",
        "gecrediteerd",
        (*VERWIJDERD, GEDECLAREERD, TOEGEKEND, CREDIT, declaratie_antwoord("DA2", "2025-03-10", CREDIT)),
        0,
    ),
    Geval(
        "OP362/TR385",
        "afgewezen prestatie",
        (*VERWIJDERD, GEDECLAREERD, declaratie_antwoord("DA1", "2025-02-10", GEDECLAREERD, prestatie("P1"))),
        0,
    ),
    Geval("OP362/TR385", "niet verwijderd", (EERSTE, GEDECLAREERD, TOEGEKEND), 0),
    Geval("CS335", "reden 13 met ander einde", nader(versie2(einde="2025-05-31", reden="13")), 1),
    Geval("CS335", "reden 13 zonder einde", los(reden="13"), 1),
    Geval("CS335", "reden 13 met einde op ingangsdatum", VERWIJDERD, 0),
    Geval("CS335", "andere reden", nader(versie2()), 0),
    Geval("CS336", "reden 01", nader(versie2(reden="01")), 1),
    Geval("CS336", "reden 01, Wmo", (toewijzing("T1", "2025-01-01", toegewezen(reden="01"), wet="Wmo"),), 1),
    Geval("CS336", "reden 02", nader(versie2(reden="02")), 0),
]

VERSIES = [
    Geval("OP033x1", "andere einddatum", nader(versie2(einde="2025-09-30")), 0),
    Geval("OP033x1", "andere ingangsdatum", nader(versie2(ingang="2025-02-01")), 1),
    Geval("OP033x1", "andere productcode", nader(versie2(productcode="45V02")), 1),
    Geval("OP033x1", "productcode vervalt", nader(versie2(productcode=None)), 1),
    Geval("OP033x1", "andere cliënt", nader(versie2(), client="c2"), 1),
    Geval("OP033x1", "andere aanbieder", nader(versie2(), aanbieder="65656056"), 1),
    Geval("OP033x1", "ander volume per week", nader(versie2(volume="30")), 1),
    Geval(
        "OP033x1",
        "ander totaal",
        (*los(einde=EIND, frequentie="6"), toewijzing("T2", "2025-06-01", versie2(frequentie="6", volume="30"))),
        0,
    ),
    Geval("OP033x1", "van per week naar totaal", nader(versie2(frequentie="6")), 1),
    Geval("OP033x1", "ander budget", nader(versie2(budget="1")), 0),
    Geval("OP033x1", "herzending van dezelfde versie", nader(toegewezen(einde=EIND)), 0),
    Geval("IV066/IV099", "eerste versie met reden", los(reden="04"), 1),
    Geval("IV066/IV099", "eerste versie zonder reden", los(), 0),
    Geval("IV066/IV099", "gewijzigd zonder reden", nader(versie2(einde="2025-09-30", reden=None)), 1),
    Geval("IV066/IV099", "gewijzigd met reden", nader(versie2(einde="2025-09-30")), 0),
    Geval("IV066/IV099", "ongewijzigd zonder reden", nader(versie2(reden=None)), 0),
    Geval(
        "IV066/IV099",
        "herzending zonder de reden van haar versie (G7)",
        (
            *nader(versie2(einde="2025-09-30")),
            toewijzing("T3", "2025-07-01", versie2(einde="2025-09-30", reden=None)),
        ),
        0,
    ),
    Geval("IV013", "ander einde op dezelfde tijd", nader(toegewezen(einde="2025-09-30")), 1),
    Geval("IV013", "einde vervalt op dezelfde tijd", nader(toegewezen()), 1),
    Geval("IV013", "zelfde inhoud, reden vervalt", nader(toegewezen(einde=EIND, reden="04")), 0),
    Geval("IV013", "een seconde later", nader(toegewezen(einde="2025-09-30", tijd="10:00:01")), 0),
    Geval(
        "IV013",
        "ander einde in een afgekeurd bericht",
        (
            EERSTE,
            toewijzing("T2", "2025-06-01", toegewezen()),
            retour(toewijzing("T2", "2025-06-01", toegewezen()), "2025-06-02", "9069"),
        ),
        0,
    ),
    Geval("TR332/OP275", "nummer bij twee cliënten", nader(versie2(), client="c2"), 1),
    Geval("TR332/OP275", "nummer bij twee cliënten op dezelfde tijd", nader(toegewezen(einde=EIND), client="c2"), 1),
    Geval("TR332/OP275", "nummer voor twee producten", nader(versie2(productcode="45V02")), 1),
    Geval("TR332/OP275", "nummer bij een andere gemeente", nader(versie2(), client="c2", gemeente="0363"), 0),
    Geval("TR332/OP275", "nummer onder de andere wet", nader(versie2(), client="c2", wet="Wmo"), 0),
    Geval("TR332/OP275", "nieuwe versie", nader(versie2()), 0),
]

STAPELEN = [
    Geval("TR302/OP259", "overlap van een dag", nader(toegewezen("2", EIND, "2026-06-30")), 1),
    Geval("TR302/OP259", "aansluitend", nader(toegewezen("2", "2026-01-01", "2026-06-30")), 0),
    Geval("TR302/OP259", "open toewijzing", (*los(), toewijzing("T2", "2025-06-01", toegewezen("2", "2026-01-01"))), 1),
    Geval("TR302/OP259", "drie over elkaar", nader(toegewezen("2"), toegewezen("3")), 3),
    Geval("TR302/OP259", "ander product", nader(toegewezen("2", productcode="45V02")), 0),
    Geval("TR302/OP259", "op categorie", nader(toegewezen("2", productcode=None)), 1),
    Geval(
        "TR302/OP259", "zonder product", nader(toegewezen("2", productcode=None, productcategorie=None, budget="1")), 1
    ),
    Geval("TR302/OP259", "andere cliënt", nader(toegewezen("2"), client="c2"), 0),
    Geval("TR302/OP259", "andere aanbieder", nader(toegewezen("2"), aanbieder="65656056"), 0),
    Geval("TR302/OP259", "verwijderd", nader(toegewezen("2", einde="2025-01-01", reden="13")), 0),
    Geval(
        "TR302/OP259",
        "hulpmiddel",
        tuple(
            toewijzing(f"T{n}", "2025-01-01", toegewezen(str(n), productcategorie="11", productcode="11001"), wet="Wmo")
            for n in (1, 2)
        ),
        0,
    ),
    Geval("OP257/OP380", "nieuw nummer terwijl het oude loopt", (los(einde="2025-06-30")[0], EEN_PRODUCT), 1),
    Geval("OP257/OP380", "ander volume", (los(einde="2025-06-30", volume="61")[0], EEN_PRODUCT), 0),
    Geval("OP257/OP380", "een dag ertussen", (los(einde="2025-06-29")[0], EEN_PRODUCT), 0),
    Geval(
        "OP257/OP380",
        "pas toegewezen na het einde",
        (
            *los(einde="2025-06-30"),
            toewijzing("T2", "2025-07-01", toegewezen("2", "2025-07-01", EIND, versie="2025-07-01")),
        ),
        0,
    ),
    Geval(
        "OP257/OP380",
        "op de laatste dag toegewezen, later gewijzigd",
        (
            *los(einde="2025-06-30"),
            toewijzing("T2", "2025-07-01", toegewezen("2", "2025-07-01", EIND, versie="2025-06-30")),
            toewijzing("T3", "2025-09-01", toegewezen("2", "2025-07-01", "2026-01-31", "04", versie="2025-09-01")),
        ),
        1,
    ),
    Geval(
        "OP257/OP380",
        "totaal over de looptijd",
        (
            *los(einde="2025-06-30", frequentie="6"),
            toewijzing("T2", "2025-06-02", toegewezen("2", "2025-07-01", EIND, versie="2025-06-01", frequentie="6")),
        ),
        0,
    ),
]

COMPLEET = [
    Geval("OP087", "toewijzing ontbreekt", nader(toegewezen("2", versie="2025-06-01")), 1),
    Geval("OP087", "toewijzing staat erbij", nader(toegewezen("2", versie="2025-06-01"), toegewezen(einde=EIND)), 0),
    Geval("OP087", "open toewijzing ontbreekt", (*los(), toewijzing("T2", "2025-06-01", toegewezen("2"))), 1),
    Geval(
        "OP087",
        "eindigt op de dag zelf",
        (*los(einde="2025-06-01"), toewijzing("T2", "2025-06-01", toegewezen("2"))),
        1,
    ),
    Geval(
        "OP087", "verlopen toewijzing", (*los(einde="2025-05-31"), toewijzing("T2", "2025-06-01", toegewezen("2"))), 0
    ),
    Geval("OP087", "andere cliënt", nader(toegewezen("2"), client="c2"), 0),
    Geval("OP087", "andere aanbieder", nader(toegewezen("2"), aanbieder="65656056"), 0),
    Geval("OP087", "twee berichten op een dag", nader(toegewezen("2"), dagtekening="2024-12-15"), 0),
    Geval(
        "OP087",
        "verwijderd in een eerder bericht (G6)",
        (*VERWIJDERD, toewijzing("T3", "2025-07-01", toegewezen("2"))),
        0,
    ),
    Geval(
        "OP087",
        "later ingekort: telde toen nog mee",
        (
            *nader(toegewezen("2")),
            toewijzing("T3", "2025-07-01", toegewezen("2"), versie2(einde="2025-05-31", versie="2025-07-01")),
        ),
        1,
    ),
    Geval(
        "OP087",
        "afgekeurd bericht",
        (
            *nader(toegewezen("2")),
            retour(toewijzing("T2", "2025-06-01", toegewezen("2")), "2025-06-02", "9069"),
        ),
        0,
    ),
    Geval("TR379", "onbekende referentie", los(referentie_aanbieder="A1"), 1),
    Geval("TR379", "referentie uit een 315", (vot("V1", "2024-12-15", "A1"), *los(referentie_aanbieder="A1")), 0),
    Geval("TR379", "referentie uit een 317", (vow("V1", "2024-12-01", "A1"), *los(referentie_aanbieder="A1")), 0),
    Geval("TR379", "verzoek van later", (vot("V1", "2024-12-16", "A1"), *los(referentie_aanbieder="A1")), 1),
    Geval(
        "TR379",
        "verzoek van een ander",
        (vot("V1", "2024-12-01", "A1", aanbieder="65656056"), *los(referentie_aanbieder="A1")),
        1,
    ),
    Geval(
        "TR379",
        "afgekeurd verzoek",
        (
            vot("V1", "2024-12-01", "A1"),
            retour(vot("V1", "2024-12-01", "A1"), "2024-12-02", "9069"),
            *los(referentie_aanbieder="A1"),
        ),
        1,
    ),
    Geval("TR379", "zonder referentie", los(), 0),
]

GEEN_OMVANG: dict[str, Any] = {"volume": None, "eenheid": None, "frequentie": None}

VORM = [
    Geval("DWH-10", "twee clienten", (*los(), *ander()), 2),
    Geval("DWH-10", "zonder bsn telt als een ander", (*los(), *ander(client=None)), 2),
    Geval("DWH-10", "een is afgekeurd", (*los(), *ander(), retour(ander()[0], "2024-12-17", "0001")), 0),
    Geval("DWH-10", "andere inhoud", (*los(einde="2025-03-31"), *ander()), 0),
    Geval("DWH-10", "andere dag", (*los(), *ander(dagtekening="2024-12-18")), 0),
    Geval("DWH-10", "herzending", (*los(), *ander(client="c1")), 0),
    Geval("DWH-09", "einde dat nooit komt", los(einde="9999-12-31"), 1),
    Geval("DWH-09", "voor de historie", los(ingang="2014-12-31"), 1),
    Geval("DWH-09", "laatste dag", los(einde="2055-12-31"), 0),
    Geval("DWH-09", "eerste dag, open", los(ingang="2015-01-01"), 0),
    Geval("CS003", "301", los(einde="2024-12-31"), 1),
    Geval("CS003", "301, een dag", los(einde="2025-01-01"), 0),
    Geval("CS003", "301, open", los(), 0),
    Geval(
        "CS003",
        "301, afgekeurd",
        (*los(einde="2024-12-31"), retour(los(einde="2024-12-31")[0], "2024-12-16", "9069")),
        0,
    ),
    Geval("CS003", "315", aangevraagd(toewijzing_einddatum="2024-12-31"), 1),
    Geval("CS003", "315, een dag", aangevraagd(toewijzing_einddatum="2025-01-01"), 0),
    Geval("CS003", "317, te wijzigen", gewijzigd_verzoek("te_wijzigen_product", einddatum="2024-12-31"), 1),
    Geval("CS003", "317, nieuw", gewijzigd_verzoek("nieuw_product", einddatum="2024-12-31"), 1),
    Geval("CD075/CD076", "per week zonder einde", los(), 1),
    Geval("CD075/CD076", "per week met einde", los(einde=EIND), 0),
    Geval("CD075/CD076", "per maand zonder einde", los(frequentie="4"), 0),
    Geval("CD075/CD076", "budget zonder einde", los(budget="1", **GEEN_OMVANG), 1),
    Geval("CD075/CD076", "315, per maand zonder einde", aangevraagd(), 0),
    Geval("CD075/CD076", "315, budget zonder einde", aangevraagd(budget="1", **GEEN_OMVANG), 1),
    Geval("CD075/CD076", "317, per week zonder einde", gewijzigd_verzoek("nieuw_product", frequentie="2"), 1),
    Geval("CD041/CD077/CD078/CD079/CD080", "code met omvang", los(), 0),
    Geval("CD041/CD077/CD078/CD079/CD080", "code zonder omvang", los(**GEEN_OMVANG), 1),
    Geval("CD041/CD077/CD078/CD079/CD080", "omvang zonder code", los(productcode=None), 1),
    Geval(
        "CD041/CD077/CD078/CD079/CD080",
        "omvang zonder code tot in 2020",
        los(productcode=None, ingang="2020-01-01", einde="2020-12-31"),
        0,
    ),
    Geval(
        "CD041/CD077/CD078/CD079/CD080",
        "omvang zonder code tot in 2021",
        los(productcode=None, ingang="2020-01-01", einde="2021-01-01"),
        1,
    ),
    Geval("CD041/CD077/CD078/CD079/CD080", "budget en omvang", los(budget="1"), 1),
    Geval(
        "CD041/CD077/CD078/CD079/CD080",
        "budget zonder product",
        los(productcode=None, productcategorie=None, budget="1", **GEEN_OMVANG),
        0,
    ),
    Geval(
        "CD041/CD077/CD078/CD079/CD080",
        "geen product en geen budget",
        los(productcode=None, productcategorie=None, **GEEN_OMVANG),
        1,
    ),
    Geval("CD041/CD077/CD078/CD079/CD080", "315, code zonder omvang", aangevraagd(**GEEN_OMVANG), 1),
    Geval("CD041/CD077/CD078/CD079/CD080", "317, te wijzigen met omvang", gewijzigd_verzoek("te_wijzigen_product"), 0),
    Geval(
        "CD041/CD077/CD078/CD079/CD080",
        "317, te wijzigen met omvang en budget",
        gewijzigd_verzoek("te_wijzigen_product", budget="1"),
        1,
    ),
    Geval(
        "CD041/CD077/CD078/CD079/CD080",
        "317, nieuw met omvang zonder code",
        gewijzigd_verzoek("nieuw_product", productcode=None),
        1,
    ),
    Geval("CS338/CS343", "etmalen per dag", los(eenheid="14", frequentie="1"), 1),
    Geval("CS338/CS343", "etmalen per week", los(eenheid="14", frequentie="2"), 0),
    Geval("CS338/CS343", "minuten per dag", los(eenheid="01", frequentie="1"), 0),
    Geval("CS338/CS343", "tot in 2020", los(eenheid="14", frequentie="1", ingang="2020-01-01", einde="2020-12-31"), 0),
    Geval("CS338/CS343", "315", aangevraagd(eenheid="83", frequentie="1"), 1),
    Geval("CS338/CS343", "317", gewijzigd_verzoek("te_wijzigen_product", eenheid="84", frequentie="1"), 1),
]

BRP = {"soort": "01", "heeft_huisnummer": True, "pc4": "1111"}

OVERIG = [
    Geval("TR061/TR006/OP091/OP130", "tijdelijk adres alleen", contacten(BRP | {"soort": "04"}), 1),
    Geval("TR061/TR006/OP091/OP130", "BRP-adres", contacten(BRP), 0),
    Geval(
        "TR061/TR006/OP091/OP130",
        "verblijfadres en tijdelijk adres",
        contacten(BRP | {"soort": "04"}, BRP | {"soort": "03"}),
        0,
    ),
    Geval("TR061/TR006/OP091/OP130", "niets om te bereiken", contacten({"soort": "01"}), 1),
    Geval("TR061/TR006/OP091/OP130", "alleen telefoon", contacten({"soort": "01", "heeft_telefoon": True}), 0),
    Geval("TR061/TR006/OP091/OP130", "postcode uit het buitenland", contacten(BRP | {"pc4": None}), 0),
    Geval(
        "TR061/TR006/OP091/OP130",
        "cliënt die niet meetelt",
        contacten(BRP | {"soort": "04"}),
        0,
        Instelling(test_bsn="uitsluiten"),
    ),
    Geval("TR378", "onbekende code", (toewijzing("T1", "2025-01-01", toegewezen(), gemeente="9999"),), 1),
    Geval("TR378", "onbekende code van de aanbieder", (start("S1", "2025-01-06", gestart(), gemeente="9999"),), 1),
    Geval("TR378", "bestaande code", los(), 0),
    Geval("TR378", "opgegane code", (toewijzing("T1", "2025-01-01", toegewezen(), gemeente="0003"),), 0),
    Geval(
        "TR378",
        "afgekeurd",
        (
            toewijzing("T1", "2025-01-01", toegewezen(), gemeente="9999"),
            retour(toewijzing("T1", "2025-01-01", toegewezen(), gemeente="9999"), "2025-01-02", "9069"),
        ),
        0,
    ),
    Geval("TR381", "code hoort bij de categorie", los(), 0, referentie=LIJST),
    Geval("TR381", "code bij een andere categorie", los(productcategorie="46"), 1, referentie=LIJST),
    Geval("TR381", "code in twee categorieën", los(productcategorie="46"), 0, referentie=TWEE_CATEGORIEEN),
    Geval("TR381", "code in elke categorie", los(productcategorie="46"), 0, referentie=ALLE_CATEGORIEEN),
    Geval("TR381", "onbekende code", los(productcode="45V99"), 1, referentie=LIJST),
    Geval("TR381", "zonder code", los(productcode=None), 0, referentie=LIJST),
    Geval("TR381", "zonder lijst", los(productcode="45V99"), 0),
    Geval(
        "TR381",
        "lijst van de andere wet",
        (toewijzing("T1", "2025-01-01", toegewezen(), wet="Wmo"),),
        0,
        referentie=LIJST,
    ),
    Geval(
        "TR381",
        "start, stop, verzoeken en prestatie",
        (
            start("S1", "2025-01-06", gestart(productcategorie="46")),
            stop("S2", "2025-06-21", gestopt(productcategorie="46")),
            *aangevraagd(productcategorie="46"),
            *gewijzigd_verzoek("nieuw_product", productcategorie="46"),
            declaratie("D1", "2025-02-05", prestatie(productcategorie="46")),
        ),
        5,
        referentie=LIJST,
    ),
]

GEVALLEN: list[Geval] = [*INKORTEN, *VERWIJDEREN, *VERSIES, *STAPELEN, *COMPLEET, *VORM, *OVERIG]
