"""Breaches of the rules on 301."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from peilstok.demo.feiten import Toewijzing
from peilstok.demo.regels.casus import CONTACT_301, PRODUCT_301, Casus, Recept
from peilstok.demo.wereld import Gemeente, Product

_ANDERS = "14"
"""A reden wijziging that says nothing about the stop (DWH-06)."""
_ONBEKENDE_GEMEENTE = Gemeente("9999", "Nergenshuizen", ("1111",), 0)


def _omvang(product: Product, eenheid: str, frequentie: str) -> Product:
    return replace(product, omvang=(*product.omvang[:2], eenheid, frequentie))


def _nieuwe_versie(
    c: Casus, toewijzing: Toewijzing, einddatum: date | None = None, reden: str | None = _ANDERS
) -> None:
    """Decided and sent two working days ago, with ten days more."""
    c.besluit(toewijzing, c.dag(2), einddatum or c.p + timedelta(days=30), reden)
    c.toewijs(toewijzing)


def ingekort(c: Casus) -> None:
    """Ended on a day before the decision; no care was given."""
    toewijzing = c.toegewezen()
    c.besluit(toewijzing, c.dag(1), c.dag(2), _ANDERS)
    c.toewijs(toewijzing)


def andere_ingangsdatum(c: Casus) -> None:
    toewijzing = c.toegewezen()
    toewijzing.ingangsdatum = c.dag(2)
    _nieuwe_versie(c, toewijzing)


def ander_product(c: Casus) -> None:
    toewijzing = c.toegewezen()
    toewijzing.product = c.ander_product
    _nieuwe_versie(c, toewijzing)


def gestapeld(c: Casus) -> None:
    c.toewijs(c.beslis(), c.beslis())


def nieuw_nummer_voor_een_verlenging(c: Casus) -> None:
    eerste = c.beslis(einddatum=c.dag(1))
    c.toewijs(eerste, c.beslis(ingang=c.dag(1) + timedelta(days=1)))


def einde_dat_nooit_komt(c: Casus) -> None:
    c.toegewezen(einddatum=date(2099, 12, 31))


def einde_voor_ingang(c: Casus) -> None:
    c.toegewezen(ingang=c.dag(1), einddatum=c.dag(2))


def verwijderd_met_ander_einde(c: Casus) -> None:
    """Said with the wrong einddatum, and then as it should be."""
    toewijzing = c.toegewezen()
    c.besluit(toewijzing, c.dag(2), toewijzing.ingangsdatum + timedelta(days=1), "13")
    c.toewijs(toewijzing)
    c.verwijder(toewijzing, c.dag(1))


def vervallen_reden(c: Casus) -> None:
    _nieuwe_versie(c, c.toegewezen(), reden="01")


def gewijzigd_zonder_reden(c: Casus) -> None:
    _nieuwe_versie(c, c.toegewezen(), reden=None)


def andere_inhoud_op_dezelfde_tijd(c: Casus) -> None:
    """One version with two einddatums; the one that was sent last stands."""
    toewijzing = c.toegewezen()
    [versie] = toewijzing.versies
    toewijzing.versies[0] = replace(versie, einddatum=c.p + timedelta(days=15))
    c.toewijs(toewijzing, op=c.dag(2))


def onvolledig(c: Casus) -> None:
    c.toegewezen()
    c.toegewezen(product=c.ander_product, op=c.dag(2))


def open_na_definitieve_stop(c: Casus) -> None:
    toewijzing = c.toegewezen(einddatum=c.p + timedelta(days=60))
    c.stop(toewijzing, c.start(toewijzing), c.dag(2))


def verwijderd_na_declaratie(c: Casus) -> None:
    toewijzing = c.toegewezen()
    c.start(toewijzing)
    c.beantwoord(*c.declareer(c.prestatie(toewijzing), beantwoord=True))
    c.verwijder(toewijzing, c.dag(0))


def volume_verlaagd(c: Casus) -> None:
    """A total over the whole period, which may change under its nummer (OP033x1)."""
    toewijzing = c.toegewezen(product=_omvang(c.product, c.product.omvang[2], "6"))
    toewijzing.volume -= 1
    _nieuwe_versie(c, toewijzing)


def onbekende_referentie(c: Casus) -> None:
    c.toegewezen(referentie=c.referentie())


def zonder_einddatum(c: Casus) -> None:
    toewijzing = c.beslis()
    toewijzing.versies[0] = replace(toewijzing.laatste, einddatum=None)
    c.toewijs(toewijzing)


def een_nummer_voor_twee_clienten(c: Casus) -> None:
    """Equal in all but the client: none of the two counts, so it is as if nobody sent it."""
    toewijzing = c.wees()
    c.toewijs(toewijzing)
    c.nieuwe_client()
    c.toewijs(toewijzing)


def budget_en_omvang(c: Casus) -> None:
    c.toegewezen(afwijking={f"{PRODUCT_301}/Budget": 500_000})


def etmalen_per_dag(c: Casus) -> None:
    c.toegewezen(product=_omvang(c.product, "14", "1"))


def alleen_tijdelijk_adres(c: Casus) -> None:
    c.toegewezen(afwijking={f"{CONTACT_301}/Soort": "04"})


def onbekende_gemeente(c: Casus) -> None:
    """Over already: a gemeente without contact is missed only while something runs there."""
    c.als(gemeente=_ONBEKENDE_GEMEENTE)
    c.toegewezen(einddatum=c.dag(1))


def code_bij_andere_categorie(c: Casus) -> None:
    c.toegewezen(product=replace(c.product, categorie=c.ander_product.categorie))


RECEPTEN = (
    Recept("OP186", ingekort),
    Recept("OP033x1", andere_ingangsdatum),
    Recept("TR332/OP275", ander_product, ook={"OP033x1": 1}),
    Recept("TR302/OP259", gestapeld),
    Recept("OP257/OP380", nieuw_nummer_voor_een_verlenging),
    Recept("CS003", einde_voor_ingang),
    Recept("DWH-09", einde_dat_nooit_komt),
    Recept("DWH-10", een_nummer_voor_twee_clienten, aantal=2),
    Recept("CS335", verwijderd_met_ander_einde),
    Recept("CS336", vervallen_reden),
    Recept("IV066/IV099", gewijzigd_zonder_reden),
    Recept("IV013", andere_inhoud_op_dezelfde_tijd),
    Recept("OP087", onvolledig),
    Recept("OP258", open_na_definitieve_stop),
    Recept("OP362/TR385", verwijderd_na_declaratie, ook={"TR384": 1}),
    Recept("OP298/OP299", volume_verlaagd),
    Recept("TR379", onbekende_referentie),
    Recept("CD075/CD076", zonder_einddatum),
    Recept("CD041/CD077/CD078/CD079/CD080", budget_en_omvang),
    Recept("CS338/CS343", etmalen_per_dag),
    Recept("TR061/TR006/OP091/OP130", alleen_tijdelijk_adres),
    Recept("TR378", onbekende_gemeente),
    Recept("TR381", code_bij_andere_categorie),
)
