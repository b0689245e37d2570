"""Suppression on the tables of a warehouse: one pattern for every audience outside, made before the cut.

A reader may have several folders (his gemeente and the region), and readers talk; so what is withheld is withheld in
every folder, and the proof holds for whoever has them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from peilstok.publicatie.onderdrukking.geheugen import Geheugen, als_toen, herinner, lees_geheugen, onthoud
from peilstok.publicatie.onderdrukking.kiezen import kies, onbeschermd
from peilstok.publicatie.onderdrukking.lezen import basis, lees, samenhangend
from peilstok.publicatie.onderdrukking.schrijven import Telling, schrijf
from peilstok.publicatie.onderdrukking.structuur import Tabel

MERK = "niet getoond (< 5 of herleidbaar)"
"""What a reader sees in the place of a withheld figure, for few clients and for protection alike."""


@dataclass(frozen=True)
class Uitslag:
    """Per table what is shown, and periods (`tabel: sleutel`) that did not leave since they could not be protected."""

    tellingen: dict[str, Telling]
    vervallen: tuple[str, ...]
    geheugen: pa.Table
    """What `bewaar_geheugen` keeps once this is published."""


def onderdruk(con: duckdb.DuckDBPyConnection, structuur: Sequence[Tabel], geheugen: Path | None = None) -> Uitslag:
    """Make of each table of `structuur` a temporary table `onderdrukt_<naam>` with what may leave.

    `con` has the warehouse as its current database and may be read only. The tables hold their key, the columns of
    the seeds with what is withheld empty, `niveau`, `niet_getoond` (something in the row is withheld),
    `niet_getoond_kolommen` (which columns, with commas) and `samengenomen_aantal`, how many rows a row OVERIG stands
    for. `geheugen` is the private
    folder that says what the last publication showed. ValueError when a table is not what the seeds say."""
    gelezen = lees(con, structuur)
    eerder = lees_geheugen(geheugen, structuur) if geheugen else Geheugen()
    vervallen = []
    for samen, blok, rijen in samenhangend(gelezen):
        if als_toen(samen, blok, eerder) and not onbeschermd(rijen):
            continue
        kies([*rijen, *herinner(structuur, samen, blok, eerder)])
        # the proof, once more on the whole of what leaves
        if onbeschermd(rijen):
            for rij in rijen:
                rij.vervallen = True
            vervallen += [f"{groepsrijen.groep.tabel}: {' '.join(blok)}" for groepsrijen in samen]
    tellingen = {tabel.naam: schrijf(con, tabel, gelezen) for tabel in structuur}
    for tabel in structuur:
        con.execute(f"drop table {basis(tabel)}")
    return Uitslag(tellingen, tuple(sorted(set(vervallen))), onthoud(gelezen))
