"""dictionary.csv: every published table and column with its Dutch definition.

A row with an empty `kolom` is about the table: how it is counted (`formule`), where that is written (`definitie`, with
`definitie_link` to its text on the page Definities, and `bron`), what to mind (`let_op`), and which open choices apply
with their present value (`keuzes`, from seed parameter), and of which published tables it is made (`gemaakt_van`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import duckdb

from peilstok.begrippen import anker, nummers_in
from peilstok.publicatie.toegestaan import Tabel
from peilstok.rapport import schrijf_csv

KOLOMMEN = (
    "tabel",
    "kolom",
    "type",
    "omschrijving",
    "eenheid",
    "definitie",
    "definitie_link",
    "bron",
    "formule",
    "let_op",
    "keuzes",
    "gemaakt_van",
)


def schrijf_dictionary(publicatie: Path, doel: Path, tabellen: Iterable[Tabel]) -> None:
    """Write the dictionary of `tabellen` to `doel`; types and parameter values come from `publicatie` (DuckDB)."""
    with duckdb.connect(str(publicatie), read_only=True) as con:
        typen = {
            (f"{schema}.{naam}", kolom): soort
            for schema, naam, kolom, soort in con.execute(
                "select table_schema, table_name, column_name, data_type from information_schema.columns"
            ).fetchall()
        }
        waarden: dict[str, str] = {}
        if ("marts.dim_parameter", "waarde") in typen:
            waarden = dict(con.execute("select parameter, waarde from marts.dim_parameter").fetchall())
    schrijf_csv(doel, KOLOMMEN, _regels(tabellen, typen, waarden))


def _regels(
    tabellen: Iterable[Tabel], typen: Mapping[tuple[str, str], str], waarden: Mapping[str, str]
) -> Iterator[list[str]]:
    for tabel in tabellen:
        yield _regel(_tabelregel(tabel, waarden))
        for kolom in tabel.kolommen:
            yield _regel(
                {
                    "tabel": tabel.volledig,
                    "kolom": kolom.naam,
                    "type": typen[(tabel.volledig, kolom.naam)],
                    "omschrijving": kolom.omschrijving,
                    "eenheid": kolom.eenheid,
                    "definitie": kolom.definitie,
                    "definitie_link": _links(kolom.definitie),
                    "bron": kolom.bron,
                }
            )


def _ingevuld(tekst: str, waarden: Mapping[str, str]) -> str:
    """`tekst` with the value of seed parameter where it says {parameter}, in Dutch notation."""
    return re.sub(r"{(\w+)}", lambda plek: waarden.get(plek[1], plek[1]).replace(".", ","), tekst)


def _regel(cellen: Mapping[str, str]) -> list[str]:
    return [cellen.get(naam, "") for naam in KOLOMMEN]


def _links(definitie: str) -> str:
    """Where in the same publication each number is explained."""
    return " ".join(f"definities.html#{anker(nummer)}" for nummer in nummers_in(definitie))


def _tabelregel(tabel: Tabel, waarden: Mapping[str, str]) -> dict[str, str]:
    return {
        "tabel": tabel.volledig,
        "omschrijving": tabel.omschrijving,
        "definitie": tabel.definitie,
        "definitie_link": _links(tabel.definitie),
        "bron": tabel.bron,
        "formule": _ingevuld(tabel.formule, waarden),
        "let_op": _ingevuld(" ".join(tabel.let_op), waarden),
        "keuzes": "; ".join(f"{naam} = {waarden.get(naam, 'onbekend')}" for naam in tabel.keuzes),
        "gemaakt_van": " ".join(tabel.gemaakt_van),
    }
