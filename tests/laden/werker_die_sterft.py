"""A worker that one message kills, or keeps for ever, as a fault in the C library under it would."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from peilstok.kindproces import ouder
from peilstok.laden.beoordelen import Beoordelaar, Oordeel
from peilstok.laden.bronnen import Bestand, Lid
from peilstok.laden.werker import GEHEUGEN, werk

DODELIJK = b"<dood/>"
EINDELOOS = b"<eindeloos/>"

_beoordeel = Beoordelaar.beoordeel


def _beoordeel_of_sterf(zelf: Beoordelaar, leden: Sequence[tuple[Bestand, Lid]]) -> Oordeel:
    if any(lid.inhoud == DODELIJK for _, lid in leden):
        os._exit(9)
    if any(lid.inhoud == EINDELOOS for _, lid in leden):
        time.sleep(3600)
    return _beoordeel(zelf, leden)


if __name__ == "__main__":
    Beoordelaar.beoordeel = _beoordeel_of_sterf  # type: ignore[method-assign]
    werk(ouder(sys.argv, GEHEUGEN))
