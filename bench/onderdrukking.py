"""What suppression leaves of the tables that go outside, and what it costs, in regions of 12 gemeenten.

The cases of a demo night are copied for other clients, each copy of a gemeente or provider being one of the region's:
a few of those get many copies and most of them few, as it is in practice. The tables are then made of them by dbt's
own SQL.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from bench.meten import kosten, tabel
from bench.nacht import PROJECT
from peilstok.publicatie.onderdrukking import Uitslag, bewaar_geheugen, lees_structuur, onderdruk

MANIFEST = PROJECT / "dbt" / "target" / "gecompileerd" / "manifest.json"
GEMEENTEN = 12
REGIOS = ((8, 60), (75, 300))
"""Copies of the demo's clients and number of providers."""
SCHEEF = {"gemeente_code": 1.4, "aanbieder_agb": 2.2}
"""How much the large ones have more than the small ones: 1 is evenly."""


def meet() -> None:
    """Print a table per region."""
    with tempfile.TemporaryDirectory() as naam:
        demo = Path(naam) / "demo"
        subprocess.run([sys.executable, "-m", "dagster_project.nacht", "--demo", str(demo)], cwd=PROJECT, check=True)
        for kopieen, aanbieders in REGIOS:
            pad = Path(naam) / str(aanbieders) / "warehouse.duckdb"
            pad.parent.mkdir()
            shutil.copy(demo / "warehouse.duckdb", pad)
            maak_regio(pad, kopieen, aanbieders)
            _meet(pad, aanbieders)


def maak_regio(pad: Path, kopieen: int, aanbieders: int) -> None:
    """Make the warehouse at `pad`, which is called as the models call it, so much larger."""
    modellen: dict[str, dict[str, Any]] = {
        knoop["name"]: knoop for knoop in json.loads(MANIFEST.read_bytes())["nodes"].values()
    }
    with duckdb.connect(str(pad)) as con:
        kpis = [naam for (naam,) in con.execute("select tabel from staging.onderdrukking_tabel").fetchall()]
        con.execute(f"create temp table kopie as select range as nr from range({kopieen})")
        for kolom, eerste, aantal in (("gemeente_code", 1000, GEMEENTEN), ("aanbieder_agb", 70000000, aanbieders)):
            bronnen = " union ".join(
                f"select {kolom} as oud from marts.geval_{kpi.removeprefix('kpi_')}" for kpi in kpis
            )
            con.execute(f"""
                create temp table nieuwe_{kolom} as
                select kopie.nr, oud, case when oud = 'ALLE' then oud else lpad(({eerste} + floor({aantal} * pow(
                    hash(concat_ws('|', kopie.nr, oud, '{kolom}')) % 1000003 / 1000003.0, {SCHEEF[kolom]}
                )))::bigint::varchar, {len(str(eerste))}, '0') end as nieuw
                from kopie cross join ({bronnen})
            """)
        for kpi in kpis:
            _kopieer(con, f"marts.geval_{kpi.removeprefix('kpi_')}")
        for kpi in kpis:
            for naam in (kpi, f"onderdrukking_{kpi.removeprefix('kpi_')}"):
                if naam in modellen:
                    con.execute(f"create or replace table marts.{naam} as {modellen[naam]['compiled_code']}")


def _kopieer(con: duckdb.DuckDBPyConnection, gevallen: str) -> None:
    velden, joins = [], []
    for kolom, *_ in con.execute(f"describe {gevallen}").fetchall():
        if kolom == "client_id":
            velden.append("geval.client_id || '-' || kopie.nr as client_id")
        elif kolom in SCHEEF:
            naam = kolom.split("_")[0]
            velden.append(f"{naam}.nieuw as {kolom}")
            joins.append(f"inner join nieuwe_{kolom} as {naam} on kopie.nr = {naam}.nr and geval.{kolom} = {naam}.oud")
        else:
            velden.append(f"geval.{kolom}")
    con.execute(
        f"create or replace table {gevallen} as select {', '.join(velden)} from {gevallen} as geval cross join kopie"
        f" {' '.join(joins)}"
    )


def _meet(pad: Path, aanbieders: int) -> None:
    uit: list[Uitslag] = []
    with duckdb.connect(str(pad), read_only=True) as con, tempfile.TemporaryDirectory() as geheugen:
        structuur = lees_structuur(con)
        eerste = kosten(lambda: uit.append(onderdruk(con, structuur)))
        bewaar_geheugen(Path(geheugen), uit[0].geheugen)
        tweede = kosten(lambda: uit.append(onderdruk(con, structuur, Path(geheugen))))
    tellingen = uit[0].tellingen
    rijen = [(naam, t.getoond, t.weg, f"{t.deel_getoond:.1f}", t.grover) for naam, t in tellingen.items()]
    getoond, weg = (sum(getattr(t, wat) for t in tellingen.values()) for wat in ("getoond", "weg"))
    grover = sum(t.grover for t in tellingen.values())
    rijen.append(("samen", getoond, weg, f"{100 * getoond / (getoond + weg):.1f}", grover))
    tabel(
        f"{aanbieders} aanbieders: {eerste:.1f} s CPU, {tweede:.1f} s when nothing changed;"
        f" periods that did not leave: {len(uit[0].vervallen)}",
        ("table", "shown", "withheld", "shown %", "only coarser"),
        rijen,
    )
