"""Breaches of the rules on 315, 317 and 319."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from peilstok.berichten.schrijven import Waarde
from peilstok.demo.berichten import omvang
from peilstok.demo.feiten import Antwoord, Toewijzing
from peilstok.demo.kalender import plus_werkdagen
from peilstok.demo.regels.casus import PRODUCT_315, TE_WIJZIGEN, Casus, Recept
from peilstok.demo.verzoeken import AFGEWEZEN, IN_ONDERZOEK

_REDEN, _WOONPLAATSBEGINSEL = "3", "8"
_NIEUW = "Client/Verzoek/NieuweProducten"
_WOONPLAATS = "Antwoord/Woonplaatsbeginsel"


def _afgewezen(dag: date, reden: str | None = _REDEN) -> Antwoord:
    return Antwoord(dag, AFGEWEZEN, reden)


def _onderzoek(dag: date) -> Antwoord:
    return Antwoord(dag, IN_ONDERZOEK)


def _twee(c: Casus) -> tuple[Toewijzing, Toewijzing]:
    """Two toewijzingen of three working days ago, sent together."""
    een, ander = c.beslis(), c.beslis(product=c.ander_product)
    c.toewijs(een, ander)
    return een, ander


# -- terms --


def late_reactie(c: Casus) -> None:
    """Decided in seven working days, and so within a fortnight."""
    c.vraag(c.dag(9), (_afgewezen(c.dag(2)),))


def laat_besluit(c: Casus) -> None:
    """Looked into in time, refused after three weeks."""
    dag = c.dag(17)
    c.vraag(dag, (_onderzoek(plus_werkdagen(dag, 2)), _afgewezen(c.dag(2))))


def lang_in_onderzoek(c: Casus) -> None:
    dag = plus_werkdagen(c.p - timedelta(days=75), 1)
    c.vraag(dag, (_onderzoek(plus_werkdagen(dag, 2)),))


def late_reactie_op_wijziging(c: Casus) -> None:
    toewijzing = c.toegewezen(op=c.dag(12))
    c.start(toewijzing)
    c.vraag_wijziging(c.dag(9), toewijzing)


def woonplaats_zonder_gemeente(c: Casus) -> None:
    c.vraag(c.dag(3), (_afgewezen(c.dag(1), _WOONPLAATSBEGINSEL),))


def te_kort_vooraf(c: Casus) -> None:
    c.vraag_wijziging(c.dag(1), c.toegewezen(), per=plus_werkdagen(c.p, 1))


# -- requests --


def referentie_van_een_ander(c: Casus) -> None:
    """Two requests for two clients under one ReferentieAanbieder."""
    eerste = c.vraag(c.dag(3))
    c.nieuwe_client()
    c.vraag(c.dag(2), referentie=eerste.referentie)


def eerder_verzoek_open(c: Casus) -> None:
    c.vraag(c.dag(3))
    c.vraag(c.dag(2))


def product_dubbel_gevraagd(c: Casus) -> None:
    c.vraag(c.dag(2), producten=2)


def verwijzer_zonder_naam_of_code(c: Casus) -> None:
    c.vraag(c.dag(2), afwijking={f"{PRODUCT_315}/Verwijzer": {"Type": "02"}}, verwijzer="02")


# -- answers --


def antwoord_zonder_verzoek(c: Casus) -> None:
    c.antwoord(c.referentie(), _afgewezen(c.dag(2)))


def afgewezen_na_toewijzing(c: Casus) -> None:
    toewijzing = c.beslis(op=c.dag(2), referentie=c.referentie())
    afwijzing = _afgewezen(c.dag(1))
    c.vraag(
        c.dag(3),
        (afwijzing,),
        referentie=toewijzing.laatste.referentie or "",
        toewijzing=toewijzing,
        toegekend_op=c.dag(2),
    )
    c.toewijs(toewijzing)


def twee_keer_in_onderzoek(c: Casus) -> None:
    c.vraag(c.dag(3), (_onderzoek(c.dag(2)), _onderzoek(c.dag(1))))


def afgewezen_zonder_reden(c: Casus) -> None:
    c.vraag(c.dag(3), (_afgewezen(c.dag(2), None),))


def gemeente_zonder_woonplaatsbeginsel(c: Casus) -> None:
    c.vraag(c.dag(3), (_afgewezen(c.dag(2)),), afwijking_antwoord={_WOONPLAATS: {"Gemeente": "0363"}})


# -- requests for change --


def toewijzing_niet_genoemd(c: Casus) -> None:
    een, _ = _twee(c)
    c.vraag_wijziging(c.dag(1), een)


def onbekende_toewijzing_genoemd(c: Casus) -> None:
    toewijzing = c.toegewezen()
    onbekend = replace(toewijzing, nummer=toewijzing.nummer + 100_000)
    c.vraag_wijziging(c.dag(1), toewijzing, naast=(onbekend,))


def niets_te_wijzigen(c: Casus) -> None:
    toewijzing = c.toegewezen()
    c.vraag_wijziging(c.dag(1), toewijzing, naast=(toewijzing,), afwijking={"Client/Verzoek/TeWijzigenProducten": None})


def wijziging_in_het_verleden(c: Casus) -> None:
    c.vraag_wijziging(c.dag(1), c.toegewezen(), per=c.dag(1))


def totaal_halverwege(c: Casus) -> None:
    totaal = replace(c.product, omvang=(*c.product.omvang[:3], "6"))
    c.vraag_wijziging(c.dag(1), c.toegewezen(product=totaal))


def zonder_omvang(c: Casus) -> None:
    c.vraag_wijziging(c.dag(1), c.toegewezen(), afwijking={f"{TE_WIJZIGEN}/Omvang": None})


def nieuw_product_in_het_verleden(c: Casus) -> None:
    dag, product = c.dag(1), c.ander_product
    nieuw: Waarde = {
        "Product": {"Categorie": product.categorie, "Code": product.code},
        "GewensteIngangsdatum": dag,
        "Einddatum": c.p + timedelta(days=60),
        "Omvang": omvang(product, product.omvang[0]),
    }
    c.vraag_wijziging(dag, c.toegewezen(), afwijking={_NIEUW: {"NieuwProduct": [nieuw]}})


def wijziging_van_onbekende_client(c: Casus) -> None:
    """A request about a toewijzing that nobody knows, for a client who has none."""
    c.vraag_wijziging(c.dag(1), c.wees())


def gehonoreerd_zonder_referentie(c: Casus) -> None:
    """Of two toewijzingen in the 301 that grants the request only one bears its ReferentieAanbieder."""
    een, ander = _twee(c)
    verzoek = c.vraag_wijziging(c.dag(2), een, naast=(ander,), toegekend_op=c.dag(1))
    c.besluit(een, c.dag(1), verzoek.einddatum, "12", verzoek.referentie)
    c.toewijs(een, ander)


RECEPTEN = (
    Recept("OP274", late_reactie),
    Recept("S002-VOT14", laat_besluit),
    Recept("OP274b", lang_in_onderzoek, ook={"S002-VOT14": 1}),
    Recept("OP346", late_reactie_op_wijziging),
    Recept("OP343", te_kort_vooraf),
    Recept("TR347/TR383/OP361", referentie_van_een_ander),
    Recept("TR374/OP350", eerder_verzoek_open),
    Recept("TR361/TR386/TR410/OP347", product_dubbel_gevraagd),
    Recept("CD066/CD067/CD068", verwijzer_zonder_naam_of_code),
    Recept("TR355", antwoord_zonder_verzoek),
    Recept("TR359", afgewezen_na_toewijzing),
    Recept("TR360/TR365", twee_keer_in_onderzoek),
    Recept("CD085/CD086", afgewezen_zonder_reden),
    Recept("OP359", woonplaats_zonder_gemeente, ook={"TR377/TR409": 1}),
    Recept("TR377/TR409", gemeente_zonder_woonplaatsbeginsel),
    Recept("TR349/OP308", toewijzing_niet_genoemd),
    Recept("TR350/TR351", onbekende_toewijzing_genoemd),
    Recept("TR352/TR353", niets_te_wijzigen),
    Recept("TR357", wijziging_in_het_verleden),
    Recept("TR373", totaal_halverwege),
    Recept("TR375/TR411/TR412", zonder_omvang),
    Recept("TR380", nieuw_product_in_het_verleden),
    Recept("TR304", wijziging_van_onbekende_client, ook={"TR350/TR351": 1}),
    Recept("OP344/IV093", gehonoreerd_zonder_referentie),
)
