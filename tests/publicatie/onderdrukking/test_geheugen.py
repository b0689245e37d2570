"""Two publications after each other: together they give away no more than each."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from peilstok.publicatie.onderdrukking.boom import Plek
from peilstok.publicatie.onderdrukking.geheugen import (
    Geheugen,
    als_toen,
    bewaar_geheugen,
    herinner,
    herstel,
    lees_geheugen,
    onthoud,
)
from peilstok.publicatie.onderdrukking.kiezen import kies, onbeschermd
from peilstok.publicatie.onderdrukking.lezen import Groepsrijen, samenhangend
from peilstok.publicatie.onderdrukking.rij import DREMPEL, Bekend, Rij, Stand
from peilstok.publicatie.onderdrukking.structuur import Groep, Niveau, Tabel
from tests.publicatie.onderdrukking.aanval import aanval
from tests.publicatie.onderdrukking.regio import Geval, rijen
from tests.publicatie.onderdrukking.test_kiezen import gevallen

BLOK = ("2026",)


def _structuur(uniek: bool) -> list[Tabel]:
    leeg: tuple[str, ...] = ()
    groep = Groep(
        "kpi_proef", "alles", "aantal", None, leeg, frozenset(Niveau), leeg, leeg, leeg, uniek, None, None, {}
    )
    alle = frozenset(Niveau)
    return [Tabel("kpi_proef", ("jaar",), "soort", {}, "jaar", False, False, alle, alle, leeg, (groep,))]


def _publiceer(
    structuur: list[Tabel], tabel: dict[Plek, Rij], geheugen: pa.Table | None = None
) -> tuple[list[Rij], list[Rij], pa.Table]:
    """The rows of this publication, those of the last one that are tied to them, and what is remembered of this one."""
    [groep] = structuur[0].groepen
    groepsrijen = Groepsrijen(groep)
    groepsrijen.blokken[BLOK] = tabel
    gelezen = {groep.volledig: groepsrijen}
    eerder = herstel(geheugen, structuur) if geheugen else Geheugen()
    [(samen, blok, nu)] = samenhangend(gelezen)
    vorige = herinner(structuur, samen, blok, eerder)
    kies([*nu, *vorige])
    return nu, vorige, onthoud(gelezen)


@settings(max_examples=20, deadline=None)
@given(
    zaad=st.integers(0, 10**9),
    hoeveel=st.integers(1, 120),
    erbij=st.integers(0, 8),
    eraf=st.integers(0, 3),
    delen=st.integers(1, 2),
    uniek=st.booleans(),
)
def test_twee_publicaties_verraden_samen_niets(
    zaad: int, hoeveel: int, erbij: int, eraf: int, delen: int, uniek: bool
) -> None:
    """Cases come in and are corrected away; the reader has both, and knows which figures are the same as before."""
    structuur = _structuur(uniek)
    erin = gevallen(random.Random(zaad), hoeveel + erbij, delen)
    _, _, geheugen = _publiceer(structuur, rijen(erin[:hoeveel], delen, uniek))
    nu, vorige, _ = _publiceer(structuur, rijen(erin[min(eraf, hoeveel - 1) :], delen, uniek), geheugen)
    if onbeschermd(nu):
        return  # does not leave
    te_smal = {plek: breedte for plek, breedte in aanval([*nu, *vorige]).items() if breedte < DREMPEL - 1e-6}
    assert te_smal == {}


def _gemeente(**aanbieders: int) -> dict[Plek, Rij]:
    """A gemeente with so many clients per provider."""
    erin = [(aanbieder, nr) for aanbieder, aantal in aanbieders.items() for nr in range(aantal)]
    uit = rijen([Geval(nr, "0384", aanbieder, "p", 0) for nr, (aanbieder, _) in enumerate(erin)], 1, False)
    return {plek: rij for plek, rij in uit.items() if plek.niveau in (Niveau.GEMEENTE, Niveau.AANBIEDER)}


def _weg(tabel: list[Rij]) -> set[str]:
    return {rij.sleutel[2] for rij in tabel if rij.stand is Stand.WEG}


def test_wat_is_gebleven_blijft_weg_ook_als_de_reden_weg_is() -> None:
    """Provider b was withheld for the sake of a, which now has enough: shown, b would say what a was."""
    _, _, geheugen = _publiceer(_structuur(False), _gemeente(a=3, b=6, c=20, d=30))
    nu, _, _ = _publiceer(_structuur(False), _gemeente(a=9, b=6, c=20, d=30), geheugen)
    assert _weg(nu) == {"a", "b"}


def test_wat_al_is_getoond_beschermt_niet_meer() -> None:
    """Provider a fell to 3. The others are out as they are, so that the total, which changed, is all that can be
    withheld."""
    _, _, geheugen = _publiceer(_structuur(False), _gemeente(a=7, b=6, c=20))
    nu, _, _ = _publiceer(_structuur(False), _gemeente(a=3, b=6, c=20), geheugen)
    assert "" in _weg(nu)
    assert {rij.sleutel[2]: rij.bekend for rij in nu if rij.sleutel[2] in "bc" and rij.sleutel[2]} == {
        "b": Bekend.ALLES,
        "c": Bekend.ALLES,
    }


def test_een_klein_aantal_komt_pas_terug_als_het_ver_genoeg_groeide() -> None:
    """From 3 to 5 says that it was 1 to 5; from 3 to 9 says little."""
    _, _, geheugen = _publiceer(_structuur(False), _gemeente(a=3, b=6, c=20, d=30))
    for aantal, weg in ((5, True), (9, False)):
        nu, _, _ = _publiceer(_structuur(False), _gemeente(a=aantal, b=11, c=20, d=30), geheugen)
        assert ("a" in _weg(nu)) is weg


def test_het_geheugen_is_alleen_voor_de_eigenaar(tmp_path: Path) -> None:
    structuur = _structuur(False)
    _, _, geheugen = _publiceer(structuur, _gemeente(a=3, b=6, c=20))
    assert lees_geheugen(tmp_path / "g", structuur) == Geheugen()
    bewaar_geheugen(tmp_path / "g", geheugen)
    assert onthoud(lees_geheugen(tmp_path / "g", structuur).groepen).equals(geheugen)
    assert {pad.stat().st_mode & 0o077 for pad in [tmp_path / "g", *(tmp_path / "g").iterdir()]} == {0}


def test_een_tijdvak_waarin_niets_veranderde_gaat_uit_als_toen() -> None:
    structuur = _structuur(True)
    erin = gevallen(random.Random(3), 90, 2)
    toen, _, geheugen = _publiceer(structuur, rijen(erin, 2, True))
    [groep] = structuur[0].groepen
    groepsrijen = Groepsrijen(groep)
    groepsrijen.blokken[BLOK] = rijen(erin, 2, True)
    [(samen, blok, nu)] = samenhangend({groep.volledig: groepsrijen})
    assert als_toen(samen, blok, herstel(geheugen, structuur))
    assert [(rij.delen, rij.stand, rij.vervallen) for rij in nu] == [
        (rij.delen, rij.stand, rij.vervallen) for rij in toen
    ]
    assert {rij.vervallen for rij in nu} == {False, True} and onbeschermd(nu) == []
    groepsrijen.blokken[BLOK] = rijen(erin[1:], 2, True)
    assert not als_toen(samen, blok, herstel(geheugen, structuur))
