"""Who is kept out: `<DATA>/uitgesloten.txt`, readable by its owner only. Its first line tells the key that the marks
below it were made with; a mark is a keyed hash of a pseudonym or a toewijzing, so the list names nobody."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from peilstok.berichten.pseudoniem import Pseudonimiseerder

BESTAND = "uitgesloten.txt"
_REGEL = re.compile(r"[0-9a-f]{32}")


class UitsluitingFout(RuntimeError):
    """Who is kept out cannot be told; the message is Dutch. Loading would bring them back, so nobody may load."""


def pseudonimiseerder(sleutel: str, data: Path) -> Pseudonimiseerder:
    """With this key and everybody who is kept out. UitsluitingFout when the list is damaged or of another key."""
    return Pseudonimiseerder(sleutel, uitgesloten(data, Pseudonimiseerder(sleutel)))


def uitgesloten(data: Path, pseudoniem: Pseudonimiseerder) -> frozenset[str]:
    """The marks on the list; none when nobody was forgotten. UitsluitingFout as above."""
    try:
        regels = (data / BESTAND).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError) as fout:
        raise UitsluitingFout(f"{BESTAND} in PEILSTOK_DATA is niet te lezen. Zet het terug uit een back-up.") from fout
    if not regels or not all(map(_REGEL.fullmatch, regels)):
        raise UitsluitingFout(f"{BESTAND} in PEILSTOK_DATA is beschadigd. Zet het terug uit een back-up.")
    if regels[0] != pseudoniem.vingerafdruk:
        raise UitsluitingFout(
            f"{BESTAND} in PEILSTOK_DATA hoort bij een andere PEILSTOK_SLEUTEL: met deze sleutel komen personen terug"
            " die zijn vergeten. Gebruik de oude sleutel."
        )
    return frozenset(regels[1:])


def sluit_uit(data: Path, pseudoniem: Pseudonimiseerder, merken: Iterable[str]) -> None:
    """Add marks to the list, which is whole at any moment. UitsluitingFout as above; OSError when that cannot be."""
    alle = uitgesloten(data, pseudoniem) | set(merken)
    data.mkdir(parents=True, exist_ok=True)
    nummer, half = tempfile.mkstemp(prefix=".half-", dir=data)
    try:
        with os.fdopen(nummer, "w", encoding="ascii") as bestand:
            bestand.write("\n".join((pseudoniem.vingerafdruk, *sorted(alle), "")))
            bestand.flush()
            os.fsync(bestand.fileno())
        Path(half).replace(data / BESTAND)
    finally:
        Path(half).unlink(missing_ok=True)
