"""Bytes of one message to rows: parse, recognise, validate, extract."""

from __future__ import annotations

from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring, lees_kop, uit_schemafout
from peilstok.berichten.catalogus import Bericht, Catalogus
from peilstok.berichten.envelop import pak_uit
from peilstok.berichten.extractie import Extract, Extractor, tabellen
from peilstok.berichten.herkenning import Uitgave, ei_reden, lees_uitgave
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.berichten.schema import compileer
from peilstok.berichten.veilig import parse, regelnummer


class Lezer:
    """Reads messages of every law and type in the catalogue. One per process."""

    def __init__(self, catalogus: Catalogus, pseudoniem: Pseudonimiseerder) -> None:
        alle = tabellen(catalogus)
        self._releases = frozenset((bericht.wet, bericht.release) for bericht in catalogus.berichten)
        self._wortels = {bericht.tag(bericht.wortel): bericht for bericht in catalogus.berichten}
        self._schemas = {bericht.namespace: compileer(bericht) for bericht in catalogus.berichten}
        self._extractors = {b.namespace: Extractor(b, alle, pseudoniem) for b in catalogus.berichten}

    def lees(self, inhoud: bytes, bestand_id: str | None = None) -> tuple[Bericht, Extract]:
        """The kind of message and its rows; Afkeuring with a Dutch reason when it is not to be loaded.

        `bestand_id` is what the rows get in that column.
        """
        wortel = _ontleed(inhoud)
        if wortel.tag not in self._wortels and _uitgave(wortel) is None:
            bericht_in_envelop = pak_uit(wortel)
            if bericht_in_envelop is not None:
                wortel = _ontleed(bericht_in_envelop)
        try:
            bericht = self._herken(wortel)
            self._valideer(bericht, wortel)
            return bericht, self._extractors[bericht.namespace].extraheer(wortel, bestand_id)
        except Afkeuring as afkeuring:
            uitgave = _uitgave(wortel)
            if uitgave is not None and uitgave.wet is not None:
                afkeuring.kop = lees_kop(wortel, uitgave.wet, uitgave.berichttype, uitgave.release)
            raise

    def _valideer(self, bericht: Bericht, wortel: etree._Element) -> None:
        schema = self._schemas[bericht.namespace]
        if not schema.validate(wortel):
            raise uit_schemafout(bericht, wortel, schema.error_log)

    def _herken(self, wortel: etree._Element) -> Bericht:
        """The message this root element belongs to; Afkeuring when there is none."""
        bericht = self._wortels.get(wortel.tag)
        if bericht is not None:
            return bericht
        uitgave = _uitgave(wortel)
        if uitgave is None:
            raise Afkeuring("onbekend bericht: dit is geen iWmo- of iJw-bericht", regelnummer(wortel))
        raise Afkeuring(self._reden(uitgave), regelnummer(wortel))

    def _reden(self, uitgave: Uitgave) -> str:
        """Why a message of an official standard that is not in the catalogue is not read."""
        if uitgave.wet is None:
            return f"onbekend bericht: dit is {uitgave.bericht} van {uitgave.standaard} {uitgave.release}"
        if (uitgave.wet, uitgave.release) not in self._releases:
            return f"release {uitgave.release} van {uitgave.standaard} niet ondersteund"
        if not any(b.wet == uitgave.wet and b.berichttype == uitgave.berichttype for b in self._wortels.values()):
            return f"onbekend bericht: {uitgave.bericht}"
        return f"het eerste element is niet dat van een {uitgave.bericht}-bericht van release {uitgave.release}"


def _ontleed(inhoud: bytes) -> etree._Element:
    """The root element; Afkeuring when this is no XML, by name when it is of the standard before XML."""
    try:
        return parse(inhoud)
    except Afkeuring:
        reden = ei_reden(inhoud)
        if reden is None:
            raise
    raise Afkeuring(reden)


def _uitgave(wortel: etree._Element) -> Uitgave | None:
    return lees_uitgave(etree.QName(wortel).namespace or "")
