"""Back-up and restore: `python -m dagster_project.kopie maak [--naar MAP] [--demo]`, `.. terug BESTAND [--demo]`."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import instellingen, leesbaar
from peilstok.instellingen import TIJDZONE, InstellingFout
from peilstok.kopie import KopieFout, maak_kopie, zet_terug
from peilstok.rechten import alleen_eigenaar
from peilstok.slot import SlotBezet, nachtslot


def main(argumenten: list[str] | None = None) -> int:
    """Make a copy or put one back, while no night runs; 1 with one sentence when that is impossible."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.kopie")
    wat = lezer.add_subparsers(dest="wat", required=True)
    maak = wat.add_parser("maak", help="bewaar wat niet opnieuw te maken is in een bestand")
    maak.add_argument("--naar", type=Path, metavar="MAP", help="standaard de map backup in PEILSTOK_DATA")
    terug = wat.add_parser("terug", help="zet een kopie terug in een lege PEILSTOK_DATA")
    terug.add_argument("bestand", type=Path)
    for deel in (maak, terug):
        deel.add_argument("--demo", action="store_true", help="van de demo")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        with nachtslot(waarden.slot):
            if keuze.wat == "maak":
                naar = keuze.naar or waarden.data / "backup"
                kopie = maak_kopie(waarden.data, naar.absolute(), datetime.now(TIJDZONE))
                print(
                    f"Bewaard: {kopie.bestanden} bestanden in {leesbaar(kopie.bestand)} ({kopie.bytes / 1e6:.1f} MB)."
                )
                print("Bewaar dit bestand ook op een andere machine. De sleutel (PEILSTOK_SLEUTEL) zit er niet in.")
            else:
                kopie = zet_terug(keuze.bestand.absolute(), waarden.data)
                print(f"Teruggezet: {kopie.bestanden} bestanden, de stand van {kopie.gemaakt}.")
                print("Draai nu een nacht (make run), met dezelfde sleutel: die maakt de publicatie.")
    except (InstellingFout, SlotBezet, KopieFout) as fout:
        print(fout, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
