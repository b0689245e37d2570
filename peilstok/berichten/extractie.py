"""From a valid message to rows: one walk over the tree, driven by tables made from the catalogue.

Personal data ends here: a Bsn becomes a pseudonym, a birth date a month, a postcode four digits, names and addresses
nothing at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring, Kenmerk
from peilstok.berichten.catalogus import Bericht, Catalogus, Element
from peilstok.berichten.pseudoniem import NEGEN_CIJFERS, Pseudonimiseerder, elfproef, is_test_bsn
from peilstok.berichten.veilig import regelnummer

BERICHT = "bericht"
RETOURCODE = "retourcode"

_BERICHT_KOLOMMEN = ("bestand_id", "bericht_id", "regel", "wet", "release", "berichttype", "inhoud_hash")
_RETOUR_KOLOMMEN = ("bestand_id", "bericht_id", "positie", "niveau", "ouder_positie", "retourcode")
_KLASSE_KOLOMMEN = ("bestand_id", "bericht_id", "positie", "ouder_positie", "regel")
_BSN_VLAGGEN = ("is_test_bsn", "bsn_elfproef_ok")
_GEBOORTE_VLAGGEN = ("geboorte_onbekend", "geboorte_na_dagtekening", "geboorte_ouder_120_jaar")
_POSITIE, _OUDER, _REGEL = 2, 3, 4
_GEHELE_KOLOMMEN = frozenset({"regel", "positie", "ouder_positie"})

_PC4 = re.compile(r"\s*([1-9][0-9]{3})")

Waarde = str | int | bool | None
Rij = list[Waarde]


@dataclass(frozen=True)
class Tabel:
    """A raw table: its name without schema and its columns in order, with their SQL types."""

    naam: str
    kolommen: tuple[str, ...]

    def sql_type(self, kolom: str) -> str:
        if kolom in _GEHELE_KOLOMMEN:
            return "INTEGER"
        if kolom.startswith("heeft_") or kolom in _BSN_VLAGGEN or kolom in _GEBOORTE_VLAGGEN:
            return "BOOLEAN"
        return "VARCHAR"


def _met_client(bericht: Bericht) -> frozenset[str]:
    """Tables whose rows lie inside a Client."""
    return frozenset(
        element.tabel
        for client in bericht.wortel.doorloop()
        if client.naam == "Client"
        for element in client.doorloop()
        if element.tabel and not element.is_veld
    )


def tabellen(catalogus: Catalogus) -> dict[str, Tabel]:
    """All raw tables that messages land in, over both laws and all releases."""
    velden: dict[str, dict[str, None]] = {BERICHT: dict.fromkeys(_BERICHT_KOLOMMEN)}
    velden[RETOURCODE] = dict.fromkeys(_RETOUR_KOLOMMEN)
    for bericht in catalogus.berichten:
        onder_client = _met_client(bericht)
        for element in bericht.wortel.doorloop():
            if not element.tabel or element.tabel == RETOURCODE:
                continue
            kolommen = velden.setdefault(element.tabel, dict.fromkeys(_KLASSE_KOLOMMEN))
            if element.tabel in onder_client:
                kolommen["client_id"] = None
            if not element.kolom:
                continue
            kolommen[element.kolom] = None
            if element.behandeling == "pseudoniem":
                kolommen.update(dict.fromkeys(_BSN_VLAGGEN))
            elif element.behandeling == "geboortemaand":
                kolommen.update(dict.fromkeys(_GEBOORTE_VLAGGEN))
            elif element.behandeling == "pc4":
                kolommen["heeft_postcode"] = None
    return {naam: Tabel(naam, tuple(kolommen)) for naam, kolommen in velden.items()}


class _Soort(IntEnum):
    """How the walk treats an element. Plain ints where it counts: the walk compares them by value."""

    TEKST = 0
    DATUM = 1
    GETAL = 2
    PERSOON = 3
    AANWEZIG = 4
    KENMERK = 5
    REFERENTIE = 6
    TIJD = 7
    BSN = 8
    GEBOORTE = 9
    PC4 = 10
    HERHAALD = 11
    GROEP = 12
    KLASSE = 13


_BEHANDELING = {
    "weg": _Soort.PERSOON,
    "aanwezig": _Soort.AANWEZIG,
    "pseudoniem": _Soort.BSN,
    "geboortemaand": _Soort.GEBOORTE,
    "pc4": _Soort.PC4,
    "referentie": _Soort.REFERENTIE,
    "herhaald": _Soort.HERHAALD,
}
_BASIS = {"date": _Soort.DATUM, "integer": _Soort.GETAL, "time": _Soort.TIJD}


def _soort(element: Element) -> _Soort:
    if element.behandeling:
        return _BEHANDELING[element.behandeling]
    datatype = element.datatype
    if datatype is None:
        alles_weg = all(e.behandeling == "weg" for e in element.doorloop() if e.is_veld)
        if alles_weg:
            return _Soort.PERSOON
        return _Soort.KLASSE if element.tabel and element.tabel != BERICHT else _Soort.GROEP
    if datatype.basis != "string":
        return _BASIS[datatype.basis]
    # Nine digits fit, so a Bsn may have slipped into this sender's own number.
    if not datatype.codelijst and (datatype.max_lengte is None or datatype.max_lengte >= 9):
        return _Soort.KENMERK
    return _Soort.TEKST


@dataclass(slots=True)
class _Knoop:
    """What the walk needs of a class, a group or a special field. `kinderen`: tag -> (soort, naam, kolom, knoop)."""

    naam: str
    tabel: str
    breedte: int
    client_kolom: int
    niveau: str
    kinderen: dict[str, _Stap]


_Stap: TypeAlias = "tuple[int, str, int, _Knoop]"


@dataclass(slots=True)
class Extract:
    """Rows per raw table of one message; bestand_id is still empty. `inhoud_hash` is keyed.

    `bsns` are the message's own numbers, for masking them in the file's name; they are never stored. `kenmerk` is as
    received, so it may hold one too.
    """

    bericht_id: str
    inhoud_hash: str
    rijen: dict[str, list[Rij]]
    bsns: frozenset[str]
    kenmerk: Kenmerk


@dataclass(slots=True)
class _Loop:
    """What one walk gathers."""

    inhoud: list[str] = field(default_factory=list)
    rijen: dict[str, list[Rij]] = field(default_factory=dict)
    bsns: set[str] = field(default_factory=set)
    verdacht: list[tuple[Rij, int, bool]] = field(default_factory=list)
    client_id: str | None = None
    dagtekening: str = ""


def _kale_tijd(tekst: str) -> str:
    """12:34:56.50 and 12:34:56.5 are one moment, so text order stays time order."""
    return tekst.rstrip("0").rstrip(".") if "." in tekst else tekst


class Extractor:
    """Extracts one kind of message. Not thread-safe; cheap to make per process."""

    def __init__(self, bericht: Bericht, alle: dict[str, Tabel], pseudoniem: Pseudonimiseerder) -> None:
        self._bericht = bericht
        self._tabellen = alle
        self._pseudoniem = pseudoniem
        self._plaatsen = {(t.naam, kolom): nr for t in alle.values() for nr, kolom in enumerate(t.kolommen)}
        self._dagtekening = self._plaatsen[BERICHT, "dagtekening"]
        self._kenmerk = [
            self._plaatsen.get((BERICHT, kolom)) for kolom in ("afzender", "identificatie", "identificatie_retour")
        ]
        self._wortel = self._maak(bericht.wortel, BERICHT, "header")

    def _maak(self, element: Element, tabel: str, niveau: str) -> _Knoop:
        eigen = element.tabel if element.tabel != BERICHT and not element.is_veld else ""
        if eigen:
            niveau = eigen.split("_", 1)[1]
        elif element.kinderen and element.naam not in ("Header", "RetourCodes", "Bericht"):
            niveau = f"{niveau}_{element.naam.lower()}"
        doel = element.tabel if element.is_veld and element.tabel else eigen or tabel
        kolommen = self._tabellen[doel].kolommen
        return _Knoop(
            naam=element.naam,
            tabel=doel,
            breedte=len(kolommen),
            client_kolom=kolommen.index("client_id") if eigen and "client_id" in kolommen else -1,
            niveau=niveau,
            kinderen={self._bericht.tag(kind): self._stap(kind, doel, niveau) for kind in element.kinderen},
        )

    def _stap(self, element: Element, tabel: str, niveau: str) -> _Stap:
        knoop = self._maak(element, tabel, niveau)
        kolom = self._tabellen[knoop.tabel].kolommen.index(element.kolom) if element.kolom else -1
        return int(_soort(element)), element.naam, kolom, knoop

    def extraheer(self, wortel: etree._Element) -> Extract:
        """All rows of a message that passed its schema; Afkeuring where an element is not in the catalogue."""
        loop = _Loop()
        kop: Rij = [None] * len(self._tabellen[BERICHT].kolommen)
        loop.rijen[BERICHT] = [kop]
        loop.inhoud.append(self._bericht.namespace)
        kop[2:6] = [regelnummer(wortel), self._bericht.wet, self._bericht.release, self._bericht.berichttype]
        self._loop(loop, wortel, self._wortel, kop, None)
        afzender, identificatie, retour = ("" if p is None else str(kop[p] or "") for p in self._kenmerk)
        kenmerk = Kenmerk(self._bericht.wet, self._bericht.berichttype, afzender, identificatie, retour)
        if loop.verdacht:
            self._maskeer(loop)
        inhoud_hash = self._pseudoniem.inhoud_hash(loop.inhoud)
        bericht_id = inhoud_hash
        kop[6] = inhoud_hash
        for rijen in loop.rijen.values():
            for rij in rijen:
                rij[1] = bericht_id
        return Extract(bericht_id, inhoud_hash, loop.rijen, frozenset(loop.bsns), kenmerk)

    def _loop(self, loop: _Loop, element: etree._Element, knoop: _Knoop, rij: Rij, positie: int | None) -> None:
        """Fill `rij` from the children of `element`. The hot loop of the loader: measured, hence the plain ints."""
        inhoud = loop.inhoud
        voeg_toe = inhoud.append
        kinderen = knoop.kinderen
        for kind in element:
            try:
                soort, naam, kolom, doel = kinderen[kind.tag]
            except KeyError:
                raise Afkeuring(
                    f"een element hoort niet in een {self._bericht.titel}-bericht", regelnummer(kind)
                ) from None
            voeg_toe(naam)
            if soort == 3:
                # One call for a whole name or address; a loop over its elements costs ten times as much.
                voeg_toe(etree.tostring(kind, method="text", encoding="unicode", with_tail=False))
                continue
            if soort >= 12:
                if soort == 13:
                    self._klasse(loop, kind, doel, positie)
                else:
                    self._loop(loop, kind, doel, rij, positie)
                voeg_toe("/")
                continue
            tekst = kind.text or ""
            if soort == 0:
                rij[kolom] = tekst
            elif soort == 1:
                tekst = tekst.strip()
                rij[kolom] = tekst
            elif soort == 2:
                tekst = str(int(tekst))
                rij[kolom] = tekst
                if len(tekst) == 9:
                    loop.verdacht.append((rij, kolom, False))
            elif soort == 4:
                rij[kolom] = True
            elif soort <= 6:
                rij[kolom] = tekst
                if len(tekst) >= 9 and NEGEN_CIJFERS.search(tekst):
                    loop.verdacht.append((rij, kolom, soort == 6))
            else:
                tekst = self._bijzonder(loop, kind, soort, kolom, doel, rij, positie, tekst)
            voeg_toe(tekst)
        if knoop.naam == "Header":
            loop.dagtekening = str(rij[self._dagtekening] or "")

    def _klasse(self, loop: _Loop, element: etree._Element, knoop: _Knoop, ouder: int | None) -> None:
        """A record class: a row of its own, with its place in the message."""
        rijen = loop.rijen.setdefault(knoop.tabel, [])
        rij: Rij = [None] * knoop.breedte
        rijen.append(rij)
        rij[_POSITIE] = len(rijen)
        rij[_OUDER] = ouder
        rij[_REGEL] = regelnummer(element)
        is_client = knoop.naam == "Client"
        if is_client:
            loop.client_id = None
        elif knoop.client_kolom >= 0:
            rij[knoop.client_kolom] = loop.client_id
        self._loop(loop, element, knoop, rij, len(rijen))
        if is_client:
            loop.client_id = None

    def _bijzonder(
        self,
        loop: _Loop,
        element: etree._Element,
        soort: int,
        kolom: int,
        knoop: _Knoop,
        rij: Rij,
        positie: int | None,
        tekst: str,
    ) -> str:
        """Fields that are rare or more than copied; returns the text as it counts for the content hash."""
        if soort == _Soort.TIJD:
            tekst = _kale_tijd(tekst.strip())
            rij[kolom] = tekst
        elif soort == _Soort.BSN:
            loop.bsns.add(tekst)
            loop.client_id = self._pseudoniem.client_id(tekst)
            rij[kolom] = loop.client_id
            rij[self._plaats(knoop.tabel, "is_test_bsn")] = is_test_bsn(tekst)
            rij[self._plaats(knoop.tabel, "bsn_elfproef_ok")] = elfproef(tekst)
        elif soort == _Soort.GEBOORTE:
            tekst = tekst.strip()
            self._geboorte(loop, element, kolom, knoop.tabel, rij, tekst)
        elif soort == _Soort.PC4:
            cijfers = _PC4.match(tekst)
            rij[kolom] = cijfers.group(1) if cijfers else None
            rij[self._plaats(knoop.tabel, "heeft_postcode")] = True
        elif soort == _Soort.HERHAALD:
            codes = loop.rijen.setdefault(RETOURCODE, [])
            codes.append([None, None, len(codes) + 1, knoop.niveau, positie, tekst])
        return tekst

    def _plaats(self, tabel: str, kolom: str) -> int:
        return self._plaatsen[tabel, kolom]

    def _geboorte(self, loop: _Loop, element: etree._Element, kolom: int, tabel: str, rij: Rij, datum: str) -> None:
        """Month and the flags TR002 and TR134 need, while the date is still there."""
        gebruik = next((broer.text for broer in element.itersiblings()), None)
        gewoon = len(datum) == 10
        dagtekening = loop.dagtekening
        rij[kolom] = f"{datum[:7]}-01" if gewoon and gebruik != "3" else None
        rij[self._plaats(tabel, "geboorte_onbekend")] = gebruik == "3" and datum == "1900-01-01"
        vergelijkbaar = gewoon and len(dagtekening) == 10
        rij[self._plaats(tabel, "geboorte_na_dagtekening")] = vergelijkbaar and datum > dagtekening
        grens = f"{int(dagtekening[:4]) - 120:04d}{dagtekening[4:]}" if vergelijkbaar else ""
        rij[self._plaats(tabel, "geboorte_ouder_120_jaar")] = datum < grens if vergelijkbaar else not gewoon

    def _maskeer(self, loop: _Loop) -> None:
        """Mask a Bsn that slipped into a number or reference: the message's own, in a free reference any valid one."""
        for rij, kolom, vrij in loop.verdacht:
            rij[kolom] = self._pseudoniem.maskeer(str(rij[kolom]), loop.bsns, ook_geldige=vrij)
