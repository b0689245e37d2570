"""Breaches of every rule of message quality that received data can show, at known counts (besluiten/0013).

One recipe per rule, in a module per family of messages; each under every law of its rule, on clients, toewijzingen and
messages of its own.
"""

from __future__ import annotations

from itertools import count

from peilstok.demo.berichten import Nummering
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.regels import algemeen, declaratie, start_stop, toewijzing, verzoek
from peilstok.demo.regels.casus import Casus, Planting, Recept
from peilstok.demo.regels.vanzelf import vanzelf

RECEPTEN: tuple[Recept, ...] = tuple(
    recept for kamer in (start_stop, toewijzing, verzoek, declaratie, algemeen) for recept in kamer.RECEPTEN
)

# Numbers that the simulation and the planted files never give out.
_EERSTE_CLIENT_NA, _EERSTE_NUMMER = 100, 910_001

__all__ = ["RECEPTEN", "Planting", "Recept", "plant_regels", "vanzelf"]


def plant_regels(parameters: DemoParameters, nummering: Nummering) -> Planting:
    """Every recipe under each of its laws."""
    planting = Planting(
        clientnummers=count(parameters.clienten + _EERSTE_CLIENT_NA + 1), volgnummers=count(_EERSTE_NUMMER)
    )
    for recept in RECEPTEN:
        for wet in recept.wetten:
            recept.speel(Casus(planting, parameters, nummering, wet, recept.gemeente))
            planting.bevindingen.update(recept.bevindingen(wet))
    return planting
