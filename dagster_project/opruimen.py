"""Retention: `python -m dagster_project.opruimen [--doe] [--demo]`. Without --doe it only counts."""

import argparse
import sqlite3
import sys
from collections import Counter

import duckdb

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import instellingen
from peilstok.bewaren import PERSONEN, BewaarFout, Bewaartermijnen, ruim_verlopen_op
from peilstok.datum import datum_tekst
from peilstok.instellingen import VOORVOEGSEL, InstellingFout, vandaag
from peilstok.rechten import alleen_eigenaar
from peilstok.slot import SlotBezet, nachtslot

_SOORTEN = {
    "BEWAAR_PERSONEN_JAREN": ("personen", "jaar", "personen_jaren"),
    "BEWAAR_BEVINDINGEN_MAANDEN": ("herstelde bevindingen", "maanden", "bevindingen_maanden"),
    "BEWAAR_MAILS_MAANDEN": ("mails", "maanden", "mails_maanden"),
    "BEWAAR_KOPIEEN_DAGEN": ("back-ups", "dagen", "kopieen_dagen"),
}


def main(argumenten: list[str] | None = None) -> int:
    """Say what is older than the terms and, with --doe, remove it; 1 when that is impossible."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.opruimen")
    lezer.add_argument("--doe", action="store_true", help="verwijder wat te oud is; zonder wordt alleen geteld")
    lezer.add_argument("--demo", action="store_true", help="van de demo")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        # a peildatum that lies ahead by mistake would make everybody too old
        dag = min(waarden.peildatum, vandaag())
        termijnen = Bewaartermijnen(**{veld: waarden.bewaren.get(naam) for naam, (_, _, veld) in _SOORTEN.items()})
        with nachtslot(waarden.slot):
            geteld = ruim_verlopen_op(waarden.data, termijnen, dag, doe=keuze.doe)
    except (InstellingFout, SlotBezet, BewaarFout) as fout:
        print(fout, file=sys.stderr)
        return 1
    except (duckdb.Error, sqlite3.Error, OSError):
        # what they say may quote a row
        print(
            "Het is niet afgemaakt: een bestand is in gebruik of beschadigd, of er is geen plaats op de schijf."
            " Doe het daarna opnieuw; wat al weg is blijft weg.",
            file=sys.stderr,
        )
        return 1
    print(f"Bewaartermijnen op {datum_tekst(dag)}:")
    print("\n".join((*_termijnen(termijnen), *_gevonden(geteld, keuze.doe))))
    return 0


def _termijnen(termijnen: Bewaartermijnen) -> list[str]:
    regels = []
    for naam, (soort, eenheid, veld) in _SOORTEN.items():
        termijn = getattr(termijnen, veld)
        wat = f"{termijn} {eenheid}" if termijn is not None else "geen termijn, er gaat niets weg"
        regels.append(f"  {soort}: {wat} ({VOORVOEGSEL}{naam})")
    return regels


def _gevonden(geteld: Counter[str], gedaan: bool) -> list[str]:
    gevonden = [f"  {aantal} {soort}" for soort, aantal in geteld.items() if aantal]
    if not gevonden:
        return ["Er is niets dat langer is bewaard dan de termijn."]
    regels = ["Verwijderd:" if gedaan else "Dit is te oud:", *gevonden]
    if not gedaan:
        return [*regels, "Er is nog niets verwijderd. Doe dat met: make opruimen DOE=ja"]
    if geteld[PERSONEN]:
        regels += [
            "De tabellen die een nacht maakt zijn weg. Draai nu een nacht (make run): die maakt ze en de publicatie.",
            "De landingsmap is niet aangeraakt: verwijder daar zelf wat even oud is, of het komt terug in een nieuw"
            " magazijn.",
        ]
    return regels


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
