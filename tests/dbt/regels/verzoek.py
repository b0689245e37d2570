"""Cases of the rules on 315, 317 and 319."""

from __future__ import annotations

from typing import Any

from tests.dbt.magazijn import Bericht, Instelling, antwoord, retour, toegewezen, toewijzing, vot, vow
from tests.dbt.regels.geval import Geval

# Thursday 2 January 2025; five working days later is Thursday 9 January
VOT = vot("V1", "2025-01-02", "R1")
VOW = vow("W1", "2025-06-02", "R1")
KORT_NA = Instelling(peildatum="2025-01-09")
GEGEVEN = toewijzing("T1", "2025-01-10", toegewezen("1", "2025-01-01", "2025-12-31"))


def wijziging(
    dagtekening: str = "2025-06-02",
    te_wijzigen: tuple[dict[str, Any], ...] = (),
    ongewijzigd: tuple[str, ...] = (),
    nieuw: tuple[dict[str, Any], ...] = (),
    **kop: Any,
) -> Bericht:
    """317 W1 with its products; `ongewijzigd` are toewijzingnummers."""
    klassen = {
        "te_wijzigen_product": te_wijzigen,
        "ongewijzigd_product": tuple({"toewijzingnummer": nummer} for nummer in ongewijzigd),
        "nieuw_product": nieuw,
    }
    return vow("W1", dagtekening, "R1", klassen=klassen, **kop)


def gewijzigd(nummer: str = "1", per: str = "2025-07-01", **velden: Any) -> dict[str, Any]:
    return {
        "toewijzingnummer": nummer,
        "gewenste_ingangsdatum": per,
        "volume": "90",
        "eenheid": "01",
        "frequentie": "2",
    } | velden


def nieuw(
    per: str = "2025-07-01", einde: str | None = None, code: str | None = "45V01", **velden: Any
) -> dict[str, Any]:
    return {
        "productcategorie": "45",
        "productcode": code,
        "gewenste_ingangsdatum": per,
        "einddatum": einde,
    } | velden


def aangevraagd(referentie: str, begin: str, einde: str | None = None, **velden: Any) -> dict[str, Any]:
    return {
        "referentie_aanbieder": referentie,
        "productcategorie": "45",
        "productcode": "45V01",
        "toewijzing_ingangsdatum": begin,
        "toewijzing_einddatum": einde,
        "verwijzer_type": "02",
    } | velden


def verzoek(*producten: dict[str, Any], wet: str = "Jw") -> Bericht:
    return Bericht("315", "V1", "2025-01-02", producten, wet=wet)


def gehonoreerd(identificatie: str, dagtekening: str, *referenties: str | None) -> Bericht:
    """301 with a toewijzing per reference."""
    producten = [
        toegewezen(str(nummer), "2025-01-01", versie=dagtekening, referentie_aanbieder=referentie)
        for nummer, referentie in enumerate(referenties, 1)
    ]
    return toewijzing(identificatie, dagtekening, *producten)


def afwijzing(dagtekening: str, reden: str | None, gemeente: str | None, wet: str = "Jw", code: str = "1") -> Bericht:
    record = {
        "referentie_aanbieder": "R1",
        "verzoek_antwoord": code,
        "reden_afwijzing_verzoek": reden,
        "woonplaatsbeginsel_gemeente_code": gemeente,
    }
    return Bericht("319", "A1", dagtekening, (record,), wet=wet, client=None)


def verwezen(soort: str, code: str | None, naam: bool | None) -> tuple[Bericht, ...]:
    velden = {"verwijzer_type": soort, "verwijzer_zorgverlener_code": code, "heeft_verwijzer_naam": naam}
    return (verzoek(aangevraagd("R1", "2025-02-01", **velden)),)


REACTIE = [
    Geval("OP274", "open na vijf werkdagen", (VOT,), 1),
    Geval("OP274", "open op de vijfde werkdag", (VOT,), 0, KORT_NA),
    Geval("OP274", "reactie op de zesde werkdag", (VOT, antwoord("A1", "2025-01-10", "R1", "2")), 1),
    Geval("OP274", "reactie op de vijfde werkdag", (VOT, antwoord("A1", "2025-01-09", "R1", "2")), 0),
    Geval(
        "OP274", "elk product apart", (vot("V1", "2025-01-02", "R1", "R2"), antwoord("A1", "2025-01-03", "R1", "1")), 1
    ),
    Geval("OP274", "afgekeurd verzoek", (VOT, retour(VOT, "2025-01-03", "0001")), 0),
    Geval("OP274", "verzoek om wijziging", (VOW,), 0),
    Geval("OP274b", "open na 8 weken", (VOT, antwoord("A1", "2025-01-03", "R1", "2")), 1),
    Geval("OP274b", "nooit in onderzoek", (VOT,), 0),
    Geval(
        "OP274b",
        "besluit op dag 56",
        (VOT, antwoord("A1", "2025-01-03", "R1", "2"), antwoord("A2", "2025-02-27", "R1", "1")),
        0,
    ),
    Geval(
        "OP274b",
        "besluit op dag 57",
        (VOT, antwoord("A1", "2025-01-03", "R1", "2"), antwoord("A2", "2025-02-28", "R1", "1")),
        1,
    ),
    Geval("OP346", "geen reactie", (VOW,), 1),
    Geval("OP346", "op tijd afgewezen", (VOW, antwoord("A1", "2025-06-10", "R1", "1")), 0),  # 9 June: Whit Monday
    Geval("OP346", "lang in onderzoek", (VOW, antwoord("A1", "2025-06-03", "R1", "2")), 1),
    Geval(
        "OP346",
        "onderzoek afgerond",
        (VOW, antwoord("A1", "2025-06-03", "R1", "2"), gehonoreerd("T1", "2025-07-28", "R1")),
        0,
    ),
    Geval("S002-VOT14", "open na 14 dagen", (VOT,), 1),
    Geval("S002-VOT14", "open op dag 14", (VOT,), 0, Instelling(peildatum="2025-01-16")),
    Geval("S002-VOT14", "onderzoek is geen besluit", (VOT, antwoord("A1", "2025-01-03", "R1", "2")), 1),
    Geval("S002-VOT14", "besluit op dag 14", (VOT, antwoord("A1", "2025-01-16", "R1", "1")), 0),
    Geval("S002-VOT14", "besluit op dag 15", (VOT, gehonoreerd("T1", "2025-01-17", "R1")), 1),
]

UNIEK = [
    Geval("TR347/TR383/OP361", "twee verzoeken", (VOT, vow("W1", "2025-06-02", "R1")), 1),
    Geval("TR347/TR383/OP361", "drie in een sleutel", (vot("V1", "2025-01-02", "R1", "R1", "R1"),), 1),
    Geval("TR347/TR383/OP361", "andere wet", (VOT, vot("V2", "2025-01-03", "R1", wet="Wmo")), 0),
    Geval("TR347/TR383/OP361", "andere aanbieder", (VOT, vot("V2", "2025-01-03", "R1", aanbieder="65656056")), 0),
    Geval(
        "TR347/TR383/OP361",
        "eerste afgekeurd",
        (VOT, retour(VOT, "2025-01-03", "0001"), vot("V2", "2025-01-06", "R1")),
        0,
    ),
    Geval("TR374/OP350", "eerder nog open", (VOT, vot("V2", "2025-02-03", "R2")), 1),
    Geval("TR374/OP350", "zelfde dag", (VOT, vot("V2", "2025-01-02", "R2")), 0),
    Geval("TR374/OP350", "andere cliënt", (VOT, vot("V2", "2025-02-03", "R2", client="c2")), 0),
    Geval(
        "TR374/OP350",
        "besluit op de dag zelf",
        (VOT, antwoord("A1", "2025-02-03", "R1", "1"), vot("V2", "2025-02-03", "R2")),
        0,
    ),
    Geval(
        "TR374/OP350",
        "besluit erna",
        (VOT, antwoord("A1", "2025-02-04", "R1", "1"), vot("V2", "2025-02-03", "R2")),
        1,
    ),
    Geval(
        "TR361/TR386/TR410/OP347",
        "overlap van een dag",
        (verzoek(aangevraagd("R1", "2025-02-01", "2025-02-28"), aangevraagd("R2", "2025-02-28", "2025-03-31")),),
        1,
    ),
    Geval(
        "TR361/TR386/TR410/OP347",
        "aansluitend",
        (verzoek(aangevraagd("R1", "2025-02-01", "2025-02-28"), aangevraagd("R2", "2025-03-01", "2025-03-31")),),
        0,
    ),
    Geval(
        "TR361/TR386/TR410/OP347",
        "ander product",
        (verzoek(aangevraagd("R1", "2025-02-01"), aangevraagd("R2", "2025-02-01", productcode="45V02")),),
        0,
    ),
    Geval(
        "TR361/TR386/TR410/OP347",
        "hulpmiddel",
        (
            verzoek(
                aangevraagd("R1", "2025-02-01", productcategorie="11", productcode="11001"),
                aangevraagd("R2", "2025-02-01", productcategorie="11", productcode="11001"),
                wet="Wmo",
            ),
        ),
        0,
    ),
    Geval(
        "TR361/TR386/TR410/OP347",
        "nieuwe producten, open einde",
        (wijziging(nieuw=(nieuw("2025-07-01"), nieuw("2025-08-01"), nieuw("2025-07-01", code="45V02"))),),
        1,
    ),
]

ANTWOORD = [
    Geval("TR355", "zonder verzoek", (antwoord("A1", "2025-01-03", "R9", "1"),), 1),
    Geval("TR355", "bij verzoek", (VOT, antwoord("A1", "2025-01-03", "R1", "1")), 0),
    Geval("TR355", "verzoek van later", (VOT, antwoord("A1", "2025-01-01", "R1", "1")), 1),
    Geval(
        "TR355",
        "afgekeurd verzoek",
        (VOT, retour(VOT, "2025-01-03", "0001"), antwoord("A1", "2025-01-06", "R1", "1")),
        1,
    ),
    Geval(
        "TR359",
        "na toewijzing",
        (VOT, gehonoreerd("T1", "2025-01-06", "R1"), antwoord("A1", "2025-01-07", "R1", "1")),
        1,
    ),
    Geval(
        "TR359", "zelfde dag", (VOT, gehonoreerd("T1", "2025-01-07", "R1"), antwoord("A1", "2025-01-07", "R1", "1")), 0
    ),
    Geval(
        "TR359",
        "toewijzing op een ouder verzoek",
        (gehonoreerd("T1", "2024-06-01", "R1"), VOT, antwoord("A1", "2025-01-07", "R1", "1")),
        0,
    ),
    Geval(
        "TR360/TR365",
        "twee keer in onderzoek",
        (VOT, antwoord("A1", "2025-01-03", "R1", "2"), antwoord("A2", "2025-01-06", "R1", "2")),
        1,
    ),
    Geval(
        "TR360/TR365",
        "een bevinding per verzoek",
        (
            VOT,
            *(
                antwoord(f"A{dag}", f"2025-01-0{dag}", "R1", code)
                for dag, code in ((3, "2"), (6, "2"), (7, "1"), (8, "1"))
            ),
        ),
        1,
    ),
    Geval(
        "TR360/TR365",
        "onderzoek na afwijzing",
        (VOT, antwoord("A1", "2025-01-03", "R1", "1"), antwoord("A2", "2025-01-06", "R1", "2")),
        1,
    ),
    Geval(
        "TR360/TR365",
        "afgewezen na onderzoek",
        (VOT, antwoord("A1", "2025-01-03", "R1", "2"), antwoord("A2", "2025-01-06", "R1", "1")),
        0,
    ),
    Geval(
        "TR360/TR365",
        "beide op een dag",
        (VOT, antwoord("A1", "2025-01-03", "R1", "1"), antwoord("A2", "2025-01-03", "R1", "2")),
        0,
    ),
    Geval("CD085/CD086", "afwijzing zonder reden", (afwijzing("2025-01-03", None, None),), 1),
    Geval("CD085/CD086", "onderzoek met reden", (afwijzing("2025-01-03", "3", None, code="2"),), 1),
    Geval("CD085/CD086", "afwijzing met reden", (afwijzing("2025-01-03", "3", None),), 0),
    Geval("CD085/CD086", "onderzoek zonder reden", (afwijzing("2025-01-03", None, None, code="2"),), 0),
    Geval("TR377/TR409", "gemeente ontbreekt", (afwijzing("2025-01-03", "8", None),), 1),
    Geval("TR377/TR409", "gemeente bij andere reden", (afwijzing("2025-01-03", "3", "0363"),), 1),
    Geval("TR377/TR409", "gemeente genoemd", (afwijzing("2025-01-03", "8", "0363"),), 0),
    Geval("TR377/TR409", "alleen Jw", (afwijzing("2025-01-03", "8", None, wet="Wmo"),), 0),
    Geval("OP359", "op dag 15", (VOT, afwijzing("2025-01-17", "8", "0363")), 1),
    Geval("OP359", "op dag 14", (VOT, afwijzing("2025-01-16", "8", "0363")), 0),
    Geval("OP359", "zonder gemeente", (VOT, afwijzing("2025-01-03", "8", None)), 1),
    Geval("OP359", "andere reden", (VOT, afwijzing("2025-03-03", "3", None)), 0),
    Geval("OP359", "verzoek om wijziging", (vow("W1", "2025-01-02", "R1"), afwijzing("2025-03-03", "8", "0363")), 0),
]

WIJZIGING = [
    Geval("OP343", "vier werkdagen", (wijziging(te_wijzigen=(gewijzigd(per="2025-06-06"),)),), 1),
    Geval("OP343", "vijf werkdagen", (wijziging(te_wijzigen=(gewijzigd(per="2025-06-10"),)),), 0),
    Geval("OP343", "met terugwerkende kracht", (wijziging(te_wijzigen=(gewijzigd(per="2025-06-02"),)),), 0),
    Geval("TR349/OP308", "niet genoemd", (GEGEVEN, wijziging(nieuw=(nieuw(),))), 1),
    Geval("TR349/OP308", "ongewijzigd genoemd", (GEGEVEN, wijziging(ongewijzigd=("1",))), 0),
    Geval("TR349/OP308", "te wijzigen", (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(),))), 0),
    Geval("TR349/OP308", "andere cliënt", (GEGEVEN, wijziging(client="c2")), 0),
    Geval("TR349/OP308", "geëindigd", (GEGEVEN, wijziging("2026-01-01")), 0, Instelling(kennisdatum="2026-12-31")),
    Geval("TR349/OP308", "laatste dag", (GEGEVEN, wijziging("2025-12-31")), 1),
    Geval(
        "TR349/OP308",
        "pas na het verzoek gegeven",
        (wijziging(nieuw=(nieuw(),)), toewijzing("T1", "2025-06-02", toegewezen(versie="2025-06-02"))),
        0,
    ),
    Geval(
        "TR349/OP308",
        "pas na het verzoek opgerekt",
        (
            toewijzing("T1", "2025-01-10", toegewezen("1", einde="2025-05-31")),
            wijziging(),
            toewijzing("T2", "2025-07-01", toegewezen("1", versie="2025-07-01", reden="04")),
        ),
        0,
    ),
    Geval(
        "TR349/OP308",
        "verwijderd",
        (
            GEGEVEN,
            toewijzing(
                "T2", "2025-02-01", toegewezen("1", "2025-12-01", "2025-12-01", versie="2025-02-01", reden="13")
            ),
            wijziging(),
        ),
        0,
    ),
    Geval("TR350/TR351", "onbekend nummer", (GEGEVEN, wijziging(ongewijzigd=("2",), te_wijzigen=(gewijzigd("3"),))), 2),
    Geval("TR350/TR351", "actueel", (GEGEVEN, wijziging(ongewijzigd=("1",))), 0),
    Geval(
        "TR350/TR351",
        "geëindigd",
        (GEGEVEN, wijziging("2026-01-01", ongewijzigd=("1",))),
        1,
        Instelling("2026-12-31", "2026-12-31"),
    ),
    Geval("TR350/TR351", "laatste dag", (GEGEVEN, wijziging("2025-12-31", ongewijzigd=("1",))), 0),
    Geval(
        "TR350/TR351",
        "pas na het verzoek ingetrokken",
        (
            GEGEVEN,
            wijziging(ongewijzigd=("1",)),
            toewijzing("T2", "2025-07-01", toegewezen("1", einde="2025-05-31", versie="2025-07-01", reden="05")),
        ),
        0,
    ),
    Geval("TR352/TR353", "zonder producten", (wijziging(),), 1),
    Geval("TR352/TR353", "alleen ongewijzigd", (wijziging(ongewijzigd=("1",)),), 1),
    Geval("TR352/TR353", "alleen nieuw", (wijziging(nieuw=(nieuw(),)),), 1),
    Geval("TR352/TR353", "te wijzigen", (wijziging(te_wijzigen=(gewijzigd(),)),), 0),
    Geval("TR352/TR353", "ongewijzigd en nieuw", (wijziging(ongewijzigd=("1",), nieuw=(nieuw(),)),), 0),
    Geval("TR357", "op de dagtekening", (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(per="2025-06-02"),))), 1),
    Geval("TR357", "na de dagtekening", (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(per="2025-06-03"),))), 0),
    Geval("TR357", "hele toewijzing", (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(per="2025-01-01"),))), 0),
    Geval("TR373", "budget halverwege", (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(budget="5000"),))), 1),
    Geval(
        "TR373",
        "budget vanaf het begin",
        (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(per="2025-01-01", budget="5000"),))),
        0,
    ),
    Geval("TR373", "omvang per week halverwege", (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(),))), 0),
    Geval(
        "TR373",
        "totaal halverwege",
        (toewijzing("T1", "2025-01-10", toegewezen(frequentie="6")), wijziging(te_wijzigen=(gewijzigd(),))),
        1,
    ),
    Geval("TR375/TR411/TR412", "omvang ontbreekt", (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(volume=None),))), 1),
    Geval("TR375/TR411/TR412", "omvang bij productcode", (GEGEVEN, wijziging(te_wijzigen=(gewijzigd(),))), 0),
    Geval(
        "TR375/TR411/TR412",
        "omvang zonder productcode",
        (toewijzing("T1", "2025-01-10", toegewezen(productcode=None)), wijziging(te_wijzigen=(gewijzigd(),))),
        1,
    ),
    Geval(
        "TR375/TR411/TR412",
        "omvang zonder productcode, tot en met 2020",
        (
            toewijzing("T1", "2020-01-10", toegewezen("1", "2020-01-01", "2020-12-31", productcode=None)),
            wijziging("2020-06-02", te_wijzigen=(gewijzigd(),)),
        ),
        0,
    ),
    Geval("TR380", "op de dagtekening", (wijziging(nieuw=(nieuw("2025-06-02"),)),), 1),
    Geval("TR380", "een dag later", (wijziging(nieuw=(nieuw("2025-06-03"),)),), 0),
    Geval("OP344/IV093", "een zonder referentie", (VOW, gehonoreerd("T1", "2025-06-03", "R1", None)), 1),
    Geval("OP344/IV093", "alle met referentie", (VOW, gehonoreerd("T1", "2025-06-03", "R1", "R1")), 0),
    Geval(
        "OP344/IV093",
        "later 301 hoeft niet",
        (VOW, gehonoreerd("T1", "2025-06-03", "R1", "R1"), gehonoreerd("T2", "2025-08-01", "R1", None)),
        0,
    ),
    Geval("OP344/IV093", "verzoek om toewijzing", (VOT, gehonoreerd("T1", "2025-01-03", "R1", None)), 0),
]

VERWIJZER = [
    Geval("CD066/CD067/CD068", "huisarts zonder code en naam", verwezen("02", None, None), 1),
    Geval("CD066/CD067/CD068", "huisarts met code en naam", verwezen("02", "01000001", True), 1),
    Geval("CD066/CD067/CD068", "huisarts met code", verwezen("02", "01000001", None), 0),
    Geval("CD066/CD067/CD068", "huisarts met naam", verwezen("02", None, True), 0),
    Geval("CD066/CD067/CD068", "gemeente met code", verwezen("01", "01000001", None), 1),
    Geval("CD066/CD067/CD068", "gemeente met naam", verwezen("01", None, True), 0),
]

GEVALLEN: list[Geval] = REACTIE + UNIEK + ANTWOORD + WIJZIGING + VERWIJZER
