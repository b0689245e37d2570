"""The pages of the site, in the order of the navigation. A new page is a module here and a line in PAGINAS; the tests
in a browser take it along by themselves."""

from __future__ import annotations

from dataclasses import replace

from peilstok.rapport.blok import Pagina
from peilstok.rapport.lezer import Lezer
from peilstok.rapport.paginas.aanbieder import AANBIEDER, AANBIEDER_ZELF
from peilstok.rapport.paginas.aanbieders import AANBIEDERS
from peilstok.rapport.paginas.definities import DEFINITIES
from peilstok.rapport.paginas.doorlooptijd import DOORLOOPTIJD
from peilstok.rapport.paginas.gemeenten import GEMEENTEN
from peilstok.rapport.paginas.kosten import KOSTEN
from peilstok.rapport.paginas.kwaliteit import KWALITEIT
from peilstok.rapport.paginas.opvolging import OPVOLGING
from peilstok.rapport.paginas.overzicht import OVERZICHT
from peilstok.rapport.paginas.percelen import PERCELEN
from peilstok.rapport.paginas.plekken import PLEKKEN
from peilstok.rapport.paginas.signalen import SIGNALEN
from peilstok.rapport.paginas.sturing import STURING
from peilstok.rapport.paginas.volume import VOLUME

PAGINAS: tuple[Pagina, ...] = (
    OVERZICHT,
    VOLUME,
    PLEKKEN,
    DOORLOOPTIJD,
    KOSTEN,
    STURING,
    KWALITEIT,
    PERCELEN,
    GEMEENTEN,
    AANBIEDERS,
    AANBIEDER,
    SIGNALEN,
    OPVOLGING,
    DEFINITIES,
)


def paginas_voor(lezer: Lezer) -> list[Pagina]:
    """The pages of another audience than the data team, the first of which is its `index`. A provider opens on the page
    about itself, a backoffice on the quality of the messages."""
    if lezer.soort == "aanbieder":
        return [AANBIEDER_ZELF, *(pagina for pagina in PAGINAS if pagina not in (OVERZICHT, AANBIEDER))]
    if lezer.soort == "backoffice":
        return [replace(KWALITEIT, naam="index", titel="Overzicht"), DEFINITIES]
    return list(PAGINAS)
