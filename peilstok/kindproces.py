"""A bare interpreter with one end of a pipe: for work on bytes that anybody may have sent, in libraries of native code.

What such a library does at its worst (abort, segmentation fault, no end, all memory) happens to the child; here it is
an EOFError, an OSError or a TimeoutError. The parent's end is the child's end too: it reads an end of file.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path


def _zoekpad() -> str:
    """Where a child finds modules: where this process does, and this package where it was found, for whoever has
    changed folder since.
    """
    pakket = str(Path(__file__).parents[1])
    paden: list[str] = []
    for pad in sys.path:
        # A Path in it is a mistake that Python passes over.
        if isinstance(pad, str):
            paden += [pad] if Path(pad).is_absolute() else [pakket, pad or os.curdir]
    return os.pathsep.join(paden)


class Kindproces:
    """`python -m <module> FD`, with FD the number of the other end of `verbinding`."""

    def __init__(self, module: str) -> None:
        self.verbinding, ander_eind = Pipe()
        with ander_eind:
            nummer = ander_eind.fileno()
            # our settings, the key among them, are no business of a child: what it needs comes over the pipe
            omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PEILSTOK_")}
            self.proces = subprocess.Popen(
                # -P: not first in the folder the night happens to run in, where any csv.py may lie.
                [sys.executable, "-P", "-m", module, str(nummer)],
                stdin=subprocess.DEVNULL,
                pass_fds=(nummer,),
                env=omgeving | {"PYTHONPATH": _zoekpad()},
            )

    def wacht(self, seconden: float) -> None:
        """Until there is something to receive, or the child died. TimeoutError (an OSError) when that takes longer."""
        if not self.verbinding.poll(seconden):
            raise TimeoutError

    def stop(self) -> None:
        """Let it end by itself; killed when it does not."""
        self.verbinding.close()
        try:
            self.proces.wait(5)
        except subprocess.TimeoutExpired:
            self.proces.kill()
            self.proces.wait()


def ouder(argumenten: list[str], geheugen: int) -> Connection:
    """In the child: the pipe to its parent, with at most so many bytes of memory and without core dumps, which would
    write what was read to disk."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # not every system can limit this
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (geheugen, geheugen))
    return Connection(int(argumenten[1]))
