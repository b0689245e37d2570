"""Bytes of one message to rows: parse, recognise, validate, extract."""

from __future__ import annotations

import re

from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring, uit_schemafout
from peilstok.berichten.catalogus import Bericht, Catalogus
from peilstok.berichten.envelop import pak_uit
from peilstok.berichten.extractie import Extract, Extractor, tabellen
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.berichten.schema import compileer
from peilstok.berichten.veilig import parse, regelnummer

_NAAM = {"ijw": "iJw", "iwmo": "iWmo"}
_STANDAARD = re.compile(r"https?://www\.istandaarden\.nl/(ijw|iwmo)/(\d+)_(\d+)/(jw|wmo)(\d{3})/schema")


class Lezer:
    """Reads messages of every law and type in the catalogue. One per process."""

    def __init__(self, catalogus: Catalogus, pseudoniem: Pseudonimiseerder) -> None:
        alle = tabellen(catalogus)
        self._namespaces = frozenset(bericht.namespace for bericht in catalogus.berichten)
        self._wortels = {bericht.tag(bericht.wortel): bericht for bericht in catalogus.berichten}
        self._schemas = {bericht.namespace: compileer(bericht) for bericht in catalogus.berichten}
        self._extractors = {b.namespace: Extractor(b, alle, pseudoniem) for b in catalogus.berichten}

    def lees(self, inhoud: bytes, bestand_id: str | None = None) -> tuple[Bericht, Extract]:
        """The kind of message and its rows; Afkeuring with a Dutch reason when it is not to be loaded.

        `bestand_id` is what the rows get in that column.
        """
        wortel = parse(inhoud)
        if wortel.tag not in self._wortels:
            bericht_in_envelop = pak_uit(wortel, self._namespaces)
            if bericht_in_envelop is not None:
                wortel = parse(bericht_in_envelop)
        bericht = self._herken(wortel)
        self._valideer(bericht, wortel)
        return bericht, self._extractors[bericht.namespace].extraheer(wortel, bestand_id)

    def _valideer(self, bericht: Bericht, wortel: etree._Element) -> None:
        schema = self._schemas[bericht.namespace]
        if not schema.validate(wortel):
            raise uit_schemafout(bericht, wortel, schema.error_log)

    def _herken(self, wortel: etree._Element) -> Bericht:
        """The message this root element belongs to; Afkeuring when there is none."""
        bericht = self._wortels.get(wortel.tag)
        if bericht is not None:
            return bericht
        standaard = _STANDAARD.fullmatch(etree.QName(wortel).namespace or "")
        if standaard is None:
            raise Afkeuring("onbekend bericht: dit is geen iWmo- of iJw-bericht", regelnummer(wortel))
        wet, hoofd, sub, letters, nummer = standaard.groups()
        if not any(f"/{wet}/{hoofd}_{sub}/" in bekend for bekend in self._namespaces):
            raise Afkeuring(f"release {hoofd}.{sub} van {_NAAM[wet]} niet ondersteund", regelnummer(wortel))
        raise Afkeuring(f"onbekend bericht: {letters.upper()}{nummer}", regelnummer(wortel))
