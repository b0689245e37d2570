"""One worker: a process that judges what comes in over a pipe, until the other side closes it or is gone.

Run as `python -m peilstok.laden.werker FD`, with the number of an open pipe. What it works with, the key included,
is the first thing it receives: neither arguments nor environment show it.
"""

from __future__ import annotations

import signal
import sys
from multiprocessing.connection import Connection

from peilstok.berichten.catalogus import Catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.kindproces import ouder
from peilstok.laden.beoordelen import Beoordelaar

GEHEUGEN = 8 * 1024**3
"""Address space, of which the libraries alone reserve a gigabyte; a message needs 600 MB at its worst."""


def werk(verbinding: Connection) -> None:
    """Answer every list of members with its Oordeel."""
    try:
        begin: tuple[Catalogus, Pseudonimiseerder] = verbinding.recv()
        beoordelaar = Beoordelaar(*begin)
        while True:
            verbinding.send(beoordelaar.beoordeel(verbinding.recv()))
    except (EOFError, ConnectionError):
        return


if __name__ == "__main__":
    # Ctrl-C goes to all processes of a terminal; the parent decides what it means, and its end is the end here.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    werk(ouder(sys.argv, GEHEUGEN))
