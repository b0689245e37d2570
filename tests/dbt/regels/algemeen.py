"""Cases of the rules on all messages, retours and terms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.dbt.magazijn import (
    Bericht,
    Instelling,
    antwoord,
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

# Thursday 2 January 2025: three working days later is Tuesday 7 January, ten is Thursday 16 January
START = start("S1", "2025-01-02", gestart(begin="2025-01-02"))
DUBBEL = start("S1", "2025-01-02", gestart(), gestart())
DECLARATIE = declaratie("D1", "2025-01-02", prestatie())
MAX_BYTES = 25 * 1024 * 1024


def geboren(**velden: Any) -> tuple[Bericht, ...]:
    vlaggen = {"geboorte_onbekend": False, "geboorte_na_dagtekening": False, "geboorte_ouder_120_jaar": False}
    return (replace(START, client_velden={"geboortemaand": "2010-05-01"} | vlaggen | velden),)


def ondertekend(dagtekening: str) -> tuple[Bericht, ...]:
    return (declaratie("D1", "2025-02-03", prestatie(), declaratie_velden={"declaratie_dagtekening": dagtekening}),)


RETOUR = [
    Geval("OP090", "geen retour", (START,), 1),
    Geval("OP090", "geen retour op de derde werkdag", (START,), 0, Instelling(peildatum="2025-01-07")),
    Geval("OP090", "goedgekeurd op de derde werkdag", (START, retour(START, "2025-01-07")), 0),
    Geval("OP090", "goedgekeurd op de vierde werkdag", (START, retour(START, "2025-01-08")), 1),
    Geval("OP090", "te laat afgekeurd", (START, retour(START, "2025-01-08", "0001")), 1),
    Geval("OP090", "declaratie heeft geen retour", (DECLARATIE,), 0),
    Geval("OP090x4", "geen antwoord", (DECLARATIE,), 1),
    Geval("OP090x4", "tiende werkdag", (DECLARATIE, declaratie_antwoord("N1", "2025-01-16", DECLARATIE)), 0),
    Geval("OP090x4", "elfde werkdag", (DECLARATIE, declaratie_antwoord("N1", "2025-01-17", DECLARATIE)), 1),
    Geval(
        "OP065/IV028",
        "cliënt zonder afkeuring",
        (START, replace(retour(START, "2025-01-03"), retourcodes_client=("0200",))),
        1,
    ),
    Geval("OP065/IV028", "alleen een kop", (START, retour(START, "2025-01-03", "0200")), 0),
    Geval(
        "OP065/IV028",
        "cliënt met afkeuring",
        (START, replace(retour(START, "2025-01-03"), retourcodes_client=("0200", "9071"))),
        0,
    ),
]

CLIENT = [
    Geval("CS002/OP079", "elfproef faalt", (replace(START, client_velden={"bsn_elfproef_ok": False}),), 1),
    Geval("CS002/OP079", "elfproef klopt", (replace(START, client_velden={"bsn_elfproef_ok": True}),), 0),
    Geval(
        "CS002/OP079",
        "afgekeurd",
        (replace(START, client_velden={"bsn_elfproef_ok": False}), retour(START, "2025-01-03", "0001")),
        0,
    ),
    Geval(
        "CS002/OP079",
        "verzoek om wijziging",
        (vow("W1", "2025-01-02", "R1", client_velden={"bsn_elfproef_ok": False}),),
        1,
    ),
    Geval("TR002/CS139", "ouder dan 120 jaar", geboren(geboorte_ouder_120_jaar=True), 1),
    Geval("TR002/CS139", "gewone datum", geboren(), 0),
    Geval(
        "TR002/CS139",
        "onbekend",
        geboren(geboortemaand=None, geboorte_datum_gebruik="3", geboorte_onbekend=True, geboorte_ouder_120_jaar=True),
        0,
    ),
    Geval("TR002/CS139", "onbekend maar gevuld", geboren(geboortemaand=None, geboorte_datum_gebruik="3"), 1),
    Geval("TR002/CS139", "alleen maand en jaar", geboren(geboorte_datum_gebruik="1"), 0),
    Geval("TR134", "geboortedatum", geboren(geboorte_na_dagtekening=True), 1),
]

FEIT = [
    Geval("TR134", "toewijzingsdatum", (toewijzing("T1", "2025-01-02", toegewezen(versie="2025-01-03")),), 1),
    Geval(
        "TR134",
        "toewijzingsdatum op de dag zelf",
        (toewijzing("T1", "2025-01-02", toegewezen(versie="2025-01-02")),),
        0,
    ),
    Geval("TR134", "begindatum", (start("S1", "2025-01-02", gestart(begin="2025-01-03")),), 1),
    Geval("TR134", "begindatum op de dag zelf", (START,), 0),
    Geval("TR134", "verwijderde start", (start("S1", "2025-01-02", gestart(begin="2025-01-03", status="3")),), 0),
    Geval("TR134", "einddatum", (stop("S1", "2025-06-01", gestopt(einde="2025-06-20")),), 1),
    Geval("TR134", "einddatum op de dag zelf", (stop("S1", "2025-06-20", gestopt(einde="2025-06-20")),), 0),
    Geval(
        "TR134",
        "beschikking",
        (
            Bericht(
                "315",
                "V1",
                "2025-01-02",
                (
                    {"referentie_aanbieder": "R1", "beschikking_ingangsdatum": "2025-01-03"},
                    {"referentie_aanbieder": "R2", "beschikking_ingangsdatum": "2025-01-02"},
                    {"referentie_aanbieder": "R3", "toewijzing_ingangsdatum": "2025-03-01"},
                ),
            ),
        ),
        1,
    ),
    Geval("TR134", "declaratie", ondertekend("2025-02-04"), 1),
    Geval("TR134", "declaratie op de dag zelf", ondertekend("2025-02-03"), 0),
    Geval(
        "TR134",
        "antwoord op een latere declaratie",
        (declaratie_antwoord("N1", "2025-01-10", DECLARATIE, declaratie_dagtekening="2025-01-11"),),
        1,
    ),
]

BERICHT = [
    Geval("TR056", "andere inhoud", (START, start("S1", "2025-01-03", gestart(begin="2025-01-03"))), 1),
    Geval("TR056", "drie is een sleutel", (START, *(replace(START, dagtekening=f"2025-01-0{d}") for d in (3, 4))), 1),
    Geval("TR056", "alleen de cliënt anders", (START, replace(START, client="c2")), 1),
    Geval("TR056", "zelfde inhoud", (START, START), 0),
    Geval("TR056", "andere berichtsoort", (START, stop("S1", "2025-01-03", gestopt())), 0),
    Geval("TR056", "andere afzender", (START, replace(START, aanbieder="65656056")), 0),
    Geval(
        "TR056",
        "ook als het eerste is afgekeurd",
        (START, retour(START, "2025-01-03", "0001"), replace(START, client="c2")),
        1,
    ),
    Geval(
        "TR056",
        "twee retours op een bericht",
        (START, retour(START, "2025-01-03"), retour(START, "2025-01-06", identificatie="R2")),
        0,
    ),
    Geval("TR101", "start twee keer", (start("S1", "2025-01-02", gestart(), gestart(), gestart("2")),), 1),
    Geval("TR101", "andere begindatum", (start("S1", "2025-01-02", gestart(), gestart(begin="2025-01-06")),), 0),
    Geval("TR101", "verwijderd en gestart", (start("S1", "2025-01-02", gestart(), gestart(status="3")),), 1),
    Geval("TR101", "afgekeurd", (DUBBEL, retour(DUBBEL, "2025-01-03", "0001")), 0),
    Geval("TR101", "verschillende berichten", (START, replace(START, identificatie="S2")), 0),
    Geval("TR101", "stop met andere reden", (stop("S1", "2025-07-01", gestopt(reden="20"), gestopt(reden="31")),), 0),
    Geval("TR101", "stop", (stop("S1", "2025-07-01", gestopt(), gestopt()),), 1),
    Geval(
        "TR101", "toewijzing", (toewijzing("T1", "2025-01-02", toegewezen("1"), toegewezen("1"), toegewezen("2")),), 1
    ),
    Geval("TR101", "verzoek", (vot("V1", "2025-01-02", "R1", "R1", "R2"),), 1),
    Geval(
        "TR101", "prestatie", (declaratie("D1", "2025-02-03", prestatie("P1"), prestatie("P1"), prestatie("P2")),), 1
    ),
    Geval(
        "TR101",
        "antwoord op een declaratie",
        (DECLARATIE, declaratie_antwoord("N1", "2025-01-10", DECLARATIE, prestatie("P1"), prestatie("P1"))),
        1,
    ),
    Geval("CS025/CS015", "andere subversie", (replace(START, kop_velden={"bericht_subversie": "1"}),), 1),
    Geval("CS025/CS015", "huidige versie", (START, antwoord("A1", "2025-01-03", "R1", "1")), 0),
    Geval("OP179", "te groot", (replace(START, bytes=MAX_BYTES + 1),), 1),
    Geval("OP179", "net niet te groot", (replace(START, bytes=MAX_BYTES),), 0),
]

GEVALLEN: list[Geval] = RETOUR + CLIENT + FEIT + BERICHT
