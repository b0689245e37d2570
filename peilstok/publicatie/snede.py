"""Divide the published tables over the audiences: one pass over a table for all gemeenten or providers together, into
a parquet file per audience. Nothing is read per audience but its own parts."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from peilstok.publicatie.doelgroep import ALLE, REGIO, Doelgroep, is_code
from peilstok.publicatie.toegestaan import Tabel
from peilstok.rapport import DEEL
from peilstok.sql import citeer, letterlijk


@dataclass(frozen=True)
class Stuk:
    """A table on its way to the audiences of one kind: `van` is the relation that holds its rows, `wie` which of them
    leave, and `code` (SQL) whose they are; without `code` everyone of the kind has them all."""

    tabel: Tabel
    van: str
    wie: str = "true"
    code: str = ""


@dataclass(frozen=True)
class Snede:
    """The tables of one kind of audience, divided: below `map_` a folder per table with a folder per code, or for what
    everyone has one file."""

    soort: str
    stukken: Sequence[Stuk]
    map_: Path

    @property
    def tabellen(self) -> list[Tabel]:
        return [stuk.tabel for stuk in self.stukken]

    def doelgroepen(self) -> list[Doelgroep]:
        """Who has rows. What is about no party (a dimension) makes no audience."""
        codes = {
            deel.name.removeprefix(f"{DEEL}=")
            for stuk in self.stukken
            if stuk.code and not stuk.tabel.is_algemeen
            for deel in (self.map_ / stuk.tabel.naam).glob(f"{DEEL}=*")
        }
        if self.soort == REGIO:
            return [Doelgroep(REGIO)] if ALLE in codes else []
        return [Doelgroep(self.soort, code) for code in sorted(codes) if is_code(code)]

    def stel_open(self, con: duckdb.DuckDBPyConnection) -> None:
        """Give `con` all tables as views under their own names, with whose each row is (DEEL) where they are divided:
        before any part is taken."""
        for schema in sorted({tabel.schema for tabel in self.tabellen}):
            con.execute(f"create schema if not exists {citeer(schema)}")
        for stuk in self.stukken:
            naam = f"{citeer(stuk.tabel.schema)}.{citeer(stuk.tabel.naam)}"
            delen = f"{stuk.tabel.naam}/*/*.parquet"
            zijn_er = any(self.map_.glob(delen))
            if zijn_er:
                van = f"read_parquet({letterlijk(self.map_ / delen)}, hive_types = {{'{DEEL}': varchar}})"
            else:
                van = f"read_parquet({letterlijk(self._gedeeld(stuk.tabel))}, hive_partitioning = false)"
            geen = f", '' as {DEEL}" if stuk.code and not zijn_er else ""
            con.execute(f"create view {naam} as select *{geen} from {van}")

    def neem_over(self, con: duckdb.DuckDBPyConnection, stuk: Stuk, doelgroep: Doelgroep, doel: Path) -> None:
        """The rows of one table for one audience, as one parquet file at `doel`. Its own part is gone then; what
        everyone has stays for the next. `con` puts parts together, where there are more."""
        delen = self._delen(stuk.tabel, doelgroep.code or ALLE) if stuk.code else []
        if not delen:
            shutil.copyfile(self._gedeeld(stuk.tabel), doel)
        elif len(delen) == 1:
            delen[0].rename(doel)
        else:
            samen = f"read_parquet({[str(deel) for deel in delen]}, hive_partitioning = false)"
            con.execute(f"copy (from {samen}) to '{doel}' (format parquet)")

    def _delen(self, tabel: Tabel, code: str) -> list[Path]:
        """In the order of their rows."""
        return sorted((self.map_ / tabel.naam / f"{DEEL}={code}").glob("*.parquet"), key=lambda p: (len(p.name), p))

    def _gedeeld(self, tabel: Tabel) -> Path:
        """What every audience has of a table: all rows, or, of one that is divided, the columns without rows."""
        return self.map_ / f"{tabel.naam}.parquet"


def stukken_van(tabellen: Sequence[Tabel], soort: str, bron: str) -> list[Stuk]:
    """Tables as the attached database `bron` of the data team has them, for the audiences of `soort`."""
    uit = []
    for tabel in tabellen:
        van = f"{bron}.{citeer(tabel.schema)}.{citeer(tabel.naam)}"
        code = citeer(tabel.verdeeld) if tabel.verdeeld else ""
        wie = f"{code} {'=' if soort == REGIO else '<>'} '{ALLE}'" if code else "true"
        uit.append(Stuk(tabel, van, wie, code))
    return uit


def snijd(con: duckdb.DuckDBPyConnection, soort: str, stukken: Sequence[Stuk], map_: Path) -> Snede:
    """Divide `stukken` over the audiences of `soort`, into the folder `map_`. `con` has one thread: equal rows give
    equal bytes."""
    map_.mkdir(parents=True)
    for stuk in stukken:
        tabel = stuk.tabel
        uit = _lijst([kolom.naam for kolom in tabel.kolommen])
        volgorde = tabel.volgorde or tuple(kolom.naam for kolom in tabel.kolommen)
        rijen = "limit 0" if stuk.code else f"where {stuk.wie} order by {_lijst(volgorde)}"
        con.execute(
            f"copy (select {uit} from {stuk.van} {rijen}) to '{map_ / f'{tabel.naam}.parquet'}' (format parquet)"
        )
        if stuk.code:
            # by code first: the part of one audience is written in one go
            con.execute(
                f"copy (select {uit}, {stuk.code} as {DEEL} from {stuk.van} where {stuk.wie}"
                f" order by {_lijst((DEEL, *volgorde))})"
                f" to '{map_ / tabel.naam}' (format parquet, partition_by ({DEEL}))"
            )
    return Snede(soort, stukken, map_)


def _lijst(kolommen: Sequence[str]) -> str:
    return ", ".join(map(citeer, kolommen))
