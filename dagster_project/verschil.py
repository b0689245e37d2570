"""What would change: `python -m dagster_project.verschil [--demo]`. Builds the definitions as they are in dbt/ now on a
copy of the warehouse, and says per mart which rows and values differ from what the last night made. Nothing is
published."""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.assets.dbt import DbtMislukt, bouw, bouwfouten
from dagster_project.gecompileerd import CompileerFout, compileer
from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import instellingen, leesbaar
from peilstok.instellingen import InstellingFout
from peilstok.rechten import alleen_eigenaar
from peilstok.slot import SlotBezet, nachtslot

MAP = "verschil"
OVERZICHT = "verschil.csv"
SCHEMAS = ("marts", "kwaliteit")


@dataclass(frozen=True)
class Tabelverschil:
    """What differs in a table: rows that went and came by its key (`sleutel` False: it has none, and a changed row is
    one of each), and per column in how many rows that stayed its value is another. Whole columns apart."""

    tabel: str
    weg: int
    nieuw: int
    sleutel: bool
    waarden: Mapping[str, int] = field(default_factory=dict)
    kolommen_weg: tuple[str, ...] = ()
    kolommen_nieuw: tuple[str, ...] = ()
    is_nieuw: bool = False
    is_weg: bool = False

    @property
    def is_gelijk(self) -> bool:
        """True when a reader would see no difference."""
        return not (
            self.weg
            or self.nieuw
            or self.waarden
            or self.kolommen_weg
            or self.kolommen_nieuw
            or self.is_nieuw
            or self.is_weg
        )


def main(argumenten: list[str] | None = None) -> int:
    """Build beside, compare, and say it; 1 when that is impossible."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.verschil")
    lezer.add_argument("--demo", action="store_true", help="op het magazijn van de demo")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        if not waarden.warehouse.exists():
            print(f"Er is nog geen magazijn ({leesbaar(waarden.warehouse)}): draai eerst een nacht.", file=sys.stderr)
            return 1
        manifest = json.loads(compileer().read_text(encoding="utf-8"))
        werk = waarden.data / MAP
        werk.mkdir(parents=True, exist_ok=True)
        kopie = werk / waarden.warehouse.name
        try:
            with nachtslot(waarden.slot):
                shutil.copyfile(waarden.warehouse, kopie)
            _bouw(werk)
            verschillen = vergelijk(waarden.warehouse, kopie, manifest)
        finally:
            # pseudonyms are in it, and nobody looks at it again
            kopie.unlink(missing_ok=True)
    except (InstellingFout, SlotBezet, CompileerFout, DbtMislukt) as fout:
        print(fout, file=sys.stderr)
        print(*bouwfouten(waarden.data / MAP), sep="\n", file=sys.stderr)
        return 1
    except duckdb.IOException:
        print("Het magazijn is geopend door een ander programma; sluit dat eerst.", file=sys.stderr)
        return 1
    schrijf_overzicht(werk / OVERZICHT, verschillen)
    print("\n".join(regels(verschillen)))
    print(f"Alles: {leesbaar(werk / OVERZICHT)}")
    return 0


def _bouw(werk: Path) -> None:
    oud = os.environ.get("PEILSTOK_DATA")
    # dbt's profile reads the folder from the environment
    os.environ["PEILSTOK_DATA"] = str(werk)
    try:
        for _ in bouw(werk):
            pass
    finally:
        if oud is None:
            del os.environ["PEILSTOK_DATA"]
        else:
            os.environ["PEILSTOK_DATA"] = oud


def vergelijk(oud: Path, nieuw: Path, manifest: Mapping[str, Any]) -> list[Tabelverschil]:
    """Every table of marts and kwaliteit that a model makes, by name; `oud` and `nieuw` are warehouses that no process
    writes in."""
    grein = {
        f"{knoop['schema']}.{knoop['name']}": tuple(knoop["config"]["meta"].get("grain") or ())
        for knoop in manifest["nodes"].values()
        if knoop["resource_type"] == "model"
    }
    with duckdb.connect() as con:
        con.execute(f"attach '{_tekst(oud)}' as oud (read_only)")
        con.execute(f"attach '{_tekst(nieuw)}' as nieuw (read_only)")
        van, tot = (_tabellen(con, naam) for naam in ("oud", "nieuw"))
        # a model that was taken away still stands in the copy
        namen = sorted((van.keys() | tot.keys()) & grein.keys()) + sorted(van.keys() - grein.keys() - _BUITEN_DBT)
        return [
            _tabel(con, naam, van.get(naam), tot.get(naam) if naam in grein else None, grein.get(naam, ()))
            for naam in namen
        ]


_BUITEN_DBT = frozenset({"kwaliteit.controle", "kwaliteit.controle_sleutel"})
"""Made by the checks of a night, which are not asked here."""


def _tabellen(con: duckdb.DuckDBPyConnection, magazijn: str) -> dict[str, tuple[str, ...]]:
    """Columns per table of the schemas that are compared."""
    gevonden: dict[str, tuple[str, ...]] = {}
    for schema, tabel, kolom in con.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where database_name = ? and schema_name in"
        f" ({', '.join('?' * len(SCHEMAS))}) order by table_name, column_index",
        [magazijn, *SCHEMAS],
    ).fetchall():
        gevonden[f"{schema}.{tabel}"] = (*gevonden.get(f"{schema}.{tabel}", ()), kolom)
    return gevonden


def _tabel(
    con: duckdb.DuckDBPyConnection,
    naam: str,
    van: tuple[str, ...] | None,
    tot: tuple[str, ...] | None,
    grein: tuple[str, ...],
) -> Tabelverschil:
    if van is None or tot is None:
        kant = "oud" if tot is None else "nieuw"
        rij = con.execute(f"select count(*) from {kant}.{naam}").fetchone()
        aantal = int(rij[0]) if rij else 0
        is_weg = tot is None
        return Tabelverschil(naam, aantal * is_weg, aantal * (not is_weg), True, is_nieuw=not is_weg, is_weg=is_weg)
    samen = [kolom for kolom in tot if kolom in van]
    kolommen_weg = tuple(kolom for kolom in van if kolom not in tot)
    kolommen_nieuw = tuple(kolom for kolom in tot if kolom not in van)
    sleutel = bool(grein) and set(grein) <= set(samen)
    if not sleutel:
        lijst = ", ".join(f'"{kolom}"' for kolom in samen)
        weg, nieuw = (
            _aantal(con, f"select {lijst} from {hier}.{naam} except all select {lijst} from {daar}.{naam}")
            for hier, daar in (("oud", "nieuw"), ("nieuw", "oud"))
        )
        return Tabelverschil(naam, weg, nieuw, False, {}, kolommen_weg, kolommen_nieuw)
    op = " and ".join(f'a."{kolom}" is not distinct from b."{kolom}"' for kolom in grein)
    weg = _aantal(con, f"select 1 from oud.{naam} as a anti join nieuw.{naam} as b on {op}")
    nieuw = _aantal(con, f"select 1 from nieuw.{naam} as a anti join oud.{naam} as b on {op}")
    rest = [kolom for kolom in samen if kolom not in grein]
    waarden: dict[str, int] = {}
    if rest:
        tellingen = ", ".join(f'count(*) filter (where a."{k}" is distinct from b."{k}")' for k in rest)
        rij = con.execute(f"select {tellingen} from oud.{naam} as a join nieuw.{naam} as b on {op}").fetchone()
        waarden = {kolom: aantal for kolom, aantal in zip(rest, rij or (), strict=True) if aantal}
    return Tabelverschil(naam, weg, nieuw, True, waarden, kolommen_weg, kolommen_nieuw)


def _aantal(con: duckdb.DuckDBPyConnection, vraag: str) -> int:
    rij = con.execute(f"select count(*) from ({vraag})").fetchone()
    return int(rij[0]) if rij else 0


def regels(verschillen: list[Tabelverschil]) -> Iterator[str]:
    """Per table that differs what does, in plain Dutch; and how many are as they were."""
    anders = [v for v in verschillen if not v.is_gelijk]
    for v in anders:
        if v.is_nieuw or v.is_weg:
            yield f"{v.tabel}: deze tabel {'is nieuw' if v.is_nieuw else 'verdwijnt'} ({v.nieuw or v.weg} rijen)"
            continue
        yield f"{v.tabel}: {v.weg} rijen weg, {v.nieuw} rijen nieuw" + (
            "" if v.sleutel else " (een gewijzigde rij is beide)"
        )
        yield from (f"    {kolom}: in {aantal} rijen een andere waarde" for kolom, aantal in v.waarden.items())
        if v.kolommen_weg:
            yield f"    kolommen weg: {', '.join(v.kolommen_weg)}"
        if v.kolommen_nieuw:
            yield f"    kolommen nieuw: {', '.join(v.kolommen_nieuw)}"
    yield f"{len(anders)} tabellen worden anders, {len(verschillen) - len(anders)} blijven gelijk."


def schrijf_overzicht(pad: Path, verschillen: list[Tabelverschil]) -> None:
    """A line per table, and one per column that differs; without a value of any row."""
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.writer(bestand, delimiter=";", lineterminator="\n")
        schrijver.writerow(["tabel", "kolom", "soort", "aantal"])
        for v in verschillen:
            soorten = [
                ("tabel nieuw", v.is_nieuw),
                ("tabel weg", v.is_weg),
                ("rijen weg", v.weg),
                ("rijen nieuw", v.nieuw),
            ]
            schrijver.writerows([v.tabel, "", soort, int(aantal)] for soort, aantal in soorten if aantal)
            schrijver.writerows([v.tabel, kolom, "andere waarde", n] for kolom, n in v.waarden.items())
            schrijver.writerows([v.tabel, kolom, "kolom weg", ""] for kolom in v.kolommen_weg)
            schrijver.writerows([v.tabel, kolom, "kolom nieuw", ""] for kolom in v.kolommen_nieuw)


def _tekst(pad: Path) -> str:
    return str(pad).replace("'", "''")


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
