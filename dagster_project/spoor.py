"""The trail of one toewijzing, printed: `make spoor WET=Jw GEMEENTE=0384 NUMMER=300201` (DEMO=1 for the demo)."""

import argparse
import sys

import duckdb

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import instellingen, leesbaar
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.instellingen import InstellingFout
from peilstok.spoor import NietGevonden, spoor


def main(argumenten: list[str] | None = None) -> int:
    """Print the trail; 1 when there is no warehouse, it is in use, or no message names the toewijzing."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.spoor")
    lezer.add_argument("wet", choices=("Jw", "Wmo"))
    lezer.add_argument("gemeente_code")
    lezer.add_argument("toewijzingnummer")
    lezer.add_argument("--demo", action="store_true", help="in het magazijn van de demo")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        warehouse = waarden.warehouse
        if not warehouse.exists():
            print(f"Er is nog geen magazijn ({leesbaar(warehouse)}): draai eerst een nacht.", file=sys.stderr)
            return 1
        with duckdb.connect(str(warehouse), read_only=True) as con:
            # masked as those in the messages are, and looked up as such
            nummer = Pseudonimiseerder(waarden.sleutel).nummer(keuze.toewijzingnummer)
            print("\n".join(spoor(con, keuze.wet, keuze.gemeente_code, nummer)))
    except (InstellingFout, NietGevonden) as fout:
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
