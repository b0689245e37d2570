"""A reader of sheets that one file makes crash, hang or take all memory, as a fault in native code would."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

from peilstok import werkblad
from peilstok.kindproces import ouder

STERF, HANG, VREET = b"PK sterf", b"PK hang", b"PK vreet"

_lees = werkblad.lees_werkblad


def _lees_of_sterf(inhoud: bytes) -> Iterator[list[str]]:
    if inhoud == STERF:
        os.abort()
    if inhoud == HANG:
        time.sleep(3600)
    if inhoud == VREET:
        yield ["x" * werkblad.GEHEUGEN]
    yield from _lees(inhoud)


if __name__ == "__main__":
    werkblad.lees_werkblad = _lees_of_sterf
    werkblad.werk(ouder(sys.argv, werkblad.GEHEUGEN))
