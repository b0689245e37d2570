"""Breaches of the rules on 305 and 307."""

from __future__ import annotations

from datetime import timedelta

from peilstok.demo.feiten import TIJDELIJK, Levering, Regel, Toewijzing
from peilstok.demo.kalender import plus_werkdagen
from peilstok.demo.regels.casus import PRODUCT_305, Casus, Recept


def _gestart(c: Casus) -> tuple[Toewijzing, Levering]:
    """A toewijzing on which care began three working days ago."""
    toewijzing = c.toegewezen()
    return toewijzing, c.start(toewijzing)


def _start(toewijzing: Toewijzing, status: str = "1") -> Regel:
    """The line of a 305 on the first day of the toewijzing."""
    return Regel(status, toewijzing.ingangsdatum, toewijzing.ingangsdatum)


def andere_status(c: Casus) -> None:
    toewijzing = c.toegewezen()
    c.meld(toewijzing, c.dag(1), _start(toewijzing, "9"))


def verwijderd_zonder_melding(c: Casus) -> None:
    toewijzing = c.toegewezen()
    c.meld(toewijzing, c.dag(1), _start(toewijzing, "3"))


def start_verwijderd_voor_stop(c: Casus) -> None:
    toewijzing, levering = _gestart(c)
    c.stop(toewijzing, levering, c.dag(2))
    c.trek_start_in(toewijzing, levering, c.dag(1))


def dubbel_gemeld(c: Casus) -> None:
    toewijzing, _ = _gestart(c)
    c.meld(toewijzing, c.dag(1), _start(toewijzing))


def onbekende_toewijzing(c: Casus) -> None:
    c.start(c.wees())


def tweede_start_zonder_stop(c: Casus) -> None:
    toewijzing, _ = _gestart(c)
    c.start(toewijzing, c.dag(1))


def stop_zonder_start(c: Casus) -> None:
    toewijzing = c.toegewezen()
    c.losse_stop(toewijzing, c.dag(3), c.dag(2), op=c.dag(1))


def einde_voor_begin(c: Casus) -> None:
    toewijzing = c.toegewezen()
    levering = c.start(toewijzing, c.dag(2))
    c.stop(toewijzing, levering, c.dag(3), op=c.dag(1))


def twee_tijdelijke_stops(c: Casus) -> None:
    toewijzing, levering = _gestart(c)
    c.stop(toewijzing, levering, c.dag(2), reden=TIJDELIJK)
    c.stop(toewijzing, levering, c.dag(1), reden=TIJDELIJK)


def definitief_voor_tijdelijk(c: Casus) -> None:
    toewijzing, levering = _gestart(c)
    c.stop(toewijzing, levering, c.dag(1), reden=TIJDELIJK)
    c.stop(toewijzing, levering, c.dag(2), op=c.dag(0))


def twee_definitieve_stops(c: Casus) -> None:
    toewijzing, levering = _gestart(c)
    c.stop(toewijzing, levering, c.dag(2))
    c.stop(toewijzing, levering, c.dag(1))


def begin_in_de_toekomst(c: Casus) -> None:
    toewijzing = c.toegewezen()
    c.start(toewijzing, c.dag(0), op=c.dag(1))


def begin_voor_de_toewijzing(c: Casus) -> None:
    c.start(c.toegewezen(ingang=c.dag(2)), c.dag(3), op=c.dag(2))


def andere_ingangsdatum(c: Casus) -> None:
    toewijzing = c.toegewezen()
    begin = toewijzing.ingangsdatum
    c.meld(toewijzing, c.dag(2), Regel("1", begin, begin - timedelta(days=1)))
    toewijzing.leveringen.append(Levering(begin, c.dag(2)))


def ander_product(c: Casus) -> None:
    """Only the category: the code of the toewijzing goes on counting."""
    toewijzing = c.toegewezen()
    c.meld(toewijzing, c.dag(2), _start(toewijzing), afwijking={f"{PRODUCT_305}/Product/Code": None})
    toewijzing.leveringen.append(Levering(toewijzing.ingangsdatum, c.dag(2)))


def einde_na_de_toewijzing(c: Casus) -> None:
    toewijzing = c.toegewezen(einddatum=c.dag(2))
    c.stop(toewijzing, c.start(toewijzing), c.dag(1))


def herstart_voor_het_einde(c: Casus) -> None:
    toewijzing, levering = _gestart(c)
    c.stop(toewijzing, levering, c.dag(1), reden=TIJDELIJK)
    c.start(toewijzing, c.dag(2), op=c.dag(1))


def andere_reden_dan_de_wijziging(c: Casus) -> None:
    """The gemeente says that the client goes to another aanbieder, the aanbieder that all went as planned."""
    toewijzing, levering = _gestart(c)
    c.besluit(toewijzing, c.dag(2), c.dag(1), "09")
    c.toewijs(toewijzing)
    c.stop(toewijzing, levering, c.dag(1))


def lange_onderbreking(c: Casus) -> None:
    """Paused for more than 90 days, and all of it reported in time."""
    ingang = plus_werkdagen(c.p - timedelta(days=140), 1)
    toewijzing = c.toegewezen(op=ingang)
    levering = c.start(toewijzing)
    c.stop(toewijzing, levering, plus_werkdagen(ingang, 10), reden=TIJDELIJK)


def te_late_start(c: Casus) -> None:
    """Six working days and more than a week after the beginning."""
    toewijzing = c.toegewezen(op=c.dag(10))
    c.start(toewijzing, op=c.dag(1))


def te_late_stop(c: Casus) -> None:
    toewijzing = c.toegewezen(op=c.dag(12), einddatum=c.p)
    c.stop(toewijzing, c.start(toewijzing), c.dag(9), op=c.dag(1))


def opnieuw_gestart(c: Casus) -> None:
    toewijzing, levering = _gestart(c)
    c.stop(toewijzing, levering, c.dag(2))
    c.start(toewijzing, c.dag(1))


def vergeten_stop(c: Casus) -> None:
    toewijzing = c.toegewezen(op=c.dag(12), einddatum=c.dag(8))
    c.start(toewijzing)


def niet_gestart(c: Casus) -> None:
    c.toegewezen(op=c.dag(12))


def laat_na_het_plan(c: Casus) -> None:
    toewijzing, levering = _gestart(c)
    c.plan(toewijzing, c.dag(14), levering.begindatum)


RECEPTEN = (
    Recept("OP271", te_late_start, ook={"S002-START7": 1, "S002-305-5WD": 1}),
    Recept("OP272", te_late_stop),
    Recept("OP033x2/CS058", andere_status),
    Recept("TR063", verwijderd_zonder_melding),
    Recept("TR071", start_verwijderd_voor_stop, ook={"TR382/OP072/OP155": 1}),
    Recept("TR074", dubbel_gemeld),
    Recept("TR019/OP363", onbekende_toewijzing),
    Recept("TR326/OP289", tweede_start_zonder_stop, ook={"OP379": 1}),
    Recept("TR382/OP072/OP155", stop_zonder_start),
    Recept("TR018", einde_voor_begin),
    Recept("TR413/OP378", twee_tijdelijke_stops),
    Recept("TR414/OP377", definitief_voor_tijdelijk),
    Recept("TR415/OP377", twee_definitieve_stops),
    Recept("OP379", opnieuw_gestart),
    Recept("OP288/OP295", vergeten_stop),
    Recept("OP295b", niet_gestart),
    Recept("OP011/TR134", begin_in_de_toekomst, ook={"TR134": 1}),
    Recept("DWH-01", begin_voor_de_toewijzing),
    Recept("DWH-02", andere_ingangsdatum),
    Recept("DWH-03/IV075", ander_product),
    Recept("DWH-04", einde_na_de_toewijzing),
    Recept("DWH-05", herstart_voor_het_einde, ook={"OP379": 1}),
    Recept("DWH-06", andere_reden_dan_de_wijziging),
    Recept("DWH-08", lange_onderbreking),
    Recept("S002-PLAN10WD", laat_na_het_plan),
)
