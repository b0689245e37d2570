"""Forget a person: `python -m dagster_project.vergeet [--demo]`, the BSN on standard input."""

import argparse
import getpass
import shutil
import sys
from datetime import UTC, datetime

import duckdb

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import instellingen, leesbaar
from peilstok.berichten.pseudoniem import Pseudonimiseerder, elfproef
from peilstok.instellingen import InstellingFout
from peilstok.laden import SleutelAfwijking
from peilstok.motor.postgres import MotorFout
from peilstok.publicatie.postgres import trek_in_postgres
from peilstok.publicatie.verantwoording import ingetrokken, noteer
from peilstok.rechten import alleen_eigenaar
from peilstok.slot import SlotBezet, nachtslot
from peilstok.uitsluiting import UitsluitingFout
from peilstok.vergeten import Vergeten, vergeet


def main(argumenten: list[str] | None = None) -> int:
    """Remove the person everywhere below DATA and keep them out; 1 when that was refused or is not complete. The number
    and the pseudonym are never shown."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.vergeet")
    lezer.add_argument("--demo", action="store_true", help="van de demo")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        pseudoniem = Pseudonimiseerder(waarden.sleutel)
        client_id = pseudoniem.client_id(bsn) if elfproef(bsn := _vraag_bsn()) else None
        if client_id is None:
            print("Dit is geen BSN (het voldoet niet aan de elfproef). Er is niets veranderd.", file=sys.stderr)
            return 1
        with nachtslot(waarden.slot):
            # first: a server that says no leaves the rest to be done again
            schemas = trek_in_postgres(waarden.database.publiceer) if waarden.database.publiceer else 0
            # compressed: what follows would not find the person in it
            shutil.rmtree(waarden.raw_parquet, ignore_errors=True)
            gedaan = vergeet(waarden.data, waarden.landing, client_id, pseudoniem)
            noteer(waarden.data, ingetrokken(datetime.now(UTC), gedaan.ingetrokken))
    except (InstellingFout, SlotBezet, SleutelAfwijking, UitsluitingFout, MotorFout) as fout:
        print(fout, file=sys.stderr)
        return 1
    except (duckdb.Error, OSError):
        # what they say may quote a row
        print(
            "Het is niet afgemaakt: het magazijn is in gebruik of beschadigd, of er is geen plaats op de schijf."
            " Doe het daarna opnieuw; wat al weg is blijft weg.",
            file=sys.stderr,
        )
        return 1
    print("\n".join(verklaring(gedaan)))
    if schemas:
        print(f"In PostgreSQL zijn {schemas} schema's verwijderd; de volgende nacht maakt ze weer.")
    return 1 if gedaan.over or gedaan.kopieen else 0


def verklaring(gedaan: Vergeten) -> list[str]:
    """What was removed and what is left, in sentences that name nobody."""
    gevonden = {soort: aantal for soort, aantal in sorted(gedaan.rijen.items()) if aantal}
    if gevonden:
        regels = ["Verwijderd:", *(f"  {aantal} {soort}" for soort, aantal in gevonden.items())]
    else:
        regels = ["Deze persoon kwam niet voor in het magazijn en het verloop."]
    regels += [
        f"  {len(gedaan.ingetrokken)} gepubliceerde mappen (datateam, backoffice, aanbieder), met hun vorige versie.",
        "De tabellen die een nacht maakt zijn weg. Draai nu een nacht (make run): die maakt ze en de publicatie weer.",
        "Tot dan telt deze persoon nog mee in de totalen voor gemeente en regio, en in bevroren cijfers ook daarna.",
        "Nieuwe leveringen van deze persoon worden niet geladen. Daarvoor blijft alleen een versleuteld kenmerk bewaard"
        " (uitgesloten.txt).",
        "Een declaratie of antwoord waarin deze persoon stond past niet meer bij wat ervan over is: TR342, TR355 en"
        " TR358 beoordelen die berichten daarom niet meer.",
        "Niet aangeraakt: de landingsmap, en wat al is verzonden of buiten PEILSTOK_DATA is gekopieerd.",
    ]
    if gedaan.over:
        regels += ["NIET KLAAR: het pseudoniem staat nog in:", *(f"  {leesbaar(pad)}" for pad in gedaan.over)]
        regels += ["Verwijder deze bestanden, en doe het daarna opnieuw."]
    else:
        regels += ["Gecontroleerd: geen bestand in PEILSTOK_DATA bevat het pseudoniem nog, buiten back-ups."]
    if gedaan.kopieen:
        regels += ["NIET KLAAR: deze back-ups zijn van eerder en kunnen de persoon bevatten:"]
        regels += [f"  {leesbaar(pad)}" for pad in gedaan.kopieen]
        regels += ["Maak na de nacht een nieuwe (make backup) en verwijder deze, ook op andere machines."]
    return regels


def _vraag_bsn() -> str:
    """Not shown while it is typed; of a pipe the first line."""
    return (getpass.getpass("BSN: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
