"""Coverage-guided fuzzing of parser and extractor: `make fuzz` (SECONDEN=.. how long).

Whatever the bytes: rows or a refusal with a reason, never another error. What is accepted keeps its promises.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import atheris
from lxml import etree

with atheris.instrument_imports(include=["peilstok"]):
    from peilstok.berichten.afkeuring import Afkeuring
    from peilstok.berichten.catalogus import laad_catalogus
    from peilstok.berichten.extractie import tabellen
    from peilstok.berichten.lezer import Lezer
    from peilstok.berichten.pseudoniem import Pseudonimiseerder, elfproef

from tests.berichten.voorbeelden import alle, bederf

CATALOGUS = laad_catalogus()
TABELLEN = tabellen(CATALOGUS)
LEZER = Lezer(CATALOGUS, Pseudonimiseerder("sleutel van de test"))
_KAAL = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False)
_BSN = re.compile(rb"<(?:\w+:)?Bsn>\s*([0-9]{9})\s*</")


def probeer(inhoud: bytes) -> None:
    """One input. AssertionError where a promise is broken; any error but Afkeuring is a finding too."""
    try:
        _, extract = LEZER.lees(inhoud)
    except Afkeuring as afkeuring:
        assert afkeuring.reden
        for bsn in _BSN.findall(inhoud):
            assert bsn.decode() not in afkeuring.reden
        return
    assert LEZER.lees(inhoud)[1] == extract
    for naam, rijen in extract.rijen.items():
        assert all(len(rij) == len(TABELLEN[naam].kolommen) for rij in rijen)
    tekst = repr(extract.rijen)
    for bsn in (treffer.decode() for treffer in _BSN.findall(inhoud)):
        assert not elfproef(bsn) or not re.search(f"(?<![0-9]){bsn}(?![0-9])", tekst)


def muteer(inhoud: bytes, maximum: int, zaad: int) -> bytes:
    """Half the time a change that keeps the document a document, else any change of bytes."""
    rng = random.Random(zaad)
    if rng.random() < 0.5:
        try:
            wortel = etree.fromstring(inhoud, _KAAL)
            if len(wortel) and {"m", "b"} <= wortel.nsmap.keys():
                return bederf(rng, wortel, CATALOGUS)[:maximum]
        except (etree.LxmlError, ValueError, AssertionError):
            pass
    return bytes(atheris.Mutate(inhoud, maximum))


def schrijf_corpus(map_: Path) -> None:
    """A valid message of every kind to begin with."""
    map_.mkdir(parents=True, exist_ok=True)
    for bericht, vol, wortel in alle(CATALOGUS):
        (map_ / f"{bericht.titel}_{'vol' if vol else 'kaal'}.xml").write_bytes(etree.tostring(wortel))


if __name__ == "__main__":
    schrijf_corpus(Path(sys.argv[1]))
    atheris.Setup(sys.argv, probeer, custom_mutator=muteer)
    atheris.Fuzz()
