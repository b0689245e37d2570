"""Divide the published tables over the audiences: one pass over a table for all gemeenten or providers together, into
a parquet file per audience. Nothing is read per audience but its own parts."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from peilstok.publicatie.doelgroep import ALLE, REGIO, Doelgroep, is_code
from peilstok.publicatie.toegestaan import Tabel, citeer

_DEEL = "_deel"


@dataclass(frozen=True)
class Snede:
    """The tables of one kind of audience, divided: below `map_` a folder per table with a folder per code, or for what
    everyone has one file."""

    soort: str
    tabellen: Sequence[Tabel]
    map_: Path

    def doelgroepen(self) -> list[Doelgroep]:
        """Who has rows. What only names codes (a dimension) makes no audience."""
        codes = {
            deel.name.removeprefix(f"{_DEEL}=")
            for tabel in self.tabellen
            if tabel.verdeeld and not tabel.naam.startswith("dim_")
            for deel in (self.map_ / tabel.naam).glob(f"{_DEEL}=*")
        }
        if self.soort == REGIO:
            return [Doelgroep(REGIO)] if ALLE in codes else []
        return [Doelgroep(self.soort, code) for code in sorted(codes) if is_code(code)]

    def neem_over(self, con: duckdb.DuckDBPyConnection, tabel: Tabel, doelgroep: Doelgroep, doel: Path) -> None:
        """The rows of one table for one audience, as one parquet file at `doel`. Its own part is gone then; what
        everyone has stays for the next. `con` puts parts together, where there are more."""
        delen = self._delen(tabel, doelgroep.code or ALLE) if tabel.verdeeld else []
        if not delen:
            shutil.copyfile(self._gedeeld(tabel), doel)
        elif len(delen) == 1:
            delen[0].rename(doel)
        else:
            samen = f"read_parquet({[str(deel) for deel in delen]}, hive_partitioning = false)"
            con.execute(f"copy (from {samen}) to '{doel}' (format parquet)")

    def _delen(self, tabel: Tabel, code: str) -> list[Path]:
        """In the order of their rows."""
        return sorted((self.map_ / tabel.naam / f"{_DEEL}={code}").glob("*.parquet"), key=lambda p: (len(p.name), p))

    def _gedeeld(self, tabel: Tabel) -> Path:
        """What every audience has of a table: all rows, or, of one that is divided, the columns without rows."""
        return self.map_ / f"{tabel.naam}.parquet"


def snijd(con: duckdb.DuckDBPyConnection, bron: str, soort: str, tabellen: Sequence[Tabel], map_: Path) -> Snede:
    """Divide `tabellen` for the audiences of `soort` into the folder `map_`.

    `bron` is the attached database that holds them as the data team has them. `con` has one thread: equal rows give
    equal bytes."""
    map_.mkdir(parents=True)
    for tabel in tabellen:
        uit = ", ".join(citeer(kolom.naam) for kolom in tabel.kolommen)
        van = f"{bron}.{citeer(tabel.schema)}.{citeer(tabel.naam)}"
        volgorde = tabel.volgorde or tuple(kolom.naam for kolom in tabel.kolommen)
        gedeeld = f"select {uit} from {van}" + (" limit 0" if tabel.verdeeld else f" order by {_lijst(volgorde)}")
        con.execute(f"copy ({gedeeld}) to '{map_ / f'{tabel.naam}.parquet'}' (format parquet)")
        if tabel.verdeeld:
            code = citeer(tabel.verdeeld)
            wie = f"{code} = '{ALLE}'" if soort == REGIO else f"{code} <> '{ALLE}'"
            # by code first: the part of one audience is written in one go
            con.execute(
                f"copy (select {uit}, {code} as {_DEEL} from {van} where {wie} order by {_lijst((_DEEL, *volgorde))})"
                f" to '{map_ / tabel.naam}' (format parquet, partition_by ({_DEEL}))"
            )
    return Snede(soort, tabellen, map_)


def _lijst(kolommen: Sequence[str]) -> str:
    return ", ".join(map(citeer, kolommen))
