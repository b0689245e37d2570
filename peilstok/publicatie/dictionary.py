"""dictionary.csv: every published table and column with its Dutch definition.

A row with an empty `kolom` is about the table: how it is counted (`formule`), where that is written (`definitie`, with
`definitie_link` to its text on the page Definities, and `bron`), what to mind (`let_op`), and which open choices apply
with their present value (`keuzes`, from marts.dim_parameter: of the municipality where it chose otherwise), and of
which published tables it is made (`gemaakt_van`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import duckdb

from peilstok.begrippen import anker, nummers_in, vul_in
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
        eigen: dict[str, str] = {}
        if ("marts.dim_parameter", "waarde") in typen:
            waarden = dict(con.execute("select parameter, waarde from marts.dim_parameter").fetchall())
        if ("marts.dim_parameter", "is_eigen") in typen:
            eigen = dict(
                con.execute("select parameter, standaardwaarde from marts.dim_parameter where is_eigen").fetchall()
            )
    schrijf_csv(doel, KOLOMMEN, _regels(tabellen, typen, waarden, eigen))


def _regels(
    tabellen: Iterable[Tabel],
    typen: Mapping[tuple[str, str], str],
    waarden: Mapping[str, str],
    eigen: Mapping[str, str],
) -> Iterator[list[str]]:
    for tabel in tabellen:
        yield _regel(_tabelregel(tabel, waarden, eigen))
        for kolom in tabel.kolommen:
            yield _regel(
                {
                    "tabel": tabel.volledig,
                    "kolom": kolom.naam,
                    "type": kolom.type or typen[(tabel.volledig, kolom.naam)],
                    "omschrijving": vul_in(kolom.omschrijving, waarden),
                    "eenheid": kolom.eenheid,
                    "definitie": kolom.definitie,
                    "definitie_link": _links(kolom.definitie),
                    "bron": kolom.bron,
                }
            )


def _regel(cellen: Mapping[str, str]) -> list[str]:
    return [cellen.get(naam, "") for naam in KOLOMMEN]


def _links(definitie: str) -> str:
    """Where in the same publication each number is explained."""
    return " ".join(f"definities.html#{anker(nummer)}" for nummer in nummers_in(definitie))


def _tabelregel(tabel: Tabel, waarden: Mapping[str, str], eigen: Mapping[str, str]) -> dict[str, str]:
    return {
        "tabel": tabel.volledig,
        "omschrijving": vul_in(tabel.omschrijving, waarden),
        "definitie": tabel.definitie,
        "definitie_link": _links(tabel.definitie),
        "bron": tabel.bron,
        "formule": vul_in(tabel.formule, waarden),
        "let_op": vul_in(" ".join(tabel.let_op), waarden),
        "keuzes": "; ".join(
            f"{naam} = {waarden.get(naam, 'onbekend')}"
            # a choice of the municipality (parameter.csv), and what it replaces
            + (f" (eigen keuze; standaard {eigen[naam]})" if naam in eigen else "")
            for naam in tabel.keuzes
        ),
        "gemaakt_van": " ".join(tabel.gemaakt_van),
    }
