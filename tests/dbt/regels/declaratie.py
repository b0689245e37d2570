"""Cases of the rules on 323 and 325."""

from __future__ import annotations

from typing import Any

from tests.dbt.magazijn import (
    Bericht,
    Instelling,
    declaratie,
    declaratie_antwoord,
    gestart,
    gestopt,
    prestatie,
    start,
    stop,
    toegewezen,
    toewijzing,
    vow,
)
from tests.dbt.regels.geval import Geval

TR304 = "TR304"
TR307 = "TR307/TR308/OP279"
TR314 = "TR314/OP283"
TR315 = "TR315/TR316"
TR318 = "TR318/OP284"
TR319 = "TR319/OP280"
CS340 = "CS340/CS337/OP367"
TR387 = "TR387/TR388/OP368"
TR321 = "TR321/TR322/OP365"
TR369 = "TR369"
TR323 = "TR323/OP360/TR390"
TR389 = "TR389/TR416/OP366"
TR333 = "TR333/OP349"
TR335 = "TR335/OP354"
TR338 = "TR338/TR339/TR340/OP302"
TR341 = "TR341/OP267"
TR346 = "TR346/CS339/CD087"
TR358 = "TR358"
TR342 = "TR342"
TR337 = "TR337/TR376/OP355"
TR366 = "TR366/TR367"
TR384 = "TR384"
OP364 = "OP364"
IV085 = "IV085"
TR137 = "TR137"
TR371 = "TR371"

ANDERE_AANBIEDER = "42420001"
ANDERE_GEMEENTE = "0363"


def toegekend(nummer: str = "1", ingang: str = "2025-01-01", einde: str | None = None, **velden: Any) -> Bericht:
    """301 with one product, sent on 2024-12-15."""
    return toewijzing(f"T{nummer}", "2024-12-15", toegewezen(nummer, ingang, einde, **velden))


def regel(nummer: str = "P1", van: str = "2025-01-01", tot: str = "2025-01-31", **velden: Any) -> dict[str, Any]:
    """Prestatie over a period."""
    return prestatie(nummer, product_periode_begindatum=van, product_periode_einddatum=tot, **velden)


def credit(nummer: str = "C1", van: str | None = "P1", **velden: Any) -> dict[str, Any]:
    """Prestatie that takes back prestatie `van`."""
    return prestatie(nummer, soort="C", vorig_referentienummer=van, **velden)


def ingediend(*regels: dict[str, Any], dag: str = "2025-02-03", nummer: str = "1", **kop: Any) -> Bericht:
    """323 sent on `dag`."""
    return declaratie(f"D{nummer}", dag, *regels, **({"declaratienummer": f"DN{nummer}"} | kop))


def gecrediteerd(*regels: dict[str, Any], dag: str = "2025-03-03", nummer: str = "2", **kop: Any) -> Bericht:
    """323 with credits, a month after `ingediend`."""
    return ingediend(*(regels or (credit(),)), dag=dag, nummer=nummer, **kop)


def afgewezen(heen: Bericht, *regels: dict[str, Any], dag: str = "2025-02-10", **kop: Any) -> Bericht:
    """325 that rejects `regels`, or grants everything."""
    return declaratie_antwoord(f"A{heen.identificatie}", dag, heen, *regels, **kop)


def over(van: str, tot: str, **velden: Any) -> dict[str, Any]:
    """Fields of Declaratie with its period."""
    return {"declaratie_periode_begindatum": van, "declaratie_periode_einddatum": tot} | velden


def maand(nummer: str, dag: str, van: str, tot: str, **kop: Any) -> Bericht:
    """Claim over a period, without prestaties."""
    return ingediend(dag=dag, nummer=nummer, declaratie_velden=over(van, tot), **kop)


def totaal(ingediend_cent: int, toegekend_cent: int | None = None, soort: str = "D") -> dict[str, Any]:
    """Fields with the totals of Declaratie, or of DeclaratieAntwoord with what was granted."""
    velden = {"totaal_ingediend_bedrag": str(ingediend_cent), "totaal_ingediend_debet_credit": soort}
    if toegekend_cent is not None:
        velden |= {"totaal_toegekend_bedrag": str(toegekend_cent), "totaal_toegekend_debet_credit": "D"}
    return velden


def geweigerd(heen: Bericht) -> Bericht:
    """325 that refuses the claim as a whole."""
    return afgewezen(heen, retourcodes=("0001",), retourcodes_declaratie=(), declaratienummer=None)


HEEN = ingediend(regel())
TWEE = ingediend(regel(), regel("P2"))
UREN = {"volume": "4", "eenheid": "04", "frequentie": "2"}
JANUARI_FEBRUARI = (
    ingediend(regel(geleverd_volume="20")),
    ingediend(regel("P2", "2025-02-01", "2025-02-28", geleverd_volume="20"), dag="2025-03-03", nummer="2"),
)
TARIEF = {"product_tarief": "2500", "geleverd_volume": "4"}
XSD = {"basisschema_xsd_versie": "1.2.0", "bericht_xsd_versie": "1.0.1"}
XSD_TERUG = {"basisschema_xsd_versie_declaratie": "1.2.0", "bericht_xsd_versie_declaratie": "1.0.1"}
MET_XSD = ingediend(regel(), kop_velden=XSD)

GEVALLEN = [
    Geval(TR304, "client zonder toewijzing", (ingediend(regel()),), 1),
    Geval(TR304, "nummer van een andere client", (toegekend(), ingediend(regel(client_id="c2"))), 1),
    Geval(
        TR304,
        "andere client die zelf een toewijzing heeft",
        (toegekend(), toewijzing("T2", "2024-12-15", toegewezen("2"), client="c2"), ingediend(regel(client_id="c2"))),
        1,
    ),
    Geval(TR304, "eigen toewijzing", (toegekend(), ingediend(regel())), 0),
    Geval(TR304, "toewijzing in een andere gemeente", (toegekend(), ingediend(regel(), gemeente=ANDERE_GEMEENTE)), 1),
    Geval(TR304, "toewijzing onder de andere wet", (toegekend(), ingediend(regel(), wet="Wmo")), 1),
    Geval(TR304, "verzoek om wijziging voor een onbekende", (vow("V1", "2025-02-03", "REF"),), 1),
    Geval(TR304, "verzoek om wijziging voor een bekende", (toegekend(), vow("V1", "2025-02-03", "REF")), 0),
    Geval(TR304, "om deze reden afgewezen", (HEEN, afgewezen(HEEN, regel())), 0),
    Geval(TR304, "325 met een andere onbekende", (HEEN, afgewezen(HEEN, regel(client_id="c2"))), 1),
    Geval(TR307, "voor de ingangsdatum", (toegekend(ingang="2025-01-02"), ingediend(regel())), 1),
    Geval(TR307, "na de einddatum", (toegekend(einde="2025-01-30"), ingediend(regel())), 1),
    Geval(TR307, "precies de toewijzing", (toegekend(einde="2025-01-31"), ingediend(regel())), 0),
    Geval(TR307, "open toewijzing", (toegekend(), ingediend(regel())), 0),
    Geval(TR307, "afgewezen", (toegekend(einde="2025-01-30"), HEEN, afgewezen(HEEN, regel())), 0),
    Geval(TR307, "gecrediteerd", (toegekend(einde="2025-01-30"), HEEN, gecrediteerd()), 0),
    Geval(
        TR307,
        "credit die zelf is afgewezen herstelt niets",
        (
            toegekend(einde="2025-01-30"),
            HEEN,
            gecrediteerd(),
            afgewezen(gecrediteerd(), credit(), dag="2025-03-10"),
        ),
        1,
    ),
    Geval(
        TR307,
        "toewijzing van een andere aanbieder",
        (toegekend(einde="2025-01-30"), ingediend(regel(), aanbieder=ANDERE_AANBIEDER)),
        0,
    ),
    Geval(TR314, "over twee berichten", (HEEN, ingediend(regel(), nummer="2")), 1),
    Geval(TR314, "binnen een bericht", (ingediend(regel(), regel()),), 1),
    Geval(TR314, "bij twee gemeenten", (HEEN, ingediend(regel(), nummer="2", gemeente=ANDERE_GEMEENTE)), 2),
    Geval(TR314, "twee nummers", (TWEE,), 0),
    Geval(TR314, "andere wet", (HEEN, ingediend(regel(), nummer="2", wet="Wmo")), 0),
    Geval(TR314, "andere aanbieder", (HEEN, ingediend(regel(), nummer="2", aanbieder=ANDERE_AANBIEDER)), 0),
    Geval(TR314, "eerste afgewezen", (HEEN, afgewezen(HEEN, regel()), ingediend(regel(), nummer="2")), 0),
    Geval(TR315, "debet en credit in een bericht", (ingediend(regel(), credit()),), 1),
    Geval(TR315, "twee credits op een nummer", (HEEN, gecrediteerd(credit(), credit("C2"))), 1),
    Geval(TR315, "credit in het volgende bericht", (HEEN, gecrediteerd()), 0),
    Geval(TR315, "credits op twee nummers", (TWEE, gecrediteerd(credit(), credit("C2", "P2"))), 0),
    Geval(TR315, "zonder vorig nummer", (gecrediteerd(credit("C1", None), credit("C2", None)),), 0),
    Geval(
        TR318,
        "terug naar een eerdere maand",
        (maand("1", "2025-03-03", "2025-02-01", "2025-02-28"), maand("2", "2025-04-03", "2025-01-01", "2025-01-31")),
        1,
    ),
    Geval(
        TR318,
        "maand overgeslagen, laatste herhaald",
        (
            maand("1", "2025-02-03", "2025-01-01", "2025-01-31"),
            maand("2", "2025-04-03", "2025-03-01", "2025-03-31"),
            maand("3", "2025-04-10", "2025-03-01", "2025-03-31"),
        ),
        0,
    ),
    Geval(
        TR318,
        "op een dag is er geen volgorde",
        (maand("1", "2025-03-03", "2025-02-01", "2025-02-28"), maand("2", "2025-03-03", "2025-01-01", "2025-01-31")),
        0,
    ),
    Geval(
        TR318,
        "bij een andere gemeente",
        (
            maand("1", "2025-03-03", "2025-02-01", "2025-02-28"),
            maand("2", "2025-04-03", "2025-01-01", "2025-01-31", gemeente=ANDERE_GEMEENTE),
        ),
        0,
    ),
    Geval(
        TR318,
        "latere geheel afgewezen",
        (
            maand("1", "2025-03-03", "2025-02-01", "2025-02-28"),
            geweigerd(maand("1", "2025-03-03", "2025-02-01", "2025-02-28")),
            maand("2", "2025-04-03", "2025-01-01", "2025-01-31"),
        ),
        0,
    ),
    Geval(
        TR319, "na de declaratieperiode", (ingediend(regel(), declaratie_velden=over("2024-12-01", "2024-12-31")),), 1
    ),
    Geval(
        TR319, "in de declaratieperiode", (ingediend(regel(), declaratie_velden=over("2025-01-01", "2025-01-31")),), 0
    ),
    Geval(
        TR319, "voor de declaratieperiode", (ingediend(regel(), declaratie_velden=over("2025-02-01", "2025-02-28")),), 0
    ),
    Geval(CS340, "een dag te kort", (maand("1", "2025-03-03", "2025-02-01", "2025-02-27"),), 1),
    Geval(CS340, "begint niet op de eerste", (maand("1", "2025-03-03", "2025-02-02", "2025-02-28"),), 1),
    Geval(CS340, "twee maanden", (maand("1", "2025-03-03", "2025-01-01", "2025-02-28"),), 1),
    Geval(CS340, "februari in een schrikkeljaar", (maand("1", "2024-03-03", "2024-02-01", "2024-02-29"),), 0),
    Geval(CS340, "december", (maand("1", "2025-01-03", "2024-12-01", "2024-12-31"),), 0),
    Geval(
        CS340,
        "productperiode over de maandgrens",
        (ingediend(regel(tot="2025-02-01"), declaratie_velden=over("2025-01-01", "2025-01-31")),),
        1,
    ),
    Geval(
        CS340,
        "productperiode van een dag",
        (ingediend(regel(tot="2025-01-01"), declaratie_velden=over("2025-01-01", "2025-01-31")),),
        0,
    ),
    Geval(TR387, "begint te laat", (toegekend(), ingediend(regel(van="2025-01-02"))), 1),
    Geval(TR387, "eindigt te vroeg", (toegekend(), ingediend(regel(tot="2025-01-30"))), 1),
    Geval(TR387, "hele maand", (toegekend(), ingediend(regel())), 0),
    Geval(
        TR387,
        "begrensd door de toewijzing",
        (toegekend(ingang="2025-01-06", einde="2025-01-20"), ingediend(regel(van="2025-01-06", tot="2025-01-20"))),
        0,
    ),
    Geval(
        TR387,
        "later dan de ingangsdatum in de maand",
        (toegekend(ingang="2025-01-06"), ingediend(regel(van="2025-01-07"))),
        1,
    ),
    Geval(TR387, "voor de ingangsdatum is TR307", (toegekend(ingang="2025-01-06"), ingediend(regel())), 0),
    # 4 hours a week; January 2025 touches 5 ISO weeks and holds 4 Sundays
    Geval(TR321, "een uur te veel in een periode", (toegekend(**UREN), ingediend(regel(geleverd_volume="21"))), 1),
    Geval(TR321, "alle weken die de maand raakt", (toegekend(**UREN), ingediend(regel(geleverd_volume="20"))), 0),
    Geval(
        TR321,
        "zondagen bij output",
        (toegekend(**UREN | {"eenheid": "82"}), ingediend(regel(geleverd_volume="17", eenheid="82"))),
        1,
    ),
    Geval(
        TR321,
        "zondagen bij output, net genoeg",
        (toegekend(**UREN | {"eenheid": "82"}), ingediend(regel(geleverd_volume="16", eenheid="82"))),
        0,
    ),
    Geval(
        TR321,
        "uren in minuten",
        (toegekend(**UREN), ingediend(regel(geleverd_volume="1200", eenheid="01"))),
        0,
    ),
    Geval(
        TR321,
        "een minuut te veel",
        (toegekend(**UREN), ingediend(regel(geleverd_volume="1201", eenheid="01"))),
        1,
    ),
    Geval(
        TR321,
        "onvergelijkbare eenheid telt niet",
        (toegekend(**UREN), ingediend(regel(geleverd_volume="99", eenheid="14"))),
        0,
    ),
    Geval(
        TR321,
        "per dag",
        (toegekend(volume="1", eenheid="14", frequentie="1"), ingediend(regel(geleverd_volume="32", eenheid="14"))),
        1,
    ),
    Geval(
        TR321,
        "per dag, elke dag",
        (toegekend(volume="1", eenheid="14", frequentie="1"), ingediend(regel(geleverd_volume="31", eenheid="14"))),
        0,
    ),
    Geval(
        TR321,
        "per maand",
        (toegekend(volume="9", eenheid="04", frequentie="4"), ingediend(regel(geleverd_volume="10"))),
        1,
    ),
    Geval(
        TR321,
        "per maand, precies",
        (toegekend(volume="9", eenheid="04", frequentie="4"), ingediend(regel(geleverd_volume="9"))),
        0,
    ),
    # 1 January up to 28 February: 9 ISO weeks, though 5 and 5 fit in the months
    Geval(
        TR321, "weken dubbel geteld over twee maanden", (toegekend(einde="2025-02-28", **UREN), *JANUARI_FEBRUARI), 1
    ),
    Geval(
        TR321,
        "totaal over de looptijd",
        (toegekend(einde="2025-02-28", volume="39", eenheid="04", frequentie="6"), *JANUARI_FEBRUARI),
        1,
    ),
    Geval(
        TR321,
        "totaal over de looptijd, precies",
        (toegekend(einde="2025-02-28", volume="40", eenheid="04", frequentie="6"), *JANUARI_FEBRUARI),
        0,
    ),
    Geval(
        TR321,
        "credit trekt af",
        (toegekend(**UREN), ingediend(regel(geleverd_volume="21")), gecrediteerd(credit(geleverd_volume="21"))),
        0,
    ),
    Geval(
        TR321,
        "hulp bij het huishouden tot zes weken",
        (
            toewijzing(
                "T1", "2024-12-15", toegewezen("1", einde="2025-12-31", productcategorie="01", **UREN), wet="Wmo"
            ),
            ingediend(regel(geleverd_volume="24", productcategorie="01"), wet="Wmo"),
        ),
        0,
    ),
    Geval(
        TR321,
        "hulp bij het huishouden boven zes weken",
        (
            toewijzing(
                "T1", "2024-12-15", toegewezen("1", einde="2025-12-31", productcategorie="01", **UREN), wet="Wmo"
            ),
            ingediend(regel(geleverd_volume="25", productcategorie="01"), wet="Wmo"),
        ),
        1,
    ),
    Geval(TR369, "een cent te veel", (toegekend(budget="9999"), ingediend(regel())), 1),
    Geval(TR369, "precies het budget", (toegekend(budget="10000"), ingediend(regel())), 0),
    Geval(TR369, "zonder budget", (toegekend(), ingediend(regel())), 0),
    Geval(TR369, "credit trekt af", (toegekend(budget="10000"), TWEE, gecrediteerd(credit("C1", "P2"))), 0),
    Geval(TR369, "afgewezen telt niet", (toegekend(budget="10000"), TWEE, afgewezen(TWEE, regel("P2"))), 0),
    Geval(TR323, "onbekende debet", (gecrediteerd(),), 1),
    Geval(TR323, "zonder vorig nummer", (HEEN, gecrediteerd(credit("C1", None))), 1),
    Geval(TR323, "afgewezen debet", (HEEN, afgewezen(HEEN, regel()), gecrediteerd()), 1),
    Geval(TR323, "toegekende debet", (HEEN, afgewezen(HEEN), gecrediteerd()), 0),
    Geval(TR323, "debet van later", (ingediend(regel(), dag="2025-03-04"), gecrediteerd()), 1),
    Geval(TR323, "tweede credit", (HEEN, gecrediteerd(), gecrediteerd(credit("C2"), dag="2025-04-03", nummer="3")), 1),
    Geval(
        TR323,
        "eerste credit afgewezen",
        (
            HEEN,
            gecrediteerd(),
            afgewezen(gecrediteerd(), credit(), dag="2025-03-10"),
            gecrediteerd(credit("C2"), dag="2025-04-03", nummer="3"),
        ),
        0,
    ),
    Geval(TR323, "debet onder de andere wet", (HEEN, gecrediteerd(wet="Wmo")), 1),
    Geval(IV085, "nog geen 325", (HEEN, gecrediteerd()), 1),
    Geval(IV085, "325 na de credit", (HEEN, gecrediteerd(), afgewezen(HEEN, dag="2025-03-04")), 1),
    Geval(IV085, "325 op dezelfde dag", (HEEN, gecrediteerd(), afgewezen(HEEN, dag="2025-03-03")), 0),
    Geval(IV085, "debet afgewezen is TR323", (HEEN, afgewezen(HEEN, regel()), gecrediteerd()), 0),
    Geval(TR389, "twee keer dezelfde maand", (HEEN, ingediend(regel("P2"), nummer="2")), 1),
    Geval(TR389, "eerste gecrediteerd", (HEEN, gecrediteerd(credit(), regel("P2"))), 0),
    Geval(TR389, "eerste afgewezen", (HEEN, afgewezen(HEEN, regel()), ingediend(regel("P2"), nummer="2")), 0),
    Geval(TR389, "ander product", (ingediend(regel(), regel("P2", productcode="45V02")),), 0),
    Geval(TR389, "andere maand", (HEEN, ingediend(regel("P2", "2025-02-01", "2025-02-28"), nummer="2")), 0),
    Geval(TR333, "twee declaraties met een nummer", (HEEN, ingediend(nummer="2", declaratienummer="DN1")), 1),
    Geval(TR333, "twee nummers", (HEEN, ingediend(nummer="2")), 0),
    Geval(TR333, "eerste geheel afgewezen", (HEEN, geweigerd(HEEN), ingediend(nummer="2", declaratienummer="DN1")), 0),
    Geval(TR333, "andere wet", (HEEN, ingediend(nummer="2", declaratienummer="DN1", wet="Wmo")), 0),
    Geval(
        TR335, "een dag te laat", (ingediend(regel(), declaratie_velden={"declaratie_dagtekening": "2030-02-01"}),), 1
    ),
    Geval(
        TR335, "precies vijf jaar", (ingediend(regel(), declaratie_velden={"declaratie_dagtekening": "2030-01-31"}),), 0
    ),
    Geval(TR338, "geen toewijzing", (ingediend(regel()),), 1),
    Geval(TR338, "andere code", (toegekend(), ingediend(regel(productcode="45V02"))), 1),
    Geval(TR338, "andere categorie", (toegekend(productcode=None), ingediend(regel(productcategorie="46"))), 1),
    Geval(TR338, "zonder toegewezen code", (toegekend(productcode=None), ingediend(regel(productcode="45V02"))), 0),
    Geval(TR338, "toewijzing aan een ander", (toegekend(), ingediend(regel(), aanbieder=ANDERE_AANBIEDER)), 1),
    Geval(TR338, "gelijk", (toegekend(), ingediend(regel())), 0),
    Geval(TR341, "etmaal in plaats van uren", (toegekend(**UREN), ingediend(regel(eenheid="14"))), 1),
    Geval(TR341, "minuten bij uren", (toegekend(**UREN), ingediend(regel(eenheid="01"))), 0),
    Geval(TR341, "uren bij minuten", (toegekend(), ingediend(regel())), 1),
    Geval(TR341, "zonder eenheid", (toegekend(volume=None, eenheid=None, frequentie=None), ingediend(regel())), 0),
    Geval(TR346, "een cent te veel", (ingediend(prestatie("P1", 10001, **TARIEF)),), 1),
    Geval(TR346, "volume maal tarief", (ingediend(prestatie("P1", 10000, **TARIEF)),), 0),
    Geval(TR346, "zonder tarief", (ingediend(regel()),), 1),
    # 7 minutes of 50.00 an hour is 583.33 cents
    Geval(
        TR346,
        "minuten afgerond",
        (ingediend(prestatie("P1", 583, product_tarief="5000", geleverd_volume="7", eenheid="01")),),
        0,
    ),
    Geval(
        TR346,
        "minuten naar de verkeerde kant",
        (ingediend(prestatie("P1", 584, product_tarief="5000", geleverd_volume="7", eenheid="01")),),
        1,
    ),
    # 3 minutes of 0.50 an hour is 2.5 cents
    Geval(
        TR346,
        "halve cent",
        (
            ingediend(
                prestatie("P1", 2, product_tarief="50", geleverd_volume="3", eenheid="01"),
                prestatie("P2", 3, product_tarief="50", geleverd_volume="3", eenheid="01"),
            ),
        ),
        0,
    ),
    Geval(TR346, "euro's", (ingediend(prestatie("P1", 10000, geleverd_volume="10000", eenheid="83")),), 0),
    Geval(
        TR346,
        "euro's en een ander bedrag",
        (ingediend(prestatie("P1", 10000, geleverd_volume="100", eenheid="83")),),
        1,
    ),
    Geval(
        TR346,
        "euro's met tarief",
        (ingediend(prestatie("P1", 10000, geleverd_volume="10000", eenheid="83", product_tarief="1")),),
        1,
    ),
    Geval(TR358, "som wijkt af", (ingediend(regel(), declaratie_velden=totaal(10001)),), 1),
    Geval(TR358, "som klopt", (ingediend(regel(), declaratie_velden=totaal(10000)),), 0),
    Geval(TR358, "meer credit dan debet", (gecrediteerd(declaratie_velden=totaal(10000, soort="C")),), 0),
    Geval(TR358, "teken omgekeerd", (gecrediteerd(declaratie_velden=totaal(10000)),), 1),
    Geval(TR358, "geheel afgewezen", (ingediend(regel(), declaratie_velden=totaal(1)), geweigerd(HEEN)), 0),
    Geval(
        TR358,
        "zonder de test-bsn's",
        (ingediend(regel(), declaratie_velden=totaal(1)),),
        0,
        Instelling(test_bsn="uitsluiten"),
    ),
    Geval(
        TR342, "toegekend klopt niet", (TWEE, afgewezen(TWEE, regel("P2"), declaratie_velden=totaal(20000, 9000))), 1
    ),
    Geval(TR342, "toegekend klopt", (TWEE, afgewezen(TWEE, regel("P2"), declaratie_velden=totaal(20000, 10000))), 0),
    Geval(
        TR342,
        "hele declaratie afgewezen",
        (TWEE, afgewezen(TWEE, retourcodes_declaratie=("8020",), declaratie_velden=totaal(20000, 0))),
        0,
    ),
    Geval(TR337, "geen 323", (afgewezen(HEEN),), 1),
    Geval(TR337, "ander declaratienummer", (HEEN, afgewezen(HEEN, declaratienummer="DN9")), 1),
    Geval(TR337, "bekend 323", (HEEN, afgewezen(HEEN)), 0),
    Geval(TR337, "bekend 323, alleen een header", (HEEN, geweigerd(HEEN)), 0),
    Geval(TR366, "niet gedeclareerd", (HEEN, afgewezen(HEEN, regel("P9"))), 1),
    Geval(TR366, "ander bedrag", (HEEN, afgewezen(HEEN, regel(ingediend_bedrag="9999"))), 1),
    Geval(TR366, "andere client", (HEEN, afgewezen(HEEN, regel(client_id="c2"))), 1),
    Geval(TR366, "debet als credit", (HEEN, afgewezen(HEEN, regel(debet_credit="C"))), 1),
    Geval(TR366, "gelijk", (HEEN, afgewezen(HEEN, regel())), 0),
    Geval(TR366, "323 onbekend is TR337", (afgewezen(HEEN, regel()),), 0),
    Geval(TR384, "verwijderd", (toegekend(einde="2025-01-01", reden="13"), ingediend(regel())), 1),
    Geval(TR384, "verwijderd en gecrediteerd", (toegekend(einde="2025-01-01", reden="13"), HEEN, gecrediteerd()), 0),
    Geval(TR384, "toewijzing van een dag", (toegekend(einde="2025-01-01"), ingediend(regel())), 0),
    Geval(OP364, "zonder start", (toegekend(), ingediend(regel())), 1),
    Geval(OP364, "start in de periode", (toegekend(), start("S1", "2025-02-01", gestart(begin="2025-01-31")), HEEN), 0),
    Geval(OP364, "start na de periode", (toegekend(), start("S1", "2025-02-01", gestart(begin="2025-02-01")), HEEN), 1),
    Geval(
        OP364,
        "gestopt voor de periode",
        (
            toegekend(),
            start("S1", "2025-02-01", gestart(begin="2024-12-01")),
            stop("S2", "2025-02-01", gestopt(begin="2024-12-01", einde="2024-12-31")),
            HEEN,
        ),
        1,
    ),
    Geval(
        OP364,
        "gestopt op de eerste dag",
        (
            toegekend(),
            start("S1", "2025-02-01", gestart(begin="2024-12-01")),
            stop("S2", "2025-02-01", gestopt(begin="2024-12-01", einde="2025-01-01")),
            HEEN,
        ),
        0,
    ),
    Geval(OP364, "zonder toewijzing", (HEEN,), 0),
    Geval(TR137, "einde voor begin", (ingediend(regel(tot="2024-12-31")),), 1),
    Geval(TR137, "einde na de dagtekening", (ingediend(regel(), dag="2025-01-30"),), 1),
    Geval(TR137, "einde op de dagtekening", (ingediend(regel(), dag="2025-01-31"),), 0),
    Geval(TR137, "periode van een dag", (ingediend(regel(tot="2025-01-01")),), 0),
    Geval(TR137, "declaratieperiode na de dagtekening", (maand("1", "2025-01-30", "2025-01-01", "2025-01-31"),), 1),
    Geval(TR137, "afgewezen", (ingediend(regel(tot="2024-12-31")), afgewezen(HEEN, regel(tot="2024-12-31"))), 0),
    Geval(
        TR371,
        "andere versie",
        (MET_XSD, afgewezen(MET_XSD, kop_velden=XSD_TERUG | {"bericht_xsd_versie_declaratie": "1.0.2"})),
        1,
    ),
    Geval(TR371, "gelijke versie", (MET_XSD, afgewezen(MET_XSD, kop_velden=XSD_TERUG)), 0),
]
