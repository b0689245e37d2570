"""Raw as parquet, a folder per table, for another engine: `make raw-parquet` (NAAR=folder; DEMO=1 for the demo)."""

import argparse
import sys
from pathlib import Path

import duckdb

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import instellingen, leesbaar
from peilstok.instellingen import InstellingFout
from peilstok.motor.overdracht import schrijf_raw
from peilstok.rechten import alleen_eigenaar


def main(argumenten: list[str] | None = None) -> int:
    """Write it and say where; 1 when there is no warehouse or it is in use."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.raw_parquet")
    lezer.add_argument(
        "--naar",
        type=Path,
        metavar="MAP",
        help="standaard raw-parquet in PEILSTOK_DATA; van daar haalt make vergeet hem weg, van elders niet",
    )
    lezer.add_argument("--demo", action="store_true", help="van het magazijn van de demo")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        naar = (keuze.naar or waarden.raw_parquet).resolve()
        if not waarden.warehouse.exists():
            print("Er is nog geen magazijn: draai eerst een nacht.", file=sys.stderr)
            return 1
        with duckdb.connect(str(waarden.warehouse), read_only=True) as con:
            aantal = len(schrijf_raw(con, naar))
    except (InstellingFout, FileExistsError) as fout:
        print(fout, file=sys.stderr)
        return 1
    except duckdb.IOException:
        print("Het magazijn is in gebruik; probeer het na de nacht opnieuw.", file=sys.stderr)
        return 1
    print(f"{aantal} tabellen van raw staan als parquet in {leesbaar(naar)}.")
    return 0


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
