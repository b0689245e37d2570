"""Cases of the rules on 305 and 307."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.dbt.magazijn import Bericht, Instelling, gestart, gestopt, retour, start, stop, toegewezen, toewijzing
from tests.dbt.regels.geval import Geval

TOEWIJZING = toewijzing("T1", "2024-12-16", toegewezen(einde="2025-06-30"))
START = start("S1", "2025-01-08", gestart())
"""Per 2025-01-05 on toewijzing 1."""


def verwijderde_toewijzing(reden: str = "13") -> Bericht:
    """Toewijzing 1, deleted."""
    return toewijzing("T2", "2025-01-20", toegewezen(einde="2025-01-01", reden=reden, versie="2025-01-20"))


def tijdelijk(identificatie: str, dagtekening: str, einde: str, **velden: Any) -> Bericht:
    return stop(identificatie, dagtekening, gestopt(reden="20", einde=einde, **velden))


def plan(datum: str | None, feitelijk: str | None, **velden: Any) -> dict[str, Any]:
    return {
        "wet": "Jw",
        "gemeente_code": "0384",
        "toewijzingnummer": "1",
        "behandelplan_datum": datum,
        "feitelijke_start_datum": feitelijk,
    } | velden


# Monday 6 January 2025: 5 working days later is Monday 13 January
MAANDAG = gestart(begin="2025-01-06")
TE_LAAT = start("S1", "2025-01-14", MAANDAG)
LATERE_TOEWIJZING = toewijzing("T1", "2025-01-13", toegewezen())

OP271 = [
    Geval("OP271", "zes werkdagen", (TE_LAAT,), 1),
    Geval("OP271", "vijf werkdagen", (start("S1", "2025-01-13", MAANDAG),), 0),
    Geval(
        "OP271", "zes werkdagen na een latere toewijzing", (LATERE_TOEWIJZING, start("S1", "2025-01-21", MAANDAG)), 1
    ),
    Geval(
        "OP271", "vijf werkdagen na een latere toewijzing", (LATERE_TOEWIJZING, start("S1", "2025-01-20", MAANDAG)), 0
    ),
    Geval("OP271", "een eerdere toewijzing geeft geen uitstel", (TOEWIJZING, TE_LAAT), 1),
    Geval("OP271", "voor het begin van de kalender", (start("S1", "2025-01-14", gestart(begin="2012-05-01")),), 1),
    Geval("OP271", "begin na de dagtekening", (start("S1", "2025-01-14", gestart(begin="2090-01-01")),), 0),
    Geval(
        "OP271",
        "ook wie later is verwijderd",
        (TE_LAAT, start("S2", "2025-01-15", gestart(begin="2025-01-06", status="3"))),
        1,
    ),
    Geval("OP271", "een verwijdering zelf niet", (start("S1", "2025-02-14", gestart(status="3")),), 0),
    Geval("OP271", "afgekeurd", (TE_LAAT, retour(TE_LAAT, "2025-01-15", "9074")), 0),
    Geval("OP271", "Wmo", (start("S1", "2025-01-14", MAANDAG, wet="Wmo"),), 1),
    Geval("S002-305-5WD", "zes werkdagen", (TE_LAAT,), 1),
    Geval("S002-305-5WD", "vijf werkdagen", (start("S1", "2025-01-13", MAANDAG),), 0),
    Geval("S002-305-5WD", "latere toewijzing telt niet", (LATERE_TOEWIJZING, TE_LAAT), 1),
    Geval("S002-305-5WD", "Wmo", (start("S1", "2025-01-14", MAANDAG, wet="Wmo"),), 0),
    Geval("S002-START7", "acht dagen", (TE_LAAT,), 1),
    Geval("S002-START7", "zeven dagen", (start("S1", "2025-01-13", MAANDAG),), 0),
    Geval(
        "S002-START7",
        "eerste aanlevering telt",
        (start("S1", "2025-01-13", MAANDAG), start("S2", "2025-01-14", MAANDAG)),
        0,
    ),
    Geval(
        "S002-START7", "verwijderd", (TE_LAAT, start("S2", "2025-01-15", gestart(begin="2025-01-06", status="3"))), 0
    ),
]

# Friday 20 June 2025: 5 working days later is Friday 27 June
OP272 = [
    Geval("OP272", "zes werkdagen", (stop("E1", "2025-06-30", gestopt()),), 1),
    Geval("OP272", "vijf werkdagen", (stop("E1", "2025-06-27", gestopt()),), 0),
    Geval("OP272", "tijdelijke stop", (tijdelijk("E1", "2025-06-30", "2025-06-20"),), 1),
    Geval(
        "OP272",
        "definitief na tijdelijk",
        (tijdelijk("E1", "2025-06-23", "2025-06-20"), stop("E2", "2025-09-01", gestopt())),
        0,
    ),
    Geval(
        "OP272",
        "de tijdelijke stop is verwijderd",
        (
            tijdelijk("E1", "2025-06-23", "2025-06-20"),
            tijdelijk("E2", "2025-06-24", "2025-06-20", status="3"),
            stop("E3", "2025-09-01", gestopt()),
        ),
        1,
    ),
    Geval(
        "OP272",
        "ook wie later is verwijderd",
        (stop("E1", "2025-06-30", gestopt()), stop("E2", "2025-07-01", gestopt(status="3"))),
        1,
    ),
]

PLAN = [
    # Monday 6 January 2025: 10 working days later is Monday 20 January
    Geval(
        "S002-PLAN10WD",
        "elf werkdagen",
        (TOEWIJZING,),
        1,
        referentie={"behandelplannen": [plan("2025-01-06", "2025-01-21")]},
    ),
    Geval(
        "S002-PLAN10WD",
        "tien werkdagen",
        (TOEWIJZING,),
        0,
        referentie={"behandelplannen": [plan("2025-01-06", "2025-01-20")]},
    ),
    Geval(
        "S002-PLAN10WD",
        "nog niet begonnen en te laat",
        (TOEWIJZING,),
        1,
        referentie={"behandelplannen": [plan("2025-01-06", None)]},
    ),
    Geval(
        "S002-PLAN10WD",
        "nog niet begonnen en nog op tijd",
        (TOEWIJZING,),
        0,
        referentie={"behandelplannen": [plan("2025-12-29", None)]},
    ),
    Geval(
        "S002-PLAN10WD", "geen plandatum", (TOEWIJZING,), 0, referentie={"behandelplannen": [plan(None, "2025-01-21")]}
    ),
    Geval(
        "S002-PLAN10WD",
        "onbekende toewijzing",
        (TOEWIJZING,),
        0,
        referentie={"behandelplannen": [plan("2025-01-06", "2025-01-21", toewijzingnummer="9")]},
    ),
    Geval(
        "S002-PLAN10WD",
        "Wmo",
        (toewijzing("T1", "2024-12-16", toegewezen(), wet="Wmo"),),
        0,
        referentie={"behandelplannen": [plan("2025-01-06", "2025-01-21", wet="Wmo")]},
    ),
]

AANLEVERING = [
    Geval(
        "OP033x2/CS058",
        "status 2 en 9",
        (start("S1", "2025-01-08", gestart(status="2")), stop("E1", "2025-06-23", gestopt(status="9"))),
        2,
    ),
    Geval("OP033x2/CS058", "status 1 en 3", (START, start("S2", "2025-01-09", gestart(status="3"))), 0),
    Geval(
        "TR063",
        "start en stop zonder voorganger",
        (start("S1", "2025-01-08", gestart(status="3")), stop("E1", "2025-06-23", gestopt(status="3"))),
        2,
    ),
    Geval("TR063", "met voorganger", (START, start("S2", "2025-01-09", gestart(status="3"))), 0),
    Geval("TR063", "in een bericht", (start("S1", "2025-01-08", gestart(status="3"), gestart()),), 0),
    Geval("TR063", "voorganger komt later", (START, start("S2", "2025-01-07", gestart(status="3"))), 1),
    Geval(
        "TR063",
        "voorganger is afgekeurd",
        (START, retour(START, "2025-01-09", "9074"), start("S2", "2025-01-09", gestart(status="3"))),
        1,
    ),
    Geval(
        "TR063",
        "andere reden in de stop",
        (stop("E1", "2025-06-23", gestopt()), stop("E2", "2025-06-24", gestopt(reden="32", status="3"))),
        1,
    ),
    Geval("TR063", "andere wet", (START, start("S2", "2025-01-09", gestart(status="3"), wet="Wmo")), 1),
    Geval(
        "TR071",
        "stop staat er nog",
        (START, stop("E1", "2025-06-23", gestopt()), start("S2", "2025-06-23", gestart(status="3"))),
        1,
    ),
    Geval(
        "TR071",
        "twee stops, een verwijdering",
        (
            START,
            tijdelijk("E1", "2025-06-23", "2025-06-20"),
            stop("E2", "2025-06-23", gestopt()),
            start("S2", "2025-06-24", gestart(status="3")),
        ),
        1,
    ),
    Geval(
        "TR071",
        "stop eerst verwijderd",
        (
            START,
            stop("E1", "2025-06-23", gestopt()),
            stop("E2", "2025-06-24", gestopt(status="3")),
            start("S2", "2025-06-24", gestart(status="3")),
        ),
        0,
    ),
    Geval(
        "TR071",
        "stop op een andere start",
        (START, stop("E1", "2025-06-23", gestopt(begin="2025-02-01")), start("S2", "2025-06-24", gestart(status="3"))),
        0,
    ),
    Geval(
        "TR074",
        "start en stop dubbel",
        (START, start("S2", "2025-01-09", gestart()), stop("E1", "2025-06-23", gestopt(), gestopt())),
        2,
    ),
    Geval(
        "TR074",
        "drie keer is een bevinding",
        (START, start("S2", "2025-01-09", gestart()), start("S3", "2025-01-10", gestart())),
        1,
    ),
    Geval("TR074", "verwijderd en vervangen", (START, start("S2", "2025-01-09", gestart(status="3"), gestart())), 0),
    Geval(
        "TR074",
        "dubbel, verwijderd",
        (START, start("S2", "2025-01-09", gestart()), start("S3", "2025-01-10", gestart(status="3"))),
        0,
    ),
    Geval(
        "TR074",
        "dubbel, verwijderd en opnieuw gestuurd",
        (
            START,
            start("S2", "2025-01-09", gestart()),
            start("S3", "2025-01-10", gestart(status="3")),
            start("S4", "2025-01-13", gestart()),
        ),
        0,
    ),
    Geval(
        "TR074",
        "een van twee afgekeurd",
        (START, start("S2", "2025-01-09", gestart()), retour(START, "2025-01-09", "9074")),
        0,
    ),
    Geval("TR074", "andere begindatum", (START, start("S2", "2025-01-09", gestart(begin="2025-01-06"))), 0),
    Geval("TR074", "andere reden in de stop", (stop("E1", "2025-06-23", gestopt(), gestopt(reden="32")),), 0),
]

TOEGEWEZEN = [
    Geval(
        "TR019/OP363",
        "start en stop met onbekend nummer",
        (TOEWIJZING, start("S1", "2025-01-08", gestart("9")), stop("E1", "2025-06-23", gestopt("9"))),
        2,
    ),
    Geval("TR019/OP363", "bekend nummer", (TOEWIJZING, START, stop("E1", "2025-06-23", gestopt())), 0),
    Geval("TR019/OP363", "zonder nummer", (TOEWIJZING, start("S1", "2025-01-08", gestart(None))), 1),
    Geval("TR019/OP363", "andere wet", (TOEWIJZING, start("S1", "2025-01-08", gestart(), wet="Wmo")), 1),
    Geval("TR019/OP363", "andere gemeente", (TOEWIJZING, start("S1", "2025-01-08", gestart(), gemeente="0363")), 1),
    Geval("TR019/OP363", "toewijzing afgekeurd", (TOEWIJZING, retour(TOEWIJZING, "2024-12-17", "9332"), START), 1),
    Geval(
        "TR019/OP363",
        "hersteld",
        (
            TOEWIJZING,
            start("S1", "2025-01-08", gestart("9")),
            start("S2", "2025-01-09", gestart("9", status="3"), gestart()),
        ),
        0,
    ),
    Geval("DWH-01", "na de toewijzing", (TOEWIJZING, start("S1", "2025-07-03", gestart(begin="2025-07-01"))), 1),
    Geval("DWH-01", "voor de toewijzing", (TOEWIJZING, start("S1", "2025-01-03", gestart(begin="2024-12-31"))), 1),
    Geval("DWH-01", "laatste dag", (TOEWIJZING, start("S1", "2025-07-03", gestart(begin="2025-06-30"))), 0),
    Geval(
        "DWH-01",
        "toewijzing zonder einde",
        (toewijzing("T1", "2024-12-16", toegewezen()), start("S1", "2025-07-03", gestart(begin="2025-07-01"))),
        0,
    ),
    Geval("DWH-01", "toewijzing verwijderd", (TOEWIJZING, START, verwijderde_toewijzing()), 0),
    Geval("DWH-10", "start", (TOEWIJZING, START, replace(START, client="c2", identificatie="S2")), 2),
    Geval("DWH-10", "een client", (TOEWIJZING, START, replace(START, identificatie="S2")), 0),
    Geval("DWH-09", "start", (TOEWIJZING, start("S1", "2025-01-08", gestart(begin="2014-12-31"))), 1),
    Geval("DWH-09", "stop", (TOEWIJZING, START, stop("E1", "2025-06-23", gestopt(einde="2099-06-30"))), 1),
    Geval("DWH-09", "binnen", (TOEWIJZING, START, stop("E1", "2025-06-23", gestopt())), 0),
    Geval(
        "DWH-02",
        "start en stop met andere datum",
        (
            TOEWIJZING,
            start("S1", "2025-01-08", gestart(toewijzing_ingangsdatum="2025-01-02")),
            stop("E1", "2025-06-23", gestopt(toewijzing_ingangsdatum="2025-01-02")),
        ),
        2,
    ),
    Geval(
        "DWH-02",
        "dezelfde datum",
        (TOEWIJZING, start("S1", "2025-01-08", gestart(toewijzing_ingangsdatum="2025-01-01"))),
        0,
    ),
    Geval("DWH-02", "geen datum", (TOEWIJZING, START), 0),
    Geval(
        "DWH-02",
        "hersteld in een tweede bericht",
        (
            TOEWIJZING,
            start("S1", "2025-01-08", gestart(toewijzing_ingangsdatum="2025-01-02")),
            start("S2", "2025-01-09", gestart(status="3", toewijzing_ingangsdatum="2025-01-02")),
            start("S3", "2025-01-09", gestart(toewijzing_ingangsdatum="2025-01-01")),
        ),
        0,
    ),
    Geval(
        "DWH-03/IV075",
        "andere code, in start en stop",
        (
            TOEWIJZING,
            start("S1", "2025-01-08", gestart(productcode="45V02")),
            stop("E1", "2025-06-23", gestopt(productcode="45V02")),
        ),
        2,
    ),
    Geval("DWH-03/IV075", "geen code", (TOEWIJZING, start("S1", "2025-01-08", gestart(productcode=None))), 1),
    Geval("DWH-03/IV075", "zelfde product", (TOEWIJZING, START), 0),
    Geval(
        "DWH-03/IV075",
        "generiek toegewezen en gestart",
        (
            toewijzing("T1", "2024-12-16", toegewezen(productcategorie=None, productcode=None)),
            start("S1", "2025-01-08", gestart(productcategorie=None, productcode=None)),
        ),
        0,
    ),
    Geval(
        "DWH-04",
        "einde na de toewijzing",
        (TOEWIJZING, START, stop("E1", "2025-07-03", gestopt(einde="2025-07-01"))),
        1,
    ),
    Geval(
        "DWH-04",
        "einde met de toewijzing",
        (TOEWIJZING, START, stop("E1", "2025-07-03", gestopt(einde="2025-06-30"))),
        0,
    ),
    Geval(
        "DWH-04",
        "stop verwijderd",
        (
            TOEWIJZING,
            START,
            stop("E1", "2025-07-03", gestopt(einde="2025-07-01")),
            stop("E2", "2025-07-04", gestopt(einde="2025-07-01", status="3")),
        ),
        0,
    ),
    Geval(
        "DWH-06",
        "andere reden dan de wijziging",
        (
            TOEWIJZING,
            toewijzing("T2", "2025-03-01", toegewezen(einde="2025-03-31", reden="09", versie="2025-03-01")),
            START,
            stop("E1", "2025-04-02", gestopt(einde="2025-03-31")),
        ),
        1,
    ),
    Geval(
        "DWH-06",
        "passende reden",
        (
            TOEWIJZING,
            toewijzing("T2", "2025-03-01", toegewezen(einde="2025-03-31", reden="09", versie="2025-03-01")),
            START,
            stop("E1", "2025-04-02", gestopt(einde="2025-03-31", reden="38")),
        ),
        0,
    ),
    Geval(
        "DWH-06",
        "wijziging zegt niets over de stop",
        (
            TOEWIJZING,
            toewijzing("T2", "2025-03-01", toegewezen(einde="2025-03-31", reden="14", versie="2025-03-01")),
            START,
            stop("E1", "2025-04-02", gestopt(einde="2025-03-31")),
        ),
        0,
    ),
    Geval(
        "DWH-06",
        "tijdelijke stop",
        (
            TOEWIJZING,
            toewijzing("T2", "2025-03-01", toegewezen(einde="2025-03-31", reden="09", versie="2025-03-01")),
            START,
            tijdelijk("E1", "2025-04-02", "2025-03-31"),
        ),
        0,
    ),
    Geval(
        "DWH-06",
        "verhuizing heeft per wet een eigen code",
        (
            toewijzing("T2", "2025-03-01", toegewezen(einde="2025-03-31", reden="07"), wet="Wmo"),
            stop("E1", "2025-04-02", gestopt(einde="2025-03-31", reden="31"), wet="Wmo"),
            toewijzing("T2", "2025-03-01", toegewezen(einde="2025-03-31", reden="07")),
            stop("E1", "2025-04-02", gestopt(einde="2025-03-31", reden="31")),
        ),
        1,
    ),
]

HERSTART = start("S2", "2025-07-03", gestart(begin="2025-07-01"))

VOLGORDE = [
    Geval("TR326/OP289", "vorige start loopt nog", (START, HERSTART), 1),
    Geval("TR326/OP289", "vorige start is gestopt", (START, stop("E1", "2025-07-03", gestopt()), HERSTART), 0),
    Geval("TR326/OP289", "stop komt na de herstart", (START, HERSTART, stop("E1", "2025-07-04", gestopt())), 1),
    Geval("TR326/OP289", "tijdelijke stop volstaat", (START, tijdelijk("E1", "2025-06-23", "2025-06-20"), HERSTART), 0),
    Geval(
        "TR326/OP289",
        "vorige start is verwijderd",
        (START, start("S3", "2025-07-04", gestart(status="3")), HERSTART),
        0,
    ),
    Geval(
        "TR326/OP289",
        "drie starts zonder stop",
        (START, HERSTART, start("S3", "2025-08-04", gestart(begin="2025-08-01"))),
        2,
    ),
    Geval("TR326/OP289", "andere toewijzing", (START, start("S2", "2025-07-03", gestart("2", begin="2025-07-01"))), 0),
    Geval("TR382/OP072/OP155", "zonder start", (stop("E1", "2025-06-23", gestopt()),), 1),
    Geval("TR382/OP072/OP155", "andere begindatum", (START, stop("E1", "2025-06-23", gestopt(begin="2025-01-06"))), 1),
    Geval("TR382/OP072/OP155", "ander product", (START, stop("E1", "2025-06-23", gestopt(productcode=None))), 1),
    Geval("TR382/OP072/OP155", "met start", (START, stop("E1", "2025-06-23", gestopt())), 0),
    Geval(
        "TR382/OP072/OP155",
        "start is verwijderd",
        (START, start("S2", "2025-01-09", gestart(status="3")), stop("E1", "2025-06-23", gestopt())),
        1,
    ),
    Geval(
        "TR382/OP072/OP155",
        "stop is verwijderd",
        (stop("E1", "2025-06-23", gestopt()), stop("E2", "2025-06-24", gestopt(status="3"))),
        0,
    ),
    Geval("TR018", "einde voor begin", (stop("S1", "2025-03-01", gestopt(begin="2025-02-02", einde="2025-02-01")),), 1),
    Geval("TR018", "een dag", (stop("S1", "2025-03-01", gestopt(begin="2025-02-01", einde="2025-02-01")),), 0),
    Geval(
        "TR018",
        "hersteld",
        (
            stop("S1", "2025-03-01", gestopt(begin="2025-02-02", einde="2025-02-01")),
            stop(
                "S2",
                "2025-03-03",
                gestopt(begin="2025-02-02", einde="2025-02-01", status="3"),
                gestopt(begin="2025-02-02", einde="2025-02-10"),
            ),
        ),
        0,
    ),
    Geval(
        "TR413/OP378",
        "twee tijdelijke stops",
        (START, tijdelijk("E1", "2025-06-23", "2025-06-20"), tijdelijk("E2", "2025-06-30", "2025-06-27")),
        1,
    ),
    Geval(
        "TR413/OP378",
        "drie op een start is een bevinding",
        (
            tijdelijk("E1", "2025-06-23", "2025-06-20"),
            tijdelijk("E2", "2025-06-30", "2025-06-27"),
            tijdelijk("E3", "2025-06-30", "2025-06-28"),
        ),
        1,
    ),
    Geval(
        "TR413/OP378",
        "tijdelijk en definitief",
        (START, tijdelijk("E1", "2025-06-23", "2025-06-20"), stop("E2", "2025-06-30", gestopt())),
        0,
    ),
    Geval(
        "TR413/OP378",
        "de eerste is verwijderd",
        (
            tijdelijk("E1", "2025-06-23", "2025-06-20"),
            tijdelijk("E2", "2025-06-23", "2025-06-20", status="3"),
            tijdelijk("E3", "2025-06-30", "2025-06-27"),
        ),
        0,
    ),
    Geval(
        "TR413/OP378",
        "met start ertussen",
        (
            START,
            HERSTART,
            tijdelijk("E1", "2025-06-23", "2025-06-20"),
            tijdelijk("E2", "2025-08-04", "2025-08-01", begin="2025-07-01"),
        ),
        0,
    ),
    Geval(
        "TR414/OP377",
        "definitief voor tijdelijk",
        (tijdelijk("E1", "2025-06-23", "2025-06-20"), stop("E2", "2025-06-30", gestopt(einde="2025-06-19"))),
        1,
    ),
    Geval(
        "TR414/OP377",
        "op dezelfde dag",
        (tijdelijk("E1", "2025-06-23", "2025-06-20"), stop("E2", "2025-06-30", gestopt(einde="2025-06-20"))),
        0,
    ),
    Geval(
        "TR414/OP377",
        "andere start",
        (
            tijdelijk("E1", "2025-06-23", "2025-06-20"),
            stop("E2", "2025-06-30", gestopt(begin="2025-02-01", einde="2025-06-19")),
        ),
        0,
    ),
    Geval(
        "TR415/OP377",
        "twee definitieve stops",
        (stop("E1", "2025-06-23", gestopt()), stop("E2", "2025-06-30", gestopt(reden="32"))),
        1,
    ),
    Geval(
        "TR415/OP377",
        "vervangen",
        (stop("E1", "2025-06-23", gestopt()), stop("E2", "2025-06-30", gestopt(status="3"), gestopt(reden="32"))),
        0,
    ),
    Geval(
        "TR415/OP377",
        "twee keer dezelfde",
        (stop("E1", "2025-06-23", gestopt()), stop("E2", "2025-06-30", gestopt())),
        0,
    ),
    Geval(
        "OP379",
        "twee herstarts op een toewijzing",
        (START, HERSTART, start("S3", "2025-08-04", gestart(begin="2025-08-01"))),
        1,
    ),
    Geval("OP379", "een start", (START,), 0),
    Geval("OP379", "andere toewijzing", (START, start("S2", "2025-07-03", gestart("2", begin="2025-07-01"))), 0),
    Geval(
        "DWH-05",
        "herstart op de einddatum",
        (START, stop("E1", "2025-07-03", gestopt(einde="2025-07-01")), HERSTART),
        1,
    ),
    Geval(
        "DWH-05", "herstart een dag later", (START, stop("E1", "2025-07-03", gestopt(einde="2025-06-30")), HERSTART), 0
    ),
    Geval(
        "DWH-05",
        "de stop hoort bij de herstart",
        (HERSTART, stop("E1", "2025-07-03", gestopt(begin="2025-07-01", einde="2025-07-02"))),
        0,
    ),
    Geval(
        "DWH-05",
        "stop verwijderd",
        (
            START,
            stop("E1", "2025-07-03", gestopt(einde="2025-07-01")),
            HERSTART,
            stop("E2", "2025-07-04", gestopt(einde="2025-07-01", status="3")),
        ),
        0,
    ),
    Geval("DWH-07", "Wmo-code in een Jw-bericht", (stop("E1", "2025-06-23", gestopt(reden="19")),), 1),
    Geval("DWH-07", "eigen wet", (stop("E1", "2025-06-23", gestopt(reden="19"), wet="Wmo"),), 0),
]

# toewijzing 1 ends on Monday 30 June 2025: from Tuesday 8 July its stop is late
STAND = [
    Geval("OP288/OP295", "geen stop", (TOEWIJZING, START), 1, Instelling(peildatum="2025-07-08")),
    Geval("OP288/OP295", "nog binnen 5 werkdagen", (TOEWIJZING, START), 0, Instelling(peildatum="2025-07-07")),
    Geval("OP288/OP295", "gestopt", (TOEWIJZING, START, stop("E1", "2025-06-23", gestopt())), 0),
    Geval(
        "OP288/OP295",
        "stop afgekeurd",
        (TOEWIJZING, START, afgekeurd := stop("E1", "2025-06-23", gestopt()), retour(afgekeurd, "2025-06-24", "9069")),
        1,
    ),
    Geval("OP288/OP295", "toewijzing zonder einde", (toewijzing("T1", "2024-12-16", toegewezen()), START), 0),
    Geval("OP288/OP295", "toewijzing verwijderd", (TOEWIJZING, START, verwijderde_toewijzing()), 0),
    Geval("OP288/OP295", "start verwijderd", (TOEWIJZING, START, start("S2", "2025-01-09", gestart(status="3"))), 0),
    # begins on Wednesday 1 January, a holiday: from Thursday 9 January its start is late
    Geval("OP295b", "geen start", (TOEWIJZING,), 1, Instelling(peildatum="2025-01-09")),
    Geval("OP295b", "nog binnen 5 werkdagen", (TOEWIJZING,), 0, Instelling(peildatum="2025-01-08")),
    Geval("OP295b", "later verzonden", (LATERE_TOEWIJZING,), 0, Instelling(peildatum="2025-01-20")),
    Geval("OP295b", "begint na de peildatum", (toewijzing("T1", "2024-12-16", toegewezen(ingang="2026-03-01")),), 0),
    Geval("OP295b", "gestart", (TOEWIJZING, START), 0),
    Geval("OP295b", "start verwijderd", (TOEWIJZING, START, start("S2", "2025-01-09", gestart(status="3"))), 1),
    Geval("OP295b", "toewijzing verwijderd", (TOEWIJZING, verwijderde_toewijzing()), 0),
    Geval(
        "OP011/TR134",
        "begin en einde na de dagtekening",
        (start("S1", "2025-01-04", gestart()), stop("E1", "2025-06-19", gestopt())),
        2,
    ),
    Geval(
        "OP011/TR134", "op de dag zelf", (start("S1", "2025-01-05", gestart()), stop("E1", "2025-06-20", gestopt())), 0
    ),
    Geval(
        "OP011/TR134",
        "verwijderd",
        (start("S1", "2025-01-04", gestart()), start("S2", "2025-01-04", gestart(status="3"))),
        0,
    ),
    # 90 days after 20 June 2025 is 18 September
    Geval(
        "DWH-08",
        "ligt 91 dagen stil",
        (START, tijdelijk("E1", "2025-06-23", "2025-06-20")),
        1,
        Instelling(peildatum="2025-09-19"),
    ),
    Geval(
        "DWH-08",
        "ligt 90 dagen stil",
        (START, tijdelijk("E1", "2025-06-23", "2025-06-20")),
        0,
        Instelling(peildatum="2025-09-18"),
    ),
    Geval("DWH-08", "hervat", (START, tijdelijk("E1", "2025-06-23", "2025-06-20"), HERSTART), 0),
    Geval(
        "DWH-08",
        "definitief gestopt",
        (START, tijdelijk("E1", "2025-06-23", "2025-06-20"), stop("E2", "2025-09-01", gestopt())),
        0,
    ),
]

GEVALLEN = [*OP271, *OP272, *PLAN, *AANLEVERING, *TOEGEWEZEN, *VOLGORDE, *STAND]
