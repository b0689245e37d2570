"""Judging an outcome file as a whole: every wrong line, column and reason, or the lines without personal data.

Rules: bijlage 2 Regeling Jeugdwet (chapter 2 of the protocol) and the contract, chapter 8. Pure: what came before does
not matter, so the order of arrival cannot.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peilstok.berichten.pseudoniem import Pseudonimiseerder, is_test_bsn
from peilstok.uitkomsten.cel import GEBOORTE_ONBEKEND, GEEN_PERSOON, CelFout, Cellezer, als_datum
from peilstok.uitkomsten.layout import KOLOMMEN, KOP, METING, Layout
from peilstok.uitkomsten.lezen import Bestandsinhoud, Regel
from peilstok.uitkomsten.periode import Periode, periode_van

MAX_FOUTEN = 10_000
"""Faults that are written out; of the others only how many there are."""
WIJKTEAM, GEEN_VERWIJZER = "01", "06"
_CRISIS = {"01": True, "02": False}
_RECORD = tuple(kolom for kolom in KOLOMMEN if kolom not in METING)
_ANTWOORDEN = ("tevredenheid", "zonder_hulp", "doelrealisatie")

Cellen = dict[str, str]


@dataclass(frozen=True)
class Fout:
    """`regel` counts lines of the file, None for the file as a whole; `kolom` is the name in the file, or empty."""

    regel: int | None
    kolom: str
    reden: str


@dataclass(frozen=True)
class Kop:
    """What all lines say of the delivery; None where the first line does not hold it."""

    aanbieder_agb: str | None
    verslagjaar: str | None
    periode: str | None
    aanleverdatum: date | None
    volgnummer: str | None


@dataclass
class Oordeel:
    """A file that could be read as a layout; `aanlevering_id` is a keyed hash of its content.

    `regels` are rows of raw.uitkomst_regel but for aanlevering_id, and empty when there is a fault: the whole file or
    nothing. `fouten_aantal` counts wrong lines, `weggelaten` those of people who are kept out.
    """

    aanlevering_id: str
    layout: str
    kop: Kop
    periode: Periode | None
    regels_aantal: int
    fouten: list[Fout]
    fouten_aantal: int
    regels: list[dict[str, Any]] = field(default_factory=list)
    weggelaten: int = 0

    @property
    def is_goed(self) -> bool:
        """Nothing is wrong with it."""
        return not self.fouten


class Beoordelaar:
    """Judges files under one key and list of gemeenten."""

    def __init__(self, pseudoniem: Pseudonimiseerder, gemeenten: frozenset[str]) -> None:
        self._pseudoniem = pseudoniem
        self._cellezer = Cellezer(pseudoniem, gemeenten)

    def beoordeel(self, inhoud: Bestandsinhoud, is_proef: bool) -> Oordeel:
        """Never raises on what stands in the file."""
        fouten = _Fouten(inhoud.layout)
        gelezen = [(regel.nummer, self._cellen(regel, inhoud.layout, fouten)) for regel in inhoud.regels]
        eerste = gelezen[0][1] if gelezen else {}
        kop = _kop(eerste)
        periode = periode_van(kop.verslagjaar, kop.periode)
        if not gelezen:
            fouten.bestand("het bestand heeft geen regels")
        self._kop_gelijk(gelezen, eerste, fouten)
        for nummer, cellen in gelezen:
            _regel_klopt(nummer, cellen, periode, fouten)
        _records_kloppen(gelezen, fouten)
        # what is right is its lines in any order and layout; what is wrong also where its faults stand
        if fouten.lijst:
            delen = ["fout", inhoud.layout.naam]
            delen += ["\x1e".join((str(regel.nummer), regel.reden, *regel.cellen)) for regel in inhoud.regels]
        else:
            delen = ["goed", *sorted("\x1e".join(cellen[kolom] for kolom in KOLOMMEN) for _, cellen in gelezen)]
        rijen = [] if fouten.lijst else [self._rij(nummer, cellen) for nummer, cellen in gelezen]
        regels = [rij for rij in rijen if not self._pseudoniem.is_vergeten(rij["client_id"])]
        return Oordeel(
            aanlevering_id=self._pseudoniem.inhoud_hash(("uitkomst", "proef" if is_proef else "echt", *delen)),
            layout=inhoud.layout.naam,
            kop=kop,
            periode=periode,
            regels_aantal=len(gelezen),
            fouten=fouten.begrensd(),
            fouten_aantal=len({fout.regel for fout in fouten.lijst if fout.regel is not None}),
            regels=regels,
            weggelaten=len(rijen) - len(regels),
        )

    def _cellen(self, regel: Regel, layout: Layout, fouten: _Fouten) -> Cellen:
        """What is right in a line, by our names; a wrong cell is absent."""
        if regel.reden:
            fouten.regel(regel.nummer, "", regel.reden)
            return {}
        cellen = dict.fromkeys(KOLOMMEN, "") | {"volgnummer": "01"}
        for kolom, tekst in zip(layout.kolommen, regel.cellen, strict=True):
            try:
                cellen[kolom.kolom] = self._cellezer.lees(kolom, tekst)
            except CelFout as fout:
                del cellen[kolom.kolom]
                fouten.regel(regel.nummer, kolom.kolom, str(fout))
        return cellen

    @staticmethod
    def _kop_gelijk(gelezen: Sequence[tuple[int, Cellen]], eerste: Cellen, fouten: _Fouten) -> None:
        for nummer, cellen in gelezen:
            for kolom in KOP:
                if kolom in cellen and kolom in eerste and cellen[kolom] != eerste[kolom]:
                    fouten.regel(nummer, kolom, "is niet gelijk aan die van de eerste regel")

    def _rij(self, nummer: int, cellen: Cellen) -> dict[str, Any]:
        """A line as it is kept: the Bsn as a pseudonym, of the date of birth the month, of the postcode four digits."""
        bsn, geboren = cellen["bsn"], cellen["geboortedatum"]
        client_id = self._pseudoniem.client_id(bsn)
        persoon = ("onbekende persoon", cellen["geslacht"], geboren, cellen["postcode"])
        heeft_maand = geboren != GEBOORTE_ONBEKEND and geboren[4:6] != "00"
        return {
            "regel": nummer,
            "client_id": client_id,
            "persoon_hash": self._pseudoniem.inhoud_hash(persoon) if client_id is None else None,
            "is_test_bsn": is_test_bsn(bsn),
            "geslacht": cellen["geslacht"],
            "geboortemaand": date(int(geboren[:4]), int(geboren[4:6]), 1) if heeft_maand else None,
            "pc4": cellen["postcode"][:4] if len(cellen["postcode"]) == 6 else None,
            "gemeente_code": cellen["gemeentecode"],
            "verwijzer": cellen["verwijzer"],
            "hulpvorm": cellen["hulpvorm"],
            "is_crisis": _CRISIS[cellen["crisis"]],
            "datum_aanvang": als_datum(cellen["datum_aanvang"]),
            "datum_einde": als_datum(cellen["datum_einde"]),
            "meetdatum": als_datum(cellen["meetdatum"]),
            "tevredenheid": int(cellen["tevredenheid"]) if cellen["tevredenheid"] else None,
        } | {
            kolom: cellen[kolom] or None
            for kolom in (
                *("reden_beeindiging", "informant", "zonder_hulp", "zonder_hulp_schaal", "doelrealisatie"),
                *("productcategorie", "profiel", "perspectief", "zorgvraagzwaarte", "complexiteit"),
            )
        }


class _Fouten:
    """Collects faults under the names that the file itself has for its columns."""

    def __init__(self, layout: Layout) -> None:
        self._namen = {kolom.kolom: kolom.naam for kolom in layout.kolommen}
        self.lijst: list[Fout] = []

    def regel(self, nummer: int, kolom: str, reden: str) -> None:
        self.lijst.append(Fout(nummer, self._namen.get(kolom, kolom), reden))

    def bestand(self, reden: str) -> None:
        self.lijst.append(Fout(None, "", reden))

    def begrensd(self) -> list[Fout]:
        """In the order of the file."""
        gesorteerd = sorted(self.lijst, key=lambda fout: (fout.regel or 0, fout.kolom, fout.reden))
        meer = len(gesorteerd) - MAX_FOUTEN
        if meer <= 0:
            return gesorteerd
        return [*gesorteerd[:MAX_FOUTEN], Fout(None, "", f"nog {meer} fouten, die niet apart zijn genoemd")]


def _kop(eerste: Cellen) -> Kop:
    return Kop(
        eerste.get("aanbieder_agb") or None,
        eerste.get("verslagjaar") or None,
        eerste.get("periode") or None,
        als_datum(eerste.get("aanleverdatum", "")),
        eerste.get("volgnummer") or None,
    )


def _regel_klopt(nummer: int, cellen: Cellen, periode: Periode | None, fouten: _Fouten) -> None:
    """What the columns of one line say of each other; a cell that is wrong itself is passed over."""
    aanvang, einde = als_datum(cellen.get("datum_aanvang", "")), als_datum(cellen.get("datum_einde", ""))
    if aanvang and einde and einde < aanvang:
        fouten.regel(nummer, "datum_einde", "ligt voor de datum van aanvang")
    if {"datum_einde", "reden_beeindiging"} <= cellen.keys():
        if cellen["datum_einde"] and not cellen["reden_beeindiging"]:
            fouten.regel(nummer, "reden_beeindiging", "is leeg, terwijl er een datum van einde is")
        if cellen["reden_beeindiging"] and not cellen["datum_einde"]:
            fouten.regel(nummer, "datum_einde", "is leeg, terwijl er een reden van beëindiging is")
    if periode:
        if aanvang and aanvang > periode.eind:
            fouten.regel(nummer, "datum_aanvang", "ligt na de verslagperiode")
        if einde and einde > periode.eind:
            fouten.regel(nummer, "datum_einde", "ligt na de verslagperiode")
        if einde and einde < periode.begin:
            fouten.regel(nummer, "datum_einde", "ligt voor de verslagperiode; dit record hoort er niet in")
    if cellen.get("hulpvorm") == WIJKTEAM and cellen.get("verwijzer", GEEN_VERWIJZER) != GEEN_VERWIJZER:
        fouten.regel(nummer, "verwijzer", "is bij hulpvorm 01 (wijkteam) altijd 06")
    if cellen.get("geboortedatum") == GEBOORTE_ONBEKEND and cellen.get("bsn", GEEN_PERSOON[0]) not in GEEN_PERSOON:
        fouten.regel(nummer, "geboortedatum", "is alleen nullen als het kind nog niet is geboren")
    if cellen.get("informant") == "":
        for kolom in _ANTWOORDEN:
            if cellen.get(kolom):
                fouten.regel(nummer, "informant", f"is leeg, terwijl {kolom} is ingevuld")
                break
    if cellen.get("zonder_hulp") and cellen.get("zonder_hulp_schaal") == "":
        fouten.regel(nummer, "zonder_hulp_schaal", "is leeg, terwijl zonder_hulp is ingevuld")


def _records_kloppen(gelezen: Sequence[tuple[int, Cellen]], fouten: _Fouten) -> None:
    """What lines say of each other: those of one record are equal but for the measurement, an informant has one, and
    records of one client and hulpvorm come after each other."""
    eerste: dict[tuple[str, ...], Cellen] = {}
    informanten: set[tuple[str, ...]] = set()
    lopend: dict[tuple[str, ...], _Tijdlijn] = {}
    for nummer, cellen in gelezen:
        sleutel = _sleutel(cellen)
        if sleutel is None:
            continue
        voorganger = eerste.setdefault(sleutel, cellen)
        if voorganger is cellen:
            einde = als_datum(cellen.get("datum_einde", ""))
            aanvang = als_datum(cellen["datum_aanvang"])
            # without a Bsn nobody knows whether two records are of one person
            if sleutel[0] and aanvang and "datum_einde" in cellen and (einde is None or einde >= aanvang):
                tijdlijn = lopend.setdefault((sleutel[0], cellen["hulpvorm"]), _Tijdlijn())
                if not tijdlijn.past(aanvang, einde or date.max):
                    fouten.regel(nummer, "datum_aanvang", "overlapt een ander record van deze cliënt en hulpvorm")
        else:
            for kolom in _verschil(voorganger, cellen):
                fouten.regel(nummer, kolom, "verschilt van een eerdere regel van hetzelfde record")
        if "informant" in cellen:
            if (*sleutel, cellen["informant"]) in informanten:
                fouten.regel(nummer, "informant", "heeft al een regel bij dit record")
            informanten.add((*sleutel, cellen["informant"]))


def _sleutel(cellen: Cellen) -> tuple[str, ...] | None:
    """Of a record: Bsn, aanvang and hulpvorm, or who it is as far as known (protocol 2.2). None when part is wrong."""
    bsn = cellen.get("bsn")
    if bsn is None or not {"datum_aanvang", "hulpvorm"} <= cellen.keys():
        return None
    hulp = (cellen["datum_aanvang"], cellen["hulpvorm"])
    if bsn not in GEEN_PERSOON:
        return (bsn, *hulp)
    if not {"geslacht", "geboortedatum", "postcode"} <= cellen.keys():
        return None
    return ("", cellen["geslacht"], cellen["geboortedatum"], cellen["postcode"], *hulp)


def _verschil(een: Cellen, ander: Cellen) -> Iterator[str]:
    """Columns of the record in which both hold something right, and not the same. KOP is compared elsewhere."""
    for kolom in _RECORD:
        if kolom not in KOP and kolom in een and kolom in ander and een[kolom] != ander[kolom]:
            yield kolom


class _Tijdlijn:
    """Periods that do not overlap, in order; a file of one client with very many records is still quick."""

    def __init__(self) -> None:
        self._van: list[date] = []
        self._tot: list[date] = []

    def past(self, van: date, tot: date) -> bool:
        """Add a period, unless it overlaps one: a day on which one ends may be that on which the next begins."""
        plaats = bisect_left(self._van, van)
        for buur in (plaats - 1, plaats):
            if 0 <= buur < len(self._van) and self._van[buur] < tot and van < self._tot[buur]:
                return False
        self._van.insert(plaats, van)
        self._tot.insert(plaats, tot)
        return True
