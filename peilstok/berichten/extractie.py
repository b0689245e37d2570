"""From a valid message to rows: one pass over the elements, driven by tables made from the catalogue.

Personal data ends here: a Bsn becomes a pseudonym, a birth date a month, a postcode four digits, names and addresses
nothing at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring, Kenmerk
from peilstok.berichten.catalogus import Bericht, Catalogus
from peilstok.berichten.loopplan import BERICHT, Plaats, Soort, maak_plan
from peilstok.berichten.pseudoniem import Pseudonimiseerder, elfproef, is_test_bsn, kaal_getal
from peilstok.berichten.veilig import regelnummer

RETOURCODE = "retourcode"

_BERICHT_KOLOMMEN = ("bestand_id", "bericht_id", "regel", "wet", "release", "berichttype", "inhoud_hash")
_RETOUR_KOLOMMEN = ("bestand_id", "bericht_id", "positie", "niveau", "ouder_positie", "retourcode")
_KLASSE_KOLOMMEN = ("bestand_id", "bericht_id", "positie", "ouder_positie", "regel")
_BSN_VLAGGEN = ("is_test_bsn", "bsn_elfproef_ok")
_GEBOORTE_VLAGGEN = ("geboorte_onbekend", "geboorte_na_dagtekening", "geboorte_ouder_120_jaar")
_POSITIE, _OUDER, _REGEL = 2, 3, 4
_INHOUD_HASH = _BERICHT_KOLOMMEN.index("inhoud_hash")
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


@dataclass(slots=True)
class Extract:
    """Rows per raw table of one message. `bericht_id` is a keyed hash of its content.

    `kenmerk` is masked as the rows are. `weggelaten` counts clients who are kept out: none of their rows are here.
    """

    bericht_id: str
    rijen: dict[str, list[Rij]]
    kenmerk: Kenmerk
    weggelaten: int = 0


@dataclass(slots=True)
class _Loop:
    """What one pass gathers. `huidig` is the latest row per table."""

    inhoud: list[str]
    rijen: dict[str, list[Rij]]
    huidig: dict[str, Rij]
    client_id: str | None = None


def _kale_tijd(tekst: str) -> str:
    """12:34:56.50 and 12:34:56.5 are one moment, so text order stays time order."""
    return tekst.rstrip("0").rstrip(".") if "." in tekst else tekst


class Extractor:
    """Extracts one kind of message. Not thread-safe; cheap to make per process."""

    def __init__(self, bericht: Bericht, alle: dict[str, Tabel], pseudoniem: Pseudonimiseerder) -> None:
        self._bericht = bericht
        self._pseudoniem = pseudoniem
        self._leeg: dict[str, Rij] = {tabel.naam: [None] * len(tabel.kolommen) for tabel in alle.values()}
        self._plaatsen = {(t.naam, kolom): nr for t in alle.values() for nr, kolom in enumerate(t.kolommen)}
        self._client_kolom = {t.naam: self._plaatsen.get((t.naam, "client_id"), -1) for t in alle.values()}
        self._dagtekening = self._plaatsen[BERICHT, "dagtekening"]
        self._kenmerk = [
            self._plaatsen.get((BERICHT, kolom)) for kolom in ("afzender", "identificatie", "identificatie_retour")
        ]
        self._plan = maak_plan(bericht, lambda tabel, kolom: self._plaatsen[tabel, kolom])

    def extraheer(self, wortel: etree._Element, bestand_id: str | None = None) -> Extract:
        """All rows of a message that passed its schema; Afkeuring where an element is not in the catalogue."""
        loop = self._loop(wortel)
        weggelaten = self._laat_weg(loop.rijen) if self._pseudoniem.vergeet else 0
        kop = loop.rijen[BERICHT][0]
        afzender, identificatie, retour = ("" if p is None else str(kop[p] or "") for p in self._kenmerk)
        kenmerk = Kenmerk(self._bericht.wet, self._bericht.berichttype, afzender, identificatie, retour)
        bericht_id = self._pseudoniem.inhoud_hash(loop.inhoud)
        kop[_INHOUD_HASH] = bericht_id
        for rijen in loop.rijen.values():
            for rij in rijen:
                rij[0] = bestand_id
                rij[1] = bericht_id
        return Extract(bericht_id, loop.rijen, kenmerk, weggelaten)

    def _laat_weg(self, rijen: dict[str, list[Rij]]) -> int:
        """Take out the rows of clients who are kept out; how many clients. The others keep their positions."""
        gevonden = {
            rij[kolom]
            for tabel in rijen
            if (kolom := self._client_kolom[tabel]) >= 0
            for rij in rijen[tabel]
            if self._pseudoniem.is_vergeten(cast("str | None", rij[kolom]))
        }
        if not gevonden:
            return 0
        weg: set[tuple[Waarde, Waarde]] = set()
        for tabel, kolom in self._client_kolom.items():
            if kolom >= 0 and tabel in rijen:
                # the level of a retourcode is the name of the table without its message
                niveau = tabel.partition("_")[2]
                weg.update((niveau, rij[_POSITIE]) for rij in rijen[tabel] if rij[kolom] in gevonden)
                rijen[tabel] = [rij for rij in rijen[tabel] if rij[kolom] not in gevonden]
        if RETOURCODE in rijen:
            rijen[RETOURCODE] = [rij for rij in rijen[RETOURCODE] if (rij[3], rij[4]) not in weg]
        return len(gevonden)

    def _loop(self, wortel: etree._Element) -> _Loop:
        """One flat pass over the elements. The hot loop of the loader: measured, hence the plain ints, the most
        frequent first.
        """
        kop = self._leeg[BERICHT].copy()
        kop[2:6] = [regelnummer(wortel), self._bericht.wet, self._bericht.release, self._bericht.berichttype]
        huidig = {BERICHT: kop}
        loop = _Loop([self._bericht.namespace], {BERICHT: [kop]}, huidig)
        voeg_toe = loop.inhoud.append
        maskeer = self._pseudoniem.maskeer
        rij = kop
        enige, volgende = self._plan.enige, self._plan.volgende
        elementen = wortel.iter()
        next(elementen)
        for element in elementen:
            try:
                soort, naam, kolom, tabel, plaats, enige, volgende = enige[0] if enige else volgende[element.tag]
            except KeyError:
                raise Afkeuring(
                    f"een element hoort niet in een {self._bericht.titel}-bericht", regelnummer(element)
                ) from None
            voeg_toe(naam)
            if tabel:
                rij = huidig[tabel]
            if soort == 11:
                continue
            if soort == 12:
                rij = self._nieuwe_rij(loop, element, plaats)
                continue
            tekst = element.text or ""
            if soort == 0:
                rij[kolom] = tekst
            elif soort == 1:
                tekst = tekst.strip()
                rij[kolom] = tekst
            elif soort == 2:
                try:
                    tekst = str(int(tekst))
                except ValueError:
                    tekst = kaal_getal(tekst)
                rij[kolom] = tekst
            elif soort == 5:
                rij[kolom] = maskeer(tekst)
            elif soort == 13:
                rij[kolom] = self._pseudoniem.nummer(tekst)
                tekst = kaal_getal(tekst)
            elif soort == 4:
                rij[kolom] = True
            elif soort != 3:
                tekst = self._bijzonder(loop, element, plaats, rij, tekst)
            voeg_toe(tekst)
        return loop

    def _nieuwe_rij(self, loop: _Loop, element: etree._Element, plaats: Plaats) -> Rij:
        """A record class begins: a row of its own, with its place in the message."""
        tabel = plaats.tabel
        rij = self._leeg[tabel].copy()
        rijen = loop.rijen.setdefault(tabel, [])
        rijen.append(rij)
        loop.huidig[tabel] = rij
        rij[_POSITIE] = len(rijen)
        rij[_OUDER] = self._positie(loop, plaats.ouder)
        rij[_REGEL] = regelnummer(element)
        if plaats.is_client:
            loop.client_id = None
        elif self._client_kolom[tabel] >= 0:
            rij[self._client_kolom[tabel]] = loop.client_id
        return rij

    def _positie(self, loop: _Loop, plaats: Plaats | None) -> Waarde:
        """positie of the class row at a place; None at the top, where there is only the message."""
        return None if plaats is None or plaats.tabel == BERICHT else loop.huidig[plaats.tabel][_POSITIE]

    def _bijzonder(self, loop: _Loop, element: etree._Element, plaats: Plaats, rij: Rij, tekst: str) -> str:
        """Fields that are rare or more than copied; returns the text as it counts for the content hash."""
        soort, kolom = plaats.soort, plaats.kolom
        if soort == Soort.HERHAALD:
            codes = loop.rijen.setdefault(RETOURCODE, [])
            codes.append([None, None, len(codes) + 1, plaats.niveau, self._positie(loop, plaats), tekst])
        elif soort == Soort.TIJD:
            tekst = _kale_tijd(tekst.strip())
            rij[kolom] = tekst
        elif soort == Soort.BSN:
            loop.client_id = self._pseudoniem.client_id(tekst)
            rij[kolom] = loop.client_id
            rij[self._plaatsen[plaats.tabel, "is_test_bsn"]] = is_test_bsn(tekst)
            rij[self._plaatsen[plaats.tabel, "bsn_elfproef_ok"]] = elfproef(tekst)
        elif soort == Soort.GEBOORTE:
            tekst = tekst.strip()
            self._geboorte(loop, element, plaats, rij, tekst)
        elif soort == Soort.PC4:
            cijfers = _PC4.match(tekst)
            rij[kolom] = cijfers.group(1) if cijfers else None
            rij[self._plaatsen[plaats.tabel, "heeft_postcode"]] = True
        return tekst

    def _geboorte(self, loop: _Loop, element: etree._Element, plaats: Plaats, rij: Rij, datum: str) -> None:
        """Month and the flags TR002 and TR134 need, while the date is still there."""
        buur = element.getnext()
        gebruik = None if buur is None else buur.text
        dagtekening = str(loop.huidig[BERICHT][self._dagtekening] or "")
        gewoon = len(datum) == 10
        vergelijkbaar = gewoon and len(dagtekening) == 10
        grens = f"{int(dagtekening[:4]) - 120:04d}{dagtekening[4:]}" if vergelijkbaar else ""
        tabel = plaats.tabel
        rij[plaats.kolom] = f"{datum[:7]}-01" if gewoon and gebruik != "3" else None
        rij[self._plaatsen[tabel, "geboorte_onbekend"]] = gebruik == "3" and datum == "1900-01-01"
        rij[self._plaatsen[tabel, "geboorte_na_dagtekening"]] = vergelijkbaar and datum > dagtekening
        rij[self._plaatsen[tabel, "geboorte_ouder_120_jaar"]] = datum < grens if vergelijkbaar else not gewoon
