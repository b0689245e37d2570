"""The sources of the blocks: from the published tables to compact columns for the browser, in parts that a page loads
when they are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

import duckdb

from peilstok.rapport.blok import Bron

JAREN_OP_SITE = 3
"""Years that can be chosen: enough to compare, small enough to open from a shared disk. One more is there to compare
with."""

ALLE, OVERIG = "ALLE", "OVERIG"
"""Totals, and what suppression took together; neither is a choice."""
DEEL = "_deel"
"""The column that says whose rows they are, where the tables are those of many readers; empty: of all."""
RIJEN_TEGELIJK = 10_000
_BESTANDSNAAM = re.compile(r"[0-9A-Za-z_]{1,40}")

Kolommen = dict[str, list[Any] | dict[str, list[Any]]]
"""Column by name: its values, or for text `w` (the distinct values) and `i` (their numbers), which is a third of the
size."""


@dataclass(frozen=True)
class Deel:
    """Part of a source: one law, and one provider (ALLE included) unless the source is kept whole (`aanbieder`
    empty)."""

    wet: str
    aanbieder: str
    kolommen: Kolommen

    @property
    def naam(self) -> str:
        """File name without extension."""
        return f"{self.wet}-{self.aanbieder}" if self.aanbieder else self.wet


def open_bron(con: duckdb.DuckDBPyConnection, bron: Bron, laatste_jaar: int, is_verdeeld: bool = False) -> None:
    """Make the temporary table `bron_<naam>` of the source's rows in the years up to `laatste_jaar`, with whose they
    are (DEEL). `is_verdeeld`: its table has that column."""
    sql, waarden = vraag(replace(bron, kolommen=(*bron.kolommen, DEEL)) if is_verdeeld else bron)
    uit = "*" if is_verdeeld else f"*, '' as {DEEL}"
    jaar = "year(maand)" if "maand" in bron.kolommen else "jaar"
    waar = "true" if bron.tijdloos else f"{jaar} between {laatste_jaar - JAREN_OP_SITE} and {laatste_jaar}"
    con.execute(f"create temp table bron_{bron.naam} as select {uit} from ({sql}) where {waar}", waarden)


def vraag(bron: Bron) -> tuple[str, list[str | bool]]:
    """The select of its columns and rows, of every year, and the values that it is asked with."""
    delen = [f"{kolom} in ({', '.join('?' for _ in mag)})" for kolom, mag in bron.alleen.items()]
    delen += [f"{kolom} <> ?" for kolom in bron.zonder]
    waarden = [*(waarde for mag in bron.alleen.values() for waarde in mag), *bron.zonder.values()]
    uit = ", ".join(_kolom(kolom) for kolom in bron.kolommen)
    return f"select {uit} from {bron.tabel} where {' and '.join(delen) or 'true'}", waarden


def _kolom(naam: str) -> str:
    if "|" not in naam:
        return naam
    eerste, *rest = naam.split("|")
    delen = [f"{eerste}::varchar", *(f"coalesce({deel}::varchar, '')" for deel in rest)]
    return f"""{" || '|' || ".join(delen)} as "{naam}\""""


def laatste_jaar(
    con: duckdb.DuckDBPyConnection, kolommen: Mapping[str, set[str]], bronnen: Sequence[Bron]
) -> int | None:
    """The last year with figures in the tables behind these sources; None without any."""
    tabellen = sorted({bron.tabel for bron in bronnen if not bron.tijdloos and not bron.vooruit})
    delen = [
        f"select max({'year(maand)' if 'maand' in kolommen[tabel] else 'jaar'}) from {tabel}"
        for tabel in tabellen
        if {"maand", "jaar"} & kolommen.get(tabel, set())
    ]
    jaren = con.execute(" union all ".join(delen)).fetchall() if delen else []
    return max((int(jaar) for (jaar,) in jaren if jaar is not None), default=None)


def delen(con: duckdb.DuckDBPyConnection, bron: Bron) -> Iterator[tuple[str, Deel]]:
    """The parts of an opened source, each with whose it is. A provider whose code cannot be a file name has no
    part."""
    tabel = f"bron_{bron.naam}"
    namen = _namen(con, tabel)
    is_heel = bron.heel or bron.los or "aanbieder_agb" not in namen
    per = (DEEL, "wet") if is_heel else (DEEL, "wet", "aanbieder_agb")
    van = f"{tabel} where aanbieder_agb is distinct from '{OVERIG}'" if not is_heel else tabel
    # One ordered pass: a query per provider would read a large table hundreds of times.
    volgorde = [f'"{naam}"' for naam in (*per, *(naam for naam in namen if naam not in per))]
    uit = ", ".join(f'"{naam}"' for naam in (DEEL, *namen))
    antwoord = con.execute(f"select {uit} from {van} order by {', '.join(volgorde)}")
    plaatsen = [(DEEL, *namen).index(naam) for naam in per]
    for sleutel, groep in groupby(_stroom(antwoord), key=lambda rij: tuple(rij[plaats] for plaats in plaatsen)):
        if all(_BESTANDSNAAM.fullmatch(str(waarde)) for waarde in sleutel[1:]):
            rijen = [rij[1:] for rij in groep]
            yield sleutel[0], Deel(sleutel[1], sleutel[2] if len(per) > 2 else "", _kolommen(namen, rijen))


def _stroom(antwoord: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rijen := antwoord.fetchmany(RIJEN_TEGELIJK):
        yield from rijen


@dataclass(frozen=True)
class Keuzes:
    """What can be chosen under one law: codes, and per year the last month with figures (0: none)."""

    jaren: dict[int, int]
    gemeenten: list[str]
    aanbieders: list[str]
    zorgterreinen: list[str]


def keuzes(con: duckdb.DuckDBPyConnection, bronnen: Sequence[Bron], laatste: int) -> dict[str, dict[str, Keuzes]]:
    """The choices of the whole site, so that a view carries over from page to page; by whose site, then by law."""
    gevonden: dict[tuple[str, str], dict[str, set[Any]]] = {}
    maanden: dict[tuple[str, str], dict[int, int]] = {}
    for bron in bronnen:
        if bron.tijdloos:
            continue
        tabel = f"bron_{bron.naam}"
        namen = _namen(con, tabel)
        for naam in ("gemeente_code", "aanbieder_agb", "zorgterrein"):
            if naam in namen:
                for deel, wet, waarde in con.execute(f"select distinct {DEEL}, wet, {naam} from {tabel}").fetchall():
                    gevonden.setdefault((deel, wet), {}).setdefault(naam, set()).add(waarde)
        maand = "max(month(maand))" if "maand" in namen and not bron.vooruit else "0"
        jaar = "year(maand)" if "maand" in namen else "jaar"
        per_jaar = con.execute(f"select {DEEL}, wet, {jaar}, {maand} from {tabel} group by all").fetchall()
        for deel, wet, welk, hoogste in per_jaar:
            per = maanden.setdefault((deel, wet), {})
            per[int(welk)] = max(per.get(int(welk), 0), int(hoogste))
    uit: dict[str, dict[str, Keuzes]] = {}
    for (deel, wet), per in sorted(maanden.items()):
        codes = gevonden.get((deel, wet), {})
        uit.setdefault(deel, {})[wet] = Keuzes(
            jaren={j: m for j, m in sorted(per.items()) if j > laatste - JAREN_OP_SITE},
            gemeenten=_codes(codes.get("gemeente_code")),
            aanbieders=[c for c in _codes(codes.get("aanbieder_agb")) if _BESTANDSNAAM.fullmatch(c)],
            zorgterreinen=_codes(codes.get("zorgterrein")),
        )
    return uit


def _codes(waarden: set[Any] | None) -> list[str]:
    return sorted(str(waarde) for waarde in (waarden or set()) - {ALLE, OVERIG, None})


def _namen(con: duckdb.DuckDBPyConnection, tabel: str) -> list[str]:
    """Its columns, but whose rows they are."""
    return [str(rij[0]) for rij in con.execute(f"describe from {tabel}").fetchall() if rij[0] != DEEL]


def _kolommen(namen: Sequence[str], rijen: Sequence[tuple[Any, ...]]) -> Kolommen:
    uit: Kolommen = {}
    for nummer, naam in enumerate(namen):
        waarden = [_waarde(rij[nummer], naam == "maand") for rij in rijen]
        if any(isinstance(waarde, str) for waarde in waarden):
            woorden = list(dict.fromkeys(waarden))
            plaats = {woord: i for i, woord in enumerate(woorden)}
            uit[naam] = {"w": woorden, "i": [plaats[waarde] for waarde in waarden]}
        else:
            uit[naam] = waarden
    return uit


def _waarde(waarde: Any, is_maand: bool) -> Any:
    """A month as 202609 and another day as 2026-09-16, a truth as 0 or 1; other numbers with three decimals, more than
    any reader sees."""
    if isinstance(waarde, bool):
        return int(waarde)
    if isinstance(waarde, date):
        return waarde.year * 100 + waarde.month if is_maand else waarde.isoformat()
    if isinstance(waarde, Decimal):
        waarde = float(waarde)
    if isinstance(waarde, float):
        kort = round(waarde, 3)
        return int(kort) if kort.is_integer() else kort
    return waarde
