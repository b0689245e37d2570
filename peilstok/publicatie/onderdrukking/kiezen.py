"""Which figures are withheld: those that rest on few clients, and others until none follows from what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from peilstok.publicatie.onderdrukking.rij import DREMPEL, Bekend, Rij, Stand
from peilstok.publicatie.onderdrukking.ruimte import Ruimte


def kies(rijen: Sequence[Rij]) -> None:
    """Set `stand` of every row; a Stand that is set already is kept as the least. The order of `rijen` means nothing.

    Withholds no more than it has to, one row at a time: the smallest row of the total that protects what is not yet
    protected. Where none does, the parts of a total do not leave, or what it is divided in (`vervallen`)."""
    ruimte = Ruimte()
    volgorde = sorted(rijen, key=lambda rij: (rij.diepte, rij.aantal, rij.sleutel))
    for rij in volgorde:
        if not rij.vorige:
            _til(rij, rij.minstens(), ruimte)
    for rij in volgorde:
        # what an earlier publication withheld, and what its total takes along
        _til(rij, rij.stand, ruimte)
    lagen = [[*laag] for _, laag in groupby(reversed(volgorde), key=lambda rij: rij.diepte)]
    while any(_bescherm_laag(laag, ruimte) for laag in lagen):
        pass


def _bescherm_laag(laag: Sequence[Rij], ruimte: Ruimte) -> bool:
    """Protect the rows that are equally deep; whether anything changed. The finest go first: what of them does not
    leave binds nothing above it."""
    ooit, nog_eens = False, True
    while nog_eens:
        nog_eens = False
        for rij in laag:
            nog_eens |= _bescherm(rij, ruimte)
        ooit |= nog_eens
    return ooit


def onbeschermd(rijen: Iterable[Rij]) -> list[Rij]:
    """Rows of which a withheld figure may be bounded too narrowly; not those of an earlier publication."""
    ruimte = Ruimte()
    return [rij for rij in rijen if not rij.vorige and _tekort(rij, ruimte) > 0]


def _til(rij: Rij, stand: Stand, ruimte: Ruimte) -> list[tuple[Rij, Stand]]:
    """Withhold at least so much of a row, and of what adds up to it; what that changed."""
    if rij.aantal == 0 or rij.vorige:
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
    if rij.stand is Stand.GETOOND or rij.bekend is Bekend.ALLES or rij.vervallen:
        return 0.0
    breedten = [ruimte.van_deel(rij, deel) for deel in rij.gevuld] if rij.gesplitst else []
    if rij.stand is Stand.WEG and rij.bekend is Bekend.NIETS:
        breedten.append(ruimte.van_aantal(rij))
        if _som_volgt(rij):
            breedten.append(0.0)
    return max(DREMPEL - min(breedten, default=DREMPEL), 0.0)


def _som_volgt(rij: Rij) -> bool:
    """Whether the days or euros of a row are all that its total has beyond what is shown."""
    if rij.ouder is None or rij.ouder.stand is Stand.WEG:
        return False
    anderen = [ander for ander in rij.zussen if ander is not rij and ander.stand is Stand.WEG]
    anderen = [ander for ander in anderen if ander.bekend is Bekend.NIETS]
    return any(som and not any(ander.sommen[plek] for ander in anderen) for plek, som in enumerate(rij.sommen))


def _bescherm(rij: Rij, ruimte: Ruimte) -> bool:
    """Withhold one row more when this one is not protected; False when it is, or when nothing helps."""
    tekort = _tekort(rij, ruimte)
    if tekort == 0:
        return False
    beste: tuple[float, Rij, Stand] | None = None
    naast = [(rij.stand, rij.zussen), (Stand.WEG, rij.gehelen)]
    naast += [(ouder.stand, ouder.zussen) for ouder in rij.ouders() if ouder.stand is not Stand.GETOOND]
    for stand, anderen in naast:
        for ander in sorted(anderen, key=lambda ander: (ander.aantal, ander.sleutel)):
            if ander.stand >= stand or not _helpt(ander, stand):
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
    # no single row helps: what it lies within as well, which then finds rows of its own
    for geheel in rij.gehelen:
        if geheel.stand < rij.stand and _helpt(geheel, rij.stand) and _til(geheel, rij.stand, ruimte):
            return True
    if rij.vorige:
        return False
    # or its total is not divided so finely: better a total without parts than no total
    if rij.stand is Stand.DELEN_WEG and any(ander.stand is Stand.GETOOND and ander.gesplitst for ander in rij.zussen):
        _til(rij, Stand.WEG, ruimte)
        return True
    return _maak_grover(rij, ruimte)


def _helpt(rij: Rij, stand: Stand) -> bool:
    """Whether it hides anything to withhold so much of a row."""
    return rij.bekend is Bekend.NIETS or (rij.bekend is Bekend.AANTAL and stand is Stand.DELEN_WEG)


def _maak_grover(rij: Rij, ruimte: Ruimte) -> bool:
    """Let what a total is divided in not leave, or not with parts where that matters less than the parts of the total.
    Otherwise, and where something was out before and stays known, the total is withheld."""
    ouder = rij.ouder
    alleen_delen = len(rij.delen) > 1 and (rij.stand is Stand.DELEN_WEG or ruimte.van_aantal(rij) >= DREMPEL)
    nodig = Stand.DELEN_WEG if alleen_delen else Stand.WEG
    bekend = Bekend.ALLES if alleen_delen else Bekend.AANTAL
    vast = (alleen_delen and not rij.mag_grover) or any(zus.bekend >= bekend for zus in rij.zussen)
    hoger = next((ander for ander in rij.ouders() if ander.stand < nodig), None) if vast else None
    if ouder is None:
        anders = bool(rij.kinderen)
        for wijze in [*rij.kinderen]:
            rij.laat_vervallen(wijze)
    elif hoger is not None and _til(hoger, nodig, ruimte):
        anders = True
    else:
        anders = True
        if alleen_delen:
            for zus in rij.zussen:
                zus.zonder_delen()
        else:
            ouder.laat_vervallen(rij.wijze)
    ruimte.vergeet()
    return anders


def _zet_terug(gewijzigd: list[tuple[Rij, Stand]], ruimte: Ruimte) -> None:
    for rij, stand in gewijzigd:
        rij.stand = stand
    if gewijzigd:
        ruimte.vergeet()
