"""Breaches of the rules on all messages and on retours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from peilstok.demo.berichten import met_oordeel
from peilstok.demo.feiten import Levering, Regel
from peilstok.demo.personen import client_bsn
from peilstok.demo.regels.casus import Casus, Recept

# A number beyond the official test BSNs: nine digits that fail the elfproef, and so belong to nobody.
_ZONDER_ELFPROEF = 500_000


def retour_te_laat(c: Casus) -> None:
    """The aanbieder has not answered a 301 of two weeks ago."""
    toewijzing = c.beslis(op=c.dag(10))
    c.toewijs(toewijzing, zonder_retour=True)
    c.start(toewijzing)


def retour_met_inhoud(c: Casus) -> None:
    """It approves, and repeats the client all the same."""
    toewijzing = c.toegewezen()
    bericht = c.meld(toewijzing, c.dag(2), Regel("1", c.dag(2), toewijzing.ingangsdatum))
    c.stuur_retour(bericht, c.dag(1), met_oordeel(bericht.inhoud))
    toewijzing.leveringen.append(Levering(c.dag(2), c.dag(2)))


def bsn_faalt(c: Casus) -> None:
    c.als(bsn=client_bsn(_ZONDER_ELFPROEF + c.client.nummer))
    c.toegewezen()


def heel_oud(c: Casus) -> None:
    c.als(geboortedatum=date(c.p.year - 125, 1, 1))
    c.toegewezen()


def toewijzingsdatum_in_de_toekomst(c: Casus) -> None:
    toewijzing = c.beslis(op=c.dag(1))
    toewijzing.versies[0] = replace(toewijzing.laatste, toewijzingsdatum=c.dag(0))
    c.toewijs(toewijzing)


def identificatie_opnieuw_gebruikt(c: Casus) -> None:
    """A second start under the same identificatie, which must not count."""
    toewijzing = c.toegewezen()
    begin = toewijzing.ingangsdatum
    eerste = c.meld(toewijzing, c.dag(2), Regel("1", begin, begin))
    toewijzing.leveringen.append(Levering(begin, c.dag(2)))
    c.stuur_tweeling(eerste, c.regie(toewijzing, c.dag(1), Regel("1", c.dag(2), begin)))


def toewijzing_dubbel(c: Casus) -> None:
    """Twice in one 301, word for word."""
    toewijzing = c.beslis()
    c.toewijs(toewijzing, toewijzing)


RECEPTEN = (
    Recept("OP090", retour_te_laat),
    Recept("OP065/IV028", retour_met_inhoud),
    Recept("CS002/OP079", bsn_faalt),
    Recept("TR002/CS139", heel_oud),
    Recept("TR134", toewijzingsdatum_in_de_toekomst),
    Recept("TR056", identificatie_opnieuw_gebruikt),
    Recept("TR101", toewijzing_dubbel),
)
