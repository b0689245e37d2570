"""The tables for who may see no few clients, after suppression: what of each leaves for `gemeente` and for `regio`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from peilstok.publicatie.doelgroep import ALLE, GEMEENTE
from peilstok.publicatie.onderdrukking import MERK, OVERIG, Uitslag, lees_structuur, onderdruk
from peilstok.publicatie.onderdrukking import Tabel as Opzet
from peilstok.publicatie.snede import Stuk
from peilstok.publicatie.toegestaan import Kolom, Tabel
from peilstok.sql import citeer

KOLOMMEN = (
    Kolom("niet_getoond", f"Waar als van deze regel een cijfer niet wordt getoond: {MERK}", type="BOOLEAN"),
    Kolom(
        "niet_getoond_kolommen",
        "Welke kolommen dat zijn, met komma's ertussen; een andere lege kolom is onbekend of staat er niet zo fijn in",
        type="VARCHAR",
    ),
    Kolom(
        "samengenomen_aantal",
        f"Hoeveel aanbieders of soorten de regel {OVERIG} samen neemt, omdat zij los te klein zijn; anders leeg",
        "aantal",
        type="BIGINT",
    ),
)
"""What suppression adds to a table."""


@dataclass(frozen=True)
class Beschermd:
    """The suppressed tables of one night: the temporary tables `onderdrukt_<naam>` of the connection that made them."""

    opzet: Sequence[Opzet]
    uitslag: Uitslag

    @property
    def jaareinde(self) -> list[str]:
        """The tables (schema and name) that have of a year only its last month."""
        return [f"marts.{opzet.naam}" for opzet in self.opzet if opzet.jaareinde]


def bescherm(con: duckdb.DuckDBPyConnection, geheugen: Path | None) -> Beschermd | None:
    """Suppress the tables of the warehouse that is the current database of `con`; None when it does not say how
    (nothing that rests on clients leaves then). `geheugen`: the folder of `bewaar_geheugen`."""
    if not con.execute(
        "select 1 from duckdb_tables() where schema_name = 'staging' and table_name = 'onderdrukking_tabel'"
    ).fetchone():
        return None
    opzet = lees_structuur(con)
    return Beschermd(opzet, onderdruk(con, opzet, geheugen))


def stukken_na_onderdrukking(
    con: duckdb.DuckDBPyConnection, beschermd: Beschermd | None, tabellen: Sequence[Tabel], soort: str
) -> list[Stuk]:
    """Of `tabellen` (those of `soort` that the yml allows) what was suppressed, with the columns that are left. A table
    that suppression does not know does not leave."""
    per_naam = {opzet.naam: opzet for opzet in beschermd.opzet} if beschermd else {}
    stukken = []
    for tabel in tabellen:
        opzet = per_naam.get(tabel.naam)
        if tabel.is_algemeen or opzet is None:
            continue
        van = citeer(f"onderdrukt_{tabel.naam}")
        er_zijn = {kolom for kolom, *_ in con.execute(f"describe {van}").fetchall()}
        niveaus = opzet.voor_gemeente if soort == GEMEENTE else opzet.voor_regio
        if not niveaus:
            continue
        stukken.append(
            Stuk(
                replace(
                    tabel,
                    kolommen=(*(kolom for kolom in tabel.kolommen if kolom.naam in er_zijn), *KOLOMMEN),
                    volgorde=tuple(kolom for kolom in tabel.volgorde if kolom in er_zijn),
                ),
                van,
                f"niveau in ({', '.join(repr(str(niveau)) for niveau in sorted(niveaus))})",
                "gemeente_code" if soort == GEMEENTE else f"'{ALLE}'",
            )
        )
    return stukken
