"""What is withheld protects itself: against linear programming over all that is shown, on regions by chance."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from peilstok.publicatie.onderdrukking.kiezen import kies, onbeschermd
from peilstok.publicatie.onderdrukking.rij import DREMPEL, Stand
from peilstok.publicatie.onderdrukking.structuur import Niveau
from tests.publicatie.onderdrukking.aanval import aanval
from tests.publicatie.onderdrukking.regio import Geval, boom, rijen


def gevallen(toeval: random.Random, hoeveel: int, delen: int) -> list[Geval]:
    """Cases of a region in which few providers have most clients."""

    def scheef(van: int) -> str:
        return str(int(van * toeval.random() ** 2))

    kansen = [1.0, *(toeval.choice((0.05, 0.3, 1.0)) for _ in range(delen - 1))]
    return [
        Geval(
            toeval.randrange(max(1, hoeveel * 2 // 3)),
            "g" + scheef(3),
            "a" + scheef(5),
            "p" + scheef(3),
            toeval.choices(range(delen), kansen)[0],
        )
        for _ in range(hoeveel)
    ]


@settings(max_examples=30, deadline=None)
@given(
    zaad=st.integers(0, 10**9),
    hoeveel=st.integers(1, 160),
    delen=st.integers(1, 3),
    uniek=st.booleans(),
    zonder_delen=st.sampled_from([(), (Niveau.AANBIEDER,), (Niveau.AANBIEDER, Niveau.SOORT, Niveau.REGIO_SOORT)]),
)
def test_wat_niet_getoond_is_volgt_nergens_uit(
    zaad: int, hoeveel: int, delen: int, uniek: bool, zonder_delen: tuple[Niveau, ...]
) -> None:
    tabel = boom(rijen(gevallen(random.Random(zaad), hoeveel, delen), delen, uniek, zonder_delen))
    kies(tabel)
    assert onbeschermd(tabel) == []
    for rij in tabel:
        if rij.vervallen:
            continue
        assert rij.stand >= rij.minstens()
        assert all(rij.clienten[deel] >= DREMPEL for deel in rij.gevuld) or rij.stand > Stand.GETOOND
    te_smal = {plek: breedte for plek, breedte in aanval(tabel).items() if breedte < DREMPEL - 1e-6}
    assert te_smal == {}
