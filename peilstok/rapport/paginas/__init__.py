"""The pages of the site, in the order of the navigation. A new page is a module here and a line in PAGINAS; the tests
in a browser take it along by themselves."""

from __future__ import annotations

from peilstok.rapport.blok import Pagina
from peilstok.rapport.paginas.aanbieder import AANBIEDER
from peilstok.rapport.paginas.definities import DEFINITIES
from peilstok.rapport.paginas.doorlooptijd import DOORLOOPTIJD
from peilstok.rapport.paginas.kosten import KOSTEN
from peilstok.rapport.paginas.kwaliteit import KWALITEIT
from peilstok.rapport.paginas.overzicht import OVERZICHT
from peilstok.rapport.paginas.plekken import PLEKKEN
from peilstok.rapport.paginas.volume import VOLUME

PAGINAS: tuple[Pagina, ...] = (
    OVERZICHT,
    VOLUME,
    PLEKKEN,
    DOORLOOPTIJD,
    KOSTEN,
    KWALITEIT,
    AANBIEDER,
    DEFINITIES,
)
