"""The mails about the reports, on demand: `python -m dagster_project.versturen [--opnieuw PARTIJ] [--demo]`."""

import argparse
import sys
from datetime import UTC, datetime

import duckdb

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import instellingen, leesbaar
from dagster_project.post import mailregels, verstuur_nu
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.instellingen import InstellingFout
from peilstok.rechten import alleen_eigenaar
from peilstok.slot import SlotBezet, nachtslot


def main(argumenten: list[str] | None = None) -> int:
    """Send what is new, also within the month; 1 when there is nothing to send from, or something did not go out."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.versturen")
    lezer.add_argument(
        "--opnieuw",
        default="",
        metavar="PARTIJ",
        help="de geweigerde of onzekere mail aan deze partij, zoals make doctor haar noemt (gemeente_0384), of alle",
    )
    lezer.add_argument("--demo", action="store_true", help="in de demo (nooit echt verstuurd)")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        pseudoniem = Pseudonimiseerder(waarden.sleutel)
        if not waarden.warehouse.exists():
            print(f"Er is nog geen magazijn ({leesbaar(waarden.warehouse)}): draai eerst een nacht.", file=sys.stderr)
            return 1
        with nachtslot(waarden.slot):
            ronde = verstuur_nu(
                waarden, pseudoniem, sinds=datetime.now(UTC), op_verzoek=not keuze.opnieuw, opnieuw=keuze.opnieuw
            )
    except (InstellingFout, SlotBezet) as fout:
        print(fout, file=sys.stderr)
        return 1
    except duckdb.IOException:
        print(
            f"Het magazijn ({leesbaar(waarden.warehouse)}) is in gebruik; sluit het andere programma.", file=sys.stderr
        )
        return 1
    except duckdb.CatalogException:
        print("Er is nog geen hele nacht gedraaid: er zijn geen contactpersonen geladen.", file=sys.stderr)
        return 1
    regels = mailregels(ronde, waarden)
    print(f"Mail: {regels[0]}", *regels[1:], sep="\n      ")
    return 1 if ronde.reden or ronde.wacht else 0


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
