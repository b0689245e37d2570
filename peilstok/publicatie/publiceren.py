"""Build a version of the publication beside the current one and swap it in as a whole (`wissel.py`)."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from peilstok.datum import dagen_in_zin
from peilstok.geval import kpis_uit_manifest
from peilstok.publicatie.dictionary import schrijf_dictionary
from peilstok.publicatie.toegestaan import Tabel, citeer, lees_bestaand, lees_toegestaan
from peilstok.publicatie.wissel import BOUW, VERSIES, ruim_resten_op, stel_in_gebruik, versie_naam
from peilstok.rapport import (
    ontbrekend,
    schrijf_aanleververslagen,
    schrijf_brieven,
    schrijf_controlepagina,
    schrijf_csv,
    schrijf_gevallen,
    schrijf_kwaliteitsrapporten,
    schrijf_site,
    schrijf_uitkomstpagina,
    schrijf_uitvallijsten,
)

DATATEAM = "datateam"
"""The audience that sees every block; elsewhere a table that the audience may not have takes its blocks away."""

_DOELGROEP = re.compile(r"[a-z]+(/[A-Za-z0-9]+)?")


class PublicatieFout(RuntimeError):
    """Publishing was refused or impossible; the message is Dutch and says what to do. The old publication stays."""


@dataclass(frozen=True)
class PublicatieSamenvatting:
    """What stands in the publication now.

    `map` is the stable path (the link), `tabellen` the number of rows per `schema.table`, `gewijzigd` False when the
    content is what was there already, `index` the page to open."""

    map: Path
    tabellen: dict[str, int]
    gewijzigd: bool
    index: Path


def publiceer(
    warehouse: Path,
    publicatie: Path,
    manifest: Path,
    doelgroep: str = "datateam",
    *,
    regio: str = "",
    lezers: int | None = None,
) -> PublicatieSamenvatting:
    """Publish what `manifest` (dbt's manifest.json) allows `doelgroep` to see of the warehouse.

    `lezers` is the group of the machine that may read it; None: the owner only. The warehouse is read only; no process
    may have it open for writing. One publisher at a time: the caller holds the lock of the night. PublicatieFout when a
    blocking check failed or none ran for this peildatum, when a marked table or column is missing, or when something
    else already stands at the audience's place."""
    if not _DOELGROEP.fullmatch(doelgroep):
        raise PublicatieFout(f"onbekende vorm van doelgroep: {doelgroep!r}")
    versies = publicatie / VERSIES
    plek = publicatie / doelgroep
    if plek.exists() and not plek.is_symlink():
        raise PublicatieFout(
            f"op de plaats van de publicatie ({doelgroep}) staat al een bestand of map;"
            " verplaats die en probeer het opnieuw"
        )
    plek.parent.mkdir(parents=True, exist_ok=True)
    versies.mkdir(exist_ok=True)
    ruim_resten_op(versies, plek.parent)

    tabellen = lees_toegestaan(manifest, doelgroep)
    if doelgroep == DATATEAM and (mist := ontbrekend(lees_bestaand(manifest))):
        raise PublicatieFout(
            f"{len(mist)} keer leest een blok van de site iets dat niet meer bestaat: {', '.join(mist[:5])};"
            " pas de pagina of het model aan"
        )
    bouw = Path(tempfile.mkdtemp(prefix=BOUW, dir=versies))
    try:
        aantallen = _exporteer(warehouse, bouw, tabellen)
        schrijf_dictionary(bouw / "peilstok.duckdb", bouw / "dictionary.csv", tabellen)
        _schrijf_kwaliteit(bouw)
        schrijf_brieven(bouw / "peilstok.duckdb", bouw / "brieven")
        schrijf_aanleververslagen(bouw / "peilstok.duckdb", bouw / "uitkomsten")
        schrijf_uitkomstpagina(bouw / "peilstok.duckdb", bouw / "uitkomsten")
        vorige = plek if plek.exists() else None
        # cases are the data team's own: elsewhere nothing of them is written
        gevallen = kpis_uit_manifest(json.loads(manifest.read_text(encoding="utf-8"))) if doelgroep == DATATEAM else {}
        schrijf_gevallen(bouw / "peilstok.duckdb", bouw, gevallen)
        schrijf_site(bouw / "peilstok.duckdb", bouw, regio=regio, doelgroep=doelgroep, vorige=vorige, gevallen=gevallen)
        gewijzigd = stel_in_gebruik(bouw, versies / versie_naam(doelgroep, bouw), plek, lezers)
    finally:
        shutil.rmtree(bouw, ignore_errors=True)
    return PublicatieSamenvatting(plek, aantallen, gewijzigd, plek / "index.html")


def _exporteer(warehouse: Path, bouw: Path, tabellen: Sequence[Tabel]) -> dict[str, int]:
    """Write `peilstok.duckdb` and `parquet/`; rows per table."""
    parquet = bouw / "parquet"
    parquet.mkdir()
    aantallen: dict[str, int] = {}
    with duckdb.connect(":memory:") as con:
        # Under its own name: views of dbt name the database they were made in.
        con.execute(f"attach {_tekst(warehouse)} as {citeer(warehouse.stem)} (read_only)")
        con.execute(f"use {citeer(warehouse.stem)}")
        _eis_geslaagde_controles(con)
        con.execute(f"attach {_tekst(bouw / 'peilstok.duckdb')} as pub")
        for schema in sorted({tabel.schema for tabel in tabellen}):
            con.execute(f"create schema if not exists pub.{citeer(schema)}")
        for tabel in tabellen:
            doel = f"pub.{citeer(tabel.schema)}.{citeer(tabel.naam)}"
            try:
                # Ordered: the same rows give the same bytes, in whatever order they were made.
                volgorde = ", ".join(map(citeer, tabel.volgorde)) or "all"
                con.execute(f"create table {doel} as select * from ({tabel.query}) order by {volgorde}")
            except (duckdb.CatalogException, duckdb.BinderException) as fout:
                raise PublicatieFout(
                    f"{tabel.volledig} staat in de publicatielijst, maar tabel of kolom ontbreekt in het warehouse"
                ) from fout
            con.execute(f"comment on table {doel} is {_tekst(tabel.omschrijving)}")
            for kolom in tabel.kolommen:
                con.execute(f"comment on column {doel}.{citeer(kolom.naam)} is {_tekst(kolom.omschrijving)}")
            con.execute(f"copy {doel} to {_tekst(parquet / f'{tabel.naam}.parquet')} (format parquet)")
            rij = con.execute(f"select count(*) from {doel}").fetchone()
            aantallen[tabel.volledig] = int(rij[0]) if rij else 0
        con.execute("checkpoint pub")
        con.execute("detach pub")
    return aantallen


def _eis_geslaagde_controles(con: duckdb.DuckDBPyConnection) -> None:
    try:
        rijen = con.execute(
            "select naam, tabel, status <> 'niet geslaagd' or ernst <> 'blokkerend'"
            ", peildatum = (select peildatum from raw.instelling)"
            " from kwaliteit.controle order by all"
        ).fetchall()
    except duckdb.CatalogException as fout:
        raise PublicatieFout(
            "er zijn geen controles uitgevoerd op dit warehouse; zonder controles geen publicatie"
        ) from fout
    if not rijen or not all(van_nu for *_, van_nu in rijen):
        raise PublicatieFout("de controles horen niet bij de peildatum van dit warehouse; voer ze opnieuw uit")
    if mislukt := [f"{naam} ({tabel})" for naam, tabel, goed, _ in rijen if not goed]:
        raise PublicatieFout(
            f"{len(mislukt)} blokkerende controle(s) niet geslaagd: {', '.join(mislukt[:5])};"
            " de vorige publicatie blijft staan"
        )


def _schrijf_kwaliteit(bouw: Path) -> None:
    """The check results and findings as CSV, the checks as a small page and the reports on the messages; only what this
    audience may see of them."""
    doel = bouw / "kwaliteit"
    doel.mkdir()
    with duckdb.connect(str(bouw / "peilstok.duckdb"), read_only=True) as con:
        for naam in ("controle", "controle_sleutel", "bestand_telling", "referentie_bevinding"):
            if con.execute(
                "select 1 from duckdb_tables() where schema_name = 'kwaliteit' and table_name = ?", [naam]
            ).fetchone():
                rijen = con.execute(f"select * from kwaliteit.{naam}")
                kop = [kolom[0] for kolom in rijen.description or []]
                schrijf_csv(doel / f"{naam}.csv", kop, (_leesbaar(kop, rij) for rij in rijen.fetchall()))
    schrijf_controlepagina(bouw / "peilstok.duckdb", doel)
    schrijf_kwaliteitsrapporten(bouw / "peilstok.duckdb", doel)
    schrijf_uitvallijsten(bouw / "peilstok.duckdb", doel)


def _leesbaar(kop: Sequence[str], rij: Sequence[Any]) -> list[Any]:
    """The days in a sentence as people read them; other cells are written by their type."""
    return [dagen_in_zin(cel) if kolom == "omschrijving" and cel else cel for kolom, cel in zip(kop, rij, strict=True)]


def _tekst(waarde: object) -> str:
    return "'" + str(waarde).replace("'", "''") + "'"
