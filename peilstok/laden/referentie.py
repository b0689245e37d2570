"""The municipality's own tables (`landing/referentie/*`, .csv or .xlsx) into raw.ref_*, as they lie there now; with
them the worklists that came back filled in (`landing/terugkoppeling/**`, the same kinds): of message quality, and of
uitval judged case by case. Which of the two a list is follows from its header.

`referentie.csv` beside this module says which tables and columns there are, which may not be empty (`sleutel` ja) or
were added later and may be missing from the header (`extra`: then all of it is empty), which words a column may hold
(`waarden`, in lower case), and what becomes of words that a person types (`behandeling`): `weg` is read past and never
kept, `kort` is a name of at most KORT characters, `gemaskeerd` is kept, `contact` is only for sending mail; empty is a
code, a number, a date or one of `waarden`. In all that is kept a Bsn, telephone number or mail address is masked (but
for `contact`). A file that cannot be read as a whole, and a row that does not parse, is listed in raw.bestand with line
and reason; the rest counts. Both folders are as open to strangers as that of the messages: files are opened and bounded
in the same way.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from peilstok.adres import is_adres
from peilstok.berichten.pseudoniem import Pseudonimiseerder, bevat_bsn
from peilstok.laden.beoordelen import VASTGELOPEN, plek
from peilstok.laden.bronnen import (
    REFERENTIE,
    TERUGKOPPELING,
    Bestand,
    BestandOnleesbaar,
    lees_heel,
    vind_referenties,
    vind_terugkoppelingen,
)
from peilstok.laden.csvbestand import CsvFout, lees_csv
from peilstok.laden.opslag import QUARANTAINE
from peilstok.laden.parameter import keur_parameter
from peilstok.werkblad import WerkbladFout, Werkbladlezer

_BESCHRIJVING = Path(__file__).with_name("referentie.csv")
_MAX_MB = 100
_MAX_WERKLIJST_MB = 25
# Beyond any table of ours; what is read has to fit in memory, and what is said about it on a screen.
_MAX_RIJEN = 1_000_000
_MAX_AFKEURINGEN = 1_000
_MAX_INT = 2**31 - 1
KORT = 40
"""Characters of a name such as that of a step: too few for a story about somebody."""
_ANTWOORDEN = "kwaliteit_terugkoppeling"
_OORDELEN = "uitval_beoordeling"
PORTAAL = "portaal"
"""Folder in `terugkoppeling` in which only the portal writes: there, a file may also be a step of follow-up or what two
parties say of a figure."""
_TERUG = (_ANTWOORDEN, _OORDELEN)
_UIT_PORTAAL = ("toelichtingen", "opvolging")
_KENMERK = {
    _ANTWOORDEN: {"bevinding_id"},
    _OORDELEN: {"oordeel"},
    "toelichtingen": {"van", "tekst"},
    "opvolging": {"soort", "stap"},
}
"""Columns by which a file is known to be about a table, the first that fits."""
_SOORT_WERKLIJST = ("csv", "xlsx")
_ANDERE_SOORT = "dit soort bestand wordt niet gelezen; lever .xlsx of .csv aan"
_BEVINDING_ID = re.compile(r"[0-9a-f]{32}")
_GETAL = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
# 1.500 is one and a half in English and fifteen hundred in Dutch.
_DUIZENDTAL = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_WETTEN = {"jw": "Jw", "wmo": "Wmo"}
# Columns by the contract's rule for names, beside those by their suffix.
_DATUMS = ("datum", "meetdatum", "vanaf")
_GETALLEN = ("norm", "bandbreedte", "score")
_VRIJE_TEKST = (
    *("aanbieder_naam", "product_naam", "bron", "afspraak", "toelichting", "stap", "naam"),
    *("softwareleverancier", "tekst", "interventie", "omschrijving", "eigenaar", "waarde"),
)
"""What a person writes in words: anything may stand there. All else is a code."""
_GEEN_CODE = frozenset((*_DATUMS, *_GETALLEN, *_VRIJE_TEKST))
# Control characters could pass for a line of their own on a screen or in a mail; the others turn text around, or are
# no characters at all.
_KAN_NIET = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_JAAR = re.compile(r"(19|20)[0-9]{2}")
_NL_DATUM = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_ISO_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What Excel makes of codes, written out again by itself or by us: 3E12 becomes 3,00E+12 (always with a sign), 5-9
# becomes 5-sep or a date, and a formula that finds nothing #N/B. No code looks like that.
_DOOR_EXCEL = re.compile(
    r"[+-]?[0-9]+(?:[.,][0-9]+)?e[+-][0-9]+|#[a-z/]+[0-9]?[!?]?|#+"
    r"|[0-9]{1,2}-[a-z]{3}\.?(?:-[0-9]{2,4})?|[a-z]{3}\.?-[0-9]{2,4}"
    r"|[0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[t ][0-9:.]+)?",
    re.IGNORECASE,
)
# Suffix -> (SQL type, Arrow type); the contract's own rule for the types of reference columns.
_SOORTEN: dict[str, tuple[str, pa.DataType]] = {
    "_eur": ("DECIMAL(18,2)", pa.decimal128(18, 2)),
    "_aantal": ("DECIMAL(18,4)", pa.decimal128(18, 4)),
    "_dagen": ("INTEGER", pa.int32()),
    "_pct": ("DOUBLE", pa.float64()),
    "_van": ("DATE", pa.date32()),
    "_tot": ("DATE", pa.date32()),
    "_datum": ("DATE", pa.date32()),
}


class _RijFout(ValueError):
    """A cell that does not parse; the text is Dutch and does not quote personal data."""


@dataclass(frozen=True)
class Kolom:
    """A column of a reference table; `waarden` is empty when any text will do. `extra`: a file may be without it."""

    naam: str
    verplicht: bool
    extra: bool = False
    waarden: tuple[str, ...] = ()
    behandeling: str = ""

    @property
    def is_weg(self) -> bool:
        """Read past, never kept."""
        return self.behandeling == "weg"

    @property
    def soort(self) -> str:
        return next((s for s in _SOORTEN if self.naam.endswith(s)), "")

    @property
    def doel(self) -> str:
        """Column in raw: a Bsn lands as a pseudonym."""
        return "client_id" if self.naam == "bsn" else self.naam


@dataclass(frozen=True)
class ReferentieAfkeuring:
    """A refused table or row; `regel` is None for the table as a whole."""

    bestand: str
    regel: int | None
    reden: str


@dataclass(slots=True)
class ReferentieSamenvatting:
    """`geladen`: rows per table; `ontbreekt`: tables without a file."""

    geladen: dict[str, int] = field(default_factory=dict)
    ontbreekt: list[str] = field(default_factory=list)
    afgekeurd: list[ReferentieAfkeuring] = field(default_factory=list)


@cache
def beschrijving() -> dict[str, tuple[Kolom, ...]]:
    """Reference tables and their columns, from referentie.csv."""
    tabellen: dict[str, list[Kolom]] = {}
    with _BESCHRIJVING.open(encoding="utf-8", newline="") as bestand:
        for rij in csv.DictReader(bestand):
            kolom = Kolom(
                rij["kolom"],
                rij["sleutel"] == "ja",
                rij["sleutel"] == "extra",
                tuple(rij["waarden"].split()),
                rij["behandeling"],
            )
            tabellen.setdefault(rij["bestand"], []).append(kolom)
    return {naam: tuple(kolommen) for naam, kolommen in tabellen.items()}


def _datum(tekst: str) -> date:
    nederlands = _NL_DATUM.fullmatch(tekst)
    if nederlands:
        dag, maand, jaar = (int(deel) for deel in nederlands.groups())
        return date(jaar, maand, dag)
    if not _ISO_DATUM.fullmatch(tekst):
        raise ValueError(tekst)
    return date.fromisoformat(tekst)


def _getal(tekst: str, decimalen: int) -> Decimal:
    """A plain number with a comma or a point as decimal sign; anything that can be read two ways is refused."""
    if not _GETAL.fullmatch(tekst):
        raise ValueError(tekst)
    if _DUIZENDTAL.fullmatch(tekst):
        raise _RijFout("is niet eenduidig: schrijf een getal zonder punt voor de duizendtallen")
    waarde = Decimal(tekst.replace(",", "."))
    if abs(waarde) >= Decimal(10) ** (18 - decimalen):
        raise ValueError(tekst)
    if waarde != round(waarde, decimalen):
        raise _RijFout(f"heeft meer dan {decimalen} decimalen")
    return round(waarde, decimalen)


def _dagen(tekst: str) -> int:
    """A whole number that fits the column; nobody means more days than that."""
    waarde = int(_getal(tekst, 0))
    if abs(waarde) > _MAX_INT:
        raise _RijFout("is te groot")
    return waarde


def _cel(kolom: Kolom, tekst: str, pseudoniem: Pseudonimiseerder) -> Any:
    """The typed value, None when empty."""
    # also the line breaks of a cell, and the spaces of a web page
    tekst = " ".join(tekst.split())
    if not tekst:
        if kolom.verplicht:
            raise _RijFout(f"{kolom.naam} is leeg")
        return None
    try:
        match kolom.soort:
            case "_eur":
                return _getal(tekst, 2)
            case "_aantal":
                return _getal(tekst, 4)
            case "_dagen":
                return _dagen(tekst)
            case "_pct":
                return float(_getal(tekst, 6))
            case "_van" | "_tot" | "_datum":
                return _datum(tekst)
    except _RijFout as fout:
        raise _RijFout(f"{kolom.naam} {fout}") from None
    except ValueError:
        soort = "datum (jjjj-mm-dd)" if kolom.soort in ("_van", "_tot", "_datum") else "getal"
        raise _RijFout(f"{kolom.naam} is geen {soort}") from None
    if _KAN_NIET.search(tekst):
        raise _RijFout(f"{kolom.naam} bevat een teken dat niet kan")
    if kolom.naam not in _GEEN_CODE and _DOOR_EXCEL.fullmatch(tekst):
        raise _RijFout(f"{kolom.naam} is door Excel veranderd in een getal, datum of foutmelding; maak de kolom tekst")
    if kolom.naam == "bsn":
        return _client_id(tekst, pseudoniem)
    if kolom.waarden:
        return _keuze(kolom, tekst)
    if kolom.behandeling == "kort" and len(tekst) > KORT:
        raise _RijFout(f"{kolom.naam} is langer dan {KORT} tekens: noem de stap, en laat een verhaal over mensen weg")
    return _tekst(kolom.naam, tekst, pseudoniem)


def _client_id(tekst: str, pseudoniem: Pseudonimiseerder) -> str | None:
    if not (tekst.isascii() and tekst.isdigit()) or len(tekst) > 9:
        raise _RijFout("bsn heeft niet negen cijfers")
    return pseudoniem.client_id(tekst.zfill(9))


def _keuze(kolom: Kolom, tekst: str) -> str:
    """One of a closed set (contract chapter 3): a word that no figure knows would silently count as nothing."""
    waarde = tekst.lower().replace("ë", "e")
    if waarde not in kolom.waarden:
        raise _RijFout(f"{kolom.naam} is geen {', '.join(kolom.waarden[:-1])} of {kolom.waarden[-1]}")
    return waarde


def _tekst(naam: str, tekst: str, pseudoniem: Pseudonimiseerder) -> str:
    """Text as the messages spell it: spreadsheets strip the leading zeros of codes. What the contract keeps as text but
    is a year, a date or a number is written in one way, so that a model can cast it."""
    cijfers = tekst.isascii() and tekst.isdigit()
    match naam:
        case "wet":
            if tekst.lower() not in _WETTEN:
                raise _RijFout("wet is geen Jw of Wmo")
            return _WETTEN[tekst.lower()]
        case "gemeente_code":
            if not cijfers or len(tekst) > 4:
                raise _RijFout("gemeente_code heeft niet vier cijfers")
            return tekst.zfill(4)
        case "aanbieder_agb":
            if not cijfers or len(tekst) > 8:
                raise _RijFout("aanbieder_agb heeft niet acht cijfers")
            return tekst.zfill(8)
        case "jaar":
            if not _JAAR.fullmatch(tekst):
                raise _RijFout("jaar is geen jaartal van vier cijfers")
        case _ if naam in _DATUMS:
            try:
                return _datum(tekst).isoformat()
            except ValueError:
                raise _RijFout(f"{naam} is geen datum (jjjj-mm-dd)") from None
        case _ if naam in _GETALLEN:
            try:
                return format(_getal(tekst, 6).normalize(), "f")
            except _RijFout as fout:
                raise _RijFout(f"{naam} {fout}") from None
            except ValueError:
                raise _RijFout(f"{naam} is geen getal") from None
        case "email":
            # never shown: it is personal data. One with a Bsn in it would become another address.
            if not is_adres(tekst) or bevat_bsn(tekst):
                raise _RijFout("email is geen e-mailadres (alleen naam@domein.nl, een per rij)")
            return tekst
        case "bevinding_id":
            if not _BEVINDING_ID.fullmatch(tekst.lower()):
                raise _RijFout("bevinding_id is niet het kenmerk uit de werklijst (32 cijfers en letters)")
            return tekst.lower()
        case "toewijzingnummer":
            return pseudoniem.nummer(tekst)
    return pseudoniem.maskeer(tekst)


def _lees_xlsx(inhoud: bytes, werkbladlezer: Werkbladlezer) -> Iterator[tuple[int, list[str]]]:
    """(row, cells) of each row of the first sheet that is not empty; _RijFout when this is no workbook."""
    try:
        rijen = werkbladlezer.lees(inhoud)
    except WerkbladFout as fout:
        raise _RijFout(str(fout)) from None
    for nummer, cellen in enumerate(rijen, 1):
        if nummer == 1 or any(cel.strip() for cel in cellen):
            yield nummer, cellen


def _namen(kop: Iterable[str]) -> list[str]:
    """The names of the columns: a worklist in Excel has its headers in words."""
    return [naam.strip().lower().replace(" ", "_") for naam in kop]


def _met_kop(
    rijen: Iterable[tuple[int, list[str]]], kolommen: tuple[Kolom, ...]
) -> Iterator[tuple[int, dict[str, str] | None]]:
    """(line, cells by column); None where the number of cells is wrong. _RijFout when the header is."""
    lopend = iter(rijen)
    _, kop = next(lopend, (1, []))
    namen = _namen(kop)
    missend = [kolom.naam for kolom in kolommen if kolom.naam not in namen and not kolom.extra]
    if missend:
        raise _RijFout(f"kolom {', '.join(missend)} ontbreekt in de kop")
    dubbel = [kolom.naam for kolom in kolommen if namen.count(kolom.naam) > 1]
    if dubbel:
        raise _RijFout(f"kolom {', '.join(dubbel)} staat meer dan eens in de kop")
    for nummer, cellen in lopend:
        yield nummer, dict(zip(namen, cellen, strict=True)) if len(cellen) == len(namen) else None


def _keur_parameter(rij: list[Any]) -> list[Any]:
    """A choice that the project knows, in the kind it wants; a wrong one would break or bend figures far from here."""
    naam, waarde = rij
    try:
        return [naam, keur_parameter(naam, waarde)]
    except ValueError as reden:
        raise _RijFout(str(reden)) from None


_KEUR = {"parameter": _keur_parameter}
"""Tables of which a row is judged as a whole."""


def _is_vergeten(rij: dict[str, Any], pseudoniem: Pseudonimiseerder) -> bool:
    """Is this row about a person who is kept out, or about a toewijzing of one."""
    toewijzing = [rij.get(naam) for naam in ("wet", "gemeente_code", "toewijzingnummer")]
    return pseudoniem.is_vergeten(rij.get("client_id")) or (
        all(toewijzing) and pseudoniem.is_toewijzing_vergeten(*map(str, toewijzing))
    )


def _lees_rijen(
    bestand: str,
    rijen: Iterable[tuple[int, list[str]]],
    tabel: str,
    pseudoniem: Pseudonimiseerder,
    overslaan: Sequence[str] = (),
) -> tuple[list[list[Any]], list[ReferentieAfkeuring]]:
    """Good rows in the order of the columns that are kept, and what was refused. A row in which all columns of
    `overslaan` are empty is none."""
    goed: list[list[Any]] = []
    fout: list[ReferentieAfkeuring] = []
    meer = 0
    kolommen, keur = beschrijving()[tabel], _KEUR.get(tabel)
    namen = [kolom.doel for kolom in kolommen if not kolom.is_weg]
    try:
        for regel, cellen in _met_kop(rijen, kolommen):
            if len(goed) + len(fout) + meer >= _MAX_RIJEN:
                raise _RijFout(f"het bestand heeft meer dan {_MAX_RIJEN} rijen")
            try:
                if cellen is None:
                    raise _RijFout("de rij heeft niet evenveel kolommen als de kop")
                if overslaan and not any(cellen.get(naam, "").strip() for naam in overslaan):
                    continue
                rij = [_cel(kolom, cellen.get(kolom.naam, ""), pseudoniem) for kolom in kolommen if not kolom.is_weg]
                if not (pseudoniem.vergeet and _is_vergeten(dict(zip(namen, rij, strict=True)), pseudoniem)):
                    goed.append(keur(rij) if keur else rij)
            except _RijFout as reden:
                if len(fout) < _MAX_AFKEURINGEN:
                    fout.append(ReferentieAfkeuring(bestand, regel, str(reden)))
                else:
                    meer += 1
    except (_RijFout, CsvFout) as reden:
        # Half a table gives wrong figures without anyone noticing: then rather none.
        return [], [ReferentieAfkeuring(bestand, None, str(reden))]
    if meer:
        fout.append(ReferentieAfkeuring(bestand, None, f"nog {meer} rijen zijn afgekeurd, die niet apart zijn genoemd"))
    return goed, fout


def _lees(
    gevonden: Bestand,
    tabel: str | None,
    pseudoniem: Pseudonimiseerder,
    werkbladlezer: Werkbladlezer,
    max_mb: int,
) -> tuple[str, list[list[Any]], list[ReferentieAfkeuring]]:
    """A reference table, or a worklist when `tabel` is None: the table that it is about, good rows, and what was
    refused. Never raises on what lies there."""
    bestand = pseudoniem.maskeer(gevonden.pad)
    try:
        soort = _soort(gevonden)
        if soort is None and gevonden.bytes >= 0:
            raise BestandOnleesbaar(_ANDERE_SOORT)
        inhoud = lees_heel(gevonden, max_mb)
    except BestandOnleesbaar as reden:
        return tabel or _ANTWOORDEN, [], [ReferentieAfkeuring(bestand, None, str(reden))]
    mag = _UIT_PORTAAL + _TERUG if gevonden.pad.startswith(f"{TERUGKOPPELING}/{PORTAAL}/") else _TERUG
    return _ontleed(bestand, soort, inhoud, tabel, mag, pseudoniem, werkbladlezer)


def keur_werklijst(
    naam: str, inhoud: bytes, pseudoniem: Pseudonimiseerder, werkbladlezer: Werkbladlezer
) -> tuple[str, list[dict[str, Any]], list[ReferentieAfkeuring]]:
    """What the night would read in a worklist: the table that it is about, its rows by column, and what is refused.
    Without the folder it lies in; for whoever takes such files in. Never raises on what stands there."""
    soort = naam.rsplit(".", 1)[-1].lower()
    if soort not in _SOORT_WERKLIJST:
        return _ANTWOORDEN, [], [ReferentieAfkeuring(naam, None, _ANDERE_SOORT)]
    if len(inhoud) > _MAX_WERKLIJST_MB * 1024**2:
        return _ANTWOORDEN, [], [ReferentieAfkeuring(naam, None, f"het bestand is groter dan {_MAX_WERKLIJST_MB} MB")]
    tabel, rijen, fout = _ontleed(naam, soort, inhoud, None, _TERUG, pseudoniem, werkbladlezer)
    kolommen = beschrijving()[tabel]
    if tabel == _ANTWOORDEN:
        rijen = [rij for rij in rijen if _is_ingevuld(rij, kolommen)]
    namen = [kolom.doel for kolom in kolommen if not kolom.is_weg]
    return tabel, [dict(zip(namen, rij, strict=True)) for rij in rijen], fout


def _ontleed(
    bestand: str,
    soort: str | None,
    inhoud: bytes,
    tabel: str | None,
    mag: tuple[str, ...],
    pseudoniem: Pseudonimiseerder,
    werkbladlezer: Werkbladlezer,
) -> tuple[str, list[list[Any]], list[ReferentieAfkeuring]]:
    """As `_lees`, of bytes; `mag` are the tables that a worklist may be about."""
    try:
        rijen = _lees_xlsx(inhoud, werkbladlezer) if soort == "xlsx" else lees_csv(inhoud)
        if tabel is not None:
            return tabel, *_lees_rijen(bestand, rijen, tabel, pseudoniem)
        lopend = iter(rijen)
        kop = next(lopend, (1, []))
        return _lees_werklijst(bestand, kop, lopend, mag, pseudoniem)
    except (_RijFout, CsvFout) as reden:
        return tabel or _ANTWOORDEN, [], [ReferentieAfkeuring(bestand, None, str(reden))]
    except Exception as fout:
        # an error of ours costs one table and not the night; what it says may quote the file
        return (
            tabel or _ANTWOORDEN,
            [],
            [ReferentieAfkeuring(bestand, None, f"{VASTGELOPEN}; meld dit aan het datateam ({plek(fout)})")],
        )


def _lees_werklijst(
    bestand: str,
    kop: tuple[int, list[str]],
    rijen: Iterable[tuple[int, list[str]]],
    mag: tuple[str, ...],
    pseudoniem: Pseudonimiseerder,
) -> tuple[str, list[list[Any]], list[ReferentieAfkeuring]]:
    """As `_lees`. A worklist names every finding or case; a row that nobody filled in says nothing."""
    namen = _namen(kop[1])
    tabel = next((naam for naam in mag if _KENMERK[naam] <= set(namen)), _ANTWOORDEN)
    overslaan = ("oordeel", "datum", "toelichting") if tabel == _OORDELEN else ()
    goed, fout = _lees_rijen(bestand, chain([kop], rijen), tabel, pseudoniem, overslaan)
    return tabel, goed, fout


def _soort(bestand: Bestand) -> str | None:
    eind = bestand.pad.rsplit(".", 1)[-1].lower()
    return eind if eind in _SOORT_WERKLIJST else None


def _is_ingevuld(rij: list[Any], kolommen: tuple[Kolom, ...]) -> bool:
    """A worklist names every finding: open without a day is a row that nobody touched."""
    waarden = dict(zip((kolom.naam for kolom in kolommen if not kolom.is_weg), rij, strict=True))
    return (waarden["status"], waarden["datum"]) != ("open", None)


def _leg_afkeuring_vast(
    con: duckdb.DuckDBPyConnection, afgekeurd: list[ReferentieAfkeuring], pseudoniem: Pseudonimiseerder
) -> None:
    """Make raw.bestand hold exactly these lines about reference files and worklists; unchanged ones keep their time."""
    nieuw = {pseudoniem.inhoud_hash((a.bestand, str(a.regel or ""), a.reden))[:32]: a for a in afgekeurd}
    nu = datetime.now(UTC).replace(tzinfo=None)
    regels = pa.table(
        {
            "bestand_id": pa.array(nieuw, pa.string()),
            "pad": pa.array([a.bestand for a in nieuw.values()], pa.string()),
            "lid": pa.array([""] * len(nieuw), pa.string()),
            "status": pa.array([QUARANTAINE] * len(nieuw), pa.string()),
            "reden": pa.array([a.reden for a in nieuw.values()], pa.string()),
            "regel": pa.array([a.regel for a in nieuw.values()], pa.int32()),
            "geladen_op": pa.array([nu] * len(nieuw), pa.timestamp("us")),
        }
    )
    con.execute(
        "DELETE FROM raw.bestand WHERE split_part(pad, '/', 1) IN (?, ?) "
        "AND bestand_id NOT IN (SELECT bestand_id FROM regels)",
        [REFERENTIE, TERUGKOPPELING],
    )
    con.execute("INSERT INTO raw.bestand BY NAME SELECT * FROM regels ANTI JOIN raw.bestand USING (bestand_id)")
    del regels


def _kies(
    gevonden: Iterable[Bestand], pseudoniem: Pseudonimiseerder
) -> tuple[dict[str, Bestand], list[ReferentieAfkeuring]]:
    """The file of each table, and what counts for none: another kind, or a second one for the same table."""
    per_tabel: dict[str, list[Bestand]] = {}
    afgekeurd: list[ReferentieAfkeuring] = []
    for bestand in gevonden:
        naam = bestand.pad.rsplit("/", 1)[-1].lower()
        tabel = naam.rsplit(".", 1)[0]
        if _soort(bestand) and tabel in beschrijving():
            per_tabel.setdefault(tabel, []).append(bestand)
        else:
            pad = pseudoniem.maskeer(bestand.pad)
            reden = "deze map is niet leesbaar" if bestand.pad == REFERENTIE else "dit is geen bekende tabel"
            afgekeurd.append(ReferentieAfkeuring(pad, None, reden))
    gekozen: dict[str, Bestand] = {}
    for tabel, bestanden in per_tabel.items():
        # the name as the contract spells it, whatever lies beside it
        bestanden.sort(key=lambda b: (b.bytes < 0, b.pad != f"{REFERENTIE}/{tabel}.csv", b.pad))
        gekozen[tabel], *rest = bestanden
        telt = gekozen[tabel].pad.rsplit("/", 1)[-1]
        afgekeurd += [
            ReferentieAfkeuring(ander.pad, None, f"deze tabel ligt er meer dan eens; alleen {telt} telt")
            for ander in rest
        ]
    return gekozen, afgekeurd


def _sql_typen(kolommen: tuple[Kolom, ...]) -> dict[str, str]:
    return {k.doel: _SOORTEN[k.soort][0] if k.soort else "VARCHAR" for k in kolommen if not k.is_weg}


def referentieschema() -> dict[str, dict[str, str]]:
    """Columns and SQL types of every reference table, by its name in schema raw (`ref_..`)."""
    return {f"ref_{naam}": _sql_typen(kolommen) for naam, kolommen in beschrijving().items()}


def laad_referenties(
    con: duckdb.DuckDBPyConnection, landing: Path, pseudoniem: Pseudonimiseerder
) -> ReferentieSamenvatting:
    """Replace every raw.ref_* table by what lies in `landing/referentie` and `landing/terugkoppeling` now, in one
    transaction."""
    samenvatting = ReferentieSamenvatting()
    con.execute("BEGIN")
    try:
        gevonden, samenvatting.afgekeurd = _kies(vind_referenties(landing), pseudoniem)
        with Werkbladlezer() as werkbladlezer:
            lijsten: dict[str, list[list[list[Any]]]] = {}
            for lijst in vind_terugkoppelingen(landing):
                naam, goed, fout = _lees(lijst, None, pseudoniem, werkbladlezer, _MAX_WERKLIJST_MB)
                lijsten.setdefault(naam, []).append(goed)
                samenvatting.afgekeurd += fout
            for naam, kolommen in beschrijving().items():
                definitie = ", ".join(f"{kolom} {soort}" for kolom, soort in _sql_typen(kolommen).items())
                con.execute(f"CREATE OR REPLACE TABLE raw.ref_{naam} ({definitie})")
                if naam not in gevonden and naam not in lijsten:
                    samenvatting.ontbreekt.append(naam)
                    continue
                rijen: list[list[Any]] = []
                if naam in gevonden:
                    _, rijen, fout = _lees(gevonden[naam], naam, pseudoniem, werkbladlezer, _MAX_MB)
                    samenvatting.afgekeurd += fout
                rijen = _met_werklijsten(rijen, lijsten.get(naam, []))
                if naam == _ANTWOORDEN:
                    rijen = [rij for rij in rijen if _is_ingevuld(rij, kolommen)]
                samenvatting.geladen[naam] = len(rijen)
                if rijen:
                    tabel = _tabel(kolommen, rijen)
                    con.execute(f"INSERT INTO raw.ref_{naam} BY NAME SELECT * FROM tabel")
                    del tabel
        _leg_afkeuring_vast(con, samenvatting.afgekeurd, pseudoniem)
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
    return samenvatting


def _met_werklijsten(rijen: list[list[Any]], lijsten: Iterable[list[list[Any]]]) -> list[list[Any]]:
    """The rows of the table and of the worklists; what was said before is not said twice: a list that comes back holds
    the earlier answers too."""
    bekend = {tuple(rij) for rij in rijen}
    for rij in chain.from_iterable(lijsten):
        if tuple(rij) not in bekend:
            bekend.add(tuple(rij))
            rijen.append(rij)
    return rijen


def _tabel(kolommen: tuple[Kolom, ...], rijen: list[list[Any]]) -> pa.Table:
    bewaard = [kolom for kolom in kolommen if not kolom.is_weg]
    return pa.table(
        {
            k.doel: pa.array(waarden, _SOORTEN[k.soort][1] if k.soort else pa.string())
            for k, waarden in zip(bewaard, zip(*rijen, strict=True), strict=True)
        }
    )
