"""The cases behind one figure, printed: `make verklaar KPI=uitval jaar=2026 perceel=2` (DEMO=1 for the demo)."""

import argparse
import json
import sys

import duckdb

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import MANIFEST, instellingen, leesbaar
from peilstok.geval import kpis_uit_manifest
from peilstok.instellingen import InstellingFout
from peilstok.verklaar import CelOnbekend, verklaar


def main(argumenten: list[str] | None = None) -> int:
    """Print the cases; 1 when there is no warehouse, it is in use, or the cell cannot be found."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.verklaar")
    lezer.add_argument("kpi", help="naam van een KPI-tabel zonder kpi_, of een termijn")
    lezer.add_argument("keuze", nargs="*", help="kolom=waarde")
    lezer.add_argument("--aantal", type=int, default=20, help="hoeveel gevallen hoogstens")
    lezer.add_argument("--demo", action="store_true", help="in het magazijn van de demo")
    vraag = lezer.parse_args(argumenten)
    keuze = dict(deel.partition("=")[::2] for deel in vraag.keuze)
    kpis = kpis_uit_manifest(json.loads(MANIFEST.read_text(encoding="utf-8")))
    naam = vraag.kpi.removeprefix("kpi_")
    if naam not in kpis and naam.isupper():
        naam, keuze = "termijn", {"termijn": naam} | keuze
    if naam not in kpis:
        print(f"{vraag.kpi} is geen KPI met gevallen; wel: {', '.join(sorted(kpis))}.", file=sys.stderr)
        return 1
    try:
        warehouse = (demo_instellingen(DEMO_MAP) if vraag.demo else instellingen()).warehouse
        if not warehouse.exists():
            print(f"Er is nog geen magazijn ({leesbaar(warehouse)}): draai eerst een nacht.", file=sys.stderr)
            return 1
        with duckdb.connect(str(warehouse), read_only=True) as con:
            print("\n".join(verklaar(con, kpis[naam], keuze, vraag.aantal)))
    except (InstellingFout, CelOnbekend) as fout:
        print(fout, file=sys.stderr)
        return 1
    except duckdb.CatalogException:
        print("De tabellen van een nacht zijn er niet: draai eerst een nacht (make run).", file=sys.stderr)
        return 1
    except duckdb.IOException:
        print(f"Het magazijn ({leesbaar(warehouse)}) is in gebruik; probeer het na de nacht opnieuw.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
