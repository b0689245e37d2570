"""The folder of one party: of a gemeente, its backoffice, a provider, or the region."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from peilstok.publicatie.doelgroep import (
    AANBIEDER,
    ALLE,
    BACKOFFICE,
    GEMEENTE,
    ONDERDRUKT,
    REGIO,
    RIJEN,
    Doelgroep,
    is_afgeschermd,
)
from peilstok.publicatie.lijst import schrijf_lijst
from peilstok.publicatie.onderdrukking import MERK
from peilstok.publicatie.snede import Snede
from peilstok.publicatie.toegestaan import Tabel
from peilstok.rapport import (
    Beschrijving,
    Lezer,
    Partij,
    neem_jaarstukken_over,
    neem_partijrapport_over,
    neem_verslagen_over,
    schrijf_cijferpagina,
    schrijf_doelgroeppagina,
    schrijf_sites,
)
from peilstok.rapport.definities import DICTIONARY
from peilstok.rapport.gegevens import Gegevens
from peilstok.sql import citeer

_OP_PAGINA = {GEMEENTE: ("kpi_",), REGIO: ("kpi_",), AANBIEDER: ("spreiding_",), BACKOFFICE: ()}
"""Beginnings of the names of the tables that page `cijfers.html` shows: a provider's own figures have others beside
them."""

_INSTELLING: dict[str, str | bool | int | float | list[str]] = {
    # with blocks of the usual 256 kB a small folder would be mostly air
    "default_block_size": 16384,
    # DuckDB 1.5 leaves what was in memory before in the rest of a block of compressed text (its issue 23382)
    "force_compression": "uncompressed",
    "threads": 1,
}


class DoelgroepFout(RuntimeError):
    """A folder holds what its audience may not have: it is not swapped in. Dutch."""


@dataclass(frozen=True)
class Uitgave:
    """What the folders of one night have in common: the finished folder of the data team, what it is valid for, the
    version of Peilstok, and what its pages say beside the figures."""

    datateam: Path
    peildatum: date | None
    kennisdatum: date | None
    versie: str
    gegevens: Gegevens

    def naam_van(self, doelgroep: Doelgroep) -> str:
        """As its readers call it; its code without a name."""
        namen = self.gegevens.gemeenten | self.gegevens.aanbieders
        return namen.get(doelgroep.code, doelgroep.code) or "de regio"


def maak_sites(uitgave: Uitgave, snede: Snede, jaareinde: Collection[str], plekken: Mapping[Doelgroep, Path]) -> None:
    """Write the sites of all these parties (of one kind) into their folders, from the tables of the snede, before these
    are taken apart. `jaareinde`: the tables (schema and name) that have of a year only its last month."""
    soort = snede.soort
    kolom = RIJEN[soort]
    lezer = Lezer(
        soort,
        "gemeente" if kolom == "gemeente_code" else "aanbieder",
        MERK if soort in ONDERDRUKT else "",
        frozenset(jaareinde),
    )
    partijen = [
        Partij(doelgroep.code or ALLE, uitgave.naam_van(doelgroep), plek, doelgroep.code or ALLE)
        for doelgroep, plek in plekken.items()
    ]
    with duckdb.connect(":memory:") as con:
        snede.stel_open(con)
        runtime = uitgave.datateam / "runtime"
        schrijf_sites(con, lezer, partijen, uitgave.gegevens, snede.map_ / DICTIONARY, runtime)


def maak_partijmap(uitgave: Uitgave, snede: Snede, doelgroep: Doelgroep, bouw: Path) -> dict[str, int]:
    """Write everything that `doelgroep` gets into the new folder `bouw`; returns its rows per table.

    DoelgroepFout when what was written holds another's rows or a column that never leaves."""
    (bouw / "parquet").mkdir(parents=True)
    naam = uitgave.naam_van(doelgroep)
    # a database of its own, so that nothing else is in its memory, and folders can be made side by side
    with duckdb.connect(str(bouw / "peilstok.duckdb"), config=_INSTELLING) as con:
        for stuk in snede.stukken:
            snede.neem_over(con, stuk, doelgroep, bouw / "parquet" / f"{stuk.tabel.naam}.parquet")
        aantallen = _vul(con, snede.tabellen, bouw / "parquet")
        controleer(con, doelgroep)
        schrijf_cijferpagina(
            con,
            bouw,
            naam,
            [_beschrijving(tabel) for tabel in snede.tabellen if tabel.naam.startswith(_OP_PAGINA[doelgroep.soort])],
            MERK if doelgroep.soort in ONDERDRUKT else "",
            uitgave.peildatum,
            RIJEN[doelgroep.soort],
        )
    shutil.copyfile(snede.map_ / DICTIONARY, bouw / DICTIONARY)
    if doelgroep.soort in (AANBIEDER, BACKOFFICE):
        _schrijf_kwaliteit(uitgave.datateam, doelgroep, bouw)
    schrijf_doelgroeppagina(
        bouw, doelgroep.soort, doelgroep.code, naam, uitgave.peildatum, uitgave.kennisdatum, aantallen
    )
    schrijf_lijst(bouw, doelgroep.naam, uitgave.peildatum, uitgave.kennisdatum, uitgave.versie)
    return aantallen


def _beschrijving(tabel: Tabel) -> Beschrijving:
    return Beschrijving(
        tabel.volledig,
        tabel.omschrijving,
        {kolom.naam: (kolom.omschrijving, kolom.eenheid) for kolom in tabel.kolommen},
        formule=tabel.formule,
        let_op=" ".join(tabel.let_op),
        definitie=tabel.definitie,
    )


def _vul(con: duckdb.DuckDBPyConnection, tabellen: Sequence[Tabel], parquet: Path) -> dict[str, int]:
    aantallen = {}
    con.execute("begin")
    for schema in sorted({tabel.schema for tabel in tabellen}):
        con.execute(f"create schema {citeer(schema)}")
    for tabel in tabellen:
        rij = con.execute(
            f"create table {citeer(tabel.schema)}.{citeer(tabel.naam)} as"
            f" from read_parquet('{parquet / f'{tabel.naam}.parquet'}', hive_partitioning = false)"
        ).fetchone()
        aantallen[tabel.volledig] = int(rij[0]) if rij else 0
    con.execute("commit")
    return aantallen


def controleer(con: duckdb.DuckDBPyConnection, doelgroep: Doelgroep) -> None:
    """Look at what was written, not at what was meant: DoelgroepFout when a table of the open database has a row of
    another party, or a column that never leaves for this kind of audience."""
    kolommen = con.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where not internal"
    ).fetchall()
    fout = [f"{tabel}.{kolom}" for _, tabel, kolom in kolommen if is_afgeschermd(kolom, doelgroep.soort)]
    for schema, tabel, kolom in kolommen:
        if kolom == RIJEN[doelgroep.soort]:
            anders = con.execute(
                f"select 1 from {citeer(schema)}.{citeer(tabel)} where {citeer(kolom)} is distinct from ? limit 1",
                [doelgroep.code or ALLE],
            ).fetchone()
            fout += [f"{tabel} (rijen van een ander)"] if anders else []
    if fout:
        raise DoelgroepFout(f"{doelgroep.naam}: mag dit niet hebben: {', '.join(sorted(fout)[:5])}")


def _schrijf_kwaliteit(datateam: Path, doelgroep: Doelgroep, bouw: Path) -> None:
    """The reports that this night wrote for this party alone."""
    van, naar = datateam / "kwaliteit", bouw / "kwaliteit"
    naar.mkdir()
    if doelgroep.soort == AANBIEDER:
        neem_partijrapport_over(van, naar, "aanbieder", doelgroep.code)
        neem_verslagen_over(datateam / "uitkomsten", bouw / "uitkomsten", doelgroep.code)
        neem_jaarstukken_over(datateam / "jaar", bouw / "jaar", doelgroep.code)
    else:
        neem_partijrapport_over(van, naar, "gemeente", doelgroep.code)
