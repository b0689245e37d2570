"""A worker that is killed by one message, as a crash in the C library under it would."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection

from peilstok.laden.beoordelen import Beoordelaar, Oordeel
from peilstok.laden.bronnen import Bestand, Lid
from peilstok.laden.werker import werk

DODELIJK = b"<dood/>"

_beoordeel = Beoordelaar.beoordeel


def _beoordeel_of_sterf(zelf: Beoordelaar, leden: Sequence[tuple[Bestand, Lid]]) -> Oordeel:
    if any(lid.inhoud == DODELIJK for _, lid in leden):
        os._exit(9)
    return _beoordeel(zelf, leden)


if __name__ == "__main__":
    Beoordelaar.beoordeel = _beoordeel_of_sterf  # type: ignore[method-assign]
    werk(Connection(int(sys.argv[1])))
