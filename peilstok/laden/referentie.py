"""The municipality's own tables (`landing/referentie/*.csv`) into raw.ref_*, as they lie there now; with them the
worklists of message quality that came back filled in (`landing/terugkoppeling/**`, .xlsx or .csv).

`referentie.csv` beside this module says which tables and columns there are, which may not be empty, which words a
column may hold (`waarden`), and what is never kept (`behandeling` weg: what a person may type in words). A file that
cannot be read as a whole, and a row that does not parse, is listed in raw.bestand with line and reason; the rest
counts.
"""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from peilstok.adres import is_adres
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden.bronnen import GEEN_BESTAND, TERUGKOPPELING, Bestand, vind_terugkoppelingen
from peilstok.laden.opslag import QUARANTAINE
from peilstok.laden.werkblad import WerkbladFout, lees_werkblad

_BESCHRIJVING = Path(__file__).with_name("referentie.csv")
_MAX_BYTES = 100 * 1024 * 1024
_MAX_WERKLIJST_BYTES = 25 * 1024 * 1024
_ANTWOORDEN = "kwaliteit_terugkoppeling"
_BEVINDING_ID = re.compile(r"[0-9a-f]{32}")
_GETAL = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
# 1.500 is one and a half in English and fifteen hundred in Dutch.
_DUIZENDTAL = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_WETTEN = {"jw": "Jw", "wmo": "Wmo"}
_JAAR = re.compile(r"(19|20)[0-9]{2}")
_NL_DATUM = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
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
    """A column of a reference table; `waarden` is empty when any text will do, `is_weg`: read past, never kept."""

    naam: str
    verplicht: bool
    waarden: tuple[str, ...] = ()
    is_weg: bool = False

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
                rij["kolom"], rij["sleutel"] == "ja", tuple(rij["waarden"].split()), rij["behandeling"] == "weg"
            )
            tabellen.setdefault(rij["bestand"], []).append(kolom)
    return {naam: tuple(kolommen) for naam, kolommen in tabellen.items()}


def _datum(tekst: str) -> date:
    nederlands = _NL_DATUM.fullmatch(tekst)
    if nederlands:
        dag, maand, jaar = (int(deel) for deel in nederlands.groups())
        return date(jaar, maand, dag)
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


def _cel(kolom: Kolom, tekst: str, pseudoniem: Pseudonimiseerder) -> Any:
    """The typed value, None when empty."""
    tekst = tekst.strip()
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
                return int(_getal(tekst, 0))
            case "_pct":
                return float(_getal(tekst, 6))
            case "_van" | "_tot" | "_datum":
                return _datum(tekst)
    except _RijFout as fout:
        raise _RijFout(f"{kolom.naam} {fout}") from None
    except ValueError:
        soort = "datum (jjjj-mm-dd)" if kolom.soort in ("_van", "_tot", "_datum") else "getal"
        raise _RijFout(f"{kolom.naam} is geen {soort}") from None
    if kolom.naam == "bsn":
        return pseudoniem.client_id(tekst.zfill(9))
    if "\x00" in tekst:
        raise _RijFout(f"{kolom.naam} bevat een teken dat niet kan")
    if kolom.waarden:
        return _keuze(kolom, tekst)
    return _tekst(kolom.naam, tekst, pseudoniem)


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
        case "datum" | "meetdatum":
            try:
                return _datum(tekst).isoformat()
            except ValueError:
                raise _RijFout(f"{naam} is geen datum (jjjj-mm-dd)") from None
        case "norm" | "bandbreedte" | "score":
            try:
                return format(_getal(tekst, 6).normalize(), "f")
            except _RijFout as fout:
                raise _RijFout(f"{naam} {fout}") from None
            except ValueError:
                raise _RijFout(f"{naam} is geen getal") from None
        case "email":
            # never shown: it is personal data. One with a Bsn in it would become another address.
            if not is_adres(tekst) or pseudoniem.maskeer(tekst, (), ook_geldige=True) != tekst:
                raise _RijFout("email is geen e-mailadres (alleen naam@domein.nl, een per rij)")
        case "bevinding_id":
            if not _BEVINDING_ID.fullmatch(tekst.lower()):
                raise _RijFout("bevinding_id is niet het kenmerk uit de werklijst (32 cijfers en letters)")
            return tekst.lower()
        case "toewijzingnummer":
            return (tekst.lstrip("0") or "0") if cijfers else pseudoniem.maskeer(tekst, (), ook_geldige=True)
    return pseudoniem.maskeer(tekst, (), ook_geldige=True)


def _lees_csv(inhoud: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each row that is not empty; _RijFout when this is no CSV."""
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _RijFout("het bestand is geen UTF-8; sla het op als 'CSV UTF-8'") from None
    kop = tekst.split("\n", 1)[0]
    if not tekst.strip():
        raise _RijFout("het bestand is leeg")
    if "\t" in kop and ";" not in kop and "," not in kop:
        raise _RijFout("de kolommen zijn gescheiden door tabs; gebruik ; of ,")
    if kop.lower().startswith("sep="):
        raise _RijFout("de eerste regel is sep=..; laat die weg, de eerste regel is de kop")
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if ";" in kop else ",", strict=True)
    try:
        for cellen in lezer:
            if lezer.line_num == 1 or any(cel.strip() for cel in cellen):
                yield lezer.line_num, cellen
    except csv.Error:
        raise _RijFout(f"het bestand is vanaf regel {lezer.line_num} geen leesbare CSV") from None


def _lees_xlsx(inhoud: bytes) -> Iterator[tuple[int, list[str]]]:
    """(row, cells) of each row of the first sheet that is not empty; _RijFout when this is no workbook."""
    try:
        for nummer, cellen in enumerate(lees_werkblad(inhoud), 1):
            if nummer == 1 or any(cel.strip() for cel in cellen):
                yield nummer, cellen
    except WerkbladFout as fout:
        raise _RijFout(str(fout)) from None


def _met_kop(
    rijen: Iterable[tuple[int, list[str]]], kolommen: tuple[Kolom, ...]
) -> Iterator[tuple[int, dict[str, str] | None]]:
    """(line, cells by column); None where the number of cells is wrong. _RijFout when the header is."""
    lopend = iter(rijen)
    _, kop = next(lopend, (1, []))
    namen = [naam.strip().lower() for naam in kop]
    missend = [kolom.naam for kolom in kolommen if kolom.naam not in namen]
    if missend:
        raise _RijFout(f"kolom {', '.join(missend)} ontbreekt in de kop")
    dubbel = [kolom.naam for kolom in kolommen if namen.count(kolom.naam) > 1]
    if dubbel:
        raise _RijFout(f"kolom {', '.join(dubbel)} staat meer dan eens in de kop")
    for nummer, cellen in lopend:
        yield nummer, dict(zip(namen, cellen, strict=True)) if len(cellen) == len(namen) else None


def _lees_rijen(
    bestand: str,
    rijen: Iterable[tuple[int, list[str]]],
    kolommen: tuple[Kolom, ...],
    pseudoniem: Pseudonimiseerder,
) -> tuple[list[list[Any]], list[ReferentieAfkeuring]]:
    """Good rows in the order of the columns that are kept, and what was refused."""
    goed: list[list[Any]] = []
    fout: list[ReferentieAfkeuring] = []
    try:
        for regel, cellen in _met_kop(rijen, kolommen):
            try:
                if cellen is None:
                    raise _RijFout("de rij heeft niet evenveel kolommen als de kop")
                goed.append([_cel(kolom, cellen[kolom.naam], pseudoniem) for kolom in kolommen if not kolom.is_weg])
            except _RijFout as reden:
                fout.append(ReferentieAfkeuring(bestand, regel, str(reden)))
    except _RijFout as reden:
        # Half a table gives wrong figures without anyone noticing: then rather none.
        return [], [ReferentieAfkeuring(bestand, None, str(reden))]
    return goed, fout


def _lees(
    pad: Path, naam: str, kolommen: tuple[Kolom, ...], pseudoniem: Pseudonimiseerder
) -> tuple[list[list[Any]], list[ReferentieAfkeuring]]:
    """A reference table: good rows, and what was refused."""
    bestand = f"referentie/{naam}.csv"
    try:
        if pad.stat().st_size > _MAX_BYTES:
            return [], [ReferentieAfkeuring(bestand, None, "het bestand is groter dan 100 MB")]
        inhoud = pad.read_bytes()
    except IsADirectoryError:
        return [], [ReferentieAfkeuring(bestand, None, "dit is een map en geen bestand")]
    except OSError:
        return [], [ReferentieAfkeuring(bestand, None, _ONLEESBAAR)]
    return _lees_rijen(bestand, _lees_csv(inhoud), kolommen, pseudoniem)


def _lees_werklijst(
    gevonden: Bestand, pseudoniem: Pseudonimiseerder
) -> tuple[list[list[Any]], list[ReferentieAfkeuring]]:
    """A worklist that came back: the rows that say something, and what was refused."""
    bestand = pseudoniem.maskeer(gevonden.pad, (), ook_geldige=True)
    lezer = _WERKLIJST_SOORTEN.get(gevonden.pad.rsplit(".", 1)[-1].lower())
    if lezer is None:
        return [], [ReferentieAfkeuring(bestand, None, "dit soort bestand wordt niet gelezen; lever .xlsx of .csv aan")]
    try:
        # no link out of the folder, and no pipe that nobody writes to
        nummer = os.open(gevonden.adres, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(nummer, "rb") as stroom:
            if not stat.S_ISREG(os.fstat(nummer).st_mode):
                return [], [ReferentieAfkeuring(bestand, None, GEEN_BESTAND)]
            inhoud = stroom.read(_MAX_WERKLIJST_BYTES + 1)
    except OSError as leesfout:
        # O_NOFOLLOW says ELOOP for a symbolic link, ENXIO for a socket or a pipe nobody writes to
        reden = GEEN_BESTAND if leesfout.errno in (errno.ELOOP, errno.ENXIO) else _ONLEESBAAR
        return [], [ReferentieAfkeuring(bestand, None, reden)]
    if len(inhoud) > _MAX_WERKLIJST_BYTES:
        return [], [ReferentieAfkeuring(bestand, None, "het bestand is groter dan 25 MB")]
    kolommen = beschrijving()[_ANTWOORDEN]
    rijen, fout = _lees_rijen(bestand, lezer(inhoud), kolommen, pseudoniem)
    bewaard = [kolom.naam for kolom in kolommen if not kolom.is_weg]
    status, datum = bewaard.index("status"), bewaard.index("datum")
    # a worklist names every finding: open without a day is a row that nobody touched
    return [rij for rij in rijen if (rij[status], rij[datum]) != ("open", None)], fout


_ONLEESBAAR = "het bestand kan nu niet gelezen worden"
_WERKLIJST_SOORTEN = {"csv": _lees_csv, "xlsx": _lees_xlsx}


def _leg_afkeuring_vast(
    con: duckdb.DuckDBPyConnection, afgekeurd: list[ReferentieAfkeuring], pseudoniem: Pseudonimiseerder
) -> None:
    """Make raw.bestand hold exactly these lines about reference files and worklists; unchanged ones keep their time."""
    nieuw = {pseudoniem.inhoud_hash((a.bestand, str(a.regel or ""), a.reden))[:32]: a for a in afgekeurd}
    oud = {
        rij[0]
        for rij in con.execute(
            "SELECT bestand_id FROM raw.bestand WHERE pad LIKE 'referentie/%' OR starts_with(pad, ?)",
            [f"{TERUGKOPPELING}/"],
        ).fetchall()
    }
    for bestand_id in oud - nieuw.keys():
        con.execute("DELETE FROM raw.bestand WHERE bestand_id = ?", [bestand_id])
    nu = datetime.now(UTC).replace(tzinfo=None)
    for bestand_id in nieuw.keys() - oud:
        a = nieuw[bestand_id]
        con.execute(
            "INSERT INTO raw.bestand (bestand_id, pad, lid, status, reden, regel, geladen_op) "
            "VALUES (?, ?, '', ?, ?, ?, ?)",
            [bestand_id, a.bestand, QUARANTAINE, a.reden, a.regel, nu],
        )


def _bestanden(map_: Path) -> dict[str, Path]:
    """What lies in the folder, by name in lower case; hidden files are the file system's own."""
    if not map_.is_dir():
        return {}
    return {pad.name.lower(): pad for pad in sorted(map_.iterdir()) if not pad.name.startswith(".")}


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
        gevonden = _bestanden(landing / "referentie")
        for naam, kolommen in beschrijving().items():
            bewaard = [kolom for kolom in kolommen if not kolom.is_weg]
            definitie = ", ".join(f"{kolom} {soort}" for kolom, soort in _sql_typen(kolommen).items())
            con.execute(f"CREATE OR REPLACE TABLE raw.ref_{naam} ({definitie})")
            pad = gevonden.pop(f"{naam}.csv", None)
            werklijsten = list(vind_terugkoppelingen(landing)) if naam == _ANTWOORDEN else []
            if pad is None and not werklijsten:
                samenvatting.ontbreekt.append(naam)
                continue
            rijen, fout = _lees(pad, naam, kolommen, pseudoniem) if pad else ([], [])
            for werklijst in werklijsten:
                meer_rijen, meer_fout = _lees_werklijst(werklijst, pseudoniem)
                rijen += meer_rijen
                fout += meer_fout
            samenvatting.afgekeurd.extend(fout)
            samenvatting.geladen[naam] = len(rijen)
            if rijen:
                tabel = pa.table(
                    {
                        k.doel: pa.array(waarden, _SOORTEN[k.soort][1] if k.soort else pa.string())
                        for k, waarden in zip(bewaard, zip(*rijen, strict=True), strict=True)
                    }
                )
                con.execute(f"INSERT INTO raw.ref_{naam} BY NAME SELECT * FROM tabel")
                del tabel
        samenvatting.afgekeurd.extend(
            ReferentieAfkeuring(
                f"referentie/{pseudoniem.maskeer(pad.name, (), ook_geldige=True)}", None, "dit is geen bekende tabel"
            )
            for pad in gevonden.values()
        )
        _leg_afkeuring_vast(con, samenvatting.afgekeurd, pseudoniem)
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
    return samenvatting
