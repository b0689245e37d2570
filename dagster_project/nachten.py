"""The page about the nights, and its last lines on the screen: `python -m dagster_project.nachten [--demo]`."""

import argparse
import sqlite3
import sys
from datetime import UTC, datetime

from dagster_project.nacht import DEMO_MAP, demo_instellingen
from dagster_project.plaatsen import instellingen, leesbaar
from peilstok.instellingen import TIJDZONE, InstellingFout
from peilstok.nachtboek import Nachtboek, NachtboekFout
from peilstok.rapport.nachtenpagina import NACHTEN, duur_tekst, schrijf_nachtenpagina
from peilstok.rechten import alleen_eigenaar

OP_SCHERM = 10


def main(argumenten: list[str] | None = None) -> int:
    """Write the page and say where it is; 1 when there is no book, or it cannot be read."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.nachten")
    lezer.add_argument("--demo", action="store_true", help="van de demo")
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(DEMO_MAP) if keuze.demo else instellingen()
        if not waarden.nachtboek.exists():
            print("Er is nog geen nacht gedraaid.", file=sys.stderr)
            return 1
        with Nachtboek(waarden.nachtboek) as boek:
            nachten = boek.nachten(NACHTEN)
        for nacht in nachten[:OP_SCHERM]:
            begin = f"{nacht.begin.astimezone(TIJDZONE):%d-%m-%Y %H:%M}"
            print(f"{begin}  {nacht.afloop:<10}  {duur_tekst(nacht.seconden):>12}  {nacht.reden}".rstrip())
        pagina = schrijf_nachtenpagina(waarden.nachtenpagina, nachten, datetime.now(UTC), TIJDZONE)
        print(f"\nAlle nachten, hun stappen en tellingen: {leesbaar(pagina)}")
    except (InstellingFout, NachtboekFout, OSError, sqlite3.Error) as fout:
        print(fout, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
