"""Which figures are withheld: those that rest on few clients, and others until none of them follows from what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peilstok.publicatie.onderdrukking.rij import DREMPEL, Rij, Stand
from peilstok.publicatie.onderdrukking.ruimte import Ruimte


def kies(rijen: Sequence[Rij]) -> None:
    """Set `stand` of every row; a Stand that is set already is kept as the least. The order of `rijen` means nothing.

    Withholds no more than it has to, one row at a time: the smallest row of the total that protects what is not yet protected."""
    ruimte = Ruimte()
    volgorde = sorted(rijen, key=lambda rij: (rij.diepte, rij.aantal, rij.sleutel))
    for rij in volgorde:
        _til(rij, rij.minstens(), ruimte)
    for rij in volgorde:
        # what an earlier publication withheld, and what its total takes along
        _til(rij, rij.stand, ruimte)
    while any([_bescherm(rij, ruimte) for rij in reversed(volgorde)]):
        pass


def onbeschermd(rijen: Iterable[Rij]) -> list[Rij]:
    """Rows of which a withheld figure may be bounded too narrowly. What an earlier publication showed is not among them."""
    ruimte = Ruimte()
    return [rij for rij in rijen if not rij.bekend and _tekort(rij, ruimte) > 0]


def _til(rij: Rij, stand: Stand, ruimte: Ruimte) -> list[tuple[Rij, Stand]]:
    """Withhold at least so much of a row, and of what adds up to it; what that changed."""
    if rij.aantal == 0:
        return []
    if stand is Stand.DELEN_WEG:
        if not rij.gesplitst:
            return []
        if rij.speling < DREMPEL:
            stand = Stand.WEG
    gewijzigd = []
    if stand > rij.stand:
        gewijzigd.append((rij, rij.stand))
        rij.stand = stand
        ruimte.vergeet()
    if stand > Stand.GETOOND:
        for kinderen in rij.kinderen.values():
            for kind in kinderen:
                gewijzigd += _til(kind, rij.stand, ruimte)
    return gewijzigd


def _tekort(rij: Rij, ruimte: Ruimte) -> float:
    """How much the narrowest withheld figure of a row falls short of DREMPEL; 0 when nothing does."""
    if rij.stand is Stand.GETOOND:
        return 0.0
    breedten = [ruimte.van_deel(rij, deel) for deel in rij.gevuld] if rij.gesplitst else []
    if rij.stand is Stand.WEG:
        breedten.append(ruimte.van_aantal(rij))
        if _som_volgt(rij):
            breedten.append(0.0)
    return max(DREMPEL - min(breedten), 0.0)


def _som_volgt(rij: Rij) -> bool:
    """Whether the days or euros of a row are all that its total has beyond what is shown."""
    if rij.ouder is None or rij.ouder.stand is Stand.WEG:
        return False
    anderen = [ander for ander in rij.zussen if ander is not rij and ander.stand is Stand.WEG and not ander.bekend]
    return any(som and not any(ander.sommen[plek] for ander in anderen) for plek, som in enumerate(rij.sommen))


def _bescherm(rij: Rij, ruimte: Ruimte) -> bool:
    """Withhold one row more when this one is not protected; False when it is, or when nothing helps."""
    tekort = 0.0 if rij.bekend else _tekort(rij, ruimte)
    if tekort == 0:
        return False
    beste: tuple[float, Rij, Stand] | None = None
    naast = [(rij.stand, rij.zussen), (Stand.WEG, rij.gehelen)]
    naast += [(ouder.stand, ouder.zussen) for ouder in rij.ouders() if ouder.stand is not Stand.GETOOND]
    for stand, anderen in naast:
        for ander in sorted(anderen, key=lambda ander: (ander.aantal, ander.sleutel)):
            if ander.bekend or ander.stand >= stand:
                continue
            gewijzigd = _til(ander, stand, ruimte)
            over = _tekort(rij, ruimte) if gewijzigd else tekort
            _zet_terug(gewijzigd, ruimte)
            if over == 0:
                beste = (over, ander, stand)
                break
            if over < tekort and (beste is None or over < beste[0]):
                beste = (over, ander, stand)
        if beste is not None:
            return bool(_til(beste[1], beste[2], ruimte))
    # no single row helps: what it lies within, then more of the row itself, then its total; those find rows of their own
    for geheel in rij.gehelen:
        if geheel.stand < rij.stand and not geheel.bekend:
            return bool(_til(geheel, rij.stand, ruimte))
    if rij.stand is Stand.DELEN_WEG:
        return bool(_til(rij, Stand.WEG, ruimte))
    for ouder in rij.ouders():
        if ouder.stand is not Stand.WEG and not ouder.bekend:
            return bool(_til(ouder, Stand.WEG, ruimte))
    return False


def _zet_terug(gewijzigd: list[tuple[Rij, Stand]], ruimte: Ruimte) -> None:
    for rij, stand in gewijzigd:
        rij.stand = stand
    if gewijzigd:
        ruimte.vergeet()
